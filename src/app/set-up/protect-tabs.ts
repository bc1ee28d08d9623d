import { holdsRole } from '../../rules/requests/deciders';
import type { AnySheet } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import { OVERVIEW, SCHOOLS_PAGE } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import type { SheetKey } from '../../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../../workbook/sheets';
import { Tables } from '../../workbook/tables';
import { googleWorld } from '../google-world';
import { type TabKey, type Tabs, titleOf } from '../tabs';

type Protection = GoogleAppsScript.Spreadsheet.Protection;
type Range = GoogleAppsScript.Spreadsheet.Range;

const MARK = 'Cluster Tracker: ';
const DECIDERS_TAB = 'only the Director and the Advisor change this tab';
const PAGE = 'a page of formulas';
const INSTEAD_OF_PAGE = 'What it shows comes from the other tabs: change it there, and it follows.';
const INSTEAD_OF_HEADER =
  'The tracker finds columns by their headers, so these stay as they are. For a column of your own ask the owner of ' +
  'the file.';
/** Cells of the pages that anybody may change: the choices, and what the digest writes. */
const OPEN_CELLS: Partial<Record<TabKey, readonly string[]>> = {
  overview: [OVERVIEW.asAtCell, OVERVIEW.yearCell, OVERVIEW.digestCell, OVERVIEW.pinnedCell],
  schoolsPage: [SCHOOLS_PAGE.clusterCell],
};

/** One thing of a tab that is protected. */
interface Guard {
  /** Named so in what was done. Protections are found again by it: it stays as it is. */
  readonly what: string;
  /** As their descriptions begin, where that is something else; found by it as well. */
  readonly says?: string;
  /** What to do instead of changing it; may change from version to version. */
  readonly instead: string;
  /** In A1 notation; null for the whole tab. */
  readonly range: string | null;
  /** Who may edit besides the owner; everybody after a warning. */
  readonly editors: readonly string[] | 'warn';
}

/**
 * Protects what people should not change by hand: the deciders' tabs, the pages of formulas but for their choices,
 * header rows, computed columns; a warning on the log.
 *
 * Each says in its description what to do instead. Found again by how that begins, so that running it twice adds nothing; the deciders' list follows the People tab.
 */
export function protectTabs(tabs: Tabs, positionsOf: (key: SheetKey) => Record<string, number>, did: string[]): void {
  const deciders = deciderEmails(tabs);
  const said: string[] = [];
  for (const key of ['overview', 'schoolsPage'] as const)
    guardTab(tabs, key, [{ what: PAGE, instead: INSTEAD_OF_PAGE, range: null, editors: deciders }], said);
  for (const key of SHEET_KEYS) guardTab(tabs, key, guardsOf(key, positionsOf(key), deciders), said);
  if (said.length > 0) did.push(`Protected ${said.join(', ')}`);
}

function guardsOf(key: SheetKey, positions: Record<string, number>, deciders: readonly string[]): Guard[] {
  const spec = SHEETS[key] as AnySheet;
  const { instead = '' } = spec;
  const guards: Guard[] = [{ what: 'header row', instead: INSTEAD_OF_HEADER, range: '1:1', editors: [] }];
  if (spec.editors === 'deciders') guards.push({ what: DECIDERS_TAB, instead, range: null, editors: deciders });
  if (spec.editors === 'tracker')
    guards.push({ what: 'written by the tracker', instead, range: null, editors: 'warn' });
  for (const name of keysOf(spec)) {
    if (!spec.columns[name]!.computed || positions[name]! < 0) continue;
    const letters = columnLetters(positions[name]! + 1);
    guards.push({
      what: `computed column ${spec.columns[name]!.header}`,
      says: `${spec.columns[name]!.header} is worked out`,
      instead: spec.columns[name]!.note,
      range: `${letters}2:${letters}`,
      editors: [],
    });
  }
  return guards;
}

function guardTab(tabs: Tabs, key: TabKey, guards: readonly Guard[], said: string[]): void {
  const sheet = tabs.need(key);
  const there = [SpreadsheetApp.ProtectionType.SHEET, SpreadsheetApp.ProtectionType.RANGE].flatMap((type) =>
    sheet.getProtections(type).map((protection) => ({ description: protection.getDescription(), protection })),
  );
  for (const { what, says = what, instead, range, editors } of guards) {
    const wanted = range === null ? null : sheet.getRange(range);
    const open = OPEN_CELLS[key] ?? [];
    const text = `${MARK}${says}. ${instead}`;
    const known: Protection[] = [];
    let reworded = false;
    for (const { description, protection } of there) {
      if (!isOf(description, what) && !isOf(description, says)) continue;
      // Rows put in above a protected column shift what is protected; a copy of a protection adds nothing.
      const good = known.length === 0 && (wanted === null || covers(protection.getRange(), wanted));
      if (!good && protection.canEdit()) {
        protection.remove();
        continue;
      }
      known.push(protection);
      if (description === text || !protection.canEdit()) continue;
      protection.setDescription(text);
      reworded = true;
    }
    if (known.length > 0) {
      if (reworded) said.push(`${titleOf(key)} (${what}: what it says)`);
      const opened = range === null && known.filter((protection) => openCells(protection, open)).length > 0;
      if (known.filter((protection) => follow(tabs, protection, editors)).length > 0 || opened)
        said.push(`${titleOf(key)} (${what}: who may edit)`);
      continue;
    }
    const protection = (wanted ?? sheet).protect().setDescription(text);
    if (range === null) openCells(protection, open);
    if (editors === 'warn') protection.setWarningOnly(true);
    else {
      if (protection.canDomainEdit()) protection.setDomainEdit(false);
      // A protection holds from the first change of its editors.
      protection.addEditors(editors.length > 0 ? [...editors] : [tabs.me()]);
      follow(tabs, protection, editors);
    }
    said.push(`${titleOf(key)} (${what})`);
  }
}

/** Whether a description says so. Earlier versions wrote nothing behind it. */
const isOf = (description: string, what: string): boolean =>
  description === MARK + what || description.startsWith(`${MARK}${what}. `);

/** Lets everybody into some cells of a protected tab; true when they had to be. */
function openCells(protection: Protection, open: readonly string[]): boolean {
  if (open.length === 0 || !protection.canEdit()) return false;
  const is = protection.getUnprotectedRanges().map((range) => range.getA1Notation());
  if ([...is].sort().join() === [...open].sort().join()) return false;
  const sheet = protection.getRange().getSheet();
  protection.setUnprotectedRanges(open.map((a1) => sheet.getRange(a1)));
  return true;
}

const covers = (is: Range, wanted: Range): boolean =>
  is.getA1Notation() === wanted.getA1Notation() ||
  (is.getRow() === wanted.getRow() &&
    is.getColumn() === wanted.getColumn() &&
    is.getLastRow() >= wanted.getLastRow() &&
    is.getLastColumn() >= wanted.getLastColumn());

/** Lets whoever decides by the People tab edit what deciders may, and takes out who does no longer; nothing more. */
export function admitDeciders(tabs: Tabs): void {
  const deciders = deciderEmails(tabs);
  const keys: TabKey[] = ['overview', 'schoolsPage', ...SHEET_KEYS.filter((key) => SHEETS[key].editors === 'deciders')];
  for (const key of keys) {
    for (const protection of tabs.find(key)?.getProtections(SpreadsheetApp.ProtectionType.SHEET) ?? []) {
      const description = protection.getDescription();
      if (isOf(description, DECIDERS_TAB) || isOf(description, PAGE)) follow(tabs, protection, deciders);
    }
  }
}

/**
 * Lets the given people edit and nobody else, but for the owner and whoever runs this: Google takes neither out.
 *
 * @returns True when somebody had to be added or taken out.
 */
function follow(tabs: Tabs, protection: Protection, editors: readonly string[] | 'warn'): boolean {
  // What somebody else set up only its editors can change.
  if (editors === 'warn' || !protection.canEdit()) return false;
  const is = protection.getEditors().map((user) => user.getEmail().toLowerCase());
  const missing = editors.filter((email) => !is.includes(email));
  const others = is.filter((email) => !editors.includes(email) && email !== tabs.ownerEmail());
  const leaving = others.length === 0 ? others : others.filter((email) => email !== tabs.me());
  if (missing.length > 0) protection.addEditors(missing);
  if (leaving.length > 0) protection.removeEditors(leaving);
  return missing.length + leaving.length > 0;
}

/** The Director, the Advisor and whoever stands in for them, today or from tomorrow on. */
function deciderEmails(tabs: Tabs): string[] {
  const world = googleWorld(tabs);
  const people = new Tables(world.read(['people', 'clusters', 'schools'])).get('people');
  const deciders = people.rows.filter(
    (person) =>
      (person.role === 'Director' || person.role === 'Advisor' || person.standsInFor) &&
      (holdsRole(person, world.today) || holdsRole(person, world.today + 1)),
  );
  return [...new Set(deciders.map(({ email }) => email))];
}
