import { requestStates } from '../../../src/rules/requests/replay';
import { openState } from '../../../src/rules/requests/standing';
import { explainState, flagText } from '../../../src/rules/requests/state-words';
import { AS_AT, ASKED, approval, ledgerLine, parameters, read, requestAsAsked, SESSION } from '../../support/builders';
import { potsIn, rulesOf } from '../../support/ledger-cases';
import { AGREED, flag, JOINING, PSQM, stateOf, WITH_NINTH } from '../../support/request-cases';
import { day, type Row } from '../../support/rules-tables';

const approved = [approval(ASKED)];
const claim = (date: string, more: Row = {}): Row =>
  ledgerLine('L-1', date, 'Out', 'Organising time', 80, { request: 'R-1', ...more });

describe('how long an approval lasts (A8)', () => {
  const committed = { ...ASKED, committedOn: '2026-10-07' };
  it.each([
    ['nothing', ASKED, approved, [], 'expired'],
    ['a day of promising typed in later', { ...ASKED, committedOn: '2027-03-01' }, approved, [], 'expired'],
    ['a day done typed in later', { ...ASKED, doneOn: '2027-03-01' }, approved, [], 'expired'],
    ['a claim of all of it in time', ASKED, approved, [claim('2027-08-31', { net: 350 })], 'approved £350.00'],
    ['a claim of a part in time (the rest lapses)', ASKED, approved, [claim('2027-08-31')], 'approved £80.00'],
    ['a claim in time from another pot', ASKED, approved, [claim('2027-08-31', { pot: 'Lead support' })], 'expired'],
    ['a claim of another cluster', ASKED, approved, [claim('2027-08-31', { cluster: 'South Cluster' })], 'expired'],
    ['a claim too late', ASKED, approved, [claim('2027-09-01')], 'expired'],
    ['a promise the decision knew of', committed, [approval(committed)], [], 'approved £350.00, retrospective'],
  ])('after the funding year it was given in, with %s (A8)', (_, request, decisions, ledger, expected) => {
    expect(flag(request, decisions, '2027-08-31')).toMatch(/^approved £350.00/);
    expect(flag(request, decisions, '2027-09-01', { ledger })).toBe(expected);
  });
  it.each<[string, Row[], number | undefined]>([
    ['2027-08-31', [], 35_000],
    ['2027-09-01', [], undefined],
    ['2027-09-01', [claim('2027-08-31')], 8_000],
  ])(
    'on %s, where its payee is gone, what stays reserved runs out as an approval does (A8, F11)',
    (on, ledger, sum) => {
      const request = { ...ASKED, payee: '' };
      const state = stateOf(request, { requests: [request], decisions: approved, ledger }, on);
      expect([state.name, 'reserved' in state ? state.reserved : undefined]).toEqual(['stale', sum]);
    },
  );
  it('says what lapsed, and lets no more be claimed than was claimed in time (A8)', () => {
    const more = { requests: [ASKED], decisions: approved };
    const state = stateOf(ASKED, { ...more, ledger: [claim('2026-10-20', { vat: 16 })] }, '2027-09-01');
    expect(state).toMatchObject({ amount: 9_600, lapsed: { sum: 25_400, on: day('2027-08-31') } });
    expect(explainState(state)).toContain('£254.00 were not used by 31 Aug 2027');
    const late = [claim('2026-10-20'), claim('2027-09-02', { id: 'L-2' })];
    expect(rulesOf(late, more, '2027-10-01')).toEqual([[], ['S11']]);
    expect(potsIn({ ...more, ledger: late }, '2027-10-01', [], 2027).pots[0]!.committed).toBe(0);
  });
  it('keeps a decision about a school when it was done in time (A8)', () => {
    const schools = WITH_NINTH;
    const on = requestAsAsked({ schools, requests: [JOINING] });
    const decisions = [approval(ASKED, { amount: null, decidedOnWhat: on })];
    const at = (doneOn: string | null) => flag({ ...JOINING, doneOn }, decisions, '2027-09-01', { schools });
    expect([at(null), at('2027-08-31'), at('2027-09-01')]).toEqual(['expired', 'approved', 'expired']);
  });
  it.each([
    ['2027-08-31', '', 'approved £350.00'],
    ['2027-09-01', '', 'expired'],
    ['2027-09-01', '2027-08-31', 'approved £350.00'],
    ['2027-09-01', '2027-09-01', 'expired'],
    ['2028-01-01', '', 'expired'],
  ])(
    'on %s, promised on "%s", without a ledger an approval of October 2026 is %s (A8)',
    (asAt, committedOn, expected) => {
      const books = { ...read({ requests: [{ ...ASKED, committedOn }], decisions: approved }), ledger: null };
      expect(requestStates(books, parameters(), day(asAt)).states.map(flagText)).toEqual([expected]);
    },
  );
});

describe('money that was promised or spent first (A7)', () => {
  it('is retrospective when the first claim is older than the approval, and stays so (A7)', () => {
    expect(flag(ASKED, approved, AS_AT, { ledger: [claim('2026-10-07')] })).toBe('approved £350.00, retrospective');
    expect(flag(ASKED, approved, AS_AT, { ledger: [claim('2026-10-08')] })).toBe('approved £350.00');
    const more = { ...ASKED, amount: 420 };
    const again = approval(more, { id: 'D-2', amount: 420, decidedAt: '2026-11-10T10:00:00Z' });
    expect(flag(more, [...approved, again], AS_AT, { ledger: [claim('2026-10-20')] })).toBe('approved £420.00');
  });
  it.each([
    ['', 'approved £350.00'],
    ['2026-10-09', 'approved £350.00'],
    ['2026-10-08', 'approved £350.00'],
    ['2026-10-07', 'approved £350.00, retrospective'],
    ['2026-10-01', 'approved £350.00, retrospective'],
  ])('promised on "%s", approved on 8 October: %s (A7)', (committedOn, expected) => {
    expect(flag({ ...ASKED, committedOn }, approved)).toBe(expected);
  });
});

describe('a label that stays (A7)', () => {
  const promised = { ...ASKED, committedOn: '2026-10-01' };
  const late = approval(promised);
  const LATE = 'approved £350.00, retrospective';

  it.each(['', '2026-10-09', '2026-12-01'])(
    '“Committed on” set to “%s” afterwards takes it not away (A7)',
    (committedOn) => expect(flag({ ...promised, committedOn }, [late])).toBe(LATE),
  );
  it('what a question or an earlier approval knew of a promise stays known to the next approval (A7)', () => {
    const cleared = { ...ASKED, committedOn: '' };
    const asked = approval(promised, { id: 'D-0', decision: 'More information', reason: 'x', amount: null });
    const anew = approval({ ...cleared, purpose: 'Two days' }, { id: 'D-2', decidedAt: '2026-11-10T10:00:00Z' });
    const now = { ...cleared, purpose: 'Two days' };
    expect(flag(now, [asked, anew])).toBe(LATE);
    expect(flag(now, [late, anew])).toBe(LATE);
    expect(flag(now, [anew])).toBe('approved £350.00');
  });
  it('an approval of the next year is judged by what was promised since (A7, A8)', () => {
    const first = { ...promised, committedOn: '' };
    const next = approval(first, { id: 'D-2', decidedAt: '2027-09-10T10:00:00Z' });
    const question = approval(promised, { id: 'D-0', decision: 'More information', reason: 'x', amount: null });
    expect(flag(first, [approval(first), next], '2027-09-11')).toBe('approved £350.00');
    expect(flag(first, [question, next], '2027-09-11')).toBe(LATE);
  });
});

describe('where a request stands before anybody decided (S1, S6 to S8, Q2, A3)', () => {
  it('needs no decision (S1)', () => {
    expect(
      flag({ ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' }, [], AS_AT, {
        sessions: [{ ...SESSION, vatRegistered: false, netFee: 500 }],
      }),
    ).toBe('not needed');
  });
  it.each<[string, Row, object]>([
    ['with the Advisor', ASKED, { name: 'waiting', waitsFor: 'Advisor', because: null }],
    [
      'with the Director, since the Advisor’s school is in the cluster',
      { ...ASKED, cluster: 'South Cluster' },
      { name: 'waiting', waitsFor: 'Director', because: { rule: 'A3' } },
    ],
    [
      'with the training hub',
      { ...PSQM, payee: '' },
      { name: 'waiting', waitsFor: 'training hub', because: { rule: 'Q2' } },
    ],
    ['with the schools', { ...ASKED, matter: 'Project' }, { name: 'waiting for schools', agreeing: 0, members: 5 }],
    ['agreed', AGREED, { name: 'agreed', agreeing: 3, members: 5 }],
    [
      'nowhere, where a rule forbids it',
      { ...ASKED, pot: 'Administration' },
      { name: 'not allowed', because: { rule: 'S10' } },
    ],
  ])('is %s', (_what, request, expected) => {
    const casebook = read({ requests: [request] });
    const book = {
      casebook,
      parameters: parameters(),
      claims: null,
      chains: null,
      sessionHolders: new Map(),
      firstCopies: new Map(),
    };
    expect(openState(book, casebook.requests.at(0), day(AS_AT))).toMatchObject(expected);
  });
});

describe('what may be spent on an approval (A2, A5)', () => {
  it.each<[string, Row, Row, object]>([
    ['what was asked', {}, {}, { amount: 35_000, of: null, conditions: '' }],
    ['less, where a part was approved', {}, { amount: 200 }, { amount: 20_000, of: 35_000 }],
    ['less, where less is asked by now', { amount: 300 }, {}, { amount: 30_000, of: null }],
    [
      'a part still, where less is asked but more than it',
      { amount: 300 },
      { amount: 200 },
      { amount: 20_000, of: 30_000 },
    ],
    ['what was asked, where no sum was entered', {}, { amount: null }, { amount: 35_000, of: null }],
    ['with what the decision says of it', {}, { reason: 'By train' }, { amount: 35_000, conditions: 'By train' }],
  ])('is %s', (_what, change, more, expected) =>
    expect(stateOf({ ...ASKED, ...change }, { decisions: [approval(ASKED, more)] })).toMatchObject({
      name: 'approved',
      ...expected,
    }),
  );

  it('says what came first, the earliest of it first', () => {
    const request = { ...ASKED, committedOn: '2026-10-07' };
    expect(stateOf(request, { decisions: approved, ledger: [claim('2026-10-06')] })).toMatchObject({
      late: [
        { what: 'spent', on: day('2026-10-06'), approved: day('2026-10-08') },
        { what: 'promised', on: day('2026-10-07'), approved: day('2026-10-08') },
      ],
    });
  });
});
