import type { Plan } from '../../../src/rules/overview/what-if';
import { whatIf } from '../../../src/rules/overview/what-if';
import { whatIfPaper } from '../../../src/rules/overview/what-if-paper';
import { AS_AT, ledgerLine, parameters, read, set, type Tabs } from '../../support/builders';
import { CLUSTERS, day, SCHOOLS } from '../../support/rules-tables';

/** North has five schools and South three, with agreements from 1 September 2026 for two years. */
const tried = (plan: Partial<Plan> = {}, tabs: Tabs = {}, own = parameters()) => {
  const whole: Plan = { roster: [], renewals: [], figures: [], ...plan };
  const books = read(tabs);
  const result = whatIf(books, own, whole, day(AS_AT), 2026);
  return { ...result, paper: whatIfPaper(books, own, whole, result, day(AS_AT)) };
};
type Tried = ReturnType<typeof tried>;
const pots = ({ clusters }: Tried, cluster = 0) =>
  clusters[cluster]!.pots.map(({ now, next, tried: then }) => [now, next, then]);
const said = ({ clusters }: Tried, cluster = 0) =>
  clusters[cluster]!.findings.map(({ rule, message }) => `${rule} ${message}`);
const leaves = (school: number, on = '2027-08-31', cluster = 0) => ({ cluster, school, joins: false, day: day(on) });
const joins = (school: number | null, on = '2027-09-01', cluster = 0) => ({
  cluster,
  school,
  joins: true,
  day: day(on),
});
/** Agreements that ended with August 2026: nothing runs any more. */
const OVER = CLUSTERS.map((row) => ({ ...row, agreementStart: '2024-09-01' }));

describe('next year, beside this year (F5 to F9)', () => {
  it('is, as it stands, what the rules entitle to', () => {
    const result = tried();
    // North: 5 x £500.00, £300.00, £120.00; South: 3 x £500.00.
    expect(pots(result)).toEqual([
      [250_000, 250_000, 250_000],
      [30_000, 30_000, 30_000],
      [12_000, 12_000, 12_000],
    ]);
    expect(pots(result, 1)[0]).toEqual([150_000, 150_000, 150_000]);
    expect(result.clusters[0]).toMatchObject({
      schools: { now: 5, next: 5, tried: 5 },
      release: { now: 250_000, next: 250_000, tried: 250_000 },
      findings: [],
    });
    expect(result.year).toBe(2027);
  });

  it('has another match, for the year that is tried alone', () => {
    const result = tried({ figures: [{ name: 'match.ratio', value: 1.5 }] });
    expect(pots(result)[0]).toEqual([250_000, 250_000, 375_000]);
    expect(result.assumes).toContainEqual({ name: 'match.ratio', value: 1.5 });
    expect(result.paper.assumes).toContain('a 1.5:1 match');
    expect(result.paper.assumes).not.toContain('a 1:1 match');
  });

  it('says where it rests on figures that nobody confirmed, and stops saying it once they are', () => {
    expect(tried().paper.assumes).toMatch(
      /^assumes a 1:1 match, a match on £500\.00 a school, £0\.00 of cash a school$/,
    );
    const sure = parameters(set('match.ratio', 1), set('match.basis', 500_00), set('pot.schoolCash', 0));
    expect(tried({}, {}, sure).paper.assumes).toBe('');
  });

  it('is not set, and no number, where a figure it rests on is not', () => {
    const result = tried({}, {}, parameters(set('match.basis', null, 2027)));
    expect(pots(result)[0]).toEqual([250_000, Number.NaN, Number.NaN]);
  });
});

describe('another roster (F9, P1, P3, P4)', () => {
  it('loses the match and the release of a school that leaves', () => {
    const result = tried({ roster: [leaves(4)] });
    expect(pots(result)[0]).toEqual([250_000, 250_000, 200_000]);
    expect(result.clusters[0]).toMatchObject({
      schools: { now: 5, next: 5, tried: 4 },
      release: { now: 250_000, next: 250_000, tried: 200_000 },
    });
    expect(pots(result, 1)).toEqual(pots(tried(), 1));
  });

  it('counts a school that comes on 1 March for two half-days, in a year of 366 days', () => {
    // 1 March to 31 August 2028 are 184 days: floor(5 x 184 / 366) = 2, so 2/5 of £500.00.
    const result = tried({ roster: [joins(null, '2028-03-01')] });
    expect(pots(result)[0]![2]).toBe(270_000);
    expect(result.clusters[0]!.release.tried).toBe(270_000);
  });

  it('counts each school that is not in the workbook yet', () => {
    expect(pots(tried({ roster: [joins(null), joins(null)] }))[0]![2]).toBe(350_000);
  });

  it('warns below and above the sizes that work', () => {
    expect(said(tried({ roster: [leaves(7, '2027-08-31', 1)] }), 1)).toEqual(['P1 2 schools, below 3']);
    expect(said(tried({ figures: [{ name: 'cluster.maxSchools', value: 4 }] }))).toEqual(['P1 5 schools, above 4']);
  });

  it('warns where the lead school would leave, and where a school would be in two clusters', () => {
    expect(said(tried({ roster: [leaves(0)] }))).toEqual([
      'P3 School 1 leads it and would leave on 31 Aug 2027: another school has to hold the money',
    ]);
    expect(said(tried({ roster: [joins(5)] }))).toEqual([
      'P4 School 6 is in South Cluster on 1 Sep 2027: it would be in two clusters at once',
    ]);
    const moves = tried({ roster: [leaves(7, '2027-08-31', 1), joins(7)] });
    expect(said(moves)).toEqual([]);
    expect([pots(moves)[0]![2], pots(moves, 1)[0]![2]]).toEqual([300_000, 100_000]);
  });
});

describe('an agreement that is renewed (P8)', () => {
  it('is warned about where none runs, and gives again what it gave', () => {
    const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '2025-09-01' }));
    const asIs = tried({}, { clusters });
    expect(pots(asIs).map(([, next]) => next)).toEqual([0, 0, 0]);
    expect(said(asIs)).toEqual([
      'P8 no agreement runs in 2027/28, so nothing is entitled: try it with the agreement renewed',
    ]);
    const again = tried({ renewals: [{ cluster: 0, start: day('2027-09-01') }] }, { clusters });
    expect(pots(again)).toEqual([
      [250_000, 0, 250_000],
      [30_000, 0, 30_000],
      [12_000, 0, 12_000],
    ]);
    expect(said(again)).toEqual([]);
    expect(pots(again, 1)[0]).toEqual([150_000, 0, 0]);
  });

  it('never moves what the one before gave', () => {
    const later = tried({ renewals: [{ cluster: 0, start: day('2028-03-01') }] }, { clusters: OVER });
    // From 1 March 2028 on: 2 half-days of 5 schools, and the allowances of its first year.
    expect(pots(later)).toEqual([
      [0, 0, 100_000],
      [0, 0, 30_000],
      [0, 0, 12_000],
    ]);
  });

  it('lasts as long as is tried only where it begins then', () => {
    const own = parameters(set('agreement.years', 1));
    const figures = [{ name: 'agreement.years' as const, value: 2 }];
    expect(pots(tried({ figures }, {}, own)).map(([, , then]) => then)).toEqual([0, 0, 0]);
    const renewals = [{ cluster: 0, start: day('2027-09-01') }];
    expect(pots(tried({ figures, renewals }, {}, own)).map(([, , then]) => then)).toEqual([250_000, 30_000, 12_000]);
  });

  it('says where one ends within the year', () => {
    const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '2026-03-01' }));
    const result = tried({}, { clusters });
    expect(said(result)).toEqual([
      'P8 its agreement ends on 29 Feb 2028, within 2027/28: the days after it give nothing',
    ]);
  });
});

describe('what it says beside', () => {
  it('is what each pot holds today', () => {
    const ledger = [ledgerLine('L-1', '2026-10-01', 'In', 'Other income', 1234.56)];
    expect(tried({}, { ledger }).clusters[0]!.pots.map(({ left }) => left)).toEqual([123_456, 0, 0]);
  });

  it('is what a session takes at another cap (S1, F15)', () => {
    expect(tried({ figures: [{ name: 'cpd.cap', value: 450_00 }] }).findings.map(({ message }) => message)).toEqual([
      'One training session at a cap of £450.00 would take £540.00 from the pot, VAT included where the pot bears it.',
    ]);
    const net = tried({ figures: [{ name: 'cpd.cap', value: 450_00 }] }, {}, parameters(set('vat.chargedToPot', 0)));
    expect(net.findings[0]!.message).toContain('would take £450.00');
  });
});

describe('the paper of it', () => {
  const of = tried({
    roster: [leaves(4), joins(null)],
    renewals: [{ cluster: 1, start: day('2028-09-01') }],
    figures: [{ name: 'match.ratio', value: 2 }],
  });

  it('says what is tried, for which year and day, and that nothing is written', () => {
    expect(of.paper.title).toBe('What if: funding in 2027/28');
    expect(of.paper.about).toEqual([
      '2027/28 beside 2026/27, as at 24 Nov 2026',
      'All clusters',
      'Only tried: nothing of this is written anywhere',
    ]);
    expect(of.paper.blocks[0]!.lines.map(({ text }) => text)).toEqual([
      'School 5 leaves North Cluster: its last day is 31 Aug 2027.',
      'A school that is not in the workbook yet joins North Cluster on 1 Sep 2027.',
      'South Cluster has a new agreement from 1 Sep 2028.',
      'From 2027/28: a 2:1 match, in place of 1.',
    ]);
    expect(tried().paper.blocks[0]!.lines[0]!.text).toBe('Nothing yet: the year as it stands.');
  });

  it('has every pot of every cluster, and a total that is their sum', () => {
    const { rows } = of.paper.blocks.find(({ heading }) => heading.startsWith('Money'))!.table!;
    expect(rows).toHaveLength(7);
    expect(rows[0]).toEqual(['North Cluster', 'Cluster pot', 250_000, 250_000, 500_000, 250_000, 0]);
    // 2 x (£300.00 + £120.00) beside the match of eight schools.
    expect(rows[6]).toEqual(['All', '', 484_000, 484_000, 884_000, 400_000, 0]);
    const schools = of.paper.blocks.find(({ heading }) => heading.startsWith('Schools'))!.table!;
    expect(schools.rows[0]!.slice(0, 2)).toEqual(['North Cluster', '5 / 5 / 5']);
  });

  it('leaves the workbook’s own tables as they are', () => {
    const books = read();
    const state = () => [
      books.membership.rows.map(({ cluster, school, from, to }) => [cluster, school, from, to]),
      books.clusters.rows.map(({ agreementStart, earlierStarts }) => [agreementStart, earlierStarts]),
    ];
    const before = state();
    whatIf(
      books,
      parameters(),
      { roster: [leaves(4)], renewals: [{ cluster: 0, start: day('2028-09-01') }], figures: [] },
      day(AS_AT),
      2026,
    );
    expect(state()).toEqual(before);
    expect(books.schools.count).toBe(SCHOOLS.length);
  });
});
