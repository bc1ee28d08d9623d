import type { Setting } from '../../../src/rules/basics/parameters';
import { clusterFindings, clusterView } from '../../../src/rules/overview/cluster-findings';
import {
  type AgreementStanding,
  agreementStanding,
  agreementText,
  isOtherStanding,
  sizeStanding,
  sizeText,
} from '../../../src/rules/overview/standings';
import { AS_AT, parameters, read, set } from '../../support/builders';
import { CLUSTERS, day } from '../../support/rules-tables';

describe('the size of a cluster (P1)', () => {
  const size = (schools: number, settings: Setting[] = []) =>
    sizeStanding(schools, parameters(...settings), day(AS_AT));
  it.each([
    [1, 'below 3'],
    [3, '3 to 12'],
    [12, '3 to 12'],
    [14, 'above 12'],
  ])('%d schools are "%s"', (count, expected) => expect(sizeText(size(count))).toBe(expected));
  it.each([
    [2, 'below'],
    [3, 'within'],
    [12, 'within'],
    [13, 'above'],
  ])('%d schools are %s the sizes that work (P1)', (count, expected) =>
    expect(size(count)).toEqual({ is: expected, least: 3, most: 12 }),
  );
  it.each(['cluster.minSchools', 'cluster.maxSchools'] as const)('is not set while %s is not (P1)', (name) => {
    const standing = size(1, [set(name, null)]);
    expect([standing.is, sizeText(standing)]).toEqual(['not set', 'not set']);
  });
});

describe('where an agreement stands (P8)', () => {
  const text = (asAt: string, settings: Setting[] = []) => {
    return agreementText(agreementStanding(read().clusters.at(0), parameters(...settings), day(asAt)));
  };
  it.each([
    ['2026-08-31', 'starts 1 Sep 2026', []],
    ['2026-09-01', 'year 1, to 31 Aug 2028', []],
    ['2027-08-31', 'year 1, to 31 Aug 2028', []],
    ['2027-09-01', 'year 2, to 31 Aug 2028', []],
    ['2028-06-01', 'year 2, to 31 Aug 2028', []],
    ['2028-06-02', 'year 2, to 31 Aug 2028, ends in 90 days', ['P8 warn']],
    ['2028-06-03', 'year 2, to 31 Aug 2028, ends in 89 days', ['P8 warn']],
    ['2028-08-30', 'year 2, to 31 Aug 2028, ends in 1 day', ['P8 warn']],
    ['2028-08-31', 'year 2, to 31 Aug 2028, ends today', ['P8 warn']],
    ['2028-09-01', 'ceased 31 Aug 2028', ['P8 warn']],
  ])('on %s: %s, %j (P8)', (asAt, expected, found) => {
    expect(text(asAt)).toBe(expected);
    const books = read();
    const said = clusterFindings(clusterView(books, parameters(), day(asAt)), books.clusters.at(0));
    expect(said.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(found);
  });
  it('lasts as many years as the parameter says in the year it starts (P8)', () => {
    expect(text('2026-11-24', [set('agreement.years', 3)])).toBe('year 1, to 31 Aug 2029');
    expect(text('2026-11-24', [set('agreement.years', 3, 2027)])).toBe('year 1, to 31 Aug 2028');
  });
  it('is not set from its first day while it is not set how long it lasts (P8)', () => {
    const settings = [set('agreement.years', null, 2020)];
    expect([text('2026-08-31', settings), text('2026-09-01', settings)]).toEqual([
      'starts 1 Sep 2026',
      'not set: how long it lasts',
    ]);
  });
  it('says that its start is not entered (P8)', () => {
    const { clusters } = read({ clusters: [{ ...CLUSTERS[0]!, agreementStart: null }] });
    expect(agreementText(agreementStanding(clusters.at(0), parameters(), day(AS_AT)))).toBe('start not entered');
  });
});

describe('whether an agreement stands otherwise than before (P8)', () => {
  const running = (year: number, daysLeft: number | null): AgreementStanding => ({
    is: 'running',
    year,
    to: day('2028-08-31'),
    daysLeft,
  });
  it.each<[string, AgreementStanding, AgreementStanding, boolean]>([
    ['a day later', running(2, 90), running(2, 89), false],
    ['come near its end', running(2, null), running(2, 90), true],
    ['in its next year', running(1, null), running(2, null), true],
    ['over', running(2, 0), { is: 'ceased', on: day('2028-08-31') }, true],
    ['over and a day more', { is: 'ceased', on: day('2028-08-31') }, { is: 'ceased', on: day('2029-08-31') }, false],
    [
      'to start on another day',
      { is: 'to start', on: day('2026-09-01') },
      { is: 'to start', on: day('2026-10-01') },
      false,
    ],
  ])('once it is %s: %j and %j, %j', (_what, before, after, expected) => {
    expect(isOtherStanding(before, after)).toBe(expected);
    expect(isOtherStanding(after, before)).toBe(expected);
  });
});
