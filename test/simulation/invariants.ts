/** What has to hold in a workbook, whoever did whatever in it. Each function throws where it does not. */
import { idFrom } from '../../src/actions/ids';
import type { Answer, Row, Workbook } from './workbook';

/** A form that was sent, once or several times, whether it came through or not. */
export interface Sent {
  readonly name: string;
  readonly payload: { readonly token: string } & Row;
}

interface Problem {
  sheet: string;
  row: number;
  header: string;
  message: string;
}

/** What no cell of these columns of the Ledger can be: its line goes out of the sums, and Check workbook names it. */
export const NONSENSE: Record<string, string[]> = {
  Date: ['soon', '31/02/2027', '12/13/2026'],
  Cluster: ['Nowhere Cluster'],
  Pot: ['Piggy bank'],
  Direction: ['Sideways'],
  Category: ['Sweets'],
  Net: ['a lot', '1.005', '12..5'],
};
const nonsenseIn = (line: Row): string[] =>
  Object.keys(NONSENSE).filter((header) => NONSENSE[header]!.includes(String(line[header])));

const pence = (cell: unknown) => Math.round(Number(cell || 0) * 100);
const penceSaid = (text = '') => Math.round(Number(text.replace(/,/g, '')) * 100);

/** The pots of Overview hold what the readable lines of the Ledger say, and tell how many cannot be read. */
export function checkSums(workbook: Workbook): void {
  const overview = workbook.values('Overview');
  const asAt = Number(overview[1]![1] as Date);
  const sums = { In: 0, Out: 0 };
  let unreadable = 0;
  for (const line of workbook.rows('Ledger')) {
    if (nonsenseIn(line).length > 0) unreadable++;
    else if (Number(line['Date']) <= asAt)
      sums[line['Direction'] as 'In' | 'Out'] += pence(line['Net']) + pence(line['VAT']);
  }
  const said = String(overview.flat().find((cell) => / in less /.test(String(cell))));
  const [, cameIn, wentOut] = /^balanced: £([\d,.]+) in less £([\d,.]+) out/.exec(said) ?? [];
  same('the pots', [penceSaid(cameIn), penceSaid(wentOut)], [sums.In, sums.Out]);
  const leftOut = Number(/(\d+) rows? of Ledger left out/.exec(said)?.[1] ?? 0);
  same('the count of lines left out', leftOut, unreadable);
}

const PAGES = ['Overview', 'Schools at a glance', 'Requests', 'Ledger', 'Clusters'];
const isFailure = (cell: unknown) => typeof cell === 'string' && /^#[A-Z/0]+[!?A]/.test(cell);
/** Rows that were looked at, and hold no failure. */
const sound = new WeakSet<unknown[]>();

/** No formula fails. */
export function checkFormulas(workbook: Workbook): void {
  for (const tab of PAGES) {
    for (const row of workbook.values(tab)) {
      if (sound.has(row)) continue;
      const failure = row.find(isFailure);
      if (failure !== undefined) throw new Error(`${tab} shows ${failure}`);
      sound.add(row);
    }
  }
}

/** Nobody approves the same thing twice, nor decides what is closed. Rules A6 and A11. */
export function checkDecisions(workbook: Workbook, since: number): void {
  const latest = new Map<unknown, Row>();
  const byTime = [...workbook.rows('Decisions')].sort((a, b) => madeAt(a) - madeAt(b));
  for (const decision of byTime) {
    const [given, what] = [decision['Amount'], JSON.parse(String(decision['Decided on what'])) as { amount: unknown }];
    if (typeof given === 'number' && given * 100 > Number(what.amount) + 0.001)
      throw new Error(`${decision['Request']}: ${given} approved, of ${Number(what.amount) / 100} that was asked`);
    const earlier = latest.get(decision['Request']);
    latest.set(decision['Request'], decision);
    if (!earlier || madeAt(decision) < since) continue;
    const [before, now] = [String(earlier['Decision']), String(decision['Decision'])];
    const said = `${decision['Request']}: ${before}, then ${now}`;
    if (/Decline|Revoke/.test(before)) throw new Error(`${said}, although it was closed`);
    const isSame = earlier['Decided on what'] === decision['Decided on what'];
    if (before === 'Approve' && now === 'Approve' && isSame) throw new Error(`${said}, of the same`);
  }
}

const madeAt = (decision: Row) => Date.parse(String(decision['Decided at']));

/**
 * What a form wrote is there whole and told once, or not there and not told; in part only where the log says so. Rule
 * A12.
 */
export function checkSent(workbook: Workbook, sent: readonly Sent[]): void {
  const log = workbook.rows('Log');
  const tab = (name: string) => workbook.rows(name).map((row) => Object.values(row));
  const [meetings, requests, attendance] = [tab('Meetings'), tab('Requests'), tab('Attendance')];
  for (const { name, payload } of sent) {
    const isMeeting = name === 'recordMeeting';
    if (!isMeeting && (name !== 'askRequest' || payload['request'])) continue;
    const isPlanned = payload['status'] === 'Planned';
    const id = idFrom(isMeeting ? 'M' : 'R', payload.token);
    const countIn = (rows: unknown[][]) => rows.filter((cells) => cells.includes(id)).length;
    const told = (action: string) => log.filter((line) => line['Action'] === action && line['Reference'] === id).length;
    const undone = (what: RegExp) =>
      log.filter((line) => line['Action'] === 'Undo' && line['Reference'] === id && what.test(String(line['What'])))
        .length;
    const there = countIn(isMeeting ? meetings : requests);
    const marks = countIn(attendance);
    const wanted = isMeeting && !isPlanned && there > 0 ? (payload['attendance'] as unknown[]).length : 0;
    const done = told(isMeeting ? `${isPlanned ? 'Plan' : 'Record'} a meeting` : 'Ask');
    const times = done - undone(isMeeting ? /^(Record|Plan) a meeting / : /^Ask /);
    const cutOff = told('Cut off');
    const isWhole = marks === wanted && times === there;
    if (there > 1 || times > 1 || (!isWhole && cutOff === 0))
      throw new Error(`${id}: ${there} row(s), ${marks} mark(s), told ${times} time(s), cut off ${cutOff} time(s)`);
  }
}

/** Every decision is told of in the log, and no other. Rule A12. */
export function checkDecisionsTold(workbook: Workbook, since: number): void {
  const made = workbook.rows('Decisions').filter((decision) => madeAt(decision) >= since);
  const log = workbook.rows('Log');
  const undone = new Set(
    log.flatMap((line) => {
      const [, first, last] =
        line['Action'] === 'Undo' ? (/\[undone (\d+) (\d+)\]$/.exec(String(line['What'])) ?? []) : [];
      return first ? Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at) : [];
    }),
  );
  const told = log
    .filter((line) => !undone.has(Number(line['No'])))
    .filter((line) => Date.parse(String(line['Time'])) >= since)
    .flatMap((line) => /\[(D-[0-9A-Z]+) [0-9a-f]{16}\]$/.exec(String(line['What']))?.[1] ?? []);
  same('the decisions in the log', told.sort(), made.map((decision) => String(decision['Decision ID'])).sort());
}

/** Check workbook names every cell that cannot be read, and accuses nobody of tampering who did not. */
export function checkProblems(workbook: Workbook, by: string, isTampered: boolean): void {
  const { problems } = workbook.call<Answer & { problems: Problem[] }>(by, 'checkWorkbook');
  for (const line of workbook.rows('Ledger'))
    for (const header of nonsenseIn(line)) {
      const isNamed = problems.some(
        (found) => found.sheet === 'Ledger' && found.row === line['row'] && found.header === header,
      );
      if (!isNamed)
        throw new Error(`Check workbook does not name row ${line['row']} of the Ledger, ${header}: ${line[header]}`);
    }
  const accused = problems.find(
    ({ message }) => !isTampered && /\(A12\)/.test(message) && !/changed on purpose/.test(message),
  );
  if (accused) throw new Error(`Nobody tampered, and Check workbook says: ${accused.message}`);
}

/** The log is whole; and once a line of it is overwritten, Verify log names that line. Rule A12. */
export function checkLog(workbook: Workbook, by: string, owner: string, picked: number): void {
  const verify = () => workbook.call<Answer & { good: boolean; message: string }>(by, 'verifyLog');
  const whole = verify();
  if (!whole.good) throw new Error(`The log does not verify: ${whole.message}`);
  const lines = workbook.rows('Log');
  const line = lines[picked % lines.length]!;
  workbook.paste(owner, 'Log', 'What', line['row'] as number, ['Nothing happened.']);
  const { good, message } = verify();
  if (good || !new RegExp(`\\bline ${line['No']}\\b`, 'i').test(message))
    throw new Error(`Line ${line['No']} of the log was overwritten, and Verify log says: ${message}`);
}

/** @throws {Error} If two values are not the same as JSON. */
export function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what}: ${a}, but should be ${b}`);
}

/** What is typed in the rows of a tab, wherever they stand. */
export const typedText = (rows: readonly Row[]): string => JSON.stringify(rows.map(textOf));

const texts = new WeakMap<Row, string>();

function textOf(row: Row): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { Flag: _, 'Agreement end': __, row: ___, ...cells } = row;
  const text = JSON.stringify(cells);
  texts.set(row, text);
  return text;
}

/** @throws {Error} If two readings of a tab differ in what is typed there. */
export function sameTyped(what: string, found: readonly Row[], wanted: readonly Row[]): void {
  if (found !== wanted) same(what, typedText(found), typedText(wanted));
}
