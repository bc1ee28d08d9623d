import type { Snapshot, Tracker } from '../../host/contract';
import * as actions from '../../src/actions/all';
import {
  type Action,
  ADVISOR,
  DIRECTOR,
  FAULT_CASES,
  type FaultCase,
  filledRows,
  OWNER,
  READING,
} from '../support/fault-cases';
import { type Picture, pictureOf } from '../support/pictures';
import { startFromGuidance } from '../support/set-up';
import { answer, openTracker, stopAt, token } from '../support/tracker';

const NOW = new Date('2026-11-24T10:00:00Z');
const open = (snapshot?: Snapshot): Promise<Tracker> =>
  openTracker({ now: () => NOW, keepsContexts: true, ...(snapshot && { snapshot }) });

interface Problem {
  sheet: string;
  row: number;
  header: string;
  message: string;
  repair: { shown: string; becomes: string } | null;
}
interface Reply {
  ok: boolean;
  message?: string;
  again?: boolean;
  results?: { ok: boolean }[];
}

const TIMED_OUT = 'Service Spreadsheets timed out while accessing document.';

/** Calls that change something, and the one that says so last. */
const WRITING = /\.(set|insert|delete|clear|create|remove|add|show|hide|send|flush|release)/;

const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

// Faults

type Fault = (tracker: Tracker, run: () => void) => boolean;

/** Ends the run after its nth call from the first one that changes something. */
const stoppedAfter =
  (nth: number): Fault =>
  (tracker, run) => {
    let [calls, begun] = [0, false];
    return stopAt(
      tracker,
      (call, when) => {
        begun ||= when === 'before' && WRITING.test(call);
        return begun && when === 'after' && ++calls === nth;
      },
      run,
    );
  };

/** Its nth call that changes something fails, before or after what it does; the script goes on from there. */
const failing =
  (moment: 'before' | 'after') =>
  (nth: number): Fault =>
  (tracker, run) => {
    let calls = 0;
    tracker.onServiceCall = (call, when) => {
      if (when === moment && WRITING.test(call) && ++calls === nth) throw new Error(TIMED_OUT);
    };
    run();
    delete tracker.onServiceCall;
    return calls >= nth;
  };

const FAULTS: Readonly<Record<string, (nth: number) => Fault>> = {
  'ended after its': stoppedAfter,
  'a service fails before its': failing('before'),
  'a service fails after its': failing('after'),
};

describe('an action that meets a fault at any service call is whole or told of, and done once when sent again', () => {
  const books: Partial<Record<'sample' | 'fresh', Snapshot>> = {};
  beforeAll(async () => {
    const tracker = await open();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    // The sample would start it by itself, which is an action of its own.
    startFromGuidance(tracker);
    await tracker.settled();
    books.fresh = tracker.snapshot();
    answer(tracker.run(OWNER, 'addSampleData'));
    await tracker.settled();
    books.sample = tracker.snapshot();
    tracker.dispose();
  });

  it('every action is tried, or writes nothing (A11, A12)', async () => {
    const tried = FAULT_CASES.map(({ action }) => action);
    const known = [...new Set([...tried, ...(Object.keys(READING) as Action[])])];
    expect(known.sort()).toEqual(Object.keys(actions).sort());
    const tracker = await open(books.sample);
    try {
      for (const [name, args] of Object.entries(READING)) {
        const sent = args(tracker);
        const before = pictureOf(tracker);
        const reply = answer<Reply>(tracker.run(ADVISOR, name, sent));
        if (name !== 'whySelected') expect([name, reply]).toMatchObject([name, { ok: true }]);
        expect([name, pictureOf(tracker)]).toEqual([name, before]);
      }
    } finally {
      tracker.dispose();
    }
  });

  it.each(FAULT_CASES.map((one): [string, FaultCase] => [one.does, one]))(
    '%s',
    async (_, one) => {
      const trial = await Trial.of(one, one.isFresh ? books.fresh! : books.sample!);
      await trial.whileReading();
      for (const [index, [what, fault]] of Object.entries(FAULTS).entries()) {
        // Every second time somebody else comes first, each time at other calls.
        for (let nth = 1; await trial.attempt(`${what} ${nth}`, fault(nth), (nth + index) % 2 === 0); nth++);
      }
    },
    300_000,
  );
});

describe('what no form finishes', () => {
  let tracker: Tracker;
  beforeEach(async () => {
    tracker = await open();
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
  });
  afterEach(() => tracker.dispose());

  const isGood = () => answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog')).good;

  it('is finished by whoever comes next', () => {
    const withdrawing = FAULT_CASES.find(({ action }) => action === 'withdrawRequest')!;
    const sent = { token: token(), ...withdrawing.prepare(tracker) };
    const lines = filledRows(tracker, 'Log').length;
    const kept = tracker.state.properties.document['log.head'];
    // The data is in, its line is not.
    const isFirstFlush = (call: string, when: string) => {
      if (when !== 'before' || call !== 'SpreadsheetApp.flush') return false;
      const last = filledRows(tracker, 'Log').length;
      tracker.edit(OWNER, 'Log', `A${last}:I${last}`, [new Array(9).fill('')], { paste: true });
      return true;
    };
    stopAt(tracker, isFirstFlush, () => tracker.run(withdrawing.as, 'withdrawRequest', [sent]));
    expect(filledRows(tracker, 'Log')).toHaveLength(lines);
    expect(tracker.state.properties.document['log.head']).toBe(kept);
    expect(isGood()).toBe(true);
    expect(filledRows(tracker, 'Log').at(-1)![4]).toBe('Withdraw a request');
  });

  it('is found where the log does not tell of a decision, which nobody can confirm', () => {
    const row = filledRows(tracker, 'Decisions').length;
    const [line] = tracker.values('Decisions', `A${row}:J${row}`);
    tracker.edit(OWNER, 'Decisions', `A${row + 1}`, [['D-ZZZZZZ', ...line!.slice(1)]], { paste: true });
    const found = () =>
      answer<{ problems: Problem[] }>(tracker.run(DIRECTOR, 'checkWorkbook')).problems.find(({ message }) =>
        /log does not tell of this decision/.test(message),
      )!;
    expect(found()).toMatchObject({ sheet: 'Decisions', row: row + 1, repair: null });
    const repairs = [{ sheet: 'Decisions', row: row + 1, header: found().header, shown: 'D-ZZZZZZ' }];
    for (const email of [ADVISOR, DIRECTOR, OWNER])
      expect(tracker.run(email, 'repairCells', [{ token: token(), repairs }]).value).toMatchObject({ ok: false });
    expect([found(), isGood()]).toMatchObject([{ row: row + 1 }, true]);
  });
});

/** What somebody else does meanwhile, which has nothing to do with it. */
const othersGoOn = (tracker: Tracker): Reply =>
  answer(
    tracker.run('lead.east@example.org', 'saveFocusAreas', [
      { token: token(), cluster: 'C-5', areas: ['Assessment'], other: 'Kites' },
    ]),
  );

/** A workbook before and after a case was done with nothing going wrong. */
interface Course {
  readonly ready: Snapshot;
  /** What its form sends, the same each time. */
  readonly args: unknown[];
  readonly before: Picture;
  readonly after: Picture;
  /** With what somebody else did besides. */
  readonly withOthers: Picture;
  readonly wasGood: boolean;
  readonly known: readonly string[];
}

/** One case, tried again and again from the same workbook. */
class Trial {
  #checks = 0;

  private constructor(
    private readonly one: FaultCase,
    private readonly course: Course,
  ) {}

  static async of(one: FaultCase, book: Snapshot): Promise<Trial> {
    const tracker = await open(book);
    try {
      const sent = one.prepare(tracker);
      const args = sent === null ? [] : [{ token: token(), ...sent }];
      await tracker.settled();
      const [ready, before] = [tracker.snapshot(), pictureOf(tracker, one)];
      expect(send(tracker, one, args)).toMatchObject({ ok: true });
      const after = pictureOf(tracker, one);
      expect(after).not.toEqual(before);
      const known = problems(tracker);
      if (!one.isFresh) expect(othersGoOn(tracker)).toMatchObject({ ok: true });
      const withOthers = pictureOf(tracker, one);
      tracker.dispose();
      const again = await open(ready);
      const wasGood = answer<{ good: boolean }>(again.run(OWNER, 'verifyLog')).good;
      again.dispose();
      return new Trial(one, { ready, args, before, after, withOthers, wasGood, known });
    } finally {
      tracker.dispose();
    }
  }

  /** While it only reads, whatever goes wrong leaves nothing: all of it on one workbook. */
  async whileReading(): Promise<void> {
    const { ready, before } = this.course;
    const tracker = await open(ready);
    let reading = 0;
    for (const kind of ['stops', 'fails'] as const)
      for (let at = 1, written = false; !written; at++) {
        let calls = 0;
        const isHere = (call: string, when: string) => {
          written ||= when === 'before' && WRITING.test(call);
          return when === 'before' && (written || ++calls === at);
        };
        // A script that is ended needs a new context, which takes time.
        if (kind === 'stops' && at % 8 > 0) continue;
        if (kind === 'stops') stopAt(tracker, isHere, () => void this.#run(tracker));
        else {
          tracker.onServiceCall = (call, when) => {
            if (isHere(call, when)) throw new Error(TIMED_OUT);
          };
          this.#run(tracker);
          delete tracker.onServiceCall;
        }
        reading++;
      }
    expect(reading).toBeGreaterThan(8);
    expect(pictureOf(tracker, this.one)).toEqual(before);
    this.#sendAgain(tracker, 'while it read', false);
    tracker.dispose();
  }

  /** Tries it with a fault, looks, sends it again and looks; whether there was a fault at all. */
  async attempt(what: string, fault: Fault, isLater: boolean): Promise<boolean> {
    const tracker = await open(this.course.ready);
    try {
      let reply: Reply | undefined;
      const wasCut = fault(tracker, () => {
        reply = this.#run(tracker).value as Reply | undefined;
      });
      if (!wasCut) return false;
      if (reply?.ok && !this.one.isMailing)
        expect([what, pictureOf(tracker, this.one).tabs]).toEqual([what, this.course.after.tabs]);
      if (isLater) this.#lookBetween(tracker, what);
      this.#sendAgain(tracker, what, isLater && !this.one.isOfTheLast);
      return true;
    } finally {
      tracker.dispose();
    }
  }

  #run(tracker: Tracker) {
    return tracker.run(this.one.as, this.one.action, this.course.args);
  }

  /** What was done by then is whole, or the log says that it is not; and others go on. */
  #lookBetween(tracker: Tracker, what: string): void {
    const { before, after, wasGood } = this.course;
    const { good } = answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog'));
    expect([what, good || !wasGood]).toEqual([what, true]);
    const { tabs, wasCutOff } = pictureOf(tracker, this.one);
    const has = (course: Picture) => Object.keys(tabs).every((tab) => tabs[tab] === course.tabs[tab]);
    expect([what, has(before) || has(after) || wasCutOff]).toEqual([what, true]);
    if (!this.one.isOfTheLast) expect([what, othersGoOn(tracker)]).toMatchObject([what, { ok: true }]);
  }

  /** Sent again it is there once, and the log tells of it once. */
  #sendAgain(tracker: Tracker, what: string, wentOn: boolean): void {
    const { after, withOthers, known } = this.course;
    expect([what, send(tracker, this.one, this.course.args)]).toMatchObject([what, { ok: true }]);
    if (!wentOn && !this.one.isFresh) expect([what, othersGoOn(tracker)]).toMatchObject([what, { ok: true }]);
    const found = pictureOf(tracker, this.one);
    // Sample data are too much to be taken back: the log says that part of it is there, and a new workbook is made.
    if (this.one.isFresh && found.wasCutOff) return;
    const wanted = this.one.isFresh ? after : withOthers;
    expect([what, found.tabs]).toEqual([what, wanted.tabs]);
    if (this.one.isMailing) expect(found.mails).toEqual([...new Set(found.mails)]);
    else expect([what, found.beside, found.mails]).toEqual([what, wanted.beside, wanted.mails]);
    // Lines that were too long to be kept are lost with the run, which a line says.
    const lost = found.wasCutOff ? [] : without(wanted.log, found.log);
    expect([what, without(found.log, wanted.log), lost]).toEqual([what, [], []]);
    // Where others came first the log was verified then, which takes longer than anything else here.
    if (!wentOn) expect([what, answer(tracker.run(OWNER, 'verifyLog'))]).toMatchObject([what, { good: true }]);
    if (!found.wasCutOff || ++this.#checks > 3) return;
    expect([what, problems(tracker).filter((message) => !known.includes(message))]).toEqual([what, []]);
  }
}

/** Does it; one that finds it done already did it. */
function send(tracker: Tracker, one: FaultCase, args: unknown[]): Reply {
  const reply = answer<Reply>(tracker.run(one.as, one.action, args));
  const isDone = reply.ok || (one.mayBeDone?.test(reply.message ?? '') ?? false);
  return { ...reply, ok: isDone && (reply.results ?? []).every(({ ok }) => ok) };
}

const problems = (tracker: Tracker): string[] =>
  answer<{ problems: Problem[] }>(tracker.run(DIRECTOR, 'checkWorkbook')).problems.map(({ message }) => message);
