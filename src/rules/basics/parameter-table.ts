/** Every number of the rules: its unit, its default, how sure that is and where it comes from. */
import type { RuleNumber } from './passages';

/** How sure a figure is: stated in the guidance or by a person, working but assumed, or not known. */
export type Status = 'confirmed' | 'assumed' | 'unset';

export type ParameterUnit =
  | 'text'
  | '£'
  | '%'
  | 'ratio'
  | 'count'
  | 'days'
  | 'weeks'
  | 'years'
  | 'yes/no'
  | 'year/project'
  | 'day and month'
  | 'time of day';

export interface ParameterSpec {
  readonly unit: ParameterUnit;
  /**
   * In the parameter's unit; money in pence, shares as fractions, yes/no and year/project as 1 or 0, a day and month
   * as month × 100 + day, a time of day in minutes, 1 for a text.
   */
  readonly value: number | null;
  readonly status: Status;
  /** The passage of the guidance it comes from, or why it is assumed. */
  readonly source: string;
  readonly rule: RuleNumber;
  /** What "assumes …" says of it; `{}` stands for the value. */
  readonly says: string;
  /** Says which programme it is: no figure rests on it, and nobody is asked to confirm it. */
  readonly isIdentity?: true;
}

const FAQ = 'Frequently asked questions';
const ASSUMED = 'Not in the guidance';

/** One of the six central aims: the guidance counts them, their words are lost. Rule G4. */
function aim(number: number): ParameterSpec & { status: 'unset' } {
  return {
    unit: 'text',
    value: null,
    status: 'unset',
    rule: 'G4',
    source: 'The Steering Group agreed on six central aims; their words are lost',
    says: `central aim ${number}: {}`,
  };
}

/** Every number of the rules, the aims, and what the programme is called. The defaults hold where the Settings tab has no row for a parameter. */
export const PARAMETERS = {
  'cluster.minSchools': {
    unit: 'count',
    value: 3,
    status: 'confirmed',
    rule: 'P1',
    source: 'Why does the PSTT support clusters?',
    says: 'at least {} schools',
  },
  'cluster.maxSchools': {
    unit: 'count',
    value: 12,
    status: 'confirmed',
    rule: 'P1',
    source: 'Why does the PSTT support clusters?',
    says: 'at most {} schools',
  },
  'agreement.years': {
    unit: 'years',
    value: 2,
    status: 'confirmed',
    rule: 'P8',
    source: 'Timeline, stage three',
    says: 'an agreement of {} years',
  },
  'agreement.noticeDays': {
    unit: 'days',
    value: 90,
    status: 'assumed',
    rule: 'P8',
    source: ASSUMED,
    says: '{} days of notice',
  },
  'release.perSchool': {
    unit: '£',
    value: 500_00,
    status: 'confirmed',
    rule: 'F1',
    source: 'Funding model, note 1',
    says: '{} of release a school',
  },
  'release.halfDays': {
    unit: 'count',
    value: 5,
    status: 'confirmed',
    rule: 'F2',
    source: 'Funding model, note 1',
    says: '{} half-days',
  },
  'release.maxPerHalfDay': {
    unit: '£',
    value: 100_00,
    status: 'confirmed',
    rule: 'F2',
    source: 'Funding model, note 1',
    says: '{} a half-day',
  },
  'match.ratio': {
    unit: 'ratio',
    value: 1,
    status: 'assumed',
    rule: 'F5',
    source: 'Funding model: the figure with the amounts is lost',
    says: 'a {}:1 match',
  },
  'match.basis': {
    unit: '£',
    value: 500_00,
    status: 'assumed',
    rule: 'F5',
    source: 'Funding model: the figure with the amounts is lost',
    says: 'a match on {} a school',
  },
  'lead.support': {
    unit: '£',
    value: 300_00,
    status: 'confirmed',
    rule: 'F6',
    source: 'How do lead schools access funding?',
    says: '{} of lead support a year',
  },
  'lead.admin': {
    unit: '£',
    value: 120_00,
    status: 'confirmed',
    rule: 'F7',
    source: 'How do lead schools access funding?',
    says: '{} of administration a year',
  },
  'pot.schoolCash': {
    unit: '£',
    value: 0,
    status: 'assumed',
    rule: 'F8',
    source: 'Funding model: the figure with the amounts is lost',
    says: '{} of cash a school',
  },
  'vat.rate': {
    unit: '%',
    value: 0.2,
    status: 'assumed',
    rule: 'F15',
    source: 'The guidance says "+ VAT" without a rate',
    says: 'VAT at {}',
  },
  'vat.chargedToPot': {
    unit: 'yes/no',
    value: 1,
    status: 'assumed',
    rule: 'F15',
    source: ASSUMED,
    says: 'VAT charged to the pot: {}',
  },
  'cpd.cap': {
    unit: '£',
    value: 400_00,
    status: 'confirmed',
    rule: 'S1',
    source: `${FAQ}: a CPD provider who is not a Fellow`,
    says: '{} a CPD session',
  },
  'agree.share': {
    unit: '%',
    value: 0.5,
    status: 'assumed',
    rule: 'S8',
    source: 'The guidance asks for agreement without a share',
    says: 'agreement of more than {} of the schools',
  },
  'psqm.places': {
    unit: 'count',
    value: null,
    status: 'unset',
    rule: 'Q3',
    source: 'The guidance says a limited number',
    says: '{} PSQM places',
  },
  'psqm.placesFor': {
    unit: 'year/project',
    value: 1,
    status: 'assumed',
    rule: 'Q3',
    source: 'The guidance says a limited number without a time',
    says: 'PSQM places counted by the {}',
  },
  'meetings.min': {
    unit: 'count',
    value: 4,
    status: 'confirmed',
    rule: 'M1',
    source: 'How often and when should the cluster meet?',
    says: 'at least {} meetings',
  },
  'meetings.model': {
    unit: 'count',
    value: 5,
    status: 'confirmed',
    rule: 'M1',
    source: 'How often and when should the cluster meet?',
    says: '{} meetings on model',
  },
  'meetings.afterSchoolCounts': {
    unit: 'yes/no',
    value: 0,
    status: 'assumed',
    rule: 'M2',
    source: 'The guidance says they do not uphold the agreement',
    says: 'after-school meetings count: {}',
  },
  'school.dayStart': {
    unit: 'time of day',
    value: 510,
    status: 'assumed',
    rule: 'M2',
    source: ASSUMED,
    says: 'a school day from {}',
  },
  'school.dayEnd': {
    unit: 'time of day',
    value: 930,
    status: 'assumed',
    rule: 'M2',
    source: ASSUMED,
    says: 'a school day until {}',
  },
  'engage.misses': {
    unit: 'count',
    value: 2,
    status: 'assumed',
    rule: 'M5',
    source: ASSUMED,
    says: '{} misses in a row',
  },
  'engage.share': { unit: '%', value: 0.6, status: 'assumed', rule: 'M5', source: ASSUMED, says: 'attendance of {}' },
  'engage.after': {
    unit: 'count',
    value: 3,
    status: 'assumed',
    rule: 'M5',
    source: ASSUMED,
    says: 'after {} meetings',
  },
  'engage.graceWeeks': {
    unit: 'weeks',
    value: 6,
    status: 'assumed',
    rule: 'M5',
    source: ASSUMED,
    says: '{} weeks of grace',
  },
  'year.lastMeeting': {
    unit: 'day and month',
    value: 720,
    status: 'assumed',
    rule: 'M6',
    source: ASSUMED,
    says: 'meetings until {}',
  },
  'pace.weeksPerMeeting': {
    unit: 'weeks',
    value: 3,
    status: 'assumed',
    rule: 'M6',
    source: ASSUMED,
    says: '{} weeks a meeting',
  },
  'decide.remindDays': {
    unit: 'days',
    value: 5,
    status: 'assumed',
    rule: 'A9',
    source: ASSUMED,
    says: 'a reminder after {} school days',
  },
  'decide.escalateDays': {
    unit: 'days',
    value: 10,
    status: 'assumed',
    rule: 'A9',
    source: ASSUMED,
    says: 'a copy to the Director after {} school days',
  },
  'aim.1': aim(1),
  'aim.2': aim(2),
  'aim.3': aim(3),
  'aim.4': aim(4),
  'aim.5': aim(5),
  'aim.6': aim(6),
  'programme.id': {
    unit: 'text',
    value: null,
    status: 'unset',
    rule: 'P5',
    source: 'Drawn once by Set up workbook; it stays the same',
    says: 'the programme’s ID: {}',
    isIdentity: true,
  },
  'programme.name': {
    unit: 'text',
    value: null,
    status: 'unset',
    rule: 'P5',
    source: 'Asked for by Set up workbook',
    says: 'the programme’s name: {}',
    isIdentity: true,
  },
} as const satisfies Record<string, ParameterSpec>;

export type ParameterName = keyof typeof PARAMETERS;

export const PARAMETER_NAMES = Object.keys(PARAMETERS) as ParameterName[];

/** The numbers of the rules and the aims alone: what results rest on, and somebody may have to confirm. */
export const FIGURE_NAMES = PARAMETER_NAMES.filter((name) => !('isIdentity' in PARAMETERS[name]));
