import { HEADINGS } from '../../../src/rules/overview/paper';
import { clusterPage } from '../../../src/workbook/pages/cluster-page';
import { HEADING_SIGN, roomIn } from '../../../src/workbook/pages/page';

describe('Cluster page', () => {
  const { cells, choices, colours, tables, widths } = clusterPage('North Cluster');
  const at = (row: number, column: number) => cells.find((cell) => cell.row === row && cell.column === column)!.value;

  it('shows the cluster that is picked in its first column, the widest, by one formula that a copy takes along', () => {
    expect(choices).toEqual(['A2']);
    expect(at(2, 1)).toBe('North Cluster');
    expect(at(tables.row, 1)).toMatch(/^=CLUSTER_PAGE\(\$A\$2, Overview!\$B\$3, Overview!\$B\$2, Settings!/);
    expect(roomIn(at(tables.row, 1), tables)).toBe(tables.room);
    expect(Math.max(...widths.map(([, , width]) => width))).toBe(widths[0]![2]);
  });

  it('repeats what Overview says of what could be read, in red where not all could', () => {
    expect(cells.find(({ style }) => style === 'verdict')!.value).toBe('=Overview!$E$4');
    expect(colours.filter(({ a1 }) => a1 === 'A4').map(({ is }) => is)).toEqual(['bad', 'good']);
  });

  it('knows its headings, its header rows and its totals by what stands first in them', () => {
    const oneOf = (texts: readonly string[]) => `=OR(${texts.map((text) => `$A5="${text}"`).join(', ')})`;
    expect(colours.slice(2).map(({ is, formula }) => [is, formula])).toEqual([
      ['heading', oneOf(Object.values(HEADINGS).map((text) => `${HEADING_SIGN}${text}`))],
      ['header', oneOf(['School', 'Pot', 'Request', 'School owing', 'Meeting', 'Cluster'])],
      ['total', oneOf(['Came', 'All'])],
    ]);
    expect(Object.values(HEADINGS).filter((heading) => heading.startsWith(HEADING_SIGN))).toEqual([]);
  });
});
