import { type World, WriteRefused } from '../actions/world';
import { ukDayOf } from '../rules/basics/days';
import type { Cell } from '../workbook/cell';
import { OVERVIEW } from '../workbook/pages/page';
import { SHEETS } from '../workbook/sheets';
import type { Grids } from '../workbook/tables';
import { Tabs } from './tabs';
import { versionShown } from './version-shown';

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
  return {
    me,
    today: ukDayOf(now.getTime()),
    now: now.toISOString(),
    isOwner: () => me !== '' && tabs.spreadsheet.getOwner()?.getEmail().toLowerCase() === me,
    locked,
    ...readingFrom(tabs),
    ...writingTo(tabs),
    store: documentStore(),
    mail: MAIL,
    trigger: DIGEST_TRIGGER,
    selected: () => selectedCell(tabs),
    url: () => tabs.spreadsheet.getUrl(),
    versionShown: () => versionShown(tabs),
  };
}

function locked<T>(work: () => T): T | null {
  const lock = LockService.getDocumentLock();
  if (!lock?.tryLock(LOCK_MS)) return null;
  try {
    return work();
  } finally {
    lock.releaseLock();
  }
}

function readingFrom(tabs: Tabs): Pick<World, 'read' | 'readLast' | 'readPage'> {
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
      const header = sheet.getRange(1, 1, 1, width).getValues()[0] as Cell[];
      return {
        header,
        last: rowNumber === 1 ? header : (sheet.getRange(rowNumber, 1, 1, width).getValues()[0] as Cell[]),
        rowNumber,
      };
    },
    readPage: (key) => (tabs.find(key)?.getDataRange().getValues() ?? []) as Cell[][],
  };
}

function writingTo(tabs: Tabs): Pick<World, 'write' | 'flush' | 'showDigest'> {
  return {
    write: (blocks) => {
      for (const { sheet: key, row, column, values } of blocks) {
        const sheet = tabs.need(key);
        const missing = row + values.length - 1 - sheet.getMaxRows();
        if (missing > 0) sheet.insertRowsAfter(sheet.getMaxRows(), missing + SPARE_ROWS);
        try {
          sheet.getRange(row, column, values.length, values[0]!.length).setValues(values);
        } catch (error) {
          throw /protected/i.test(String(error)) ? new WriteRefused(SHEETS[key].title) : error;
        }
      }
    },
    flush: () => SpreadsheetApp.flush(),
    showDigest: (text) => void tabs.find('overview')?.getRange(OVERVIEW.digestCell).setValue(text),
  };
}

/** The document's properties, which are asked for when first needed. */
function documentStore(): World['store'] {
  let kept: GoogleAppsScript.Properties.Properties | null = null;
  const properties = () => {
    kept ??= PropertiesService.getDocumentProperties();
    if (kept) return kept;
    throw new Error('The tracker works inside a spreadsheet only: open it from Extensions ▸ Apps Script of the Sheet.');
  };
  return {
    get: (key) => properties().getProperty(key),
    set: (values) => void properties().setProperties(values),
    remove: (key) => void properties().deleteProperty(key),
  };
}

const MAIL: World['mail'] = {
  left: () => MailApp.getRemainingDailyQuota(),
  send: ({ to, subject, body }) => MailApp.sendEmail({ to, subject, body, name: 'Cluster Tracker' }),
};

const DIGEST_TRIGGER: World['trigger'] = {
  mine: () => ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === DIGEST_HANDLER),
  create: () => void ScriptApp.newTrigger(DIGEST_HANDLER).timeBased().everyDays(1).atHour(7).create(),
  remove: () => {
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
