/** What somebody has to do next, one line each: who, what, since when and where. */
import type { Day } from '../basics/days';
import { formatDay, schoolDaysBetween } from '../basics/days';
import type { Parameters } from '../basics/parameters';
import type { Casebook, Request } from '../basics/rows';
import { holdsRole, nameOf, routeOf } from '../requests/deciders';
import { MATTER_SPECS, readersOf, rolesText } from '../requests/matters';
import { requestStates, waitingSince } from '../requests/replay';
import type { RequestState, RequestStates } from '../requests/request-state';
import { hubMissing, WAITING_STATES } from '../requests/request-state';
import { unmadeChange } from './unmade-changes';

/** Where in the menu something is done. */
export type Place = 'Decide' | 'My requests';

/** One thing that waits for somebody. */
export interface NextThing {
  readonly request: Request;
  readonly state: RequestState;
  /** From this day on it waits. */
  readonly since: Day;
  /** "Decide: Organising time" */
  readonly what: string;
  /** Whom it waits for, by name where there is one. */
  readonly who: string;
  readonly where: Place;
  /** What there is to know of it in a few words. */
  readonly how: string;
}

/** Everything that waits on a day, the longest waiting first. Rules A6, A9, S9, C1 to C4. */
export function nextThings(books: Casebook, parameters: Parameters, asAt: Day): NextThing[] {
  const states = requestStates(books, parameters, asAt);
  return books.requests.rows
    .flatMap((request) => thingOf(books, states, request, asAt) ?? [])
    .sort((a, b) => a.since - b.since || (a.request.id < b.request.id ? -1 : 1));
}

/** For how many school days it has waited. */
export const daysWaited = ({ since }: NextThing, asAt: Day): number => schoolDaysBetween(since, asAt);

function thingOf(books: Casebook, states: RequestStates, request: Request, asAt: Day): NextThing | null {
  if (request.askedOn > asAt) return null;
  const state = states.stateOf(request.row);
  const change = unmadeChange(books, states, request);
  if (change !== null)
    return {
      request,
      state,
      since: states.approvedSince(request.row) ?? waitingSince(states, request),
      what: `Carry out: ${request.matter}`,
      who: asker(books, request),
      where: 'Decide',
      how: 'approved',
    };
  if (state.name !== 'sent' && !WAITING_STATES.has(state.name)) return null;
  return new Waiting({ books, asAt }, request, state, waitingSince(states, request));
}

/** A request that waits. Whom for, and how it stands, is looked up when it is shown: of many the first are. */
class Waiting implements NextThing {
  private task: readonly [todo: string, who: string, where: Place] | null = null;

  constructor(
    private readonly on: { readonly books: Casebook; readonly asAt: Day },
    readonly request: Request,
    readonly state: RequestState,
    readonly since: Day,
  ) {}

  private todo() {
    const { books, asAt } = this.on;
    this.task ??= taskOf(books, this.request, this.state, asAt);
    return this.task;
  }

  get what(): string {
    return `${this.todo()[0]}: ${this.request.matter}`;
  }

  get who(): string {
    return this.todo()[1];
  }

  get where(): Place {
    return this.todo()[2];
  }

  get how(): string {
    return howOf(this.on.books, this.request, this.state, this.on.asAt);
  }
}

/** What is to be done, who does it and where. */
function taskOf(books: Casebook, request: Request, state: RequestState, asAt: Day): [string, string, Place] {
  switch (state.name) {
    case 'more information wanted':
      return ['Answer', asker(books, request), 'My requests'];
    case 'waiting for schools':
      return ['Schools to agree', asker(books, request), 'My requests'];
    case 'waiting list':
      return ['Wait for a place', asker(books, request), 'My requests'];
    case 'sent':
      return ['See to', readers(books, request, asAt), 'Decide'];
    default:
      return hubMissing(state)
        ? ['Name the hub', asker(books, request), 'My requests']
        : ['Decide', deciders(books, request, asAt), 'Decide'];
  }
}

/** Whoever asked first. */
const asker = ({ people }: Casebook, { askedBy }: Request): string => (askedBy[0] ? nameOf(people, askedBy[0]) : '');

/** Who sees to what nobody decides, by name; the role where nobody has it. */
function readers({ people }: Casebook, { matter }: Request, asAt: Day): string {
  const roles = readersOf(matter);
  const named = (people?.rows ?? [])
    .filter((person) => roles.includes(person.role) && !person.standsInFor && holdsRole(person, asAt))
    .map(({ name }) => name);
  return named.length === 0 ? rolesText(roles) : [...new Set(named)].join(', ');
}

/** Who may decide, by name; the role where nobody has it. */
function deciders(books: Casebook, request: Request, asAt: Day): string {
  const { deciders: able, waitsFor } = routeOf(books, request, asAt);
  const named = [
    ...new Set(able.filter(({ inPlaceOf }) => inPlaceOf === null).map(({ email }) => nameOf(books.people, email))),
  ];
  return named.length === 0 ? waitsFor : named.join(', ');
}

function howOf(books: Casebook, request: Request, state: RequestState, asAt: Day): string {
  switch (state.name) {
    case 'stale':
      return `changed since it was ${state.was === 'agreed' ? 'agreed' : 'approved'}`;
    case 'expired':
      return `the approval ran out on ${formatDay(state.on)}`;
    case 'more information wanted':
      return `asked: ${state.question}`;
    case 'waiting for schools':
      return `${state.agreeing} of ${state.members} schools agree`;
    case 'waiting list':
      return `place ${state.place} on the list: all places are taken`;
    default: {
      const { blockedBy, because } =
        MATTER_SPECS[request.matter].deciders.length > 0 ? routeOf(books, request, asAt) : NOWHERE;
      return blockedBy?.message ?? because?.message ?? request.purpose;
    }
  }
}

const NOWHERE = { blockedBy: null, because: null };
