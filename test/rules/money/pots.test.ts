import fc from 'fast-check';
import type { ParameterName } from '../../../src/rules/basics/parameter-table';
import { assumesText } from '../../../src/rules/basics/parameters';
import { POTS } from '../../../src/rules/basics/words';
import { ledgerBalance, onceEach, type PotYear, potOf, potsOf } from '../../../src/rules/money/pots';
import { AS_AT, ASKED, ledgerLine, parameters, read, set, type Tabs } from '../../support/builders';
import { AGREED, potsIn, YEAR_END } from '../../support/ledger-cases';
import { day, type Row } from '../../support/rules-tables';

/** North's cluster pot alone. */
const idAt = (ledger: readonly Row[], row: number | null) => (row === null ? undefined : ledger[row]!['id']);
const clusterPot = (tabs: Tabs, asAt = YEAR_END, year = 2026) => potsIn(tabs, asAt, [], year).pots[0]!;

const LEDGER = [
  ledgerLine('L-1', '2025-10-01', 'In', 'Other income', 1_000),
  ledgerLine('L-2', '2026-01-10', 'Out', 'Resources', 300, { vat: 60 }),
  ledgerLine('L-3', '2026-10-01', 'In', 'Match', 2_000),
  ledgerLine('L-4', '2026-10-05', 'In', 'Other funding', 250),
  ledgerLine('L-5', '2026-11-01', 'Out', 'Resources', 100, { vat: 20 }),
  ledgerLine('L-6', '2027-10-01', 'Out', 'Resources', 5),
];

describe('pots (F10 to F13)', () => {
  it('rolls what was left into the next year and shows it as opening (F12)', () => {
    expect(clusterPot({ ledger: LEDGER })).toMatchObject({
      opening: 64_000,
      entitled: 250_000,
      received: 200_000,
      otherIncome: 25_000,
      spent: 12_000,
      closing: 277_000,
      committed: 0,
      available: 277_000,
    });
    expect(clusterPot({ ledger: LEDGER }, '2028-08-31', 2027)).toMatchObject({
      opening: 277_000,
      spent: 500,
      closing: 276_500,
    });
  });

  it('counts only lines up to the day', () =>
    expect(clusterPot({ ledger: LEDGER }, '2026-10-31')).toMatchObject({
      received: 200_000,
      spent: 0,
      closing: 289_000,
    }));

  it('carries an overspend as a negative', () => {
    const ledger = [ledgerLine('L-1', '2026-01-10', 'Out', 'Resources', 40)];
    expect(clusterPot({ ledger })).toMatchObject({ opening: -4_000, closing: -4_000 });
  });

  it('takes lines net where lead schools recover VAT (F15)', () => {
    expect(potsIn({ ledger: LEDGER }, YEAR_END, [set('vat.chargedToPot', 0)]).pots[0]!.spent).toBe(10_000);
  });

  it('says not set instead of a number where a parameter has no value', () => {
    expect(potsIn({}, YEAR_END, [set('match.basis', null)]).pots[0]!.entitled).toBeNaN();
  });

  it('says which assumed values a pot rests on', () => {
    const [cluster, support] = potsIn({}, YEAR_END).pots;
    expect(assumesText(cluster!.assumes)).toBe(
      'assumes a 1:1 match, a match on £500.00 a school, £0.00 of cash a school',
    );
    expect(assumesText(support!.assumes)).toBe('');
  });

  it('reserves what was agreed, less what was claimed, and frees the rest on the final claim (F11)', () => {
    const requests = [{ ...AGREED, amount: 75, askedOn: '2026-09-20' }];
    const of = (ledger: Row[]) => clusterPot({ ledger, requests }).committed;
    expect(of([])).toBe(7_500);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1' })])).toBe(2_500);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1', finalClaim: true })])).toBe(0);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 90, { request: 'R-1' })])).toBe(0);
  });
});

describe('pots over the years (F12, F13)', () => {
  it.each<[string, Row[], number]>([
    [
      'unspent',
      [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 100), ledgerLine('L-2', '2026-10-01', 'Out', 'Other', 30)],
      7_000,
    ],
    [
      'all spent',
      [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 100), ledgerLine('L-2', '2026-10-01', 'Out', 'Other', 100)],
      0,
    ],
    [
      'overspent',
      [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 100), ledgerLine('L-2', '2026-10-01', 'Out', 'Other', 130.5)],
      -3_050,
    ],
  ])('%s money opens the next year and the one after (F12)', (_what, ledger, expected) => {
    expect(clusterPot({ ledger }, '2027-09-01', 2027).opening).toBe(expected);
    expect(clusterPot({ ledger }, '2029-09-01', 2029).opening).toBe(expected);
  });
  it.each([
    [0, 250_000],
    [2_500, 0],
    [2_600, -10_000],
    [1_000.01, 149_999],
  ])('of £2,500 entitled, £%d received leaves %d pence outstanding (F13)', (received, outstanding) => {
    const { entitled, received: got } = clusterPot(
      { ledger: [ledgerLine('L-1', '2026-10-01', 'In', 'Match', received)] },
      AS_AT,
    );
    expect(entitled! - got).toBe(outstanding);
  });
  it('counts school cash as received and a donation as other income (F11, F13)', () => {
    const { received, otherIncome } = clusterPot(
      {
        ledger: [
          ledgerLine('L-1', '2026-10-01', 'In', 'School cash', 50),
          ledgerLine('L-2', '2026-10-01', 'In', 'Other income', 20),
          ledgerLine('L-3', '2026-10-01', 'In', 'Other funding', 5),
        ],
      },
      AS_AT,
    );
    expect([received, otherIncome]).toEqual([5_000, 2_500]);
  });
});

describe('the pots whatever the lines (F11, F12)', () => {
  /** A pot without what it assumes; of the last line that took from it, which one that is. */
  const sums =
    (ledger: readonly Row[]) =>
    ({ assumes: _, lastOut, ...figures }: PotYear) => ({ ...figures, lastOut: idAt(ledger, lastOut) });

  it('never moves a past year when a parameter changes later', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ParameterName>(
          'match.ratio',
          'match.basis',
          'lead.support',
          'lead.admin',
          'pot.schoolCash',
          'vat.chargedToPot',
          'release.halfDays',
        ),
        fc.integer({ min: 0, max: 9 }),
        (name, value) => {
          const after = potsIn({ ledger: LEDGER }, YEAR_END, [set(name, value, 2027)]).pots.map(sums(LEDGER));
          expect(after).toEqual(potsIn({ ledger: LEDGER }, YEAR_END).pots.map(sums(LEDGER)));
        },
      ),
    );
  });

  const anyLine = fc.record({
    days: fc.integer({ min: 0, max: 1_000 }),
    cluster: fc.constantFrom('North Cluster', 'South Cluster'),
    pot: fc.constantFrom('Cluster pot', 'Lead support', 'Administration'),
    direction: fc.constantFrom('In' as const, 'Out' as const),
    category: fc.constantFrom('Match', 'Other income', 'CPD', 'Supply'),
    pence: fc.integer({ min: 0, max: 1_000_000 }),
    vat: fc.integer({ min: 0, max: 20_000 }),
  });
  const rowsOf = (
    lines: {
      days: number;
      cluster: string;
      pot: string;
      direction: 'In' | 'Out';
      category: string;
      pence: number;
      vat: number;
    }[],
  ) =>
    lines.map((entry, index) => ({
      ...ledgerLine(
        `L-${index}`,
        new Date((day('2025-09-01') + entry.days) * 86_400_000).toISOString().slice(0, 10),
        entry.direction,
        entry.category,
        entry.pence / 100,
      ),
      cluster: entry.cluster,
      pot: entry.pot,
      vat: entry.vat / 100,
    }));

  it('holds in all pots together what came in less what went out, whatever the lines (balance check)', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), fc.integer({ min: 2025, max: 2028 }), (lines, year) => {
        const { pots } = potsIn({ ledger: rowsOf(lines) }, '2029-08-31', [], year);
        const until = day(`${year + 1}-08-31`) - day('2025-09-01');
        const total = lines.reduce(
          (sum, { days, direction, pence, vat }) =>
            days > until ? sum : sum + (direction === 'In' ? 1 : -1) * (pence + vat),
          0,
        );
        expect(pots.reduce((sum, { closing }) => sum + closing, 0)).toBe(total);
        for (const pot of pots) expect(pot.opening + pot.received + pot.otherIncome - pot.spent).toBe(pot.closing);
      }),
    );
  });

  it('opens every year with what the year before closed with', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const ledger = rowsOf(lines);
        const closing = potsIn({ ledger }, '2029-08-31', [], 2025).pots.map((pot) => pot.closing);
        expect(potsIn({ ledger }, '2029-08-31').pots.map((pot) => pot.opening)).toEqual(closing);
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(LEDGER, { minLength: LEDGER.length }), (ledger) => {
        expect(potsIn({ ledger }, YEAR_END).pots.map(sums(ledger))).toEqual(
          potsIn({ ledger: LEDGER }, YEAR_END).pots.map(sums(LEDGER)),
        );
      }),
    );
  });
});

describe('one pot among all (F10)', () => {
  const ledger = [
    ledgerLine('L-1', '2026-10-01', 'In', 'Lead support', 300, { pot: 'Lead support' }),
    ledgerLine('L-2', '2026-10-01', 'In', 'Match', 1_500, { cluster: 'South Cluster' }),
  ];
  const figures = potsIn({ ledger }, YEAR_END);
  it('is found by its cluster and name', () => {
    expect(potOf(figures, 0, 'Lead support')).toMatchObject({ cluster: 0, pot: 'Lead support', closing: 30_000 });
    expect(potOf(figures, 1, 'Cluster pot')).toMatchObject({ cluster: 1, pot: 'Cluster pot', closing: 150_000 });
  });
  it('there is none of a cluster that is not there', () =>
    expect(() => potOf(figures, 2, 'Cluster pot')).toThrow('There is no cluster in row 2.'));
  it('a cluster has its three in their order, and no more', () => {
    expect(potsOf(figures, 1).map(({ cluster, pot }) => [cluster, pot])).toEqual(POTS.map((pot) => [1, pot]));
    expect(potsOf(figures, 2)).toEqual([]);
  });
});

describe('what a request still holds of its pot (F11)', () => {
  const claim = (net: number, more: Row = {}) =>
    ledgerLine('L-1', '2026-10-20', 'Out', 'Project', net, { request: 'R-1', ...more });
  it.each<[string, Row[], number]>([
    ['nothing yet', [], 10_000],
    ['a part', [claim(40)], 6_000],
    ['more than all', [claim(140)], 0],
    ['the final claim of a part', [claim(40, { finalClaim: true })], 0],
    ['a part on a later day', [claim(40, { date: '2026-11-25' })], 10_000],
  ])('of £100 agreed, claimed %s: %j, %d pence (F11)', (_what, ledger, expected) => {
    const books = read({ requests: [AGREED] });
    expect(potsIn({ requests: [AGREED], ledger }).openFor(books.requests.at(0))).toBe(expected);
  });
  it('one that waits, or that names no pot, holds nothing (F11)', () => {
    const requests = [ASKED, { ...ASKED, id: 'R-2', matter: 'Other funding', pot: null }];
    const figures = potsIn({ requests });
    expect(read({ requests }).requests.rows.map((request) => figures.openFor(request))).toEqual([0, 0]);
  });
});

describe('the last line that took from a pot (S12)', () => {
  const out = (id: string, date: string, more: Row = {}) => ledgerLine(id, date, 'Out', 'Other', 5, more);
  it.each<[string, Row[], string | undefined]>([
    ['of two days the later', [out('L-1', '2026-10-02'), out('L-2', '2026-10-01')], 'L-1'],
    ['of one day the last by ID', [out('L-2', '2026-10-01'), out('L-1', '2026-10-01')], 'L-2'],
    ['none after the day asked about', [out('L-1', '2026-10-01'), out('L-2', '2026-11-25')], 'L-1'],
    ['one of an earlier year too', [out('L-1', '2026-08-31')], 'L-1'],
    ['none that came in', [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 5)], undefined],
    ['none of another pot', [out('L-1', '2026-10-01', { pot: 'Lead support' })], undefined],
  ])('is %s', (_what, ledger, expected) => expect(idAt(ledger, clusterPot({ ledger }, AS_AT).lastOut)).toBe(expected));
});

describe('the balance check (F11, F12)', () => {
  const balance = (asAt: string, year = 2026) => ledgerBalance(read({ ledger: LEDGER }), parameters(), year, day(asAt));
  it('adds up all that came in and went out, up to the day or the end of the year', () => {
    expect(balance('2026-10-05')).toEqual({ cameIn: 325_000, wentOut: 36_000 });
    expect(balance('2026-10-04')).toEqual({ cameIn: 300_000, wentOut: 36_000 });
    expect(balance('2027-10-01')).toEqual({ cameIn: 325_000, wentOut: 48_000 });
    expect(balance('2027-10-01', 2027)).toEqual({ cameIn: 325_000, wentOut: 48_500 });
  });
});

it('each assumption is named once, where it is first made', () => {
  const [ratio, basis] = potsIn({}).pots[0]!.assumes;
  expect(onceEach([basis!, ratio!], [], [basis!, ratio!])).toEqual([basis, ratio]);
  expect(onceEach()).toEqual([]);
});
