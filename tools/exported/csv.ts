import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';

/** The cells of a .csv, and whether the file is not as the sheet gave it. */
export interface CsvCells {
  readonly grid: string[][];
  readonly isResaved: boolean;
}

/**
 * A .csv as the sheet gives it: UTF-8 with commas; or as other programs save it.
 *
 * @throws If its quotation marks or columns do not fit together.
 */
export function cellsOfCsv(content: Buffer): CsvCells {
  const encoding = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : isUtf8(content) ? 'utf-8' : 'windows-1252';
  const decoded = new TextDecoder(encoding).decode(content);
  const text = encoding === 'windows-1252' ? decoded.replace(/[\x80-\x9f]/g, asWindows) : decoded;
  const [headers = ''] = text.split(/\r?\n/, 1);
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: headers.split(sign).length }));
  const delimiter = counts.reduce((most, one) => (one.count > most.count ? one : most)).sign;
  const isResaved = encoding !== 'utf-8' || delimiter !== ',';
  return { grid: parse(text, { bom: true, relax_column_count: true, delimiter }) as string[][], isResaved };
}

/** What Windows has where Latin-1 has no letters: Node 20 reads the one as the other. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const asWindows = (sign: string): string => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign;
