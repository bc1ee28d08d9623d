import { formatDay, isoOf } from '../rules/basics/days';
import { firstOf } from '../rules/basics/long-lists';
import { hasPerson, withPerson } from '../rules/basics/mailbox';
import { formatMoney } from '../rules/basics/money';
import type { Request } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { agreementOn } from '../rules/clusters/agreement';
import type { Books } from '../rules/money/books';
import { isLeadOf, whyNotWithdraw } from '../rules/money/withdrawal';
import { ceasedNote } from '../rules/requests/ceased';
import { nameOf, routeOf } from '../rules/requests/deciders';
import { recordedOf, withAuthors } from '../rules/requests/recorded';
import { requestStates } from '../rules/requests/replay';
import type { RequestState, RequestStates } from '../rules/requests/request-state';
import { isHubMissing, MOVES } from '../rules/requests/request-state';
import { besideFlag, saidText, shortText } from '../rules/requests/state-words';
import { mayAgree } from './agreement';
import type { Done, MyRequests } from './answers';
import { say } from './answers';
import { toCarryOut } from './carry-out';
import { AUTHORS_DO, BOOK_TABS, booksIn, isDecider, mayActFor, unreadText } from './lookups';
import { notNeededText } from './not-needed';
import type { Context, Person } from './perform';
import { ask, perform, refuse } from './perform';
import { keepRecorded } from './register';
import { answerSchema, withdrawSchema } from './schemas/my-requests';
import { splitOf } from './verdict';
import type { World } from './world';

const MOST_SHOWN = 100;

/** The person's own requests, questions and then the newest first, those of their cluster last; what can be done with each. */
export function myRequests(world: World): MyRequests {
  return ask(world, [...BOOK_TABS], (context): MyRequests => {
    const { tables, me, parameters, today } = context;
    const books = booksIn(tables);
    const states = requestStates(books, parameters, today);
    const isAsked = ({ row }: Request) => Number(states.stateOf(row).name === 'more information wanted');
    const own = books.requests.rows
      .filter(
        ({ askedBy, cluster }) =>
          hasPerson(askedBy, me.email) || (!isDecider(me) && mayActFor(context, cluster) === null),
      )
      .sort(
        (a, b) =>
          isTheirs(me, b) - isTheirs(me, a) ||
          isAsked(b) - isAsked(a) ||
          b.askedOn - a.askedOn ||
          (a.id < b.id ? -1 : 1),
      );
    const { shown, more } = firstOf(own, MOST_SHOWN);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      unread: unreadText(context, BOOK_TABS),
      toCarryOut: toCarryOut(context, books, states),
      requests: shown.map((request) => ownRequest(context, books, states, request)),
      more,
    };
  });
}

/** 1 for a request that somebody asked for or changed themselves, else 0. */
const isTheirs = ({ email }: Pick<Person, 'email'>, { askedBy }: Request): number => Number(hasPerson(askedBy, email));

type OwnRequest = Extract<MyRequests, { ok: true }>['requests'][number];

function ownRequest(context: Context, books: Books, states: RequestStates, request: Request): OwnRequest {
  const { me, today, parameters } = context;
  const mayChange = whyNotMine(context, request) === null;
  const state = states.stateOf(request.row);
  const moves = MOVES[state.name];
  const ceased = ceasedNote(books, agreementOn(parameters), { request, state, asAt: today });
  return {
    id: request.id,
    isMine: isTheirs(me, request) === 1,
    matter: request.matter,
    cluster: books.clusters.at(request.cluster).name,
    amount: request.amount === null ? null : formatMoney(request.amount),
    purpose: request.purpose,
    askedOn: isoOf(request.askedOn),
    flag: shortText(state),
    state: state.name,
    means: besideFlag(state),
    waitingFor: waitingFor(books, request, state, today),
    notNeeded: state.name === 'not needed' ? notNeededText(request, splitOf({ books, parameters, request })) : '',
    // What was answered stands in the note. Rules S9, C4 and G1.
    words: state.name === 'done' ? (request.note ?? '') : (states.decisionOn(request.row)?.reason ?? ''),
    question: state.name === 'more information wanted' ? state.question : null,
    canAnswer: mayChange && moves.includes('Answer'),
    canEdit: (mayChange || mayAgree(context, request)) && moves.includes('Edit'),
    agreesOnly: !mayChange,
    canWithdraw: moves.includes('Withdraw') && whyNotWithdraw(books, request, me.email, today) === null,
    findings: ceased ? [say(ceased)] : [],
  };
}

/** Whom a request waits for, by role and name; null where it waits for nobody's decision. */
function waitingFor(books: Books, request: Request, state: RequestState, today: number): string | null {
  if (state.name !== 'waiting' && state.name !== 'stale' && state.name !== 'expired') return null;
  if (isHubMissing(state)) return state.waitsFor;
  const { deciders } = routeOf(books, request, today);
  const names = [...new Set(deciders.map(({ email }) => nameOf(books.people, email)))];
  return `${state.waitsFor}${names.length > 0 ? ` (${names.join(', ')})` : ''}`;
}

/**
 * Why somebody may not change a request or answer a question about it; null where they may: who asked for it or changed
 * it before, the cluster's lead, and the deciders. Others of the cluster only read it.
 */
export function whyNotMine(context: Context, { askedBy, cluster }: Request): string | null {
  const { me, tables, today } = context;
  if (hasPerson(askedBy, me.email)) return null;
  const stranger = mayActFor(context, cluster);
  if (stranger) return stranger.message;
  return isDecider(me) ||
    isLeadOf({ membership: tables.get('membership'), people: tables.get('people') }, me.email, cluster, today)
    ? null
    : READ_ONLY;
}

const READ_ONLY =
  'Others of the cluster only read a request: whoever asked for it, or the cluster’s lead, changes it and answers.';

/** Answers a question a decider asked: the answer goes into the note, and the request waits again. Rule A5. */
export function answerQuestion(world: World, payload: unknown): Done {
  return perform(world, answerSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, parameters, today, me, changes } = context;
    const requests = tables.get('requests');
    const request = requests.find('id', value.request);
    if (!request) return refuse(`There is no request ${quoted(value.request)}.`);
    const because = whyNotMine(context, request);
    if (because) return refuse(because);
    const before = request.note ?? '';
    const line = `${formatDay(today)}, ${me.name}: ${value.answer}`;
    const state = requestStates(booksIn(tables), parameters, today).stateOf(request.row);
    if (!MOVES[state.name].includes('Answer')) {
      if (before.endsWith(line)) return { ok: true, message: `Your answer to ${value.request} is there already.` };
      return refuse(`Request ${value.request} is ${saidText(state)}: there is no question to answer.`);
    }
    const askedBy = withPerson(request.askedBy, me.email);
    changes.update('requests', requests.rowNumber(request.row), {
      note: before === '' ? line : `${before}\n${line}`,
      askedBy,
    });
    keepDay(context, value.request, 'answeredOn', askedBy);
    context.log(AUTHORS_DO.answer, value.request, value.answer);
    return { ok: true, message: `Answered. ${value.request} waits for a decision again.` };
  });
}

/** Keeps what happened today to a request beside what is recorded of it, and who made themselves an author of it. */
function keepDay(
  context: Context,
  id: string,
  day: 'withdrawnOn' | 'answeredOn',
  authors: readonly string[] = [],
): void {
  const seals = context.tables.seals?.();
  if (seals?.state !== 'kept') return;
  const before = recordedOf(seals, id);
  keepRecorded(context, id, { ...before, [day]: context.today, authors: withAuthors(before, authors) });
}

/** What the log calls it. */
export const WITHDRAW = 'Withdraw a request';

/** Withdraws a request that is the person's to withdraw. Rule A6. */
export function withdrawRequest(world: World, payload: unknown): Done {
  return perform(world, withdrawSchema, payload, [...BOOK_TABS], (context, value): Done => {
    const { tables, me, parameters, today, changes } = context;
    const [books, requests] = [booksIn(tables), tables.get('requests')];
    const request = requests.find('id', value.request);
    if (!request) return refuse(`There is no request ${quoted(value.request)}.`);
    const because = whyNotWithdraw(books, request, me.email, today);
    if (because) return refuse(`${because.message} (${because.rule})`, { findings: [say(because)] });
    const state = requestStates(books, parameters, today).stateOf(request.row);
    if (state.name === 'withdrawn')
      return { ok: true, message: `${value.request} was withdrawn on ${formatDay(state.on)}.` };
    if (!MOVES[state.name].includes('Withdraw'))
      return refuse(`Request ${value.request} is ${saidText(state)} and cannot be withdrawn.`);
    changes.update('requests', requests.rowNumber(request.row), { withdrawnOn: today });
    keepDay(context, value.request, 'withdrawnOn');
    context.log(WITHDRAW, value.request, value.reason ?? '');
    return { ok: true, message: `${value.request} is withdrawn.` };
  });
}
