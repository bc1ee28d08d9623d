import { hasPerson, withPerson } from '../rules/basics/mailbox';
import { formatMoney, type Pence } from '../rules/basics/money';
import { assumesText } from '../rules/basics/parameters';
import type { Request } from '../rules/basics/rows';
import type { Recorded } from '../rules/basics/seals';
import { asMeant, quoted } from '../rules/basics/text';
import type { PotYear } from '../rules/money/pots';
import { nameOf, routeOf } from '../rules/requests/deciders';
import { firstCopies, whyCopied } from '../rules/requests/not-allowed';
import { withRecordMark } from '../rules/requests/record-mark';
import { isSameRecord, recordedBy, recordedOf } from '../rules/requests/recorded';
import { requestStates } from '../rules/requests/replay';
import type { RequestState } from '../rules/requests/request-state';
import { isHubMissing, isRetrospective, MOVES } from '../rules/requests/request-state';
import { explainState, flagText, saidText } from '../rules/requests/state-words';
import { hasFirstCopy, promiseStays } from '../rules/requests/words';
import type { Tables } from '../workbook/tables';
import { agreementProblems, leavesOthers, mayAgree } from './agreement';
import type { Asked, AskPreview, Refusal, SplitRow } from './answers';
import { say } from './answers';
import { availableText } from './ask-form';
import type { Draft, RequestDraft } from './draft-request';
import { booksWith, draftRequest, keptAgreement } from './draft-request';
import { idFrom } from './ids';
import { AUTHORS_DO, BOOK_TABS, booksIn, mayActFor, unreadText } from './lookups';
import { whyNotMine } from './my-requests';
import { notNeededText } from './not-needed';
import type { Context } from './perform';
import { ask, perform, refuse, refuseFields } from './perform';
import { keepRecorded } from './register';
import type { Ask } from './schemas/ask';
import { askSchema } from './schemas/ask';
import { check } from './schemas/parts';
import { assumptionsOf, stopsOf, type Verdict, verdictOn, wantedOf } from './verdict';
import type { World } from './world';

const TABS = [...BOOK_TABS, 'reviews'] as const;

/** What the rules say of a request that is being typed; writes nothing. */
export function previewRequest(world: World, payload: unknown): AskPreview {
  const checked = check(askSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see what the rules say.', { problems: checked.problems });
  return ask(world, TABS, (context): AskPreview => {
    const drafted = draft(context, checked.value);
    if ('ok' in drafted) return drafted;
    const verdict = judge(context, drafted.draft);
    const { books, request } = booksWith(context.tables, drafted.draft);
    const assumed = assumptionsOf(verdict, { ...books, reviews: context.tables.get('reviews') }, context.parameters, {
      request,
      today: context.today,
    });
    return {
      ok: true,
      flag: flagText(verdict.state),
      state: verdict.state.name,
      sentence: sentenceOf(context, drafted.draft, verdict),
      // Why it goes to somebody else is in the sentence already.
      findings: verdict.findings.filter(({ rule, severity }) => rule !== 'A3' || severity !== 'note').map(say),
      split: verdict.split ? splitRows(context, verdict.split) : null,
      pot: verdict.pot ? potText(verdict.pot, wantedOf(verdict, request)) : null,
      assumes: assumesText(assumed),
      unread: unreadText(context, TABS),
    };
  });
}

/** "£1,240.00 available in the cluster pot, £760.00 after this" */
function potText(pot: PotYear, wanted: Pence): string {
  const { available } = pot;
  const after = wanted === 0 || Number.isNaN(available) ? '' : `, ${formatMoney(available - wanted)} after this`;
  return availableText(pot) + after;
}

/** Writes a request, or changes one: who changes it counts as its author too (A3). */
export function askRequest(world: World, payload: unknown): Asked {
  return perform(world, askSchema, payload, TABS, (context, value): Asked => {
    const id = value.request ?? idFrom('R', value.token);
    const existing = context.tables.get('requests').find('id', id);
    if (value.request && !existing) return refuse(`There is no request ${quoted(value.request)} any more.`);
    const drafted = draft(context, value);
    if ('ok' in drafted) return drafted;
    if (!value.request && existing) return askedAlready(context, existing, drafted.draft.request);
    const sent = existing ? sentBy(context, existing, drafted.draft) : drafted.draft;
    if ('ok' in sent) return sent;
    const stranger = mayActFor(context, sent.request.cluster);
    if (stranger) return refuse(stranger.message);
    const notAgreed = agreementProblems(context, sent, value.agreedAt ?? null);
    if (notAgreed.length > 0) return refuseFields(notAgreed);
    const settled = existing ? whyNotChanged(context, existing, sent) : null;
    return settled ?? writeRequest(context, sent, existing ?? null, value);
  });
}

/**
 * What is written of a changed request. Whoever may change it becomes an author of it; somebody of another member school
 * says whether that school agrees, and becomes none. Rules A3 and S8.
 */
function sentBy(context: Context, existing: Request, draft: Draft): Draft | Refusal {
  const because = whyNotMine(context, existing);
  if (because === null) return draft;
  if (!mayAgree(context, existing)) return refuse(because);
  if (!reads(existing, draft.request, BESIDE_SCHOOLS) || !leavesOthers(context, existing, draft))
    return refuse(`${because} You can tick or untick your own school here; please leave the rest as it was.`);
  return { ...draft, request: { ...draft.request, askedBy: existing.askedBy } };
}

/** The answer to a form that was sent before; with something else in it, it is no repetition. */
function askedAlready(context: Context, existing: Request, draft: RequestDraft): Asked {
  const { tables, parameters, today } = context;
  const { row, id } = existing;
  if (whyNotMine(context, existing) !== null) return refuse('This form was sent before. Open it again.');
  if (!reads(existing, draft, TYPED, asMeant))
    return refuse(
      `This form was sent before, as ${id}, which says something else: nothing was written. Change ${id} in Clusters ▸ ` +
        'My requests, or open the form again.',
    );
  const state = requestStates(booksIn(tables), parameters, today).stateOf(row);
  const flag = flagText(state);
  const says = isUndecided(state) ? 'no approval needed' : saidText(state);
  return { ok: true, id, flag, state: state.name, message: `Asked already as ${id}: ${says}.`, findings: [] };
}

/**
 * The answer to a change that cannot be made any more, or that changes nothing; null where there is something to
 * change.
 */
function whyNotChanged({ tables, parameters, today }: Context, existing: Request, draft: Draft): Asked | null {
  const { id } = existing;
  const state = requestStates(booksIn(tables), parameters, today).stateOf(existing.row);
  const flag = flagText(state);
  if (!MOVES[state.name].includes('Edit'))
    return refuse(`Request ${id} is ${saidText(state)} and cannot be changed any more. Ask anew.`);
  const { committedOn } = existing;
  const isLater = committedOn !== null && (draft.request.committedOn ?? Number.POSITIVE_INFINITY) > committedOn;
  if (isLater && isRetrospective(state)) {
    const kept = promiseStays({ on: committedOn });
    return refuse(`${kept.message} (${kept.rule})`, { findings: [say(kept)] });
  }
  if (draft.session || !reads(existing, draft.request) || recordOf(tables, draft.request)) return null;
  return {
    ok: true,
    id,
    flag,
    state: state.name,
    message: `${id} reads like this already: it is ${saidText(state)}.`,
    findings: [],
  };
}

/** What there is to record anew of a request that is sent; null where that is recorded already, or nothing is. */
function recordOf({ seals }: Tables, request: RequestDraft): Recorded | null {
  const kept = seals?.();
  if (kept?.state !== 'kept') return null;
  const recorded = recordedBy(kept, request);
  return isSameRecord(recorded, recordedOf(kept, request.id)) ? null : recorded;
}

/** Whether a row holds what a form says already: the form was sent twice, or nothing was changed in it. */
function reads(
  existing: Request,
  draft: RequestDraft,
  fields: readonly (keyof RequestDraft)[] = WRITTEN,
  asRead: (text: string) => string = (text) => text,
): boolean {
  const plain = (value: unknown) => {
    if (typeof value === 'string') return asRead(value);
    return JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null));
  };
  return fields.every((field) => plain(existing[field]) === plain(draft[field]));
}

/** What people type into the form. */
const TYPED = [
  'matter',
  'cluster',
  'school',
  'pot',
  'amount',
  'payee',
  'purpose',
  'wantedOn',
  'committedOn',
  'schoolsAgreeing',
  'session',
  'note',
  'resource',
  'stands',
] as const satisfies readonly (keyof RequestDraft)[];
const BESIDE_SCHOOLS = TYPED.filter((field) => field !== 'schoolsAgreeing');
/** With what the form adds. */
const WRITTEN = ['id', ...TYPED, 'askedBy', 'askedOn', 'agreedOnWhat'] as const;

/** Writes what may be written; what the rules warn of has to be confirmed first. */
function writeRequest(
  context: Context,
  draft: Draft,
  existing: Request | null,
  { confirmed, agreedAt }: Pick<Ask, 'confirmed' | 'agreedAt'>,
): Asked {
  const { tables, me } = context;
  const verdict = judge(context, draft);
  const findings = verdict.findings.map(say);
  const [stop] = stopsOf(verdict);
  if (stop) return refuse(`${stop.message} (${stop.rule})`, { findings });
  if (!confirmed && verdict.findings.some(({ severity }) => severity === 'warn'))
    return refuse('Please look at this before it is sent.', { findings, confirm: true });
  writeDraft(context, draft, existing);
  const { request } = draft;
  const recorded = recordOf(tables, request);
  if (recorded) keepRecorded(context, request.id, recorded);
  const sum = request.amount === null ? '' : ` ${formatMoney(request.amount)}`;
  const cluster = tables.get('clusters').at(request.cluster).name;
  const agreed = agreedAt ? ` (agreed at meeting ${agreedAt})` : '';
  const what = withRecordMark(`${request.matter}${sum}, ${cluster}: ${request.purpose}${agreed}`, request);
  context.log(existing ? AUTHORS_DO.change : AUTHORS_DO.ask, request.id, what);
  const flag = flagText(verdict.state);
  const done = existing ? changedText(existing, request, me.email) : 'Sent';
  const message = isUndecided(verdict.state)
    ? `${done}: ${request.id}. ${notNeededText(booksWith(tables, draft).request, verdict)}`
    : `${done}: ${request.id} is ${saidText(verdict.state)}.`;
  return { ok: true, id: request.id, flag, state: verdict.state.name, message, findings };
}

function changedText(existing: Request, { askedBy }: RequestDraft, email: string): string {
  if (hasPerson(existing.askedBy, email)) return 'Changed';
  return hasPerson(askedBy, email) ? 'Changed; you now count as an author of it' : 'Recorded for your school';
}

function draft({ tables, me, today }: Context, value: Ask): { draft: Draft } | Refusal {
  const existing = value.request ? tables.get('requests').find('id', value.request) : undefined;
  const drafted = draftRequest(tables, value, {
    request: value.request ?? idFrom('R', value.token),
    session: idFrom('CPD', value.token),
    askedBy: withPerson(existing?.askedBy ?? [], me.email),
    askedOn: existing?.askedOn ?? today,
  });
  return 'draft' in drafted ? drafted : refuseFields(drafted.problems);
}

function judge({ tables, parameters, today }: Context, drafted: Draft): Verdict {
  const { books, request } = booksWith(tables, drafted);
  const verdict = verdictOn({ ...books, reviews: tables.get('reviews') }, parameters, request, today);
  // Of two that are asked on one day, the one that is there already keeps its copy.
  const known = booksIn(tables);
  const copied = whyCopied(known, request, firstCopies(known, today));
  const isSaid = copied === null || verdict.findings.some(hasFirstCopy.is);
  return {
    ...verdict,
    findings: [...(isSaid ? [] : [copied]), ...verdict.findings, ...keptAgreement(tables, drafted)],
  };
}

function writeDraft({ tables, changes }: Context, { request, session }: Draft, existing: Request | null): void {
  if (session) changes.append('sessions', { ...session, clusters: [...session.clusters] });
  const { session: sessionRow, id, withdrawnOn: _w, doneOn: _d, ...typed } = request;
  const values = {
    ...typed,
    askedBy: [...typed.askedBy],
    schoolsAgreeing: typed.schoolsAgreeing && [...typed.schoolsAgreeing],
  };
  if (existing) {
    const rowNumber = tables.get('requests').rowNumber(existing.row);
    changes.update('requests', rowNumber, { ...values, ...(session ? {} : { session: sessionRow }) });
    if (session) changes.updateId('requests', rowNumber, 'session', session.id);
  } else if (session) {
    changes.appendFor('requests', { session: session.id }, { id, ...values });
  } else {
    changes.append('requests', { id, ...values, session: sessionRow });
  }
}

/** Whether nobody decides on it. */
const isUndecided = ({ name }: RequestState): boolean => name === 'not needed' || name === 'sent';

/** Where the request would stand, in a sentence with the names of those it would wait for. */
function sentenceOf({ tables, today }: Context, drafted: Draft, verdict: Verdict): string {
  const { state } = verdict;
  const { books, request } = booksWith(tables, drafted);
  if (isUndecided(state)) return notNeededText(request, verdict);
  if (state.name !== 'waiting' || isHubMissing(state)) return explainState(state);
  const names = routeOf(books, request, today).deciders.map(({ email }) => nameOf(books.people, email));
  return explainState(state, [...new Set(names)]);
}

export function splitRows({ tables }: { tables: Tables }, split: NonNullable<Verdict['split']>): SplitRow[] {
  const row = (part: string, sums?: { net: number; vat: number; gross: number }): SplitRow[] =>
    sums ? [{ part, net: formatMoney(sums.net), vat: formatMoney(sums.vat), gross: formatMoney(sums.gross) }] : [];
  const clusters = tables.get('clusters');
  return [
    ...split.clusters.flatMap((cluster, index) => row(`Pot of ${clusters.at(cluster).name}`, split.byCluster[index])),
    ...(split.schools.gross === 0
      ? []
      : split.schoolsSharing.flatMap(({ name }, index) => row(name, split.bySchool[index]))),
  ];
}
