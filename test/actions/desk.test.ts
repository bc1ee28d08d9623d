import { askRequest } from '../../src/actions/ask';
import { deskOf, isForDeciders, shownMark } from '../../src/actions/desk';
import { ADVISOR, ASKED, asSent, contextOf, DIRECTOR, LEAD, make, open, PSQM } from '../support/action-cases';
import type { Row } from '../support/rules-tables';

const deskIn = (book = open(), email = ADVISOR) => deskOf(contextOf(book, email));
const isOpen = (book: ReturnType<typeof open>) => {
  const { books, figures } = deskIn(book);
  return isForDeciders(books.requests.at(0), figures.states.stateOf(0));
};

describe('whether a request is open for its deciders', () => {
  it.each<[string, boolean, Row]>([
    ['waits', true, ASKED],
    ['waits for a hub', true, { ...PSQM, payee: null }],
    ['waits for schools, whom nobody decides for', false, { ...ASKED, matter: 'Project' }],
    ['is withdrawn', false, { ...ASKED, withdrawnOn: '2026-11-03' }],
    ['names no pot', false, { ...ASKED, pot: null }],
    ['is a report', false, { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null }],
  ])('one that %s: %p', (_, expected, request) => expect(isOpen(open([request]))).toBe(expected));

  it('one that was asked back, and not one that is settled', () => {
    const book = open();
    make(book, ADVISOR, 'More information');
    expect(isOpen(book)).toBe(true);
    make(book, ADVISOR, 'Decline');
    expect(isOpen(book)).toBe(false);
  });

  it('one that nobody can decide, so that somebody knows of it (A1)', () => {
    const book = open();
    make(book, ADVISOR, 'Approve');
    book.type('decisions', 2, 'amount', 'lots');
    expect(isOpen(book)).toBe(true);
  });
});

describe('what stands for a request as it was shown', () => {
  const markOf = (book: ReturnType<typeof open>, email = ADVISOR) => {
    const desk = deskIn(book, email);
    return shownMark(desk, desk.books.requests.at(0));
  };

  it('is the same while nothing changes, and another one for somebody else', () => {
    const book = open();
    expect(markOf(book)).toBe(markOf(book));
    expect(markOf(book)).toMatch(/^[0-9a-f]{16}\.0$/);
    expect(markOf(book, DIRECTOR)).not.toBe(markOf(book));
  });

  it.each([
    ['amount', 351],
    ['purpose', 'Planning days'],
    ['note', 'Two rooms'],
    ['school', 'School 2'],
  ])('changes with its %s', (column, cell) => {
    const book = open();
    const before = markOf(book);
    book.type('requests', 2, column, cell);
    expect(markOf(book).split('.')[0]).not.toBe(before.split('.')[0]);
  });

  it('counts decisions apart from what it reads like (A11)', () => {
    const book = open();
    const [words] = markOf(book).split('.');
    make(book, ADVISOR, 'Approve');
    make(book, ADVISOR, 'Revoke');
    expect(markOf(book)).toBe(`${words}.2`);
  });
});

describe('the books on the desk', () => {
  it('have everybody as an author who is one by the log (A3)', () => {
    const book = open();
    askRequest(book.as(DIRECTOR), asSent({ request: 'R-1', amount: '340', confirmed: true }));
    book.type('requests', 2, 'askedBy', LEAD);
    expect(deskIn(book).books.requests.at(0).askedBy).toEqual([LEAD, DIRECTOR]);
  });
});
