/** A tab's filter as Univer saves it. */
import type { IAutoFilter, IFilterColumn } from '@univerjs/sheets-filter';

/** Where filters are saved. */
export const FILTERS = 'SHEET_FILTER_PLUGIN';

/** A column that shows some texts and leaves out the others; '' stands for blank cells. */
export function columnShowing(column: number, shown: readonly string[]): IFilterColumn {
  const texts = shown.filter((text) => text !== '');
  return { colId: column, filters: { filters: texts, ...(texts.length < shown.length && { blank: true }) } };
}

/** A filter with one of its columns set anew, and the rows that this leaves out. */
export function withColumn(filter: IAutoFilter, column: number, shown: readonly string[], out: number[]): IAutoFilter {
  const others = (filter.filterColumns ?? []).filter(({ colId }) => colId !== column);
  const cachedFilteredOut = [...new Set([...(filter.cachedFilteredOut ?? []), ...out])];
  return { ...filter, filterColumns: [...others, columnShowing(column, shown)], cachedFilteredOut };
}
