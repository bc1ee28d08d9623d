import { formatDay, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import { assumesText } from '../rules/basics/parameters';
import type { Matter } from '../rules/basics/words';
import { MATTERS } from '../rules/basics/words';
import { whyNotWithdraw } from '../rules/money/withdrawal';
import { nameOf, routeOf } from '../rules/requests/deciders';
import { MATTER_SPECS, rolesText } from '../rules/requests/matters';
import { explainState, flagText, isHubMissing, MOVES, requestStates } from '../rules/requests/request-state';
import type { Tables } from '../workbook/tables';
import type { Asked, AskForm, AskPreview, Done, MatterForm, MyRequests, SplitRow } from './answers';
import type { Draft, RequestDraft, Verdict } from './draft-request';
import { booksWith, draftRequest, keptAgreement, stopsOf, verdictOn } from './draft-request';
import { idFrom } from './ids';
import {
  AUTHORS_DO,
  BOOK_TABS,
  booksOf,
  clusterList,
  isDecider,
  mayActFor,
  memberList,
  ownCluster,
  unreadText,
} from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse } from './perform';
import type { Ask } from './schemas/ask';
import { askSchema } from './schemas/ask';
import { answerSchema, withdrawSchema } from './schemas/my-requests';
import { check } from './schemas/parts';
import type { World } from './world';

/** What the form needs to open; with a request's ID, to change that request. */
export function askForm(world: World, requestId?: unknown): AskForm {
  return ask(world, [...BOOK_TABS], (context): AskForm => {
    const { tables, me, today } = context;
    const sessions = tables.get('sessions');
    const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
    const editing = typeof requestId === 'string' ? editedRequest(context, requestId) : null;
    if (editing && 'ok' in editing) return editing;
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      today: isoOf(today),
      clusters: clusterList(tables),
      myCluster: ownCluster(context),
      members: memberList(tables),
      schools: schools.id.map((id, row) => ({ id, name: schools.name[row]! })),
      matters: MATTERS.map(matterForm),
      sessions: sessions.id.map((id, row) => ({
        id,
        label: `${formatDay(sessions.date[row]!)}, ${sessions.provider[row]}, ${formatMoney(sessions.netFee[row]!)} net`,
        clusters: sessions.clusters[row]!.map((cluster) => clusters.id[cluster]!),
      })),
      editing,
    };
  });
}

const FIELD_LABELS: Record<MatterForm['fields'][number]['name'], { label: string; help: string }> = {
  school: { label: 'School', help: 'The school it is about.' },
  pot: { label: 'Pot', help: 'Where the money comes from. The lead school holds the pots.' },
  amount: { label: 'Amount', help: 'In pounds, such as 350.00, with VAT if there is any.' },
  payee: { label: 'Who is paid', help: 'A person or firm.' },
  wantedOn: { label: 'Wanted on', help: 'When it is to happen.' },
  committedOn: {
    label: 'Money promised on',
    help: 'Only if it has been promised to somebody already. Approval comes before that.',
  },
  schoolsAgreeing: {
    label: 'Schools that agree',
    help: 'Tick every school that has said yes; more than half are needed.',
  },
  session: { label: 'CPD session', help: 'One session, however many clusters or invoices share it.' },
  note: { label: 'Note', help: 'Anything else. It can change later without a new decision.' },
};

const OWN_LABELS: { [M in Matter]?: Partial<typeof FIELD_LABELS> } = {
  PSQM: { payee: { label: 'Training hub', help: 'Once it is confirmed; leave it blank until then.' } },
  'School leaving': {
    note: { label: 'What was done to encourage it', help: 'The steps taken before this was asked.' },
  },
  'Other funding': {
    payee: { label: 'Who gives it', help: 'Such as an award or a firm.' },
    amount: { label: 'Amount', help: 'In pounds, if it is known.' },
  },
};

function matterForm(matter: Matter): MatterForm {
  const spec = MATTER_SPECS[matter];
  return {
    matter,
    decides:
      spec.deciders.length > 0
        ? `${rolesText(spec.deciders)} decides.`
        : spec.kind === 'schools agree'
          ? 'The schools of the cluster agree.'
          : 'Nobody needs to decide.',
    help: spec.help,
    fields: spec.asks.map((name) => ({
      name,
      ...FIELD_LABELS[name],
      ...OWN_LABELS[matter]?.[name],
      required: spec.needs.includes(name) || (name === 'pot' && spec.pots.length > 0 && !spec.potOptional),
    })),
    pots: [...spec.pots],
    purposeLabel: spec.kind === 'report' ? 'What would you like to say?' : 'What for',
  };
}

function editedRequest(context: Context, id: string) {
  const { tables, parameters, today } = context;
  const row = tables.byId('requests', id);
  const because = row < 0 ? `There is no request ${id.slice(0, 20)}.` : whyNotMine(context, row);
  if (because) return refuse(because);
  const requests = tables.get('requests');
  const state = requestStates(booksOf(tables), parameters, today).states[row]!;
  if (!MOVES[state.name].includes('Edit'))
    return refuse(`Request ${id} is ${flagText(state)} and cannot be changed any more. Ask anew.`);
  const idAt = (sheet: 'clusters' | 'schools' | 'sessions', index: number | null) =>
    index === null ? null : tables.get(sheet).id[index]!;
  const dateAt = (day: number | null) => (day === null ? null : isoOf(day));
  return {
    id,
    flag: flagText(state),
    matter: requests.matter[row]!,
    cluster: idAt('clusters', requests.cluster[row]!),
    school: idAt('schools', requests.school[row]!),
    pot: requests.pot[row]!,
    amount: requests.amount[row] === null ? null : (requests.amount[row]! / 100).toFixed(2),
    payee: requests.payee[row] ?? '',
    purpose: requests.purpose[row]!,
    wantedOn: dateAt(requests.wantedOn[row]!),
    committedOn: dateAt(requests.committedOn[row]!),
    schoolsAgreeing: (requests.schoolsAgreeing[row] ?? []).map((school) => idAt('schools', school)!),
    session: idAt('sessions', requests.session[row]!),
    note: requests.note[row] ?? '',
  };
}

/** A request belongs to who asked, to its cluster's people, and to the deciders; others only read it. */
function whyNotMine(context: Context, row: number): string | null {
  const requests = context.tables.get('requests');
  if (requests.askedBy[row]!.includes(context.me.email)) return null;
  return mayActFor(context, requests.cluster[row]!)?.message ?? null;
}

/** What the rules say of a request that is being typed; writes nothing. */
export function previewRequest(world: World, payload: unknown): AskPreview {
  const checked = check(askSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see what the rules say.', { problems: checked.problems });
  return ask(world, [...BOOK_TABS, 'reviews'], (context): AskPreview => {
    const drafted = draft(context, checked.value);
    if ('ok' in drafted) return drafted;
    const [verdict, assumed] = context.parameters.assumedBy(() => judge(context, drafted.draft));
    return {
      ok: true,
      flag: flagText(verdict.state),
      sentence: sentenceOf(context, drafted.draft, verdict),
      // Why it goes to somebody else is in the sentence already.
      findings: verdict.findings.filter((finding) => finding.rule !== 'A3' || finding.severity !== 'note'),
      split: verdict.split ? splitRows(context, verdict) : null,
      pot: verdict.pot
        ? `${formatMoney(verdict.pot.available)} available in the ${verdict.pot.pot.toLowerCase()}`
        : null,
      assumes: assumesText(assumed),
      unread: unreadText(context.tables, [...BOOK_TABS, 'reviews']),
    };
  });
}

/** Writes a request, or changes one: who changes it counts as its author too (A3). */
export function askRequest(world: World, payload: unknown): Asked {
  return perform(world, askSchema, payload, [...BOOK_TABS, 'reviews'], (context, value): Asked => {
    const { tables, me } = context;
    const requests = tables.get('requests');
    const id = value.request ?? idFrom('R', value.token);
    const row = tables.byId('requests', id);
    if (value.request && row < 0) return refuse(`There is no request ${value.request} any more.`);
    if (!value.request && row >= 0) {
      const flag = flagText(requestStates(booksOf(tables), context.parameters, context.today).states[row]!);
      return { ok: true, id, flag, message: `Asked already as ${id}: ${flag}.`, findings: [] };
    }
    const drafted = draft(context, value);
    if ('ok' in drafted) return drafted;
    const denied =
      (value.request ? whyNotMine(context, row) : null) ?? mayActFor(context, drafted.draft.request.cluster)?.message;
    if (denied) return refuse(denied);
    if (value.request) {
      const before = requestStates(booksOf(tables), context.parameters, context.today).states[row]!;
      if (!MOVES[before.name].includes('Edit'))
        return refuse(`Request ${id} is ${flagText(before)} and cannot be changed any more. Ask anew.`);
      if (!drafted.draft.session && reads(tables, row, drafted.draft.request)) {
        const flag = flagText(before);
        return { ok: true, id, flag, message: `${id} reads like this already: it is ${flag}.`, findings: [] };
      }
    }
    const verdict = judge(context, drafted.draft);
    const stops = stopsOf(verdict);
    if (stops.length > 0) return refuse(`${stops[0]!.message} (${stops[0]!.rule})`, { findings: verdict.findings });
    const warnings = verdict.findings.filter(({ severity }) => severity === 'warn');
    if (warnings.length > 0 && !value.confirmed) {
      return refuse('Please look at this before it is sent.', { findings: verdict.findings, confirm: true });
    }
    writeDraft(context, drafted.draft, row);
    const { request } = drafted.draft;
    const sum = request.amount === null ? '' : ` ${formatMoney(request.amount)}`;
    context.log(
      value.request ? AUTHORS_DO.change : AUTHORS_DO.ask,
      id,
      `${request.matter}${sum}, ${tables.get('clusters').name[request.cluster]}: ${request.purpose}`,
    );
    const flag = flagText(verdict.state);
    const unchanged =
      value.request && requests.askedBy[row]!.includes(me.email)
        ? 'Changed'
        : value.request
          ? 'Changed; you now count as an author of it'
          : 'Sent';
    return { ok: true, id, flag, message: `${unchanged}: ${id} is ${flag}.`, findings: verdict.findings };
  });
}

function draft(context: Context, value: Ask): { draft: Draft } | ReturnType<typeof refuse> {
  const { tables, me, today } = context;
  const id = value.request ?? idFrom('R', value.token);
  const row = value.request ? tables.byId('requests', value.request) : -1;
  const requests = tables.get('requests');
  const asked =
    row < 0
      ? { by: [me.email], on: today }
      : { by: [...new Set([...requests.askedBy[row]!, me.email])], on: requests.askedOn[row]! };
  const drafted = draftRequest(tables, value, { request: id, session: idFrom('CPD', value.token) }, asked);
  if ('draft' in drafted) return drafted;
  return refuse(drafted.problems.length === 1 ? drafted.problems[0]!.message : 'Some fields need your attention.', {
    problems: drafted.problems,
  });
}

/** Whether a row holds what a form says already: the form was sent twice, or nothing was changed in it. */
function reads(tables: Tables, row: number, draft: RequestDraft): boolean {
  const { withdrawnOn: _w, doneOn: _d, ...typed } = draft;
  const requests = tables.get('requests') as unknown as Record<string, unknown[]>;
  const plain = (value: unknown) => JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null));
  return Object.entries(typed).every(([field, value]) => plain(requests[field]![row]) === plain(value));
}

function judge({ tables, parameters, today }: Context, drafted: Draft): Verdict {
  const { books, row } = booksWith(tables, drafted);
  const verdict = verdictOn({ ...books, reviews: tables.get('reviews') }, parameters, row, today);
  const isChange = row < tables.get('requests').count;
  return isChange ? { ...verdict, findings: [...verdict.findings, ...keptAgreement(tables, row, drafted)] } : verdict;
}

function writeDraft({ tables, changes }: Context, { request, session }: Draft, row: number): void {
  if (session) {
    const { clusters, meeting, ...rest } = session;
    changes.append('sessions', { ...rest, clusters, meeting });
  }
  const { session: sessionRow, id, withdrawnOn: _w, doneOn: _d, ...values } = request;
  if (row >= 0) {
    const requests = tables.get('requests');
    changes.update('requests', requests.rowNumber[row]!, { ...values, ...(session ? {} : { session: sessionRow }) });
    if (session) changes.updateId('requests', requests.rowNumber[row]!, 'session', session.id);
  } else if (session) {
    changes.appendFor('requests', { session: session.id }, { id, ...values });
  } else {
    changes.append('requests', { id, ...values, session: sessionRow });
  }
}

function sentenceOf({ tables, today }: Context, drafted: Draft, verdict: Verdict): string {
  const { books, row } = booksWith(tables, drafted);
  const names =
    verdict.state.name === 'waiting' && !isHubMissing(verdict.state)
      ? routeOf(books, row, today).deciders.map(({ email }) => nameOf(books.people, email))
      : [];
  const who = names.length > 0 ? ` (${[...new Set(names)].join(', ')})` : '';
  return explainState(verdict.state).replace(/^(The|It goes to the) ([A-Za-z ]+?)( decides\.|:)/, `$1 $2${who}$3`);
}

function splitRows({ tables }: Context, { split }: Verdict): SplitRow[] {
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  const row = (part: string, { net, vat, gross }: { net: number; vat: number; gross: number }): SplitRow => ({
    part,
    net: formatMoney(net),
    vat: formatMoney(vat),
    gross: formatMoney(gross),
  });
  return [
    ...split!.byCluster.map((part, index) => row(`Pot of ${clusters.name[split!.clusters[index]!]}`, part)),
    ...(split!.schools.gross === 0
      ? []
      : split!.bySchool.map((part, index) => row(schools.name[split!.schoolsSharing[index]!]!, part))),
  ];
}

/** The person's own requests, newest first, with what they can do about each. */
export function myRequests(world: World): MyRequests {
  return ask(world, [...BOOK_TABS], (context): MyRequests => {
    const { tables, me, parameters, today } = context;
    const books = booksOf(tables);
    const requests = tables.get('requests');
    const { states, restsOn } = requestStates(books, parameters, today);
    const decisions = tables.get('decisions');
    const rows = Array.from({ length: requests.count }, (_, row) => row)
      .filter(
        (row) =>
          requests.askedBy[row]!.includes(me.email) ||
          (!isDecider(me) && mayActFor(context, requests.cluster[row]!) === null),
      )
      .sort((a, b) => requests.askedOn[b]! - requests.askedOn[a]! || (requests.id[a]! < requests.id[b]! ? -1 : 1));
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      unread: unreadText(tables, BOOK_TABS),
      requests: rows.map((row) => {
        const state = states[row]!;
        const moves = MOVES[state.name];
        const waits = ['waiting', 'stale', 'expired'].includes(state.name) && 'waitsFor' in state;
        const route = waits && !isHubMissing(state) ? routeOf(books, row, today) : null;
        const names = route ? [...new Set(route.deciders.map(({ email }) => nameOf(books.people, email)))] : [];
        return {
          id: requests.id[row]!,
          matter: requests.matter[row]!,
          cluster: books.clusters.name[requests.cluster[row]!]!,
          amount: requests.amount[row] === null ? null : formatMoney(requests.amount[row]!),
          purpose: requests.purpose[row]!,
          askedOn: isoOf(requests.askedOn[row]!),
          flag: flagText(state),
          waitingFor: waits
            ? `${(state as { waitsFor: string }).waitsFor}${names.length > 0 ? ` (${names.join(', ')})` : ''}`
            : null,
          words: restsOn[row]! >= 0 ? (decisions.reason[restsOn[row]!] ?? '') : '',
          question: state.name === 'more information wanted' ? state.question : null,
          canAnswer: moves.includes('Answer'),
          canEdit: moves.includes('Edit'),
          canWithdraw: moves.includes('Withdraw') && whyNotWithdraw(books, row, me.email, today) === null,
          editNeedsDecision: state.name === 'approved',
        };
      }),
    };
  });
}

/** Answers a question a decider asked: the answer goes into the note, and the request waits again. Rule A5. */
export function answerQuestion(world: World, payload: unknown): Done {
  return perform(world, answerSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, parameters, today, me, changes } = context;
    const row = tables.byId('requests', value.request);
    if (row < 0) return refuse(`There is no request ${value.request}.`);
    const because = whyNotMine(context, row);
    if (because) return refuse(because);
    const requests = tables.get('requests');
    const before = requests.note[row] ?? '';
    const line = `${formatDay(today)}, ${me.name}: ${value.answer}`;
    const state = requestStates(booksOf(tables), parameters, today).states[row]!;
    if (!MOVES[state.name].includes('Answer')) {
      if (before.endsWith(line)) return { ok: true, message: `Your answer to ${value.request} is there already.` };
      return refuse(`Request ${value.request} is ${flagText(state)}: there is no question to answer.`);
    }
    changes.update('requests', requests.rowNumber[row]!, {
      note: before === '' ? line : `${before}\n${line}`,
      askedBy: [...new Set([...requests.askedBy[row]!, me.email])],
    });
    context.log(AUTHORS_DO.answer, value.request, value.answer);
    return { ok: true, message: `Answered. ${value.request} waits for a decision again.` };
  });
}

/** What the log calls it. */
export const WITHDRAW = 'Withdraw a request';

/** Withdraws a request that is the person's to withdraw. Rule A6. */
export function withdrawRequest(world: World, payload: unknown): Done {
  return perform(world, withdrawSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, me, parameters, today, changes } = context;
    const row = tables.byId('requests', value.request);
    if (row < 0) return refuse(`There is no request ${value.request}.`);
    const [books, requests] = [booksOf(tables), tables.get('requests')];
    const because = whyNotWithdraw(books, row, me.email, today);
    if (because) return refuse(`${because.message} (${because.rule})`, { findings: [because] });
    const state = requestStates(books, parameters, today).states[row]!;
    if (state.name === 'withdrawn')
      return { ok: true, message: `${value.request} was withdrawn on ${formatDay(state.on)}.` };
    if (!MOVES[state.name].includes('Withdraw'))
      return refuse(`Request ${value.request} is ${flagText(state)} and cannot be withdrawn.`);
    changes.update('requests', requests.rowNumber[row]!, { withdrawnOn: today });
    context.log(WITHDRAW, value.request, value.reason ?? '');
    return { ok: true, message: `${value.request} is withdrawn.` };
  });
}
