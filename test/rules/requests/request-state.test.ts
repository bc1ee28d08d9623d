import type { Parameters } from '../../../src/rules/basics/parameters';
import { DECISIONS } from '../../../src/rules/basics/words';
import { MATTER_SPECS } from '../../../src/rules/requests/matters';
import {
  HAS_PLACE,
  hubMissing,
  isHubMissing,
  isRetrospective,
  MOVES,
  type Move,
  movesFrom,
  type StateName,
  WAITING_STATES,
  WAITS_FOR_PLACE,
} from '../../../src/rules/requests/request-state';
import { AS_AT, ASKED, approval, parameters, set } from '../../support/builders';
import { AGREED, PSQM, stateOf as stateOfRequest, statesOf } from '../../support/request-cases';
import type { Row } from '../../support/rules-tables';

/** How to bring a request into each state, with the moves that are legal there. */
const SITUATIONS: Record<
  StateName,
  { request: Row; decisions: (request: Row) => Row[]; asAt?: string; settings?: Parameters; legal: Move[] }
> = {
  'not needed': {
    request: { ...ASKED, matter: 'Resource: further copy' },
    decisions: () => [],
    legal: ['Withdraw', 'Edit'],
  },
  sent: {
    request: { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null },
    decisions: () => [],
    legal: ['Withdraw', 'Edit', 'Done'],
  },
  done: {
    request: { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, doneOn: '2026-10-09' },
    decisions: () => [],
    legal: [],
  },
  waiting: {
    request: ASKED,
    decisions: () => [],
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  },
  'waiting for schools': { request: { ...ASKED, matter: 'Project' }, decisions: () => [], legal: ['Withdraw', 'Edit'] },
  agreed: {
    request: AGREED,
    decisions: () => [],
    legal: ['Withdraw', 'Edit'],
  },
  'more information wanted': {
    request: ASKED,
    decisions: (request) => [approval(request, { decision: 'More information', amount: null, reason: 'Which day?' })],
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit', 'Answer'],
  },
  approved: { request: ASKED, decisions: (request) => [approval(request)], legal: ['Revoke', 'Withdraw', 'Edit'] },
  declined: {
    request: ASKED,
    decisions: (request) => [approval(request, { decision: 'Decline', amount: null, reason: 'No' })],
    legal: [],
  },
  withdrawn: { request: { ...ASKED, withdrawnOn: '2026-10-09' }, decisions: () => [], legal: [] },
  stale: {
    request: { ...ASKED, amount: 999 },
    decisions: () => [approval(ASKED)],
    legal: ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit'],
  },
  expired: {
    request: ASKED,
    decisions: (request) => [approval(request)],
    asAt: '2027-09-02',
    legal: ['Approve', 'More information', 'Decline', 'Withdraw', 'Edit'],
  },
  revoked: {
    request: ASKED,
    decisions: (request) => [
      approval(request),
      approval(request, {
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
    request: PSQM,
    decisions: () => [],
    settings: parameters(set('psqm.places', 0)),
    legal: ['More information', 'Decline', 'Withdraw', 'Edit'],
  },
};

describe('states and moves (A6)', () => {
  const names = Object.keys(SITUATIONS) as StateName[];
  const stateOf = (name: StateName, more: Row[] = []) => {
    const { request, decisions, asAt, settings } = SITUATIONS[name];
    return statesOf({ requests: [request], decisions: [...decisions(request), ...more] }, asAt, settings);
  };

  it.each(names)('reaches the state "%s"', (name) => expect(stateOf(name).states[0]!.name).toBe(name));

  const moves: Move[] = ['Approve', 'More information', 'Decline', 'Revoke', 'Withdraw', 'Edit', 'Answer', 'Done'];
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
    const late = approval(request, {
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

describe('what can be done to a request that waits for a training hub (A6, Q2)', () => {
  const [hubless, waiting] = [stateOfRequest({ ...PSQM, payee: '' }), stateOfRequest(PSQM)];
  it('is everything but approving it', () => {
    expect(movesFrom(hubless)).toEqual(['More information', 'Decline', 'Withdraw', 'Edit']);
    expect(movesFrom(waiting)).toEqual(MOVES.waiting);
  });
  it('is said with its rule, and of no other request', () => {
    expect([isHubMissing(hubless), hubMissing(hubless)?.rule]).toEqual([true, 'Q2']);
    const elsewhere = stateOfRequest({ ...ASKED, cluster: 'South Cluster' });
    for (const state of [waiting, elsewhere]) expect([isHubMissing(state), hubMissing(state)]).toEqual([false, null]);
    expect(movesFrom(elsewhere)).toEqual(MOVES.waiting);
  });
});

describe('groups of states', () => {
  it('have no closed request among those that wait, and none both with a place and waiting for one (Q3)', () => {
    const closed = (Object.keys(MOVES) as StateName[]).filter((name) => MOVES[name].length === 0);
    expect(closed).toEqual(['declined', 'withdrawn', 'revoked', 'done']);
    expect(closed.filter((name) => WAITING_STATES.has(name))).toEqual([]);
    expect([...HAS_PLACE].filter((name) => WAITS_FOR_PLACE.has(name))).toEqual([]);
  });
  it('can be withdrawn and edited wherever they are not closed', () => {
    for (const moves of Object.values(MOVES).filter(({ length }) => length > 0))
      expect(moves).toEqual(expect.arrayContaining(['Withdraw', 'Edit']));
  });
});

describe('what is told apart within a state', () => {
  it.each([
    ['2026-10-07', true],
    ['2026-10-08', false],
  ])('promised on %s and approved on 8 October it is retrospective: %j (A7)', (committedOn, expected) =>
    expect(isRetrospective(stateOfRequest({ ...ASKED, committedOn }, { decisions: [approval(ASKED)] }))).toBe(expected),
  );

  it.each<[string, string, Row]>([
    ['to be seen to', 'sent', {}],
    ['done on the day', 'done', { doneOn: AS_AT }],
    ['to be seen to until it is done', 'sent', { doneOn: '2026-11-25' }],
    ['withdrawn', 'withdrawn', { withdrawnOn: '2026-11-01' }],
    ['done, whatever is typed later', 'done', { doneOn: '2026-11-01', withdrawnOn: '2026-11-02' }],
    ['money that was applied for', 'sent', { matter: 'Other funding', stands: 'Applied' }],
    ['still so, as nobody knows the outcome', 'sent', { matter: 'Other funding', stands: 'Applied', doneOn: AS_AT }],
    ['money that came', 'done', { matter: 'Other funding', stands: 'Received', doneOn: AS_AT }],
    ['money that was refused', 'done', { matter: 'Other funding', stands: 'Refused', doneOn: AS_AT }],
  ])('what nobody decides is %s: %s (C4, G1, S9)', (_what, expected, more) =>
    expect(
      stateOfRequest({ ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, ...more }).name,
    ).toBe(expected),
  );
});
