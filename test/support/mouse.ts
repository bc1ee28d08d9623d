import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './root';

/** What people do to tabs, rows and columns with the mouse, and what a cell function gives, as functions of a script. */
export const MOUSE = `
  function mouse(sheetName, what, a, b) {
    const spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
    const sheet = spreadsheet.getSheetByName(sheetName);
    if (what === 'rename') sheet.setName(a);
    if (what === 'delete') spreadsheet.deleteSheet(sheet);
    if (what === 'move') sheet.moveColumns(sheet.getRange(1, a), b);
    if (what === 'insert rows') sheet.insertRowsAfter(a, b);
    if (what === 'delete rows') sheet.deleteRows(a, b);
    if (what === 'insert columns') sheet.insertColumnsAfter(a, b);
    if (what === 'delete columns') sheet.deleteColumn(a);
    if (what === 'format') sheet.getRange(a).setNumberFormat(b).setDataValidation(null);
    if (what === 'formatOf') return sheet.getRange(a).getNumberFormat();
    if (what === 'ruleOf') return String(sheet.getRange(a).getDataValidation() !== null);
    if (what === 'allow') {
      const rule = SpreadsheetApp.newDataValidation().requireValueInList([b]).setAllowInvalid(false).build();
      sheet.getRange(a).setDataValidation(rule);
    }
    if (what === 'colouredTo') return sheet.getConditionalFormatRules()[0].getRanges()[0].getA1Notation();
    if (what === 'colours')
      return sheet.getConditionalFormatRules().map((rule) => {
        const condition = rule.getBooleanCondition();
        const a1s = rule.getRanges().map((range) => range.getA1Notation());
        return [a1s, condition.getCriteriaValues(), condition.getBackground(), condition.getFontColor()].join(' ');
      });
    if (what === 'colour') {
      const rule = SpreadsheetApp.newConditionalFormatRule().whenTextContains(b).setFontColor('#0b3d91');
      sheet.setConditionalFormatRules([...sheet.getConditionalFormatRules(), rule.setRanges([sheet.getRange(a)]).build()]);
    }
    if (what === 'listOf') return sheet.getRange(a).getDataValidation().getCriteriaValues()[0];
    if (what === 'freeze') sheet.setFrozenRows(a);
    if (what === 'rows') return sheet.getMaxRows();
    if (what === 'put') sheet.getRange(a).setValue(b);
    if (what === 'note') sheet.getRange(a).setNote(b);
    if (what === 'noteOf') return sheet.getRange(a).getNote();
    SpreadsheetApp.flush();
  }
  function tablesOf(asked, overview, tabs) {
    const book = SpreadsheetApp.getActiveSpreadsheet();
    const asAt = book.getSheetByName(overview).getRange('B2').getValue();
    const ranges = tabs.map((tab) => book.getSheetByName(tab).getDataRange().getValues());
    return asked.map(([name, first, own]) => {
      const table = __app.cellFunction(name, [...first, asAt, ...own.map((at) => ranges[at])]);
      if (typeof table === 'string') return table;
      return table.map((row) => row.map((cell) => (cell instanceof Date ? '' : cell)));
    });
  }`;

/** A copy of the built bundle with `mouse(sheet, what, …)` in it. `dispose` removes it. */
export function bundleWithMouse(): { bundle: string; dispose(): void } {
  const bundle = mkdtempSync(path.join(tmpdir(), 'tracker-'));
  cpSync(path.join(ROOT, 'dist'), bundle, { recursive: true });
  appendFileSync(path.join(bundle, 'Code.js'), MOUSE);
  return { bundle, dispose: () => rmSync(bundle, { recursive: true }) };
}
