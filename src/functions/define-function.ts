import type { Day, FundingYear } from '../rules/basics/days';
import { formatYear } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import { penceOf } from '../rules/basics/money';
import { NotSet } from '../rules/basics/parameters';
import type { Format } from '../rules/figures/define-figure';
import type { Cell } from '../workbook/cell';
import { dayIn, isDateLike, yearIn } from '../workbook/cell';
import { tabRange } from '../workbook/pages/layout';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import type { Grid } from '../workbook/tables';

/** What a cell function may be given. Money is in pounds on the sheet and in pence inside. */
interface ArgumentTypes {
  date: Day;
  money: Pence;
  number: number;
  whole: number;
  tick: boolean;
  year: FundingYear;
  text: string;
  moneyList: (Pence | null)[];
  tab: Grid;
  any: Cell;
}

export type ArgumentType = keyof ArgumentTypes;

export interface Parameter<T extends ArgumentType = ArgumentType, O extends boolean = boolean> {
  readonly name: string;
  readonly type: T;
  readonly help: string;
  readonly optional: O;
  /** What stands for it in the example of a function that gives none of its own. */
  readonly example?: string;
  /** For a tab argument, which tab. */
  readonly tab?: SheetKey;
}

export const need = <const T extends ArgumentType>(
  name: string,
  type: T,
  help: string,
  example = '',
): Parameter<T, false> => ({ name, type, help, optional: false, example });

export const may = <const T extends ArgumentType>(
  name: string,
  type: T,
  help: string,
  example = '',
): Parameter<T, true> => ({ name, type, help, optional: true, example });

/** A whole tab with its header row. */
export const tab = (key: SheetKey): Parameter<'tab', false> & { tab: SheetKey } => ({
  name: key,
  type: 'tab',
  help: `The whole ${SHEETS[key].title} tab.`,
  optional: false,
  tab: key,
});

/** Whole tabs, one argument each, in this order. */
export const tabs = <const K extends readonly SheetKey[]>(...keys: K) =>
  keys.map(tab) as { [I in keyof K]: Parameter<'tab', false> & { tab: SheetKey } };

/** A tab that may be left out. */
export const mayTab = (key: SheetKey): Parameter<'tab', true> & { tab: SheetKey } => ({ ...tab(key), optional: true });

type Arguments<P extends readonly Parameter[]> = {
  [I in keyof P]: P[I] extends Parameter<infer T, infer O>
    ? ArgumentTypes[T] | (O extends true ? undefined : never)
    : never;
};

export type CellResult = Cell | Cell[][];

/** The columns of a table of figures, by their headers. */
export interface FiguresShown {
  readonly columns: Readonly<Record<string, { readonly format: Format }>>;
}

/** A custom function declared as data: stubs, argument checks and docs/functions.md come from this. */
export interface CellFunction {
  readonly name: string;
  readonly description: string;
  readonly returns: string;
  readonly parameters: readonly Parameter[];
  /** The table it gives, where it gives one of figures. */
  readonly figures?: FiguresShown;
  readonly example: string;
  /** Takes what the sheet passes; gives words instead of throwing. */
  readonly call: (...given: unknown[]) => CellResult;
}

export function defineFunction<const P extends readonly Parameter[]>(spec: {
  name: string;
  description: string;
  returns: string;
  parameters: P;
  figures?: FiguresShown;
  /** Made of the parameters' own where it is not given. */
  example?: string;
  run: (...args: Arguments<P>) => CellResult;
}): CellFunction {
  const { run, ...rest } = spec;
  return {
    ...rest,
    get example() {
      const given = spec.parameters.map(({ tab, example }) => (tab ? tabRange(tab) : example));
      return spec.example ?? `=${spec.name}(${given.join(', ')})`;
    },
    call: (...given) => {
      const args: unknown[] = [];
      for (const [index, parameter] of spec.parameters.entries()) {
        const value = given[index];
        const blank = value === undefined || value === null || value === '';
        if (blank && parameter.optional) {
          args.push(undefined);
          continue;
        }
        const read = READERS[parameter.type](blank ? '' : value);
        if (read === undefined) {
          return `${spec.name}: ${parameter.name}: expected ${EXPECTED[parameter.type]}, got ${describe(value)}.`;
        }
        args.push(read);
      }
      try {
        return fitting(run(...(args as Arguments<P>)));
      } catch (error) {
        if (error instanceof RangeError) return `${spec.name}: ${error.message}`;
        if (error instanceof NotSet)
          return (
            `${spec.name}: not set: ${error.parameter}. Enter it in Settings, or leave out its row there to use ` +
            'the tracker’s own value.'
          );
        throw error;
      }
    },
  };
}

const MOST_IN_A_CELL = 50_000; // a longer text makes an error of the whole answer

/** The answer with texts cut to what a cell can hold. */
function fitting(answer: CellResult): CellResult {
  if (!Array.isArray(answer)) return fits(answer) ? answer : cut(answer);
  for (const row of answer)
    for (let column = 0; column < row.length; column++) if (!fits(row[column]!)) row[column] = cut(row[column]!);
  return answer;
}

const fits = (cell: Cell): boolean => typeof cell !== 'string' || cell.length <= MOST_IN_A_CELL;
const cut = (cell: Cell): Cell => `${String(cell).slice(0, MOST_IN_A_CELL - 1)}…`;

const EXPECTED: Record<ArgumentType, string> = {
  date: 'a date such as 01/09/2026',
  money: 'a sum of money in pounds such as 1250.00',
  number: 'a number',
  whole: 'a whole number, 0 or more',
  tick: 'TRUE or FALSE',
  year: 'a funding year such as 2026/27',
  text: 'text',
  moneyList: 'sums of money in pounds, 0 or more, such as 90.00',
  tab: 'a whole tab with its header row, such as Clusters!A:I',
  any: 'a value',
};

const READERS: { [T in ArgumentType]: (value: unknown) => ArgumentTypes[T] | undefined } = {
  date: dayIn,
  money: (value) => (typeof value === 'number' ? (penceOf(value) ?? undefined) : undefined),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  whole: (value) => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined),
  tick: (value) => (typeof value === 'boolean' ? value : undefined),
  year: yearIn,
  text: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
  moneyList: (value) => {
    const cells = (Array.isArray(value) ? value.flat() : [value]) as unknown[];
    const sums = cells.map((cell) => (cell === '' ? null : (READERS.money(cell) ?? Number.NaN)));
    return sums.every((sum) => sum === null || sum >= 0) ? sums : undefined;
  },
  tab: (value) => (Array.isArray(value) && Array.isArray(value[0]) ? (value as Cell[][]) : undefined),
  any: (value) =>
    isDateLike(value) || ['string', 'number', 'boolean'].includes(typeof value) ? (value as Cell) : undefined,
};

function describe(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing';
  if (Array.isArray(value)) return 'a range';
  if (isDateLike(value)) return Number.isNaN(value.getTime()) ? 'a broken date' : 'a date';
  if (typeof value === 'object') return 'something else';
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : String(value);
}

/** Pounds for the sheet. */
export const pounds = (pence: Pence): Cell => shown(pence / 100);

/** A number for the sheet, in words where it rests on a figure that is not set. */
export const shown = (value: number): Cell => (Number.isNaN(value) ? 'not set' : value);

export { formatYear };
