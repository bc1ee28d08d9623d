import { sumOf } from '../basics/log-chain';
import type { Request } from '../basics/rows';
import { oneSpaced } from '../basics/text';

/** What a form records of a request, and a line of the log bears out. */
type Marked = Pick<Request, 'id' | 'askedOn' | 'agreedOnWhat' | 'committedOn'>;

/** A digest of when the money was promised and what the schools agreed to: 16 hexadecimal digits. Rule A12. */
export function recordDigest({ id, askedOn, agreedOnWhat, committedOn }: Marked): string {
  const agreed = agreedOnWhat === null ? null : oneSpaced(agreedOnWhat);
  return sumOf(JSON.stringify([id, askedOn, committedOn, agreed])).slice(0, 16);
}

/**
 * A line of the log with a mark at its end where the request says when money was promised or who agrees; also where its
 * own words look like such a mark, so that nobody can write one.
 */
export function withRecordMark(what: string, request: Marked): string {
  const isNothing = request.agreedOnWhat === null && request.committedOn === null;
  if (isNothing && readRecordMark(what) === null) return what;
  return `${what} [recorded ${recordDigest(request)}]`;
}

/** The digest in a line of the log, or null. */
export const readRecordMark = (what: string): string | null => /\[recorded ([0-9a-f]{16})\]$/.exec(what)?.[1] ?? null;
