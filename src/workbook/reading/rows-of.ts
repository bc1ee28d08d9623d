/**
 * How the rows of a tab are made from its columns.
 *
 * Most tabs have tens or hundreds of rows: each becomes an object of all its cells. Four grow with every meeting and
 * payment, and each of their rows is looked at by several rules: theirs hold what rules ask for, and look texts up
 * where they stand.
 */
import type { Columns, RowRead, SheetSpec } from '../define-sheet';
import { keysOf } from '../define-sheet';
import type { attendance, ledger, meetings, membership } from '../sheets';
import type { ReadTable, RowsOf } from './tab';

type Read<S> = S extends SheetSpec<infer C> ? ReadTable<C> : never;
type RowIn<S> = S extends SheetSpec<infer C> ? RowRead<C> : never;

/** A row that finds its texts in the tab when somebody asks for one. */
abstract class LargeRow<C extends Columns> {
  constructor(
    private readonly table: ReadTable<C>,
    readonly row: number,
  ) {}

  protected text(key: string): string | null {
    return this.table.textIn(key, this.row);
  }

  get id(): string {
    return this.text('id') ?? '';
  }

  get note(): string | null {
    return this.text('note');
  }
}

class LedgerRow extends LargeRow<(typeof ledger)['columns']> implements RowIn<typeof ledger> {
  readonly date;
  readonly cluster;
  readonly pot;
  readonly direction;
  readonly category;
  readonly net;
  readonly vat;
  readonly school;
  readonly request;
  readonly session;
  readonly finalClaim;
  readonly flag = null;

  constructor(table: Read<typeof ledger>, row: number) {
    super(table, row);
    const { columns } = table;
    this.date = columns.date[row]!;
    this.cluster = columns.cluster[row]!;
    this.pot = columns.pot[row]!;
    this.direction = columns.direction[row]!;
    this.category = columns.category[row]!;
    this.net = columns.net[row]!;
    this.vat = columns.vat[row] ?? null;
    this.school = columns.school[row] ?? null;
    this.request = columns.request[row] ?? null;
    this.session = columns.session[row] ?? null;
    this.finalClaim = columns.finalClaim[row] ?? null;
  }

  get payee(): string | null {
    return this.text('payee');
  }

  get evidence(): string | null {
    return this.text('evidence');
  }
}

class MeetingRow extends LargeRow<(typeof meetings)['columns']> implements RowIn<typeof meetings> {
  readonly cluster;
  readonly date;
  readonly start;
  readonly end;
  readonly inSchoolHours;
  readonly kind;
  readonly status;

  constructor(table: Read<typeof meetings>, row: number) {
    super(table, row);
    const { columns } = table;
    this.cluster = columns.cluster[row]!;
    this.date = columns.date[row]!;
    this.start = columns.start[row] ?? null;
    this.end = columns.end[row] ?? null;
    this.inSchoolHours = columns.inSchoolHours[row]!;
    this.kind = columns.kind[row]!;
    this.status = columns.status[row]!;
  }

  get heldAt(): string | null {
    return this.text('heldAt');
  }

  get purpose(): string | null {
    return this.text('purpose');
  }
}

class AttendanceRow extends LargeRow<(typeof attendance)['columns']> implements RowIn<typeof attendance> {
  readonly meeting;
  readonly school;
  readonly mark;
  readonly teachers;
  readonly releaseCost;

  constructor(table: Read<typeof attendance>, row: number) {
    super(table, row);
    const { columns } = table;
    this.meeting = columns.meeting[row]!;
    this.school = columns.school[row]!;
    this.mark = columns.mark[row]!;
    this.teachers = columns.teachers[row] ?? null;
    this.releaseCost = columns.releaseCost[row] ?? null;
  }
}

class MembershipRow extends LargeRow<(typeof membership)['columns']> implements RowIn<typeof membership> {
  readonly cluster;
  readonly school;
  readonly from;
  readonly to;
  readonly request;
  readonly ledFrom;
  readonly ledTo;

  constructor(table: Read<typeof membership>, row: number) {
    super(table, row);
    const { columns } = table;
    this.cluster = columns.cluster[row]!;
    this.school = columns.school[row]!;
    this.from = columns.from[row]!;
    this.to = columns.to[row] ?? null;
    this.request = columns.request[row] ?? null;
    this.ledFrom = columns.ledFrom[row] ?? null;
    this.ledTo = columns.ledTo[row] ?? null;
  }
}

const LARGE = new Map<string, unknown>([
  ['ledger', LedgerRow],
  ['meetings', MeetingRow],
  ['attendance', AttendanceRow],
  ['membership', MembershipRow],
]);

/** What makes the rows of a tab. */
export function rowsOf<C extends Columns>(spec: SheetSpec<C>): RowsOf<C> {
  const Large = LARGE.get(spec.key) as (new (table: ReadTable<C>, row: number) => RowRead<C>) | undefined;
  if (Large) return (table) => (row) => new Large(table, row);
  return (table) => {
    const keys = keysOf(spec);
    const blank = blankRow(keys);
    const columns = keys.map((key) => (table.columns as Record<string, ArrayLike<unknown>>)[key]!);
    return (row) => {
      const cells: Record<string, unknown> = { ...blank };
      cells['row'] = row;
      for (let index = 0; index < keys.length; index++) cells[keys[index]!] = columns[index]![row] ?? null;
      return cells as RowRead<C>;
    };
  };
}

/**
 * A row whose cells are blank. Rows are copies of it, filled in: an engine keeps an object that gets its many keys one
 * by one as a hash table, which takes several times as long to make, to copy and to look at. One read from JSON it
 * keeps as it keeps what is written out.
 */
const blankRow = (keys: readonly string[]): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(['row', ...keys].map((key) => [key, null]))));
