import { overviewPage } from '../../../src/workbook/pages/overview-page';
import { schoolsPage } from '../../../src/workbook/pages/schools-page';
import { expectApart } from '../../support/page-cases';

describe('Schools at a glance', () => {
  it.each([0, 5, 6, 50, 500])('keeps its tables apart with %i schools, and nothing stands below the last', (count) =>
    expectApart(schoolsPage(count, '')),
  );

  it('has release money beside who takes part, in rows of their own', () => {
    const [watch, release] = schoolsPage(37, 'North Cluster').blocks;
    expect([watch!.row, watch!.rows]).toEqual([release!.row, release!.rows]);
    expect(watch!.column + watch!.columns).toBeLessThan(release!.column);
    expect(watch!.rows).toBeGreaterThan(37);
  });

  it('repeats in red what Overview says could not be read', () => {
    const { cells } = schoolsPage(37, 'North Cluster');
    expect(cells.find(({ style }) => style === 'verdict')).toMatchObject({
      row: 3,
      column: 4,
      value: '=Overview!$E$4',
    });
    const { row, column } = overviewPage(5).cells.find(({ style }) => style === 'verdict')!;
    expect([row, column]).toEqual([4, 5]);
  });

  it('keeps the headings of schools in sight, and colours those to watch', () => {
    const { frozen, blocks, colours } = schoolsPage(37, 'North Cluster');
    expect(frozen.rows).toBe(blocks[0]!.row);
    expect(colours).toContainEqual({ contains: ' ', a1: 'G8:G52', is: 'soon' });
  });

  it('shows the attendance of the cluster that is picked, and says where', () => {
    const { cells, choices, tables, blocks } = schoolsPage(37, 'North Cluster');
    expect(choices).toEqual(['B4', 'B5']);
    expect(cells.find(({ row, column }) => row === 4 && column === 2)!.value).toBe('North Cluster');
    expect(
      cells.find(({ value }) => value.startsWith('=SCHOOLS_PAGE($B$4, Overview!$B$3, Overview!$B$2, 45, ')),
    ).toEqual(expect.objectContaining({ row: tables.row, column: 1 }));
    expect(cells.find(({ row, column }) => row === 4 && column === 4)!.value).toContain(
      `from row ${blocks[2]!.row - 1}`,
    );
  });
});
