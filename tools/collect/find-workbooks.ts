import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A workbook that was exported: one .xlsx, or the tabs of one as .csv files. */
export interface Exported {
  /** As it is told of: its path below the folder, without what a tab is called. */
  readonly name: string;
  readonly files: readonly string[];
  /** Changes when a file does. */
  readonly stamp: string;
}

/**
 * Every exported workbook below a folder, by name.
 *
 * Sheets calls the file of a tab "Name of the workbook - Ledger.csv": those with one name before the last " - " are one
 * workbook. Files that a spreadsheet keeps while it has one open (`~$…`, `.~lock…`) are passed over.
 */
export function findWorkbooks(folder: string): Exported[] {
  const found = new Map<string, string[]>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || /^[~.]/.test(entry.name)) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    if (/\.xlsx$/i.test(name)) found.set(name, [file]);
    else if (/\.csv$/i.test(name)) {
      const of = name.replace(/( - [^/]*)?\.csv$/i, '');
      found.set(of, [...(found.get(of) ?? []), file].sort());
    }
  }
  return Array.from(found, ([name, files]) => ({ name, files, stamp: stampOf(files) })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

const stampOf = (files: readonly string[]): string =>
  files
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${size} ${mtimeMs}`;
    })
    .join(' ');
