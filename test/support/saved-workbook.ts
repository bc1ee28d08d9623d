/** The saved workbook of a server that is not running, changed as a test needs it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ICellData, IWorksheetData } from '@univerjs/core';
import type { Snapshot } from '../../host/contract';
import { checksum } from '../../host/serve/journal';
import type { TestServer } from './server';

export function inFolder({ data }: TestServer, change: (snapshot: Snapshot) => void): void {
  const file = path.join(data, 'snapshot.json');
  const [, saved] = readFileSync(file, 'utf8').split('\n') as [string, string];
  const whole = JSON.parse(saved) as { snapshot: Snapshot };
  change(whole.snapshot);
  const text = JSON.stringify(whole);
  writeFileSync(file, `${checksum(text)}\n${text}`);
}

export function tabOf({ workbook }: Snapshot, name: string) {
  const sheet = Object.values(workbook.sheets!).find((candidate) => candidate!.name === name)!;
  return sheet as IWorksheetData & { cellData: Record<number, Record<number, ICellData>> };
}

/** Looks that cells of {@link makeLong} have. */
export const LOOKS = { money: { n: { pattern: '£0.00' } } };

/** So many rows come to a page in several parts, after it has begun. */
export const LONG = 11_000;

/** Makes Attendance longer than what a page begins with. */
export function makeLong(snapshot: Snapshot): void {
  const tab = tabOf(snapshot, 'Attendance');
  snapshot.workbook.styles = { ...snapshot.workbook.styles, ...LOOKS };
  tab.rowCount = LONG;
  for (let row = 300; row < LONG; row++) {
    tab.cellData[row] = {
      0: { v: `M-${row}`, t: 1 },
      4: row % 3 === 0 ? { s: 'money' } : { v: row, t: 2, s: 'money' },
    };
  }
}
