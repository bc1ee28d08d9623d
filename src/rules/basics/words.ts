/** The words of the field, as the drop-downs offer them. */
export const PHASES = ['Infant', 'Junior', 'Primary', 'First', 'Special', 'Secondary'] as const;
export type Phase = (typeof PHASES)[number];

export const STAGES = ['Stage 3', 'Stage 4', 'Ceased'] as const;
export type Stage = (typeof STAGES)[number];

/** What became of an application for the next stage; only the first passes. Rule G3. */
export const OUTCOMES = ['Accepted', 'Declined', 'Withdrawn'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const MEETING_KINDS = ['Whole cluster', 'Sub-group', 'Advisor'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export const MEETING_STATUSES = ['Planned', 'Held', 'Cancelled'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export const MARKS = ['Present', 'Substitute', 'Apologies', 'Absent'] as const;
export type Mark = (typeof MARKS)[number];

/** Pots of a cluster, all held by its lead school (F10). */
export const POTS = ['Cluster pot', 'Lead support', 'Administration'] as const;
export type Pot = (typeof POTS)[number];

export const DIRECTIONS = ['In', 'Out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const IN_CATEGORIES = [
  'Match',
  'School cash',
  'Lead support',
  'Administration',
  'Other funding',
  'Other income',
] as const;
export const OUT_CATEGORIES = [
  'CPD',
  'Organising time',
  'Travel',
  'Project',
  'Resources',
  'Supply',
  'PSQM',
  'Other',
] as const;
export type Category = (typeof IN_CATEGORIES)[number] | (typeof OUT_CATEGORIES)[number];

export const ROLES = ['Director', 'Advisor', 'Cluster lead', 'Finance', 'Science lead'] as const;
export type Role = (typeof ROLES)[number];

export const DECISIONS = ['Approve', 'More information', 'Decline', 'Revoke'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What the guidance suggests a cluster may choose to work on, in our words. Rule G4. */
export const FOCUS_AREAS = [
  'More and better investigations',
  'Skills and confidence of teachers',
  'More resources, well used',
  'Staff training',
  'More use of ICT',
  'Sharing our own work',
  'Local expertise',
  'Special educational needs',
  'Science knowledge of teachers',
  'A stronger role for the science lead',
  'Progression from KS2 to KS3',
  'Assessment',
  'Barriers to good science teaching',
  'Newly qualified teachers',
  'Family learning',
  'Monitoring and evaluation',
] as const;

/** Where money from elsewhere stands. */
export const FUNDING_STANDS = ['Applied', 'Received', 'Refused'] as const;
export type FundingStand = (typeof FUNDING_STANDS)[number];

export const MATTERS = [
  'Organising time',
  'Travel',
  'CPD session',
  'Project',
  'Resource: first copy',
  'Resource: further copy',
  'PSQM',
  'Add a school',
  'Replace a school',
  'School leaving',
  'Other funding',
  'Next stage',
  'Problem, idea or question',
] as const;
export type Matter = (typeof MATTERS)[number];

/** What stands in place of a figure that rests on a parameter which is not set. */
export const NOT_SET_TEXT = 'not set';

/** A share as a whole number of hundredths: `60%`; "not set" where it rests on a figure that is not. */
export const formatShare = (share: number): string =>
  Number.isNaN(share) ? NOT_SET_TEXT : `${Math.round(share * 100)}%`;

/** A count; "not set" where it rests on a figure that is not. */
export const formatCount = (count: number): string => (Number.isNaN(count) ? NOT_SET_TEXT : String(count));

/** The same, beginning with a capital letter: what stands in a sentence elsewhere stands alone here. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `3 schools`, `1 school` */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
