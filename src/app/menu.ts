import { MENU } from './menu-entries';

/** The add-in's menu. Only a menu is built here: before anybody authorised anything, nothing else is allowed. */
export function addMenu(): void {
  const ui = SpreadsheetApp.getUi();
  const menu = ui.createMenu('Clusters');
  for (const item of MENU) {
    if (item === null) menu.addSeparator();
    else if ('handler' in item) menu.addItem(item.label, item.handler);
    else {
      const within = ui.createMenu(item.label);
      for (const { label, handler } of item.entries) within.addItem(label, handler);
      menu.addSubMenu(within);
    }
  }
  menu.addToUi();
}

/** Sidebars by their file. */
export function showSidebar(file: string, title: string): void {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile(file).setTitle(title));
}

export function showDialog(file: string, title: string, width: number, height: number): void {
  const output = HtmlService.createHtmlOutputFromFile(file).setWidth(width).setHeight(height);
  SpreadsheetApp.getUi().showModelessDialog(output, title);
}
