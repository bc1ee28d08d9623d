import { PARAMETER_NAMES } from '../rules/basics/parameter-table';
import {
  DECISIONS,
  DIRECTIONS,
  FOCUS_AREAS,
  FUNDING_STANDS,
  IN_CATEGORIES,
  MARKS,
  MATTERS,
  MEETING_KINDS,
  MEETING_STATUSES,
  OUT_CATEGORIES,
  OUTCOMES,
  PHASES,
  POTS,
  ROLES,
  STAGES,
} from '../rules/basics/words';
import { aside, column, defineSheet, required } from './define-sheet';
import * as kinds from './kinds';

const BLUE = '#1f5aa6';
const GREEN = '#2e7d4f';
const AMBER = '#a15c00';
const GREY = '#5f6368';

export const clusters = defineSheet({
  key: 'clusters',
  title: 'Clusters',
  purpose: 'One row a cluster: its lead school, stage and agreement.',
  idColumn: 'id',
  idPrefix: 'C',
  keepsRows: true,
  editors: 'everyone',
  tabColor: BLUE,
  columns: {
    id: required('Cluster ID', kinds.id('C')),
    name: required('Name', kinds.name, { width: 240 }),
    aliases: column('Aliases', kinds.names),
    leadSchool: column('Lead school', kinds.reference('schools'), {
      note:
        'The primary-phase member that leads now and holds the pots (P2, P3). Change it in Set up workbook, which notes ' +
        'in Membership who led before.',
    }),
    stage: column('Stage', kinds.choice(...STAGES)),
    agreementStart: column('Agreement start', kinds.date, { note: 'The first day of the agreement (P8).' }),
    focusAreas: column('Focus areas', kinds.names, {
      note: `Those of the guidance (G4), with semicolons between them: ${FOCUS_AREAS.join('; ')}. Others are welcome.`,
    }),
    note: column('Note', kinds.longText),
    earlierStarts: column('Earlier agreements', kinds.dates, {
      note:
        'The first days of agreements before this one (P8). Set up workbook adds to them when a start after the end of ' +
        'the agreement is saved, so that what it gave stays.',
    }),
    agreementEnd: column('Agreement end', kinds.computedDate, {
      note: 'It follows Agreement start: change that.',
      formula: '=AGREEMENT_END({Settings}, {Clusters})',
      width: 110,
    }),
  },
});

export const schools = defineSheet({
  key: 'schools',
  title: 'Schools',
  purpose: 'One row a school, with every name it is known by.',
  idColumn: 'id',
  idPrefix: 'S',
  keepsRows: true,
  editors: 'everyone',
  tabColor: BLUE,
  columns: {
    id: required('School ID', kinds.id('S')),
    name: required('Name', kinds.name, { width: 400 }),
    aliases: column('Aliases', kinds.names),
    phase: column('Phase', kinds.choice(...PHASES)),
    heldPsqm: column('Held PSQM', kinds.tick, {
      note: 'Ticked if the school ever held the Primary Science Quality Mark: a renewal is never funded (Q1).',
    }),
    scienceLead: column('Science lead', kinds.text),
    note: column('Note', kinds.longText),
  },
});

export const membership = defineSheet({
  key: 'membership',
  title: 'Membership',
  purpose: 'Which school was in which cluster, from when to when, and the request that allowed a change (P7).',
  idColumn: 'id',
  idPrefix: 'MB',
  ordered: [
    ['from', 'to'],
    ['ledFrom', 'ledTo'],
  ],
  editors: 'everyone',
  tabColor: BLUE,
  columns: {
    id: required('Membership ID', kinds.id('MB'), { width: 115 }),
    cluster: required('Cluster', kinds.reference('clusters')),
    school: required('School', kinds.reference('schools')),
    from: required('From', kinds.date, { note: 'The first day of membership.' }),
    to: column('To', kinds.lastDay, { note: 'The last day of membership; blank while it lasts.' }),
    request: aside('Request', kinds.reference('requests')),
    note: aside('Note', kinds.longText),
    ledFrom: aside('Led from', kinds.date, {
      note: 'Of a school that led the cluster before: its first day; blank means from the beginning (P3).',
    }),
    ledTo: aside('Led to', kinds.date, {
      note: 'Its last day of leading; blank where it leads now, or never did. The forms note it when another leads (P3).',
    }),
  },
});

export const people = defineSheet({
  key: 'people',
  title: 'People',
  purpose: 'Who may do what. The tracker knows a person by the Google account they are signed in with.',
  ordered: [['from', 'to']],
  editors: 'deciders',
  instead: 'To have somebody added or changed, ask one of them.',
  tabColor: BLUE,
  columns: {
    name: required('Name', kinds.name),
    email: required('E-mail', kinds.email, { width: 220 }),
    role: required('Role', kinds.choice(...ROLES)),
    cluster: column('Cluster', kinds.reference('clusters')),
    school: column('School', kinds.reference('schools')),
    from: column('From', kinds.date, { note: 'First day in the role; blank means always.' }),
    to: column('To', kinds.lastDay, { note: 'Last day in the role; blank means until further notice.' }),
    standsInFor: column('Stands in for', kinds.email, {
      note: 'The e-mail of the Director or Advisor this person decides for between From and To (A4).',
      width: 220,
    }),
  },
});

export const meetings = defineSheet({
  key: 'meetings',
  title: 'Meetings',
  purpose: 'Every meeting, planned or held (M3). Held whole-cluster meetings in school hours count.',
  idColumn: 'id',
  idPrefix: 'M',
  ordered: [['start', 'end']],
  editors: 'everyone',
  tabColor: GREEN,
  columns: {
    id: required('Meeting ID', kinds.id('M')),
    cluster: required('Cluster', kinds.reference('clusters')),
    date: required('Date', kinds.date),
    start: aside('Start', kinds.time),
    end: aside('End', kinds.time),
    inSchoolHours: required('In school hours', kinds.tick, {
      note: 'Ticked when teachers were released to meet. After-school meetings do not count towards the minimum (M2).',
      width: 110,
    }),
    kind: required('Kind', kinds.choice(...MEETING_KINDS)),
    status: required('Status', kinds.choice(...MEETING_STATUSES)),
    heldAt: aside('Held at', kinds.text, { width: 400 }),
    purpose: aside('Purpose', kinds.longText),
    note: aside('Note', kinds.longText),
  },
});

export const attendance = defineSheet({
  key: 'attendance',
  title: 'Attendance',
  purpose: 'One row a meeting and school: who came and what release cost the school.',
  editors: 'everyone',
  tabColor: GREEN,
  columns: {
    meeting: required('Meeting', kinds.reference('meetings')),
    school: required('School', kinds.reference('schools')),
    mark: required('Mark', kinds.choice(...MARKS)),
    teachers: column('Teachers', kinds.count),
    releaseCost: column('Release cost', kinds.cost, {
      note:
        'What releasing the teacher cost the school. Blank counts as the most that counts for a half-day ' + '(F2).',
    }),
    note: aside('Note', kinds.longText),
  },
});

export const release = defineSheet({
  key: 'release',
  title: 'Release',
  purpose:
    'Each school declares once a funding year that it set its release money aside, on top of its science budget (F3).',
  editors: 'everyone',
  tabColor: GREEN,
  columns: {
    school: required('School', kinds.reference('schools')),
    year: required('Year', kinds.fundingYear),
    declaredBy: aside('Declared by', kinds.text),
    declaredOn: aside('Declared on', kinds.date),
    note: aside('Note', kinds.longText),
  },
});

export const sessions = defineSheet({
  key: 'sessions',
  title: 'CPD sessions',
  purpose: 'One row a session of training, however many clusters or invoices share it (S3).',
  idColumn: 'id',
  idPrefix: 'CPD',
  editors: 'everyone',
  tabColor: GREEN,
  columns: {
    id: required('Session ID', kinds.id('CPD'), { width: 120 }),
    date: required('Date', kinds.date),
    provider: required('Provider', kinds.text),
    fellow: aside('Fellow', kinds.tick, { note: 'For information: the provider need not be a Fellow (S5).' }),
    vatRegistered: required('VAT registered', kinds.tick, { width: 110 }),
    netFee: required('Net fee', kinds.cost, { note: 'The whole fee without VAT; the cap is tested on it (S1).' }),
    clusters: required('Clusters', kinds.references('clusters'), { width: 260 }),
    meeting: column('Meeting', kinds.reference('meetings'), {
      note: 'The meeting it was part of: the schools that attended share what is above the cap (S2).',
    }),
    note: aside('Note', kinds.longText),
  },
});

export const requests = defineSheet({
  key: 'requests',
  title: 'Requests',
  purpose:
    'Everything that was asked. The flag is worked out from the row and the Decisions tab; nobody can type it (A1).',
  idColumn: 'id',
  idPrefix: 'R',
  editors: 'everyone',
  tabColor: AMBER,
  columns: {
    id: required('Request ID', kinds.id('R')),
    matter: required('Matter', kinds.choice(...MATTERS), { width: 160 }),
    cluster: required('Cluster', kinds.reference('clusters')),
    school: column('School', kinds.reference('schools')),
    pot: column('Pot', kinds.choice(...POTS)),
    amount: column('Amount', kinds.money),
    payee: aside('Payee', kinds.text, {
      note: 'Who is paid. For PSQM: the training hub, once it is confirmed (Q2).',
      width: 400,
    }),
    purpose: required('Purpose', kinds.longText, { width: 400 }),
    wantedOn: aside('Wanted on', kinds.date),
    committedOn: column('Committed on', kinds.date, {
      note: 'When the money was promised to somebody. Approval comes before this day (S6).',
      width: 110,
    }),
    schoolsAgreeing: column('Schools agreeing', kinds.references('schools')),
    session: column('Session', kinds.reference('sessions')),
    askedBy: required('Asked by', kinds.emails, {
      note: 'Who asked; then whoever changed the request through its form, who may not decide on it either (A3).',
    }),
    askedOn: required('Asked on', kinds.date),
    withdrawnOn: column('Withdrawn on', kinds.date, { width: 110 }),
    doneOn: aside('Done on', kinds.date),
    note: aside('Note', kinds.longText),
    agreedOnWhat: column('Agreed on what', kinds.longText, {
      note:
        'What the schools that agree agreed to, noted by the form. If the row differs later, the flag says so ' +
        '(S8).',
    }),
    resource: column('Resource', kinds.text, {
      note: 'The Trust’s resource of which a copy is asked for: one first copy of each a school (S9).',
      width: 200,
    }),
    stands: column('Where it stands', kinds.choice(...FUNDING_STANDS), {
      note: 'Of money from elsewhere: applied for, received or refused (G1).',
      width: 110,
    }),
    flag: column('Flag', kinds.computed, {
      formula:
        '=REQUEST_FLAGS({asAt}, {Settings}, {Clusters}, {Schools}, {Membership}, {People}, {CPD sessions}, ' +
        '{Requests}, {Decisions}, {Ledger})',
      note: 'To decide, use Clusters ▸ Decide. Clusters ▸ Why? explains a flag.',
      width: 300,
    }),
  },
});

export const decisions = defineSheet({
  key: 'decisions',
  title: 'Decisions',
  purpose: 'Every decision, one row each, never changed (A1, A2). Written by the Decide sidebar.',
  idColumn: 'id',
  idPrefix: 'D',
  editors: 'deciders',
  instead: 'Decisions are made, and taken back, in Clusters ▸ Decide.',
  tabColor: AMBER,
  columns: {
    id: required('Decision ID', kinds.id('D')),
    request: required('Request', kinds.reference('requests')),
    decision: required('Decision', kinds.choice(...DECISIONS)),
    amount: column('Amount', kinds.cost),
    reason: column('Reason', kinds.longText),
    decidedBy: required('Decided by', kinds.email, { width: 200 }),
    role: required('Role', kinds.choice(...ROLES)),
    inPlaceOf: column('In place of', kinds.email, { width: 200 }),
    decidedAt: required('Decided at', kinds.stamp),
    decidedOnWhat: required('Decided on what', kinds.longText, {
      note: 'The request as it stood when it was decided. If the row differs later, the flag says so (A2).',
    }),
    seal: column('Seal', kinds.text, {
      note: 'Written with the decision. A row without one, or of which a cell was changed since, does not count (A1).',
    }),
    sealedBefore: column('Sealed before', kinds.text, {
      note: 'The seal of the decision on the same request before this one: a row that is gone is noticed (A1).',
    }),
  },
});

export const ledger = defineSheet({
  key: 'ledger',
  title: 'Ledger',
  purpose: 'Money in and out of the three pots of each cluster, one line a payment.',
  idColumn: 'id',
  idPrefix: 'L',
  editors: 'everyone',
  tabColor: GREEN,
  columns: {
    id: required('Line ID', kinds.id('L')),
    date: required('Date', kinds.date),
    cluster: required('Cluster', kinds.reference('clusters')),
    pot: required('Pot', kinds.choice(...POTS)),
    direction: required('Direction', kinds.choice(...DIRECTIONS)),
    category: required('Category', kinds.choice(...IN_CATEGORIES, ...OUT_CATEGORIES)),
    payee: aside('Payee', kinds.text, { width: 400 }),
    net: required('Net', kinds.money),
    vat: column('VAT', kinds.vat),
    school: column('School', kinds.reference('schools'), {
      note: 'On a line with a session: the school whose share of it comes in, or goes back out as Other (S2).',
    }),
    request: column('Request', kinds.reference('requests')),
    session: column('Session', kinds.reference('sessions')),
    finalClaim: column('Final claim', kinds.tick, {
      note: 'Ticked on the last claim of a request: what it did not use is free again (F11).',
    }),
    evidence: aside('Evidence', kinds.text),
    note: aside('Note', kinds.longText),
    flag: column('Flag', kinds.computed, {
      formula:
        '=LEDGER_FLAGS({asAt}, {Settings}, {Clusters}, {Schools}, {Membership}, {CPD sessions}, {Requests}, ' +
        '{Decisions}, {Ledger}, {People}, {Meetings}, {Attendance})',
      note: 'It goes away when the line is put right. Clusters ▸ Why? explains a flag.',
      width: 300,
    }),
  },
});

export const reviews = defineSheet({
  key: 'reviews',
  title: 'Reviews',
  purpose: 'Annual reviews and the steps to the next stage (G1, G3).',
  idColumn: 'id',
  idPrefix: 'RV',
  editors: 'everyone',
  tabColor: AMBER,
  columns: {
    id: required('Review ID', kinds.id('RV')),
    cluster: required('Cluster', kinds.reference('clusters')),
    year: required('Year', kinds.fundingYear),
    heldOn: aside('Held on', kinds.date),
    reportReceived: aside('Report received', kinds.date, { width: 115 }),
    appliedOn: aside('Applied on', kinds.date),
    outcome: aside('Outcome', kinds.choice(...OUTCOMES), { note: 'Only one that is accepted passes (G3).' }),
    notes: aside('Notes', kinds.longText),
    school: column('School', kinds.reference('schools'), {
      note: 'Blank for the cluster itself; a school that applies for itself has a row of its own (G3).',
    }),
  },
});

export const yearEnds = defineSheet({
  key: 'yearEnds',
  title: 'Year ends',
  purpose:
    'What each pot held when a funding year was closed, one line a pot (F12). It is no money of its own: no sum counts ' +
    'these lines.',
  idColumn: 'id',
  idPrefix: 'YE',
  editors: 'tracker',
  instead:
    'Clusters ▸ Reports ▸ Year end closes a year and opens it again. A line that differs from what its pot holds now is ' +
    'found by Clusters ▸ Check workbook.',
  tabColor: AMBER,
  columns: {
    id: required('Closing ID', kinds.id('YE')),
    cluster: required('Cluster', kinds.reference('clusters')),
    year: required('Year', kinds.fundingYear),
    pot: required('Pot', kinds.choice(...POTS)),
    opening: required('Opening', kinds.money),
    received: required('Received', kinds.money),
    otherIncome: required('Other income', kinds.money),
    spent: required('Spent', kinds.money),
    closing: required('Closing', kinds.money, { note: 'What rolled over: the opening of the next year (F12).' }),
    committed: aside('Promised', kinds.money, { note: 'Of the closing, what was promised and not yet claimed (F11).' }),
    closedOn: required('Closed on', kinds.date),
    closedBy: aside('Closed by', kinds.text, { width: 200 }),
    note: aside('Note', kinds.longText),
    openedOn: column('Opened again on', kinds.date, {
      note: 'Filled in where the year was opened again: the line counts for nothing from then on, and stays to be read.',
      width: 130,
    }),
    openedBy: aside('Opened again by', kinds.text, { width: 200 }),
    openedWhy: aside('Why', kinds.longText),
  },
});

export const settings = defineSheet({
  key: 'settings',
  title: 'Settings',
  purpose:
    'Every number of the rules. To change one, add a row with the funding year it counts from: earlier years do not ' +
    'move.',
  editors: 'deciders',
  instead: 'To have a number changed or confirmed, ask one of them.',
  tabColor: GREY,
  columns: {
    parameter: required('Parameter', kinds.choice(...PARAMETER_NAMES), { width: 230 }),
    value: column('Value', kinds.parameterValue),
    unit: aside('Unit', kinds.text, { width: 110 }),
    from: column('From year', kinds.fundingYear, {
      note: 'The first funding year the value counts for; blank means from the beginning.',
    }),
    status: required('Status', kinds.choice('confirmed', 'assumed', 'unset'), { unread: 'assumed' }),
    source: aside('Source', kinds.longText, { width: 360 }),
    confirmedBy: aside('Confirmed by', kinds.text),
    confirmedOn: aside('Confirmed on', kinds.date, { width: 110 }),
    note: aside('Note', kinds.longText),
  },
});

export const log = defineSheet({
  key: 'log',
  title: 'Log',
  purpose:
    'Everything done through the tracker, in order. Each line carries the hash of the one before, so that a change ' +
    'shows (A12).',
  editors: 'tracker',
  instead:
    'It adds a line for all that is done; one that is changed by hand shows in Clusters ▸ Workbook ▸ Verify log.',
  tabColor: GREY,
  columns: {
    no: required('No', kinds.count, { width: 60 }),
    time: required('Time', kinds.stamp),
    who: required('Who', kinds.text, { width: 200 }),
    role: column('Role', kinds.text),
    action: required('Action', kinds.text),
    reference: column('Reference', kinds.text, { width: 120 }),
    what: column('What', kinds.longText, { width: 420 }),
    previousHash: column('Previous hash', kinds.text),
    hash: required('Hash', kinds.text),
  },
});

/** Every table of the workbook, in the order of the tabs; Overview, a page of formulas, comes first (overview.ts). */
export const SHEETS = {
  clusters,
  schools,
  membership,
  people,
  meetings,
  attendance,
  release,
  sessions,
  requests,
  decisions,
  ledger,
  reviews,
  yearEnds,
  settings,
  log,
};

export type SheetKey = keyof typeof SHEETS;

/** The keys of all tables, in the order of their tabs. */
export const SHEET_KEYS = Object.keys(SHEETS) as SheetKey[];
