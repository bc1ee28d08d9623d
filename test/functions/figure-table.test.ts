import { figureTable } from '../../src/functions/figure-table';
import { sum } from '../../src/rules/basics/lists';
import { NOT_SET } from '../../src/rules/basics/parameters';
import { defineFigures, type FigureTable, name } from '../../src/rules/figures/define-figure';
import { questionOn } from '../../src/rules/figures/explain';
import { AS_AT, parameters } from '../support/builders';
import { cellDate, day } from '../support/rules-tables';

interface Box {
  readonly called: string;
  readonly worth: number;
  readonly bought?: number;
}

const BOXES: FigureTable<Box> = {
  columns: defineFigures<Box>()({
    Box: name(
      ({ called }) => called,
      'Worth',
      () => 'All boxes',
    ),
    Worth: {
      format: 'money',
      value: ({ worth }) => worth,
      total: (rows) => sum(rows, ({ worth }) => worth),
      why: () => [],
    },
    Full: { format: 'share', value: ({ worth }) => worth / 200, why: () => [] },
    Bought: { format: 'day', value: ({ bought }) => bought ?? null, why: () => [] },
  }),
  rows: () => [],
  about: ({ called }) => called,
};
const TOTALLED: FigureTable<Box> = { ...BOXES, aboutTotal: () => 'All boxes' };
const HEADER = ['Box', 'Worth', 'Full', 'Bought'];
const RED = { called: 'Red', worth: 150, bought: day('2026-10-01') };
const BLUE = { called: 'Blue', worth: -50 };
const question = questionOn(null as never, parameters(), day(AS_AT));

describe('a table of figures as the sheet shows it', () => {
  it('has money in pounds, shares as parts of one, days as dates, and blanks where there is nothing', () =>
    expect(figureTable(BOXES, question, [RED, BLUE])).toEqual([
      HEADER,
      ['Red', 1.5, 0.75, cellDate('2026-10-01')],
      ['Blue', -0.5, -0.25, ''],
    ]));
  it('says "not set" of what rests on a figure that is not, in the total too', () => {
    const unknown = { called: 'Blue', worth: NOT_SET, bought: NOT_SET };
    expect(figureTable(TOTALLED, question, [RED, unknown]).slice(2)).toEqual([
      ['Blue', 'not set', 'not set', 'not set'],
      ['All boxes', 'not set', '', ''],
    ]);
  });
  it('adds up below where the table does, and what is said of the sum stands there', () => {
    expect(figureTable(TOTALLED, question, [RED, BLUE]).at(-1)).toEqual(['All boxes', 1, '', '']);
    const said = { inTotal: { Bought: 'never' } };
    expect(figureTable(TOTALLED, question, [RED, BLUE], said).at(-1)).toEqual(['All boxes', 1, '', 'never']);
  });
  it('adds what is said in rows to their own cells, but not to the total', () => {
    const inRows = { Box: (own: unknown) => `${own} box` };
    expect(figureTable(TOTALLED, question, [RED], { inRows }).map(([first]) => first)).toEqual([
      'Box',
      'Red box',
      'All boxes',
    ]);
  });
  it('says below what there is to say, as wide as the table', () =>
    expect(figureTable(TOTALLED, question, [RED], { below: '1 row left out' }).at(-1)).toEqual([
      '1 row left out',
      '',
      '',
      '',
    ]));
});

describe('a table of figures without rows', () => {
  it('says so instead of adding up, where there are words for it', () =>
    expect(figureTable(TOTALLED, question, [], { nothing: 'No boxes.', below: '1 row left out' })).toEqual([
      HEADER,
      ['No boxes.', '', '', ''],
      ['1 row left out', '', '', ''],
    ]));
  it('says that of no table that has one', () =>
    expect(figureTable(BOXES, question, [BLUE], { nothing: 'No boxes.' })).toEqual(
      figureTable(BOXES, question, [BLUE]),
    ));
  it('adds nothing up where there are none', () =>
    expect(figureTable(TOTALLED, question, [])).toEqual([HEADER, ['All boxes', 0, '', '']]));
  it('is its header alone where it adds nothing up', () => expect(figureTable(BOXES, question, [])).toEqual([HEADER]));
});
