import type { Attendance, Casebook, LedgerLine } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Pot } from '../basics/words';
import { POTS } from '../basics/words';

/** Tables a pot's figures come from. */
export interface Books extends Casebook {
  readonly ledger: Table<LedgerLine>;
  readonly attendance: Table<Attendance>;
}

/** Where a pot stands in lists of cluster × pot. */
export const potIndex = (cluster: number, pot: Pot): number =>
  cluster * POTS.length + (pot === POTS[0] ? 0 : pot === POTS[1] ? 1 : 2);
