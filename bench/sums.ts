/** The sums that everybody is asked for: what each pot opened with, received, had besides and spent, and meetings. */
import { dayOf } from '../src/rules/basics/days';
import { POTS } from '../src/rules/basics/words';
import type { Cell } from '../src/workbook/cell';
import { AS_AT } from './programme';

/** The first day of the funding year. */
export const FIRST_DAY = dayOf(2026, 9, 1);
export const LAST_DAY = AS_AT;

/** Categories of what comes in that are received of what is entitled; the others are other income. */
export const RECEIVED = ['Match', 'School cash', 'Lead support', 'Administration'];
export const OTHER_INCOME = ['Other income', 'Other funding'];

/** A row a pot, cluster by cluster: opening, received, other income, spent, counted meetings. */
export type Sums = readonly (readonly number[])[];

/** The same rows out of what the add-in gave. */
export const sumsOf = (overview: readonly Cell[][], pots: readonly Cell[][]): number[][] =>
  pots.slice(1, -1).map((pot, index) => {
    const counted = overview[Math.floor(index / POTS.length) + 1]![4];
    return [pot[3], pot[5], pot[7], pot[8], counted].map(Number);
  });

/** Where two of them differ by a penny or more; empty where they agree. */
export function differences(ours: Sums, theirs: Sums, who: string): string[] {
  if (ours.length !== theirs.length) return [`${who}: ${theirs.length} rows where ${ours.length} were expected`];
  return ours.flatMap((row, index) =>
    row.flatMap((value, column) => {
      const other = theirs[index]?.[column] ?? Number.NaN;
      if (Math.round(value * 100) === Math.round(other * 100)) return [];
      return [`${who}: row ${index + 1}, figure ${column + 1}: ${value} here, ${other} there`];
    }),
  );
}
