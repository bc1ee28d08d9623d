import { isoOf } from '../../../src/rules/basics/days';
import { POTS } from '../../../src/rules/basics/words';
import {
  type Agreement,
  agreementOf,
  agreementOn,
  agreementsHad,
  agreementsOf,
  agreementYear,
  runsOn,
} from '../../../src/rules/clusters/agreement';
import { memberYears } from '../../../src/rules/clusters/half-days';
import { releaseYears } from '../../../src/rules/meetings/release';
import { entitlements } from '../../../src/rules/money/entitlements';
import { ledgerFindings } from '../../../src/rules/money/ledger-findings';
import { overview } from '../../../src/rules/overview/overview';
import { ledgerLine, mark, meeting, parameters, read, set } from '../../support/builders';
import { CLUSTERS, day, MEMBERSHIP, type Row } from '../../support/rules-tables';

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
    expect([none, third === first, daysOf(other![0]!)]).toEqual([
      [],
      true,
      ['2025-09-01', '2027-08-31', ['2025-09-01', '2026-09-01']],
    ]);
  });
});

describe('several agreements of a cluster, each dated (P8)', () => {
  const north = (agreementStart: string, earlierStarts: string) => ({ ...CLUSTERS[0]!, agreementStart, earlierStarts });
  const clusterWith = (...given: Parameters<typeof north>) => read({ clusters: [north(...given)] }).clusters.at(0);
  const cluster = clusterWith('2026-09-01', '01/09/2022; 1 Sept 2020');
  const SECOND = ['2022-09-01', '2024-08-31', ['2022-09-01', '2023-09-01']];

  it('are told the earliest first, and one that still runs ends when the next begins', () => {
    expect(agreementsHad(cluster, parameters()).map(daysOf)).toEqual([
      ['2020-09-01', '2022-08-31', ['2020-09-01', '2021-09-01']],
      SECOND,
      ['2026-09-01', '2028-08-31', ['2026-09-01', '2027-09-01']],
    ]);
    expect(agreementsHad(clusterWith('2024-08-31', '01/09/2022'), parameters()).map(daysOf)[0]).toEqual([
      '2022-09-01',
      '2024-08-30',
      ['2022-09-01', '2023-09-01'],
    ]);
    expect(agreementsHad(clusterWith('2023-09-01', '01/09/2022'), parameters()).map(daysOf)[0]).toEqual([
      '2022-09-01',
      '2023-08-31',
      ['2022-09-01'],
    ]);
  });
  it.each([
    ['2019-01-01', '2020-09-01', false],
    ['2022-08-31', '2020-09-01', true],
    ['2022-09-01', '2022-09-01', true],
    ['2025-01-01', '2022-09-01', false],
    ['2026-09-01', '2026-09-01', true],
    ['2029-01-01', '2026-09-01', false],
  ])('on %s it is the one from %s, running: %j', (on, start, runs) => {
    expect(isoOf(agreementOf(cluster, parameters(), day(on))!.start)).toBe(start);
    const of = agreementOn(parameters());
    expect([of(cluster, 0), of(cluster, day(on))]).toEqual([
      agreementOf(cluster, parameters(), 0),
      agreementOf(cluster, parameters(), day(on)),
    ]);
    expect(runsOn(agreementsHad(cluster, parameters()), day(on))).toBe(runs);
  });
  it('are what payments and new members are judged by on their own day (P7)', () => {
    const clusters = [north('2026-09-01', '01/09/2022'), CLUSTERS[1]!];
    const paid = (date: string) => {
      const ledger = [ledgerLine('L-1', date, 'Out', 'Other', 10)];
      const [own] = ledgerFindings(read({ clusters, ledger }), parameters(), day('2027-01-01'));
      return own!.filter(({ rule }) => rule === 'P8').map(({ message }) => message);
    };
    expect(['2024-08-31', '2024-09-01', '2026-08-31', '2026-09-01'].map(paid)).toEqual([
      [],
      ['after the agreement ceased on 31 Aug 2024'],
      ['after the agreement ceased on 31 Aug 2024'],
      [],
    ]);
    const joined = (from: string) => {
      const membership = MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, from } : row));
      const { findings } = overview(read({ clusters, membership }), parameters(), day('2027-01-01'))[0]!;
      return findings.filter(({ rule }) => rule === 'P7').length;
    };
    expect(['2022-09-01', '2022-09-02', '2026-09-01', '2026-09-02'].map(joined)).toEqual([0, 1, 0, 1]);
  });
  it('keep what they gave when a later one is entered: half-days, entitlement, release, and what Overview says', () => {
    const told = (clusters: Row[]) => {
      const meetings = [meeting('M-1', '2023-10-01')];
      const books = read({ clusters: [...clusters, CLUSTERS[1]!], meetings, attendance: [mark('M-1', 2)] });
      const [own] = overview(books, parameters(), day('2023-11-01'));
      const pots = entitlements(books, parameters(), 2023);
      const evidenced = releaseYears(books, parameters(), 2023, day('2023-11-01')).map((line) => line.evidenced);
      return {
        halfDays: memberYears(books, parameters(), 2023).filter((line) => line.cluster === 0),
        entitled: POTS.map((pot) => pots.of(0, pot)),
        evidenced,
        agreement: own!.agreement,
        findings: own!.findings.map(({ message }) => message),
      };
    };
    const before = told([north('2022-09-01', '')]);
    expect(before.entitled).toEqual([250_000, 30_000, 12_000]);
    expect(told([north('2026-09-01', '01/09/2022')])).toEqual(before);
    expect(told([north('2026-09-01', '')])).not.toEqual(before);
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
