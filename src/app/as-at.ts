import { ukDayOf } from '../rules/basics/days';
import { isDateLike, serialOf, yearIn } from '../workbook/cell';
import { date } from '../workbook/kinds';
import { YEAR_OF_AS_AT } from '../workbook/pages/overview-page';
import { OVERVIEW } from '../workbook/pages/page';
import type { EditedRange } from './on-edit';
import { Tabs } from './tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const SECONDS_SHOWN = 8;
const [DAY_ROW, YEAR_ROW, CHOICES] = [2, 3, 2]; // B2 and B3

/**
 * Brings the day and the funding year of Overview up to today, unless somebody ticked "Keep this day". What is kept and
 * is no day or no year is today's all the same.
 */
export function bringAsAtToToday(): void {
  const sheet = new Tabs(SpreadsheetApp.getActiveSpreadsheet()).find('overview');
  if (!sheet) return;
  const choices = sheet.getRange(`A1:${OVERVIEW.todayCell.replace(/\d+/, String(YEAR_ROW))}`);
  const is = choices.getValues() as unknown[][];
  const at = (a1: string) => is[Number(a1.slice(1)) - 1]?.[a1.charCodeAt(0) - 65];
  const today = ukDayOf(Date.now());
  const isToday = (a1: string) => isDay(at(a1)) && ukDayOf((at(a1) as Date).getTime()) === today;
  if (!isToday(OVERVIEW.todayCell)) putToday(sheet, OVERVIEW.todayCell);
  const isKept = at(OVERVIEW.pinnedCell) === true;
  if (isKept ? !isDay(at(OVERVIEW.asAtCell)) : !isToday(OVERVIEW.asAtCell)) putToday(sheet, OVERVIEW.asAtCell);
  const isYear = yearIn(at(OVERVIEW.yearCell)) !== undefined;
  const year = sheet.getRange(OVERVIEW.yearCell);
  if (isKept ? !isYear : year.getFormula() === '') year.setFormula(YEAR_OF_AS_AT);
}

const isDay = (value: unknown): boolean => isDateLike(value) && !Number.isNaN((value as Date).getTime());

function putToday(sheet: Sheet, a1: string): void {
  sheet
    .getRange(a1)
    .setNumberFormat(date.format)
    .setValue(serialOf(ukDayOf(Date.now())));
}

/** Whether an edit may have touched the day or the year of Overview. */
export const mayBeChoice = ({ rowStart, rowEnd, columnStart, columnEnd }: EditedRange): boolean =>
  rowStart <= YEAR_ROW && rowEnd >= DAY_ROW && columnStart <= CHOICES && columnEnd >= CHOICES;

/** Puts today, and the year of the day, where what was typed on Overview is blank or is none; and says so. */
export function mendChoices(range: EditedRange): void {
  const sheet = range.getSheet();
  const tabs = new Tabs(sheet.getParent());
  if (tabs.remembered().overview !== sheet.getSheetId()) return;
  const [[day], [year]] = sheet.getRange(`${OVERVIEW.asAtCell}:${OVERVIEW.yearCell}`).getValues() as [
    [unknown],
    [unknown],
  ];
  const said: string[] = [];
  if (!isDay(day)) {
    putToday(sheet, OVERVIEW.asAtCell);
    said.push('Overview shows today: a day to look back to is a date such as 01/09/2026.');
  }
  if (yearIn(year) === undefined) {
    sheet.getRange(OVERVIEW.yearCell).setFormula(YEAR_OF_AS_AT);
    said.push('The funding year is that of the day.');
  }
  if (said.length > 0) tabs.spreadsheet.toast(said.join(' '), 'Overview', SECONDS_SHOWN);
}
