/** A log that was closed because it did not hold, and the one that begins after it in the same tab. Rule A12. */
import type { LogLine } from '../rules/basics/log-chain';
import { sumOf } from '../rules/basics/log-chain';
import type { Tables } from '../workbook/tables';

/** What the first line of a log is called that begins after a closed one. */
export const BEGIN_LOG = 'Begin a new log';

/** The words of that line: what was closed, why, and a digest by which the closed lines are known again. */
export function closedText(closed: readonly LogLine[], verdict: string): string {
  const last = closed[closed.length - 1];
  const end = last ? `, the last of them ${last.no} ${last.hash}` : '';
  return `Closed a log of ${closed.length} lines${end}. It was found: ${verdict} [closed ${closed.length} ${digest(closed)}]`;
}

/** Where in a tab the log begins that is kept now: whatever stands above is of one that was closed. */
export function beginningOf(lines: readonly LogLine[], newestHash: string | undefined): number {
  const first = firstOf(lines, newestHash ?? lines[lines.length - 1]?.hash);
  if (first !== null) return lines[first]!.action === BEGIN_LOG ? first : 0;
  // Nothing leads back from the newest line, and that is said; what was closed stays closed all the same.
  return lastBeginning(lines);
}

/** Whether the lines above a log are those that were closed with its first line; so too where none was closed. */
export function isClosedWhole(lines: readonly LogLine[], beginning: number): boolean {
  const first = lines[beginning];
  if (!first || !isBeginning(first)) return true;
  const closed = lines.slice(0, beginning);
  return first.what.endsWith(`[closed ${closed.length} ${digest(closed)}]`);
}

/** Rows of the log that is kept now. */
export function openRows(tables: Tables) {
  const { rows } = tables.get('log');
  return rows.slice(lastBeginning(rows));
}

function lastBeginning(lines: readonly Pick<LogLine, 'no' | 'action'>[]): number {
  for (let place = lines.length - 1; place > 0; place--) if (isBeginning(lines[place]!)) return place;
  return 0;
}

const isBeginning = ({ no, action }: Pick<LogLine, 'no' | 'action'>): boolean => no === 1 && action === BEGIN_LOG;

/** The place of the first line of the chain that ends with a hash; null where it cannot be followed back. */
function firstOf(lines: readonly LogLine[], newestHash: string | undefined): number | null {
  const places = new Map<string, number>();
  lines.forEach(({ hash }, place) => {
    if (!places.has(hash)) places.set(hash, place);
  });
  const seen = new Set<number>();
  for (let hash = newestHash; ; ) {
    const place = places.get(hash ?? '');
    if (place === undefined || seen.has(place)) return null;
    if (lines[place]!.no === 1) return place;
    seen.add(place);
    hash = lines[place]!.previousHash;
  }
}

const digest = (closed: readonly LogLine[]): string =>
  sumOf(
    JSON.stringify(
      closed.map(({ no, time, who, role, action, reference, what, previousHash, hash }) => [
        no,
        time,
        who,
        role,
        action,
        reference,
        what,
        previousHash,
        hash,
      ]),
    ),
  ).slice(0, 16);
