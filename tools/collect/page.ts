/** A page of figures for a national meeting: one file, to be read and printed. */
import { formatMoney } from '../../src/rules/basics/money';
import { plural } from '../../src/rules/basics/words';
import { EXTRACT_COLUMNS } from './columns';
import { QUESTIONS } from './questions';
import type { Answer, Store } from './store';

const MOST_ROWS = 500; // of a table on paper

/** The page as HTML, with all its answers in it. */
export async function nationalPage(store: Store, version: string): Promise<string> {
  const about = await store.ask(
    'SELECT COUNT(DISTINCT programme_id), COUNT(DISTINCT workbook), MIN(as_at), MAX(as_at) FROM national.facts',
  );
  const [programmes, workbooks, first, last] = about.rows[0]!;
  const days = first === last ? `as at ${first}` : `as at days from ${first} to ${last}`;
  const differences = await store.ask(
    'SELECT kind, COUNT(DISTINCT workbook) AS workbooks, COUNT(*) AS notes FROM national.differences GROUP BY kind ORDER BY kind',
  );
  const told = await store.ask(
    'SELECT workbook, kind, place, message FROM national.differences ORDER BY workbook, kind, place',
  );
  const parts = await Promise.all(
    QUESTIONS.map(async ({ title, says, sql }) => section(title, says, await store.ask(sql))),
  );
  return [
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Figures of ${plural(Number(programmes), 'programme')}</title><style>${STYLE}</style></head><body><main>`,
    `<h1>Figures of ${plural(Number(programmes), 'programme')}</h1>`,
    `<p>From ${plural(Number(workbooks), 'workbook')}, ${days}. Cluster Tracker ${escaped(version)}.</p>`,
    ...parts,
    section(
      'What is to be looked into',
      'Workbooks that could not be read, differ from their own ledger or share an ID.',
      differences,
    ),
    told.rows.length === 0 ? '' : section('One by one', 'Each with what to do.', told),
    '</main></body></html>\n',
  ].join('\n');
}

function section(title: string, says: string, { columns, rows }: Answer): string {
  const more = rows.length > MOST_ROWS ? `<p>And ${rows.length - MOST_ROWS} more rows: ask with --sql.</p>` : '';
  const heads = columns.map(
    (name) => `<th scope="col"${isNumber(name) ? ' class="number"' : ''}>${escaped(headOf(name))}</th>`,
  );
  const body = rows
    .slice(0, MOST_ROWS)
    .map((row) => `<tr>${row.map((cell, at) => cellOf(columns[at]!, cell)).join('')}</tr>`);
  const table =
    rows.length === 0
      ? '<p><b>None.</b></p>'
      : `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table></div>`;
  return `<section><h2>${escaped(title)}</h2><p>${escaped(says)}</p>${table}${more}</section>`;
}

const SUMS: ReadonlySet<string> = new Set([
  ...EXTRACT_COLUMNS.flatMap(({ name, holds }) => (holds === 'sum' ? [name] : [])),
  'before',
]);
const COUNTS: ReadonlySet<string> = new Set([
  'programmes',
  'clusters',
  'schools',
  'meetings',
  'workbooks',
  'notes',
  'attendance',
]);
const isNumber = (name: string): boolean => SUMS.has(name) || COUNTS.has(name);

/** "Other income" */
const headOf = (name: string): string => {
  const words = name.replace(/_/g, ' ').replace(/\bid\b/, 'ID');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function cellOf(name: string, cell: string | null): string {
  if (cell === null) return '<td></td>';
  if (SUMS.has(name)) return `<td class="number">${escaped(formatMoney(Math.round(Number(cell) * 100)))}</td>`;
  if (name === 'attendance') return `<td class="number">${(Number(cell) * 100).toFixed(1)}%</td>`;
  return COUNTS.has(name)
    ? `<td class="number">${Number(cell).toLocaleString('en-GB')}</td>`
    : `<td>${escaped(cell)}</td>`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const STYLE = `
body { margin: 0; font: 16px/1.45 system-ui, sans-serif; color: #202124; background: #fff; }
main { max-width: 80rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; }
h2 { font-size: 1.2rem; margin: 1.6rem 0 0.2rem; color: #174a8b; }
p { margin: 0.2rem 0 0.6rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.88rem; }
th, td { padding: 0.3rem 0.5rem; text-align: left; border-bottom: 1px solid #c9cdd2; vertical-align: top; }
th { background: #e8eef7; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}`;
