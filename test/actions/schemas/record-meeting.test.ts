import { recordMeetingSchema } from '../../../src/actions/schemas/record-meeting';
import { fieldsRefused } from '../../support/action-cases';
import { token } from '../../support/tracker';

const CAME = { school: 'S-1', mark: 'Present' };
const refused = (change: object = {}) =>
  fieldsRefused(recordMeetingSchema, {
    token: token(),
    cluster: 'C-1',
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [CAME],
    ...change,
  });
const line = (change: object) => refused({ attendance: [CAME, { ...CAME, ...change }] });

describe('a meeting as its form sends it', () => {
  it('is taken, planned or held, with times or without', () => {
    expect(refused()).toEqual([]);
    expect(
      refused({ status: 'Planned', start: '13:00', end: '15:00', attendance: [], heldAt: '', note: null }),
    ).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a meeting that is cancelled', { status: 'Cancelled' }, 'status: Say whether it was held or is planned.'],
    ['no word on school hours', { inSchoolHours: null }, 'inSchoolHours: Say whether it was in school hours.'],
    ['a kind that is none', { kind: 'Party' }, 'kind: Pick the kind of meeting.'],
    ['an hour that is none', { start: '25:00' }, 'start: Type a time such as 13:30.'],
    ['a planned one without an ID', { meeting: '' }, 'meeting: Pick a meeting from the list.'],
  ])('is refused with %s', (_, change, said) => expect(refused(change)).toEqual([said]));

  it('has at most sixty schools', () => {
    expect(refused({ attendance: new Array(60).fill(CAME) })).toEqual([]);
    expect(refused({ attendance: new Array(61).fill(CAME) })).toHaveLength(1);
  });
});

describe('the line of a school', () => {
  it('is a mark, and how many teachers came for what', () => {
    for (const mark of ['Present', 'Substitute', 'Apologies', 'Absent']) expect(line({ mark })).toEqual([]);
    for (const teachers of [0, 99, null]) expect(line({ teachers, releaseCost: '95.50' })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a mark that is none', { mark: '=1+1' }, 'attendance.1.mark: Say whether the school came.'],
    ['a hundred teachers', { teachers: 100 }, 'attendance.1.teachers: Type a number under 100.'],
    ['half a teacher', { teachers: 1.5 }, 'attendance.1.teachers: Type a whole number.'],
    ['half pennies', { releaseCost: '1.005' }, 'attendance.1.releaseCost: Type a sum such as 350.00.'],
    ['no school', { school: '' }, 'attendance.1.school: Pick a school.'],
  ])('is refused with %s', (_, change, said) => expect(line(change)).toEqual([said]));
});
