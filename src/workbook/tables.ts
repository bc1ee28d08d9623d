import type { Seals } from '../rules/basics/seals';
import { asNamed } from '../rules/basics/text';
import type { Cell } from './cell';
import { textIn } from './cell';
import type { References, ReferenceTarget } from './kind';
import { AMBIGUOUS, LEFT_OUT, UNKNOWN } from './kind';
import type { Problem } from './reading/problem';
import { findColumns, readTable } from './reading/read-table';
import type { Readings } from './reading/readings';
import type { TableOf } from './reading/tab';
import { nameWithoutId, nearestName } from './row-names';
import { SHEET_KEYS, SHEETS, type SheetKey } from './sheets';

export type Grid = readonly (readonly Cell[])[];

/** All values of some tabs; those that are not given count as empty. */
export type Grids = Partial<Record<SheetKey, Grid>>;

/**
 * The workbook's tables, each read when first asked for, with IDs, names and aliases resolved to rows. Rule P5.
 *
 * @example
 * const tables = new Tables({ clusters: clusterGrid, schools: schoolGrid, membership: membershipGrid });
 * tables.get('schools').at(tables.get('membership').at(0).school).name;
 */
export class Tables implements References {
  private readonly read = new Map<SheetKey, unknown>();
  private readonly indexes = new Map<ReferenceTarget, NameIndex>();
  private decided: Map<string, string[]> | null = null;
  private readonly loose = new Map<ReferenceTarget, Map<string, number>>();

  /**
   * @param seals - What decisions are checked against; they are taken as they are where it is not given.
   * @param readings - What was read of these grids for other tables, if there are any.
   */
  constructor(
    private readonly grids: Grids,
    readonly seals?: () => Seals,
    private readonly readings?: Readings,
  ) {}

  get<K extends SheetKey>(key: K): TableOf<(typeof SHEETS)[K]> {
    let table = this.read.get(key) as TableOf<(typeof SHEETS)[K]> | undefined;
    if (!table) {
      const grid = this.grid(key);
      // biome-ignore lint/suspicious/noExplicitAny: the union of all specs is too wide to infer from
      const read = () => readTable(SHEETS[key] as any, grid, this) as any;
      table = this.readings ? this.readings.of(grid, `${key} ${this.atHand()}`, read) : read();
      this.read.set(key, table);
    }
    return table!;
  }

  has(key: SheetKey): boolean {
    return this.grids[key] !== undefined;
  }

  /** Which of the tabs are at hand that others refer to: what is read of those depends on it. */
  private atHand(): string {
    return REFERRED_TO.filter((key) => this.has(key)).join();
  }

  /** The whole grid of a tab that was given. */
  grid(key: SheetKey): Grid {
    return this.grids[key] ?? [headersOf(key)];
  }

  /** Problems of every tab given, in the order of the tabs. */
  problems(): Problem[] {
    return SHEET_KEYS.flatMap((key) => (this.grids[key] ? this.get(key).problems : []));
  }

  find(sheet: ReferenceTarget, name: string): number {
    const { sure, unsure } = this.indexOf(sheet);
    const exact = sure.get(name) ?? unsure.get(name);
    if (exact !== undefined) return exact;
    let loose = this.loose.get(sheet);
    if (!loose) {
      loose = new Map();
      for (const names of [sure, unsure]) for (const [key, row] of names) addLoosely(loose, asNamed(key), row);
      this.loose.set(sheet, loose);
    }
    return loose.get(asNamed(name)) ?? UNKNOWN;
  }

  rowsByName(sheet: ReferenceTarget): ReadonlyMap<string, number> {
    return this.indexOf(sheet).sure;
  }

  private indexOf(sheet: ReferenceTarget): NameIndex {
    let index = this.indexes.get(sheet);
    if (!index) {
      index = this.buildIndex(sheet);
      this.indexes.set(sheet, index);
    }
    return index;
  }

  nameAt(sheet: ReferenceTarget, index: number): string {
    const columns = this.get(sheet).columns as { id: string[]; name?: string[] };
    const [id, name] = [columns.id[index] ?? '', columns.name?.[index]];
    return name === undefined || (this.find(sheet, name) !== index && this.find(sheet, id) === index) ? id : name;
  }

  meantBy(sheet: ReferenceTarget, name: string): string | null {
    const { columns } = this.get(sheet) as TableOf<(typeof SHEETS)['clusters']>;
    return columns.name === undefined ? null : nearestName(columns.name, name);
  }

  decidedOn(request: string): readonly string[] {
    this.decided ??= this.decisionsByRequest();
    return this.decided.get(request) ?? [];
  }

  /** From the cells as they are: to read Decisions, Requests has to be read first. */
  private decisionsByRequest(): Map<string, string[]> {
    const texts = new Map<string, string[]>();
    const [header = [], ...rows] = this.grid('decisions');
    const { request, decidedOnWhat } = findColumns(SHEETS.decisions, header);
    for (const row of rows) {
      const id = textIn(row[request]);
      texts.set(id, [...(texts.get(id) ?? []), textIn(row[decidedOnWhat])]);
    }
    return texts;
  }

  /** The index of the row with an ID, or -1. */
  byId(sheet: ReferenceTarget, id: string): number {
    return (this.get(sheet).columns.id as string[]).indexOf(id);
  }

  private buildIndex(sheet: ReferenceTarget): NameIndex {
    const table = this.get(sheet) as TableOf<(typeof SHEETS)['clusters']>;
    const { columns } = table;
    const index: NameIndex = { sure: new Map(), unsure: new Map() };
    columns.id.forEach((id, row) => {
      if (id !== '') index.sure.set(id, row);
    });
    // IDs first, then names, then aliases: an alias never hides a name.
    columns.name?.forEach((name, row) => {
      addName(index, name, row);
      const bare = nameWithoutId(name, columns.id[row]!);
      if (bare !== name) addName(index, bare, row);
    });
    let named: Set<string> | null = null;
    columns.aliases?.forEach((aliases, row) => {
      if (aliases === null) return;
      named ??= new Set([...index.sure.keys(), ...index.unsure.keys()]);
      for (const alias of aliases) if (!named.has(alias)) addName(index, alias, row);
    });
    if (table.leftOut.length > 0) this.addLeftOut(sheet, table, index);
    return index;
  }

  /** Names of rows that could not be read, so that what refers to them is told why. */
  private addLeftOut(sheet: ReferenceTarget, table: { leftOut: number[] }, index: NameIndex): void {
    const grid = this.grid(sheet);
    const wanted = new Set(
      ['id', 'name'].map((key) =>
        asNamed((SHEETS[sheet].columns as Record<string, { header: string }>)[key]?.header ?? ''),
      ),
    );
    grid[0]?.forEach((header, position) => {
      if (!wanted.has(asNamed(String(header)))) return;
      for (const row of table.leftOut) {
        const name = textIn(grid[row - 1]?.[position]);
        if (name !== '' && !index.sure.has(name) && !index.unsure.has(name)) index.unsure.set(name, LEFT_OUT);
      }
    });
  }
}

/** Tabs that names and IDs in others lead to, and that which tells whose an ID is. */
const REFERRED_TO: readonly SheetKey[] = ['clusters', 'schools', 'meetings', 'sessions', 'requests', 'decisions'];

/** The rows names stand for; apart from them the names that lead to no good row, or to more than one. */
interface NameIndex {
  readonly sure: Map<string, number>;
  readonly unsure: Map<string, number>;
}

function addName({ sure, unsure }: NameIndex, name: string, row: number): void {
  const known = sure.get(name) ?? unsure.get(name);
  if (known === undefined) sure.set(name, row);
  else if (known !== row) {
    sure.delete(name);
    unsure.set(name, AMBIGUOUS);
  }
}

export function headersOf(key: SheetKey): string[] {
  return Object.values(SHEETS[key].columns).map((column) => column.header);
}

function addLoosely(index: Map<string, number>, name: string, row: number): void {
  const known = index.get(name);
  if (known === undefined) index.set(name, row);
  else if (known !== row) index.set(name, AMBIGUOUS);
}
