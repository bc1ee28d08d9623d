/** The add-in's menu. Only a menu is built here: before anybody authorised anything, nothing else is allowed. */
export const MENU: readonly (readonly [label: string, handler: string] | null)[] = [
  ['Record a meeting', 'showRecordMeeting'],
  ['Ask', 'showAsk'],
  ['My requests', 'showMyRequests'],
  ['Decide', 'showDecide'],
  null,
  ['Why?', 'showWhy'],
  ['Check workbook', 'showCheck'],
  ['Verify log', 'showVerifyLog'],
  null,
  ['Set up workbook', 'showSetUp'],
  ['Daily digest', 'showDigest'],
  ['Help and about', 'showHelp'],
];

export function addMenu(): void {
  const menu = SpreadsheetApp.getUi().createMenu('Clusters');
  for (const entry of MENU) {
    if (entry) menu.addItem(entry[0], entry[1]);
    else menu.addSeparator();
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
