import { type Row, Table, tableOf } from '../../../src/rules/basics/table';

interface Pupil extends Row {
  readonly name: string;
  readonly form: string | null;
}

const pupils = tableOf<Pupil>([
  { name: 'Ada', form: 'Oak' },
  { name: 'Ben', form: null },
  { name: 'Cy', form: 'Oak' },
]);

describe('a table of rows', () => {
  it('gives each row its place, and the row of a place', () => {
    expect(pupils.rows.map(({ row }) => row)).toEqual([0, 1, 2]);
    expect([pupils.count, pupils.at(1).name]).toEqual([3, 'Ben']);
  });

  it.each([-1, 3, 0.5])('has no row %d, and says among how many', (row) =>
    expect(() => pupils.at(row)).toThrow(`There is no row ${row} among 3.`),
  );

  it('finds rows by what a column holds, blanks too, in their order', () => {
    expect(pupils.where('form', 'Oak').map(({ name }) => name)).toEqual(['Ada', 'Cy']);
    expect(pupils.where('form', null).map(({ name }) => name)).toEqual(['Ben']);
    expect(pupils.where('form', 'Ash')).toEqual([]);
    expect([pupils.find('form', 'Oak')?.name, pupils.find('form', 'Ash')]).toEqual(['Ada', undefined]);
  });

  it('never changes when rows are added or replaced: that is another table', () => {
    expect(pupils.where('form', 'Oak')).toHaveLength(2);
    const more = pupils.plus([{ name: 'Di', form: 'Oak' }]);
    expect([more.count, more.at(3)]).toEqual([4, { row: 3, name: 'Di', form: 'Oak' }]);
    expect(more.where('form', 'Oak')).toHaveLength(3);
    const moved = pupils.replacing({ ...pupils.at(0), form: 'Ash' });
    expect(moved.rows.map(({ form }) => form)).toEqual(['Ash', null, 'Oak']);
    expect(moved.find('form', 'Ash')?.name).toBe('Ada');
    expect([pupils.count, pupils.at(0).form]).toEqual([3, 'Oak']);
  });

  it('makes each row once, when it is first needed', () => {
    const asked: number[] = [];
    const table = new Table<Row>(3, (row) => {
      asked.push(row);
      return { row };
    });
    expect([table.count, asked]).toEqual([3, []]);
    const last = table.at(2);
    expect(table.rows[2]).toBe(last);
    expect([table.rows.length, table.at(0), asked]).toEqual([3, table.rows[0], [2, 0, 1]]);
  });

  it('gives a column row by row', () => {
    expect(Array.from(pupils.column('form'))).toEqual(['Oak', null, 'Oak']);
    expect(Array.from(pupils.plus([{ name: 'Di', form: 'Ash' }]).column('name'))).toEqual(['Ada', 'Ben', 'Cy', 'Di']);
  });

  it('may be empty', () => {
    const none = tableOf<Pupil>([]);
    expect([none.count, none.rows, none.find('name', 'Ada')]).toEqual([0, [], undefined]);
    expect(() => none.at(0)).toThrow('There is no row 0 among 0.');
  });
});
