/** That schools declare the release money of a year, with what they have shown of it. Rules F1 to F3 and F9. */
import type { FundingYear } from '../rules/basics/days';
import { formatDay, formatYear, fundingYearOf, isoOf, yearOfText } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { Cluster, Release } from '../rules/basics/rows';
import { plural } from '../rules/basics/words';
import type { ReleaseYear } from '../rules/meetings/release';
import { releaseYears } from '../rules/meetings/release';
import type { Recorded, Refusal, ReleaseForm, SchoolRelease } from './answers';
import { idFrom } from './ids';
import { dayTyped, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse, refuseFields } from './perform';
import type { DeclareRelease } from './schemas/declare-release';
import { declareReleaseSchema } from './schemas/declare-release';
import { clustersOf, MONEY, mayDo, RELEASE, refuseOther, whyNotTheirs, yoursText } from './whose-job';
import type { World } from './world';

const TABS = ['membership', 'meetings', 'attendance', 'release'] as const;

/** What the form needs to open: by cluster and year, every school with what is set aside, shown and declared. */
export function releaseForm(world: World): ReleaseForm {
  return ask(world, TABS, (context): ReleaseForm => {
    const { tables, me, today } = context;
    const clusters = clustersOf(context, RELEASE);
    if (clusters.length === 0) return refuseOther(context, RELEASE);
    const now = fundingYearOf(today);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(RELEASE, clusters, tables.get('clusters').count),
      unread: unreadText(context, TABS),
      today: isoOf(today),
      clusters: clusters.map(({ id, name }) => ({ id, name })),
      years: [now, now + 1, now - 1].map((year) => ({
        year: formatYear(year),
        schools: membersIn(context, year).flatMap((member) => schoolRelease(context, year, member)),
      })),
    };
  });
}

/** The members that set release money aside in a year. */
function membersIn({ tables, parameters, today }: Context, year: FundingYear): ReleaseYear[] {
  const [clusters, membership] = [tables.get('clusters'), tables.get('membership')];
  const [meetings, attendance, release] = [tables.get('meetings'), tables.get('attendance'), tables.get('release')];
  return releaseYears({ clusters, membership, meetings, attendance, release }, parameters, year, today);
}

/** Whether somebody may say it for a school: its own people, and whoever keeps the cluster's money. */
const mayDeclare = (context: Context, cluster: Cluster, school: number): boolean =>
  mayDo(context, MONEY, cluster) || context.me.rows.some((person) => person.school === school);

const declarationOf = ({ tables }: Pick<Context, 'tables'>, school: number, year: FundingYear): Release | undefined =>
  tables
    .get('release')
    .where('school', school)
    .find((row) => row.year === year);

function schoolRelease(context: Context, year: FundingYear, member: ReleaseYear): SchoolRelease[] {
  const { tables } = context;
  const cluster = tables.get('clusters').at(member.cluster);
  if (!mayDo(context, RELEASE, cluster)) return [];
  const { id, name } = tables.get('schools').at(member.school);
  const declared = declarationOf(context, member.school, year);
  const half = plural(member.halfDays, 'half-day');
  return [
    {
      id,
      name,
      cluster: cluster.id,
      aside: `${half}, ${formatMoney(member.committed)}`,
      shown: `${formatMoney(member.evidenced)} shown by ${plural(member.attended, 'meeting')}`,
      declared: declared
        ? declared.declaredOn === null
          ? 'declared'
          : `declared on ${formatDay(declared.declaredOn)}`
        : null,
      isTheirs: mayDeclare(context, cluster, member.school),
    },
  ];
}

/** Writes that schools declared the release money of a year; those that did already are left as they are. */
export function declareRelease(world: World, payload: unknown): Recorded {
  return perform(world, declareReleaseSchema, payload, TABS, (context, value): Recorded => {
    const checked = checkDeclared(context, value);
    if ('ok' in checked) return checked;
    const { cluster, year, members } = checked;
    const { tables, changes, today } = context;
    const names = members.map(({ school }) => tables.get('schools').at(school).name);
    const fresh = members.filter(({ school }) => !declarationOf(context, school, year));
    for (const { school } of fresh)
      changes.append('release', {
        school,
        year,
        declaredBy: value.by,
        declaredOn: dayTyped(value.on) ?? today,
        note: value.note || null,
      });
    if (fresh.length > 0) {
      const told = fresh.map(({ school }) => tables.get('schools').at(school).name).join('; ');
      context.log('Declare release', cluster.id, `${formatYear(year)}, ${value.by}: ${told}`);
    }
    const asked = new Set(members.map(({ school }) => school));
    const open = membersIn(context, year).filter(
      (member) =>
        member.cluster === cluster.row && !asked.has(member.school) && !declarationOf(context, member.school, year),
    );
    return {
      ok: true,
      id: idFrom('RL', value.token),
      message: `Recorded for ${formatYear(year)}: ${names.join(', ')} declared the release money.`,
      next:
        open.length === 0
          ? `Every school of ${cluster.name} has declared it now.`
          : `Still to declare: ${open.map(({ school }) => tables.get('schools').at(school).name).join(', ')}.`,
      findings: [],
    };
  });
}

interface Declared {
  readonly cluster: Cluster;
  readonly year: FundingYear;
  readonly members: readonly ReleaseYear[];
}

/** What is declared, where every school is a member that year and the person may say it for all of them. */
function checkDeclared(
  context: Context,
  { cluster: id, year: typed, schools, on }: DeclareRelease,
): Declared | Refusal {
  const { tables, today } = context;
  const cluster = tables.get('clusters').find('id', id);
  const year = yearOfText(typed);
  const day = dayTyped(on);
  const problems = [
    ...(cluster ? [] : [{ field: 'cluster', message: 'Pick a cluster of the list.' }]),
    ...(year === null ? [{ field: 'year', message: 'Pick a year of the list.' }] : []),
    ...(day === null ? [{ field: 'on', message: 'Pick a date of the calendar.' }] : []),
    ...(day !== null && day > today ? [{ field: 'on', message: 'It cannot have been declared in the future.' }] : []),
  ];
  if (!cluster || year === null || problems.length > 0) return refuseFields(problems);
  const denied = whyNotTheirs(context, RELEASE, cluster);
  if (denied) return denied;
  const all = membersIn(context, year).filter((member) => member.cluster === cluster.row);
  const members = [...new Set(schools)].map((school) =>
    all.find((member) => member.school === tables.byId('schools', school)),
  );
  const found = members.flatMap((member) => member ?? []);
  if (found.length < members.length)
    return refuseFields([
      { field: 'schools', message: `Only schools that set release money aside in ${typed} can declare it (F1).` },
    ]);
  const other = found.find(({ school }) => !mayDeclare(context, cluster, school));
  if (other)
    return refuse(
      `${tables.get('schools').at(other.school).name} is not your school: its own people, or whoever keeps the cluster’s ` +
        'money, declare it. Untick it.',
    );
  return { cluster, year, members: found };
}
