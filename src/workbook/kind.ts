import type { Cell } from './cell';
import type { ReadPlain } from './reading/read-plain';

/** A cell that could not be read: what was expected there and what to do. */
export class Unreadable {
  constructor(
    readonly expected: string,
    readonly advice: string,
    /** The piece of a list that could not be read; the whole cell where it is none. */
    readonly piece?: string,
  ) {}
}

/** What a kind needs to know of the other tabs. */
export interface References {
  /** The index of a row by its ID, name or alias; {@link UNKNOWN}, {@link LEFT_OUT} or {@link AMBIGUOUS} otherwise. */
  find(sheet: ReferenceTarget, name: string): number;
  /** Rows by the names that are sure: each ID, name and alias, spelt just so, that one good row goes by. */
  rowsByName(sheet: ReferenceTarget): ReadonlyMap<Cell, number>;
  /** What a row is written as: its name; its ID where the name is another row's as well. */
  nameAt(sheet: ReferenceTarget, index: number): string;
  /** The row that is perhaps meant by a name that none goes by. */
  meantBy?(sheet: ReferenceTarget, name: string): string | null;
  /** By what was decided on a request, every "Decided on what" in the order of the tab. */
  decidedOn?(request: string): readonly string[];
  /** Whether that tab is at hand at all; names that point to one that is not are left unread. */
  has(sheet: ReferenceTarget): boolean;
}

/** For cells that name no other tab. */
export const NO_REFERENCES: References = {
  find: () => UNKNOWN,
  rowsByName: () => new Map(),
  nameAt: () => '',
  has: () => true,
};

export const UNKNOWN = -1;
/** There is such a row, but it has a problem of its own. */
export const LEFT_OUT = -2;
/** Two rows go by this name. */
export const AMBIGUOUS = -3;

export type ReferenceTarget = 'clusters' | 'schools' | 'meetings' | 'requests' | 'sessions';

/** What the spreadsheet itself refuses or offers in a cell. */
export type Validation =
  | { type: 'list'; values: readonly string[] }
  | { type: 'reference'; sheet: ReferenceTarget }
  | { type: 'date' }
  | { type: 'money' }
  | { type: 'tick' };

/** How one sort of cell is read, written, shown and checked. */
export interface Kind<T> {
  readonly name: string;
  readonly format: string;
  readonly width: number;
  /** Said to people who fill the cell in. */
  readonly help: string;
  readonly validation?: Validation | undefined;
  readonly target?: ReferenceTarget;
  /** Reads the plain cells of a column; all others, and all cells of a kind without it, go to `read`. */
  readonly plain?: ReadPlain;
  /** Set where values are whole numbers. */
  readonly isWhole?: true;
  /** The smallest sum there can be, in pence. */
  readonly least?: number;
  /** What the words of a choice stand for; references find theirs in the other tab. */
  readonly words?: ReadonlyMap<Cell, T>;
  /** Set where cells of a column often say the same, and take long to read: each text is read once. */
  readonly repeats?: true;
  /** What a blank cell stands for, where that is a value of its own: a box without a tick is "no". */
  readonly blank?: T | undefined;
  /** Never called for a blank cell. */
  read(cell: Cell, references: References): T | Unreadable;
  write(value: T, references: References): Cell;
  /** A safe reading of a cell that {@link read} refuses, such as money typed as text; offered as a repair. */
  repair?: ((cell: Cell, references: References) => T | undefined) | undefined;
  /** Whether a text means that the cell is blank, where that is more than "n/a" and its like. */
  isNone?: (text: string) => boolean;
}
