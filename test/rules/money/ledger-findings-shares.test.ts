import { schoolShares } from '../../../src/rules/money/shares';
import { AS_AT, ledgerLine, parameters, read, SESSION, type Tabs } from '../../support/builders';
import { flagsOf, MONEY, potOf, rulesOf, TRAIN, TRAINING } from '../../support/ledger-cases';
import { day, type Row } from '../../support/rules-tables';

describe('schools’ shares that go through the ledger (S1, S2, S11)', () => {
  const invoice = (date: string, more: Row = {}) =>
    ledgerLine('L-1', date, 'Out', 'CPD', 550, { vat: 110, session: 'CPD-1', ...more });
  const share = (id: string, date: string, net: number, more: Row = {}) =>
    ledgerLine(id, date, 'In', 'Other income', net, { school: 'School 1', session: 'CPD-1', ...more });
  const held = (more: Row = {}) => ({ ...TRAINING, requests: [{ ...TRAIN, committedOn: '2026-10-20', ...more }] });

  /** What School 1 owes for its training, and paid. */
  const shareOf = (ledger: Row[]) =>
    schoolShares(read({ ledger: [MONEY, ...ledger], ...held() }), parameters(), day(AS_AT)).find(
      ({ school }) => school === 0,
    );

  it.each<[string, Tabs]>([
    ['without a request', { sessions: [SESSION] }],
    ['with a request', held()],
    ['with a request nobody committed', TRAINING],
  ])(
    'the pot pays a whole invoice once the shares are in, before or after it: all is well, %s (S1, S11)',
    (_what, tabs) => {
      for (const date of ['2026-11-05', '2026-11-10', '2026-11-20']) {
        const lines = [invoice('2026-11-10'), share('L-2', date, 100), share('L-3', date, 80, { school: 'School 2' })];
        expect([rulesOf(lines, tabs), rulesOf(lines.reverse(), tabs)]).toEqual([
          [[], [], []],
          [[], [], []],
        ]);
      }
    },
  );
  it('shares with their own VAT count net against net and gross against gross (S1, F15)', () =>
    expect(rulesOf([invoice('2026-11-10'), share('L-2', '2026-11-20', 150, { vat: 30 })], held())).toEqual([[], []]));
  it.each([
    [180, []],
    [179.99, ['S11', 'S1']],
    [0, ['S11', 'S1']],
  ])('of £180 above the cap £%d came in: %j (S1, S11)', (net, expected) =>
    expect(rulesOf([invoice('2026-11-10'), share('L-2', '2026-11-20', net)], held())[0]).toEqual(expected),
  );
  it('says what the pot itself bears (S1)', () =>
    expect(flagsOf([invoice('2026-11-10'), share('L-2', '2026-11-20', 100)], { sessions: [SESSION] })[0]).toEqual([
      'S1: the pot pays £400.00 net, £480.00 in all, of session CPD-1; £450.00 net, £560.00 in all, is taken from it',
    ]));
  it('a share that comes in after the day asked about does not count yet (S1)', () => {
    const lines = [invoice('2026-11-10'), share('L-2', '2026-11-20', 180)];
    const tabs = { sessions: [SESSION] };
    expect([rulesOf(lines, tabs, '2026-11-19'), rulesOf(lines, tabs, '2026-11-20')]).toEqual([
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
    expect(rulesOf([invoice('2026-11-10', part)], { sessions })).toEqual([[]]);
    const over = invoice('2026-11-10', { net: 250, vat: 50 });
    const other = share('L-2', '2026-11-10', 60, { session: 'CPD-2' });
    const south = share('L-2', '2026-11-10', 60, { cluster: 'South Cluster', school: 'School 6' });
    const own = share('L-2', '2026-11-10', 60);
    const first = (lines: Row[]) => rulesOf(lines, { sessions })[0];
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
      expect(rulesOf(lines, held())[0]).toEqual(['S11', 'S1']);
      expect(potOf(lines, held()).committed).toBe(0);
    },
  );
  it('a share that names its request instead of the session is one too (S2, F11)', () => {
    const byRequest = share('L-2', '2026-11-12', 36, { session: null, request: 'R-1' });
    const part = ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', 400, { vat: 80, request: 'R-1' });
    expect(rulesOf([part, byRequest], held())).toEqual([[], []]);
    expect(potOf([part, byRequest], held()).committed).toBe(0);
    expect(shareOf([byRequest])).toMatchObject({ paid: 3600, open: 0 });
  });
  it('a share that goes back, as Other, is paid no more and claims nothing (S2, F11)', () => {
    const lines = [
      share('L-2', '2026-11-05', 50),
      ledgerLine('L-3', '2026-11-08', 'Out', 'Other', 14, { school: 'School 1', session: 'CPD-1' }),
    ];
    expect(rulesOf(lines, held())).toEqual([[], []]);
    expect(potOf(lines, held()).committed).toBe(48_000);
    expect(shareOf(lines)).toMatchObject({ paid: 3600, open: 0 });
    // Of any other category, or by its request alone, it is a payment that names a school; nor goes back what did not
    // come.
    const other = (more: Row) => [lines[0]!, { ...lines[1]!, ...more }];
    expect(potOf(other({ category: 'CPD' }), held()).committed).toBe(46_600);
    expect(potOf(other({ session: null, request: 'R-1' }), held()).committed).toBe(46_600);
    expect(shareOf(lines.slice(1))).toMatchObject({ paid: 0, open: 3600 });
  });
  it('what goes back of a share after the final claim is no claim, and takes from what came in (S1, S11)', () => {
    const back = ledgerLine('L-9', '2026-11-22', 'Out', 'Other', 10, { vat: 2, school: 'School 1', session: 'CPD-1' });
    const paid = (net: number) => [
      invoice('2026-11-10', { finalClaim: true }),
      share('L-2', '2026-11-20', net, { vat: (net * 2) / 10 }),
      back,
    ];
    expect([rulesOf(paid(160), held()), rulesOf(paid(159.95), held())]).toEqual([
      [[], [], []],
      [['S11', 'S1'], [], []],
    ]);
  });
  it('what goes back of a share takes from its net too, whatever VAT it has (S1, F15)', () => {
    const back = ledgerLine('L-9', '2026-11-22', 'Out', 'Other', 10, { vat: 2, school: 'School 1', session: 'CPD-1' });
    const rulesAt = (net: number, vat: number) =>
      rulesOf([invoice('2026-11-10'), share('L-2', '2026-11-20', net, { vat }), back], { sessions: [SESSION] });
    expect([rulesAt(160, 32), rulesAt(159.99, 32.01)]).toEqual([
      [[], [], []],
      [['S1'], [], []],
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
    expect(rulesOf(lines, held())).toEqual([['S11', 'S1'], expected]);
  });
  it('a share of a school of another cluster of the session may go into the pot that pays (P7)', () => {
    const sessions = [{ ...SESSION, clusters: 'North Cluster; South Cluster' }];
    const south = share('L-2', '2026-11-12', 20, { school: 'School 6' });
    expect(rulesOf([south], { sessions })).toEqual([[]]);
    expect(rulesOf([south], { sessions: [SESSION] })).toEqual([['P7']]);
  });
  it('what a provider gives back may be paid again (S1, S11)', () => {
    const paid = (id: string, date: string) => ledgerLine(id, date, 'Out', 'CPD', 400, { vat: 80, request: 'R-1' });
    const back = ledgerLine('L-9', '2026-11-12', 'In', 'Other income', 400, { vat: 80, request: 'R-1' });
    expect(rulesOf([paid('L-1', '2026-11-10'), back, paid('L-2', '2026-11-14')], held())).toEqual([[], [], []]);
  });
  it('other funding for a session is no share of it (S1)', () => {
    const requests = [{ ...TRAIN, id: 'R-2', matter: 'Other funding', session: null }];
    const gift = share('L-2', '2026-11-10', 180, { category: 'Other funding', school: null, request: 'R-2' });
    expect(rulesOf([invoice('2026-11-10'), gift], { sessions: [SESSION], requests })[0]).toEqual(['S1']);
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
