/** The columns of an Extract as engines know them: names without blanks, and what each holds. */
import { EXTRACT_FIGURES } from '../../src/rules/figures/extract-figures';

/** `sum` is money in pounds with its pence, `share` a part of one to four places. */
export type Holds = 'text' | 'sum' | 'share' | 'number' | 'day';

export interface ExtractColumn {
  readonly header: string;
  /** "other_income" */
  readonly name: string;
  readonly holds: Holds;
}

const HOLDS: Readonly<Record<string, Holds>> = { money: 'sum', share: 'share', count: 'number' };

function holdsOf(header: string, format: string): Holds {
  return header === 'As at' ? 'day' : (HOLDS[format] ?? 'text');
}

export const EXTRACT_COLUMNS: readonly ExtractColumn[] = Object.entries(EXTRACT_FIGURES.columns).map(
  ([header, { format }]) => ({
    header,
    name: header.toLowerCase().replace(/ /g, '_'),
    holds: holdsOf(header, format),
  }),
);

/** Where a column stands, 0-based. */
export const columnAt = (header: string): number => EXTRACT_COLUMNS.findIndex((column) => column.header === header);
