/** A file that is matched to a tab, as it looks at first sight and as people have it. */
import { hasCommas, type Matched, type Words } from './file-rows';
import {
  datesIn,
  findHeadings,
  isGrid,
  NOWHERE,
  type Sources,
  suggestSources,
  suggestTarget,
  type Target,
} from './match-columns';
import type { FileCell, FileRows, OpenedFile } from './read-file';

/** What is known of a file, and what people change of it. */
export interface Draft {
  readonly sheet: number;
  /** 0-based; -1 where there are none. */
  readonly headings: number;
  readonly target: Target;
  readonly sources: Sources;
  readonly words: Words;
  /** Null until somebody says so: then it is as the sums look. */
  readonly isComma: boolean | null;
}

/** A sheet as it looks at first sight: what it holds, and which column is which. */
export function draftOf(targets: readonly Target[], { sheets }: OpenedFile, sheet: number): Draft {
  const { rows } = sheets[sheet]!;
  const headings = findHeadings(targets, rows);
  const target = suggestTarget(targets, headingsOf(rows, headings));
  const sources = suggestSources(target, headingsOf(rows, headings));
  return { sheet, headings, target, sources: keptFor(target, sources, {}), words: {}, isComma: null };
}

export const headingsOf = (rows: FileRows, headings: number): readonly FileCell[] => rows[headings] ?? [];

/** What was said to be the same in every row stays so; where there is only one word, it is that. */
export function keptFor({ columns }: Target, suggested: Sources, before: Sources): Sources {
  const kept = columns.flatMap(({ key, words, needed }) => {
    const said = before[key];
    if (suggested[key]) return [];
    if (said && said.at < 0 && isOneOf(said.value, words)) return [[key, said] as const];
    return needed && words.length === 1 ? [[key, { ...NOWHERE, value: words[0]! }] as const] : [];
  });
  return { ...suggested, ...Object.fromEntries(kept) };
}

const isOneOf = (value: string, words: readonly string[]): boolean =>
  value !== '' && (words.length === 0 || words.includes(value));

/** What is sent of a file, as far as it is matched. */
export function matchedOf({ headings, target, sources, words, isComma }: Draft, rows: FileRows): Matched {
  const first = headingsOf(rows, headings);
  const isAcross = target.key === 'attendance' && isGrid(first, sources);
  const matched = { target, rows, headings, sources, words, dates: isAcross ? datesIn(first) : [] };
  return { ...matched, isComma: isComma ?? hasCommas(matched) };
}
