/** Every global that Google can call, with what it is sent: the schema of its form, an ID, or nothing. */
import type { ZodMiniType } from 'zod/mini';
import { askSchema } from '../../src/actions/schemas/ask';
import { changeMembersSchema } from '../../src/actions/schemas/carry-out';
import { decideSchema } from '../../src/actions/schemas/decide';
import { declareReleaseSchema } from '../../src/actions/schemas/declare-release';
import { saveFigureSchema } from '../../src/actions/schemas/figures';
import { focusAreasSchema } from '../../src/actions/schemas/focus-areas';
import { changeLeadSchema } from '../../src/actions/schemas/hand-over';
import { answerSchema, seeToSchema, withdrawSchema } from '../../src/actions/schemas/my-requests';
import { openFileSchema } from '../../src/actions/schemas/open-file';
import { ownPageSchema } from '../../src/actions/schemas/own-pages';
import { savePersonSchema } from '../../src/actions/schemas/people';
import {
  correctMeetingSchema,
  planMeetingsSchema,
  previewMeetingSchema,
  recordMeetingSchema,
} from '../../src/actions/schemas/record-meeting';
import { recordPaymentSchema } from '../../src/actions/schemas/record-payment';
import { recordReviewSchema } from '../../src/actions/schemas/record-review';
import { recordSessionSchema } from '../../src/actions/schemas/record-session';
import { reportPagesSchema } from '../../src/actions/schemas/report-pages';
import { setUpPartSchema, setUpSchema, startSchema } from '../../src/actions/schemas/set-up';
import {
  closeLogSchema,
  repairSchema,
  showCellSchema,
  switchSchema,
  undoSchema,
  verifyLogSchema,
} from '../../src/actions/schemas/tools';
import { whatIfSchema } from '../../src/actions/schemas/what-if';
import { closeYearSchema, openYearSchema, yearEndPickSchema } from '../../src/actions/schemas/year-end';
import type * as main from '../../src/app/main';

type Global = keyof typeof main;
/** What pages call; the others are menu entries, triggers and the door of the cell functions. */
type Called = Exclude<Global, `show${string}` | `on${string}` | 'sendDigest' | 'cellFunction'> | 'showCell';

/** `id`: the ID of a row, if anything. `nothing`: whatever is sent is not looked at. */
export const CALLED: Readonly<Record<Called, ZodMiniType | 'id' | 'nothing'>> = {
  addSampleData: 'nothing',
  answerQuestion: answerSchema,
  askForm: 'id',
  askRequest: askSchema,
  changeForm: 'nothing',
  changeLead: changeLeadSchema,
  changeMembers: changeMembersSchema,
  checkWorkbook: 'nothing',
  closeLog: closeLogSchema,
  closeYear: closeYearSchema,
  clusterPage: ownPageSchema,
  correctMeeting: correctMeetingSchema,
  decideList: 'nothing',
  decideRequests: decideSchema,
  declareRelease: declareReleaseSchema,
  digestState: 'nothing',
  extractState: 'nothing',
  figuresForm: 'nothing',
  fileForm: 'nothing',
  focusForm: 'nothing',
  handOverForm: 'id',
  meetingForm: 'id',
  myRequests: 'nothing',
  openFile: openFileSchema,
  openYear: openYearSchema,
  paymentForm: 'id',
  peopleForm: 'nothing',
  planMeetings: planMeetingsSchema,
  previewChange: changeMembersSchema,
  previewFile: openFileSchema,
  previewLead: changeLeadSchema,
  previewMeeting: previewMeetingSchema,
  previewPayment: recordPaymentSchema,
  previewPerson: savePersonSchema,
  previewRequest: askSchema,
  previewSession: recordSessionSchema,
  recordMeeting: recordMeetingSchema,
  recordPayment: recordPaymentSchema,
  recordReview: recordReviewSchema,
  recordSession: recordSessionSchema,
  releaseForm: 'nothing',
  repairCells: repairSchema,
  repairWorkbook: 'nothing',
  reportPages: reportPagesSchema,
  reviewForm: 'nothing',
  saveFigure: saveFigureSchema,
  saveFocusAreas: focusAreasSchema,
  savePerson: savePersonSchema,
  saveSetUp: setUpSchema,
  schoolPage: ownPageSchema,
  seeToRequest: seeToSchema,
  sessionForm: 'nothing',
  setUpPart: setUpPartSchema,
  setUpState: 'nothing',
  setUpWorkbook: 'nothing',
  showCell: showCellSchema,
  startProgramme: startSchema,
  switchDigest: switchSchema,
  switchExtract: switchSchema,
  undo: undoSchema,
  verifyLog: verifyLogSchema,
  whatIf: whatIfSchema,
  whatIfForm: 'nothing',
  whySelected: 'nothing',
  withdrawRequest: withdrawSchema,
  yearEndForm: yearEndPickSchema,
};

/** Menu entries and triggers: they answer nothing, and show something or see to something. */
export const MENU_AND_TRIGGERS = [
  'onEdit',
  'onInstall',
  'onOpen',
  'sendDigest',
  'showAsk',
  'showCalendar',
  'showChangeMembers',
  'showCharts',
  'showCheck',
  'showDecide',
  'showDeclareRelease',
  'showDigest',
  'showExtract',
  'showFigures',
  'showFocusAreas',
  'showHandOver',
  'showHelp',
  'showLetters',
  'showMeetingPapers',
  'showMyCluster',
  'showMyRequests',
  'showMySchool',
  'showNextStage',
  'showOpenFile',
  'showPeople',
  'showRecordMeeting',
  'showRecordPayment',
  'showRecordReview',
  'showRecordSession',
  'showReviewPack',
  'showSetUp',
  'showVerifyLog',
  'showWhatIf',
  'showWhy',
  'showYearEnd',
] as const satisfies readonly Exclude<Global, Called>[];
