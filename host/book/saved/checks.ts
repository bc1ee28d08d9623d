/** Data validations, in Google's terms and as Univer writes them. */
import type { IDataValidationRule } from '@univerjs/core';
import { type Area, absoluteA1, cellName, quoteSheetName, readA1, splitSheetName } from '../areas';
import type { Book, Check, Place } from '../book';

const STOP = 1;
const WARNING = 2;
const EMAIL_FORMULA = /^=ISNUMBER\(SEARCH\("\?\*@\?\*\.\?\*",\$?[A-Z]+\$?\d+\)\)$/;
/** Any date: Univer's own rule for dates knows American ones only, so the serial number is tested. */
const ANY_DATE = { operator: 'between', formula1: '1', formula2: '2958465' };

/** As Google draws the drop-downs that a script makes: an arrow, and no chip in every empty row. */
const ARROW = { renderMode: 1 };

type Rule = Omit<IDataValidationRule, 'uid' | 'ranges'>;
type Tabs = Pick<Book, 'tab' | 'tabByName'>;

/** `Names!$B$2:$B$20` */
export const referenceTo = ({ key, area }: Pick<Place, 'key' | 'area'>, tabs: Tabs): string =>
  `${quoteSheetName(tabs.tab(key)!.name)}!${absoluteA1(area)}`;

/** The cells of another tab that a reference names. Undefined if it names none. */
export function placeNamed(reference: string, tabs: Tabs): Place | undefined {
  const { sheetName, a1 } = splitSheetName(reference);
  const tab = sheetName === undefined ? undefined : tabs.tabByName(sheetName);
  const found = tab && readA1(a1, tab.size);
  if (!found) return undefined;
  const { openRows, openColumns, ...area } = found;
  return { key: tab.key, area, open: openRows || openColumns };
}

/** @param first - The first of the cells the check is for: a formula counts from there. */
export function toSavedCheck(check: Check, first: Area, tabs: Tabs): Rule {
  const common = {
    allowBlank: true,
    showErrorMessage: true,
    error: check.helpText ?? undefined,
    errorStyle: check.allowInvalid ? WARNING : STOP,
  };
  return { ...common, ...kindToSave(check, first, tabs) } as Rule;
}

function kindToSave({ type, values }: Check, first: Area, tabs: Tabs): Record<string, unknown> {
  const [value, second] = values;
  switch (type) {
    case 'VALUE_IN_LIST':
      return {
        type: 'list',
        formula1: JSON.stringify((value as string[]).filter(Boolean)),
        showDropDown: second,
        ...ARROW,
      };
    case 'VALUE_IN_RANGE':
      return { type: 'list', formula1: `=${referenceTo(value as Place, tabs)}`, showDropDown: second, ...ARROW };
    case 'DATE_IS_VALID_DATE':
      return { type: 'decimal', ...ANY_DATE };
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return { type: 'decimal', operator: 'greaterThanOrEqual', formula1: String(value) };
    case 'NUMBER_BETWEEN':
      return { type: 'decimal', operator: 'between', formula1: String(value), formula2: String(second) };
    case 'CHECKBOX':
      return { type: 'checkbox' };
    case 'TEXT_IS_VALID_EMAIL':
      return { type: 'custom', formula1: `=ISNUMBER(SEARCH("?*@?*.?*",${cellName(first.row, first.column)}))` };
    default:
      return { type: 'custom', formula1: String(value) };
  }
}

export function fromSavedCheck(rule: Rule, tabs: Tabs): Check {
  return {
    ...kindSaved(rule, tabs),
    helpText: rule.error ?? null,
    allowInvalid: rule.errorStyle !== STOP,
  };
}

function kindSaved(rule: Rule, tabs: Tabs): Pick<Check, 'type' | 'values'> {
  const { formula1 = '', formula2 = '', operator = 'equal' } = rule;
  switch (rule.type as string) {
    case 'list':
    case 'listMultiple': {
      const dropDown = rule.showDropDown ?? true;
      if (!formula1.startsWith('=')) return { type: 'VALUE_IN_LIST', values: [readList(formula1), dropDown] };
      const place = placeNamed(formula1.slice(1), tabs);
      if (!place) return { type: 'CUSTOM_FORMULA', values: [formula1] };
      return { type: 'VALUE_IN_RANGE', values: [place, dropDown] };
    }
    case 'checkbox':
      return { type: 'CHECKBOX', values: [] };
    case 'date':
      return { type: `DATE_${googleName(operator)}`, values: [formula1, formula2].filter(Boolean) };
    case 'decimal':
    case 'whole':
      if (formula2 === ANY_DATE.formula2) return { type: 'DATE_IS_VALID_DATE', values: [] };
      return { type: `NUMBER_${googleName(operator)}`, values: [formula1, formula2].filter(Boolean).map(Number) };
    default:
      if (EMAIL_FORMULA.test(formula1)) return { type: 'TEXT_IS_VALID_EMAIL', values: [] };
      return { type: 'CUSTOM_FORMULA', values: [formula1] };
  }
}

/** The choices of a list; those of old were separated by commas. */
function readList(saved: string): string[] {
  try {
    const list: unknown = JSON.parse(saved);
    if (Array.isArray(list) && list.every((choice) => typeof choice === 'string')) return list.filter(Boolean);
  } catch {
    // It is of the old kind.
  }
  return saved.split(',').filter(Boolean);
}

/** `greaterThanOrEqual` is `GREATER_THAN_OR_EQUAL_TO` to Google. */
function googleName(operator: string): string {
  const name = operator.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  return name.endsWith('EQUAL') ? `${name}_TO` : name;
}
