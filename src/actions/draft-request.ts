/** The rows that a form for a request becomes. */

import type { Day } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Request, Session } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import { quoted } from '../rules/basics/text';
import type { Books } from '../rules/money/books';
import type { MatterSpec, RequestField } from '../rules/requests/matters';
import { MATTER_SPECS } from '../rules/requests/matters';
import { writeAgreed } from '../rules/requests/schools-agree';
import type { Snapshot } from '../rules/requests/snapshot';
import { changesSince, readSnapshot, snapshotOf } from '../rules/requests/snapshot';
import { agreedToOther } from '../rules/requests/words';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import { booksIn, dayTyped, penceTyped } from './lookups';
import type { Ask } from './schemas/ask';
import type { FieldProblem } from './schemas/parts';

/** One row of Requests as the rules see it, with indexes for references. */
export type RequestDraft = Unplaced<Request>;
export type SessionDraft = Unplaced<Session> & { readonly fellow: boolean };

export interface Draft {
  readonly request: RequestDraft;
  readonly session: SessionDraft | null;
}

/** What a row is that is not typed: its IDs, who asked and when. */
export interface Given {
  readonly request: string;
  readonly session: string;
  readonly askedBy: string[];
  readonly askedOn: Day;
}

/** A form with the tables it is read by. */
interface Form {
  readonly tables: Tables;
  readonly payload: Ask;
  readonly given: Given;
  readonly spec: MatterSpec;
  /** What does not fit, by field. */
  readonly problems: FieldProblem[];
}

/** Turns a form into a row, or says which fields do not fit. */
export function draftRequest(
  tables: Tables,
  payload: Ask,
  given: Given,
): { draft: Draft } | { problems: FieldProblem[] } {
  const form: Form = { tables, payload, given, spec: MATTER_SPECS[payload.matter], problems: [] };
  const cluster = refer(form, 'cluster', 'clusters', payload.cluster) ?? -1;
  const session = isNewSession(form) ? draftSession(form) : null;
  const request = requestDraft(form, cluster, session);
  if (form.problems.length > 0) return { problems: form.problems };
  const draft = { request, session };
  return { draft: { request: { ...request, agreedOnWhat: agreedOnWhat(tables, draft) }, session } };
}

/** The row that a field names by its ID; null where it names none, or one that is gone. */
function refer(
  { tables, problems }: Form,
  field: string,
  sheet: 'clusters' | 'schools' | 'sessions' | 'meetings',
  id: string | null | undefined,
): number | null {
  if (!id) return null;
  const index = tables.byId(sheet, id);
  if (index >= 0) return index;
  problems.push({
    field,
    message: `There is no ${quoted(id)} in the ${SHEETS[sheet].title} tab any more. Pick again.`,
  });
  return null;
}

function dayIn({ problems }: Form, field: string, text: string | null | undefined): Day | null {
  if (!text) return null;
  const value = dayTyped(text);
  if (value === null) problems.push({ field, message: 'Pick a date of the calendar.' });
  return value;
}

const asks = ({ spec }: Form, field: RequestField): boolean => spec.asks.includes(field);

/**
 * Where the session of the form stands that a run which was cut off may have left without its request; -1 where it does
 * not.
 */
const written = ({ tables, payload, given }: Form): number =>
  payload.newSession ? tables.byId('sessions', given.session) : -1;

const isNewSession = (form: Form): boolean => asks(form, 'session') && !!form.payload.newSession && written(form) < 0;

function requestDraft(form: Form, cluster: number, session: SessionDraft | null): RequestDraft {
  const { payload, given } = form;
  const when = <T>(field: RequestField, value: () => T): T | null => (asks(form, field) ? value() : null);
  return {
    id: given.request,
    matter: payload.matter,
    cluster,
    school: when('school', () => refer(form, 'school', 'schools', payload.school)),
    pot: when('pot', () => payload.pot ?? null),
    amount: when('amount', () => (payload.amount ? penceTyped(payload.amount) : null)),
    payee: when('payee', () => payload.payee || null),
    purpose: payload.purpose,
    wantedOn: when('wantedOn', () => dayIn(form, 'wantedOn', payload.wantedOn)),
    committedOn: when('committedOn', () => dayIn(form, 'committedOn', payload.committedOn)),
    schoolsAgreeing: when('schoolsAgreeing', () =>
      (payload.schoolsAgreeing ?? []).flatMap(
        (id, index) => refer(form, `schoolsAgreeing.${index}`, 'schools', id) ?? [],
      ),
    ),
    session: when('session', () => sessionRow(form, session)),
    askedBy: given.askedBy,
    askedOn: given.askedOn,
    withdrawnOn: null,
    doneOn: null,
    note: payload.note || null,
    agreedOnWhat: null,
    resource: when('resource', () => payload.resource || null),
    stands: when('stands', () => payload.stands ?? null),
  };
}

/** The session a request is for: the one that is written with it, one that was written before, or one that is named. */
function sessionRow(form: Form, session: SessionDraft | null): number | null {
  if (session) return form.tables.get('sessions').count;
  const before = written(form);
  return before >= 0 ? before : refer(form, 'session', 'sessions', form.payload.session);
}

function draftSession(form: Form): SessionDraft | null {
  const { payload, given, problems } = form;
  const typed = payload.newSession;
  if (!typed) return null;
  const clusters = typed.clusters.flatMap(
    (id, index) => refer(form, `newSession.clusters.${index}`, 'clusters', id) ?? [],
  );
  if (!typed.clusters.includes(payload.cluster)) {
    problems.push({
      field: 'newSession.clusters',
      message: 'The cluster that asks has to be one of those that share the session.',
    });
  }
  return {
    id: given.session,
    date: dayIn(form, 'newSession.date', typed.date) ?? 0,
    provider: typed.provider,
    fellow: typed.fellow,
    vatRegistered: typed.vatRegistered,
    netFee: penceTyped(typed.netFee),
    clusters,
    meeting: refer(form, 'newSession.meeting', 'meetings', typed.meeting),
  };
}

/**
 * What the schools that are ticked agree to: the request as it is sent, or what all of them agreed to before, if that
 * covers it still. Rules S8 and A2.
 */
function agreedOnWhat(tables: Tables, draft: Draft): string | null {
  const { schoolsAgreeing } = draft.request;
  if (schoolsAgreeing === null || schoolsAgreeing.length === 0) return null;
  const { books, request } = booksWith(tables, draft);
  const now = snapshotOf(books, request);
  const ticked = schoolsAgreeing.map((school) => books.schools.at(school).id);
  const before = agreedBefore(tables, draft.request.id);
  const isCovered =
    before !== null &&
    ticked.every((id) => before.agreeing?.includes(id)) &&
    changesSince(books, before, now).length === 0;
  return writeAgreed(isCovered ? before : now, ticked);
}

/** What schools agreed to by a request as its form recorded it; null where none did, or there is no such request. */
const agreedBefore = (tables: Tables, id: string): Snapshot | null =>
  readSnapshot(booksIn(tables).requests.find('id', id)?.agreedOnWhat ?? '');

/** The books as they would be with a draft in them: a new row at the end, or an existing row replaced. */
export function booksWith(tables: Tables, { request, session }: Draft): { books: Books; request: Request } {
  const books = booksIn(tables);
  const existing = books.requests.find('id', request.id);
  const row = existing?.row ?? books.requests.count;
  const own: Request = { ...request, row };
  return {
    request: own,
    books: {
      ...books,
      requests: existing ? books.requests.replacing(own) : books.requests.plus([request]),
      sessions: session ? books.sessions.plus([session]) : books.sessions,
    },
  };
}

/**
 * What is to be said before schools that agreed to something else are sent along with a request that was changed:
 * whoever sends it says that they agree to it as it is now. Rule S8.
 */
export function keptAgreement(tables: Tables, draft: Draft): Finding[] {
  const before = agreedBefore(tables, draft.request.id);
  if (before === null) return [];
  const { books, request } = booksWith(tables, draft);
  const kept = (before.agreeing ?? []).flatMap((id) => {
    const school = books.schools.find('id', id);
    return school && request.schoolsAgreeing?.includes(school.row) ? [school.name] : [];
  });
  const changes = changesSince(books, before, snapshotOf(books, request));
  return kept.length === 0 || changes.length === 0 ? [] : [agreedToOther({ changes, schools: kept })];
}
