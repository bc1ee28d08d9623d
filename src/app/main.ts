/**
 * Everything Google can call: the menu, triggers, what sidebars call, and the custom functions.
 *
 * Every export becomes a global function of Code.js, so nothing else may be exported here. Each of them can be called
 * by anybody who has a sidebar open; the actions check who asks and what.
 */
import * as actions from '../actions/all';
import type { Answer, Refusal } from '../actions/answers';
import { ask, caretaker, refuse } from '../actions/perform';
import { check } from '../actions/schemas/parts';
import { showCellSchema } from '../actions/schemas/tools';
import type { World } from '../actions/world';
import { keepable } from '../rules/basics/text';
import { bringAsAtToToday, mayBeChoice, mendChoices } from './as-at';
import { cellFunction } from './cell-function';
import { googleWorld } from './google-world';
import { keeping } from './keeping-world';
import { forgetColumns } from './known-columns';
import { addMenu, showDialog, showSidebar } from './menu';
import { type Edit, markEdited } from './on-edit';
import { type Permission, refuseWithout, requirePermissions, TO_SHOW, TO_WORK } from './permissions';
import { admit } from './set-up/admit';
import { makeRoom, renewPages } from './set-up/pages';
import { setUpPart as partOfSetUp, setUpWhole } from './set-up/run-set-up';
import { TAB_KEYS, Tabs, titleOf } from './tabs';
import { sayVersionGap } from './version-shown';

export function onOpen(event?: GoogleAppsScript.Events.SheetsOnOpen): void {
  addMenu();
  // Before the add-in is authorised in a file, anything beyond a menu fails and would take the menu with it.
  if (String(event?.authMode ?? 'NONE') === 'NONE') return;
  bringAsAtToToday();
  sayVersionGap();
}

export function onInstall(event: GoogleAppsScript.Events.SheetsOnOpen): void {
  onOpen(event);
}

export function onEdit(event?: Partial<Edit> | null): void {
  const range = event?.range;
  if (typeof range?.getSheet !== 'function') return;
  markEdited({ range, value: event?.value, oldValue: event?.oldValue });
  if (mayBeChoice(range)) mendChoices(range);
}

/**
 * A menu entry. Google asks for what it needs and the person has not allowed.
 *
 * @param show - Gets what the page is to open with, where another page leads to it.
 */
const entry =
  (show: (picked: string) => void, needed: readonly Permission[] = TO_WORK): ((picked?: unknown) => void) =>
  (picked) => {
    requirePermissions([...TO_SHOW, ...needed]);
    show(typeof picked === 'string' ? keepable(picked) : '');
  };

export const showRecordMeeting = entry(() => showSidebar('record-meeting', 'Record a meeting'));
export const showRecordPayment = entry(() => showSidebar('record-payment', 'Record a payment or income'));
export const showRecordSession = entry(() => showSidebar('record-session', 'Record a training session'));
export const showFocusAreas = entry(() => showSidebar('focus-areas', 'Focus areas'));
export const showDeclareRelease = entry(() => showSidebar('declare-release', 'Release declared'));
export const showRecordReview = entry(() => showSidebar('record-review', 'Record a review'));
export const showAsk = entry(() => showSidebar('ask', 'Ask'));
export const showMyRequests = entry(() => showSidebar('my-requests', 'My requests'));
export const showDecide = entry(() => showSidebar('decide', 'Decide'));
export const showWhy = entry(() => showSidebar('why', 'Why?'));
export const showMyCluster = entry(() => showDialog('my-cluster', 'My cluster', 920, 640));
export const showMySchool = entry(() => showDialog('my-school', 'My school', 920, 640));
export const showReviewPack = entry(() => showDialog('review-pack', 'Review pack', 920, 640));
export const showNextStage = entry(() => showDialog('next-stage', 'Next stage', 920, 640));
export const showLetters = entry(() => showDialog('letters', 'Letters', 920, 640));
export const showMeetingPapers = entry(() => showDialog('meeting-papers', 'Meeting papers', 920, 640));
export const showCalendar = entry(() => showDialog('calendar', 'Calendar', 920, 640));
export const showCharts = entry(() => showDialog('charts', 'Charts', 920, 640));
export const showSetUp = entry(() => showSidebar('set-up', 'Set up workbook'));
export const showChangeMembers = entry((picked) =>
  showSidebar('change-members', 'A school joins, leaves or is replaced', picked),
);
export const showHandOver = entry(() => showDialog('hand-over', 'Another lead school', 760, 560));
export const showYearEnd = entry(() => showDialog('year-end', 'Year end', 920, 640));
export const showWhatIf = entry(() => showDialog('what-if', 'What if', 980, 660));
export const showPeople = entry(() => showSidebar('people', 'People'));
export const showFigures = entry(() => showSidebar('figures', 'Figures to confirm'));
export const showOpenFile = entry((picked) => showDialog('open-file', 'Open a file', 920, 640, picked));
export const showExtract = entry(() => showSidebar('extract', 'Extract'));
export const showDigest = entry(() => showSidebar('digest', 'Daily digest'));
export const showCheck = entry(() => showDialog('check', 'Check workbook', 760, 520));
export const showVerifyLog = entry(() => showDialog('verify-log', 'Verify log', 560, 420));
export const showHelp = entry(() => showSidebar('help', 'Help and about'), []);

/** What pages call: refused, with what to do, where the person has not allowed what it needs. */
const served =
  <Sent extends unknown[], A>(act: (world: World, ...sent: Sent) => A) =>
  (...sent: Sent): A | Refusal =>
    refuseWithout(TO_WORK) ?? act(googleWorld(), ...sent);

export const meetingForm = served(actions.meetingForm);
export const previewMeeting = served(actions.previewMeeting);
export const recordMeeting = served(actions.recordMeeting);
export const correctMeeting = served(actions.correctMeeting);
export const planMeetings = served(actions.planMeetings);
export const paymentForm = served(actions.paymentForm);
export const previewPayment = served(actions.previewPayment);
export const recordPayment = served(actions.recordPayment);
export const sessionForm = served(actions.sessionForm);
export const previewSession = served(actions.previewSession);
export const recordSession = served(actions.recordSession);
export const releaseForm = served(actions.releaseForm);
export const declareRelease = served(actions.declareRelease);
export const focusForm = served(actions.focusForm);
export const saveFocusAreas = served(actions.saveFocusAreas);
export const reviewForm = served(actions.reviewForm);
export const recordReview = served(actions.recordReview);
export const figuresForm = served(actions.figuresForm);
export const saveFigure = served(actions.saveFigure);
export const changeForm = served(actions.changeForm);
export const previewChange = served(actions.previewChange);
export const changeMembers = served(actions.changeMembers);
export const handOverForm = served(actions.handOverForm);
export const previewLead = served(actions.previewLead);
export const changeLead = served(actions.changeLead);
export const yearEndForm = served(actions.yearEndForm);
export const closeYear = served(actions.closeYear);
export const openYear = served(actions.openYear);
export const whatIfForm = served(actions.whatIfForm);
export const whatIf = served(actions.whatIf);
export const peopleForm = served(actions.peopleForm);
export const previewPerson = served(actions.previewPerson);
export const savePerson = served((world, payload: unknown) =>
  admitting(world, (own) => actions.savePerson(own, payload)),
);
export const fileForm = served(actions.fileForm);
export const previewFile = served(actions.previewFile);
export const openFile = served((world, payload: unknown) =>
  isFor(payload, 'people')
    ? admitting(world, (own) => actions.openFile(own, payload))
    : isFor(payload, 'programme')
      ? renewing((own) => actions.openFile(own, payload), world)
      : actions.openFile(world, payload),
);
export const askForm = served(actions.askForm);
export const previewRequest = served(actions.previewRequest);
export const askRequest = served(actions.askRequest);
export const myRequests = served(actions.myRequests);
export const answerQuestion = served(actions.answerQuestion);
export const withdrawRequest = served(actions.withdrawRequest);
export const seeToRequest = served(actions.seeToRequest);
export const clusterPage = served(actions.clusterPage);
export const schoolPage = served(actions.schoolPage);
export const reportPages = served(actions.reportPages);
export const decideList = served(actions.decideList);
export const decideRequests = served(actions.decideRequests);
export const checkWorkbook = served((world) => {
  forgetColumns(); // what was kept may have moved
  return actions.checkWorkbook(world);
});
export const repairCells = served(actions.repairCells);
export const undo = served(actions.undo);
export const verifyLog = served(actions.verifyLog);
export const closeLog = served(actions.closeLog);
export const whySelected = served(actions.whySelected);
export const digestState = served(actions.digestState);
export const switchDigest = served(actions.switchDigest);
export const extractState = served(actions.extractState);
export const switchExtract = served(actions.switchExtract);
export const setUpState = served(actions.setUpState);
export const saveSetUp = served((world, payload: unknown) =>
  admitting(world, (own) => actions.saveSetUp(own, payload)),
);
export const startProgramme = served((world, payload: unknown) =>
  (payload as { from?: unknown } | null)?.from === 'guidance'
    ? renewing((own) => actions.startProgramme(own, payload), world)
    : actions.startProgramme(world, payload),
);
export const addSampleData = served((world) => renewing((own) => admitting(own, actions.addSampleData), world));

/** Lays the pages of formulas out for clusters that have just come. */
function renewing<A>(act: (world: World) => Answer<A>, world: World): Answer<A> {
  const answer = act(world);
  if (answer.ok) renewPages(new Tabs(SpreadsheetApp.getActiveSpreadsheet()), world);
  return answer;
}

const isFor = (payload: unknown, target: 'people' | 'programme'): boolean =>
  (payload as { target?: unknown } | null)?.target === target;

/** Lets new deciders write decisions: their tabs are protected by name. What Google refuses is told with the answer. */
function admitting<A extends { message: string }>(world: World, act: (world: World) => Answer<A>): Answer<A> {
  const own = keeping(world, ['clusters', 'schools']);
  const answer = act(own);
  if (!answer.ok) return answer;
  const troubles = admit(own);
  return troubles.length === 0 ? answer : { ...answer, message: [answer.message, ...troubles].join(' ') };
}

/**
 * The daily trigger: today's date, new deciders let in, room on the pages, the mails. A decider can call it too.
 *
 * @param event - What Google hands to a trigger. Whoever makes one up is only asked for more: to be the digest's
 * account.
 */
export function sendDigest(event?: GoogleAppsScript.Events.TimeDriven) {
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  const world = googleWorld(tabs, 'effective');
  return actions.sendDigest(world, event?.triggerUid !== undefined, [
    () => {
      bringAsAtToToday();
      return [];
    },
    () => tabs.missing(),
    ({ tables }) => admit(world, tables),
    ({ tables }) => {
      makeRoom(tabs, world, tables);
      return [];
    },
  ]);
}

/** Prepares the workbook or repairs it; anybody who may set it up can run it. */
export const setUpWorkbook = served(setUpWhole);
/** The same in several calls, for a page that shows how far it is. */
export const setUpPart = served((_world, payload: unknown) => partOfSetUp(payload));

/** As {@link setUpWorkbook}, under the name the local host starts a fresh workbook with. */
export const repairWorkbook = setUpWorkbook;

/** Goes to a cell of a tab. */
export const showCell = served((world, payload: unknown) => {
  const checked = check(showCellSchema, payload);
  if ('problems' in checked) return refuse('This is no cell of the workbook.');
  return ask(
    world,
    [],
    () => {
      const key = TAB_KEYS.find((candidate) => titleOf(candidate) === checked.value.sheet);
      return key && world.show(key, checked.value.a1)
        ? { ok: true as const }
        : refuse(`There is no tab ${checked.value.sheet}.`);
    },
    caretaker,
  );
});

export { cellFunction };
