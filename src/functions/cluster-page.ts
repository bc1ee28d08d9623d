import { fundingYearOf } from '../rules/basics/days';
import { clusterPage as pageOf } from '../rules/overview/cluster-page';
import type { Paper } from '../rules/overview/paper';
import type { Cell } from '../workbook/cell';
import { yearIn } from '../workbook/cell';
import { HEADING_SIGN } from '../workbook/pages/page';
import { VERSION, versionText } from '../workbook/version';
import { defineFunction, may, mayTab, pounds, tabs } from './define-function';
import { choice } from './front-page';
import { ALL_BUT_REVIEWS, asAt, booksOf, openTabs } from './open-tabs';

const TABS = [...ALL_BUT_REVIEWS, 'reviews'] as const;

export const clusterPage = defineFunction({
  name: 'CLUSTER_PAGE',
  description:
    'One cluster on one page: what is to do, meetings and who came, release money, pots, requests, what schools owe.',
  returns: 'The page: sentences in the first column, and tables with sums in pounds.',
  parameters: [
    may('cluster', 'any', 'The cluster: its name, alias or ID.', '$A$2'),
    choice,
    asAt,
    ...tabs(...ALL_BUT_REVIEWS),
    mayTab('reviews'),
  ],
  run: (name, chosen, day, ...grids) => {
    const { tables, parameters } = openTabs(TABS, grids);
    const cluster = name === undefined ? -1 : tables.find('clusters', String(name).trim());
    if (cluster < 0) return 'Pick a cluster above.';
    const year = yearIn(chosen) ?? fundingYearOf(day);
    return cellsOf(pageOf(booksOf(tables), parameters, { cluster, year }, day));
  },
});

/** A page as cells: sentences in the first column, a blank row above each heading. */
function cellsOf({ about, blocks, assumes }: Paper): Cell[][] {
  const lines: Cell[][] = [
    ...inRows(...about),
    ...blocks.flatMap(({ heading, lines, table }): Cell[][] => [
      [],
      [`${HEADING_SIGN}${heading}`],
      ...inRows(...lines.map(({ text }) => text)),
      ...(table === null ? [] : tableCells(table)),
    ]),
    [],
    ...inRows(...(assumes === '' ? [] : [`It ${assumes}.`]), `Cluster Tracker ${versionText(VERSION)}`),
  ];
  const width = Math.max(...lines.map((line) => line.length));
  return lines.map((line) => [...line, ...new Array<Cell>(width - line.length).fill('')]);
}

const WIDEST = 60; // signs that fit in the first column

/** Sentences, each in as many rows as it needs: rows do not grow with what a formula fills in. */
function inRows(...texts: readonly string[]): Cell[][] {
  return texts.flatMap((text) => {
    const rows = [''];
    for (const word of text.split(' ')) {
      const last = rows[rows.length - 1] ?? '';
      if (last !== '' && last.length + 1 + word.length > WIDEST) rows.push(word);
      else rows[rows.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return rows.map((row) => [row]);
  });
}

/** A table as cells; sentences stand below their rows, where there is room for them. */
function tableCells({ columns, rows }: NonNullable<Paper['blocks'][number]['table']>): Cell[][] {
  const isNote = columns.map(({ kind }) => kind === 'note');
  const shown = rows.flatMap((row): Cell[][] => {
    const [[first = ''] = [], ...more] = inRows(String(row[0]));
    const sums = row.slice(1).map((cell): Cell => (typeof cell === 'number' ? pounds(cell) : (cell ?? '')));
    const notes = sums.filter((_, index) => isNote[index + 1]);
    return [[first, ...sums.filter((_, index) => !isNote[index + 1])], ...more, ...inRows(...notes.map(String))];
  });
  return [columns.flatMap(({ header, kind }) => (kind === 'note' ? [] : [header])), ...shown];
}
