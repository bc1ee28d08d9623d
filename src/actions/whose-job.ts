/** Whose it is to record something: said on opening a form, before anybody types. */
import { isSamePerson } from '../rules/basics/mailbox';
import type { Cluster, Person as PersonRow } from '../rules/basics/rows';
import { isMember, leadOn } from '../rules/clusters/membership';
import { leadsBy } from '../rules/money/withdrawal';
import { holdsRole, nameOf } from '../rules/requests/deciders';
import { rightsIn } from '../rules/requests/rights-register';
import type { Refusal } from './answers';
import type { Context } from './perform';
import { refuse } from './perform';
import { rightsBookOf } from './register-people';

/** A sort of thing that is recorded. */
export interface Job {
  /** "payments and income": what is recorded. */
  readonly what: string;
  /** Whether somebody does it for a cluster, by one of their rows of People. */
  readonly isTheirs: (context: Pick<Context, 'tables' | 'today'>, person: PersonRow, cluster: Cluster) => boolean;
}

/** Whether a row of People is that of somebody who decides, or stands in for one. */
export const decides = ({ role }: Pick<PersonRow, 'role'>): boolean => role === 'Director' || role === 'Advisor';

/** Who keeps the pots: the lead, whoever does the books of the cluster or of its lead school, and deciders. Rule P3. */
export const MONEY: Job = {
  what: 'payments and income',
  isTheirs: ({ tables, today }, person, cluster) =>
    decides(person) ||
    leadsBy({ membership: tables.get('membership') }, person, cluster.row, today) ||
    (person.role === 'Finance' && (person.cluster === cluster.row || isOfLead({ tables, today }, person, cluster))),
};

/** Closing a year is of whoever keeps the pots. Rule F12. */
export const YEAR_ENDS: Job = { ...MONEY, what: 'year ends' };

/** Whether somebody's school leads a cluster today: another that is to lead later does not yet. Rule P3. */
function isOfLead({ tables, today }: Pick<Context, 'tables' | 'today'>, { school }: PersonRow, cluster: Cluster) {
  const roster = { schools: tables.get('schools'), membership: tables.get('membership') };
  return school !== null && leadOn(roster, cluster, today)?.row === school;
}

const belongs: Job['isTheirs'] = ({ tables, today }, person, { row }) =>
  decides(person) ||
  person.cluster === row ||
  (person.school !== null && isMember(tables.get('membership'), person.school, row, today));

/** Anybody of the cluster. */
export const MEETINGS: Job = { what: 'meetings', isTheirs: belongs };
export const TRAINING: Job = { what: 'training sessions', isTheirs: belongs };
export const RELEASE: Job = { what: 'that release money is declared', isTheirs: belongs };

/** Carrying out what was approved: the cluster’s lead and deciders. Rules C1 to C3. */
export const CHANGES: Job = {
  what: 'schools that join or leave',
  isTheirs: (_, person, { row }) => decides(person) || (person.role === 'Cluster lead' && person.cluster === row),
};

/** What a cluster works on its lead says, or whoever decides. Rule G4. */
export const FOCUS: Job = { ...CHANGES, what: 'focus areas' };

/** Reviews are the Advisor's and the Director's. Rule G1. */
export const REVIEWS: Job = { what: 'reviews and reports', isTheirs: (_, person) => decides(person) };

/** Whether the person does a job for a cluster. */
export const mayDo = (context: Context, job: Job, cluster: Cluster): boolean =>
  context.me.rows.some((person) => job.isTheirs(context, person, cluster));

/** Why the person does not do a job for a cluster, with who does; null where they do. Rule A1. */
export const whyNotTheirs = (context: Context, job: Job, cluster: Cluster): Refusal | null =>
  mayDo(context, job, cluster)
    ? null
    : refuse(`You do not record ${job.what} of ${cluster.name}. ${whoDoes(context, job, [cluster])}`);

/** The clusters that the person does a job for: their own first. */
export function clustersOf(context: Context, job: Job): Cluster[] {
  const own = (cluster: Cluster) =>
    context.me.rows.some((person) => !decides(person) && job.isTheirs(context, person, cluster)) ? 0 : 1;
  return context.tables
    .get('clusters')
    .rows.filter((cluster) => mayDo(context, job, cluster))
    .sort((a, b) => own(a) - own(b));
}

/** Refuses somebody who does a job for no cluster at all, with who does it in theirs. */
export function refuseOther(context: Context, job: Job): Refusal {
  const { tables, me, today } = context;
  const near = tables
    .get('clusters')
    .rows.filter((cluster) => me.rows.some((person) => belongs({ tables, today }, person, cluster)));
  return refuse(`This is not yours to do: you do not record ${job.what}. ${whoDoes(context, job, near)}`);
}

const MOST_NAMED = 6;

/** "Priya Nair (Cluster lead) and Linda Marsh (Finance) do." */
function whoDoes(context: Context, job: Job, clusters: readonly Cluster[]): string {
  const { tables, today } = context;
  const people = rightsIn(rightsBookOf(tables))?.rows ?? [];
  const does = people.filter(
    (person) => holdsRole(person, today) && clusters.some((cluster) => job.isTheirs(context, person, cluster)),
  );
  const each = does.filter(
    (person, index) => does.findIndex(({ email }) => isSamePerson(email, person.email)) === index,
  );
  const names = [...each.filter((person) => !decides(person)), ...each.filter(decides)]
    .slice(0, MOST_NAMED)
    .map(({ email, role }) => `${nameOf(tables.get('people'), email)} (${role})`);
  if (names.length === 0) return 'The Advisor or the Director can say who does.';
  return `${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`} can do it.`;
}

/** "You record payments and income for North Cluster." */
export function yoursText(job: Job, clusters: readonly Cluster[], all: number): string {
  return `You record ${job.what} for ${placesText(clusters, all)}.`;
}

/** "North Cluster and South Cluster", "every cluster" */
export const placesText = (clusters: readonly Pick<Cluster, 'name'>[], all: number): string =>
  clusters.length === all && all > 1 ? 'every cluster' : clusters.map(({ name }) => name).join(' and ');

/** Who decides today, in words: "Ari Advisor (Advisor) or Dana Director (Director) can do it." */
export const decidersText = (context: Context): string =>
  whoDoes(context, { what: '', isTheirs: (_, person) => decides(person) }, context.tables.get('clusters').rows);
