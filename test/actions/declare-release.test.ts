import { declareRelease, releaseForm } from '../../src/actions/declare-release';
import { ADVISOR, done, LEAD, logged, open, SOUTH_LEAD } from '../support/action-cases';
import { mark, meeting, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

const TEACHER = 'teacher@example.org';
const book = (more: Tabs = {}) =>
  open([], {
    people: [...PEOPLE, { name: 'Tess Teacher', email: TEACHER, role: 'Science lead', school: 'School 2' }],
    meetings: [meeting('M-1', '2026-10-01')],
    attendance: [mark('M-1', 1), mark('M-1', 2, 'Present', { releaseCost: 90 })],
    ...more,
  });
const declared = (more: object = {}) => ({
  token: token(),
  cluster: 'C-1',
  year: '2026/27',
  schools: ['S-1', 'S-2'],
  by: 'Nell North',
  on: '2026-11-20',
  ...more,
});
const rows = (of: FakeWorkbook) =>
  of
    .tables()
    .get('release')
    .rows.map(({ school, year, declaredBy, declaredOn }) => [school, year, declaredBy, declaredOn !== null]);

describe('release money that is declared (F3)', () => {
  it('is shown school by school: set aside, shown by meetings, declared or not (F1, F2)', () => {
    const tabs = { release: [{ school: 'School 3', year: '2026/27', declaredOn: '2026-09-10' }] };
    const { years, yours } = done(releaseForm(book(tabs).as(LEAD)));
    expect(yours).toBe('You record that release money is declared for North Cluster.');
    expect(years.map(({ year }) => year)).toEqual(['2026/27', '2027/28', '2025/26']);
    expect(years[0]!.schools.slice(0, 3)).toEqual([
      {
        id: 'S-1',
        name: 'School 1',
        cluster: 'C-1',
        aside: '5 half-days, £500.00',
        shown: '£100.00 shown by 1 meeting',
        declared: null,
        isTheirs: true,
      },
      expect.objectContaining({ id: 'S-2', shown: '£90.00 shown by 1 meeting' }),
      expect.objectContaining({ id: 'S-3', shown: '£0.00 shown by 0 meetings', declared: 'declared on 10 Sep 2026' }),
    ]);
    expect(years[0]!.schools.map(({ cluster }) => cluster)).not.toContain('C-2');
  });

  it('is written for many schools at once, and says who is left', () => {
    const own = book();
    expect(done(declareRelease(own.as(LEAD), declared()))).toMatchObject({
      message: 'Recorded for 2026/27: School 1, School 2 declared the release money.',
      next: 'Still to declare: School 3, School 4, School 5.',
    });
    expect(rows(own)).toEqual([
      [0, 2026, 'Nell North', true],
      [1, 2026, 'Nell North', true],
    ]);
    expect(own.lastLine()).toEqual({
      action: 'Declare release',
      reference: 'C-1',
      who: LEAD,
      what: '2026/27, Nell North: School 1; School 2',
    });
    const rest = declared({ schools: ['S-3', 'S-4', 'S-5'] });
    expect(done(declareRelease(own.as(LEAD), rest)).next).toBe('Every school of North Cluster has declared it now.');
  });

  it('is written once a school and year, however often it is sent', () => {
    const own = book();
    const sent = declared();
    const first = done(declareRelease(own.as(LEAD), sent));
    expect(declareRelease(own.as(LEAD), sent)).toEqual({ ...first, undo: undefined });
    done(declareRelease(own.as(LEAD), declared({ schools: ['S-2', 'S-3'] })));
    expect(rows(own).map(([school]) => school)).toEqual([0, 1, 2]);
    expect(logged(own)).toEqual(['Declare release', 'Declare release']);
  });

  it('is a school’s own people’s for their school, and for no other', () => {
    const own = book();
    const { years } = done(releaseForm(own.as(TEACHER)));
    expect(years[0]!.schools.filter(({ isTheirs }) => isTheirs).map(({ id }) => id)).toEqual(['S-2']);
    expect(declareRelease(own.as(TEACHER), declared())).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^School 1 is not your school/),
    });
    expect(declareRelease(own.as(TEACHER), declared({ schools: ['S-2'] }))).toMatchObject({ ok: true });
    expect(declareRelease(own.as(SOUTH_LEAD), declared())).toMatchObject({ ok: false });
    expect(declareRelease(own.as(ADVISOR), declared({ schools: ['S-1'] }))).toMatchObject({ ok: true });
  });

  it.each<[string, object, string]>([
    ['a school of another cluster', { schools: ['S-6'] }, 'schools'],
    ['no school', { schools: [] }, 'schools'],
    ['a year in which no agreement runs', { year: '2025/26' }, 'schools'],
    ['a year that is none', { year: '2026/29' }, 'year'],
    ['a day to come', { on: '2026-11-25' }, 'on'],
  ])('is refused of %s, at its field', (_, more, field) => {
    const own = book();
    expect(declareRelease(own.as(LEAD), declared(more))).toMatchObject({ ok: false, problems: [{ field }] });
    expect(rows(own)).toEqual([]);
  });
});
