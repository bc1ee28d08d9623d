/** Data validations as an .xlsx has them. */
import type { Feature as AnyFeature } from 'write-excel-file/node';
import {
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings as insertInOrder,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility';
import { type Area, cellName, quoteSheetName } from '../book/areas';
import type { Check, Place, PlacedCheck, Tab } from '../book/book';
import { referenceTo } from '../book/saved/checks';

/** What may change the files of an .xlsx while they are written. */
export type Feature = AnyFeature<unknown>;

const SHEET_FILE = 'xl/worksheets/sheet{id}.xml';
/** A list longer than this has to stand in cells (ECMA-376, formula1 of a list). */
const MOST_LIST_LETTERS = 255;
const MOST_ERROR_LETTERS = 225;
const LATEST_DAY = 2_958_465; // 31 December 9999
/** The lists that are too long to stand in a check, or have a comma within a choice. */
export class LongLists {
  readonly lists: string[][] = [];

  /** @param name - Of the hidden sheet in which they stand, a column each. */
  constructor(readonly name: string) {}

  /** What a check says for a list: the choices themselves, or where they stand. */
  formulaOf(choices: readonly string[]): string {
    const inline = choices.join(',');
    if (inline.length <= MOST_LIST_LETTERS && choices.every((choice) => !/[,"]/.test(choice))) return `"${inline}"`;
    const known = this.lists.findIndex((list) => list.join('\n') === choices.join('\n'));
    const at = known < 0 ? this.lists.push([...choices]) - 1 : known;
    const column = cellName(0, at).replace(/\d+$/, '');
    return `${quoteSheetName(this.name)}!$${column}$1:$${column}$${choices.length}`;
  }
}

/** The tabs by their keys, under the names that they have in the file. */
export type Named = Parameters<typeof referenceTo>[1];

type Attributes = Readonly<Record<string, string>>;

interface Said {
  readonly attributes: Attributes;
  readonly formulas: readonly string[];
}

/** What a check tests, by its attributes and formulas; null where an .xlsx has nothing of the kind. */
function saidBy({ type, values: [value, second] }: Check, first: Area, named: Named, long: LongLists): Said | null {
  const decimal = (operator: string, ...formulas: unknown[]): Said => ({
    attributes: { type: 'decimal', operator },
    formulas: formulas.map(String),
  });
  switch (type) {
    case 'VALUE_IN_LIST':
      return { attributes: { type: 'list' }, formulas: [long.formulaOf((value as string[]).filter(Boolean))] };
    case 'VALUE_IN_RANGE':
      return { attributes: { type: 'list' }, formulas: [referenceTo(value as Place, named)] };
    case 'CHECKBOX':
      return { attributes: { type: 'list' }, formulas: ['"TRUE,FALSE"'] };
    case 'DATE_IS_VALID_DATE':
      return { attributes: { type: 'date', operator: 'between' }, formulas: ['1', String(LATEST_DAY)] };
    case 'NUMBER_GREATER_THAN_OR_EQUAL_TO':
      return decimal('greaterThanOrEqual', value);
    case 'NUMBER_BETWEEN':
      return decimal('between', value, second);
    case 'TEXT_IS_VALID_EMAIL':
      return custom(`ISNUMBER(SEARCH("?*@?*.?*",${cellName(first.row, first.column)}))`);
    case 'CUSTOM_FORMULA':
      return custom(String(value).replace(/^=/, ''));
    default:
      return null;
  }
}

const custom = (formula: string): Said => ({ attributes: { type: 'custom' }, formulas: [formula] });

function markupOf({ check, areas }: PlacedCheck, named: Named, long: LongLists): string {
  const said = areas.length === 0 ? null : saidBy(check, areas[0]!, named, long);
  if (said === null) return '';
  const attributes: Attributes = {
    ...said.attributes,
    allowBlank: '1',
    showErrorMessage: '1',
    errorStyle: check.allowInvalid ? 'warning' : 'stop',
    ...(check.helpText ? { error: check.helpText.slice(0, MOST_ERROR_LETTERS) } : {}),
    sqref: areas.map(rangeOf).join(' '),
  };
  const written = Object.entries(attributes).map(([name, text]) => ` ${name}="${sanitizeAttributeValue(text)}"`);
  const formulas = said.formulas.map((text, at) => `<formula${at + 1}>${sanitizeTextContent(text)}</formula${at + 1}>`);
  return `<dataValidation${written.join('')}>${formulas.join('')}</dataValidation>`;
}

const rangeOf = ({ row, column, rows, columns }: Area): string =>
  `${cellName(row, column)}:${cellName(row + rows - 1, column + columns - 1)}`;

/** Puts the checks of each tab into its sheet. */
export function checksFeature(tabs: readonly Tab[], named: Named, long: LongLists): Feature {
  const bySheet = tabs.map((tab) => {
    const all = tab.checks().map((placed) => markupOf(placed, named, long));
    return all.filter((markup) => markup !== '');
  });
  return {
    files: {
      transform: {
        [SHEET_FILE]: {
          transform: (xml, _options, { sheetIndex }) => {
            const all = bySheet[sheetIndex] ?? [];
            if (all.length === 0) return xml;
            const markup = `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
            return insertInOrder(xml, markup, getOrderOfSiblings(SHEET_FILE, 'worksheet') ?? [], 'worksheet');
          },
        },
      },
    },
  };
}
