import { correctMeeting } from '../../src/actions/correct-meeting';
import { meetingForm } from '../../src/actions/meeting-form';
import { previewMeeting } from '../../src/actions/preview-meeting';
import { recordMeeting } from '../../src/actions/record-meeting';
import { done, LEAD, open, SOUTH_LEAD } from '../support/action-cases';
import { mark, meeting } from '../support/builders';
import { token } from '../support/tracker';

const said = (more: object = {}) => ({
  token: token(),
  meeting: null,
  cluster: 'C-1',
  date: '2026-11-18',
  more: [],
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: [
    { school: 'S-1', mark: 'Present' },
    { school: 'S-2', mark: 'Apologies' },
  ],
  ...more,
});
const book = () => open([], { meetings: [meeting('M-1', '2026-10-20')], attendance: [mark('M-1', 1)] });
const preview = (more: object = {}, of = book()) => done(previewMeeting(of.as(LEAD), said(more)));
const lines = (more: object = {}) =>
  preview(more).lines.map(({ what, before, after }) => `${what}: ${before}, ${after}`);

describe('a meeting that is being typed', () => {
  it('counts towards the minimum, says how many then, and who is missing (M1, M2)', () => {
    expect(preview()).toMatchObject({
      sentence: 'It counts towards the yearly minimum.',
      who: '1 of 2 schools came. Missing: School 2 (apologies).',
      findings: [{ rule: 'M3', message: expect.stringMatching(/^\d schools? not marked \(School 3/) }],
    });
    expect(lines()).toEqual(['Counted in 2026/27: 1 of 4, 2 of 4']);
  });

  it.each([
    ['after school', { inSchoolHours: false }, 'It does not count towards the yearly minimum.'],
    ['of a sub-group', { kind: 'Sub-group' }, 'It does not count towards the yearly minimum.'],
    [
      'of a sub-group after school',
      { kind: 'Sub-group', inSchoolHours: false },
      'It does not count towards the yearly minimum.',
    ],
    [
      'that is planned',
      { status: 'Planned', date: '2027-01-20', attendance: [] },
      'It counts towards the yearly minimum, once it is held.',
    ],
    [
      'planned with others',
      { status: 'Planned', date: '2027-01-20', more: ['2027-02-03'], attendance: [] },
      'They count towards the yearly minimum, once they are held.',
    ],
  ])('says of one %s whether it counts, and why not (M2)', (_, more, sentence) => {
    const { sentence: says, findings } = preview(more);
    expect(says).toBe(sentence);
    expect(findings.some(({ rule }) => rule === 'M2')).toBe(sentence.includes('does not'));
  });

  it('is weighed as a correction of the one that is recorded, and as nothing where it is cancelled', () => {
    expect(lines({ meeting: 'M-1', date: '2026-10-21' })).toEqual(['Counted in 2026/27: 1 of 4, 1 of 4']);
    expect(lines({ meeting: 'M-1', date: '2026-10-20', status: 'Cancelled', attendance: [] })).toEqual([
      'Counted in 2026/27: 1 of 4, 0 of 4',
    ]);
  });

  it('says at once what cannot be', () => {
    expect(preview({ date: '2027-01-20' })).toMatchObject({
      severity: 'stop',
      sentence: expect.stringMatching(/^A meeting that was held cannot be in the future/),
    });
    expect(preview({ start: '15:00', end: '14:00' }).sentence).toBe('The end comes after the start.');
  });

  it('is counted as it is once it is sent', () => {
    const of = book();
    const payload = said({ confirmed: true });
    const before = done(previewMeeting(of.as(LEAD), payload));
    expect(done(recordMeeting(of.as(LEAD), payload)).counted).toBe(2);
    expect(before.lines[0]).toMatchObject({ after: '2 of 4' });
    const { editing } = done(meetingForm(of.as(LEAD), 'M-1'));
    const cancels = { ...said(), meeting: 'M-1', shown: editing!.shown, date: '2026-10-20', status: 'Cancelled' };
    const then = done(previewMeeting(of.as(LEAD), cancels));
    expect(then.lines[0]).toMatchObject({ before: '2 of 4', after: '1 of 4' });
    expect(done(correctMeeting(of.as(LEAD), { ...cancels, attendance: [], confirmed: true })).counted).toBe(1);
  });

  it('writes nothing, and is told to nobody of another cluster', () => {
    const of = book();
    const before = JSON.stringify(of.tables().grid('meetings'));
    preview({}, of);
    expect(JSON.stringify(of.tables().grid('meetings'))).toBe(before);
    expect(previewMeeting(of.as(SOUTH_LEAD), said())).toMatchObject({ ok: false });
    expect(previewMeeting(of.as(LEAD), said({ date: '' }))).toMatchObject({ ok: false, problems: [{ field: 'date' }] });
  });
});
