import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import { isSamePerson } from '../rules/basics/mailbox';
import type { Cluster, Person } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import type { Role } from '../rules/basics/words';
import { agreementOf } from '../rules/clusters/agreement';
import { membersOn } from '../rules/clusters/membership';
import { decidedOn } from '../rules/requests/decisions-in-order';
import { whoConfirms } from '../rules/requests/rights-words';
import type { Tables } from '../workbook/tables';
import type { Done } from './answers';
import { handOver } from './hand-over';
import { dayTyped } from './lookups';
import type { Context } from './perform';
import { caretaker, perform, refuse, refuseFields } from './perform';
import type { RowWritten } from './register-people';
import { recordWritten } from './register-people';
import type { FieldProblem } from './schemas/parts';
import type { SetUp } from './schemas/set-up';
import { setUpSchema } from './schemas/set-up';
import { maySetUp } from './set-up';
import { holderOf } from './set-up-state';
import type { World } from './world';

/**
 * Writes what people told: who decides, lead schools, starts of agreements, cluster leads. Blank fields change nothing.
 */
export function saveSetUp(world: World, payload: unknown): Done {
  return perform(
    world,
    setUpSchema,
    payload,
    ['membership', 'requests', 'decisions'],
    (context, value): Done => {
      if (!maySetUp(context, world))
        return refuse('Only the Director, the Advisor or the owner of the file can change the set-up.');
      const problems = checkSetUp(context, value);
      if (problems.length > 0) return refuseFields(problems);
      const saving: Saving = { ...context, written: [] };
      const did = [
        ...(value.director ? setPerson(saving, 'Director', value.director, null) : []),
        ...(value.advisor ? setPerson(saving, 'Advisor', value.advisor, null) : []),
        ...value.clusters.flatMap((line) => setCluster(saving, line)),
      ];
      if (did.length === 0) return { ok: true, unchanged: true, message: UNCHANGED };
      const recorded = recordWritten(context, world, saving.written);
      if (recorded.is === 'refused') return refuseFields([{ field: 'director.email', message: NOT_THEIRS }]);
      const waits = recorded.is === 'waits' ? ` ${WAITS} ${whoConfirms(recorded.by)}` : '';
      context.log('Set up', '', did.join('; '));
      return { ok: true, message: `Saved: ${did.join('; ')}.${waits}` };
    },
    caretaker,
  );
}

/** A form that is saved, with the rows of People that it writes. */
interface Saving extends Context {
  readonly written: RowWritten[];
}

const UNCHANGED = 'Nothing was filled in or changed, so nothing was written.';

const WAITS = 'What it gives to people, or takes from a conflict of interest, waits';

const NOT_THEIRS =
  'Only the Director says who follows. Where the Director is gone, take the row out of People: the Advisor confirms ' +
  'that in Clusters ▸ Check workbook, and the owner of the file names the next one then.';

function checkSetUp(context: Context, { director, advisor, clusters }: SetUp): FieldProblem[] {
  const sameEmail = director && advisor && isSamePerson(director.email, advisor.email);
  const message = 'Director and Advisor are two people: where one has a conflict of interest the other decides.';
  return [
    ...(sameEmail ? [{ field: 'advisor.email', message }] : []),
    ...unknownSchool(context.tables, 'advisor.school', advisor?.school),
    ...clusters.flatMap((line, index) => checkCluster(context, line, `clusters.${index}`)),
    ...clusters.flatMap(({ cluster }, index) =>
      clusters.findIndex((other) => other.cluster === cluster) < index
        ? [{ field: `clusters.${index}.cluster`, message: `${cluster} is in the list twice. Open the form again.` }]
        : [],
    ),
  ];
}

function unknownSchool(tables: Tables, field: string, id: string | null | undefined): FieldProblem[] {
  const isUnknown = !!id && tables.byId('schools', id) < 0;
  return isUnknown ? [{ field, message: `There is no ${quoted(id)} in the Schools tab.` }] : [];
}

type ClusterLine = SetUp['clusters'][number];

function checkCluster({ tables, today }: Context, line: ClusterLine, field: string): FieldProblem[] {
  const cluster = tables.byId('clusters', line.cluster);
  const lead = tables.get('schools').find('id', line.leadSchool || '-');
  const isNoMember = lead && cluster >= 0 && !membersOn(tables.get('membership'), cluster, today).includes(lead.row);
  const isNoDate = line.agreementStart && dayTyped(line.agreementStart) === null;
  const problem = (name: string, message: string): FieldProblem => ({ field: `${field}.${name}`, message });
  return [
    ...(cluster < 0 ? [problem('cluster', `There is no ${quoted(line.cluster)} in the Clusters tab.`)] : []),
    ...unknownSchool(tables, `${field}.leadSchool`, line.leadSchool),
    ...unknownSchool(tables, `${field}.lead.school`, line.lead?.school),
    ...(lead?.phase === 'Secondary'
      ? [problem('leadSchool', `${lead.name} is a secondary school: a cluster is always led by a primary one (P2).`)]
      : []),
    ...(isNoMember ? [problem('leadSchool', `${lead.name} is not a member of the cluster today (P3).`)] : []),
    ...(isNoDate ? [problem('agreementStart', 'Pick a date of the calendar.')] : []),
  ];
}

/** A person as the form names them. */
interface Named {
  readonly name: string;
  readonly email: string;
  readonly school?: string | null | undefined;
}

function setPerson(context: Saving, role: Role, { name, email, school: id }: Named, cluster: number | null): string[] {
  const { tables, changes, today, written } = context;
  const people = tables.get('people');
  const wanted = { name, email, school: id ? tables.byId('schools', id) : null };
  const holder = holderOf(context, role, cluster);
  const line = `${role}${cluster === null ? '' : ` of ${tables.get('clusters').at(cluster).name}`}: ${name}`;
  const added = { ...wanted, role, cluster, from: null, to: null, standsInFor: null };
  if (!holder) {
    changes.append('people', { ...wanted, role, cluster });
    written.push({ before: null, after: added });
    return [line];
  }
  const is = people.rows.find((person) => comesLater(person, role, cluster, today + 1)) ?? holder;
  const holdsSame = is.email === email && is.school === wanted.school;
  if (holdsSame && is.name === name) return [];
  const day = firstDayOfChange(tables, today);
  const rowNumber = people.rowNumber(is.row);
  // Nothing hangs on a row that did not hold yet, nor on a name alone.
  if (holdsSame || (is.from ?? 0) >= day) {
    changes.update('people', rowNumber, wanted);
    written.push({ before: is, after: { ...is, ...wanted } });
    return [line];
  }
  // The row before stays as it was, so that what was decided still counts on the days it held (A3, P7).
  changes.update('people', rowNumber, { to: day - 1 });
  changes.append('people', { ...wanted, role, cluster, from: day });
  written.push({ before: is, after: { ...is, to: day - 1 } }, { before: null, after: { ...added, from: day } });
  return [day > today ? `${line}, from tomorrow: decisions made today keep the people they were made under` : line];
}

/** Whether somebody is to hold a role from a day on. */
const comesLater = (person: Person, role: Role, cluster: number | null, day: number): boolean =>
  person.role === role && !person.standsInFor && person.cluster === cluster && (person.from ?? 0) >= day;

/** The day a change of deciders takes effect: the day after where something was decided today already. */
const firstDayOfChange = (tables: Tables, today: number): number =>
  tables.get('decisions').rows.some((made) => decidedOn(made) >= today) ? today + 1 : today;

/**
 * The agreements before a new one that begins after the end of the newest: what they gave stays. Any other start puts a
 * mistake right. Rule P8.
 */
function earlierThan({ parameters }: Context, cluster: Cluster, start: Day | null): { earlierStarts?: Day[] } {
  const newest = agreementOf(cluster, parameters);
  if (newest === null || start === null || cluster.agreementStart === null || !(start > newest.end)) return {};
  return { earlierStarts: [...(cluster.earlierStarts ?? []), cluster.agreementStart] };
}

function setCluster(context: Saving, line: ClusterLine): string[] {
  const { tables, changes, today } = context;
  const clusters = tables.get('clusters');
  const cluster = clusters.at(tables.byId('clusters', line.cluster));
  const { name } = cluster;
  const leadSchool = line.leadSchool ? tables.byId('schools', line.leadSchool) : cluster.leadSchool;
  const agreementStart = line.agreementStart ? dayTyped(line.agreementStart) : cluster.agreementStart;
  const stage = line.stage ?? cluster.stage;
  const did = [
    ...(leadSchool !== cluster.leadSchool && leadSchool !== null
      ? [`${name} is led by ${tables.get('schools').at(leadSchool).name}`]
      : []),
    ...(agreementStart !== cluster.agreementStart && agreementStart !== null
      ? [`${name}’s agreement starts ${formatDay(agreementStart)}`]
      : []),
    ...(stage !== cluster.stage ? [`${name} is in ${stage}`] : []),
  ];
  if (leadSchool !== cluster.leadSchool && leadSchool !== null) handOver(context, cluster, leadSchool, today - 1);
  const earlierStarts = earlierThan(context, cluster, agreementStart);
  if (did.length > 0)
    changes.update('clusters', clusters.rowNumber(cluster.row), { stage, agreementStart, ...earlierStarts });
  return [...did, ...(line.lead ? setPerson(context, 'Cluster lead', line.lead, cluster.row) : [])];
}
