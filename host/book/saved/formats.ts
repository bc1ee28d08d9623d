/** Conditional formats, in Google's terms and as Univer writes them. */
import type { IHighlightCell } from '@univerjs/sheets-conditional-formatting';
import type { Condition } from '../book';

const TEXT_OPERATORS: Record<string, string> = {
  TEXT_CONTAINS: 'containsText',
  TEXT_STARTS_WITH: 'beginsWith',
  TEXT_EQUAL_TO: 'equal',
};

export function toSavedFormat(condition: Condition): IHighlightCell {
  const style = {
    ...(condition.background && { bg: { rgb: condition.background } }),
    ...(condition.fontColor && { cl: { rgb: condition.fontColor } }),
    ...(condition.bold !== null && { bl: condition.bold ? 1 : 0 }),
  };
  const value = String(condition.values[0]);
  const kind =
    condition.type === 'CUSTOM_FORMULA'
      ? { subType: 'formula' }
      : { subType: 'text', operator: TEXT_OPERATORS[condition.type] };
  return { type: 'highlightCell', ...kind, value, style } as unknown as IHighlightCell;
}

/** Undefined for a kind that Google's services do not name. */
export function fromSavedFormat(rule: unknown): Condition | undefined {
  const { type, subType, style, value, operator } = rule as Omit<IHighlightCell, 'type' | 'subType'> & {
    type: string;
    subType: string;
    value?: string;
    operator?: string;
  };
  if (type !== 'highlightCell') return undefined;
  const look = {
    background: style.bg?.rgb ?? null,
    fontColor: style.cl?.rgb ?? null,
    bold: style.bl === undefined ? null : style.bl === 1,
  };
  if (subType === 'formula') return { type: 'CUSTOM_FORMULA', values: [value], ...look };
  if (subType !== 'text') return undefined;
  const name = Object.keys(TEXT_OPERATORS).find((known) => TEXT_OPERATORS[known] === operator);
  return name === undefined ? undefined : { type: name, values: [value], ...look };
}
