/** Why a request's flag is what it is. Rules A2 to A8, S2, S8 and Q1 to Q3. */
import type { Day } from '../basics/days';
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import { unlessNotSet } from '../basics/parameters';
import type { DecisionMade, Request } from '../basics/rows';
import { capital, plural } from '../basics/words';
import { agreementOn } from '../clusters/agreement';
import { sessionSplit } from '../money/cpd';
import { ceasedNote } from '../requests/ceased';
import { nameOf, routeOf } from '../requests/deciders';
import { decidedOn } from '../requests/decisions-in-order';
import { MATTER_SPECS, rolesText } from '../requests/matters';
import { psqmPlaces } from '../requests/psqm';
import { requestStates } from '../requests/replay';
import type { Late, RequestState, RequestStates } from '../requests/request-state';
import { HAS_PLACE, hubMissing, WAITS_FOR_PLACE } from '../requests/request-state';
import { agreedTo, agreeingNeeded } from '../requests/schools-agree';
import { readSnapshot } from '../requests/snapshot';
import { explainState } from '../requests/state-words';
import type { Question, Reason } from './explanation';
import { enter, input, names, short, smallest } from './explanation';
import { placesInput } from './place-figures';

/** A request with where it stands. */
export interface AskedRequest {
  readonly request: Request;
  readonly state: RequestState;
  /** Since when it waits, if it does. */
  readonly since: Day;
}

/** A request with everything that its reasons are made from. */
interface Case {
  readonly question: Question;
  readonly request: Request;
  readonly state: RequestState;
  readonly states: RequestStates;
  /** The decision its state rests on. */
  readonly made: DecisionMade | null;
  /** Who decides: "Advisor (Ari Advisor)". */
  readonly who: string;
}

export function whyFlag(question: Question, { request, state }: AskedRequest): Reason[] {
  const { books, parameters, asAt } = question;
  const states = requestStates(books, parameters, asAt);
  const { kind } = MATTER_SPECS[request.matter];
  const made = states.decisionOn(request.row);
  const own: Case = { question, request, state, states, made, who: whoDecides(question, request, state) };
  const main = mainReason(own);
  return [
    { ...main, inputs: factsOf(own) },
    ...routeReasons(own, main.rule),
    ...(state.name === 'approved' && state.late.length > 0 ? [lateReason(own, state.late)] : []),
    ...ceasedReasons(own),
    ...(kind === 'limited places' ? placesReasons(own) : []),
    ...(kind === 'capped' ? capReasons(own) : []),
  ];
}

const by = ({ books }: Question, email: string): string => short(nameOf(books.people, email));

/** Whom a request waits for, with their names; where it waits for nobody, who decides on such matters. */
function whoDecides(question: Question, request: Request, state: RequestState): string {
  const usual = rolesText(MATTER_SPECS[request.matter].deciders);
  if (!('waitsFor' in state)) return usual;
  const { deciders, waitsFor } = routeOf(question.books, request, question.asAt);
  if (deciders.length === 0) return usual;
  return `${waitsFor} (${names([...new Set(deciders.map(({ email }) => by(question, email)))])})`;
}

/** What is known of a request: who asked for what, what was decided, and what its state means. */
function factsOf({ question, request, state, made }: Case): string[] {
  const { books } = question;
  const says = explainState(state);
  const authors = request.askedBy.map((email) => by(question, email));
  const typed = MATTER_SPECS[request.matter].kind === 'schools agree' ? agreedTo(books, request).typed : [];
  const typedNames = typed.map((school) => short(books.schools.at(school).name));
  return [
    `${request.matter}, asked on ${formatDay(request.askedOn)} by ${names(authors)}`,
    `For: ${short(request.purpose)}`,
    ...(made ? [decisionText(question, made)] : []),
    ...(made?.reason === says ? [] : [short(says)]), // the decision's reason is said above
    ...(typed.length > 0 ? [`Typed by hand, so not counted: ${names(typedNames)}`] : []),
  ];
}

function decisionText(question: Question, made: DecisionMade): string {
  const words = made.reason ? `: ${short(made.reason)}` : '';
  return `${made.decision} by ${by(question, made.decidedBy)} on ${formatDay(decidedOn(made))}${words}`;
}

/** Why it goes to somebody else than usual, where that is by another rule. */
function routeReasons({ state, who }: Case, main: string): Reason[] {
  if (state.name !== 'waiting' || !state.because || state.because.rule === main) return [];
  const { rule, message } = state.because;
  return [{ rule, inputs: [short(message)], change: `1 decision by the ${who}.` }];
}

/** The rule that a state rests on, and what would change it. */
function mainReason(own: Case): Pick<Reason, 'rule' | 'change'> {
  const { state, request, who } = own;
  const [first] = MATTER_SPECS[request.matter].rules;
  switch (state.name) {
    case 'not needed':
      return { rule: first, change: 'Nobody has to decide on this: nothing to wait for.' };
    case 'sent':
      return { rule: first, change: `Marked as done by the ${state.to}, in Clusters ▸ Decide.` };
    case 'done':
      return { rule: first, change: 'Nothing: it is done. Ask anew if more is wanted.' };
    case 'waiting':
      return hubMissing(state)
        ? { rule: 'Q2', change: 'The name of 1 training hub in Payee; then the Advisor decides.' }
        : { rule: first, change: `1 decision by the ${who}.` };
    case 'waiting for schools':
    case 'agreed':
      return { rule: 'S8', change: agreementChange(own, state) };
    case 'more information wanted':
      return { rule: 'A5', change: '1 answer under My requests.' };
    case 'approved':
      return { rule: 'A2', change: approvalChange(own, state.amount) };
    case 'stale':
      return state.was === 'agreed'
        ? { rule: 'S8', change: AGREED_AGAIN }
        : { rule: 'A2', change: `${backToDecided(own, state.changes)}, or 1 new decision by the ${who}.` };
    case 'expired':
      return { rule: 'A8', change: `1 new decision by the ${who}.` };
    case 'declined':
    case 'revoked':
    case 'withdrawn':
      return { rule: 'A6', change: 'It is closed. Ask anew if it is still wanted.' };
    case 'not allowed':
      return { rule: state.because.rule, change: short(state.because.cure) };
    case 'waiting list':
      return { rule: 'Q3', change: '' }; // what changes it is said with the places
  }
}

const AGREED_AGAIN =
  'What changed set back to what the schools agreed to, or the schools that agree to it now ticked again.';

/** How many schools more or fewer would make the difference. Rule S8. */
function agreementChange(
  { question, request }: Case,
  { name, agreeing, members }: Extract<RequestState, { name: 'agreed' | 'waiting for schools' }>,
): string {
  const needed = agreeingNeeded(members, question.parameters.on('agree.share', request.askedOn));
  return name === 'agreed'
    ? `${plural(agreeing - needed + 1, 'school')} fewer would not be enough.`
    : `${plural(needed - agreeing, 'more school')} ticked under My requests, Change, would be enough.`;
}

function approvalChange({ made }: Case, amount: Pence | null): string {
  if (amount === null)
    return 'If what it is about, its cluster, school, payee, purpose or date wanted changes, it needs a new decision.';
  const most = made ? (amountDecided(made) ?? amount) : amount;
  return `More than ${formatMoney(most)}, or another pot, payee, purpose or date wanted, would need a new decision.`;
}

/** How a request that was changed gets back to what was decided. */
function backToDecided({ made, request }: Case, changes: readonly string[]): string {
  const [then, now] = [made ? amountDecided(made) : null, request.amount];
  return changes.length === 1 && then && now && now > then
    ? `${formatMoney(now - then)} less in Amount`
    : 'What changed set back to what was decided';
}

/** The amount a decision was made on: up to it nothing needs a new one. Rule A2. */
const amountDecided = ({ decidedOnWhat }: DecisionMade): Pence | null => readSnapshot(decidedOnWhat)?.amount ?? null;

/** What an approval came after, and by how many days. Rule A7. */
function lateReason({ request, made }: Case, late: readonly Late[]): Reason {
  const newest = made ? decidedOn(made) : 0;
  const days = new Set(late.map(({ approved }) => approved));
  // One and the same approval is in time for both where it is for the first of them.
  const changes = (days.size === 1 ? late.slice(0, 1) : late).map(({ what, on, approved }) => {
    const asked = on < request.askedOn ? 'asked by then, and ' : '';
    const first = approved < newest ? 'first ' : '';
    return (
      `${asked}${first}approved ${plural(approved - on, 'day')} earlier, on ${formatDay(on)}, when the money ` +
      `was ${what}`
    );
  });
  const change = changes.join('; and ');
  return {
    rule: 'A7',
    inputs: late.map(({ what, on }) => `Money ${what} on ${formatDay(on)}`),
    change: `${capital(change)}.`,
  };
}

/** That the agreement has ceased whose pot it takes money from. Rule P8. */
function ceasedReasons({ question: { books, parameters, asAt }, request, state }: Case): Reason[] {
  const ceased = ceasedNote(books, agreementOn(parameters), { request, state, asAt });
  return ceased ? [{ rule: ceased.rule, inputs: [short(ceased.message)], change: short(ceased.cure) }] : [];
}

/** How many PSQM places there are, and how far this request is from the waiting list. Rule Q3. */
function placesReasons(own: Case): Reason[] {
  const { question, request, state, states } = own;
  const { books, parameters, asAt } = question;
  if (!HAS_PLACE.has(state.name) && !WAITS_FOR_PLACE.has(state.name)) return [];
  const day = HAS_PLACE.has(state.name) ? (states.approvedSince(request.row) ?? asAt) : asAt;
  const year = fundingYearOf(day);
  const { value } = parameters.at('psqm.places', year);
  if (value === null) {
    const unset = ['psqm.places is not set: no request waits for a place'];
    return [{ rule: 'Q3', inputs: unset, change: enter('psqm.places') }];
  }
  const { given, waiting } = psqmPlaces({ requests: books.requests, states }, parameters, year, asAt);
  return [
    {
      rule: 'Q3',
      inputs: [
        ...placesInput(parameters, day),
        `${given} given up to the end of ${formatYear(year)}, ${plural(waiting, 'request')} waiting`,
      ],
      change: placesChange(own, value),
    },
  ];
}

/** How many places more or fewer would put a request on the waiting list, or take it off. */
function placesChange({ question, request, state }: Case, places: number): string {
  const { books, parameters, asAt } = question;
  const isListed = state.name === 'waiting list';
  const isListedWith = (then: number) =>
    requestStates(books, parameters.with('psqm.places', then), asAt).stateOf(request.row).name === 'waiting list';
  const by = smallest(
    isListed ? books.requests.count : places,
    (count) => isListedWith(isListed ? places + count : places - count) !== isListed,
  );
  if (by === null) return 'It has its place.';
  return isListed
    ? `${plural(by, 'more place')} in Settings, or as many given up before it.`
    : `${plural(by, 'place')} fewer would put it on the waiting list.`;
}

/** What the pots and the schools pay of a session, where that is set. Rules S1 and S2. */
function capReasons({ question, request }: Case): Reason[] {
  const { books, parameters } = question;
  if (request.session === null) return [];
  const { row, date, netFee } = books.sessions.at(request.session);
  return unlessNotSet((): Reason[] => {
    const split = sessionSplit(books, row, parameters);
    const room = parameters.on('cpd.cap', date) - netFee;
    return [
      {
        rule: 'S2',
        inputs: [
          `${formatMoney(netFee)} net: the pots pay ${formatMoney(split.pot.gross)}, the schools ` +
            `${formatMoney(split.schools.gross)}`,
          input(parameters, 'cpd.cap', date),
        ],
        change:
          room >= 0
            ? `A fee more than ${formatMoney(room)} higher: the schools pay what is above.`
            : `A fee ${formatMoney(-room)} lower: the pots pay all of it.`,
      },
    ];
  }, []);
}
