import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import { Tables } from '../workbook/tables';
import { googleWorld } from './google-world';
import type { Tabs } from './tabs';

type Protection = GoogleAppsScript.Spreadsheet.Protection;

const MARK = 'Cluster Tracker: ';

/** Where each tab's columns stand, 0-based. A formula in a header may not have its result yet, so it is not read here. */
export type Positions = Partial<Record<SheetKey, Record<string, number>>>;

/**
 * Protects what people should not change by hand: the deciders' tabs, header rows, computed columns; a warning on the log.
 *
 * Found again by their descriptions, so that running it twice adds nothing; the deciders' list follows the People tab.
 */
export function protectTabs(tabs: Tabs, positions: Positions, did: string[]): void {
  const deciders = deciderEmails(tabs);
  const added: string[] = [];
  for (const key of Object.keys(SHEETS) as SheetKey[]) {
    const spec = SHEETS[key] as AnySheet;
    const sheet = tabs.need(key);
    const there = new Map<string, Protection>();
    for (const type of [SpreadsheetApp.ProtectionType.SHEET, SpreadsheetApp.ProtectionType.RANGE]) {
      for (const protection of sheet.getProtections(type)) there.set(protection.getDescription(), protection);
    }
    const ensure = (what: string, make: () => Protection, editors: readonly string[] | 'warn') => {
      const known = there.get(MARK + what);
      if (known) {
        if (editors !== 'warn' && editors.length > 0 && syncEditors(known, editors))
          added.push(`${spec.title} (${what}: who may edit)`);
        return;
      }
      const protection = make().setDescription(MARK + what);
      if (editors === 'warn') protection.setWarningOnly(true);
      else restrict(protection, editors);
      added.push(`${spec.title} (${what})`);
    };
    if (spec.editors === 'deciders')
      ensure('only the Director and the Advisor change this tab', () => sheet.protect(), deciders);
    if (spec.editors === 'tracker') ensure('written by the tracker', () => sheet.protect(), 'warn');
    if (spec.editors !== 'everyone') continue;
    ensure('header row', () => sheet.getRange(1, 1, 1, sheet.getMaxColumns()).protect(), []);
    for (const { name, column } of computedColumns(spec, positions[key] ?? {})) {
      ensure(`computed column ${name}`, () => sheet.getRange(2, column, sheet.getMaxRows() - 1, 1).protect(), []);
    }
  }
  if (added.length > 0) did.push(`Protected ${added.join(', ')}`);
}

function computedColumns(spec: AnySheet, positions: Record<string, number>): { name: string; column: number }[] {
  return keysOf(spec)
    .filter((key) => spec.columns[key]!.computed && (positions[key] ?? -1) >= 0)
    .map((key) => ({ name: spec.columns[key]!.header, column: positions[key]! + 1 }));
}

/** Lets whoever decides by the People tab edit the deciders' tabs; nothing else is looked at. */
export function admitDeciders(tabs: Tabs): void {
  protectTabs(tabs, {}, []);
}

/** Leaves the owner and the given people; the person who runs this cannot be taken out before they are replaced. */
function restrict(protection: Protection, editors: readonly string[]): void {
  if (protection.canDomainEdit()) protection.setDomainEdit(false);
  const others = protection.getEditors().map((user) => user.getEmail().toLowerCase());
  const out = others.filter((email) => !editors.includes(email));
  if (editors.length > 0) protection.addEditors([...editors]);
  if (out.length > 0 || editors.length === 0) protection.removeEditors(out);
}

/** True when somebody had to be added or taken out. The owner stays whatever the list says. */
function syncEditors(protection: Protection, editors: readonly string[]): boolean {
  if (!protection.canEdit()) return false; // somebody else set it up; only its editors can change it
  const is = protection.getEditors().map((user) => user.getEmail().toLowerCase());
  const missing = editors.filter((email) => !is.includes(email));
  if (missing.length > 0) protection.addEditors(missing);
  return missing.length > 0;
}

/** The Director, the Advisor and whoever stands in for them. */
function deciderEmails(tabs: Tabs): string[] {
  const people = new Tables(googleWorld(tabs).read(['people', 'clusters', 'schools'])).get('people');
  return [
    ...new Set(
      people.email.filter((_, row) => ['Director', 'Advisor'].includes(people.role[row]!) || people.standsInFor[row]),
    ),
  ];
}
