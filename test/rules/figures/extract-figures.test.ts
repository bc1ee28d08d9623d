import { booksOf } from '../../../src/functions/open-tabs';
import { explainShown, questionOn, tableHeaded } from '../../../src/rules/figures/explain';
import { EXTRACT_FIGURES, extractYears } from '../../../src/rules/figures/extract-figures';
import { readSettings } from '../../../src/workbook/reading/read-settings';
import { Tables } from '../../../src/workbook/tables';
import { day } from '../../support/rules-tables';
import { sampleGrids } from '../../support/sample';

const AS_AT = day('2026-11-24');
const tables = new Tables(sampleGrids('2026-11-24'));
const question = questionOn(
  { ...booksOf(tables), release: tables.get('release'), reviews: tables.get('reviews') },
  readSettings(tables).parameters,
  AS_AT,
);
const headers = Object.keys(EXTRACT_FIGURES.columns);

/** A row as the tab shows it. */
const shownOf = (row: (typeof rows)[number]) =>
  Object.values(EXTRACT_FIGURES.columns).map(({ value }) => value(row, question) ?? '');
const rows = EXTRACT_FIGURES.rows(question);

describe('a cell of an Extract', () => {
  it('is explained by what it is in the year of its row, as CLUSTER_POTS and Overview explain it', () => {
    const table = tableHeaded(headers)!;
    const last = rows.find(({ pot }) => pot.year === 2025 && pot.pot === 'Lead support' && pot.spent > 0)!;
    const cells = shownOf(last).map((cell, at) => (headers[at] === 'Version' ? 'v0.2.0' : cell));
    const why = (header: string) => explainShown(question, table, cells, headers.indexOf(header))!;
    expect(why('Spent').about).toBe(`${last.cluster.name}, Lead support, 2025/26: Spent`);
    expect(why('Closing').reasons[0]!.rule).toBe('F11');
    expect(why('Counted meetings').answer).toBe(String(last.meetings.counted));
    // Whose name is asked about is told of what is left there.
    expect(why('Cluster').about).toMatch(/: Available$/);
    for (const header of headers) expect(why(header).reasons.length).toBeGreaterThan(0);
  });

  it('is no cell of another day than that of Overview', () => {
    const cells = shownOf(rows[0]!).map((cell, at) => (headers[at] === 'As at' ? '2026-01-01' : cell));
    expect(explainShown(question, tableHeaded(headers)!, cells, headers.indexOf('Spent'))).toBeNull();
  });
});

describe('the years of an Extract', () => {
  const { clusters, meetings, ledger } = question.books;
  it('begin with the first agreement, meeting or ledger line, and end with that of the day', () => {
    expect(extractYears({ clusters, meetings, ledger }, AS_AT)).toEqual([2025, 2026]);
    expect(extractYears({ clusters, meetings, ledger }, day('2027-09-01'))).toEqual([2025, 2026, 2027]);
  });

  it('are that of the day alone where there is nothing yet', () => {
    const none = new Tables({});
    const books = { clusters: none.get('clusters'), meetings: none.get('meetings'), ledger: none.get('ledger') };
    expect(extractYears(books, AS_AT)).toEqual([2026]);
  });
});
