import type { Day, FundingYear } from './days';
import { firstDayOf, fundingYearOf, lastDayOf, MONTHS } from './days';
import { formatMoney } from './money';

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
  | 'day and month';

export interface ParameterSpec {
  readonly unit: ParameterUnit;
  /** In the parameter's unit; money in pence, shares as fractions, yes/no as 1 or 0, a day and month as month × 100 + day, 1 for a text. */
  readonly value: number | null;
  readonly status: Status;
  /** The passage of the guidance it comes from, or why it is assumed. */
  readonly source: string;
  readonly rule: string;
  /** What "assumes …" says of it; `{}` stands for the value. */
  readonly says: string;
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

/** Every number of the rules, and the aims. The defaults hold where the Settings tab has no row for a parameter. */
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
} as const satisfies Record<string, ParameterSpec>;

export type ParameterName = keyof typeof PARAMETERS;

export const PARAMETER_NAMES = Object.keys(PARAMETERS) as ParameterName[];

/** One row of Settings: from which funding year a parameter has which value. */
export interface Setting {
  readonly parameter: ParameterName;
  readonly value: number | null;
  readonly from: FundingYear;
  readonly status: Status;
  /** The words of a parameter of the unit text, whose value is 1 then. */
  readonly text?: string;
}

/**
 * Stands for a number that rests on a parameter which is not set. Every sum it enters is not set either, and no comparison
 * with it holds; it is shown as "not set".
 */
export const NOT_SET = Number.NaN;

/** What some work gives, or something else where it needs a parameter that is not set. */
export function unlessNotSet<T, U>(work: () => T, otherwise: U): T | U {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotSet) return otherwise;
    throw error;
  }
}

/** A parameter that is not set was asked for: what needed it says so instead of a number. */
export class NotSet extends Error {
  constructor(readonly parameter: ParameterName) {
    super(`${parameter} is not set`);
  }
}

/**
 * The values in force in any funding year, and which assumed ones a figure has used.
 *
 * A row counts from its funding year until the next row of the same parameter, so that a change from 2027/28 never moves
 * a figure of 2026/27.
 */
export class Parameters {
  private readonly rows = new Map<ParameterName, Setting[]>();
  private used = new Map<ParameterName, number>();
  /** The funding year asked for last by a day in it: days come in great numbers, and most are of the same year. */
  private year: FundingYear = 0;
  private yearFrom: Day = 0;
  private yearTo: Day = -1;

  constructor(settings: readonly Setting[] = []) {
    for (const setting of settings) {
      const rows = this.rows.get(setting.parameter);
      if (rows) rows.push(setting);
      else this.rows.set(setting.parameter, [setting]);
    }
    for (const rows of this.rows.values()) rows.sort((a, b) => a.from - b.from);
  }

  /** The words of a parameter of the unit text in a funding year, or null. */
  text(name: ParameterName, year: FundingYear): string | null {
    return this.at(name, year).text ?? null;
  }

  /** Value and status in a funding year. */
  at(name: ParameterName, year: FundingYear): { value: number | null; status: Status; text?: string } {
    const rows = this.rows.get(name);
    if (rows) {
      for (let index = rows.length - 1; index >= 0; index--) {
        const row = rows[index]!;
        if (row.from <= year) return row.value === null ? { value: null, status: 'unset' } : row;
      }
    }
    return PARAMETERS[name];
  }

  /**
   * The value in a funding year, noted as used.
   *
   * @throws {NotSet} If it has none.
   */
  number(name: ParameterName, year: FundingYear): number {
    const value = this.sum(name, year);
    if (Number.isNaN(value)) throw new NotSet(name);
    return value;
  }

  /** As {@link number}, but {@link NOT_SET} where it has none: for sums, which are not set then either. */
  sum(name: ParameterName, year: FundingYear): number {
    const { value, status } = this.at(name, year);
    if (value === null) return NOT_SET;
    if (status === 'assumed') this.used.set(name, value);
    return value;
  }

  /** As {@link number}, in the funding year of a day. */
  on(name: ParameterName, day: Day): number {
    if (day < this.yearFrom || day > this.yearTo) {
      this.year = fundingYearOf(day);
      this.yearFrom = firstDayOf(this.year);
      this.yearTo = lastDayOf(this.year);
    }
    return this.number(name, this.year);
  }

  /** Does some work whose assumed values no figure rests on. */
  quietly<T>(work: () => T): T {
    const used = this.used;
    this.used = new Map();
    try {
      return work();
    } finally {
      this.used = used;
    }
  }

  /**
   * Does some work and says which assumed values it used, in the order of the rules.
   *
   * Nested calls report to the outer one too.
   */
  assumedBy<T>(work: () => T): [result: T, assumed: Assumption[]] {
    const outer = this.used;
    this.used = new Map();
    try {
      const result = work();
      const { used } = this;
      const names = used.size === 0 ? [] : PARAMETER_NAMES.filter((name) => used.has(name));
      return [result, names.map((name) => ({ name, value: used.get(name)! }))];
    } finally {
      for (const [name, value] of this.used) outer.set(name, value);
      this.used = outer;
    }
  }
}

export interface Assumption {
  readonly name: ParameterName;
  readonly value: number;
}

/**
 * The badge of a figure that used assumed values.
 *
 * @example
 * assumesText([{ name: 'match.ratio', value: 1 }]); // => 'assumes a 1:1 match'
 */
export function assumesText(assumed: readonly Assumption[]): string {
  if (assumed.length === 0) return '';
  return `assumes ${assumed.map(({ name, value }) => sayParameter(name, value)).join(', ')}`;
}

/**
 * What a parameter is, with its value.
 *
 * @param text - The value as text, for a parameter that is one.
 * @example
 * sayParameter('psqm.places', 5); // => '5 PSQM places'
 * sayParameter('psqm.places', null); // => '… PSQM places: not set'
 */
export function sayParameter(name: ParameterName, value: number | null, text = formatParameter(name, value)): string {
  const { says } = PARAMETERS[name];
  return value === null && !says.endsWith(': {}') ? `${says.replace('{}', '…')}: ${text}` : says.replace('{}', text);
}

/** A parameter's value as people write it: "£400.00", "20%", "yes", "20 July". */
export function formatParameter(name: ParameterName, value: number | null): string {
  if (value === null) return 'not set';
  switch (PARAMETERS[name].unit) {
    case '£':
      return formatMoney(value);
    case '%':
      return `${Math.round(value * 1e5) / 1e3}%`;
    case 'yes/no':
      return value ? 'yes' : 'no';
    case 'day and month':
      return `${value % 100} ${MONTHS[Math.floor(value / 100) - 1]}`;
    default:
      return String(value);
  }
}
