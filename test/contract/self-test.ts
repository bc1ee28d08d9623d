/**
 * The facts as a script of its own, for a spreadsheet that may be spoilt: one menu entry writes a row a fact into a tab.
 *
 * Every export becomes a global function (tools/self-test.mjs).
 */
import { agrees, CannotTry, type Fact, type Here, messageOf, type Sureness, told } from './fact';
import { FACTS } from './facts/all';

const RESULTS = 'Self-test';
/** The columns of the tab, and of the file that CI reads. */
const HEADER = ['Fact', 'Methods', 'What Google does', 'Sureness', 'Source', 'Result', 'Expected', 'Found'];
const MOST_MS = 270_000; // Google ends a run after six minutes
const MOST_WAITS = 30;

export interface Tried {
  readonly id: string;
  readonly result: 'agrees' | 'differs' | 'could not be tried';
  readonly expected: string;
  readonly found: string;
}

export function onOpen(): void {
  SpreadsheetApp.getUi().createMenu('Self-test').addItem('Run the self-test', 'runSelfTest').addToUi();
}

/**
 * Tries every fact that has no row yet, and goes on where it stopped when it is run again. Facts for an editor are
 * prepared by the owner's run, and tried when somebody else runs it.
 */
export function runSelfTest(): void {
  const started = Date.now();
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const results = resultsTab(book);
  const isOwner = book.getOwner()?.getEmail() === Session.getEffectiveUser().getEmail();
  const known = new Set(
    results
      .getDataRange()
      .getValues()
      .filter((row) => row[5] !== 'could not be tried')
      .map(([id]) => id as string),
  );
  const open = FACTS.filter((fact) => !known.has(fact.id) && (fact.as !== 'editor' || !isOwner));
  const isShared = book.getEditors().some((user) => user.getEmail() !== Session.getEffectiveUser().getEmail());
  const mayBePrepared = (fact: Fact) => !known.has(fact.id) && (isShared || fact.as !== 'editor');
  if (isOwner) prepareFacts(FACTS.filter(mayBePrepared).map(({ id }) => id));
  let left = open.length;
  for (const fact of open) {
    if (Date.now() - started > MOST_MS) break;
    writeRow(results, fact, tryFact(fact.id));
    left--;
  }
  if (isOwner) askPageAndTrigger();
  const editors = FACTS.filter((fact) => fact.as === 'editor' && !known.has(fact.id)).length;
  const more = left > 0 ? ` ${left} facts are left: run it again.` : '';
  const next = isShared ? 'let an editor run it' : 'share the file, run it again, then let an editor run it';
  const others = isOwner && editors > 0 ? ` ${editors} facts need somebody else: ${next}.` : '';
  results.activate();
  book.toast(`Done.${more}${others}`, 'Self-test', 20);
}

/** Does what facts need to be done before, in a run of its own where results of formulas come late. */
export function prepareFacts(ids: readonly string[]): void {
  for (const fact of factsOf(ids)) {
    if (!fact.first || SpreadsheetApp.getActiveSpreadsheet().getSheetByName(tabNameOf(fact))) continue;
    fact.first(hereOf(fact));
  }
  SpreadsheetApp.flush();
}

/** Tries one fact, on a tab of its own that is gone afterwards if whoever runs it may delete it. */
export function tryFact(id: string): Tried {
  const [fact] = factsOf([id]);
  if (!fact) throw new Error(`There is no fact ${id}.`);
  if (fact.first && fact.as !== 'editor') prepareFacts([id]);
  const outcome = (): Tried => {
    const found = fact.found(hereOf(fact));
    const result = agrees(fact.is, found) ? 'agrees' : 'differs';
    return { id, result, expected: told(fact.is), found: told(found) };
  };
  try {
    let tried = outcome();
    for (let waits = 0; /Loading/.test(tried.found) && waits < MOST_WAITS; waits++) {
      Utilities.sleep(1000);
      tried = outcome();
    }
    return tried;
  } catch (error) {
    const result = error instanceof CannotTry ? 'could not be tried' : 'differs';
    return { id, result, expected: told(fact.is), found: messageOf(error) };
  } finally {
    tidyUp(fact);
  }
}

/** Whatever the page of the self-test has to say of how it was served. */
export function notePage(said: string): void {
  PropertiesService.getDocumentProperties()!.setProperty('self-test page', said);
}

export function answerWithDate(): unknown {
  return { when: new Date() };
}

export function noteAnswer(said: string): void {
  PropertiesService.getDocumentProperties()!.setProperty('self-test date', said);
}

/** What the trigger of the self-test runs, once. */
export function noteTrigger(): void {
  const said = [Session.getActiveUser().getEmail(), Session.getEffectiveUser().getEmail()];
  PropertiesService.getDocumentProperties()!.setProperty('self-test trigger', JSON.stringify(said));
  for (const trigger of ScriptApp.getProjectTriggers())
    if (trigger.getHandlerFunction() === 'noteTrigger') ScriptApp.deleteTrigger(trigger);
}

function askPageAndTrigger(): void {
  const properties = PropertiesService.getDocumentProperties()!;
  if (properties.getProperty('self-test page') === null)
    SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('page').setTitle('Self-test'));
  const isWaiting = ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === 'noteTrigger');
  if (properties.getProperty('self-test trigger') === null && !isWaiting)
    ScriptApp.newTrigger('noteTrigger')
      .timeBased()
      .everyDays(1)
      .atHour((new Date().getHours() + 1) % 24)
      .create();
}

const factsOf = (ids: readonly string[]): Fact[] => FACTS.filter(({ id }) => ids.includes(id));
const tabNameOf = (fact: Fact): string => `fact ${fact.id}`;

function hereOf(fact: Fact): Here {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = book.getSheetByName(tabNameOf(fact)) ?? book.insertSheet(tabNameOf(fact));
  return { book, sheet, me: Session.getEffectiveUser().getEmail(), at: (a1) => sheet.getRange(a1) };
}

function tidyUp(fact: Fact): void {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const sheet = book.getSheetByName(tabNameOf(fact));
  if (!sheet) return;
  try {
    book.deleteSheet(sheet);
    SpreadsheetApp.flush();
  } catch {
    // It is the owner's; nothing hangs on it.
  }
}

function resultsTab(book: GoogleAppsScript.Spreadsheet.Spreadsheet): GoogleAppsScript.Spreadsheet.Sheet {
  const known = book.getSheetByName(RESULTS);
  if (known) return known;
  const sheet = book.insertSheet(RESULTS, 0);
  sheet.getRange(1, 1, 1, HEADER.length).setValues([HEADER]).setFontWeight('bold');
  sheet.getRange(2, 1, sheet.getMaxRows() - 1, HEADER.length).setNumberFormat('@');
  sheet.setFrozenRows(1);
  return sheet;
}

/** Writes a fact's row, over an older one that says it could not be tried. */
function writeRow(results: GoogleAppsScript.Spreadsheet.Sheet, fact: Fact, tried: Tried): void {
  const ids = results
    .getDataRange()
    .getValues()
    .map(([id]) => id as string);
  const at = ids.indexOf(fact.id);
  const row = (at < 0 ? ids.length : at) + 1;
  const sure: Sureness = fact.source.sure;
  const cells = [
    fact.id,
    fact.methods.join(' '),
    fact.google,
    sure,
    fact.source.url ?? '',
    tried.result,
    tried.expected,
    tried.found,
  ];
  results.getRange(row, 1, 1, cells.length).setValues([cells]);
}

// Cell functions that facts call

const sizeOf = (value: unknown[][]): string => `rows:${value.length}x${value[0]!.length}`;

export function FACT_KIND(value: unknown): string {
  if (Array.isArray(value)) return sizeOf(value as unknown[][]);
  if (value instanceof Date) return 'Date';
  return `${typeof value}:${String(value)}`;
}

export const FACT_FIRST = (value: unknown[][]): string => `${sizeOf(value)} ${String(value[0]![0])}`;
export const FACT_ROWS = (): number[][] => [
  [1, 2],
  [3, 4],
];
export const FACT_DATE = (): Date => new Date(2026, 8, 1);
export const FACT_UNDEFINED = (): undefined => undefined;

export function FACT_THROWS(): never {
  throw new Error('on purpose');
}

export const FACT_READS = (): string => typeof SpreadsheetApp.getActiveSpreadsheet().getSheets().length;

export function FACT_WRITES(): string {
  try {
    SpreadsheetApp.getActiveSpreadsheet().getSheets()[0]!.getRange('A1').setValue(1);
    return 'written';
  } catch (error) {
    return messageOf(error);
  }
}

export const FACT_WHO = (): string => `address:${Session.getActiveUser().getEmail()}`;
export const FACT_PROPERTY = (key: string): string =>
  `property:${PropertiesService.getDocumentProperties()!.getProperty(key)}`;
export const factUnmarked = (): string => 'unmarked';
export const factHidden_ = (): string => 'hidden';
