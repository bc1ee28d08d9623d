import { backTabs, backTexts, howMuchWritten, noBackTexts, takeBackCutOff } from '../../src/actions/take-back';
import { fromPieces, inPieces, noPieces, placesOf, rowsBefore } from '../../src/actions/undo-note';
import { type World, WriteFailed } from '../../src/actions/world';
import type { Cell } from '../../src/workbook/cell';
import type { Block } from '../../src/workbook/change-set';
import type { SheetKey } from '../../src/workbook/sheets';
import { type Grid, Tables } from '../../src/workbook/tables';
import { grid, PROGRAMME, type Row } from '../support/rules-tables';

/** Texts kept with a document. */
function store(texts: Record<string, string> = {}) {
  const kept = { ...texts };
  return { kept, world: { store: { get: (key: string) => kept[key] || null } as World['store'] } };
}

const LINES: Row[] = ['L-1', 'L-2', 'L-3'].map((id) => ({ id, date: '2026-10-01', cluster: 'North Cluster', net: 5 }));
const DECLARED: Row[] = [
  { school: 'School 1', year: '2026/27', note: 'a' },
  { school: 'School 2', year: '2026/27', note: '' },
];
const TABS = { ...PROGRAMME, ledger: LINES, release: DECLARED };
type Tabs = { [K in SheetKey]?: Grid };
const gridsOf = (tabs: { [K in SheetKey]?: readonly Row[] } = TABS): Tabs =>
  Object.fromEntries(Object.entries(tabs).map(([key, rows]) => [key, grid(key as SheetKey, rows)]));

/** Tabs in which these blocks are written. */
function written(blocks: readonly Block[], grids: Tabs = gridsOf()): Tabs {
  const now = Object.fromEntries(Object.entries(grids).map(([key, rows]) => [key, rows!.map((row) => [...row])]));
  for (const { sheet, row, column, values } of blocks)
    values.forEach((cells, down) => {
      while (now[sheet]!.length < row + down) now[sheet]!.push(now[sheet]![0]!.map(() => ''));
      cells.forEach((cell, right) => {
        now[sheet]![row - 1 + down]![column - 1 + right] = cell;
      });
    });
  return now;
}

const NET = grid('ledger', [])[0]!.indexOf('Net') + 1;
const NOTE = grid('release', [])[0]!.indexOf('Note') + 1;
const block = (sheet: SheetKey, row: number, column: number, ...values: Cell[][]): Block => ({
  sheet,
  row,
  column,
  values,
});

/** What a run that was to write some blocks noted, and what is found of it in tabs as they are now. */
function noted(blocks: readonly Block[]) {
  const { kept, world } = store();
  Object.assign(kept, backTexts(world, rowsBefore(blocks, new Tables(gridsOf()))));
  return {
    tabs: backTabs(world),
    found: (now: Tabs) => howMuchWritten(world, new Tables(now)),
    /** The tabs once it is taken back; null where that is not allowed. */
    takenBack: (now: Tabs, write?: World['write']) => {
      let after = now;
      const does: World['write'] = (all) => {
        after = written(all, after);
      };
      const isDone = takeBackCutOff({ ...world, write: write ?? does } as World, new Tables(now));
      return isDone ? after : null;
    },
  };
}

describe('how much of a run stands in its tabs that was cut off (A12)', () => {
  const CHANGED = block('ledger', 3, NET, [7]);
  const ADDED = block('ledger', 5, 1, ['L-9', '', 'North Cluster']);
  const NOTED = block('release', 3, NOTE, ['x']);
  const ALL = [CHANGED, ADDED, NOTED];

  it.each<[string, Block[], string]>([
    ['nothing of it', [], 'none'],
    ['all of it', ALL, 'all'],
    ['one change', [CHANGED], 'some'],
    ['one row that was added', [ADDED], 'some'],
    ['a change in a tab without IDs', [NOTED], 'some'],
  ])('is known where %s is there, and taken back', (_what, there, expected) => {
    const { found, takenBack, tabs } = noted(ALL);
    const now = written(there);
    expect([found(now), new Set(tabs)]).toEqual([expected, new Set(['ledger', 'release'])]);
    // A row that was added stays where it is, empty.
    const before = written(
      there.includes(ADDED)
        ? [
            block(
              'ledger',
              5,
              1,
              gridsOf().ledger![0]!.map(() => ''),
            ),
          ]
        : [],
    );
    expect(takenBack(now)).toEqual(before);
  });

  it('is known wherever rows with an ID were moved to', () => {
    const { found, takenBack } = noted([CHANGED]);
    const [header, first, ...rest] = written([CHANGED]).ledger!;
    const moved = { ...written([]), ledger: [header!, ...rest, first!] };
    expect(found(moved)).toBe('all');
    expect(takenBack(moved)!.ledger!.map((row) => row[NET - 1])).toEqual(['Net', 5, 5, 5]);
    const [top, one, ...others] = gridsOf().ledger!;
    expect(found({ ...gridsOf(), ledger: [top!, ...others, one!] })).toBe('none');
  });

  it.each<[string, Block[], (now: Grid) => Grid]>([
    [
      'a cell of it was changed since',
      [CHANGED],
      (rows) => rows.map((row) => row.map((cell) => (cell === 7 ? 8 : cell))),
    ],
    ['its row is gone', [], (rows) => rows.filter((_, index) => index !== 2)],
  ])('is not known where %s', (_what, there, change) => {
    const now = written(there);
    expect(noted([CHANGED]).found({ ...now, ledger: change(now.ledger!) })).toBeNull();
  });

  it('is not known of a tab without IDs where what stands there is neither the one nor the other', () => {
    expect(noted([NOTED]).found(written([block('release', 3, NOTE, ['y'])]))).toBeNull();
    expect(noted([NOTED]).found({ ...gridsOf(), release: gridsOf().release!.slice(0, 2) })).toBe('none');
  });

  it('is nothing of what was not noted, and takes nothing back then', () => {
    const { found, takenBack, tabs } = noted([]);
    expect([found(gridsOf()), tabs]).toEqual([null, []]);
    expect(takenBack(gridsOf())).toEqual(gridsOf());
    const { world } = store();
    expect([backTabs(world), howMuchWritten(world, new Tables(gridsOf()))]).toEqual([[], null]);
  });

  it('is not taken back where Google does not let it; another fault is nobody’s answer', () => {
    const failing = (error: Error) => () => {
      throw error;
    };
    const { takenBack } = noted([CHANGED]);
    expect(takenBack(written([CHANGED]), failing(new WriteFailed('Nein.')))).toBeNull();
    expect(() => takenBack(written([CHANGED]), failing(new RangeError('x')))).toThrow('x');
  });

  it('says of formulas and dates what they were', () => {
    const rows = [{ ...LINES[0]!, note: '=1+1' }];
    const before = gridsOf({ ...TABS, ledger: rows });
    const width = before.ledger![0]!.length;
    const clear = block('ledger', 2, 1, new Array<Cell>(width).fill('x'));
    const [{ before: was } = { before: null }] = rowsBefore([clear], new Tables(before)).rows;
    expect(was).toEqual(expect.arrayContaining(["'=1+1", 46_296]));
  });
});

describe('many rows of a run that was cut off (A12)', () => {
  const COUNT = 120;
  const added = Array.from({ length: COUNT }, (_, at): Cell[] => [`Added ${at}`, '2026/27']);
  const MANY = block('release', 4, 1, ...added);
  const some = (count: number) => written([block('release', 4, 1, ...added.slice(0, count))]);

  it.each([
    [0, 'none'],
    [COUNT, 'all'],
    [COUNT - 1, null],
    [1, null],
  ] as const)('%d of them are there: %s, since one call writes all or none', (count, expected) =>
    expect(noted([MANY]).found(some(count))).toBe(expected),
  );

  it('are taken back, and those around them stay', () => {
    const { takenBack, tabs } = noted([MANY]);
    const blank = block('release', 4, 1, ...added.map(() => ['', '']));
    expect([takenBack(some(COUNT)), tabs]).toEqual([written([blank], some(COUNT)), ['release']]);
  });

  it('are not known where something else stands in their place', () =>
    expect(noted([MANY]).found(written([block('release', 9, 1, ['x', 'y'])], some(0)))).toBeNull());

  it.each<[string, Block[], number, number]>([
    ['a hundred that held the same', [block('release', 4, 1, ...added.slice(0, 100))], 0, 1],
    ['fewer', [block('release', 4, 1, ...added.slice(0, 99))], 99, 0],
    ['some that held something', [block('release', 3, 1, ...added)], 120, 0],
  ])('are noted together: %s', (_what, blocks, rows, runs) => {
    const before = rowsBefore(blocks, new Tables(gridsOf()));
    expect([before.rows.length, before.runs.length]).toEqual([rows, runs]);
  });

  it('are found one by one, two that are alike in two places', () => {
    const alike = block('release', 4, 1, ...added.map((): Cell[] => ['School 8', '2026/27']));
    const [run] = rowsBefore([alike], new Tables(gridsOf())).runs;
    const rows = written([alike]).release!;
    const places = placesOf(run!, [rows[0]!, ...rows.slice(2)]).map(({ place }) => place);
    expect(new Set(places)).toEqual(new Set(Array.from({ length: COUNT }, (_, at) => at + 3)));
  });

  it('are told from rows that held the same before, also where all were moved', () => {
    const [run] = rowsBefore([MANY], new Tables(gridsOf())).runs;
    const rows = some(COUNT).release!;
    const withOlder = [...rows.slice(0, 2), rows[3]!, ...rows.slice(3)];
    expect(placesOf(run!, withOlder)[0]).toEqual({ row: 4, place: 4 });
    const moved = [...withOlder.slice(0, 3), ['', ''], ...withOlder.slice(3)];
    expect(placesOf(run!, moved)[0]).toEqual({ row: 4, place: 5 });
  });

  it('are not noted row by row where they take more room than there is: nothing is taken back then', () => {
    const long = Array.from({ length: 401 }, (_, at) => block('release', 2 * at + 10, 1, [`School ${at}`]));
    expect(noted(long).found(written(long))).toBeNull();
    expect(noted(long.slice(0, 100)).found(written(long.slice(0, 100)))).toBe('all');
  });
});

describe('texts kept in pieces', () => {
  it.each([0, 1, 8_498, 8_499, 20_000])('are read again as they were: %d signs', (length) => {
    const { kept, world } = store();
    Object.assign(kept, inPieces(world, 'back', 'x'.repeat(length)));
    expect(fromPieces(world.store, 'back')).toBe('x'.repeat(length));
    expect(Object.values(kept).every((text) => text.length <= 8_500)).toBe(true);
    Object.assign(kept, noBackTexts(world));
    expect([Object.values(kept).every((text) => text === ''), fromPieces(world.store, 'back')]).toEqual([true, null]);
  });
  it('are of plain signs, whatever they say', () => {
    const { kept, world } = store();
    Object.assign(kept, inPieces(world, 'back', ['£ü😀\n']));
    expect([kept['back.0'], fromPieces(world.store, 'back')]).toEqual([
      '["\\u00a3\\u00fc\\ud83d\\ude00\\n"]',
      ['£ü😀\n'],
    ]);
  });
  it('are none where they would be too long, and what was longer before goes', () => {
    const { kept, world } = store();
    expect(Object.keys(inPieces(world, 'back', 'x'.repeat(39_998)))).toHaveLength(6);
    expect(inPieces(world, 'back', 'x'.repeat(39_999))).toEqual({});
    Object.assign(kept, inPieces(world, 'back', 'x'.repeat(20_000)));
    expect(inPieces(world, 'back', 'y')).toEqual({ back: '1', 'back.0': '"y"', 'back.1': '', 'back.2': '' });
    expect(noPieces(world, 'back')).toEqual({ back: '', 'back.0': '', 'back.1': '', 'back.2': '' });
  });
});
