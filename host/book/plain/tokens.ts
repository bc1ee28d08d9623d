/** The parts of a formula, and what happens to its references when cells move or tabs are renamed. */
import { type Area, columnLetters, quoteSheetName, readA1, splitSheetName } from '../areas';
import type { Size } from '../book';
import { type Shift, shiftSpan } from '../protections';

export type Token =
  | { kind: 'number' | 'text' | 'error' | 'name' | 'operator' | 'space'; text: string }
  | { kind: 'reference'; text: string; sheetName?: string; a1: string };

const CORNER = String.raw`\$?(?:[A-Za-z]{1,3}\$?[1-9]\d{0,7}|[A-Za-z]{1,3}|[1-9]\d{0,7})`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?[1-9]\d{0,7}`;
const PARTS = new RegExp(
  [
    `(?<space>\\s+)`,
    `(?<text>"(?:[^"]|"")*")`,
    `(?<error>#(?:REF!|N/A|NAME\\?|VALUE!|DIV/0!|NUM!|NULL!|ERROR!))`,
    `(?<reference>(?:(?:'(?:[^']|'')+'|[A-Za-z_][\\w.]*)!)?(?:${CORNER}:${CORNER}|${CELL})(?![\\w(!:]))`,
    `(?<number>\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+)`,
    `(?<name>[A-Za-z_][\\w.]*)`,
    `(?<operator><>|<=|>=|[-+*/^&=<>%(),;{}])`,
  ].join('|'),
  'y',
);

/** The parts of a formula without its equals sign, the spaces too. Undefined if something in it is none. */
export function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  PARTS.lastIndex = 0;
  while (PARTS.lastIndex < text.length) {
    const match = PARTS.exec(text);
    if (!match) return undefined;
    const kind = Object.entries(match.groups!).find(([, part]) => part !== undefined)![0] as Token['kind'];
    if (kind === 'reference') tokens.push({ kind, text: match[0], ...splitSheetName(match[0]) });
    else tokens.push({ kind, text: match[0] });
  }
  return tokens;
}

type Reference = Extract<Token, { kind: 'reference' }>;

function mapReferences(formula: string, map: (reference: Reference) => string): string {
  const tokens = formula.startsWith('=') ? tokensOf(formula.slice(1)) : undefined;
  if (!tokens?.some(({ kind }) => kind === 'reference')) return formula;
  return `=${tokens.map((token) => (token.kind === 'reference' ? map(token) : token.text)).join('')}`;
}

const isNamed = (sheetName: string | undefined, name: string, own: string): boolean =>
  (sheetName ?? own).toLowerCase() === name.toLowerCase();

/** A formula after rows or columns of the tab of that name have come, gone or moved; `own` is the tab it stands in. */
export function afterShift(formula: string, own: string, name: string, shift: Shift): string {
  return mapReferences(formula, ({ text, sheetName, a1 }) => {
    if (!isNamed(sheetName, name, own)) return text;
    const moved = shiftedA1(a1, shift);
    return text.slice(0, text.length - a1.length) + moved;
  });
}

/** A formula after a tab has been renamed. */
export function afterRename(formula: string, oldName: string, newName: string): string {
  return mapReferences(formula, ({ text, sheetName, a1 }) =>
    sheetName !== undefined && isNamed(sheetName, oldName, '') ? `${quoteSheetName(newName)}!${a1}` : text,
  );
}

/** A formula as it is in another cell, so many rows further down and columns further right. */
export function afterOffset(formula: string, down: number, right: number): string {
  return mapReferences(formula, ({ text, a1 }) => {
    const corners = a1.split(':').map((corner) => {
      const { columnSign, column, rowSign, row } = cornerOf(corner);
      const newColumn = column === undefined || columnSign ? column : column + right;
      const newRow = row === undefined || rowSign ? row : row + down;
      if ((newColumn ?? 0) < 0 || (newRow ?? 0) < 0) return '#REF!';
      return writeCorner({ columnSign, column: newColumn, rowSign, row: newRow });
    });
    const moved = corners.includes('#REF!') ? '#REF!' : corners.join(':');
    return text.slice(0, text.length - a1.length) + moved;
  });
}

interface Corner {
  columnSign: string;
  column: number | undefined;
  rowSign: string;
  row: number | undefined;
}

function cornerOf(text: string): Corner {
  const [, columnSign, letters, rowSign, digits] = /^(\$?)([A-Za-z]*)(\$?)(\d*)$/.exec(text)!;
  const column = letters ? readA1(`${letters}1`, { rows: 1, columns: 1 })!.column : undefined;
  // `$5` alone: the sign is the row's.
  const [signOfColumn, signOfRow] = letters ? [columnSign!, rowSign!] : ['', columnSign || rowSign || ''];
  return { columnSign: signOfColumn, column, rowSign: signOfRow, row: digits ? Number(digits) - 1 : undefined };
}

function writeCorner({ columnSign, column, rowSign, row }: Corner): string {
  const letters = column === undefined ? '' : columnSign + columnLetters(column);
  return letters + (row === undefined ? '' : `${rowSign}${row + 1}`);
}

/** As far as a range without an end reaches. */
const OPEN_END = 100_000_000;

function shiftedA1(a1: string, shift: Shift): string {
  const [first, last = first] = a1.split(':').map(cornerOf) as [Corner, Corner?];
  const [start, end] = [first[shift.axis], last![shift.axis]];
  if (start === undefined && end === undefined) return a1;
  const from = Math.min(start ?? 0, end ?? OPEN_END);
  const to = Math.max(start ?? 0, end ?? OPEN_END);
  const moved = shiftSpan(from, to - from + 1, shift);
  if (!moved) return '#REF!';
  const corner = (old: Corner, position: number): string =>
    writeCorner(old[shift.axis] === undefined ? old : { ...old, [shift.axis]: position });
  const written = corner(first, moved.start);
  return a1.includes(':') ? `${written}:${corner(last!, moved.start + moved.length - 1)}` : written;
}

/** The cells a reference names in a tab of that size; undefined if they are not there. */
export function areaNamed(a1: string, size: Size): (Area & { openRows: boolean }) | undefined {
  const area = readA1(a1.replace(/\$/g, ''), size);
  if (!area || area.row + area.rows > size.rows || area.column + area.columns > size.columns) return undefined;
  return area;
}
