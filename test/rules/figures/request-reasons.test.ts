import { AS_AT, ASKED, approval, line, parameters, set } from '../../support/builders';
import type { Row } from '../../support/rules-tables';
import { ask, changeBy, numberIn } from '../../support/why';
import {
  approvedOn,
  askAutumn,
  autumnRequest,
  firstInAutumn,
  PLACES_ASKED,
  psqmRequest,
} from '../../support/why-cases';

const claim = (date: string): Row =>
  line('L-1', { direction: 'Out', category: 'Organising time', net: 100, request: 'R-1', date });

describe('why the flag of a request is what it is', () => {
  it.each([
    ['R-1', 'waiting for Advisor', 'S6', '1 decision by the Advisor (Ari Advisor).'],
    [
      'R-2',
      'approved £350.00',
      'A2',
      'More than £350.00, or another pot, payee, purpose or date wanted, would need a new decision.',
    ],
    [
      'R-3',
      'stale: amount £350.00 → £420.00',
      'A2',
      '£70.00 less in Amount, or 1 new decision by the Advisor (Ari Advisor).',
    ],
    [
      'R-4',
      'waiting for schools (2 of 5 agree)',
      'S8',
      '1 more school ticked under My requests, Change, would be enough.',
    ],
  ])('the flag of %s is %s by %s: %s', (name, answer, rule, change) => {
    expect(firstInAutumn(name, 'Flag')).toEqual([answer, rule, change]);
  });
  it('the change it names does change the answer: one school more agrees', () => {
    const requests = [autumnRequest('R-4', { matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' })];
    expect(askAutumn('R-4', 'Flag', { requests, decisions: [], ledger: [] }).answer).toBe('agreed by 3 of 5 schools');
  });
  it('gives the words of a decision once', () => {
    const declined = approvedOn('2026-10-09', { decision: 'Decline', reason: 'Too dear' });
    const { inputs } = ask('R-1', 'Flag', { requests: [ASKED], decisions: [declined] }).reasons[0]!;
    expect(inputs.filter((said) => said.includes('Too dear'))).toEqual([
      'Decline by Ari Advisor on 9 Oct 2026: Too dear',
    ]);
  });
});

describe('the change named for a late approval (A7)', () => {
  const flag = (decided: string, committedOn: string, ledger: Row[]) =>
    ask('R-1', 'Flag', { requests: [{ ...ASKED, committedOn }], decisions: [approvedOn(decided)], ledger });
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
      const raised = approval({ ...ASKED, amount: 400 }, { id: 'D-2', decidedAt: `${second}T10:00:00Z` });
      return ask('R-1', 'Flag', {
        requests: [{ ...ASKED, amount: 400, committedOn: '2026-11-10' }],
        decisions: [approvedOn(first), raised],
        ledger: [claim('2026-10-07')],
      });
    };
    const found = twice('2026-10-10', '2026-11-20');
    expect(found.answer).toBe('approved £400.00, retrospective');
    expect(late(found).change).toBe(
      'First approved 3 days earlier, on 7 Oct 2026, when the money was spent; and approved 10 days earlier, on 10 ' +
        'Nov 2026, when the money was promised.',
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
    ask('R-1', 'Flag', { requests: [{ ...ASKED, amount }], decisions: [approvedOn('2026-10-08', { amount: given })] });
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

describe('the change named for PSQM (Q1, Q2, Q3)', () => {
  const psqm = (id: string, more: Row = {}) => psqmRequest(id, { school: 'School 2', askedOn: '2026-10-01', ...more });
  const places = (value: number) => parameters(set('psqm.places', value, 2020));

  it('cites the training hub that is missing (Q2)', () => {
    const found = ask('R-1', 'Flag', { requests: [psqm('R-1', { payee: '' })] });
    expect([found.answer, found.reasons[0]!.rule]).toEqual(['waiting for training hub', 'Q2']);
    expect(ask('R-1', 'Flag', { requests: [psqm('R-1')] }).answer).toBe('waiting for Advisor');
  });
  it('cites the places: not set, enough, or so many too few (Q3)', () => {
    const requests = [psqm('R-1'), psqm('R-2', { askedOn: '2026-10-02' }), psqm('R-3', { askedOn: '2026-10-03' })];
    const flag = (id: string, count: number) => ask(id, 'Flag', { requests }, AS_AT, places(count));
    expect(changeBy('Q3', ask('R-1', 'Flag', { requests }))).toBe('Enter psqm.places in Settings.');
    const [lacking, spare] = [
      numberIn(changeBy('Q3', flag('R-3', 1)), /^(\d+) more places?/),
      numberIn(changeBy('Q3', flag('R-2', 5)), /^(\d+) places? fewer/),
    ];
    expect(flag('R-3', 1)).toMatchObject({ answer: 'waiting list 2', reasons: [{ rule: 'Q3' }] });
    expect([flag('R-3', 1 + lacking).answer, flag('R-3', lacking).answer]).toEqual([
      'waiting for Advisor',
      'waiting list 1',
    ]);
    expect([flag('R-2', 5 - spare).answer, flag('R-2', 6 - spare).answer]).toEqual([
      'waiting list 1',
      'waiting for Advisor',
    ]);
  });
  it('names the places of every request that has one, one whose approval ran out too', () => {
    const asked = PLACES_ASKED[1]!;
    const decision = approval(asked, { id: 'D-1', decidedAt: '2026-10-06T12:00:00Z' });
    const flag = (asAt: string) => ask('R-2', 'Flag', { requests: [asked], decisions: [decision] }, asAt, places(5));
    const spare = { rule: 'Q3', change: '5 places fewer would put it on the waiting list.' };
    expect(flag('2027-08-31')).toMatchObject({
      answer: 'approved',
      reasons: expect.arrayContaining([expect.objectContaining(spare)]),
    });
    expect(flag('2027-09-01')).toMatchObject({
      answer: 'expired',
      reasons: expect.arrayContaining([expect.objectContaining(spare)]),
    });
  });
});
