import { dayOfIso, MONTHS, partsOf, ukDayOf } from '../../rules/basics/days';
import { penceOf } from '../../rules/basics/money';
import type { ParameterName } from '../../rules/basics/parameter-table';
import { PARAMETER_NAMES, PARAMETERS } from '../../rules/basics/parameter-table';
import type { Setting } from '../../rules/basics/parameters';
import { Parameters } from '../../rules/basics/parameters';
import type { Cell } from '../cell';
import { isErrorCell } from '../cell';
import type { RowRead } from '../define-sheet';
import { Unreadable } from '../kind';
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
  'day and month': 'a day and month such as 20 July',
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

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A Settings value in the parameter's own unit, or undefined when it is not of that unit. */
export function parameterFromCell(name: ParameterName, cell: Cell): number | undefined {
  switch (PARAMETERS[name].unit) {
    case 'text':
      return typeof cell === 'string' && !isErrorCell(cell) ? 1 : undefined;
    case '£':
      return typeof cell === 'number' && cell >= 0 ? (penceOf(cell) ?? undefined) : undefined;
    case '%': {
      const typed = typeof cell === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(cell) : null;
      const share = typed ? Number(typed[1]) / 100 : cell;
      return typeof share === 'number' && share >= 0 && share <= 1 ? share : undefined;
    }
    case 'ratio':
      return typeof cell === 'number' && cell >= 0 && cell <= 100 ? cell : undefined;
    case 'yes/no': {
      const word = String(cell).trim().toLowerCase();
      return ['yes', 'true'].includes(word) ? 1 : ['no', 'false'].includes(word) ? 0 : undefined;
    }
    case 'day and month': {
      // A sheet takes "20 July" for a date of this year: day and month are what counts.
      if (typeof cell === 'object') {
        if (Number.isNaN(cell.getTime())) return undefined;
        const { month, date } = partsOf(ukDayOf(cell.getTime()));
        return month * 100 + date;
      }
      const match = /^\s*(\d{1,2})\s+([a-z]{3})[a-z]*\s*$/i.exec(String(cell));
      const month = match ? MONTHS.findIndex((word) => word.toLowerCase() === match[2]!.toLowerCase()) + 1 : 0;
      const date = Number(match?.[1] ?? 0);
      // 2024 has a 29 February; a day that no year has is none.
      return month > 0 && dayOfIso(`2024-${twoDigits(month)}-${twoDigits(date)}`) !== null
        ? month * 100 + date
        : undefined;
    }
    default: {
      const [least, most] = LIMITS[name] ?? [0, 1_000];
      return typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= least && cell <= most ? cell : undefined;
    }
  }
}

/** How a parameter's value is written into its Settings cell. */
export function parameterToCell(name: ParameterName, value: number | null): Cell {
  if (value === null) return '';
  switch (PARAMETERS[name].unit) {
    case '£':
      return value / 100;
    case 'yes/no':
      return value === 1 ? 'yes' : 'no';
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
    problems.push(problem(settingsSheet, settingsSheet.columns[key], place, found, why, isWarning));
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
      `${EXPECTED[unit]}${limitsText(parameter)} for ${parameter}`,
      `${percentHint(parameter, cell)}Until it is mended the row counts for nothing.`,
    );
  return {
    parameter,
    value,
    from: from ?? 0,
    status: isBlank ? 'unset' : status,
    ...(unit === 'text' && !isBlank ? { text: String(cell).trim() } : {}),
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
    'one row a parameter and From year',
    `Row ${counts} says what ${setting.parameter} is for the same year, and counts: delete ` +
      `${isIdle ? 'this row' : 'one of the two'}.`,
  );

const isUnsetBeside = ({ setting }: ReadRow): Unreadable =>
  new Unreadable(
    'nothing beside the Status unset',
    `${setting.parameter} is not set: pick confirmed or assumed, or clear the value.`,
  );

/** 20 is twenty times the whole: whoever types it means 20%. */
const percentHint = (parameter: ParameterName, cell: Cell | null): string =>
  PARAMETERS[parameter].unit === '%' && typeof cell === 'number' && cell > 1 && cell <= 100
    ? `Type ${cell}% for ${cell} in a hundred. `
    : '';

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
