import { holdsRole } from '../../rules/requests/deciders';
import type { AnySheet } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import { OVERVIEW, SCHOOLS_PAGE } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import type { SheetKey } from '../../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../../workbook/sheets';
import type { Tables } from '../../workbook/tables';
import { type TabKey, type Tabs, titleOf } from '../tabs';
import { type Decider, Editors } from './editors';
import type { Range, Sheet } from './style';

type Protection = GoogleAppsScript.Spreadsheet.Protection;

const MARK = 'Cluster Tracker: ';
const HEADERS = 'header row';
const DECIDERS_TAB = 'only the Director and the Advisor change this tab';
const PAGE = 'a page of formulas';
/** Cells of the pages that anybody may change: the choices, and what the digest writes. */
const OPEN_CELLS: Partial<Record<TabKey, readonly string[]>> = {
  overview: [OVERVIEW.asAtCell, OVERVIEW.yearCell, OVERVIEW.digestCell, OVERVIEW.pinnedCell],
  schoolsPage: [SCHOOLS_PAGE.clusterCell],
};

/** One thing of a tab that is protected. */
interface Guard {
  readonly what: string;
  /** In A1 notation; null for the whole tab. */
  readonly range: string | null;
  /** Who may edit: the owner alone, whoever decides as well, or everybody after a warning. */
  readonly for: 'owner' | 'deciders' | 'everybody';
}

/**
 * What is protected in a tab.
 *
 * A computed column gets a warning only: Google sorts, inserts and deletes whole rows, and refuses all of that to whoever
 * may not edit one cell of them. What is typed into it is cleared at once (on-edit.ts).
 */
function guardsOf(key: TabKey, positions: Record<string, number>): Guard[] {
  if (key === 'overview' || key === 'schoolsPage') return [{ what: PAGE, range: null, for: 'deciders' }];
  const spec = SHEETS[key] as AnySheet;
  const guards: Guard[] = [{ what: HEADERS, range: '1:1', for: 'owner' }];
  if (spec.editors === 'deciders') guards.push({ what: DECIDERS_TAB, range: null, for: 'deciders' });
  if (spec.editors === 'tracker') guards.push({ what: 'written by the tracker', range: null, for: 'everybody' });
  for (const name of keysOf(spec)) {
    if (!spec.columns[name]!.computed || positions[name]! < 0) continue;
    const letters = columnLetters(positions[name]! + 1);
    const what = `computed column ${spec.columns[name]!.header}`;
    guards.push({ what, range: `${letters}2:${letters}`, for: 'everybody' });
  }
  return guards;
}

/** A protection of the tracker's, found by its description. */
interface Found {
  readonly what: string;
  readonly sheetId: number;
  readonly protection: Protection;
}

function ourProtections(tabs: Tabs, types: readonly GoogleAppsScript.Spreadsheet.ProtectionType[]): Found[] {
  return types
    .flatMap((type) => tabs.spreadsheet.getProtections(type))
    .flatMap((protection) => {
      const description = protection.getDescription();
      if (!description.startsWith(MARK)) return [];
      const sheetId = protection.getRange().getSheet().getSheetId();
      return [{ what: description.slice(MARK.length), sheetId, protection }];
    });
}

/**
 * Protects what people should not change by hand: the deciders' tabs, the pages of formulas but for their choices,
 * header rows; a warning on the log and on computed columns.
 *
 * Protections are found again by their descriptions, so that running it twice adds nothing; the deciders' list follows
 * the People tab.
 */
export class Protecting {
  private readonly there: readonly Found[];

  /** Reads all protections of the file. */
  constructor(private readonly tabs: Tabs) {
    const { SHEET, RANGE } = SpreadsheetApp.ProtectionType;
    this.there = ourProtections(tabs, [SHEET, RANGE]);
  }

  /** Whether whoever runs this may not change the header row of a tab. */
  isLocked(sheet: Sheet): boolean {
    return this.keepsOut(sheet, [HEADERS, DECIDERS_TAB]);
  }

  /** Whether whoever runs this may not change a tab at all. */
  isClosed(sheet: Sheet): boolean {
    return this.keepsOut(sheet, [PAGE, DECIDERS_TAB]);
  }

  private keepsOut(sheet: Sheet, guards: readonly string[]): boolean {
    const id = sheet.getSheetId();
    return this.there.some(
      ({ what, sheetId, protection }) => sheetId === id && guards.includes(what) && !protection.canEdit(),
    );
  }

  /** Protects one tab, and says what was missing. */
  protect(key: TabKey, positions: Record<string, number>, editors: Editors): string[] {
    const sheet = this.tabs.need(key);
    const id = sheet.getSheetId();
    const there = this.there.filter(({ sheetId }) => sheetId === id);
    return guardsOf(key, positions).flatMap((guard) => {
      const known = knownOf(guard, there, sheet);
      const said = `${titleOf(key)} (${guard.what}`;
      if (known.length === 0) {
        addGuard(key, guard, sheet, editors);
        return [`${said})`];
      }
      const changed = known.filter((protection) => renewGuard(key, guard, protection, editors));
      return changed.length > 0 ? [`${said}: who may edit)`] : [];
    });
  }
}

function addGuard(key: TabKey, { what, range, for: whom }: Guard, sheet: Sheet, editors: Editors): void {
  const protection = (range === null ? sheet : sheet.getRange(range)).protect().setDescription(MARK + what);
  if (range === null) openCells(protection, OPEN_CELLS[key] ?? []);
  if (whom === 'everybody') protection.setWarningOnly(true);
  else editors.admitTo(protection, whom);
}

/** Puts a protection that is there in order; true where something differed. */
function renewGuard(key: TabKey, { range, for: whom }: Guard, protection: Protection, editors: Editors): boolean {
  // What somebody else set up only its editors can change.
  if (!protection.canEdit()) return false;
  const opened = range === null && openCells(protection, OPEN_CELLS[key] ?? []);
  const warns = protection.isWarningOnly();
  if (whom === 'everybody') {
    if (!warns) protection.setWarningOnly(true);
    return !warns || opened;
  }
  if (!warns) return editors.follow(protection, whom) || opened;
  protection.setWarningOnly(false);
  editors.admitTo(protection, whom);
  return true;
}

/** The protections of a guard that stand where they should; what stands elsewhere or twice is removed. */
function knownOf({ what, range }: Guard, there: readonly Found[], sheet: Sheet): Protection[] {
  const wanted = range === null ? null : sheet.getRange(range);
  const known: Protection[] = [];
  for (const found of there) {
    if (found.what !== what) continue;
    const { protection } = found;
    // Rows put in above a protected column shift what is protected; a copy of a protection adds nothing.
    const good = known.length === 0 && (wanted === null || covers(protection.getRange(), wanted));
    if (good || !protection.canEdit()) known.push(protection);
    else protection.remove();
  }
  return known;
}

/** Lets everybody into some cells of a protected tab; true when they had to be. */
function openCells(protection: Protection, open: readonly string[]): boolean {
  if (open.length === 0) return false;
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

/** Whom the pages and the deciders' tabs were last opened to: kept with the document. */
export const ADMITTED = 'admitted';

/**
 * Lets whoever decides by the People tab edit what deciders may, and takes out who does no longer; nothing more.
 *
 * @param me - Whoever this runs for; in a time trigger the account that made it.
 * @returns What Google refused, each with what to do.
 */
export function admitDeciders(tabs: Tabs, me: string, deciders: readonly Decider[]): string[] {
  const editors = new Editors(me, tabs.ownerEmail(), deciders);
  for (const { what, protection } of ourProtections(tabs, [SpreadsheetApp.ProtectionType.SHEET])) {
    // What has become a warning is put back by set-up.
    if (![DECIDERS_TAB, PAGE].includes(what) || !protection.canEdit() || protection.isWarningOnly()) continue;
    editors.follow(protection, 'deciders');
  }
  return editors.troubles();
}

/** Who decides, in a text that changes when somebody comes or goes. */
export const admissionOf = (deciders: readonly Decider[]): string =>
  deciders
    .map(({ email }) => email)
    .sort()
    .join(' ');

/** The Director, the Advisor and whoever stands in for them, today or from tomorrow on. */
export function decidersIn(tables: Tables, today: number): Decider[] {
  const people = tables.get('people');
  const deciders = people.rows.filter(
    (person) =>
      (person.role === 'Director' || person.role === 'Advisor' || person.standsInFor) &&
      (holdsRole(person, today) || holdsRole(person, today + 1)),
  );
  const seen = new Set<string>();
  return deciders.flatMap(({ email, row }) => {
    if (seen.has(email)) return [];
    seen.add(email);
    return [{ email, row: people.rowNumber(row) }];
  });
}

/** Tabs that only deciders change. */
export const DECIDERS_TABS: readonly SheetKey[] = SHEET_KEYS.filter((key) => SHEETS[key].editors === 'deciders');
