import fc from 'fast-check';
import {
  assumesText,
  type ParameterName,
  Parameters,
  type Setting,
  sayParameter,
} from '../../src/rules/basics/parameters';
import { memberHalfDays, membersOn, memberYears } from '../../src/rules/clusters/membership';
import { ledgerFindings } from '../../src/rules/money/ledger-findings';
import { entitlements, memberFunding, potFigures } from '../../src/rules/money/pots';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { ROSTER } from '../../src/sample/roster';
import { books, CLUSTERS, day, ledgerLine, PROGRAMME, type Row, tables } from '../support/rules-tables';

const parameters = (...rows: Setting[]) => new Parameters(rows);
const set = (parameter: ParameterName, value: number | null, from = 2026): Setting => ({
  parameter,
  value,
  from,
  status: value === null ? 'unset' : 'confirmed',
});
const potsOf = (tabs: object, year = 2026, asAt = '2027-08-31', set = parameters()) =>
  potFigures(books(tables({ ...PROGRAMME, ...tabs })), set, year, day(asAt));

describe('the roster of the guidance (P6)', () => {
  it('has five clusters of 6, 6, 7, 8 and 10 schools', () => {
    expect(ROSTER.map(({ schools }) => schools.length)).toEqual([6, 6, 7, 8, 10]);
  });

  it('entitles them to the worked sums: £3,420, £3,420, £3,920, £4,420 and £5,420 a year (F5, F6, F7)', () => {
    const read = books(
      tables({
        clusters: ROSTER.map(({ id, name }) => ({ id, name, agreementStart: '2026-09-01' })),
        schools: ROSTER.flatMap(({ schools }) => schools.map(({ name }) => ({ id: name.slice(0, 40), name }))),
        membership: ROSTER.flatMap((cluster) =>
          cluster.schools.map(({ name }, index) => ({
            id: `${cluster.id}${index}`,
            cluster: cluster.name,
            school: name,
            from: '2017-09-01',
          })),
        ),
      }),
    );
    const { entitled } = entitlements(read.clusters, read.membership, parameters(), 2026);
    const byCluster = ROSTER.map((_, cluster) =>
      entitled.slice(cluster * 3, cluster * 3 + 3).reduce<number>((sum, pence) => sum + pence!, 0),
    );
    expect(byCluster).toEqual([342_000, 342_000, 392_000, 442_000, 542_000]);
    expect(byCluster.reduce((sum, pence) => sum + pence)).toBe(2_060_000);
  });
});

describe('half-days of a part year (F9)', () => {
  it.each([
    [365, 365, 5],
    [184, 365, 2],
    [219, 365, 3],
    [218, 365, 2],
    [72, 365, 0],
    [73, 365, 1],
    [366, 366, 5],
    [0, 365, 0],
  ])('%d of %d days are %d half-days', (days, length, expected) =>
    expect(memberHalfDays(days, length, 5)).toBe(expected),
  );

  const yearOf = (membership: Row[], start = '2026-09-01') => {
    const read = books(
      tables({ ...PROGRAMME, clusters: [{ ...CLUSTERS[0]!, agreementStart: start }, CLUSTERS[1]!], membership }),
    );
    return memberYears(read.clusters, read.membership, parameters(), 2026);
  };
  const spell = (id: string, from: string, to?: string): Row => ({
    id,
    cluster: 'North Cluster',
    school: 'School 1',
    from,
    to: to ?? null,
  });

  it('counts a member from 1 March 184 days, 2 half-days', () =>
    expect(yearOf([spell('A', '2027-03-01')])).toEqual([{ cluster: 0, school: 0, days: 184, halfDays: 2 }]));
  it('counts a leaver to the last day', () =>
    expect(yearOf([spell('A', '2020-01-01', '2026-11-12')])[0]).toMatchObject({ days: 73, halfDays: 1 }));
  it('adds two spells up before it rounds', () =>
    expect(yearOf([spell('A', '2020-01-01', '2026-10-06'), spell('B', '2027-07-27')])[0]).toMatchObject({
      days: 72,
      halfDays: 0,
    }));
  it('counts days in two rows at once only once', () =>
    expect(yearOf([spell('A', '2026-09-01', '2026-11-12'), spell('B', '2026-10-01', '2026-11-12')])[0]).toMatchObject({
      days: 73,
      halfDays: 1,
    }));
  it('counts nothing before the agreement starts or after it ceased (P8)', () => {
    expect(yearOf([spell('A', '2020-01-01')], '2027-03-01')[0]).toMatchObject({ days: 184, halfDays: 2 });
    expect(yearOf([spell('A', '2020-01-01')], '2024-09-01')).toEqual([]);
  });

  it.each([
    [5, 50_000],
    [2, 20_000],
    [3, 30_000],
    [0, 0],
  ])('matches %d half-days with %d pence at the assumed match (F5)', (halfDays, pence) =>
    expect(memberFunding(halfDays, parameters(), 2026)).toBe(pence),
  );

  it('rounds each part half up to the penny', () => {
    expect(memberFunding(2, parameters(set('match.basis', 333_33)), 2026)).toBe(13_333);
    expect(memberFunding(1, parameters(set('match.basis', 12_03)), 2026)).toBe(241);
    expect(memberFunding(3, parameters(set('match.ratio', 0.5)), 2026)).toBe(15_000);
    expect(memberFunding(2, parameters(set('pot.schoolCash', 100_00)), 2026)).toBe(24_000); // F8
  });
});

describe('membership as of a date (P7)', () => {
  it('has a school from its first to its last day, both included', () => {
    const read = books(
      tables({
        ...PROGRAMME,
        membership: [{ id: 'A', cluster: 'North', school: 'School 3', from: '2026-09-10', to: '2026-10-10' }],
      }),
    );
    const on = (iso: string) => membersOn(read.membership, 0, day(iso)).length;
    expect(['2026-09-09', '2026-09-10', '2026-10-10', '2026-10-11'].map(on)).toEqual([0, 1, 1, 0]);
  });

  it('knows schools and clusters by ID, name and alias, and keeps names apart that only begin alike (P5)', () => {
    const read = tables({
      clusters: [
        { id: 'C-3', name: 'East Salisbury Rural Cluster', aliases: 'East Salisbury Rural; ESRC' },
        { id: 'C-5', name: 'East Salisbury Cluster', aliases: 'East Salisbury' },
      ],
    });
    const find = (name: string) => read.find('clusters', name);
    expect(
      ['C-3', 'the east salisbury rural cluster', 'ESRC', 'East Salisbury', 'East Salisbury Cluster.', 'East'].map(
        find,
      ),
    ).toEqual([0, 0, 0, 1, 1, -1]);
  });
});

describe('pots (F10 to F13)', () => {
  const LEDGER = [
    ledgerLine('L-1', '2025-10-01', 'In', 'Other income', 1_000),
    ledgerLine('L-2', '2026-01-10', 'Out', 'Resources', 300, { vat: 60 }),
    ledgerLine('L-3', '2026-10-01', 'In', 'Match', 2_000),
    ledgerLine('L-4', '2026-10-05', 'In', 'Other funding', 250),
    ledgerLine('L-5', '2026-11-01', 'Out', 'Resources', 100, { vat: 20 }),
    ledgerLine('L-6', '2027-10-01', 'Out', 'Resources', 5),
  ];

  it('rolls what was left into the next year and shows it as opening (F12)', () => {
    expect(potsOf({ ledger: LEDGER }).pots[0]).toMatchObject({
      opening: 64_000,
      entitled: 250_000,
      received: 200_000,
      otherIncome: 25_000,
      spent: 12_000,
      closing: 277_000,
      committed: 0,
      available: 277_000,
    });
    expect(potsOf({ ledger: LEDGER }, 2027, '2028-08-31').pots[0]).toMatchObject({
      opening: 277_000,
      spent: 500,
      closing: 276_500,
    });
  });

  it('counts only lines up to the day', () =>
    expect(potsOf({ ledger: LEDGER }, 2026, '2026-10-31').pots[0]).toMatchObject({
      received: 200_000,
      spent: 0,
      closing: 289_000,
    }));

  it('carries an overspend as a negative', () => {
    const ledger = [ledgerLine('L-1', '2026-01-10', 'Out', 'Resources', 40)];
    expect(potsOf({ ledger }).pots[0]).toMatchObject({ opening: -4_000, closing: -4_000 });
  });

  it('takes lines net where lead schools recover VAT (F15)', () => {
    expect(potsOf({ ledger: LEDGER }, 2026, '2027-08-31', parameters(set('vat.chargedToPot', 0))).pots[0]!.spent).toBe(
      10_000,
    );
  });

  it('entitles to allowances on the first day of each agreement year, in the funding year of that day (F6, F7)', () => {
    const clusters = [{ ...CLUSTERS[0]!, agreementStart: '2026-03-01' }];
    const of = (year: number) => {
      const read = books(tables({ ...PROGRAMME, clusters }));
      return entitlements(read.clusters, read.membership, parameters(), year).entitled.slice(1, 3);
    };
    expect([2025, 2026, 2027].map(of)).toEqual([
      [30_000, 12_000],
      [30_000, 12_000],
      [0, 0],
    ]);
  });

  it('says not set instead of a number where a parameter has no value', () => {
    expect(potsOf({}, 2026, '2027-08-31', parameters(set('match.basis', null))).pots[0]!.entitled).toBeNaN();
  });

  it('says which assumed values a pot rests on', () => {
    const [cluster, support] = potsOf({}).pots;
    expect(assumesText(cluster!.assumes)).toBe(
      'assumes a 1:1 match, a match on £500.00 a school, £0.00 of cash a school',
    );
    expect(assumesText(support!.assumes)).toBe('');
  });

  it.each([
    ['match.ratio', 1, 'a 1:1 match'],
    ['match.ratio', null, 'a …:1 match: not set'],
    ['psqm.places', null, '… PSQM places: not set'],
    ['vat.chargedToPot', null, 'VAT charged to the pot: not set'],
    ['year.lastMeeting', 720, 'meetings until 20 Jul'],
  ] as const)('says what %s of %s is', (name, value, said) => {
    expect(sayParameter(name, value)).toBe(said);
  });

  it('never moves a past year when a parameter changes later', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ParameterName>(
          'match.ratio',
          'match.basis',
          'lead.support',
          'lead.admin',
          'pot.schoolCash',
          'vat.chargedToPot',
          'release.halfDays',
        ),
        fc.integer({ min: 0, max: 9 }),
        (name, value) => {
          const before = potsOf({ ledger: LEDGER }).pots.map(({ assumes: _, ...figures }) => figures);
          const after = potsOf({ ledger: LEDGER }, 2026, '2027-08-31', parameters(set(name, value, 2027))).pots.map(
            ({ assumes: _, ...figures }) => figures,
          );
          expect(after).toEqual(before);
        },
      ),
    );
  });

  const anyLine = fc.record({
    days: fc.integer({ min: 0, max: 1_000 }),
    cluster: fc.constantFrom('North Cluster', 'South Cluster'),
    pot: fc.constantFrom('Cluster pot', 'Lead support', 'Administration'),
    direction: fc.constantFrom('In' as const, 'Out' as const),
    category: fc.constantFrom('Match', 'Other income', 'CPD', 'Supply'),
    pence: fc.integer({ min: 0, max: 1_000_000 }),
    vat: fc.integer({ min: 0, max: 20_000 }),
  });
  const rowsOf = (
    lines: {
      days: number;
      cluster: string;
      pot: string;
      direction: 'In' | 'Out';
      category: string;
      pence: number;
      vat: number;
    }[],
  ) =>
    lines.map((entry, index) => ({
      ...ledgerLine(
        `L-${index}`,
        new Date((day('2025-09-01') + entry.days) * 86_400_000).toISOString().slice(0, 10),
        entry.direction,
        entry.category,
        entry.pence / 100,
      ),
      cluster: entry.cluster,
      pot: entry.pot,
      vat: entry.vat / 100,
    }));

  it('holds in all pots together what came in less what went out, whatever the lines (balance check)', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 30 }), fc.integer({ min: 2025, max: 2028 }), (lines, year) => {
        const { pots } = potsOf({ ledger: rowsOf(lines) }, year, '2029-08-31');
        const until = day(`${year + 1}-08-31`) - day('2025-09-01');
        const total = lines.reduce(
          (sum, { days, direction, pence, vat }) =>
            days > until ? sum : sum + (direction === 'In' ? 1 : -1) * (pence + vat),
          0,
        );
        expect(pots.reduce((sum, { closing }) => sum + closing, 0)).toBe(total);
        for (const pot of pots) expect(pot.opening + pot.received + pot.otherIncome - pot.spent).toBe(pot.closing);
      }),
    );
  });

  it('opens every year with what the year before closed with', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
        const ledger = rowsOf(lines);
        const closing = potsOf({ ledger }, 2025, '2029-08-31').pots.map((pot) => pot.closing);
        expect(potsOf({ ledger }, 2026, '2029-08-31').pots.map((pot) => pot.opening)).toEqual(closing);
      }),
    );
  });

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(LEDGER, { minLength: LEDGER.length }), (ledger) => {
        expect(potsOf({ ledger }).pots).toEqual(potsOf({ ledger: LEDGER }).pots);
      }),
    );
  });
});

describe('ledger flags', () => {
  const flags = (ledger: Row[], more: object = {}, set = parameters()) =>
    ledgerFindings(books(tables({ ...PROGRAMME, ledger, ...more })), set, day('2027-08-31')).map((found) =>
      found.map(({ rule }) => rule),
    );
  const income = ledgerLine('L-0', '2026-09-10', 'In', 'Match', 5_000);

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
    ['VAT that is not at the rate', ledgerLine('L-1', '2026-10-01', 'Out', 'Resources', 100, { vat: 17.5 }), ['F15']],
    [
      'a school of another cluster',
      ledgerLine('L-1', '2026-10-01', 'Out', 'Resources', 10, { school: 'School 8' }),
      ['P7'],
    ],
    ['a line after the agreement ceased', ledgerLine('L-1', '2028-09-01', 'In', 'Match', 10), ['F11', 'P8']],
    ['nothing where all is well', ledgerLine('L-1', '2026-10-01', 'Out', 'Resources', 100, { vat: 20 }), []],
    [
      'a pot that goes below zero without a note (S12)',
      ledgerLine('L-1', '2026-10-01', 'Out', 'Resources', 6_000),
      ['S12'],
    ],
    [
      'no note on an overspend that has one',
      ledgerLine('L-1', '2026-10-01', 'Out', 'Resources', 6_000, { note: 'Repaid in May' }),
      [],
    ],
  ])('flags %s', (_, row, rules) => expect(flags([income, row])[1]).toEqual(rules));

  const request = (more: Row = {}): Row => ({
    id: 'R-1',
    matter: 'Project',
    cluster: 'North Cluster',
    pot: 'Cluster pot',
    amount: 75,
    purpose: 'Kit',
    schoolsAgreeing: 'School 1; School 2; School 3',
    askedBy: 'north@example.org',
    askedOn: '2026-09-20',
    ...more,
  });

  it('flags what is claimed above what was agreed, on the line that goes over (S11)', () => {
    const claims = [
      ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1' }),
      ledgerLine('L-2', '2026-10-02', 'Out', 'Project', 30, { request: 'R-1' }),
    ];
    expect(flags([income, ...claims], { requests: [request()] })).toEqual([[], [], ['S11']]);
    const text = ledgerFindings(
      books(tables({ ...PROGRAMME, ledger: [income, ...claims], requests: [request()] })),
      parameters(),
      day('2027-08-31'),
    )[2]![0]!.message;
    expect(text).toContain('£5.00 over');
  });

  it('flags a claim after the final claim (F11)', () => {
    const claims = [
      ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1', finalClaim: true }),
      ledgerLine('L-2', '2026-10-02', 'Out', 'Project', 5, { request: 'R-1' }),
    ];
    expect(flags([income, ...claims], { requests: [request()] })[2]).toEqual(['S11']);
  });

  it('flags what a pot pays of a session above its part, over several invoices (S1, S3)', () => {
    const sessions = [
      {
        id: 'CPD-1',
        date: '2026-10-10',
        provider: 'Bright',
        vatRegistered: true,
        netFee: 600,
        clusters: 'North Cluster; South Cluster',
      },
    ];
    const pay = (id: string, net: number, vat: number) =>
      ledgerLine(id, '2026-10-11', 'Out', 'CPD', net, { vat, session: 'CPD-1' });
    expect(flags([income, pay('L-1', 200, 40)], { sessions })[1]).toEqual([]);
    expect(flags([income, pay('L-1', 150, 30), pay('L-2', 60, 12)], { sessions })[2]).toEqual(['S1']);
  });

  it('reserves what was agreed, less what was claimed, and frees the rest on the final claim (F11)', () => {
    const of = (ledger: Row[]) => potsOf({ ledger, requests: [request()] }).pots[0]!.committed;
    expect(of([])).toBe(7_500);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1' })])).toBe(2_500);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 50, { request: 'R-1', finalClaim: true })])).toBe(0);
    expect(of([ledgerLine('L-1', '2026-10-01', 'Out', 'Project', 90, { request: 'R-1' })])).toBe(0);
  });

  const sessions = [
    {
      id: 'CPD-1',
      date: '2026-10-10',
      provider: 'Bright',
      vatRegistered: true,
      netFee: 550,
      clusters: 'North Cluster',
    },
  ];
  it.each<[string, Row, string[]]>([
    ['the whole part with VAT', { net: 400, vat: 80 }, []],
    ['more than the part net, without VAT', { net: 480 }, ['S1']],
    ['more than the part with VAT', { net: 400, vat: 81 }, ['F15', 'S1']],
    ['more than the part as resources', { net: 480, category: 'Resources' }, ['S1']],
  ])('tests net against net and gross against gross: %s (S1)', (_, more, rules) => {
    const paid = ledgerLine('L-1', '2026-10-11', 'Out', 'CPD', 0, { session: 'CPD-1', ...more });
    expect(flags([income, paid], { sessions })[1]).toEqual(rules);
  });

  it('counts a payment that names only the session against the cluster’s request (S3, F11)', () => {
    const requests = [
      request({
        matter: 'CPD session',
        amount: null,
        schoolsAgreeing: null,
        session: 'CPD-1',
        committedOn: '2026-10-01',
      }),
    ];
    const paid = (more: Row) => [
      ledgerLine('L-1', '2026-10-11', 'Out', 'CPD', 400, { vat: 80, session: 'CPD-1', ...more }),
    ];
    const of = (ledger: Row[]) => potsOf({ ledger, requests, sessions }).pots[0]!.committed;
    expect([of([]), of(paid({})), of(paid({ request: 'R-1' }))]).toEqual([48_000, 0, 0]);
    const again = ledgerLine('L-2', '2026-10-12', 'Out', 'CPD', 10, { request: 'R-1' });
    expect(flags([income, ...paid({ finalClaim: true }), again], { sessions, requests })[2]).toEqual([
      'S11',
      'S11',
      'S1',
    ]);
  });

  describe('by where the request stood on the day of the line (A7, A8, S6)', () => {
    const asked = request({ matter: 'Organising time', amount: 100, askedOn: '2026-10-01', schoolsAgreeing: null });
    const onWhat = writeSnapshot(snapshotOf(books(tables({ ...PROGRAMME, requests: [asked] })), 0));
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
    const spent = (date: string, more: Row = {}) =>
      ledgerLine('L-1', date, 'Out', 'Organising time', 80, { request: 'R-1', ...more });
    const at = (asAt: string, paid: Row, decisions: Row[], changed: Row = {}) =>
      ledgerFindings(
        books(tables({ ...PROGRAMME, ledger: [income, paid], requests: [{ ...asked, ...changed }], decisions })),
        parameters(),
        day(asAt),
      )[1]!.map(({ rule, message }) => `${rule}: ${message}`);
    const yes = decision('D-1', 'Approve', '2026-10-15');

    it.each<[string, Row, Row[], Row]>([
      ['a year later', spent('2026-10-20'), [yes], {}],
      ['after the rest was withdrawn', spent('2026-10-20'), [yes], { withdrawnOn: '2027-02-01' }],
      ['after it was revoked', spent('2026-10-20'), [yes, decision('D-2', 'Revoke', '2027-01-10')], {}],
    ])('says nothing of money spent in time, %s', (_, paid, decisions, changed) => {
      expect(at('2027-10-01', paid, decisions, changed)).toEqual([]);
    });
    it.each<[string, Row, Row[], RegExp]>([
      ['before the approval', spent('2026-10-14'), [yes], /^A7: spent on 14 Oct 2026, approved only on 15 Oct 2026$/],
      ['after it was revoked', spent('2027-01-11'), [yes, decision('D-2', 'Revoke', '2027-01-10')], /^S6: .*revoked/],
      ['after it ran out', spent('2027-09-02'), [yes], /^S6: .*expired/],
      ['before it was declined', spent('2026-10-14'), [decision('D-1', 'Decline', '2026-10-15')], /^S6: .*declined/],
    ])('flags what was spent %s', (_, paid, decisions, expected) => {
      expect(at('2027-10-01', paid, decisions)[0]).toMatch(expected);
    });

    it.each<[string, string, RegExp | null]>([
      ['Organising time', 'Organising time', null],
      ['Supply', 'Organising time', null],
      ['Travel', 'Organising time', /^S7: .*not for travel/],
      ['Project', 'Organising time', /^S8: .*not for a project/],
      ['Resources', 'Organising time', /^S9: .*not for a further copy or a project/],
      ['CPD', 'Organising time', /^S3: .*not for a CPD session/],
      ['Other', 'Organising time', null],
      ['Organising time', 'Travel', /^S6: spent without approval: request R-1 is for travel, not for organising time/],
      ['Supply', 'Travel', /^S8: /],
    ])('compares the category %s with a request for %s (S6 to S9)', (category, matter, expected) => {
      const changed = { ...asked, matter };
      const on = writeSnapshot(snapshotOf(books(tables({ ...PROGRAMME, requests: [changed] })), 0));
      const found = at('2026-11-24', spent('2026-10-20', { category }), [{ ...yes, decidedOnWhat: on }], changed);
      if (expected === null) expect(found).toEqual([]);
      else expect(found[0]).toMatch(expected);
    });
    it('gives a request that needs no decision no money for organising time (S6)', () => {
      const found = at('2026-11-24', spent('2026-10-20'), [], { matter: 'Other funding', pot: null });
      expect(found[0]).toMatch(/^S6: spent without approval: request R-1 is for other funding/);
    });
  });

  it.each<[ParameterName, Row, string]>([
    ['cpd.cap', { category: 'CPD', session: 'CPD-1', vat: 2 }, 'S1'],
    ['vat.rate', { category: 'Resources', vat: 2 }, 'F15'],
    ['vat.chargedToPot', { category: 'Resources', vat: 2 }, 'F15'],
  ])('says %s is not set on the lines that need it, and on no others', (name, more, rule) => {
    const ledger = [
      income,
      ledgerLine('L-1', '2026-10-11', 'Out', 'Resources', 10, more),
      ledgerLine('L-2', '2026-10-12', 'Out', 'Other', 5),
    ];
    const found = ledgerFindings(
      books(tables({ ...PROGRAMME, sessions, ledger })),
      parameters(set(name, null)),
      day('2027-08-31'),
    );
    expect(found.map((list) => list.map(({ message }) => message))).toEqual([[], [`not set: ${name}`], []]);
    expect(found[1]![0]!.rule).toBe(rule);
  });
});
