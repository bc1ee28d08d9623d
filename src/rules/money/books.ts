import type { Attendance, Casebook, LedgerLine } from '../basics/rows';
import type { Table } from '../basics/table';
import type { Pot } from '../basics/words';
import { POTS } from '../basics/words';

/** Tables a pot's figures come from. */
export interface Books extends Casebook {
  readonly ledger: Table<LedgerLine>;
  readonly attendance: Table<Attendance>;
}

const POT_INDEX: Record<Pot, number> = { 'Cluster pot': 0, 'Lead support': 1, Administration: 2 };

/** Where a pot stands in lists of cluster × pot. */
export const potIndex = (cluster: number, pot: Pot): number => cluster * POTS.length + POT_INDEX[pot];
