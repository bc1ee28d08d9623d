import { Parameters } from '../../src/rules/basics/parameters';
import { overview } from '../../src/rules/overview/overview';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { AS_AT, ASKED, approval } from '../support/builders';
import { books, CLUSTERS, cellDate, day, grid, PROGRAMME, type Row, tables } from '../support/rules-tables';
import { allTables, asAt, callFunction, given, gridsOf, ORDER, SHEET } from '../support/why-cases';

describe('cell functions that answer with a table', () => {
  it('shows each cluster at a glance, under the headers of the contract', () => {
    const { overview } = allTables(gridsOf(SHEET));
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
    const { pots } = allTables(gridsOf(SHEET));
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
    const grids = gridsOf(SHEET);
    expect(callFunction('CLUSTER_POTS', '2026/27', asAt, ...given(ORDER.overview.slice(0, 10), grids))).toEqual(
      allTables(grids).pots,
    );
  });

  it('says of a row it cannot read what is wrong, and how many rows it left out', () => {
    const grids = gridsOf({
      ...SHEET,
      ledger: [
        ...SHEET.ledger!,
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
    const { ledgerFlags, overview, pots } = allTables(grids);
    expect(ledgerFlags[3]![0]).toBe(
      'left out: Ledger!H4 (Net): should hold a sum of money, but holds "lots". Type a number such as 1250.00.',
    );
    expect(overview[1]![18]).toBe('1 mark missing at 1 meeting: counted as absent (M3); 1 row of Ledger left out');
    expect(pots.at(-1)![12]).toBe('balanced: £2,500.00 in less £120.00 out; 1 row of Ledger left out');
    expect(pots[1]![8]).toBe(120);
  });

  describe('what a table goes without is said beside it', () => {
    const PROJECT = {
      ...SHEET.requests![0]!,
      matter: 'Project',
      schoolsAgreeing: 'School 6; School 7',
    };
    const full = {
      ...SHEET,
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
      const { overview, pots, waiting } = allTables(grids);
      const why = callFunction('WHY', 'North Cluster', 'Meetings', asAt, ...given(ORDER.why, grids)) as Cell[][];
      return [overview[1]![18], pots.at(-1)![12], waiting.at(-1)![0], why.at(-1)![0]].map(String);
    };

    it.each([
      ['a header', ['requests', 1, 'Withdrawn on', 'Gone on'], 'Requests has no column Withdrawn on'],
      ['a row', ['decisions', 2, 'Role', 'King'], '1 row of Decisions left out'],
      ['a value', ['settings', 2, 'Value', 'lots'], '1 row of Settings left out'],
      [
        'the header of every value',
        ['settings', 1, 'Status', 'How sure'],
        '2 rows of Settings left out; Settings has no column Status',
      ],
    ] as [string, [SheetKey, number, string, Cell], string][])('%s', (_, place, text) => {
      for (const said of told(spoilt(...place))) expect(said).toContain(text);
    });
    it('where no cluster is left, below the headers', () => {
      const { overview } = allTables(spoilt('clusters', 1, 'Name', 'Called'));
      expect(overview.slice(1).map(([text]) => text)).toEqual([expect.stringContaining('Clusters has no column Name')]);
    });
    it('beside a flag that goes by how many members there are (S8)', () => {
      const flag = (grids: Record<SheetKey, Cell[][]>) => allTables(grids).requestFlags[1]![0];
      expect(flag(gridsOf({ ...full, decisions: [] }))).toBe('agreed by 2 of 3 schools');
      const grids = spoilt('membership', 7, 'From', 'Sept');
      expect(flag({ ...grids, decisions: grid('decisions', []) })).toBe(
        'waiting for schools (1 of 2 agree) (1 row of Membership left out)',
      );
    });
  });

  it('lists the problems of a tab with their cells', () => {
    const ledger = grid('ledger', [{ ...SHEET.ledger![0]!, date: 'yesterday', net: 1.005 }]);
    expect(callFunction('PROBLEMS', 'Ledger', ledger)).toEqual([
      ['Cell', 'Problem'],
      ['B2', 'Ledger!B2 (Date): should hold a date, but holds "yesterday". Type a date such as 01/09/2026.'],
      [
        'H2',
        'Ledger!H2 (Net): should hold a sum of money in whole pence, but holds 1.005. Type a number such as 1250.00.',
      ],
    ]);
    expect(callFunction('PROBLEMS', 'Clusters', grid('clusters', CLUSTERS))).toEqual([
      ['Cell', 'Problem'],
      ['', 'No problems found.'],
    ]);
  });
  it('says which tabs there are where it is asked for the problems of none of them', () =>
    expect(callFunction('PROBLEMS', 'Nothing', [['a']])).toEqual(
      expect.stringContaining('tab: expected one of Clusters, Schools'),
    ));
});

/** What a function of requests says of some, in the small programme. */
const call = (name: string, requests: Row[], decisions: Row[] = [], day = AS_AT) =>
  callFunction(
    name,
    cellDate(day),
    ...given(ORDER.requests, gridsOf({ ...PROGRAMME, requests, decisions })),
  ) as Cell[][];

describe('REQUEST_FLAGS', () => {
  it('says of what takes money from a pot that the agreement has ceased (P8)', () => {
    const flag = (day: string) => call('REQUEST_FLAGS', [ASKED], [], day)[1]![0];
    expect(flag('2028-08-31')).toBe('waiting for Advisor');
    expect(flag('2028-09-01')).toBe(
      'waiting for Advisor (The agreement of North Cluster ceased on 31 Aug 2028: what its pots hold is held for the ' +
        'Director.)',
    );
  });
});

describe('WAITING_REQUESTS', () => {
  const report = { ...ASKED, id: 'R-2', matter: 'Problem, idea or question', pot: null, amount: null };

  it('lists reports until they are done with, for whom they are (C4)', () => {
    const flags = (requests: Row[]) =>
      call('WAITING_REQUESTS', requests)
        .slice(1)
        .map((row) => [row[1], row[6]]);
    expect(flags([report])).toEqual([['R-2', 'sent to Advisor or Director']]);
    expect(flags([{ ...report, doneOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(flags([{ ...report, withdrawnOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(call('REQUEST_FLAGS', [report])).toEqual([['Flag'], ['sent to Advisor or Director']]);
  });

  it('says below which assumed values it rests on, and nothing where there are none (S8)', () => {
    const project = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1' };
    const foot = (requests: Row[]) => call('WAITING_REQUESTS', requests).slice(2);
    expect(foot([ASKED])).toEqual([]);
    expect(foot([project])).toEqual([['assumes agreement of more than 50% of the schools', '', '', '', '', '', '']]);
  });

  it('lists an approval that ran out, and Overview counts it as waiting (A8)', () => {
    const decision = approval(ASKED, { id: 'D-1', decidedAt: '2026-10-06T12:00:00Z' });
    const read = books(tables({ ...PROGRAMME, requests: [ASKED], decisions: [decision] }));
    const waiting = (asAt: string) => [
      overview(read, new Parameters([]), day(asAt))[0]!.waiting,
      call('WAITING_REQUESTS', [ASKED], [decision], asAt)[1]![6],
    ];
    expect(waiting('2027-08-31')).toEqual([0, '']);
    expect(waiting('2027-09-01')).toEqual([1, 'expired']);
  });

  it('says of a request with a decision that cannot be read what is wrong, and nothing else (A1)', () => {
    const broken = { id: 'D-1', request: 'R-1', decision: 'Approve', amount: 'lots', decidedBy: 'advisor@example.org' };
    expect(call('REQUEST_FLAGS', [ASKED], [broken])[1]![0]).toMatch(
      /^not allowed: A decision on it cannot be read\. Decisions!D2 \(Amount\): .*\(A1\)$/,
    );
  });
});
