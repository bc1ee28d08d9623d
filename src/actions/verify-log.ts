import type { LogHead, LogLine } from '../rules/log-chain';
import { verifyLog as verify } from '../rules/log-chain';
import type { Tables } from '../workbook/tables';
import type { LogVerified } from './answers';
import { ask, caretaker, LOG_HEAD } from './perform';
import type { World } from './world';

/** Checks the log against its hashes and the newest number and hash kept with the document. Rule A12. */
export function verifyLog(world: World): LogVerified {
  return ask(
    world,
    ['log'],
    ({ tables }): LogVerified => {
      const stored = world.store.get(LOG_HEAD);
      const head = stored ? (JSON.parse(stored) as LogHead) : null;
      const table = tables.get('log');
      const unreadable = table.leftOut[0];
      if (unreadable !== undefined) {
        const why = table.problems.find(({ row }) => row === unreadable)!;
        return {
          ok: true,
          good: false,
          lines: table.count,
          newest: head,
          message: `Log row ${unreadable} cannot be read: ${why.message}`,
        };
      }
      const lines = logLines(tables);
      const verdict = verify(lines, head ? [head] : []);
      const place = verdict.badLine === null ? '' : `Log row ${table.rowNumber[verdict.badLine]}: `;
      return {
        ok: true,
        good: verdict.good,
        lines: lines.length,
        newest: head,
        message: verdict.good
          ? `Good: ${verdict.message}.${head || lines.length === 0 ? '' : ' No number and hash were kept outside the sheet to compare with.'}`
          : `Tampered: ${place}${verdict.message}.`,
      };
    },
    caretaker,
  );
}

/** The lines as they stand in the tab, in the order of its rows. */
export function logLines(tables: Tables): LogLine[] {
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
