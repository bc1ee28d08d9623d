import { holdsRole } from '../../rules/requests/deciders';
import type { AnySheet } from '../../workbook/define-sheet';
import { keysOf } from '../../workbook/define-sheet';
import { CLUSTER_PAGE, isPage, OVERVIEW, SCHOOLS_PAGE } from '../../workbook/pages/page';
import { columnLetters } from '../../workbook/reading/problem';
import { SHEETS } from '../../workbook/sheets';
import type { Tables } from '../../workbook/tables';
import { type TabKey, type Tabs, titleOf } from '../tabs';
import { type Decider, Editors } from './editors';
import type { Range, Sheet } from './style';

type Protection = GoogleAppsScript.Spreadsheet.Protection;

const MARK = 'Cluster Tracker: ';
const HEADERS = 'header row';
const DECIDERS_TAB = 'only the Director and the Advisor change this tab';
const PAGE = 'a page of formulas';
const INSTEAD_OF_PAGE = 'What it shows comes from the other tabs: change it there, and it follows.';
const INSTEAD_OF_HEADER =
  'The tracker finds columns by their headers, so these stay as they are. For a column of your own ask the owner of ' +
  'the file.';
/** Cells of the pages that anybody may change: the choices, and what the digest writes. */
const OPEN_CELLS: Partial<Record<TabKey, readonly string[]>> = {
  overview: [OVERVIEW.asAtCell, OVERVIEW.yearCell, OVERVIEW.digestCell, OVERVIEW.pinnedCell, OVERVIEW.todayCell],
  schoolsPage: [SCHOOLS_PAGE.clusterCell, SCHOOLS_PAGE.showCell],
  clusterPage: [CLUSTER_PAGE.clusterCell],
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
  if (isPage(key)) return [{ what: PAGE, instead: INSTEAD_OF_PAGE, range: null, for: 'deciders' }];
  const spec = SHEETS[key] as AnySheet;
  const { instead = '' } = spec;
  const guards: Guard[] = [{ what: HEADERS, instead: INSTEAD_OF_HEADER, range: '1:1', for: 'owner' }];
  if (spec.editors === 'deciders') guards.push({ what: DECIDERS_TAB, instead, range: null, for: 'deciders' });
  if (spec.editors === 'tracker')
    guards.push({ what: 'written by the tracker', instead, range: null, for: 'everybody' });
  for (const name of keysOf(spec)) {
    const { computed, header, note } = spec.columns[name]!;
    if (!computed || positions[name]! < 0) continue;
    const letters = columnLetters(positions[name]! + 1);
    guards.push({
      what: `computed column ${header}`,
      says: `${header} is worked out`,
      instead: note,
      range: `${letters}2:${letters}`,
      for: 'everybody',
    });
  }
  return guards;
}

const textOf = ({ what, says = what, instead }: Guard): string => `${MARK}${says}. ${instead}`;

/** Whether a description says so. Earlier versions wrote nothing behind it. */
const isOf = (description: string, what: string): boolean =>
  description === MARK + what || description.startsWith(`${MARK}${what}. `);

/** A protection of the tracker's, found by its description; one that was cut off while it was made has none yet. */
interface Found {
  readonly description: string;
  readonly sheetId: number;
  readonly protection: Protection;
  readonly range: Range;
  /** Whether whoever runs this may change it. */
  readonly isOpen: boolean;
}

function ourProtections(tabs: Tabs, types: readonly GoogleAppsScript.Spreadsheet.ProtectionType[]): Found[] {
  return types
    .flatMap((type) => tabs.spreadsheet.getProtections(type))
    .flatMap((protection) => {
      const description = protection.getDescription();
      if (description !== '' && !description.startsWith(MARK)) return [];
      const range = protection.getRange();
      return [{ description, sheetId: range.getGridId(), protection, range, isOpen: protection.canEdit() }];
    });
}

/**
 * Protects what people should not change by hand: the deciders' tabs, the pages of formulas but for their choices,
 * header rows; a warning on the log and on computed columns.
 *
 * Each says in its description what to do instead. They are found again by how that begins, so that running it twice adds nothing; the deciders' list follows
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
  isLocked(key: TabKey): boolean {
    return this.keepsOut(key, [HEADERS, DECIDERS_TAB]);
  }

  /** Whether whoever runs this may not change a tab at all. */
  isClosed(key: TabKey): boolean {
    return this.keepsOut(key, [PAGE, DECIDERS_TAB]);
  }

  private keepsOut(key: TabKey, guards: readonly string[]): boolean {
    const id = this.tabs.idOf(key);
    return this.there.some(
      ({ description, sheetId, isOpen }) => sheetId === id && !isOpen && guards.some((what) => isOf(description, what)),
    );
  }

  /** Protects one tab, and says what was missing. */
  protect(key: TabKey, positions: Record<string, number>, editors: Editors): string[] {
    const sheet = this.tabs.need(key);
    const id = this.tabs.idOf(key);
    const there = this.there.filter(({ sheetId }) => sheetId === id);
    const last = columnLetters(1 + Math.max(0, ...Object.values(positions)));
    return guardsOf(key, positions).flatMap((guard) => {
      const known = knownOf(guard, there, last, sheet);
      const said = `${titleOf(key)} (${guard.what}`;
      if (known.length === 0) {
        for (const { protection } of unfinished(guard, there, last, sheet)) protection.remove();
        addGuard(key, guard, sheet, editors);
        return [`${said})`];
      }
      const reworded = known.filter((found) => reword(guard, found));
      const changed = known.filter((found) => renewGuard(key, guard, found, editors));
      return [
        ...(reworded.length > 0 ? [`${said}: what it says)`] : []),
        ...(changed.length > 0 ? [`${said}: who may edit)`] : []),
      ];
    });
  }
}

/** The description comes last: by it a protection is known to hold. */
function addGuard(key: TabKey, guard: Guard, sheet: Sheet, editors: Editors): void {
  const { range, for: whom } = guard;
  const protection = (range === null ? sheet : sheet.getRange(range)).protect();
  if (range === null) openCells(protection, OPEN_CELLS[key] ?? []);
  if (whom === 'everybody') protection.setWarningOnly(true);
  else editors.admitTo(protection, whom);
  protection.setDescription(textOf(guard));
}

/** Lets a protection say what to do instead, as this version does; true where it said something else. */
function reword(guard: Guard, { description, protection, isOpen }: Found): boolean {
  if (!isOpen || description === textOf(guard)) return false;
  protection.setDescription(textOf(guard));
  return true;
}

/** Puts a protection that is there in order; true where something differed. */
function renewGuard(key: TabKey, { range, for: whom }: Guard, found: Found, editors: Editors): boolean {
  const { protection, isOpen } = found;
  // What somebody else set up only its editors can change.
  if (!isOpen) return false;
  const opened = range === null && openCells(protection, OPEN_CELLS[key] ?? []);
  const warns = protection.isWarningOnly();
  if (whom === 'everybody') {
    if (!warns) protection.setWarningOnly(true);
    return !warns || opened;
  }
  if (!warns) return editors.follow(protection, whom) || opened;
  restrict(protection, () => editors.admitTo(protection, whom));
  return true;
}

/** Makes a warning a restriction again; meanwhile it has no description. */
function restrict(protection: Protection, admit: () => void): void {
  const description = protection.getDescription();
  protection.setDescription('').setWarningOnly(false);
  admit();
  protection.setDescription(description);
}

/** The protections of a guard that stand where they should; what stands elsewhere or twice is removed. */
function knownOf({ what, says = what, range }: Guard, there: readonly Found[], last: string, sheet: Sheet): Found[] {
  const known: Found[] = [];
  for (const found of there) {
    if (!isOf(found.description, what) && !isOf(found.description, says)) continue;
    // Rows put in above a protected column shift what is protected; a copy of a protection adds nothing.
    const good = known.length === 0 && (range === null || covers(found.range.getA1Notation(), range, last, sheet));
    if (good || !found.isOpen) known.push(found);
    else found.protection.remove();
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

/** What a run that was cut off has left of a guard: it stands where the guard would and says nothing. */
const unfinished = ({ range }: Guard, there: readonly Found[], last: string, sheet: Sheet): Found[] =>
  there.filter(
    (found) =>
      range !== null &&
      found.description === '' &&
      found.isOpen &&
      covers(found.range.getA1Notation(), range, last, sheet),
  );

/**
 * Whether a range covers a row as far as its columns go, or a column to the end of its sheet.
 *
 * @param is - Such as `1:1`, `A1:Z1`, `S2:S` or `S2:S200`; Google writes the end out or leaves it open.
 * @param last - The letters of the tab's last column.
 */
function covers(is: string, wanted: string, last: string, sheet: Sheet): boolean {
  if (is === wanted) return true;
  const [from, to] = wanted.split(':') as [string, string];
  const [start, end = ''] = is.split(':');
  if (!/^\d/.test(from)) return start === from && (end === to || end === `${to}${sheet.getMaxRows()}`);
  const letters = /^([A-Z]+)1$/.exec(end)?.[1] ?? '';
  const isFarEnough = letters.length === last.length ? letters >= last : letters.length > last.length;
  return start === `A${from}` && isFarEnough;
}

/**
 * Lets whoever decides by the People tab edit what deciders may, and takes out who does no longer; nothing more.
 *
 * @param me - Whoever this runs for; in a time trigger the account that made it.
 * @returns What Google refused, each with what to do.
 */
export function admitDeciders(tabs: Tabs, me: string, deciders: readonly Decider[]): string[] {
  const editors = new Editors(me, tabs.ownerEmail(), deciders);
  for (const { description, protection, isOpen } of ourProtections(tabs, [SpreadsheetApp.ProtectionType.SHEET])) {
    if (!isOpen || ![DECIDERS_TAB, PAGE].some((what) => isOf(description, what))) continue;
    if (protection.isWarningOnly()) {
      restrict(protection, () => editors.admitTo(protection, 'deciders'));
    } else editors.follow(protection, 'deciders');
  }
  return editors.troubles();
}

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
