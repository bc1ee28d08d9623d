import { recordMeeting } from '../../src/actions/record-meeting';
import { done, LEAD, open, SOUTH_LEAD } from '../support/action-cases';
import { meeting } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import type { Row } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('a meeting that is there already', () => {
  const PLANNED: Row = {
    id: 'M-1',
    cluster: 'North Cluster',
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Planned',
  };
  const held = (cluster: string, more: object = {}) => ({
    token: token(),
    meeting: 'M-1',
    cluster,
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [],
    confirmed: true,
    ...more,
  });
  const meetings = (book: FakeWorkbook) => {
    const { cluster, status } = book.tables().get('meetings').at(0);
    return [cluster, status];
  };

  it('is taken over by no other cluster, whatever cluster the form names', () => {
    const book = open([], { meetings: [PLANNED] });
    for (const cluster of ['C-2', 'C-1'])
      expect(recordMeeting(book.as(SOUTH_LEAD), held(cluster))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^North Cluster is not your cluster in the People tab/),
      });
    expect(meetings(book)).toEqual([0, 'Planned']);
  });

  it('is not made another cluster’s by its own people either', () => {
    const book = open([], { meetings: [PLANNED] });
    expect(recordMeeting(book.as(LEAD), held('C-2'))).toMatchObject({ ok: false });
    expect(meetings(book)).toEqual([0, 'Planned']);
    expect(recordMeeting(book.as(LEAD), held('C-1'))).toMatchObject({ ok: true, id: 'M-1' });
    expect(meetings(book)).toEqual([0, 'Held']);
  });

  it('is not told of to other clusters when it was held', () => {
    const book = open([], { meetings: [{ ...PLANNED, status: 'Held' }] });
    expect(recordMeeting(book.as(SOUTH_LEAD), held('C-1'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not your cluster/),
    });
  });

  it('does not come back to life when it was cancelled', () => {
    const book = open([], { meetings: [{ ...PLANNED, status: 'Cancelled' }] });
    expect(recordMeeting(book.as(LEAD), held('C-1'))).toMatchObject({
      ok: false,
      message: 'Meeting M-1 was cancelled. Open the form again and record a new one.',
    });
    expect(meetings(book)).toEqual([0, 'Cancelled']);
  });
});

describe('recording a meeting', () => {
  const sent = (more: object = {}) => ({
    token: token(),
    cluster: 'C-1',
    date: '2026-11-20',
    start: '13:00',
    end: '15:00',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [
      { school: 'S-1', mark: 'Present', teachers: 2, releaseCost: '£95.50' },
      { school: 'S-2', mark: 'Apologies' },
    ],
    ...more,
  });

  it('writes it with the marks of its schools, and says how the cluster stands', () => {
    const book = open([], { meetings: [meeting('M-1', '2026-10-01')] });
    const answer = done(recordMeeting(book.as(LEAD), sent()));
    expect(answer).toMatchObject({
      message: `Recorded: North Cluster, 20 Nov 2026, 1 of 2 schools came (${answer.id}).`,
      next: '2 counted this year, 2 more by 20 Jul 2027; none planned yet.',
      counted: 2,
    });
    expect(answer.findings).toEqual([
      {
        rule: 'M3',
        severity: 'note',
        message: '3 schools not marked (School 3, School 4, School 5): counted as absent.',
      },
    ]);
    const tables = book.tables();
    expect(tables.get('meetings').find('id', answer.id)).toMatchObject({
      cluster: 0,
      start: 780,
      end: 900,
      status: 'Held',
    });
    expect(tables.get('attendance').rows).toMatchObject([
      { meeting: 1, school: 0, mark: 'Present', teachers: 2, releaseCost: 95_50 },
      { meeting: 1, school: 1, mark: 'Apologies', teachers: null, releaseCost: null },
    ]);
    expect(book.lastLine()).toEqual({
      action: 'Record a meeting',
      reference: answer.id,
      who: LEAD,
      what:
        'North Cluster, 20 Nov 2026, Whole cluster, in school hours, 1 of 2 schools came ' +
        `[${answer.id} | C-1 | 2026-11-20 | in school hours | Whole cluster | Held]`,
    });
  });

  it('does it once, and says the same again', () => {
    const book = open([]);
    const payload = sent();
    const first = recordMeeting(book.as(LEAD), payload);
    expect(recordMeeting(book.as(LEAD), payload)).toEqual({ ...first, findings: [], undo: undefined });
    expect([book.count('meetings'), book.count('attendance'), book.count('log')]).toEqual([1, 2, 1]);
  });

  it.each<[string, object]>([
    ['another day', { date: '2026-11-19' }],
    ['other hours', { start: '09:00' }],
    ['other marks', { attendance: [{ school: 'S-1', mark: 'Absent' }] }],
    ['more money', { attendance: [{ school: 'S-1', mark: 'Present', teachers: 2, releaseCost: '100' }] }],
    ['another status', { status: 'Planned' }],
  ])('is an error with %s in a form that was sent before, and writes nothing', (_, more) => {
    const book = open([]);
    const payload = sent();
    done(recordMeeting(book.as(LEAD), payload));
    expect(recordMeeting(book.as(LEAD), { ...payload, ...more, confirmed: true })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^This meeting has been recorded already/),
    });
    expect([book.count('meetings'), book.count('attendance'), book.count('log')]).toEqual([1, 2, 1]);
  });

  it('plans one without marks, which counts for nothing yet', () => {
    const book = open([]);
    const answer = done(recordMeeting(book.as(LEAD), sent({ status: 'Planned', date: '2026-12-01' })));
    expect(answer).toMatchObject({
      message: `Planned: North Cluster, 1 Dec 2026 (${answer.id}).`,
      next: '0 counted this year, 4 more by 20 Jul 2027; next planned 1 Dec 2026.',
      counted: 0,
    });
    expect([book.count('attendance'), book.lastLine().action]).toEqual([0, 'Plan a meeting']);
  });

  it('asks before it writes what the rules warn of (M4), and says when it is of another year', () => {
    const book = open([], { meetings: [meeting('M-1', '2026-07-01')] });
    const twin = sent({ date: '2026-07-01' });
    expect(recordMeeting(book.as(LEAD), twin)).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'M4' }, { rule: 'M3', severity: 'note' }],
    });
    expect(book.count('meetings')).toBe(1);
    expect(recordMeeting(book.as(LEAD), { ...twin, confirmed: true })).toMatchObject({
      ok: true,
      next: expect.stringMatching(/^It belongs to 2025\/26, not to this funding year\./),
    });
  });

  it('is refused of a planned one that is gone', () => {
    expect(recordMeeting(open([]).as(LEAD), sent({ meeting: 'M-9' }))).toEqual({
      ok: false,
      message: 'There is no planned meeting “M-9” any more. Open the form again.',
    });
  });
});
