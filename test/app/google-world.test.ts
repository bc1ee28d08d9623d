import type { Snapshot, Tracker } from '../../host/contract';
import type { Refusal } from '../../src/actions/answers';
import { bundleWithMouse } from '../support/mouse';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const ADVISOR = 'advisor@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const GERMAN = 'Du versuchst, etwas zu bearbeiten, das geschützt ist oder nicht passt.';

/** What Google refuses of a write, told late and in the language of whoever runs the script. */
describe('a write that Google refuses, through the built bundle', () => {
  let tracker: Tracker;
  let prepared: Snapshot;
  const { bundle, dispose } = bundleWithMouse();

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW, bundle });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    const strict = { lateRefusals: true };
    tracker = await openTracker({ now: () => NOW, snapshot: prepared, bundle, strict, inWords: () => GERMAN });
  });
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  const meeting = () => ({
    token: token(),
    cluster: 'C-4',
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [
      { school: 'S-24', mark: 'Present' },
      { school: 'S-20', mark: 'Apologies' },
    ],
    confirmed: true,
  });
  const record = (payload: object) => answer<Refusal>(tracker.run(LEAD, 'recordMeeting', [payload]));
  const rowsIn = (sheet: string) => tracker.values(sheet, 'A1:A900').filter(([id]) => id !== '').length;
  const rows = () => ['Meetings', 'Attendance', 'Log'].map(rowsIn);
  // Only who may edit the Log can tell that none of its rows is hidden.
  const isGood = () => answer<{ good: boolean }>(tracker.run(OWNER, 'verifyLog')).good;
  const protect = (sheet: string) => {
    const { id } = tracker.sheets().find(({ name }) => name === sheet)!;
    const protection = {
      id: 'p',
      sheetId: id,
      description: '',
      warningOnly: false,
      restricted: true,
      editors: [OWNER],
    };
    tracker.state.protections = [...tracker.state.protections, protection];
  };

  it.each(['Meetings', 'Attendance', 'Log'])(
    'because %s is protected writes nothing, and says which tab it is',
    (sheet) => {
      const before = rows();
      protect(sheet);
      const { ok, message, again } = record(meeting());
      expect([ok, again]).toEqual([false, undefined]);
      expect(message).toMatch(`Google does not let your account write in the ${sheet} tab, so nothing was done.`);
      expect(message).not.toContain(GERMAN);
      expect(rows()).toEqual(before);
      expect(isGood()).toBe(true);
    },
  );

  it('because somebody protects a tab in the middle says which it is, too', () => {
    tracker.onServiceCall = (call, when) => {
      if (call !== 'Range.setValues' || when !== 'before' || tracker.state.protections.some(({ id }) => id === 'p'))
        return;
      protect('Attendance');
    };
    const { message } = record(meeting());
    delete tracker.onServiceCall;
    expect(message).toMatch(/write in the Attendance tab/);
  });

  it('because a cell does not take it says what Google said, and is done once when it is sent again', () => {
    const before = rows();
    const refuse = (value: string) => tracker.run(OWNER, 'mouse', ['Meetings', 'allow', 'F2:F200', value]);
    expect(refuse('Nothing of the kind').error).toBeUndefined();
    const sent = meeting();
    const { ok, message, again } = record(sent);
    expect([ok, again]).toEqual([false, true]);
    expect(message).toBe(
      `Google did not write it, and says: “${GERMAN}”. Try again: what was done already is not done twice. If it ` +
        'says the same once more, run Clusters ▸ Set up workbook, which renews drop-downs and formats.',
    );
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    expect(record(sent)).toMatchObject({ ok: true });
    const [meetings, attendance] = rows();
    expect([meetings, attendance]).toEqual([before[0]! + 1, before[1]! + 2]);
    expect(isGood()).toBe(true);
  });

  it('because Google is busy can be tried again, and is done once', () => {
    const before = rows();
    let fails = true;
    tracker.onServiceCall = (call, when) => {
      if (fails && call === 'SpreadsheetApp.flush' && when === 'after') {
        fails = false;
        throw new Error('Too many simultaneous invocations: Spreadsheets');
      }
    };
    const sent = meeting();
    expect(record(sent)).toMatchObject({ ok: false, again: true });
    delete tracker.onServiceCall;
    expect(record(sent)).toMatchObject({ ok: true });
    expect(rows().slice(0, 2)).toEqual([before[0]! + 1, before[1]! + 2]);
    expect(isGood()).toBe(true);
  });

  it('because somebody else is saving can be tried again', () => {
    const release = tracker.holdLock('document');
    expect(record(meeting())).toMatchObject({
      ok: false,
      again: true,
      message: expect.stringMatching(/else is saving/),
    });
    release();
  });

  it('while the workbook is set up by somebody who does not own it is said in words, whatever Google said', () => {
    tracker.edit(OWNER, 'Ledger', 'B1', [['When']]);
    const { ok, did } = answer<{ ok: boolean; did: string[] }>(tracker.run(ADVISOR, 'setUpWorkbook'));
    expect(ok).toBe(true);
    expect(did.join()).toMatch(/Google lets only the owner of the file change headers/);
  });
});
