import { CLUSTER_FIGURES } from '../../../src/rules/figures/cluster-figures';
import { overviewPage, overviewTables } from '../../../src/workbook/pages/overview-page';
import type { Page } from '../../../src/workbook/pages/page';
import { expectApart } from '../../support/page-cases';

describe('the Overview', () => {
  it.each([0, 5, 6, 50, 500])('keeps its tables apart with %i clusters, and nothing stands below the last', (count) =>
    expectApart(overviewPage(count)),
  );

  it('has room for a row a cluster, three pots each and their sums', () => {
    for (const count of [5, 6, 7, 8, 50]) {
      const [glance, pots] = overviewPage(count).blocks;
      expect(glance!.rows).toBeGreaterThanOrEqual(count + 3);
      expect(pots!.rows).toBeGreaterThanOrEqual(3 * count + 3);
    }
  });

  it('ends with who waits for whom, since nobody knows how many wait', () => {
    const tables = overviewTables(6);
    expect(tables[tables.length - 1]).toMatchObject({ from: 'WAITING_REQUESTS' });
  });

  it('is one formula, from the first heading on, that knows how much room there is', () => {
    for (const [count, room] of [
      [5, 9],
      [8, 12],
      [50, 54],
    ] as const) {
      const { cells, tables, blocks } = overviewPage(count);
      const called = cells.filter(({ value }) => /[A-Z]_/.test(value));
      expect(called).toEqual([expect.objectContaining({ row: tables.row, column: 1 })]);
      expect(called[0]!.value).toMatch(new RegExp(`^=OVERVIEW_PAGE\\(\\$B\\$3, \\$B\\$2, ${room}, Settings!A:I, `));
      expect(blocks[0]!.row).toBe(tables.row + 1);
    }
  });

  it('repeats above what its formula says could not be read', () => {
    const { cells, unread, tables, columns } = overviewPage(5);
    expect(unread).toEqual({ row: tables.row, column: columns });
    expect(cells.find(({ style }) => style === 'alarm')).toEqual({
      row: 4,
      column: 5,
      value: '=$T$5&""',
      style: 'alarm',
    });
  });

  it('shows each column as what it holds, by its header', () => {
    const page = overviewPage(5);
    const headers = Object.keys(CLUSTER_FIGURES.columns);
    const shown = (header: string) => formatsOf(page, page.blocks[0]!.row, headers.indexOf(header) + 1);
    expect(shown('Schools')).toEqual(['center']);
    expect(shown('Attendance')).toEqual(['center', '0%']);
    expect(shown('Received')).toEqual(['right', '£#,##0.00;[Red]-£#,##0.00']);
    expect(shown('Findings')).toEqual([]);
    expect(page.columns).toBe(headers.length);
  });
});

/** How a column of the table below a header row is shown. */
const formatsOf = ({ formats }: Page, header: number, at: number) =>
  formats.flatMap(({ row, column, columns, format, align }) =>
    [header, header + 1].includes(row) && at >= column && at < column + columns ? [format ?? align] : [],
  );
