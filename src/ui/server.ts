import type {
  Asked,
  AskForm,
  AskPreview,
  ChangeForm,
  ChangePreview,
  Decided,
  DecideList,
  DigestState,
  Done,
  ExtractState,
  FiguresForm,
  FileForm,
  FilePreview,
  FocusForm,
  HandOverForm,
  LeadPreview,
  LogVerified,
  MeetingForm,
  MeetingPreview,
  MeetingRecorded,
  MyRequests,
  OwnPage,
  PaymentForm,
  PaymentPreview,
  PeopleForm,
  PersonPreview,
  Recorded,
  ReleaseForm,
  ReportPages,
  ReviewForm,
  SessionForm,
  SessionPreview,
  SetUpPart,
  SetUpState,
  WhatIf,
  WhatIfForm,
  Why,
  WorkbookChecked,
  YearEndForm,
} from '../actions/answers';
import { meaningOf } from './google-says';

/** The functions of Code.js that pages call; the build checks that each is a global there. */
interface Server {
  meetingForm(meeting?: string): MeetingForm;
  previewMeeting(payload: unknown): MeetingPreview;
  recordMeeting(payload: unknown): MeetingRecorded;
  correctMeeting(payload: unknown): MeetingRecorded;
  planMeetings(payload: unknown): MeetingRecorded;
  paymentForm(line?: string): PaymentForm;
  previewPayment(payload: unknown): PaymentPreview;
  recordPayment(payload: unknown): Recorded;
  sessionForm(): SessionForm;
  previewSession(payload: unknown): SessionPreview;
  recordSession(payload: unknown): Recorded;
  releaseForm(): ReleaseForm;
  declareRelease(payload: unknown): Recorded;
  focusForm(): FocusForm;
  saveFocusAreas(payload: unknown): Recorded;
  reviewForm(): ReviewForm;
  recordReview(payload: unknown): Recorded;
  figuresForm(): FiguresForm;
  saveFigure(payload: unknown): Recorded;
  changeForm(): ChangeForm;
  previewChange(payload: unknown): ChangePreview;
  changeMembers(payload: unknown): Recorded;
  handOverForm(cluster?: string): HandOverForm;
  previewLead(payload: unknown): LeadPreview;
  changeLead(payload: unknown): Recorded;
  yearEndForm(payload: unknown): YearEndForm;
  closeYear(payload: unknown): Recorded;
  openYear(payload: unknown): Recorded;
  whatIfForm(): WhatIfForm;
  whatIf(payload: unknown): WhatIf;
  peopleForm(): PeopleForm;
  previewPerson(payload: unknown): PersonPreview;
  savePerson(payload: unknown): Recorded;
  fileForm(): FileForm;
  previewFile(payload: unknown): FilePreview;
  openFile(payload: unknown): Recorded;
  askForm(request?: string): AskForm;
  previewRequest(payload: unknown): AskPreview;
  askRequest(payload: unknown): Asked;
  myRequests(): MyRequests;
  answerQuestion(payload: unknown): Done;
  withdrawRequest(payload: unknown): Done;
  seeToRequest(payload: unknown): Done;
  clusterPage(payload: unknown): OwnPage;
  schoolPage(payload: unknown): OwnPage;
  reportPages(payload: unknown): ReportPages;
  decideList(): DecideList;
  decideRequests(payload: unknown): Decided;
  startProgramme(payload: unknown): Done;
  extractState(): ExtractState;
  switchExtract(payload: unknown): Done;
  setUpState(): SetUpState;
  setUpPart(payload: unknown): SetUpPart;
  saveSetUp(payload: unknown): Done;
  addSampleData(): Done;
  checkWorkbook(): WorkbookChecked;
  repairCells(payload: unknown): Done;
  showCell(payload: unknown): Done;
  digestState(): DigestState;
  switchDigest(payload: unknown): Done;
  verifyLog(given?: { mailed: string }): LogVerified;
  closeLog(payload: unknown): Done;
  whySelected(): Why;
  undo(payload: unknown): Done;
}

interface Runner {
  withSuccessHandler(handler: (value: unknown) => void): Runner;
  withFailureHandler(handler: (error: Error) => void): Runner;
  [name: string]: unknown;
}

declare const google: {
  script: { run: Runner; host: { close(): void } };
};

/** A call that came back without an answer: nothing is known of what was done, and the same call may be made again. */
export class CallFailed extends Error {}

/** Calls a function of Code.js. */
export function call<N extends keyof Server>(name: N, ...args: Parameters<Server[N]>): Promise<ReturnType<Server[N]>> {
  return new Promise((resolve, reject) => {
    const runner = google.script.run
      .withSuccessHandler((value) => {
        if (value === null || value === undefined) reject(new CallFailed(meaningOf('')));
        else {
          resolve(value as ReturnType<Server[N]>);
          const { undo } = value as { undo?: number };
          if (undo !== undefined) offerUndo(undo);
        }
      })
      .withFailureHandler((error) => reject(new CallFailed(meaningOf(String(error?.message ?? error)))));
    (runner[name] as (...given: unknown[]) => void)(...args);
  });
}

/**
 * Shows another page of the tracker, as its menu entry does.
 *
 * @param picked - What it is to open with, where the page takes something.
 */
export function openPage(
  entry: 'showFigures' | 'showPeople' | 'showChangeMembers' | 'showOpenFile',
  picked = '',
): void {
  (google.script.run[entry] as (picked: string) => void)(picked);
  isAway = true;
}

let isAway = false;

/**
 * Runs work when somebody comes back from another page that they opened here: what it did is shown then.
 *
 * @returns What ends it.
 */
export function onReturn(work: () => void): () => void {
  const returned = () => {
    if (isAway) work();
    isAway = false;
  };
  window.addEventListener('focus', returned);
  return () => window.removeEventListener('focus', returned);
}

/** What the page was opened with by another; blank where it was by the menu. */
export const pickedBefore = (): string => decodeURIComponent(document.getElementById('page')?.dataset['picked'] ?? '');

let offerUndo: (no: number) => void = () => {};

/** Has a page told of whatever was done that can be undone, by its number. */
export function onUndoable(told: (no: number) => void): void {
  offerUndo = told;
}

export const closePage = (): void => google.script.host.close();

/** A token of one use of a form: sent again with a retry, so that the same thing is done once. */
export function newToken(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => letters[byte % letters.length]).join('');
}
