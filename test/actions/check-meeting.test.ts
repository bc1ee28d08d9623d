import { checkMeeting, minutesTyped } from '../../src/actions/check-meeting';
import type { RecordMeeting } from '../../src/actions/schemas/record-meeting';
import { contextOf, LEAD, open, SOUTH_LEAD } from '../support/action-cases';
import { meeting } from '../support/builders';
import { day } from '../support/rules-tables';

const SENT: RecordMeeting = {
  token: 'token0000000001',
  cluster: 'C-1',
  date: '2026-11-20',
  start: '13:00',
  end: '15:00',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: [1, 2, 3, 4, 5].map((school) => ({ school: `S-${school}`, mark: 'Present' })),
};
const book = () =>
  open([], { meetings: [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-08', { status: 'Cancelled' })] });
const check = (change: Partial<RecordMeeting> = {}, email = LEAD) =>
  checkMeeting(contextOf(book(), email), { ...SENT, ...change });
const fields = (change: Partial<RecordMeeting>) => {
  const checked = check(change);
  return 'ok' in checked ? checked.problems?.map(({ field }) => field) : [];
};
const said = (change: Partial<RecordMeeting>) => {
  const checked = check(change);
  return 'ok' in checked ? checked.message : checked.findings.map(({ rule, severity }) => `${rule} ${severity}`);
};

describe('a meeting that can be written', () => {
  it('has its cluster and day, and nothing is said of it', () => {
    expect(check()).toEqual({ cluster: 0, date: day('2026-11-20'), findings: [] });
  });

  it.each<[string, Partial<RecordMeeting>, string[]]>([
    ['today', { date: '2026-11-24' }, []],
    ['tomorrow', { date: '2026-11-25' }, ['date']],
    ['tomorrow, planned', { date: '2026-11-25', status: 'Planned' }, []],
    ['on a day that is none', { date: '2026-02-30' }, ['date']],
    ['of a cluster nobody knows', { cluster: 'C-9' }, ['cluster']],
    ['that ends as it starts', { end: '13:00' }, ['end']],
    ['that ends, and nobody says when it starts', { start: null }, []],
    ['of a school nobody knows', { attendance: [{ school: 'S-99', mark: 'Present' }] }, ['attendance.0']],
    ['of a school of another cluster (P7)', { attendance: [{ school: 'S-6', mark: 'Present' }] }, ['attendance.0']],
    [
      'of a school twice',
      { attendance: ['Present', 'Absent'].map((mark) => ({ school: 'S-1', mark: mark as 'Present' })) },
      ['attendance.1'],
    ],
    [
      'with money for releasing nobody (F4)',
      { attendance: [{ school: 'S-1', mark: 'Present', teachers: 0, releaseCost: '50' }] },
      ['attendance.0'],
    ],
  ])('is not one %s, by its fields', (_, change, expected) => expect(fields(change)).toEqual(expected));

  it('is not one of somebody else’s cluster', () => {
    expect(check({}, SOUTH_LEAD)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^North Cluster is not your cluster/),
    });
  });
});

describe('what the rules have to say of a meeting', () => {
  it.each<[string, Partial<RecordMeeting>, string[]]>([
    ['on the day of another one of its kind (M4)', { date: '2026-10-01' }, ['M4 warn']],
    ['on that day, of another kind', { date: '2026-10-01', kind: 'Advisor' }, ['M2 note']],
    ['on the day of one that was cancelled', { date: '2026-10-08' }, []],
    ['that is that one itself', { date: '2026-10-01', meeting: 'M-1' }, []],
    ['without marks', { attendance: [] }, ['M3 warn']],
    ['with four marks of five', { attendance: SENT.attendance.slice(1) }, ['M3 note']],
    ['of a sub-group, with four', { kind: 'Sub-group', attendance: SENT.attendance.slice(1) }, ['M2 note']],
    ['after school (M2)', { inSchoolHours: false }, ['M2 note']],
    [
      'with a cost of a school that did not come',
      { attendance: [{ school: 'S-1', mark: 'Absent', releaseCost: '50' }, ...SENT.attendance.slice(1)] },
      ['F4 warn'],
    ],
  ])('%s', (_, change, expected) => expect(said(change)).toEqual(expected));
});

describe('minutesTyped', () => {
  it.each([
    ['13:30', 810],
    ['00:00', 0],
    ['', null],
    [null, null],
    ['soon', null],
  ])('of %p is %p', (text, minutes) => expect(minutesTyped(text)).toBe(minutes));
});
