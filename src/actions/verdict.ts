/** What the rules say of a request, before or while it waits. */
import type { Day } from '../rules/basics/days';
import { fundingYearOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Pence } from '../rules/basics/money';
import type { Assumption, Parameters } from '../rules/basics/parameters';
import { NotSet, unlessNotSet } from '../rules/basics/parameters';
import type { Request, Review } from '../rules/basics/rows';
import type { Table } from '../rules/basics/table';
import { agreementOn } from '../rules/clusters/agreement';
import { membersOn } from '../rules/clusters/membership';
import type { Books } from '../rules/money/books';
import { potPartOf, type SessionSplit, sessionSplit } from '../rules/money/cpd';
import type { PotFigures, PotYear } from '../rules/money/pots';
import { onceEach, potFigures, potOf } from '../rules/money/pots';
import { twinOf } from '../rules/money/twin-sessions';
import { sharedByText } from '../rules/money/words';
import { lackingSteps, nextStageOf } from '../rules/overview/stages';
import { whyCeased } from '../rules/requests/ceased';
import { MATTER_SPECS } from '../rules/requests/matters';
import { whyNotAllowed } from '../rules/requests/not-allowed';
import { placesNotSet } from '../rules/requests/psqm-words';
import { requestStates } from '../rules/requests/replay';
import type { RequestState } from '../rules/requests/request-state';
import { hubMissing } from '../rules/requests/request-state';
import {
  encourageFirst,
  hasTwin,
  isPromised,
  potHasLess,
  reservesNothing,
  schoolsPay,
  shareNotSet,
  splitNotSet,
  stepsLacking,
  tooFewSchools,
  tooManySchools,
} from '../rules/requests/words';

/** What a request is judged by. */
export interface VerdictBooks extends Books {
  readonly reviews: Table<Review>;
}

export interface Verdict {
  readonly state: RequestState;
  readonly findings: Finding[];
  readonly split: SessionSplit | null;
  /** The pot it is on, with what is available for it. */
  readonly pot: PotYear | null;
}

/** Looks at a request with all the rules. */
export function verdictOn(books: VerdictBooks, parameters: Parameters, request: Request, today: Day): Verdict {
  const state = requestStates(books, parameters, today).stateOf(request.row);
  // What takes nothing out of a pot assumes nothing that pots rest on.
  const pot =
    request.pot === null ? null : potWithout(potFigures(books, parameters, fundingYearOf(today), today), request);
  const judged: Judged = { books, parameters, request, state, pot, today };
  return { state, findings: verdictFindings(judged), split: splitOf(judged).split, pot };
}

/** The pot a request is on. */
export const potAsIs = (figures: PotFigures, { cluster, pot }: Request): PotYear | null =>
  pot === null ? null : potOf(figures, cluster, pot);

/** The pot a request is on, as if the request held nothing of it yet. */
export function potWithout(figures: PotFigures, request: Request): PotYear | null {
  const year = potAsIs(figures, request);
  return year && { ...year, available: year.available + figures.openFor(request) };
}

/** A request, where it stands, and what is available for it. */
export interface Judged {
  readonly books: VerdictBooks;
  readonly parameters: Parameters;
  readonly request: Request;
  readonly state: RequestState;
  readonly pot: PotYear | null;
  readonly today: Day;
}

/** Everything the rules have to say of one request, given where it stands. */
export function verdictFindings(judged: Judged): Finding[] {
  const { split, unset } = splitOf(judged);
  const { books, parameters, request, state, today } = judged;
  const ceased = whyCeased(books, agreementOn(parameters), { request, state, asAt: today });
  return [
    ...unset,
    ...stateFindings(judged),
    ...sessionFindings(judged, split),
    ...timingFindings(judged),
    ...membershipFindings(judged),
    ...stageFindings(judged),
    ...(ceased ? [ceased] : []),
    ...potFindings(judged, split),
    ...reservedFindings(judged),
    ...unsetFindings(judged),
  ];
}

/** The split of a request's session, or what is not set that it needs. */
export function splitOf({ books, parameters, request }: Pick<Judged, 'parameters' | 'request'> & { books: Books }): {
  split: SessionSplit | null;
  unset: Finding[];
} {
  if (request.session === null) return { split: null, unset: [] };
  try {
    return { split: sessionSplit(books, request.session, parameters), unset: [] };
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    return { split: null, unset: [splitNotSet({ parameter: error.parameter })] };
  }
}

/** What its state has to say: why it cannot be approved, or why it goes to somebody else. */
function stateFindings({ books, request, state }: Judged): Finding[] {
  switch (state.name) {
    case 'not allowed':
      return [state.because];
    case 'stale':
    case 'expired': {
      const because = whyNotAllowed(books, request);
      return because ? [because] : [];
    }
    case 'waiting': {
      const hub = hubMissing(state);
      return hub ? [hub.as('warn')] : state.because ? [state.because.as('note')] : [];
    }
    default:
      return [];
  }
}

/** Who pays the session, and whether it may have been split. Rules S2 and S4. */
function sessionFindings({ books, request }: Judged, split: SessionSplit | null): Finding[] {
  if (request.session === null || !split) return [];
  const twin = twinOf(books.sessions, books.sessions.at(request.session));
  const shared = schoolsPay({
    pot: potPartOf(split, request.cluster).gross,
    schools: split.schoolsSharing.length,
    sum: split.schools.gross,
    sharedBy: sharedByText(books.clusters, split),
  });
  return [...(split.schools.net > 0 ? [shared] : []), ...(twin ? [hasTwin({ twin: twin.id })] : [])];
}

/** Approval comes before the money is promised. Rule A7. */
function timingFindings({ request: { matter, committedOn, askedOn } }: Judged): Finding[] {
  const isLate = committedOn !== null && committedOn <= askedOn;
  return MATTER_SPECS[matter].kind === 'prior approval' && isLate ? [isPromised()] : [];
}

/** How many schools the cluster has then. Rules P1 and C2. */
function membershipFindings({ books, parameters, request }: Judged): Finding[] {
  const change = MATTER_SPECS[request.matter].membership;
  if (change === undefined) return [];
  const day = request.wantedOn ?? request.askedOn;
  const schools = membersOn(books.membership, request.cluster, day).length;
  if (change === 'joins') {
    const most = parameters.sum('cluster.maxSchools', fundingYearOf(day));
    return schools + 1 > most ? [tooManySchools({ schools: schools + 1, most })] : [];
  }
  const least = parameters.sum('cluster.minSchools', fundingYearOf(day));
  return [
    ...(schools - 1 < least ? [tooFewSchools({ schools: schools - 1, least })] : []),
    ...(request.note ? [] : [encourageFirst()]),
  ];
}

/** What a cluster still lacks that asks to pass to the next stage; the outcome is what is asked for. Rule G3. */
function stageFindings({ books, parameters, request, today }: Judged): Finding[] {
  const lacking = lackingFor(books, parameters, request, today);
  return lacking.length === 0 ? [] : [stepsLacking({ steps: lacking })];
}

/** What is missing of the checklist of the cluster or school that asks to pass; nothing for other matters. Rule G3. */
export function lackingFor(
  { clusters, schools, reviews }: Pick<VerdictBooks, 'clusters' | 'schools' | 'reviews'>,
  parameters: Parameters,
  { matter, cluster, school }: Request,
  today: Day,
): string[] {
  if (MATTER_SPECS[matter].kind !== 'gate') return [];
  const whose = { school: school === null ? null : schools.at(school) };
  return lackingSteps(nextStageOf(clusters.at(cluster), reviews, parameters, today, whose));
}

/** What a request would take from its pot; 0 for one that brings money. */
export function wantedOf({ split }: Pick<Verdict, 'split'>, { matter, cluster, amount }: Request): Pence {
  if (MATTER_SPECS[matter].isIncome) return 0;
  return split ? potPartOf(split, cluster).gross : (amount ?? 0);
}

/** Whether the pot holds what is asked. Rule S12. */
function potFindings({ request, pot }: Judged, split: SessionSplit | null): Finding[] {
  if (!pot || MATTER_SPECS[request.matter].isIncome) return [];
  const wanted = wantedOf({ split }, request);
  return pot.available < wanted ? [potHasLess({ pot: pot.pot, available: pot.available, wanted })] : [];
}

/** Whether it holds its money. Rule F11. */
function reservedFindings({ request: { matter, committedOn }, state, pot }: Judged): Finding[] {
  const isOpen = state.name === 'not needed' && committedOn === null;
  return pot && isOpen && !MATTER_SPECS[matter].isIncome ? [reservesNothing()] : [];
}

/**
 * The assumed values that what is said of a request rests on: who pays it, whether it is agreed or has a place, and what
 * its pot has. What other requests and pots rest on is not this one's.
 */
export function assumptionsOf(
  { split, pot }: Verdict,
  books: VerdictBooks,
  parameters: Parameters,
  { request, today }: { readonly request: Request; readonly today: Day },
): Assumption[] {
  const { kind, membership } = MATTER_SPECS[request.matter];
  const asked = fundingYearOf(request.askedOn);
  const [, own] = parameters.assumedBy(() =>
    unlessNotSet(() => {
      if (split && request.session !== null) sessionSplit(books, request.session, parameters);
      if (kind === 'schools agree') parameters.sum('agree.share', asked);
      if (kind === 'limited places') parameters.sum('psqm.placesFor', fundingYearOf(today));
      if (membership !== undefined) parameters.sum('cluster.maxSchools', asked);
    }, undefined),
  );
  return onceEach(own, pot?.availableAssumes ?? []);
}

/** What is not set that the request waits for. Rules Q3 and S8. */
function unsetFindings({ parameters, request, state, today }: Judged): Finding[] {
  const year = fundingYearOf(request.askedOn);
  const isForPlace = MATTER_SPECS[request.matter].kind === 'limited places';
  return [
    ...(isForPlace && !parameters.isSet('psqm.places', fundingYearOf(today)) ? [placesNotSet()] : []),
    ...(state.name === 'waiting for schools' && !parameters.isSet('agree.share', year) ? [shareNotSet()] : []),
  ];
}

/** Stops that keep a request from being made at all, so that nobody asks for what cannot be. */
export const stopsOf = ({ findings }: Verdict): Finding[] =>
  findings.filter(({ severity, rule }) => severity === 'stop' && rule !== 'A3');
