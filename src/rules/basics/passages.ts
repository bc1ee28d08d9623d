/** What each rule says, in our words, and the passage of the guidance it comes from. */
export interface Passage {
  readonly says: string;
  /** The heading in the guidance; "Not in the guidance" where it is silent and this is assumed. */
  readonly heading: string;
}

const SILENT = 'Not in the guidance';
const WHY_CLUSTERS = 'Why does the PSTT support clusters?';
const MODEL = 'Funding model';
const NOTE_1 = 'Funding model, note 1';
const ACCESS = 'How do lead schools/cluster leads access funding?';
const HOLDS = 'Who holds the cluster funding?';
const MEET = 'How often and when should the cluster meet?';
const CPD = 'CPD from an individual who is not a Fellow';
const PSQM = 'PSTT funding support for the PSQM';
const REPORTING = 'What is the reporting process for cluster funding?';
const UNSPENT = 'If we have unspent funds, do we have to return them?';
const ADDING = 'Can I add schools to my cluster after I’ve started?';
const REPLACING = 'If a school drops out, can we replace it?';

const of = (heading: string, says: string): Passage => ({ heading, says });

/** Every rule by its number. A test compares this with docs/rules.md. */
export const PASSAGES = {
  P1: of(WHY_CLUSTERS, 'A cluster works best when it is neither too small nor too large.'),
  P2: of(
    'Do I have to include a secondary school in my cluster?',
    'A primary-phase school leads; secondary schools may take part.',
  ),
  P3: of(HOLDS, 'The lead school is a member of its cluster on every day it leads; so is the cluster lead’s school.'),
  P4: of(SILENT, 'A school is in at most one cluster on any day.'),
  P5: of(SILENT, 'Programmes, clusters and schools keep their ID; other names and spellings are aliases.'),
  P6: of('List of clusters', 'Five clusters with 37 schools; the guidance does not say which one leads each.'),
  P7: of(
    ADDING,
    'Membership has a first and a last day, and a decision that allowed each; every count can be asked for any day.',
  ),
  P8: of(REPORTING, 'An agreement lasts for some years, then it ceases; balances are held for the Director.'),
  F1: of(NOTE_1, 'Every member school sets money aside each year to release its science lead.'),
  F2: of(
    NOTE_1,
    'Release is for half-days, each up to a most; it is shown by the counted meetings the school came to.',
  ),
  F3: of(NOTE_1, 'Release money is on top of the school’s science budget; the school declares it each year.'),
  F4: of(NOTE_1, 'Release money is for teachers, not for activities for children.'),
  F5: of(MODEL, 'The Trust matches what schools put in; the amounts stood in a figure that is lost.'),
  F6: of(ACCESS, 'Money each year for running the cluster, held by the lead school.'),
  F7: of(ACCESS, 'Money each year for administering the pots, held by the lead school.'),
  F8: of(MODEL, 'Schools may put cash into the pot; the amounts stood in a figure that is lost.'),
  F9: of(SILENT, 'A school that is a member for part of a year counts for its share of the half-days.'),
  F10: of(
    HOLDS,
    'The lead school holds three pots: cluster pot, lead support, administration. Release stays with each school.',
  ),
  F11: of(HOLDS, 'Opening + received + other income − spent = closing; closing − committed = available.'),
  F12: of(
    UNSPENT,
    'Unspent money rolls over to the next year; an overspend rolls over as well, with a note. A year can be closed: what ' +
      'is changed in it afterwards is said.',
  ),
  F13: of(SILENT, 'Entitled by the rules, received by the ledger, and outstanding are three figures.'),
  F14: of(SILENT, 'Parts add up to the whole; odd pence go to the earliest parts.'),
  F15: of(CPD, 'VAT comes on top, at the rate in Settings, rounded half up to the penny.'),
  S1: of(CPD, 'The pot pays for a session up to a cap, and its VAT, Fellow or not.'),
  S2: of(CPD, 'What is above the cap is paid by the schools that came.'),
  S3: of(CPD, 'The cap is for a session, however many clusters or invoices share it.'),
  S4: of(SILENT, 'Two sessions of one provider within a day may be one that was split.'),
  S5: of(CPD, 'The provider need not be a Fellow.'),
  S6: of(ACCESS, 'Extra organising time from the cluster pot needs the Advisor’s approval beforehand.'),
  S7: of('Travel', 'Coaches and cars are decided case by case.'),
  S8: of(MEET, 'Projects of the cluster or of some schools are paid from the cluster pot as its schools agree.'),
  S9: of(HOLDS, 'The Trust gives first copies; further copies are bought by the cluster or the school.'),
  S10: of(HOLDS, 'Spending names a pot; release is paid by schools, pots by the lead school.'),
  S10a: of(SILENT, 'Money that leaves the cluster pot is for a request or a session; else nobody agreed to it.'),
  S11: of(SILENT, 'Asked, approved and claimed are three amounts; no more than was approved can be claimed.'),
  S12: of(UNSPENT, 'A pot below zero needs a note.'),
  S13: of(SILENT, 'Two lines of the ledger that say the same may be one payment entered twice.'),
  Q1: of(
    'Can we use cluster funding to pay for a PSQM renewal?',
    'Only a school’s first PSQM is funded, by the cluster pot as well.',
  ),
  Q2: of(PSQM, 'A training hub has to be available.'),
  Q3: of(PSQM, 'Places are limited; when none is left, requests wait in the order they were asked, from year to year.'),
  M1: of(MEET, 'A cluster meets a least number of times a year; the model is a little more.'),
  M2: of(
    MEET,
    'Teachers are released for meetings: whole-cluster meetings in school hours count; after-school ones do not ' +
      'uphold the agreement.',
  ),
  M3: of(
    MEET,
    'Attendance is recorded school by school; a substitute attends; a member without a mark counts as absent.',
  ),
  M4: of(SILENT, 'The same cluster, date and kind twice may be one meeting entered twice.'),
  M5: of('If a school disengages what should we do?', 'A school that stays away needs encouragement early.'),
  M6: of(MEET, 'Whether the minimum can still be met this year.'),
  C1: of(ADDING, 'Adding a school may be possible; the Director or the Advisor decides.'),
  C2: of('If a school disengages what should we do?', 'Encourage first; then the Advisor decides.'),
  C3: of(REPLACING, 'Replacing a school may be possible and is never required.'),
  C4: of('What happens if our cluster doesn’t work?', 'Tell the Advisor and the Director early; one of them answers.'),
  A1: of(SILENT, 'An approval is worked out from the request and the Decisions tab; typing it counts for nothing.'),
  A2: of(
    SILENT,
    'A decision holds for what was decided; what changed later needs a new one. A lower amount stays approved.',
  ),
  A3: of(SILENT, 'Nobody decides on their own request, for their own school or for its cluster.'),
  A4: of(SILENT, 'A dated substitute decides in the place of somebody who is away.'),
  A5: of(SILENT, 'Approve in full or in part, ask back, decline or revoke; all but approving need a reason.'),
  A6: of(SILENT, 'A request is in one state at a time, and only some moves are open in each.'),
  A7: of(ACCESS, 'Prior approval comes before the money is promised; later it is retrospective.'),
  A8: of(SILENT, 'An approval lasts to the end of the funding year it was given in.'),
  A9: of(SILENT, 'After some school days a reminder, later a copy to the Director, one mail a person a day.'),
  A10: of(SILENT, 'Of several decided at once each is checked alone.'),
  A11: of(SILENT, 'The same decision twice is one; the second person is told who was first.'),
  A12: of(SILENT, 'Every action is a line of a log in which a change shows.'),
  G1: of(REPORTING, 'Annual reviews are part of the Steering Group’s summer meeting.'),
  G2: of(REPORTING, 'Meetings of the cluster lead with the Advisor feed the review.'),
  G3: of(
    REPORTING,
    'To pass to the National Programme: both reviews, a report, an application that is accepted. Open to clusters ' +
      'and, each for itself, to schools.',
  ),
  G4: of('A cluster may wish to focus on', 'Focus areas to choose from; the words of the central aims are lost.'),
} as const satisfies Record<string, Passage>;

export type RuleNumber = keyof typeof PASSAGES;

export const RULE_NUMBERS = Object.keys(PASSAGES) as RuleNumber[];

/** The passage of a rule's number as findings carry it; null for what is no rule. */
export function passageOf(rule: string): Passage | null {
  return (PASSAGES as Record<string, Passage>)[rule] ?? null;
}
