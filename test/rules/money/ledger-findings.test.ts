import type { Finding } from '../../../src/rules/basics/finding';
import type { ParameterName } from '../../../src/rules/basics/parameter-table';
import { ASKED, ledgerLine, SESSION, set } from '../../support/builders';
import {
  AGREED,
  COPIES,
  copies,
  findingsIn,
  flagsOf,
  MONEY,
  requestFlags,
  rulesOf,
  YEAR_END,
} from '../../support/ledger-cases';
import { type Row, SCHOOLS } from '../../support/rules-tables';

describe('what is wrong with a line by itself', () => {
  it.each([
    [
      'money out of the wrong pot',
      ledgerLine('L-1', '2026-10-01', 'Out', 'CPD', 10, { pot: 'Administration', note: 'x' }),
      ['S10', 'S3'],
    ],
    ['money that goes the wrong way', ledgerLine('L-1', '2026-10-01', 'In', 'CPD', 10), ['S10']],
    ['organising time without a request (S6)', ledgerLine('L-1', '2026-10-01', 'Out', 'Organising time', 10), ['S6']],
    ['travel without a request (S7)', ledgerLine('L-1', '2026-10-01', 'Out', 'Travel', 10), ['S7']],
    ['a project nobody agreed to', ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 10), ['S8']],
    ['VAT that is not at the rate', copies('L-1', '2026-10-01', 100, { vat: 17.5 }), ['F15']],
    ['a school of another cluster', copies('L-1', '2026-10-01', 10, { school: 'School 8' }), ['P7']],
    ['a line after the agreement ceased', ledgerLine('L-1', '2028-09-01', 'In', 'Match', 10), ['F11', 'P8']],
    ['nothing where all is well', copies('L-1', '2026-10-01', 100, { vat: 20 }), []],
    ['a pot that goes below zero without a note (S12)', copies('L-1', '2026-10-01', 6_000), ['S12']],
    ['no note on an overspend that has one', copies('L-1', '2026-10-01', 6_000, { note: 'Repaid in May' }), []],
  ])('flags %s', (_, row, rules) => expect(rulesOf([row], {}, YEAR_END)[0]).toEqual(rules));
  it('a sum of nothing is no negative one (F11)', () =>
    expect(rulesOf([copies('L-1', '2026-10-01', 0)])).toEqual([[]]));
  it('of what comes in under a category that goes out, only the way is said, also after the agreement (S10, P8)', () =>
    expect(rulesOf([ledgerLine('L-1', '2028-09-01', 'In', 'CPD', 10)], {}, YEAR_END)[0]).toEqual(['F11', 'S10']));
  it('an empty ledger has nothing wrong with it', () => expect(findingsIn([])).toEqual([]));
  it('a line after the day asked about is not counted yet, and says so (F11)', () =>
    expect(flagsOf([copies('L-1', '2026-11-25', 10)])).toEqual([['F11: dated after 24 Nov 2026: not counted yet']]));
});

describe('the VAT of a line (F15)', () => {
  it.each([
    [20, []],
    [20.01, []],
    [19.99, []],
    [20.02, ['F15']],
    [19.98, ['F15']],
  ])('£%d of VAT on £100, a penny for a split allowed: %j (F15)', (vat, expected) =>
    expect(rulesOf([copies('L-1', '2026-10-20', 100, { vat })])[0]).toEqual(expected),
  );
});

describe('a pot that goes below zero (S12)', () => {
  it.each([
    [5_000, '', []],
    [5_000.01, '', ['S12']],
    [5_000.01, 'Repaid in May', []],
  ])('£%d out of £5,000 with the note "%s": %j (S12)', (net, note, expected) => {
    expect(rulesOf([copies('L-1', '2026-10-20', net, { note })])[0]).toEqual(expected);
  });
  it('the line that goes over is the one that is flagged, wherever it stands in the tab (S12)', () => {
    const lines = [copies('L-1', '2026-10-22', 10), copies('L-2', '2026-10-21', 5_000)];
    expect(rulesOf(lines)).toEqual([['S12'], []]);
  });
  it('of one day, what comes in is counted before what goes out, and then the lines by ID (S12)', () => {
    const lines = [
      copies('L-3', '2026-10-20', 10),
      copies('L-2', '2026-10-20', 5_100),
      ledgerLine('L-9', '2026-10-20', 'In', 'Match', 100),
    ];
    expect(rulesOf(lines)).toEqual([['S12'], [], []]);
  });
});

describe('a school of the line’s cluster (P7)', () => {
  const changeover = [
    { id: 'MB-1', cluster: 'North Cluster', school: 'School 1', from: '2020-09-01', to: '2026-10-20' },
    { id: 'MB-2', cluster: 'South Cluster', school: 'School 1', from: '2026-10-20' },
  ];
  const on = (date: string, cluster: string, membership: Row[]) =>
    rulesOf([ledgerLine('L-1', date, 'In', 'Other income', 10, { cluster, school: 'School 1' })], { membership })[0];
  it.each([
    ['2026-10-19', [], ['P7']],
    ['2026-10-20', [], []],
    ['2026-10-21', ['P7'], []],
  ])('on %s, in North to 20 October and in South from then: North %j, South %j (P7)', (date, north, south) => {
    for (const membership of [changeover, [...changeover].reverse()])
      expect([on(date, 'North Cluster', membership), on(date, 'South Cluster', membership)]).toEqual([north, south]);
  });
});

describe('pots and payers (S10)', () => {
  const supply = (more: Row) => ledgerLine('L-1', '2026-10-20', 'Out', 'Supply', 10, { request: 'R-1', ...more });
  it.each([
    ['its own cluster and pot', [], {}],
    ['another cluster', ['S10'], { cluster: 'South Cluster' }],
    ['the pot of lead support', ['S10'], { pot: 'Lead support' }],
    ['the administration pot', ['S10'], { pot: 'Administration' }],
  ])('a claim on a request of North’s cluster pot from %s: %j (S10)', (_what, expected, more) => {
    const money = { ...MONEY, id: 'L-9', category: 'Other income', net: 1_000, ...more };
    expect(rulesOf([money, supply(more)], { requests: [AGREED] })[1]).toEqual(expected);
  });
  it.each([
    ['Cluster pot', /^waiting for Advisor$/, []],
    ['Lead support', /^not allowed: .*\(S10\)$/, ['S10']],
    ['Administration', /^not allowed: .*\(S10\)$/, ['S10']],
  ])('travel from the pot "%s" (S10)', (pot, flag, expected) => {
    expect(requestFlags({ requests: [{ ...ASKED, matter: 'Travel', pot }] })[0]).toMatch(flag);
    const money = { ...MONEY, id: 'L-9', pot, category: 'Other income' };
    const spent = rulesOf([money, ledgerLine('L-1', '2026-10-20', 'Out', 'Travel', 10, { pot })])[1]!;
    expect(spent.filter((rule) => rule === 'S10')).toEqual(expected);
  });
});

describe('what the schools agree to (S8)', () => {
  it.each([
    ['Supply', {}, ['S8']],
    ['Supply', { request: 'R-1' }, []],
    ['Project', {}, ['S8']],
    ['Resources', {}, ['S10a']],
    ['Resources', { request: 'R-1' }, []],
    ['PSQM', { school: 'School 1' }, ['S8']],
    ['PSQM', { school: 'School 1', request: 'R-1' }, []],
  ])('%s from the cluster pot with %j: %j (S8)', (category, more, expected) =>
    expect(rulesOf([ledgerLine('L-1', '2026-10-20', 'Out', category, 10, more)], { requests: [AGREED] })[0]).toEqual(
      expected,
    ),
  );
});

describe('a sum below zero (F11, S11)', () => {
  it.each<['Out' | 'In', string, number]>([
    ['Out', 'Resources', -10],
    ['In', 'Other income', -10],
  ])(
    'a line %s for %s of £%d is flagged: money that comes back is a line of its own (F11, S11)',
    (direction, category, net) => {
      expect(rulesOf([ledgerLine('L-1', '2026-10-20', direction, category, net, { request: 'R-0' })])[0]).toEqual([
        'F11',
      ]);
      expect(rulesOf([ledgerLine('L-1', '2026-10-20', direction, category, -net, { request: 'R-0' })])[0]).toEqual([]);
    },
  );
  it.each<['In' | 'Out', string, string]>([
    ['Out', 'Resources', 'write money that comes back as a line In'],
    ['In', 'Other income', 'write money that goes back as a line Out'],
  ])('a negative sum %s says how to write it instead (F11)', (direction, category, says) =>
    expect(flagsOf([ledgerLine('L-1', '2026-10-20', direction, category, -10, { request: 'R-0' })])).toEqual([
      [`F11: a negative sum: ${says}`],
    ]),
  );
});

describe('a parameter that is not set', () => {
  const sessions = [{ ...SESSION, date: '2026-10-10' }];
  it.each<[ParameterName, Row, string]>([
    ['cpd.cap', { category: 'CPD', session: 'CPD-1', request: '', vat: 2 }, 'S1'],
    ['vat.rate', { category: 'Resources', vat: 2 }, 'F15'],
    ['vat.chargedToPot', { category: 'Resources', vat: 2 }, 'F15'],
  ])('says %s is not set on the lines that need it, and on no others', (name, more, rule) => {
    const ledger = [
      MONEY,
      copies('L-1', '2026-10-11', 10, more),
      ledgerLine('L-2', '2026-10-12', 'Out', 'Other', 5, { request: 'R-0' }),
    ];
    const found = findingsIn(ledger, { sessions }, YEAR_END, [set(name, null)]);
    expect(found.map((list) => list.map(({ message }) => message))).toEqual([[], [`not set: ${name}`], []]);
    expect(found[1]![0]!.rule).toBe(rule);
  });
});

describe('money that nobody agreed to (S10a)', () => {
  const out = (category: string, more: Row = {}) => ledgerLine('L-1', '2026-10-20', 'Out', category, 10, more);
  const tabs = { requests: [COPIES, { ...ASKED, matter: 'Travel' }], sessions: [SESSION] };

  it.each([
    ['Resources', {}, ['S10a']],
    ['Other', {}, ['S10a']],
    ['Other', { request: 'R-0' }, []],
    ['Other', { session: 'CPD-1' }, []],
    ['Resources', { session: 'CPD-1' }, []],
    ['Other', { pot: 'Administration', note: 'x' }, []],
    ['CPD', {}, ['S3']],
    ['Travel', {}, ['S7']],
    ['Supply', {}, ['S8']],
    ['Match', {}, ['S10']],
  ])('%s that goes out with %j: %j (S10a)', (category, more, expected) =>
    expect(rulesOf([out(category, more)], tabs)[0]).toEqual(expected),
  );
  it('is said as a warning, with what to do (S10a)', () => {
    const [, [found]] = findingsIn([MONEY, out('Other')]) as [unknown, Finding[]];
    expect([found!.severity, found!.message, found!.cure]).toEqual([
      'warn',
      'names no request and no session: nobody agreed to it',
      'The request or the session it was paid for, named in the line.',
    ]);
  });
});

describe('a PSQM from the cluster pot (Q1)', () => {
  const schools = SCHOOLS.map((school) => ({ ...school, heldPsqm: school['id'] === 'S-1' }));
  const psqm = (more: Row) => ledgerLine('L-1', '2026-10-20', 'Out', 'PSQM', 10, { request: 'R-1', ...more });
  const flagged = (more: Row) => flagsOf([psqm(more)], { requests: [AGREED], schools })[0];

  it.each([
    ['School 1', ['Q1: School 1 has held the PSQM: the cluster pot funds no renewal']],
    ['School 2', []],
    ['', ['Q1: names no school: only a first PSQM is funded']],
  ])('of the school "%s", agreed to by the schools: %j (Q1)', (school, expected) =>
    expect(flagged({ school })).toEqual(expected),
  );
  it('a renewal is a stop, whoever agreed to it (Q1)', () =>
    expect(findingsIn([MONEY, psqm({ school: 'School 1' })], { requests: [AGREED], schools })[1]).toMatchObject([
      { rule: 'Q1', severity: 'stop' },
    ]));
  it('leaves the pots in no other way than by a request of what the schools agree to (Q1, S8)', () => {
    expect(flagged({ school: 'School 2', request: '' })).toEqual([expect.stringMatching(/^S8: /)]);
    expect(flagged({ school: 'School 2', pot: 'Lead support', note: 'x' })).toContainEqual(
      expect.stringMatching(/^S10: wrong pot/),
    );
  });
});
