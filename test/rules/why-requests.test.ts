import { FUNCTIONS } from '../../src/functions/all';
import type { Cell } from '../../src/workbook/kinds';
import { ASKED, CLUSTERS, cellDate, grid, MEMBERSHIP, type Row, SCHOOLS } from '../support/rules-tables';
import { ask, changeBy, EMPTY, line, NORTH, numberIn, type Tabs } from '../support/why';

/** The Advisor's approval of a request, on what it says unless told otherwise. */
const approved = (day: string, more: Row = {}): Row => ({
  id: 'D-1',
  request: 'R-1',
  decision: 'Approve',
  amount: 350,
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: `${day}T10:00:00Z`,
  decidedOnWhat: JSON.stringify({
    matter: 'Organising time',
    cluster: 'C-1',
    school: null,
    pot: 'Cluster pot',
    amount: 35_000,
    payee: 'School 1',
    purpose: 'Planning day',
    wantedOn: null,
  }),
  ...more,
});
const claim = (date: string): Row =>
  line('L-1', { direction: 'Out', category: 'Organising time', net: 100, request: 'R-1', date });

describe('the change named for a late approval (A7)', () => {
  const flag = (decided: string, committedOn: string, ledger: Row[]) =>
    ask('R-1', 'Flag', { requests: [{ ...ASKED, committedOn }], decisions: [approved(decided)], ledger });
  const late = (found: ReturnType<typeof flag>) => found.reasons.find(({ rule }) => rule === 'A7')!;
  it.each([
    ['spent, with no day of promise', '', '2026-10-12', 8, ['Money spent on 12 Oct 2026']],
    ['spent before, promised after', '2026-10-25', '2026-10-12', 8, ['Money spent on 12 Oct 2026']],
    ['promised before, spent after', '2026-10-15', '2026-10-25', 5, ['Money promised on 15 Oct 2026']],
    [
      'spent before it was promised',
      '2026-10-15',
      '2026-10-12',
      8,
      ['Money spent on 12 Oct 2026', 'Money promised on 15 Oct 2026'],
    ],
  ])('%s: so many days earlier it is in time, one less is late', (_what, committedOn, spentOn, days, inputs) => {
    const found = flag('2026-10-20', committedOn, [claim(spentOn)]);
    expect(found.answer).toBe('approved £350.00, retrospective');
    expect(late(found).inputs).toEqual(inputs);
    expect(numberIn(late(found).change, /^Approved (\d+) days earlier/)).toBe(days);
    const earlier = (by: number) => flag(`2026-10-${20 - by}`, committedOn, [claim(spentOn)]).answer;
    expect([earlier(days), earlier(days - 1)]).toEqual(['approved £350.00', 'approved £350.00, retrospective']);
  });
  it('of two approvals names what each came after: both have to be in time', () => {
    const twice = (first: string, second: string) => {
      const raised = approved(second, { id: 'D-2', amount: 400 });
      const decidedOnWhat = String(raised['decidedOnWhat']).replace('35000', '40000');
      return ask('R-1', 'Flag', {
        requests: [{ ...ASKED, amount: 400, committedOn: '2026-11-10' }],
        decisions: [approved(first), { ...raised, decidedOnWhat }],
        ledger: [claim('2026-10-07')],
      });
    };
    const found = twice('2026-10-10', '2026-11-20');
    expect(found.answer).toBe('approved £400.00, retrospective');
    expect(late(found).change).toBe(
      'First approved 3 days earlier, on 7 Oct 2026, when the money was spent; and approved 10 days earlier, on 10 Nov 2026, when the money was promised.',
    );
    expect([twice('2026-10-07', '2026-11-20'), twice('2026-10-10', '2026-11-10')].map(({ answer }) => answer)).toEqual([
      'approved £400.00, retrospective',
      'approved £400.00, retrospective',
    ]);
    expect(twice('2026-10-07', '2026-11-10').answer).toBe('approved £400.00');
  });
  it('says that it had to be asked by then, where the money went before it was asked', () => {
    expect(late(flag('2026-10-20', '', [claim('2026-10-02')])).change).toBe(
      'Asked by then, and approved 18 days earlier, on 2 Oct 2026, when the money was spent.',
    );
    expect(flag('2026-10-02', '', [claim('2026-10-02')]).answer).toBe('waiting for Advisor');
  });
});

describe('the change named for an approved request (A2)', () => {
  const flag = (amount: number, given = 350) =>
    ask('R-1', 'Flag', { requests: [{ ...ASKED, amount }], decisions: [approved('2026-10-08', { amount: given })] });
  it.each([
    [350, 350],
    [300, 350], // lowered since
    [340, 300], // lowered since, and approved in part
  ])('of %i asked and %i given, more than what was decided on is stale and as much is not', (amount, given) => {
    const limit = numberIn(changeBy('A2', flag(amount, given)), /^More than £([\d.]+), /);
    expect([flag(limit, given).answer, flag(limit + 0.01, given).answer]).toEqual([
      expect.stringMatching(/^approved/),
      expect.stringMatching(/^stale/),
    ]);
  });
});

describe('for how many school days a request waits (A9)', () => {
  const days = (more: Row = {}, decisions: Row[] = [], asAt?: string) =>
    ask('R-1', 'School days', { requests: [{ ...ASKED, ...more }], decisions }, asAt);
  const question = approved('2026-11-18', { decision: 'More information', amount: '', reason: 'Which day?' });
  const table = (day: string, requests: Row[], decisions: Row[]) => {
    const spec = FUNCTIONS.find(({ name }) => name === 'WAITING_REQUESTS')!;
    const tabs: Tabs = { ...EMPTY, requests, decisions };
    const found = spec.call(cellDate(day), ...spec.parameters.slice(1).map(({ tab }) => grid(tab!, tabs[tab!] ?? [])));
    return String((found as Cell[][])[1]![5]);
  };
  it.each([
    ['asked', {}, [], '2026-11-24', '5 Oct 2026'],
    ['asked back', {}, [question], '2026-11-24', '18 Nov 2026'],
    ['answered', { note: 'The ninth' }, [question], '2026-11-24', '18 Nov 2026'],
    ['changed after it was approved', { amount: 420 }, [approved('2026-11-12')], '2026-11-24', '12 Nov 2026'],
    ['approved in a year that is over', {}, [approved('2026-11-12')], '2027-09-07', '31 Aug 2027'],
  ])('%s: counts as the table of what waits does, and says since when', (_what, more, decisions, day, since) => {
    const found = days(more, decisions, day);
    expect(found.answer).toBe(table(day, [{ ...ASKED, ...more }], decisions));
    expect(found.reasons[0]!.inputs[0]).toBe(`Waits since ${since}; Mondays to Fridays after it`);
  });
  it('names the days of the reminder and of the copy to the Director from there', () => {
    const { change } = days({ amount: 420 }, [approved('2026-11-19')]).reasons[0]!;
    expect(change).toBe('1 more on 25 Nov 2026. A reminder from 26 Nov 2026. A copy to the Director from 3 Dec 2026.');
    const on = (day: string) => days({ amount: 420 }, [approved('2026-11-19')], day).answer;
    expect([on('2026-11-25'), on('2026-11-26'), on('2026-12-02'), on('2026-12-03')]).toEqual(['4', '5', '9', '10']);
  });
});

describe('the change named for what waits (A6)', () => {
  it('gives the words of a decision once', () => {
    const declined = approved('2026-10-09', { decision: 'Decline', reason: 'Too dear' });
    const { inputs } = ask('R-1', 'Flag', { requests: [ASKED], decisions: [declined] }).reasons[0]!;
    expect(inputs.filter((said) => said.includes('Too dear'))).toEqual([
      'Decline by Ari Advisor on 9 Oct 2026: Too dear',
    ]);
  });
  it('does not say that an answer ends the wait: who asked has still to decide', () => {
    const question = approved('2026-10-08', { decision: 'More information', reason: 'Which day?' });
    const declined = approved('2026-10-09', { id: 'D-2', decision: 'Decline', reason: 'No' });
    const waiting = (more: Row, decisions: Row[]) =>
      ask(NORTH, 'Waiting', { requests: [{ ...ASKED, ...more }], decisions });
    const found = waiting({}, [question]);
    expect([found.answer, changeBy('A6', found)]).toEqual(['1', '1 of them decided, agreed or withdrawn: 0.']);
    expect(waiting({ note: 'The ninth' }, [question]).answer).toBe('1');
    expect(waiting({}, [question, declined]).answer).toBe('0');
    expect(waiting({ withdrawnOn: '2026-11-01' }, [question]).answer).toBe('0');
  });
});

describe('the change named for a request that is not allowed', () => {
  const session = (id: string, clusters: string): Row => ({
    id,
    date: '2026-11-10',
    provider: 'Sparks',
    vatRegistered: true,
    netFee: 300,
    clusters,
    fellow: false,
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
  const psqm = (id: string, more: Row = {}): Row => ({
    ...ASKED,
    id,
    matter: 'PSQM',
    pot: '',
    amount: '',
    school: 'School 1',
    payee: 'Hub',
    ...more,
  });
  const funded = approved('2026-10-08', {
    amount: '',
    decidedOnWhat: JSON.stringify({
      matter: 'PSQM',
      cluster: 'C-1',
      school: 'S-1',
      pot: null,
      amount: null,
      payee: 'Hub',
      purpose: 'Planning day',
      wantedOn: null,
    }),
  });
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
      { requests: [psqm('R-1', { school: '' })] },
      [{ requests: [psqm('R-1')] }],
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
      { requests: [psqm('R-1', { pot: 'Cluster pot' })] },
      [{ requests: [psqm('R-1')] }],
      [],
    ],
    [
      /^The Trust pays for a first copy/,
      'Pot and amount left blank.',
      'R-1',
      { requests: [{ ...ASKED, matter: 'Resource: first copy' }] },
      [{ requests: [{ ...ASKED, matter: 'Resource: first copy', pot: '', amount: '' }] }],
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
      { requests: [psqm('R-1'), psqm('R-2')], decisions: [funded] },
      [{ requests: [psqm('R-1', { withdrawnOn: '2026-11-01' }), psqm('R-2')] }, { decisions: [funded, revoked] }],
      [],
    ],
    [
      /^School 6 was not in North Cluster/,
      'A row of Membership in North Cluster that covers 5 Oct 2026, or a school that was in it.',
      'R-1',
      { requests: [psqm('R-1', { school: 'School 6' })] },
      [
        {
          membership: MEMBERSHIP.map((row) => (row['school'] === 'School 6' ? { ...row, cluster: NORTH } : row)),
        },
        { requests: [psqm('R-1')] },
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
    expect(changeBy('Q1', ask('R-1', 'Flag', { schools, requests: [psqm('R-1')] }))).toBe(
      'Nothing: a renewal is never funded.',
    );
  });
});
