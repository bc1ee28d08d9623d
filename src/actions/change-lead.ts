/** The statement that a lead school hands over, and writing who leads next. Rules P2 and P3. */
import type { Day } from '../rules/basics/days';
import { formatDay, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { Cluster, Person, Request, School } from '../rules/basics/rows';
import { lastDayIn, leadOf, membersOn } from '../rules/clusters/membership';
import type { OpenPromise } from '../rules/overview/hand-over-statement';
import { handOverStatement } from '../rules/overview/hand-over-statement';
import { holdsRole, nameOf } from '../rules/requests/deciders';
import { rightsIn } from '../rules/requests/rights-register';
import type { HandOverForm, LeadPreview, Recorded, StatementLine } from './answers';
import { firstDayOfLead, handOver } from './hand-over';
import { BOOK_TABS, booksIn, dayTyped, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse, refuseFields } from './perform';
import { rightsBookOf } from './register-people';
import type { ChangeLead } from './schemas/hand-over';
import { changeLeadSchema } from './schemas/hand-over';
import type { FieldProblem } from './schemas/parts';
import { check } from './schemas/parts';
import { maySetUp } from './set-up';
import { clustersOf, decidersText, MONEY, refuseOther } from './whose-job';
import type { World } from './world';

/**
 * What the page needs to open: the statement of a cluster as it stands today, for whoever keeps its money.
 *
 * @param id - Of the cluster; the person’s own where it is not given.
 */
export function handOverForm(world: World, id?: unknown): HandOverForm {
  return ask(world, BOOK_TABS, (context): HandOverForm => {
    const { tables, me, today } = context;
    const clusters = clustersOf(context, MONEY);
    const cluster = clusters.find((one) => one.id === id) ?? clusters[0];
    if (!cluster) return refuseOther(context, { ...MONEY, what: 'money that is handed over' });
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      unread: unreadText(context, BOOK_TABS),
      today: isoOf(today),
      notYours: maySetUp(context, world) ? '' : `You can print it. ${decidersText(context)}`,
      clusters: clusters.map((one) => ({ id: one.id, name: one.name })),
      cluster: { id: cluster.id, name: cluster.name },
      lead: leadOf({ schools: tables.get('schools') }, cluster)?.name ?? 'nobody yet',
      asAt: formatDay(today),
      members: ableToLead(context, cluster, today).map(({ id: school, name }) => ({ id: school, name })),
      ...statementOf(context, cluster),
    };
  });
}

/** Members on a day that may lead and do not. Rule P2. */
const ableToLead = ({ tables }: Context, cluster: Cluster, day: number) =>
  membersOn(tables.get('membership'), cluster.row, day)
    .map((row) => tables.get('schools').at(row))
    .filter(({ row, phase }) => phase !== 'Secondary' && row !== cluster.leadSchool);

type Statement = Pick<Extract<HandOverForm, { ok: true }>, 'pots' | 'holds' | 'promises' | 'unclaimed' | 'owed'>;

function statementOf({ tables, parameters, today }: Context, cluster: Cluster): Statement {
  const books = { ...booksIn(tables), meetings: tables.get('meetings') };
  const { pots, holds, promises, unclaimed, owed } = handOverStatement(books, parameters, cluster.row, today);
  const line = ({ request, open }: OpenPromise): StatementLine => ({
    what: `${request.id}, ${nounOf(request)}`,
    sum: formatMoney(open),
  });
  return {
    pots: pots.map(({ pot, opening, received, otherIncome, spent, closing, committed, available }) => ({
      pot,
      opening: formatMoney(opening),
      paidIn: formatMoney(received + otherIncome),
      spent: formatMoney(spent),
      balance: formatMoney(closing),
      committed: formatMoney(committed),
      available: formatMoney(available),
    })),
    holds: formatMoney(holds),
    promises: promises.map(line),
    unclaimed: unclaimed.map(line),
    owed: owed.map(({ school, session, open }) => ({
      what: `${tables.get('schools').at(school).name}, training by ${session.provider} on ${formatDay(session.date)}`,
      sum: formatMoney(open),
    })),
  };
}

const nounOf = ({ purpose, payee, pot }: Request): string =>
  [purpose, ...(payee ? [payee] : []), ...(pot ? [pot.toLowerCase()] : [])].join(', ');

/** Writes who leads a cluster from a day on, and until when the school before it led. */
export function changeLead(world: World, payload: unknown): Recorded {
  return perform(world, changeLeadSchema, payload, BOOK_TABS, (context, value): Recorded => {
    if (!maySetUp(context, world))
      return refuse(`This is not yours to do: you do not say which school leads. ${decidersText(context)}`);
    const { tables } = context;
    const cluster = tables.get('clusters').find('id', value.cluster);
    if (!cluster) return refuseFields([{ field: 'cluster', message: 'Pick a cluster of the list.' }]);
    const from = dayTyped(value.from);
    const lead = tables.get('schools').find('id', value.lead);
    const problems = whyNot(context, value, cluster, from);
    if (problems.length > 0 || from === null || !lead) return refuseFields(problems);
    const { holds } = statementOf(context, cluster);
    const said = `${cluster.name} is led by ${lead.name} from ${formatDay(from)}`;
    const done: Recorded = {
      ok: true,
      id: cluster.id,
      message: `Saved: ${said}.`,
      next: 'Print the statement, and let both schools sign it. Where the cluster lead is another person, move or add them in People.',
      findings: [],
    };
    if (cluster.leadSchool === lead.row) return done;
    const before = leadOf({ schools: tables.get('schools') }, cluster)?.name ?? 'nobody';
    handOver(context, cluster, lead.row, from - 1);
    context.log('Change the lead school', cluster.id, `${said}, before ${before}; the pots hold ${holds}`);
    return done;
  });
}

/** Which pots and whose rights would move to another lead school, and when; writes nothing. Rule P3. */
export function previewLead(world: World, payload: unknown): LeadPreview {
  const checked = check(changeLeadSchema, payload);
  if ('problems' in checked)
    return refuse('Pick a school and a day to see what it does.', { problems: checked.problems });
  const { value } = checked;
  return ask(world, BOOK_TABS, (context): LeadPreview => {
    const { tables } = context;
    const cluster = clustersOf(context, MONEY).find(({ id }) => id === value.cluster);
    const from = dayTyped(value.from);
    const lead = tables.get('schools').find('id', value.lead);
    if (!cluster || from === null || !lead) return refuse('Pick a school and a day to see what it does.');
    const [stop] = whyNot(context, { ...value, agreed: true }, cluster, from);
    const { holds, pots } = statementOf(context, cluster);
    const before = leadOf({ schools: tables.get('schools') }, cluster);
    const until = before === null ? '' : `; ${before.name} until ${formatDay(from - 1)}`;
    const isSame = before?.row === lead.row;
    return {
      ok: true,
      severity: stop ? 'stop' : 'note',
      sentence: stop
        ? stop.message
        : isSame
          ? `${lead.name} leads the cluster already.`
          : `${lead.name} leads from ${formatDay(from)}${until}.`,
      holds,
      pots: pots
        .filter(({ balance, committed }) => balance !== NOTHING || committed !== NOTHING)
        .map(
          ({ pot, balance, committed }) =>
            `${pot}: ${balance}${committed === NOTHING ? '' : `, of which ${committed} is promised`}`,
        ),
      rights: stop || isSame ? [] : rightsText(context, cluster, { lead, from }),
    };
  });
}

const NOTHING = formatMoney(0);

/** Who does the books then, and who does not any more. Rule P3. */
function rightsText(
  { tables }: Context,
  cluster: Cluster,
  { lead, from }: { readonly lead: School; readonly from: Day },
): string[] {
  const bursars = (rightsIn(rightsBookOf(tables))?.rows ?? []).filter(
    (person) => person.role === 'Finance' && holdsRole(person, from),
  );
  const keeps = (of: Cluster) => bursars.filter((person) => MONEY.isTheirs({ tables, today: from }, person, of));
  const [was, is] = [keeps(cluster), keeps({ ...cluster, leadSchool: lead.row })];
  const names = (people: readonly Person[]) =>
    [...new Set(people.map(({ email }) => nameOf(tables.get('people'), email)))].join(', ');
  const [gain, lose] = [is.filter((person) => !was.includes(person)), was.filter((person) => !is.includes(person))];
  return [
    ...(gain.length > 0 ? [`Records payments and income from then on: ${names(gain)}.`] : []),
    ...(lose.length > 0 ? [`Does not record payments and income any more: ${names(lose)}.`] : []),
    ...(is.length === 0
      ? [
          `Nobody in People does the books of ${lead.name}: the cluster’s lead records payments until somebody is added.`,
        ]
      : []),
  ];
}

/** Everything that stands in the way of a school leading from a day on. Rules P2 and P3. */
function whyNot(context: Context, value: ChangeLead, cluster: Cluster, from: number | null): FieldProblem[] {
  const { tables } = context;
  const lead = tables.get('schools').find('id', value.lead);
  const problem = (field: keyof ChangeLead, message: string): FieldProblem => ({ field, message });
  if (!lead || from === null)
    return [
      ...(lead ? [] : [problem('lead', 'Pick a school of the list.')]),
      ...(from === null ? [problem('from', 'Pick a date of the calendar.')] : []),
    ];
  if (cluster.leadSchool === lead.row) return [];
  const isMember = membersOn(tables.get('membership'), cluster.row, from).includes(lead.row);
  const last =
    cluster.leadSchool === null ? null : lastDayIn(tables.get('membership'), cluster.leadSchool, cluster.row, from - 1);
  const first = firstDayOfLead(tables, cluster);
  return [
    ...(lead.phase === 'Secondary'
      ? [problem('lead', `${lead.name} is a secondary school: a cluster is always led by a primary one (P2).`)]
      : []),
    ...(isMember ? [] : [problem('lead', `${lead.name} is not a member of the cluster on that day (P3).`)]),
    ...(first !== null && from <= first
      ? [problem('from', `The school that leads now began on ${formatDay(first)}: pick a later day.`)]
      : []),
    ...(last !== null && last < from - 1
      ? [
          problem(
            'from',
            `The school that leads now left on ${formatDay(last)}: the next one leads from the day after (P3).`,
          ),
        ]
      : []),
    ...(value.agreed ? [] : [problem('agreed', 'The new lead school agrees to hold the money first (P3).')]),
  ];
}
