import { unzipSync, zipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import type { Cell } from '../../src/workbook/cell';

/** The tabs of a workbook by their names, as cells of a spreadsheet. */
export type Sheets = ReadonlyMap<string, Cell[][]>;

const MOST_UNPACKED = 400_000_000; // bytes; a workbook of 100,000 ledger lines has some 60 million

/**
 * The tabs of an .xlsx.
 *
 * @param isWanted - Tabs by their names: the cells of others are not looked at, which saves most of the time.
 * @throws With what is wrong, if it is no workbook that can be read.
 */
export async function sheetsOfXlsx(content: Uint8Array, isWanted: (name: string) => boolean): Promise<Sheets> {
  let size = 0;
  const files = unzipSync(content, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name) || /^(xl\/(drawings|charts|media|theme)|docProps)/.test(name)) return false;
      size += originalSize;
      return size <= MOST_UNPACKED;
    },
  });
  if (size > MOST_UNPACKED) throw new Error(`unpacked it has more than ${MOST_UNPACKED / 1e6} MB`);
  const passedOver = unwanted(files, isWanted);
  for (const name of passedOver) files[name] = NOTHING;
  // Packed anew without being pressed together: the reader would start a thread for what is pressed.
  const sheets = await readSheets(zipSync(files, { level: 0 }).buffer as ArrayBuffer, { trim: false });
  return new Map(
    sheets.map(({ sheet, data }): [string, Cell[][]] => [
      sheet,
      data.map((row) => row.map((cell) => (cell ?? '') as Cell)),
    ]),
  );
}

const NOTHING = new TextEncoder().encode(
  '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
);

/** The files of tabs that are not wanted; none where the workbook does not say in the usual way which is which. */
function unwanted(files: Record<string, Uint8Array>, isWanted: (name: string) => boolean): string[] {
  const text = (name: string) => new TextDecoder().decode(files[name]);
  const targets = new Map(
    Array.from(text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g), ([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/xl\//, ''),
    ]),
  );
  return Array.from(text('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g), ([tag]) => tag).flatMap((tag) => {
    const file = `xl/${targets.get(attribute(tag, 'r:id'))}`;
    return isWanted(attribute(tag, 'name')) || files[file] === undefined ? [] : [file];
  });
}

const attribute = (tag: string, name: string): string => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
