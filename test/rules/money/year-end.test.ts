import { PARAMETERS, type ParameterName } from '../../../src/rules/basics/parameter-table';
import type { Setting } from '../../../src/rules/basics/parameters';
import {
  closingsOf,
  inClosedYears,
  movedSince,
  standingClosings,
  yearToClose,
} from '../../../src/rules/money/year-end';
import { hadNotComeIn, promisedAtEnd, yearNotOver } from '../../../src/rules/money/year-end-words';
import { ASKED, ledgerLine, NORTH, parameters, set, type Tabs } from '../../support/builders';
import { books, day, PROGRAMME, type Row, tables } from '../../support/rules-tables';

const read = (tabs: Tabs = {}) => {
  const all = tables({ ...PROGRAMME, ...tabs });
  return { ...books(all), yearEnds: all.get('yearEnds') };
};

/** 2026/27 of North: £2,500.00 of match and £40.00 came in, £1,234.56 went out; in lead support £300.00 came in. */
const LEDGER: Row[] = [
  ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500),
  ledgerLine('L-2', '2027-03-01', 'In', 'Other income', 40),
  ledgerLine('L-3', '2027-08-31', 'Out', 'Other', 1234.56),
  ledgerLine('L-4', '2026-10-01', 'In', 'Lead support', 300, { pot: 'Lead support' }),
  ledgerLine('L-5', '2027-09-01', 'Out', 'Other', 5.55),
];
const AFTER = day('2027-09-10');
const IN_2026 = { cluster: 0, year: 2026 };

/** A closing line of North's cluster pot for 2026/27, as {@link LEDGER} leaves it. */
const line = (id: string, more: Row = {}): Row => ({
  ...{ id, cluster: NORTH, year: '2026/27', pot: 'Cluster pot', opening: 0, received: 2500, otherIncome: 40 },
  ...{ spent: 1234.56, closing: 1305.44, closedOn: '2027-09-05' },
  ...more,
});

const kinds = (of: ReturnType<typeof yearToClose>) => of.findings.map(({ rule, severity }) => `${rule} ${severity}`);

describe('a year that is to be closed (F11, F12)', () => {
  it('has of each pot what its lines up to the last day of the year leave, to the penny', () => {
    const { pots, asAt, needsNote } = yearToClose(read({ ledger: LEDGER }), parameters(), IN_2026, AFTER);
    expect(asAt).toBe(day('2027-08-31'));
    expect(needsNote).toBe(false);
    expect(
      pots.map(({ pot, opening, received, otherIncome, spent, closing }) => [
        pot,
        opening,
        received,
        otherIncome,
        spent,
        closing,
      ]),
    ).toEqual([
      ['Cluster pot', 0, 250_000, 4_000, 123_456, 130_544],
      ['Lead support', 0, 30_000, 0, 0, 30_000],
      ['Administration', 0, 0, 0, 0, 0],
    ]);
  });

  it('opens the next year with exactly what it closes with', () => {
    const next = yearToClose(read({ ledger: LEDGER }), parameters(), { cluster: 0, year: 2027 }, day('2028-09-01'));
    expect(next.pots.map(({ opening, closing }) => [opening, closing])).toEqual([
      [130_544, 129_989],
      [30_000, 30_000],
      [0, 0],
    ]);
  });

  it('is stopped while the year lasts: its last day included, the day after not', () => {
    const on = (iso: string) => yearToClose(read({ ledger: LEDGER }), parameters(), IN_2026, day(iso));
    expect(on('2027-08-31').findings.some((finding) => yearNotOver.is(finding))).toBe(true);
    expect(on('2027-09-01').findings.some((finding) => yearNotOver.is(finding))).toBe(false);
    expect(on('2027-08-31').findings[0]!.message).toBe(
      '2026/27 lasts until 31 Aug 2027: it can be closed from 1 Sep 2027 on.',
    );
  });

  it('is stopped while what is left rests on a figure that is not set (F15)', () => {
    const ledger = [...LEDGER, ledgerLine('L-6', '2027-01-01', 'Out', 'Other', 10, { vat: 2 })];
    const of = yearToClose(read({ ledger }), parameters(set('vat.chargedToPot', null)), IN_2026, AFTER);
    expect(kinds(of)[0]).toBe('F12 stop');
    expect(of.findings[0]!.message).toMatch(/^What is left is not known: Cluster pot\./);
  });

  it('says first what is promised and not paid, and what had not come in', () => {
    const of = yearToClose(
      read({
        ledger: LEDGER,
        requests: [
          { ...ASKED, matter: 'Project', committedOn: '2027-07-01', schoolsAgreeing: 'School 1; School 2; School 3' },
          { ...ASKED, id: 'R-2' },
        ],
      }),
      parameters(),
      IN_2026,
      AFTER,
    );
    expect(of.heldOver.map(({ request, open }) => [request.id, open])).toEqual([['R-1', 35_000]]);
    expect(of.findings.find((finding) => promisedAtEnd.is(finding))?.message).toBe(
      '£350.00 of what rolls over is promised on 31 Aug 2027 and not yet paid: R-1.',
    );
    // All of the five schools' match came in; administration of £120.00 did not.
    expect(of.findings.find((finding) => hadNotComeIn.is(finding))?.message).toMatch(
      /^£120\.00 of 2026\/27 is entitled/,
    );
    expect(kinds(of)).toEqual(['F11 warn', 'F13 note', 'F11 note']);
  });

  it('says of what came in by a part what is missing, and nothing is assumed once every figure is confirmed', () => {
    const part = ledgerLine('L-7', '2027-01-01', 'In', 'Administration', 20, { pot: 'Administration' });
    const confirmed = Object.entries(PARAMETERS).map(([name, { value }]) => set(name as ParameterName, value, 2020));
    const of = (...settings: Setting[]) =>
      yearToClose(read({ ledger: [...LEDGER, part] }), parameters(...settings), IN_2026, AFTER).findings;
    expect(of().find((finding) => hadNotComeIn.is(finding))?.message).toBe(
      '£100.00 of 2026/27 is entitled and has not come in by its last day: it counts in the year it comes in.',
    );
    expect(of().at(-1)!.message).toMatch(/^Nobody has confirmed every figure of the rules yet: this assumes /);
    expect(of(...confirmed).map(({ rule }) => rule)).toEqual(['F13']);
  });

  it('rolls an overspend over as it is, and wants a note (F12)', () => {
    const ledger = [ledgerLine('L-1', '2026-10-01', 'Out', 'Other', 12.34)];
    const of = yearToClose(read({ ledger }), parameters(), IN_2026, AFTER);
    expect([of.needsNote, of.pots[0]!.closing]).toEqual([true, -1_234]);
    expect(of.findings[0]!.message).toBe(
      'Cluster pot is overspent by £12.34: that rolls over, 2027/28 opens below zero, and a note says why.',
    );
  });

  it('says that the year before is open, where it had lines of its own', () => {
    const ledger = [...LEDGER, ledgerLine('L-0', '2026-08-31', 'In', 'Other income', 1)];
    const of = (yearEnds: Row[]) => kinds(yearToClose(read({ ledger, yearEnds }), parameters(), IN_2026, AFTER));
    expect(of([])[0]).toBe('F12 warn');
    expect(yearToClose(read({ ledger }), parameters(), IN_2026, AFTER).findings[0]!.message).toBe(
      '2025/26 is not closed: what it leaves, which this year opens with, can still move.',
    );
    expect(of([line('YE-1', { year: '2025/26' })])).not.toContain('F12 warn');
    expect(kinds(yearToClose(read({ ledger: LEDGER }), parameters(), IN_2026, AFTER))).not.toContain('F12 warn');
  });
});

describe('closing lines (F12)', () => {
  it('are no money: no figure of a pot moves by them', () => {
    const pots = (yearEnds: Row[]) =>
      yearToClose(read({ ledger: LEDGER, yearEnds }), parameters(), IN_2026, AFTER).pots;
    expect(pots([line('YE-1'), line('YE-2', { year: '2027/28', closing: 99 })])).toEqual(pots([]));
  });

  it('stand until the year is opened again, the newest of each pot', () => {
    const { yearEnds } = read({
      yearEnds: [
        line('YE-1', { openedOn: '2027-09-06' }),
        line('YE-3', { closedOn: '2027-09-07' }),
        line('YE-2', { closedOn: '2027-09-07' }),
        line('YE-4', { pot: 'Administration' }),
        line('YE-5', { cluster: 'South Cluster' }),
      ],
    });
    expect(standingClosings(yearEnds).map(({ id }) => id)).toEqual(['YE-3', 'YE-4', 'YE-5']);
    expect(closingsOf(yearEnds, 0, 2026).map(({ id }) => id)).toEqual(['YE-3', 'YE-4']);
    expect(closingsOf(yearEnds, 0, 2025)).toEqual([]);
  });

  it.each([
    ['later', '2027-09-05', '2027-09-07', 'YE-1'],
    ['last by ID, of one day', '2027-09-07', '2027-09-07', 'YE-2'],
  ])('are those that were closed %s, wherever they stand', (_what, second, first, expected) => {
    const lines = [line('YE-2', { closedOn: second }), line('YE-1', { closedOn: first })];
    for (const yearEnds of [lines, [...lines].reverse()])
      expect(standingClosings(read({ yearEnds }).yearEnds).map(({ id }) => id)).toEqual([expected]);
  });

  it('are what a line written in their pot and year changes, and no other line', () => {
    const { ledger, ...all } = read({
      yearEnds: [line('YE-1')],
      ledger: [
        ledgerLine('L-1', '2027-08-31', 'Out', 'Other', 1),
        ledgerLine('L-2', '2027-09-01', 'Out', 'Other', 1),
        ledgerLine('L-3', '2027-08-31', 'Out', 'Other', 1, { pot: 'Administration' }),
        ledgerLine('L-4', '2027-08-31', 'Out', 'Other', 1, { cluster: 'South Cluster' }),
      ],
    });
    expect(ledger.rows.map((row) => inClosedYears(all, [row]).map(({ message }) => message))).toEqual([
      ['2026/27 of North Cluster, Cluster pot, was closed on 5 Sep 2027: this changes what it was closed with.'],
      [],
      [],
      [],
    ]);
    expect(inClosedYears(all, ledger.rows)).toHaveLength(1);
  });
});

describe('a closed year that is changed (F12)', () => {
  const moved = (ledger: Row[], yearEnds: Row[] = [line('YE-1')]) =>
    movedSince(read({ ledger, yearEnds }), parameters()).map((one) => [one.line.id, one.finding.message]);
  const changed = (id: string, more: Row) => LEDGER.map((row) => (row['id'] === id ? { ...row, ...more } : row));

  it('is nothing to tell of while every sum is as it was written down, whatever happens in later years', () => {
    expect(moved(LEDGER)).toEqual([]);
    expect(moved([...LEDGER, ledgerLine('L-9', '2027-09-02', 'Out', 'Other', 100)])).toEqual([]);
  });

  it('is told with which pot and year, what it said then and says now, and the difference', () => {
    expect(moved(changed('L-3', { net: 1244.56 }))).toEqual([
      [
        'YE-1',
        '2026/27 of North Cluster, Cluster pot, was changed after it was closed on 5 Sep 2027: closing £1,305.44 then, ' +
          '£1,295.44 now, £10.00 less; spent £1,234.56 then, £1,244.56 now.',
      ],
    ]);
  });

  it('is found where two changes make up for one another', () => {
    const both = changed('L-3', { net: 1244.56 }).map((row) => (row['id'] === 'L-2' ? { ...row, net: 50 } : row));
    expect(moved(both)[0]![1]).toContain(
      '£1,305.44 now, no difference in all; other income £40.00 then, £50.00 now; spent',
    );
  });

  it('is found where a line of a year before moves the opening', () => {
    const early = [...LEDGER, ledgerLine('L-0', '2026-08-31', 'In', 'Other income', 0.01)];
    expect(moved(early)[0]![1]).toContain('£0.01 more; opening £0.00 then, £0.01 now.');
  });

  it('is nothing to tell of once it was opened again', () => {
    expect(moved(changed('L-3', { net: 1 }), [line('YE-1', { openedOn: '2027-09-06' })])).toEqual([]);
  });

  it('notes no assumption of the figures it is shown beside', () => {
    const own = parameters();
    const ledger = [...LEDGER, ledgerLine('L-6', '2027-01-01', 'Out', 'Other', 10, { vat: 2 })];
    const [, assumed] = own.assumedBy(() => movedSince(read({ ledger, yearEnds: [line('YE-1')] }), own));
    expect(assumed).toEqual([]);
  });
});
