import { groupBy } from '../basics/lists';
import type { LedgerLine } from '../basics/rows';
import type { Table } from '../basics/table';
import { asNamed } from '../basics/text';

/**
 * Lines that say what a line above them says: equal in date, cluster, pot, direction, category, sums, school and payee.
 * Perhaps one payment that was entered twice, such as from two exports that overlap. Rule S13.
 *
 * @returns By row, the line above.
 */
export function twinLines(ledger: Table<LedgerLine>): ReadonlyMap<number, LedgerLine> {
  const alike = groupBy(ledger.rows, ({ date, cluster, pot, direction, category, net, vat, school }) =>
    [date, cluster, pot, direction, category, net, vat ?? 0, school].join(),
  );
  const twins = new Map<number, LedgerLine>();
  for (const lines of alike.values()) {
    if (lines.length === 1) continue;
    for (const [first, ...others] of groupBy(lines, ({ payee }) => asNamed(payee ?? '')).values())
      for (const line of others) twins.set(line.row, first!);
  }
  return twins;
}
