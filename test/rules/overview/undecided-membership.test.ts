import { overview } from '../../../src/rules/overview/overview';
import { undecidedMembership } from '../../../src/rules/overview/undecided-membership';
import { decisionOn, parameters, read, type Tabs } from '../../support/builders';
import { JOINING, statesOf, WITH_NINTH } from '../../support/request-cases';
import { day, MEMBERSHIP, type Row } from '../../support/rules-tables';

const AS_AT = '2026-11-24';
const LEAVING: Row = { ...JOINING, matter: 'School leaving', school: 'School 2' };
const NINTH: Row = { id: 'MB-9', cluster: 'North Cluster', school: 'School 9', from: '2026-11-02' };
const time = (school: string, more: Row): Row => ({ id: `MB-${school}`, cluster: 'North Cluster', school, ...more });
const without = (school: string, ...rows: Row[]) => [...MEMBERSHIP.filter((row) => row['school'] !== school), ...rows];

/** What is said of Membership; decisions by the number of their request. */
function said(membership: Row[], requests: Row[] = [], decide: [request: number, decision: string][] = []): string[] {
  const tabs: Tabs = { schools: WITH_NINTH, membership, requests };
  const decisions = decide.map(([request, decision], index) => ({
    ...decisionOn(tabs, request, decision, '2026-10-20T10:00:00Z', decision === 'Approve' ? {} : { reason: 'No' }),
    id: `D-${index}`,
  }));
  const all = { ...tabs, decisions };
  const found = undecidedMembership(read(all), statesOf(all, AS_AT), parameters(), day(AS_AT));
  const messages = found.map(({ finding }) => finding.message);
  const seen = overview(read(all), parameters(), day(AS_AT)).flatMap(({ findings }) => findings);
  expect(seen.map(({ message }) => message)).toEqual(expect.arrayContaining(messages));
  expect(found.every(({ finding: { rule, severity } }) => rule === 'P7' && severity === 'warn')).toBe(true);
  return messages;
}
const joined = (why: string, money = '; £400.00 of this year’s match and cash hang on it') => [
  `School 9 joined North Cluster on 2 Nov 2026 without a decision: ${why}${money}`,
];
const left = (why: string) => [
  `School 2 left North Cluster on 31 Mar 2027 without a decision: ${why}; £300.00 of this year’s match and cash are ` +
    'lost by it',
];
const LEFT = without('School 2', time('School 2', { from: '2020-09-01', to: '2027-03-31' }));

describe('membership that began after the agreement (P7, C1)', () => {
  const rows = [...MEMBERSHIP, NINTH];
  const other = { ...JOINING, id: 'R-2', school: 'School 8' };
  it.each<[string, Row[], [number, string][], string]>([
    ['nobody asked', [], [], 'no request asks for it'],
    ['nobody decided', [JOINING], [], 'request R-1 is waiting for Director or Advisor'],
    ['it was declined', [JOINING], [[0, 'Decline']], 'request R-1 is declined'],
    ['another cluster was approved', [{ ...JOINING, cluster: 'South Cluster' }], [], 'no request asks for it'],
    ['that is for another matter', [{ ...LEAVING, school: 'School 9' }], [], 'no request asks for it'],
  ])('is said where %s', (_, requests, decisions, why) => expect(said(rows, requests, decisions)).toEqual(joined(why)));
  it('is said of a row that names a request for another school or cluster', () => {
    const naming = (request: string) => [...MEMBERSHIP, { ...NINTH, request }];
    expect(said(naming('R-2'), [JOINING, other])).toEqual(joined('request R-2 is for School 8'));
    expect(said(naming('R-1'), [{ ...JOINING, cluster: 'South Cluster' }])).toEqual(
      joined('request R-1 is for South Cluster'),
    );
  });
  it('is allowed by an approved request, named or not, until it is revoked', () => {
    expect(said(rows, [JOINING], [[0, 'Approve']])).toEqual([]);
    expect(said([...MEMBERSHIP, { ...NINTH, request: 'R-1' }], [JOINING], [[0, 'Approve']])).toEqual([]);
    expect(
      said(
        rows,
        [JOINING],
        [
          [0, 'Approve'],
          [0, 'Revoke'],
        ],
      ),
    ).toEqual(joined('request R-1 is revoked'));
  });
  it('needs a request of its own: one allows one row', () => {
    const again = { ...NINTH, id: 'MB-10', from: '2026-11-20' };
    const first = { ...NINTH, to: '2026-11-10', request: 'R-1' };
    const messages = said([...MEMBERSHIP, first, again], [JOINING], [[0, 'Approve']]);
    expect(messages).toContainEqual(
      expect.stringContaining('joined North Cluster on 20 Nov 2026 without a decision: request R-1 allows another row'),
    );
    expect(messages).not.toContainEqual(expect.stringContaining('on 2 Nov 2026'));
  });
  it('is none of a row that begins with the agreement, before it, or right after another', () => {
    expect(said([...MEMBERSHIP, { ...NINTH, from: '2026-09-01' }])).toEqual([]);
    const split = [
      time('School 2', { from: '2020-09-01', to: '2026-10-31' }),
      time('School 2', { id: 'MB-21', from: '2026-11-01' }),
    ];
    expect(said(without('School 2', ...split))).toEqual([]);
  });
  it('is not looked at before the funding year it begins in', () =>
    expect(said([...MEMBERSHIP, { ...NINTH, from: '2027-09-01' }])).toEqual([]));
});

describe('membership that ended before the agreement (P7, C2)', () => {
  it('is said with what is lost by it, unless leaving was approved', () => {
    expect(said(LEFT)).toEqual(left('no request asks for it'));
    expect(said(LEFT, [LEAVING], [[0, 'Decline']])).toEqual(left('request R-1 is declined'));
    expect(said(LEFT, [LEAVING], [[0, 'Approve']])).toEqual([]);
  });
  it('is not allowed by the request to join that the row names', () => {
    const row = { ...NINTH, to: '2027-03-31', request: 'R-1' };
    expect(said([...MEMBERSHIP, row], [JOINING], [[0, 'Approve']])[0]).toContain(
      'School 9 left North Cluster on 31 Mar 2027 without a decision: no request asks for it',
    );
  });
  it('is none of a row that ends with the agreement, or ended before it', () => {
    const ends = (to: string) => said(without('School 2', time('School 2', { from: '2020-09-01', to })));
    expect([ends('2028-08-31'), ends('2026-08-31')]).toEqual([[], []]);
  });
});
