import type { Snapshot, Tracker } from '../../host/contract';
import { ScriptStopped } from '../../host/contract';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

interface Problem {
  sheet: string;
  row: number;
  header: string;
  message: string;
  repair: { shown: string; becomes: string } | null;
}

const asked = { cluster: 'C-4', pot: 'Cluster pot', purpose: 'Planning' };

/** Actions that write to more than one place, and how many rows each leaves behind. */
const ACTIONS = {
  'recording a meeting': {
    as: LEAD,
    name: 'recordMeeting',
    payload: () => ({
      cluster: 'C-4',
      date: '2026-11-20',
      inSchoolHours: true,
      kind: 'Whole cluster',
      status: 'Held',
      attendance: [
        { school: 'S-24', mark: 'Present' },
        { school: 'S-20', mark: 'Apologies' },
      ],
    }),
    rows: { Meetings: 1, Attendance: 2 },
  },
  'asking for training by a new provider': {
    as: LEAD,
    name: 'askRequest',
    payload: () => ({
      ...asked,
      matter: 'CPD session',
      confirmed: true,
      newSession: {
        date: '2027-01-15',
        provider: 'Bright Sparks',
        fellow: false,
        vatRegistered: true,
        netFee: '550',
        clusters: ['C-4'],
      },
    }),
    rows: { 'CPD sessions': 1, Requests: 1 },
  },
  'approving two requests': {
    as: ADVISOR,
    name: 'decideRequests',
    payload: (tracker: Tracker) => {
      const { mine } = answer<{ mine: { id: string; shown: string; moves: string[] }[] }>(
        tracker.run(ADVISOR, 'decideList'),
      );
      return {
        decisions: mine
          .filter(({ id }) => ['R-1104', 'R-1107'].includes(id))
          .map(({ id, shown }) => ({ request: id, decision: 'Approve', shown })),
      };
    },
    rows: { Decisions: 2 },
  },
} as const;

type Sheet = 'Meetings' | 'Attendance' | 'CPD sessions' | 'Requests' | 'Decisions';

describe('an action that is cut off at any writing call is finished by sending it again (A11)', () => {
  let prepared: Snapshot;
  let tracker: Tracker;

  const count = (sheet: string) => tracker.values(sheet, 'A1:A2000').filter(([id]) => id !== '').length;
  const check = () => answer<{ problems: Problem[] }>(tracker.run(ADVISOR, 'checkWorkbook')).problems;
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
  });
  afterEach(() => tracker.dispose());

  const writing = /\.(setValues|setValue|flush|setProperty|releaseLock)$/;
  const faults = (['timed out', 'stopped'] as const).flatMap((how) =>
    (['before', 'after'] as const).flatMap((when) => [1, 2, 3, 4, 5].map((at) => ({ how, when, at }))),
  );
  const table = Object.keys(ACTIONS).flatMap((what) => faults.map((fault) => ({ what, ...fault })));

  it.each(table)('$what, $how $when writing call $at', ({ what, how, when, at }) => {
    const { as, name, payload, rows } = ACTIONS[what as keyof typeof ACTIONS];
    const sent = { token: token(), ...payload(tracker) };
    const before = Object.fromEntries(Object.keys(rows).map((sheet) => [sheet, count(sheet)]));
    const known = new Set(check().map(({ message }) => message));
    let calls = 0;
    tracker.onServiceCall = (call, moment) => {
      if (moment !== when || !writing.test(call) || ++calls !== at) return;
      throw how === 'stopped'
        ? new ScriptStopped()
        : new Error('Service Spreadsheets timed out while accessing document.');
    };
    tracker.run(as, name, [sent]);
    delete tracker.onServiceCall;

    const again = answer<{ ok: boolean; results?: { ok: boolean }[] }>(tracker.run(as, name, [sent]));
    expect(again.ok).toBe(true);
    expect((again.results ?? []).every(({ ok }) => ok)).toBe(true);
    for (const [sheet, added] of Object.entries(rows))
      expect([sheet, count(sheet)]).toEqual([sheet, before[sheet]! + added]);

    const found = check().filter(({ message }) => !known.has(message));
    expect(found.filter(({ repair }) => repair === null)).toEqual([]);
    if (found.length > 0) {
      const repairs = found.map(({ sheet, row, header, repair }) => ({ sheet, row, header, shown: repair!.shown }));
      expect(answer(tracker.run(ADVISOR, 'repairCells', [{ token: token(), repairs }]))).toMatchObject({ ok: true });
      expect(check().filter(({ message }) => !known.has(message))).toEqual([]);
    }
    expect(verify()).toMatchObject({ good: true });
  });

  it('finds a decision that the log does not tell of, and adds the line when asked to', () => {
    const row = count('Decisions');
    const [line] = tracker.values('Decisions', `A${row}:J${row}`);
    tracker.edit(OWNER, 'Decisions', `A${row + 1}`, [['D-ZZZZZZ', ...line!.slice(1)]], { paste: true });
    const late = check().find(({ message }) => /log does not tell of this decision/.test(message))!;
    expect(late).toMatchObject({ sheet: 'Decisions' as Sheet, row: row + 1, repair: { shown: 'D-ZZZZZZ' } });
    answer(
      tracker.run(ADVISOR, 'repairCells', [
        {
          token: token(),
          repairs: [{ sheet: late.sheet, row: late.row, header: late.header, shown: late.repair!.shown }],
        },
      ]),
    );
    expect(check().some(({ message }) => /log does not tell/.test(message))).toBe(false);
    expect(
      tracker
        .values('Log', 'A1:I400')
        .filter((cells) => cells[0] !== '')
        .at(-2)![6],
    ).toMatch(/^D-ZZZZZZ was found in the tab/);
    expect(verify()).toMatchObject({ good: true });
  });
});
