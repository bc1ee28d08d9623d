import type { Setting } from '../../../src/rules/basics/parameters';
import { clusterFindings, clusterView } from '../../../src/rules/overview/cluster-findings';
import { AS_AT, NORTH, parameters, read, set, type Tabs } from '../../support/builders';
import { CLUSTERS, day, MEMBERSHIP, type Row, SCHOOLS } from '../../support/rules-tables';

/** What the rules say of North, with its members counted up or down and some rows changed. */
function saidOf(tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) {
  const books = read(tabs);
  return clusterFindings(clusterView(books, parameters(...settings), day(asAt)), books.clusters.at(0));
}
const findings = (...given: Parameters<typeof saidOf>) =>
  saidOf(...given).map(({ rule, severity }) => `${rule} ${severity}`);

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
      cluster: NORTH,
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
  it('counts as at the day: a school that left is not counted after its last day (P7)', () => {
    const { schools, membership } = membersOf(3);
    membership[2]!['to'] = '2026-11-23';
    expect(findings({ schools, membership }, '2026-11-23')).toEqual([]);
    expect(findings({ schools, membership })).toEqual(['P1 warn']);
  });
  it('follows the parameter of the year (P1)', () => {
    expect(findings(membersOf(3), AS_AT, [set('cluster.minSchools', 4)])).toEqual(['P1 warn']);
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
    expect(findings({ membership }, '2026-10-01')).toEqual([]);
    // The cluster's lead works there.
    expect(findings({ membership })).toEqual(['P3 stop', 'P3 warn']);
  });
  it('warns where the cluster lead’s school is not a member, and only while they lead (P3)', () => {
    const lead = { name: 'Lee', email: 'lee@example.org', role: 'Cluster lead', cluster: NORTH };
    expect(findings({ people: [{ ...lead, school: 'School 8' }] })).toEqual(['P3 warn']);
    expect(findings({ people: [{ ...lead, school: 'School 2' }] })).toEqual([]);
    expect(saidOf({ people: [lead] })).toMatchObject([
      { rule: 'P3', message: 'the cluster lead Lee is at no school: none is entered in People' },
    ]);
    expect(findings({ people: [{ ...lead, to: '2026-11-23' }] })).toEqual([]);
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
  it('says in which other cluster a school is, and when (P4)', () => {
    const said = (to: string) => saidOf({ membership: twice('2026-09-01', to) }).map(({ message }) => message);
    expect(said('')).toEqual(['School 2 is in South Cluster too from 1 Sep 2026']);
    expect(said('2026-11-23')).toEqual(['School 2 is in South Cluster too from 1 Sep 2026 to 23 Nov 2026']);
  });
});

describe('the agreement (P8)', () => {
  it.each([
    ['Ceased', '2026-08-31', []],
    ['Ceased', '2026-09-01', ['P8 warn']],
    ['Ceased', '2028-08-31', ['P8 warn', 'P8 warn']],
    ['Ceased', '2028-09-01', ['P8 warn']],
    ['Stage 3', '2026-09-01', []],
  ])('goes on by its dates whatever its stage says: %s on %s, %j (P8)', (stage, asAt, found) =>
    expect(findings({ clusters: [{ ...CLUSTERS[0]!, stage }, CLUSTERS[1]!] }, asAt)).toEqual(found),
  );
  const agreement = (asAt: string, settings: Setting[] = []) =>
    saidOf({}, asAt, settings)
      .filter(({ rule }) => rule === 'P8')
      .map(({ severity, message }) => `${severity}: ${message}`);
  it.each([
    ['2028-08-31', /^warn: .*ends on 31 Aug 2028/],
    ['2028-09-01', /^warn: .*ceased on 31 Aug 2028.*Director/],
    ['2030-01-01', /^warn: .*ceased on 31 Aug 2028.*Director/],
  ])('on %s of an agreement until 31 August 2028: %s (P8)', (asAt, expected) =>
    expect(agreement(asAt)).toEqual([expect.stringMatching(expected)]),
  );
  it.each([
    ['2026-08-31', 0],
    ['2026-09-01', 1],
  ])('on %s, with notice longer than the agreement of 1 September 2026 itself: %d found (P8)', (asAt, count) => {
    expect(agreement(asAt, [set('agreement.noticeDays', 800, 2020)])).toHaveLength(count);
  });
  it('of a cluster whose agreement is not entered nothing is said (P8)', () =>
    expect(findings({ clusters: [{ ...CLUSTERS[0]!, agreementStart: null, stage: 'Ceased' }] })).toEqual([]));
});
