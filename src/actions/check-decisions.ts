import type { Finding } from '../rules/basics/finding';
import { hasPerson } from '../rules/basics/mailbox';
import type { DecisionMade, Request } from '../rules/basics/rows';
import { DECISIONS } from '../rules/basics/words';
import { nameOf } from '../rules/requests/deciders';
import { digestOf, readMark } from '../rules/requests/decision-mark';
import { decidedOn } from '../rules/requests/decisions-in-order';
import type { TableOf } from '../workbook/reading/tab';
import type { SHEETS, SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { LogSays } from './check-words';
import {
  authorMissing,
  authorNotLogged,
  decisionChanged,
  decisionGone,
  decisionNotLogged,
  meetingGone,
  requestGone,
  withdrawalTakenBack,
} from './check-words';
import { AUTHORS_DO, loggedAuthors } from './lookups';
import { WITHDRAW } from './my-requests';
import type { Context } from './perform';
import { meetingsTold } from './put-back';
import { withoutUndone } from './undone-lines';

/** What earlier versions called a decision that the log told of only afterwards. */
const LATE_LINE = 'Log a decision late';

const TELLS_OF_DECISIONS = new Set<string>([...DECISIONS, LATE_LINE]);

type LogRow = TableOf<typeof SHEETS.log>['rows'][number];

/** Something that does not fit together, at a row of a tab. */
interface Mismatch {
  readonly sheet: SheetKey;
  readonly column: string;
  readonly row: number;
  readonly finding: Finding;
}

/**
 * Where Requests and Decisions do not say what the log says: decisions taken away, changed or written by hand, requests
 * that are gone, a withdrawal taken back, other people in "Asked by". Rules A1, A3, A6 and A12.
 *
 * The log is compared both ways: what it does not tell of may be forged, what it tells of and is not there was removed.
 */
export const compareWithLog = ({ tables }: Pick<Context, 'tables'>): Mismatch[] => [
  ...decisionMismatches(tables),
  ...requestMismatches(tables),
  ...meetingMismatches(tables),
  ...authorMismatches(tables),
];

/** By decision, the lines of the log that tell of it, by the digest of what they tell. */
export function decisionsTold(lines: readonly LogRow[]): Map<string, Map<string, LogRow>> {
  const told = new Map<string, Map<string, LogRow>>();
  for (const line of withoutUndone(lines)) {
    const mark = TELLS_OF_DECISIONS.has(line.action) ? readMark(line.what ?? '') : null;
    if (!mark) continue;
    const lines = told.get(mark.id);
    if (lines) lines.set(mark.digest, line);
    else told.set(mark.id, new Map([[mark.digest, line]]));
  }
  return told;
}

function decisionMismatches(tables: Tables): Mismatch[] {
  const told = decisionsTold(tables.get('log').rows);
  const decisions = tables.get('decisions').rows;
  const found = decisions.flatMap((made): Mismatch[] => {
    const finding = decisionMismatch(tables, made, told.get(made.id));
    told.delete(made.id);
    return finding ? [{ sheet: 'decisions', column: 'id', row: made.row, finding }] : [];
  });
  const gone = Array.from(told).flatMap(([id, lines]): Mismatch[] => {
    const [first] = lines.values();
    const finding = decisionGone({ id, log: saysOf(lines) });
    return first ? [{ sheet: 'log', column: 'what', row: first.row, finding }] : [];
  });
  return [...found, ...gone];
}

function decisionMismatch(
  tables: Tables,
  made: DecisionMade,
  lines: ReadonlyMap<string, LogRow> | undefined,
): Finding | null {
  if (!lines) return decisionNotLogged();
  const digest = digestOf({ ...made, request: tables.get('requests').at(made.request).id });
  return lines.has(digest) ? null : decisionChanged({ id: made.id, log: saysOf(lines) });
}

const saysOf = (lines: ReadonlyMap<string, LogRow>): LogSays[] =>
  Array.from(lines.values(), ({ no, action, reference, who, what }) => ({
    no,
    action,
    reference,
    who,
    words: (what ?? '').replace(/ ?\[[^[]*\]$/, ''),
  }));

/** What the log says of a request alone, whatever its ID looks like. */
const TELLS_OF_REQUESTS = new Set<string>([...TELLS_OF_DECISIONS, ...Object.values(AUTHORS_DO), WITHDRAW]);

/** Requests that the log tells of and that are gone, or that were withdrawn by it and are not. */
function requestMismatches(tables: Tables): Mismatch[] {
  const requests = tables.get('requests');
  const unreadable = new Set(requests.leftOut.flatMap((row) => tables.grid('requests')[row - 1]?.map(String) ?? []));
  const gone = new Set<string>();
  return withoutUndone(tables.get('log').rows).flatMap((line): Mismatch[] => {
    const id = line.reference ?? '';
    if (id === '' || !TELLS_OF_REQUESTS.has(line.action)) return [];
    const request = requests.find('id', id);
    if (request) return withdrawalMismatch(tables, request, line);
    if (gone.has(id) || unreadable.has(id)) return [];
    gone.add(id);
    return [{ sheet: 'log', column: 'reference', row: line.row, finding: requestGone({ id }) }];
  });
}

/** Meetings that the log tells of and that are gone. */
function meetingMismatches(tables: Tables): Mismatch[] {
  if (!tables.has('meetings')) return [];
  const meetings = tables.get('meetings');
  const unreadable = new Set(meetings.leftOut.flatMap((row) => tables.grid('meetings')[row - 1]?.map(String) ?? []));
  return Array.from(meetingsTold(tables)).flatMap(([id, { row }]): Mismatch[] =>
    meetings.find('id', id) || unreadable.has(id)
      ? []
      : [{ sheet: 'log', column: 'reference', row, finding: meetingGone({ id }) }],
  );
}

function withdrawalMismatch(tables: Tables, { row, withdrawnOn }: Request, line: LogRow): Mismatch[] {
  const on = decidedOn({ decidedAt: line.time });
  if (line.action !== WITHDRAW || (withdrawnOn !== null && withdrawnOn <= on)) return [];
  const who = nameOf(tables.get('people'), line.who);
  const finding = withdrawalTakenBack({ line: line.no, who, on });
  return [{ sheet: 'requests', column: 'withdrawnOn', row, finding }];
}

/** Requests of which "Asked by" does not name whom the log names. */
function authorMismatches(tables: Tables): Mismatch[] {
  return Array.from(loggedAuthors(tables)).flatMap(([id, logged]): Mismatch[] => {
    const request = tables.get('requests').find('id', id);
    if (!request) return [];
    const missing = [...logged].filter((email) => !hasPerson(request.askedBy, email));
    const extra = request.askedBy.filter((email) => !hasPerson([...logged], email));
    const findings = [
      ...(missing.length > 0 ? [authorMissing({ emails: missing })] : []),
      ...(extra.length > 0 ? [authorNotLogged({ emails: extra })] : []),
    ];
    return findings.map((finding) => ({ sheet: 'requests', column: 'askedBy', row: request.row, finding }));
  });
}
