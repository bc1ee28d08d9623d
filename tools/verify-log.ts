import { readFile } from 'node:fs/promises';
import path from 'node:path';
import readSheets, { type SheetData } from 'read-excel-file/node';
import { judgeLog, missingColumns } from '../src/actions/verify-log';
import type { LogHead } from '../src/rules/basics/log-chain';
import type { Cell } from '../src/workbook/cell';
import { log } from '../src/workbook/sheets';
import { cellsOfCsv } from './exported/csv';

/** The file cannot be checked; the message says why and what to do. */
export class Unusable extends Error {}

const USAGE = `Checks the Log of an exported workbook (rule A12).

  npm run verify-log -- FILE [NUMBER HASH]

FILE           the workbook as .xlsx, or its Log tab as .csv (File > Download)
NUMBER HASH    "Newest line of the log" of a digest mail, or of Clusters > Workbook > Verify log; without them a log that was
               rebuilt from its first line, or cut short, looks good

Ends with 0 if the log is good, 1 if it was tampered with, 2 if the file cannot be checked.
--help shows this.`;

/** Runs the command. @returns Its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const [file, number, hash, ...rest] = args;
    if (file === '--help' || file === '-h') {
      console.log(USAGE);
      return 0;
    }
    if (!file || rest.length > 0 || (number !== undefined && hash === undefined)) throw new Unusable(USAGE);
    const verdict = await verifyFile(file, number === undefined ? null : headOf(number, hash!));
    console.log(verdict.message);
    return verdict.good ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(error.message);
    return 2;
  }
}

/**
 * Checks the Log tab of an exported workbook against its hashes, and against the newest line known from a mail. Rule
 * A12.
 *
 * @param file - A workbook (.xlsx) or the Log tab alone (.csv).
 * @throws {Unusable} If there is no such file, or no log in it.
 */
export async function verifyFile(file: string, head: LogHead | null): Promise<{ good: boolean; message: string }> {
  const { grid, isResaved } = await readLog(file);
  if (missingColumns(grid).length === Object.keys(log.columns).length)
    throw new Unusable(`${file}: expected the Log tab of a tracker, found none of its headers (No, Time, Who, …).`);
  const verdict = judgeLog(grid, head);
  if (!verdict.good && isResaved)
    throw new Unusable(
      `${file} was saved by another program than the sheet, such as Excel, which changes texts: what differs in it may ` +
        'be that alone. Download the workbook again (File > Download) and check that file as it is.',
    );
  if (!verdict.good || !head || verdict.lines === head.no) return verdict;
  const newer =
    `The lines after line ${head.no}, whose hash was given, are newer: whether the tracker wrote them ` +
    'only Verify log in the workbook can tell.';
  return { ...verdict, message: `${verdict.message} ${newer}` };
}

function headOf(number: string, hash: string): LogHead {
  const no = Number(number.replace(/,$/, ''));
  if (!Number.isSafeInteger(no) || no < 1)
    throw new Unusable(`NUMBER: expected the number of a line such as 57, got "${number}".`);
  if (!/^[0-9a-f]{64}$/i.test(hash))
    throw new Unusable(`HASH: expected 64 digits and letters from a to f, got "${hash}".`);
  return { no, hash: hash.toLowerCase() };
}

/** The cells of a log, and whether the file is not as the sheet gave it. */
interface LogFile {
  readonly grid: Cell[][];
  readonly isResaved: boolean;
}

async function readLog(file: string): Promise<LogFile> {
  const content = await readFile(file).catch((error: Error) => {
    throw new Unusable(`${file} cannot be opened: ${error.message}`);
  });
  const kind = path.extname(file).toLowerCase();
  if (kind === '.csv') return cellsOf(content);
  if (kind === '.xlsx') return { grid: await cellsOfWorkbook(file, content), isResaved: false };
  throw new Unusable(`${file}: expected a file that ends in .xlsx or .csv. Use File > Download in the sheet.`);
}

async function cellsOfWorkbook(file: string, content: Buffer): Promise<Cell[][]> {
  const sheets = await readSheets(content, { trim: false }).catch((error: Error) => {
    throw new Unusable(`${file} is not a workbook that can be read: ${error.message}`);
  });
  const found = sheets.find(({ sheet }) => sheet === log.title);
  if (!found)
    throw new Unusable(
      `${file}: expected a tab called ${log.title}; found ${sheets.map(({ sheet }) => sheet).join(', ')}.`,
    );
  return (found.data as SheetData).map((row) => row.map((cell) => (cell ?? '') as Cell));
}

function cellsOf(content: Buffer): LogFile {
  try {
    return cellsOfCsv(content);
  } catch {
    throw new Unusable(
      'The .csv cannot be read: its quotation marks or columns are not as the sheet writes them. Download the workbook ' +
        'again (File > Download) and check that file as it is.',
    );
  }
}
