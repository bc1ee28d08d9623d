import { ASKED, approval, ledgerLine, requestAsAsked, SESSION } from '../../support/builders';
import { findingsIn, flagsOf, MONEY, potOf, rulesOf, YEAR_END } from '../../support/ledger-cases';
import type { Row } from '../../support/rules-tables';

const PROJECT: Row = {
  ...ASKED,
  matter: 'Project',
  amount: 75,
  purpose: 'Kit',
  schoolsAgreeing: 'School 1; School 2; School 3',
  askedOn: '2026-09-20',
};
const spent = (id: string, date: string, category: string, net: number, more: Row = {}) =>
  ledgerLine(id, date, 'Out', category, net, { request: 'R-1', ...more });

describe('asked, approved, claimed (S11)', () => {
  const HUNDRED = { ...ASKED, amount: 100 };
  const APPROVED = { requests: [HUNDRED], decisions: [approval(HUNDRED, { amount: 75 })] };
  const claims = (...sums: number[]) =>
    sums.map((net, index) => spent(`L-${index + 1}`, `2026-10-2${index}`, 'Organising time', net));
  const over = (ledger: Row[]) => rulesOf(ledger, APPROVED);
  it.each([
    [[75], [[]]],
    [[75.01], [['S11']]],
    [
      [50, 25],
      [[], []],
    ],
    [
      [50, 25.01],
      [[], ['S11']],
    ],
    [
      [50, 20, 10],
      [[], [], ['S11']],
    ],
    [
      [80, 5],
      [['S11'], ['S11']],
    ],
  ])('asked £100, approved £75, claimed %j: %j (S11)', (sums, expected) =>
    expect(over(claims(...sums))).toEqual(expected),
  );
  it('says what was asked, approved and claimed, and how much is over (S11)', () => {
    const message = flagsOf(claims(80), APPROVED)[0]![0];
    for (const sum of ['asked £100.00', 'approved £75.00', 'claimed £80.00', '£5.00 over'])
      expect(message).toContain(sum);
  });
  it('claims count in the order of their dates, wherever they stand in the tab (S11)', () => {
    const [first, second, third] = claims(50, 20, 10);
    expect(
      over([
        { ...third!, id: 'L-1' },
        { ...second!, id: 'L-2' },
        { ...first!, id: 'L-3' },
      ]),
    ).toEqual([['S11'], [], []]);
  });
  it('flags what is claimed above what was agreed, on the line that goes over (S11)', () => {
    const claims = [spent('L-1', '2026-10-01', 'Project', 50), spent('L-2', '2026-10-02', 'Project', 30)];
    expect(
      findingsIn([MONEY, ...claims], { requests: [PROJECT] }, YEAR_END).map((found) => found.map(({ rule }) => rule)),
    ).toEqual([[], [], ['S11']]);
    expect(flagsOf(claims, { requests: [PROJECT] }, YEAR_END)[1]![0]).toContain('£5.00 over');
  });

  it('flags a claim after the final claim (F11)', () => {
    const claims = [
      spent('L-1', '2026-10-01', 'Project', 50, { finalClaim: true }),
      spent('L-2', '2026-10-02', 'Project', 5),
    ];
    expect(rulesOf(claims, { requests: [PROJECT] }, YEAR_END)[1]).toEqual(['S11']);
  });

  it('counts a payment that names only the session against the cluster’s request (S3, F11)', () => {
    const requests = [
      {
        ...PROJECT,
        matter: 'CPD session',
        amount: null,
        schoolsAgreeing: null,
        session: 'CPD-1',
        committedOn: '2026-10-01',
      },
    ];
    const sessions = [{ ...SESSION, date: '2026-10-10' }];
    const paid = (more: Row) => [
      ledgerLine('L-1', '2026-10-11', 'Out', 'CPD', 400, { vat: 80, session: 'CPD-1', ...more }),
    ];
    const of = (ledger: Row[]) => potOf(ledger, { requests, sessions }, YEAR_END).committed;
    expect([of([]), of(paid({})), of(paid({ request: 'R-1' }))]).toEqual([48_000, 0, 0]);
    const again = spent('L-2', '2026-10-12', 'CPD', 10);
    expect(rulesOf([...paid({ finalClaim: true }), again], { sessions, requests }, YEAR_END)[1]).toEqual([
      'S11',
      'S11',
      'S1',
    ]);
  });
});

describe('a claim of another cluster or pot (F11)', () => {
  it.each<[string, Row]>([
    ['cluster', { cluster: 'South Cluster' }],
    ['pot', { pot: 'Lead support' }],
  ])('of another %s uses up no promise, claims nothing of it and ends it not', (_what, elsewhere) => {
    const tabs = { requests: [{ ...ASKED, amount: 75 }], decisions: [approval({ ...ASKED, amount: 75 })] };
    const wrong = spent('L-1', '2026-10-20', 'Organising time', 70, { finalClaim: true, ...elsewhere });
    const right = spent('L-2', '2026-10-21', 'Organising time', 75);
    expect(rulesOf([wrong, right], tabs)).toEqual([expect.arrayContaining(['S10']), []]);
    expect(potOf([wrong], tabs).committed).toBe(7_500);
    expect(potOf([wrong, right], tabs).committed).toBe(0);
  });
});

describe('a claim by where its request stands (S6, S7)', () => {
  it.each<[string, Row[], string, string[]]>([
    ['waiting', [], '2026-10-20', ['S6']],
    ['approved', [approval(ASKED)], '2026-10-20', []],
    ['declined', [approval(ASKED, { decision: 'Decline', reason: 'No', amount: null })], '2026-10-20', ['S6', 'S11']],
    [
      'revoked',
      [
        approval(ASKED),
        approval(ASKED, {
          id: 'D-2',
          decision: 'Revoke',
          reason: 'x',
          amount: null,
          decidedAt: '2026-10-15T10:00:00Z',
        }),
      ],
      '2026-10-20',
      ['S6', 'S11'],
    ],
  ])('organising time on a request that is %s (S6)', (_what, decisions, date, expected) => {
    const claim = spent('L-1', date, 'Organising time', 100);
    expect(rulesOf([claim], { requests: [ASKED], decisions }, YEAR_END)[0]).toEqual(expected);
  });
  it.each<[string, Row, string[]]>([
    ['no request', {}, ['S7']],
    ['a waiting request', { request: 'R-1' }, ['S7']],
  ])('travel on %s (S7)', (_what, more, expected) => {
    const requests = [{ ...ASKED, matter: 'Travel' }];
    expect(rulesOf([ledgerLine('L-1', '2026-10-01', 'Out', 'Travel', 10, more)], { requests }, YEAR_END)[0]).toEqual(
      expected,
    );
  });
});

describe('by where the request stood on the day of the line (A7, A8, S6)', () => {
  const asked = { ...ASKED, amount: 100, purpose: 'Kit', askedOn: '2026-10-01' };
  const onWhat = requestAsAsked({ requests: [asked] });
  const decision = (id: string, decision: string, decidedAt: string): Row => ({
    id,
    request: 'R-1',
    decision,
    reason: 'Because',
    decidedBy: 'advisor@example.org',
    role: 'Advisor',
    decidedAt: `${decidedAt}T10:00:00Z`,
    decidedOnWhat: onWhat,
  });
  const paidOn = (date: string, more: Row = {}) => spent('L-1', date, 'Organising time', 80, more);
  const at = (asAt: string, paid: Row, decisions: Row[], changed: Row = {}) =>
    flagsOf([paid], { requests: [{ ...asked, ...changed }], decisions }, asAt)[0]!;
  const yes = decision('D-1', 'Approve', '2026-10-15');

  it.each<[string, Row, Row[], Row]>([
    ['a year later', paidOn('2026-10-20'), [yes], {}],
    ['after the rest was withdrawn', paidOn('2026-10-20'), [yes], { withdrawnOn: '2027-02-01' }],
    ['after it was revoked', paidOn('2026-10-20'), [yes, decision('D-2', 'Revoke', '2027-01-10')], {}],
  ])('says nothing of money spent in time, %s', (_, paid, decisions, changed) => {
    expect(at('2027-10-01', paid, decisions, changed)).toEqual([]);
  });
  it.each<[string, Row, Row[], RegExp]>([
    ['before the approval', paidOn('2026-10-14'), [yes], /^A7: spent on 14 Oct 2026, approved only on 15 Oct 2026$/],
    ['after it was revoked', paidOn('2027-01-11'), [yes, decision('D-2', 'Revoke', '2027-01-10')], /^S6: .*revoked/],
    ['after it ran out', paidOn('2027-09-02'), [yes], /^S6: .*expired/],
    ['before it was declined', paidOn('2026-10-14'), [decision('D-1', 'Decline', '2026-10-15')], /^S6: .*declined/],
  ])('flags what was spent %s', (_, paid, decisions, expected) => {
    expect(at('2027-10-01', paid, decisions)[0]).toMatch(expected);
  });

  it.each<[string, Row, string]>([
    ['asks for more', { amount: 420 }, 'amount £100.00 → £420.00'],
    ['is for something else', { purpose: 'A trip' }, 'purpose “Kit” → “A trip”'],
    ['is on another pot', { pot: 'Administration' }, 'pot “Cluster pot” → “Administration”'],
    ['is another cluster’s', { cluster: 'South Cluster' }, 'cluster North Cluster → South Cluster'],
    ['is about another matter', { matter: 'Travel' }, 'matter “Organising time” → “Travel”'],
  ])('leaves rightly paid what was paid of a request that %s by now (A2, S6, S11)', (_, changed, change) => {
    const said = `A2: paid as it stood approved; request R-1 was changed since: ${change}`;
    expect(at('2027-10-01', paidOn('2026-10-20'), [yes], changed)).toEqual([said]);
    expect(at('2027-10-01', paidOn('2026-10-20', { net: 101 }), [yes], changed)).toEqual([
      said,
      expect.stringMatching(/^S11: .*approved £100.00, claimed £101.00/),
    ]);
    expect(at('2027-10-01', paidOn('2026-10-14'), [yes], changed)[0]).toMatch(/^S\d+: /);
  });
  it('leaves rightly paid what was paid before less was asked (A2, S11)', () => {
    expect(at('2026-11-24', paidOn('2026-10-20'), [yes], { amount: 60 })).toEqual([]);
    expect(at('2026-11-24', paidOn('2026-10-20', { net: 101 }), [yes], { amount: 60 })[0]).toMatch(/^S11/);
  });
  it('leaves rightly paid what the schools had agreed to (A2, S8)', () => {
    const agreed = requestAsAsked({ requests: [PROJECT] });
    const schools = { agreeing: ['S-1', 'S-2', 'S-3'] };
    const changed = { ...PROJECT, amount: 90, agreedOnWhat: JSON.stringify({ ...JSON.parse(agreed), ...schools }) };
    const flags = (net: number) =>
      flagsOf([spent('L-1', '2026-10-01', 'Project', net)], { requests: [changed] }, YEAR_END)[0]!;
    expect(flags(75)).toEqual([expect.stringMatching(/^A2: .*amount £75.00 → £90.00/)]);
    expect(flags(76)[1]).toMatch(/^S11: .*approved £75.00/);
  });

  it.each<[string, string, RegExp | null]>([
    ['Organising time', 'Organising time', null],
    ['Supply', 'Organising time', null],
    ['Travel', 'Organising time', /^S7: .*not for travel/],
    ['Project', 'Organising time', /^S8: .*not for a project/],
    ['Resources', 'Organising time', /^S9: .*not for a project or a further copy/],
    ['CPD', 'Organising time', /^S3: .*not for a CPD session/],
    ['Other', 'Organising time', null],
    ['Organising time', 'Travel', /^S6: spent without approval: request R-1 is for travel, not for organising time/],
    ['Supply', 'Travel', /^S8: /],
  ])('compares the category %s with a request for %s (S6 to S9)', (category, matter, expected) => {
    const changed = { ...asked, matter };
    const on = requestAsAsked({ requests: [changed] });
    const found = at('2026-11-24', paidOn('2026-10-20', { category }), [{ ...yes, decidedOnWhat: on }], changed);
    if (expected === null) expect(found).toEqual([]);
    else expect(found[0]).toMatch(expected);
  });
  it('gives a request that needs no decision no money for organising time (S6)', () => {
    const found = at('2026-11-24', paidOn('2026-10-20'), [], { matter: 'Other funding', pot: null });
    expect(found[0]).toMatch(/^S6: spent without approval: request R-1 is for other funding/);
  });
});

describe('a further copy that a school pays (S9, S10)', () => {
  const copy = (more: Row) => ({
    requests: [{ ...ASKED, matter: 'Resource: further copy', amount: 60, school: 'School 1', ...more }],
  });
  const paid = ledgerLine('L-1', '2026-11-10', 'Out', 'Resources', 60, { request: 'R-1' });
  it('is a stop where a pot pays it (S9, S10)', () =>
    expect(flagsOf([paid], copy({ pot: null }))).toEqual([['S10: request R-1 names no pot: the school pays it']]));
  it('is in order from the pot it names (S10)', () => expect(flagsOf([paid], copy({}))).toEqual([[]]));
  it('is the school’s own matter while no pot pays it (S9)', () =>
    expect(potOf([], copy({ pot: null, committedOn: '2026-11-01' })).committed).toBe(0));
});
