import fc from 'fast-check';
import { isoOf } from '../../src/rules/basics/days';
import { Parameters } from '../../src/rules/basics/parameters';
import { DECISIONS, MATTERS, type Matter } from '../../src/rules/basics/words';
import { sessionSplit, splitCpd, twinSessions } from '../../src/rules/money/cpd';
import { canDecide } from '../../src/rules/requests/deciders';
import { MATTER_SPECS } from '../../src/rules/requests/matters';
import {
  flagText,
  MOVES,
  type Move,
  requestStates,
  type StateName,
  waitingSince,
} from '../../src/rules/requests/request-state';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ASKED, books, day, PEOPLE, PROGRAMME, type Row, tables } from '../support/rules-tables';

const parameters = () => new Parameters();

/** The "Decided on what" of a request as it stands in a row. */
const decidedOnWhat = (request: Row): string =>
  writeSnapshot(snapshotOf(books(tables({ ...PROGRAMME, requests: [request] })), 0));

const decision = (request: Row, more: Row = {}): Row => ({
  id: 'D-1',
  request: 'R-1',
  decision: 'Approve',
  amount: 350,
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: decidedOnWhat(request),
  ...more,
});

const flag = (
  request: Row,
  decisions: Row[] = [],
  asAt = '2026-11-24',
  more: object = {},
  set = parameters(),
): string =>
  flagText(
    requestStates(books(tables({ ...PROGRAMME, requests: [request], decisions, ...more })), set, day(asAt)).states[0]!,
  );

describe('an approval is worked out (A1, A2)', () => {
  const approved = [decision(ASKED)];

  it.each([
    ['as it was approved', {}, 'approved £350.00'],
    ['with a higher amount', { amount: 420 }, 'stale: amount £350.00 → £420.00'],
    ['with a lower amount', { amount: 300 }, 'approved £300.00'],
    ['with another purpose', { purpose: 'A trip' }, 'stale: purpose “Planning day” → “A trip”'],
    ['with a note', { note: 'Thanks' }, 'approved £350.00'],
    ['for another payee', { payee: 'School 2' }, 'stale: payee “School 1” → “School 2”'],
    ['wanted on another day', { wantedOn: '2026-12-01' }, 'stale: date wanted none → 1 Dec 2026'],
    ['for a named school', { school: 'School 2' }, 'stale: school none → School 2'],
    ['moved to another cluster', { cluster: 'South Cluster' }, 'not allowed'],
    ['committed before it was decided (A7)', { committedOn: '2026-10-01' }, 'approved £350.00, retrospective'],
    ['committed after it was decided', { committedOn: '2026-10-09' }, 'approved £350.00'],
    ['withdrawn', { withdrawnOn: '2026-11-01' }, 'withdrawn'],
    ['by an alias of the cluster', { cluster: 'Northern' }, 'approved £350.00'],
  ])('%s', (name, change, expected) => {
    const text = flag({ ...ASKED, ...change }, approved);
    if (name === 'moved to another cluster') expect(text).not.toMatch(/^approved/);
    else expect(text).toBe(expected);
  });

  it.each([
    ['says nothing of what it was on', { decidedOnWhat: 'Approved' }],
    ['is by somebody who decides nothing', { decidedBy: 'south@example.org' }],
    ['is by who asked', { decidedBy: 'north@example.org' }],
    ['is by a stranger', { decidedBy: 'who@example.org' }],
    ['is from before it was asked', { decidedAt: '2026-10-01T10:00:00Z' }],
    ['comes after the day', { decidedAt: '2026-12-01T10:00:00Z' }],
  ])('does not count a decision that %s', (_, change) =>
    expect(flag(ASKED, [decision(ASKED, change)])).toBe('waiting for Advisor'),
  );

  it('stays valid when the cluster is renamed and the old name becomes an alias (P5)', () => {
    const clusters = [
      { ...PROGRAMME.clusters[0]!, name: 'Upper Cluster', aliases: 'North Cluster' },
      PROGRAMME.clusters[1]!,
    ];
    expect(flag(ASKED, approved, '2026-11-24', { clusters })).toBe('approved £350.00');
  });

  const claim = (date: string): Row => ({
    id: 'L-1',
    date,
    cluster: 'North Cluster',
    pot: 'Cluster pot',
    direction: 'Out',
    category: 'Organising time',
    net: 80,
    request: 'R-1',
  });
  const committed = { ...ASKED, committedOn: '2026-10-07' };
  it.each([
    ['nothing', ASKED, approved, [], 'expired'],
    ['a day of promising typed in later', { ...ASKED, committedOn: '2027-03-01' }, approved, [], 'expired'],
    ['a day done typed in later', { ...ASKED, doneOn: '2027-03-01' }, approved, [], 'expired'],
    ['a claim in time', ASKED, approved, [claim('2027-08-31')], 'approved £350.00'],
    ['a claim too late', ASKED, approved, [claim('2027-09-01')], 'expired'],
    ['a promise the decision knew of', committed, [decision(committed)], [], 'approved £350.00, retrospective'],
  ])('after the funding year it was given in, with %s (A8)', (_, request, decisions, ledger, expected) => {
    expect(flag(request, decisions, '2027-08-31')).toMatch(/^approved £350.00/);
    expect(flag(request, decisions, '2027-09-01', { ledger })).toBe(expected);
  });
  it('keeps a decision about a school when it was done in time (A8)', () => {
    const joining = { ...ASKED, matter: 'Add a school', pot: null, amount: null, school: 'School 9' };
    const schools = [...PROGRAMME.schools, { id: 'S-9', name: 'School 9', phase: 'Primary' }];
    const on = writeSnapshot(snapshotOf(books(tables({ ...PROGRAMME, schools, requests: [joining] })), 0));
    const decisions = [decision(ASKED, { amount: null, decidedOnWhat: on })];
    const at = (doneOn: string | null) => flag({ ...joining, doneOn }, decisions, '2027-09-01', { schools });
    expect([at(null), at('2027-08-31'), at('2027-09-01')]).toEqual(['expired', 'approved', 'expired']);
  });
  it('is retrospective when the first claim is older than the approval, and stays so (A7)', () => {
    expect(flag(ASKED, approved, '2026-11-24', { ledger: [claim('2026-10-07')] })).toBe(
      'approved £350.00, retrospective',
    );
    expect(flag(ASKED, approved, '2026-11-24', { ledger: [claim('2026-10-08')] })).toBe('approved £350.00');
    const more = { ...ASKED, amount: 420 };
    const again = decision(more, { id: 'D-2', amount: 420, decidedAt: '2026-11-10T10:00:00Z' });
    expect(flag(more, [...approved, again], '2026-11-24', { ledger: [claim('2026-10-20')] })).toBe('approved £420.00');
  });

  it('does not depend on the order of rows in Decisions', () => {
    const rows = [
      decision(ASKED, { id: 'D-1', decision: 'More information', amount: null, reason: 'Which day?' }),
      decision(ASKED, { id: 'D-2', amount: 200, decidedAt: '2026-10-09T10:00:00Z' }),
      decision(ASKED, {
        id: 'D-3',
        decision: 'Revoke',
        amount: null,
        reason: 'Cancelled',
        decidedAt: '2026-10-10T10:00:00Z',
      }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) =>
        expect(flag(ASKED, shuffled)).toBe('revoked'),
      ),
    );
  });
});

describe('decisions (A5)', () => {
  it.each([
    ['approve in part', { amount: 200 }, 'approved in part £200.00 of £350.00'],
    ['decline with a reason', { decision: 'Decline', amount: null, reason: 'Use the lead support' }, 'declined'],
    ['decline without a reason', { decision: 'Decline', amount: null }, 'waiting for Advisor'],
    [
      'ask for more information',
      { decision: 'More information', amount: null, reason: 'Which day?' },
      'more information wanted',
    ],
    ['revoke what was never approved', { decision: 'Revoke', amount: null, reason: 'No' }, 'waiting for Advisor'],
  ])('%s', (_, change, expected) => expect(flag(ASKED, [decision(ASKED, change)])).toBe(expected));

  it('waits again once a question is answered in the note', () => {
    const asked = {
      ...decision(ASKED, { decision: 'More information', amount: null, reason: 'Which day?' }),
      decidedOnWhat: writeSnapshot({ ...JSON.parse(decidedOnWhat(ASKED)), note: null }),
    };
    expect(flag(ASKED, [asked])).toBe('more information wanted');
    expect(flag({ ...ASKED, note: 'The 12th' }, [asked])).toBe('waiting for Advisor');
  });

  it('lets nobody decide after it was withdrawn', () => {
    expect(flag({ ...ASKED, withdrawnOn: '2026-10-06' }, [decision(ASKED)])).toBe('withdrawn');
  });

  it('approves a stale request anew, on what it is now', () => {
    const now = { ...ASKED, amount: 420 };
    expect(
      flag(now, [decision(ASKED), decision(now, { id: 'D-2', amount: 420, decidedAt: '2026-10-20T09:00:00Z' })]),
    ).toBe('approved £420.00');
  });
});

/** How to bring a request into each state, with the moves that are legal there. */
const SITUATIONS: Record<
  StateName,
  { request: Row; decisions: (request: Row) => Row[]; asAt?: string; settings?: Parameters; legal: Move[] }
> = {
  'not needed': {
    request: { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null },
    decisions: () => [],
    legal: ['Withdraw', 'Edit'],
  },
  waiting: {
    request: ASKED,
    decisions: () => [],
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  },
  'waiting for schools': { request: { ...ASKED, matter: 'Project' }, decisions: () => [], legal: ['Withdraw', 'Edit'] },
  agreed: {
    request: { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' },
    decisions: () => [],
    legal: ['Withdraw', 'Edit'],
  },
  'more information wanted': {
    request: ASKED,
    decisions: (request) => [decision(request, { decision: 'More information', amount: null, reason: 'Which day?' })],
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit', 'Answer'],
  },
  approved: { request: ASKED, decisions: (request) => [decision(request)], legal: ['Revoke', 'Withdraw', 'Edit'] },
  declined: {
    request: ASKED,
    decisions: (request) => [decision(request, { decision: 'Decline', amount: null, reason: 'No' })],
    legal: [],
  },
  withdrawn: { request: { ...ASKED, withdrawnOn: '2026-10-09' }, decisions: () => [], legal: [] },
  stale: {
    request: { ...ASKED, amount: 999 },
    decisions: () => [decision(ASKED)],
    legal: ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit'],
  },
  expired: {
    request: ASKED,
    decisions: (request) => [decision(request)],
    asAt: '2027-09-02',
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  },
  revoked: {
    request: ASKED,
    decisions: (request) => [
      decision(request),
      decision(request, {
        id: 'D-0',
        decision: 'Revoke',
        amount: null,
        reason: 'No',
        decidedAt: '2026-10-09T10:00:00Z',
      }),
    ],
    legal: [],
  },
  'not allowed': { request: { ...ASKED, pot: 'Administration' }, decisions: () => [], legal: ['Withdraw', 'Edit'] },
  'waiting list': {
    request: { ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 1', payee: 'Hub' },
    decisions: () => [],
    settings: new Parameters([{ parameter: 'psqm.places', value: 0, from: 2026, status: 'confirmed' }]),
    legal: ['More information', 'Decline', 'Withdraw', 'Edit'],
  },
};

describe('states and moves (A6)', () => {
  const names = Object.keys(SITUATIONS) as StateName[];
  const stateOf = (name: StateName, more: Row[] = []) => {
    const { request, decisions, asAt, settings } = SITUATIONS[name];
    return requestStates(
      books(tables({ ...PROGRAMME, requests: [request], decisions: [...decisions(request), ...more] })),
      settings ?? parameters(),
      day(asAt ?? '2026-11-24'),
    );
  };

  it.each(names)('reaches the state "%s"', (name) => expect(stateOf(name).states[0]!.name).toBe(name));

  const moves: Move[] = ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit', 'Answer'];
  it.each(names.flatMap((name) => moves.map((move) => ({ name, move, legal: SITUATIONS[name].legal.includes(move) }))))(
    '$move from "$name" is legal: $legal',
    ({ name, move, legal }) => {
      expect(MOVES[name].includes(move)).toBe(legal);
    },
  );

  const recorded = names.flatMap((name) =>
    DECISIONS.map((move) => ({ name, move, legal: SITUATIONS[name].legal.includes(move) })),
  );
  it.each(recorded)('a recorded $move on "$name" counts: $legal', ({ name, move, legal }) => {
    const { request, asAt } = SITUATIONS[name];
    const deciders = MATTER_SPECS[request['matter'] as 'Travel'].deciders.length > 0;
    const late = decision(request, {
      id: 'D-9',
      decision: move,
      amount: null,
      reason: 'Because',
      decidedAt: `${asAt ?? '2026-11-20'}T12:00:00Z`,
    });
    const counted = stateOf(name, [late]).ignored.length === 0;
    expect(counted).toBe(legal && deciders);
  });
});

describe('who decides (A3, A4)', () => {
  const may = (request: Row, email: string, people = PEOPLE) => {
    const found = canDecide(books(tables({ ...PROGRAMME, people, requests: [request] })), 0, email, day('2026-11-24'));
    return 'severity' in found
      ? `no: ${found.rule}`
      : `${found.role}${found.inPlaceOf ? ` for ${found.inPlaceOf}` : ''}`;
  };
  const everybody = [
    ...PEOPLE,
    { name: 'Fay Finance', email: 'finance@example.org', role: 'Finance' },
    { name: 'Lee Science', email: 'science@example.org', role: 'Science lead', school: 'School 2' },
  ];
  const asks = (matter: Matter, cluster: 'North' | 'South'): Row => ({
    ...ASKED,
    matter,
    cluster: `${cluster} Cluster`,
    askedBy: cluster === 'North' ? 'north@example.org' : 'south@example.org',
  });
  // The Advisor's school is in South, the science lead's in North; each cluster's lead has asked.
  const WHO = ['director', 'advisor', 'north', 'south', 'finance', 'science', 'who'];
  it.each<[Matter, 'North' | 'South', string]>([
    ['Organising time', 'North', '- yes - - - - -'],
    ['Organising time', 'South', 'yes - - - - - -'],
    ['Travel', 'North', '- yes - - - - -'],
    ['Travel', 'South', 'yes - - - - - -'],
    ['CPD session', 'North', '- - - - - - -'],
    ['CPD session', 'South', '- - - - - - -'],
    ['Project', 'North', '- - - - - - -'],
    ['Project', 'South', '- - - - - - -'],
    ['Resource: first copy', 'North', '- - - - - - -'],
    ['Resource: first copy', 'South', '- - - - - - -'],
    ['Resource: further copy', 'North', '- - - - - - -'],
    ['Resource: further copy', 'South', '- - - - - - -'],
    ['PSQM', 'North', '- yes - - - - -'],
    ['PSQM', 'South', 'yes - - - - - -'],
    ['Add a school', 'North', 'yes yes - - - - -'],
    ['Add a school', 'South', 'yes - - - - - -'],
    ['Replace a school', 'North', 'yes yes - - - - -'],
    ['Replace a school', 'South', 'yes - - - - - -'],
    ['School leaving', 'North', '- yes - - - - -'],
    ['School leaving', 'South', 'yes - - - - - -'],
    ['Other funding', 'North', '- - - - - - -'],
    ['Other funding', 'South', '- - - - - - -'],
    ['Next stage', 'North', 'yes - - - - - -'],
    ['Next stage', 'South', 'yes - - - - - -'],
    ['Problem, idea or question', 'North', '- - - - - - -'],
    ['Problem, idea or question', 'South', '- - - - - - -'],
  ])(
    '%s of %s: Director, Advisor, both leads, Finance, science lead and a stranger: %s',
    (matter, cluster, expected) => {
      const found = WHO.map((name) => may(asks(matter, cluster), `${name}@example.org`, everybody));
      expect(found.map((answer) => (answer.startsWith('no') ? '-' : 'yes')).join(' ')).toBe(expected);
    },
  );
  it('knows every matter in that table, and says why not', () => {
    expect(MATTERS).toHaveLength(13);
    const why = (matter: Matter, cluster: 'North' | 'South') =>
      WHO.map((name) => may(asks(matter, cluster), `${name}@example.org`, everybody)).join(', ');
    expect(why('Travel', 'North')).toBe('no: A1, Advisor, no: A3, no: A1, no: A1, no: A3, no: A1');
    expect(why('Travel', 'South')).toBe('Director, no: A3, no: A1, no: A3, no: A1, no: A1, no: A1');
  });
  it('lets nobody decide for their own school, whichever cluster asks (A3)', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Advisor' ? { ...row, school: 'School 9' } : row));
    const schools = [...PROGRAMME.schools, { id: 'S-9', name: 'School 9', phase: 'Primary' }];
    const joining = { ...ASKED, matter: 'Add a school', pot: null, amount: null, school: 'School 9' };
    const read = books(tables({ ...PROGRAMME, people, schools, requests: [joining] }));
    expect(canDecide(read, 0, 'advisor@example.org', day('2026-11-24'))).toMatchObject({
      rule: 'A3',
      message: expect.stringMatching(/their own school, School 9/),
    });
  });

  it('takes whoever changed a request for its author too', () => {
    expect(may({ ...ASKED, askedBy: 'north@example.org; advisor@example.org' }, 'advisor@example.org')).toBe('no: A3');
    expect(may({ ...ASKED, askedBy: 'north@example.org; advisor@example.org' }, 'director@example.org')).toBe(
      'Director',
    );
  });

  const substitute = (standsInFor: string, from = '2026-11-01', to = '2026-11-30'): Row => ({
    name: 'Sue',
    email: 'sue@example.org',
    role: 'Advisor',
    from,
    to,
    standsInFor,
  });
  it('lets a dated substitute decide in the place of whom they stand in for', () => {
    expect(may(ASKED, 'sue@example.org', [...PEOPLE, substitute('advisor@example.org')])).toBe(
      'Advisor for advisor@example.org',
    );
    expect(
      may(ASKED, 'sue@example.org', [...PEOPLE, substitute('advisor@example.org', '2026-12-01', '2026-12-31')]),
    ).toBe('no: A1');
  });
  it('sends a request to the Director’s substitute when the Director has a conflict too, and nowhere when there is none', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Director' ? { ...row, cluster: 'South Cluster' } : row));
    const request = { ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' };
    expect(may(request, 'sue@example.org', [...people, substitute('director@example.org')])).toBe(
      'Director for director@example.org',
    );
    expect(flag(request, [], '2026-11-24', { people })).toMatch(
      /^not allowed: Everyone who could decide has a conflict of interest .*\(A3\)$/,
    );
  });
  it('lets no substitute decide who has a conflict, and none of a decider who has one (A3, A4)', () => {
    const sue = (standsInFor: string, school: string) => [...PEOPLE, { ...substitute(standsInFor), school }];
    expect(may(ASKED, 'sue@example.org', sue('advisor@example.org', 'School 1'))).toBe('no: A3');
    const south = { ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' };
    expect(may(south, 'sue@example.org', sue('advisor@example.org', 'School 1'))).toBe('no: A1');
    expect(may(south, 'sue@example.org', sue('director@example.org', 'School 1'))).toBe(
      'Director for director@example.org',
    );
  });
  it('names who can decide of those who may: the Director where the Advisor has a conflict (A3)', () => {
    const whole = { ...ASKED, matter: 'Add a school', pot: null, amount: null, school: 'School 9' };
    const joining = (cluster: string): Row => ({ ...whole, cluster });
    const more = { schools: [...PROGRAMME.schools, { id: 'S-9', name: 'School 9', phase: 'Primary' }] };
    expect(flag(joining('North Cluster'), [], '2026-11-24', more)).toBe('waiting for Director or Advisor');
    const south = { ...joining('South Cluster'), askedBy: 'south@example.org' };
    expect(flag(south, [], '2026-11-24', more)).toBe('waiting for Director');
  });
  it('lets somebody decide only while they hold the role', () => {
    const people = PEOPLE.map((row) => (row['role'] === 'Advisor' ? { ...row, to: '2026-11-23' } : row));
    expect(may(ASKED, 'advisor@example.org', people)).toBe('no: A1');
    expect(flag(ASKED, [decision(ASKED)], '2026-11-24', { people })).toBe('approved £350.00');
  });
});

describe('what is judged as it was decided (A2, A3)', () => {
  const approved = (request: Row, more: Row = {}) => [decision(request, { amount: request['amount'], ...more })];
  it.each<[string, Row, RegExp]>([
    ['organising time from the administration pot (S10)', { pot: 'Administration' }, /^not allowed: .*\(S10\)$/],
    ['no amount (S11)', { amount: null }, /\(S11\)$/],
    [
      'PSQM without a training hub (Q2)',
      { matter: 'PSQM', pot: null, amount: null, school: 'School 1', payee: null },
      /^waiting for training hub$/,
    ],
    [
      'PSQM of another cluster’s school (P7)',
      { matter: 'PSQM', pot: null, amount: null, school: 'School 8' },
      /^not allowed: School 8 was not in North Cluster on 5 Oct 2026\. \(P7\)$/,
    ],
  ])('no row typed by hand approves %s', (_, change, expected) => {
    const request = { ...ASKED, ...change };
    expect(flag(request, approved(request))).toMatch(expected);
  });
  it('an approval lowered below zero is not one (S11)', () => {
    expect(flag({ ...ASKED, amount: -5 }, approved(ASKED))).toBe('not allowed: An amount cannot be below zero. (S11)');
  });
  it('a later author voids nothing; who was one when it was decided does', () => {
    const authors = (askedBy: string) => ({ ...ASKED, askedBy });
    const both = authors('north@example.org; advisor@example.org');
    expect(flag(both, approved(ASKED))).toBe('approved £350.00');
    expect(flag(ASKED, approved(both))).toBe('waiting for Advisor');
  });
  it('a first PSQM that was approved stays so once the school holds the mark (Q1)', () => {
    const psqm = { ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 1', payee: 'Hub' };
    const schools = PROGRAMME.schools.map((school) => ({ ...school, heldPsqm: school['id'] === 'S-1' }));
    expect(flag(psqm, approved(psqm), '2026-11-24', { schools })).toBe('approved');
  });
  it('of a yes and its revocation at one instant the revocation holds, whatever their IDs', () => {
    for (const [yes, no] of [
      ['D-1', 'D-2'],
      ['D-2', 'D-1'],
    ]) {
      const rows = [
        decision(ASKED, { id: yes! }),
        decision(ASKED, { id: no!, decision: 'Revoke', amount: null, reason: 'No' }),
      ];
      expect([flag(ASKED, rows), flag(ASKED, [...rows].reverse())]).toEqual(['revoked', 'revoked']);
    }
  });
  it('waits since it was last decided, or since its approval ran out (A9)', () => {
    const since = (request: Row, decisions: Row[], asAt: string) => {
      const read = books(tables({ ...PROGRAMME, requests: [request], decisions }));
      return isoOf(waitingSince(read, requestStates(read, parameters(), day(asAt)), 0));
    };
    expect(since(ASKED, [], '2026-11-24')).toBe('2026-10-05');
    expect(since({ ...ASKED, amount: 420 }, approved(ASKED), '2026-11-24')).toBe('2026-10-08');
    expect(since(ASKED, approved(ASKED), '2027-11-24')).toBe('2027-08-31');
  });
});

describe('what the rules forbid', () => {
  const psqm = { ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 1' };
  it.each([
    ['a first copy from a pot (S9)', { matter: 'Resource: first copy' }, /^not allowed: The Trust pays .*\(S9\)/],
    ['a further copy nobody pays (S9)', { matter: 'Resource: further copy', pot: null }, /\(S9\)$/],
    [
      'a further copy a school pays',
      { matter: 'Resource: further copy', pot: null, school: 'School 1' },
      /^not needed$/,
    ],
    ['organising time from lead support (S10)', { pot: 'Lead support' }, /^not allowed: .*\(S10\)$/],
    ['spending without a pot (S10)', { pot: null }, /\(S10\)$/],
    ['no amount (S11)', { amount: null }, /\(S11\)$/],
    ['CPD without a session (S3)', { matter: 'CPD session', amount: null }, /\(S3\)$/],
    ['PSQM without a training hub (Q2)', { ...psqm, payee: null }, /^waiting for training hub$/],
    ['PSQM with a hub (Q1)', psqm, /^waiting for Advisor$/],
    [
      'adding a school of another cluster (P4)',
      { matter: 'Add a school', pot: null, amount: null, school: 'School 8' },
      /^not allowed: School 8 is in South Cluster.*\(P4\)$/,
    ],
    [
      'adding a school of none (C1)',
      { matter: 'Add a school', pot: null, amount: null, school: 'School 9' },
      /^waiting for Director or Advisor$/,
    ],
    [
      'replacing a school (C3)',
      { matter: 'Replace a school', pot: null, amount: null, school: 'School 9' },
      /^waiting for Director or Advisor$/,
    ],
    [
      'a school leaving (C2)',
      { matter: 'School leaving', pot: null, amount: null, school: 'School 2' },
      /^waiting for Advisor$/,
    ],
    ['a report (C4)', { matter: 'Problem, idea or question', pot: null, amount: null }, /^not needed$/],
    ['travel (S7)', { matter: 'Travel' }, /^waiting for Advisor$/],
    ['the next stage (G3)', { matter: 'Next stage', pot: null, amount: null }, /^waiting for Director$/],
    ['other funding', { matter: 'Other funding', pot: null }, /^not needed$/],
  ])('%s', (_, change, expected) => {
    const schools = [...PROGRAMME.schools, { id: 'S-9', name: 'School 9', phase: 'Primary' }];
    expect(flag({ ...ASKED, ...change } as Row, [], '2026-11-24', { schools })).toMatch(expected);
  });

  it('a renewal of the PSQM (Q1)', () => {
    const schools = PROGRAMME.schools.map((school) => ({ ...school, heldPsqm: school['id'] === 'S-1' }));
    expect(flag({ ...psqm, payee: 'Hub' }, [], '2026-11-24', { schools })).toMatch(
      /^not allowed: School 1 has held the PSQM.*\(Q1\)$/,
    );
  });

  it('places PSQM requests in the order they were asked, whatever the order of rows (Q3)', () => {
    const ask = (id: string, askedOn: string, school: string): Row => ({ ...psqm, id, askedOn, school, payee: 'Hub' });
    const requests = [
      ask('R-3', '2026-10-03', 'School 3'),
      ask('R-1', '2026-10-01', 'School 1'),
      ask('R-2', '2026-10-02', 'School 2'),
    ];
    const set = new Parameters([{ parameter: 'psqm.places', value: 1, from: 2026, status: 'confirmed' }]);
    const read = books(tables({ ...PROGRAMME, requests }));
    expect(requestStates(read, set, day('2026-11-24')).states.map(flagText)).toEqual([
      'waiting list 2',
      'waiting for Advisor',
      'waiting list 1',
    ]);
  });

  const seat = (id: string, school: string, more: Row = {}): Row => ({ ...psqm, id, school, payee: 'Hub', ...more });
  const seats = (requests: Row[], decisions: Row[], places: number | null) => {
    const set = new Parameters([{ parameter: 'psqm.places', value: places, from: 2026, status: 'confirmed' }]);
    const { states, ignored } = requestStates(
      books(tables({ ...PROGRAMME, requests, decisions })),
      set,
      day('2026-11-24'),
    );
    return [states.map(flagText), ignored.map(({ because }) => because.rule)];
  };
  const yes = (request: Row, on: string): Row =>
    decision(request, { id: `D-${request['id']}`, request: request['id'], amount: null, decidedAt: `${on}T10:00:00Z` });
  const [one, two, three] = [seat('R-1', 'School 1'), seat('R-2', 'School 2'), seat('R-3', 'School 3')];

  it('counts no approval beyond the places: the first to be approved hold them (Q3)', () => {
    const decisions = [yes(one, '2026-10-09'), yes(two, '2026-10-08')];
    expect(seats([one, two, three], decisions, 1)).toEqual([['waiting list 1', 'approved', 'waiting list 2'], ['Q3']]);
    expect(seats([one, two, three], decisions, 2)).toEqual([['approved', 'approved', 'waiting list 1'], []]);
    expect(seats([one, two, three], decisions, null)).toEqual([['approved', 'approved', 'waiting for Advisor'], []]);
  });
  it('keeps no place for a request whose hub is not confirmed from those that can be approved (Q2, Q3)', () => {
    const hubless = seat('R-1', 'School 1', { payee: '' });
    expect(seats([hubless, two, three], [], 1)[0]).toEqual([
      'waiting for training hub',
      'waiting for Advisor',
      'waiting list 1',
    ]);
    expect(seats([hubless, two], [yes(two, '2026-10-08')], 1)[0]).toEqual(['waiting list 1', 'approved']);
  });
  it.each([
    ['2027-08-31', /^not allowed: School 8 is in South Cluster.*\(P4\)$/],
    ['2027-09-01', /^waiting for Director or Advisor$/],
    ['', /^not allowed: School 8 is in South Cluster.*\(P4\)$/],
  ])(
    'a school that moves at the end of August can be asked for before, if wanted on %j: %s (P4, C1)',
    (wantedOn, expected) => {
      const membership = PROGRAMME.membership.map((row) =>
        row['school'] === 'School 8' ? { ...row, to: '2027-08-31' } : row,
      );
      const moving = { ...ASKED, matter: 'Add a school', pot: null, amount: null, school: 'School 8' };
      const request: Row = { ...moving, askedOn: '2027-06-10', wantedOn };
      expect(flag(request, [], '2027-09-05', { membership })).toMatch(expected);
      if (wantedOn !== '2027-09-01') return;
      const decisions = [decision(request, { decidedAt: '2027-06-12T10:00:00Z', amount: null })];
      expect(flag(request, decisions, '2027-06-20', { membership })).toBe('approved');
    },
  );
  it('keeps the place of a request that is stale (Q3)', () => {
    const changed = { ...one, purpose: 'Another' };
    expect(seats([changed, two], [yes(one, '2026-10-08')], 1)[0]).toEqual([
      'stale: purpose “Planning day” → “Another”',
      'waiting list 1',
    ]);
  });
  it('funds one PSQM a school: the first that is approved (Q1)', () => {
    const again = seat('R-2', 'School 1');
    const stopped = expect.stringMatching(
      /^not allowed: School 1 has a funded place already, by request R-1\. \(Q1\)$/,
    );
    expect(seats([one, again], [yes(one, '2026-10-08')], null)).toEqual([['approved', stopped], []]);
    const both = [yes(again, '2026-10-09'), yes(one, '2026-10-08')];
    expect(seats([one, again], both, null)).toEqual([['approved', stopped], ['Q1']]);
  });

  it.each<[string, Row]>([
    ['a school leaving', { matter: 'School leaving', pot: null, amount: null }],
    ['the next stage of a school', { matter: 'Next stage', pot: null, amount: null }],
    ['a first copy', { matter: 'Resource: first copy', pot: null, amount: null }],
    ['a further copy', { matter: 'Resource: further copy' }],
  ])('%s that was no member on the day (P7)', (_, change) => {
    expect(flag({ ...ASKED, ...change, school: 'School 2' })).not.toMatch(/not allowed/);
    expect(flag({ ...ASKED, ...change, school: 'School 7' })).toMatch(/^not allowed: School 7 was not in .*\(P7\)$/);
  });

  it('a second request for one session and cluster, until the first is withdrawn (S3)', () => {
    const sessions = [
      {
        id: 'CPD-1',
        date: '2026-11-02',
        provider: 'Bright',
        vatRegistered: false,
        netFee: 300,
        clusters: 'North Cluster; South Cluster',
      },
    ];
    const ask = (id: string, more: Row = {}): Row => ({
      ...ASKED,
      id,
      matter: 'CPD session',
      amount: null,
      session: 'CPD-1',
      ...more,
    });
    const of = (...requests: Row[]) =>
      requestStates(books(tables({ ...PROGRAMME, sessions, requests })), parameters(), day('2026-11-24')).states.map(
        flagText,
      );
    const twice = 'not allowed: Request R-2 is for session CPD-1 already: the cap is per session. (S3)';
    expect(of(ask('R-1'), ask('R-2', { askedOn: '2026-10-04' }))).toEqual([twice, 'not needed']);
    expect(of(ask('R-1'), ask('R-2', { askedOn: '2026-10-04', withdrawnOn: '2026-10-05' }))).toEqual([
      'not needed',
      'withdrawn',
    ]);
    expect(of(ask('R-1'), ask('R-2', { cluster: 'South Cluster' }))).toEqual(['not needed', 'not needed']);
  });

  it('nothing, while the share that has to agree is not set: a project waits (S8)', () => {
    const set = new Parameters([{ parameter: 'agree.share', value: null, from: 2026, status: 'unset' }]);
    const agreeing = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' };
    expect(flag(agreeing, [], '2026-11-24', {}, set)).toBe('waiting for schools (3 of 5 agree)');
  });

  it.each([
    ['School 1; School 2', 'waiting for schools (2 of 5 agree)'],
    ['School 1; School 2; School 3', 'agreed by 3 of 5 schools'],
    ['School 1; School 2; School 7; School 8', 'waiting for schools (2 of 5 agree)'],
    ['', 'waiting for schools (0 of 5 agree)'],
  ])('a project with %s agreeing is %s (S8)', (schoolsAgreeing, expected) =>
    expect(flag({ ...ASKED, matter: 'Project', schoolsAgreeing })).toBe(expected),
  );
});

describe('CPD sessions (S1 to S3, F14, F15)', () => {
  const split = (netFee: number, vat: boolean, clusters = 1, schools = 0) =>
    splitCpd({ netFee, vatRate: vat ? 0.2 : 0, cap: 40_000, potBearsVat: true, clusters, schools });

  it('splits £550 with VAT: pot £480, schools £180, over seven schools to the penny', () => {
    const { pot, schools, bySchool } = split(55_000, true, 1, 7);
    expect(pot).toEqual({ net: 40_000, vat: 8_000, gross: 48_000 });
    expect(schools).toEqual({ net: 15_000, vat: 3_000, gross: 18_000 });
    expect(bySchool.map(({ gross }) => gross)).toEqual([2572, 2572, 2572, 2571, 2571, 2571, 2571]);
    expect(bySchool.map(({ net }) => net)).toEqual([2143, 2143, 2143, 2143, 2143, 2143, 2142]);
    expect(bySchool.reduce((sum, part) => sum + part.vat, 0)).toBe(3_000);
  });
  it.each([
    [45_000, false, 1, 40_000, 5_000],
    [60_000, false, 2, 40_000, 20_000],
    [40_000, true, 1, 48_000, 0],
    [39_999, true, 1, 47_999, 0],
    [0, true, 1, 0, 0],
  ])('%d pence, VAT %s, %d clusters: pots %d, schools %d', (fee, vat, clusters, pots, schools) => {
    const result = split(fee, vat, clusters);
    expect([result.pot.gross, result.schools.gross]).toEqual([pots, schools]);
    if (clusters === 2) expect(result.byCluster.map(({ gross }) => gross)).toEqual([20_000, 20_000]);
  });
  it('adds up in net, VAT and gross, whatever the fee', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (fee, vat, clusters, schools) => {
          const result = split(fee, vat, clusters, schools);
          const sum = (parts: readonly { net: number; vat: number; gross: number }[], key: 'net' | 'vat' | 'gross') =>
            parts.reduce((total, part) => total + part[key], 0);
          for (const key of ['net', 'vat', 'gross'] as const) {
            expect(sum(result.byCluster, key)).toBe(result.pot[key]);
            expect(sum(result.bySchool, key)).toBe(result.schools[key]);
          }
          expect(result.pot.net).toBeLessThanOrEqual(40_000);
          expect(result.pot.net + result.schools.net).toBe(fee);
        },
      ),
    );
  });

  const session = (more: Row = {}): Row => ({
    id: 'CPD-1',
    date: '2026-11-02',
    provider: 'Bright',
    vatRegistered: false,
    netFee: 500,
    clusters: 'North Cluster',
    ...more,
  });
  it('shares what is above the cap between the schools that came, or all members while attendance is not recorded (S2)', () => {
    const meetings = [
      {
        id: 'M-1',
        cluster: 'North Cluster',
        date: '2026-11-02',
        inSchoolHours: true,
        kind: 'Whole cluster',
        status: 'Held',
      },
    ];
    const attendance = [
      { meeting: 'M-1', school: 'School 2', mark: 'Present' },
      { meeting: 'M-1', school: 'School 3', mark: 'Substitute' },
      { meeting: 'M-1', school: 'School 4', mark: 'Apologies' },
    ];
    const of = (rows: object) => {
      const read = books(tables({ ...PROGRAMME, meetings, sessions: [session({ meeting: 'M-1' })], ...rows }));
      return sessionSplit(read, 0, parameters());
    };
    expect(of({ attendance })).toMatchObject({
      schoolsSharing: [1, 2],
      byAttendance: true,
      bySchool: [{ gross: 5_000 }, { gross: 5_000 }],
    });
    expect(of({})).toMatchObject({ schoolsSharing: [0, 1, 2, 3, 4], byAttendance: false });
  });
  it('suspects two sessions of one provider within a day, Fellow or not (S4, S5)', () => {
    const sessions = [
      session(),
      session({ id: 'CPD-2', date: '2026-11-03', fellow: true }),
      session({ id: 'CPD-3', date: '2026-11-05' }),
      session({ id: 'CPD-4', provider: 'Other' }),
    ];
    expect([...twinSessions(books(tables({ ...PROGRAMME, sessions })).sessions)]).toEqual([1, 0, -1, -1]);
  });
  it('needs no decision (S1)', () => {
    expect(
      flag({ ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' }, [], '2026-11-24', {
        sessions: [session()],
      }),
    ).toBe('not needed');
  });
});
