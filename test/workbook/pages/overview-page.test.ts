import { CLUSTER_FIGURES } from '../../../src/rules/figures/cluster-figures';
import { overviewPage } from '../../../src/workbook/pages/overview-page';
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
    const { cells } = overviewPage(5);
    expect(cells[cells.length - 1]!.value).toMatch(/^=WAITING_REQUESTS\(/);
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
