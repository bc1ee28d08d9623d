import { cutColumns, cutRows, cutTable } from '../../src/functions/cut-rows';

const CUT = { most: 2, where: 'look there' };
const ROWS = [
  ['Oak', 1],
  ['Ash', 2],
  ['Elm', 3],
  ['All', 6],
];

describe('cutRows', () => {
  it('shows the first, says how many more there are and where, and keeps what adds all of them up', () =>
    expect(cutRows(ROWS, CUT, true)).toEqual([
      ['Oak', 1],
      ['Ash', 2],
      ['and 1 more: look there', ''],
      ['All', 6],
    ]));

  it('counts those beyond as well that were not worked out, since the table is cut before them', () => {
    const trees = ROWS.slice(0, 2);
    expect(cutRows(trees, CUT, false, 4)).toEqual([...trees, ['and 4 more: look there', '']]);
    expect(cutRows(ROWS, CUT, true, 4)[2]).toEqual(['and 5 more: look there', '']);
    expect(cutRows(trees, CUT, false, 0)).toEqual(trees);
  });

  it('leaves a table as it is that is short enough, or is not to be cut', () => {
    expect(cutRows(ROWS, { ...CUT, most: 3 }, true)).toEqual(ROWS);
    expect(cutRows(ROWS, undefined, true)).toEqual(ROWS);
    expect(cutRows([], CUT, false)).toEqual([]);
  });
});

describe('cutTable', () => {
  const headed = [['Tree', 'Count'], ...ROWS];

  it('keeps headers, and what is said below', () =>
    expect(cutTable([...headed, ['assumes rain', '']], CUT, true)).toEqual([
      ['Tree', 'Count'],
      ['Oak', 1],
      ['Ash', 2],
      ['and 1 more: look there', ''],
      ['All', 6],
      ['assumes rain', ''],
    ]));
});

describe('cutColumns', () => {
  it('keeps the first and the last ones, and says between them how many more there are', () =>
    expect(
      cutColumns(
        [
          ['School', '1 Oct', '2 Oct', '3 Oct'],
          ['Ash School', 'Present', 'Absent', 'Present'],
        ],
        CUT,
      ),
    ).toEqual([
      ['School', 'and 1 more: look there', '2 Oct', '3 Oct'],
      ['Ash School', '', 'Absent', 'Present'],
    ]));

  it('leaves a table as it is that is narrow enough', () =>
    expect(cutColumns([['School', '1 Oct', '2 Oct']], CUT)).toEqual([['School', '1 Oct', '2 Oct']]));
});
