import type { Setting } from '../../../src/rules/basics/parameters';
import { categoriesFor, type Purpose, type PurposeKind, purposesOf } from '../../../src/rules/money/purposes';
import {
  AS_AT,
  ASKED,
  ledgerLine,
  mark,
  meeting,
  NORTH,
  parameters,
  read,
  SESSION,
  SOUTH,
  set,
  type Tabs,
} from '../../support/builders';
import { COPIES, copies, PLAIN, TRAIN } from '../../support/ledger-cases';
import { day, type Row } from '../../support/rules-tables';

const of = (kind: PurposeKind, tabs: Tabs, ...settings: Setting[]): Purpose[] =>
  purposesOf(read(tabs), parameters(...settings), day(AS_AT)).filter((purpose) => purpose.kind === kind);
const sums = (purposes: readonly Purpose[]) => purposes.map(({ most, left, vat }) => [most, left, vat]);

describe('what a request may still be paid (S11)', () => {
  const left = (...ledger: Row[]) => sums(of('request', { requests: [COPIES], ledger }))[0];

  it('is said with its place, its payee and the categories of its matter', () =>
    expect(of('request', { requests: [COPIES] })).toEqual([
      {
        kind: 'request',
        direction: 'Out',
        cluster: 0,
        pot: 'Cluster pot',
        categories: ['Resources'],
        request: 0,
        session: null,
        school: null,
        payee: 'School 1',
        most: 5_000_000,
        left: 5_000_000,
        vat: 0,
      },
    ]));
  it.each<[string, Row[], number]>([
    ['what was claimed, with VAT', [copies('L-1', '2026-11-10', 100, { vat: 20 })], 4_988_000],
    ['nothing once the last claim was made', [copies('L-1', '2026-11-10', 100, { finalClaim: true })], 0],
    ['nothing, not less, where more was claimed', [copies('L-1', '2026-11-10', 50_001)], 0],
  ])('less %s', (_what, ledger, expected) => expect(left(...ledger)).toEqual([5_000_000, expected, 0]));

  it.each<[string, Row]>([
    ['that waits', { ...ASKED }],
    ['of no pot', { ...COPIES, pot: null }],
    ['of a session, which has its own', { ...TRAIN, pot: 'Cluster pot' }],
    ['of a matter that nothing is paid for', { ...ASKED, matter: 'School leaving', school: 'School 2' }],
  ])('is nothing of one %s', (_what, request) =>
    expect(of('request', { requests: [request], sessions: [SESSION] })).toEqual([]),
  );
});

describe('other funding that was received (G1)', () => {
  const FUNDING: Row = { ...ASKED, matter: 'Other funding', amount: 500, stands: 'Received' };
  const came = (net: number, more: Row = {}) =>
    ledgerLine(`L-${net}`, '2026-11-10', 'In', 'Other funding', net, { request: 'R-1', ...more });
  const funding = (request: Row, ...ledger: Row[]) => of('request', { requests: [request], ledger });

  it.each<[string, Row[], number]>([
    ['all of it', [], 50_000],
    ['what has not come yet', [came(200), came(50)], 25_000],
    ['nothing where more came', [came(501)], 0],
    ['all of it, though some was spent again', [came(200, { direction: 'Out', category: 'Other' })], 50_000],
  ])('is to come in: %s', (_what, ledger, left) =>
    expect(funding(FUNDING, ...ledger)).toMatchObject([
      { direction: 'In', categories: ['Other funding'], request: 0, most: 50_000, left, vat: 0 },
    ]),
  );
  it.each<[string, Row]>([
    ['applied for', { ...FUNDING, stands: 'Applied' }],
    ['received without a sum', { ...FUNDING, amount: null }],
  ])('is not to come in where it is %s', (_what, request) => expect(funding(request)).toEqual([]));
});

describe('what a pot may still pay of a session (S1 to S3)', () => {
  const line = (direction: 'In' | 'Out', category: string, net: number, vat: number, more: Row = {}) =>
    ledgerLine(`L-${direction}-${net}`, '2026-11-10', direction, category, net, { vat, session: 'CPD-1', ...more });
  const left = (...ledger: Row[]) => sums(of('session', { sessions: [SESSION], ledger }))[0];
  const [INVOICE, SHARE] = [line('Out', 'CPD', 550, 110), line('In', 'Other income', 100, 20, { school: 'School 1' })];

  it('is its part, to the provider, by the request that holds it', () => {
    const asked = { sessions: [SESSION], requests: [{ ...TRAIN, session: 'CPD-1' }] };
    expect(of('session', asked)).toEqual([
      {
        kind: 'session',
        direction: 'Out',
        cluster: 0,
        pot: 'Cluster pot',
        categories: ['CPD'],
        request: 0,
        session: 0,
        school: null,
        payee: 'Bright Sparks',
        most: 48_000,
        left: 48_000,
        vat: 8_000,
      },
    ]);
    expect(of('session', { sessions: [SESSION] })).toMatchObject([{ request: null, most: 48_000 }]);
  });
  it.each<[string, Row[], number, number]>([
    ['a part that was paid', [line('Out', 'CPD', 100, 20)], 36_000, 6_000],
    ['two parts', [line('Out', 'CPD', 100, 20), line('Out', 'CPD', 50, 10)], 30_000, 5_000],
    ['nothing, not less, once the invoice is paid', [INVOICE], 0, 0],
    ['an invoice, with room made by a share that came in', [INVOICE, SHARE], 0, 0],
    ['a part, with room made by a share', [line('Out', 'CPD', 300, 60), SHARE], 24_000, 4_000],
    [
      'a part and a share that went back',
      [line('Out', 'CPD', 300, 60), SHARE, line('Out', 'Other', 50, 10, { school: 'School 1' })],
      18_000,
      3_000,
    ],
    [
      'a part, of which the provider gave something back',
      [line('Out', 'CPD', 300, 60), line('In', 'Other income', 50, 10)],
      18_000,
      3_000,
    ],
    ['a part, whatever else came in for it', [line('Out', 'CPD', 100, 20), line('In', 'Match', 50, 0)], 36_000, 6_000],
    ['nothing that another cluster paid', [line('Out', 'CPD', 100, 20, { cluster: SOUTH })], 48_000, 8_000],
    ['nothing that is about no session', [line('Out', 'CPD', 100, 20, { session: null })], 48_000, 8_000],
  ])('less %s', (_what, ledger, expected, vat) => expect(left(...ledger)).toEqual([48_000, expected, vat]));

  it('is nothing once the last claim was made', () => {
    const tabs = {
      sessions: [SESSION],
      requests: [TRAIN],
      ledger: [line('Out', 'CPD', 100, 20, { finalClaim: true })],
    };
    expect(of('session', tabs)).toMatchObject([{ most: 48_000, left: 0 }]);
  });
  it('is not known while the cap is not set', () =>
    expect(sums(of('session', { sessions: [SESSION] }, set('cpd.cap', null)))).toEqual([[Number.NaN, Number.NaN, 0]]));
  it('is of each of its clusters half', () => {
    const purposes = of('session', { sessions: [{ ...SESSION, clusters: `${NORTH}; ${SOUTH}` }] });
    expect(purposes.map(({ cluster, most }) => [cluster, most])).toEqual([
      [0, 24_000],
      [1, 24_000],
    ]);
  });
});

describe('what schools still owe of a session (S2)', () => {
  const paid = (school: number, net: number, vat = 0) =>
    ledgerLine('L-1', '2026-11-10', 'In', 'Other income', net, { vat, school: `School ${school}`, session: 'CPD-1' });
  const shares = (session: Row, ledger: Row[] = [], more: Tabs = {}, ...settings: Setting[]) =>
    of('share', { sessions: [session], ledger, ...more }, ...settings);

  it('comes in as other income, with its VAT, from each of them', () => {
    const found = shares(SESSION);
    expect(found.map(({ school, most, left, vat }) => [school, most, left, vat])).toEqual(
      [0, 1, 2, 3, 4].map((school) => [school, 3_600, 3_600, 600]),
    );
    expect(found[0]).toEqual({
      kind: 'share',
      direction: 'In',
      cluster: 0,
      pot: 'Cluster pot',
      categories: ['Other income'],
      request: null,
      session: 0,
      school: 0,
      payee: 'School 1',
      most: 3_600,
      left: 3_600,
      vat: 600,
    });
  });
  it('is less once a part came, of which the VAT is not guessed', () =>
    expect(sums(shares(SESSION, [paid(1, 10, 2)]))[0]).toEqual([3_600, 2_400, 0]));
  it('is nothing, not less, of a school that paid and owes nothing; it is taken to be of the first cluster', () =>
    expect(shares(PLAIN, [paid(6, 7)]).at(-1)).toMatchObject({ school: 5, cluster: 0, most: 0, left: 0, vat: 0 }));
  it('comes into the pot of the cluster the school is in, where that is one of the session’s', () => {
    const both = shares({ ...PLAIN, netFee: 960, clusters: `${SOUTH}; ${NORTH}` });
    expect(both.map(({ school, cluster }) => [school, cluster])).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((school) => [school, school < 5 ? 0 : 1]),
    );
  });
  it('is of those that came', () => {
    const tabs = { meetings: [meeting('M-1', '2026-11-02')], attendance: [mark('M-1', 3), mark('M-1', 5)] };
    expect(sums(shares({ ...SESSION, meeting: 'M-1' }, [], tabs))).toEqual([
      [9_000, 9_000, 1_500],
      [9_000, 9_000, 1_500],
    ]);
  });
  it('is not known while the cap is not set', () =>
    expect(sums(shares(SESSION, [], {}, set('cpd.cap', null)))[0]).toEqual([Number.NaN, Number.NaN, 0]));
});

describe('what pots are entitled to and have not received (F13)', () => {
  const entitled = (...ledger: Row[]) =>
    of('entitlement', { ledger })
      .slice(0, 3)
      .map(({ pot, direction, categories, most, left }) => [pot, direction, categories, most - left]);
  it('is to come in under the categories of the pot, less what came', () =>
    expect(
      entitled(
        ledgerLine('L-1', '2026-11-10', 'In', 'Match', 30),
        ledgerLine('L-2', '2026-11-10', 'In', 'School cash', 10),
        ledgerLine('L-3', '2026-11-10', 'In', 'Other income', 90),
        ledgerLine('L-4', '2026-11-10', 'In', 'Administration', 5, { pot: 'Administration' }),
      ),
    ).toEqual([
      ['Cluster pot', 'In', ['Match', 'School cash'], 4_000],
      ['Lead support', 'In', ['Lead support'], 0],
      ['Administration', 'In', ['Administration'], 500],
    ]));
  it('is nothing, not less, where more came', () =>
    expect(of('entitlement', { ledger: [ledgerLine('L-1', '2026-11-10', 'In', 'Match', 99_999)] })[0]!.left).toBe(0));
});

it.each([
  ['In', 'Cluster pot', ['Match', 'School cash', 'Other funding', 'Other income']],
  ['In', 'Administration', ['Administration', 'Other income']],
  ['Out', 'Lead support', ['Organising time', 'Supply', 'Other']],
] as const)('money that goes %s of or into %s has the categories %j (S10)', (direction, pot, expected) =>
  expect(categoriesFor(direction, pot)).toEqual(expected),
);
