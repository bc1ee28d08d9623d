/** Where tabs and their columns stand, and the formulas that read them. */
import type { AnySheet } from '../define-sheet';
import { keysOf } from '../define-sheet';
import { columnLetters } from '../reading/problem';
import type { SheetKey } from '../sheets';
import { SHEET_KEYS, SHEETS } from '../sheets';
import { OVERVIEW } from './page';

/** What formulas need to know of the tabs as they are: people rename tabs and move columns. */
export interface Layout {
  nameOf(key: SheetKey | 'overview'): string;
  /** Where a tab's columns stand, 0-based; -1 where one is missing. */
  positionsOf(key: SheetKey): Record<string, number>;
}

/** The tabs as they are declared. */
export const DECLARED: Layout = {
  nameOf: (key) => (key === 'overview' ? OVERVIEW.title : SHEETS[key].title),
  positionsOf: (key) => Object.fromEntries(keysOf(SHEETS[key] as AnySheet).map((name, index) => [name, index])),
};

/** The range of a whole tab for a formula: from A to its last typed column, so that a flag never refers to itself. */
export function tabRange(key: SheetKey, before?: string, layout: Layout = DECLARED): string {
  const spec = SHEETS[key] as AnySheet;
  const keys = keysOf(spec);
  const positions = layout.positionsOf(key);
  const typed = keys.slice(0, before === undefined ? keys.length : keys.indexOf(before));
  const width =
    1 + Math.max(0, ...typed.filter((name) => !spec.columns[name]!.computed).map((name) => positions[name]!));
  return `${quoted(layout.nameOf(key))}!A:${columnLetters(width)}`;
}

/** A tab's name as a formula writes it; short names could be cells. */
const quoted = (name: string): string => (/^[A-Za-z]{4,}$/.test(name) ? name : `'${name.replace(/'/g, "''")}'`);

/** A computed column's formula with its tabs filled in. */
export function headerFormula(layout: Layout, key: SheetKey, column: string): string {
  const template = (SHEETS[key] as AnySheet).columns[column]!.formula!;
  return fillIn(layout, template, key, column);
}

/** A formula with the places of the tabs and of cells of Overview filled in: {Ledger}, {asAt}, {year}, {unread}. */
export function fillIn(layout: Layout, template: string, own?: SheetKey, before?: string): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === 'asAt') return `${quoted(layout.nameOf('overview'))}!$B$2`;
    if (name === 'unread') return `${quoted(layout.nameOf('overview'))}!$E$4`;
    if (name === 'year') return `${quoted(layout.nameOf('overview'))}!$B$3`;
    const key = SHEET_KEYS.find((candidate) => SHEETS[candidate].title === name)!;
    return tabRange(key, key === own ? before : undefined, layout);
  });
}

/** Whether two formulas say the same, however they are spaced and quoted. */
export const isSameFormula = (is: string, wanted: string): boolean => plainFormula(is) === plainFormula(wanted);

const plainFormula = (formula: string): string => formula.replace(/[\s']/g, '').toUpperCase();
