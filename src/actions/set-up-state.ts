import { formatDay, fundingYearOf, isoOf } from '../rules/basics/days';
import { andMore, firstOf } from '../rules/basics/long-lists';
import { FIGURE_NAMES } from '../rules/basics/parameter-table';
import { formatParameter } from '../rules/basics/parameters';
import type { Cluster, Person } from '../rules/basics/rows';
import type { Role } from '../rules/basics/words';
import { plural, STAGES } from '../rules/basics/words';
import { leadOf, membersOn } from '../rules/clusters/membership';
import { holdsRole } from '../rules/requests/deciders';
import type { Tables } from '../workbook/tables';
import { VERSION, type VersionGap, versionGap, versionText } from '../workbook/version';
import type { SetUpState, SetUpStep } from './answers';
import type { Context } from './perform';
import { ask, caretaker } from './perform';
import { maySetUp } from './set-up';
import { programmeAsked } from './start-programme';
import { COPY } from './whole-file';
import { decidersText } from './whose-job';
import type { World } from './world';

type State = Extract<SetUpState, { ok: true }>;

/** Where the set-up stands: what is there, and what only people can tell. */
export function setUpState(world: World): SetUpState {
  const copy = world.isCopy() ? COPY : null;
  const gap = () => versionGap(world.versionShown() ?? versionText(VERSION));
  const reads = ['membership', 'meetings', 'requests', 'ledger'] as const;
  return ask(world, reads, (context) => describe(context, world, copy, gap()), caretaker, 'any');
}

function describe(context: Context, world: World, copy: string | null, gap: VersionGap | null): SetUpState {
  const { tables, me } = context;
  const director = personIn(context, 'Director');
  const advisor = personIn(context, 'Advisor');
  const unconfirmed = unconfirmedFigures(context);
  const programme = programmeAsked(context);
  const isEmpty = (['meetings', 'requests', 'ledger', 'people'] as const).every((key) => tables.get(key).count === 0);
  return {
    ok: true,
    me: { email: me.email, name: me.name, roles: me.roles },
    notYours: maySetUp(context, world) ? '' : `This is not yours to change. ${decidersText(context)}`,
    steps: [
      tabsStep(tables, gap),
      programmeStep(tables, programme),
      peopleStep(director, advisor),
      clustersStep(tables),
      figuresStep(unconfirmed),
    ],
    programme,
    director: director && { name: director.name, email: director.email },
    advisor,
    clusters: tables.get('clusters').rows.map((cluster) => clusterState(context, cluster)),
    stages: [...STAGES],
    unconfirmed,
    copy,
    empty: isEmpty,
  };
}

/** The row of People of whoever holds a role today, in a cluster where one is given; null where nobody does. */
export const holderOf = ({ tables, today }: Context, role: Role, cluster: number | null = null): Person | null =>
  tables
    .get('people')
    .rows.find(
      (person) =>
        person.role === role &&
        !person.standsInFor &&
        holdsRole(person, today) &&
        (cluster === null || person.cluster === cluster),
    ) ?? null;

function personIn(context: Context, role: Role, cluster: number | null = null): State['advisor'] {
  const holder = holderOf(context, role, cluster);
  if (!holder) return null;
  const { name, email, school } = holder;
  return { name, email, school: school === null ? null : context.tables.get('schools').at(school).id };
}

function unconfirmedFigures({ parameters, today }: Context): string[] {
  return FIGURE_NAMES.flatMap((name) => {
    const { value, status } = parameters.at(name, fundingYearOf(today));
    if (status === 'confirmed') return [];
    return [`${name}: ${formatParameter(name, value)} (${status === 'unset' ? 'not set' : status})`];
  });
}

function tabsStep(tables: Tables, gap: VersionGap | null): SetUpStep {
  return {
    key: 'workbook',
    title: 'Prepare the tabs',
    done: tables.get('settings').count > 0 && gap === null,
    lines: gap ? [gap.message, ...gap.changes] : [],
  };
}

function programmeStep(tables: Tables, { id, name }: State['programme']): SetUpStep {
  const [clusters, schools] = (['clusters', 'schools'] as const).map((key) => tables.get(key).count) as [
    number,
    number,
  ];
  return {
    key: 'programme',
    title: 'Your programme',
    done: name !== '' && clusters > 0,
    lines: [
      [name === '' ? 'Not named yet' : `It is called ${name}`, ...(id === '' ? [] : [`its ID is ${id}`])].join('; ') +
        '.',
      `${plural(clusters, 'cluster')}, ${plural(schools, 'school')}.`,
    ],
  };
}

const peopleStep = (director: State['director'], advisor: State['advisor']): SetUpStep => ({
  key: 'people',
  title: 'Say who decides',
  done: director !== null && advisor !== null,
  lines: [
    director ? `Director: ${director.name} (${director.email}).` : 'The Director is not entered.',
    advisor ? `Advisor: ${advisor.name} (${advisor.email}).` : 'The Advisor is not entered.',
  ],
});

const MOST_NAMED = 20; // clusters; of more those that lack something come first

function clustersStep(tables: Tables): SetUpStep {
  const clusters = tables.get('clusters').rows;
  const lacking = clusters.filter((cluster) => cluster.leadSchool === null || cluster.agreementStart === null);
  const whole = clusters.filter((cluster) => !lacking.includes(cluster));
  const { shown, more } = firstOf(clusters.length > MOST_NAMED ? [...lacking, ...whole] : clusters, MOST_NAMED);
  return {
    key: 'clusters',
    title: 'Lead schools and agreements',
    done: clusters.length > 0 && lacking.length === 0,
    lines: [
      ...(clusters.length === 0 ? ['No clusters yet.'] : []),
      ...shown.map((cluster) => {
        const { name, agreementStart: start } = cluster;
        const lead = leadOf({ schools: tables.get('schools') }, cluster);
        const from = start === null ? 'start of the agreement not entered' : `from ${formatDay(start)}`;
        return `${name}: ${lead?.name ?? 'lead school not entered'}; ${from}.`;
      }),
      ...(more > 0 ? [`… ${andMore(more, 'the Clusters tab has them all')}.`] : []),
    ],
  };
}

const figuresStep = (unconfirmed: readonly string[]): SetUpStep => ({
  key: 'settings',
  title: 'Figures to confirm',
  done: unconfirmed.length === 0,
  lines:
    unconfirmed.length === 0
      ? ['Every figure is confirmed.']
      : ['These work, but every result that uses one says so. Confirm or change them in Figures to confirm.'],
});

function clusterState(context: Context, cluster: Cluster): State['clusters'][number] {
  const { tables, today } = context;
  const schools = tables.get('schools');
  const { id, name, stage, agreementStart } = cluster;
  return {
    id,
    name,
    leadSchool: leadOf({ schools }, cluster)?.id ?? null,
    stage,
    agreementStart: agreementStart === null ? null : isoOf(agreementStart),
    lead: personIn(context, 'Cluster lead', cluster.row),
    members: membersOn(tables.get('membership'), cluster.row, today).map((school) => ({
      id: schools.at(school).id,
      name: schools.at(school).name,
    })),
  };
}
