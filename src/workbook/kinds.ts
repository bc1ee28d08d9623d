import type { Day, FundingYear } from '../rules/basics/days';
import { dayOfIso, formatYear, ukMinutesOf, yearOfText } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import { penceOf } from '../rules/basics/money';
import type { Cell } from './cell';
import { dateText, dayOfCell, inert, isDate, isErrorCell, serialOf } from './cell';
import type { Kind, ReferenceTarget } from './kind';
import { AMBIGUOUS, LEFT_OUT, Unreadable } from './kind';
import { readDates, readSums, readTexts, readWords } from './reading/read-plain';

const readText = (cell: Cell): string =>
  typeof cell === 'string' ? cell.trim() : isDate(cell) ? dateText(cell) : String(cell);

const asText = { format: '@', width: 180 } as const;

export const text: Kind<string> = {
  ...asText,
  name: 'text',
  plain: readTexts,
  help: 'Any text.',
  read: (cell) =>
    isErrorCell(cell) ? new Unreadable('text', 'Clear the cell or mend the formula in it.') : readText(cell),
  write: inert,
};

export const longText: Kind<string> = { ...text, name: 'long text', width: 260 };

const NO_ADDRESS = new Unreadable('an e-mail address', 'Type an address such as lead@example.org.');

export const email: Kind<string> = {
  ...asText,
  name: 'e-mail',
  help: 'An e-mail address, such as lead@example.org: the Google account the person signs in with.',
  read: (cell) => {
    const address = readText(cell).toLowerCase();
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address) ? address : NO_ADDRESS;
  },
  write: (value) => inert(value.toLowerCase()),
};

/** Several e-mail addresses, with semicolons between them. */
export const emails: Kind<string[]> = {
  ...asText,
  name: 'e-mails',
  width: 220,
  help: 'E-mail addresses, with semicolons between them.',
  read: (cell, references) => {
    const found: string[] = [];
    for (const part of splitNames(readText(cell))) {
      const address = email.read(part, references);
      if (address instanceof Unreadable) return address;
      if (!found.includes(address)) found.push(address);
    }
    return found.length > 0 ? found : NO_ADDRESS;
  },
  write: (value) => inert(value.join('; ')),
};

/** An ID that never changes: a prefix and a part of its own. */
export function id(prefix: string): Kind<string> {
  return {
    ...text,
    name: 'ID',
    width: 100,
    help: `Given once and never changed, such as ${prefix}-4K7Q2M. Leave it as it is.`,
  };
}

export const money: Kind<Pence> = {
  name: 'money',
  isWhole: true,
  plain: readSums,
  format: '£#,##0.00',
  width: 100,
  help: 'A sum in pounds, such as 1250.00.',
  validation: { type: 'money' },
  read: (cell) => {
    if (typeof cell !== 'number') return new Unreadable('a sum of money', 'Type a number such as 1250.00.');
    const pence = penceOf(cell);
    return pence ?? new Unreadable('a sum of money in whole pence', 'Type a number such as 1250.00.');
  },
  write: (pence) => pence / 100,
  repair: (cell) => {
    if (typeof cell !== 'string') return undefined;
    const match = /^-?£?(\d{1,3}(,\d{3})*|\d+)(\.\d{1,2})?$/.exec(cell.replace(/\s/g, ''));
    return match ? (penceOf(Number(cell.replace(/[£,\s]/g, ''))) ?? undefined) : undefined;
  },
};

/** Money that cannot be below zero, such as what something cost. */
export const cost: Kind<Pence> = {
  ...money,
  least: 0,
  read: (cell, references) => {
    const pence = money.read(cell, references);
    return typeof pence === 'number' && pence < 0
      ? new Unreadable('a sum of 0 or more', 'Type a number such as 95.00.')
      : pence;
  },
};

export const date: Kind<Day> = {
  name: 'date',
  isWhole: true,
  plain: readDates,
  format: 'dd/mm/yyyy',
  width: 95,
  help: 'A date, such as 01/09/2026.',
  validation: { type: 'date' },
  read: (cell) => {
    const isOne = typeof cell === 'number' || (isDate(cell) && !Number.isNaN(cell.getTime()));
    const expected = isDate(cell) && isOne ? 'a date between 2000 and 2099' : 'a date';
    return (isOne ? dayOfCell(cell) : null) ?? new Unreadable(expected, 'Type a date such as 01/09/2026.');
  },
  write: serialOf,
  repair: (cell) => {
    if (typeof cell !== 'string') return undefined;
    const british = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(cell);
    const iso = british ? `${british[3]}-${british[2]!.padStart(2, '0')}-${british[1]!.padStart(2, '0')}` : cell.trim();
    return dayOfIso(iso) ?? undefined;
  },
};

/** Minutes since midnight. */
export const time: Kind<number> = {
  name: 'time',
  format: '@',
  width: 70,
  help: 'A time of day, such as 13:30.',
  read: (cell) => {
    if (isDate(cell) && !Number.isNaN(cell.getTime())) return ukMinutesOf(cell.getTime());
    if (typeof cell === 'number' && cell >= 0 && cell < 1) return Math.round(cell * 1440);
    const match = /^(\d{1,2})[:.](\d\d)\s*(am|pm)?$/i.exec(String(cell).trim());
    const minutes = match ? (Number(match[1]) % 24) * 60 + Number(match[2]) : Number.NaN;
    const afternoon = match?.[3]?.toLowerCase() === 'pm' && minutes < 720 ? 720 : 0;
    return match && Number(match[1]) < 24 && Number(match[2]) < 60
      ? minutes + afternoon
      : new Unreadable('a time of day', 'Type a time such as 13:30.');
  },
  write: (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
};

/** An instant, kept as text: `2026-09-01T13:30:00Z`. */
export const stamp: Kind<string> = {
  ...asText,
  name: 'time stamp',
  width: 165,
  help: 'Date and time, written by the tracker.',
  read: (cell) => {
    const value = isDate(cell) && !Number.isNaN(cell.getTime()) ? cell.toISOString() : String(cell).trim();
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : new Unreadable('a date and time', 'Only the tracker writes this cell; undo the change.');
  },
  write: inert,
};

export const fundingYear: Kind<FundingYear> = {
  name: 'funding year',
  format: '@',
  width: 85,
  help: 'A funding year, such as 2026/27.',
  read: (cell) =>
    (typeof cell === 'string' ? yearOfText(cell) : null) ??
    new Unreadable('a funding year', 'Type a year such as 2026/27.'),
  write: formatYear,
};

export const count: Kind<number> = {
  name: 'number',
  format: '0',
  width: 80,
  help: 'A whole number.',
  read: (cell) =>
    typeof cell === 'number' && Number.isSafeInteger(cell) && cell >= 0
      ? cell
      : new Unreadable('a whole number', 'Type a number such as 2.'),
  write: (value) => value,
};

export const tick: Kind<boolean> = {
  name: 'tick',
  format: 'General',
  width: 85,
  help: 'Tick for yes.',
  blank: false,
  validation: { type: 'tick' },
  read: (cell) =>
    typeof cell === 'boolean' ? cell : new Unreadable('a tick', 'Tick or clear the box; TRUE and FALSE are the same.'),
  write: (value) => value,
  repair: (cell) => {
    const word = String(cell).trim().toLowerCase();
    if (['yes', 'y', 'true', '1', '✓', 'x'].includes(word)) return true;
    return ['no', 'n', 'false', '0'].includes(word) ? false : undefined;
  },
};

/** One of a few words. */
export function choice<const W extends string>(...words: W[]): Kind<W> {
  const exact = new Map<Cell, W>(words.map((word) => [word, word]));
  const byLowerCase = new Map<string, W>(words.map((word) => [word.toLowerCase(), word]));
  return {
    name: 'choice',
    plain: readWords,
    words: exact,
    format: '@',
    width: Math.max(110, 45 + 8 * Math.max(...words.map((word) => word.length))),
    help: `One of: ${words.join(', ')}.`,
    validation: { type: 'list', values: words },
    read: (cell) =>
      byLowerCase.get(readText(cell).toLowerCase()) ??
      new Unreadable(`one of ${words.join(', ')}`, 'Pick one from the list in the cell.'),
    write: (value) => value,
  };
}

const TARGET_NAMES: Record<ReferenceTarget, string> = {
  clusters: 'a cluster of the Clusters tab',
  schools: 'a school of the Schools tab',
  meetings: 'a Meeting ID of the Meetings tab',
  requests: 'a Request ID of the Requests tab',
  sessions: 'a Session ID of the CPD sessions tab',
};

/** The row of another tab, by its name, alias or ID; read as the index of that row. */
export function reference(sheet: ReferenceTarget): Kind<number> {
  const target = TARGET_NAMES[sheet];
  const named = sheet === 'clusters' || sheet === 'schools';
  const unknown = new Unreadable(
    target,
    named ? 'Pick one from the list, or add the name you use to its Aliases.' : 'Copy the ID from that tab.',
  );
  const leftOut = new Unreadable(`${target} without problems`, 'Mend the row it names first (see Check workbook).');
  const ambiguous = new Unreadable(`${target} that only one row goes by`, 'Give the two rows different names.');
  return {
    name: 'reference',
    isWhole: true,
    plain: readWords,
    format: '@',
    width: sheet === 'schools' ? 400 : sheet === 'clusters' ? 230 : 100, // the longest name of a school in full
    help: `${target[0]!.toUpperCase()}${target.slice(1)}.`,
    validation: { type: 'reference', sheet },
    target: sheet,
    read: (cell, references) => {
      const index = references.find(sheet, typeof cell === 'string' ? cell : readText(cell));
      if (index >= 0) return index;
      return index === AMBIGUOUS ? ambiguous : index === LEFT_OUT ? leftOut : unknown;
    },
    write: (index, references) => inert(references.nameAt(sheet, index)),
  };
}

/** Several rows of another tab, their names separated by semicolons. */
export function references(sheet: ReferenceTarget): Kind<number[]> {
  const one = reference(sheet);
  return {
    format: one.format,
    width: one.width,
    target: sheet,
    name: 'references',
    help: `${one.help.slice(0, -1)}, several with semicolons between them.`,
    read: (cell, known) => {
      const found: number[] = [];
      for (const name of splitNames(readText(cell))) {
        const index = one.read(name, known);
        if (index instanceof Unreadable) return index;
        if (!found.includes(index)) found.push(index);
      }
      return found.length > 0 ? found : new Unreadable(TARGET_NAMES[sheet], 'Type the names of one or more.');
    },
    write: (indexes, known) => inert(indexes.map((index) => known.nameAt(sheet, index)).join('; ')),
  };
}

/** Names in one cell, separated by semicolons or line breaks. */
export const names: Kind<string[]> = {
  ...asText,
  name: 'names',
  width: 220,
  help: 'Other names and spellings, with semicolons between them.',
  read: (cell, references) => {
    const listed = text.read(cell, references);
    return listed instanceof Unreadable ? listed : splitNames(listed);
  },
  write: (value) => inert(value.join('; ')),
};

function splitNames(value: string): string[] {
  return value
    .split(/[;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Worked out by a formula in the header cell; never read by the program. */
export const computed: Kind<string> = {
  ...text,
  name: 'computed',
  format: 'General',
  width: 230,
  help: 'Worked out by the tracker. Do not type here.',
};

export const computedDate: Kind<string> = { ...computed, format: date.format, width: 110 };

/** A parameter's value: a number, a percentage, a date's day and month, yes or no. */
export const parameterValue: Kind<Cell> = {
  name: 'value',
  format: 'General',
  width: 100,
  help: 'The value; leave it blank while it is not known.',
  read: (cell) => cell,
  // Text such as "20 July" must not become a date.
  write: (value) => (typeof value === 'string' ? `'${value}` : value),
};
