/** What actions answer: plain JSON, shared with the sidebars. */
import type { EffectLine } from '../rules/basics/effect';
import type { Finding, Severity } from '../rules/basics/finding';
import type { Status } from '../rules/basics/parameter-table';
import type {
  Category,
  Decision,
  Direction,
  FundingStand,
  Mark,
  Matter,
  MeetingKind,
  MeetingStatus,
  Pot,
  Role,
} from '../rules/basics/words';
import type { RequestField } from '../rules/requests/matters';
import type { StateName } from '../rules/requests/request-state';
import type { FieldProblem } from './schemas/parts';

/** What a rule has to say, in words for people. */
export interface Said {
  rule: string;
  severity: Severity;
  message: string;
  /** A finding itself is no plain JSON: {@link say} puts it into words. */
  cure?: never;
}

/** A finding as an answer carries it. */
export const say = ({ rule, severity, message }: Finding): Said => ({ rule, severity, message });

/** An action that was not done: nothing was written. */
export interface Refusal {
  ok: false;
  message: string;
  /** By field of the form, where a field is to blame. */
  problems?: FieldProblem[];
  /** The rules' reasons. */
  findings?: Said[];
  /** True when the same thing sent again may be done: what stood in the way passes. */
  again?: boolean;
  /** The address at which Google asks for what the person has not allowed yet. */
  allow?: string;
  /** True when only warnings stand in the way: send again with `confirmed: true` to go on. */
  confirm?: boolean;
}

/** What was done; with the number of its line in the log where it can be undone for a while. */
export type Answer<T> = ({ ok: true; undo?: number } & T) | Refusal;

export interface Unread {
  /** What cannot be read and is in none of the answer, with what to do; blank where that is nothing. */
  unread: string;
}

export interface Me {
  email: string;
  name: string;
  roles: Role[];
}

export interface Named {
  id: string;
  name: string;
}

/** One school's time in one cluster; dates as '2026-09-01', `to` null while it lasts. */
export interface Member {
  cluster: string;
  school: string;
  schoolName: string;
  from: string;
  to: string | null;
}

/** A meeting as the fields of its form. */
export interface MeetingFields {
  id: string;
  cluster: string;
  date: string;
  start: string | null;
  end: string | null;
  kind: MeetingKind;
  inSchoolHours: boolean;
  heldAt: string;
  purpose: string;
}

/** `meetingForm()`; with the ID of a meeting to correct it. */
export type MeetingForm = Answer<
  Unread & {
    me: Me;
    /** That it is this person's to do, and for whom. */
    yours: string;
    today: string;
    /** Those that the person records for, their own first. */
    clusters: Named[];
    /** The cluster to start with: the person's own. */
    myCluster: string | null;
    members: Member[];
    planned: MeetingFields[];
    /** Those that the person may correct, the newest first. */
    meetings: Named[];
    /** The meeting that is corrected. */
    editing:
      | (MeetingFields & {
          status: MeetingStatus;
          note: string;
          marks: { school: string; mark: Mark; teachers: number | null; releaseCost: string }[];
          /** Stands for how it reads now; sent back with the correction. */
          shown: string;
          /** What it says now, in words. */
          says: string;
        })
      | null;
    marks: Mark[];
    kinds: MeetingKind[];
    /** "£100.00": what a blank release cost counts as, and the most that is evidenced. */
    mostPerHalfDay: string;
  }
>;

/** `recordMeeting(payload)`, `correctMeeting(payload)`, `planMeetings(payload)` */
export type MeetingRecorded = Answer<{
  id: string;
  /** What was done, in one sentence. */
  message: string;
  /** What is still needed by when. */
  next: string;
  findings: Said[];
  /** How many count this year then. */
  counted: number;
}>;

/** `previewMeeting(payload)`: what a meeting would do, before anything is written. */
export type MeetingPreview = Answer<{
  severity: Severity | 'good';
  /** Whether it counts, in a sentence. */
  sentence: string;
  /** How many count that year, and what else changes. */
  lines: EffectLine[];
  /** Who came and who is missing; blank where nobody is marked. */
  who: string;
  findings: Said[];
}>;

/** One of the things that a payment or income can be for. */
export interface PaymentChoice {
  id: string;
  group: string;
  label: string;
  direction: Direction;
  cluster: string;
  /** Blank where it is asked. */
  pot: Pot | '';
  categories: Category[];
  /** "80.00" without VAT, and its VAT: what is left of it; blank where that is not known. */
  net: string;
  vat: string;
  payee: string;
  school: string;
}

/** A line of the ledger by the fields of its form, as typed. */
export interface PaymentFields {
  for: string;
  date: string;
  net: string;
  vat: string;
  cluster: string;
  pot: string;
  category: string;
  school: string;
  payee: string;
  finalClaim: boolean;
  evidence: string;
  note: string;
}

/** `paymentForm()`; with the ID of a line to correct it. */
export type PaymentForm = Answer<
  Unread & {
    me: Me;
    /** That it is this person's to do, and for whom. */
    yours: string;
    today: string;
    /** Those that the person records money for, their own first. */
    clusters: Named[];
    schools: Named[];
    choices: PaymentChoice[];
    /** How many of the choices there were room for. */
    more: number;
    /** By pot and way, what money can be booked as. */
    categories: { pot: Pot; In: Category[]; Out: Category[] }[];
    /** Lines that the person may correct, the newest first. */
    lines: Named[];
    /** The line that is corrected, what it says in words, and what stands in the way of another's correction. */
    editing: (PaymentFields & { id: string; shown: string }) | null;
  }
>;

/** A pot before and after something is recorded, each as money. */
export interface PotChange {
  pot: string;
  before: { left: string; available: string };
  after: { left: string; available: string };
}

/** `previewPayment(payload)`: what the rules say, before anything is written. */
export type PaymentPreview = Answer<
  Unread & {
    /** "Can be recorded", "Not possible": the worst of what was found. */
    severity: Severity | 'good';
    /** What would be done, in a sentence. */
    sentence: string;
    pot: PotChange;
    /** What was filled in: cluster, pot, year and quarter, what it is booked as, what is left then. */
    filled: { label: string; value: string }[];
    findings: Said[];
  }
>;

/** `sessionForm()` */
export type SessionForm = Answer<
  Unread & {
    me: Me;
    yours: string;
    today: string;
    /** Those that the person records training for, their own first. */
    clusters: Named[];
    allClusters: Named[];
    members: Member[];
    /** Sessions of their clusters, the newest first. */
    sessions: {
      id: string;
      label: string;
      /** Sent back with what is corrected. */
      shown: string;
      clusters: string[];
      date: string;
      provider: string;
      fellow: boolean;
      vatRegistered: boolean;
      netFee: string;
      meeting: string | null;
      /** IDs of the schools that came. */
      came: string[];
      note: string;
    }[];
    /** Meetings held, the newest first, with the IDs of the schools that came. */
    meetings: { id: string; label: string; date: string; cluster: string; came: string[] }[];
  }
>;

/** `previewSession(payload)`: who would pay what, before anything is written. */
export type SessionPreview = Answer<
  Unread & {
    severity: Severity | 'good';
    sentence: string;
    pot: PotChange;
    split: SplitRow[];
    findings: Said[];
  }
>;

/** A school's release money of a year. */
export interface SchoolRelease extends Named {
  cluster: string;
  /** "5 half-days, £500.00" */
  aside: string;
  /** "£200.00 shown by 2 meetings" */
  shown: string;
  /** "declared on 1 Sep 2026"; null where it was not. */
  declared: string | null;
  /** Whether the person may declare it. */
  isTheirs: boolean;
}

/** `releaseForm()` */
export type ReleaseForm = Answer<
  Unread & {
    me: Me;
    yours: string;
    today: string;
    clusters: Named[];
    /** This year first, then the next and the last one. */
    years: { year: string; schools: SchoolRelease[] }[];
  }
>;

/** `focusForm()` */
export type FocusForm = Answer<
  Unread & {
    me: Me;
    yours: string;
    clusters: (Named & { areas: string[] })[];
    /** Those that the guidance suggests. */
    areas: string[];
  }
>;

/** `reviewForm()` */
export type ReviewForm = Answer<
  Unread & {
    me: Me;
    yours: string;
    today: string;
    /** The newest first. */
    years: string[];
    outcomes: string[];
    members: Member[];
    clusters: (Named & {
      stage: string;
      /** What is due and not there. */
      missing: string;
      steps: { what: string; stands: string }[];
    })[];
    /** What is recorded, as the fields of the form. */
    rows: {
      cluster: string;
      year: string;
      school: string;
      heldOn: string;
      reportReceived: string;
      appliedOn: string;
      outcome: string;
      notes: string;
      /** Sent back with what is changed. */
      shown: string;
    }[];
  }
>;

/** `peopleForm()` */
export type PeopleForm = Answer<
  Unread & {
    me: Me;
    today: string;
    roles: Role[];
    clusters: Named[];
    schools: Named[];
    /** Everybody who does something today or later. */
    people: (Named & {
      /** "Cluster lead of North Cluster, School 1" */
      does: string;
      role: Role;
      cluster: string;
      school: string;
      /** Whether others can stand in for them. */
      decides: boolean;
    })[];
  }
>;

/** `previewPerson(payload)`: what a change of People would do, before anything is written. */
export type PersonPreview = Answer<{
  severity: Severity | 'good';
  /** "Bo Bursar: Finance of North Cluster." */
  sentence: string;
  /** Whom it waits for; blank where for nobody. */
  waits: string;
  /** What they may do then, and what they may not do any more. */
  gains: string[];
  loses: string[];
  /** What somebody who is to decide never decides on; blank where nobody is. */
  never: string;
}>;

/** `previewLead(payload)`: what it would do that another school leads, before anything is written. */
export type LeadPreview = Answer<{
  severity: Severity | 'good';
  /** Who leads from when, and who led until when. */
  sentence: string;
  /** What the pots hold together. */
  holds: string;
  /** Each pot with its balance, and what of it is promised. */
  pots: string[];
  /** Who keeps the money then, and who does not any more. */
  rights: string[];
}>;

/** A line of a statement, with its sum of money. */
export interface StatementLine {
  what: string;
  sum: string;
}

/** `handOverForm()`; with the ID of a cluster for its statement. */
export type HandOverForm = Answer<
  Unread & {
    me: Me;
    today: string;
    /** Who says which school leads, where it is not this person; blank where it is. */
    notYours: string;
    /** Those whose money the person keeps. */
    clusters: Named[];
    cluster: Named;
    /** The school that leads now. */
    lead: string;
    /** "24 Nov 2026": the day of the statement. */
    asAt: string;
    /** Schools that could lead next. */
    members: Named[];
    pots: {
      pot: string;
      opening: string;
      paidIn: string;
      spent: string;
      balance: string;
      committed: string;
      available: string;
    }[];
    /** The balances together. */
    holds: string;
    promises: StatementLine[];
    unclaimed: StatementLine[];
    owed: StatementLine[];
  }
>;

/** `changeForm()` */
export type ChangeForm = Answer<
  Unread & {
    me: Me;
    yours: string;
    today: string;
    /** Approved, and not carried out. */
    changes: (ToCarryOut & {
      /** A school that left or leaves is replaced. */
      replaces: boolean;
    })[];
  }
>;

/** `previewChange(payload)`: what a change would do, before anything is written. */
export type ChangePreview = Answer<
  Unread & {
    lines: EffectLine[];
    /** What hangs on a school that leaves. */
    notes: string[];
  }
>;

/** `figuresForm()` */
export type FiguresForm = Answer<
  Unread & {
    me: Me;
    /** How many are confirmed already. */
    confirmed: number;
    /** This funding year and the next. */
    years: string[];
    /** Those that are assumed or not set. */
    figures: {
      parameter: string;
      /** "a 1:1 match" */
      says: string;
      value: string;
      isSet: boolean;
      status: string;
      rule: string;
      /** What it is about, in a sentence. */
      about: string;
      source: string;
      /** The results that rest on it. */
      rests: string[];
      /** What another value looks like. */
      expected: string;
      shown: string;
    }[];
  }
>;

/**
 * `recordPayment(payload)`, `recordSession(payload)`, `declareRelease(payload)`, `recordReview(payload)`, `saveFigure(payload)`,
 * `savePerson(payload)`, `changeMembers(payload)`, `changeLead(payload)`
 */
export type Recorded = Answer<{
  id: string;
  /** What was done, in one sentence. */
  message: string;
  /** What comes next; blank where nothing does. */
  next: string;
  findings: Said[];
}>;

export interface MatterForm {
  matter: Matter;
  /** In one sentence: who decides, or that nobody needs to. */
  decides: string;
  help: string;
  fields: {
    name: RequestField;
    label: string;
    help: string;
    required: boolean;
  }[];
  pots: Pot[];
  /** It names a school that is not in the cluster yet. */
  isAboutAnotherSchool: boolean;
  purposeLabel: string;
}

/** A request as its form shows it, by the names of the fields. */
export interface EditedRequest {
  id: string;
  /** The person only says whether their own school agrees to it (S8). */
  agreesOnly: boolean;
  flag: string;
  state: StateName;
  /** What the flag means, where its words alone do not say what comes of it. */
  means: string;
  matter: Matter;
  cluster: string;
  school: string | null;
  pot: Pot | null;
  amount: string | null;
  payee: string;
  purpose: string;
  wantedOn: string | null;
  committedOn: string | null;
  schoolsAgreeing: string[];
  session: string | null;
  note: string;
  resource: string;
  stands: FundingStand | null;
}

/** `askForm()`; with a request's ID to edit it. */
export type AskForm = Answer<{
  me: Me;
  today: string;
  clusters: Named[];
  myCluster: string | null;
  members: Member[];
  /** Schools outside the cluster, for adding or replacing. */
  schools: Named[];
  matters: MatterForm[];
  /** "£1,240.00 available in the cluster pot", by cluster and pot. */
  pots: { cluster: string; pot: Pot; says: string }[];
  sessions: { id: string; label: string; clusters: string[] }[];
  agreement: AgreementForm;
  /** The request that is changed. */
  editing: EditedRequest | null;
}>;

/** Who can say of which schools that they agree. Rule S8. */
export interface AgreementForm {
  /** IDs of the schools that the person speaks for. */
  ownSchools: string[];
  /** Meetings held of the clusters that the person leads, the newest first, with the IDs of the schools that came. */
  meetings: { id: string; label: string; on: string; cluster: string; present: string[] }[];
}

export interface SplitRow {
  part: string;
  net: string;
  vat: string;
  gross: string;
}

/** `previewRequest(payload)`: what the rules say, before anything is written. */
export type AskPreview = Answer<
  Unread & {
    /** The flag the request would carry: "waiting for Advisor". */
    flag: string;
    state: StateName;
    /** Who it would wait for and why, in a sentence. */
    sentence: string;
    findings: Said[];
    split: SplitRow[] | null;
    /** "£1,240.00 available in the cluster pot". */
    pot: string | null;
    assumes: string;
  }
>;

/** `askRequest(payload)` */
export type Asked = Answer<{ id: string; flag: string; state: StateName; message: string; findings: Said[] }>;

export interface WaitingRequest {
  id: string;
  matter: Matter;
  cluster: string;
  school: string | null;
  pot: Pot | null;
  amount: string | null;
  payee: string;
  purpose: string;
  note: string;
  wantedOn: string | null;
  committedOn: string | null;
  askedBy: string;
  askedOn: string;
  /** The day it was asked, last decided on or its question answered. */
  waitingSince: string;
  schoolDaysWaiting: number;
  /** It waits for so long that the Director is told. */
  isLate: boolean;
  flag: string;
  state: StateName;
  /** In a sentence: what the flag means, and for whom it waits. */
  means: string;
  /** "£1,240.00 available now" of the request's pot. */
  potAvailable: string | null;
  /** Available after approval in full would be below zero. */
  overdrawn: boolean;
  findings: Said[];
  /** Why this person may not decide it, or null. */
  conflict: Said | null;
  /** Decides in the place of this person. */
  inPlaceOf: string | null;
  /** Decisions that are legal now. */
  moves: Decision[];
  similar: {
    id: string;
    matter: Matter;
    cluster: string;
    amount: string | null;
    outcome: string;
    state: StateName;
    words: string;
    on: string;
  }[];
  /** Send back with the decision. */
  shown: string;
}

/** An approved change of membership that Membership does not show yet. */
export interface ToCarryOut {
  request: string;
  change: 'joins' | 'leaves';
  school: string;
  cluster: string;
  /** The day that was approved. */
  wantedOn: string | null;
  /** Schools that could lead from then on; none where the leaver does not lead. */
  leads: Named[];
}

/** `decideList()` */
export type DecideList = Answer<
  Unread & {
    me: Me;
    /** What waits for this person, oldest first. */
    mine: WaitingRequest[];
    /** Waiting, but not for this person: with the reason; what was asked back too, which waits for whoever asked. */
    others: WaitingRequest[];
    /** Approved by now and open to being revoked, the newest decision first. */
    revocable: WaitingRequest[];
    /** How many more there are in each list than are shown. */
    more: { mine: number; others: number; revocable: number };
    /** What nobody decides and somebody has to see to: orders, money from elsewhere, problems, ideas and questions. */
    reports: Report[];
    /** How many more there are of these than are shown. */
    moreReports: number;
    /** Approved changes of membership that this person may write down. */
    toCarryOut: ToCarryOut[];
  }
>;

export interface Report {
  id: string;
  /** What it is, in a few words: the matter, with the resource or where it stands. */
  what: string;
  /** Whether it can be marked as done now. */
  canClose: boolean;
  /** Whether it is done only with an answer to whoever asked. */
  needsAnswer: boolean;
  cluster: string;
  school: string | null;
  purpose: string;
  note: string;
  askedBy: string;
  askedOn: string;
}

/** `decideRequests(payload)` */
export type Decided = Answer<{
  results: { request: string; ok: boolean; message: string; flag: string }[];
}>;

/** `myRequests()` */
export type MyRequests = Answer<
  Unread & {
    me: Me;
    toCarryOut: ToCarryOut[];
    /** Their own first, then those of their cluster; the newest first. */
    requests: {
      id: string;
      /** Whether they asked for it or changed it themselves. */
      isMine: boolean;
      matter: Matter;
      cluster: string;
      amount: string | null;
      purpose: string;
      askedOn: string;
      flag: string;
      state: StateName;
      /** What the flag means, where its words alone do not say what comes of it. */
      means: string;
      /** Who it waits for, by role and name; null when nobody. */
      waitingFor: string | null;
      /** Who pays or reads what needs no approval; blank where somebody decides. */
      notNeeded: string;
      /** The decider's words: a question, a reason, conditions. */
      words: string;
      question: string | null;
      canAnswer: boolean;
      canEdit: boolean;
      canWithdraw: boolean;
      /** All that the person can change of it is whether their own school agrees (S8). */
      agreesOnly: boolean;
      findings: Said[];
    }[];
    /** How many more there are than are shown. */
    more: number;
  }
>;

/**
 * `answerQuestion(payload)`, `withdrawRequest(payload)`, `seeToRequest(payload)`,
 * `startProgramme(payload)`, `saveSetUp(payload)`, `switchDigest(payload)`, `switchExtract(payload)`,
 * `repairCells(payload)`, `closeLog(payload)`
 */
export type Done = Answer<{
  message: string;
  /** Nothing was to be written: what was sent stands there already. */
  unchanged?: true;
}>;

export interface SetUpStep {
  key: 'workbook' | 'programme' | 'people' | 'clusters' | 'settings';
  title: string;
  done: boolean;
  /** What is there and what is missing, one sentence each. */
  lines: string[];
}

/** `setUpState()` */
export type SetUpState = Answer<{
  me: Me | null;
  /** Whose it is to change, where it is not this person’s; blank where it is. */
  notYours: string;
  steps: SetUpStep[];
  programme: {
    id: string;
    /** Blank until somebody said. */
    name: string;
    /** Whether there are no clusters and schools yet: then it is asked what to start from. */
    isBlank: boolean;
    /** What the guidance has: "Salisbury Cluster Project", "5 clusters with 37 schools". */
    roster: { name: string; says: string };
  };
  director: { name: string; email: string } | null;
  advisor: { name: string; email: string; school: string | null } | null;
  clusters: {
    id: string;
    name: string;
    leadSchool: string | null;
    stage: string | null;
    agreementStart: string | null;
    lead: { name: string; email: string; school: string | null } | null;
    members: Named[];
  }[];
  stages: string[];
  /** Figures that are not set or assumed: "PSQM places: not set". */
  unconfirmed: string[];
  /** What has to be known of a file that is a copy; null where it is none. */
  copy: string | null;
  empty: boolean;
}>;

/** `setUpWorkbook()`: what it did, line by line; an empty list means all was in order. */
export type SetUpDone = Answer<{ did: string[]; message: string }>;

/** `setUpPart({ from })`: what was done, and where to go on. */
export type SetUpPart = Answer<{
  did: string[];
  /** What only people can put in order. */
  unclear: string[];
  /** The part to go on with; null when all is done. */
  next: number | null;
  /** What that part is about. */
  nextName: string | null;
  /** How many parts there are. */
  parts: number;
}>;

export interface CellProblem {
  sheet: string;
  row: number;
  a1: string;
  header: string;
  message: string;
  /** What of the message is the same for all cells with this mistake; all of it where this is left out. */
  cause?: string;
  /** What the cell holds, in words. */
  holds?: string;
  /** How many more cells have this mistake and are not listed. */
  alike?: number;
  severity: Severity;
  /**
   * A safe repair: what the cell would hold instead; `unsure` where people have to tell whether it is wanted; `confirms`
   * where nothing is written but `becomes` is confirmed.
   */
  repair: { shown: string; becomes: string; unsure?: boolean; confirms?: boolean } | null;
}

/** How many problems of a tab are counted, and their mistakes are not listed. */
export interface ProblemsLeftOut {
  sheet: string;
  more: number;
}

/** `checkWorkbook()`; the message counts all problems, listed or not. */
export type WorkbookChecked = Answer<{
  problems: CellProblem[];
  leftOut: ProblemsLeftOut[];
  rowsChecked: number;
  message: string;
}>;

/** `whySelected()` */
export type Why = Answer<
  Unread & {
    /** "Overview!G7" */
    cell: string;
    /** "West Salisbury Cluster: Meetings" */
    about: string;
    answer: string;
    reasons: { rule: string; says: string; passage: string; inputs: string[]; change: string }[];
  }
>;

/** A page as it is shown: {@link Paper} with its sums in words. */
export interface PaperShown {
  /** The name of the programme; blank where it has none yet. */
  programme: string;
  title: string;
  about: string[];
  blocks: {
    heading: string;
    lines: { text: string; tone: 'must' | 'soon' | 'told' }[];
    chart?: ChartShown;
    written?: { text: string; hint: string };
    table: {
      columns: { header: string; kind: 'words' | 'money' | 'bar' | 'note' | 'room' }[];
      rows: string[][];
      hasTotal: boolean;
      /** By row and column, from 0 to 1. */
      shades?: (number | null)[][];
    } | null;
  }[];
  assumes: string;
  mark?: 'Draft' | 'Complete so far' | 'Final';
}

/** Bars of parts behind each other; money in pence. */
export interface ChartShown {
  says: string;
  unit: 'count' | 'money';
  parts: string[];
  bars: { name: string; sizes: number[]; label: string }[];
  line: { name: string; at: number } | null;
}

/** `yearEndForm({ cluster, year })`: a cluster's year as it would be closed, or as it was. */
export type YearEndForm = Answer<
  Unread & {
    me: Me;
    /** Whose it is: "You close years for North Cluster." */
    yours: string;
    clusters: Named[];
    cluster: Named;
    year: string;
    /** Those that can be picked, the newest first. */
    years: string[];
    /** "Closed on 5 Sep 2026 by Nell North."; blank while it is open. */
    closed: string;
    /** What is to be looked at before it is closed; of a closed year what was changed since. */
    findings: Said[];
    /** A pot closes below zero, which needs a note (F12). */
    needsNote: boolean;
    /** Stands for all that the page shows: sent with what is done. */
    shown: string;
    paper: PaperShown;
    version: string;
  }
>;

/** `whatIfForm()` */
export type WhatIfForm = Answer<
  Unread & {
    me: Me;
    /** "2027/28" */
    year: string;
    clusters: (Named & {
      /** Where its agreement stands, in words. */
      agreement: string;
      /** The first day of an agreement that would follow: '2027-09-01'. */
      renewsOn: string;
      /** Its schools when the year begins. */
      members: Named[];
    })[];
    schools: Named[];
    /** The first day of the year, and the last day of the one before. */
    from: string;
    last: string;
    figures: {
      parameter: string;
      says: string;
      value: string;
      status: Status;
      expected: string;
    }[];
  }
>;

/** `whatIf(payload)`: it writes nothing. */
export type WhatIf = Answer<Unread & { paper: PaperShown; version: string }>;

export interface PickedFrom extends Named {
  /** Under what it is listed; blank where the list has no parts. */
  group: string;
}

/** `clusterPage(payload)`, `schoolPage(payload)` */
export type OwnPage = Answer<
  Unread & {
    /** Null for an account that is not in People. */
    me: Me | null;
    account: string;
    /** The person's own; null where none is. */
    own: string | null;
    /** Whose page it is; null where there is no own one and none was picked. */
    picked: string | null;
    /** One's own first. */
    choices: PickedFrom[];
    /** "2026/27" */
    year: string;
    /** Those that can be looked back on, the newest first. */
    years: string[];
    paper: PaperShown | null;
    version: string;
  }
>;

/** `reportPages(payload)`: pages to read, print and take along. */
export type ReportPages = Answer<
  Unread & {
    /** Null for an account that is not in People. */
    me: Me | null;
    /** What it is of; null where there is nothing to pick from. */
    picked: string | null;
    choices: PickedFrom[];
    /** "2026/27" */
    year: string;
    /** Those that can be looked back on, the newest first. */
    years: string[];
    papers: PaperShown[];
    /** Every table of the pages, as a file. */
    csv: string;
    /** Meetings and deadlines as a calendar file; blank where the report has none. */
    ics: string;
    /** What the files are called, without their endings. */
    fileName: string;
    version: string;
  }
>;

/** `extractState()` */
export type ExtractState = Answer<{
  on: boolean;
  /** What the tab is called; blank where there is none. */
  tab: string;
  programme: { id: string; name: string };
  /** Whose it is to switch, where it is not this person’s; blank where it is. */
  notYours: string;
}>;

/** `digestState()` */
export type DigestState = Answer<{
  on: boolean;
  runsAs: string | null;
  lastRan: string | null;
  mine: boolean;
  /** Why it may not be running although it is on, and what to do; null when all is well. */
  warning: string | null;
  /** The mails that would go out now. */
  preview: { to: string; subject: string; body: string }[];
}>;

/** `verifyLog({ mailed? })` */
export type LogVerified = Answer<{
  good: boolean;
  lines: number;
  message: string;
  newest: { no: number; hash: string } | null;
  /** Whether the person may close it, since it does not hold, and begin a new one. */
  mayClose: boolean;
}>;

/** A column of what a file holds, as the page lets it be found in the file. */
export interface FileColumn {
  key: string;
  header: string;
  help: string;
  needed: boolean;
  /** The key of the column with which it is needed too; blank where there is none. */
  neededWith: string;
  /** The words it may hold; none where they are not a few. */
  words: string[];
  isDate: boolean;
  isSum: boolean;
  /** Whether it holds one value for the whole file, and is no column of it. */
  wholeFile: boolean;
}

/** `fileForm()` */
export type FileForm = Answer<
  Unread & {
    me: Me;
    mostRows: number;
    targets: { key: string; label: string; hint: string; tabs: string[]; columns: FileColumn[] }[];
  }
>;

/** Something in a row of a file that stands in its way. */
export interface FileProblem {
  /** The key of its column; blank where no cell is to blame. */
  column: string;
  found: string;
  message: string;
  /** Whether it is a word that stands for one of those the column may hold. */
  isWord: boolean;
}

/** A row of a file as it would be read. */
export interface FileRead {
  is: 'new' | 'there' | 'wrong';
  text: string;
  problems: FileProblem[];
  /** What the rules would say of it. */
  notes: string[];
  /** Where it stands already; blank where it does not. */
  there: string;
  /** Whether one that is there may be written once more. */
  mayRepeat: boolean;
}

/** `previewFile()`: every row in the order of what was sent, and what stands for them all. */
export type FilePreview = Answer<Unread & { rows: FileRead[]; agreed: string }>;
