import type { Snapshot, Tracker } from '../../host/contract';
import { answer, openTracker, stopAt, token, WRITING } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

interface Problem {
  sheet: string;
  row: number;
  header: string;
  message: string;
  repair: { shown: string; becomes: string } | null;
}

type Rows = unknown[][];

/** What one action leaves behind: how often its result is there, and how often the log tells of it. */
interface Action {
  as: string;
  name: string;
  /** The payload of the nth attempt, without its token, once what it needs is there. */
  prepare(tracker: Tracker, n: number): object;
  results(tracker: Tracker, payload: never): number;
  tells(log: Rows, payload: never): number;
  /** A second attempt finds nothing left to do, and says so. */
  mayBeDone?: RegExp;
}

const rows = (tracker: Tracker, sheet: string): Rows =>
  tracker.values(sheet, 'A1:R700').filter((row) => row.some((cell) => cell !== ''));
const has = (tracker: Tracker, sheet: string, ...cells: unknown[]): number =>
  rows(tracker, sheet).filter((row) => cells.every((cell) => row.includes(cell))).length;
const told = (log: Rows, action: string, ...words: string[]): number =>
  log.filter((row) => row[4] === action && words.every((word) => `${row[5]} ${row[6]}`.includes(word))).length;

const asked = { matter: 'Organising time', cluster: 'C-4', pot: 'Cluster pot', amount: '50.00', payee: 'A. Payee' };
const ask = (tracker: Tracker, more: object = {}): string =>
  answer<{ id: string }>(
    tracker.run(LEAD, 'askRequest', [{ token: token(), ...asked, purpose: 'Planning', confirmed: true, ...more }]),
  ).id;
const decide = (tracker: Tracker, decision: string, ...ids: string[]) => {
  const { mine } = answer<{ mine: { id: string; shown: string }[] }>(tracker.run(ADVISOR, 'decideList'));
  return mine
    .filter(({ id }) => ids.includes(id))
    .map(({ id, shown }) => ({ request: id, decision, shown, reason: 'Which schools?' }));
};
const requestIn = (log: Rows, action: string, ids: readonly string[]): number =>
  Math.max(...ids.map((id) => told(log, action, id))) === Math.min(...ids.map((id) => told(log, action, id)))
    ? told(log, action, ids[0]!)
    : -1;

const switchDigest = (on: boolean): Action => ({
  as: ADVISOR,
  name: 'switchDigest',
  prepare: (tracker) => {
    answer(tracker.run(ADVISOR, 'switchDigest', [{ on: !on }]));
    const log = rows(tracker, 'Log');
    return { on, before: told(log, `Switch the digest ${on ? 'on' : 'off'}`) };
  },
  results: (tracker) => (tracker.state.triggers.length === (on ? 1 : 0) ? 1 : 0),
  tells: (log, { before }: { before: number }) => told(log, `Switch the digest ${on ? 'on' : 'off'}`) - before,
});

const LAST_YEAR = { cluster: 'C-4', year: '2025/26' };

/** A year that is open, as its form shows it, and how often the log tells of an action on it. */
function openYear(tracker: Tracker, action: string) {
  const blank = Array.from({ length: 20 }, () => new Array(16).fill(''));
  tracker.edit(OWNER, 'Year ends', 'A2', blank, { paste: true });
  return { ...asShown(tracker), before: told(rows(tracker, 'Log'), action) };
}

const asShown = (tracker: Tracker) => {
  const { shown } = answer<{ shown: string }>(tracker.run(ADVISOR, 'yearEndForm', [LAST_YEAR]));
  return { ...LAST_YEAR, shown };
};

const ACTIONS: Record<string, Action> = {
  'closing a year': {
    as: ADVISOR,
    name: 'closeYear',
    prepare: (tracker, n) => ({ ...openYear(tracker, 'Close a year'), note: `Note ${n}.`, confirmed: true }),
    results: (tracker, { note }: { note: string }) => has(tracker, 'Year ends', note) / 3,
    tells: (log, { before }: { before: number }) => told(log, 'Close a year') - before,
  },
  'opening a year again': {
    as: ADVISOR,
    name: 'openYear',
    prepare: (tracker, n) => {
      const sent = { token: token(), ...openYear(tracker, 'Open a year again'), confirmed: true };
      answer(tracker.run(ADVISOR, 'closeYear', [sent]));
      return { before: sent.before, ...asShown(tracker), reason: `Reason ${n}.` };
    },
    results: (tracker, { reason }: { reason: string }) => has(tracker, 'Year ends', reason) / 3,
    tells: (log, { before }: { before: number }) => told(log, 'Open a year again') - before,
  },
  'recording a meeting': {
    as: LEAD,
    name: 'recordMeeting',
    prepare: (_, n) => ({
      cluster: 'C-4',
      date: '2026-11-20',
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
      purpose: `Meeting ${n}.`,
      confirmed: true,
      attendance: [
        { school: 'S-24', mark: 'Present' },
        { school: 'S-20', mark: 'Apologies' },
      ],
    }),
    results: (tracker, { purpose }: { purpose: string }) => {
      const meetings = rows(tracker, 'Meetings').filter((row) => row.includes(purpose));
      return meetings.length === 1 && has(tracker, 'Attendance', meetings[0]![0]) === 2 ? 1 : 0;
    },
    tells: (log) => log.filter((row) => row[4] === 'Record a meeting').length - sample(log, 'Record a meeting'),
  },
  'recording a payment': {
    as: LEAD,
    name: 'recordPayment',
    prepare: (_, n) => ({
      for: 'out',
      cluster: 'C-4',
      pot: 'Administration',
      category: 'Other',
      date: '2026-11-20',
      net: '0.01',
      payee: `Payee ${n}.`,
      confirmed: true,
    }),
    results: (tracker, { payee }: { payee: string }) => has(tracker, 'Ledger', payee),
    tells: (log, { payee }: { payee: string }) => told(log, 'Record a payment', payee),
  },
  'correcting a payment': {
    as: LEAD,
    name: 'recordPayment',
    prepare: (tracker, n) => {
      const line = {
        for: 'out',
        cluster: 'C-4',
        pot: 'Administration',
        category: 'Other',
        date: '2026-11-20',
        net: '0.01',
      };
      const sent = { token: token(), ...line, payee: `Wrong ${n}.`, confirmed: true };
      const { id } = answer<{ id: string }>(tracker.run(LEAD, 'recordPayment', [sent]));
      const { shown } = answer<{ editing: { shown: string } }>(tracker.run(LEAD, 'paymentForm', [id])).editing;
      return { ...line, line: id, shown, payee: `Right ${n}.`, confirmed: true };
    },
    results: (tracker, { line, payee }: { line: string; payee: string }) => has(tracker, 'Ledger', line, payee),
    tells: (log, { line }: { line: string }) => told(log, 'Correct a payment', line),
  },
  'recording a training session with who came': {
    as: LEAD,
    name: 'recordSession',
    prepare: (_, n) => ({
      cluster: 'C-4',
      newSession: {
        date: '2026-11-20',
        provider: `Bright Sparks ${n}.`,
        fellow: false,
        vatRegistered: true,
        netFee: '550',
        clusters: ['C-4'],
      },
      came: ['S-24', 'S-20'],
      confirmed: true,
    }),
    results: (tracker, { newSession: { provider } }: { newSession: { provider: string } }) => {
      const meetings = rows(tracker, 'Meetings').filter((row) => row.includes(`Training: ${provider}`));
      const came = has(tracker, 'Attendance', meetings[0]?.[0], 'Present');
      return meetings.length === 1 && came === 2 ? has(tracker, 'CPD sessions', provider, meetings[0]![0]) : 0;
    },
    tells: (log, { newSession: { provider } }: { newSession: { provider: string } }) =>
      told(log, 'Record training', provider),
  },
  'planning meetings': {
    as: LEAD,
    name: 'planMeetings',
    prepare: (tracker, n) => ({
      before: told(rows(tracker, 'Log'), 'Plan a meeting'),
      cluster: 'C-4',
      date: '2027-02-03',
      more: ['2027-04-21'],
      inSchoolHours: true,
      kind: 'Whole cluster',
      purpose: `Planned ${n}.`,
      confirmed: true,
    }),
    results: (tracker, { purpose }: { purpose: string }) => has(tracker, 'Meetings', purpose) / 2,
    tells: (log, { before }: { before: number }) => (told(log, 'Plan a meeting') - before) / 2,
  },
  'adding a person': {
    as: DIRECTOR,
    name: 'savePerson',
    prepare: (_, n) => ({ act: 'add', name: `Bo ${n}.`, email: `bo${n}@example.org`, role: 'Finance', cluster: 'C-5' }),
    results: (tracker, { email }: { email: string }) => has(tracker, 'People', email),
    tells: (log, { name }: { name: string }) => told(log, 'Change people', name),
  },
  'choosing focus areas': {
    as: LEAD,
    name: 'saveFocusAreas',
    prepare: (_, n) => ({ cluster: 'C-4', areas: ['Assessment'], other: `Rockets ${n}.` }),
    results: (tracker, { other }: { other: string }) => has(tracker, 'Clusters', `Assessment; ${other}`),
    tells: (log, { other }: { other: string }) => told(log, 'Choose focus areas', `${other} (before`),
  },
  'opening a file': {
    as: LEAD,
    name: 'openFile',
    prepare: (tracker, n) => {
      const columns = ['date', 'payee', 'paidOut', 'cluster', 'pot', 'bookedOut'];
      const line = (sum: string) => ['20/11/2026', `Coach ${n}.`, sum, 'C-4', 'Administration', 'Other'];
      const file = { file: 'bank.csv', target: 'ledger', columns, rows: [line('0.01'), line('0.02')] };
      const { agreed } = answer<{ agreed: string }>(tracker.run(LEAD, 'previewFile', [{ token: token(), ...file }]));
      return { ...file, take: [0, 1], agreed };
    },
    results: (tracker, { rows: [line] }: { rows: string[][] }) => has(tracker, 'Ledger', line![1]) / 2,
    tells: (log, { rows: [line] }: { rows: string[][] }) => told(log, 'Open a file', `${line![1]}; `),
  },
  'declaring release money': {
    as: LEAD,
    name: 'declareRelease',
    prepare: (tracker, n) => {
      tracker.edit(
        OWNER,
        'Release',
        'A2',
        Array.from({ length: 60 }, () => new Array(5).fill('')),
        { paste: true },
      );
      return { cluster: 'C-4', year: '2026/27', schools: ['S-24', 'S-20'], by: `Somebody ${n}.`, on: '2026-11-20' };
    },
    results: (tracker, { by }: { by: string }) => has(tracker, 'Release', by) / 2,
    tells: (log, { by }: { by: string }) => told(log, 'Declare release', by),
  },
  'recording a review': {
    as: ADVISOR,
    name: 'recordReview',
    prepare: (tracker, n) => {
      const { rows: known } = answer<{ rows: { cluster: string; year: string; shown: string }[] }>(
        tracker.run(ADVISOR, 'reviewForm'),
      );
      const shown = known.find(({ cluster, year }) => cluster === 'C-4' && year === '2026/27')?.shown ?? null;
      const before = told(rows(tracker, 'Log'), 'Record a review');
      return {
        what: 'review',
        cluster: 'C-4',
        year: '2026/27',
        heldOn: '2026-11-20',
        notes: `Note ${n}.`,
        shown,
        before,
      };
    },
    results: (tracker, { notes }: { notes: string }) => has(tracker, 'Reviews', notes),
    tells: (log, { before }: { before: number }) => told(log, 'Record a review') - before,
  },
  'asking for training by a new provider': {
    as: LEAD,
    name: 'askRequest',
    prepare: (_, n) => ({
      matter: 'CPD session',
      cluster: 'C-4',
      pot: 'Cluster pot',
      purpose: `Training ${n}.`,
      confirmed: true,
      newSession: {
        date: '2027-01-15',
        provider: `Bright Sparks ${n}.`,
        fellow: false,
        vatRegistered: true,
        netFee: '550',
        clusters: ['C-4'],
      },
    }),
    results: (tracker, { purpose, newSession }: { purpose: string; newSession: { provider: string } }) =>
      has(tracker, 'CPD sessions', newSession.provider) === 1 ? has(tracker, 'Requests', purpose) : 0,
    tells: (log, { purpose }: { purpose: string }) => told(log, 'Ask', purpose),
  },
  'changing a request': {
    as: LEAD,
    name: 'askRequest',
    prepare: (tracker, n) => ({
      ...asked,
      request: ask(tracker),
      purpose: `Changed ${n}.`,
      note: `A note ${n}.`,
      confirmed: true,
    }),
    results: (tracker, { request, purpose, note }: { request: string; purpose: string; note: string }) =>
      has(tracker, 'Requests', request, purpose, note),
    tells: (log, { request }: { request: string }) => told(log, 'Change a request', request),
  },
  'answering a question': {
    as: LEAD,
    name: 'answerQuestion',
    prepare: (tracker, n) => {
      const request = ask(tracker);
      const decisions = decide(tracker, 'More information', request);
      answer(tracker.run(ADVISOR, 'decideRequests', [{ token: token(), decisions }]));
      return { request, answer: `Answer ${n}.` };
    },
    results: (tracker, { request, answer: text }: { request: string; answer: string }) =>
      rows(tracker, 'Requests').filter((row) => row[0] === request && String(row[16]).split(text).length === 2).length,
    tells: (log, { request, answer: text }: { request: string; answer: string }) =>
      told(log, 'Answer a question', request, text),
  },
  'seeing to a request': {
    as: ADVISOR,
    name: 'seeToRequest',
    prepare: (tracker, n) => ({
      request: ask(tracker, { matter: 'Problem, idea or question', pot: null, amount: null, payee: null }),
      answer: `Reply ${n}.`,
    }),
    results: (tracker, { request, answer: text }: { request: string; answer: string }) =>
      rows(tracker, 'Requests').filter((row) => row[0] === request && String(row[16]).split(text).length === 2).length,
    tells: (log, { request, answer: text }: { request: string; answer: string }) =>
      told(log, 'Mark as done', request, text),
  },
  'carrying out a change of membership': {
    as: LEAD,
    name: 'changeMembers',
    prepare: (tracker, n) => {
      const name = `New School ${n}`;
      const row = rows(tracker, 'Schools').length + 1;
      tracker.edit(OWNER, 'Schools', `A${row}`, [[`S-9${n}`, name, '', 'Primary']], { paste: true });
      const more = { matter: 'Add a school', school: `S-9${n}`, pot: null, amount: null, payee: null };
      const request = ask(tracker, more);
      const decisions = decide(tracker, 'Approve', request);
      answer(tracker.run(ADVISOR, 'decideRequests', [{ token: token(), decisions }]));
      return { request, on: '2026-12-01', name };
    },
    results: (tracker, { request, name }: { request: string; name: string }) =>
      has(tracker, 'Membership', request, name),
    tells: (log, { request }: { request: string }) => told(log, 'Carry out a request', request),
  },
  'withdrawing a request': {
    as: LEAD,
    name: 'withdrawRequest',
    prepare: (tracker) => ({ request: ask(tracker) }),
    results: (tracker, { request }: { request: string }) =>
      rows(tracker, 'Requests').filter((row) => row[0] === request && row[14] !== '').length,
    tells: (log, { request }: { request: string }) => told(log, 'Withdraw a request', request),
  },
  'approving two requests': {
    as: ADVISOR,
    name: 'decideRequests',
    prepare: (tracker) => ({ decisions: decide(tracker, 'Approve', ask(tracker), ask(tracker)) }),
    results: (tracker, { decisions }: { decisions: { request: string }[] }) =>
      decisions.reduce((sum, { request }) => sum + has(tracker, 'Decisions', request, 'Approve'), 0) / 2,
    tells: (log, { decisions }: { decisions: { request: string }[] }) =>
      requestIn(
        log,
        'Approve',
        decisions.map(({ request }) => request),
      ),
  },
  'setting up': {
    as: OWNER,
    name: 'saveSetUp',
    prepare: (_, n) => ({
      director: { name: `Dr Alison Reeve the ${n}.`, email: 'director@example.org' },
      clusters: [],
    }),
    results: (tracker, { director }: { director: { name: string } }) => has(tracker, 'People', director.name),
    tells: (log, { director }: { director: { name: string } }) => told(log, 'Set up', director.name),
  },
  'repairing a cell': {
    as: ADVISOR,
    name: 'repairCells',
    prepare: (tracker, n) => {
      const found = `3,${100 + n}.00`;
      tracker.edit(OWNER, 'Ledger', 'H2', [[`'${found}`]], { paste: true });
      const before = told(rows(tracker, 'Log'), 'Repair cells');
      return { repairs: [{ sheet: 'Ledger', row: 2, header: 'Net', shown: found }], value: 3_100 + n, before };
    },
    results: (tracker, { value }: { value: number }) => (tracker.values('Ledger', 'H2')[0]![0] === value ? 1 : 0),
    tells: (log, { before }: { before: number }) => told(log, 'Repair cells') - before,
    mayBeDone: /has changed since/,
  },
  undoing: {
    as: LEAD,
    name: 'undo',
    prepare: (tracker, n) => {
      const meeting = {
        cluster: 'C-4',
        date: '2026-11-20',
        inSchoolHours: true,
        kind: 'Whole cluster',
        status: 'Held',
      };
      const marks = [
        { school: 'S-24', mark: 'Present' },
        { school: 'S-20', mark: 'Apologies' },
      ];
      const payload = { token: token(), ...meeting, purpose: `Meeting ${n}.`, confirmed: true, attendance: marks };
      const { id, undo } = answer<{ id: string; undo: number }>(tracker.run(LEAD, 'recordMeeting', [payload]));
      return { no: undo, id };
    },
    results: (tracker, { id }: { id: string }) =>
      has(tracker, 'Meetings', id) + has(tracker, 'Attendance', id) === 0 ? 1 : 0,
    tells: (log, { id }: { id: string }) => told(log, 'Undo', id),
  },
  'switching the digest on': switchDigest(true),
  'switching the digest off': switchDigest(false),
};

/** Lines an action's name has in the log before the nth attempt; noted when it is prepared. */
let earlier: Record<string, number> = {};
const sample = (_: Rows, action: string): number => earlier[action] ?? 0;

describe(
  'an action that is cut off at any service call is finished by sending it again, and told once (A11, ' + 'A12)',
  () => {
    let prepared: Snapshot;
    let tracker: Tracker;

    const check = () => answer<{ problems: Problem[] }>(tracker.run(DIRECTOR, 'checkWorkbook')).problems;
    const verify = () => answer<{ good: boolean; message: string }>(tracker.run(OWNER, 'verifyLog'));

    beforeAll(async () => {
      const first = await openTracker({ now: () => NOW });
      answer(first.run(OWNER, 'setUpWorkbook'));
      answer(first.run(OWNER, 'addSampleData'));
      await first.settled();
      prepared = first.snapshot();
      first.dispose();
    });
    beforeEach(async () => {
      tracker = await openTracker({ now: () => NOW, snapshot: prepared });
      earlier = {};
    });
    afterEach(() => tracker.dispose());

    /** Cuts the nth attempt off, sends it again, and looks at what is there. Says whether it was cut off at all. */
    function attempt(what: string, n: number, cut: (run: () => void) => boolean): boolean {
      const { as, name, prepare, results, tells, mayBeDone } = ACTIONS[what]!;
      const payload = { token: token(), ...prepare(tracker, n) };
      earlier['Record a meeting'] = told(rows(tracker, 'Log'), 'Record a meeting');
      const wasCut = cut(() => tracker.run(as, name, [payload]));
      const again = answer<{ ok: boolean; message: string; results?: { ok: boolean }[] }>(
        tracker.run(as, name, [payload]),
      );
      if (!mayBeDone?.test(again.message)) expect([n, again]).toMatchObject([n, { ok: true }]);
      expect((again.results ?? []).every(({ ok }) => ok)).toBe(true);
      expect([n, results(tracker, payload as never), tells(rows(tracker, 'Log'), payload as never)]).toEqual([n, 1, 1]);
      return wasCut;
    }

    it.each(Object.keys(ACTIONS))(
      '%s',
      (what) => {
        const known = new Set(check().map(({ message }) => message));
        let n = 0;
        // While it only reads, being cut off leaves nothing behind: those cuts are made together, on one attempt.
        let reading = 0;
        attempt(what, ++n, (run) => {
          let written = false;
          for (let at = 1; !written; at++) {
            let calls = 0;
            stopAt(
              tracker,
              (call, when) => {
                if (when === 'before' && WRITING.test(call)) written = true;
                return written || (when === 'before' && ++calls === at);
              },
              run,
            );
            reading = at;
          }
          return true;
        });
        expect(reading).toBeGreaterThan(10);

        for (let at = 1, cut = true; cut; at++) {
          let calls = 0;
          let begun = false;
          cut = attempt(what, ++n, (run) =>
            stopAt(
              tracker,
              (call, when) => {
                begun ||= when === 'before' && WRITING.test(call);
                return begun && when === 'after' && ++calls === at;
              },
              run,
            ),
          );
        }
        // A service that fails leaves the script to deal with it.
        for (let at = 1, cut = true; cut; at++) {
          let calls = 0;
          cut = attempt(what, ++n, (run) => {
            tracker.onServiceCall = (call, when) => {
              if (when === 'after' && WRITING.test(call) && ++calls === at)
                throw new Error('Service Spreadsheets timed out while accessing document.');
            };
            run();
            delete tracker.onServiceCall;
            return calls >= at;
          });
        }
        expect(verify()).toMatchObject({ good: true });
        const found = check().filter(({ message }) => !known.has(message) && /A12/.test(message));
        expect(found).toEqual([]);
      },
      300_000,
    );

    it('is finished by whoever comes next, when nobody sends it again', () => {
      const request = ask(tracker);
      const isFirstFlush = (call: string, when: string) => when === 'before' && call === 'SpreadsheetApp.flush';
      const kept = tracker.state.properties.document['log.head'];
      const data = (call: string, when: string) => {
        // The data is in, its line is not.
        if (!isFirstFlush(call, when)) return false;
        const last = rows(tracker, 'Log').length;
        tracker.edit(OWNER, 'Log', `A${last}:I${last}`, [new Array(9).fill('')], { paste: true });
        return true;
      };
      stopAt(tracker, data, () => tracker.run(LEAD, 'withdrawRequest', [{ token: token(), request }]));
      expect(told(rows(tracker, 'Log'), 'Withdraw a request', request)).toBe(0);
      expect(tracker.state.properties.document['log.head']).toBe(kept);
      expect(verify()).toMatchObject({ good: true });
      expect(told(rows(tracker, 'Log'), 'Withdraw a request', request)).toBe(1);
    });

    it('tells of a run whose data was written in part only', () => {
      let writes = 0;
      const isSecond = (call: string, when: string) =>
        when === 'before' && call === 'Range.setValues' && ++writes === 2;
      const { as, name, prepare } = ACTIONS['recording a meeting']!;
      stopAt(tracker, isSecond, () => tracker.run(as, name, [{ token: token(), ...prepare(tracker, 1) }]));
      answer(tracker.run(ADVISOR, 'checkWorkbook'));
      const line = rows(tracker, 'Log').at(-1)!;
      expect(line.slice(2, 7)).toEqual([
        LEAD,
        'Cluster lead',
        'Cut off',
        rows(tracker, 'Meetings').at(-1)![0],
        expect.stringMatching(/^Record a meeting M-.*only part of it was written/),
      ]);
      expect(verify()).toMatchObject({ good: true });
    });

    it('finds a decision that the log does not tell of, and confirms it for nobody', () => {
      const row = rows(tracker, 'Decisions').length;
      const [line] = tracker.values('Decisions', `A${row}:J${row}`);
      tracker.edit(OWNER, 'Decisions', `A${row + 1}`, [['D-ZZZZZZ', ...line!.slice(1)]], { paste: true });
      const late = check().find(({ message }) => /log does not tell of this decision/.test(message))!;
      expect(late).toMatchObject({ sheet: 'Decisions', row: row + 1, repair: null });
      const repairs = [{ sheet: late.sheet, row: late.row, header: late.header, shown: 'D-ZZZZZZ' }];
      for (const email of [ADVISOR, DIRECTOR, OWNER])
        expect(tracker.run(email, 'repairCells', [{ token: token(), repairs }]).value).toMatchObject({ ok: false });
      expect(check().some(({ message }) => /log does not tell/.test(message))).toBe(true);
      expect(verify()).toMatchObject({ good: true });
    });
  },
);
