import { FUNCTIONS } from '../../src/functions/all';
import { addSampleRows } from '../../src/sample/add-sample-rows';
import { ROSTER, rosterSchoolId } from '../../src/sample/roster';
import type { Cell } from '../../src/workbook/cell';
import { ChangeSet } from '../../src/workbook/change-set';
import { defaultSettings } from '../../src/workbook/reading/read-settings';
import { SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { Tables } from '../../src/workbook/tables';
import { cellDate, day, grid, type Row } from './rules-tables';

export type SampleGrids = Record<SheetKey, Cell[][]>;

/** Every tab of a workbook with the guidance's clusters and the sample data, as at a day. */
export function sampleGrids(asAt: string): SampleGrids {
  const schools = ROSTER.flatMap((cluster) => cluster.schools.map((school) => ({ ...school, cluster: cluster.id })));
  const rows: Partial<Record<SheetKey, Row[]>> = {
    clusters: ROSTER.map(({ id, name, aliases }) => ({ id, name, aliases: aliases.join('; ') })),
    schools: schools.map(({ name, phase }, index) => ({ id: rosterSchoolId(index + 1), name, phase })),
    membership: schools.map(({ name, cluster }, index) => ({
      id: `MB-${index + 1}`,
      cluster,
      school: name,
      from: '2017-09-01',
    })),
    settings: defaultSettings(),
  };
  const grids = Object.fromEntries(
    (Object.keys(SHEETS) as SheetKey[]).map((key) => [key, grid(key, rows[key] ?? [])]),
  ) as SampleGrids;
  const tables = new Tables(grids);
  const changes = new ChangeSet(tables);
  addSampleRows(tables, changes, day(asAt));
  for (const { sheet, row, column, values } of changes.blocks()) put(grids[sheet], row, column, values);
  return grids;
}

/** Writes cells into a grid, which grows where it has to; row and column are 1-based. */
export function put(target: Cell[][], row: number, column: number, values: readonly (readonly Cell[])[]): void {
  values.forEach((cells, down) => {
    while (target.length < row + down) target.push(target[0] ? target[0].map(() => '') : []);
    cells.forEach((cell, across) => {
      const line = target[row + down - 1]!;
      while (line.length < column + across) line.push('');
      line[column + across - 1] = typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell) ? cellDate(cell) : cell;
    });
  });
}

/** Calls a cell function with the tabs it takes, after what is given. */
export function callWith(grids: SampleGrids, name: string, ...first: unknown[]): Cell[][] {
  const spec = FUNCTIONS.find((candidate) => candidate.name === name)!;
  const tabs = spec.parameters.slice(first.length).map(({ tab }) => grids[tab!]);
  return spec.call(...first, ...tabs) as Cell[][];
}
