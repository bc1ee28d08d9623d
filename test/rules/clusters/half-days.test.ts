import { memberHalfDays, memberYears, yearLength } from '../../../src/rules/clusters/half-days';
import { NORTH, parameters, read, set } from '../../support/builders';
import { CLUSTERS, MEMBERSHIP, type Row } from '../../support/rules-tables';

describe('how long a funding year is', () => {
  it.each([
    [2026, 365],
    [2027, 366],
    [2099, 365],
  ])('%d has %d days', (year, days) => expect(yearLength(year)).toBe(days));
});

describe('half-days of a part year (F9)', () => {
  it.each([
    [365, 365, 5],
    [184, 365, 2],
    [219, 365, 3],
    [218, 365, 2],
    [72, 365, 0],
    [73, 365, 1],
    [366, 366, 5],
    [0, 365, 0],
  ])('%d of %d days are %d half-days', (days, length, expected) =>
    expect(memberHalfDays(days, length, 5)).toBe(expected),
  );

  const yearOf = (membership: Row[], start = '2026-09-01') => {
    const roll = read({ clusters: [{ ...CLUSTERS[0]!, agreementStart: start }, CLUSTERS[1]!], membership });
    return memberYears(roll, parameters(), 2026);
  };
  const spell = (id: string, from: string, to?: string): Row => ({
    id,
    cluster: NORTH,
    school: 'School 1',
    from,
    to: to ?? null,
  });

  it('counts a member from 1 March 184 days, 2 half-days', () =>
    expect(yearOf([spell('A', '2027-03-01')])).toEqual([{ cluster: 0, school: 0, days: 184, halfDays: 2 }]));
  it('counts a leaver to the last day', () =>
    expect(yearOf([spell('A', '2020-01-01', '2026-11-12')])[0]).toMatchObject({ days: 73, halfDays: 1 }));
  it('adds two spells up before it rounds', () =>
    expect(yearOf([spell('A', '2020-01-01', '2026-10-06'), spell('B', '2027-07-27')])[0]).toMatchObject({
      days: 72,
      halfDays: 0,
    }));
  it('counts days in two rows at once only once', () =>
    expect(yearOf([spell('A', '2026-09-01', '2026-11-12'), spell('B', '2026-10-01', '2026-11-12')])[0]).toMatchObject({
      days: 73,
      halfDays: 1,
    }));
  it.each<[string, Row[], number]>([
    ['its first day alone', [spell('A', '2020-01-01', '2026-09-01')], 1],
    ['its last day alone', [spell('A', '2027-08-31')], 1],
    [
      'one that lies wholly within another',
      [spell('A', '2026-09-11', '2026-09-20'), spell('B', '2026-09-01', '2026-10-30')],
      60,
    ],
    [
      'one that overlaps another by a day',
      [spell('A', '2026-09-10', '2026-09-20'), spell('B', '2026-09-01', '2026-09-10')],
      20,
    ],
    ['one that follows another', [spell('A', '2026-09-11', '2026-09-20'), spell('B', '2026-09-01', '2026-09-10')], 20],
    [
      'one that covers the last day of another again',
      [spell('A', '2026-09-01', '2026-09-10'), spell('B', '2026-09-10', '2026-09-10')],
      10,
    ],
  ])('counts rows in whatever order they stand: %s', (_what, rows, days) => {
    expect(yearOf(rows)[0]!.days).toBe(days);
    expect(yearOf([...rows].reverse())[0]!.days).toBe(days);
  });
  it('counts nothing before the agreement starts or after it ceased (P8)', () => {
    expect(yearOf([spell('A', '2020-01-01')], '2027-03-01')[0]).toMatchObject({ days: 184, halfDays: 2 });
    expect(yearOf([spell('A', '2020-01-01')], '2024-09-01')).toEqual([]);
  });
  it('counts nothing where no agreement is entered, and nobody where nobody is a member', () => {
    const { clusters, membership } = read({ clusters: [{ ...CLUSTERS[0]!, agreementStart: '' }, CLUSTERS[1]!] });
    expect(new Set(memberYears({ clusters, membership }, parameters(), 2026).map(({ cluster }) => cluster))).toEqual(
      new Set([1]),
    );
    expect(yearOf([])).toEqual([]);
  });
  it('keeps a school that moves apart in each of its clusters', () => {
    const moved = [spell('A', '2020-01-01', '2027-02-28'), { ...spell('B', '2027-03-01'), cluster: 'South Cluster' }];
    expect(yearOf(moved)).toEqual([
      { cluster: 0, school: 0, days: 181, halfDays: 2 },
      { cluster: 1, school: 0, days: 184, halfDays: 2 },
    ]);
  });
  it('takes the half-days of a whole year from Settings, and knows none where they are not set', () => {
    const roll = read({ membership: [spell('A', '2020-01-01')] });
    expect(memberYears(roll, parameters(set('release.halfDays', 6)), 2026)[0]!.halfDays).toBe(6);
    expect(memberYears(roll, parameters(set('release.halfDays', null)), 2026)[0]!.halfDays).toBeNaN();
  });

  it.each([
    ['2026-11-12', 2026, 73, 1],
    ['2027-11-12', 2027, 73, 0],
    ['2027-11-13', 2027, 74, 1],
  ])(
    'a member until %s has in the year of %d, by its own length, %d days: %d half-days (F9)',
    (to, year, days, half) => {
      const { clusters, membership } = read({ membership: [{ ...MEMBERSHIP[0]!, to }] });
      expect(memberYears({ clusters, membership }, parameters(), year)).toMatchObject([{ days, halfDays: half }]);
    },
  );
});
