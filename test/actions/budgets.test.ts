import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult, Snapshot, Tracker } from '../../host/contract';
import { newRegister, sealsFrom } from '../../src/actions/register';
import { SealPress } from '../../src/rules/requests/seals';
import { type Cost, measure, secondsOf } from '../support/service-calls';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const MANY = 10_000;
/** Google keeps 500 KB with a document, which is enough for the seals of so many requests. */
const DECIDED = 3_000;
const APPROVED = 'R-1101';

interface List {
  mine: { id: string; shown: string }[];
}

const asked = {
  matter: 'Organising time',
  cluster: 'C-4',
  pot: 'Cluster pot',
  amount: '50.00',
  payee: 'A. Payee',
  purpose: 'Planning',
  // Thousands of approved requests leave no pot in the black.
  confirmed: true,
};

const PAYMENT = {
  for: 'out',
  cluster: 'C-4',
  pot: 'Administration',
  category: 'Other',
  date: '2026-11-20',
  net: '5',
  confirmed: true,
};

const BANK = {
  ...{ file: 'bank.csv', target: 'ledger', columns: ['date', 'payee', 'paidOut', 'cluster', 'pot', 'bookedOut'] },
  rows: ['5', '6', '7'].map((sum) => ['20/11/2026', 'Coach hire', sum, 'C-4', 'Administration', 'Other']),
};

const TRAINING = {
  cluster: 'C-4',
  newSession: {
    date: '2026-11-20',
    provider: 'Bright Sparks',
    fellow: false,
    vatRegistered: true,
    netFee: '550',
    clusters: ['C-4'],
  },
  came: ['S-24'],
  confirmed: true,
};

const LEAVING = 'It has too few teachers to release one.';

/** The approved leaving that is carried out. */
const change = (tracker: Tracker) => ({ token: token(), request: idOf(tracker, LEAVING), on: '2026-12-18' });

const LAST_YEAR = { cluster: 'C-4', year: '2025/26' };

/** The year that is closed, as its form shows it. */
const lookedAt = (tracker: Tracker) => {
  const { shown } = answer<{ shown: string }>(tracker.run(ADVISOR, 'yearEndForm', [LAST_YEAR]));
  return { ...LAST_YEAR, shown };
};

const REPORT = 'May two schools share a coach?';

/** The ID of a request, by what it is for. */
const idOf = (tracker: Tracker, purpose: string): string =>
  String(tracker.values('Requests', 'A1:H400').find((row) => row[7] === purpose)?.[0]);

/** A report to answer, and two approved changes of membership to carry out. */
function prepare(tracker: Tracker): void {
  const report = { token: token(), matter: 'Problem, idea or question', cluster: 'C-4', purpose: REPORT };
  answer(tracker.run(LEAD, 'askRequest', [report]));
  const leaving = { token: token(), matter: 'School leaving', cluster: 'C-4', school: 'S-22', purpose: LEAVING };
  answer(tracker.run(LEAD, 'askRequest', [{ ...leaving, note: 'We met twice.', confirmed: true }]));
  const changes = ['R-1109', idOf(tracker, LEAVING)];
  const decisions = answer<List>(tracker.run(ADVISOR, 'decideList'))
    .mine.filter(({ id }) => changes.includes(id))
    .map(({ id: request, shown }) => ({ request, decision: 'Approve', shown }));
  answer(tracker.run(ADVISOR, 'decideRequests', [{ token: token(), decisions }]));
}

const MEETING = {
  cluster: 'C-4',
  date: '2026-11-20',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: [
    { school: 'S-24', mark: 'Present' },
    { school: 'S-20', mark: 'Apologies' },
  ],
};
const LEADING = { cluster: 'C-4', lead: 'S-20', from: '2027-01-04', agreed: true };
const PERSON = { act: 'add', name: 'Bo', email: 'bo@example.org', role: 'Finance', cluster: 'C-5' };

/** Every action, in an order in which each finds what it needs. */
const ACTIONS: Record<string, (tracker: Tracker) => RunResult> = {
  meetingForm: (tracker) => tracker.run(LEAD, 'meetingForm'),
  previewMeeting: (tracker) => tracker.run(LEAD, 'previewMeeting', [{ token: token(), more: [], ...MEETING }]),
  recordMeeting: (tracker) => tracker.run(LEAD, 'recordMeeting', [{ token: token(), ...MEETING }]),
  undo: (tracker) => {
    const { no } = JSON.parse(tracker.state.properties.document['log.head']!) as { no: number };
    return tracker.run(LEAD, 'undo', [{ token: token(), no }]);
  },
  correctMeeting: (tracker) => {
    const [{ id: meeting }] = answer<{ meetings: [{ id: string }] }>(tracker.run(LEAD, 'meetingForm')).meetings;
    const { editing } = answer<{ editing: Record<string, unknown> }>(tracker.run(LEAD, 'meetingForm', [meeting]));
    const { shown, date, kind, inSchoolHours } = editing;
    const said = { shown, date, kind, inSchoolHours, status: 'Cancelled', attendance: [], confirmed: true };
    return tracker.run(LEAD, 'correctMeeting', [{ token: token(), meeting, ...said }]);
  },
  planMeetings: (tracker) =>
    tracker.run(LEAD, 'planMeetings', [
      {
        ...{ token: token(), cluster: 'C-4', date: '2027-02-03', more: ['2027-04-21', '2027-06-16'] },
        ...{ inSchoolHours: true, kind: 'Whole cluster', confirmed: true },
      },
    ]),
  paymentForm: (tracker) => tracker.run(LEAD, 'paymentForm'),
  previewPayment: (tracker) => tracker.run(LEAD, 'previewPayment', [{ token: token(), ...PAYMENT }]),
  recordPayment: (tracker) => tracker.run(LEAD, 'recordPayment', [{ token: token(), ...PAYMENT }]),
  sessionForm: (tracker) => tracker.run(LEAD, 'sessionForm'),
  previewSession: (tracker) => tracker.run(LEAD, 'previewSession', [{ token: token(), ...TRAINING }]),
  recordSession: (tracker) => tracker.run(LEAD, 'recordSession', [{ token: token(), ...TRAINING }]),
  releaseForm: (tracker) => tracker.run(LEAD, 'releaseForm'),
  declareRelease: (tracker) =>
    tracker.run(LEAD, 'declareRelease', [
      { token: token(), cluster: 'C-4', year: '2026/27', schools: ['S-22'], by: 'Marcus Bell', on: '2026-11-20' },
    ]),
  fileForm: (tracker) => tracker.run(LEAD, 'fileForm'),
  previewFile: (tracker) => tracker.run(LEAD, 'previewFile', [{ token: token(), ...BANK }]),
  openFile: (tracker) => {
    const { agreed } = answer<{ agreed: string }>(tracker.run(LEAD, 'previewFile', [{ token: token(), ...BANK }]));
    return tracker.run(LEAD, 'openFile', [{ token: token(), ...BANK, take: [0, 1, 2], agreed }]);
  },
  focusForm: (tracker) => tracker.run(LEAD, 'focusForm'),
  saveFocusAreas: (tracker) =>
    tracker.run(LEAD, 'saveFocusAreas', [{ token: token(), cluster: 'C-4', areas: ['Assessment'], other: 'Rockets' }]),
  reviewForm: (tracker) => tracker.run(ADVISOR, 'reviewForm'),
  recordReview: (tracker) =>
    tracker.run(ADVISOR, 'recordReview', [
      { token: token(), what: 'review', cluster: 'C-4', year: '2026/27', heldOn: '2026-11-20' },
    ]),
  askForm: (tracker) => tracker.run(LEAD, 'askForm'),
  previewRequest: (tracker) => tracker.run(LEAD, 'previewRequest', [{ token: token(), ...asked }]),
  askRequest: (tracker) => tracker.run(LEAD, 'askRequest', [{ token: token(), ...asked }]),
  myRequests: (tracker) => tracker.run(LEAD, 'myRequests'),
  answerQuestion: (tracker) =>
    tracker.run('lead.stonehenge@example.org', 'answerQuestion', [
      { token: token(), request: 'R-1103', answer: 'Three schools' },
    ]),
  seeToRequest: (tracker) =>
    tracker.run(ADVISOR, 'seeToRequest', [{ token: token(), request: idOf(tracker, REPORT), answer: 'Let us meet' }]),
  changeForm: (tracker) => tracker.run(ADVISOR, 'changeForm'),
  previewChange: (tracker) => tracker.run(ADVISOR, 'previewChange', [change(tracker)]),
  changeMembers: (tracker) => tracker.run(ADVISOR, 'changeMembers', [change(tracker)]),
  'changeMembers with another lead school': (tracker) =>
    tracker.run(ADVISOR, 'changeMembers', [{ token: token(), request: 'R-1109', on: '2026-12-18', lead: 'S-07' }]),
  handOverForm: (tracker) => tracker.run(ADVISOR, 'handOverForm', ['C-4']),
  previewLead: (tracker) => tracker.run(ADVISOR, 'previewLead', [{ token: token(), ...LEADING }]),
  changeLead: (tracker) => tracker.run(ADVISOR, 'changeLead', [{ token: token(), ...LEADING }]),
  yearEndForm: (tracker) => tracker.run(ADVISOR, 'yearEndForm', [LAST_YEAR]),
  closeYear: (tracker) =>
    tracker.run(ADVISOR, 'closeYear', [{ token: token(), ...lookedAt(tracker), confirmed: true }]),
  openYear: (tracker) =>
    tracker.run(ADVISOR, 'openYear', [{ token: token(), ...lookedAt(tracker), reason: 'An invoice came late' }]),
  whatIfForm: (tracker) => tracker.run(DIRECTOR, 'whatIfForm'),
  whatIf: (tracker) =>
    tracker.run(DIRECTOR, 'whatIf', [
      {
        roster: [{ joins: false, cluster: 'C-4', school: 'S-24', on: '2027-08-31' }],
        renewals: [{ cluster: 'C-4', from: '2027-09-01' }],
        figures: [{ parameter: 'match.ratio', value: '1.5' }],
      },
    ]),
  peopleForm: (tracker) => tracker.run(DIRECTOR, 'peopleForm'),
  previewPerson: (tracker) => tracker.run(DIRECTOR, 'previewPerson', [{ token: token(), ...PERSON }]),
  savePerson: (tracker) => tracker.run(DIRECTOR, 'savePerson', [{ token: token(), ...PERSON }]),
  figuresForm: (tracker) => tracker.run(DIRECTOR, 'figuresForm'),
  saveFigure: (tracker) => {
    const { figures } = answer<{ figures: { parameter: string; shown: string }[] }>(
      tracker.run(DIRECTOR, 'figuresForm'),
    );
    const { shown } = figures.find(({ parameter }) => parameter === 'match.ratio')!;
    return tracker.run(DIRECTOR, 'saveFigure', [{ token: token(), parameter: 'match.ratio', shown }]);
  },
  withdrawRequest: (tracker) =>
    tracker.run('lead.stonehenge@example.org', 'withdrawRequest', [{ token: token(), request: 'R-1103' }]),
  clusterPage: (tracker) => tracker.run(LEAD, 'clusterPage', [{}]),
  reportPages: (tracker) => tracker.run(LEAD, 'reportPages', [{ kind: 'charts', pick: 'all' }]),
  schoolPage: (tracker) => tracker.run(LEAD, 'schoolPage', [{}]),
  decideList: (tracker) => tracker.run(ADVISOR, 'decideList'),
  decideRequests: (tracker) => {
    const { mine } = answer<List>(tracker.run(ADVISOR, 'decideList'));
    const decisions = mine
      .slice(0, 3)
      .map(({ id, shown }) => ({ request: id, decision: 'More information', reason: 'Which schools?', shown }));
    return tracker.run(ADVISOR, 'decideRequests', [{ token: token(), decisions }]);
  },
  checkWorkbook: (tracker) => tracker.run(ADVISOR, 'checkWorkbook'),
  verifyLog: (tracker) => tracker.run(ADVISOR, 'verifyLog'),
  whySelected: (tracker) => {
    const overview = tracker.sheets().find(({ name }) => name === 'Overview')!;
    return tracker.run(ADVISOR, 'whySelected', [], { selection: { sheetId: overview.id, a1: 'G10' } });
  },
  digestState: (tracker) => tracker.run(ADVISOR, 'digestState'),
  switchDigest: (tracker) => tracker.run(ADVISOR, 'switchDigest', [{ on: true }]),
  sendDigest: (tracker) => tracker.runTrigger(tracker.state.triggers[0]!.id),
  setUpState: (tracker) => tracker.run(OWNER, 'setUpState'),
  saveSetUp: (tracker) =>
    tracker.run(OWNER, 'saveSetUp', [
      { token: token(), director: { name: 'Dr Alison Reeve-Hall', email: 'director@example.org' }, clusters: [] },
    ]),
  startProgramme: (tracker) => tracker.run(OWNER, 'startProgramme', [{ token: token(), name: 'Harbour Science' }]),
  setUpWorkbook: (tracker) => tracker.run(OWNER, 'setUpWorkbook'),
  extractState: (tracker) => tracker.run(ADVISOR, 'extractState'),
  repairCells: (tracker) => {
    tracker.edit(OWNER, 'Ledger', 'H2', [["'3,000.00"]], { paste: true });
    const repairs = [{ sheet: 'Ledger', row: 2, header: 'Net', shown: '3,000.00' }];
    return tracker.run(ADVISOR, 'repairCells', [{ token: token(), repairs }]);
  },
  closeLog: (tracker) => {
    tracker.edit(OWNER, 'Log', 'G3', [['Something else']], { paste: true });
    const { message: shown } = answer<{ message: string }>(tracker.run(DIRECTOR, 'verifyLog'));
    return tracker.run(DIRECTOR, 'closeLog', [{ token: token(), shown }]);
  },
  showCell: (tracker) => tracker.run(ADVISOR, 'showCell', [{ sheet: 'Ledger', a1: 'H2' }]),
  ...Object.fromEntries(
    [
      'showRecordMeeting',
      'showRecordPayment',
      'showRecordSession',
      'showDeclareRelease',
      'showFocusAreas',
      'showRecordReview',
      'showChangeMembers',
      'showHandOver',
      'showReviewPack',
      'showCharts',
      'showNextStage',
      'showLetters',
      'showMeetingPapers',
      'showCalendar',
      'showYearEnd',
      'showWhatIf',
      'showPeople',
      'showFigures',
      'showOpenFile',
      'showExtract',
      'showAsk',
      'showMyRequests',
      'showDecide',
      'showMyCluster',
      'showMySchool',
      'showWhy',
      'showSetUp',
      'showDigest',
      'showCheck',
      'showVerifyLog',
      'showHelp',
    ].map((name) => [name, (tracker: Tracker) => tracker.run(ADVISOR, name)]),
  ),
  onEdit: (tracker) => tracker.edit(OWNER, 'Requests', 'H2', [['Something else']]),
  switchExtract: (tracker) => tracker.run(OWNER, 'switchExtract', [{ on: true }]),
};

/** What lays pages out, and looks at all headers for it: once, whatever there is in the tabs. */
const LAYING_OUT = ['setUpWorkbook', 'sendDigest', 'switchExtract'];

/** What fills a new workbook, in the order of doing it. */
const ONCE = ['setUpWorkbook of a new workbook', 'addSampleData'];

/** What must not be exceeded, whatever is written down. */
const MOST: Record<string, Partial<Cost>> = {
  'setUpWorkbook of a new workbook': { calls: 1840, server: 490, changes: 40 },
  setUpWorkbook: { calls: 1050, server: 135 },
  saveSetUp: { calls: 60 },
  verifyLog: { calls: 45, server: 20 },
  onEdit: { calls: 15 },
  sendDigest: { calls: 130 },
};

/** Those that open a page or mark a cell answer nothing. */
const isSilent = (name: string) => /^show(?!Cell)|^onEdit$/.test(name);

/** What every action costs in a workbook; each has to do its work. */
function measureAll(tracker: Tracker): Record<string, Cost> {
  return Object.fromEntries(
    Object.entries(ACTIONS).map(([name, act]) => {
      const { result, cost } = measure(tracker, act);
      expect([name, result.error]).toEqual([name, undefined]);
      if (!isSilent(name)) {
        expect([name, answer<{ ok: boolean; message?: string }>(result)]).toMatchObject([name, { ok: true }]);
      }
      return [name, cost];
    }),
  );
}

/** The row of docs/budgets.md for an action. */
const rowOf = (name: string, cost: Cost): string => {
  const { calls, server, changes, reads, writes } = cost;
  return `| ${[`\`${name}\``, calls, server, changes, reads, writes, secondsOf(cost)].join(' | ')} |`;
};

const ROOM = 50;
const room = (width: number) => Array.from({ length: ROOM }, () => new Array(width).fill(''));

/**
 * Thousands of requests: copies of one that needs no decision, of an approved one with its sealed decision, of which
 * half decline, and as many waiting as Overview has room for.
 */
async function fill(tracker: Tracker): Promise<void> {
  const requests = tracker.values('Requests', 'A1:Q400').filter((row) => row[0] !== '');
  const decisions = tracker.values('Decisions', 'A1:L400').filter((row) => row[0] !== '');
  const copies = (id: string, letter: string, count: number) => {
    const request = requests.find(([key]) => key === id)!;
    return Array.from({ length: count }, (_, index) => [`R-${letter}${index}`, ...request.slice(1)]);
  };
  const [, , , amount, , decidedBy, role, , decidedAt, decidedOnWhat] = decisions.find(([, of]) => of === APPROVED)!;
  const { document } = tracker.state.properties;
  const kept = sealsFrom((key) => document[key] ?? null);
  if (kept.state !== 'kept') throw new Error('Nothing is sealed here.');
  const press = new SealPress(kept);
  const made = Array.from({ length: DECIDED }, (_, index) => {
    const isApproved = index % 2 === 0;
    const decision = {
      id: `D-X${index}`,
      decision: isApproved ? ('Approve' as const) : ('Decline' as const),
      amount: isApproved ? Number(amount) * 100 : null,
      reason: isApproved ? null : 'Not now',
      decidedBy: String(decidedBy),
      role: role as 'Advisor',
      inPlaceOf: null,
      decidedAt: String(decidedAt),
      decidedOnWhat: String(decidedOnWhat),
    };
    const { seal } = press.seal(`R-X${index}`, decision);
    const { id, reason } = decision;
    const cells = [decision.decision, isApproved ? amount : '', reason ?? '', decidedBy, role, '', decidedAt];
    return [id, `R-X${index}`, ...cells, decidedOnWhat, seal, ''];
  });
  const register = new Map([...kept.register, ...press.register]);
  Object.assign(document, newRegister({ 'seal.key': document['seal.key']! }, register));
  const added = [
    ...copies(APPROVED, 'X', DECIDED),
    ...copies('R-1003', 'Z', MANY - DECIDED),
    ...copies('R-1109', 'Y', 5),
  ];
  const below = (rows: unknown[][]) => `A${rows.length + 1}`;
  tracker.edit(OWNER, 'Requests', below(requests), [...added, ...room(requests[0]!.length)], { paste: true });
  tracker.edit(OWNER, 'Decisions', below(decisions), [...made, ...room(decisions[0]!.length)], { paste: true });
}

describe('service calls of every action (docs/budgets.md)', () => {
  let few: Record<string, Cost>;
  let many: Record<string, Cost>;
  const once: Record<string, Cost> = {};

  beforeAll(async () => {
    const small = await openTracker({ now: () => NOW });
    for (const name of ONCE) {
      const { result, cost } = measure(small, () => small.run(OWNER, name.split(' ')[0]!));
      answer(result);
      once[name] = cost;
    }
    prepare(small);
    await small.settled();
    const prepared: Snapshot = small.snapshot();
    few = measureAll(small);
    small.dispose();

    const large = await openTracker({ now: () => NOW, snapshot: prepared });
    await fill(large);
    answer(large.run(OWNER, 'setUpWorkbook')); // pasted rows beyond the end get their formats and checks
    await large.settled();
    many = measureAll(large);
    const flags = new Set(large.values('Requests', `U30:U${MANY + 20}`).map(([flag]) => String(flag)));
    expect([...flags].map((flag) => flag.split(' ')[0]).sort()).toEqual([
      'approved',
      'declined',
      'more',
      'not',
      'waiting',
    ]);
    large.dispose();
  }, 400_000);

  const written = readFileSync(path.join(__dirname, '..', '..', 'docs', 'budgets.md'), 'utf8');
  const rows = written.split('\n').filter((line) => /^\| `[\w ]+` \|/.test(line));

  it.each(Object.keys(ACTIONS))(`%s makes as many calls with ${MANY} requests as with ten, as written down`, (name) => {
    expect(many[name]).toEqual(few[name]);
    expect(rows.find((row) => row.startsWith(`| \`${name}\` |`))).toBe(rowOf(name, few[name]!));
    // Set-up, and the layout of the pages among the morning's chores, look at more than the values of the tabs.
    // Check workbook also reads three tabs as people see them.
    const most = name === 'checkWorkbook' ? 22 : 16;
    if (!LAYING_OUT.includes(name)) expect(few[name]!.reads).toBeLessThanOrEqual(most);
  });

  it.each(ONCE)('%s makes as many calls as written down', (name) =>
    expect(rows.find((row) => row.startsWith(`| \`${name}\` |`))).toBe(rowOf(name, once[name]!)),
  );

  it.each(Object.entries(MOST))('%s stays within what is allowed', (name, most) => {
    const cost = once[name] ?? few[name]!;
    for (const [what, number] of Object.entries(most))
      expect([what, cost[what as keyof Cost] <= number]).toEqual([what, true]);
  });

  it('writes every action down', () => {
    const named = rows.map((row) => /`([\w ]+)`/.exec(row)![1]!);
    expect(named.sort()).toEqual([...Object.keys(ACTIONS), ...ONCE].sort());
  });
});
