import { repeatsIn } from '../basics/repeats';
import type { LedgerLine } from '../basics/rows';
import type { Table } from '../basics/table';
import { asNamed } from '../basics/text';

/**
 * Lines that say what a line above them says: equal in date, cluster, pot, direction, category, sums, school and payee.
 * Perhaps one payment that was entered twice, such as from two exports that overlap. Rule S13.
 *
 * Columns are looked at and no rows made; few lines have the day, cluster and sum of another.
 *
 * @returns By row, the line above.
 */
export function twinLines(ledger: Table<LedgerLine>): ReadonlyMap<number, LedgerLine> {
  const [date, cluster, net] = [ledger.column('date'), ledger.column('cluster'), ledger.column('net')];
  const hashes = new Int32Array(ledger.count);
  for (let row = 0; row < ledger.count; row++)
    hashes[row] = (Math.imul(Math.imul(date[row]!, 31) + cluster[row]!, 31) + net[row]!) | 0 || 1;
  const isTwin = (row: number, above: number) => isSameLine(ledger.at(row), ledger.at(above));
  return new Map(repeatsIn(hashes, isTwin).map(([row, above]) => [row, ledger.at(above)]));
}

const isSameLine = (a: LedgerLine, b: LedgerLine): boolean =>
  a.date === b.date &&
  a.cluster === b.cluster &&
  a.pot === b.pot &&
  a.direction === b.direction &&
  a.category === b.category &&
  a.net === b.net &&
  (a.vat ?? 0) === (b.vat ?? 0) &&
  a.school === b.school &&
  asNamed(a.payee ?? '') === asNamed(b.payee ?? '');
