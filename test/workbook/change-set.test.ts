import { serialOf } from '../../src/workbook/cell';
import { ChangeSet, MissingColumn } from '../../src/workbook/change-set';
import { Tables } from '../../src/workbook/tables';
import { CLUSTERS, day, grid, grids, MEMBERSHIP, type Row, SCHOOLS, tables } from '../support/rules-tables';

const RELEASE: Row[] = [
  { school: 'School 1', year: '2026/27' },
  { school: 'School 2', year: '2026/27', declaredBy: 'Hana Head' },
];
const ROSTER = { clusters: CLUSTERS, schools: SCHOOLS, membership: MEMBERSHIP, release: RELEASE };
const changes = (more: { release?: Row[] } = {}) => new ChangeSet(tables({ ...ROSTER, ...more }));

/** The tab of Release with a header row of one's own. */
const headed = (...header: string[]) => new ChangeSet(new Tables({ ...grids(ROSTER), release: [header] }));

describe('rows that are added', () => {
  it('hold each value under its own header, wherever that stands, and end with the last of them', () => {
    const set = headed('Year', 'Our own', 'School', 'Note', 'Declared by', 'Declared on');
    set.append('release', { school: 1, year: 2026, declaredBy: null, note: 'Told by phone' });
    expect(set.blocks()).toEqual([
      { sheet: 'release', row: 2, column: 1, values: [['2026/27', '', 'School 2', 'Told by phone']] },
    ]);
  });

  it('go below the last row in use, in one block as wide as the widest', () => {
    const set = changes({ release: [...RELEASE, {}, { school: 'School 3', year: '2026/27' }] });
    set.append('release', { school: 3, year: 2026 });
    set.append('release', { school: 4, year: 2026, declaredOn: day('2026-09-07') });
    expect(set.blocks()).toEqual([
      {
        sheet: 'release',
        row: 6,
        column: 1,
        values: [
          ['School 4', '2026/27', '', ''],
          ['School 5', '2026/27', '', serialOf(day('2026-09-07'))],
        ],
      },
    ]);
  });

  it('name what is added in the same go by its ID', () => {
    const set = changes();
    set.appendFor('attendance', { meeting: 'M-NEW' }, { school: 0, mark: 'Present' });
    expect(set.blocks()).toMatchObject([{ values: [['M-NEW', 'School 1', 'Present']] }]);
  });

  it('need no column that they leave blank, and say which is missing that they need', () => {
    const set = headed('School', 'Year');
    expect(() => set.append('release', { school: 0, year: 2026, note: null })).not.toThrow();
    expect(() => set.append('release', { school: 0, year: 2026, note: 'x' })).toThrow(MissingColumn);
    expect(() => set.append('release', { school: 0, year: 2026, note: 'x' })).toThrow(
      'Release has no column headed "Note". Run Clusters ▸ Set up workbook to put it back; nothing was written.',
    );
  });

  it('keep text from being taken for a formula', () => {
    const set = changes();
    set.append('release', { school: 0, year: 2026, note: '=1+1' });
    expect(set.blocks()[0]!.values[0]![4]).toBe("'=1+1");
  });
});

describe('cells that are changed', () => {
  it('are written together where they stand side by side, apart where they do not', () => {
    const set = changes();
    set.update('release', 3, { note: 'x', declaredBy: null, year: 2027, school: undefined });
    expect(set.blocks()).toEqual([
      { sheet: 'release', row: 3, column: 2, values: [['2027/28', '']] },
      { sheet: 'release', row: 3, column: 5, values: [['x']] },
    ]);
  });

  it('of neighbouring rows are one block where they are the same columns, whatever their order', () => {
    const set = changes();
    for (const row of [4, 2, 3, 6]) set.update('release', row, { note: `row ${row}` });
    set.update('release', 5, { declaredBy: 'Hana Head' });
    expect(set.blocks()).toEqual([
      { sheet: 'release', row: 5, column: 3, values: [['Hana Head']] },
      { sheet: 'release', row: 2, column: 5, values: [['row 2'], ['row 3'], ['row 4']] },
      { sheet: 'release', row: 6, column: 5, values: [['row 6']] },
    ]);
  });

  it('come before rows that are added, and are asked for twice without growing', () => {
    const set = changes();
    set.append('release', { school: 2, year: 2026 });
    set.update('release', 2, { note: 'a' });
    set.update('release', 3, { note: 'b' });
    const first = set.blocks();
    expect(first.map(({ row }) => row)).toEqual([2, 4]);
    expect(set.blocks()).toEqual(first);
  });

  it('say which column is missing', () => {
    const set = headed('School', 'Year');
    expect(() => set.update('release', 2, { note: null })).toThrow(MissingColumn);
    expect(() => set.updateId('release', 2, 'note', 'R-NEW')).toThrow(MissingColumn);
    expect(() => set.updateCell('release', 2, 'note', 'x')).toThrow(MissingColumn);
    expect(set.blocks()).toEqual([]);
  });

  it('may point to a row by its ID, be one cell as it is, or a whole row', () => {
    const set = changes();
    set.updateId('membership', 2, 'request', 'R-NEW');
    set.updateCell('clusters', 3, 'aliases', 'South; Southern');
    set.clearRow('release', 3);
    expect(set.blocks()).toEqual([
      { sheet: 'clusters', row: 3, column: 3, values: [['South; Southern']] },
      { sheet: 'membership', row: 2, column: 6, values: [['R-NEW']] },
      { sheet: 'release', row: 3, column: 1, values: [grid('release', [])[0]!.map(() => '')] },
    ]);
  });
});

describe('what a tab would not give back as it was meant', () => {
  const unreadOf = (set: ChangeSet) => set.unread.map(({ key, header, text, why }) => [key, header, text, why.advice]);

  it('is noted: a blank where something has to stand', () => {
    const set = changes();
    set.update('clusters', 2, { name: '', aliases: [] });
    expect(unreadOf(set)).toEqual([['name', 'Name', '', 'Any text.']]);
  });

  it('is nothing where all of it is read as it was meant', () => {
    const set = changes();
    set.append('release', { school: 1, year: 2026, declaredBy: 'Hana Head', declaredOn: day('2026-09-07'), note: 'x' });
    set.update('release', 2, { note: null });
    expect(set.unread).toEqual([]);
  });
});

describe('nothing', () => {
  it('is written where nothing was asked for', () => expect(changes().blocks()).toEqual([]));
});
