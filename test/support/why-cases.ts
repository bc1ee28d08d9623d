/** What several tests of WHY and of the cell functions look at. */
import { FUNCTIONS } from '../../src/functions/all';
import { Parameters } from '../../src/rules/basics/parameters';
import type { Explanation } from '../../src/rules/figures/explanation';
import type { Cell } from '../../src/workbook/cell';
import type { SheetKey } from '../../src/workbook/sheets';
import { AS_AT, ASKED, approval, ledgerLine, line, mark, meeting, NORTH, type Tabs } from './builders';
import { cellDate, grid, PROGRAMME, type Row } from './rules-tables';
import { ask, iso } from './why';

export const POT = `${NORTH}: Cluster pot: 2026/27`;

/** A request of the autumn below. */
export const autumnRequest = (id: string, more: Row = {}): Row => ({
  ...ASKED,
  id,
  purpose: 'Planning',
  askedOn: '2026-11-02',
  ...more,
});

const onNovember5 = (id: string): Row => approval(autumnRequest(id), { decidedAt: '2026-11-05T10:00:00Z' });

/** An autumn of North: four meetings, requests that wait, are approved or changed since, and claims for one of them. */
export const AUTUMN: Tabs = {
  ...PROGRAMME,
  meetings: [
    meeting('M-1', '2026-09-20'),
    meeting('M-2', '2026-10-01'),
    meeting('M-3', '2026-10-20'),
    meeting('M-4', '2026-11-03', { inSchoolHours: false }),
  ],
  attendance: ['M-1', 'M-2', 'M-3'].map((id) => mark(id, 1)),
  release: [],
  sessions: [],
  requests: [
    autumnRequest('R-1'),
    autumnRequest('R-2'),
    autumnRequest('R-3', { amount: 420 }),
    autumnRequest('R-4', { matter: 'Project', schoolsAgreeing: 'School 1; School 2' }),
    autumnRequest('R-5', { matter: 'PSQM', pot: '', amount: '', school: 'School 2', payee: 'Hub' }),
  ],
  decisions: [onNovember5('R-2'), onNovember5('R-3')],
  ledger: [
    line('L-1', { net: 2_500 }),
    line('L-2', { direction: 'Out', category: 'Organising time', net: 100, request: 'R-2', date: '2026-11-06' }),
    line('L-3', { direction: 'Out', category: 'Organising time', net: 300, request: 'R-2', date: '2026-11-07' }),
    line('L-4', { direction: 'Out', category: 'Resources', net: 50 }),
    line('L-5', { date: '2025-10-01', net: 400 }),
  ],
  reviews: [],
};

/** What WHY says in that autumn, with some tabs of its own. */
export const askAutumn = (
  name: string,
  figure: string,
  tabs: Tabs = {},
  parameters: Parameters = new Parameters(),
): Explanation => ask(name, figure, { ...AUTUMN, ...tabs }, AS_AT, parameters);

/** The answer in that autumn, the rule that comes first and the change it names. */
export function firstInAutumn(name: string, figure: string): string[] {
  const { answer, reasons } = askAutumn(name, figure);
  return [answer, reasons[0]!.rule, reasons[0]!.change];
}

/** Meetings in September and after, and whether School 1 came to each; School 2 came to all. */
export const attendedBy = (came: readonly boolean[]): Tabs => ({
  meetings: came.map((_, index) => meeting(`M-${100 + index}`, iso('2026-09-02', index))),
  attendance: came.flatMap((present, index) => [
    mark(`M-${100 + index}`, 1, present ? 'Present' : 'Absent'),
    mark(`M-${100 + index}`, 2),
  ]),
});

/** Money in two of North's pots, and some that was spent. */
export const POT_LINES: Row[] = [
  line('L-1'),
  line('L-2', { pot: 'Lead support', category: 'Lead support', net: 300 }),
  line('L-3', { direction: 'Out', category: 'Resources', net: 80 }),
];

/** The Advisor's approval of the request R-1 on a day. */
export const approvedOn = (day: string, more: Row = {}): Row =>
  approval(ASKED, { id: 'D-1', decidedAt: `${day}T10:00:00Z`, ...more });

/** A request for a place of PSQM. */
export const psqmRequest = (id: string, more: Row = {}): Row => ({
  ...ASKED,
  id,
  matter: 'PSQM',
  pot: '',
  amount: '',
  school: 'School 1',
  payee: 'Hub',
  ...more,
});

/** Requests for a place: one of the year before, two up to the day on which tests look, and one of the day after. */
export const PLACES_ASKED: Row[] = [
  psqmRequest('R-1', { askedOn: '2026-08-31' }),
  psqmRequest('R-2', { askedOn: '2026-09-01' }),
  psqmRequest('R-3', { school: 'School 2', askedOn: AS_AT }),
  psqmRequest('R-4', { school: 'School 3', askedOn: '2026-11-25' }),
];

/** Calls a cell function with arguments as a sheet gives them. */
export const callFunction = (name: string, ...given: unknown[]): Cell | Cell[][] =>
  FUNCTIONS.find((candidate) => candidate.name === name)!.call(...given);

/** Calls a cell function with tabs in the order of its arguments; a tab that is not given is empty. */
export function callOn(name: string, first: readonly unknown[], tabs: Tabs): Cell[][] {
  const spec = FUNCTIONS.find((candidate) => candidate.name === name)!;
  const rest = spec.parameters.slice(first.length).map(({ tab }) => grid(tab!, tabs[tab!] ?? []));
  return spec.call(...first, ...rest) as Cell[][];
}

/** A programme with a row or more in most tabs, as cell functions are given it. */
export const SHEET: Partial<Record<SheetKey, Row[]>> = {
  settings: [],
  ...PROGRAMME,
  meetings: [meeting('M-1', '2026-10-01')],
  attendance: [1, 2, 3, 4].map((school) => mark('M-1', school)),
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
    ledgerLine('L-1', '2026-10-02', 'In', 'Match', 2500),
    ledgerLine('L-2', '2026-10-03', 'Out', 'Resources', 100, { vat: 20 }),
  ],
};
export const gridsOf = (tabs: Partial<Record<SheetKey, Row[]>>) =>
  Object.fromEntries(
    Object.keys(SHEET).map((key) => [key, grid(key as SheetKey, tabs[key as SheetKey] ?? [])]),
  ) as Record<SheetKey, Cell[][]>;
export const asAt = cellDate(AS_AT);
/** The tabs that functions take, in the order in which the formulas of a workbook give them. */
export const ORDER = {
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
export const given = (order: readonly SheetKey[], grids: Record<SheetKey, Cell[][]>) => order.map((key) => grids[key]);
/** What every function says that answers with a table. */
export const allTables = (grids: Record<SheetKey, Cell[][]>) => ({
  overview: callFunction('CLUSTER_OVERVIEW', asAt, ...given(ORDER.overview, grids)) as Cell[][],
  pots: callFunction('CLUSTER_POTS', '2026/27', asAt, ...given(ORDER.overview, grids)) as Cell[][],
  requestFlags: callFunction('REQUEST_FLAGS', asAt, ...given(ORDER.requests, grids)) as Cell[][],
  ledgerFlags: callFunction('LEDGER_FLAGS', asAt, ...given(ORDER.ledger, grids)) as Cell[][],
  waiting: callFunction('WAITING_REQUESTS', asAt, ...given(ORDER.requests, grids)) as Cell[][],
  ends: callFunction('AGREEMENT_END', grids.settings, grids.clusters) as Cell[][],
  watch: callFunction('SCHOOL_WATCH', asAt, ...given(ORDER.watch, grids)) as Cell[][],
  release: callFunction('SCHOOL_RELEASE', asAt, ...given(ORDER.release, grids)) as Cell[][],
  shares: callFunction('SCHOOL_SHARES', asAt, ...given(ORDER.shares, grids)) as Cell[][],
  stages: callFunction('NEXT_STAGE', asAt, grids.settings, grids.clusters, grids.reviews) as Cell[][],
});
