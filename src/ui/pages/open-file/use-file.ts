import { useState } from 'preact/hooks';
import { type Draft, draftOf, headingsOf, keptFor, matchedOf } from './draft';
import { hasCommas, type Matched, type Word, wordKey } from './file-rows';
import { type Source, suggestSources, type Target } from './match-columns';
import type { FileRows, OpenedFile } from './read-file';

/** A file that is being matched to a tab. */
export interface FileDraft extends Matched {
  readonly sheet: number;
  /** What each column of the file is called: its heading, or its letter. */
  readonly names: readonly string[];
  toSheet(sheet: number): void;
  toHeadings(row: number): void;
  toTarget(key: string): void;
  setSource(key: string, source: Source): void;
  /** What is shown stays: there may be more words to say something of. */
  setWord(word: Word): void;
  setComma(isComma: boolean): void;
  /** Whether its sums look as if they had a comma before their pence. */
  readonly looksComma: boolean;
}

/** @param onChange - Called with every change: what was shown of the rows is so no more. */
export function useFile(targets: readonly Target[], file: OpenedFile, onChange: () => void): FileDraft {
  const [draft, setDraft] = useState(() => draftOf(targets, file, 0));
  const rows = file.sheets[draft.sheet]!.rows;
  const matched = matchedOf(draft, rows);
  const change = (next: Draft) => {
    setDraft(next);
    onChange();
  };
  const matchAnew = (headings: number, target: Target) => {
    const sources = keptFor(target, suggestSources(target, headingsOf(rows, headings)), draft.sources);
    change({ ...draft, headings, target, sources, words: {} });
  };
  return {
    ...matched,
    looksComma: hasCommas(matched),
    sheet: draft.sheet,
    names: namesOf(rows, draft.headings),
    toSheet: (sheet) => change(draftOf(targets, file, sheet)),
    toHeadings: (headings) => matchAnew(headings, draft.target),
    toTarget: (key) => matchAnew(draft.headings, targets.find((target) => target.key === key) ?? draft.target),
    setSource: (key, source) => change({ ...draft, sources: { ...draft.sources, [key]: source } }),
    setWord: (word) => setDraft({ ...draft, words: { ...draft.words, [wordKey(word.column, word.word)]: word } }),
    setComma: (isComma) => change({ ...draft, isComma }),
  };
}

const letterOf = (at: number): string =>
  (at < 26 ? '' : letterOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

function namesOf(rows: FileRows, headings: number): string[] {
  const width = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, at) => {
    const name = String(headingsOf(rows, headings)[at] ?? '').trim();
    return name === '' ? `Column ${letterOf(at)}` : `${letterOf(at)}: ${name}`;
  });
}
