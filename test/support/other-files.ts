/** Files as other people have them, made here: what a school list, a bank or a teacher's own spreadsheet looks like. */
import { zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';

export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type BookCell = string | number | boolean | Date | null;

/** Letters of UTF-8. */
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Letters as Windows has them: one byte each. */
export const windows = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** Two bytes a letter, with the mark at the beginning, as Excel saves "Unicode text". */
export const wide = (text: string, mark = '\ufeff'): Uint8Array =>
  Uint8Array.from(Array.from(mark + text).flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));

const lines = (...rows: string[]): string => `${rows.join('\r\n')}\r\n`;

/** A day as Excel keeps it. */
export const excelDay = (iso: string): Date => new Date(`${iso}T00:00:00Z`);

/** A workbook of several sheets. */
export async function book(name: string, sheets: Readonly<Record<string, readonly (readonly BookCell[])[]>>) {
  const made = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) =>
      row.map((value) => (value instanceof Date ? { value, format: 'dd/mm/yyyy' } : value === null ? null : { value })),
    ),
  }));
  const bytes = await writeWorkbook(made as never).toBuffer();
  return { name, bytes: new Uint8Array(bytes) };
}

/** A packed file with some texts in it. */
export const zipped = (name: string, files: Readonly<Record<string, string | Uint8Array>>): MadeFile => ({
  name,
  bytes: zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === 'string' ? utf8(content) : content]),
    ),
  ),
});

/** The smallest workbook whose sheet is what is given. */
export const rawBook = (sheetXml: string, name = 'raw.xlsx'): MadeFile =>
  zipped(name, {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml':
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
      '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" ' +
      'Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml':
      '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
      `${sheetXml}</sheetData></worksheet>`,
  });

/** A bank’s export: a few lines of its own first, money in and out in two columns, a balance. */
export const bankInOut = (): MadeFile => ({
  name: 'statement.csv',
  bytes: utf8(
    lines(
      'Account Name:,North Cluster Science',
      'Account Balance:,"£1,204.80"',
      '',
      'Date,Type,Description,Paid out,Paid in,Balance',
      '20/11/2026,DD,"Bright Sparks, Ltd",£45.20,,"£954.80"',
      '21/11/2026,BAC,Parish council grant,,"1,250.00","£2,204.80"',
      '23/11/2026,DEB,Coach hire,1 000.00,,"£1,204.80"',
    ),
  ),
});

/** Another bank’s: one column, what goes out with a minus sign, days in words. */
export const bankSigns = (): MadeFile => ({
  name: 'Transactions.csv',
  bytes: utf8(
    lines(
      'Transaction Date,Transaction Description,Amount',
      '20 Nov 2026,Bright Sparks,-45.20',
      'Sat 21 Nov 2026,Parish council,1250.00',
    ),
  ),
});

/** As Excel of some countries saves a .csv: semicolons, commas before pence, letters of Windows. */
export const excelCsv = (): MadeFile => ({
  name: 'Kassenbuch.csv',
  bytes: windows(lines('Date;Payee;Money out', '20/11/2026;Café Zoë;45,20', '21/11/2026;School 2;1.250,00')),
});

/** Excel’s "Unicode text": tabs, two bytes a letter. */
export const unicodeText = (): MadeFile => ({
  name: 'people.txt',
  bytes: wide(
    lines(
      'First name\tLast name\tE-mail address\tJob title\tSchool name',
      'Zoë\tCarter\t"Zoë Carter <zoe@example.org>"\tScience coordinator\tSchool 3',
      'Bo\tBooks\tbo@example.org\tFinance\tSchool 1',
    ),
  ),
});

/** A list of schools out of an official register, with more columns than anybody needs. */
export const schoolList = () =>
  book('schools.xlsx', {
    Schools: [
      ['URN', 'EstablishmentName', 'PhaseOfEducation (name)', 'Postcode', 'Cluster'],
      [126300, 'Hilltop Primary School', 'Primary', 'SP1 1AA', 'North'],
      [126301, 'Valley Infants', 'Infants', 'SP1 1AB', 'North Cluster'],
      [null, 'School 2', 'Primary', 'SP1 1AC', 'North Cluster'],
    ],
  });

/** Who came: schools down, dates across, marks as a teacher writes them. */
export const attendanceGrid = () =>
  book('who came.xlsx', {
    Register: [
      ['Science cluster 2026', null, null, null],
      ['School', excelDay('2026-10-20'), excelDay('2026-11-10'), 'Notes'],
      ['School 1', 'P', 'P', null],
      ['school 2', 'P', 'Apols', 'new head'],
      ['Schol 3', null, 'P', null],
    ],
    Other: [['Nothing', 'of', 'use']],
  });

/** A budget: no dates, no payments; no tab is for it. */
export const budget = () =>
  book('budget.xlsx', {
    Budget: [
      ['Science cluster budget', null, null],
      ['Heading', 'Planned', 'Spent so far'],
      ['Supply', 1200, 400],
      ['Coach', 600, 0],
    ],
  });

/** Meetings of a year, with times as Excel keeps them. */
export const meetingList = (): MadeFile => ({
  name: 'meetings.csv',
  bytes: utf8(
    lines(
      'Meeting date,Start,Finish,In school time,Type,Status,Venue',
      '06/10/2026,1pm,3pm,Yes,Whole cluster,Held,School 1',
      '02/02/2027,13:30,15:30,Yes,Whole cluster,Planned,School 2',
    ),
  ),
});

/** The books of a school’s office: net, VAT, in and out in words. */
export const cashBook = () =>
  book('cash book.xlsx', {
    '2026-27': [
      ['Date', 'Supplier', 'Debit/Credit', 'Net', 'VAT', 'Spent on', 'Invoice no'],
      [excelDay('2026-11-20'), 'Bright Sparks', 'Debit', 400, 80, 'CPD', 'BS-7'],
      [excelDay('2026-11-23'), 'Parish council', 'Credit', 250, null, 'Other income', null],
    ],
  });

/** Dates with their month first, as a program of the United States writes them. */
export const monthFirst = (): MadeFile => ({
  name: 'export.csv',
  bytes: utf8(lines('Date,Details,Debit,Credit', '09/24/2026,Coach,45.20,', '10/05/2026,Grant,,100.00')),
});
