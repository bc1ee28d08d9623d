/** The lines of the journal: each change with its number, behind a checksum of both. Numbers follow one another. */
import { createHash } from 'node:crypto';
import type { Change } from '../contract';

/** What a journal holds, as far as it is whole. */
export interface JournalRead {
  /** The changes that the snapshot does not hold yet, oldest first. */
  changes: Change[];
  /** At which byte the line of each of them begins. */
  begins: number[];
  /** Numbers of the first and the last whole line; of the snapshot where there is none. */
  first: number;
  last: number;
  /** Bytes of all whole lines, from the first on. */
  size: number;
  /** What comes after them, if anything does. */
  rest?: Rest;
}

export interface Rest {
  /** Counted from 1. */
  line: number;
  /** What is wrong with it, to be said behind the file's name. */
  what: string;
  /** It is the last line, as it is when a process ends while it writes. Otherwise acknowledged changes are missing. */
  isLast: boolean;
}

/** The line of a change, with its end. */
export function journalLine(seq: number, change: Change): string {
  const text = JSON.stringify({ seq, change });
  return `${checksum(text)} ${text}\n`;
}

/** What tells whether a text is as it was written: 16 hexadecimal digits. */
export const checksum = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/**
 * Reads a journal up to its end, or up to the first line that is not as it was written or is not the next one.
 *
 * @param after - The number of the last change that the snapshot holds; lines up to there are known by their numbers.
 */
export function readJournal(bytes: Buffer, after: number): JournalRead {
  const found: JournalRead = { changes: [], begins: [], first: after, last: after, size: 0 };
  let expected: number | undefined;
  for (let line = 1; found.size < bytes.length; line++) {
    const end = bytes.indexOf('\n', found.size);
    const next = end < 0 ? bytes.length : end + 1;
    const read = end < 0 ? undefined : readLine(bytes.subarray(found.size, end));
    if (!read) {
      const isLast = next === bytes.length;
      const what = end < 0 ? `line ${line} has no end` : `line ${line} does not fit its checksum`;
      return { ...found, rest: { line, what, isLast } };
    }
    const { seq, change } = read;
    if (expected === undefined ? seq > after + 1 || seq < 1 : seq !== expected) {
      const what = `line ${line} holds change ${seq} where ${expected ?? after + 1} was expected`;
      return { ...found, ...(line === 1 && { first: seq }), rest: { line, what, isLast: false } };
    }
    if (seq > after) {
      found.changes.push(change);
      found.begins.push(found.size);
      found.last = seq;
    }
    if (line === 1) found.first = seq;
    expected = seq + 1;
    found.size = next;
  }
  return found;
}

function readLine(bytes: Buffer): { seq: number; change: Change } | undefined {
  const text = bytes.subarray(bytes.indexOf(' ') + 1);
  if (bytes.toString('latin1', 0, bytes.indexOf(' ')) !== checksum(text)) return undefined;
  try {
    const read = JSON.parse(text.toString()) as { seq: number; change: Change } | null;
    return Number.isSafeInteger(read?.seq) && typeof read?.change === 'object' ? read : undefined;
  } catch {
    return undefined;
  }
}
