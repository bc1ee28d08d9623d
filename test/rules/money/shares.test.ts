import { schoolShares } from '../../../src/rules/money/shares';
import { AS_AT, ledgerLine, mark, meeting, parameters, read, SESSION, set, type Tabs } from '../../support/builders';
import { PLAIN } from '../../support/ledger-cases';
import { day, type Row, SCHOOLS } from '../../support/rules-tables';

describe('what schools owe for a session above the cap (S2)', () => {
  it.each([
    ['2026-11-01', []],
    ['2026-11-02', [2_000, 2_000, 2_000, 2_000, 2_000]],
  ])('on %s the schools owe %j for a session of 2 November (S2)', (asAt, expected) =>
    expect(schoolShares(read({ sessions: [PLAIN] }), parameters(), day(asAt)).map(({ owes }) => owes)).toEqual(
      expected,
    ),
  );
  it('nothing where the fee is within the cap (S2)', () =>
    expect(schoolShares(read({ sessions: [{ ...PLAIN, netFee: 400 }] }), parameters(), day(AS_AT))).toEqual([]));
  it('says not set while the cap of the session’s year is not set (S2)', () => {
    const shares = schoolShares(read({ sessions: [PLAIN] }), parameters(set('cpd.cap', null)), day(AS_AT));
    expect(shares.map(({ owes, open }) => [owes, open])).toEqual(Array(5).fill([Number.NaN, Number.NaN]));
  });
});

describe('odd pence of shares (S2, F14)', () => {
  const sessions = [{ ...SESSION, vatRegistered: false, netFee: 500.03, meeting: 'M-1' }];
  const came = (...schools: number[]) => schools.map((school) => mark('M-1', school));
  const owed = (schools: Row[], attendance: Row[]) => {
    const books = read({ schools, sessions, meetings: [meeting('M-1', '2026-11-02')], attendance });
    const shares = schoolShares(books, parameters(), day(AS_AT));
    return Object.fromEntries(shares.map(({ school, owes }) => [books.schools.at(school).id, owes]));
  };
  it.each([
    ['all members', [], { 'S-1': 2_001, 'S-2': 2_001, 'S-3': 2_001, 'S-4': 2_000, 'S-5': 2_000 }],
    ['those that came', [5, 3], { 'S-3': 5_002, 'S-5': 5_001 }],
  ])('go to the first by ID of %s, however the rows of Schools are sorted (S2, F14)', (_what, marks, expected) => {
    expect(owed(SCHOOLS, came(...marks))).toEqual(expected);
    expect(owed([...SCHOOLS].reverse(), came(...marks))).toEqual(expected);
  });
});

describe('what schools paid of it (S2)', () => {
  const paid = (id: string, school: number, net: number, more: Row = {}) =>
    ledgerLine(id, '2026-11-10', 'In', 'Other income', net, { school: `School ${school}`, session: 'CPD-1', ...more });
  const back = (id: string, school: number, net: number) =>
    paid(id, school, net, { direction: 'Out', category: 'Other' });
  const sharesOf = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT) =>
    schoolShares(read({ sessions: [PLAIN], ledger, ...tabs }), parameters(), day(asAt)).map(
      ({ school, owes, paid: sum, open }) => [school + 1, owes, sum, open],
    );
  const OPEN = [2, 3, 4, 5].map((school) => [school, 2_000, 0, 2_000]);

  it.each([
    ['a part', [paid('L-1', 1, 5)], 500, 1_500],
    ['in two parts, with VAT', [paid('L-1', 1, 5), paid('L-2', 1, 10, { vat: 2 })], 1_700, 300],
    ['more than it owes', [paid('L-1', 1, 25)], 2_500, -500],
    ['and got all of it back', [paid('L-1', 1, 20), back('L-2', 1, 20)], 0, 2_000],
    ['and got more back than it paid', [paid('L-1', 1, 5), back('L-2', 1, 20)], 0, 2_000],
    ['into another pot', [paid('L-1', 1, 5, { pot: 'Lead support' })], 0, 2_000],
    ['as match', [paid('L-1', 1, 5, { category: 'Match' })], 0, 2_000],
  ])('School 1 paid %s: of £20.00 it has paid %d pence, and %d are open (S2)', (_what, ledger, sum, open) =>
    expect(sharesOf(ledger)).toEqual([[1, 2_000, sum, open], ...OPEN]),
  );
  it('counts what was paid up to the day asked about, that day included', () => {
    const ledger = [paid('L-1', 1, 20)];
    expect(['2026-11-09', '2026-11-10'].map((asAt) => sharesOf(ledger, {}, asAt)[0])).toEqual([
      [1, 2_000, 0, 2_000],
      [1, 2_000, 2_000, 0],
    ]);
  });
  it('a school that owes nothing gets back what it paid, below zero (S2)', () =>
    expect(sharesOf([paid('L-1', 6, 7)]).at(-1)).toEqual([6, 0, 700, -700]));
  it('sessions stand in the order of their days, those of one day by their IDs', () => {
    const sessions = [
      { ...PLAIN, id: 'CPD-3' },
      { ...PLAIN, id: 'CPD-2' },
      { ...PLAIN, id: 'CPD-9', date: '2026-10-01' },
    ];
    const shares = schoolShares(read({ sessions }), parameters(), day(AS_AT));
    expect([...new Set(shares.map(({ session }) => session.id))]).toEqual(['CPD-9', 'CPD-2', 'CPD-3']);
  });
});
