/** Which column of a file is which of a tab: suggestions, which people can change. */
import type { FileColumn, FileForm } from '../../../actions/answers';
import { asNamed } from '../../../rules/basics/text';
import { dayMeant } from '../../../workbook/kinds/days';
import { KNOWN_BY, OTHER_NAMES } from './other-names';
import type { FileCell, FileRows } from './read-file';

export type Target = Extract<FileForm, { ok: true }>['targets'][number];

/** What a column of a tab is taken from: a column of the file, a value for all rows, or nothing. */
export interface Source {
  /** 0-based; {@link NO_COLUMN} or {@link A_DAY} where it is none of the file. */
  readonly at: number;
  readonly value: string;
}

export type Sources = Readonly<Record<string, Source>>;

const NO_COLUMN = -1;
/** A day that is chosen for every row. */
export const A_DAY = -2;

export const NOWHERE: Source = { at: NO_COLUMN, value: '' };

/** A heading as it is looked up: without units, brackets and marks. */
const plain = (heading: string): string => asNamed(heading.replace(/\([^)]*\)|\[[^\]]*\]|[£*:?#]/g, ' '));

const namesOf = (target: string, { key, header }: Pick<FileColumn, 'key' | 'header'>): Set<string> =>
  new Set([header, ...(OTHER_NAMES[target]?.[key] ?? [])].map(plain));

/** Where each column of a tab stands in a row of headings; a column of the file is used once. */
export function suggestSources({ key: target, columns }: Target, headings: readonly FileCell[]): Sources {
  const names = headings.map((heading) => plain(String(heading)));
  const used = new Set<number>();
  const sources: Record<string, Source> = {};
  const take = (key: string, at: number) => {
    if (at < 0 || used.has(at)) return;
    used.add(at);
    sources[key] = { at, value: '' };
  };
  // A heading that is spelt as the tab has it goes first: "Total" is another word for Amount, unless there is one.
  for (const { key, header, wholeFile } of columns) if (!wholeFile) take(key, names.indexOf(plain(header)));
  for (const column of columns) {
    if (column.wholeFile || sources[column.key]) continue;
    const known = namesOf(target, column);
    take(
      column.key,
      names.findIndex((name, at) => !used.has(at) && known.has(name)),
    );
  }
  return sources;
}

const MOST_LOOKED_AT = 30;

/** The row of the headings, 0-based: the one with most names that some tab knows; else the first with two cells. */
export function findHeadings(targets: readonly Target[], rows: FileRows): number {
  const first = rows.slice(0, MOST_LOOKED_AT);
  const scores = first.map((row) =>
    Math.max(0, ...targets.map((target) => Object.keys(suggestSources(target, row)).length + datesIn(row).length)),
  );
  const best = Math.max(...scores);
  const filled = first.findIndex((row) => row.filter((cell) => cell !== '').length > 1);
  return best >= 2 || (best === 1 && filled < 0) ? scores.indexOf(best) : Math.max(0, filled);
}

/** What a file holds by its headings, of what the person may open; the first of these where nothing is known of it. */
export function suggestTarget(targets: readonly Target[], headings: readonly FileCell[]): Target {
  const found = new Map(targets.map((target) => [target.key, suggestSources(target, headings)]));
  const attendance = targets.find(({ key }) => key === 'attendance');
  if (attendance && isGrid(headings, found.get('attendance') ?? {})) return attendance;
  const [known] = KNOWN_BY.find(([key, ...columns]) => columns.every((column) => found.get(key)?.[column])) ?? [];
  return targets.find(({ key }) => key === known) ?? targets[0]!;
}

/** A heading that is a date, with where it stands. */
export interface DateColumn {
  readonly at: number;
  readonly heading: string;
}

export const datesIn = (headings: readonly FileCell[]): DateColumn[] =>
  headings.flatMap((cell, at) => {
    const heading = String(cell);
    return /\d/.test(heading) && dayMeant(heading) !== undefined ? [{ at, heading }] : [];
  });

/** Whether a list of who came has its dates across the top, and a mark in each cell. */
export const isGrid = (headings: readonly FileCell[], sources: Sources): boolean =>
  datesIn(headings).length > 0 && !sources['mark'] && sources['school'] !== undefined;
