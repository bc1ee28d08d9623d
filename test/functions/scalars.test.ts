import fc from 'fast-check';
import { FUNCTIONS } from '../../src/functions/all';
import { Parameters } from '../../src/rules/basics/parameters';
import { memberFunding } from '../../src/rules/money/pots';
import type { Cell } from '../../src/workbook/kinds';
import type { SheetKey } from '../../src/workbook/sheets';
import { SHEETS } from '../../src/workbook/sheets';
import { CLUSTERS, cellDate, grid, MEMBERSHIP, PEOPLE, PROGRAMME, type Row, SCHOOLS } from '../support/rules-tables';

const call = (name: string, ...args: unknown[]) =>
  FUNCTIONS.find((candidate) => candidate.name === name)!.call(...args);

describe('RELEASE_EVIDENCED (F2)', () => {
  const EXPECTED = 'RELEASE_EVIDENCED: cost: expected sums of money in pounds, 0 or more, such as 90.00, got';
  it.each<[unknown, string]>([
    [250 / 3, '83.33333333333333'],
    [90.005, '90.005'],
    [-50, '-50'],
    ['ninety', '"ninety"'],
    [[[90], [90.005]], 'a range'],
    [[[90], [-0.01]], 'a range'],
  ])('takes no cost of %j: not whole pence from 0 up (F2)', (cost, got) =>
    expect(call('RELEASE_EVIDENCED', 3, cost)).toBe(`${EXPECTED} ${got}.`),
  );
  it.each<[unknown, number]>([
    ['', 300],
    [0, 0],
    [0.1 + 0.2, 0.9],
    [[[''], [0], [99.99]], 199.99],
  ])('takes a cost of %j: blank counts as £100 (F2)', (cost, expected) =>
    expect(call('RELEASE_EVIDENCED', 3, cost)).toBe(expected),
  );
});

describe('MATCH_FUNDING (F5)', () => {
  it('is what the pots are entitled to for so many members of the whole year, whatever the ratio', () => {
    expect(call('MATCH_FUNDING', 1, 2 / 3)).toBe(333.33);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3e6 }), fc.integer({ min: 0, max: 1e6 }), (millionths, basis) => {
        const setting = (parameter: 'match.ratio' | 'match.basis', value: number) =>
          ({ parameter, value, from: 2026, status: 'confirmed' }) as const;
        const ratio = millionths / 1e6;
        const parameters = new Parameters([setting('match.ratio', ratio), setting('match.basis', basis)]);
        expect(call('MATCH_FUNDING', 7, ratio, basis / 100)).toBe((7 * memberFunding(5, parameters, 2026)) / 100);
      }),
    );
  });
});

describe('cell functions of one line', () => {
  it.each([
    ['ACADEMIC_YEAR', [cellDate('2026-08-31')], '2025/26'],
    ['ACADEMIC_YEAR', [cellDate('2026-09-01')], '2026/27'],
    ['SPLIT_MONEY', [150, 7], [[21.43, 21.43, 21.43, 21.43, 21.43, 21.43, 21.42]]],
    ['SPLIT_MONEY', [180, 7], [[25.72, 25.72, 25.72, 25.71, 25.71, 25.71, 25.71]]],
    ['MEMBER_HALF_DAYS', [cellDate('2027-03-01'), '', '2026/27'], 2],
    ['MEMBER_HALF_DAYS', ['', '', '2026/27'], 5],
    ['MEMBER_HALF_DAYS', [cellDate('2020-09-01'), cellDate('2026-08-31'), '2026/27'], 0],
    ['RELEASE_EVIDENCED', [4], 400],
    ['RELEASE_EVIDENCED', [5, 100], 500],
    ['RELEASE_EVIDENCED', [6, 100], 500],
    ['RELEASE_EVIDENCED', [5, 90], 450],
    ['RELEASE_EVIDENCED', [5, 120], 500],
    ['RELEASE_EVIDENCED', [3], 300],
    ['RELEASE_EVIDENCED', [3, [[90], [''], [120]]], 290],
    ['MATCH_FUNDING', [7], 3500],
    ['MATCH_FUNDING', [37], 18_500],
    ['MATCH_FUNDING', [7, 0.5, 400], 1400],
    ['MATCH_FUNDING', [1000, 100, 100_000], 1e10],
    ['MATCH_FUNDING', [7, 0], 0],
    ['ALLOWANCES', [1], 420],
    ['ALLOWANCES', [2], 840],
    ['MEETING_STATUS', [3], 'below minimum'],
    ['MEETING_STATUS', [4], 'meets minimum'],
    ['MEETING_STATUS', [5], 'on model'],
  ])('%s of %j is %j', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));

  it('splits a session of £550 over one pot and seven schools to the penny (S1, S2)', () => {
    const table = call('CPD_SPLIT', 550, true, 1, 7) as Cell[][];
    expect(table.slice(0, 3)).toEqual([
      ['Part', 'Net', 'VAT', 'Gross'],
      ['Cluster pot', 400, 80, 480],
      ['School 1', 21.43, 4.29, 25.72],
    ]);
    expect(table.slice(2).map((row) => row[3])).toEqual([25.72, 25.72, 25.72, 25.71, 25.71, 25.71, 25.71]);
  });
  it('shares one cap between two clusters (S3)', () => {
    expect(call('CPD_SPLIT', 600, false, 2)).toEqual([
      ['Part', 'Net', 'VAT', 'Gross'],
      ['Cluster pot 1', 200, 0, 200],
      ['Cluster pot 2', 200, 0, 200],
      ['Schools', 200, 0, 200],
    ]);
  });

  it.each([
    ['ACADEMIC_YEAR', ['soon'], 'ACADEMIC_YEAR: date: expected a date such as 01/09/2026, got "soon".'],
    ['SPLIT_MONEY', [1.005, 2], 'SPLIT_MONEY: amount: expected a sum of money in pounds such as 1250.00, got 1.005.'],
    ['SPLIT_MONEY', [10, 0], 'SPLIT_MONEY: parts: expected 1 to 1000, got 0.'],
    ['SPLIT_MONEY', [10], 'SPLIT_MONEY: parts: expected a whole number, 0 or more, got nothing.'],
    [
      'MEMBER_HALF_DAYS',
      ['', '', '2026/28'],
      'MEMBER_HALF_DAYS: year: expected a funding year such as 2026/27, got "2026/28".',
    ],
    [
      'MEMBER_HALF_DAYS',
      ['', '', new Date(Number.NaN)],
      'MEMBER_HALF_DAYS: year: expected a funding year such as 2026/27, got a broken date.',
    ],
    [
      'CLUSTER_POTS',
      [new Date(Number.NaN)],
      'CLUSTER_POTS: year: expected a funding year such as 2026/27, got a broken date.',
    ],
    [
      'ACADEMIC_YEAR',
      [new Date(Number.NaN)],
      'ACADEMIC_YEAR: date: expected a date such as 01/09/2026, got a broken date.',
    ],
    ['MATCH_FUNDING', [1001], 'MATCH_FUNDING: schools: expected 0 to 1000, got 1001.'],
    ['MATCH_FUNDING', [1e13], 'MATCH_FUNDING: schools: expected 0 to 1000, got 10000000000000.'],
    ['MATCH_FUNDING', [7, 1e308], 'MATCH_FUNDING: ratio: expected 0 to 100, got 1e+308.'],
    ['MATCH_FUNDING', [7, -1], 'MATCH_FUNDING: ratio: expected 0 to 100, got -1.'],
    ['MATCH_FUNDING', [7, 1, -500], 'MATCH_FUNDING: basis: expected 0 to 100000, got -500.'],
    ['MATCH_FUNDING', [7, 1, 100_000.01], 'MATCH_FUNDING: basis: expected 0 to 100000, got 100000.01.'],
    ['ALLOWANCES', [1e15], 'ALLOWANCES: years: expected 0 to 1000, got 1000000000000000.'],
    ['CPD_SPLIT', [550, true, 0], 'CPD_SPLIT: clusters: expected 1 to 100, got 0.'],
    ['CPD_SPLIT', [550, 'yes'], 'CPD_SPLIT: vatRegistered: expected TRUE or FALSE, got "yes".'],
    ['CLUSTER_OVERVIEW', ['x'], 'CLUSTER_OVERVIEW: asAt: expected a date such as 01/09/2026, got "x".'],
    ['PROBLEMS', ['Nothing', [['a']]], expect.stringContaining('tab: expected one of Clusters, Schools')],
  ])('%s answers %j with words: %s', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));
});

const TABS: Partial<Record<SheetKey, Row[]>> = {
  settings: [],
  ...PROGRAMME,
  meetings: [
    {
      id: 'M-1',
      cluster: 'North Cluster',
      date: '2026-10-01',
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
    },
  ],
  attendance: SCHOOLS.slice(0, 4).map((school) => ({
    meeting: 'M-1',
    school: school['name'] as string,
    mark: 'Present',
  })),
  release: [{ school: 'School 1', year: '2026/27', declaredBy: 'A. Head', declaredOn: '2026-09-20' }],
  reviews: [{ id: 'RV-1', cluster: 'North Cluster', year: '2026/27' }],
  sessions: [],
  requests: [
    {
      id: 'R-1',
      matter: 'Organising time',
      cluster: 'South Cluster',
      pot: 'Cluster pot',
      amount: 50,
      purpose: 'x',
      askedBy: 'south@example.org',
      askedOn: '2026-10-05',
    },
  ],
  decisions: [],
  ledger: [
    {
      id: 'L-1',
      date: '2026-10-02',
      cluster: 'North Cluster',
      pot: 'Cluster pot',
      direction: 'In',
      category: 'Match',
      net: 2500,
    },
    {
      id: 'L-2',
      date: '2026-10-03',
      cluster: 'North Cluster',
      pot: 'Cluster pot',
      direction: 'Out',
      category: 'Resources',
      net: 100,
      vat: 20,
    },
  ],
};
const gridsOf = (tabs: Partial<Record<SheetKey, Row[]>>) =>
  Object.fromEntries(
    Object.keys(TABS).map((key) => [key, grid(key as SheetKey, tabs[key as SheetKey] ?? [])]),
  ) as Record<SheetKey, Cell[][]>;
const asAt = cellDate('2026-11-24');
const ORDER = {
  overview: [
    'settings',
    'clusters',
    'schools',
    'membership',
    'meetings',
    'attendance',
    'sessions',
    'requests',
    'decisions',
    'ledger',
    'people',
  ],
  requests: ['settings', 'clusters', 'schools', 'membership', 'people', 'sessions', 'requests', 'decisions'],
  ledger: [
    'settings',
    'clusters',
    'schools',
    'membership',
    'sessions',
    'requests',
    'decisions',
    'ledger',
    'people',
    'meetings',
    'attendance',
  ],
  watch: ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance'],
  release: ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance', 'release'],
  grid: ['clusters', 'schools', 'membership', 'meetings', 'attendance'],
  shares: ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance', 'sessions', 'requests', 'ledger'],
  why: [
    'settings',
    'clusters',
    'schools',
    'membership',
    'people',
    'meetings',
    'attendance',
    'release',
    'sessions',
    'requests',
    'decisions',
    'ledger',
    'reviews',
  ],
} as const;
const given = (order: readonly SheetKey[], grids: Record<SheetKey, Cell[][]>) => order.map((key) => grids[key]);
const all = (grids: Record<SheetKey, Cell[][]>) => ({
  overview: call('CLUSTER_OVERVIEW', asAt, ...given(ORDER.overview, grids)) as Cell[][],
  pots: call('CLUSTER_POTS', '2026/27', asAt, ...given(ORDER.overview, grids)) as Cell[][],
  requestFlags: call('REQUEST_FLAGS', asAt, ...given(ORDER.requests, grids)) as Cell[][],
  ledgerFlags: call('LEDGER_FLAGS', asAt, ...given(ORDER.ledger, grids)) as Cell[][],
  waiting: call('WAITING_REQUESTS', asAt, ...given(ORDER.requests, grids)) as Cell[][],
  ends: call('AGREEMENT_END', grids.settings, grids.clusters) as Cell[][],
  watch: call('SCHOOL_WATCH', asAt, ...given(ORDER.watch, grids)) as Cell[][],
  release: call('SCHOOL_RELEASE', asAt, ...given(ORDER.release, grids)) as Cell[][],
  shares: call('SCHOOL_SHARES', asAt, ...given(ORDER.shares, grids)) as Cell[][],
  stages: call('NEXT_STAGE', asAt, grids.settings, grids.clusters, grids.reviews) as Cell[][],
});
/** Functions that name a row of a tab: words where there is no such row. */
const named = (grids: Record<SheetKey, Cell[][]>) => [
  call('ATTENDANCE_GRID', 'North Cluster', '2026/27', ...given(ORDER.grid, grids)),
  call('CLUSTER_REVIEW', 'C-1', '2026/27', asAt, ...given(ORDER.why, grids)),
  ...[
    ['North Cluster', 'Available'],
    ['North Cluster', 'Findings'],
    ['North Cluster: Cluster pot: 2026/27', 'Closing'],
    ['School 1', 'Watch'],
    ['R-1', 'Flag'],
    ['L-2', 'Flag'],
    ['match.ratio', ''],
  ].map(([subject, figure]) => call('WHY', subject, figure, asAt, ...given(ORDER.why, grids))),
];

describe('cell functions that answer with a table', () => {
  it('shows each cluster at a glance, under the headers of the contract', () => {
    const { overview } = all(gridsOf(TABS));
    expect(overview[0]).toEqual([
      'Cluster',
      'Schools',
      'Size',
      'Agreement',
      'Counted meetings',
      'After school',
      'Meetings',
      'Pace',
      'Attendance',
      'To watch',
      'Release committed',
      'Release evidenced',
      'Entitled',
      'Received',
      'Spent',
      'Committed',
      'Available',
      'Waiting',
      'Findings',
      'Assumes',
    ]);
    expect(overview[1]!.slice(0, 18)).toEqual([
      'North Cluster',
      5,
      '3 to 12',
      'year 1, to 31 Aug 2028',
      1,
      0,
      'below minimum',
      'tight',
      0.8,
      0,
      2500,
      400,
      2920,
      2500,
      120,
      0,
      2380,
      0,
    ]);
    expect(overview[2]!.slice(0, 3).concat(overview[2]!.slice(10, 18))).toEqual([
      'South Cluster',
      3,
      '3 to 12',
      1500,
      0,
      1920,
      0,
      0,
      0,
      0,
      1,
    ]);
  });

  it('shows every pot and a total that adds up', () => {
    const { pots } = all(gridsOf(TABS));
    expect(pots[0]).toEqual([
      'Cluster',
      'Year',
      'Pot',
      'Opening',
      'Entitled',
      'Received',
      'Outstanding',
      'Other income',
      'Spent',
      'Closing',
      'Committed',
      'Available',
      'Assumes',
    ]);
    expect(pots[1]!.slice(0, 12)).toEqual([
      'North Cluster',
      '2026/27',
      'Cluster pot',
      0,
      2500,
      2500,
      0,
      0,
      120,
      2380,
      0,
      2380,
    ]);
    expect(pots.at(-1)!.slice(0, 12)).toEqual([
      'All clusters',
      '2026/27',
      'All pots',
      0,
      4840,
      2500,
      2340,
      0,
      120,
      2380,
      0,
      2380,
    ]);
  });

  it('gives the same answers without People, whose argument may be left out', () => {
    const grids = gridsOf(TABS);
    expect(call('CLUSTER_POTS', '2026/27', asAt, ...given(ORDER.overview.slice(0, 10), grids))).toEqual(
      all(grids).pots,
    );
  });

  it('says of a row it cannot read what is wrong, and how many rows it left out', () => {
    const grids = gridsOf({
      ...TABS,
      ledger: [
        ...TABS.ledger!,
        {
          id: 'L-3',
          date: '2026-10-04',
          cluster: 'North Cluster',
          pot: 'Cluster pot',
          direction: 'Out',
          category: 'Resources',
          net: 'lots',
        },
      ],
    });
    const { ledgerFlags, overview, pots } = all(grids);
    expect(ledgerFlags[3]![0]).toBe(
      'left out: Ledger!H4 (Net): expected a sum of money, got "lots". Type a number such as 1250.00.',
    );
    expect(overview[1]![18]).toBe('1 row(s) of Ledger left out');
    expect(pots.at(-1)![12]).toBe('balanced: £2,500.00 in less £120.00 out; 1 row(s) of Ledger left out');
    expect(pots[1]![8]).toBe(120);
  });

  describe('what a table goes without is said beside it', () => {
    const PROJECT = {
      ...TABS.requests![0]!,
      matter: 'Project',
      schoolsAgreeing: 'School 6; School 7',
    };
    const full = {
      ...TABS,
      settings: [
        { parameter: 'match.ratio', value: 1, status: 'assumed' },
        { parameter: 'match.basis', value: 500, status: 'assumed' },
      ],
      requests: [PROJECT],
      decisions: [{ id: 'D-1', request: 'R-1', decision: 'Decline', reason: 'No', role: 'Advisor' }],
    };
    const spoilt = (...[key, row, header, cell]: [SheetKey, number, string, Cell]) => {
      const grids = gridsOf(full);
      grids[key][row - 1]![grids[key][0]!.indexOf(header)] = cell;
      return grids;
    };
    const told = (grids: Record<SheetKey, Cell[][]>) => {
      const { overview, pots, waiting } = all(grids);
      const why = call('WHY', 'North Cluster', 'Meetings', asAt, ...given(ORDER.why, grids)) as Cell[][];
      return [overview[1]![18], pots.at(-1)![12], waiting.at(-1)![0], why.at(-1)![0]].map(String);
    };

    it.each([
      ['a header', ['requests', 1, 'Withdrawn on', 'Gone on'], 'Requests has no column Withdrawn on'],
      ['a row', ['decisions', 2, 'Role', 'King'], '1 row(s) of Decisions left out'],
      ['a value', ['settings', 2, 'Value', 'lots'], '1 row(s) of Settings left out'],
      [
        'the header of every value',
        ['settings', 1, 'Status', 'How sure'],
        '2 row(s) of Settings left out; Settings has no column Status',
      ],
    ] as [string, [SheetKey, number, string, Cell], string][])('%s', (_, place, text) => {
      for (const said of told(spoilt(...place))) expect(said).toContain(text);
    });
    it('where no cluster is left, below the headers', () => {
      const { overview } = all(spoilt('clusters', 1, 'Name', 'Called'));
      expect(overview.slice(1).map(([text]) => text)).toEqual([expect.stringContaining('Clusters has no column Name')]);
    });
    it('beside a flag that goes by how many members there are (S8)', () => {
      const flag = (grids: Record<SheetKey, Cell[][]>) => all(grids).requestFlags[1]![0];
      expect(flag(gridsOf({ ...full, decisions: [] }))).toBe('agreed by 2 of 3 schools');
      const grids = spoilt('membership', 7, 'From', 'Sept');
      expect(flag({ ...grids, decisions: grid('decisions', []) })).toBe(
        'waiting for schools (1 of 2 agree) (1 row(s) of Membership left out)',
      );
    });
  });

  it('lists the problems of a tab with their cells', () => {
    const ledger = grid('ledger', [{ ...TABS.ledger![0]!, date: 'yesterday', net: 1.005 }]);
    expect(call('PROBLEMS', 'Ledger', ledger)).toEqual([
      ['Cell', 'Problem'],
      ['B2', 'Ledger!B2 (Date): expected a date, got "yesterday". Type a date such as 01/09/2026.'],
      ['H2', 'Ledger!H2 (Net): expected a sum of money in whole pence, got 1.005. Type a number such as 1250.00.'],
    ]);
    expect(call('PROBLEMS', 'Clusters', grid('clusters', CLUSTERS))).toEqual([
      ['Cell', 'Problem'],
      ['', 'No problems found.'],
    ]);
  });

  const flat = (grids: Record<SheetKey, Cell[][]>) =>
    JSON.stringify(all(grids), (key, value) =>
      ['requestFlags', 'ledgerFlags', 'ends'].includes(key) ? undefined : value,
    );
  const shuffled = (rows: Row[], seed: number) =>
    [...rows].sort((a, b) => ((JSON.stringify(a).length * seed) % 17) - ((JSON.stringify(b).length * seed) % 17));

  it('does not depend on the order of columns, on blank rows or on columns people add', () => {
    const plain = gridsOf(TABS);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
        const changed = Object.fromEntries(
          Object.entries(plain).map(([key, rows]) => {
            const width = rows[0]!.length;
            const order = Array.from({ length: width }, (_, index) => index).sort(
              (a, b) => ((a * seed) % 13) - ((b * seed) % 13),
            );
            const moved = rows.map((row, index) => [
              ...order.map((column) => row[column]!),
              index === 0 ? 'My own column' : 'x',
            ]);
            return [key, [...moved, new Array(width + 1).fill(''), new Array(width + 1).fill('')]];
          }),
        ) as Record<SheetKey, Cell[][]>;
        for (const key of Object.keys(changed) as SheetKey[])
          for (const row of changed[key].slice(1))
            if (row.slice(0, -1).every((cell) => cell === '')) row[row.length - 1] = '';
        expect(flat(changed)).toBe(flat(plain));
      }),
    );
  });

  it('does not depend on the order of rows in settings, attendance, ledger, membership and people', () => {
    const settings: Row[] = [
      { parameter: 'match.basis', value: 400, status: 'confirmed' },
      { parameter: 'match.basis', value: 450, from: '2026/27', status: 'assumed' },
      { parameter: 'match.basis', value: 600, from: '2027/28', status: 'confirmed' },
      { parameter: 'vat.rate', value: '17.5%', from: '2025/26', status: 'confirmed' },
    ];
    const plain = flat(gridsOf({ ...TABS, settings }));
    for (let seed = 1; seed < 40; seed++) {
      expect(
        flat(
          gridsOf({
            ...TABS,
            settings: shuffled(settings, seed),
            ledger: shuffled(TABS.ledger!, seed),
            attendance: shuffled(TABS.attendance!, seed),
            membership: shuffled(MEMBERSHIP, seed),
            people: shuffled(PEOPLE, seed),
          }),
        ),
      ).toBe(plain);
    }
  });

  const anyCell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '#REF!',
      '#N/A',
      '=1+1',
      "'",
      'North Cluster',
      'School 8',
      '2026/27',
      'Approve',
      'x'.repeat(50_000),
    ),
    fc.double({ noNaN: false }),
    fc.constantFrom(1.005, -1, 0, 1e300, 46_000),
    fc.boolean(),
    fc.constantFrom(new Date(Date.UTC(1899, 11, 30)), new Date(Number.NaN), cellDate('2026-10-01')),
  ) as fc.Arbitrary<Cell>;
  it('never throws into a cell, whatever any cell holds', () => {
    const keys = Object.keys(TABS) as SheetKey[];
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom(...keys), fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 17 }), anyCell),
          { minLength: 1, maxLength: 6 },
        ),
        (changes) => {
          const grids = gridsOf(TABS);
          for (const [key, row, column, cell] of changes)
            if (grids[key][row] && column < Object.keys(SHEETS[key].columns).length) grids[key][row]![column] = cell;
          const answers = all(grids);
          for (const table of Object.values(answers)) expect(Array.isArray(table)).toBe(true);
          for (const answer of named(grids)) expect(Array.isArray(answer) || typeof answer === 'string').toBe(true);
          for (const key of keys) expect(Array.isArray(call('PROBLEMS', SHEETS[key].title, grids[key]))).toBe(true);
        },
      ),
    );
  });
});
