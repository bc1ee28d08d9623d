/** What people send by the forms for money, evidence, people, members and figures, chosen among what those offer. */
import type { Answer, Row, Workbook } from './workbook';

/** What a form sends to the script. */
export interface Call {
  readonly name: string;
  readonly payload?: Row;
}

/** Draws every choice, so that the same step does the same again. */
export interface Chooser {
  readonly workbook: Workbook;
  number(below: number): number;
  pick<T>(list: readonly T[]): T;
  day(fromToday: number): string;
}

/** What somebody sends; undefined where they find nothing to choose from. */
type Form = (chooser: Chooser, who: string, token: string) => Call | undefined;

const CLUSTERS = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'];
const SUMS = ['12.50', '80', '399.99', '1000'];

type Listed = { id: string };
const ask = <T>({ workbook }: Chooser, who: string, name: string, ...args: unknown[]): T & Answer =>
  workbook.call<T & Answer>(who, name, args);
const schoolsOf = ({ workbook }: Chooser, cluster: string): string[] => {
  const named = workbook.rows('Clusters').find((row) => row['Cluster ID'] === cluster)?.['Name'];
  const members = workbook.rows('Membership').filter((row) => row['Cluster'] === named && row['To'] === '');
  const ids = new Map(workbook.rows('Schools').map((row) => [row['Name'], String(row['School ID'])]));
  return members.flatMap((row) => ids.get(row['School']) ?? []);
};
/** Mostly the person's own cluster. */
const clusterOf = (chooser: Chooser, who: string): string => {
  const { workbook } = chooser;
  const own = workbook.rows('People').find((row) => row['E-mail'] === who && row['Cluster'] !== '')?.['Cluster'];
  const id = workbook.rows('Clusters').find((row) => row['Name'] === own)?.['Cluster ID'];
  return id !== undefined && chooser.number(6) > 0 ? String(id) : chooser.pick(CLUSTERS);
};
const some = (chooser: Chooser, list: readonly string[]): string[] =>
  list.filter((_, index) => index === 0 || chooser.number(3) > 0);

export const FORMS = {
  'record a payment': (chooser, who, token) => ({
    name: 'recordPayment',
    payload: {
      token,
      ...chooser.pick([
        { for: 'out', pot: 'Administration', category: 'Other' },
        { for: 'out', pot: 'Lead support', category: 'Supply' },
        { for: 'in', pot: 'Cluster pot', category: 'Other income' },
        { for: 'in', pot: 'Cluster pot', category: 'Match' },
      ]),
      cluster: clusterOf(chooser, who),
      ...{ date: chooser.day(-chooser.number(60)), net: chooser.pick(SUMS), vat: chooser.pick([null, '4.20']) },
      ...{ payee: `Payee ${chooser.number(9)}`, confirmed: true },
    },
  }),
  'pay what was asked': (chooser, who, token) => {
    const { choices = [] } = ask<{ choices?: { id: string }[] }>(chooser, who, 'paymentForm');
    const open = choices.filter(({ id }) => id !== 'out' && id !== 'in');
    if (open.length === 0) return undefined;
    const payload = { for: chooser.pick(open).id, date: chooser.day(-chooser.number(20)), net: chooser.pick(SUMS) };
    return {
      name: 'recordPayment',
      payload: { token, ...payload, finalClaim: chooser.number(4) === 0, confirmed: true },
    };
  },
  'correct a payment': (chooser, who, token) => {
    const lines = chooser.workbook.rows('Ledger').map((row) => String(row['Line ID']));
    if (lines.length === 0) return undefined;
    const line = chooser.pick(lines);
    const { editing } = ask<{ editing?: Row & { shown: string } }>(chooser, who, 'paymentForm', line);
    if (!editing) return undefined;
    const { id: _, ...rest } = editing;
    return { name: 'recordPayment', payload: { token, ...rest, line, net: chooser.pick(SUMS), confirmed: true } };
  },
  'record a session': (chooser, who, token) => {
    const cluster = clusterOf(chooser, who);
    const newSession = {
      ...{ date: chooser.day(-chooser.number(60)), provider: `Bright ${chooser.number(20)}`, fellow: false },
      ...{ vatRegistered: chooser.number(2) > 0, netFee: chooser.pick(['450', '550', '120.01']) },
      clusters: chooser.number(4) === 0 ? [...new Set([cluster, chooser.pick(CLUSTERS)])] : [cluster],
    };
    const came = chooser.number(3) === 0 ? null : some(chooser, schoolsOf(chooser, cluster));
    return { name: 'recordSession', payload: { token, cluster, newSession, came, confirmed: true } };
  },
  'ask for training': (chooser, who, token) => {
    const cluster = clusterOf(chooser, who);
    const sessions = chooser.workbook.rows('CPD sessions').map((row) => String(row['Session ID']));
    const purpose = { purpose: 'Training', pot: 'Cluster pot', session: chooser.pick(sessions), confirmed: true };
    const committedOn = chooser.pick([null, chooser.day(-1)]);
    return { name: 'askRequest', payload: { token, matter: 'CPD session', cluster, ...purpose, committedOn } };
  },
  'ask for something else': (chooser, who, token) => {
    const cluster = clusterOf(chooser, who);
    const schools = schoolsOf(chooser, cluster);
    if (schools.length === 0) return undefined;
    const school = chooser.pick(schools);
    const what = chooser.pick<Row>([
      { matter: 'Resource: first copy', school, resource: chooser.pick(['Circuits', 'Forces', 'Light']) },
      { matter: 'Resource: further copy', school, amount: '20', pot: 'Cluster pot' },
      { matter: 'Other funding', stands: chooser.pick(['Applied', 'Received', 'Refused']) },
      { matter: 'Add a school', school: chooser.pick(['S-91', 'S-92', 'S-93', school]) },
      { matter: 'Replace a school', school: chooser.pick(['S-91', 'S-92', 'S-93']) },
      { matter: 'Project', pot: 'Cluster pot', amount: '300', ...agreeing(chooser, who, cluster) },
      { matter: 'Project', pot: 'Cluster pot', amount: '300', ...agreeing(chooser, who, cluster) },
    ]);
    return { name: 'askRequest', payload: { token, cluster, ...what, purpose: 'Asked for', confirmed: true } };
  },
  'correct a meeting': (chooser, who, token) => {
    const { meetings = [] } = ask<{ meetings?: Listed[] }>(chooser, who, 'meetingForm');
    if (meetings.length === 0) return undefined;
    const meeting = chooser.pick(meetings).id;
    const { editing } = ask<{ editing?: (Row & { marks: Row[]; status: string }) | null }>(
      chooser,
      who,
      'meetingForm',
      meeting,
    );
    if (!editing) return undefined;
    const { id: _, cluster: __, says: ___, marks, ...rest } = editing;
    const status = chooser.pick(['Held', 'Held', 'Cancelled', editing.status]);
    const attendance = marks.map((mark) => ({
      ...mark,
      releaseCost: mark['releaseCost'] || null,
      mark: chooser.pick(['Present', 'Absent']),
    }));
    const date = chooser.pick([String(rest['date']), chooser.day(-chooser.number(30))]);
    const payload = { token, ...rest, meeting, status, date, attendance: status === 'Held' ? attendance : [] };
    return { name: 'correctMeeting', payload: { ...payload, confirmed: true } };
  },
  'plan the year': (chooser, who, token) => {
    const [date, ...more] = [20, 60, 100, 140].map((days) => chooser.day(days + chooser.number(9)));
    const when = { cluster: clusterOf(chooser, who), date, more: more.slice(chooser.number(3)) };
    return {
      name: 'planMeetings',
      payload: { token, ...when, inSchoolHours: true, kind: 'Whole cluster', confirmed: true },
    };
  },
  'declare release': (chooser, who, token) => {
    const cluster = clusterOf(chooser, who);
    const schools = some(chooser, schoolsOf(chooser, cluster));
    if (schools.length === 0) return undefined;
    const payload = {
      cluster,
      schools,
      year: chooser.pick(['2025/26', '2026/27']),
      by: 'Somebody',
      on: chooser.day(-1),
    };
    return { name: 'declareRelease', payload: { token, ...payload } };
  },
  'record a review': (chooser, who, token) => {
    const cluster = chooser.pick(CLUSTERS);
    if (chooser.number(2) === 0)
      return {
        name: 'recordReview',
        payload: { token, what: 'meeting', cluster, on: chooser.day(-2), confirmed: true },
      };
    type Known = { cluster: string; year: string; shown: string };
    const { rows = [] } = ask<{ rows?: Known[] }>(chooser, who, 'reviewForm');
    const shown = rows.find((row) => row.cluster === cluster && row.year === '2026/27')?.shown ?? null;
    const payload = { what: 'review', cluster, year: '2026/27', heldOn: chooser.day(-1), shown, confirmed: true };
    return { name: 'recordReview', payload: { token, ...payload } };
  },
  'close a year': (chooser, who, token) => {
    type Shown = { cluster: Listed; year: string; closed: string; shown: string };
    const form = ask<Partial<Shown>>(chooser, who, 'yearEndForm', {
      cluster: clusterOf(chooser, who),
      year: '2025/26',
    });
    if (!form.cluster) return undefined;
    const { cluster, year, closed, shown } = form as Shown;
    const payload = { token, cluster: cluster.id, year, shown };
    return closed === ''
      ? { name: 'closeYear', payload: { ...payload, note: 'Closed.', confirmed: true } }
      : { name: 'openYear', payload: { ...payload, reason: 'A late invoice.' } };
  },
  'choose focus areas': (chooser, who, token) => ({
    name: 'saveFocusAreas',
    payload: { token, cluster: clusterOf(chooser, who), areas: ['Assessment'], other: `Topic ${chooser.number(9)}` },
  }),
  'change the members': (chooser, who, token) => {
    type Change = { request: string; change: string; leads: Listed[] };
    const { changes = [] } = ask<{ changes?: Change[] }>(chooser, who, 'changeForm');
    if (changes.length === 0) return undefined;
    const { request, leads } = chooser.pick(changes);
    const lead = leads.length > 0 ? chooser.pick(leads).id : null;
    const name = chooser.pick(['changeMembers', 'carryOut']);
    return { name, payload: { token, request, on: chooser.day(chooser.number(90) - 30), lead, confirmed: true } };
  },
  'change the lead school': (chooser, who, token) => {
    const { cluster, members = [] } = ask<{ cluster?: Listed; members?: Listed[] }>(
      chooser,
      who,
      'handOverForm',
      chooser.pick(CLUSTERS),
    );
    if (!cluster || members.length === 0) return undefined;
    const payload = { cluster: cluster.id, lead: chooser.pick(members).id, from: chooser.day(1 + chooser.number(20)) };
    return { name: 'changeLead', payload: { token, ...payload, agreed: true } };
  },
  'change people': (chooser, who, token) => {
    type Shown = { id: string; role: string; decides: boolean };
    const { people = [] } = ask<{ people?: Shown[] }>(chooser, who, 'peopleForm');
    const others = people.filter(({ decides, role }) => !decides && role !== 'Director' && role !== 'Advisor');
    if (others.length === 0) return undefined;
    const row = chooser.pick(others).id;
    const email = `new${chooser.number(99)}@example.org`;
    const act = chooser.pick<Row>([
      { act: 'add', name: 'New', email, role: 'Finance', cluster: chooser.pick(CLUSTERS) },
      { act: 'add', name: 'New', email, role: 'Science lead', school: 'S-20' },
      { act: 'end', row, to: chooser.day(chooser.number(60)) },
      { act: 'move', row, cluster: chooser.pick(CLUSTERS), school: 'S-20', from: chooser.day(1 + chooser.number(60)) },
    ]);
    return { name: 'savePerson', payload: { token, ...act } };
  },
  'confirm a figure': (chooser, who, token) => {
    type Shown = { parameter: string; shown: string; isSet: boolean };
    const { figures = [] } = ask<{ figures?: Shown[] }>(chooser, who, 'figuresForm');
    const open = figures.filter(({ isSet }) => isSet);
    if (open.length === 0) return undefined;
    const { parameter, shown } = chooser.pick(open);
    const isSum = ['match.basis', 'pot.schoolCash'].includes(parameter) && chooser.number(2) === 0;
    const other = isSum ? { value: '£450', from: chooser.pick(['2026/27', '2027/28', null]), source: 'A letter' } : {};
    return { name: 'saveFigure', payload: { token, parameter, shown, ...other } };
  },
  'change a request': (chooser, who, token) => {
    const id = String(chooser.pick(chooser.workbook.rows('Requests'))?.['Request ID']);
    const form = ask<{ editing?: Row | null }>(chooser, who, 'askForm', id);
    if (!form.editing) return undefined;
    const { id: _id, flag: _flag, ...editing } = form.editing;
    const amount = editing['amount'] ? chooser.pick(['50.00', '350', '1250.00', '90.5', '2000']) : editing['amount'];
    const changed = { amount, purpose: `Changed ${token}` };
    return { name: 'askRequest', payload: { token, ...editing, ...changed, request: id, confirmed: true } };
  },
  decide: (chooser, who, token) => {
    type Card = { id: string; moves: string[]; shown: string };
    const list = ask<Partial<Record<'mine' | 'others' | 'revocable', Card[]>>>(chooser, who, 'decideList');
    const { mine = [], others = [], revocable = [] } = list;
    const cards = list.ok ? [...mine, ...revocable, ...others.slice(0, 1)] : [{ id: 'R-1101', moves: [], shown: 'x' }];
    if (cards.length === 0) return undefined;
    const chosen = new Set(Array.from({ length: 1 + chooser.number(3) }, () => chooser.pick(cards)));
    const decisions = [...chosen].map(({ id, moves, shown }) => ({
      request: id,
      decision: moves.length > 0 ? chooser.pick(moves) : 'Approve',
      reason: 'Because of the plan.',
      shown,
    }));
    return { name: 'decideRequests', payload: { token, decisions } };
  },
  'answer a question': (chooser, who, token) => {
    const request = ownRequest(chooser, who, 'canAnswer');
    if (request === undefined) return undefined;
    return { name: 'answerQuestion', payload: { token, request, answer: `Answer ${token}` } };
  },
  withdraw: (chooser, who, token) => {
    const request = ownRequest(chooser, who, 'canWithdraw');
    return request === undefined ? undefined : { name: 'withdrawRequest', payload: { token, request } };
  },
  'repair cells': (chooser, who, token) => {
    type Found = { sheet: string; row: number; header: string; repair: { shown: string } | null };
    const { problems = [] } = ask<{ problems?: Found[] }>(chooser, who, 'checkWorkbook');
    const repairs = problems.flatMap(({ sheet, row, header, repair }) =>
      repair ? [{ sheet, row, header, shown: repair.shown }] : [],
    );
    return repairs.length > 0 ? { name: 'repairCells', payload: { token, repairs } } : undefined;
  },
  'see to a request': (chooser, _, token) => {
    const open = chooser.workbook.rows('Requests').filter((row) => /^sent to/.test(String(row['Flag'])));
    if (open.length === 0) return undefined;
    const request = String(chooser.pick(open)['Request ID']);
    return { name: 'seeToRequest', payload: { token, request, answer: 'A reply.' } };
  },
} as const satisfies Record<string, Form>;

/** One of somebody's own requests that they can do something with. */
function ownRequest(chooser: Chooser, who: string, can: 'canAnswer' | 'canWithdraw'): string | undefined {
  type Mine = { id: string; canAnswer: boolean; canWithdraw: boolean };
  const { requests = [] } = ask<{ requests?: Mine[] }>(chooser, who, 'myRequests');
  const open = requests.filter((mine) => mine[can]);
  return open.length > 0 ? chooser.pick(open).id : undefined;
}

/** Schools that agreed to a project at a meeting, as the lead says. S8. */
function agreeing(chooser: Chooser, who: string, cluster: string): Row {
  const named = chooser.workbook.rows('Clusters').find((row) => row['Cluster ID'] === cluster)?.['Name'];
  const held = chooser.workbook.rows('Meetings').filter((row) => row['Cluster'] === named && row['Status'] === 'Held');
  const meeting = held.at(-1);
  if (!meeting || who.startsWith('advisor')) return {};
  const ids = new Map(chooser.workbook.rows('Schools').map((row) => [row['Name'], String(row['School ID'])]));
  const present = chooser.workbook
    .rows('Attendance')
    .filter((row) => row['Meeting'] === meeting['Meeting ID'] && row['Mark'] === 'Present')
    .flatMap((row) => ids.get(row['School']) ?? []);
  return { agreedAt: String(meeting['Meeting ID']), schoolsAgreeing: some(chooser, present) };
}

export type FormAct = keyof typeof FORMS;
