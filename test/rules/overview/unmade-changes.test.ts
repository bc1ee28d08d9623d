import { Parameters } from '../../../src/rules/basics/parameters';
import { potFigures } from '../../../src/rules/money/pots';
import { overview } from '../../../src/rules/overview/overview';
import { changeFindings } from '../../../src/rules/overview/unmade-changes';
import { ASKED, decisionOn, ledgerLine } from '../../support/builders';
import { books, CLUSTERS, day, MEMBERSHIP, PROGRAMME, type Row, SCHOOLS, tables } from '../../support/rules-tables';

const AS_AT = day('2026-11-24');
const LEAVING: Row = { ...ASKED, matter: 'School leaving', pot: null, amount: null, payee: null, school: 'School 2' };
const JOINING: Row = { ...LEAVING, matter: 'Add a school', school: 'School 9' };
const WITH_NINE = [...SCHOOLS, { id: 'S-9', name: 'School 9', phase: 'Primary' }];
const APPROVED = '2026-11-10';

function found(request: Row, membership: Row[] = MEMBERSHIP, more: { decided?: boolean; lead?: string } = {}) {
  const clusters = more.lead === undefined ? CLUSTERS : CLUSTERS.map((row) => ({ ...row, leadSchool: more.lead! }));
  const tabs = {
    ...PROGRAMME,
    clusters,
    schools: WITH_NINE,
    membership,
    requests: [request],
    ledger: [ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500)],
  };
  const decisions = more.decided === false ? [] : [decisionOn(tabs, 0, 'Approve', `${APPROVED}T09:00:00Z`)];
  const all = books(tables({ ...tabs, decisions }));
  const parameters = new Parameters();
  const said = changeFindings(all, potFigures(all, parameters, 2026, AS_AT), AS_AT).filter(
    ({ cluster }) => cluster === 0,
  );
  // What is said of a cluster stands in Overview too.
  const messages = said.map(({ finding }) => finding.message);
  expect(overview(all, parameters, AS_AT)[0]!.findings.map(({ message }) => message)).toEqual(
    expect.arrayContaining(messages),
  );
  return said.map(({ finding }) => `${finding.message} (${finding.rule})`);
}
const times = (...rows: Row[]) => [...MEMBERSHIP.filter(({ school }) => school !== 'School 2'), ...rows];
const time = (school: string, from: string, to: string | null = null): Row => ({
  id: `MB-${school}${from}`,
  cluster: 'North Cluster',
  school,
  from,
  to,
});

describe('an approved change of membership (C1 to C3, P7)', () => {
  const LEFT = ['School 2 may leave (request R-1) and is still a member: carry it out in Decide or My requests (C2)'];
  const JOINS = [
    'School 9 may join (request R-1) and is not in Membership: carry it out in Decide or My requests (C1)',
  ];

  it('is said while a school that may leave has no last day', () => {
    expect(found(LEAVING)).toEqual(LEFT);
    expect(found({ ...LEAVING, wantedOn: '2027-08-31' })[0]).toContain('(request R-1, wanted on 31 Aug 2027)');
  });
  it.each([
    ['a last day before', time('School 2', '2020-09-01', '2026-11-01')],
    ['a last day to come', time('School 2', '2020-09-01', '2027-08-31')],
  ])('is carried out by %s', (_, row) => expect(found(LEAVING, times(row))).toEqual([]));
  it('is not undone by a school that comes back later', () =>
    expect(found(LEAVING, times(time('School 2', '2020-09-01', '2026-11-12'), time('School 2', '2026-11-20')))).toEqual(
      [],
    ));
  it('is said while a school that may join has no row in that cluster', () => {
    expect(found(JOINING)).toEqual(JOINS);
    expect(found(JOINING, [...MEMBERSHIP, { ...time('School 9', '2026-11-15'), cluster: 'South Cluster' }])).toEqual(
      JOINS,
    );
    expect(found(JOINING, [...MEMBERSHIP, time('School 9', '2020-09-01', '2024-08-31')])).toEqual(JOINS);
    expect(found({ ...JOINING, matter: 'Replace a school' })[0]).toMatch(/\(C3\)$/);
  });
  it.each(['2026-10-01', '2026-11-15', '2027-01-04'])('is carried out by a row from %s', (from) =>
    expect(found(JOINING, [...MEMBERSHIP, time('School 9', from)])).toEqual([]),
  );
  it('is said of nothing that was not approved', () => {
    expect(found(LEAVING, MEMBERSHIP, { decided: false })).toEqual([]);
    expect(found({ ...LEAVING, withdrawnOn: '2026-11-11' })).toEqual([]);
  });
});

describe('a leaver that leads its cluster and holds its money (P3)', () => {
  const holds = (when: string) =>
    `the lead school School 2 ${when} and holds £2,500.00: choose another lead school first (P3)`;
  it('is said before and after its last day is entered', () => {
    expect(found(LEAVING, MEMBERSHIP, { lead: 'School 2' })).toEqual([
      'School 2 may leave (request R-1) and is still a member: carry it out in Decide or My requests (C2)',
      holds('may leave'),
    ]);
    const row = time('School 2', '2020-09-01', '2027-08-31');
    expect(found(LEAVING, times(row), { lead: 'School 2' })).toEqual([holds('leaves on 31 Aug 2027')]);
  });
  it('not of another school’s lead, nor while nothing is approved', () => {
    expect(found(LEAVING, MEMBERSHIP, { lead: 'School 1' })).toHaveLength(1);
    expect(found(LEAVING, MEMBERSHIP, { lead: 'School 2', decided: false })).toEqual([]);
  });
});
