import type { Day, FundingYear } from '../rules/basics/days';
import { formatDay, formatTime, formatYear, ukMinutesOf, yearOfText } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import { penceOf } from '../rules/basics/money';
import { asNamed } from '../rules/basics/text';
import { capital } from '../rules/basics/words';
import type { Cell } from './cell';
import { dayOfCell, inert, isDate, isErrorCell, serialOf, textIn } from './cell';
import type { Kind, ReferenceTarget } from './kind';
import { AMBIGUOUS, LEFT_OUT, Unreadable } from './kind';
import { addressesIn, addressIn } from './kinds/addresses';
import { dayMeant, isMonthFirst } from './kinds/days';
import { knownPieces, listed } from './kinds/lists';
import { isNoVat, isOpenEnded } from './kinds/none-words';
import { isDebitOrCredit, isNought, sumMeant } from './kinds/sums';
import { yesOrNo } from './kinds/ticks';
import { minutesMeant } from './kinds/times';
import { LONGEST_NAME, readDates, readNames, readSums, readTexts, readWords } from './reading/read-plain';

/** Ends what stands at the right of its cell, so that it does not touch the text of the next one. */
export const GAP = '" "';

const asText = { format: '@', width: 180 } as const;

export const text: Kind<string> = {
  ...asText,
  name: 'text',
  plain: readTexts,
  help: 'Any text.',
  read: (cell) =>
    isErrorCell(cell) ? new Unreadable('text', 'Clear the cell or mend the formula in it.') : textIn(cell),
  write: inert,
};

/** What a row is called by, in drop-downs, forms and messages. */
export const name: Kind<string> = {
  ...text,
  plain: readNames,
  read: (cell, references) => {
    const read = text.read(cell, references);
    return read instanceof Unreadable || read.length <= LONGEST_NAME ? read : TOO_LONG;
  },
};

const TOO_LONG = new Unreadable(
  `a text of up to ${LONGEST_NAME} letters`,
  'Shorten it: forms and messages call the row by it.',
);

export const longText: Kind<string> = { ...text, name: 'long text', width: 260 };

const NO_ADDRESS = new Unreadable('an e-mail address', 'Type an address such as lead@example.org.');

export const email: Kind<string> = {
  ...asText,
  name: 'e-mail',
  plain: readWords,
  repeats: true,
  help: 'An e-mail address, such as lead@example.org: the Google account the person signs in with.',
  read: (cell) => addressIn(textIn(cell)) ?? NO_ADDRESS,
  write: (value) => inert(value.toLowerCase()),
};

const SEVERAL_ADDRESSES = 'Type addresses such as lead@example.org, with semicolons between them.';

/** Several e-mail addresses, with semicolons between them. */
export const emails: Kind<string[]> = {
  ...asText,
  name: 'e-mails',
  plain: readWords,
  repeats: true,
  width: 220,
  help: 'E-mail addresses, with semicolons between them.',
  read: (cell) => {
    const found = addressesIn(textIn(cell));
    if ('piece' in found) return new Unreadable(NO_ADDRESS.expected, SEVERAL_ADDRESSES, found.piece);
    return found.length > 0 ? [...found] : NO_ADDRESS;
  },
  write: (value) => inert(value.join('; ')),
};

/** An ID that never changes: a prefix and a part of its own. */
export function id(prefix: string): Kind<string> {
  return {
    ...name,
    name: 'ID',
    width: 100,
    help: `Given once and never changed, such as ${prefix}-4K7Q2M. Leave it as it is.`,
  };
}

export const money: Kind<Pence> = {
  name: 'money',
  isWhole: true,
  plain: readSums,
  format: `£#,##0.00${GAP}`,
  width: 100,
  help: 'A sum in pounds, such as 1250.00.',
  validation: { type: 'money' },
  read: (cell) => {
    if (typeof cell !== 'number') return new Unreadable('a sum of money', sumAdvice(cell));
    const pence = penceOf(cell);
    return pence ?? new Unreadable('a sum of money in whole pence', SUM_ADVICE);
  },
  write: (pence) => pence / 100,
  repair: (cell) => (typeof cell !== 'string' ? undefined : isNought(cell) ? 0 : sumMeant(cell)),
};

/** VAT, blank where there is none. */
export const vat: Kind<Pence> = { ...money, isNone: isNoVat };

const SUM_ADVICE = 'Type a number such as 1250.00.';

const sumAdvice = (cell: Cell): string =>
  typeof cell === 'string' && isDebitOrCredit(cell)
    ? `${SUM_ADVICE} DR and CR are the other way round in some books: say it with a minus sign, or with In and Out.`
    : SUM_ADVICE;

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
  format: `dd/mm/yyyy${GAP}`,
  width: 95,
  help: 'A date, such as 01/09/2026.',
  validation: { type: 'date' },
  read: (cell) => {
    const isOne = typeof cell === 'number' || (isDate(cell) && !Number.isNaN(cell.getTime()));
    const expected = isDate(cell) && isOne ? 'a date between 2000 and 2099' : 'a date';
    return (isOne ? dayOfCell(cell) : null) ?? new Unreadable(expected, dateAdvice(cell));
  },
  write: serialOf,
  repair: (cell) => (typeof cell === 'string' ? dayMeant(cell) : undefined),
};

const dateAdvice = (cell: Cell): string =>
  typeof cell === 'string' && isMonthFirst(cell)
    ? 'It has the month first; type a date such as 01/09/2026, with the day first. Check workbook lists dates beside ' +
      'it that may be the wrong way round.'
    : 'Type a date such as 01/09/2026.';

/** The last day of something, blank while it goes on. */
export const lastDay: Kind<Day> = { ...date, isNone: isOpenEnded };

/** Several dates in one cell, with semicolons between them. */
export const dates: Kind<Day[]> = {
  ...asText,
  name: 'dates',
  help: 'Dates such as 01/09/2024, with semicolons between them.',
  read: (cell, references) => {
    if (typeof cell !== 'string') {
      const one = date.read(cell, references);
      return one instanceof Unreadable ? one : [one];
    }
    const days: Day[] = [];
    for (const piece of listed(cell)) {
      const day = dayMeant(piece);
      if (day === undefined) return new Unreadable('a date', `${dateAdvice(piece)} ${SEMICOLONS}`, piece);
      days.push(day);
    }
    return days;
  },
  write: (days) => inert(days.map(formatDay).join('; ')),
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
    const minutes = typeof cell === 'string' ? minutesMeant(cell) : undefined;
    return minutes ?? new Unreadable('a time of day', 'Type a time such as 13:30.');
  },
  write: formatTime,
};

/** An instant, kept as text: `2026-09-01T13:30:00Z`. */
export const stamp: Kind<string> = {
  ...asText,
  name: 'time stamp',
  width: 165,
  help:
    'Date and time, written and sealed by the tracker: 2026-11-27T13:05:00Z is 27 Nov 2026, 13:05; in summer time an ' +
    'hour later.',
  read: (cell) => {
    const value = isDate(cell) && !Number.isNaN(cell.getTime()) ? cell.toISOString() : textIn(cell);
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value))
      ? value
      : new Unreadable('a date and time', 'Only the tracker writes this cell; undo the change.');
  },
  write: inert,
};

export const fundingYear: Kind<FundingYear> = {
  name: 'funding year',
  plain: readWords,
  repeats: true,
  format: '@',
  width: 85,
  help: 'A funding year, such as 2026/27.',
  read: (cell) =>
    (typeof cell === 'string' ? yearOfText(textIn(cell)) : null) ??
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
  repair: (cell) => yesOrNo(String(cell)),
};

/** One of a few words. */
export function choice<const W extends string>(...words: W[]): Kind<W> {
  const exact = new Map<Cell, W>(words.map((word) => [word, word]));
  let byName: ReadonlyMap<string, W> | null = null; // most words are spelt as they are declared
  return {
    name: 'choice',
    plain: readWords,
    words: exact,
    format: '@',
    width: Math.max(110, 45 + 8 * Math.max(...words.map((word) => word.length))),
    help: `One of: ${words.join(', ')}.`,
    validation: { type: 'list', values: words },
    read: (cell) => {
      byName ??= new Map(words.map((word) => [asNamed(word), word]));
      const word = byName.get(asNamed(textIn(cell)));
      return word ?? new Unreadable(`one of ${words.join(', ')}`, 'Pick one from the list in the cell.');
    },
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
  const advice = named
    ? 'Pick one from the list, or add the name you use to its Aliases.'
    : 'Copy the ID from that tab.';
  const leftOut = new Unreadable(`${target} without problems`, 'Mend the row it names first (see Check workbook).');
  const ambiguous = new Unreadable(
    `${target} that only one row goes by`,
    'Type the ID of the one that is meant; only that tells them apart.',
  );
  return {
    name: 'reference',
    isWhole: true,
    plain: readWords,
    format: '@',
    width: sheet === 'schools' ? 400 : sheet === 'clusters' ? 230 : 100, // the longest name of a school in full
    help: `${capital(target)}.`,
    validation: { type: 'reference', sheet },
    target: sheet,
    read: (cell, references) => {
      const name = textIn(cell);
      const index = references.find(sheet, name);
      if (index >= 0) return index;
      if (index === AMBIGUOUS) return ambiguous;
      if (index === LEFT_OUT) return leftOut;
      const meant = references.meantBy?.(sheet, name) ?? null;
      return new Unreadable(target, meant === null ? advice : `Did you mean ${meant}? ${advice}`);
    },
    write: (index, references) => inert(references.nameAt(sheet, index)),
  };
}

const SEMICOLONS = 'Several have semicolons between them.';
const indexOr = (index: number): number | undefined => (index < 0 ? undefined : index);

/** Several rows of another tab, their names separated by semicolons. */
export function references(sheet: ReferenceTarget): Kind<number[]> {
  const one = reference(sheet);
  return {
    format: one.format,
    width: one.width,
    target: sheet,
    plain: readWords,
    repeats: true,
    name: 'references',
    help: `${one.help.slice(0, -1)}, several with semicolons between them.`,
    read: (cell, known) => {
      const found = new Set<number>();
      for (const name of listed(textIn(cell))) {
        const index = one.read(name, known);
        if (index instanceof Unreadable) return new Unreadable(index.expected, `${index.advice} ${SEMICOLONS}`, name);
        found.add(index);
      }
      return found.size > 0 ? [...found] : new Unreadable(TARGET_NAMES[sheet], 'Type the names of one or more.');
    },
    repair: (cell, known) => {
      const pieces = knownPieces(textIn(cell), (name) => indexOr(known.find(sheet, name)));
      return pieces === null ? undefined : [...new Set(pieces)];
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
    const whole = text.read(cell, references);
    return whole instanceof Unreadable ? whole : listed(whole);
  },
  write: (value) => inert(value.join('; ')),
};

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
  // Text such as "20 July" must not become a date; words stay words.
  write: (value) =>
    typeof value === 'string' && /\d/.test(value) ? `'${value}` : typeof value === 'string' ? inert(value) : value,
};
