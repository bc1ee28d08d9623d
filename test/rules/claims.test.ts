import { type ParameterName, Parameters, type Setting } from '../../src/rules/basics/parameters';
import { explain } from '../../src/rules/figures/explain';
import { ledgerFindings } from '../../src/rules/money/ledger-findings';
import { ledgerBalance, potFigures } from '../../src/rules/money/pots';
import { schoolShares } from '../../src/rules/money/shares';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ASKED, books, day, ledgerLine, PROGRAMME, type Row, SESSION, tables } from '../support/rules-tables';

type Tabs = Record<string, Row[]>;

const AS_AT = '2026-11-24';
const read = (tabs: Tabs) => books(tables({ ...PROGRAMME, ...tabs }));

const MONEY = ledgerLine('L-0', '2026-09-10', 'In', 'Match', 5_000);
const TRAIN: Row = { ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' };
const TRAINING = { requests: [TRAIN], sessions: [SESSION] };

/** Flags of the lines after the first, which is the pot's money. */
const flags = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  ledgerFindings(read({ ledger: [MONEY, ...ledger], ...tabs }), new Parameters(settings), day(asAt))
    .slice(1)
    .map((found) => found.map(({ rule, message }) => `${rule}: ${message}`));
const rules = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  flags(ledger, tabs, asAt, settings).map((found) => found.map((text) => text.slice(0, text.indexOf(':'))));
const potOf = (ledger: Row[], tabs: Tabs = {}, asAt = AS_AT, settings: Setting[] = []) =>
  potFigures(read({ ledger: [MONEY, ...ledger], ...tabs }), new Parameters(settings), 2026, day(asAt)).pots[0]!;

const sharesOf = (ledger: Row[], tabs: Tabs = {}) =>
  schoolShares(read({ ledger: [MONEY, ...ledger], ...tabs }), new Parameters([]), day(AS_AT));

const set = (parameter: ParameterName, value: number, from: number): Setting => ({
  parameter,
  value,
  from,
  status: 'confirmed',
});

describe('what may be claimed for a request that nobody decides on (S11)', () => {
  const COPY: Row = { ...ASKED, matter: 'Resource: further copy', amount: 60 };
  const train = (net: number, vat: number) =>
    ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', net, { vat, request: 'R-1' });
  const copy = (net: number) => ledgerLine('L-1', '2026-11-10', 'Out', 'Resources', net, { request: 'R-1' });

  it.each([null, '2026-11-01', '2026-12-01'])(
    'is the pot’s part of a session, committed on %s (S11)',
    (committedOn) => {
      const tabs = { ...TRAINING, requests: [{ ...TRAIN, committedOn }] };
      expect(rules([train(400, 80)], tabs)).toEqual([[]]);
      expect(flags([train(410, 82)], tabs)[0]![0]).toBe(
        'S11: overclaim: asked £480.00, approved £480.00, claimed £492.00, £12.00 over',
      );
    },
  );
  it.each([null, '2026-11-01', '2026-12-01'])('is the sum of a further copy, committed on %s (S11)', (committedOn) => {
    const tabs = { requests: [{ ...COPY, committedOn }] };
    expect([rules([copy(60)], tabs), rules([copy(60.01)], tabs)]).toEqual([[[]], [['S11']]]);
  });
  it.each([
    [null, 0],
    ['2026-11-24', 48_000],
    ['2026-11-25', 0],
  ])('though what is committed on %s stands at %d pence (F11)', (committedOn, expected) =>
    expect(potOf([], { ...TRAINING, requests: [{ ...TRAIN, committedOn }] }).committed).toBe(expected),
  );
});

describe('money that comes back (S11, F11)', () => {
  const YES: Row = {
    id: 'D-1',
    request: 'R-1',
    decision: 'Approve',
    decidedBy: 'advisor@example.org',
    role: 'Advisor',
    decidedAt: '2026-10-08T10:00:00Z',
    decidedOnWhat: writeSnapshot(snapshotOf(read({ requests: [ASKED] }), 0)),
  };
  const APPROVED = { requests: [ASKED], decisions: [YES] };
  const pay = (id: string, date: string, net = 350, more: Row = {}) =>
    ledgerLine(id, date, 'Out', 'Organising time', net, { request: 'R-1', ...more });
  const back = (date: string, net = 350, more: Row = {}) =>
    ledgerLine('L-9', date, 'In', 'Other income', net, { request: 'R-1', ...more });

  it('paid £350, given back £350 and paid again is £350 claimed of £350 approved (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25'), pay('L-2', '2026-11-02')];
    expect(rules(lines, APPROVED)).toEqual([[], [], []]);
    expect(potOf(lines, APPROVED).committed).toBe(0);
  });
  it('given back before, between or after the claims, wherever the lines stand, it makes the same room (S11)', () => {
    for (const date of ['2026-10-19', '2026-10-25', '2026-11-20']) {
      const lines = [pay('L-1', '2026-10-20'), pay('L-2', '2026-11-02'), back(date)];
      expect([rules(lines, APPROVED), rules(lines.reverse(), APPROVED)]).toEqual([
        [[], [], []],
        [[], [], []],
      ]);
    }
  });
  it('given back after the day asked about it does not count yet (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), pay('L-2', '2026-11-02'), back('2026-11-20')];
    expect(rules(lines, APPROVED, '2026-11-19')).toEqual([[], ['S11'], ['F11']]);
  });
  it('what is claimed beyond it is over by the difference (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25', 100), pay('L-2', '2026-11-02', 130)];
    expect(flags(lines, APPROVED)[2]).toEqual([
      'S11: overclaim: asked £350.00, approved £350.00, claimed £380.00, £30.00 over',
    ]);
  });
  it.each<[string, Row[], number]>([
    ['a part', [pay('L-1', '2026-10-20'), back('2026-10-25', 100)], 10_000],
    ['all', [pay('L-1', '2026-10-20'), back('2026-10-25')], 35_000],
    ['more than was claimed', [pay('L-1', '2026-10-20', 50), back('2026-10-25')], 35_000],
    ['a part of a final claim', [pay('L-1', '2026-10-20', 350, { finalClaim: true }), back('2026-10-25', 100)], 0],
  ])('where %s came back, as much is promised again (F11)', (_what, lines, expected) =>
    expect(potOf(lines, APPROVED).committed).toBe(expected),
  );
  it.each<[string, Row, string[]]>([
    ['another cluster’s pot', { cluster: 'South Cluster' }, ['S10']],
    ['another pot', { pot: 'Lead support' }, ['S10']],
    ['its own pot, as match', { category: 'Match' }, []],
  ])('in %s it makes no room (S10, S11)', (_what, more, expected) => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25', 350, more), pay('L-2', '2026-11-02')];
    expect(rules(lines, APPROVED)).toEqual([[], expected, ['S11']]);
    expect(potOf(lines.slice(0, 2), APPROVED).committed).toBe(0);
  });
  it('more than was paid makes no more room than was paid (S11)', () => {
    const lines = [back('2026-10-10', 500), pay('L-1', '2026-10-20', 100), pay('L-2', '2026-11-02', 350)];
    expect(rules(lines.slice(0, 2), APPROVED)).toEqual([[], []]);
    expect(flags(lines, APPROVED)[2]).toEqual([]);
    expect(flags([...lines, pay('L-3', '2026-11-03', 401)], APPROVED)[3]![0]).toMatch(/claimed £351\.00, £1\.00 over/);
  });
  it('other funding that comes in for its own request takes nothing off what is claimed (S11)', () => {
    const requests = [{ ...ASKED, matter: 'Other funding' }];
    const lines = [back('2026-10-25', 350, { category: 'Other funding' }), pay('L-1', '2026-10-26', 10)];
    expect(flags(lines, { requests })[1]).toContain(
      'S11: overclaim: asked £350.00, approved £0.00, claimed £10.00, £10.00 over',
    );
  });
  it.each<['In' | 'Out', string, string]>([
    ['Out', 'Resources', 'write money that comes back as a line In'],
    ['In', 'Other income', 'write money that goes back as a line Out'],
  ])('a negative sum %s says how to write it instead (F11)', (direction, category, says) =>
    expect(flags([ledgerLine('L-1', '2026-10-20', direction, category, -10)])).toEqual([
      [`F11: a negative sum: ${says}`],
    ]),
  );
});

describe('schools’ shares that go through the ledger (S1, S2, S11)', () => {
  const invoice = (date: string, more: Row = {}) =>
    ledgerLine('L-1', date, 'Out', 'CPD', 550, { vat: 110, session: 'CPD-1', ...more });
  const share = (id: string, date: string, net: number, more: Row = {}) =>
    ledgerLine(id, date, 'In', 'Other income', net, { school: 'School 1', session: 'CPD-1', ...more });
  const held = (more: Row = {}) => ({ ...TRAINING, requests: [{ ...TRAIN, committedOn: '2026-10-20', ...more }] });

  it.each<[string, Tabs]>([
    ['without a request', { sessions: [SESSION] }],
    ['with a request', held()],
    ['with a request nobody committed', TRAINING],
  ])(
    'the pot pays a whole invoice once the shares are in, before or after it: all is well, %s (S1, S11)',
    (_what, tabs) => {
      for (const date of ['2026-11-05', '2026-11-10', '2026-11-20']) {
        const lines = [invoice('2026-11-10'), share('L-2', date, 100), share('L-3', date, 80, { school: 'School 2' })];
        expect([rules(lines, tabs), rules(lines.reverse(), tabs)]).toEqual([
          [[], [], []],
          [[], [], []],
        ]);
      }
    },
  );
  it('shares with their own VAT count net against net and gross against gross (S1, F15)', () =>
    expect(rules([invoice('2026-11-10'), share('L-2', '2026-11-20', 150, { vat: 30 })], held())).toEqual([[], []]));
  it.each([
    [180, []],
    [179.99, ['S11', 'S1']],
    [0, ['S11', 'S1']],
  ])('of £180 above the cap £%d came in: %j (S1, S11)', (net, expected) =>
    expect(rules([invoice('2026-11-10'), share('L-2', '2026-11-20', net)], held())[0]).toEqual(expected),
  );
  it('says what the pot itself bears (S1)', () =>
    expect(flags([invoice('2026-11-10'), share('L-2', '2026-11-20', 100)], { sessions: [SESSION] })[0]).toEqual([
      'S1: the pot pays £400.00 net, £480.00 in all, of session CPD-1; £450.00 net, £560.00 in all, is taken from it',
    ]));
  it('a share that comes in after the day asked about does not count yet (S1)', () => {
    const lines = [invoice('2026-11-10'), share('L-2', '2026-11-20', 180)];
    const tabs = { sessions: [SESSION] };
    expect([rules(lines, tabs, '2026-11-19'), rules(lines, tabs, '2026-11-20')]).toEqual([
      [['S1'], ['F11']],
      [[], []],
    ]);
  });
  it('shares of another session, or in another cluster’s pot, make no room (S1)', () => {
    const sessions = [
      { ...SESSION, clusters: 'North Cluster; South Cluster' },
      { ...SESSION, id: 'CPD-2', date: '2026-11-20' },
    ];
    const part = { net: 200, vat: 40 };
    expect(rules([invoice('2026-11-10', part)], { sessions })).toEqual([[]]);
    const over = invoice('2026-11-10', { net: 250, vat: 50 });
    const other = share('L-2', '2026-11-10', 60, { session: 'CPD-2' });
    const south = share('L-2', '2026-11-10', 60, { cluster: 'South Cluster', school: 'School 6' });
    const own = share('L-2', '2026-11-10', 60);
    const first = (lines: Row[]) => rules(lines, { sessions })[0];
    expect([first([over, other]), first([over, south]), first([over, own])]).toEqual([['S1'], ['S1'], []]);
  });
  it.each<[string, Row]>([
    ['match', { category: 'Match', school: null }],
    ['match for its request', { category: 'Match', school: null, session: null, request: 'R-1' }],
    ['school cash', { category: 'School cash', school: null }],
    ['other funding without a request', { category: 'Other funding', school: null }],
  ])(
    '%s that names the session is the pot’s own money: the pot pays too much all the same (S1, F10)',
    (_what, more) => {
      const lines = [invoice('2026-11-10'), share('L-2', '2026-11-12', 500, more)];
      expect(rules(lines, held())[0]).toEqual(['S11', 'S1']);
      expect(potOf(lines, held()).committed).toBe(0);
    },
  );
  it('a share that names its request instead of the session is one too (S2, F11)', () => {
    const byRequest = share('L-2', '2026-11-12', 36, { session: null, request: 'R-1' });
    const part = ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', 400, { vat: 80, request: 'R-1' });
    expect(rules([part, byRequest], held())).toEqual([[], []]);
    expect(potOf([part, byRequest], held()).committed).toBe(0);
    expect(sharesOf([byRequest], held()).find(({ school }) => school === 0)).toMatchObject({ paid: 3600, open: 0 });
  });
  it('a share that goes back, as Other, is paid no more and claims nothing (S2, F11)', () => {
    const lines = [
      share('L-2', '2026-11-05', 50),
      ledgerLine('L-3', '2026-11-08', 'Out', 'Other', 14, { school: 'School 1', session: 'CPD-1' }),
    ];
    expect(rules(lines, held())).toEqual([[], []]);
    expect(potOf(lines, held()).committed).toBe(48_000);
    expect(sharesOf(lines, held()).find(({ school }) => school === 0)).toMatchObject({ paid: 3600, open: 0 });
    // Of any other category, or by its request alone, it is a payment that names a school; nor goes back what did not come.
    const other = (more: Row) => [lines[0]!, { ...lines[1]!, ...more }];
    expect(potOf(other({ category: 'CPD' }), held()).committed).toBe(46_600);
    expect(potOf(other({ session: null, request: 'R-1' }), held()).committed).toBe(46_600);
    expect(sharesOf(lines.slice(1), held()).find(({ school }) => school === 0)).toMatchObject({ paid: 0, open: 3600 });
  });
  it('what goes back of a share after the final claim is no claim, and takes from what came in (S1, S11)', () => {
    const back = ledgerLine('L-9', '2026-11-22', 'Out', 'Other', 10, { vat: 2, school: 'School 1', session: 'CPD-1' });
    const paid = (net: number) => [
      invoice('2026-11-10', { finalClaim: true }),
      share('L-2', '2026-11-20', net, { vat: (net * 2) / 10 }),
      back,
    ];
    expect([rules(paid(160), held()), rules(paid(159.95), held())]).toEqual([
      [[], [], []],
      [['S11', 'S1'], [], []],
    ]);
  });
  it.each<[string, Row, string[]]>([
    ['as match', { category: 'Match' }, ['S2']],
    ['as school cash', { category: 'School cash' }, ['S2']],
    ['in another pot', { pot: 'Lead support' }, ['S2', 'S10']],
    ['in a cluster that has no part in it', { cluster: 'South Cluster' }, ['S2', 'P7']],
    ['for the request of another cluster', { cluster: 'South Cluster', request: 'R-1' }, ['S2', 'P7', 'S10']],
  ])('a share %s is flagged and makes no room (S2, S1)', (_what, more, expected) => {
    const lines = [invoice('2026-11-10'), share('L-2', '2026-11-20', 180, more)];
    expect(rules(lines, held())).toEqual([['S11', 'S1'], expected]);
  });
  it('a share of a school of another cluster of the session may go into the pot that pays (P7)', () => {
    const sessions = [{ ...SESSION, clusters: 'North Cluster; South Cluster' }];
    const south = share('L-2', '2026-11-12', 20, { school: 'School 6' });
    expect(rules([south], { sessions })).toEqual([[]]);
    expect(rules([south], { sessions: [SESSION] })).toEqual([['P7']]);
  });
  it('what a provider gives back may be paid again (S1, S11)', () => {
    const paid = (id: string, date: string) => ledgerLine(id, date, 'Out', 'CPD', 400, { vat: 80, request: 'R-1' });
    const back = ledgerLine('L-9', '2026-11-12', 'In', 'Other income', 400, { vat: 80, request: 'R-1' });
    expect(rules([paid('L-1', '2026-11-10'), back, paid('L-2', '2026-11-14')], held())).toEqual([[], [], []]);
  });
  it('other funding for a session is no share of it (S1)', () => {
    const requests = [{ ...TRAIN, id: 'R-2', matter: 'Other funding', session: null }];
    const gift = share('L-2', '2026-11-10', 180, { category: 'Other funding', school: null, request: 'R-2' });
    expect(rules([invoice('2026-11-10'), gift], { sessions: [SESSION], requests })[0]).toEqual(['S1']);
  });
  it('leave what is committed as it is: the pot’s own part, until it is paid (F11)', () => {
    const shares = share('L-2', '2026-11-05', 180);
    const part = ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', 300, { session: 'CPD-1' });
    const committed = (ledger: Row[]) => potOf(ledger, held()).committed;
    expect([[], [shares], [part], [part, shares], [invoice('2026-11-10'), shares]].map(committed)).toEqual([
      48_000, 48_000, 18_000, 18_000, 0,
    ]);
  });
});

describe('a further copy that a school pays (S9, S10)', () => {
  const copy = (more: Row): Tabs => ({
    requests: [{ ...ASKED, matter: 'Resource: further copy', amount: 60, school: 'School 1', ...more }],
  });
  const paid = ledgerLine('L-1', '2026-11-10', 'Out', 'Resources', 60, { request: 'R-1' });
  it('is a stop where a pot pays it (S9, S10)', () =>
    expect(flags([paid], copy({ pot: null }))).toEqual([['S10: request R-1 names no pot: the school pays it']]));
  it('is in order from the pot it names (S10)', () => expect(flags([paid], copy({}))).toEqual([[]]));
  it('is the school’s own matter while no pot pays it (S9)', () =>
    expect(potOf([], copy({ pot: null, committedOn: '2026-11-01' })).committed).toBe(0));
});

describe('VAT of a session that is paid in the next funding year (F15, S1)', () => {
  const sessions = [{ ...SESSION, date: '2027-06-20' }];
  const requests = [{ ...TRAIN, committedOn: '2027-06-01' }];
  const OCTOBER = '2027-10-01';
  const paid = (more: Row, vat = 80) => ledgerLine('L-1', '2027-09-10', 'Out', 'CPD', 400, { vat, ...more });
  const share = (more: Row) =>
    ledgerLine('L-2', '2027-09-20', 'In', 'Other income', 150, { vat: 30, school: 'School 1', ...more });
  const recovered = [set('vat.chargedToPot', 0, 2027)];
  const NAMED: [string, Row][] = [
    ['its session', { session: 'CPD-1' }],
    ['a request for it', { request: 'R-1' }],
  ];

  it.each(NAMED)('is at the rate of the session’s day, for a line that names %s (F15)', (_what, named) => {
    const higher = [set('vat.rate', 0.25, 2027)];
    expect(rules([paid(named)], { sessions, requests }, OCTOBER, higher)).toEqual([[]]);
    expect(rules([paid(named, 100)], { sessions, requests }, OCTOBER, higher)[0]).toContain('F15');
    expect(rules([paid({}, 100)], { sessions, requests }, OCTOBER, higher)[0]).not.toContain('F15');
  });
  it.each(NAMED)('is borne by the pot as on that day, for a line that names %s (F15, S1, S11)', (_what, named) => {
    const tabs = { sessions, requests };
    const whole = [paid({ ...named, net: 550 }, 110), share(named)];
    expect(rules(whole, tabs, OCTOBER, recovered)).toEqual([[], []]);
    const sums = potFigures(read({ ledger: [MONEY, ...whole], ...tabs }), new Parameters(recovered), 2027, day(OCTOBER))
      .pots[0]!;
    expect([sums.spent, sums.otherIncome, sums.closing, sums.committed]).toEqual([66_000, 18_000, 452_000, 0]);
  });
  it('and the balance check takes it the same way (F11, F15)', () => {
    const named = read({
      sessions,
      requests,
      ledger: [MONEY, paid({ request: 'R-1' }), share({ session: 'CPD-1' }), paid({ id: 'L-3' })],
    });
    expect(ledgerBalance(named, new Parameters(recovered), 2027, day(OCTOBER))).toEqual({
      cameIn: 500_000 + 18_000,
      wentOut: 48_000 + 40_000,
    });
  });
});

describe('why a pot has spent what it has, where lines have VAT (F11, F15)', () => {
  const spent = (settings: Setting[], net = 100, vat = 20) => {
    const all = tables({
      ...PROGRAMME,
      ledger: [MONEY, ledgerLine('L-1', '2026-10-20', 'Out', 'Resources', net, { vat })],
    });
    const page = { ...books(all), release: all.get('release'), reviews: all.get('reviews') };
    const pot = { kind: 'pot', cluster: 0, pot: 'Cluster pot', year: 2026 } as const;
    const { answer, reasons } = explain(page, new Parameters(settings), pot, 'Spent', day(AS_AT))!;
    return [answer, ...reasons[0]!.inputs];
  };
  it.each<[string, Setting[], string[]]>([
    [
      'recover it, by Settings',
      [set('vat.chargedToPot', 0, 2026)],
      [
        '£100.00',
        'L-1, 20 Oct 2026, Resources: £100.00; £20.00 VAT is not charged to the pot',
        'VAT charged to the pot: no',
      ],
    ],
    [
      'do not, as is assumed',
      [],
      ['£120.00', 'L-1, 20 Oct 2026, Resources: £100.00 + £20.00 VAT', 'VAT charged to the pot: yes (assumed)'],
    ],
  ])('says that lead schools %s (F15)', (_what, settings, expected) => expect(spent(settings)).toEqual(expected));
  it('says nothing of VAT where there is none (F11)', () =>
    expect(spent([], 100, 0)).toEqual(['£100.00', 'L-1, 20 Oct 2026, Resources: £100.00']));
});
