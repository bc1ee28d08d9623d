import { askRequest, previewRequest } from '../../src/actions/ask';
import { decideList } from '../../src/actions/decide-list';
import { meetingForm } from '../../src/actions/meeting-form';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { sealsFrom } from '../../src/actions/register';
import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import { readHead } from '../../src/actions/write-log';
import type { Kept } from '../../src/rules/basics/seals';
import {
  ADVISOR,
  AGREEING,
  ASKED,
  ASSEMBLY,
  asSent,
  DIRECTOR,
  done,
  flag,
  LEAD,
  logged,
  MONEY,
  make,
  open,
  problems,
} from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const OTHER = { ...ASKED, id: 'R-2' };

const offer = (book: FakeWorkbook, email = DIRECTOR) =>
  problems(book, email).find(({ sheet, header }) => sheet === 'Decisions' && header === 'Seal');

const takeOver = (book: FakeWorkbook, email = DIRECTOR) =>
  repairCells(book.as(email), { token: token(), repairs: [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '' }] });

/** Approved with the version before, and one that was typed. */
function older(): FakeWorkbook {
  const book = open([ASKED, OTHER]);
  make(book, ADVISOR, 'Approve', { reason: '' });
  book.add('decisions', {
    id: 'D-HAND',
    request: 'R-2',
    decision: 'Approve',
    amount: 350,
    decidedBy: ADVISOR,
    role: 'Advisor',
    decidedAt: '2026-11-24T12:00:00Z',
    decidedOnWhat: requestNow(book, 'R-2'),
  });
  return book;
}

/** The line of the log that tells of it. */
const lineOf = (book: FakeWorkbook) =>
  book
    .tables()
    .grid('log')
    .find((cells) => cells.includes('Take over decisions'))!
    .map(String);

/** A copy of a file in which the Advisor approved one request. */
function copied(): { book: FakeWorkbook; mailed: string } {
  const book = open([ASKED, OTHER]).begin();
  make(book, ADVISOR, 'Approve', { reason: '' });
  const { no, hash } = readHead(book.as(DIRECTOR))!;
  book.forget();
  return { book, mailed: `Newest line of the log: ${no}, ${hash}` };
}

describe('decisions of a copy, after the log was compared with a digest mail (A1, A12)', () => {
  it('are taken over by its word, which the log says', () => {
    const { book, mailed } = copied();
    expect(verifyLog(book.as(DIRECTOR), { mailed })).toMatchObject({ good: true });
    done(takeOver(book));
    const line = lineOf(book);
    expect(line).toContain(DIRECTOR);
    expect(line.join(' ')).toMatch(
      /1 of the 1 in Decisions, as the log tells of them, which holds line 4 of a digest mail/,
    );
    expect(flag(book)).toBe('approved £350.00');
  });

  it('are not, where the line of the mail is gone since', () => {
    const { book, mailed } = copied();
    expect(verifyLog(book.as(DIRECTOR), { mailed })).toMatchObject({ good: true });
    book.clear('log', 4);
    expect(takeOver(book)).toMatchObject({ ok: false });
  });
});

describe('what the forms recorded of requests is taken over by the word of the log (A1, A3, A6, A7, A9, S8)', () => {
  const PROJECT = { matter: 'Project', amount: '350', purpose: 'A garden', ...AGREEING };
  const recordedIn = (book: FakeWorkbook) => {
    const seals = sealsFrom((key) => book.kept()[key] || null) as Kept;
    const told = Object.fromEntries(Array.from(seals.register, ([id, { recorded }]) => [id, recorded]));
    // A seal is another with another key.
    return Object.fromEntries(Object.entries(told).map(([id, of]) => [id, { ...of, agreed: of?.agreed !== '' }]));
  };
  const ask = (book: FakeWorkbook, more: object = {}) =>
    done(askRequest(book.as(LEAD), asSent({ confirmed: true, ...more }))).id;

  it('is what was recorded: withdrawals, promises, schools that agree, answers, and who asked', () => {
    const book = open([], { ledger: [MONEY], ...ASSEMBLY }).begin();
    const ids = [
      ask(book),
      ask(book, { purpose: 'Another day' }),
      ask(book, PROJECT),
      ask(book, { ...PROJECT, purpose: 'Pond' }),
    ];
    make(book, ADVISOR, 'More information', {}, ids[0]);
    book.now = '2026-11-25T10:00:00Z';
    done(answerQuestion(book.as(LEAD), { token: token(), request: ids[0], answer: 'Two days' }));
    done(withdrawRequest(book.as(LEAD), { token: token(), request: ids[1] }));
    const promise = asSent({ ...PROJECT, request: ids[2], committedOn: '2026-11-24', confirmed: true });
    done(askRequest(book.as(LEAD), promise));
    const before = recordedIn(book);
    expect(before).toMatchObject({
      [ids[0]!]: { answeredOn: day('2026-11-25') },
      [ids[1]!]: { withdrawnOn: day('2026-11-25') },
      [ids[2]!]: { committedOn: day('2026-11-24'), agreed: true },
      [ids[3]!]: { committedOn: null, agreed: true },
    });
    const { no, hash } = readHead(book.as(DIRECTOR))!;
    book.forget();
    book.now = '2026-11-27T10:00:00Z';
    book.type('requests', 5, 'committedOn', '2026-11-20'); // typed into the copy: the log knows nothing of it
    expect(verifyLog(book.as(DIRECTOR), { mailed: `${no} ${hash}` })).toMatchObject({ good: true });
    done(takeOver(book));
    const after = recordedIn(book);
    expect(after).toEqual({ ...before, [ids[3]!]: { ...before[ids[3]!], agreed: false } });
  });

  it('is picked at its own cell alone', () => {
    const { book } = copied();
    for (const other of [{ row: 3 }, { sheet: 'Requests' }, { header: 'Seal before' }]) {
      const repairs = [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '', ...other }];
      repairCells(book.as(DIRECTOR), { token: token(), repairs });
    }
    expect(logged(book)).not.toContain('Take over decisions');
    expect(offer(book)).toMatchObject({ a1: expect.stringMatching(/^[A-Z]+2$/), repair: { shown: '' } });
    expect(offer(book)!.repair!.becomes).toBe(
      'seals for the 1 decisions that the log tells of, and for what requests say of withdrawals, promises and schools ' +
        'that agree; nothing else counts then',
    );
  });
});

describe('decisions are taken over once (A1, A12)', () => {
  it('is offered in a workbook of the version before, whose decisions count until then', () => {
    const book = older();
    expect(flag(book)).toBe('approved £350.00');
    expect(offer(book)).toMatchObject({ severity: 'warn', repair: { unsure: true } });
    expect(offer(book)!.message).not.toContain('by hand, or by an early version');
    done(takeOver(book, ADVISOR));
    expect(logged(book)).toContain('Take over decisions');
    expect([flag(book), flag(book, 1)]).toEqual(['approved £350.00', 'waiting for Advisor']);
    expect(offer(book)).toBeUndefined();
    expect(takeOver(book)).toMatchObject({ ok: false });
    book.clear('decisions', 2);
    expect(flag(book)).toMatch(/^not allowed: Decision D-[0-9A-Z]+ is missing/);
  });

  it('is done once, though one payload asks for it twice', () => {
    const book = older();
    const repair = { sheet: 'Decisions', row: 2, header: 'Seal', shown: '' };
    expect(repairCells(book.as(ADVISOR), { token: token(), repairs: [repair, repair] })).toEqual({
      ok: true,
      message: '1 cell repaired.',
    });
    expect(logged(book).filter((action) => action === 'Take over decisions')).toHaveLength(1);
    expect(flag(book)).toBe('approved £350.00');
  });

  it('is the Director’s in a copy, where nobody decides before', () => {
    const book = open([ASKED, OTHER]).begin();
    make(book, ADVISOR, 'Approve', { reason: '' });
    book.forget();
    const forms = () => [
      done(myRequests(book.as(LEAD))).unread,
      done(decideList(book.as(ADVISOR))).unread,
      done(meetingForm(book.as(LEAD))).unread,
      done(previewRequest(book.as(LEAD), asSent())).unread,
    ];
    expect(forms()).toEqual(forms().map(() => expect.stringMatching(/^This is a copy: .*Check workbook\)\.$/)));
    expect(() => make(book, ADVISOR, 'Revoke')).toThrow('This is a copy: decisions cannot be checked here');
    expect(offer(book, ADVISOR)).toMatchObject({ severity: 'stop', repair: null });
    expect(takeOver(book, ADVISOR)).toMatchObject({ ok: false });
    done(takeOver(book));
    expect(forms()).toEqual(['', '', '', '']);
    expect(lineOf(book).join(' ')).toContain(', compared with no digest mail');
    expect(flag(book)).toBe('approved £350.00');
    expect(make(book, ADVISOR, 'Revoke')).toMatchObject({ ok: true });
    book.clear('decisions', 3);
    expect(flag(book)).toMatch(/is missing/);
  });
});
