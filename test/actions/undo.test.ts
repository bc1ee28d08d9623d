import { askRequest } from '../../src/actions/ask';
import { changeMembers } from '../../src/actions/change-members';
import { decideRequests } from '../../src/actions/decide';
import { withdrawRequest } from '../../src/actions/my-requests';
import { recordMeeting } from '../../src/actions/record-meeting';
import { sealsOf } from '../../src/actions/register';
import { repairCells } from '../../src/actions/repair-cells';
import { saveSetUp } from '../../src/actions/save-set-up';
import { undo } from '../../src/actions/undo';
import { withoutUndone } from '../../src/actions/undone-lines';
import { verifyLog } from '../../src/actions/verify-log';
import { SHEET_KEYS } from '../../src/workbook/sheets';
import {
  ADVISOR,
  ASKED,
  asSent,
  cardOf,
  DIRECTOR,
  done,
  flag,
  LEAD,
  logged,
  MONEY,
  make,
  open,
  problems,
  SOUTH_LEAD,
  STRANGER,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { WITH_NINTH } from '../support/request-cases';
import { PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

/** Of somebody who is not in People: it is refused, and the log tells of it. */
const LATE = { request: 'R-1', decision: 'Approve', shown: 'x' };

interface Answered {
  ok: boolean;
  undo?: number;
}

const SECOND: Row = { ...ASKED, id: 'R-2', purpose: 'Second day' };
const LEAVING: Row = { ...ASKED, matter: 'School leaving', pot: null, amount: null, payee: null, school: 'School 2' };
const BROKEN: Row = { ...MONEY, id: 'L-2', net: '£3,000.00', date: '1.10.2026' };
const MEETING = {
  cluster: 'C-1',
  date: '2026-11-20',
  start: '13:00',
  end: '15:00',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: [
    { school: 'S-1', mark: 'Present' },
    { school: 'S-2', mark: 'Apologies' },
  ],
};

/** A workbook with seals, in which something of every kind was done. */
const opened = (requests: Row[] = [ASKED, SECOND]) =>
  open(requests, { ledger: [MONEY, BROKEN], schools: WITH_NINTH, people: PEOPLE }).begin();

/** Undoes, a minute after the newest line of the log was written. */
function takeBack(book: FakeWorkbook, email: string, no: number | undefined, key = token(), minutes = 1) {
  const { time } = [...book.tables().get('log').rows].pop()!;
  book.now = new Date(Date.parse(time) + minutes * 60_000).toISOString().replace('.000', '');
  return undo(book.as(email), { token: key, no });
}

/** Everything that stands in the cells, the log apart, and all that is kept of decisions and people beside them. */
function standing(book: FakeWorkbook): unknown {
  const tables = book.tables();
  const seals = sealsOf(book.as(''))();
  const used = (rows: readonly (readonly unknown[])[]) => rows.filter((row) => row.some((cell) => cell !== ''));
  return structuredClone([
    SHEET_KEYS.filter((key) => key !== 'log').map((key) => used(tables.grid(key))),
    seals.state === 'kept' ? [[...seals.register], [...seals.pending], seals.recorded] : seals.state,
  ]);
}

const decideAll = (book: FakeWorkbook, email: string, ids: readonly string[], decision: string) =>
  decideRequests(book.as(email), {
    token: token(),
    decisions: ids.map((request) => ({
      request,
      decision,
      reason: 'Because',
      shown: cardOf(book, email, request).shown,
    })),
  });

/** What somebody does, each in a workbook of its own. */
const ACTIONS: [string, string, () => FakeWorkbook, (book: FakeWorkbook) => Answered][] = [
  [
    'a meeting',
    LEAD,
    () => opened(),
    (book) => recordMeeting(book.as(LEAD), { token: token(), ...MEETING, confirmed: true }),
  ],
  ['asking', LEAD, () => opened(), (book) => askRequest(book.as(LEAD), asSent())],
  [
    'changing a request',
    LEAD,
    () => opened(),
    (book) => askRequest(book.as(LEAD), asSent({ request: 'R-1', amount: '290', confirmed: true })),
  ],
  ['a decision', ADVISOR, () => opened(), (book) => decideAll(book, ADVISOR, ['R-1'], 'Approve')],
  ['several decisions', ADVISOR, () => opened(), (book) => decideAll(book, ADVISOR, ['R-1', 'R-2'], 'Decline')],
  [
    'a revocation',
    ADVISOR,
    () => {
      const book = opened();
      make(book, ADVISOR, 'Approve');
      return book;
    },
    (book) => decideAll(book, ADVISOR, ['R-1'], 'Revoke'),
  ],
  ['a withdrawal', LEAD, () => opened(), (book) => withdrawRequest(book.as(LEAD), { token: token(), request: 'R-1' })],
  [
    'carrying out a change of membership',
    ADVISOR,
    () => {
      const book = opened([LEAVING]);
      make(book, ADVISOR, 'Approve');
      return book;
    },
    (book) => changeMembers(book.as(ADVISOR), { token: token(), request: 'R-1', on: '2026-12-18' }),
  ],
  [
    'repairs, whole',
    DIRECTOR,
    () => opened(),
    (book) => {
      const repairs = problems(book, DIRECTOR).flatMap(({ sheet, row, header, repair }) =>
        repair ? [{ sheet, row, header, shown: repair.shown }] : [],
      );
      expect(repairs.length).toBeGreaterThan(1);
      return repairCells(book.as(DIRECTOR), { token: token(), repairs });
    },
  ],
  [
    'people set up',
    DIRECTOR,
    () => {
      const book = opened();
      make(book, ADVISOR, 'Decline', {}, 'R-2');
      return book;
    },
    (book) =>
      saveSetUp(book.as(DIRECTOR), {
        token: token(),
        advisor: { name: 'New Advisor', email: 'new@example.org' },
        clusters: [],
      }),
  ],
];

describe('undo (A12)', () => {
  it.each(ACTIONS)(
    'takes back %s: cells, seals and people stand as before, and the log holds',
    (_, email, make, act) => {
      const book = make();
      const [before, found, lines] = [standing(book), problems(book), book.count('log')];
      const answer = done(act(book) as Answered & { ok: true });
      expect(answer.undo).toBe(book.count('log'));
      expect(standing(book)).not.toEqual(before);
      const told = book.count('log') - lines;
      expect(takeBack(book, email, answer.undo)).toMatchObject({
        ok: true,
        message: expect.stringMatching(/^Undone: /),
      });
      expect(standing(book)).toEqual(before);
      expect(problems(book)).toEqual(found);
      expect(book.lastLine()).toMatchObject({ action: 'Undo', who: email });
      expect(book.count('log')).toBe(lines + told + 1);
      expect(done(verifyLog(book.as(DIRECTOR))).good).toBe(true);
      // The lines that were undone tell of nothing any more.
      const left = withoutUndone(book.tables().get('log').rows).map(({ no }) => no);
      expect(left).toEqual([...Array.from({ length: lines }, (__, index) => index + 1), lines + told + 1]);
    },
  );

  it.each(ACTIONS)('lets %s be done again afterwards', (_, email, make, act) => {
    const book = make();
    const first = act(book);
    const once = standing(book) as unknown[][];
    takeBack(book, email, first.undo);
    expect(act(book)).toMatchObject({ ok: true });
    const rows = ([sheets]: unknown[][]) => sheets!.map((sheet) => (sheet as unknown[]).length);
    expect(rows(standing(book) as unknown[][])).toEqual(rows(once));
  });

  it('is done once, however often it is sent', () => {
    const book = opened();
    const { undo: no } = recordMeeting(book.as(LEAD), { token: token(), ...MEETING, confirmed: true }) as Answered;
    const key = token();
    const first = takeBack(book, LEAD, no, key);
    expect(takeBack(book, LEAD, no, key)).toEqual(first);
    expect(logged(book).filter((action) => action === 'Undo')).toHaveLength(1);
  });

  it.each<[string, (book: FakeWorkbook) => void, string, RegExp, number]>([
    ['somebody else', () => {}, SOUTH_LEAD, /^Only whoever did it can undo it\.$/, 1],
    ['whoever is too late', () => {}, LEAD, /more than 2 minutes ago/, 3],
    [
      'whoever did something since',
      (book) => done(askRequest(book.as(LEAD), asSent({ purpose: 'Since' }))),
      LEAD,
      /^Something else was written since/,
      1,
    ],
    [
      'anybody, where somebody else did something since',
      (book) => make(book, ADVISOR, 'Decline'),
      LEAD,
      /^Something else was written since/,
      1,
    ],
    [
      'anybody, where the log tells of something since that is not undone itself',
      (book) => decideRequests(book.as(STRANGER), { token: token(), decisions: [LATE] }),
      LEAD,
      /^Something else was written since/,
      1,
    ],
    [
      'anybody, where a cell was typed over since',
      (book) => book.type('meetings', 2, 'date', '2026-11-19'),
      LEAD,
      /^Meetings row 2 \(M-\w+\) was changed since, so nothing was undone\./,
      1,
    ],
    [
      'anybody, where a mark was typed over since',
      (book) => book.type('attendance', 3, 'mark', 'Present'),
      LEAD,
      /^Attendance row 3 was changed since/,
      1,
    ],
    [
      'anybody, where a row is gone since',
      (book) => book.clear('meetings', 2),
      LEAD,
      /^Meetings row 2 .* was changed/,
      1,
    ],
  ])('is refused to %s, and writes nothing', (_, meanwhile, email, why, minutes) => {
    const book = opened();
    const { undo: no } = recordMeeting(book.as(LEAD), { token: token(), ...MEETING, confirmed: true }) as Answered;
    meanwhile(book);
    const before = standing(book);
    const answer = takeBack(book, email, no, token(), minutes);
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(why) });
    expect(standing(book)).toEqual(before);
  });

  it('finds the rows wherever they were sorted or moved to since', () => {
    const book = opened();
    const before = standing(book);
    const { undo: no } = recordMeeting(book.as(LEAD), { token: token(), ...MEETING, confirmed: true }) as Answered;
    for (const tab of ['meetings', 'attendance'] as const)
      book.change(tab, (rows) => [rows[0]!.map(() => '' as const), ...rows.reverse()]);
    expect(takeBack(book, LEAD, no)).toMatchObject({ ok: true });
    expect(standing(book)).toEqual(before);
  });

  it('leaves an approval that was undone undone, whoever types its row back', () => {
    const book = opened();
    const answer = decideAll(book, ADVISOR, ['R-1'], 'Approve') as Answered;
    expect(flag(book)).toMatch(/^approved/);
    const row = [...book.tables().grid('decisions')[1]!];
    takeBack(book, ADVISOR, answer.undo);
    expect(flag(book)).not.toMatch(/^approved/);
    book.change('decisions', () => [row]);
    expect(flag(book)).not.toMatch(/^approved/);
    expect(problems(book).map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Decisions!A2: The log does not tell of this decision/),
    );
  });

  it.each(['Approve', 'Decline'] as const)('is right in the flag of %s once the rows are back (A1)', (decision) => {
    const book = opened();
    const before = flag(book);
    const { undo: no } = decideAll(book, ADVISOR, ['R-1'], decision) as Answered;
    // Google works formulas out then, and not again when the texts kept with the document follow.
    const flags: string[] = [];
    const world = book.as(ADVISOR);
    const write: typeof world.write = (blocks) => {
      world.write(blocks);
      flags.push(flag(book));
    };
    expect(undo({ ...world, write }, { token: token(), no })).toMatchObject({ ok: true });
    expect([...flags, flag(book)]).toEqual([before, before]);
  });

  it('is not offered where nothing was written', () => {
    const book = opened();
    const payload = { token: token(), ...MEETING, confirmed: true };
    expect(recordMeeting(book.as(LEAD), payload)).toHaveProperty('undo');
    expect(recordMeeting(book.as(LEAD), payload)).not.toHaveProperty('undo');
  });
});
