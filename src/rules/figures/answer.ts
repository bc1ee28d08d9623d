/** How a figure is explained: what it is, what went into it, and what would alter it. */
import { andMore } from '../basics/long-lists';
import type { ParameterName } from '../basics/parameter-table';
import { PARAMETERS } from '../basics/parameter-table';
import type { UsedParameter } from '../basics/parameters';
import { unlessNotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { NOT_SET_TEXT } from '../basics/words';
import type { Figure, FigureTable, Value } from './define-figure';
import { isName, sayValue } from './define-figure';
import type { Explanation, Question, Reason } from './explanation';
import { enter, short } from './explanation';

/** Which rows of a table are asked about. */
export interface Asked<R> {
  readonly of: (rows: readonly R[]) => readonly R[];
  /** The row that adds them up is asked about, and not they themselves. */
  readonly inAll?: boolean;
  /** What is said where there are none; the figure is then none that is worked out, if this is not given. */
  readonly nobody?: (question: Question, figure: Figure<R>) => Omit<Explanation, 'about'> & { readonly who: string };
}

/**
 * Explains a figure of some rows of a table.
 *
 * @param header - Of the figure, or of a column that names rows: then the figure that matters most there is explained.
 * @returns Null where the table has no such figure, or no such row.
 */
export function answer<R>(
  question: Question,
  table: FigureTable<R>,
  header: string,
  { of, inAll, nobody }: Asked<R>,
): Explanation | null {
  const found = figureIn(table, header);
  if (!found || found.figure.isKnown?.(question) === false) return null;
  const apart = question.parameters.apart();
  const [all, used] = apart.usedBy(() => table.rows({ ...question, parameters: apart }));
  const rows = of(all);
  const about = (who: string) => `${who}: ${found.header}`;
  if (rows.length === 0 && nobody) {
    const { who, ...said } = nobody(question, found.figure);
    return tidy({ ...said, about: about(who) });
  }
  const told = inAll ? answerInAll(question, found.figure, rows) : answerOfRows(question, table, found.figure, rows);
  const who = inAll ? table.aboutTotal?.(question) : rows[0] && table.about(rows[0], question);
  if (!told || who === undefined) return null;
  return tidy({ ...whole(told, unsetIn(used)), about: about(who) });
}

/** The figure under a header; for a name, the figure it explains. */
function figureIn<R>({ columns }: FigureTable<R>, header: string): { header: string; figure: Figure<R> } | null {
  const column = Object.entries(columns).find(([own]) => own === header)?.[1];
  if (!column) return null;
  return isName(column) ? figureIn({ columns } as FigureTable<R>, column.explains) : { header, figure: column };
}

/** An answer with its reasons; none where they rest on a parameter that is not set. */
interface Told {
  readonly answer: string;
  readonly isUnset: boolean;
  readonly reasons: readonly Reason[] | null;
  readonly used: readonly UsedParameter[];
}

function answerOfRows<R>(
  question: Question,
  table: FigureTable<R>,
  figure: Figure<R>,
  rows: readonly R[],
): Told | null {
  const [first] = rows;
  if (first === undefined) return null;
  const isSaid = typeof figure.answer?.(first, question) === 'string';
  const isUnset = !isSaid && isNotSet(figure.value(first, question));
  const addedUp = table.addsUp && rows.length > 1 ? totalText(question, figure, rows) : null;
  return {
    answer: isUnset ? NOT_SET_TEXT : (addedUp ?? rowsText(question, figure, rows)),
    isUnset: isUnset || (figure.isUnset?.(first) ?? false),
    ...reasonsOf(question, () => rows.flatMap((row) => figure.why(question, row))),
  };
}

/** What rows say, one after the other; the same words only once. */
function rowsText<R>(question: Question, figure: Figure<R>, rows: readonly R[]): string {
  const said = rows.map(
    (row) => figure.answer?.(row, question) ?? sayValue(figure.format, figure.value(row, question)),
  );
  return (figure.format === 'words' ? [...new Set(said)] : said).join('; ');
}

function answerInAll<R>(question: Question, figure: Figure<R>, rows: readonly R[]): Told | null {
  const { whyTotal } = figure;
  if (!whyTotal) return null;
  return {
    answer: totalText(question, figure, rows),
    isUnset: isNotSet(figure.total?.(rows, question) ?? null),
    ...reasonsOf(question, () => whyTotal(question, rows)),
  };
}

/** What the row says that adds others up. */
export const totalText = <R>(question: Question, figure: Figure<R>, rows: readonly R[]): string =>
  figure.answerTotal?.(rows, question) ?? sayValue(figure.format, figure.total?.(rows, question) ?? null);

const isNotSet = (value: Value): boolean => typeof value === 'number' && Number.isNaN(value);

/** Reasons, and the parameters they used. */
function reasonsOf(question: Question, work: () => readonly Reason[]): Pick<Told, 'reasons' | 'used'> {
  const [reasons, used] = question.parameters.usedBy(() => unlessNotSet(work, null));
  return { reasons, used };
}

const unsetIn = (used: readonly UsedParameter[]): ParameterName[] =>
  used.filter(({ status }) => status === 'unset').map(({ name }) => name);

/** The answer as it is given: where it is not set, what would change it is entering what is not. */
function whole({ answer, isUnset, reasons, used }: Told, unsetInRows: ParameterName[]): Omit<Explanation, 'about'> {
  const own = unsetIn(used);
  const unset = own.length > 0 ? own : unsetInRows;
  if (reasons !== null && (!isUnset || unset.length === 0)) return { answer, reasons };
  const change = unset.map(enter).join(' ');
  return {
    answer,
    reasons: [
      ...unset.map((name) => ({ rule: PARAMETERS[name].rule, inputs: [`${name} is not set`], change })),
      ...(reasons ?? []).map(({ rule, inputs }) => ({ rule, inputs, change })),
    ],
  };
}

/** Each rule once, with everything that went in by it. */
function byRule(reasons: readonly Reason[]): Reason[] {
  const found = new Map<RuleNumber, { inputs: Set<string>; changes: Set<string> }>();
  for (const { rule, inputs, change } of reasons) {
    const all = found.get(rule) ?? { inputs: new Set(), changes: new Set() };
    found.set(rule, all);
    for (const line of inputs) all.inputs.add(line);
    if (change !== '') all.changes.add(change);
  }
  return Array.from(found, ([rule, { inputs, changes }]) => ({
    rule,
    inputs: [...inputs],
    change: [...changes].join('\n'),
  }));
}

const MOST_LINES = 80;
const MOST_IN_A_LINE = 500; // 80 × 500 fit in a cell, which holds 50,000 characters

/** No text longer than a cell can hold, however much people wrote. */
function tidy({ about, answer, reasons }: Explanation): Explanation {
  return {
    about: short(about, 1_000),
    answer: short(answer, 10_000),
    reasons: byRule(reasons).map(({ rule, inputs, change }) => ({
      rule,
      inputs: [
        ...inputs.slice(0, MOST_LINES).map((line) => short(line, MOST_IN_A_LINE)),
        ...(inputs.length > MOST_LINES ? [andMore(inputs.length - MOST_LINES)] : []),
      ],
      change: short(change, 10_000),
    })),
  };
}
