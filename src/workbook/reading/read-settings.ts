import { formatTime, MONTHS, partsOf } from '../../rules/basics/days';
import { penceOf } from '../../rules/basics/money';
import type { ParameterName } from '../../rules/basics/parameter-table';
import { PARAMETER_NAMES, PARAMETERS } from '../../rules/basics/parameter-table';
import type { Setting } from '../../rules/basics/parameters';
import { formatParameter, Parameters } from '../../rules/basics/parameters';
import { asPlain } from '../../rules/basics/text';
import type { Cell } from '../cell';
import { dayIn, isDate, isErrorCell, textIn } from '../cell';
import type { RowRead } from '../define-sheet';
import { NO_REFERENCES, Unreadable } from '../kind';
import { time } from '../kinds';
import { dayMeant } from '../kinds/days';
import { sumMeant } from '../kinds/sums';
import { yesOrNo } from '../kinds/ticks';
import { settings as settingsSheet } from '../sheets';
import type { Tables } from '../tables';
import type { Problem } from './problem';
import { problem } from './problem';
import { findColumns } from './read-table';

const EXPECTED: Record<(typeof PARAMETERS)[ParameterName]['unit'], string> = {
  text: 'words',
  '£': 'a sum of money such as 400.00',
  '%': 'a percentage such as 20%',
  ratio: 'a number such as 1',
  count: 'a whole number',
  days: 'a whole number of days',
  weeks: 'a whole number of weeks',
  years: 'a whole number of years',
  'yes/no': 'yes or no',
  'year/project': 'year or project',
  'day and month': 'a day and month such as 20 July',
  'time of day': 'a time of day such as 15:30',
};

/** Whole numbers that cannot be just anything: others have no sense, or would have no end. */
const LIMITS: { [K in ParameterName]?: readonly [least: number, most: number] } = {
  'agreement.years': [1, 10],
  'release.halfDays': [1, 100],
  'pace.weeksPerMeeting': [1, 52],
};

function limitsText(name: ParameterName): string {
  const limits = LIMITS[name];
  return limits ? ` from ${limits[0]} to ${limits[1]}` : '';
}

/** What a value of a parameter looks like: "a percentage such as 20%". */
export const expectedText = (name: ParameterName): string => `${EXPECTED[PARAMETERS[name].unit]}${limitsText(name)}`;

/**
 * A Settings value in the parameter's own unit, or undefined when it is not of that unit: a number, or text as the
 * tracker itself writes the value ("£450.00", "1:1", "20%", "5 years").
 */
export function parameterFromCell(name: ParameterName, cell: Cell): number | undefined {
  const text = textIn(cell);
  switch (PARAMETERS[name].unit) {
    case 'text':
      return typeof cell === 'string' && !isErrorCell(cell) ? 1 : undefined;
    case '£':
      return within(typeof cell === 'number' ? (penceOf(cell) ?? undefined) : sumMeant(text), 0, Infinity);
    case '%': {
      const share = numberOf(cell, /^(\d*\.?\d+) ?(?:%|per ?cent)?$/i);
      // Nothing is 20 times the whole: 20 is 20%, and so is "20%"; 0.2 is a share already, as a text as well.
      const isHundredths = /%|cent/i.test(asPlain(text)) || (share ?? 0) > 1;
      return within(share !== undefined && isHundredths ? share / 100 : share, 0, 1);
    }
    case 'ratio':
      return within(numberOf(cell, /^(\d+(?:\.\d+)?)(?: ?(?::|to|for) ?(\d+(?:\.\d+)?))?$/i), 0, 100);
    case 'yes/no': {
      const answer = yesOrNo(text);
      return answer === undefined ? undefined : Number(answer);
    }
    case 'year/project':
      return yearOrProject(text);
    case 'day and month':
      return dayAndMonthOf(cell);
    case 'time of day':
      return timeOf(cell);
    default: {
      const [least, most] = LIMITS[name] ?? [0, 1_000];
      const whole = numberOf(cell, /^(\d+)(?: (?:[a-z-]+ )?[a-z-]+)?$/i);
      return Number.isSafeInteger(whole) ? within(whole, least, most) : undefined;
    }
  }
}

const within = (value: number | undefined, least: number, most: number): number | undefined =>
  value !== undefined && value >= least && value <= most ? value : undefined;

/** A number, or the one that a text of the given form says: its first part, divided by its second where it has one. */
function numberOf(cell: Cell, form: RegExp): number | undefined {
  if (typeof cell === 'number') return cell;
  const parts = form.exec(asPlain(textIn(cell)));
  return parts ? Number(parts[1]) / Number(parts[2] ?? 1) : undefined;
}

/** 1 for a year, 0 for the whole project. */
function yearOrProject(text: string): number | undefined {
  const [, year, project] =
    /^(?:(?:(?:a|the|each|every|per) )?(?:(?:funding )?(year)|(?:whole )?(project)))$/i.exec(asPlain(text)) ?? [];
  return year ? 1 : project ? 0 : undefined;
}

function timeOf(cell: Cell): number | undefined {
  const minutes = time.read(cell, NO_REFERENCES);
  return minutes instanceof Unreadable ? undefined : minutes;
}

/** Month and day of the month as one number, 720 for 20 July: a sheet takes "20 July" for a date of this year. */
function dayAndMonthOf(cell: Cell): number | undefined {
  // 2024 has a 29 February; a day that no year has is none.
  const typed = textIn(cell);
  const day = isDate(cell) ? (dayIn(cell) ?? undefined) : (dayMeant(typed) ?? dayMeant(`${typed} 2024`));
  const parts = day === undefined ? null : partsOf(day);
  return parts ? parts.month * 100 + parts.date : undefined;
}

/** How a parameter's value is written into its Settings cell. */
export function parameterToCell(name: ParameterName, value: number | null): Cell {
  if (value === null) return '';
  switch (PARAMETERS[name].unit) {
    case '£':
      return value / 100;
    case 'yes/no':
    case 'year/project':
      return formatParameter(name, value);
    case 'time of day':
      return formatTime(value);
    case 'day and month':
      return `${value % 100} ${MONTHS[Math.floor(value / 100) - 1]}`;
    default:
      return value;
  }
}

/** A row of Settings that has a parameter, with what it says. */
interface ReadRow {
  readonly row: number;
  /** Whether its cell for the value is blank. */
  readonly isBlank: boolean;
  readonly setting: Setting;
}

/**
 * The parameters of the Settings tab, and the rows of it that could not be used.
 *
 * A row without a value, or with the status unset, makes its parameter not set from that year; a parameter without any
 * row has its default. Of rows for the same parameter and year the last one with a value counts: a correction stands
 * below.
 */
export function readSettings(tables: Tables): { parameters: Parameters; problems: Problem[]; rows: Setting[] } {
  const table = tables.get('settings');
  const positions = findColumns(settingsSheet, tables.grid('settings')[0] ?? []);
  const problems = [...table.problems];
  const report = (row: number, key: 'parameter' | 'value', why: Unreadable, isWarning = false) => {
    const place = { row: table.rowNumber(row) - 1, position: positions[key] };
    const found = table.at(row)[key] ?? '';
    problems.push(problem(settingsSheet, settingsSheet.columns[key], place, found, why, { isWarning }));
  };
  const read = table.rows.flatMap((cells): ReadRow[] => {
    const setting = settingOf(cells);
    if (!(setting instanceof Unreadable)) return [{ row: cells.row, isBlank: cells.value === null, setting }];
    report(cells.row, 'value', setting);
    return [];
  });
  const counting = whichCount(read);
  for (const one of read) {
    const counts = counting.get(keyOf(one)) ?? one;
    // A row that says nothing is left out of nothing.
    const isIdle = one.setting.value === null && counts.setting.value !== null;
    if (counts.row !== one.row)
      report(one.row, 'parameter', isRepeated(one, table.rowNumber(counts.row), isIdle), isIdle);
    else if (one.setting.value === null && !one.isBlank) report(one.row, 'value', isUnsetBeside(one), true);
  }
  const rows = Array.from(counting.values(), ({ setting }) => setting);
  return { parameters: new Parameters(rows), problems, rows };
}

type SettingsRow = RowRead<(typeof settingsSheet)['columns']>;

/** What a row says; what is wrong with its value where that does not fit its parameter. */
function settingOf({ parameter, value: cell, status, from }: SettingsRow): Setting | Unreadable {
  const isBlank = cell === null || status === 'unset';
  const value = isBlank ? null : parameterFromCell(parameter, cell);
  const { unit } = PARAMETERS[parameter];
  if (value === undefined)
    return new Unreadable(
      `${expectedText(parameter)} for ${parameter}`,
      'Until it is mended the row counts for nothing.',
    );
  return {
    parameter,
    value,
    from: from ?? 0,
    status: isBlank ? 'unset' : status,
    ...(unit === 'text' && !isBlank ? { text: textIn(cell) } : {}),
  };
}

const keyOf = ({ setting }: ReadRow): string => `${setting.parameter} ${setting.from}`;

/** Of rows for the same parameter and year, the last one with a value. */
function whichCount(read: readonly ReadRow[]): Map<string, ReadRow> {
  const counting = new Map<string, ReadRow>();
  for (const one of read) {
    const before = counting.get(keyOf(one));
    if (!before || one.setting.value !== null || before.setting.value === null) counting.set(keyOf(one), one);
  }
  return counting;
}

const isRepeated = ({ setting }: ReadRow, counts: number, isIdle: boolean): Unreadable =>
  new Unreadable(
    'a parameter that no other row has for the year',
    `Row ${counts} says what ${setting.parameter} is for the same year, and counts: delete ` +
      `${isIdle ? 'this row' : 'one of the two'}.`,
  );

const isUnsetBeside = ({ setting }: ReadRow): Unreadable =>
  new Unreadable(
    'nothing beside the Status unset',
    `${setting.parameter} is not set: pick confirmed or assumed, or clear the value.`,
  );

/** The rows a fresh Settings tab starts with: every parameter with its default, status and source. */
export function defaultSettings(): {
  parameter: ParameterName;
  value: Cell;
  unit: string;
  status: string;
  source: string;
}[] {
  return PARAMETER_NAMES.map((parameter) => {
    const { value, unit, status, source, rule } = PARAMETERS[parameter];
    return { parameter, value: parameterToCell(parameter, value), unit, status, source: `${rule}. ${source}` };
  });
}
