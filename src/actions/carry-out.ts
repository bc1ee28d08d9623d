/** Carrying out an approved change of membership in one step. Rules C1 to C3, P3, P4 and P7. */

import type { Day } from '../rules/basics/days';
import { formatDay, isoOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Membership, Request, School } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import { membersOn } from '../rules/clusters/membership';
import type { Books } from '../rules/money/books';
import { unmadeChange } from '../rules/overview/unmade-changes';
import { isOtherDay } from '../rules/overview/words';
import { MATTER_SPECS } from '../rules/requests/matters';
import { requestStates } from '../rules/requests/replay';
import type { RequestStates } from '../rules/requests/request-state';
import { saidText } from '../rules/requests/state-words';
import { isElsewhere } from '../rules/requests/words';
import type { Done, Refusal, ToCarryOut } from './answers';
import { say } from './answers';
import { handOver } from './hand-over';
import { idFrom } from './ids';
import { booksIn, dayTyped, isDecider } from './lookups';
import type { Context } from './perform';
import { refuse, refuseFields } from './perform';
import { recordLastDay } from './register-people';
import type { CarryOut } from './schemas/carry-out';

/** The Director, the Advisor and the lead of the request's cluster write down what was approved. */
const mayCarryOut = ({ me }: Context, { cluster }: Request): boolean =>
  isDecider(me) || me.rows.some((row) => row.role === 'Cluster lead' && row.cluster === cluster);

/** Approved changes of membership that are not in Membership yet and that the person may write there. */
export function toCarryOut(context: Context, books: Books, states: RequestStates): ToCarryOut[] {
  const { schools, clusters, requests } = books;
  return requests.rows.flatMap((request): ToCarryOut[] => {
    const { membership: change } = MATTER_SPECS[request.matter];
    if (change === undefined || request.school === null || !mayCarryOut(context, request)) return [];
    if (unmadeChange(books, states, request) === null) return [];
    return [
      {
        request: request.id,
        change,
        school: schools.at(request.school).name,
        cluster: clusters.at(request.cluster).name,
        wantedOn: request.wantedOn === null ? null : isoOf(request.wantedOn),
        leads: change === 'leaves' && leads(books, request) ? leadsAfter(books, request, context.today) : [],
      },
    ];
  });
}

const leads = ({ clusters }: Books, { cluster, school }: Request): boolean =>
  clusters.at(cluster).leadSchool === school;

/** Schools that can lead the cluster once a school has left it: members on a day that are not secondary. Rule P2. */
const leadsAfter = ({ schools, membership }: Books, { cluster, school }: Request, day: Day) =>
  membersOn(membership, cluster, day)
    .map((row) => schools.at(row))
    .filter(({ row, phase }) => row !== school && phase !== 'Secondary')
    .map(({ id, name }) => ({ id, name }));

/** A change that can be written, with its day. */
interface Plan {
  readonly context: Context;
  readonly books: Books;
  readonly request: Request;
  readonly school: School;
  readonly day: Day;
  readonly payload: CarryOut;
}

/**
 * Writes what a request that was approved asked for: a row of Membership with a first day, or the last day of the one
 * that runs; a new lead school where the leaver leads; and the day it was done, by which the approval stays (A8).
 * Nothing of it is written where it is refused.
 */
export function carryOutOne(context: Context, value: CarryOut): Done {
  const books = booksIn(context.tables);
  const request = books.requests.find('id', value.request);
  if (!request) return refuse(`There is no request ${quoted(value.request)}.`);
  const change = MATTER_SPECS[request.matter].membership;
  if (change === undefined || request.school === null)
    return refuse(`${request.id} changes no membership: there is nothing to carry out.`);
  if (!mayCarryOut(context, request))
    return refuse('The cluster’s lead, the Advisor or the Director can carry this out.');
  const states = requestStates(books, context.parameters, context.today);
  const state = states.stateOf(request.row);
  if (state.name !== 'approved') return refuse(`${request.id} is ${saidText(state)}: only what is approved is done.`);
  if (unmadeChange(books, states, request) === null)
    return { ok: true, message: `${request.id} is carried out already: Membership shows it.` };
  const day = dayTyped(value.on);
  if (day === null) return refuseFields([{ field: 'on', message: 'Pick a date of the calendar.' }]);
  const plan: Plan = { context, books, request, school: books.schools.at(request.school), day, payload: value };
  return (change === 'joins' ? whyNotJoin(plan) : whyNotLeave(plan)) ?? otherDay(plan) ?? write(plan, change);
}

/** A day other than the one that was approved is asked about first. */
function otherDay({ request: { wantedOn }, day, payload }: Plan): Refusal | null {
  if (wantedOn === null || wantedOn === day || payload.confirmed) return null;
  const finding: Finding = isOtherDay({ wantedOn });
  return refuse('Please look at this before it is written.', { findings: [say(finding)], confirm: true });
}

const timesIn = ({ books, request, school }: Plan): readonly Membership[] =>
  books.membership.where('school', school.row).filter(({ cluster }) => cluster === request.cluster);

/** A school is in one cluster at a time, and in it once. Rule P4. */
function whyNotJoin({ books, school, request, day }: Plan): Refusal | null {
  const other = books.membership.where('school', school.row).find(({ to }) => to === null || to >= day);
  if (other === undefined) return null;
  if (other.cluster === request.cluster)
    return refuseFields([
      { field: 'on', message: `${school.name} is a member on that day already: pick a later one.` },
    ]);
  const finding = isElsewhere({
    school: school.name,
    cluster: books.clusters.at(other.cluster).name,
    freeFrom: other.to === null ? null : other.to + 1,
  });
  return refuse(`${finding.message} ${finding.cure} (${finding.rule})`, { findings: [say(finding)] });
}

/** The last day comes after the first; a lead school that leaves leaves the pots to another member. Rules P2 and P3. */
function whyNotLeave(plan: Plan): Refusal | null {
  const { books, request, school, day, payload } = plan;
  const running = timesIn(plan).find(({ to }) => to === null);
  if (running && day < running.from)
    return refuseFields([
      { field: 'on', message: `${school.name} joined on ${formatDay(running.from)}: its last day comes after that.` },
    ]);
  if (!leads(books, request)) return null;
  const able = leadsAfter(books, request, day);
  return able.some(({ id }) => id === payload.lead)
    ? null
    : refuseFields([
        {
          field: 'lead',
          message: `${school.name} leads the cluster and holds its pots: pick a member that leads after that day (P3).`,
        },
      ]);
}

function write(plan: Plan, change: 'joins' | 'leaves'): Done {
  const { context, books, request, school, day, payload } = plan;
  const { tables, changes, today } = context;
  const membership = tables.get('membership');
  const cluster = books.clusters.at(request.cluster);
  const did = [`${school.name}: ${change === 'joins' ? 'first' : 'last'} day in ${cluster.name} ${formatDay(day)}`];
  if (change === 'joins') {
    const id = idFrom('MB', payload.token);
    changes.append('membership', { id, cluster: cluster.row, school: school.row, from: day, request: request.row });
  }
  for (const { row, to, request: named } of change === 'leaves' ? timesIn(plan) : [])
    if (to === null)
      changes.update('membership', membership.rowNumber(row), {
        to: day,
        ...(named === null ? { request: request.row } : {}),
      });
  // Whoever's own school it is does not say by which day a conflict of theirs ends.
  if (change === 'leaves' && !context.me.rows.some((person) => person.school === school.row))
    recordLastDay(context, { school: school.id, cluster: cluster.id }, day);
  const lead =
    change === 'leaves' && leads(books, request) ? tables.get('schools').find('id', payload.lead ?? '') : null;
  if (lead) {
    handOver(context, cluster, lead.row, day);
    did.push(`${cluster.name} is led by ${lead.name} from then on`);
  }
  if (request.doneOn === null)
    changes.update('requests', tables.get('requests').rowNumber(request.row), { doneOn: today });
  context.log('Carry out a request', request.id, did.join('; '));
  return { ok: true, message: `Done: ${did.join('; ')}.` };
}
