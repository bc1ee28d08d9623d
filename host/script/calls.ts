/** What is known of service calls by their names: the scopes they need, and which of them go and look at the cells. */
import { SCOPES } from '../contract';

export interface CallKind {
  /** Any of these scopes is enough; undefined where none is needed. */
  readonly scopes?: readonly string[];
  /** Whether buffered writes are made before it is answered. */
  readonly settles: boolean;
  /** Whether a cell function may make it. */
  readonly fitsCells: boolean;
  /** Whether it is answered only when formulas have been worked out. */
  readonly waits: boolean;
}

const SPREADSHEETS = 'https://www.googleapis.com/auth/spreadsheets';
const NEEDS: [pattern: RegExp, scopes: readonly string[]][] = [
  [/^MailApp\./, [SCOPES.mail]],
  [/^ScriptApp\.(newTrigger|getProjectTriggers|deleteTrigger)$/, [SCOPES.triggers]],
  [/^Ui\.show/, [SCOPES.ui]],
  [/^Session\.get(Active|Effective)User$/, [SCOPES.address]],
  [/^SpreadsheetApp\.(getActive|flush|setActive)/, [SCOPES.spreadsheet, SPREADSHEETS]],
];

const CELLS = 'Values?|DisplayValues?|Formulas?|NumberFormats?|Backgrounds?|Font\\w+|Wraps?|Notes?|DataValidations?';
const SETTLES = new RegExp(
  `^SpreadsheetApp\\.flush$|^Range\\.(get(${CELLS})|isBlank|canEdit|sort|protect)$|` +
    '^Sheet\\.(get(Last|Max|Data|Name$|Protections|Conditional|Frozen|ColumnWidth|TabColor)|insert|delete|move|protect)|' +
    '^Spreadsheet\\.(insertSheet|deleteSheet|getProtections)',
);
const WAITS =
  /^SpreadsheetApp\.flush$|^Range\.(get(Display)?Values?|isBlank)$|^Sheet\.get(Name|Last(Row|Column)|DataRange)$/;

/** Services that a cell function may use as it likes; of the spreadsheet it may only read. */
const FREE =
  /^(CacheService|Cache|HtmlService|HtmlOutput|LockService|Lock|Logger|Properties\w*|Session|User|Utilities)\./;
const READS = /\.(get|is|can|has|offset$|createDeveloperMetadataFinder$|with\w+$|find$)/;

const known = new Map<string, CallKind>();

/** @param call - Such as `Range.getValues`. */
export function kindOfCall(call: string): CallKind {
  let kind = known.get(call);
  if (!kind) {
    const scopes = NEEDS.find(([pattern]) => pattern.test(call))?.[1];
    const fitsCells = FREE.test(call) || READS.test(call);
    kind = { ...(scopes && { scopes }), fitsCells, settles: SETTLES.test(call), waits: WAITS.test(call) };
    known.set(call, kind);
  }
  return kind;
}

/** How Google names what a call needs. */
export const namesOf = (scopes: readonly string[]): string =>
  scopes.length === 1 ? scopes[0]! : `(${scopes.join(' || ')})`;
