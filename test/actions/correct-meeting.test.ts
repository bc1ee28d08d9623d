import { correctMeeting } from '../../src/actions/correct-meeting';
import { meetingForm } from '../../src/actions/meeting-form';
import { done, LEAD, open, SOUTH_LEAD } from '../support/action-cases';
import { mark, meeting, SESSION } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const HELD = meeting('M-1', '2026-11-19', { start: '13:00', end: '15:00', purpose: 'Pond' });
const MARKS = [
  mark('M-1', 1, 'Present', { teachers: 2, releaseCost: 95.5, note: 'By bus' }),
  mark('M-1', 2, 'Absent'),
  mark('M-1', 3),
];
const book = (more: object = {}) => open([], { meetings: [HELD], attendance: MARKS, ...more });

const opened = (of: FakeWorkbook) => done(meetingForm(of.as(LEAD), 'M-1')).editing!;
const sent = (of: FakeWorkbook, more: object = {}) => {
  const { id, shown, cluster: _, says: __, marks, ...same } = opened(of);
  const attendance = marks.map(({ school, mark: its, releaseCost }) => ({
    school,
    mark: its,
    releaseCost: releaseCost || null,
  }));
  return { token: token(), meeting: id, shown, ...same, attendance, ...more };
};
const attended = (of: FakeWorkbook) =>
  of
    .tables()
    .get('attendance')
    .rows.map(({ school, mark: its, teachers, releaseCost }) => [school + 1, its, teachers, releaseCost]);

describe('a meeting that was recorded wrongly', () => {
  it('is put right with its marks: changed, added and taken out, and the log keeps what stood there (M3)', () => {
    const of = book();
    const answer = done(
      correctMeeting(
        of.as(LEAD),
        sent(of, {
          date: '2026-11-20',
          attendance: [
            { school: 'S-1', mark: 'Present', releaseCost: '95.50' },
            { school: 'S-2', mark: 'Substitute' },
            { school: 'S-4', mark: 'Present' },
          ],
        }),
      ),
    );
    expect(answer).toMatchObject({
      message: 'Corrected: North Cluster, 20 Nov 2026, 3 of 3 schools came (M-1).',
      next: '1 counted this year, 3 more by 20 Jul 2027; none planned yet.',
    });
    expect(of.tables().get('meetings').at(0)).toMatchObject({ date: day('2026-11-20'), start: 780, purpose: 'Pond' });
    expect(attended(of)).toEqual([
      [1, 'Present', 2, 95_50],
      [2, 'Substitute', null, null],
      [4, 'Present', null, null],
    ]);
    expect(of.tables().get('attendance').at(0).note).toBe('By bus');
    expect(of.lastLine()).toEqual({
      action: 'Correct a meeting',
      reference: 'M-1',
      who: LEAD,
      what:
        'North Cluster: date 20 Nov 2026 (was 19 Nov 2026); School 2 Substitute (was Absent); ' +
        'School 3 nothing (was Present); School 4 Present (was nothing) ' +
        '[M-1 | C-1 | 2026-11-20 | in school hours | Whole cluster | Held]',
    });
  });

  it('is cancelled: it counts no more and nobody came, and the log tells who had', () => {
    const of = book();
    const answer = done(correctMeeting(of.as(LEAD), sent(of, { status: 'Cancelled' })));
    expect(answer).toMatchObject({ message: 'Cancelled: North Cluster, 19 Nov 2026 (M-1).', counted: 0 });
    expect(of.tables().get('meetings').at(0).status).toBe('Cancelled');
    expect(attended(of)).toEqual([]);
    expect(of.lastLine()).toMatchObject({
      action: 'Cancel a meeting',
      what: expect.stringMatching(/status Cancelled \(was Held\); School 1 nothing \(was Present 2 teachers £95\.50\)/),
    });
  });

  it('is corrected once: the same again says so, and what was changed meanwhile is refused', () => {
    const of = book();
    const payload = sent(of, { purpose: 'Woods' });
    done(correctMeeting(of.as(LEAD), payload));
    const lines = of.count('log');
    expect(correctMeeting(of.as(LEAD), payload)).toMatchObject({ ok: true });
    expect(correctMeeting(of.as(LEAD), { ...payload, purpose: 'Hills' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^M-1 was changed since you opened it/),
    });
    expect(of.count('log')).toBe(lines);
    expect(correctMeeting(of.as(LEAD), sent(of))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nothing/),
    });
  });

  it('is notice of a mark that was changed meanwhile, too', () => {
    const of = book();
    const payload = sent(of, { purpose: 'Woods' });
    of.type('attendance', 3, 'mark', 'Present');
    expect(correctMeeting(of.as(LEAD), payload)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/was changed/),
    });
  });

  it('asks first where training shared by who came hangs on it (S2)', () => {
    const of = book({ sessions: [{ ...SESSION, meeting: 'M-1' }] });
    const payload = sent(of, { purpose: 'Woods' });
    expect(correctMeeting(of.as(LEAD), payload)).toMatchObject({
      confirm: true,
      findings: [{ rule: 'M3' }, { rule: 'S2' }],
    });
    expect(of.tables().get('meetings').at(0).purpose).toBe('Pond');
    expect(correctMeeting(of.as(LEAD), { ...payload, confirmed: true })).toMatchObject({ ok: true });
  });

  it('asks when it would stand on the day of another of its kind (M4)', () => {
    const of = book({ meetings: [HELD, meeting('M-2', '2026-11-20')] });
    expect(correctMeeting(of.as(LEAD), sent(of, { date: '2026-11-20' }))).toMatchObject({
      confirm: true,
      findings: [{ rule: 'M4' }, { rule: 'M3' }],
    });
    // Its own row is no second entry.
    expect(correctMeeting(of.as(LEAD), sent(of, { purpose: 'Woods' }))).toMatchObject({ ok: true });
  });

  it('is the cluster’s own people’s to correct, by the row as it stands', () => {
    const of = book();
    const payload = sent(of, { purpose: 'Woods' });
    const message = /^You do not record meetings of North Cluster\. Nell North \(Cluster lead\)/;
    expect(correctMeeting(of.as(SOUTH_LEAD), payload)).toMatchObject({
      ok: false,
      message: expect.stringMatching(message),
    });
    expect(meetingForm(of.as(SOUTH_LEAD), 'M-1')).toMatchObject({ ok: false, message: expect.stringMatching(message) });
    expect(done(meetingForm(of.as(SOUTH_LEAD))).meetings).toEqual([]);
    expect(correctMeeting(of.as(LEAD), { ...payload, meeting: 'M-9' })).toMatchObject({ ok: false });
  });

  it('is not held in the future, and marks only members of its day (P7)', () => {
    const of = book();
    const wrong = correctMeeting(
      of.as(LEAD),
      sent(of, { date: '2027-01-20', attendance: [{ school: 'S-6', mark: 'Present' }] }),
    );
    expect(wrong).toMatchObject({ problems: [{ field: 'date' }, { field: 'attendance.0' }] });
  });
});
