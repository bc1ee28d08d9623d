import type { AnySheet } from '../workbook/define-sheet';
import { keysOf } from '../workbook/define-sheet';
import { DECLARED, headerFormula, isSameFormula, type Layout } from '../workbook/pages/layout';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { SHEET_KEYS, SHEETS, type SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import type { World } from './world';

type Asked = Pick<World, 'headerFormulas' | 'nameOf'>;

/** Tabs whose names are asked for in any case: another tab of that name could hold what it likes. */
const NAMED: ReadonlySet<string> = new Set<SheetKey>(['requests', 'decisions']);

/**
 * Headers of computed columns in which another formula stands than the tracker’s, or none: whatever the column shows
 * then, nobody worked it out. Rule A1.
 */
export function formulaProblems(tables: Tables, world: Asked): CellProblem[] {
  // Where a column is missing that is said already, and formulas cannot be compared.
  if (!SHEET_KEYS.every((key) => isWhole(tables, key))) return [];
  const positionsOf = (key: SheetKey): Record<string, number> =>
    findColumns(SHEETS[key] as AnySheet, tables.grid(key)[0]!);
  const usual: Layout = {
    positionsOf,
    nameOf: (key) => (NAMED.has(key) ? world.nameOf(key) : DECLARED.nameOf(key)),
  };
  const asCalled: Layout = { positionsOf, nameOf: (key) => world.nameOf(key) };
  return SHEET_KEYS.flatMap((key) => {
    const spec = SHEETS[key] as AnySheet;
    const computed = keysOf(spec).filter((name) => spec.columns[name]!.formula !== undefined);
    if (computed.length === 0) return [];
    const formulas = world.headerFormulas(key, tables.grid(key)[0]!.length);
    return computed.flatMap((name): CellProblem[] => {
      const position = positionsOf(key)[name]!;
      const is = formulas[position] ?? '';
      const isOurs = (layout: Layout) => isSameFormula(is, headerFormula(layout, key, name));
      if (position < 0 || isOurs(usual) || isOurs(asCalled)) return [];
      return [problemOf(spec, position, name, is)];
    });
  });
}

function isWhole(tables: Tables, key: SheetKey): boolean {
  const spec = SHEETS[key] as AnySheet;
  if (!tables.has(key)) return false;
  const positions = findColumns(spec, tables.grid(key)[0]!) as Record<string, number>;
  return keysOf(spec).every((name) => spec.columns[name]!.formula !== undefined || positions[name]! >= 0);
}

function problemOf(spec: AnySheet, position: number, name: string, formula: string): CellProblem {
  const { header } = spec.columns[name]!;
  const a1 = `${columnLetters(position + 1)}1`;
  const found = formula === '' ? 'no formula' : `another formula, ${formula.slice(0, 60)}`;
  return {
    sheet: spec.title,
    row: 1,
    a1,
    header,
    message:
      `${spec.title}!${a1} (${header}): should hold the tracker’s formula, but holds ${found}. What the column shows was not ` +
      'worked out and counts for nothing. Run Clusters ▸ Set up workbook, which puts the formula back. (A1)',
    severity: 'stop',
    repair: null,
  };
}
