import { formatDay } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { stop, warn } from '../rules/basics/finding';
import { DECISIONS } from '../rules/basics/words';
import { nameOf } from '../rules/requests/deciders';
import { decisionMark, readMark } from '../rules/requests/decision-mark';
import { decidedOn } from '../rules/requests/request-state';
import type { SheetKey } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import { loggedAuthors } from './lookups';
import type { Context } from './perform';
import { WITHDRAW } from './requests';

/** What earlier versions called a decision that the log told of only afterwards. */
const LATE_LINE = 'Log a decision late';

const TELLS_OF_DECISIONS = new Set<string>([...DECISIONS, LATE_LINE]);

/** Something that does not fit together, at a row of a tab. */
interface Mismatch {
  readonly sheet: SheetKey;
  readonly column: string;
  readonly row: number;
  readonly finding: Finding;
}

/**
 * Where Requests and Decisions do not say what the log says: decisions taken away, changed or written by hand, requests that
 * are gone, a withdrawal taken back, other people in "Asked by". Rules A1, A3, A6 and A12.
 *
 * The log is compared both ways: what it does not tell of may be forged, what it tells of and is not there was removed.
 */
export function compareWithLog({ tables }: Pick<Context, 'tables'>): Mismatch[] {
  return [...decisionMismatches(tables), ...requestMismatches(tables)];
}

function decisionMismatches(tables: Tables): Mismatch[] {
  const [decisions, log] = [tables.get('decisions'), tables.get('log')];
  const found: Mismatch[] = [];
  const told = new Map<string, Map<string, number>>();
  for (let row = 0; row < log.count; row++) {
    if (!TELLS_OF_DECISIONS.has(log.action[row]!)) continue;
    const mark = readMark(log.what[row] ?? '');
    if (!mark) continue;
    const lines = told.get(mark.id);
    if (lines) lines.set(mark.digest, row);
    else told.set(mark.id, new Map([[mark.digest, row]]));
  }
  for (let row = 0; row < decisions.count; row++) {
    const id = decisions.id[row]!;
    const lines = told.get(id);
    told.delete(id);
    if (!lines) {
      // Nobody is asked to confirm it: everybody who decides may type in this tab, and so could have written it.
      const message =
        'The log does not tell of this decision: it was written by hand, or by an early version of the tracker. Delete its row, then decide again in Clusters ▸ Decide.';
      found.push({ sheet: 'decisions', column: 'id', row, finding: stop('A12', message) });
    } else if (!lines.has(readMark(markOf(tables, row))!.digest)) {
      const says = sayings(tables, [...lines.values()]);
      const message = `Decision ${id} was changed after it was made. ${says} Put it back from the version history.`;
      found.push({ sheet: 'decisions', column: 'id', row, finding: stop('A12', message) });
    }
  }
  for (const [id, lines] of told) {
    const rows = [...lines.values()];
    const message = `Decision ${id} is not in the Decisions tab any more, or cannot be read there. ${sayings(tables, rows)} Put it back from the version history.`;
    found.push({ sheet: 'log', column: 'what', row: rows[0]!, finding: stop('A12', message) });
  }
  return found;
}

/** The mark of a decision as it stands in the tab. */
function markOf(tables: Tables, row: number): string {
  const [decisions, requests] = [tables.get('decisions'), tables.get('requests')];
  return decisionMark({
    id: decisions.id[row]!,
    request: requests.id[decisions.request[row]!]!,
    decision: decisions.decision[row]!,
    amount: decisions.amount[row]!,
    reason: decisions.reason[row]!,
    decidedBy: decisions.decidedBy[row]!,
    role: decisions.role[row]!,
    inPlaceOf: decisions.inPlaceOf[row]!,
    decidedAt: decisions.decidedAt[row]!,
    decidedOnWhat: decisions.decidedOnWhat[row]!,
  });
}

/** What lines of the log say of a decision, without their marks. */
function sayings(tables: Tables, rows: readonly number[]): string {
  const { no, action, reference, what, who } = tables.get('log');
  return rows
    .map((row) => {
      const words = (what[row] ?? '').replace(/ ?\[[^[]*\]$/, '');
      return `The log says in line ${no[row]}: ${action[row]} ${reference[row]} by ${who[row]}${words === '' ? '' : `: ${words}`}.`;
    })
    .join(' ');
}

function requestMismatches(tables: Tables): Mismatch[] {
  const [requests, log, people] = [tables.get('requests'), tables.get('log'), tables.get('people')];
  const found: Mismatch[] = [];
  const rows = new Map(requests.id.map((id, row) => [id, row]));
  const unreadable = new Set(requests.leftOut.flatMap((row) => tables.grid('requests')[row - 1]!.map(String)));
  const authors = loggedAuthors(tables);
  const gone = new Set<string>();
  for (let line = 0; line < log.count; line++) {
    const id = log.reference[line] ?? '';
    if (!/^R-/.test(id) || log.action[line]!.startsWith('Refused')) continue;
    const row = rows.get(id);
    if (row === undefined) {
      if (gone.has(id) || unreadable.has(id)) continue;
      gone.add(id);
      const message = `Request ${id} is not in the Requests tab any more: its row was deleted or its ID changed, and its decisions count for nothing.`;
      found.push({ sheet: 'log', column: 'reference', row: line, finding: stop('A12', message) });
    } else if (
      log.action[line] === WITHDRAW &&
      (requests.withdrawnOn[row] ?? Number.POSITIVE_INFINITY) > decidedOn(log.time[line]!)
    ) {
      const message = `The log says in line ${log.no[line]} that ${nameOf(people, log.who[line]!)} withdrew this request on ${formatDay(decidedOn(log.time[line]!))}. Put that date back into “Withdrawn on”, or ask anew.`;
      found.push({ sheet: 'requests', column: 'withdrawnOn', row, finding: stop('A6', message) });
    }
  }
  for (const [id, logged] of authors) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const named = requests.askedBy[row]!;
    const missing = [...logged].filter((email) => !named.includes(email));
    const extra = named.filter((email) => !logged.has(email));
    const at = { sheet: 'requests', column: 'askedBy', row } as const;
    if (missing.length > 0) {
      const message = `By the log ${missing.join(', ')} asked for this or changed it, and may not decide on it. Put the address back.`;
      found.push({ ...at, finding: stop('A3', message) });
    }
    if (extra.length > 0)
      found.push({ ...at, finding: warn('A3', `The log does not tell that ${extra.join(', ')} asked for this.`) });
  }
  return found;
}
