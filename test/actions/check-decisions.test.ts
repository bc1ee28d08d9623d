import { askRequest } from '../../src/actions/ask';
import { REFUSED } from '../../src/actions/decide';
import { withdrawRequest } from '../../src/actions/my-requests';
import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import {
  ADVISOR,
  ASKED,
  asSent,
  cardOf,
  DIRECTOR,
  flag,
  LEAD,
  logged,
  make,
  open,
  problems,
  SOUTH_LEAD,
  stops,
} from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { token } from '../support/tracker';

describe('decisions and the log, compared both ways (A1, A12)', () => {
  const revoked = () => {
    const book = open().begin();
    make(book, ADVISOR, 'Approve', { reason: '' });
    make(book, ADVISOR, 'Revoke');
    return book;
  };

  it('finds nothing while nothing was touched, and the mark is in the line', () => {
    const book = revoked();
    expect(flag(book)).toBe('revoked');
    expect(problems(book)).toEqual([]);
    expect(book.lastLine().what).toMatch(
      /^revoked: Because \(North Cluster, Organising time\) \[D-[0-9A-Z]{6} [0-9a-f]{16}\]$/,
    );
  });

  it.each<[string, (book: FakeWorkbook) => void, RegExp]>([
    [
      'the Revoke row is cleared',
      (book) => book.clear('decisions', 3),
      /The log says in line \d+: Revoke R-1 by advisor@example\.org: revoked: Because/,
    ],
    [
      'its reason is blanked',
      (book) => book.type('decisions', 3, 'reason', ''),
      /was changed after it was made. The log says in line \d+: Revoke R-1/,
    ],
    [
      'its time is moved',
      (book) => book.type('decisions', 3, 'decidedAt', '2026-11-01T10:00:00Z'),
      /was changed after it was made/,
    ],
    [
      'its amount is no sum',
      (book) => book.type('decisions', 3, 'amount', 'lots'),
      /not in the Decisions tab any more, or cannot be read there/,
    ],
    [
      'the amount of the approval is raised',
      (book) => book.type('decisions', 2, 'amount', 900),
      /was changed after it was made. The log says in line \d+: Approve R-1/,
    ],
    [
      'what it was decided on is rewritten',
      (book) => book.type('decisions', 2, 'decidedOnWhat', '{}'),
      /was changed after it was made/,
    ],
    [
      'who decided is another',
      (book) => book.type('decisions', 2, 'decidedBy', DIRECTOR),
      /was changed after it was made/,
    ],
  ])('is a stop when %s, and says what the log says', (_, tamper, expected) => {
    const book = revoked();
    tamper(book);
    expect(
      stops(book)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(expected);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('never reads as approved while a decision on it cannot be read', () => {
    const book = revoked();
    book.type('decisions', 3, 'amount', 'lots');
    expect(flag(book)).toMatch(
      /^not allowed: A decision on it cannot be read\. Decisions!D3 \(Amount\): should hold .*\(A1\)$/,
    );
    expect(cardOf(book, ADVISOR).moves).toEqual([]);
  });

  describe('a decision typed by hand', () => {
    const forged = () => {
      const book = open();
      const decidedOnWhat = requestNow(book);
      book.add('decisions', {
        id: 'D-ZZZZZZ',
        request: 'R-1',
        decision: 'Approve',
        amount: 350,
        decidedBy: ADVISOR,
        role: 'Advisor',
        decidedAt: '2026-11-10T10:00:00Z',
        decidedOnWhat,
      });
      return book;
    };
    const repair = (book: FakeWorkbook, email: string) =>
      repairCells(book.as(email), {
        token: token(),
        repairs: [{ sheet: 'Decisions', row: 2, header: 'Decision ID', shown: 'D-ZZZZZZ' }],
      });

    it.each([ADVISOR, DIRECTOR])('is a stop that %s cannot confirm, for both could have typed it', (email) => {
      const book = forged();
      const said = problems(book, email).find(({ message }) => /log does not tell/.test(message))!;
      expect(said).toMatchObject({ severity: 'stop', repair: null });
      expect(said.message).toContain('Delete its row, then decide again in Clusters ▸ Decide.');
      const lines = book.count('log');
      expect(repair(book, email)).toMatchObject({ ok: false, message: expect.stringMatching(/^Nothing was repaired/) });
      expect(book.count('log')).toBe(lines);
      expect(problems(book, email).map(({ message }) => message)).toContain(said.message);
    });
  });

  it('is a stop when a withdrawal is taken back by clearing the cell (A6)', () => {
    const book = open();
    withdrawRequest(book.as(LEAD), { token: token(), request: 'R-1' });
    expect(stops(book)).toEqual([]);
    book.type('requests', 2, 'withdrawnOn', '');
    expect(stops(book)[0]!.message).toMatch(/Nell North withdrew this request on 24 Nov 2026.*\(A6\)/);
  });

  it('is a stop when a decided request gets another ID', () => {
    const book = open();
    make(book, ADVISOR, 'Decline');
    book.type('requests', 2, 'id', 'R-2');
    const said = stops(book)
      .map(({ message }) => message)
      .join('\n');
    expect(said).toMatch(/Request R-1 is not in the Requests tab any more/);
    expect(said).toMatch(/Decline R-1 by advisor@example\.org: declined: Because/);
  });

  it('misses no request typed by hand and taken away of which the log tells only a refusal', () => {
    const book = open();
    book.add('requests', { ...ASKED, id: 'R-9' });
    make(book, LEAD, 'Approve', { shown: 'x' }, 'R-9');
    book.clear('requests', 3);
    expect(logged(book).at(-1)).toBe(REFUSED);
    expect(problems(book)).toEqual([]);
  });
});

describe('authors (A3)', () => {
  it('are those of the log, whatever “Asked by” says, and Check names the difference', () => {
    const book = open();
    const change = asSent({ request: 'R-1', amount: '340', confirmed: true });
    expect(askRequest(book.as(ADVISOR), change)).toMatchObject({ ok: true });
    book.type('requests', 2, 'askedBy', LEAD);
    expect(cardOf(book, ADVISOR)).toMatchObject({ moves: [], conflict: { rule: 'A3' } });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/made or changed themselves.*A3/),
    });
    expect(stops(book)[0]!.message).toMatch(/By the log advisor@example\.org asked for this or changed it.*\(A3\)/);
    book.type('requests', 2, 'askedBy', `${LEAD}; ${ADVISOR}; ${SOUTH_LEAD}`);
    expect(problems(book).map(({ message }) => message)).toEqual([
      expect.stringMatching(/does not tell that south@example\.org asked/),
    ]);
  });
});
