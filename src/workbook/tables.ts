import type { Cell, References, ReferenceTarget } from './kinds';
import { AMBIGUOUS, LEFT_OUT, UNKNOWN } from './kinds';
import type { Problem, TableOf } from './read-table';
import { readTable } from './read-table';
import { SHEETS, type SheetKey } from './sheets';

export type Grid = readonly (readonly Cell[])[];

/** All values of some tabs; those that are not given count as empty. */
export type Grids = Partial<Record<SheetKey, Grid>>;

type Only = { [K in SheetKey]?: readonly (keyof (typeof SHEETS)[K]['columns'] & string)[] };

/**
 * The workbook's tables, each read when first asked for, with IDs, names and aliases resolved to rows. Rule P5.
 *
 * @example
 * const tables = new Tables({ clusters: clusterGrid, schools: schoolGrid, membership: membershipGrid });
 * tables.get('membership').school; // indexes into tables.get('schools')
 */
export class Tables implements References {
  private readonly read = new Map<SheetKey, unknown>();
  private readonly indexes = new Map<ReferenceTarget, Map<string, number>>();
  private lastSheet: ReferenceTarget | null = null;
  private lastIndex: Map<string, number> | null = null;
  private readonly loose = new Map<ReferenceTarget, Map<string, number>>();

  constructor(
    private readonly grids: Grids,
    private readonly only: Only = {},
  ) {}

  get<K extends SheetKey>(key: K): TableOf<(typeof SHEETS)[K]> {
    let table = this.read.get(key) as TableOf<(typeof SHEETS)[K]> | undefined;
    if (!table) {
      const grid = this.grids[key];
      // biome-ignore lint/suspicious/noExplicitAny: the union of all specs is too wide to infer from
      table = readTable(SHEETS[key] as any, grid ?? [headersOf(key)], this, this.only[key] as any) as any;
      this.read.set(key, table);
    }
    return table!;
  }

  has(key: SheetKey): boolean {
    return this.grids[key] !== undefined;
  }

  /** The whole grid of a tab that was given. */
  grid(key: SheetKey): Grid {
    return this.grids[key] ?? [headersOf(key)];
  }

  /** Problems of every tab given, in the order of the tabs. */
  problems(): Problem[] {
    return (Object.keys(SHEETS) as SheetKey[]).flatMap((key) => (this.grids[key] ? this.get(key).problems : []));
  }

  find(sheet: ReferenceTarget, name: string): number {
    const index = this.lastIndex && this.lastSheet === sheet ? this.lastIndex : this.indexOf(sheet);
    const exact = index.get(name);
    if (exact !== undefined) return exact;
    let loose = this.loose.get(sheet);
    if (!loose) {
      loose = new Map();
      for (const [key, row] of index) addName(loose, plainName(key), row);
      this.loose.set(sheet, loose);
    }
    return loose.get(plainName(name)) ?? UNKNOWN;
  }

  /** Cells of one column ask one after the other: the index they asked last is at hand. */
  private indexOf(sheet: ReferenceTarget): Map<string, number> {
    let index = this.indexes.get(sheet);
    if (!index) {
      index = this.buildIndex(sheet);
      this.indexes.set(sheet, index);
    }
    this.lastSheet = sheet;
    this.lastIndex = index;
    return index;
  }

  nameAt(sheet: ReferenceTarget, index: number): string {
    const table = this.get(sheet) as { id: string[]; name?: string[] };
    return table.name?.[index] ?? table.id[index] ?? '';
  }

  /** The index of the row with an ID, or -1. */
  byId(sheet: ReferenceTarget, id: string): number {
    return this.get(sheet).id.indexOf(id);
  }

  private buildIndex(sheet: ReferenceTarget): Map<string, number> {
    const table = this.get(sheet) as TableOf<(typeof SHEETS)['clusters']>;
    const index = new Map<string, number>();
    table.id.forEach((id, row) => {
      if (id !== '') index.set(id, row);
    });
    // IDs first, then names, then aliases: an alias never hides a name.
    table.name?.forEach((name, row) => {
      addName(index, name, row);
    });
    table.aliases?.forEach((aliases, row) => {
      for (const alias of aliases ?? []) if (!index.has(alias)) addName(index, alias, row);
    });
    if (table.leftOut.length > 0) this.addLeftOut(sheet, table, index);
    return index;
  }

  /** Names of rows that could not be read, so that what refers to them is told why. */
  private addLeftOut(sheet: ReferenceTarget, table: { leftOut: number[] }, index: Map<string, number>): void {
    const grid = this.grid(sheet);
    const wanted = new Set(
      ['id', 'name'].map((key) => (SHEETS[sheet].columns as Record<string, { header: string }>)[key]?.header),
    );
    grid[0]?.forEach((header, position) => {
      if (!wanted.has(String(header).trim())) return;
      for (const row of table.leftOut) {
        const name = String(grid[row - 1]?.[position] ?? '').trim();
        if (name !== '' && !index.has(name)) index.set(name, LEFT_OUT);
      }
    });
  }
}

export function headersOf(key: SheetKey): string[] {
  return Object.values(SHEETS[key].columns).map((column) => column.header);
}

function addName(index: Map<string, number>, name: string, row: number): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, row);
  else if (known !== row) index.set(name, AMBIGUOUS);
}

/** Case, full stops, apostrophes and spaces do not tell names apart; a leading "the" neither. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.'’`,]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^the /, '');
}
