import { ASKED, approval, NORTH, SESSION, type Tabs } from '../../support/builders';
import { CLUSTERS, MEMBERSHIP, type Row, SCHOOLS } from '../../support/rules-tables';
import { ask, changeBy } from '../../support/why';
import { psqmRequest } from '../../support/why-cases';

describe('the change named for a request that is not allowed', () => {
  const session = (id: string, clusters: string): Row => ({
    ...SESSION,
    id,
    date: '2026-11-10',
    netFee: 300,
    clusters,
  });
  const SESSIONS = [session('CPD-1', NORTH), session('CPD-2', 'South Cluster')];
  const cpd = (id: string, more: Row = {}): Row => ({
    ...ASKED,
    id,
    matter: 'CPD session',
    amount: '',
    session: 'CPD-1',
    ...more,
  });
  const funded = approval(psqmRequest('R-1'), { id: 'D-1' });
  const revoked = { ...funded, id: 'D-2', decision: 'Revoke', reason: 'x', decidedAt: '2026-10-09T10:00:00Z' };
  const joins = (school: string): Row => ({ ...ASKED, matter: 'Add a school', pot: '', amount: '', school });
  const leaves = (to: string) => MEMBERSHIP.map((row) => (row['school'] === 'School 8' ? { ...row, to } : row));
  const cases: [said: RegExp, cure: string, id: string, tabs: Tabs, cured: Tabs[], not: Tabs[]][] = [
    [
      /^An amount is needed/,
      'An amount in the request.',
      'R-1',
      { requests: [{ ...ASKED, amount: '' }] },
      [{ requests: [ASKED] }],
      [],
    ],
    [
      /^An amount cannot be below/,
      'An amount of £0.00 or more.',
      'R-1',
      { requests: [{ ...ASKED, amount: -0.01 }] },
      [{ requests: [{ ...ASKED, amount: 0 }] }],
      [],
    ],
    [
      /^A school has to be named/,
      'A school in the request.',
      'R-1',
      { requests: [psqmRequest('R-1', { school: '' })] },
      [{ requests: [psqmRequest('R-1')] }],
      [],
    ],
    [
      /^Spending names a pot/,
      'A pot in the request.',
      'R-1',
      { requests: [{ ...ASKED, pot: '' }] },
      [{ requests: [ASKED] }],
      [],
    ],
    [
      /not from the lead support/,
      'In Pot, the cluster pot.',
      'R-1',
      { requests: [{ ...ASKED, pot: 'Lead support' }] },
      [{ requests: [ASKED] }],
      [],
    ],
    [
      /paid from no pot/,
      'Pot left blank.',
      'R-1',
      { requests: [psqmRequest('R-1', { pot: 'Cluster pot' })] },
      [{ requests: [psqmRequest('R-1')] }],
      [],
    ],
    [
      /^The Trust pays for a first copy/,
      'Pot and amount left blank.',
      'R-1',
      { requests: [{ ...ASKED, matter: 'Resource: first copy' }] },
      [
        {
          requests: [
            {
              ...ASKED,
              matter: 'Resource: first copy',
              pot: '',
              amount: '',
              school: 'School 1',
              resource: 'Cards',
            },
          ],
        },
      ],
      [],
    ],
    [
      /^A further copy is paid/,
      'A pot or a school that pays.',
      'R-1',
      { requests: [{ ...ASKED, matter: 'Resource: further copy', pot: '' }] },
      [
        { requests: [{ ...ASKED, matter: 'Resource: further copy' }] },
        { requests: [{ ...ASKED, matter: 'Resource: further copy', pot: '', school: 'School 1' }] },
      ],
      [],
    ],
    [
      /^A session of the CPD/,
      'A session in the request.',
      'R-1',
      { requests: [cpd('R-1', { session: '' })] },
      [{ requests: [cpd('R-1')] }],
      [],
    ],
    [
      /has no part in session CPD-2/,
      'North Cluster among the clusters of session CPD-2, or another session.',
      'R-1',
      { requests: [cpd('R-1', { session: 'CPD-2' })] },
      [{ sessions: [SESSIONS[0]!, session('CPD-2', `South Cluster; ${NORTH}`)] }, { requests: [cpd('R-1')] }],
      [],
    ],
    [
      /^Request R-1 is for session CPD-1 already/,
      'Request R-1 withdrawn, or another session.',
      'R-2',
      { requests: [cpd('R-1'), cpd('R-2')] },
      [{ requests: [cpd('R-1', { withdrawnOn: '2026-11-01' }), cpd('R-2')] }],
      [],
    ],
    [
      /^School 1 has a funded place already/,
      'Request R-1 withdrawn or revoked.',
      'R-2',
      { requests: [psqmRequest('R-1'), psqmRequest('R-2')], decisions: [funded] },
      [
        { requests: [psqmRequest('R-1', { withdrawnOn: '2026-11-01' }), psqmRequest('R-2')] },
        { decisions: [funded, revoked] },
      ],
      [],
    ],
    [
      /^School 6 was not in North Cluster/,
      'A row of Membership in North Cluster that covers 5 Oct 2026, or a school that was in it.',
      'R-1',
      { requests: [psqmRequest('R-1', { school: 'School 6' })] },
      [
        {
          membership: MEMBERSHIP.map((row) => (row['school'] === 'School 6' ? { ...row, cluster: NORTH } : row)),
        },
        { requests: [psqmRequest('R-1')] },
      ],
      [],
    ],
    [
      /^School 8 is in South Cluster/,
      'A last day in South Cluster, in Membership, before the day wanted, or asked where that is blank.',
      'R-1',
      { requests: [joins('School 8')] },
      [{ membership: leaves('2026-10-04') }],
      [{ membership: leaves('2026-10-05') }],
    ],
    [
      /^School 8 is in South Cluster/,
      'A last day in South Cluster, in Membership, before the day wanted, or asked where that is blank.',
      'R-1',
      { requests: [{ ...joins('School 8'), wantedOn: '2027-01-10' }] },
      [{ membership: leaves('2027-01-09') }],
      [{ membership: leaves('2027-01-10') }],
    ],
    [
      /^School 8 is in South Cluster/,
      'In Wanted on, 1 Nov 2026 or later.',
      'R-1',
      { requests: [joins('School 8')], membership: leaves('2026-10-31') },
      [{ requests: [{ ...joins('School 8'), wantedOn: '2026-11-01' }] }],
      [{ requests: [{ ...joins('School 8'), wantedOn: '2026-10-31' }] }],
    ],
    [
      /^School 8 is in South Cluster/,
      'A last day in South Cluster, in Membership, before the day wanted, or asked where that is blank.',
      'R-1',
      {
        requests: [joins('School 8')],
        clusters: [...CLUSTERS, { ...CLUSTERS[1]!, id: 'C-3', name: 'West Cluster', aliases: '' }],
        membership: [
          ...leaves('2026-10-31'),
          { id: 'MB-99', cluster: 'West Cluster', school: 'School 8', from: '2026-11-01' },
        ],
      },
      [],
      [{ requests: [{ ...joins('School 8'), wantedOn: '2026-10-31' }] }],
    ],
  ];
  it.each(cases)('%s %s', (said, cure, id, tabs, cured, not) => {
    const flag = (more: Tabs = {}) => ask(id, 'Flag', { sessions: SESSIONS, ...tabs, ...more });
    const { answer, reasons } = flag();
    expect(answer.replace('not allowed: ', '')).toMatch(said);
    expect(reasons[0]!.change).toBe(cure);
    for (const change of cured) expect(flag(change).answer).not.toMatch(/^not allowed/);
    for (const change of not) expect(flag(change).answer).toBe(answer);
  });
  it('a renewal of the mark: nothing (Q1)', () => {
    const schools = SCHOOLS.map((row) => ({ ...row, heldPsqm: true }));
    expect(changeBy('Q1', ask('R-1', 'Flag', { schools, requests: [psqmRequest('R-1')] }))).toBe(
      'Nothing: a renewal is never funded.',
    );
  });
});
