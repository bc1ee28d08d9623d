import { randomUUID } from 'node:crypto';
import { mayEdit, PROTECTED } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import type { SavedProtection } from '../contract';
import type { Run } from '../script/run';
import { Range } from './range';
import { fail, Service } from './service';
import { User } from './session';

/** A protected range or sheet. What it says is kept in the host's state, by the protection's id. */
export class Protection extends Service {
  readonly service = 'Protection';

  constructor(
    readonly run: Run,
    readonly id: string,
  ) {
    super();
  }

  getDescription(): string {
    return this.#saved().description;
  }

  setDescription(description: string): this {
    return this.#change({ description: String(description) });
  }

  getProtectionType(): string {
    return this.#saved().range ? 'RANGE' : 'SHEET';
  }

  getRange(): Range {
    const { sheetId, range } = this.#saved();
    const tab = this.run.host.book.tabByNumber(sheetId) ?? fail(`Sheet ${sheetId} not found`);
    const area = range
      ? {
          row: range.row - 1,
          column: range.column - 1,
          rows: range.open ? tab.size.rows - range.row + 1 : range.rows,
          columns: range.wide ? tab.size.columns : range.columns,
        }
      : { row: 0, column: 0, ...tab.size };
    return new Range(this.run, tab.key, area, range?.open ?? !range, range?.wide);
  }

  getUnprotectedRanges(): Range[] {
    const { sheetId, unprotected = [] } = this.#saved();
    const tab = this.run.host.book.tabByNumber(sheetId) ?? fail(`Sheet ${sheetId} not found`);
    return unprotected.map(
      (open) => new Range(this.run, tab.key, { ...open, row: open.row - 1, column: open.column - 1 }, false),
    );
  }

  setUnprotectedRanges(ranges: Range[]): this {
    return this.#change({
      unprotected: ranges.map(({ area: { row, column, rows, columns } }) => ({
        row: row + 1,
        column: column + 1,
        rows,
        columns,
      })),
    });
  }

  getEditors(): User[] {
    return this.#editorsOf(this.#ownList()).map((email) => new User(email));
  }

  addEditor(user: User | string): this {
    return this.addEditors([user]);
  }

  addEditors(users: (User | string)[]): this {
    const saved = this.#ownList();
    const added = users.map(emailOf);
    const strange = added.find((email) => !this.run.host.isAccount(email));
    if (strange !== undefined) fail(`Invalid email: ${strange}`);
    return this.#change({ restricted: true, editors: [...new Set([...this.#editorsOf(saved), ...added])] });
  }

  removeEditor(user: User | string): this {
    return this.removeEditors([user]);
  }

  /** Removes people, but neither the owner nor whoever runs the script: trying is refused, or nothing comes of it. */
  removeEditors(users: (User | string)[]): this {
    const { state, strict } = this.run.host;
    const saved = this.#ownList();
    const leaving = new Set(users.map(emailOf));
    const isOwner = this.run.email === state.owner;
    if (strict.removingOneself && !isOwner && leaving.has(this.run.email))
      fail("You can't remove yourself from the list of editors.");
    leaving.delete(state.owner);
    leaving.delete(this.run.email);
    return this.#change({
      restricted: true,
      editors: this.#editorsOf(saved).filter((email) => !leaving.has(email)),
    });
  }

  isWarningOnly(): boolean {
    return this.#saved().warningOnly;
  }

  setWarningOnly(warningOnly: boolean): this {
    return this.#change({ warningOnly });
  }

  canEdit(): boolean {
    return this.#mayEdit(this.#saved());
  }

  /** False: the file belongs to a consumer account, which has no domain. */
  canDomainEdit(): boolean {
    this.#own();
    return false;
  }

  setDomainEdit(_editable: boolean): this {
    return fail('Cannot set domain edit on a protection in a spreadsheet that is not owned by a domain.');
  }

  remove(): void {
    this.#own();
    const { host } = this.run;
    host.state.protections = host.state.protections.filter(({ id }) => id !== this.id);
    host.saved('protections');
  }

  #saved(): SavedProtection {
    return this.run.host.state.protections.find(({ id }) => id === this.id) ?? fail('Protected range not found');
  }

  /** The protection, if whoever runs the script may change it. */
  #own(): SavedProtection {
    const saved = this.#saved();
    return this.#mayEdit(saved) ? saved : fail(PROTECTED);
  }

  #mayEdit(saved: SavedProtection): boolean {
    return mayEdit({ ...saved, warningOnly: false }, this.run.email, this.run.host.state.owner);
  }

  /** As {@link #own}; a warning, which stops nobody, has no list of people. */
  #ownList(): SavedProtection {
    const saved = this.#own();
    return saved.warningOnly ? fail('This protection only shows a warning: it has no editors.') : saved;
  }

  /** Until a script changes the list, it is that of the file: of one that is shared with nobody, nobody. */
  #editorsOf(saved: SavedProtection): string[] {
    if (saved.restricted) return saved.editors;
    const { editors } = this.run.host.state;
    return editors.length > 1 ? editors : [];
  }

  #change(changes: Partial<SavedProtection>): this {
    const own = this.#own();
    const { host } = this.run;
    host.state.protections = host.state.protections.map((saved) =>
      saved.id === own.id ? { ...saved, ...changes } : saved,
    );
    host.saved('protections');
    return this;
  }
}

function emailOf(user: User | string): string {
  return typeof user === 'string' ? user : user.email;
}

/** Adds a protection of a range. Each call adds one, also where there is one already. */
export function protectRange(run: Run, range: Range): SavedProtection {
  const { row, column, rows, columns } = range.area;
  return add(run, range.sheetKey, {
    row: row + 1,
    column: column + 1,
    rows,
    columns,
    ...(range.open && { open: true }),
    ...(range.wide && { wide: true }),
  });
}

/** The protection of a sheet; there is never more than one. */
export function protectSheet(run: Run, sheetKey: string): SavedProtection {
  const sheetId = sheetNumber(sheetKey);
  const known = run.host.state.protections.find((saved) => saved.sheetId === sheetId && !saved.range);
  return known ?? add(run, sheetKey, undefined);
}

function add(run: Run, sheetKey: string, range: SavedProtection['range']): SavedProtection {
  const saved: SavedProtection = {
    id: randomUUID(),
    sheetId: sheetNumber(sheetKey),
    ...(range && { range }),
    description: '',
    warningOnly: false,
    restricted: false,
    editors: [],
  };
  run.host.state.protections = [...run.host.state.protections, saved];
  run.host.saved('protections');
  return saved;
}

/** The protections of one kind, of one sheet or of all. */
export function protectionsOf(run: Run, type: string, sheetKey?: string): Protection[] {
  const sheetId = sheetKey === undefined ? undefined : sheetNumber(sheetKey);
  return run.host.state.protections
    .filter((saved) => (saved.range ? 'RANGE' : 'SHEET') === type)
    .filter((saved) => sheetId === undefined || saved.sheetId === sheetId)
    .map((saved) => new Protection(run, saved.id));
}
