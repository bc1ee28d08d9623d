import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** One line of the log without its hashes. Rule A12. */
export interface LogEntry {
  readonly no: number;
  /** `2026-09-01T13:30:00Z` */
  readonly time: string;
  readonly who: string;
  readonly role: string;
  readonly action: string;
  readonly reference: string;
  readonly what: string;
}

export interface LogLine extends LogEntry {
  readonly previousHash: string;
  readonly hash: string;
}

/** The newest line's number and hash, as kept outside the sheet. */
export interface LogHead {
  readonly no: number;
  readonly hash: string;
}

/**
 * A line's own hash: SHA-256 over every field and the hash of the line before, as canonical JSON. Rule A12.
 *
 * @returns 64 hexadecimal digits.
 */
export function hashOf(line: LogEntry & { previousHash: string }): string {
  const { no, time, who, role, action, reference, what, previousHash } = line;
  return sumOf(JSON.stringify([no, time, who, role, action, reference, what, previousHash]));
}

/** Adds entries to a chain whose last line is `head`; null for a new log. */
export function chain(head: LogHead | null, entries: readonly Omit<LogEntry, 'no'>[]): LogLine[] {
  let last = head;
  return entries.map((entry) => {
    const line = { no: (last?.no ?? 0) + 1, ...entry, previousHash: last?.hash ?? '' };
    const hash = hashOf(line);
    last = { no: line.no, hash };
    return { ...line, hash };
  });
}

/** What a check of the log found. */
export interface LogVerdict {
  readonly good: boolean;
  /** The first bad line's place among the lines, 0-based; null when good or when lines are missing at the end. */
  readonly badLine: number | null;
  readonly message: string;
}

/**
 * Checks every line against its hash, its neighbours and the newest number and hash kept outside the sheet. Rule A12.
 *
 * @param heads - Numbers and hashes known from elsewhere (document properties, digest mails): each must be in the log.
 * @param newest - Whether the last of them is the newest line there is, so that any line beyond it was never written by
 * the tracker; otherwise the log may have grown since.
 */
export function verifyLog(lines: readonly LogLine[], heads: readonly LogHead[], newest = false): LogVerdict {
  const known = [...heads].sort((a, b) => a.no - b.no);
  const last = known[known.length - 1];
  const strays = new Set(strayLines(lines, newest && last ? last.hash : lines[lines.length - 1]?.hash));
  let before: LogLine | null = null;
  for (const [index, line] of lines.entries()) {
    const bad = (message: string): LogVerdict => ({ good: false, badLine: index, message });
    const expected = (before?.no ?? 0) + 1;
    if (!Number.isSafeInteger(line.no)) return bad('its number (No) cannot be read, expected a whole number');
    if (newest && last && line.no > last.no && strays.has(index)) {
      return bad(
        `line ${line.no} was not written by the tracker, whose newest line is ${last.no}: it was written by hand`,
      );
    }
    if (line.no !== expected) {
      const moved =
        line.no > expected ? 'lines before it are missing or were moved' : 'it was inserted, repeated or moved';
      return bad(`line ${line.no} stands where line ${expected} belongs: ${moved}`);
    }
    if (strays.has(index)) return bad(`line ${line.no} was inserted: the lines after it go on without it`);
    if (line.previousHash !== (before?.hash ?? ''))
      return bad(`line ${line.no} does not follow the line before it: one of the two was changed`);
    if (!isOwnHash(line)) return bad(`line ${line.no} was changed after it was written`);
    before = line;
  }
  for (const head of known) {
    const line = lines[head.no - 1];
    if (!line) {
      return {
        good: false,
        badLine: null,
        message: `the log ends with line ${lines.length}; line ${lines.length + 1} to ${head.no} were removed`,
      };
    }
    if (line.hash !== head.hash) {
      return {
        good: false,
        badLine: head.no - 1,
        message: `line ${head.no} is not the one that was written: the log was rebuilt from some line up to it`,
      };
    }
  }
  return {
    good: true,
    badLine: null,
    message: WHOLE[lines.length] ?? `all ${lines.length} lines are as they were written`,
  };
}

const WHOLE: readonly string[] = ['the log is empty', 'its one line is as it was written'];

/**
 * Lines that are no part of the chain which ends with the given hash: written in between or below by somebody else.
 *
 * @returns Their places among the lines; none where that chain cannot be followed back to its first line, since what is
 * amiss then is something else.
 */
export function strayLines(lines: readonly LogLine[], newestHash: string | undefined): number[] {
  const places = new Map<string, number>();
  lines.forEach(({ hash }, index) => {
    if (!places.has(hash)) places.set(hash, index);
  });
  const onChain = new Set<number>();
  for (let hash = newestHash; ; ) {
    const place = places.get(hash ?? '');
    if (place === undefined || onChain.has(place)) return [];
    onChain.add(place);
    if (lines[place]!.no === 1) break;
    hash = lines[place]!.previousHash;
  }
  return lines.map((_, index) => index).filter((index) => !onChain.has(index));
}

/** A time that an export turned into a date comes back with milliseconds; lines of the sample have none. */
function isOwnHash(line: LogLine): boolean {
  return hashOf(line) === line.hash || hashOf({ ...line, time: line.time.replace('.000Z', 'Z') }) === line.hash;
}

/** SHA-256 of a text, in hexadecimal digits. */
export const sumOf = (text: string): string => bytesToHex(sha256(utf8(text)));

/** How many bytes a text takes up where it is kept. */
export const bytesOf = (text: string): number => utf8(text).length;

/**
 * UTF-8 by hand: Apps Script has no TextEncoder, and its own ways take ten times as long.
 *
 * @param bytes - Where they are put; three for each unit of the text are always enough.
 */
export function utf8(text: string, bytes = new Uint8Array(text.length * 3)): Uint8Array {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[count++] = unit;
      continue;
    }
    const code = pointAt(text, at);
    if (code < 0x800) {
      bytes[count++] = 0xc0 | (code >> 6);
      bytes[count++] = 0x80 | (code & 0x3f);
    } else {
      if (code < 0x10000) bytes[count++] = 0xe0 | (code >> 12);
      else {
        at++; // it is written as two
        bytes[count++] = 0xf0 | (code >> 18);
        bytes[count++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[count++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[count++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes.subarray(0, count);
}

/** The character at a place; half of one that is written as two is U+FFFD. */
function pointAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  const point = text.codePointAt(at)!;
  return point > 0xffff ? point : 0xfffd;
}
