import { sum } from '../../../src/rules/basics/lists';
import { NOT_SET } from '../../../src/rules/basics/parameters';
import { answer } from '../../../src/rules/figures/answer';
import { defineFigures, type FigureTable, name } from '../../../src/rules/figures/define-figure';
import { questionOn } from '../../../src/rules/figures/explain';
import type { Reason } from '../../../src/rules/figures/explanation';
import { AS_AT, parameters, read, set } from '../../support/builders';
import { day } from '../../support/rules-tables';
import { askAutumn, POT } from '../../support/why-cases';

interface Box {
  readonly called: string;
  readonly books: number;
  readonly reasons?: readonly Reason[];
}

const BOXES: readonly Box[] = [
  { called: 'Red', books: 3 },
  { called: 'Blue', books: 5 },
];
const because = (box: Box): readonly Reason[] =>
  box.reasons ?? [{ rule: 'M2', inputs: [`${box.called} holds ${box.books}`], change: '1 more book.' }];

/** A table of boxes with books in them. */
const boxes = (rows: readonly Box[] = BOXES): FigureTable<Box> => ({
  columns: defineFigures<Box>()({
    Box: name(({ called }) => called, 'Books'),
    Books: {
      format: 'count',
      value: ({ books }) => books,
      total: (all) => sum(all, ({ books }) => books),
      why: (_, box) => because(box),
      whyTotal: (_, all) => [{ rule: 'F10', inputs: all.map(({ called }) => called), change: 'Another box.' }],
    },
    Wood: { format: 'words', value: () => 'oak', why: (_, box) => because(box) },
    Inside: { format: 'words', value: () => null, answer: () => 'nobody knows', why: (_, box) => because(box) },
    Hidden: { format: 'count', value: () => 1, isKnown: () => false, why: (_, box) => because(box) },
  }),
  rows: () => rows,
  about: ({ called }) => `Box ${called}`,
  aboutTotal: () => 'All boxes',
});

const question = questionOn({ ...read(), release: null, reviews: null }, parameters(), day(AS_AT));
const called = (...wanted: string[]) => ({
  of: (rows: readonly Box[]) => rows.filter((box) => wanted.includes(box.called)),
});
const all = { of: (rows: readonly Box[]) => rows };

describe('an answer about one row', () => {
  it('says what it is about, what it is, and why', () => {
    expect(answer(question, boxes(), 'Books', called('Blue'))).toEqual({
      about: 'Box Blue: Books',
      answer: '5',
      reasons: [{ rule: 'M2', inputs: ['Blue holds 5'], change: '1 more book.' }],
    });
  });
  it('is in words of its own where the figure has some', () =>
    expect(answer(question, boxes(), 'Inside', called('Red'))?.answer).toBe('nobody knows'));
  it('by a column that names the row is about the figure that matters most there', () =>
    expect(answer(question, boxes(), 'Box', called('Red'))).toEqual(answer(question, boxes(), 'Books', called('Red'))));
  it('is none where there is no such column or row, or the tabs that it needs are not given', () => {
    expect(answer(question, boxes(), 'books', called('Red'))).toBeNull();
    expect(answer(question, boxes(), 'Books', called('Green'))).toBeNull();
    expect(answer(question, boxes(), 'Hidden', called('Red'))).toBeNull();
  });
  it('where there is no such row is what is said of nobody, if that is given', () => {
    const nobody = () => ({ who: 'Green', answer: 'none', reasons: because({ called: 'Green', books: 0 }) });
    expect(answer(question, boxes(), 'Books', { ...called('Green'), nobody })).toEqual({
      about: 'Green: Books',
      answer: 'none',
      reasons: [{ rule: 'M2', inputs: ['Green holds 0'], change: '1 more book.' }],
    });
  });
});

describe('an answer about several rows', () => {
  it('says their numbers one by one, and the same words once', () => {
    expect(answer(question, boxes(), 'Books', all)?.answer).toBe('3; 5');
    const alike = boxes([BOXES[0]!, { ...BOXES[0]!, called: 'Blue' }]);
    expect(answer(question, alike, 'Books', all)?.answer).toBe('3; 3');
    expect(answer(question, alike, 'Wood', all)?.answer).toBe('oak');
  });
  it('adds them up where the table says so', () =>
    expect(answer(question, { ...boxes(), addsUp: true }, 'Books', all)?.answer).toBe('8'));
  it('in the row that adds them up has reasons of its own, and is none where it has not', () => {
    expect(answer(question, boxes(), 'Books', { ...all, inAll: true })).toEqual({
      about: 'All boxes: Books',
      answer: '8',
      reasons: [{ rule: 'F10', inputs: ['Red', 'Blue'], change: 'Another box.' }],
    });
    expect(answer(question, boxes(), 'Wood', { ...all, inAll: true })).toBeNull();
  });
  it('gives each rule once, with everything that went in by it and nothing twice', () => {
    const reasons: readonly Reason[] = [
      { rule: 'M2', inputs: ['a', 'b'], change: 'First.' },
      { rule: 'F5', inputs: ['c'], change: 'Second.' },
      { rule: 'M2', inputs: ['b', 'd'], change: 'Third.' },
      { rule: 'M2', inputs: [], change: '' },
    ];
    expect(answer(question, boxes([{ called: 'Red', books: 1, reasons }]), 'Books', all)?.reasons).toEqual([
      { rule: 'M2', inputs: ['a', 'b', 'd'], change: 'First.\nThird.' },
      { rule: 'F5', inputs: ['c'], change: 'Second.' },
    ]);
  });
});

describe('an answer with more in it than a cell can hold', () => {
  const given = (inputs: string[]) => {
    const reasons: Reason[] = [{ rule: 'M2', inputs, change: 'x'.repeat(20_000) }];
    return answer(question, boxes([{ called: 'Red', books: 1, reasons }]), 'Books', all)!.reasons[0]!;
  };
  it('says how many lines more there are', () => {
    const lines = Array.from({ length: 82 }, (_, index) => `line ${index}`);
    expect(given(lines).inputs).toEqual([...lines.slice(0, 80), 'and 2 more']);
    expect(given(lines.slice(0, 80)).inputs).toEqual(lines.slice(0, 80));
  });
  it('cuts long lines and long changes', () => {
    expect(given(['y'.repeat(600)]).inputs[0]).toHaveLength(500);
    expect(given([]).change).toHaveLength(10_000);
  });
});

describe('a figure that rests on a parameter that is not set', () => {
  it('says "not set" and names the parameter, where one is not set', () => {
    const { answer, reasons } = askAutumn(POT, 'Entitled', {}, parameters(set('match.ratio', null)));
    expect(answer).toBe('not set');
    expect(reasons[0]).toMatchObject({
      rule: 'F5',
      inputs: expect.arrayContaining(['match.ratio is not set']),
      change: 'Enter match.ratio in Settings.',
    });
  });
  it('says what to enter where its reasons need one that is not set, and keeps an answer that does not', () => {
    const missing = questionOn(question.books, parameters(set('cpd.cap', null)), day(AS_AT));
    const needing: FigureTable<Box> = {
      ...boxes(),
      columns: {
        Books: {
          format: 'count',
          value: ({ books }) => books,
          why: ({ parameters: read, asAt }) => [
            { rule: 'S1', inputs: [String(read.on('cpd.cap', asAt))], change: '.' },
          ],
        },
      },
    };
    expect(answer(missing, needing, 'Books', called('Red'))).toEqual({
      about: 'Box Red: Books',
      answer: '3',
      reasons: [{ rule: 'S1', inputs: ['cpd.cap is not set'], change: 'Enter cpd.cap in Settings.' }],
    });
  });
  it('keeps its reasons where no parameter can be named for it', () => {
    const found = answer(question, boxes([{ called: 'Red', books: NOT_SET }]), 'Books', all);
    expect(found).toMatchObject({ answer: 'not set', reasons: [{ rule: 'M2', change: '1 more book.' }] });
  });
});
