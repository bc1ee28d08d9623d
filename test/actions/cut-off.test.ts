import { askRequest } from '../../src/actions/ask';
import { closeLog } from '../../src/actions/close-log';
import { decideRequests } from '../../src/actions/decide';
import { saveFocusAreas } from '../../src/actions/focus-areas';
import { withdrawRequest } from '../../src/actions/my-requests';
import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import type { World } from '../../src/actions/world';
import { booksOf } from '../../src/functions/open-tabs';
import { sealNotes } from '../../src/rules/requests/seal-notes';
import {
  ADVISOR,
  AGREEING,
  ASKED,
  ASSEMBLY,
  asSent,
  cardOf,
  DIRECTOR,
  flag,
  LEAD,
  MONEY,
  make,
  open,
  problems,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

/** The run ends here, as when Google stops it. */
class CutOff extends Error {}

/** A world whose nth call is the last one that is made: every read, every text kept, every block written is one. */
function cutAfter(world: World, last: number): World {
  let calls = 0;
  const counted =
    <A extends unknown[], R>(call: (...given: A) => R) =>
    (...given: A): R => {
      if (++calls > last) throw new CutOff();
      return call(...given);
    };
  return {
    ...world,
    read: counted(world.read),
    readLast: counted(world.readLast),
    write: (blocks) => {
      for (const block of blocks) counted(world.write)([block]);
    },
    store: {
      ...world.store,
      get: world.store.get,
      set: counted(world.store.set),
      remove: counted(world.store.remove),
    },
  };
}

interface Case {
  readonly book: FakeWorkbook;
  readonly as: string;
  readonly act: (world: World) => { ok: boolean };
}

const begun = (rows: Row[] = [ASKED]) => open(rows, { ledger: [MONEY], ...ASSEMBLY }).begin();
const decided = (book: FakeWorkbook, decision: string): Case => {
  const decisions = [{ request: 'R-1', decision, reason: 'Because', shown: cardOf(book, ADVISOR).shown }];
  const payload = { token: token(), decisions };
  return { book, as: ADVISOR, act: (world) => decideRequests(world, payload) };
};
const approved = () => {
  const book = begun();
  make(book, ADVISOR, 'Approve', { reason: '' });
  return book;
};
const takeOver = (book: FakeWorkbook): Case => {
  const repairs = [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '' }];
  return { book, as: DIRECTOR, act: (world) => repairCells(world, { token: token(), repairs }) };
};
const older = (...decisions: ('Approve' | 'Revoke')[]) => {
  const book = open([ASKED, { ...ASKED, id: 'R-2' }], { ledger: [MONEY] });
  for (const decision of decisions) make(book, ADVISOR, decision);
  return book;
};
const sending = (book: FakeWorkbook, more: object): Case => {
  const payload = asSent({ confirmed: true, ...more });
  return { book, as: LEAD, act: (world) => askRequest(world, payload) };
};

const PROJECT = { matter: 'Project', amount: '350', ...AGREEING };

/** What is done, its flag before and after, and the word of a second attempt that finds it done. */
const CASES: [what: string, make: () => Case, before: string, after: string][] = [
  ['approving', () => decided(begun(), 'Approve'), 'waiting for Advisor', 'approved £350.00'],
  ['declining', () => decided(begun(), 'Decline'), 'waiting for Advisor', 'declined'],
  ['revoking', () => decided(approved(), 'Revoke'), 'approved £350.00', 'revoked'],
  [
    'withdrawing what was approved',
    () => {
      const payload = { token: token(), request: 'R-1' };
      return { book: approved(), as: LEAD, act: (world) => withdrawRequest(world, payload) };
    },
    'approved £350.00',
    'withdrawn',
  ],
  [
    'ticking the schools that agree',
    () => sending(begun([{ ...ASKED, matter: 'Project' }]), { request: 'R-1', ...PROJECT }),
    'waiting for schools (0 of 5 agree)',
    'agreed by 3 of 5 schools',
  ],
  ['taking an approval over', () => takeOver(older('Approve')), 'approved £350.00', 'approved £350.00'],
  ['taking a revoke over', () => takeOver(older('Approve', 'Revoke')), 'revoked', 'revoked'],
  [
    'taking over in a copy',
    () => {
      const book = approved();
      book.forget();
      return takeOver(book);
    },
    'approved £350.00',
    'approved £350.00',
  ],
];

const note = (book: FakeWorkbook) => sealNotes(booksOf(book.tables()))(0);
const verified = (book: FakeWorkbook) => verifyLog(book.as(DIRECTOR)) as { good: boolean; message: string };

describe('what is sealed, cut off after any call (A1, A11, A12)', () => {
  it.each(CASES)('%s is done or not done, never half, and the next run puts all right', (_, open, before, after) => {
    for (let last = 0, wasCut = true; wasCut; last++) {
      const { book, as, act } = open();
      wasCut = false;
      try {
        expect(act(cutAfter(book.as(as), last)).ok).toBe(true);
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        wasCut = true;
      }
      // Whatever was written by then, it reads as it did or as it will, and never as broken.
      expect([last, [before, after].includes(flag(book)), flag(book)]).toEqual([last, true, expect.anything()]);
      const wasDone = !act(book.as(as)).ok;
      expect([last, flag(book), note(book), verified(book).good]).toEqual([last, after, '', true]);
      expect(problems(book).filter(({ message }) => /A1\)|A12\)/.test(message))).toEqual([]);
      // A second one finds it done.
      if (!wasDone) act(book.as(as));
      expect([flag(book), book.count('requests')]).toEqual([after, book.count('requests')]);
    }
  });

  it.each(CASES.filter(([what]) => /approving|declining|revoking|over/.test(what)))(
    '%s leaves a register by which a decision that is taken away is missed',
    (_, open) => {
      for (let last = 0, wasCut = true; wasCut; last++) {
        const { book, as, act } = open();
        wasCut = false;
        try {
          act(cutAfter(book.as(as), last));
        } catch {
          wasCut = true;
        }
        act(book.as(as));
        book.change('decisions', (rows) => rows.slice(0, -1));
        expect([last, flag(book)]).toEqual([last, expect.stringMatching(/^not allowed: Decision D-\w+ is missing/)]);
      }
    },
  );

  it('nothing is recorded of what never was, though the run that finds so is cut off too', () => {
    const cut = (act: () => unknown) => {
      try {
        act();
        return false;
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        return true;
      }
    };
    for (let first = 0, wasCut = true; wasCut; first++)
      for (let second = 0, again = true; again; second++) {
        const { book, as, act } = decided(begun([ASKED, { ...ASKED, id: 'R-2' }]), 'Decline');
        wasCut = cut(() => act(cutAfter(book.as(as), first)));
        const other = { token: token(), cluster: 'C-1', areas: ['Assessment'], other: 'Kites' };
        again = cut(() => saveFocusAreas(cutAfter(book.as(LEAD), second), other));
        expect(saveFocusAreas(book.as(LEAD), other)).toMatchObject({ ok: true });
        expect([first, second, ['waiting for Advisor', 'declined'].includes(flag(book)), flag(book)]).toEqual([
          ...[first, second, true, expect.anything()],
        ]);
        expect([first, second, note(book), verified(book).good]).toEqual([first, second, '', true]);
      }
  });

  it('closing a log leaves either the old or the new one', () => {
    for (let last = 0, wasCut = true; wasCut; last++) {
      const book = approved();
      book.type('log', 2, 'what', 'x');
      const payload = { token: token(), shown: verified(book).message };
      wasCut = false;
      try {
        closeLog(cutAfter(book.as(DIRECTOR), last), payload);
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        wasCut = true;
      }
      expect([last, closeLog(book.as(DIRECTOR), payload)]).toEqual([last, expect.objectContaining({ ok: true })]);
      expect([last, verified(book)]).toEqual([last, expect.objectContaining({ good: true, lines: 1 })]);
    }
  });
});
