/** Which formulas of a workbook start when a cell is typed, and how many cells they are handed, as Google works it. */
import { type Area, overlaps, readA1 } from '../../host/book/areas';
import { type Node, parse, referencesOf } from '../../host/book/plain/parse';
import type { Snapshot } from '../../host/contract';

interface Place extends Area {
  readonly sheet: string;
}

interface PlacedFormula {
  /** Such as `Overview!A5`. */
  readonly at: string;
  /** Custom functions it calls; Sheets' own start on Google's side and cost nothing. */
  readonly functions: readonly string[];
  readonly reads: readonly Place[];
  /** Cells handed to its custom functions, the blank ones as well. */
  readonly handed: number;
  /** What it might fill: below on a tab of rows, to the right as well on a page. */
  readonly fills: Place;
}

export interface FormulaGraph {
  readonly formulas: readonly PlacedFormula[];
  /** Custom functions that start when any cell of a tab is typed: at once, and because others gave something new. */
  startedBy(sheet: string): { direct: string[]; through: string[] };
  readonly handed: number;
}

type Sheets = Record<string, { name: string; size: { rows: number; columns: number } }>;

/** @param names - The names of the custom functions. */
export function formulaGraph({ workbook }: Snapshot, names: readonly string[], pages: readonly string[]): FormulaGraph {
  const sheets = Object.values(workbook.sheets ?? {}).map((sheet) => ({
    name: sheet.name ?? '',
    size: { rows: sheet.rowCount ?? 0, columns: sheet.columnCount ?? 0 },
    cells: sheet.cellData ?? {},
  }));
  const byName: Sheets = Object.fromEntries(sheets.map((sheet) => [sheet.name, sheet]));
  const formulas = sheets.flatMap(({ name, size, cells }) =>
    Object.entries(cells).flatMap(([row, line]) =>
      Object.entries(line ?? {}).flatMap(([column, cell]) => {
        const text = (cell as { f?: string } | null)?.f;
        if (!text) return [];
        const [r, c] = [Number(row), Number(column)];
        const isPage = pages.includes(name);
        const fills = { sheet: name, row: r, column: c, rows: size.rows - r, columns: isPage ? size.columns - c : 1 };
        return [placed(`${name}!R${r + 1}C${c + 1}`, text, name, byName, names, fills)];
      }),
    ),
  );
  return {
    formulas,
    handed: formulas.reduce((sum, { handed }) => sum + handed, 0),
    startedBy: (sheet) => {
      const first = formulas.filter(({ reads }) => reads.some((place) => place.sheet === sheet));
      const started = new Set(first);
      for (const one of started) for (const next of formulas) if (feeds(one, next)) started.add(next);
      const later = [...started].filter(
        (formula) => !first.includes(formula) || first.some((one) => feeds(one, formula)),
      );
      return { direct: first.flatMap((one) => one.functions), through: later.flatMap((one) => one.functions) };
    },
  };
}

/** Whether one reads what another gives; Sheets' own formulas that give one cell pass it on. */
const feeds = (one: PlacedFormula, next: PlacedFormula): boolean =>
  one !== next && next.reads.some((place) => place.sheet === one.fills.sheet && overlaps(place, givenBy(one)));

const givenBy = ({ functions, fills }: PlacedFormula): Area =>
  functions.length === 0 ? { ...fills, rows: 1, columns: 1 } : fills;

function placed(
  at: string,
  text: string,
  own: string,
  sheets: Sheets,
  names: readonly string[],
  fills: Place,
): PlacedFormula {
  const node = parse(text);
  if (!node) throw new Error(`${at}: ${text} is no formula the plain book knows`);
  const calls = callsIn(node).filter(({ name }) => names.includes(name.toUpperCase()));
  const place = ({ sheetName = own, a1 }: Extract<Node, { kind: 'reference' }>): Place => {
    const area = sheets[sheetName] && readA1(a1, sheets[sheetName].size);
    if (!area) throw new Error(`${at}: ${sheetName}!${a1} is nowhere`);
    return { sheet: sheetName, row: area.row, column: area.column, rows: area.rows, columns: area.columns };
  };
  const handed = calls.flatMap(({ args }) => args.flatMap(referencesOf)).map(place);
  return {
    at,
    functions: calls.map(({ name }) => name),
    reads: referencesOf(node).map(place),
    handed: handed.reduce((sum, { rows, columns }) => sum + rows * columns, 0),
    fills,
  };
}

function callsIn(node: Node): Extract<Node, { kind: 'call' }>[] {
  if (node.kind === 'call') return [node, ...node.args.flatMap(callsIn)];
  return node.kind === 'operation' ? node.operands.flatMap(callsIn) : [];
}
