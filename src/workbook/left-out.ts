import type { AnySheet } from './define-sheet';
import { readSettings } from './read-settings';
import type { SheetKey } from './sheets';
import { SHEETS } from './sheets';
import type { Tables } from './tables';

/** "3 row(s) of Ledger left out; Ledger has no column VAT", for every tab given in which something could not be understood. */
export function leftOutText(tables: Tables, keys: readonly SheetKey[]): string {
  return keys
    .flatMap((key) => {
      const { title, keepsRows } = SHEETS[key] as AnySheet;
      const table = tables.get(key);
      const headers = table.problems.filter(({ row }) => row === 1).map(({ header }) => header);
      const leftOut = new Set(table.leftOut);
      // A value that does not fit its parameter puts its row out of use too.
      if (key === 'settings')
        for (const { row, severity } of readSettings(tables).problems)
          if (row > 1 && severity === 'error') leftOut.add(row);
      // Where rows stay whatever is in them, cells are left out.
      const cells = keepsRows ? table.problems.filter(({ row, found }) => found !== '' && !leftOut.has(row)).length : 0;
      return [
        ...(leftOut.size > 0 ? [`${leftOut.size} row(s) of ${title} left out`] : []),
        ...(cells > 0 ? [`${cells} cell(s) of ${title} not understood`] : []),
        ...(headers.length > 0 ? [`${title} has no column ${headers.join(', ')}`] : []),
      ];
    })
    .join('; ');
}
