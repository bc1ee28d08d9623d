import { formatDay, fundingYearOf, isoOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import type { Request } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import type { Matter } from '../rules/basics/words';
import { MATTERS } from '../rules/basics/words';
import type { PotYear } from '../rules/money/pots';
import { potFigures } from '../rules/money/pots';
import type { FieldLabel, RequestField } from '../rules/requests/matters';
import { MATTER_SPECS, type MatterSpec, rolesText } from '../rules/requests/matters';
import { isCompared } from '../rules/requests/recorded';
import { requestStates } from '../rules/requests/replay';
import { MOVES } from '../rules/requests/request-state';
import { readSnapshot } from '../rules/requests/snapshot';
import { besideFlag, flagText, saidText } from '../rules/requests/state-words';
import type { Tables } from '../workbook/tables';
import { agreementForm, mayAgree } from './agreement';
import type { AskForm, EditedRequest, MatterForm, Refusal } from './answers';
import { BOOK_TABS, booksIn, clusterList, memberList, ownCluster } from './lookups';
import { whyNotMine } from './my-requests';
import type { Context } from './perform';
import { ask, refuse } from './perform';
import type { World } from './world';

/** What the form needs to open; with a request's ID, to change that request. */
export function askForm(world: World, requestId?: unknown): AskForm {
  return ask(world, [...BOOK_TABS], (context): AskForm => {
    const { tables, me, today } = context;
    const editing = typeof requestId === 'string' ? editedRequest(context, requestId) : null;
    if (editing && 'ok' in editing) return editing;
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      today: isoOf(today),
      clusters: clusterList(tables),
      myCluster: ownCluster(context),
      members: memberList(tables),
      schools: tables.get('schools').rows.map(({ id, name }) => ({ id, name })),
      matters: MATTERS.map(matterForm),
      pots: potList(context),
      sessions: sessionList(tables),
      agreement: agreementForm(context),
      editing,
    };
  });
}

/** What each pot has that is not promised, before anything is asked. */
function potList({ tables, parameters, today }: Context): Extract<AskForm, { ok: true }>['pots'] {
  const { pots } = potFigures(booksIn(tables), parameters, fundingYearOf(today), today);
  return pots.map((pot) => ({
    cluster: tables.get('clusters').at(pot.cluster).id,
    pot: pot.pot,
    says: availableText(pot),
  }));
}

/** "£1,240.00 available in the cluster pot" */
export const availableText = ({ pot, available }: Pick<PotYear, 'pot' | 'available'>): string =>
  `${formatMoney(available)} available in the ${pot.toLowerCase()}`;

const sessionList = (tables: Tables): Extract<AskForm, { ok: true }>['sessions'] =>
  tables.get('sessions').rows.map(({ id, date, provider, netFee, clusters }) => ({
    id,
    label: `${formatDay(date)}, ${provider}, ${formatMoney(netFee)} net`,
    clusters: clusters.map((cluster) => tables.get('clusters').at(cluster).id),
  }));

const FIELD_LABELS: Record<RequestField, FieldLabel> = {
  school: { label: 'School', help: 'The school it is about.' },
  pot: { label: 'Pot', help: 'Where the money comes from. The lead school holds the pots.' },
  amount: { label: 'Amount', help: 'In pounds, such as 350.00, with VAT if there is any.' },
  payee: { label: 'Who is paid', help: 'A person or firm.' },
  wantedOn: { label: 'Wanted on', help: 'When it is to happen.' },
  committedOn: {
    label: 'Money promised on',
    help: 'Only if it has been promised to somebody already. Approval comes before that.',
  },
  schoolsAgreeing: {
    label: 'Schools that agree',
    help:
      'Tick your own school. Others agree through somebody of theirs, under My requests, or by the meeting at which ' +
      'the lead says it was agreed. How many are needed is said below.',
  },
  session: { label: 'CPD session', help: 'One session, however many clusters or invoices share it.' },
  resource: { label: 'Resource', help: 'What the Trust calls it.' },
  stands: { label: 'Where it stands', help: 'Change it under My requests when you hear more.' },
  note: { label: 'Note', help: 'Anything else. It can change later without a new decision.' },
};

function matterForm(matter: Matter): MatterForm {
  const spec = MATTER_SPECS[matter];
  const needsPot = spec.pots.length > 0 && !spec.potOptional;
  return {
    matter,
    decides: whoDecides(spec),
    help: spec.help,
    fields: spec.asks.map((name) => ({
      name,
      ...(spec.labels?.[name] ?? FIELD_LABELS[name]),
      required: spec.needs.includes(name) || (name === 'pot' && needsPot),
    })),
    pots: [...spec.pots],
    isAboutAnotherSchool: spec.membership === 'joins',
    purposeLabel: spec.kind === 'report' ? 'What would you like to say?' : 'What for',
  };
}

function whoDecides({ deciders, kind, readers }: MatterSpec): string {
  if (deciders.length > 0) return `${rolesText(deciders)} decides.`;
  if (kind === 'schools agree') return 'The schools of the cluster agree.';
  const told = readers ? `; the ${readers.join(' and the ')} ${readers.length === 1 ? 'is' : 'are'} told` : '';
  return `Nobody needs to decide${told}.`;
}

/** A request as its form shows it, or why it cannot be changed. */
function editedRequest(context: Context, id: string): EditedRequest | Refusal {
  const { tables, parameters, today } = context;
  const request = tables.get('requests').find('id', id);
  if (!request) return refuse(`There is no request ${quoted(id)}.`);
  const because = whyNotMine(context, request);
  if (because && !mayAgree(context, request)) return refuse(because);
  const state = requestStates(booksIn(tables), parameters, today).stateOf(request.row);
  const flag = flagText(state);
  return MOVES[state.name].includes('Edit')
    ? { ...fieldsOf(tables, request), agreesOnly: because !== null, flag, state: state.name, means: besideFlag(state) }
    : refuse(`Request ${id} is ${saidText(state)} and cannot be changed any more. Ask anew.`);
}

/** The schools that are ticked at first, by their IDs: none that was typed into a row which bears a seal. Rule S8. */
function agreeingTicked(tables: Tables, { id, schoolsAgreeing }: Request): string[] {
  const named = (schoolsAgreeing ?? []).map((school) => tables.get('schools').at(school).id);
  const request = booksIn(tables).requests.find('id', id);
  if (!request || !isCompared(request)) return named;
  const agreed = readSnapshot(request.agreedOnWhat ?? '')?.agreeing ?? [];
  return named.filter((school) => agreed.includes(school));
}

/** The fields of a request by the names the form gives them. */
function fieldsOf(tables: Tables, request: Request): Omit<EditedRequest, 'agreesOnly' | 'flag' | 'state' | 'means'> {
  const idIn = (sheet: 'schools' | 'sessions', row: number | null) =>
    row === null ? null : tables.get(sheet).at(row).id;
  const dateOf = (day: number | null) => (day === null ? null : isoOf(day));
  return {
    id: request.id,
    matter: request.matter,
    cluster: tables.get('clusters').at(request.cluster).id,
    school: idIn('schools', request.school),
    pot: request.pot,
    amount: request.amount === null ? null : (request.amount / 100).toFixed(2),
    payee: request.payee ?? '',
    purpose: request.purpose,
    wantedOn: dateOf(request.wantedOn),
    committedOn: dateOf(request.committedOn),
    schoolsAgreeing: agreeingTicked(tables, request),
    session: idIn('sessions', request.session),
    note: request.note ?? '',
    resource: request.resource ?? '',
    stands: request.stands,
  };
}
