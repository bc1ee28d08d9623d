/** The rows of a file as they are sent: only the columns that are matched, a row for each that is to be written. */
import { asNamed } from '../../../rules/basics/text';
import type { DateColumn, Source, Sources, Target } from './match-columns';
import type { FileCell, FileRows } from './read-file';

/** A word of the file, and what it stands for: blank where it is left out. */
export interface Word {
  readonly column: string;
  readonly word: string;
  readonly means: string;
}

/** By {@link wordKey}. */
export type Words = Readonly<Record<string, Word>>;

export const wordKey = (column: string, word: string): string => `${column} ${asNamed(word)}`;

export interface Matched {
  readonly target: Target;
  readonly rows: FileRows;
  /** 0-based; -1 where the file has none. */
  readonly headings: number;
  readonly sources: Sources;
  /** Columns that are dates of meetings, where the list is a grid. */
  readonly dates: readonly DateColumn[];
  readonly words: Words;
  /** Whether sums have a comma before their pence. */
  readonly isComma: boolean;
}

export interface SentRows {
  readonly columns: string[];
  readonly rows: FileCell[][];
  /** The row of the file, as a spreadsheet numbers it, for each. */
  readonly numbers: number[];
}

const isBlank = (cell: FileCell | undefined): boolean => cell === undefined || String(cell).trim() === '';

/** The rows of a file below its headings that have anything in them, by the columns of a tab. */
export function rowsToSend(matched: Matched): SentRows {
  const { target, rows, headings, sources, dates } = matched;
  const columns = target.columns.filter(({ key }) => isGiven(sources[key]));
  const sent: SentRows = {
    columns: [...columns.map(({ key }) => key), ...(dates.length > 0 ? ['date', 'mark'] : [])],
    rows: [],
    numbers: [],
  };
  rows.slice(headings + 1).forEach((row, index) => {
    if (row.every(isBlank)) return;
    const cells = columns.map(({ key, isSum }) => cellOf(matched, key, row, isSum));
    const number = headings + 2 + index;
    if (dates.length === 0) {
      sent.rows.push(cells);
      sent.numbers.push(number);
    }
    for (const { at, heading } of dates) {
      const mark = asWord(matched.words, 'mark', row[at] ?? '');
      if (isBlank(mark)) continue;
      sent.rows.push([...cells, heading, mark]);
      sent.numbers.push(number);
    }
  });
  return sent;
}

const isGiven = (source: Source | undefined): boolean =>
  source !== undefined && (source.at >= 0 || source.value !== '');

function cellOf({ sources, words, isComma }: Matched, key: string, row: readonly FileCell[], isSum: boolean): FileCell {
  const { at, value } = sources[key]!;
  const cell = at < 0 ? value : (row[at] ?? '');
  if (isSum && isComma && typeof cell === 'string') return cell.replace(/[.' \u00a0](?=\d{3})/g, '').replace(',', '.');
  return asWord(words, key, cell);
}

function asWord(words: Words, key: string, cell: FileCell): FileCell {
  const word = words[wordKey(key, String(cell))];
  return word === undefined ? cell : word.means;
}

/** Whether the sums of a file have a comma before their pence throughout: "45,20". */
export function hasCommas({ target, rows, headings, sources }: Omit<Matched, 'isComma'>): boolean {
  const places = target.columns.flatMap(({ key, isSum }) => (isSum && sources[key] ? [sources[key].at] : []));
  const texts = rows
    .slice(headings + 1)
    .flatMap((row) => places.flatMap((at) => (typeof row[at] === 'string' && row[at] !== '' ? [row[at]] : [])));
  return texts.some((text) => /,\d\d\D*$/.test(text)) && !texts.some((text) => /\.\d\d?\D*$|,\d{3}/.test(text));
}
