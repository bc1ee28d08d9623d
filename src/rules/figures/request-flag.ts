/** Why a request's flag is what it is. */

import type { Day, FundingYear } from '../basics/days';
import { firstDayOf, formatDay, formatYear, fundingYearOf, schoolDaysBetween } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import { type Parameters, unlessNotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { plural } from '../basics/words';
import { sessionSplit } from '../money/cpd';
import { nameOf, routeOf } from '../requests/deciders';
import { MATTER_SPECS, rolesText } from '../requests/matters';
import { HAS_PLACE, psqmPlaces, WAITS_FOR_PLACE } from '../requests/psqm';
import type { RequestState } from '../requests/request-state';
import { decidedOn, explainState, firstClaims, flagText, requestStates, waitingSince } from '../requests/request-state';
import { agreedTo } from '../requests/schools-agree';
import { readSnapshot } from '../requests/snapshot';
import { advice } from './advice';
import type { Answered, Question, Reason, WhyBooks } from './explanation';
import { enter, input, inputs, names, one, orEnter, short, smallest } from './explanation';

/** Explains the flag of a request, or for how many school days it has waited. */
export function requestAnswer(question: Question, request: number, figure: string): Answered {
  if (figure === 'School days') return daysAnswer(question, request);
  const { books, parameters, asAt } = question;
  const { requests, decisions, people } = books;
  const figures = requestStates(books, parameters, asAt);
  const { states, restsOn } = figures;
  const state = states[request]!;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const decided = restsOn[request]!;
  const by = (email: string) => short(nameOf(people, email));
  const says = explainState(state);
  const facts = [
    `${matter}, asked on ${formatDay(requests.askedOn[request]!)} by ${names(requests.askedBy[request]!.map(by))}`,
    `For: ${short(requests.purpose[request]!)}`,
    ...(decided < 0
      ? []
      : [
          `${decisions.decision[decided]} by ${by(decisions.decidedBy[decided]!)} on ${formatDay(decidedOn(decisions.decidedAt[decided]!))}${decisions.reason[decided] ? `: ${short(decisions.reason[decided])}` : ''}`,
        ]),
    ...(decided >= 0 && decisions.reason[decided] === says ? [] : [short(says)]), // the decision's reason is said above
  ];
  const typed = spec.kind === 'schools agree' ? agreedTo(books, request).typed : [];
  if (typed.length > 0)
    facts.push(`Typed by hand, so not counted: ${names(typed.map((school) => short(books.schools.name[school]!)))}`);
  const route = 'waitsFor' in state ? routeOf(books, request, asAt) : null;
  const who =
    route && route.deciders.length > 0
      ? `${rolesText([route.waitsFor])} (${names([...new Set(route.deciders.map(({ email }) => by(email)))])})`
      : rolesText(spec.deciders);
  const { rule, change } = mainReason(question, request, decided, state, who);
  const reasons: Reason[] = [{ rule, inputs: facts, change }];
  if (state.name === 'waiting' && state.because && state.because.rule !== rule)
    reasons.push({
      rule: state.because.rule as RuleNumber,
      inputs: [short(state.because.message)],
      change: `1 decision by the ${who}.`,
    });
  if (state.name === 'approved' && state.retrospective)
    reasons.push(lateReason(question, request, decided, figures.approvedSince(request)!));
  if (matter === 'PSQM' && (HAS_PLACE.has(state.name) || WAITS_FOR_PLACE.has(state.name)))
    reasons.push(placesReason(question, request, states));
  if (spec.kind === 'capped') reasons.push(...capReasons(question, request));
  return { answer: flagText(state), reasons };
}

/**
 * What an approval came after, and by how many days: the money was promised before the newest approval, or spent before the
 * first one. Rule A7.
 */
function lateReason({ books, asAt }: Question, request: number, decision: number, approvedSince: Day): Reason {
  const { requests, decisions } = books;
  const approvedOn = decidedOn(decisions.decidedAt[decision]!);
  const late = [
    { what: 'promised', on: requests.committedOn[request] ?? approvedOn, approved: approvedOn },
    { what: 'spent', on: firstClaims(books, asAt)?.get(request) ?? approvedSince, approved: approvedSince },
  ]
    .filter(({ on, approved }) => on < approved)
    .sort((a, b) => a.on - b.on);
  // One and the same approval is in time for both where it is for the first of them.
  const changes = (approvedSince === approvedOn ? late.slice(0, 1) : late).map(({ what, on, approved }) => {
    const asked = on < requests.askedOn[request]! ? 'asked by then, and ' : '';
    const first = approved < approvedOn ? 'first ' : '';
    return `${asked}${first}approved ${plural(approved - on, 'day')} earlier, on ${formatDay(on)}, when the money was ${what}`;
  });
  const change = changes.join('; and ');
  return {
    rule: 'A7',
    inputs: late.map(({ what, on }) => `Money ${what} on ${formatDay(on)}`),
    change: `${change[0]!.toUpperCase()}${change.slice(1)}.`,
  };
}

function mainReason(
  { books, parameters }: Question,
  request: number,
  decided: number,
  state: RequestState,
  who: string,
): { rule: RuleNumber; change: string } {
  const { requests } = books;
  const first = MATTER_SPECS[requests.matter[request]!].rules[0] as RuleNumber;
  switch (state.name) {
    case 'not needed':
      return { rule: first, change: 'Nobody decides on this matter: nothing to wait for.' };
    case 'waiting':
      return state.because?.rule === 'Q2'
        ? { rule: 'Q2', change: 'The name of 1 training hub in Payee; then the Advisor decides.' }
        : { rule: first, change: `1 decision by the ${who}.` };
    case 'waiting for schools':
    case 'agreed': {
      const needed = Math.floor(parameters.on('agree.share', requests.askedOn[request]!) * state.members) + 1;
      const [less, more] = [state.agreeing - needed + 1, needed - state.agreeing];
      return {
        rule: 'S8',
        change:
          state.name === 'agreed'
            ? `${plural(less, 'school')} fewer would not be enough.`
            : `${plural(more, 'more school')} ticked under My requests, Change, would be enough.`,
      };
    }
    case 'more information wanted':
      return { rule: 'A5', change: '1 answer under My requests.' };
    case 'approved':
      return {
        rule: 'A2',
        change:
          state.amount === null
            ? 'Another matter, cluster, school, payee, purpose or date wanted would need a new decision.'
            : `More than ${formatMoney(amountDecided(books, decided) ?? state.amount)}, or another pot, payee, purpose or date wanted, would need a new decision.`,
      };
    case 'stale':
      if (state.was === 'agreed')
        return {
          rule: 'S8',
          change:
            'What changed set back to what the schools agreed to, or the schools that agree to it now ticked again.',
        };
      return {
        rule: 'A2',
        change: `${backToDecided(books, request, decided, state.changes)}, or 1 new decision by the ${who}.`,
      };
    case 'expired':
      return { rule: 'A8', change: `1 new decision by the ${who}.` };
    case 'declined':
    case 'revoked':
    case 'withdrawn':
      return { rule: 'A6', change: 'It is closed. Ask anew if it is still wanted.' };
    case 'not allowed':
      return { rule: state.because.rule as RuleNumber, change: advice(state.because) };
    case 'waiting list':
      return { rule: 'Q3', change: '' }; // what changes it is said with the places
  }
}

/** How a request that was changed gets back to what was decided. */
function backToDecided(books: WhyBooks, request: number, decided: number, changes: readonly string[]) {
  const { requests } = books;
  const [then, now] = [amountDecided(books, decided), requests.amount[request]];
  return changes.length === 1 && then && now && now > then
    ? `${formatMoney(now - then)} less in Amount`
    : 'What changed set back to what was decided';
}

/** The amount a decision was made on: up to it nothing needs a new one. Rule A2. */
const amountDecided = ({ decisions }: WhyBooks, decision: number): Pence | null | undefined =>
  readSnapshot(decisions.decidedOnWhat[decision]!)?.amount;

/** How many PSQM places there are, and how far this request is from the waiting list. Rule Q3. */
function placesReason(question: Question, request: number, states: readonly RequestState[]): Reason {
  const { books, parameters, asAt } = question;
  const { requests } = books;
  const year = fundingYearOf(requests.askedOn[request]!);
  const { value } = parameters.at('psqm.places', year);
  if (value === null)
    return {
      rule: 'Q3',
      inputs: ['psqm.places is not set: no request waits for a place'],
      change: enter('psqm.places'),
    };
  const { given, waiting } = psqmPlaces(requests, states, parameters, year, asAt);
  const nameWith = (places: number): string => {
    const then: Parameters = Object.create(parameters);
    then.at = (name, of) => (name === 'psqm.places' ? { value: places, status: 'confirmed' } : parameters.at(name, of));
    return requestStates(books, then, asAt).states[request]!.name;
  };
  const isListed = states[request]!.name === 'waiting list';
  const by = smallest(
    isListed ? requests.count : value,
    (places) => (nameWith(isListed ? value + places : value - places) === 'waiting list') !== isListed,
  );
  return {
    rule: 'Q3',
    inputs: [
      input(parameters, 'psqm.places', requests.askedOn[request]!),
      `${given} given in ${formatYear(year)}, ${plural(waiting, 'request')} waiting`,
    ],
    change:
      by === null
        ? 'It has its place.'
        : isListed
          ? `${plural(by, 'more place')} in Settings, or as many given up before it.`
          : `${plural(by, 'place')} fewer would put it on the waiting list.`,
  };
}

/** By the header of the column, which figure of the places it is, and what would change it. */
const PLACES_FIGURES: Record<string, ['given' | 'left' | 'waiting', change: string]> = {
  Given: ['given', '1 more approved, or 1 of them revoked or withdrawn.'],
  Left: ['left', '1 more approved, revoked or withdrawn, or another number of places in Settings.'],
  Waiting: ['waiting', '1 more asked for, or 1 of them decided or withdrawn.'],
};

/** Explains how many PSQM places of a year are given, are left and are waited for. Rule Q3. */
export function placesAnswer(
  { books, parameters, asAt }: Question,
  year: FundingYear,
  figure: string,
): Answered | null {
  const known = PLACES_FIGURES[figure];
  if (known === undefined) return null;
  const [column, change] = known;
  const { requests } = books;
  const { states } = requestStates(books, parameters, asAt);
  const found = psqmPlaces(requests, states, parameters, year, asAt);
  const asked = found.rows.map((row) => `${requests.id[row]}: ${short(flagText(states[row]!))}`);
  return one(String(found[column]), 'Q3', [input(parameters, 'psqm.places', firstDayOf(year)), ...asked], change);
}

/** What the pots and the schools pay of a session, where that is set. Rules S1 and S2. */
function capReasons({ books, parameters }: Question, request: number): readonly Reason[] {
  const session = books.requests.session[request] ?? null;
  if (session === null) return [];
  const { sessions } = books;
  return unlessNotSet(() => {
    const split = sessionSplit(books, session, parameters);
    const room = parameters.on('cpd.cap', sessions.date[session]!) - sessions.netFee[session]!;
    return [
      {
        rule: 'S2' as const,
        inputs: [
          `${formatMoney(sessions.netFee[session]!)} net: the pots pay ${formatMoney(split.pot.gross)}, the schools ${formatMoney(split.schools.gross)}`,
          input(parameters, 'cpd.cap', sessions.date[session]!),
        ],
        change:
          room >= 0
            ? `A fee more than ${formatMoney(room)} higher: the schools pay what is above.`
            : `A fee ${formatMoney(-room)} lower: the pots pay all of it.`,
      },
    ];
  }, []);
}

/** For how many school days a request has waited. Rule A9. */
function daysAnswer({ books, parameters, asAt }: Question, request: number): Answered {
  const since = waitingSince(books, requestStates(books, parameters, asAt), request);
  const waited = (day: number) => schoolDaysBetween(since, day);
  const next = smallest(7, (days) => waited(asAt + days) > waited(asAt))!;
  const step = (name: 'decide.remindDays' | 'decide.escalateDays', what: string) => {
    const days = smallest(60, (later) => waited(asAt + later) >= parameters.on(name, asAt));
    return waited(asAt) >= parameters.on(name, asAt) || days === null ? '' : ` ${what} from ${formatDay(asAt + days)}.`;
  };
  return {
    answer: String(waited(asAt)),
    reasons: [
      {
        rule: 'A9',
        inputs: [
          `Waits since ${formatDay(since)}; Mondays to Fridays after it`,
          ...inputs(parameters, ['decide.remindDays', 'decide.escalateDays'], asAt),
        ],
        change: orEnter(
          () =>
            `1 more on ${formatDay(asAt + next)}.${step('decide.remindDays', 'A reminder')}${step('decide.escalateDays', 'A copy to the Director')}`,
        ),
      },
    ],
  };
}
