import { askRequest } from '../../src/actions/ask';
import { answerQuestion } from '../../src/actions/my-requests';
import { undo } from '../../src/actions/undo';
import { ADVISOR, ASKED, asSent, cardOf, DIRECTOR, done, flag, LEAD, make, open } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { token } from '../support/tracker';

/** A request that the Advisor changed through its form, or whose question they answered: they may not decide on it. */
const MADE: [string, (book: FakeWorkbook) => void][] = [
  [
    'changed it',
    (book) => done(askRequest(book.as(ADVISOR), asSent({ request: 'R-1', amount: '290', confirmed: true }))),
  ],
  [
    'answered for it',
    (book) => {
      make(book, ADVISOR, 'More information', { reason: 'Which room?' });
      done(answerQuestion(book.as(ADVISOR), { token: token(), request: 'R-1', answer: 'The hall' }));
    },
  ],
];

/** Ways to hide it: the address goes out of "Asked by", and then what the log says of it. */
const HIDDEN: [string, (book: FakeWorkbook) => void][] = [
  ['nothing more is done', () => {}],
  [
    'its lines are deleted from the log',
    (book) => book.change('log', (rows) => rows.filter((cells) => !cells.includes(ADVISOR))),
  ],
  ['the log is emptied', (book) => book.change('log', () => [])],
  [
    'a line in the log says that it was undone',
    (book) => {
      const no = book.count('log') + 1;
      const line = { time: '2026-11-24T11:00:00Z', who: ADVISOR, role: 'Advisor', action: 'Undo', reference: 'R-1' };
      book.add('log', { ...line, no, what: `Change a request R-1 [undone 1 ${no - 1}]`, previousHash: 'x', hash: 'y' });
    },
  ],
];

describe.each(MADE)('whoever %s stays an author of a request (A1, A3)', (_, makeAuthor) => {
  it.each(HIDDEN)('and may not decide on it, where %s', (__, hide) => {
    const book = open([ASKED]).begin();
    makeAuthor(book);
    book.type('requests', 2, 'askedBy', LEAD);
    hide(book);
    expect(cardOf(book, ADVISOR)).toMatchObject({ conflict: { rule: 'A3' }, moves: [] });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false });
    expect(flag(book)).toBe('waiting for Director');
    expect(make(book, DIRECTOR, 'Approve')).toMatchObject({ ok: true });
  });
});

it('whoever undoes a change of a request is no author of it any more (A3, A12)', () => {
  const book = open([ASKED]).begin();
  const { undo: no } = done(askRequest(book.as(ADVISOR), asSent({ request: 'R-1', amount: '290', confirmed: true })));
  expect(cardOf(book, ADVISOR).conflict).not.toBeNull();
  book.now = '2026-11-24T10:01:00Z';
  done(undo(book.as(ADVISOR), { token: token(), no }));
  expect(cardOf(book, ADVISOR)).toMatchObject({ conflict: null, moves: expect.arrayContaining(['Approve']) });
});
