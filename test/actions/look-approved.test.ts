import { verifyLog } from '../../src/actions/verify-log';
import { booksOf } from '../../src/functions/open-tabs';
import { Parameters } from '../../src/rules/basics/parameters';
import { potFigures } from '../../src/rules/money/pots';
import type { Cell } from '../../src/workbook/cell';
import { ADVISOR, ASKED, DIRECTOR, flag, MONEY, make, open, stops } from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { ACTORS, repairAll } from '../support/hand-edits';
import { day, type Row } from '../support/rules-tables';

const OTHER: Row = { ...ASKED, id: 'R-2', purpose: 'Another day' };

/** A decision as somebody types it who knows what the tracker writes. */
const typed = (book: FakeWorkbook, more: Row = {}): Row => ({
  id: 'D-FORGED',
  request: 'R-1',
  decision: 'Approve',
  amount: 350,
  decidedBy: ADVISOR,
  role: 'Advisor',
  decidedAt: '2026-11-24T12:00:00Z',
  decidedOnWhat: requestNow(book),
  ...more,
});

const AT = {
  id: 0,
  request: 1,
  decision: 2,
  amount: 3,
  reason: 4,
  by: 5,
  role: 6,
  at: 8,
  what: 9,
  seal: 10,
  before: 11,
};

const begun = (book: FakeWorkbook = open([ASKED, OTHER], { ledger: [MONEY] })) => book.begin();
const waiting = () => begun();
function approved(): FakeWorkbook {
  const book = begun();
  make(book, ADVISOR, 'Approve', { reason: '' });
  return book;
}
function declined(): FakeWorkbook {
  const book = begun();
  make(book, ADVISOR, 'Decline');
  return book;
}
function revoked(): FakeWorkbook {
  const book = approved();
  make(book, ADVISOR, 'Revoke');
  return book;
}
function twoApproved(): FakeWorkbook {
  const book = approved();
  make(book, ADVISOR, 'Approve', { reason: '' }, 'R-2');
  return book;
}

const edit = (row: number, column: keyof typeof AT, value: Cell) => (book: FakeWorkbook) =>
  book.change('decisions', (rows) => {
    rows[row]![AT[column]] = value;
    return rows;
  });
const drop = (row: number) => (book: FakeWorkbook) =>
  book.change('decisions', (rows) => rows.filter((_, index) => index !== row));
const blank = (row: number) => (book: FakeWorkbook) => book.clear('decisions', row + 2);

/** What of North's cluster pot is promised. */
const promised = (book: FakeWorkbook): number =>
  potFigures(booksOf(book.tables()), new Parameters(), 2026, day('2026-11-30')).pots[0]!.committed;

const WAITS = 'waiting for Advisor';
const CHANGED = /^not allowed: Decision D-[0-9A-Z]+ was changed after it was made/;
const GONE = /^not allowed: Decision D-[0-9A-Z]+ is missing from Decisions/;
const BEFORE = /^not allowed: A decision made before D-[0-9A-Z]+ is missing/;

type Way = [what: string, from: () => FakeWorkbook, how: (book: FakeWorkbook) => void, flag: string | RegExp];

const WAYS: Way[] = [
  ['types an approval', waiting, (book) => book.add('decisions', typed(book)), WAITS],
  [
    'types one in the Director’s name',
    waiting,
    (book) => book.add('decisions', typed(book, { decidedBy: DIRECTOR, role: 'Director' })),
    WAITS,
  ],
  [
    'types one with a seal made up',
    waiting,
    (book) => book.add('decisions', typed(book, { seal: 'f'.repeat(32) })),
    WAITS,
  ],
  ['types one after a decline', declined, (book) => book.add('decisions', typed(book)), 'declined'],
  ['types one after a revoke', revoked, (book) => book.add('decisions', typed(book)), 'revoked'],
  ['deletes a decline', declined, drop(0), GONE],
  ['blanks a decline', declined, blank(0), GONE],
  ['turns a decline into an approval', declined, edit(0, 'decision', 'Approve'), CHANGED],
  ['gives a decline to another request', declined, edit(0, 'request', 'R-2'), GONE],
  ['dates a decline later', declined, edit(0, 'at', '2027-11-24T10:00:00Z'), CHANGED],
  ['makes a decline unreadable', declined, edit(0, 'at', 'soon'), /^not allowed: A decision on it cannot be read/],
  ['deletes a revoke', revoked, drop(1), GONE],
  ['blanks a revoke', revoked, blank(1), GONE],
  ['turns a revoke into an approval', revoked, edit(1, 'decision', 'Approve'), CHANGED],
  ['takes the reason of a revoke', revoked, edit(1, 'reason', ''), CHANGED],
  ['dates a revoke after today', revoked, edit(1, 'at', '2027-11-24T10:00:00Z'), CHANGED],
  ['dates a revoke before the approval', revoked, edit(1, 'at', '2026-11-02T10:00:00Z'), CHANGED],
  ['gives a revoke to another request', revoked, edit(1, 'request', 'R-2'), GONE],
  ['takes the seal of a revoke', revoked, edit(1, 'seal', ''), CHANGED],
  ['takes what a revoke was sealed after', revoked, edit(1, 'before', ''), CHANGED],
  ['has a revoke made by somebody who decides nothing', revoked, edit(1, 'by', 'who@example.org'), CHANGED],
  ['deletes the approval before a revoke', revoked, drop(0), BEFORE],
  ['deletes both', revoked, (book) => book.change('decisions', () => []), GONE],
  [
    'sorts a revoke above the approval',
    revoked,
    (book) => book.change('decisions', (rows) => rows.reverse()),
    'revoked',
  ],
  [
    'copies the approval below a revoke',
    revoked,
    (book) => book.change('decisions', (rows) => [...rows, [...rows[0]!]]),
    'revoked',
  ],
  [
    'copies it with a new ID and a later time',
    revoked,
    (book) =>
      book.change('decisions', (rows) => [
        ...rows,
        Object.assign([...rows[0]!], { [AT.id]: 'D-NEW', [AT.at]: '2026-11-25T10:00:00Z' }),
      ]),
    'revoked',
  ],
  [
    'puts the approval’s seal on a typed one after a revoke',
    revoked,
    (book) =>
      book.change('decisions', (rows) => [
        ...rows,
        Object.assign([...rows[0]!], { [AT.id]: 'D-NEW', [AT.before]: String(rows[1]![AT.seal]) }),
      ]),
    'revoked',
  ],
  ['raises an approval', approved, edit(0, 'amount', 900), CHANGED],
  ['blanks its amount', approved, edit(0, 'amount', ''), CHANGED],
  ['adds a condition', approved, edit(0, 'reason', 'Any time'), CHANGED],
  ['has somebody else approve', approved, edit(0, 'by', DIRECTOR), CHANGED],
  [
    'rewrites on what it was',
    approved,
    (book) => edit(0, 'what', requestNow(book).replace('35000', '90000'))(book),
    CHANGED,
  ],
  ['dates it before the money was promised', approved, edit(0, 'at', '2026-11-03T10:00:00Z'), CHANGED],
  [
    'changes the request and what it was decided on',
    approved,
    (book) => {
      book.type('requests', 2, 'amount', 900);
      edit(0, 'what', requestNow(book))(book);
    },
    CHANGED,
  ],
  ['changes the request alone', approved, (book) => book.type('requests', 2, 'amount', 900), /^stale: amount/],
  [
    'swaps two requests’ approvals',
    twoApproved,
    (book) =>
      book.change('decisions', (rows) =>
        rows.map((row, index) => Object.assign(row, { [AT.request]: index === 0 ? 'R-2' : 'R-1' })),
      ),
    /^not allowed/,
  ],
  [
    'swaps the IDs of two requests',
    twoApproved,
    (book) => {
      book.type('requests', 2, 'id', 'R-2');
      book.type('requests', 3, 'id', 'R-1');
    },
    /^stale: purpose/,
  ],
  [
    'gives a request that waits the ID of an approved one',
    approved,
    (book) => {
      book.type('requests', 2, 'id', 'R-9');
      book.type('requests', 3, 'id', 'R-1');
    },
    WAITS,
  ],
];

describe.each(ACTORS)('the %s makes no request look approved, whatever Check workbook repairs then (A1)', (actor) => {
  it.each(WAYS)('not who %s', (_, from, how) => {
    const book = from();
    const before = promised(book);
    how(book);
    repairAll(book, actor);
    expect(flag(book)).not.toMatch(/^approved/);
    expect(promised(book)).toBeLessThanOrEqual(before);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ ok: true, good: true });
  });
});

describe('nobody can make a request look approved (A1)', () => {
  it.each(WAYS)('not who %s', (what, from, how, expected) => {
    const book = from();
    const before = promised(book);
    how(book);
    if (expected instanceof RegExp) expect(flag(book)).toMatch(expected);
    else expect(flag(book)).toBe(expected);
    expect(flag(book)).not.toMatch(/^approved/);
    expect(promised(book)).toBeLessThanOrEqual(before);
    const sorted = /sorts|changes the request alone|swaps the IDs/.test(what);
    expect(stops(book).length > 0).toBe(!sorted);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ ok: true, good: true });
  });

  it('is approved where the tracker approved it, whatever stands beside it', () => {
    const book = approved();
    expect(flag(book)).toBe('approved £350.00');
    book.add('decisions', typed(book, { id: 'D-HAND', decision: 'Revoke', amount: null, reason: 'No' }));
    expect(flag(book)).toBe('approved £350.00');
    expect(stops(book).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('a row that is typed, pasted or copied into Decisions never counts'),
    );
  });

  it('stays approved when who approved it leaves People: it was judged when it was made (A3)', () => {
    const book = approved();
    const row = book
      .tables()
      .get('people')
      .rows.find(({ email }) => email === ADVISOR)!;
    book.clear('people', row.row + 2);
    expect(flag(book)).toBe('approved £350.00');
  });

  it('decides on after a forged row, as if it were not there', () => {
    const book = waiting();
    book.add('decisions', typed(book));
    expect(make(book, ADVISOR, 'Decline')).toMatchObject({ ok: true, flag: 'declined' });
    expect(flag(book)).toBe('declined');
  });
});
