import type { RunResult, Snapshot, Tracker } from '../../host/contract';
import { TIME_ZONE, ukDayOf } from '../../src/rules/basics/days';
import { day } from '../support/rules-tables';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const ADVISOR = 'advisor@example.org';
const ASKED = 'Spreadsheet.getSpreadsheetTimeZone';

describe('the time zone of the file, through the built bundle', () => {
  let now = new Date('2026-06-10T10:00:00Z');
  let tracker: Tracker;
  let prepared: Snapshot;

  beforeAll(async () => {
    const first = await openTracker({ now: () => now });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    now = new Date('2026-06-10T10:00:00Z');
    tracker = await openTracker({ now: () => now, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());

  const record = (date: string): RunResult =>
    tracker.run(LEAD, 'recordMeeting', [
      {
        token: token(),
        cluster: 'C-4',
        date,
        inSchoolHours: true,
        kind: 'Whole cluster',
        status: 'Planned',
        attendance: [],
        confirmed: true,
      },
    ]);
  const dayAt = (sheet: string, a1: string) => {
    const [[cell]] = tracker.values(sheet, a1) as [[unknown]];
    return typeof cell === 'object' ? ukDayOf((cell as Date).getTime()) : cell;
  };
  const lastDate = () =>
    dayAt('Meetings', `C${tracker.values('Meetings', 'A1:A900').filter(([id]) => id !== '').length}`);

  it('is that of the script', () => {
    expect(require('../../appsscript.json')).toMatchObject({ timeZone: TIME_ZONE });
  });

  it.each(['Europe/Berlin', 'Etc/GMT', 'America/New_York', 'Pacific/Auckland'])(
    'of %s, which any editor can choose, stops what writes until set-up or somebody puts it back',
    (zone) => {
      const rows = tracker.values('Meetings', 'A1:A900');
      tracker.setTimeZone(LEAD, zone);
      const { ok, message } = answer<{ ok: boolean; message: string }>(record('2026-06-15'));
      expect([ok, message]).toEqual([false, expect.stringContaining(`The time zone of this file is ${zone}`)]);
      expect(tracker.values('Meetings', 'A1:A900')).toEqual(rows);
      answer(tracker.run(OWNER, 'setUpWorkbook'));
      expect(answer(record('2026-06-15'))).toMatchObject({ ok: true });
      expect(lastDate()).toBe(day('2026-06-15'));
    },
  );

  it.each(['Europe/Berlin', 'Etc/GMT', 'America/New_York', 'Pacific/Auckland'])(
    'of %s does not move the day that opening the file writes',
    (zone) => {
      tracker.setTimeZone(LEAD, zone);
      now = new Date('2026-06-11T10:00:00Z');
      expect(tracker.open(LEAD).error).toBeUndefined();
      tracker.setTimeZone(OWNER, TIME_ZONE);
      expect(dayAt('Overview', 'B2')).toBe(day('2026-06-11'));
    },
  );

  it('moves no day that an action writes in summer or winter', () => {
    for (const date of ['2026-06-15', '2026-12-01', '2026-10-25']) {
      expect(answer(record(date))).toMatchObject({ ok: true });
      expect(lastDate()).toBe(day(date));
    }
    const found = answer<{ problems: { message: string }[] }>(tracker.run(ADVISOR, 'checkWorkbook')).problems;
    expect(found.filter(({ message }) => /time of day|time zone/.test(message))).toEqual([]);
  });

  it('is the first thing Check workbook says', () => {
    tracker.setTimeZone(LEAD, 'Europe/Berlin');
    const { problems } = answer<{ problems: { header: string }[] }>(tracker.run(ADVISOR, 'checkWorkbook'));
    expect(problems[0]).toMatchObject({ header: 'Time zone', severity: 'stop' });
  });

  it('is said by every form that somebody opens', () => {
    tracker.setTimeZone(LEAD, 'Europe/Berlin');
    for (const name of ['meetingForm', 'decideList', 'myRequests'])
      expect(answer<{ unread: string }>(tracker.run(ADVISOR, name)).unread).toMatch(/^The time zone of this/);
  });

  it('is asked for once a run', () => {
    for (const result of [
      record('2026-06-15'),
      tracker.run(LEAD, 'meetingForm'),
      tracker.run(ADVISOR, 'checkWorkbook'),
    ])
      expect(result.calls[ASKED]).toBe(1);
  });
});
