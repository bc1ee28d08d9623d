/**
 * Everything Google can call: the menu, triggers, what sidebars call, and the custom functions.
 *
 * Every export becomes a global function of Code.js, so nothing else may be exported here. Each of them can be called
 * by anybody who has a sidebar open; the actions check who asks and what.
 */
import * as actions from '../actions/all';
import { ask, BUSY, caretaker, refuse } from '../actions/perform';
import { check } from '../actions/schemas/parts';
import { showCellSchema } from '../actions/schemas/tools';
import { logSetUp, refuseSetUp, setUpAnswer } from '../actions/set-up';
import { FUNCTIONS } from '../functions/all';
import type { CellResult } from '../functions/define-function';
import { bringAsAtToToday } from './as-at';
import { googleWorld } from './google-world';
import { addMenu, showDialog, showSidebar } from './menu';
import { markEdited } from './on-edit';
import { makeRoom } from './set-up/pages';
import { admitDeciders } from './set-up/protect-tabs';
import { putInOrder } from './set-up/set-up-workbook';
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

export function onEdit(event?: Partial<GoogleAppsScript.Events.SheetsOnEdit>): void {
  const range = event?.range;
  if (typeof range?.getSheet === 'function') markEdited({ range, oldValue: event?.oldValue });
}

export const showRecordMeeting = () => showSidebar('record-meeting', 'Record a meeting');
export const showAsk = () => showSidebar('ask', 'Ask');
export const showMyRequests = () => showSidebar('my-requests', 'My requests');
export const showDecide = () => showSidebar('decide', 'Decide');
export const showWhy = () => showSidebar('why', 'Why?');
export const showSetUp = () => showSidebar('set-up', 'Set up workbook');
export const showDigest = () => showSidebar('digest', 'Daily digest');
export const showCheck = () => showDialog('check', 'Check workbook', 760, 520);
export const showVerifyLog = () => showDialog('verify-log', 'Verify log', 560, 420);
export const showHelp = () => showSidebar('help', 'Help and about');

export const meetingForm = () => actions.meetingForm(googleWorld());
export const recordMeeting = (payload: unknown) => actions.recordMeeting(googleWorld(), payload);
export const askForm = (request?: unknown) => actions.askForm(googleWorld(), request);
export const previewRequest = (payload: unknown) => actions.previewRequest(googleWorld(), payload);
export const askRequest = (payload: unknown) => actions.askRequest(googleWorld(), payload);
export const myRequests = () => actions.myRequests(googleWorld());
export const answerQuestion = (payload: unknown) => actions.answerQuestion(googleWorld(), payload);
export const withdrawRequest = (payload: unknown) => actions.withdrawRequest(googleWorld(), payload);
export const decideList = () => actions.decideList(googleWorld());
export const decideRequests = (payload: unknown) => actions.decideRequests(googleWorld(), payload);
export const checkWorkbook = () => actions.checkWorkbook(googleWorld());
export const repairCells = (payload: unknown) => actions.repairCells(googleWorld(), payload);
export const verifyLog = () => actions.verifyLog(googleWorld());
export const whySelected = () => actions.whySelected(googleWorld());
export const digestState = () => actions.digestState(googleWorld());
export const switchDigest = (payload: unknown) => actions.switchDigest(googleWorld(), payload);
export const setUpState = () => actions.setUpState(googleWorld());
export const saveSetUp = (payload: unknown) => admitting(actions.saveSetUp(googleWorld(), payload));
export const addSampleData = () => admitting(actions.addSampleData(googleWorld()));

/** Lets new deciders write decisions: their tabs are protected by name. */
function admitting<T extends { ok: boolean }>(answer: T): T {
  if (answer.ok) admitDeciders(new Tabs(SpreadsheetApp.getActiveSpreadsheet()));
  return answer;
}

/**
 * The daily trigger: today's date, new deciders let in, room on the pages, the mails. A decider can call it too.
 *
 * @param event - What Google hands to a trigger. Whoever makes one up is only asked for more: to be the digest's
 * account.
 */
export function sendDigest(event?: GoogleAppsScript.Events.TimeDriven) {
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  return actions.sendDigest(googleWorld(tabs, 'effective'), event?.triggerUid !== undefined, [
    bringAsAtToToday,
    () => admitDeciders(tabs),
    () => makeRoom(tabs),
  ]);
}

/** Prepares the workbook or repairs it; anybody who may set it up can run it. */
export function setUpWorkbook() {
  const world = googleWorld();
  const refused = refuseSetUp(world);
  if (refused) return refused;
  const did: string[] = [];
  const unclear = world.locked(() => inPlainWords(() => putInOrder(did)));
  if (unclear === null) return refuse(BUSY);
  if (did.length > 0) logSetUp(googleWorld(), did);
  return setUpAnswer(did, unclear);
}

/** What only the owner may write is said, not thrown: what was done until then stands. */
function inPlainWords(work: () => string[]): string[] {
  try {
    return work();
  } catch (error) {
    if (!/protected/i.test(String(error))) throw error;
    return [
      'Google lets only the owner of the file change headers and computed columns. Ask the owner to run Set up ' +
        'workbook, which does the rest.',
    ];
  }
}

/** As {@link setUpWorkbook}, under the name the local host starts a fresh workbook with. */
export const repairWorkbook = setUpWorkbook;

/** Goes to a cell of a tab. */
export function showCell(payload: unknown) {
  const checked = check(showCellSchema, payload);
  if ('problems' in checked) return refuse('This is no cell of the workbook.');
  return ask(
    googleWorld(),
    [],
    () => {
      const key = TAB_KEYS.find((candidate) => titleOf(candidate) === checked.value.sheet);
      const sheet = key && new Tabs(SpreadsheetApp.getActiveSpreadsheet()).find(key);
      if (!sheet) return refuse(`There is no tab ${checked.value.sheet}.`);
      sheet.activate();
      sheet.getRange(checked.value.a1).activate();
      return { ok: true as const };
    },
    caretaker,
  );
}

/** A custom function by its name; the stubs of Code.js call it. */
export function cellFunction(name: string, args: ArrayLike<unknown>): CellResult {
  const found = FUNCTIONS.find((candidate) => candidate.name === name);
  return found ? found.call(...Array.from(args)) : `${name} is not a function of the tracker.`;
}
