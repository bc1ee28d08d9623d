/** The facts of one exported workbook, worked out from its tabs, and where its Extract says something else. */
import { EXTRACT_TABS, extract } from '../../src/functions/extract';
import { dayOfIso, formatDay } from '../../src/rules/basics/days';
import { EXTRACT_FIGURES } from '../../src/rules/figures/extract-figures';
import type { Cell } from '../../src/workbook/cell';
import { serialDate, textIn } from '../../src/workbook/cell';
import { sumMeant } from '../../src/workbook/kinds/sums';
import { leftOutText } from '../../src/workbook/reading/left-out';
import { findColumns } from '../../src/workbook/reading/read-table';
import { SHEETS } from '../../src/workbook/sheets';
import { type Grid, type Grids, Tables } from '../../src/workbook/tables';
import { VERSION, versionText } from '../../src/workbook/version';
import type { Exported } from './find-workbooks';
import type { Tabs } from './tabs-of';

/** What a difference is about. */
export type DifferenceKind =
  | 'cannot be read'
  | 'not worked out'
  | 'not checked'
  | 'no extract'
  | 'differs'
  | 'other version'
  | 'rows left out'
  | 'same ID';

/** Something of a workbook that whoever collects has to know. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Where: "C-1, 2026/27, Cluster pot: Spent"; blank for the whole workbook. */
  readonly place: string;
  /** What stands in its Extract, and what follows from its tabs; blank where that is not the matter. */
  readonly stands: string;
  readonly follows: string;
  readonly message: string;
}

/** What one workbook gave. */
export interface Collected {
  readonly workbook: string;
  readonly id: string;
  readonly name: string;
  /** Rows as EXTRACT gives them, without its header. */
  readonly rows: readonly (readonly Cell[])[];
  /** Whether they were worked out from the tabs; else they stand in its Extract and nothing vouches for them. */
  readonly isWorkedOut: boolean;
  readonly differences: readonly Difference[];
}

const HEADERS = Object.keys(EXTRACT_FIGURES.columns);
const FORMATS = Object.values(EXTRACT_FIGURES.columns).map(({ format }) => format);
const at = (header: string): number => HEADERS.indexOf(header);
const [ID, PROGRAMME, AS_AT, VERSION_AT] = [at('Programme ID'), at('Programme'), at('As at'), at('Version')];

/**
 * @param otherwise - The day for workbooks that do not say theirs.
 */
export function workOut({ name: workbook }: Exported, tabs: Tabs, otherwise: number): Collected {
  const stands = tabs.extract === null ? null : rowsOf(tabs.extract);
  const missing = EXTRACT_TABS.filter((key) => tabs.grids[key] === undefined).map((key) => SHEETS[key].title);
  if (missing.length === EXTRACT_TABS.length && !stands?.length)
    throw new Error('none of its tabs is one of the tracker');
  if (missing.length > 0) return unchecked(workbook, stands ?? [], missing);
  const day = dayOfIso(String(stands?.[0]?.[AS_AT] ?? '')) ?? tabs.asAt ?? otherwise;
  const grids = sealedOnly(tabs.grids);
  const worked = extract.call(serialDate(day), ...EXTRACT_TABS.map((key) => grids[key]));
  if (!Array.isArray(worked)) {
    const message = `Nothing can be worked out of it. ${String(worked)}`;
    return { workbook, id: '', name: '', rows: [], isWorkedOut: false, differences: [only('not worked out', message)] };
  }
  const rows = worked.slice(1);
  const left = leftOutText(new Tables(grids), EXTRACT_TABS);
  return {
    workbook,
    ...ownerOf(rows, grids),
    rows,
    isWorkedOut: true,
    differences: [
      ...versionDifference(String(stands?.[0]?.[VERSION_AT] ?? tabs.version)),
      ...(left === '' ? [] : [only('rows left out', `Its figures go without what cannot be read: ${left}.`)]),
      ...(stands === null
        ? [only('no extract', `Its Extract is off; the figures are those of ${formatDay(day)}.`)]
        : compared(stands, rows)),
    ],
  };
}

const only = (kind: DifferenceKind, message: string): Difference => ({
  kind,
  place: '',
  stands: '',
  follows: '',
  message,
});

/** Rows of a tab Extract, as far as they are filled; numbers that stand as text are numbers. */
function rowsOf(grid: Grid): Cell[][] {
  return grid
    .slice(1)
    .filter((row) => textIn(row[ID]) !== '')
    .map((row) =>
      HEADERS.map((_, column): Cell => {
        const cell = row[column] ?? '';
        if (typeof cell !== 'string' || column === VERSION_AT) return cell;
        if (FORMATS[column] === 'money') return inPounds(sumMeant(cell)) ?? cell;
        const isNumber = FORMATS[column] === 'count' || FORMATS[column] === 'share';
        return isNumber && /^-?\d+(\.\d+)?$/.test(cell.trim()) ? Number(cell) : cell;
      }),
    );
}

const inPounds = (pence: number | undefined): number | undefined => (pence === undefined ? undefined : pence / 100);

/** A workbook of which tabs are missing: what its Extract says is taken as it stands. */
function unchecked(workbook: string, rows: readonly Cell[][], missing: readonly string[]): Collected {
  const message =
    `Whether its Extract follows from its Ledger cannot be told: it comes without ${missing.join(', ')}.` +
    (rows.length === 0 ? ' There are no rows of an Extract either.' : '');
  const [id, name] = [String(rows[0]?.[ID] ?? ''), String(rows[0]?.[PROGRAMME] ?? '')];
  const found = [...versionDifference(String(rows[0]?.[VERSION_AT] ?? '')), only('not checked', message)];
  return { workbook, id, name, rows, isWorkedOut: false, differences: found };
}

/** Which programme it is of; from Settings where it has no cluster yet. */
function ownerOf([first]: readonly (readonly Cell[])[], grids: Grids): { id: string; name: string } {
  if (first) return { id: String(first[ID]), name: String(first[PROGRAMME]) };
  const settings = new Tables(grids).get('settings');
  const text = (parameter: 'programme.id' | 'programme.name') =>
    textIn(settings.where('parameter', parameter).find(({ value }) => value !== null)?.value ?? '');
  return { id: text('programme.id'), name: text('programme.name') };
}

/**
 * Decisions as the workbook itself counts them: where some bear a seal, those without one were typed and count for
 * nothing (A1). Whether a seal is genuine only the workbook can tell, which keeps the key.
 */
function sealedOnly(grids: Grids): Grids {
  const [header = [], ...rows] = grids.decisions ?? [[]];
  const { id, seal } = findColumns(SHEETS.decisions, header) as { id: number; seal: number };
  if (seal < 0 || !rows.some((row) => textIn(row[seal]) !== '')) return grids;
  return { ...grids, decisions: [header, ...rows.filter((row) => textIn(row[seal]) !== '' || textIn(row[id]) === '')] };
}

function versionDifference(is: string): Difference[] {
  const own = versionText(VERSION);
  if (is === own) return [];
  const message = `It was worked out by ${is === '' ? 'a version that is not said' : is}, and this is ${own}.`;
  return [{ ...only('other version', message), stands: is, follows: own }];
}

const MOST_TOLD = 20;
const KEYS = ['Cluster ID', 'Year', 'Pot'].map(at);
const keyOf = (row: readonly Cell[]): string => KEYS.map((column) => textIn(row[column])).join(', ');

/** Where the rows of an Extract are others than those that follow from the tabs. */
function compared(stands: readonly (readonly Cell[])[], follows: readonly (readonly Cell[])[]): Difference[] {
  const left = new Map(stands.map((row) => [keyOf(row), row]));
  const found: Difference[] = [];
  for (const row of follows) {
    const key = keyOf(row);
    const own = left.get(key);
    left.delete(key);
    if (own) found.push(...cellsThatDiffer(key, own, row));
    else found.push(differs(key, '', 'a row', 'This row is missing from its Extract.'));
  }
  for (const key of left.keys()) found.push(differs(key, 'a row', '', 'Nothing in its tabs gives this row.'));
  if (found.length <= MOST_TOLD) return found;
  const more = found.length - MOST_TOLD;
  return [...found.slice(0, MOST_TOLD), only('differs', `${more} more cells or rows of its Extract do not follow.`)];
}

const differs = (place: string, stands: string, follows: string, message: string): Difference => ({
  kind: 'differs',
  ...{ place, stands, follows, message },
});

function cellsThatDiffer(key: string, stands: readonly Cell[], follows: readonly Cell[]): Difference[] {
  return HEADERS.flatMap((header, column) => {
    if (column === VERSION_AT) return [];
    const [is, wanted] = [sameForm(stands[column], column), sameForm(follows[column], column)];
    if (is === wanted) return [];
    const isPromise = header === 'Committed' || header === 'Available';
    const seals = isPromise ? ' Seals of decisions can be checked in the workbook alone, which may be why.' : '';
    return [differs(`${key}: ${header}`, is, wanted, `It stands as ${is}; by its own tabs it is ${wanted}.${seals}`)];
  });
}

/** A cell as it is compared: money by its pence, texts without blanks around them. */
function sameForm(cell: Cell | undefined, column: number): string {
  if (typeof cell !== 'number') return textIn(cell);
  if (FORMATS[column] === 'money') return (Math.round(cell * 100) / 100).toFixed(2);
  return FORMATS[column] === 'share' ? cell.toFixed(4) : String(cell);
}
