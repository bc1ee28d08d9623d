import type { CellProblem } from '../../src/actions/answers';
import { problemsTold } from '../../src/actions/problems-told';

const problem = (row: number, more: Partial<CellProblem> = {}): CellProblem => ({
  sheet: 'Ledger',
  row,
  a1: `A${row}`,
  header: 'Net',
  message: `Ledger!A${row}: lots`,
  cause: 'Net should hold a sum',
  severity: 'stop',
  repair: null,
  ...more,
});
const many = (count: number, more: (row: number) => Partial<CellProblem> = () => ({})) =>
  Array.from({ length: count }, (_, row) => problem(row + 2, more(row + 2)));

describe('what Check workbook lists of many problems', () => {
  it('is all of them where they are few, as they were found', () => {
    const few = [...many(3), problem(9, { cause: 'Date', severity: 'warn' }), ...many(2)];
    expect(problemsTold(few)).toEqual({ problems: few, leftOut: [] });
  });

  it('is the first cells of each mistake, and the last of them says how many more there are', () => {
    const { problems, leftOut } = problemsTold(many(10_000));
    expect(problems.map(({ row }) => row)).toEqual(Array.from({ length: 25 }, (_, row) => row + 2));
    expect(problems.map(({ alike }) => alike)).toEqual([...new Array<undefined>(24), 9_975]);
    expect(leftOut).toEqual([]);
  });

  it('counts mistakes of a tab that are not listed, those last that are less serious', () => {
    const warned = many(60, (row) => ({ cause: `Warned ${row}`, severity: 'warn' }));
    const stopped = many(20, (row) => ({ cause: `Stopped ${row}` }));
    const elsewhere = [problem(2, { sheet: 'Meetings' })];
    const { problems, leftOut } = problemsTold([...warned, ...stopped, ...elsewhere]);
    expect(problems).toHaveLength(41);
    expect(problems.filter(({ severity }) => severity === 'stop')).toHaveLength(21);
    expect(leftOut).toEqual([{ sheet: 'Ledger', more: 40 }]);
  });

  it('offers so many repairs as are made at once; those left over are counted', () => {
    const repair = { shown: 'lots', becomes: 'blank' };
    const { problems } = problemsTold([
      ...many(1_000, () => ({ repair })),
      ...many(40, () => ({ cause: 'Other', repair })),
    ]);
    expect(problems.filter((one) => one.repair !== null)).toHaveLength(300);
    expect(problems.find(({ alike }) => alike !== undefined)!.alike).toBe(700);
    expect(problems.filter(({ cause }) => cause === 'Other')).toHaveLength(25);
  });
});
