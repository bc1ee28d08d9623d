import type { Setting } from '../../../src/rules/basics/parameters';
import { POTS } from '../../../src/rules/basics/words';
import { entitlements, matchFor, memberFunding } from '../../../src/rules/money/entitlements';
import { ROSTER } from '../../../src/sample/roster';
import { parameters, read, set } from '../../support/builders';
import { potsIn, roster } from '../../support/ledger-cases';
import { CLUSTERS, day, MEMBERSHIP, type Row } from '../../support/rules-tables';

const sumOf = (list: readonly number[]) => list.reduce((sum, pence) => sum + pence, 0);

describe('the worked sums of the guidance (F5, F6, F7)', () => {
  const programme = roster();
  const allowances = (cluster: number, year: number) => {
    const entitled = entitlements(programme, parameters(), year);
    return sumOf([entitled.of(cluster, 'Lead support'), entitled.of(cluster, 'Administration')]);
  };

  it.each(ROSTER.map(({ name }, cluster) => ({ name, cluster })))(
    '$name is entitled to £420 of allowances in each of its two years (F6, F7)',
    ({ cluster }) =>
      expect([2025, 2026, 2027, 2028].map((year) => allowances(cluster, year))).toEqual([0, 42_000, 42_000, 0]),
  );
  it.each([
    ['2026-08-31', 0],
    ['2026-09-01', 42_000],
  ])('as at %s, of an agreement from 1 September 2026, %d pence of allowances (F6, F7)', (asAt, expected) => {
    const entitled = entitlements(programme, parameters(), 2026, day(asAt));
    expect(entitled.of(0, 'Lead support') + entitled.of(0, 'Administration')).toBe(expected);
  });
  it.each([
    ['2027-01-09', 0],
    ['2027-01-10', 30_000],
  ])('counts the second year from its own first day: as at %s, %d pence (F6)', (asAt, expected) => {
    const clusters = [{ ...CLUSTERS[0]!, agreementStart: '2026-01-10' }, CLUSTERS[1]!];
    expect(entitlements(read({ clusters }), parameters(), 2026, day(asAt)).of(0, 'Lead support')).toBe(expected);
    expect(potsIn({ clusters }, asAt).pots[1]!.entitled).toBe(expected);
    const unset = parameters(set('agreement.years', null, 2025));
    const found = entitlements(read({ clusters }), unset, 2026, day(asAt)).of(0, 'Lead support');
    expect(found).toBe(expected === 0 ? 0 : Number.NaN);
  });
  it('the five are entitled to £2,100 of allowances a year and £4,200 over two (F6, F7)', () => {
    const ofAll = (year: number) => sumOf(ROSTER.map((_, cluster) => allowances(cluster, year)));
    expect([ofAll(2026), ofAll(2026) + ofAll(2027)]).toEqual([210_000, 420_000]);
  });
  it('entitles them to the worked sums: £3,420, £3,420, £3,920, £4,420 and £5,420 a year (F5, F6, F7)', () => {
    const entitled = entitlements(programme, parameters(), 2026);
    const byCluster = ROSTER.map((_, cluster) =>
      POTS.map((pot) => entitled.of(cluster, pot)).reduce((sum, pence) => sum + pence, 0),
    );
    expect(byCluster).toEqual([342_000, 342_000, 392_000, 442_000, 542_000]);
    expect(byCluster.reduce((sum, pence) => sum + pence)).toBe(2_060_000);
  });
});

describe('what one member brings its pot (F5, F8, F9)', () => {
  it.each([
    [5, 50_000],
    [2, 20_000],
    [3, 30_000],
    [0, 0],
  ])('matches %d half-days with %d pence at the assumed match (F5)', (halfDays, pence) =>
    expect(memberFunding(halfDays, parameters(), 2026)).toBe(pence),
  );

  it('rounds each part half up to the penny', () => {
    expect(memberFunding(2, parameters(set('match.basis', 333_33)), 2026)).toBe(13_333);
    expect(memberFunding(1, parameters(set('match.basis', 12_03)), 2026)).toBe(241);
    expect(memberFunding(3, parameters(set('match.ratio', 0.5)), 2026)).toBe(15_000);
    expect(memberFunding(2, parameters(set('pot.schoolCash', 100_00)), 2026)).toBe(24_000); // F8
  });
  it.each([
    [5, 10_000, 60_000],
    [2, 10_000, 24_000],
    [1, 3_33, 10_067],
    [0, 10_000, 0],
  ])('%d half-days with %d pence a school come to %d pence with the match (F8, F9)', (halfDays, cash, expected) => {
    expect(memberFunding(halfDays, parameters(set('pot.schoolCash', cash)), 2026)).toBe(expected);
  });
  it.each([
    ['two thirds', 2 / 3, 33_333],
    ['a third', 1 / 3, 16_667],
    ['nothing', 0, 0],
    ['more than the whole', 1.5, 75_000],
  ])('%s of £500 is matched with %d as the ratio: %d pence (F5)', (_what, ratio, expected) =>
    expect(matchFor(50_000, ratio)).toBe(expected),
  );
  it('half a penny is rounded up, and three of five half-days are three fifths (F5, F9)', () => {
    expect([matchFor(1, 0.5), matchFor(1, 0.499_999), matchFor(50_000, 1, 3, 5)]).toEqual([1, 0, 30_000]);
  });
  it('the ratio is taken to the nearest millionth (F5)', () => expect(matchFor(100_000_000, 2 / 3)).toBe(66_666_700));
});

describe('what a cluster is entitled to for its members (F5, F9)', () => {
  const cluster = (membership: Row[], year = 2026, settings: Setting[] = []) =>
    entitlements(read({ membership }), parameters(...settings), year).of(0, 'Cluster pot');
  const joins = (from: string) => [{ ...MEMBERSHIP[0]!, from }];

  it('adds up its members, and counts those of other clusters for them (F5)', () => {
    const programme = entitlements(read(), parameters(), 2026);
    expect([0, 1].map((at) => programme.of(at, 'Cluster pot'))).toEqual([250_000, 150_000]);
  });
  it.each([
    ['2026-09-01', 50_000],
    ['2027-03-01', 20_000],
    ['2027-06-21', 0],
    ['2027-06-20', 10_000],
  ])('a school that joins on %s brings %d pence (F9)', (from, expected) => expect(cluster(joins(from))).toBe(expected));
  it('a cluster without members, or before its agreement, is entitled to nothing (F5, P8)', () => {
    expect([cluster([]), cluster(MEMBERSHIP, 2025), cluster(MEMBERSHIP, 2028)]).toEqual([0, 0, 0]);
  });
});

describe('lead support and administration, by the start of the agreement (F6, F7)', () => {
  const of = (agreementStart: string, settings: Setting[] = []) => {
    const programme = read({ clusters: [{ ...CLUSTERS[0]!, agreementStart }] });
    return [2025, 2026, 2027, 2028].map((year) => {
      const entitled = entitlements(programme, parameters(...settings), year);
      return [entitled.of(0, 'Lead support'), entitled.of(0, 'Administration')];
    });
  };
  const [none, both] = [
    [0, 0],
    [30_000, 12_000],
  ];
  it.each([
    ['2026-09-01', [none, both, both, none]],
    ['2026-08-31', [both, both, none, none]],
    ['2027-08-31', [none, both, both, none]],
    ['2027-09-01', [none, none, both, both]],
    ['', [none, none, none, none]],
  ])('from "%s": %j in 2025/26 to 2028/29 (F6, F7)', (start, expected) => expect(of(start)).toEqual(expected));
  it('a sum that changes from 2027/28 counts for the second year only (F6, F7)', () =>
    expect(of('2026-09-01', [set('lead.support', 350_00, 2027), set('lead.admin', 130_00, 2027)])).toEqual([
      none,
      both,
      [35_000, 13_000],
      none,
    ]));
  it('entitles to allowances on the first day of each agreement year, in the funding year of that day (F6, F7)', () => {
    const clusters = [{ ...CLUSTERS[0]!, agreementStart: '2026-03-01' }];
    const of = (year: number) => {
      const entitled = entitlements(read({ clusters }), parameters(), year);
      return [entitled.of(0, 'Lead support'), entitled.of(0, 'Administration')];
    };
    expect([2025, 2026, 2027].map(of)).toEqual([
      [30_000, 12_000],
      [30_000, 12_000],
      [0, 0],
    ]);
  });
});

describe('what entitlements rest on (F5 to F8)', () => {
  const names = (settings: Setting[] = []) => {
    const { assumes } = entitlements(read(), parameters(...settings), 2026);
    return POTS.map((pot) => assumes[pot].map(({ name }) => name));
  };
  it('names the assumed values of each pot, and no confirmed one', () => {
    expect(names()).toEqual([['match.ratio', 'match.basis', 'pot.schoolCash'], [], []]);
    expect(names([set('match.ratio', 1)])[0]).toEqual(['match.basis', 'pot.schoolCash']);
  });
  it('a sum that is not set leaves its own pot not set, and no other', () => {
    const entitled = entitlements(read(), parameters(set('lead.admin', null)), 2026);
    expect(POTS.map((pot) => entitled.of(0, pot))).toEqual([250_000, 30_000, Number.NaN]);
  });
  it('while it is not set how long agreements last, only their first year is known (P8)', () => {
    const settings = [set('agreement.years', null, 2020)];
    const of = (year: number) => entitlements(read(), parameters(...settings), year).of(0, 'Lead support');
    expect([2025, 2026, 2027, 2040].map(of)).toEqual([0, 30_000, Number.NaN, Number.NaN]);
  });
});
