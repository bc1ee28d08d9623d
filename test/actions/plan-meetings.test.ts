import { planMeetings } from '../../src/actions/plan-meetings';
import { done, LEAD, logged, open, SOUTH_LEAD } from '../support/action-cases';
import { meeting } from '../support/builders';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const sent = (more: object = {}) => ({
  token: token(),
  cluster: 'C-1',
  date: '2027-01-20',
  more: ['2027-03-10', '2026-12-02'],
  start: '13:00',
  end: '15:00',
  inSchoolHours: true,
  kind: 'Whole cluster',
  ...more,
});

describe('the year’s meetings, planned in one go (M6)', () => {
  it('are written each by itself, and what is still needed is said', () => {
    const of = open([], { meetings: [meeting('M-1', '2026-10-01')] });
    expect(done(planMeetings(of.as(LEAD), sent()))).toMatchObject({
      message: 'Planned: 3 meetings of North Cluster (2 Dec 2026, 20 Jan 2027, 10 Mar 2027).',
      next: '1 counted this year, 3 more by 20 Jul 2027; next planned 2 Dec 2026.',
    });
    const planned = of.tables().get('meetings').rows.slice(1);
    expect(planned.map(({ date }) => date)).toEqual(['2026-12-02', '2027-01-20', '2027-03-10'].map(day));
    expect(new Set(planned.map(({ id }) => id)).size).toBe(3);
    expect(planned.every(({ status, cluster }) => status === 'Planned' && cluster === 0)).toBe(true);
    expect(logged(of)).toEqual(['Plan a meeting', 'Plan a meeting', 'Plan a meeting']);
  });

  it('are planned once, however often they are sent', () => {
    const of = open([]);
    const payload = sent();
    const { message } = done(planMeetings(of.as(LEAD), payload));
    expect(planMeetings(of.as(LEAD), payload)).toMatchObject({ ok: true, message });
    expect([of.count('meetings'), of.count('log')]).toEqual([3, 3]);
  });

  it('are looked at one by one: what is asked about names its day (M2, M4)', () => {
    const of = open([], { meetings: [meeting('M-1', '2027-03-10', { status: 'Planned' })] });
    const payload = sent({ more: ['2027-03-10', '2027-01-23'] });
    expect(planMeetings(of.as(LEAD), payload)).toMatchObject({
      confirm: true,
      findings: [
        { rule: 'M2', message: expect.stringMatching(/^23 Jan 2027: .*Saturday/) },
        { rule: 'M4', message: expect.stringMatching(/^10 Mar 2027: .*M-1/) },
      ],
    });
    expect(of.count('meetings')).toBe(1);
    expect(planMeetings(of.as(LEAD), { ...payload, confirmed: true })).toMatchObject({ ok: true });
  });

  it('are told of every day that cannot be, at once', () => {
    const of = open([]);
    expect(
      planMeetings(of.as(LEAD), sent({ date: '2026-11-01', more: ['2027-02-31', '2027-01-20', '2027-01-20'] })),
    ).toMatchObject({
      problems: [
        { field: 'date', message: '1 Nov 2026 is past: record it as a meeting that was held.' },
        { field: 'more.0', message: 'Pick a date of the calendar.' },
        { field: 'more.2', message: '20 Jan 2027 is in the list twice.' },
      ],
    });
    expect(planMeetings(of.as(LEAD), sent({ end: '12:00' }))).toMatchObject({ problems: [{ field: 'end' }] });
    expect(of.count('meetings')).toBe(0);
  });

  it('are those of one’s own cluster', () => {
    expect(planMeetings(open([]).as(SOUTH_LEAD), sent())).toMatchObject({ ok: false });
  });
});
