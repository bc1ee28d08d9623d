/** Where a script's call would write, checked before it writes. */
import type { Area } from '../book/areas';
import type { Tab } from '../book/book';
import { forbidsShift, isForbidden, PROTECTED, type Shift } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import type { Run } from '../script/run';
import { fail } from './service';

/** The sheet a script's object stands for, which may have been deleted since. */
export function tabOf(run: Run, key: string): Tab {
  return run.host.book.tab(key) ?? fail(`Sheet ${sheetNumber(key)} not found`);
}

/** @throws {Error} In Google's words, if a protection forbids the person who runs the script to write there. */
export function checkMayWrite(run: Run, key: string, area: Area): void {
  const { protections, owner } = run.host.state;
  if (isForbidden(protections, { sheetId: sheetNumber(key), area }, run.email, owner)) fail(PROTECTED);
}

/** @throws {Error} As above, for rows or columns coming, going or moving. */
export function checkMayShift(run: Run, key: string, shift: Shift): void {
  const { protections, owner } = run.host.state;
  if (forbidsShift(protections, sheetNumber(key), shift, run.email, owner)) fail(PROTECTED);
}
