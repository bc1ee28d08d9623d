import { closeLog } from '../../src/actions/close-log';
import { repairCells } from '../../src/actions/repair-cells';
import { judgeLog, straysOf, verifyLog } from '../../src/actions/verify-log';
import { readHead } from '../../src/actions/write-log';
import { ADVISOR, ASKED, DIRECTOR, done, flag, LEAD, make, open, problems, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

/** A log of three lines, of which one was changed. */
function lost(): FakeWorkbook {
  const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
  make(book, ADVISOR, 'Approve', { reason: '' });
  book.type('log', 3, 'what', 'something else');
  return book;
}
const verified = (book: FakeWorkbook, email = DIRECTOR) => done(verifyLog(book.as(email)));
const close = (book: FakeWorkbook, email = DIRECTOR, more: object = {}) =>
  closeLog(book.as(email), { token: token(), shown: verified(book).message, ...more });
const grid = (book: FakeWorkbook) => book.tables().grid('log');

describe('a log that does not hold (A12)', () => {
  it('is closed by the Director, and one begins below it that says what was closed', () => {
    const book = lost();
    const before = grid(book).map((row) => [...row]);
    const { message, mayClose } = verified(book);
    expect([message, mayClose]).toEqual([expect.stringMatching(/^Tampered: Log row 3/), true]);
    done(close(book));
    expect(grid(book).slice(0, 4)).toEqual(before);
    expect(book.lastLine()).toMatchObject({
      action: 'Begin a new log',
      who: DIRECTOR,
      what: expect.stringMatching(
        /^Closed a log of 3 lines, the last of them 3 [0-9a-f]{64}\. It was found: Tampered: Log row 3.*\[closed 3 \w{16}\]$/,
      ),
    });
    expect(verified(book)).toEqual({
      ok: true,
      good: true,
      lines: 1,
      mayClose: false,
      newest: readHead(book.as(DIRECTOR)),
      message:
        'Good: its one line is as it was written. The log before it did not hold, and director@example.org closed ' +
        'it on 24 Nov 2026. Its 3 lines prove nothing.',
    });
    expect(readHead(book.as(DIRECTOR))!.no).toBe(1);
  });

  it('goes on as any other: later lines, a second closing, and what was tampered with since is said', () => {
    const book = lost();
    done(close(book));
    make(book, ADVISOR, 'Revoke');
    expect(verified(book)).toMatchObject({ good: true, lines: 2 });
    book.type('log', 6, 'what', 'x');
    expect(verified(book)).toMatchObject({
      good: false,
      message: expect.stringMatching(/^Tampered: Log row 6: line 2/),
    });
    done(close(book));
    expect(verified(book)).toMatchObject({
      good: true,
      lines: 1,
      message: expect.stringContaining('Its 5 lines prove'),
    });
  });

  it.each<[string, (book: FakeWorkbook) => void]>([
    ['changed', (book) => book.type('log', 2, 'what', 'x')],
    ['taken away', (book) => book.clear('log', 2)],
    ['taken away altogether', (book) => book.change('log', (rows) => rows.slice(3))],
  ])('says when lines of what was closed are %s', (_, tamper) => {
    const book = lost();
    done(close(book));
    tamper(book);
    expect(verified(book)).toMatchObject({
      good: false,
      message: 'Tampered: lines of the log that was closed were changed, added or removed since.',
      mayClose: true,
    });
  });

  it.each<[string, (book: FakeWorkbook) => unknown, RegExp]>([
    ['by the Advisor', (book) => close(book, ADVISOR), /^Only the Director/],
    ['by a lead', (book) => close(book, LEAD), /not in the People tab|Only the Director/],
    ['by a stranger', (book) => close(book, STRANGER), /not in the People tab/],
    [
      'when it reads otherwise by now',
      (book) => close(book, DIRECTOR, { shown: 'Tampered' }),
      /reads otherwise by now/,
    ],
  ])('is not closed %s', (_, act, message) => {
    const book = lost();
    const lines = book.count('log');
    expect(act(book)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    expect([book.count('log'), verified(book).good]).toEqual([lines, false]);
  });

  it('is closed by the owner while there is no Director, and by no owner after that', () => {
    const people = PEOPLE.filter(({ role }) => role !== 'Director');
    for (const [rows, may] of [
      [people, true],
      [PEOPLE, false],
    ] as const) {
      const book = open([ASKED], { people: rows as typeof PEOPLE });
      book.type('log', 2, 'what', 'x');
      const world = { ...book.as('owner@example.org'), isOwner: () => true };
      const { message: shown, mayClose } = done(verifyLog(world));
      expect([mayClose, closeLog(world, { token: token(), shown }).ok]).toEqual([may, may]);
    }
  });

  it('is closed once, and a good one never', () => {
    const book = lost();
    const sent = { token: token(), shown: verified(book).message };
    for (let time = 0; time < 2; time++) done(closeLog(book.as(DIRECTOR), sent));
    expect(book.count('log')).toBe(4);
    expect(close(book)).toMatchObject({ ok: false, message: expect.stringMatching(/^The log is good as it is/) });
  });

  it('is not taken for tampered with by a number and hash that were mailed before it was closed', () => {
    const book = open([ASKED]);
    const mailed = readHead(book.as(DIRECTOR))!;
    make(book, ADVISOR, 'Approve', { reason: '' });
    book.type('log', 3, 'what', 'x');
    done(close(book));
    expect(judgeLog(grid(book), mailed)).toMatchObject({
      good: false,
      message: expect.stringMatching(/^The log before it did not hold.*This line is of that log/),
    });
    expect(judgeLog(grid(book), readHead(book.as(DIRECTOR))!)).toMatchObject({ good: true });
  });

  it('leaves no stray lines behind, and finds those that come after it', () => {
    const book = lost();
    done(close(book));
    expect(straysOf(grid(book), readHead(book.as(DIRECTOR)))).toEqual([]);
    book.add('log', { no: 2, time: '2026-11-25T10:00:00Z', who: ADVISOR, action: 'Approve', hash: 'x' });
    expect(straysOf(grid(book), readHead(book.as(DIRECTOR))).map(({ rowNumber }) => rowNumber)).toEqual([6]);
  });

  it('bears out no decision that is taken over, for its lines prove nothing', () => {
    const book = lost();
    expect(flag(book)).toBe('approved £350.00');
    done(close(book));
    expect(problems(book).find(({ header }) => header === 'Seal')!.repair!.becomes).toMatch(
      /^seals for the 0 decisions/,
    );
    done(
      repairCells(book.as(DIRECTOR), {
        token: token(),
        repairs: [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '' }],
      }),
    );
    expect(flag(book)).toBe('waiting for Advisor');
  });
});
