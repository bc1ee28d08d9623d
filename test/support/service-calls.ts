/**
 * What a run costs on Google's servers, counted on the local ones.
 *
 * A call is local where it makes or asks an object that the script holds already: a handle on a range, a rule that is
 * being built, the place of a range, what came with the list of the sheets. Everything else goes to Google's servers.
 * What is not listed here counts as going there. docs/budgets.md says what the seconds rest on.
 */
import type { RunResult, Tracker } from '../../host/contract';

export interface Cost {
  /** All calls of services. */
  readonly calls: number;
  /** Those that go to Google's servers. */
  readonly server: number;
  /** How often something is read after something was written: each time, Google first makes the writes. */
  readonly changes: number;
  /** Reads of cell values. */
  readonly reads: number;
  /** Writes of cell values. */
  readonly writes: number;
}

const listed = (names: string): readonly string[] => names.trim().split(/\s+/);

/** Classes whose objects are the script's own: texts, rules, pages and the account that runs it. */
const OWN = listed(
  'HtmlService HtmlOutput Menu User Session Logger Utilities DataValidation ConditionalFormatRule Trigger ' +
    'AuthorizationInfo DeveloperMetadata',
);

/** Handles: nothing that anybody may change is looked at. */
const HANDLES: Readonly<Record<string, readonly string[]>> = {
  SpreadsheetApp: listed('getActiveSpreadsheet getActive getUi newDataValidation newConditionalFormatRule'),
  PropertiesService: listed('getDocumentProperties getScriptProperties getUserProperties'),
  LockService: listed('getDocumentLock getScriptLock'),
  ScriptApp: listed('newTrigger'),
  Ui: listed('createMenu'),
  Spreadsheet: listed('getId getUrl getActiveSheet getActiveRange getActiveCell'),
  Sheet: listed('getRange getRangeList getSheetId getParent'),
  Range: listed(
    'getRow getColumn getLastRow getLastColumn getNumRows getNumColumns getA1Notation getSheet getGridId getCell offset',
  ),
};

/**
 * What came with the list of the sheets and with that of the protections, and which cells are in use: known without
 * asking, as long as nothing was written. So these count as reads where the changes are counted.
 */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  Spreadsheet: listed('getSheets getNumSheets getSheetById getSheetByName'),
  Sheet: listed(`getMaxRows getMaxColumns getFrozenRows getFrozenColumns getTabColor getIndex isSheetHidden
    getLastRow getLastColumn getDataRange`),
  Protection: listed(`getDescription getRange getProtectionType getUnprotectedRanges isWarningOnly
    canEdit canDomainEdit`),
};

const among = (groups: Readonly<Record<string, readonly string[]>>, call: string): boolean => {
  const [service, method] = call.split('.') as [string, string];
  return groups[service]?.includes(method) ?? false;
};

const isHandle = (call: string): boolean => {
  const service = call.split('.')[0]!;
  return OWN.includes(service) || service.endsWith('Builder') || among(HANDLES, call);
};

/** Of the workbook itself, which Google writes to late and all at once. */
const WORKBOOK = /^(Spreadsheet|Sheet|Range|RangeList|Protection)\./;

const READING = /\.(get|is|can)[A-Z]/;

export const isLocal = (call: string): boolean => isHandle(call) || among(LISTED, call);

/** The cost of calls in the order in which they were made, such as `Range.getValues`. */
export function costOf(calls: readonly string[]): Cost {
  let written = false;
  let changes = 0;
  for (const call of calls) {
    if (call === 'SpreadsheetApp.flush') written = false;
    if (!WORKBOOK.test(call) || isHandle(call)) continue;
    const reads = READING.test(call);
    if (written && reads) changes++;
    written = !reads;
  }
  const count = (name: RegExp) => calls.filter((call) => name.test(call)).length;
  return {
    calls: calls.length,
    server: calls.filter((call) => !isLocal(call)).length,
    changes,
    reads: count(/^Range\.(getValues?|getDisplayValues?)$/),
    writes: count(/^Range\.(setValues?|clearContent)$/),
  };
}

/**
 * Runs something and says what its last run cost; what else listens to the tracker's calls goes on listening.
 *
 * @param run - May run other things first, to have what it needs.
 */
export function measure(tracker: Tracker, run: (tracker: Tracker) => RunResult): { result: RunResult; cost: Cost } {
  const calls: string[] = [];
  const others = tracker.onServiceCall;
  tracker.onServiceCall = (call, when) => {
    if (when === 'before') calls.push(call);
    others?.(call, when);
  };
  try {
    const result = run(tracker);
    const own = Object.values(result.calls).reduce((sum, count) => sum + count, 0);
    return { result, cost: costOf(calls.slice(calls.length - own)) };
  } finally {
    if (others) tracker.onServiceCall = others;
    else delete tracker.onServiceCall;
  }
}

/** Milliseconds of one call of each sort; where they come from is in docs/budgets.md. */
export const MILLISECONDS = { local: 2, server: 100, change: 500 } as const;

/** An estimate of how long a run takes in Google, in whole seconds and never 0. */
export function secondsOf({ calls, server, changes }: Cost): number {
  const { local, server: far, change } = MILLISECONDS;
  return Math.max(1, Math.round(((calls - server) * local + server * far + changes * change) / 1000));
}
