import { ukDayOf } from '../rules/basics/days';
import { serialOf } from '../workbook/cell';
import { date } from '../workbook/kinds';
import { OVERVIEW } from '../workbook/pages/page';
import { Tabs } from './tabs';

/** Brings the as-at date of Overview up to today, unless somebody ticked "Keep this date". */
export function bringAsAtToToday(): void {
  const sheet = new Tabs(SpreadsheetApp.getActiveSpreadsheet()).find('overview');
  if (!sheet || sheet.getRange(OVERVIEW.pinnedCell).getValue() === true) return;
  const cell = sheet.getRange(OVERVIEW.asAtCell);
  const is: unknown = cell.getValue();
  const today = ukDayOf(Date.now());
  const same = typeof is === 'object' && is !== null && ukDayOf((is as Date).getTime()) === today;
  if (!same) cell.setNumberFormat(date.format).setValue(serialOf(today));
}
