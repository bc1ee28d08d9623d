import { randomInt } from 'node:crypto';
import { readA1, splitSheetName } from '../book/areas';
import { isForbidden, PROTECTED } from '../book/protections';
import { sheetNumber } from '../book/sheet-number';
import { type Book, NEW_SHEET } from '../book/workbook';
import { ZoneClock } from '../book/zone-clock';
import type { Run } from '../script/run';
import { absoluteReference } from './data-validation';
import { type Protection, protectionsOf } from './protection';
import { Range } from './range';
import { fail, Service } from './service';
import { User } from './session';
import { alreadyThere, Sheet } from './sheet';

const SHEET_IDS = 2_000_000_000;

export class Spreadsheet extends Service {
  readonly service = 'Spreadsheet';

  constructor(readonly run: Run) {
    super();
  }

  getId(): string {
    return this.#book().unitId;
  }

  getName(): string {
    return this.#book().workbook.getName();
  }

  getUrl(): string {
    return this.run.host.url();
  }

  getOwner(): User {
    return new User(this.run.host.state.owner);
  }

  getEditors(): User[] {
    return this.run.host.state.editors.map((email) => new User(email));
  }

  getSpreadsheetTimeZone(): string {
    return this.run.host.state.timeZone;
  }

  setSpreadsheetTimeZone(timeZone: string): this {
    try {
      new ZoneClock(timeZone);
    } catch {
      fail(`Invalid argument: timezone. Should be of type: Timezone`);
    }
    this.run.host.state.timeZone = timeZone;
    this.run.host.saved('timeZone');
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
      .sheets()
      .map((sheet) => new Sheet(this.run, sheet.getSheetId()));
  }

  getNumSheets(): number {
    return this.#book().sheets().length;
  }

  getSheetById(id: number): Sheet | null {
    const sheet = this.#book()
      .sheets()
      .find((candidate) => sheetNumber(candidate.getSheetId()) === id);
    return sheet ? new Sheet(this.run, sheet.getSheetId()) : null;
  }

  getSheetByName(name: string): Sheet | null {
    const sheet = this.#book().sheetByName(String(name));
    return sheet ? new Sheet(this.run, sheet.getSheetId()) : null;
  }

  /** Adds a sheet and shows it. The index counts from 0; without one it goes after the active sheet. */
  insertSheet(nameOrIndex?: string | number, index?: number): Sheet {
    const book = this.#book();
    const name = typeof nameOrIndex === 'string' ? nameOrIndex : this.#freeName();
    const wanted = typeof nameOrIndex === 'number' ? nameOrIndex : index;
    if (book.sheetByName(name)) fail(alreadyThere(name));
    let id = randomInt(SHEET_IDS);
    while (book.sheetByNumber(id)) id = randomInt(SHEET_IDS);
    book.api.getWorkbook(book.unitId)!.insertSheet(name, {
      index: Math.min(wanted ?? this.getActiveSheet().getIndex(), book.sheets().length),
      sheet: { id: String(id), ...NEW_SHEET },
    });
    return new Sheet(this.run, String(id)).activate();
  }

  deleteSheet(sheet: Sheet): void {
    const book = this.#book();
    if (book.sheets().length === 1) fail("You can't remove all the sheets in a document.");
    const { protections, owner } = this.run.host.state;
    const everything = { row: 0, column: 0, rows: Number.MAX_SAFE_INTEGER, columns: Number.MAX_SAFE_INTEGER };
    const place = { sheetId: sheetNumber(sheet.key), area: everything };
    if (isForbidden(protections, place, this.run.email, owner)) fail(PROTECTED);
    const wasActive = this.run.active.sheetKey === sheet.key;
    book.api.getWorkbook(book.unitId)!.deleteSheet(sheet.key);
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
    const last = book.sheets().length;
    if (position < 1 || position > last) fail(`Sheet index must be between 1 and ${last}`);
    const { key } = this.getActiveSheet();
    const fromOrder = book.sheets().findIndex((sheet) => sheet.getSheetId() === key);
    if (fromOrder === position - 1) return;
    book.execute('sheet.mutation.set-worksheet-order', {
      unitId: book.unitId,
      subUnitId: key,
      fromOrder,
      toOrder: position - 1,
    });
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
    const book = this.#book();
    const defined = book.api.getWorkbook(book.unitId)!.getDefinedName(name);
    const reference = defined ? defined.getFormulaOrRefString().replace(/^=/, '') : name;
    const { sheetName, a1 } = splitSheetName(reference);
    const sheet = sheetName === undefined ? undefined : book.sheetByName(sheetName);
    const found = sheet && readA1(a1, book.size(sheet));
    if (!found) return null;
    const { openRows, openColumns: _, ...area } = found;
    return new Range(this.run, sheet.getSheetId(), area, openRows);
  }

  setNamedRange(name: string, range: Range): void {
    const book = this.#book();
    const workbook = book.api.getWorkbook(book.unitId)!;
    if (workbook.getDefinedName(name)) workbook.deleteDefinedName(name);
    workbook.insertDefinedName(name, absoluteReference(this.run, range));
  }

  getProtections(type: string): Protection[] {
    return protectionsOf(this.run, type);
  }

  #freeName(): string {
    for (let number = this.getNumSheets(); ; number++) {
      if (!this.#book().sheetByName(`Sheet${number}`)) return `Sheet${number}`;
    }
  }

  #book(): Book {
    return this.run.host.book;
  }
}
