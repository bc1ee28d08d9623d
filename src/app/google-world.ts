import { type World, WriteFailed, WriteRefused } from '../actions/world';
import { ukDayOf } from '../rules/basics/days';
import type { Cell } from '../workbook/cell';
import type { Block } from '../workbook/change-set';
import { OVERVIEW } from '../workbook/pages/page';
import { SHEETS } from '../workbook/sheets';
import type { Grids } from '../workbook/tables';
import { lockedWith } from './document-store';
import { extractTab } from './extract-tab';
import { showHidden } from './hidden-rows';
import { isAllowed, refuseWithout, TO_MAIL, TO_RUN_DAILY } from './permissions';
import { Tabs } from './tabs';
import { versionShown } from './version-shown';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

const LOCK_MS = 20_000; // a sidebar call may run 6 minutes; twenty seconds of waiting is as long as people bear
const SPARE_ROWS = 100; // put in with those that are needed, so that the next rows find room

/** The handler of the daily digest's trigger. */
export const DIGEST_HANDLER = 'sendDigest';

/**
 * The outside world as Google gives it: one spreadsheet, one signed-in person, one clock.
 *
 * @param who - Whose run it is: a click's is the active user's. In a time trigger only the effective user, who made the
 * trigger, has a name (platform-notes 4).
 */
export function googleWorld(
  tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet()),
  who: 'active' | 'effective' = 'active',
): World {
  const now = new Date();
  const user = who === 'active' ? Session.getActiveUser() : Session.getEffectiveUser();
  const me = user.getEmail().toLowerCase();
  const today = ukDayOf(now.getTime());
  const reading = readingFrom(tabs);
  let zone: string | null = null;
  return {
    me,
    today,
    now: now.toISOString(),
    timeZone: () => {
      zone ??= tabs.spreadsheet.getSpreadsheetTimeZone();
      return zone;
    },
    isCopy: () => tabs.isCopy(),
    isOwner: () => me !== '' && tabs.ownerEmail() === me,
    locked: lockedWith(tabs.store, LOCK_MS),
    ...reading,
    ...writingTo(tabs),
    store: tabs.store,
    random: () => Array.from({ length: 4 }, () => Utilities.getUuid()).join(''),
    mail: MAIL,
    trigger: DIGEST_TRIGGER,
    extract: extractTab(tabs, { me, today, read: reading.read }),
    selected: () => selectedCell(tabs),
    show: (key, a1) => {
      const range = tabs.find(key)?.getRange(a1);
      range?.getSheet().activate();
      return range?.activate() !== undefined;
    },
    url: () => tabs.spreadsheet.getUrl(),
    linkTo: (key) => {
      const tab = `${tabs.spreadsheet.getUrl()}#gid=${tabs.idOf(key)}`;
      return (row) => `${tab}&range=A${row}`;
    },
    versionShown: () => versionShown(tabs),
  };
}

function readingFrom(
  tabs: Tabs,
): Pick<World, 'read' | 'readLast' | 'readPage' | 'shown' | 'showHidden' | 'headerFormulas' | 'nameOf'> {
  return {
    read: (keys) => {
      const grids: Grids = {};
      for (const key of keys) {
        const sheet = tabs.find(key);
        if (sheet) grids[key] = sheet.getDataRange().getValues() as Cell[][];
      }
      return grids;
    },
    readLast: (key) => {
      const sheet = tabs.need(key);
      const rowNumber = Math.max(1, sheet.getLastRow());
      const width = Math.max(1, sheet.getLastColumn());
      const at = (row: number) => sheet.getRange(row, 1, 1, width).getValues()[0] as Cell[];
      return { header: at(1), last: () => at(rowNumber), rowNumber };
    },
    shown: (key) => tabs.need(key).getDataRange().getDisplayValues(),
    showHidden: (key) => showHidden(tabs.need(key)),
    headerFormulas: (key, width) => tabs.need(key).getRange(1, 1, 1, width).getFormulas()[0]!,
    nameOf: (key) => tabs.nameOf(key),
    readPage: (key) => (tabs.find(key)?.getDataRange().getValues() ?? []) as Cell[][],
  };
}

function writingTo(tabs: Tabs): Pick<World, 'write' | 'showDigest'> {
  return {
    write: (blocks) => {
      const places = blocks.map((block) => placeOf(tabs, block));
      const closed = () => places.find(({ range }) => !range.canEdit());
      const before = closed();
      if (before) throw new WriteRefused(before.title);
      try {
        for (const place of places) fill(place);
        SpreadsheetApp.flush();
      } catch (error) {
        const since = closed(); // somebody may have protected it in between
        throw since ? new WriteRefused(since.title) : new WriteFailed((error as Error).message);
      }
    },
    showDigest: (text) => void tabs.find('overview')?.getRange(OVERVIEW.digestCell).setValue(text),
  };
}

/** Where a block is written. */
interface BlockPlace {
  readonly title: string;
  readonly block: Block;
  readonly sheet: Sheet;
  /** Its cells that there are; of a block of new rows only, cells of the last row there is. */
  readonly range: GoogleAppsScript.Spreadsheet.Range;
  /** The last row of the tab. */
  readonly last: number;
}

function placeOf(tabs: Tabs, block: Block): BlockPlace {
  const { sheet: key, row, column, values } = block;
  const sheet = tabs.need(key);
  const last = sheet.getMaxRows();
  const there = Math.min(Math.max(1, last - row + 1), values.length);
  const range = sheet.getRange(Math.min(row, last), column, there, values[0]!.length);
  return { title: SHEETS[key].title, block, sheet, range, last };
}

function fill({ block: { row, column, values }, sheet, range, last }: BlockPlace): void {
  const missing = row + values.length - last; // the last row stays blank
  if (missing > 0) grow(sheet, last, missing + SPARE_ROWS, row <= last);
  const whole = missing > 0 ? sheet.getRange(row, column, values.length, values[0]!.length) : range;
  whole.setValues(values);
}

/**
 * Adds rows at the end of a tab: above its last row where that is blank, so that they are within every drop-down,
 * colour and protection that reaches to it; else below, with the drop-downs and checks of the last row.
 */
function grow(sheet: Sheet, last: number, count: number, isLastBlank: boolean): void {
  const whole = sheet.getRange(last, 1, 1, sheet.getMaxColumns());
  if (isLastBlank && whole.canEdit()) {
    sheet.insertRowsAfter(last - 1, count);
    return;
  }
  const [checks] = whole.getDataValidations();
  sheet.insertRowsAfter(last, count);
  const added = sheet.getRange(last + 1, 1, count, checks!.length);
  added.setDataValidations(Array.from({ length: count }, () => checks!));
}

const MAIL: World['mail'] = {
  left: () => {
    const refused = refuseWithout(TO_MAIL);
    if (refused) throw new Error(refused.message);
    return MailApp.getRemainingDailyQuota();
  },
  send: ({ to, subject, body }) => MailApp.sendEmail({ to, subject, body, name: 'Cluster Tracker' }),
};

const DIGEST_TRIGGER: World['trigger'] = {
  refused: () => refuseWithout([...TO_MAIL, ...TO_RUN_DAILY]),
  // Who has not allowed triggers has none: Google takes them away with the permission.
  mine: () =>
    isAllowed(TO_RUN_DAILY) &&
    ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === DIGEST_HANDLER),
  create: () => void ScriptApp.newTrigger(DIGEST_HANDLER).timeBased().everyDays(1).atHour(7).create(),
  remove: () => {
    if (!isAllowed(TO_RUN_DAILY)) return;
    for (const trigger of ScriptApp.getProjectTriggers()) {
      if (trigger.getHandlerFunction() === DIGEST_HANDLER) ScriptApp.deleteTrigger(trigger);
    }
  },
};

/** The first cell of what the person has selected. */
function selectedCell(tabs: Tabs): ReturnType<World['selected']> {
  const range = tabs.spreadsheet.getActiveRange();
  if (!range) return null;
  const sheet = range.getSheet();
  return {
    sheet: tabs.keyOf(sheet),
    title: sheet.getName(),
    a1: range.getCell(1, 1).getA1Notation(),
    row: range.getRow(),
    column: range.getColumn(),
  };
}
