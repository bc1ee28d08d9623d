import { isoOf } from '../../../src/rules/basics/days';
import { type Agreement, agreementOf, agreementsOf, agreementYear } from '../../../src/rules/clusters/agreement';
import { parameters, read, set } from '../../support/builders';
import { CLUSTERS, day } from '../../support/rules-tables';

const from = (agreementStart: string, settings = parameters()) =>
  agreementOf(read({ clusters: [{ ...CLUSTERS[0]!, agreementStart }] }).clusters.at(0), settings);
const daysOf = (agreement: Agreement | null) =>
  agreement && [isoOf(agreement.start), isoOf(agreement.end), agreement.yearStarts.map(isoOf)];

describe('the two years of an agreement (P8)', () => {
  it.each([
    ['2026-09-01', '2028-08-31', ['2026-09-01', '2027-09-01']],
    ['2026-03-15', '2028-03-14', ['2026-03-15', '2027-03-15']],
    ['2028-02-29', '2030-02-27', ['2028-02-29', '2029-02-28']],
  ])('from %s last until %s', (start, end, years) => expect(daysOf(from(start))).toEqual([start, end, years]));

  it('are as many as Settings say for the year of its first day, and none where it has no first day', () => {
    const three = parameters(set('agreement.years', 3, 2027));
    expect(daysOf(from('2027-08-31', three))).toEqual(['2027-08-31', '2029-08-30', ['2027-08-31', '2028-08-31']]);
    expect(daysOf(from('2027-09-01', three))).toEqual([
      '2027-09-01',
      '2030-08-31',
      ['2027-09-01', '2028-09-01', '2029-09-01'],
    ]);
    expect(from('')).toBeNull();
  });

  it('end on a day that nobody knows while it is not set how many they are', () => {
    const agreement = from('2026-09-01', parameters(set('agreement.years', null)))!;
    expect([agreement.end, agreement.yearStarts.map(isoOf)]).toEqual([Number.NaN, ['2026-09-01']]);
  });

  it('are told of all clusters by row, and of those that begin on one day by one agreement', () => {
    const { clusters } = read({
      clusters: ['2026-09-01', '', '2026-09-01', '2025-09-01'].map((agreementStart, index) => ({
        id: `C-${index}`,
        name: `Cluster ${index}`,
        agreementStart,
      })),
    });
    const [first, none, third, other] = agreementsOf(clusters, parameters());
    expect([none, third === first, daysOf(other!)]).toEqual([
      null,
      true,
      ['2025-09-01', '2027-08-31', ['2025-09-01', '2026-09-01']],
    ]);
  });
});

describe('the year of an agreement that a day falls in (P8)', () => {
  it.each([
    ['2026-09-01', 1],
    ['2027-08-31', 1],
    ['2027-09-01', 2],
    ['2028-09-01', 3],
  ])('from 1 September 2026, %s is in year %d', (on, year) =>
    expect(agreementYear(day('2026-09-01'), day(on))).toBe(year),
  );
});
