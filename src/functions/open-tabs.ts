import { once } from '../rules/basics/once';
import type { Seals } from '../rules/basics/seals';
import { asRecorded } from '../rules/requests/recorded';
import type { Cell } from '../workbook/cell';
import { brokenDecisions } from '../workbook/reading/broken-decisions';
import { readSettings } from '../workbook/reading/read-settings';
import { Readings } from '../workbook/reading/readings';
import type { SheetKey } from '../workbook/sheets';
import type { Grid, Grids } from '../workbook/tables';
import { Tables } from '../workbook/tables';
import { need } from './define-function';
import { sealsGiven } from './seals-given';

export const asAt = need('asAt', 'date', 'The day the answer is for: a plain date, never TODAY().', 'Overview!B2');

/** Every tab that figures come from; Reviews comes on top where it is wanted. */
export const ALL_BUT_REVIEWS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'people',
  'meetings',
  'attendance',
  'release',
  'sessions',
  'requests',
  'decisions',
  'ledger',
] as const;

/** Reads the tabs given in the order of a function's arguments. */
export function openTabs(keys: readonly SheetKey[], grids: readonly (Grid | undefined)[]) {
  const given: Grids = {};
  keys.forEach((key, index) => {
    const grid = grids[index];
    if (grid) given[key] = grid;
  });
  const seals = sealsGiven();
  const tables: Tables = new Tables(given, seals && (() => whereSealed(seals(), tables)), readings);
  const parameters = () => readSettings(tables).parameters;
  return {
    tables,
    parameters: readings ? readings.of(tables.grid('settings'), 'parameters', parameters) : parameters(),
  };
}

/**
 * While decisions are taken over, what their new seals are checked against, as soon as they stand in the rows: Google
 * works formulas out then, and not again when the texts follow. Rule A1.
 */
function whereSealed(seals: Seals, tables: Tables): Seals {
  if (seals.state !== 'none' || !seals.next || !tables.has('decisions')) return seals;
  const written = new Set(Array.from(seals.next.register.values(), ({ seal }) => seal));
  return tables.get('decisions').rows.some(({ seal }) => seal !== null && written.has(seal)) ? seals.next : seals;
}

let readings: Readings | undefined;

/** Lets all functions that a page asks read each tab once. */
export function inOneReading<T>(work: () => T): T {
  readings = new Readings();
  try {
    return work();
  } finally {
    readings = undefined;
  }
}

/** The tables the rules take, each read when a rule first asks for it. */
export function booksOf(tables: Tables) {
  const requests = once(() => asRecorded(tables.get('requests'), tables.seals));
  const broken = once(() => brokenDecisions(tables));
  return {
    get clusters() {
      return tables.get('clusters');
    },
    get schools() {
      return tables.get('schools');
    },
    get membership() {
      return tables.get('membership');
    },
    get people() {
      return tables.has('people') ? tables.get('people') : null;
    },
    get meetings() {
      return tables.get('meetings');
    },
    get attendance() {
      return tables.get('attendance');
    },
    get sessions() {
      return tables.get('sessions');
    },
    get requests() {
      return requests();
    },
    get decisions() {
      return tables.get('decisions');
    },
    get brokenDecisions() {
      return broken();
    },
    get ledger() {
      return tables.get('ledger');
    },
    get release() {
      return tables.has('release') ? tables.get('release') : null;
    },
    get reviews() {
      return tables.has('reviews') ? tables.get('reviews') : null;
    },
    ...(tables.seals ? { seals: tables.seals } : {}),
  };
}

/** What there is to say of a table in one cell, such as what it assumes and which rows it leaves out. */
export const notes = (...texts: string[]): string => texts.filter((text) => text !== '').join('; ');

/** What there is to say below a table; nothing where that is blank. */
export const footnote = (text: string, width: number): Cell[][] =>
  text === '' ? [] : [[text, ...new Array<Cell>(width - 1).fill('')]];

/**
 * One cell a row of a tab below its header, blank where the row is blank, with the reason where it could not be read.
 */
export function besideRows(tables: Tables, key: SheetKey, header: string, cells: readonly string[]): Cell[][] {
  const table = tables.get(key);
  const column = new Array<Cell[]>(table.nextRow - 1);
  column[0] = [header];
  for (let row = 0; row < cells.length; row++) column[table.rowNumber(row) - 1] = [cells[row]!];
  const reasons = new Map<number, string>();
  for (const { row, severity, message } of table.problems)
    if (severity === 'error' && !reasons.has(row)) reasons.set(row, message);
  for (const rowNumber of table.leftOut)
    column[rowNumber - 1] = [`left out: ${reasons.get(rowNumber) ?? 'a column is missing'}`];
  for (let row = 0; row < column.length; row++) column[row] ??= [''];
  return column;
}
