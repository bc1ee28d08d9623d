import type { LogHead, LogLine } from '../rules/log-chain';
import { verifyLog as verify } from '../rules/log-chain';
import type { Tables } from '../workbook/tables';
import type { LogVerified } from './answers';
import { ask, caretaker, readHead } from './perform';
import type { World } from './world';

/** Checks the log against its hashes and the newest number and hash kept with the document. Rule A12. */
export function verifyLog(world: World): LogVerified {
  return ask(
    world,
    ['log'],
    ({ tables }): LogVerified => {
      const head = readHead(world);
      return { ok: true, ...judgeLog(tables, head ? [head] : []), newest: head };
    },
    caretaker,
  );
}

/** What is to be said of a Log tab, wherever it was read from; the first bad line by its row. */
export function judgeLog(tables: Tables, heads: readonly LogHead[]): { good: boolean; lines: number; message: string } {
  const table = tables.get('log');
  const unreadable = table.leftOut[0];
  if (unreadable !== undefined) {
    const why = table.problems.find(({ row }) => row === unreadable)!;
    return {
      good: false,
      lines: table.count,
      message: `Tampered: Log row ${unreadable} cannot be read: ${why.message}`,
    };
  }
  const lines = logLines(tables);
  const verdict = verify(lines, heads);
  if (!verdict.good) {
    const place = verdict.badLine === null ? '' : `Log row ${table.rowNumber[verdict.badLine]}: `;
    return { good: false, lines: lines.length, message: `Tampered: ${place}${verdict.message}.` };
  }
  const compared = heads.length > 0 || lines.length === 0;
  return {
    good: true,
    lines: lines.length,
    message: `Good: ${verdict.message}.${compared ? '' : ' There was no number and hash from outside the sheet to compare with: a log that was rebuilt or cut short would not show.'}`,
  };
}

/** The lines as they stand in the tab, in the order of its rows. */
function logLines(tables: Tables): LogLine[] {
  const log = tables.get('log');
  return Array.from({ length: log.count }, (_, row) => ({
    no: log.no[row]!,
    time: log.time[row]!,
    who: log.who[row]!,
    role: log.role[row] ?? '',
    action: log.action[row]!,
    reference: log.reference[row] ?? '',
    what: log.what[row] ?? '',
    previousHash: log.previousHash[row] ?? '',
    hash: log.hash[row]!,
  }));
}
