import { isoOf } from '../../../src/rules/basics/days';
import type { Casebook } from '../../../src/rules/basics/rows';
import { requestStates, waitingSince } from '../../../src/rules/requests/replay';
import { writeSnapshot } from '../../../src/rules/requests/snapshot';
import { flagText } from '../../../src/rules/requests/state-words';
import { AS_AT, ASKED, approval, parameters, read, requestAsAsked } from '../../support/builders';
import { AGREED, flag, statesOf } from '../../support/request-cases';
import { CLUSTERS, day, PEOPLE, type Row } from '../../support/rules-tables';

describe('an approval is worked out (A1, A2)', () => {
  const approved = [approval(ASKED)];

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
    expect(flag(ASKED, [approval(ASKED, change)])).toBe('waiting for Advisor'),
  );

  it('stays valid when the cluster is renamed and the old name becomes an alias (P5)', () => {
    const clusters = [{ ...CLUSTERS[0]!, name: 'Upper Cluster', aliases: 'North Cluster' }, CLUSTERS[1]!];
    expect(flag(ASKED, approved, AS_AT, { clusters })).toBe('approved £350.00');
  });

  it.each<[string, string, Row]>([
    ['it does not say on what', 'A2', { decidedOnWhat: 'Approved' }],
    ['whoever made it decides nothing', 'A3', { decidedBy: 'north@example.org' }],
    ['whoever made it is a stranger', 'A1', { decidedBy: 'who@example.org' }],
    ['it was made before it was asked', 'A2', { decidedAt: '2026-10-01T10:00:00Z' }],
    ['no reason is given', 'A5', { decision: 'Decline', amount: null }],
    ['the move is not open', 'A6', { decision: 'Revoke', amount: null, reason: 'No' }],
  ])('lists a decision that does not count with its rule, where %s: %s (A1 to A6)', (_what, rule, change) => {
    const { ignored } = statesOf({ requests: [ASKED], decisions: [approval(ASKED, change)] });
    expect(ignored.map(({ made, because }) => [made.id, because.rule])).toEqual([['D-R-1', rule]]);
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
  ])('%s', (_, change, expected) => expect(flag(ASKED, [approval(ASKED, change)])).toBe(expected));

  it('waits again once a question is answered in the note', () => {
    const asked = {
      ...approval(ASKED, { decision: 'More information', amount: null, reason: 'Which day?' }),
      decidedOnWhat: writeSnapshot({ ...JSON.parse(requestAsAsked({ requests: [ASKED] })), note: null }),
    };
    expect(flag(ASKED, [asked])).toBe('more information wanted');
    expect(flag({ ...ASKED, note: 'The 12th' }, [asked])).toBe('waiting for Advisor');
  });

  it('lets nobody decide after it was withdrawn', () => {
    expect(flag({ ...ASKED, withdrawnOn: '2026-10-06' }, [approval(ASKED)])).toBe('withdrawn');
  });

  it('approves a stale request anew, on what it is now', () => {
    const now = { ...ASKED, amount: 420 };
    expect(
      flag(now, [approval(ASKED), approval(now, { id: 'D-2', amount: 420, decidedAt: '2026-10-20T09:00:00Z' })]),
    ).toBe('approved £420.00');
  });
});

describe('what is judged as it was decided (A2, A3)', () => {
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
    expect(flag(request, [approval(request)])).toMatch(expected);
  });
  it('an approval lowered below zero is not one (S11)', () => {
    expect(flag({ ...ASKED, amount: -5 }, [approval(ASKED)])).toBe(
      'not allowed: An amount cannot be below zero. (S11)',
    );
  });
  it('a later author voids nothing; who was one when it was decided does', () => {
    const authors = (askedBy: string) => ({ ...ASKED, askedBy });
    const both = authors('north@example.org; advisor@example.org');
    expect(flag(both, [approval(ASKED)])).toBe('approved £350.00');
    expect(flag(ASKED, [approval(both)])).toBe('waiting for Advisor');
  });
  it('waits since it was last decided, or since its approval ran out (A9)', () => {
    const since = (request: Row, decisions: Row[], asAt = AS_AT) => {
      const tabs = { requests: [request], decisions };
      return isoOf(waitingSince(statesOf(tabs, asAt), read(tabs).requests.at(0)));
    };
    expect(since(ASKED, [])).toBe('2026-10-05');
    expect(since({ ...ASKED, amount: 420 }, [approval(ASKED)])).toBe('2026-10-08');
    expect(since(ASKED, [approval(ASKED)], '2027-11-24')).toBe('2027-08-31');
  });
  it('takes decisions to be by whom and in the role they say where People is not given (A1, A3)', () => {
    const tabs = read({ requests: [ASKED], decisions: [approval(ASKED, { decidedBy: 'who@example.org' })] });
    const named = (askedBy: string) => ({
      ...tabs,
      people: null,
      requests: tabs.requests.replacing({ ...tabs.requests.at(0), askedBy: [askedBy] }),
    });
    expect(requestStates(named('north@example.org'), parameters(), day(AS_AT)).states[0]!.name).toBe('approved');
  });
});

describe('decisions by a substitute (A4)', () => {
  const substitute = (from: string, to: string): Row => ({
    name: 'Sue',
    email: 'sue@example.org',
    role: 'Advisor',
    from,
    to,
    standsInFor: 'advisor@example.org',
  });
  const bySue = approval(ASKED, { decidedBy: 'sue@example.org', inPlaceOf: 'advisor@example.org' });
  it.each([
    ['2026-10-08', '2026-10-08', 'approved £350.00'],
    ['2026-10-01', '2026-10-31', 'approved £350.00'],
    ['2026-10-09', '2026-10-31', 'waiting for Advisor'],
    ['2026-09-01', '2026-10-07', 'waiting for Advisor'],
  ])('a substitute from %s to %s who decided on 8 October: %s (A4)', (from, to, expected) => {
    expect(flag(ASKED, [bySue], AS_AT, { people: [...PEOPLE, substitute(from, to)] })).toBe(expected);
  });
});

describe('where a request stood before (A1, A6)', () => {
  const revoked = [
    approval(ASKED),
    approval(ASKED, {
      id: 'D-2',
      decision: 'Revoke',
      amount: null,
      reason: 'Cancelled',
      decidedAt: '2026-11-10T10:00:00Z',
    }),
  ];
  it.each([
    ['2026-10-07', 'waiting'],
    ['2026-10-08', 'approved'],
    ['2026-11-09', 'approved'],
    ['2026-11-10', 'revoked'],
    ['2030-01-01', 'revoked'],
  ])('on %s it was %s', (on, name) =>
    expect(statesOf({ requests: [ASKED], decisions: revoked }).stateOn(0, day(on)).name).toBe(name),
  );

  it('tells on which decision it stands, and since when it has been approved without a gap', () => {
    const again = approval({ ...ASKED, amount: 420 }, { id: 'D-2', decidedAt: '2026-11-10T10:00:00Z' });
    const states = statesOf({
      requests: [
        { ...ASKED, amount: 420 },
        { ...ASKED, id: 'R-2' },
      ],
      decisions: [approval(ASKED), again],
    });
    expect([states.decisionOn(0)?.id, states.approvedSince(0)]).toEqual(['D-2', day('2026-10-08')]);
    expect([states.decisionOn(1), states.approvedSince(1)]).toEqual([null, null]);
  });

  it('knows nothing of a request that is not there', () =>
    expect(() => statesOf({ requests: [ASKED] }).stateOf(1)).toThrow('There is no row 1 among 1.'));
});

describe('a request with a decision that cannot be read (A1)', () => {
  const states = (request: Row) => {
    const broken = new Map([[0, 'Decisions!D2: mend it.']]);
    const book = {
      ...read({ requests: [request, { ...ASKED, id: 'R-2' }], decisions: [approval(ASKED)] }),
      brokenDecisions: broken,
    };
    return requestStates(book, parameters(), day(AS_AT));
  };
  it('is not approved by the others, and the next request stands as it did', () => {
    expect(states(ASKED).states.map(flagText)).toEqual([
      'not allowed: A decision on it cannot be read. Decisions!D2: mend it. (A1)',
      'waiting for Advisor',
    ]);
    expect([states(ASKED).decisionOn(0), states(ASKED).stateOn(0, day('2026-10-09')).name]).toEqual([
      null,
      'not allowed',
    ]);
  });
  it('may have been withdrawn all the same', () =>
    expect(states({ ...ASKED, withdrawnOn: '2026-10-20' }).states[0]!.name).toBe('withdrawn'));
});

describe('what is asked later (A1)', () => {
  it('has a flag, but no figure of the day rests on what it takes from Settings', () => {
    const later = { ...AGREED, askedOn: '2026-11-25' };
    const settings = parameters();
    const usedBy = (request: Row) =>
      settings.usedBy(() => statesOf({ requests: [request] }, AS_AT, settings))[1].map(({ name }) => name);
    expect([usedBy(AGREED), usedBy(later)]).toEqual([['agree.share'], []]);
  });
});

describe('states that are asked for again', () => {
  const requests = [{ ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' }];
  const casebook = read({ requests });
  const settings = parameters();

  it('are those worked out before, where everything they are worked out from is the same', () => {
    const states = requestStates(casebook, settings, day(AS_AT));
    expect(requestStates({ ...casebook }, settings, day(AS_AT))).toBe(states);
    expect(requestStates(casebook, settings, day(AS_AT) + 1)).not.toBe(states);
  });

  it.each<[string, Partial<Casebook>]>([
    ['decisions', { decisions: read({ requests }).decisions }],
    ['people', { people: null }],
    ['membership', { membership: read({ requests }).membership }],
    ['seals', { seals: () => ({ state: 'unreadable' }) }],
    ['decisions that cannot be read', { brokenDecisions: new Map([[0, 'See row 2.']]) }],
    ['ledger', { ledger: null }],
  ])('are worked out anew with other %s', (_, other) => {
    const states = requestStates(casebook, settings, day(AS_AT));
    expect(requestStates({ ...casebook, ...other }, settings, day(AS_AT))).not.toBe(states);
  });

  it('are worked out anew with other figures', () => {
    const states = requestStates(casebook, settings, day(AS_AT));
    expect(requestStates(casebook, parameters(), day(AS_AT))).not.toBe(states);
  });

  it('rest on the same figures as before', () => {
    const own = parameters();
    const used = () => own.usedBy(() => requestStates(casebook, own, day(AS_AT)))[1];
    const first = used();
    expect(first.map(({ name }) => name)).toContain('agree.share');
    expect(used()).toEqual(first);
  });
});
