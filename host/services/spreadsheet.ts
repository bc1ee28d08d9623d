import { randomInt } from 'node:crypto';
import { type Book, NEW_TAB, type Tab } from '../book/book';
import { isForbidden, PROTECTED } from '../book/protections';
import { placeNamed, referenceTo } from '../book/saved/checks';
import { sheetNumber } from '../book/sheet-number';
import { ZoneClock } from '../book/zone-clock';
import type { Host, Run } from '../script/run';
import { addMetadata, DeveloperMetadataFinder, metadataOn } from './developer-metadata';
import { tabOf } from './places';
import { type Protection, protectionsOf } from './protection';
import { Range } from './range';
import { fail, Service } from './service';
import { User } from './session';
import { alreadyThere, checkCells, checkName, Sheet } from './sheet';
import { copyTab } from './sheet-template';

const SHEET_IDS = 2_000_000_000;

/** @throws {Error} If nobody knows such a zone. */
export function setTimeZone(host: Host, timeZone: string): void {
  try {
    new ZoneClock(timeZone);
  } catch {
    fail(`Invalid argument: timezone. Should be of type: Timezone`);
  }
  host.state.timeZone = timeZone;
  host.saved('timeZone');
}

export class Spreadsheet extends Service {
  readonly service = 'Spreadsheet';

  constructor(readonly run: Run) {
    super();
  }

  getId(): string {
    return this.#book().id;
  }

  getName(): string {
    return this.#book().name;
  }

  getUrl(): string {
    return this.run.host.url();
  }

  /** Nobody owns what is in a shared drive. */
  getOwner(): User | null {
    const { owner } = this.run.host.state;
    return owner === '' ? null : new User(owner);
  }

  getEditors(): User[] {
    return this.run.host.state.editors.map((email) => new User(email));
  }

  getSpreadsheetTimeZone(): string {
    return this.run.host.state.timeZone;
  }

  setSpreadsheetTimeZone(timeZone: string): this {
    setTimeZone(this.run.host, timeZone);
    return this;
  }

  getSpreadsheetLocale(): string {
    return this.run.host.state.locale;
  }

  setSpreadsheetLocale(locale: string): this {
    this.run.host.state.locale = locale;
    this.run.host.saved('locale');
    return this;
  }

  toast(message: string, title = '', seconds = 5): void {
    this.run.result.ui.push({ kind: 'toast', title: title ?? '', message: String(message), seconds });
  }

  // Sheets

  getSheets(): Sheet[] {
    return this.#book()
      .tabs()
      .map(({ key }) => new Sheet(this.run, key));
  }

  getNumSheets(): number {
    return this.#book().tabs().length;
  }

  getSheetById(id: number): Sheet | null {
    return this.#sheet(this.#book().tabByNumber(id));
  }

  getSheetByName(name: string): Sheet | null {
    return this.#sheet(this.#book().tabByName(String(name)));
  }

  /**
   * Adds a sheet and shows it. The index counts from 0; without one it goes after the active sheet.
   *
   * @param options - `template` is a sheet whose cells and looks the new one takes.
   */
  insertSheet(nameOrIndex?: string | number, index?: number, options?: { template?: Sheet }): Sheet {
    const book = this.#book();
    const name = typeof nameOrIndex === 'string' ? nameOrIndex : this.#freeName();
    const wanted = typeof nameOrIndex === 'number' ? nameOrIndex : index;
    checkName(name);
    if (book.tabByName(name)) fail(alreadyThere(name));
    checkCells(this.run, NEW_TAB.rows * NEW_TAB.columns);
    let id = randomInt(SHEET_IDS);
    while (book.tabByNumber(id)) id = randomInt(SHEET_IDS);
    book.insertTab(String(id), name, Math.min(wanted ?? this.getActiveSheet().getIndex(), book.tabs().length));
    if (options?.template) copyTab(tabOf(this.run, options.template.key), tabOf(this.run, String(id)));
    return new Sheet(this.run, String(id)).activate();
  }

  deleteSheet(sheet: Sheet): void {
    const book = this.#book();
    if (book.tabs().length === 1) fail("You can't remove all the sheets in a document.");
    const { protections, owner } = this.run.host.state;
    const everything = { row: 0, column: 0, rows: Number.MAX_SAFE_INTEGER, columns: Number.MAX_SAFE_INTEGER };
    const place = { sheetId: sheetNumber(sheet.key), area: everything };
    if (isForbidden(protections, place, this.run.email, owner)) fail(PROTECTED);
    const wasActive = this.run.active.sheetKey === sheet.key;
    book.removeTab(sheet.key);
    if (wasActive) this.getSheets()[0]!.activate();
  }

  getActiveSheet(): Sheet {
    return new Sheet(this.run, this.run.active.sheetKey);
  }

  setActiveSheet(sheet: Sheet): Sheet {
    return sheet.activate();
  }

  /** Moves the active sheet to a place that counts from 1. */
  moveActiveSheet(position: number): void {
    const book = this.#book();
    const last = book.tabs().length;
    if (position < 1 || position > last) fail(`Sheet index must be between 1 and ${last}`);
    const { key } = this.getActiveSheet();
    if (book.tabs()[position - 1]!.key !== key) book.moveTab(key, position - 1);
  }

  // What is selected

  getActiveRange(): Range {
    return new Range(this.run, this.run.active.sheetKey, this.run.active.area);
  }

  getActiveCell(): Range {
    const { row, column } = this.run.active.area;
    return new Range(this.run, this.run.active.sheetKey, { row, column, rows: 1, columns: 1 });
  }

  setActiveRange(range: Range): Range {
    return range.activate();
  }

  // Named ranges and protections

  getRangeByName(name: string): Range | null {
    const place = placeNamed(this.#book().definedName(name) ?? name, this.#book());
    return place ? new Range(this.run, place.key, place.area, place.open) : null;
  }

  setNamedRange(name: string, range: Range): void {
    this.#book().defineName(name, referenceTo({ key: range.sheetKey, area: range.area }, this.#book()));
  }

  getProtections(type: string): Protection[] {
    return protectionsOf(this.run, type);
  }

  // What scripts note on the file

  addDeveloperMetadata(key: string, ...given: unknown[]): this {
    addMetadata(this.run, undefined, key, given);
    return this;
  }

  getDeveloperMetadata() {
    return metadataOn(this.run, undefined);
  }

  /** Looks on the file and on every sheet. */
  createDeveloperMetadataFinder(): DeveloperMetadataFinder {
    return new DeveloperMetadataFinder(this.run);
  }

  #freeName(): string {
    for (let number = this.getNumSheets(); ; number++) {
      if (!this.#book().tabByName(`Sheet${number}`)) return `Sheet${number}`;
    }
  }

  #sheet(tab: Tab | undefined): Sheet | null {
    return tab ? new Sheet(this.run, tab.key) : null;
  }

  #book(): Book {
    return this.run.host.book;
  }
}
