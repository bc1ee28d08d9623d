/**
 * Cells that say otherwise than what was recorded of their row: where a row was pasted over by another good one, or a
 * column sorted by itself. People tell which of them are to be put back. No repair makes a request approved again (A1):
 * what it was decided on is said, and typed back by people. Rules A2 and A12.
 */

import { dayOfIso, formatDay } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { groupBy } from '../rules/basics/lists';
import { formatMoney } from '../rules/basics/money';
import { asMeant } from '../rules/basics/text';
import { type RecordedMeeting, readMeeting } from '../rules/meetings/recorded-meeting';
import { decidedOn } from '../rules/requests/decisions-in-order';
import { requestStates } from '../rules/requests/replay';
import { BOUND_FIELDS, type BoundField, readSnapshot, type Snapshot, snapshotOf } from '../rules/requests/snapshot';
import type { Cell } from '../workbook/cell';
import { dateText, inert, serialOf } from '../workbook/cell';
import type { AnySheet } from '../workbook/define-sheet';
import { columnLetters } from '../workbook/reading/problem';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem } from './answers';
import { decidedOtherwise, saysOtherwise } from './check-words';
import { AUTHORS_DO, booksIn } from './lookups';
import type { Context } from './perform';
import { withoutUndone } from './undone-lines';

/** A cell with what it said when it was recorded. */
export interface PutBack {
  readonly key: 'meetings' | 'requests';
  readonly column: string;
  /** 0-based, in its table. */
  readonly row: number;
  /** What is written to put it back, and how people read that; null where no repair does. */
  readonly cell: Cell | null;
  readonly becomes: string;
  readonly finding: Finding;
}

const TELLS_OF_MEETINGS: ReadonlySet<string> = new Set([
  'Record a meeting',
  'Plan a meeting',
  'Correct a meeting',
  'Cancel a meeting',
]);

interface MeetingTold {
  /** The row of the line in the table of the log, and its number. */
  readonly row: number;
  readonly no: number;
  /** What it keeps of the meeting; null in lines of earlier versions. */
  readonly recorded: RecordedMeeting | null;
}

/** By its ID, the newest line of the log that tells of a meeting. */
export function meetingsTold(tables: Tables): Map<string, MeetingTold> {
  const told = new Map<string, MeetingTold>();
  for (const { row, no, action, reference, what } of withoutUndone(tables.get('log').rows)) {
    if (!TELLS_OF_MEETINGS.has(action) || !reference) continue;
    const found = readMeeting(what ?? '');
    const recorded = found?.id === reference ? found : (told.get(reference)?.recorded ?? null);
    told.set(reference, { row, no, recorded });
  }
  return told;
}

/** Cells of meetings and of decided requests that say otherwise than what was recorded. */
export const putBacks = (context: Pick<Context, 'tables' | 'parameters' | 'today'>): PutBack[] => [
  ...ofMeetings(context.tables),
  ...ofRequests(context),
];

function ofMeetings(tables: Tables): PutBack[] {
  return Array.from(meetingsTold(tables)).flatMap(([id, { no, recorded }]): PutBack[] => {
    const meeting = tables.get('meetings').find('id', id);
    if (!meeting || !recorded) return [];
    const by = `line ${no} of the log`;
    const put = (column: string, cell: Cell, becomes: string): PutBack => {
      const finding = saysOtherwise({ was: becomes, by });
      return { key: 'meetings', column, row: meeting.row, cell, becomes, finding };
    };
    const was = tables.byId('clusters', recorded.cluster);
    const cluster = was >= 0 && was !== meeting.cluster ? tables.nameAt('clusters', was) : null;
    const { date, inSchoolHours, kind, status } = recorded;
    return [
      ...(cluster === null ? [] : [put('cluster', inert(cluster), cluster)]),
      ...(date === meeting.date ? [] : [put('date', serialOf(date), formatDay(date))]),
      ...(inSchoolHours === meeting.inSchoolHours
        ? []
        : [put('inSchoolHours', inSchoolHours, inSchoolHours ? 'ticked' : 'not ticked')]),
      ...(kind === meeting.kind ? [] : [put('kind', kind, kind)]),
      // A planned meeting that was held is often typed so.
      ...(status === meeting.status || status === 'Planned' ? [] : [put('status', status, status)]),
    ];
  });
}

/** By the ID of a request, when a form changed it last: that was on purpose. */
const changedByForm = (tables: Tables): Map<string, number> =>
  new Map(
    withoutUndone(tables.get('log').rows)
      .filter(({ action }) => action === AUTHORS_DO.change || action === AUTHORS_DO.answer)
      .map(({ reference, time }) => [reference ?? '', Date.parse(time)]),
  );

/** Of requests that were changed by hand since they were decided on: what they said then. */
function ofRequests({ tables, parameters, today }: Pick<Context, 'tables' | 'parameters' | 'today'>): PutBack[] {
  const books = booksIn(tables);
  const states = requestStates(books, parameters, today);
  const changed = changedByForm(tables);
  const all = books.requests.rows.flatMap((request): PutBack[] => {
    const made = states.stateOf(request.row).name === 'stale' ? states.decisionOn(request.row) : null;
    const then = made && readSnapshot(made.decidedOnWhat);
    if (!made || !then || (changed.get(request.id) ?? 0) > Date.parse(made.decidedAt)) return [];
    const now = snapshotOf(books, request);
    const by = `${made.id} of ${formatDay(decidedOn(made))}`;
    return BOUND_FIELDS.filter((field) => meant(then[field]) !== meant(now[field])).flatMap((field): PutBack[] => {
      const becomes = saidOf(tables, field, then);
      const finding = decidedOtherwise({ was: becomes, by });
      return [{ key: 'requests', column: field, row: request.row, cell: null, becomes, finding }];
    });
  });
  // One cell that was changed the flag tells of; several in a row or in a column look like an accident.
  const [byRow, byColumn] = [groupBy(all, ({ row }) => row), groupBy(all, ({ column }) => column)];
  return all.filter(({ row, column }) => byRow.get(row)!.length > 1 || byColumn.get(column)!.length > 1);
}

const meant = (value: Snapshot[BoundField]): string => asMeant(String(value ?? ''));

/** What a cell of a request said, as people read it. */
function saidOf(tables: Tables, field: BoundField, then: Snapshot): string {
  const value = then[field];
  if (value === null) return 'blank';
  if (typeof value === 'number') return formatMoney(value);
  if (field === 'wantedOn') {
    const day = dayOfIso(value);
    return day === null ? value : formatDay(day);
  }
  if (field !== 'cluster' && field !== 'school') return value;
  const row = tables.byId(`${field}s`, value);
  return row < 0 ? value : tables.nameAt(`${field}s`, row);
}

/** A cell's content as the check shows it and a repair names it. */
export function shownText(cell: Cell): string {
  if (typeof cell === 'object') return dateText(cell);
  return typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : String(cell);
}

/** How Check workbook lists a cell that can be put back. */
export function putBackProblem(tables: Tables, { key, column, row, cell, becomes, finding }: PutBack): CellProblem {
  const spec = SHEETS[key] as AnySheet;
  const position = (findColumns(spec, tables.grid(key)[0] ?? []) as Record<string, number>)[column] ?? -1;
  const rowNumber = tables.get(key).rowNumber(row);
  const a1 = `${columnLetters(position + 1)}${rowNumber}`;
  const { header } = spec.columns[column]!;
  return {
    sheet: spec.title,
    row: rowNumber,
    a1,
    header,
    message: `${spec.title}!${a1} (${header}): ${finding.message} (${finding.rule})`,
    severity: finding.severity,
    repair:
      cell === null
        ? null
        : { shown: shownText(tables.grid(key)[rowNumber - 1]![position] ?? ''), becomes, unsure: true },
  };
}
