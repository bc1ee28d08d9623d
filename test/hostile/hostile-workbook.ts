/** The sample workbook with something hostile in every text of every row, and all rows good ones still. */
import type { Snapshot } from '../../host/contract';
import { type AnySheet, keysOf } from '../../src/workbook/define-sheet';
import { columnLetters } from '../../src/workbook/reading/problem';
import { findColumns } from '../../src/workbook/reading/read-table';
import { SHEET_KEYS, SHEETS } from '../../src/workbook/sheets';
import { OWNER } from '../support/fault-cases';
import { answer, openTracker } from '../support/tracker';
import { FORMULAS, MARKUP } from './values';

const PLANTED = [...MARKUP, ...FORMULAS.filter((text) => !/[\t\r\n]/.test(text))];
/** What decisions and the log say is sealed. */
const SEALED = ['decisions', 'log', 'yearEnds', 'settings'];
/** Columns that other tabs name their rows by keep their names as aliases. */
const NAMED = ['clusters', 'schools'];

export const NOW = new Date('2026-11-24T10:00:00Z');

export async function hostileWorkbook(): Promise<Snapshot> {
  const tracker = await openTracker({ now: () => NOW });
  answer(tracker.run(OWNER, 'setUpWorkbook'));
  answer(tracker.run(OWNER, 'addSampleData'));
  await tracker.settled();
  let next = 0;
  const planted = (): string => PLANTED[next++ % PLANTED.length]!;
  for (const key of SHEET_KEYS.filter((one) => !SEALED.includes(one))) {
    const spec = SHEETS[key] as AnySheet;
    const [header = [], ...rows] = tracker.usedValues(spec.title);
    const positions: Record<string, number> = findColumns(spec, header as string[]);
    const filled = rows.filter((row) => row[0] !== '');
    const write = (name: string, cells: unknown[]): void => {
      const a1 = `${columnLetters(positions[name]! + 1)}2`;
      tracker.edit(
        OWNER,
        spec.title,
        a1,
        cells.map((cell) => [cell]),
        { paste: true },
      );
    };
    for (const name of keysOf(spec)) {
      const { kind, computed } = spec.columns[name]!;
      const old = filled.map((row) => String(row[positions[name]!]));
      if (computed || !['text', 'long text', 'names'].includes(kind.name) || name === 'aliases') continue;
      if (NAMED.includes(key) && name === 'name') {
        write('aliases', old);
        write(
          name,
          old.map((text) => `${planted()} ${text}`.slice(0, 200)),
        );
      } else if (name !== 'agreedOnWhat') write(name, old.map(planted));
    }
  }
  await tracker.settled();
  const snapshot = tracker.snapshot();
  tracker.dispose();
  return snapshot;
}
