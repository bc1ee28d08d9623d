import { Parameters, type Setting } from '../../src/rules/basics/parameters';
import { rollOn } from '../../src/rules/clusters/membership';
import { memberFunding } from '../../src/rules/money/pots';
import { agreementText, clusterFindings, sizeText } from '../../src/rules/overview/overview';
import { books, CLUSTERS, day, MEMBERSHIP, PROGRAMME, type Row, SCHOOLS, tables } from '../support/rules-tables';

const DAY = day('2026-11-24');

/** What the rules say of North Cluster, with its members counted up or down and some rows changed. */
function findings(
  tabs: { clusters?: Row[]; schools?: Row[]; membership?: Row[]; people?: Row[] } = {},
  on = DAY,
  settings: Setting[] = [],
) {
  const read = books(tables({ ...PROGRAMME, ...tabs }));
  return clusterFindings(read, new Parameters(settings), 0, on).map(({ rule, severity }) => `${rule} ${severity}`);
}
const membersOf = (count: number): { schools: Row[]; membership: Row[] } => {
  const schools = Array.from({ length: Math.max(count, 8) }, (_, index) => ({
    id: `S-${index + 1}`,
    name: `School ${index + 1}`,
    phase: 'Primary',
  }));
  return {
    schools,
    membership: schools.slice(0, count).map((school, index) => ({
      id: `MB-${index}`,
      cluster: 'North Cluster',
      school: school.name,
      from: '2020-09-01',
    })),
  };
};

describe('how many schools a cluster has (P1)', () => {
  it.each([
    [2, ['P1 warn']],
    [3, []],
    [12, []],
    [13, ['P1 warn']],
  ])('%d schools: %j', (count, expected) => expect(findings(membersOf(count))).toEqual(expected));
  it.each([
    [1, 'below 3'],
    [3, '3 to 12'],
    [12, '3 to 12'],
    [14, 'above 12'],
  ])('%d schools are "%s"', (count, expected) => expect(sizeText(count, new Parameters(), DAY)).toBe(expected));
  it('counts as at the day: a school that left is not counted after its last day (P7)', () => {
    const { schools, membership } = membersOf(3);
    membership[2]!['to'] = '2026-11-23';
    expect(findings({ schools, membership }, day('2026-11-23'))).toEqual([]);
    expect(findings({ schools, membership }, DAY)).toEqual(['P1 warn']);
  });
  it('follows the parameter of the year (P1)', () => {
    expect(
      findings(membersOf(3), DAY, [{ parameter: 'cluster.minSchools', value: 4, from: 2026, status: 'confirmed' }]),
    ).toEqual(['P1 warn']);
  });
});

describe('who leads a cluster (P2, P3)', () => {
  const led = (phase: string) => ({
    schools: SCHOOLS.map((school) => (school['name'] === 'School 1' ? { ...school, phase } : school)),
  });
  it.each([
    ['Primary', []],
    ['Infant', []],
    ['Junior', []],
    ['First', []],
    ['Special', ['P2 warn']],
    ['Secondary', ['P2 stop']],
  ])('led by a %s school: %j (P2)', (phase, expected) => expect(findings(led(phase))).toEqual(expected));
  it('lets a secondary school be a member (P2)', () => {
    const schools = SCHOOLS.map((school) =>
      school['name'] === 'School 2' ? { ...school, phase: 'Secondary' } : school,
    );
    expect(findings({ schools })).toEqual([]);
  });
  it.each([
    ['School 1', []],
    ['School 8', ['P3 stop']],
    ['', ['P3 warn']],
  ])('led by "%s": %j (P3)', (leadSchool, expected) => {
    expect(findings({ clusters: CLUSTERS.map((row) => (row['id'] === 'C-1' ? { ...row, leadSchool } : row)) })).toEqual(
      expected,
    );
  });
  it('notices a lead school that left (P3)', () => {
    const membership = MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to: '2026-10-01' } : row));
    expect(findings({ membership }, day('2026-10-01'))).toEqual([]);
    // The cluster's lead works there.
    expect(findings({ membership })).toEqual(['P3 stop', 'P3 warn']);
  });
  it('warns where the cluster lead’s school is not a member, and only while they lead (P3)', () => {
    const lead = { name: 'Lee', email: 'lee@example.org', role: 'Cluster lead', cluster: 'North Cluster' };
    expect(findings({ people: [{ ...lead, school: 'School 8' }] })).toEqual(['P3 warn']);
    expect(findings({ people: [{ ...lead, school: 'School 2' }] })).toEqual([]);
    expect(findings({ people: [{ ...lead, school: 'School 8', to: '2026-11-23' }] })).toEqual([]);
    expect(findings({ people: [{ ...lead, cluster: 'South Cluster', school: 'School 2' }] })).toEqual([]);
  });
});

describe('a school is in one cluster at most (P4)', () => {
  const twice = (from: string, to = ''): Row[] => [
    ...MEMBERSHIP,
    { id: 'MB-9', cluster: 'South Cluster', school: 'School 2', from, to },
  ];
  it.each([
    ['2026-09-01', '', ['P4 stop']],
    ['2026-11-24', '', ['P4 stop']],
    ['2026-11-25', '', []],
    ['2026-09-01', '2026-11-23', ['P4 stop']],
    ['2025-09-01', '2026-08-31', []],
  ])('in a second one from %s to "%s": %j (P4)', (from, to, expected) => {
    expect(findings({ membership: twice(from, to) })).toEqual(expected);
  });
  it('a school that moved counts for the one it is in on the day, once (P4, P7)', () => {
    const membership = [
      ...MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2026-10-31' } : row)),
      { id: 'MB-9', cluster: 'South Cluster', school: 'School 2', from: '2026-11-01' },
    ];
    const on = (iso: string) =>
      rollOn(books(tables({ ...PROGRAMME, membership })).membership, 2, day(iso)).members.map(({ length }) => length);
    expect(on('2026-10-31')).toEqual([5, 3]);
    expect(on('2026-11-01')).toEqual([4, 4]);
  });
});

describe('the agreement (P8)', () => {
  const text = (asAt: string, settings: Setting[] = []) => {
    const read = books(tables(PROGRAMME));
    return agreementText(read, new Parameters(settings), 0, day(asAt));
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
    expect(findings({}, day(asAt))).toEqual(found);
  });
  it.each([
    ['Ceased', '2026-08-31', []],
    ['Ceased', '2026-09-01', ['P8 warn']],
    ['Ceased', '2028-08-31', ['P8 warn', 'P8 warn']],
    ['Ceased', '2028-09-01', ['P8 warn']],
    ['Stage 3', '2026-09-01', []],
  ])('goes on by its dates whatever its stage says: %s on %s, %j (P8)', (stage, asAt, found) =>
    expect(findings({ clusters: [{ ...CLUSTERS[0]!, stage }, CLUSTERS[1]!] }, day(asAt))).toEqual(found),
  );
  it('lasts as many years as the parameter says in the year it starts (P8)', () => {
    expect(text('2026-11-24', [{ parameter: 'agreement.years', value: 3, from: 2026, status: 'confirmed' }])).toBe(
      'year 1, to 31 Aug 2029',
    );
    expect(text('2026-11-24', [{ parameter: 'agreement.years', value: 3, from: 2027, status: 'confirmed' }])).toBe(
      'year 1, to 31 Aug 2028',
    );
  });
});

describe('cash from schools (F8)', () => {
  it.each([
    [5, 10_000, 60_000],
    [2, 10_000, 24_000],
    [1, 3_33, 10_067],
    [0, 10_000, 0],
  ])('%d half-days with %d pence a school come to %d pence with the match (F8, F9)', (halfDays, cash, expected) => {
    const settings: Setting[] = [{ parameter: 'pot.schoolCash', value: cash, from: 2026, status: 'confirmed' }];
    expect(memberFunding(halfDays, new Parameters(settings), 2026)).toBe(expected);
  });
});

describe('focus areas (G4)', () => {
  it('a cluster may have several, with semicolons between them, or none (G4)', () => {
    const clusters = [
      { ...CLUSTERS[0]!, focusAreas: 'Assessment; Family learning\nStaff training' },
      { ...CLUSTERS[1]! },
    ];
    expect(tables({ ...PROGRAMME, clusters }).get('clusters').focusAreas).toEqual([
      ['Assessment', 'Family learning', 'Staff training'],
      null,
    ]);
  });
});
