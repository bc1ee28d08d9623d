import { firstRows } from '../../actions/first-rows';
import { idFrom } from '../../actions/ids';
import type { World } from '../../actions/world';
import { LOG_HEAD } from '../../actions/write-log';
import { firstFew } from '../../rules/basics/long-lists';
import { type Block, ChangeSet } from '../../workbook/change-set';
import type { Layout } from '../../workbook/pages/layout';
import { isOptional, isPage } from '../../workbook/pages/page';
import { SHEETS } from '../../workbook/sheets';
import { type Grids, Tables } from '../../workbook/tables';
import { TAB_KEYS, type TabKey, type Tabs, titleOf } from '../tabs';
import { addTabs, dressNewTab, setBritish } from './add-tabs';
import { noteAdmitted } from './admit';
import { dressTab, type Looks, type RuleOf, readLooks, rulesOf } from './columns';
import { Editors } from './editors';
import { fillNewColumns, layoutOf, makeColumns, putFormulas, putHeaders, readWorkbook, type Workbook } from './headers';
import { layOutPage, type PagePlan, planPages, putPageFormulas } from './pages';
import { decidersIn, Protecting } from './protect-tabs';
import type { Headed } from './style';

const FIXES_NAMED = 4; // enough to know what happened

/** The parts of the set-up: the tabs and their headers, each tab, the first rows, the formulas. */
const [TABS, FIRST_TAB, FIRST_ROWS] = [0, 1, 1 + TAB_KEYS.length];
export const PARTS = FIRST_ROWS + 2;

/** What a part is about, in a word or two; none after the last. */
export function partName(part: number): string {
  if (part === TABS) return 'Tabs and headers';
  if (part >= FIRST_ROWS) return part === FIRST_ROWS ? 'First rows' : 'Formulas';
  return titleOf(TAB_KEYS[part - FIRST_TAB]!);
}

/** One call of the set-up. */
export interface Call {
  readonly tabs: Tabs;
  readonly world: World;
  /** Gets one line for everything that was put in order. */
  readonly did: string[];
  /** Gets what only people can put in order, each with what to do. */
  readonly unclear: string[];
  /** Whether it is time to stop; the next call goes on. */
  isOver(): boolean;
}

/**
 * Brings the workbook to what the tabs declare, part by part. Data is never touched.
 *
 * Run twice, the second run does nothing; run on a damaged workbook, it repairs: tabs, headers, formats, drop-downs,
 * notes, protections, formulas, the rows of Settings. Everything is read before
 * anything is written, and the formulas come last, so that no reading waits for them. Cut off anywhere, it finds in the
 * workbook what is left to do.
 *
 * @param from - The part to begin with.
 * @returns The part to go on with; null when all is done.
 */
export function putInOrder(call: Call, from: number): number | null {
  const owed = new Set<string>();
  const next = work(call, from, owed);
  if (owed.size > 0)
    call.unclear.push(
      `Google lets only the owner of the file change headers and computed columns (${[...owed].join(', ')}). Ask the ` +
        'owner to run Set up workbook, which does the rest.',
    );
  return next;
}

function work(call: Call, from: number, owed: Set<string>): number | null {
  if (from > TABS) return dressAll(call, readAll(call), from, owed);
  const { tabs, did } = call;
  setBritish(tabs.spreadsheet, did);
  const read = readAll(call, addTabs(tabs, did));
  prepareHeaders(call, read, owed);
  // What was changed here is read again before it is built upon.
  return did.length > 0 ? FIRST_TAB : dressAll(call, read, FIRST_TAB, owed);
}

interface Read {
  readonly workbook: Workbook;
  readonly protecting: Protecting;
  readonly layout: Layout;
}

function readAll({ tabs, world }: Call, isNew: ReadonlySet<TabKey> = new Set()): Read {
  const protecting = new Protecting(tabs);
  const workbook = readWorkbook(tabs, world.read, isNew, (key) => protecting.isLocked(key));
  return { workbook, protecting, layout: layoutOf(tabs, workbook.headed) };
}

/** All headers before all else: drop-downs and formulas of one tab point to columns of another. */
function prepareHeaders({ tabs, world, did, unclear }: Call, { workbook, layout }: Read, owed: Set<string>): void {
  for (const tab of workbook.headed) if (isUndressed(tab, workbook)) dressNewTab(tab.sheet);
  for (const tab of workbook.headed) makeColumns(tab);
  fillNewColumns(workbook, did);
  for (const tab of workbook.headed) if (putHeaders(tab, layout)) owed.add(titleOf(tab.key));
  for (const tab of workbook.headed) tell(tab, did);
  unclear.push(...workbook.headed.flatMap(({ plan }) => plan.unclear.map(({ message }) => message)));
  if (world.store.get(LOG_HEAD) === null && (workbook.grids.log?.length ?? 0) > 1 && tabs.find('log'))
    did.push('The newest line of the log is not kept outside the sheet: run Verify log');
}

/** Whether a tab is as an earlier call added it, which was cut off before it had the looks of a new one. */
const isUndressed = ({ key, sheet, header, isNew }: Headed, { grids }: Workbook): boolean =>
  !isNew && grids[key]!.length === 1 && header.every((cell) => cell === '') && sheet.getFrozenRows() === 0;

/** Says in one line what was mended in a tab. */
function tell({ key, fixes }: Headed, did: string[]): void {
  if (fixes.length > 0) did.push(`${SHEETS[key].title}: ${firstFew(fixes, FIXES_NAMED)}`);
  fixes.length = 0;
}

/** A tab with what was read of it. */
type Seen =
  | { readonly key: TabKey; readonly part: number; readonly tab: Headed; readonly looks: Looks }
  | { readonly key: TabKey; readonly part: number; readonly page: PagePlan };

/** Reads how the tabs look that are still to be dressed; the pages always, for the sake of their formulas. */
function seeTabs(call: Call, { workbook, layout }: Read, from: number, tables: Tables): Seen[] {
  const all = TAB_KEYS.map((key, index) => ({ key, part: FIRST_TAB + index }));
  const parts = all.filter(({ key }) => !isOptional(key) || call.tabs.find(key));
  const keys = parts.flatMap(({ key }) => (isPage(key) ? [key] : []));
  const pages = planPages(call.tabs, keys, tables, layout);
  return parts.flatMap(({ key, part }): Seen[] => {
    const page = pages.find((plan) => plan.key === key);
    if (page) return [{ key, part, page }];
    const tab = workbook.headed.find((headed) => headed.key === key)!;
    const looks = part < from ? null : readLooks(tab);
    return looks ? [{ key, part, tab, looks }] : [];
  });
}

/** Everything from the first tab on: looks, protections, first rows, formulas. */
function dressAll(call: Call, read: Read, from: number, owed: Set<string>): number | null {
  const { tabs, world, did, unclear, isOver } = call;
  const { workbook, protecting, layout } = read;
  const first = planFirstRows(workbook.grids, world);
  const tables = new Tables(first.grids);
  const deciders = decidersIn(tables, world.today);
  const editors = new Editors(world.me, tabs.ownerEmail(), deciders);
  const ruleOf = rulesOf(tabs, layout.positionsOf);
  const seen = seeTabs(call, read, from, tables);
  let unsent = 0;
  for (const one of seen.filter(({ part }) => part >= from)) {
    const before = did.length;
    dressOne(call, one, read, { ruleOf, editors, grids: first.grids }, owed);
    if (did.length === before || ++unsent < TABS_AT_ONCE) continue;
    SpreadsheetApp.flush();
    unsent = 0;
    if (isOver()) return one.part + 1;
  }
  unclear.push(...editors.troubles());
  if (editors.troubles().length === 0) noteAdmitted(world, deciders);
  if (from <= FIRST_ROWS) enterRows(world, first, did);
  const pages = seen.flatMap((one) => ('page' in one && !protecting.isClosed(one.key) ? [one.page] : []));
  putAllFormulas(call, read, pages, owed);
  return null;
}

const TABS_AT_ONCE = 4; // between two looks at the clock: Google makes what was written when it is sent

interface Means {
  readonly ruleOf: RuleOf;
  readonly editors: Editors;
  readonly grids: Grids;
}

/** Dresses and protects one tab, and says what was done. */
function dressOne(
  { did }: Call,
  one: Seen,
  { protecting }: Read,
  { ruleOf, editors, grids }: Means,
  owed: Set<string>,
): void {
  if (protecting.isClosed(one.key)) {
    if ('page' in one && one.page.wrong.length > 0) owed.add(titleOf(one.key));
    return;
  }
  if ('page' in one) layOutPage(one.page, ruleOf, did);
  else {
    if (dressTab(one.tab, one.looks, grids[one.tab.key]!, ruleOf)) owed.add(titleOf(one.key));
    tell(one.tab, did);
  }
  const said = protecting.protect(one.key, 'tab' in one ? one.tab.plan.positions : {}, editors);
  if (said.length > 0) did.push(`Protected ${said.join(', ')}`);
}

function putAllFormulas(
  { did }: Call,
  { workbook, layout }: Pick<Read, 'workbook' | 'layout'>,
  pages: readonly PagePlan[],
  owed: Set<string>,
): void {
  for (const tab of workbook.headed) {
    if (putFormulas(tab, workbook.grids[tab.key]!, layout)) owed.add(titleOf(tab.key));
    tell(tab, did);
  }
  for (const page of pages) putPageFormulas(page, did);
  if (did.length > 0) SpreadsheetApp.flush();
}

const ID_LETTERS = 10; // of a programme: some thousand of them still have one each

interface FirstRows {
  /** What is in the tabs, with these rows. */
  readonly grids: Grids;
  readonly blocks: readonly Block[];
  readonly said: readonly string[];
}

/** The rows of Settings that are missing. */
function planFirstRows(grids: Grids, { random }: Pick<World, 'random'>): FirstRows {
  const tables = new Tables(grids);
  const changes = new ChangeSet(tables);
  const said = firstRows(tables, changes, () => idFrom('PG', random(), 0, ID_LETTERS));
  const blocks = changes.blocks();
  const filled: Grids = { ...grids };
  for (const { sheet, row, column, values } of blocks) {
    const grid = (filled[sheet] ?? []).map((cells) => [...cells]);
    values.forEach((cells, down) => {
      const line = grid[row - 1 + down] ?? new Array(grid[0]?.length ?? 0).fill('');
      cells.forEach((cell, right) => {
        line[column - 1 + right] = cell;
      });
      grid[row - 1 + down] = line;
    });
    filled[sheet] = grid;
  }
  return { grids: filled, blocks, said };
}

function enterRows(world: World, { blocks, said }: FirstRows, did: string[]): void {
  if (blocks.length === 0) return;
  world.write(blocks);
  did.push(...said);
}
