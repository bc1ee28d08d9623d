/** Lines of the log that tell of what was undone since. Rule A12. */
import type { LogLine } from '../rules/basics/log-chain';

/** What the log calls it when somebody takes back what they have just done. */
export const UNDO = 'Undo';

type Told = Pick<LogLine, 'no' | 'action'> & { readonly what: string | null };

/** What the line of an undo ends with: the first and the last number of the lines that it undoes. */
export const undoneMark = (first: number, last: number): string => `[undone ${first} ${last}]`;

const MARK = /\[undone (\d+) (\d+)\]$/;

/** The lines that still say what is so: those that were undone say what was. */
export function withoutUndone<L extends Told>(lines: readonly L[]): L[] {
  const undone = new Set<L>();
  let byNumber = new Map<number, L>();
  for (const line of lines) {
    if (line.no === 1) byNumber = new Map(); // a log that begins anew counts anew
    byNumber.set(line.no, line);
    const [, first, last] = (line.action === UNDO && MARK.exec(line.what ?? '')) || [];
    for (let no = Number(first); no <= Number(last); no++) {
      const told = byNumber.get(no);
      if (told) undone.add(told);
    }
  }
  return undone.size === 0 ? [...lines] : lines.filter((line) => !undone.has(line));
}
