import { CATEGORY_SPECS } from '../../../src/rules/money/categories';
import {
  aboveCap,
  afterFinalClaim,
  areTwins,
  changedSince,
  negativeSum,
  noRequest,
  noSessionNamed,
  notApproved,
  notSet,
  notTheirSession,
  otherCluster,
  otherMatter,
  otherPot,
  otherVat,
  overclaim,
  overdrawn,
  schoolWasNotIn,
  sharedByText,
  shareUnderOther,
  unregistered,
  wrongPot,
  wrongWay,
} from '../../../src/rules/money/words';
import { read } from '../../support/builders';
import { said } from '../../support/ledger-cases';

describe('who shares a session, in words (S2)', () => {
  const { clusters } = read();
  it.each([
    ['all are marked', true, [], true, 'schools that came'],
    ['nobody is marked', false, [0, 1], false, 'all members: attendance not recorded'],
    ['all are marked and nobody came', false, [], true, 'all members: nobody came'],
    [
      'one cluster is not marked',
      false,
      [1],
      true,
      'schools that came, and all members of South Cluster: attendance not recorded',
    ],
    [
      'two clusters are not marked',
      false,
      [0, 1],
      true,
      'schools that came, and all members of North Cluster and South Cluster: attendance not recorded',
    ],
  ])('where %s (S2)', (_what, byAttendance, unmarked, isMarked, expected) =>
    expect(sharedByText(clusters, { byAttendance, unmarked, isMarked })).toBe(expected),
  );
});

describe('a line that goes the wrong way or to the wrong pot (S10)', () => {
  it.each([
    [true, 'Match goes in, not out'],
    [false, 'Match goes out, not in'],
  ])('says both ways, with a line Out as %j (S10)', (isOut, expected) =>
    expect(said(wrongWay({ category: 'Match', isOut }))).toEqual(['S10 stop', expected]),
  );
  it('names all the pots that a category belongs to (S10)', () =>
    expect(said(wrongPot({ category: 'Organising time', pots: ['Cluster pot', 'Lead support'] }))).toEqual([
      'S10 stop',
      'wrong pot: Organising time belongs to Cluster pot or Lead support',
    ]));
  it('says whose a request is, and which pot it is on (S10)', () => {
    expect(otherCluster({ request: 'R-1', cluster: 'South Cluster' }).message).toBe('request R-1 is South Cluster’s');
    expect(otherPot({ request: 'R-1', pot: 'Lead support' }).message).toBe(
      'wrong pot: request R-1 is on the lead support',
    );
  });
  it.each([
    [true, 'In', 'a negative sum: write money that comes back as a line In'],
    [false, 'Out, Other', 'a negative sum: write money that goes back as a line Out, Other'],
  ])('of a sum below zero in a line Out as %j it says how to write it: %s (F11)', (isOut, otherWay, expected) =>
    expect(said(negativeSum({ isOut, otherWay }))).toEqual(['F11 warn', expected]),
  );
});

describe('a payment without what it needs (S6 to S9)', () => {
  const wanted = (category: keyof typeof CATEGORY_SPECS) => ({ category, wanted: CATEGORY_SPECS[category].request! });
  it.each([
    ['Organising time', 'S6 stop', 'spent without approval: names no request for organising time'],
    ['Travel', 'S7 warn', 'travel is decided case by case: names no request for travel'],
    ['Project', 'S8 warn', 'the schools agree to a project: names no request for a project'],
    ['Supply', 'S8 warn', 'the schools agree to a project: names no request for organising time or a project'],
  ] as const)('%s without a request: %s, %s', (category, weight, expected) =>
    expect(said(noRequest(wanted(category)))).toEqual([weight, expected]),
  );
  it('says what its request is for instead (S7, S9)', () => {
    const facts = { request: 'R-1', matter: 'Organising time' } as const;
    expect(said(otherMatter({ ...wanted('Travel'), ...facts }))).toEqual([
      'S7 warn',
      'travel is decided case by case: request R-1 is for organising time, not for travel',
    ]);
    expect(said(otherMatter({ ...wanted('Resources'), ...facts }))[1]).toMatch(
      /is for organising time, not for a project or a further copy$/,
    );
  });
  it.each([
    ['Organising time', 'S6 stop', 'spent without approval: request R-1 is declined'],
    ['Travel', 'S7 warn', 'request R-1 is declined'],
    ['CPD session', 'S10 warn', 'request R-1 is declined'],
  ] as const)('a request for %s that is declined: %s, %s', (matter, weight, expected) =>
    expect(said(notApproved({ matter, request: 'R-1', flag: 'declined' }))).toEqual([weight, expected]),
  );
});

describe('sums in words', () => {
  it('an overclaim says the difference (S11)', () =>
    expect(said(overclaim({ asked: 10_000, approved: 7_500, claimed: 8_001 }))).toEqual([
      'S11 stop',
      'overclaim: asked £100.00, approved £75.00, claimed £80.01, £5.01 over',
    ]));
  it('a session says what the pot pays and what is taken, net and in all (S1)', () => {
    const [part, paid] = [
      { net: 40_000, gross: 48_000 },
      { net: 45_000, gross: 56_000 },
    ];
    expect(aboveCap({ session: 'CPD-1', part, paid }).message).toBe(
      'the pot pays £400.00 net, £480.00 in all, of session CPD-1; £450.00 net, £560.00 in all, is taken from it',
    );
  });
  it('other VAT says what it would be, and its cure is that sum (F15)', () => {
    const found = otherVat({ vat: 1_750, expected: 2_000 });
    expect([found.message, found.cure]).toEqual([
      'VAT is £17.50; at the rate in force it would be £20.00',
      'VAT of £20.00 in the line.',
    ]);
  });
  it('a pot below zero says what is left in it (S12)', () =>
    expect(overdrawn({ balance: -5_050 }).message).toBe('the pot goes to -£50.50: say why in the note'));
  it('twins are named in the order of their days (S4)', () =>
    expect(areTwins({ provider: 'Bright', earlier: 'CPD-2', later: 'CPD-1' }).message).toBe(
      'Bright has sessions CPD-2 and CPD-1 within a day: are they one? The cap is per session',
    ));
});

describe('lines and where they belong, in words', () => {
  it.each([
    [shareUnderOther(), 'S2 warn', 'a school’s share of a session comes in as Other income, in the cluster pot'],
    [notTheirSession({ session: 'CPD-1', cluster: 'North' }), 'S2 stop', 'session CPD-1 is not North’s'],
    [schoolWasNotIn({ school: 'Ash', cluster: 'North' }), 'P7 warn', 'Ash was not in North on that day'],
    [unregistered(), 'S1 stop', 'VAT, but the provider is not registered'],
    [noSessionNamed(), 'S3 warn', 'names no session: the cap is per session'],
    [
      changedSince({ request: 'R-1', changes: ['amount', 'payee'] }),
      'A2 note',
      'paid as it stood approved; request R-1 was changed since: amount; payee',
    ],
  ])('%j', (finding, weight, expected) => expect(said(finding)).toEqual([weight, expected]));
});

describe('what a finding asks to be done', () => {
  it('a parameter that is not set goes by its own rule, and into Settings (F15, S1)', () => {
    const found = notSet({ parameter: 'vat.rate' });
    expect([...said(found), found.cure]).toEqual(['F15 warn', 'not set: vat.rate', 'Enter vat.rate in Settings.']);
    expect(notSet({ parameter: 'cpd.cap' }).rule).toBe('S1');
  });
  it('no sum helps after the final claim, a new request does (S11)', () => {
    expect(afterFinalClaim().cure).toMatch(/^A new request .* no sum helps\.$/);
    expect(overclaim({ asked: 1, approved: 0, claimed: 1 }).cure).toMatch(/^A new request/);
  });
});
