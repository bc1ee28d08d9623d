import type { Day, FundingYear } from './days';
import { formatTime, fundingYearOf, MONTHS } from './days';
import { groupBy } from './lists';
import { formatMoney } from './money';
import type { ParameterName, Status } from './parameter-table';
import { PARAMETER_NAMES, PARAMETERS } from './parameter-table';

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
 * Stands for a number that rests on a parameter which is not set. Every sum it enters is not set either, and no
 * comparison with it holds; it is shown as "not set".
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

/** A parameter that some work asked for. */
export interface UsedParameter {
  readonly name: ParameterName;
  /** Null where it is not set. */
  readonly value: number | null;
  readonly status: Status;
}

const STATUSES = ['confirmed', 'assumed', 'unset'] as const satisfies readonly Status[];

/**
 * By status, the parameters asked for and their values: one may be assumed in one year and confirmed in another. Most
 * work asks for few, or for none, so that nothing is made before it is needed.
 */
type Used = { [S in Status]: Map<ParameterName, number | null> | null };

const NOTHING: ReadonlyMap<ParameterName, number | null> = new Map();
const nothingUsed = (): Used => ({ confirmed: null, assumed: null, unset: null });

const UNSET = { value: null, status: 'unset' } as const;

/**
 * The values in force in any funding year, and which of them a figure has used.
 *
 * A row counts from its funding year until the next row of the same parameter, so that a change from 2027/28 never
 * moves a figure of 2026/27.
 */
export class Parameters {
  private readonly rows: ReadonlyMap<ParameterName, Setting[]>;
  private used = nothingUsed();

  constructor(private readonly settings: readonly Setting[] = []) {
    this.rows = groupBy(settings, ({ parameter }) => parameter);
    for (const rows of this.rows.values()) rows.sort((a, b) => a.from - b.from);
  }

  /** The words of a parameter of the unit text in a funding year, or null. */
  text(name: ParameterName, year: FundingYear): string | null {
    return this.at(name, year).text ?? null;
  }

  /** Value and status in a funding year; only looked up, not used. */
  at(name: ParameterName, year: FundingYear): { value: number | null; status: Status; text?: string } {
    const rows = this.rows.get(name) ?? [];
    for (let index = rows.length; index-- > 0; ) {
      const row = rows[index];
      if (row && row.from <= year) return row.value === null ? UNSET : row;
    }
    return PARAMETERS[name];
  }

  /** Whether it has a value in a funding year. */
  isSet(name: ParameterName, year: FundingYear): boolean {
    return this.at(name, year).value !== null;
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
    this.note(status, name, value);
    return value ?? NOT_SET;
  }

  private note(status: Status, name: ParameterName, value: number | null): void {
    this.used[status] ??= new Map();
    this.used[status].set(name, value);
  }

  /** As {@link number}, in the funding year of a day. */
  on(name: ParameterName, day: Day): number {
    return this.number(name, fundingYearOf(day));
  }

  /** The same values, which note for themselves what they are asked for: for work that no figure rests on. */
  apart(): Parameters {
    return new Parameters(this.settings);
  }

  /** The same values but for one, which is then confirmed in every year. */
  with(parameter: ParameterName, value: number): Parameters {
    const others = this.settings.filter((setting) => setting.parameter !== parameter);
    return new Parameters([...others, { parameter, value, from: Number.NEGATIVE_INFINITY, status: 'confirmed' }]);
  }

  /** The same values but for one, which is assumed to be so from a funding year on. */
  assuming(parameter: ParameterName, value: number, from: FundingYear): Parameters {
    return new Parameters([...this.settings, { parameter, value, from, status: 'assumed' }]);
  }

  /**
   * Does some work and says which parameters it used, those of a status in the order they were first asked for; an
   * outer call is told too.
   */
  usedBy<T>(work: () => T): [result: T, used: UsedParameter[]] {
    const [result, used] = this.noting(work);
    return [
      result,
      STATUSES.flatMap((status) => Array.from(used[status] ?? [], ([name, value]) => ({ name, value, status }))),
    ];
  }

  private noting<T>(work: () => T): [result: T, used: Used] {
    const [outer, inner] = [this.used, nothingUsed()];
    this.used = inner;
    try {
      return [work(), inner];
    } finally {
      this.used = outer;
      for (const status of STATUSES)
        for (const [name, value] of inner[status] ?? NOTHING) this.note(status, name, value);
    }
  }

  /** Notes that the same was asked for again, for work that is not done twice. */
  usedAgain(used: readonly UsedParameter[]): void {
    for (const { name, value, status } of used) this.note(status, name, value);
  }

  /** As {@link usedBy}, of those that are assumed, in the order of the rules. */
  assumedBy<T>(work: () => T): [result: T, assumed: Assumption[]] {
    const [result, { assumed }] = this.noting(work);
    if (assumed === null) return [result, []];
    const found = Array.from(assumed, ([name, value]) => ({ name, value: value ?? NOT_SET }));
    return [result, found.sort((a, b) => PARAMETER_NAMES.indexOf(a.name) - PARAMETER_NAMES.indexOf(b.name))];
  }
}

/** An assumed value that a figure rests on. */
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

/** A parameter's value as people write it: "£400.00", "20%", "yes", "20 July", "15:30". */
export function formatParameter(name: ParameterName, value: number | null): string {
  if (value === null) return 'not set';
  switch (PARAMETERS[name].unit) {
    case '£':
      return formatMoney(value);
    case '%':
      return `${Math.round(value * 1e5) / 1e3}%`;
    case 'yes/no':
      return value ? 'yes' : 'no';
    case 'year/project':
      return value ? 'year' : 'project';
    case 'time of day':
      return formatTime(value);
    case 'day and month':
      return `${value % 100} ${MONTHS[Math.floor(value / 100) - 1]}`;
    default:
      return String(value);
  }
}
