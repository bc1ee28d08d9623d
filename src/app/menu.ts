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

/**
 * Sidebars by their file.
 *
 * @param picked - What the page is to open with, where another page leads to it.
 */
export function showSidebar(file: string, title: string, picked = ''): void {
  SpreadsheetApp.getUi().showSidebar(pageOf(file, picked).setTitle(title));
}

/** Pages in a window of their own; otherwise as {@link showSidebar}. */
export function showDialog(file: string, title: string, width: number, height: number, picked = ''): void {
  const output = pageOf(file, picked).setWidth(width).setHeight(height);
  SpreadsheetApp.getUi().showModelessDialog(output, title);
}

function pageOf(file: string, picked: string): GoogleAppsScript.HTML.HtmlOutput {
  const page = HtmlService.createHtmlOutputFromFile(file);
  if (picked === '') return page;
  // Encoded, so that it ends neither the attribute nor the tag.
  const open = `<div id="page" data-picked="${encodeURIComponent(picked)}">`;
  return page.setContent(page.getContent().replace('<div id="page">', () => open));
}
