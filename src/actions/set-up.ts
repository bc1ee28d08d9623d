import { formatDay, fundingYearOf, isoOf, ukDayOf } from '../rules/basics/days';
import { formatParameter, PARAMETER_NAMES } from '../rules/basics/parameters';
import type { Role } from '../rules/basics/words';
import { STAGES } from '../rules/basics/words';
import { membersOn } from '../rules/clusters/membership';
import { holdsRole } from '../rules/requests/deciders';
import { writeAgreed } from '../rules/requests/schools-agree';
import { snapshotOf } from '../rules/requests/snapshot';
import { ROSTER, rosterSchoolId } from '../sample/roster';
import { defaultSettings } from '../workbook/reading/read-settings';
import type { TableOf } from '../workbook/reading/read-table';
import type { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { Done, Refusal, SetUpDone, SetUpState, SetUpStep } from './answers';
import { booksOf, dayTyped } from './lookups';
import type { Context } from './perform';
import { ask, caretaker, perform, performSimple, refuse } from './perform';
import type { FieldProblem } from './schemas/parts';
import type { SetUp } from './schemas/set-up';
import { setUpSchema } from './schemas/set-up';
import type { World } from './world';

const maySetUp = ({ me, tables }: Context, world: World): boolean =>
  me.roles.includes('Director') || me.roles.includes('Advisor') || caretaker(tables, world);

/** Why somebody may not run the set-up; null when they may. */
export function refuseSetUp(world: World): Refusal | null {
  const answer = ask(
    world,
    [],
    (context) =>
      maySetUp(context, world)
        ? { ok: true as const }
        : refuse('Only the Director, the Advisor or the owner of the file can set the workbook up.'),
    caretaker,
  );
  return answer.ok ? null : answer;
}

/** Notes in the log what the set-up put in order. Rule A12. */
export function logSetUp(world: World, did: readonly string[]): void {
  performSimple(
    world,
    [],
    ({ log }) => {
      log('Set up workbook', '', did.join('; '));
      return { ok: true as const };
    },
    caretaker,
  );
}

/** What the set-up answers: what it did, and what only people can do. */
export function setUpAnswer(did: readonly string[], unclear: readonly string[]): SetUpDone {
  const things = (count: number, one: string, more: string) =>
    `${count} ${count === 1 ? `thing ${one}` : `things ${more}`}`;
  const lines = [
    ...(unclear.length > 0 ? [`${things(unclear.length, 'needs', 'need')} you: see below.`] : []),
    ...(did.length > 0 ? [`${things(did.length, 'was', 'were')} put in order. Your data was not touched.`] : []),
  ];
  const message = lines.length > 0 ? lines.join(' ') : 'Everything was in order; nothing was changed.';
  return { ok: true, did: [...unclear, ...did], message };
}

/** Where the set-up stands: what is there, and what only people can tell. */
export function setUpState(world: World): SetUpState {
  return ask(world, ['membership', 'meetings', 'requests', 'ledger'], describe, caretaker);
}

function describe({ tables, me, today, parameters }: Context): SetUpState {
  const clusters = tables.get('clusters');
  const schools = tables.get('schools');
  const membership = tables.get('membership');
  const director = personIn(tables, 'Director', today);
  const advisor = personIn(tables, 'Advisor', today);
  const rows = Array.from({ length: clusters.count }, (_, row) => row);
  const lacking = rows.filter((row) => clusters.leadSchool[row] === null || clusters.agreementStart[row] === null);
  const unconfirmed = PARAMETER_NAMES.flatMap((name) => {
    const { value, status } = parameters.at(name, fundingYearOf(today));
    return status === 'confirmed'
      ? []
      : [`${name}: ${formatParameter(name, value)} (${status === 'unset' ? 'not set' : status})`];
  });
  const steps: SetUpStep[] = [
    {
      key: 'workbook',
      title: 'Prepare the tabs',
      done: clusters.count > 0 && schools.count > 0,
      lines: [`${clusters.count} clusters, ${schools.count} schools, ${membership.count} rows of membership.`],
    },
    {
      key: 'people',
      title: 'Say who decides',
      done: director !== null && advisor !== null,
      lines: [
        director ? `Director: ${director.name} (${director.email}).` : 'The Director is not entered.',
        advisor ? `Advisor: ${advisor.name} (${advisor.email}).` : 'The Advisor is not entered.',
      ],
    },
    {
      key: 'clusters',
      title: 'Lead schools and agreements',
      done: clusters.count > 0 && lacking.length === 0,
      lines: rows.map((row) => {
        const lead = clusters.leadSchool[row] ?? null;
        const start = clusters.agreementStart[row] ?? null;
        return `${clusters.name[row]}: ${lead === null ? 'lead school not entered' : schools.name[lead]}; ${start === null ? 'start of the agreement not entered' : `from ${formatDay(start)}`}.`;
      }),
    },
    {
      key: 'settings',
      title: 'Figures to confirm',
      done: unconfirmed.length === 0,
      lines:
        unconfirmed.length === 0
          ? ['Every figure is confirmed.']
          : ['These work, but every result that uses one says so. Confirm or change them in the Settings tab.'],
    },
  ];
  return {
    ok: true,
    me: { email: me.email, name: me.name, roles: me.roles },
    steps,
    director: director && { name: director.name, email: director.email },
    advisor,
    clusters: rows.map((row) => ({
      id: clusters.id[row]!,
      name: clusters.name[row]!,
      leadSchool: clusters.leadSchool[row] === null ? null : schools.id[clusters.leadSchool[row]!]!,
      stage: clusters.stage[row] ?? null,
      agreementStart: clusters.agreementStart[row] === null ? null : isoOf(clusters.agreementStart[row]!),
      lead: leadOf(tables, row, today),
      members: membersOn(membership, row, today).map((school) => ({
        id: schools.id[school]!,
        name: schools.name[school]!,
      })),
    })),
    stages: [...STAGES],
    unconfirmed,
    empty:
      tables.get('meetings').count +
        tables.get('requests').count +
        tables.get('ledger').count +
        tables.get('people').count ===
      0,
  };
}

function rowIn(tables: Tables, role: Role, today: number, cluster: number | null = null): number {
  const people = tables.get('people');
  for (let row = 0; row < people.count; row++) {
    if (people.role[row] !== role || people.standsInFor[row] || !holdsRole(people, row, today)) continue;
    if (cluster === null || people.cluster[row] === cluster) return row;
  }
  return -1;
}

function personIn(tables: Tables, role: Role, today: number, cluster: number | null = null) {
  const row = rowIn(tables, role, today, cluster);
  if (row < 0) return null;
  const people = tables.get('people');
  const school = people.school[row] ?? null;
  return {
    name: people.name[row]!,
    email: people.email[row]!,
    school: school === null ? null : tables.get('schools').id[school]!,
  };
}

const leadOf = (tables: Tables, cluster: number, today: number) => personIn(tables, 'Cluster lead', today, cluster);

/** Writes what people told: who decides, lead schools, starts of agreements, cluster leads. Blank fields change nothing. */
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
      if (problems.length > 0)
        return refuse(problems.length === 1 ? problems[0]!.message : 'Some fields need your attention.', { problems });
      const did: string[] = [];
      if (value.director) did.push(...setPerson(context, 'Director', value.director, null));
      if (value.advisor) did.push(...setPerson(context, 'Advisor', value.advisor, null));
      for (const line of value.clusters) did.push(...setCluster(context, line));
      if (did.length === 0) return { ok: true, message: 'Nothing was different, so nothing was written.' };
      context.log('Set up', '', did.join('; '));
      return { ok: true, message: `Saved: ${did.join('; ')}.` };
    },
    caretaker,
  );
}

function checkSetUp({ tables, today }: Context, value: SetUp): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const schools = tables.get('schools');
  const known = (field: string, id: string | null | undefined) => {
    if (id && tables.byId('schools', id) < 0) problems.push({ field, message: `${id} is not in the Schools tab.` });
  };
  if (value.director && value.advisor && value.director.email === value.advisor.email) {
    problems.push({
      field: 'advisor.email',
      message: 'Director and Advisor are two people: where one has a conflict of interest the other decides.',
    });
  }
  known('advisor.school', value.advisor?.school);
  value.clusters.forEach((line, index) => {
    const cluster = tables.byId('clusters', line.cluster);
    if (cluster < 0)
      problems.push({ field: `clusters.${index}.cluster`, message: `${line.cluster} is not in the Clusters tab.` });
    known(`clusters.${index}.leadSchool`, line.leadSchool);
    known(`clusters.${index}.lead.school`, line.lead?.school);
    const lead = line.leadSchool ? tables.byId('schools', line.leadSchool) : -1;
    if (lead >= 0 && schools.phase[lead] === 'Secondary') {
      problems.push({
        field: `clusters.${index}.leadSchool`,
        message: `${schools.name[lead]} is a secondary school: a cluster is always led by a primary one (P2).`,
      });
    }
    if (lead >= 0 && cluster >= 0 && !membersOn(tables.get('membership'), cluster, today).includes(lead)) {
      problems.push({
        field: `clusters.${index}.leadSchool`,
        message: `${schools.name[lead]} is not a member of the cluster today (P3).`,
      });
    }
    if (line.agreementStart && dayTyped(line.agreementStart) === null) {
      problems.push({ field: `clusters.${index}.agreementStart`, message: 'Pick a date of the calendar.' });
    }
  });
  return problems;
}

function setPerson(
  { tables, changes, today }: Context,
  role: Role,
  person: { name: string; email: string; school?: string | null | undefined },
  cluster: number | null,
): string[] {
  const people = tables.get('people');
  const school = person.school ? tables.byId('schools', person.school) : null;
  const row = rowIn(tables, role, today, cluster);
  const where = cluster === null ? '' : ` of ${tables.get('clusters').name[cluster]}`;
  if (row < 0) {
    changes.append('people', { name: person.name, email: person.email, role, cluster, school });
    return [`${role}${where}: ${person.name}`];
  }
  const wanted = { name: person.name, email: person.email, school };
  const coming = rowFrom(people, role, cluster, today + 1);
  const is = coming < 0 ? row : coming;
  const holdsSame = people.email[is] === person.email && (people.school[is] ?? null) === school;
  if (holdsSame && people.name[is] === person.name) return [];
  const line = `${role}${where}: ${person.name}`;
  const [day, rowNumber] = [firstDayOfChange(tables, today), people.rowNumber[is]!];
  // Nothing hangs on a row that did not hold yet, nor on a name alone.
  if (holdsSame || (people.from[is] ?? 0) >= day) {
    changes.update('people', rowNumber, wanted);
    return [line];
  }
  // The row before stays as it was, so that what was decided still counts on the days it held (A3, P7).
  changes.update('people', rowNumber, { to: day - 1 });
  changes.append('people', { ...wanted, role, cluster, from: day });
  return [day > today ? `${line}, from tomorrow: decisions made today keep the people they were made under` : line];
}

/** The day a change of deciders takes effect: the day after where something was decided today already. */
function firstDayOfChange(tables: Tables, today: number): number {
  const { decidedAt } = tables.get('decisions');
  return decidedAt.some((stamp) => ukDayOf(Date.parse(stamp)) >= today) ? today + 1 : today;
}

/** A row of somebody who is to hold a role from a day on. */
function rowFrom(people: TableOf<typeof SHEETS.people>, role: Role, cluster: number | null, day: number): number {
  for (let row = 0; row < people.count; row++) {
    const isTheirs = people.role[row] === role && !people.standsInFor[row] && (people.cluster[row] ?? null) === cluster;
    if (isTheirs && (people.from[row] ?? 0) >= day) return row;
  }
  return -1;
}

function setCluster(context: Context, line: SetUp['clusters'][number]): string[] {
  const { tables, changes } = context;
  const clusters = tables.get('clusters');
  const row = tables.byId('clusters', line.cluster);
  const did: string[] = [];
  const leadSchool = line.leadSchool ? tables.byId('schools', line.leadSchool) : (clusters.leadSchool[row] ?? null);
  const agreementStart = line.agreementStart ? dayTyped(line.agreementStart) : (clusters.agreementStart[row] ?? null);
  const stage = line.stage ?? clusters.stage[row] ?? null;
  const name = clusters.name[row]!;
  if (leadSchool !== (clusters.leadSchool[row] ?? null))
    did.push(`${name} is led by ${tables.get('schools').name[leadSchool!]}`);
  if (agreementStart !== (clusters.agreementStart[row] ?? null))
    did.push(`${name}’s agreement starts ${formatDay(agreementStart!)}`);
  if (stage !== (clusters.stage[row] ?? null)) did.push(`${name} is in ${stage}`);
  if (did.length > 0) changes.update('clusters', clusters.rowNumber[row]!, { leadSchool, stage, agreementStart });
  if (line.lead) did.push(...setPerson(context, 'Cluster lead', line.lead, row));
  return did;
}

/** The rows a fresh workbook starts with: the guidance's clusters and schools, and every parameter. Rule P6. */
export function firstRows(tables: Tables, changes: Context['changes']): string[] {
  const did: string[] = [];
  const [clusters, schools, membership] = [tables.get('clusters'), tables.get('schools'), tables.get('membership')];
  if (clusters.count === 0 && schools.count === 0 && clusters.leftOut.length === 0 && schools.leftOut.length === 0) {
    let number = 0;
    for (const cluster of ROSTER) {
      changes.append('clusters', { id: cluster.id, name: cluster.name, aliases: [...cluster.aliases] });
      for (const school of cluster.schools) {
        const id = rosterSchoolId(++number);
        changes.append('schools', {
          id,
          name: school.name,
          phase: school.phase,
          aliases: school.aliases?.length ? [...school.aliases] : null,
        });
        if (membership.count > 0) continue;
        changes.appendFor(
          'membership',
          { cluster: cluster.name, school: school.name },
          { id: `MB-${String(number).padStart(2, '0')}`, from: FROM_THE_START },
        );
      }
    }
    did.push(`Entered the ${ROSTER.length} clusters and ${number} schools of the guidance`);
  }
  const settings = tables.get('settings');
  const missing = defaultSettings().filter(({ parameter }) => !settings.parameter.includes(parameter));
  for (const row of missing) changes.append('settings', row as never);
  if (missing.length > 0) did.push(`Entered ${missing.length} figures of the rules in Settings`);
  return did;
}

/**
 * What schools agree to is noted beside them. Rows of an older version have nothing noted: what they say on the day that the
 * column comes is taken for what was agreed. Rules S8 and A2.
 */
export function noteAgreements(tables: Tables, changes: Context['changes']): string[] {
  const { count, schoolsAgreeing, rowNumber, agreedOnWhat } = tables.get('requests');
  if (agreedOnWhat.some((text) => text !== null)) return []; // the column was there, under another header
  const books = booksOf(tables);
  const rows = Array.from({ length: count }, (_, row) => row).filter((row) => (schoolsAgreeing[row] ?? []).length > 0);
  for (const row of rows) {
    const agreeing = schoolsAgreeing[row]!.map((school) => books.schools.id[school]!);
    changes.update('requests', rowNumber[row]!, { agreedOnWhat: writeAgreed(snapshotOf(books, row), agreeing) });
  }
  return rows.length === 0 ? [] : [`Noted what the schools agreed to in ${rows.length} of the requests, as they stand`];
}

/** Membership of the guidance's roster: as it was published. */
const FROM_THE_START = 17_410; // 1 September 2017
