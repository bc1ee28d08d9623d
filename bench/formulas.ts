/** Every formula of the workbook and every function of a table: alone, together, with blank rows, and by edited tab. */

import { SHEET_KEYS, SHEETS } from '../src/workbook/sheets';
import { callFirst, FORMULAS, type Kept, type Source, startedBy, TABLES, withBlankRows } from './add-in';
import { inRounds, medianTime, type Time, worked } from './clock';
import { SAMPLE } from './load';
import { type ProgrammeGrids, programme, type Size, withoutRequests } from './programme';
import { sealed } from './sealed';
import { cpu, many, ms, type Row, type Table } from './tables';

/** Blank rows that a tab of Google Sheets has below what was typed; a new one has 1,000. */
const BLANK_ROWS = 2_000;

/** Times of single functions, by what they were given. */
export type Measured = ReadonlyMap<string, ReadonlyMap<string, Time>>;

interface Given {
  readonly name: string;
  readonly grids: ProgrammeGrids;
  readonly kept: Kept;
  readonly source: Source;
  readonly rounds: number;
}

function givenOf(size: Size): Given[] {
  const { grids, kept } = sealed(programme(size));
  const rows = many(size.ledger);
  const rounds = size.ledger > 50_000 ? 3 : 5;
  const given = { grids, kept, rounds };
  return [
    { ...given, name: `${rows}, source known`, source: 'cached' },
    { ...given, name: `${rows}, source new`, source: 'uncached' },
    {
      ...given,
      name: `${rows} + ${many(BLANK_ROWS)} blank`,
      source: 'cached',
      grids: withBlankRows(grids, BLANK_ROWS),
    },
    {
      rounds,
      name: `${rows}, no requests, source known`,
      source: 'cached',
      ...sealed(programme(withoutRequests(size))),
    },
  ];
}

const timeOf = (names: readonly string[], { grids, kept, source, rounds }: Given): Time =>
  medianTime(inRounds(rounds, () => callFirst(names, grids, source, kept).work));

export function measureFormulas(sizes: readonly Size[]): { table: Table; measured: Measured } {
  const sample: Given = { ...sealed(programme(SAMPLE)), name: 'Sample, source new', source: 'uncached', rounds: 9 };
  const all = [sample, ...sizes.flatMap(givenOf)];
  const names = [...FORMULAS, ...TABLES];
  const measured = new Map(
    all.map((given) => [given.name, new Map(names.map((name) => [name, timeOf([name], given)]))] as const),
  );
  const cell = (name: string) => (given: Given) => cpu(measured.get(given.name)!.get(name)!);
  const added = (given: Given) => ms(sumOf(FORMULAS, measured.get(given.name)!));
  const rows: Row[] = [
    ...FORMULAS.map((name) => [`\`${name}\``, ...all.map(cell(name))]),
    ['**All of the workbook, each in a context of its own**', ...all.map(added)],
    [
      '**All of the workbook, one after the other in one context**',
      ...all.map((given) => cpu(timeOf(FORMULAS, given))),
    ],
    ...TABLES.map((name) => [`\`${name}\``, ...all.map(cell(name))]),
  ];
  const title = 'Every formula, decisions sealed, without loading';
  return { table: { title, headers: ['Formula', ...all.map(({ name }) => name)], rows }, measured };
}

const sumOf = (names: readonly string[], times: ReadonlyMap<string, Time>): number =>
  names.reduce((sum, name) => sum + worked(times.get(name)!), 0);

/** What a typed cell makes Google work out, by its tab. */
export function measureTabs(measured: Measured): Table {
  const given = [...measured.keys()];
  const tabs = SHEET_KEYS.filter((key) => startedBy(key).length > 0);
  return {
    title: 'One typed cell, by its tab',
    headers: ['Tab', 'Formulas', ...given],
    rows: tabs.map((key) => {
      const names = startedBy(key);
      return [SHEETS[key].title, String(names.length), ...given.map((name) => ms(sumOf(names, measured.get(name)!)))];
    }),
  };
}
