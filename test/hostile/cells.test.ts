import type { Snapshot, Tracker } from '../../host/contract';
import { FUNCTIONS } from '../../src/functions/all';
import { type AnySheet, keysOf } from '../../src/workbook/define-sheet';
import { columnLetters } from '../../src/workbook/reading/problem';
import { findColumns } from '../../src/workbook/reading/read-table';
import { SHEET_KEYS, SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { DIRECTOR, OWNER } from '../support/fault-cases';
import { answer, openTracker } from '../support/tracker';
import { faults } from './reading';
import { clean, whyNoSentence } from './standing';
import { FORMULAS, LOOKALIKES, MARKUP, NAMES, SIGNS } from './values';

const NOW = new Date('2026-11-24T10:00:00Z');
const CELLS: readonly unknown[] = [
  ...[...MARKUP, ...FORMULAS, ...SIGNS, ...NAMES, ...LOOKALIKES].filter((text) => text !== ''),
  'x'.repeat(50_000),
  ...[-1, 0, 0.5, 0.1 + 0.2, 1e308, -1e308, 2 ** 53, 2_958_466, -1e9, 45_000.75, 46_000, true, false],
];
/** What no date, sum, time, tick, choice or name of a row can be. */
const NONSENSE: readonly unknown[] = [...MARKUP, ...NAMES, '[undone 1 5]', '; DROP TABLE people'];
/** Kinds of cells in which any words are as good as others. */
const IS_WORDS = /^(text|long text|names|ID|value)$/;

const open = (snapshot?: Snapshot): Promise<Tracker> =>
  openTracker({ now: () => NOW, keepsContexts: true, ...(snapshot && { snapshot }) });
let prepared: Snapshot;
let tracker: Tracker;
beforeAll(async () => {
  const first = await open();
  answer(first.run(OWNER, 'setUpWorkbook'));
  answer(first.run(OWNER, 'addSampleData'));
  await first.settled();
  prepared = first.snapshot();
  first.dispose();
});
beforeEach(async () => {
  tracker = await open(prepared);
});
afterEach(() => tracker.dispose());

/** Puts values into a column, each into a row of its own that is otherwise as the first one; gives the rows. */
function plant(key: SheetKey, column: string, cells: readonly unknown[]): number[] {
  const { title } = SHEETS[key];
  const spec = SHEETS[key] as AnySheet;
  const [header = [], ...rows] = tracker.usedValues(title);
  const positions: Record<string, number> = findColumns(spec, header as string[]);
  const typed = header.map(
    (_, at) => !keysOf(spec).some((name) => positions[name] === at && spec.columns[name]!.computed),
  );
  const isFilled = (row: unknown[]) => row.some((cell, at) => typed[at] && cell !== '' && cell !== false);
  const filled = rows.reduce((last, row, index) => (isFilled(row) ? index + 1 : last), 0);
  const idAt = spec.idColumn === undefined ? -1 : positions[spec.idColumn]!;
  const at = positions[column]!;
  // Parameters have a row each; of everything else there can be more.
  const inPlace = key === 'settings';
  const placed = inPlace ? cells.slice(0, filled) : cells;
  const first = inPlace ? 2 : filled + 2;
  const width = typed.lastIndexOf(true) + 1;
  const lines = placed.map((cell, index) => {
    const like = inPlace ? rows[index]! : (rows[0] ?? header.map(() => ''));
    return like.slice(0, width).map((other, place) => {
      if (place === at) return cell;
      if (!typed[place]) return '';
      return place === idAt ? `${spec.idPrefix}-9${String(index).padStart(3, '0')}` : other;
    });
  });
  // Columns that formulas fill stay as they are.
  const parts = runsOf(typed.slice(0, width));
  for (const [from, to] of parts) {
    const block = lines.map((line) => line.slice(from, to).map(asTyped));
    tracker.edit(OWNER, title, `${columnLetters(from + 1)}${first}`, block, { paste: true });
  }
  return placed.map((_, index) => first + index);
}

/** Dates are typed as people type them. */
const asTyped = (cell: unknown): unknown =>
  typeof cell === 'object' && cell !== null && 'getTime' in cell ? (cell as Date).toISOString().slice(0, 10) : cell;

function runsOf(flags: readonly boolean[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  flags.forEach((flag, at) => {
    if (!flag) return;
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = at + 1;
    else runs.push([at, at + 1]);
  });
  return runs;
}

const SLIPPED = /\bundefined\b|\[object |\bNaN\b|Infinity|TypeError|Cannot read/;
/** A text without what was planted, of which pages may show as much as they like. */
const withoutPlanted = (text: string): string =>
  /undefined|NaN/.test(text) ? text.replace(/(["“‘'(]?)\b(undefined|NaN)\b/g, (all, mark) => (mark ? '…' : all)) : text;

interface Problem {
  sheet: string;
  row: number;
  a1: string;
  header: string;
  message: string;
  /** How many more have the same mistake. */
  alike?: number;
}
const check = (): Problem[] => answer<{ problems: Problem[] }>(tracker.run(DIRECTOR, 'checkWorkbook')).problems;

const COLUMNS = SHEET_KEYS.flatMap((key) => {
  const spec = SHEETS[key] as AnySheet;
  return keysOf(spec).flatMap((name) =>
    spec.columns[name]!.computed ? [] : [{ key, name, header: spec.columns[name]!.header }],
  );
});

/** What a cell function can be given beside cells: whole ranges of any size, and nothing. */
const RANGES: readonly unknown[] = [
  undefined,
  null,
  [],
  [[]],
  [['']],
  [[null, undefined]],
  [['#REF!', 'Loading...']],
  [MARKUP],
  new Array(3_000).fill(['x', 1, true, '']),
  [new Array(16_384).fill('Name')],
  { length: 3 },
];

describe('whatever a cell function is given', () => {
  it.each(FUNCTIONS.map((spec) => [spec.name, spec] as const))('%s gives words or figures', (_, spec) => {
    const tabs = Object.fromEntries(SHEET_KEYS.map((key) => [key, tracker.usedValues(SHEETS[key].title)]));
    const good = spec.parameters.map(({ tab, type }) => (tab ? tabs[tab] : GOOD[type]));
    const broken = new Date(Number.NaN);
    const found: string[] = [];
    good.forEach((_given, at) => {
      const isTab = spec.parameters[at]!.tab !== undefined;
      // A tab is asked for as a whole: one cell in its place is refused whatever it holds.
      const wrong = isTab ? [...RANGES, 'x', 1, true, broken] : [...CELLS, ...RANGES, broken];
      for (const cell of wrong) {
        const given = good.map((value, index) => (index === at ? cell : value));
        try {
          const answer = spec.call(...given);
          const cells = Array.isArray(answer) ? answer.flat() : [answer];
          const odd = cells.find((one) => !isCell(one));
          if (odd !== undefined) found.push(`${String(odd)} <= ${clean(String(cell)).slice(0, 80)}`);
        } catch (error) {
          found.push(`${(error as Error).message} <= argument ${at + 1}: ${clean(String(cell)).slice(0, 80)}`);
        }
      }
    });
    expect(found).toEqual([]);
  });

  const GOOD: Record<string, unknown> = {
    ...{ date: new Date(NOW), money: 100, number: 1, whole: 1, tick: true, year: '2026/27', text: 'C-4' },
    ...{ moneyList: [[100]], any: 1 },
  };
  /** What a spreadsheet takes from a function. */
  const isCell = (cell: unknown): boolean =>
    (typeof cell === 'string' && cell.length <= 50_000 && !/\bundefined\b(?!”|")|\[object /.test(cell)) ||
    (typeof cell === 'number' && Number.isFinite(cell)) ||
    typeof cell === 'boolean' ||
    (cell instanceof Date && !Number.isNaN(cell.getTime()));
});

describe('whatever stands in a column', () => {
  it.each(COLUMNS)('$key: $header', ({ key, name }) => {
    const { kind } = (SHEETS[key] as AnySheet).columns[name]!;
    // Messages name rows by their IDs as they are.
    const cells = kind.name === 'ID' ? CELLS.filter((cell) => !SLIPPED.test(String(cell))) : CELLS;
    const rows = plant(key, name, cells);
    const problems = check();
    const said = problems.filter(
      ({ message }) =>
        SLIPPED.test(withoutPlanted(message)) || whyNoSentence(withoutPlanted(message).slice(0, 1_500)) !== null,
    );
    expect(said.map(({ message }) => clean(message).slice(0, 300))).toEqual([]);
    expect(faults(tracker)).toEqual([]);
    if (IS_WORDS.test(kind.name)) return;
    const own = problems.filter(({ sheet }) => sheet === SHEETS[key].title);
    const named = new Set(own.map(({ row }) => row));
    // Of many cells with one mistake the first are named, and the others counted.
    const counted = own.reduce((all, { alike = 0 }) => all + alike, 0);
    const unnamed = NONSENSE.filter((cell) => {
      const row = rows[cells.indexOf(cell)];
      return row !== undefined && !named.has(row);
    });
    expect([kind.name, unnamed.slice(counted)]).toEqual([kind.name, []]);
  });
});
