/** The numbers of the rules that nobody has confirmed: what each is, what rests on it, and confirming it. */
import { formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import { sumOf } from '../rules/basics/log-chain';
import type { ParameterName } from '../rules/basics/parameter-table';
import { FIGURE_NAMES, PARAMETERS } from '../rules/basics/parameter-table';
import { formatParameter, sayParameter } from '../rules/basics/parameters';
import { PASSAGES } from '../rules/basics/passages';
import { restsOn } from '../rules/figures/rests-on';
import { expectedText, parameterFromCell, parameterToCell } from '../workbook/reading/read-settings';
import type { Tables } from '../workbook/tables';
import type { FiguresForm, Recorded } from './answers';
import { BOOK_TABS, booksIn, isDecider, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse, refuseFields } from './perform';
import type { SaveFigure } from './schemas/figures';
import { saveFigureSchema } from './schemas/figures';
import type { FieldProblem } from './schemas/parts';
import { decidersText } from './whose-job';
import type { World } from './world';

const notTheirs = (context: Context) =>
  refuse(`This is not yours to do: you do not confirm figures. ${decidersText(context)}`);

/** What the form needs to open: the figures that are assumed or not set, in words. */
export function figuresForm(world: World): FiguresForm {
  return ask(world, [...BOOK_TABS, 'release', 'reviews'], (context): FiguresForm => {
    const { tables, me, today, parameters } = context;
    if (!isDecider(me)) return notTheirs(context);
    const more = { release: tables.get('release'), reviews: tables.get('reviews'), meetings: tables.get('meetings') };
    const clusters = tables.get('clusters');
    const rests = restsOn({ ...booksIn(tables), ...more, clusters }, parameters.apart(), today);
    const year = fundingYearOf(today);
    const open = FIGURE_NAMES.filter((name) => parameters.at(name, year).status !== 'confirmed');
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      unread: unreadText(context, BOOK_TABS),
      confirmed: FIGURE_NAMES.length - open.length,
      years: [year, year + 1].map(formatYear),
      figures: open.map((name) => {
        const { value, status, text } = parameters.at(name, year);
        const { rule, source } = PARAMETERS[name];
        return {
          parameter: name,
          says: sayParameter(name, value, text),
          value: text ?? (value === null ? '' : formatParameter(name, value)),
          isSet: value !== null,
          status,
          rule,
          about: PASSAGES[rule].says,
          source,
          rests: rests.get(name) ?? [],
          expected: expectedText(name),
          shown: markOf(context, name),
        };
      }),
    };
  });
}

/** Stands for what is said of a figure now. */
function markOf({ parameters, today }: Context, name: ParameterName): string {
  const { value, status, text } = parameters.at(name, fundingYearOf(today));
  return sumOf(JSON.stringify([name, value, status, text ?? null])).slice(0, 16);
}

/** Confirms a figure as it is, or with another value and where that comes from. */
export function saveFigure(world: World, payload: unknown): Recorded {
  return perform(world, saveFigureSchema, payload, [], (context, value): Recorded => {
    if (!isDecider(context.me)) return notTheirs(context);
    const { parameters, today } = context;
    const year = fundingYearOf(today);
    const name = value.parameter;
    const is = parameters.at(name, year);
    const wanted = asWanted(context, value);
    if ('problems' in wanted) return refuseFields(wanted.problems);
    if (is.status === 'confirmed' && isSame(is, wanted)) return told(context, value, wanted);
    if (markOf(context, name) !== value.shown)
      return refuse('This figure was changed since you opened the form. Open it again to see it as it stands.');
    write(context, value, wanted, isSame(is, wanted));
    return told(context, value, wanted);
  });
}

/** A value that is to be confirmed, in the parameter’s unit, with its words where it is one of words. */
interface Wanted {
  readonly value: number;
  readonly text?: string;
  /** Null for the beginning. */
  readonly from: number | null;
}

const isSame = (is: { value: number | null; text?: string }, wanted: Wanted): boolean =>
  is.value === wanted.value && (is.text ?? null) === (wanted.text ?? null);

function asWanted({ parameters, today }: Context, sent: SaveFigure): Wanted | { problems: FieldProblem[] } {
  const { parameter: name } = sent;
  const is = parameters.at(name, fundingYearOf(today));
  const typed = sent.value ?? '';
  const problems: FieldProblem[] = [];
  const from = sent.from ? yearOfText(sent.from) : null;
  if (sent.from && from === null) problems.push({ field: 'from', message: 'Pick a funding year, such as 2026/27.' });
  const other = typed === '' ? undefined : parameterFromCell(name, typed);
  if (typed === '' && is.value === null)
    problems.push({ field: 'value', message: `It is not set: type ${expectedText(name)}.` });
  if (typed !== '' && other === undefined) problems.push({ field: 'value', message: `Type ${expectedText(name)}.` });
  if (typed !== '' && !sent.source)
    problems.push({ field: 'source', message: 'Say where the value comes from: a letter, a meeting, a page.' });
  if (problems.length > 0) return { problems };
  if (other === undefined) return { value: is.value!, ...(is.text === undefined ? {} : { text: is.text }), from };
  return { value: other, ...(PARAMETERS[name].unit === 'text' ? { text: typed } : {}), from };
}

/** Writes it: into the row that counts where it stays as it is or counts for the same years, else into a new one. */
function write(context: Context, sent: SaveFigure, wanted: Wanted, staysSame: boolean): void {
  const { tables, changes, me, today, parameters } = context;
  const { parameter: name } = sent;
  const settings = tables.get('settings');
  const year = fundingYearOf(today);
  const inForce = settingInForce(tables, name, year);
  // Sent again, or another value for the same year, it is written where that stands.
  const ofYear = settings.rows.filter(({ parameter, from }) => parameter === name && (from ?? null) === wanted.from);
  const row = staysSame ? inForce : ofYear.pop();
  const cells = {
    value: wanted.text ?? parameterToCell(name, wanted.value),
    status: 'confirmed' as const,
    ...(sent.source ? { source: sent.source } : {}),
    confirmedBy: me.name,
    confirmedOn: today,
  };
  if (row) changes.update('settings', settings.rowNumber(row.row), staysSame ? { ...cells, value: undefined } : cells);
  else {
    const { unit, rule, source } = PARAMETERS[name];
    const from = staysSame || wanted.from === null ? {} : { from: wanted.from };
    changes.append('settings', { source: `${rule}. ${source}`, ...cells, parameter: name, unit, ...from });
  }
  const was = parameters.at(name, year);
  const before = `${was.text ?? formatParameter(name, was.value)}, ${was.status}`;
  const source = sent.source ? `; source: ${sent.source}` : '';
  context.log('Confirm a figure', name, `${saidOf(name, wanted)} (was ${before})${source}`);
}

/** The row of Settings that says what a parameter is in a funding year; undefined where none does. */
export function settingInForce(tables: Tables, name: ParameterName, year: number) {
  const own = tables.get('settings').rows.filter((row) => row.parameter === name && (row.from ?? 0) <= year);
  return own.sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || Number(a.value !== null) - Number(b.value !== null)).pop();
}

const saidOf = (name: ParameterName, { value, text, from }: Wanted): string =>
  `${sayParameter(name, value, text)}${from === null ? '' : ` from ${formatYear(from)}`}`;

function told({ parameters, today }: Context, { parameter: name }: SaveFigure, wanted: Wanted): Recorded {
  const year = fundingYearOf(today);
  const left = FIGURE_NAMES.filter((other) => other !== name && parameters.at(other, year).status !== 'confirmed');
  return {
    ok: true,
    id: name,
    message: `Confirmed: ${saidOf(name, wanted)}.`,
    next: left.length === 0 ? 'Every figure is confirmed now.' : `${left.length} more are not confirmed.`,
    findings: [],
  };
}
