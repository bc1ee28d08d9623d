/** Everything that writes, each ready to be done once: what the tests of faults cut off at every service call. */

import type { Tracker } from '../../host/contract';
import type * as actions from '../../src/actions/all';
import { answer, token } from './tracker';

export const OWNER = 'owner@example.org';
export const DIRECTOR = 'director@example.org';
export const ADVISOR = 'advisor@example.org';
export const LEAD = 'lead.west@example.org';

export type Action = keyof typeof actions;

export interface FaultCase {
  readonly does: string;
  readonly action: Action;
  readonly as: string;
  /** Makes ready what it needs, and gives what its form sends; nothing where it sends nothing. */
  prepare(tracker: Tracker): object | null;
  /** Done in a workbook without people and rows. */
  readonly isFresh?: true;
  /** It draws a key, so seals are others each time. */
  readonly isRandom?: true;
  /** It writes mails: a mail that failed may have gone out, and nobody gets two. */
  readonly isMailing?: true;
  /** Nobody else may do anything between two attempts: it is about what stood there last. */
  readonly isOfTheLast?: true;
  /** A second attempt finds nothing left to do, and says so. */
  readonly mayBeDone?: RegExp;
}

type Prepare = FaultCase['prepare'];
const of =
  (action: Action, as: string, more: Omit<FaultCase, 'does' | 'action' | 'as' | 'prepare'> = {}) =>
  (does: string, prepare: Prepare): FaultCase => ({ does, action, as, prepare, ...more });

const call = <T extends object>(tracker: Tracker, who: string, name: string, sent?: object | string): T =>
  answer<T & { ok: boolean }>(tracker.run(who, name, sent === undefined ? [] : [sent]));
/** Does something that has to come through. */
const does = <T extends object>(tracker: Tracker, who: string, name: string, sent: object): T => {
  const done = call<T & { ok: boolean; results?: { ok: boolean }[] }>(tracker, who, name, { token: token(), ...sent });
  if (!done.ok || done.results?.some(({ ok }) => !ok)) throw new Error(`${name}: ${JSON.stringify(done)}`);
  return done;
};
export const filledRows = (tracker: Tracker, sheet: string): unknown[][] =>
  tracker.usedValues(sheet).filter((row) => row.some((cell) => cell !== ''));
const typed = (tracker: Tracker, sheet: string, a1: string, cells: unknown[][]) =>
  void tracker.edit(OWNER, sheet, a1, cells, { paste: true });
const below = (tracker: Tracker, sheet: string): string => `A${filledRows(tracker, sheet).length + 1}`;

const CLUSTER = 'C-4';
const HELD = { cluster: CLUSTER, date: '2026-11-20', inSchoolHours: true, kind: 'Whole cluster', confirmed: true };
const MARKS = [
  { school: 'S-24', mark: 'Present' },
  { school: 'S-20', mark: 'Apologies' },
];
const MEETING = { ...HELD, status: 'Held', purpose: 'A meeting.', attendance: MARKS };
const SESSION = { provider: 'Bright Sparks', fellow: false, vatRegistered: true, netFee: '550', clusters: [CLUSTER] };
const LINE = { cluster: CLUSTER, pot: 'Administration', category: 'Other', date: '2026-11-20', net: '0.01' };
const PAYMENT = { for: 'out', ...LINE, payee: 'A payee', confirmed: true };
const ASKED = {
  ...{ matter: 'Organising time', cluster: CLUSTER, pot: 'Cluster pot', amount: '50.00', payee: 'A. Payee' },
  ...{ purpose: 'Planning', confirmed: true },
};
const bankLine = (sum: string, payee: string) => ['20/11/2026', payee, sum, CLUSTER, 'Administration', 'Other'];
const BANK_FILE = {
  ...{ file: 'bank.csv', target: 'ledger', columns: ['date', 'payee', 'paidOut', 'cluster', 'pot', 'bookedOut'] },
  rows: [bankLine('0.01', 'Coach'), bankLine('0.02', 'Hall')],
};
const NO_MONEY = { pot: null, amount: null, payee: null };

const ask = (tracker: Tracker, more: object = {}): string =>
  does<{ id: string }>(tracker, LEAD, 'askRequest', { ...ASKED, ...more }).id;

/** What a decider's form sends of some requests. */
function decisions(tracker: Tracker, decision: string, ids: readonly string[]): object {
  const lists = call<Record<'mine' | 'others' | 'revocable', { id: string; shown: string }[]>>(
    tracker,
    ADVISOR,
    'decideList',
  );
  const cards = [...lists.mine, ...lists.others, ...lists.revocable].filter(({ id }) => ids.includes(id));
  return { decisions: cards.map(({ id, shown }) => ({ request: id, decision, shown, reason: 'Which schools?' })) };
}
const decide = (tracker: Tracker, decision: string, ...ids: string[]) =>
  does(tracker, ADVISOR, 'decideRequests', decisions(tracker, decision, ids));

/** An approved request about the membership of a school. */
function approved(tracker: Tracker, matter: string, school: string): string {
  const request = ask(tracker, { ...NO_MONEY, matter, school });
  decide(tracker, 'Approve', request);
  return request;
}
/** An approved request about a school that is in no cluster yet. */
function newcomer(tracker: Tracker, matter: string): string {
  typed(tracker, 'Schools', below(tracker, 'Schools'), [['S-91', 'New School', '', 'Primary']]);
  return approved(tracker, matter, 'S-91');
}

/** A meeting that was recorded, as the form that corrects it shows it. */
function recorded(tracker: Tracker): { meeting: string; shown: string } {
  const { id } = does<{ id: string }>(tracker, LEAD, 'recordMeeting', MEETING);
  const { editing } = call<{ editing: { shown: string } }>(tracker, LEAD, 'meetingForm', id);
  return { meeting: id, shown: editing.shown };
}

const personRow = (tracker: Tracker, role: string, name?: string): string =>
  call<{ people: { id: string; role: string; name: string }[] }>(tracker, DIRECTOR, 'peopleForm').people.find(
    (person) => person.role === role && (name === undefined || person.name === name),
  )!.id;

interface Found {
  sheet: string;
  row: number;
  header: string;
  repair: { shown: string; confirms?: boolean } | null;
}

/** What Check workbook offers to repair, of some problems. */
function repairs(tracker: Tracker, who: string, isWanted: (found: Found) => boolean): object {
  const { problems } = call<{ problems: Found[] }>(tracker, who, 'checkWorkbook');
  const wanted = problems.filter((found) => found.repair !== null && isWanted(found));
  if (wanted.length === 0) throw new Error('Check workbook offers nothing of it.');
  return {
    repairs: wanted.map(({ sheet, row, header, repair }) => ({ sheet, row, header, shown: repair!.shown })),
  };
}

/** The seals as a workbook of an earlier version has them: none. */
function unsealed(tracker: Tracker): void {
  const { document } = tracker.state.properties;
  for (const key of Object.keys(document)) if (/^(seal|people)\b/.test(key)) delete document[key];
}

const figure = (tracker: Tracker, name: string): object => {
  const { figures } = call<{ figures: { parameter: string; shown: string }[] }>(tracker, ADVISOR, 'figuresForm');
  return { parameter: name, shown: figures.find(({ parameter }) => parameter === name)!.shown };
};

/** Last year of a cluster, as the form that closes it shows it. */
function yearShown(tracker: Tracker): object {
  const year = { cluster: CLUSTER, year: '2025/26' };
  const { shown } = call<{ shown: string }>(tracker, ADVISOR, 'yearEndForm', year);
  return { ...year, shown, note: 'Closed at the summer meeting.', confirmed: true };
}

const REPAIRED = /Nothing was repaired/;

/** One or more of every action that writes. */
export const FAULT_CASES: readonly FaultCase[] = [
  of('recordMeeting', LEAD)('recording a meeting', () => MEETING),
  of('recordMeeting', LEAD)('recording a meeting that was planned', (tracker) => {
    const planned = { ...MEETING, status: 'Planned', date: '2026-11-24', attendance: [] };
    const { id } = does<{ id: string }>(tracker, LEAD, 'recordMeeting', planned);
    return { ...MEETING, meeting: id, date: '2026-11-24' };
  }),
  of('correctMeeting', LEAD)('correcting a meeting', (tracker) => ({
    ...{ ...MEETING, ...recorded(tracker), date: '2026-11-19', purpose: 'Corrected.' },
    attendance: [
      { school: 'S-20', mark: 'Present', releaseCost: '90.00' },
      { school: 'S-21', mark: 'Substitute' },
    ],
  })),
  of('correctMeeting', LEAD)('cancelling a meeting', (tracker) => ({
    ...{ ...MEETING, ...recorded(tracker), status: 'Cancelled', attendance: [] },
  })),
  of('planMeetings', LEAD)('planning meetings', () => ({
    ...HELD,
    ...{ date: '2027-02-03', more: ['2027-04-21'], purpose: 'Planned.' },
  })),
  of('recordPayment', LEAD)('recording a payment', () => PAYMENT),
  of('recordPayment', LEAD)('correcting a payment', (tracker) => {
    const { id } = does<{ id: string }>(tracker, LEAD, 'recordPayment', PAYMENT);
    const { editing } = call<{ editing: { shown: string } }>(tracker, LEAD, 'paymentForm', id);
    return { ...PAYMENT, line: id, shown: editing.shown, payee: 'Another payee' };
  }),
  of('recordSession', LEAD)('recording a training session with who came', () => ({
    cluster: CLUSTER,
    newSession: { date: '2026-11-20', ...SESSION },
    came: ['S-24', 'S-20'],
    confirmed: true,
  })),
  of('openFile', LEAD)('opening a bank’s file', (tracker) => {
    const { agreed } = does<{ agreed: string }>(tracker, LEAD, 'previewFile', BANK_FILE);
    return { ...BANK_FILE, take: [0, 1], agreed };
  }),
  of('openFile', LEAD)('opening a file of many lines', (tracker) => {
    const lines = Array.from({ length: 120 }, (_, at) =>
      bankLine(`1.${String(at).padStart(3, '0').slice(1)}`, `No ${at}`),
    );
    const file = { ...BANK_FILE, token: token(), rows: lines };
    const { agreed } = does<{ agreed: string }>(tracker, LEAD, 'previewFile', file);
    return { ...file, take: lines.map((_, at) => at), agreed };
  }),
  of('declareRelease', LEAD)('declaring release money', (tracker) => {
    typed(
      tracker,
      'Release',
      'A2',
      Array.from({ length: 60 }, () => new Array(5).fill('')),
    );
    return { cluster: CLUSTER, year: '2026/27', schools: ['S-24', 'S-20'], by: 'Somebody', on: '2026-11-20' };
  }),
  of('recordReview', ADVISOR)('recording a review', (tracker) => {
    const { rows } = call<{ rows: { cluster: string; year: string; shown: string }[] }>(tracker, ADVISOR, 'reviewForm');
    const shown = rows.find(({ cluster, year }) => cluster === CLUSTER && year === '2026/27')?.shown ?? null;
    return { what: 'review', cluster: CLUSTER, year: '2026/27', heldOn: '2026-11-20', notes: 'A note.', shown };
  }),
  of('closeYear', ADVISOR)('closing a year', (tracker) => yearShown(tracker)),
  of('openYear', ADVISOR)('opening a year again', (tracker) => {
    does(tracker, ADVISOR, 'closeYear', yearShown(tracker));
    return { ...yearShown(tracker), reason: 'A late invoice.' };
  }),
  of('saveFocusAreas', LEAD)('choosing focus areas', () => ({
    ...{ cluster: CLUSTER, areas: ['Assessment'], other: 'Rockets' },
  })),
  of('askRequest', LEAD)('asking for training by a new provider', () => ({
    ...{ matter: 'CPD session', cluster: CLUSTER, pot: 'Cluster pot', purpose: 'Training', confirmed: true },
    newSession: { date: '2027-01-15', ...SESSION },
  })),
  of('askRequest', LEAD)('changing a request', (tracker) => ({
    ...ASKED,
    ...{ request: ask(tracker), purpose: 'Changed', note: 'A note.' },
  })),
  of('answerQuestion', LEAD)('answering a question', (tracker) => {
    const request = ask(tracker);
    decide(tracker, 'More information', request);
    return { request, answer: 'An answer.' };
  }),
  of('withdrawRequest', LEAD)('withdrawing a request', (tracker) => ({ request: ask(tracker) })),
  of('seeToRequest', ADVISOR)('seeing to a request', (tracker) => ({
    ...{ request: ask(tracker, { ...NO_MONEY, matter: 'Problem, idea or question' }), answer: 'A reply.' },
  })),
  of('decideRequests', ADVISOR)('approving two requests', (tracker) =>
    decisions(tracker, 'Approve', [ask(tracker), ask(tracker)]),
  ),
  of('decideRequests', ADVISOR)('revoking an approval', (tracker) => {
    const request = ask(tracker);
    decide(tracker, 'Approve', request);
    return decisions(tracker, 'Revoke', [request]);
  }),
  of('changeMembers', LEAD)('a school joins', (tracker) => ({
    ...{ request: newcomer(tracker, 'Add a school'), on: '2026-12-01' },
  })),
  of('changeMembers', LEAD)('a school leaves that leads', (tracker) => ({
    ...{ request: approved(tracker, 'School leaving', 'S-24'), on: '2026-12-31', lead: 'S-20' },
  })),
  of('changeMembers', LEAD)('a school is replaced', (tracker) => ({
    ...{ request: newcomer(tracker, 'Replace a school'), on: '2027-01-01' },
    ...{ also: approved(tracker, 'School leaving', 'S-20'), alsoOn: '2026-12-31' },
  })),
  of('changeLead', DIRECTOR)('another school leads', () => ({
    ...{ cluster: CLUSTER, lead: 'S-20', from: '2027-01-01', agreed: true },
  })),
  of('saveFigure', ADVISOR)('confirming a figure', (tracker) => figure(tracker, 'match.ratio')),
  of('saveFigure', ADVISOR)('another figure from next year on', (tracker) => ({
    ...{ ...figure(tracker, 'match.basis'), value: '£450', from: '2027/28', source: 'A letter' },
  })),
  of('savePerson', DIRECTOR)('adding a person', () => ({
    ...{ act: 'add', name: 'Bo', email: 'bo@example.org', role: 'Finance', cluster: 'C-5' },
  })),
  of('savePerson', DIRECTOR)('ending what a person does', (tracker) => ({
    ...{ act: 'end', row: personRow(tracker, 'Science lead', 'Ruth Ellison'), to: '2026-12-31' },
  })),
  of('savePerson', DIRECTOR)('moving a person', (tracker) => ({
    ...{ act: 'move', row: personRow(tracker, 'Science lead', 'Ruth Ellison'), school: 'S-20', from: '2027-01-01' },
  })),
  of('savePerson', DIRECTOR)('standing in for somebody who decides', (tracker) => ({
    ...{ act: 'stand in', row: personRow(tracker, 'Advisor'), name: 'Di', email: 'di@example.org' },
    ...{ from: '2026-12-01', to: '2026-12-31' },
  })),
  of('saveSetUp', OWNER)('setting up', () => ({
    director: { name: 'Dr Alison Reeve the Second', email: DIRECTOR },
    clusters: [{ cluster: CLUSTER, agreementStart: '2025-09-02' }],
  })),
  of('addSampleData', OWNER, {
    isFresh: true,
    isRandom: true,
    isOfTheLast: true,
    mayBeDone: /for a fresh workbook only/,
  })('adding sample data', () => null),
  of('repairCells', ADVISOR, { mayBeDone: REPAIRED })('repairing a cell', (tracker) => {
    typed(tracker, 'Ledger', 'H2', [["'3,101.00"]]);
    return repairs(tracker, ADVISOR, ({ sheet, row }) => sheet === 'Ledger' && row === 2);
  }),
  of('repairCells', DIRECTOR, { mayBeDone: REPAIRED })('confirming people', (tracker) => {
    decide(tracker, 'Decline', ask(tracker));
    typed(tracker, 'People', below(tracker, 'People'), [['Tess', 'tess@example.org', 'Science lead', '', 'S-20']]);
    return repairs(tracker, DIRECTOR, ({ repair }) => repair?.confirms === true);
  }),
  of('repairCells', DIRECTOR, { mayBeDone: REPAIRED, isRandom: true })('taking decisions over', (tracker) => {
    ask(tracker);
    unsealed(tracker);
    return repairs(tracker, DIRECTOR, ({ sheet, header }) => sheet === 'Decisions' && header === 'Seal');
  }),
  of('repairCells', DIRECTOR, { mayBeDone: REPAIRED })('taking out a line of the log', (tracker) => {
    const line = [9999, '2026-11-24T10:00:00Z', LEAD, 'Cluster lead', 'Ask', 'R-1', 'By hand', 'a'.repeat(64), 'b'];
    typed(tracker, 'Log', below(tracker, 'Log'), [line]);
    return repairs(tracker, DIRECTOR, ({ sheet }) => sheet === 'Log');
  }),
  of('closeLog', DIRECTOR, { isOfTheLast: true })('closing a log', (tracker) => {
    typed(tracker, 'Log', 'G3', [['Nothing happened.']]);
    return { shown: call<{ message: string }>(tracker, DIRECTOR, 'verifyLog').message };
  }),
  of('undo', LEAD, { isOfTheLast: true })('undoing a meeting', (tracker) => ({
    no: does<{ undo: number }>(tracker, LEAD, 'recordMeeting', MEETING).undo,
  })),
  of('undo', ADVISOR, { isOfTheLast: true })('undoing an approval', (tracker) => ({
    no: (decide(tracker, 'Approve', ask(tracker)) as { undo: number }).undo,
  })),
  of('verifyLog', OWNER)('verifying the log with a mail', (tracker) => {
    const { newest } = call<{ newest: { no: number; hash: string } }>(tracker, OWNER, 'verifyLog');
    return { mailed: `${newest.no}, ${newest.hash}` };
  }),
  of('switchDigest', ADVISOR)('switching the digest on', () => ({ on: true })),
  of('switchDigest', ADVISOR)('switching the digest off', (tracker) => {
    call(tracker, ADVISOR, 'switchDigest', { on: true });
    return { on: false };
  }),
  of('startProgramme', DIRECTOR)('naming the programme', () => ({ token: token(), name: 'Harbour Science' })),
  of('switchExtract', ADVISOR)('switching the Extract on', () => ({ on: true })),
  of('switchExtract', ADVISOR)('switching the Extract off', (tracker) => {
    call(tracker, ADVISOR, 'switchExtract', { on: true });
    return { on: false };
  }),
  of('sendDigest', ADVISOR, { isMailing: true })('sending the digest', (tracker) => {
    call(tracker, ADVISOR, 'switchDigest', { on: true });
    return null;
  }),
];

/** What only reads, as somebody may who looks after everything. */
export const READING: Readonly<Partial<Record<Action, (tracker: Tracker) => unknown[]>>> = {
  askForm: () => [],
  previewRequest: () => [{ token: token(), ...ASKED }],
  handOverForm: () => [CLUSTER],
  changeForm: () => [],
  previewChange: (tracker) => [{ token: token(), request: newcomer(tracker, 'Add a school'), on: '2026-12-01' }],
  checkWorkbook: () => [],
  decideList: () => [],
  releaseForm: () => [],
  digestState: () => [],
  extractState: () => [],
  figuresForm: () => [],
  fileForm: () => [],
  previewFile: () => [{ token: token(), ...BANK_FILE }],
  previewLead: () => [{ token: token(), cluster: CLUSTER, lead: 'S-20', from: '2027-01-01', agreed: true }],
  previewMeeting: () => [{ token: token(), ...MEETING, more: [] }],
  previewPerson: (tracker) => [
    { token: token(), act: 'end', row: personRow(tracker, 'Science lead', 'Ruth Ellison'), to: '2026-12-31' },
  ],
  focusForm: () => [],
  meetingForm: () => [],
  myRequests: () => [],
  clusterPage: () => [{ id: CLUSTER }],
  schoolPage: () => [{ id: 'S-24' }],
  paymentForm: () => [],
  previewPayment: () => [{ token: token(), ...PAYMENT }],
  peopleForm: () => [],
  reviewForm: () => [],
  reportPages: () => [{ kind: 'review' }],
  sessionForm: () => [],
  previewSession: () => [{ token: token(), cluster: CLUSTER, newSession: { date: '2026-11-20', ...SESSION } }],
  setUpState: () => [],
  whatIf: () => [{ roster: [], renewals: [], figures: [] }],
  whatIfForm: () => [],
  whySelected: () => [],
  yearEndForm: () => [],
};
