/** Actions on a workbook in memory, each as somebody of the small programme, and what the workbook says afterwards. */
import type { ZodMiniType } from 'zod/mini';
import type { CellProblem, Decided, WaitingRequest } from '../../src/actions/answers';
import { checkWorkbook } from '../../src/actions/check-workbook';
import { decideRequests } from '../../src/actions/decide';
import { decideList } from '../../src/actions/decide-list';
import { digestState } from '../../src/actions/digest';
import { meetingForm } from '../../src/actions/meeting-form';
import { ask, type Context } from '../../src/actions/perform';
import { check } from '../../src/actions/schemas/parts';
import { booksOf } from '../../src/functions/open-tabs';
import { Parameters } from '../../src/rules/basics/parameters';
import type { Decision } from '../../src/rules/basics/words';
import { requestStates } from '../../src/rules/requests/replay';
import { flagText } from '../../src/rules/requests/state-words';
import { SHEET_KEYS } from '../../src/workbook/sheets';
import { ASKED as ASKED_BEFORE, ledgerLine, mark, meeting, type Tabs } from './builders';
import { FakeWorkbook } from './fake-world';
import { day, PROGRAMME, type Row } from './rules-tables';
import { token } from './tracker';

export const DIRECTOR = 'director@example.org';
export const ADVISOR = 'advisor@example.org';
/** Leads of North and of South. */
export const LEAD = 'north@example.org';
export const SOUTH_LEAD = 'south@example.org';
export const STRANGER = 'who@example.org';

/** A request of this term, which waits for the Advisor. */
export const ASKED: Row = { ...ASKED_BEFORE, askedOn: '2026-11-02' };
export const PSQM: Row = { ...ASKED, matter: 'PSQM', pot: null, amount: null, payee: 'Hub', school: 'School 1' };

/** Money in North's cluster pot, enough for what is asked. */
export const MONEY: Row = ledgerLine('L-1', '2026-10-01', 'In', 'Other income', 1000);

/** A meeting of North at which three schools agree, and what the form of its lead says then. Rule S8. */
export const ASSEMBLY: Tabs = {
  meetings: [meeting('M-1', '2026-10-20')],
  attendance: [mark('M-1', 1), mark('M-1', 2), mark('M-1', 3)],
};
export const AGREEING = { agreedAt: 'M-1', schoolsAgreeing: ['S-1', 'S-2', 'S-3'] };

/** The same request as its form sends it. */
export const asSent = (more: object = {}) => ({
  token: token(),
  matter: 'Organising time',
  cluster: 'C-1',
  pot: 'Cluster pot',
  amount: '350',
  payee: 'School 1',
  purpose: 'Planning day',
  ...more,
});

export const open = (requests: Row[] = [ASKED], more: Tabs = {}) =>
  new FakeWorkbook({ ...PROGRAMME, requests, ...more });

/** What an action answered; one that was refused is a failed test. */
export function done<A extends { ok: boolean }>(answer: A): Extract<A, { ok: true }> {
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer as Extract<A, { ok: true }>;
}

/** What a schema has to say of a payload: `amount: Type a sum such as 350.00.` */
export function fieldsRefused(schema: ZodMiniType, payload: unknown): string[] {
  const checked = check(schema, payload);
  return 'problems' in checked ? checked.problems.map(({ field, message }) => `${field}: ${message}`) : [];
}

/** What somebody's action works with. */
export const contextOf = (book: FakeWorkbook, email = LEAD): Context =>
  done(ask<{ context: Context }>(book.as(email), SHEET_KEYS, (context) => ({ ok: true, context }))).context;

export const list = (book: FakeWorkbook, email: string) => done(decideList(book.as(email)));

/** A request as Decide shows it to somebody. */
export function cardOf(book: FakeWorkbook, email: string, id = 'R-1'): WaitingRequest {
  const { mine, others, revocable } = list(book, email);
  return [...mine, ...others, ...revocable].find((card) => card.id === id)!;
}

type Results = Extract<Decided, { ok: true }>['results'];

export const decide = (book: FakeWorkbook, email: string, decisions: object[], key = token()): Results =>
  done(decideRequests(book.as(email), { token: key, decisions })).results;

/** Decides as somebody who has just looked at the request. */
export const make = (
  book: FakeWorkbook,
  email: string,
  decision: Decision,
  more: object = {},
  id = 'R-1',
  key = token(),
) =>
  decide(
    book,
    email,
    [{ request: id, decision, reason: 'Because', shown: cardOf(book, email, id)?.shown ?? 'x', ...more }],
    key,
  )[0]!;

/** Where a request stands, in the words of its cell. */
export const flag = (book: FakeWorkbook, row = 0) =>
  flagText(requestStates(booksOf(book.tables()), new Parameters(), day('2026-11-30')).states[row]!);

/** What Check workbook says. */
export const problems = (book: FakeWorkbook, email = DIRECTOR): CellProblem[] =>
  done(checkWorkbook(book.as(email))).problems;
export const stops = (book: FakeWorkbook) => problems(book).filter(({ severity }) => severity === 'stop');

/** What was done, as the log calls it. */
export const logged = (book: FakeWorkbook): string[] =>
  book
    .tables()
    .get('log')
    .rows.map(({ action }) => action);

/** A workbook in which a parameter has no value. */
export const without = (parameter: string) =>
  open([ASKED], { ledger: [MONEY], settings: [{ parameter, value: '', status: 'unset' }] });

/** The mails of the day, as the Director looks at them beforehand. */
export const mails = (book: FakeWorkbook) => done(digestState(book.as(DIRECTOR))).preview;

/** What Record a meeting opens with. */
export const form = (book: FakeWorkbook) => done(meetingForm(book.as(LEAD)));
