import type { Setting } from '../../../src/rules/basics/parameters';
import { overview } from '../../../src/rules/overview/overview';
import type { Block, Paper } from '../../../src/rules/overview/paper';
import { CHARTS, chartsPaper } from '../../../src/rules/reports/charts';
import { AS_AT, ASKED, ledgerLine, mark, meeting, parameters, SOUTH, set, type Tabs } from '../../support/builders';
import { blockOf, pageBooks, rowsOf } from '../../support/paper-cases';
import { day } from '../../support/rules-tables';

const paper = (
  tabs: Tabs = {},
  cluster: number | null = 0,
  asAt = AS_AT,
  year = 2026,
  settings: Setting[] = [],
): Paper => chartsPaper(pageBooks(tabs), parameters(...settings), { cluster, year }, day(asAt));
const block = (heading: string, ...given: Parameters<typeof paper>): Block => blockOf(paper(...given), heading);
const chart = (heading: string, ...given: Parameters<typeof paper>) => block(heading, ...given).chart!;
const bars = (...given: Parameters<typeof chart>) =>
  chart(...given).bars.map(({ name, sizes, label }) => [name, ...sizes, label]);

const MEETINGS = [
  meeting('M-1', '2026-10-01'),
  meeting('M-2', '2026-11-05'),
  meeting('M-3', '2026-11-12', { inSchoolHours: false }),
  meeting('M-4', '2027-01-20', { status: 'Planned' }),
  meeting('M-5', '2026-10-08', { cluster: SOUTH }),
];

describe('the chart of meetings (M1, M2, M6)', () => {
  it('has for each cluster those that count and those planned, with the minimum across', () => {
    const given = [CHARTS.meetings, { meetings: MEETINGS }, null] as const;
    expect(bars(...given)).toEqual([
      ['North Cluster', 2, 1, '2 held, 1 planned, 2 more needed'],
      ['South Cluster', 1, 0, '1 held, 0 planned, 3 more needed'],
    ]);
    expect(chart(...given)).toMatchObject({
      says: '0 of 2 clusters have held as many as are needed.',
      parts: ['Held', 'Planned'],
      line: { name: 'Minimum: 4', at: 4 },
    });
    expect(rowsOf(paper({ meetings: MEETINGS }, null), CHARTS.meetings)[0]).toEqual({
      Cluster: 'North Cluster',
      Held: '2',
      Planned: '1',
      Minimum: '4',
      'Still needed': '2',
      Pace: 'tight',
    });
  });

  it('says of a cluster without an agreement that it has none, not how its pace is', () => {
    const clusters = [
      { id: 'C-1', name: 'North Cluster' },
      { id: 'C-2', name: 'South Cluster' },
    ];
    expect(rowsOf(paper({ clusters }, null), CHARTS.meetings).map(({ Pace }) => Pace)).toEqual([
      'no agreement yet',
      'no agreement yet',
    ]);
  });

  it('has no line and no number where the minimum, or what counts, is not set', () => {
    expect(chart(CHARTS.meetings, {}, 0, AS_AT, 2026, [set('meetings.min', null)]).line).toBeNull();
    const after = set('meetings.afterSchoolCounts', null);
    expect(bars(CHARTS.meetings, { meetings: MEETINGS }, 0, AS_AT, 2026, [after])).toEqual([
      ['North Cluster', Number.NaN, 1, 'not set held, 1 planned'],
    ]);
  });
});

describe('the chart of pots (F11)', () => {
  const ledger = [
    ledgerLine('L-0', '2026-07-01', 'In', 'Match', 500),
    ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2500),
    ledgerLine('L-2', '2026-11-01', 'Out', 'Travel', 120.5),
    ledgerLine('L-3', '2026-11-02', 'Out', 'Supply', 40, { pot: 'Administration' }),
  ];

  it('divides each pot of a cluster into spent, promised and available: 500 + 2,500 − 120.50 = 2,879.50', () => {
    expect(bars(CHARTS.pots, { ledger })).toEqual([
      ['Cluster pot', 12_050, 0, 287_950, '£2,879.50 available'],
      ['Lead support', 0, 0, 0, '£0.00 available'],
      ['Administration', 4_000, 0, -4_000, '-£40.00 available'],
    ]);
    const rows = rowsOf(paper({ ledger }), CHARTS.pots);
    expect(rows[3]).toEqual({
      Pot: 'All',
      Opening: 50_000,
      In: 250_000,
      Spent: 16_050,
      Promised: 0,
      Available: 283_950,
    });
  });

  it('adds the pots of each cluster up where there are several', () =>
    expect(bars(CHARTS.pots, { ledger }, null)).toEqual([
      ['North Cluster', 16_050, 0, 283_950, '£2,839.50 available'],
      ['South Cluster', 0, 0, 0, '£0.00 available'],
    ]));
});

describe('who came, shaded (M3)', () => {
  const attendance = [
    mark('M-1', 1),
    mark('M-1', 2, 'Substitute'),
    mark('M-1', 3, 'Apologies'),
    mark('M-1', 4, 'Absent'),
    mark('M-2', 1),
    mark('M-3', 1),
    mark('M-5', 6),
  ];
  const tabs = { meetings: MEETINGS, attendance };

  it('has a word and a shade for each school of a cluster, and for what is not marked none', () => {
    const { table } = block(CHARTS.attendance, tabs);
    expect(table!.columns.map(({ header }) => header)).toEqual(['School', '1 Oct', '5 Nov', '12 Nov, after school']);
    expect(table!.rows.map((row) => row[1])).toEqual([
      'came',
      'substitute',
      'apologies',
      'absent',
      'not marked',
      '2 of 5',
    ]);
    expect(table!.shades!.map((row) => row[1])).toEqual([1, 0.75, 0.25, 0, null, null]);
  });

  it('counts places by month, and they add up to the attendance of the year', () => {
    const rows = rowsOf(paper(tabs, null), CHARTS.attendance);
    // After school does not count: of November only the fifth does.
    expect(rows).toEqual([
      { Cluster: 'North Cluster', Oct: '2 of 5', Nov: '1 of 5', Year: '30%' },
      { Cluster: 'South Cluster', Oct: '1 of 3', Nov: '', Year: '33%' },
    ]);
    const [north] = overview(pageBooks(tabs), parameters(), day(AS_AT));
    expect(north!.attendance).toBe(3 / 10);
    expect(block(CHARTS.attendance, tabs, null).table!.shades).toEqual([
      [null, 0.4, 0.2, null],
      [null, 1 / 3, null, null],
    ]);
  });

  it('leaves a meeting out at which nobody is marked, as the attendance of the year does', () => {
    const unmarked = { ...tabs, meetings: [...MEETINGS, meeting('M-6', '2026-09-17')] };
    expect(block(CHARTS.attendance, unmarked, null).table!.columns.map(({ header }) => header)).not.toContain('Sep');
  });

  it('says that no meeting was held, or that it is not set which count', () => {
    for (const cluster of [0, null])
      expect(block(CHARTS.attendance, {}, cluster)).toMatchObject({ lines: [{ text: /No meeting/ }], table: null });
    const after = set('meetings.afterSchoolCounts', null);
    expect(block(CHARTS.attendance, tabs, null, AS_AT, 2026, [after]).lines[0]!.text).toMatch(/not set/);
  });
});

describe('the chart of release money (F1, F2)', () => {
  const attendance = [mark('M-1', 1, 'Present', { releaseCost: 90 }), mark('M-2', 1), mark('M-1', 2)];

  it('has what each school has shown and has still to show, which is what it set aside', () => {
    const tabs = { meetings: MEETINGS, attendance };
    expect(bars(CHARTS.release, tabs).slice(0, 3)).toEqual([
      ['School 1', 19_000, 31_000, '£190.00 of £500.00'],
      ['School 2', 10_000, 40_000, '£100.00 of £500.00'],
      ['School 3', 0, 50_000, '£0.00 of £500.00'],
    ]);
    expect(chart(CHARTS.release, tabs).says).toBe('£290.00 of £2,500.00 is shown.');
    expect(bars(CHARTS.release, tabs, null)).toEqual([
      ['North Cluster', 29_000, 221_000, '£290.00 of £2,500.00'],
      ['South Cluster', 0, 150_000, '£0.00 of £1,500.00'],
    ]);
  });
});

describe('the chart of requests that wait (A9)', () => {
  /** Asked so that by 24 November, a Tuesday, so many school days have passed. */
  const asked = (id: string, askedOn: string, more = {}) => ({ ...ASKED, id, askedOn, ...more });

  it.each([
    ['2026-11-17', [1, 0, 0]], // five school days
    ['2026-11-16', [0, 1, 0]], // six
    ['2026-11-10', [0, 1, 0]], // ten
    ['2026-11-09', [0, 0, 1]], // eleven
  ])('puts one asked on %s into %j', (askedOn, expected) =>
    expect(bars(CHARTS.requests, { requests: [asked('R-1', askedOn)] }).map(([, deciders]) => deciders)).toEqual(
      expected,
    ),
  );

  it('tells what waits for schools from what waits for a decision, and leaves out what was withdrawn or asked later', () => {
    const requests = [
      asked('R-1', '2026-11-02'),
      asked('R-2', '2026-11-20', { matter: 'Project' }),
      asked('R-3', '2026-11-20', { withdrawnOn: '2026-11-23' }),
      asked('R-4', '2026-11-25'),
    ];
    expect(bars(CHARTS.requests, { requests })).toEqual([
      ['Up to 5 school days', 0, 1, '1'],
      ['6 to 10', 0, 0, '0'],
      ['More than 10', 1, 0, '1'],
    ]);
    expect(chart(CHARTS.requests, { requests }).says).toBe('2 requests wait, the oldest for 16 school days.');
    expect(rowsOf(paper({ requests }), CHARTS.requests)[3]).toMatchObject({ 'Has waited': 'All', 'In all': '2' });
  });

  it('is one group where the ages are not set, and a sentence where nothing waits', () => {
    const settings = [set('decide.remindDays', null)];
    expect(bars(CHARTS.requests, { requests: [asked('R-1', '2026-11-02')] }, 0, AS_AT, 2026, settings)).toEqual([
      ['Any time', 1, 0, '1'],
    ]);
    expect(block(CHARTS.requests).lines[0]!.text).toBe('Nothing is waiting.');
  });
});

describe('the page of charts', () => {
  it('is of one cluster or of all, as at the day or the end of its year, and says what it assumes', () => {
    expect([paper().title, paper({}, null).title]).toEqual(['North Cluster', 'All clusters']);
    expect(paper({}, null, '2028-01-10').about).toEqual(['2026/27 as at 31 Aug 2027', 'Charts']);
    expect(paper().assumes).toMatch(/a 1:1 match/);
    expect(paper({}, null, '2026-08-31')).toMatchObject({
      blocks: [],
      about: ['2026/27 has not begun on 31 Aug 2026.'],
    });
  });

  it('has a table beneath every chart, with a row for each bar', () => {
    const full = paper({ meetings: MEETINGS, requests: [ASKED] }, null);
    for (const { chart: drawn, table } of full.blocks) {
      if (!drawn) continue;
      expect(table!.rows.length - Number(table!.hasTotal)).toBe(drawn.bars.length);
      for (const { sizes } of drawn.bars) expect(sizes.length).toBe(drawn.parts.length);
    }
    expect(full.blocks.map(({ heading }) => heading)).toEqual(Object.values(CHARTS));
  });
});
