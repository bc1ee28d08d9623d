/** Confirming what was typed by hand in People, Membership, Clusters and Schools. Rules A2 and A3. */
import type { RecordedRights } from '../rules/basics/recorded-rights';
import type { Waiting } from '../rules/requests/rights-changes';
import { confirmerOf, mayConfirm, waitingIn } from '../rules/requests/rights-changes';
import { recordedIn, withNew } from '../rules/requests/rights-register';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS } from '../workbook/sheets';
import type { CellProblem } from './answers';
import type { Context } from './perform';
import { confirmingOf, keepRightsRecorded, rightsBookOf } from './register-people';
import type { RepairCells } from './schemas/tools';
import type { World } from './world';

/** What the log calls it. */
export const CONFIRM = 'Confirm';

/** Everything that waits, each at its row, for whoever may to confirm. */
export function waitingProblems(context: Context, world: World): CellProblem[] {
  const recorded = recordedIn(context.tables);
  if (recorded === null || isBroken(context)) return [];
  const waiting = waitingIn(rightsBookOf(context.tables), context.today);
  return waiting.map((change, index) => problemOf(context, world, recorded, { ...change, index }));
}

/** Whether a column is missing, of which what follows is not said row by row. */
const isBroken = ({ tables }: Context): boolean =>
  (['people', 'membership', 'clusters', 'schools'] as const).some((key) =>
    tables.get(key).problems.some(({ row }) => row === 1),
  );

/** A change with its place among those that wait. */
type Placed = Waiting & { readonly index: number };

function problemOf(context: Context, world: World, recorded: RecordedRights, waiting: Placed): CellProblem {
  const { tables, today } = context;
  const { title, columns } = SHEETS[waiting.tab];
  const table = tables.get(waiting.tab);
  // What is in no row any more stands below the last, each in a row of its own.
  const row = waiting.row === null ? table.nextRow + waiting.index : table.rowNumber(waiting.row);
  const positions: Record<string, number> = findColumns(SHEETS[waiting.tab] as never, tables.grid(waiting.tab)[0]!);
  const a1 = `${columnLetters(Math.max(0, positions[waiting.column] ?? 0) + 1)}${row}`;
  const finding = waiting.finding(confirmerOf(recorded, waiting, today));
  const may = mayConfirm(recorded, waiting, confirmingOf(context, world), today);
  return {
    sheet: title,
    row,
    a1,
    header: (columns as Record<string, { header: string }>)[waiting.column]!.header,
    message: `${title}!${a1}: ${finding.message} (${finding.rule})`,
    cause: `${finding.message} (${finding.rule})`,
    severity: finding.severity,
    repair: may ? { shown: waiting.key, becomes: waiting.what, unsure: true, confirms: true } : null,
  };
}

/** Confirms what was picked, one after the other; whether it did. */
export function confirmer(context: Context, world: World): (wanted: RepairCells['repairs'][number]) => boolean {
  const { tables, today, log } = context;
  const recorded = recordedIn(tables);
  if (recorded === null || isBroken(context)) return () => false;
  const book = rightsBookOf(tables);
  const waiting = new Set(waitingIn(book, today));
  const me = confirmingOf(context, world);
  let now = recorded;
  return ({ sheet, shown }) => {
    const found = [...waiting].find(({ tab, key }) => SHEETS[tab].title === sheet && key === shown);
    if (!found || !mayConfirm(recorded, found, me, today)) return false;
    waiting.delete(found);
    now = withNew(found.confirmed(now), book);
    keepRightsRecorded(context, now);
    log(CONFIRM, '', `${sheet}: ${found.what}`);
    return true;
  };
}
