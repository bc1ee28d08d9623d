/** What a file is by its first bytes, whatever its name says; and what is said of one that cannot be opened. */

export const MOST_BYTES = 5_000_000;
export const MOST_UNPACKED = 40_000_000;
export const MOST_SHEET_ROWS = 5_000;
export const MOST_SHEET_COLUMNS = 100;

/** A file that cannot be opened; the message says why and what to do. */
export class NotOpened extends Error {}

const AS_XLSX = 'In the program it comes from, choose Save as or Export, take .xlsx or .csv, and open that file.';

export const SAYS = {
  empty: 'There is nothing in this file.',
  large: `This file is larger than ${MOST_BYTES / 1_000_000} MB. Save the rows that are wanted as a file of their own.`,
  unpacked: 'Unpacked, this file is far larger than a list is. Save the rows that are wanted as a file of their own.',
  rows:
    `A sheet of this file has more than ${MOST_SHEET_ROWS} rows or ${MOST_SHEET_COLUMNS} columns in use. Save the part ` +
    'that is wanted as a file of its own.',
  damaged: 'This file is damaged and cannot be read. Open it in the program it comes from and save it again.',
  quotes: 'The quotation marks of this file do not fit together, so its columns cannot be told apart. Save it again.',
  password: `This file has a password. Take it away first (in Excel: File, Info, Protect Workbook). ${AS_XLSX}`,
  older: `This was saved in an older form of Excel (.xls) or by another Office program. ${AS_XLSX}`,
  binary: `This is an Excel file of the sort .xlsb. ${AS_XLSX}`,
  calc: `This was saved by LibreOffice or OpenOffice in their own form (.ods). ${AS_XLSX}`,
  numbers: `This was saved by Numbers in its own form. ${AS_XLSX}`,
  word: `This is a Word document. ${AS_XLSX}`,
  zip: 'This is a packed folder (.zip). Unpack it, and open the list that is in it.',
  pdf: `This is a .pdf, whatever its name says: it has no cells. ${AS_XLSX}`,
  page: `This is a web page, whatever its name says; some banks send them so. Open it in Excel. ${AS_XLSX}`,
  other: `This is no table: neither .xlsx nor .csv, whatever its name says. ${AS_XLSX}`,
} as const;

export type Kind = 'zip' | 'text' | Exclude<keyof typeof SAYS, 'zip'>;

/** What a file is, by what stands in it. */
export function kindOf(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > MOST_BYTES) return 'large';
  if (begins(bytes, [0x50, 0x4b])) return 'zip';
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return holdsWide(bytes, 'EncryptedPackage') ? 'password' : 'older';
  const start = String.fromCharCode(...bytes.subarray(0, 200)).trimStart();
  if (start.startsWith('%PDF')) return 'pdf';
  if (/^(\xef\xbb\xbf)?\s*<(!doctype|html|table|\?xml|head|meta)/i.test(start)) return 'page';
  return isWide(bytes) === null && bytes.subarray(0, 4_000).includes(0) ? 'other' : 'text';
}

const begins = (bytes: Uint8Array, signs: readonly number[]): boolean =>
  signs.every((sign, index) => bytes[index] === sign);

/** Whether a text of two bytes a letter stands somewhere. */
function holdsWide(bytes: Uint8Array, text: string): boolean {
  const wanted = Array.from(text, (letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1))
    if (wanted.every((sign, index) => bytes[at + 2 * index] === sign && bytes[at + 2 * index + 1] === 0)) return true;
  return false;
}

/** In which order a text has two bytes a letter, by its mark or by its noughts; null where it has not. */
function isWide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (begins(bytes, [0xff, 0xfe])) return 'utf-16le';
  if (begins(bytes, [0xfe, 0xff])) return 'utf-16be';
  const start = bytes.subarray(0, 400);
  const noughts = [0, 1].map((odd) => start.filter((sign, index) => sign === 0 && index % 2 === odd).length);
  const many = start.length / 4;
  if (noughts[1]! > many && noughts[0] === 0) return 'utf-16le';
  return noughts[0]! > many && noughts[1] === 0 ? 'utf-16be' : null;
}

/** The letters of a text file: UTF-8 or UTF-16, else those of Windows, as Excel saves a .csv. */
export function textOf(bytes: Uint8Array): string {
  const wide = isWide(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What a packed file is, by the names of what is in it; null for a workbook that can be read. */
export function whyNoWorkbook(names: readonly string[]): keyof typeof SAYS | null {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.xml$/)) return null;
  if (has(/^xl\/workbook\.bin$/)) return 'binary';
  if (has(/\.iwa$|^Index\.zip$/)) return 'numbers';
  if (has(/^word\//)) return 'word';
  return has(/^content\.xml$/) ? 'calc' : 'zip';
}
