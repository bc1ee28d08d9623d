import type { Day } from '../rules/basics/days';
import { fundingYearOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { note, warn } from '../rules/basics/finding';
import { formatMoney } from '../rules/basics/money';
import type { Parameters } from '../rules/basics/parameters';
import { NotSet } from '../rules/basics/parameters';
import type { RequestRows, ReviewRows, SessionRows } from '../rules/basics/rows';
import { membersOn } from '../rules/clusters/membership';
import type { SessionSplit } from '../rules/money/cpd';
import { potPartOf, sessionSplit, sharedByText, twinSessions } from '../rules/money/cpd';
import type { Books, PotFigures, PotYear } from '../rules/money/pots';
import { potFigures, potOf } from '../rules/money/pots';
import { nextStages } from '../rules/overview/stages';
import { MATTER_SPECS } from '../rules/requests/matters';
import type { RequestState } from '../rules/requests/request-state';
import { requestStates, whyNotAllowed } from '../rules/requests/request-state';
import { writeAgreed } from '../rules/requests/schools-agree';
import { changesSince, readSnapshot, snapshotOf } from '../rules/requests/snapshot';
import type { Tables } from '../workbook/tables';
import { booksOf, dayTyped, penceTyped } from './lookups';
import type { Ask } from './schemas/ask';
import type { FieldProblem } from './schemas/parts';

/** One row of Requests as the rules see it, with indexes for references. */
export type RequestDraft = { [K in Exclude<keyof RequestRows, 'count'>]: RequestRows[K][number] };
export type SessionDraft = { [K in Exclude<keyof SessionRows, 'count'>]: SessionRows[K][number] } & { fellow: boolean };

export interface Draft {
  readonly request: RequestDraft;
  readonly session: SessionDraft | null;
}

/** Turns a form into a row, or says which fields do not fit. */
export function draftRequest(
  tables: Tables,
  payload: Ask,
  ids: { request: string; session: string },
  asked: { by: string[]; on: Day },
): { draft: Draft } | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const spec = MATTER_SPECS[payload.matter];
  const asks = (field: (typeof spec.asks)[number]) => spec.asks.includes(field);
  const refer = (
    field: string,
    sheet: 'clusters' | 'schools' | 'sessions' | 'meetings',
    id: string | null | undefined,
  ) => {
    if (!id) return null;
    const index = tables.byId(sheet, id);
    if (index < 0)
      problems.push({
        field,
        message: `${id} is not in the ${sheet === 'sessions' ? 'CPD sessions' : sheet} tab any more. Pick again.`,
      });
    return index < 0 ? null : index;
  };
  const day = (field: string, text: string | null | undefined) => {
    if (!text) return null;
    const value = dayTyped(text);
    if (value === null) problems.push({ field, message: 'Pick a date of the calendar.' });
    return value;
  };
  const cluster = refer('cluster', 'clusters', payload.cluster) ?? -1;
  // A run that was cut off may have left the session without its request: then it is there already.
  const written = payload.newSession ? tables.byId('sessions', ids.session) : -1;
  const session =
    asks('session') && payload.newSession && written < 0
      ? draftSession(payload, ids.session, refer, day, problems)
      : null;
  const request: RequestDraft = {
    id: ids.request,
    matter: payload.matter,
    cluster,
    school: asks('school') ? refer('school', 'schools', payload.school) : null,
    pot: asks('pot') ? (payload.pot ?? null) : null,
    amount: asks('amount') && payload.amount ? penceTyped(payload.amount) : null,
    payee: (asks('payee') && payload.payee) || null,
    purpose: payload.purpose,
    wantedOn: asks('wantedOn') ? day('wantedOn', payload.wantedOn) : null,
    committedOn: asks('committedOn') ? day('committedOn', payload.committedOn) : null,
    schoolsAgreeing: asks('schoolsAgreeing')
      ? (payload.schoolsAgreeing ?? []).flatMap((id, index) => refer(`schoolsAgreeing.${index}`, 'schools', id) ?? [])
      : null,
    session: !asks('session')
      ? null
      : session
        ? tables.get('sessions').count
        : written >= 0
          ? written
          : refer('session', 'sessions', payload.session),
    askedBy: asked.by,
    askedOn: asked.on,
    withdrawnOn: null,
    doneOn: null,
    note: payload.note || null,
    agreedOnWhat: null,
  };
  for (const field of spec.needs) {
    if (field === 'session' ? request.session === null : request[field] === null) {
      problems.push({ field, message: `${FIELD_NAMES[field]} is needed for this.` });
    }
  }
  if (problems.length > 0) return { problems };
  return { draft: { request: { ...request, agreedOnWhat: agreedOnWhat(tables, { request, session }) }, session } };
}

/**
 * What the schools that are ticked agree to: the request as it is sent, or what all of them agreed to before, if that covers
 * it still. Rules S8 and A2.
 */
function agreedOnWhat(tables: Tables, draft: Draft): string | null {
  const { schoolsAgreeing } = draft.request;
  if (schoolsAgreeing === null || schoolsAgreeing.length === 0) return null;
  const { books, row } = booksWith(tables, draft);
  const now = snapshotOf(books, row);
  const ticked = schoolsAgreeing.map((school) => books.schools.id[school]!);
  const before = agreedBefore(tables, row);
  const isCovered =
    before !== null &&
    ticked.every((id) => before.agreeing?.includes(id)) &&
    changesSince(books, before, now).length === 0;
  return writeAgreed(isCovered ? before : now, ticked);
}

/** What schools agreed to by a row of Requests as it stands in the tab; null where none did, or there is no such row. */
const agreedBefore = (tables: Tables, row: number) => readSnapshot(tables.get('requests').agreedOnWhat[row] ?? '');

const FIELD_NAMES: Record<string, string> = {
  school: 'A school',
  pot: 'A pot',
  amount: 'An amount',
  session: 'A session',
  payee: 'Who is paid',
};

function draftSession(
  payload: Ask,
  id: string,
  refer: (field: string, sheet: 'clusters' | 'meetings', id: string | null | undefined) => number | null,
  day: (field: string, text: string | null | undefined) => Day | null,
  problems: FieldProblem[],
): SessionDraft {
  const given = payload.newSession!;
  const clusters = given.clusters.flatMap((key, index) => refer(`newSession.clusters.${index}`, 'clusters', key) ?? []);
  if (!given.clusters.includes(payload.cluster)) {
    problems.push({
      field: 'newSession.clusters',
      message: 'The cluster that asks has to be one of those that share the session.',
    });
  }
  return {
    id,
    date: day('newSession.date', given.date) ?? 0,
    provider: given.provider,
    fellow: given.fellow,
    vatRegistered: given.vatRegistered,
    netFee: penceTyped(given.netFee),
    clusters,
    meeting: refer('newSession.meeting', 'meetings', given.meeting),
  };
}

/** The books as they would be with a draft in them: a new row at the end, or an existing row replaced. */
export function booksWith(tables: Tables, { request, session }: Draft): { books: Books; row: number } {
  const books = booksOf(tables);
  const existing = books.requests.id.indexOf(request.id);
  const row = existing < 0 ? books.requests.count : existing;
  return {
    row,
    books: {
      ...books,
      requests: withRow(books.requests, row, request),
      sessions: session ? withRow(books.sessions, books.sessions.count, session) : books.sessions,
    },
  };
}

function withRow<T extends { readonly count: number }>(table: T, row: number, values: Record<string, unknown>): T {
  const copy: Record<string, unknown> = { ...table, count: Math.max(table.count, row + 1) };
  for (const key of Object.keys(values)) {
    const column = [...((table as unknown as Record<string, unknown[]>)[key] ?? [])];
    column[row] = values[key];
    copy[key] = column;
  }
  return copy as unknown as T;
}

/** What a request is judged by. */
export interface VerdictBooks extends Books {
  readonly reviews: ReviewRows;
}

/** What the rules say of a request, before or while it waits. */
export interface Verdict {
  readonly state: RequestState;
  readonly findings: Finding[];
  readonly split: SessionSplit | null;
  /** The pot it is on, with what is available for it. */
  readonly pot: PotYear | null;
}

/** Looks at a request with all the rules. */
export function verdictOn(books: VerdictBooks, parameters: Parameters, row: number, today: Day): Verdict {
  const state = requestStates(books, parameters, today).states[row]!;
  // What takes nothing out of a pot assumes nothing that pots rest on.
  const pot =
    books.requests.pot[row] === null
      ? null
      : potWithout(books, potFigures(books, parameters, fundingYearOf(today), today), row);
  return {
    state,
    findings: verdictFindings(books, parameters, row, state, pot, today),
    split: splitOf(books, parameters, row).split,
    pot,
  };
}

/** The split of a request's session, or what is not set that it needs. */
function splitOf(books: Books, parameters: Parameters, row: number): { split: SessionSplit | null; unset: Finding[] } {
  const session = books.requests.session[row]!;
  if (session === null) return { split: null, unset: [] };
  try {
    const split = sessionSplit(books, session, parameters);
    return { split, unset: [] };
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    return { split: null, unset: [warn('S1', `Who pays what cannot be worked out: ${error.message} in Settings.`)] };
  }
}

/** The pot a request is on, as if the request held nothing of it yet. */
export function potWithout({ requests }: Books, figures: PotFigures, row: number): PotYear | null {
  const pot = requests.pot[row]!;
  if (pot === null) return null;
  const year = potOf(figures, requests.cluster[row]!, pot);
  return { ...year, available: year.available + figures.open[row]! };
}

/** Everything the rules have to say of one request, given where it stands. */
export function verdictFindings(
  books: VerdictBooks,
  parameters: Parameters,
  row: number,
  state: RequestState,
  pot: PotYear | null,
  today: Day,
): Finding[] {
  const { requests } = books;
  const [cluster, session] = [requests.cluster[row]!, requests.session[row]!];
  const { split, unset } = splitOf(books, parameters, row);
  const findings: Finding[] = [...unset];
  if (state.name === 'not allowed') findings.push(state.because);
  else if (state.name === 'stale' || state.name === 'expired')
    findings.push(...[whyNotAllowed(books, row)].filter((found) => found !== null));
  if (state.name === 'waiting' && state.because)
    findings.push({ ...state.because, severity: state.because.rule === 'Q2' ? 'warn' : 'note' });
  findings.push(...sessionFindings(books, session, split, cluster));
  findings.push(...timingFindings(books, row));
  findings.push(...membershipFindings(books, parameters, row));
  findings.push(...stageFindings(books, parameters, row, today));
  const wanted = split ? potPartOf(split, cluster).gross : (requests.amount[row] ?? 0);
  if (pot && requests.matter[row] !== 'Other funding' && pot.available < wanted) {
    findings.push(
      warn(
        'S12',
        `The ${pot.pot.toLowerCase()} has ${formatMoney(pot.available)} available, ${formatMoney(wanted - pot.available)} less than this takes.`,
      ),
    );
  }
  const year = fundingYearOf(requests.askedOn[row]!);
  if (requests.matter[row] === 'PSQM' && parameters.at('psqm.places', year).value === null) {
    findings.push(warn('Q3', 'The number of PSQM places is not set in Settings.'));
  }
  if (state.name === 'waiting for schools' && parameters.at('agree.share', year).value === null) {
    findings.push(warn('S8', 'How many of the schools have to agree is not set in Settings.'));
  }
  return findings;
}

/** What a cluster still lacks that asks to pass to the next stage; the outcome is what is asked for. Rule G3. */
function stageFindings({ clusters, requests, reviews }: VerdictBooks, parameters: Parameters, row: number, today: Day) {
  if (requests.matter[row] !== 'Next stage') return [];
  const { steps } = nextStages(clusters, reviews, parameters, today)[requests.cluster[row]!]!;
  const lacking = steps.filter(({ what, done }) => done === null && what !== 'outcome').map(({ what }) => what);
  return lacking.length === 0 ? [] : [warn('G3', `The next stage needs what is not there yet: ${lacking.join(', ')}.`)];
}

function sessionFindings(books: Books, session: number | null, split: SessionSplit | null, cluster: number): Finding[] {
  if (session === null || !split) return [];
  const findings: Finding[] = [];
  const { sessions } = books;
  if (split.schools.net > 0) {
    const part = potPartOf(split, cluster).gross;
    findings.push(
      note(
        'S2',
        `The pot pays ${formatMoney(part)}; ${split.schoolsSharing.length} ${split.schoolsSharing.length === 1 ? 'school shares' : 'schools share'} ${formatMoney(split.schools.gross)} (${sharedByText(books.clusters, split)}).`,
      ),
    );
  }
  const twin = twinSessions(sessions)[session]!;
  if (twin >= 0) {
    findings.push(
      warn(
        'S4',
        `The same provider has session ${sessions.id[twin]} within a day: is this one session? The cap is per session.`,
      ),
    );
  }
  return findings;
}

/**
 * What is to be said before schools that agreed to something else are sent along with a request that was changed: whoever
 * sends it says that they agree to it as it is now. Rule S8.
 *
 * @param row - The row of Requests as it stands in the tab.
 */
export function keptAgreement(tables: Tables, row: number, draft: Draft): Finding[] {
  const before = agreedBefore(tables, row);
  const kept = (before?.agreeing ?? []).filter((id) =>
    draft.request.schoolsAgreeing?.includes(tables.byId('schools', id)),
  );
  if (before === null || kept.length === 0) return [];
  const { books, row: drafted } = booksWith(tables, draft);
  const changes = changesSince(books, before, snapshotOf(books, drafted));
  if (changes.length === 0) return [];
  const names = kept.map((id) => books.schools.name[tables.byId('schools', id)]!).join(', ');
  return [
    warn(
      'S8',
      `This was changed since the schools agreed (${changes.join('; ')}). Send it only if they agree to it as it is now, and untick the others: ${names}.`,
    ),
  ];
}

function timingFindings({ requests }: Books, row: number): Finding[] {
  const [committedOn, askedOn] = [requests.committedOn[row]!, requests.askedOn[row]!];
  const prior = MATTER_SPECS[requests.matter[row]!].kind === 'prior approval';
  if (!prior || committedOn === null || committedOn > askedOn) return [];
  return [warn('A7', 'The money is already promised: an approval now is retrospective, and the review counts it.')];
}

function membershipFindings(books: Books, parameters: Parameters, row: number): Finding[] {
  const { requests, membership } = books;
  const matter = requests.matter[row]!;
  const day = requests.wantedOn[row] ?? requests.askedOn[row]!;
  const schools = membersOn(membership, requests.cluster[row]!, day).length;
  if (matter === 'Add a school' || matter === 'Replace a school') {
    const most = parameters.sum('cluster.maxSchools', fundingYearOf(day));
    return schools + 1 > most
      ? [warn('P1', `With this school the cluster has ${schools + 1}; clusters of up to ${most} work best.`)]
      : [];
  }
  if (matter !== 'School leaving') return [];
  const findings: Finding[] = [];
  const least = parameters.sum('cluster.minSchools', fundingYearOf(day));
  if (schools - 1 < least)
    findings.push(warn('P1', `Without this school the cluster has ${schools - 1}; at least ${least} work best.`));
  if (!requests.note[row]) findings.push(warn('C2', 'Write in the note what was done to encourage the school first.'));
  return findings;
}

/** Stops that keep a request from being made at all, so that nobody asks for what cannot be. */
export function stopsOf(verdict: Verdict): Finding[] {
  return verdict.findings.filter(({ severity, rule }) => severity === 'stop' && rule !== 'A3');
}
