import type { HiddenRows } from './world';

/**
 * What is to be said where rows of the Log are or may be hidden: then people read less than it holds. Null where every
 * row can be seen. Rule A12.
 */
export function hiddenText({ rows, isFiltered, allShown }: HiddenRows): string | null {
  const found = rows.length === 0 ? '' : `Hidden: ${rowsNamed(rows)} of the Log could not be seen.`;
  const filter = isFiltered
    ? 'There is a filter on the Log, so rows of it may not be seen. Choose Data ▸ Remove filter there.'
    : '';
  const hand = allShown ? (found === '' ? '' : SHOWN_AGAIN) : MAY_BE_HIDDEN;
  const said = [found, filter, hand].filter((text) => text !== '');
  return said.length === 0 ? null : `${said.join(' ')} Then verify the log again.`;
}

const SHOWN_AGAIN = 'All its rows that were hidden by hand are shown again: read them.';

const MAY_BE_HIDDEN =
  'Rows of it may be hidden, and Google does not let your account show them again. Ask the owner of the file to choose ' +
  'Clusters ▸ Workbook ▸ Verify log, which shows them.';

const rowsNamed = (rows: readonly number[]): string =>
  rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.slice(0, -1).join(', ')} and ${rows[rows.length - 1]}`;
