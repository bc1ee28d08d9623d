import { sessionHolders, sessionKey, whyHeldAlready, whyNotAllowed } from '../../../src/rules/requests/not-allowed';
import { AS_AT, ASKED, approval, read, SESSION } from '../../support/builders';
import { flag, flags, JOINING, PSQM, WITH_NINTH } from '../../support/request-cases';
import { day, MEMBERSHIP, type Row } from '../../support/rules-tables';

/** A first copy for School 1. */
const COPY: Row = {
  ...ASKED,
  matter: 'Resource: first copy',
  pot: null,
  amount: null,
  school: 'School 1',
  resource: 'Enquiry cards',
};
const TRAINING: Row = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };

describe('what the rules forbid', () => {
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
    ['PSQM without a training hub (Q2)', { ...PSQM, payee: null }, /^waiting for training hub$/],
    ['PSQM with a hub (Q1)', PSQM, /^waiting for Advisor$/],
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
    [
      'a report (C4)',
      { matter: 'Problem, idea or question', pot: null, amount: null },
      /^sent to Advisor or Director$/,
    ],
    ['travel (S7)', { matter: 'Travel' }, /^waiting for Advisor$/],
    ['the next stage (G3)', { matter: 'Next stage', pot: null, amount: null }, /^waiting for Director$/],
    ['other funding (G1)', { matter: 'Other funding', pot: null }, /^sent to Advisor$/],
  ])('%s', (_, change, expected) => {
    expect(flag({ ...ASKED, ...change } as Row, [], AS_AT, { schools: WITH_NINTH })).toMatch(expected);
  });

  it.each([
    ['first copy', COPY, /^sent to Advisor or Director$/],
    ['first copy that was sent', { ...COPY, doneOn: '2026-10-12' }, /^done$/],
    [
      'first copy of nothing',
      { ...COPY, resource: null },
      /^not allowed: The Trust’s resource has to be named.*\(S9\)$/,
    ],
    ['first copy for nobody', { ...COPY, school: null }, /^not allowed: A school has to be named.*\(S9\)$/],
    ['first copy with a sum', { matter: 'Resource: first copy', pot: null, amount: 5 }, /\(S9\)$/],
    ['further copy from the pot', { matter: 'Resource: further copy' }, /^not needed$/],
    ['further copy by nobody', { matter: 'Resource: further copy', pot: null }, /\(S9\)$/],
  ])('a resource, %s (S9)', (_what, more, expected) => {
    expect(flag({ ...ASKED, ...more } as Row)).toMatch(expected);
  });
  it.each(['Add a school', 'Replace a school', 'School leaving'])('%s needs a school (C1, C2, C3)', (matter) => {
    expect(flag({ ...JOINING, payee: null, school: null, matter })).toMatch(
      /^not allowed: A school has to be named\. \(C[123]\)$/,
    );
  });
  it.each([
    [-0.01, /^not allowed: .*\(S11\)$/],
    [0.01, /^waiting for Advisor$/],
  ])('£%d asked (S11)', (amount, expected) => expect(flag({ ...ASKED, amount })).toMatch(expected));

  it('names the first of several rules, and nothing of a request that is in order (S9 to S11)', () => {
    const why = (request: Row) => {
      const casebook = read({ requests: [request] });
      return whyNotAllowed(casebook, casebook.requests.at(0))?.rule ?? null;
    };
    expect([
      why({ ...ASKED, pot: 'Administration', amount: null }),
      why({ ...ASKED, amount: null }),
      why(ASKED),
    ]).toEqual(['S10', 'S11', null]);
  });
});

describe('schools of another cluster (P4, P7)', () => {
  it.each([
    ['2027-08-31', /^not allowed: School 8 is in South Cluster.*\(P4\)$/],
    ['2027-09-01', /^waiting for Director or Advisor$/],
    ['', /^not allowed: School 8 is in South Cluster.*\(P4\)$/],
  ])(
    'a school that moves at the end of August can be asked for before, if wanted on %j: %s (P4, C1)',
    (wantedOn, expected) => {
      const membership = MEMBERSHIP.map((row) => (row['school'] === 'School 8' ? { ...row, to: '2027-08-31' } : row));
      const request: Row = { ...JOINING, school: 'School 8', askedOn: '2027-06-10', wantedOn };
      expect(flag(request, [], '2027-09-05', { membership })).toMatch(expected);
      if (wantedOn !== '2027-09-01') return;
      const decisions = [approval(request, { decidedAt: '2027-06-12T10:00:00Z', amount: null })];
      expect(flag(request, decisions, '2027-06-20', { membership })).toBe('approved');
    },
  );
  it.each<[string, Row]>([
    ['a school leaving', { matter: 'School leaving', pot: null, amount: null }],
    ['the next stage of a school', { matter: 'Next stage', pot: null, amount: null }],
    ['a first copy', COPY],
    ['a further copy', { matter: 'Resource: further copy' }],
  ])('%s that was no member on the day (P7)', (_, change) => {
    expect(flag({ ...ASKED, ...change, school: 'School 2' })).not.toMatch(/not allowed/);
    expect(flag({ ...ASKED, ...change, school: 'School 7' })).toMatch(/^not allowed: School 7 was not in .*\(P7\)$/);
  });

  it.each([
    ['', /^A last day in South Cluster, in Membership/],
    ['2027-08-31', /^In Wanted on, 1 Sep 2027 or later\.$/],
  ])('a school that is in another cluster until "%s" could be asked for: %s (P4)', (to, cure) => {
    const membership = MEMBERSHIP.map((row) => (row['school'] === 'School 8' ? { ...row, to } : row));
    const casebook = read({ membership, requests: [{ ...JOINING, school: 'School 8' }] });
    expect(whyNotAllowed(casebook, casebook.requests.at(0))?.cure).toMatch(cure);
  });
});

describe('one first copy of each resource a school (S9)', () => {
  const copy = (id: string, more: Row = {}): Row => ({ ...COPY, id, ...more });
  const of = (...requests: Row[]) => flags({ requests });
  const SENT = 'sent to Advisor or Director';
  const twice = (id: string, name = 'Enquiry cards') =>
    `not allowed: School 1 has its first copy of ${name} by request ${id}: the cluster or the school pays for ` +
    'more. (S9)';

  it('is the one that was asked first, by its ID on one day, wherever the rows stand', () => {
    expect(of(copy('R-2'), copy('R-1'))).toEqual([twice('R-1'), SENT]);
    expect(of(copy('R-1'), copy('R-2', { askedOn: '2026-10-04' }))).toEqual([twice('R-2'), SENT]);
  });
  it.each(['enquiry  CARDS', '\u2009Enquiry cards ', 'Enquiry\u00a0cards'])(
    'is found however it is written: “%s”',
    (resource) =>
      expect(of(copy('R-1'), copy('R-2', { resource }))[1]).toMatch(/^not allowed: School 1 has its first copy of/),
  );
  it('is each school’s own, and each resource’s', () =>
    expect(of(copy('R-1'), copy('R-2', { school: 'School 2' }), copy('R-3', { resource: 'Posters' }))).toEqual([
      SENT,
      SENT,
      SENT,
    ]));
  it('is free again when the first order is withdrawn before it was sent, and never after', () => {
    const withdrawn = { withdrawnOn: '2026-10-06' };
    expect(of(copy('R-1', withdrawn), copy('R-2'))).toEqual(['withdrawn', SENT]);
    expect(of(copy('R-1', { ...withdrawn, doneOn: '2026-10-05' }), copy('R-2'))).toEqual(['done', twice('R-1')]);
  });
  it('is the one that was sent, whatever day somebody types for another', () =>
    expect(of(copy('R-1', { doneOn: '2026-10-12' }), copy('R-2', { askedOn: '2026-09-01' }))).toEqual([
      'done',
      twice('R-1'),
    ]));
  it('takes nothing from further copies, which the pot or the school pays', () =>
    expect(of(copy('R-1'), copy('R-2', { matter: 'Resource: further copy', amount: 20 }))).toEqual([
      SENT,
      'not needed',
    ]));
});

describe('one session of training (S3)', () => {
  const sessions = [{ ...SESSION, vatRegistered: false, netFee: 300, clusters: 'North Cluster; South Cluster' }];

  it('a second request for one session and cluster, until the first is withdrawn (S3)', () => {
    const ask = (id: string, more: Row = {}): Row => ({ ...TRAINING, id, ...more });
    const of = (...requests: Row[]) => flags({ sessions, requests });
    const twice = 'not allowed: Request R-2 is for session CPD-1 already: the cap is per session. (S3)';
    expect(of(ask('R-1'), ask('R-2', { askedOn: '2026-10-04' }))).toEqual([twice, 'not needed']);
    expect(of(ask('R-1'), ask('R-2', { askedOn: '2026-10-04', withdrawnOn: '2026-10-05' }))).toEqual([
      'not needed',
      'withdrawn',
    ]);
    expect(of(ask('R-1'), ask('R-2', { cluster: 'South Cluster' }))).toEqual(['not needed', 'not needed']);
  });
  it.each([
    ['North Cluster', /^not needed$/],
    ['North Cluster; South Cluster', /^not needed$/],
    ['South Cluster', /^not allowed: .*\(S3\)$/],
  ])('a request of North for a session of %s: %s (S3)', (clusters, expected) => {
    expect(flag(TRAINING, [], AS_AT, { sessions: [{ ...sessions[0]!, clusters }] })).toMatch(expected);
  });
  it(
    'is held by the request that was asked first, by its ID among those of one day, and that may be asked at all ' +
      '(S3)',
    () => {
      const holder = (...requests: Row[]) => {
        const casebook = read({ sessions, requests: requests.map((more) => ({ ...TRAINING, ...more })) });
        const holders = sessionHolders(casebook, day(AS_AT));
        const refused = casebook.requests.rows.map(
          (request) => whyHeldAlready(casebook, request, holders)?.rule ?? null,
        );
        return [holders.get(sessionKey(0, 0))?.id ?? null, refused];
      };
      expect(holder({ id: 'R-2' }, { id: 'R-1' })).toEqual(['R-1', ['S3', null]]);
      expect(holder({ id: 'R-1' }, { id: 'R-2', askedOn: '2026-10-04' })).toEqual(['R-2', ['S3', null]]);
      expect(holder({ id: 'R-1', pot: 'Administration' }, { id: 'R-2' })).toEqual(['R-2', ['S3', null]]);
      expect(holder({ id: 'R-1', withdrawnOn: AS_AT }, { id: 'R-2' })).toEqual(['R-2', ['S3', null]]);
      expect(holder({ id: 'R-1', withdrawnOn: '2026-11-25' }, { id: 'R-2' })).toEqual(['R-1', [null, 'S3']]);
      expect(holder({ id: 'R-1', matter: 'Travel', amount: 5 })).toEqual([null, [null]]);
    },
  );
});
