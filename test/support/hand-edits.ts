/** Whoever edits a workbook by hand, and what they then have the tracker do about it. */
import { checkWorkbook } from '../../src/actions/check-workbook';
import { repairCells } from '../../src/actions/repair-cells';
import type { World } from '../../src/actions/world';
import { ADVISOR, DIRECTOR, LEAD, STRANGER } from './action-cases';
import type { FakeWorkbook } from './fake-world';
import { token } from './tracker';

const ACCOUNTS = {
  owner: 'owner@example.org',
  Director: DIRECTOR,
  Advisor: ADVISOR,
  lead: LEAD,
  anybody: STRANGER,
} as const;

export type Actor = keyof typeof ACCOUNTS;
export const ACTORS = Object.keys(ACCOUNTS) as Actor[];

export const worldOf = (book: FakeWorkbook, actor: Actor): World => ({
  ...book.as(ACCOUNTS[actor]),
  isOwner: () => actor === 'owner',
});

/**
 * Has somebody take every repair that Check workbook offers to them or to anybody else, and take decisions over: what a
 * page would not offer them can be sent all the same.
 */
export function repairAll(book: FakeWorkbook, actor: Actor): void {
  const offered = ACTORS.flatMap((other) => {
    const checked = checkWorkbook(worldOf(book, other));
    return checked.ok ? checked.problems : [];
  }).flatMap(({ sheet, row, header, repair }) => (repair ? [{ sheet, row, header, shown: repair.shown }] : []));
  const seal = { sheet: 'Decisions', row: 2, header: 'Seal', shown: '' };
  for (const wanted of [...offered, seal]) repairCells(worldOf(book, actor), { token: token(), repairs: [wanted] });
}
