/** Taking over decisions that bear no seal of this file: those of an earlier version, or of a copy. Rules A1 and A12. */

import type { Day } from '../rules/basics/days';
import type { Request } from '../rules/basics/rows';
import type { Recorded } from '../rules/basics/seals';
import { digestOf } from '../rules/requests/decision-mark';
import { compareDecisions, decidedOn } from '../rules/requests/decisions-in-order';
import { readRecordMark, recordDigest } from '../rules/requests/record-mark';
import { withAuthors } from '../rules/requests/recorded';
import { isKeyLost, KEY_LOST } from '../rules/requests/seal-notes';
import { SealPress } from '../rules/requests/seals';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import { decisionsTold } from './check-decisions';
import { openRows } from './closed-log';
import { AUTHORS_DO, isChief, isDecider, loggedAuthors } from './lookups';
import { WITHDRAW } from './my-requests';
import type { Context } from './perform';
import { isThereToSeal, keepTakenOver, newKey, newRegister, sealerOf } from './register';
import { beginRights } from './register-people';
import type { RepairCells } from './schemas/tools';
import { withoutUndone } from './undone-lines';
import { judgeLog } from './verify-log';
import type { World } from './world';
import { readCompared, readHead } from './write-log';

const { title, columns } = SHEETS.decisions;

const OLDER =
  'Decisions, withdrawals and agreements were made with an earlier version of the tracker and bear no seals yet, so what ' +
  'is typed by hand would count. Choose Clusters ▸ Workbook ▸ Verify log with the newest line of the log, from the newest digest mail; if it ' +
  'is good, take them over here.';

/** Offers to take decisions over, once, to whoever may. */
export function takeOverProblem(context: Context, world: World): CellProblem[] {
  const { tables } = context;
  const told = toldDecisions(context);
  if (tables.seals?.().state !== 'none' || !isThereToSeal(tables)) return [];
  const isLost = isKeyLost({ seals: tables.seals, decisions: tables.get('decisions') });
  const { seal } = findColumns(SHEETS.decisions, tables.grid('decisions')[0]!);
  if (seal < 0) return [];
  const becomes =
    `seals for the ${told.length} decisions that the log tells of, and for what requests say of withdrawals, promises ` +
    'and schools that agree; nothing else counts then';
  return [
    {
      sheet: title,
      row: 2,
      a1: `${columnLetters(seal + 1)}2`,
      header: columns.seal.header,
      message: `${isLost ? `${KEY_LOST}, after Clusters ▸ Workbook ▸ Verify log with the newest line of the log, from the newest digest mail.` : OLDER} (A1)`,
      severity: isLost ? 'stop' : 'warn',
      repair: mayTakeOver(context, world, isLost) ? { shown: '', becomes, unsure: true } : null,
    },
  ];
}

/** In a copy the Director alone, or the owner until there is one; else every decider. */
const mayTakeOver = (context: Context, world: World, isLost: boolean): boolean =>
  isChief(context, world) || (!isLost && isDecider(context.me));

/** The decisions as they were made by the log, the earliest first. */
function toldDecisions({ tables }: Pick<Context, 'tables'>) {
  const told = decisionsTold(openRows(tables));
  return tables
    .get('decisions')
    .rows.filter((made) =>
      told.get(made.id)?.has(digestOf({ ...made, request: tables.get('requests').at(made.request).id })),
    )
    .sort(compareDecisions);
}

/** What is recorded of a request that is taken over. */
interface Told extends Omit<Recorded, 'agreed'> {
  /** As it is to be sealed. */
  readonly request: Request;
}

/**
 * Withdrawals as the log tells of them. What a request says of promises and agreements is taken as it stands where the
 * log is of a version that had no word of it; else only where the log bears it out. Rules A1 and A12.
 */
function recordsTold(tables: Tables): Told[] {
  const lines = withoutUndone(openRows(tables));
  const isMarked = lines.some(({ what }) => readRecordMark(what ?? '') !== null);
  const asStands = !isMarked && tables.get('decisions').rows.every(({ seal }) => seal === null);
  const [withdrawn, answered] = [new Map<string, Day>(), new Map<string, Day>()];
  const marks = new Map<string, string>();
  const authors = loggedAuthors(tables);
  for (const { action, reference, time, what } of lines) {
    const id = reference ?? '';
    const on = decidedOn({ decidedAt: time });
    if (action === WITHDRAW) withdrawn.set(id, Math.min(on, withdrawn.get(id) ?? on));
    if (action === AUTHORS_DO.answer) answered.set(id, on);
    if (action === AUTHORS_DO.ask || action === AUTHORS_DO.change) marks.set(id, readRecordMark(what ?? '') ?? '');
  }
  return tables.get('requests').rows.map((request): Told => {
    const { id, committedOn, agreedOnWhat } = request;
    const isTold = asStands || marks.get(id) === recordDigest(request);
    return {
      request: { ...request, agreedOnWhat: isTold ? agreedOnWhat : null },
      withdrawnOn: withdrawn.get(id) ?? null,
      committedOn: isTold ? committedOn : null,
      answeredOn: answered.get(id) ?? null,
      authors: withAuthors({ authors: [] }, [...(authors.get(id) ?? [])]),
    };
  });
}

/** Seals what the log tells of, where that was picked and the log holds; whether it did. */
export function takeOver(context: Context, world: World, wanted: RepairCells['repairs'][number]): boolean {
  if (wanted.sheet !== title || wanted.header !== columns.seal.header || wanted.row !== 2) return false;
  const { tables, changes, log } = context;
  if (!takeOverProblem(context, world)[0]?.repair) return false;
  const mailed = readCompared(world);
  if (!judgeLog(tables.grid('log'), readHead(world), true, mailed).good) return false;
  const [decisions, key, told] = [tables.get('decisions'), newKey(world), toldDecisions(context)];
  const press = new SealPress({ register: new Map(), sealOf: sealerOf(key) });
  for (const made of told) {
    const seals = press.seal(tables.get('requests').at(made.request).id, made);
    changes.update('decisions', decisions.rowNumber(made.row), seals);
  }
  for (const { request, ...days } of recordsTold(tables)) press.record(request, days);
  keepTakenOver(context, newRegister(key, press.register));
  beginRights(context, tables.get('people').rows, context.today);
  const which = `${told.length} of the ${decisions.count} in Decisions, as the log tells of them`;
  const verified = mailed ? `which holds line ${mailed.no} of a digest mail` : 'compared with no digest mail';
  log('Take over decisions', '', `${which}, ${verified}`);
  return true;
}
