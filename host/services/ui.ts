import type { MenuEntry } from '../contract';
import type { Run } from '../script/run';
import { asServed, type HtmlOutput } from './html-service';
import { releaseLocks } from './lock-service';
import { enumeration, fail, Service } from './service';

/** What Google gives a dialog that names no size. */
const DIALOG_WIDTH = 600;
const DIALOG_HEIGHT = 400;

export class Ui extends Service {
  readonly service = 'Ui';
  override readonly shown = {
    Button: enumeration('Ui.Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']),
    ButtonSet: enumeration('Ui.ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']),
  };

  constructor(readonly run: Run) {
    super();
  }

  createMenu(label: string): Menu {
    return new Menu(this.run, { label, items: [] });
  }

  showSidebar(page: HtmlOutput): void {
    this.run.result.ui.push({ kind: 'sidebar', title: page.title, html: asServed(page.html) });
  }

  showModalDialog(page: HtmlOutput, title: string): void {
    this.#showDialog(page, title, true);
  }

  showModelessDialog(page: HtmlOutput, title: string): void {
    this.#showDialog(page, title, false);
  }

  #showDialog(page: HtmlOutput, title: string, modal: boolean): void {
    const { html, width = DIALOG_WIDTH, height = DIALOG_HEIGHT } = page;
    this.run.result.ui.push({ kind: 'dialog', title, html: asServed(html), width, height, modal });
  }

  /**
   * Shows a message with an OK button. The script does not wait for it here, but loses its locks as it would in Sheets.
   */
  alert(message: string, ...more: unknown[]): string {
    if (more.length > 0) fail('Ui.alert with a title or other buttons is not emulated');
    releaseLocks(this.run.host.locks, this.run);
    this.run.result.ui.push({ kind: 'alert', title: '', message: String(message) });
    return 'OK';
  }
}

class Menu extends Service {
  readonly service = 'Menu';

  constructor(
    readonly run: Run,
    readonly entry: MenuEntry & { items: MenuEntry[] },
  ) {
    super();
  }

  addItem(label: string, functionName: string): this {
    this.entry.items.push({ label, run: functionName });
    return this;
  }

  addSeparator(): this {
    this.entry.items.push({ label: '' });
    return this;
  }

  addSubMenu(menu: Menu): this {
    this.entry.items.push(menu.entry);
    return this;
  }

  addToUi(): void {
    this.run.menus.push(this.entry);
  }
}
