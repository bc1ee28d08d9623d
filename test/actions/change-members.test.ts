import { changeForm, changeMembers, previewChange } from '../../src/actions/change-members';
import { ADVISOR, ASKED, DIRECTOR, done, LEAD, make, open } from '../support/action-cases';
import { mark, meeting, SESSION } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { WITH_NINTH } from '../support/request-cases';
import { day, PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const SCIENCE = 'science@example.org';
const WITH_SCIENCE = [...PEOPLE, { name: 'Sam', email: SCIENCE, role: 'Science lead', school: 'School 2' }];
const BARE: Row = { ...ASKED, pot: null, amount: null, payee: null };
const JOINS: Row = { ...BARE, matter: 'Replace a school', school: 'School 9' };
const LEAVES: Row = { ...BARE, id: 'R-2', matter: 'School leaving', school: 'School 2' };
const OPEN: Row = { ...ASKED, id: 'R-3', matter: 'PSQM', pot: null, amount: null, payee: 'Hub', school: 'School 2' };

/** North with a school to join and one to leave, both approved; School 2 missed one of two meetings and owes £60. */
function book(): FakeWorkbook {
  const of = open([JOINS, LEAVES, OPEN], {
    schools: WITH_NINTH,
    people: WITH_SCIENCE,
    meetings: [meeting('M-1', '2026-11-02'), meeting('M-2', '2026-10-05')],
    attendance: [mark('M-1', 1), mark('M-1', 2), mark('M-1', 3), mark('M-2', 1)],
    sessions: [{ ...SESSION, meeting: 'M-1' }],
  }).begin();
  expect(make(of, DIRECTOR, 'Approve')).toMatchObject({ ok: true });
  expect(make(of, ADVISOR, 'Approve', {}, 'R-2')).toMatchObject({ ok: true });
  return of;
}
const REPLACED = { request: 'R-1', on: '2027-03-01', also: 'R-2', alsoOn: '2027-02-28' };
const preview = (of: FakeWorkbook, more: object) => done(previewChange(of.as(LEAD), { token: token(), ...more }));
const change = (of: FakeWorkbook, more: object = {}, email = LEAD) =>
  changeMembers(of.as(email), { token: token(), ...REPLACED, ...more });
const spells = (of: FakeWorkbook) =>
  of
    .tables()
    .get('membership')
    .rows.filter(({ school }) => school === 1 || school === 8)
    .map(({ school, from, to, request }) => [school, from, to, request]);

describe('a change of membership that was approved', () => {
  it('shows first what it does to money and counts: a leaver (F1, F5, F9, P1)', () => {
    const { lines, notes } = preview(book(), { request: 'R-2', on: '2027-02-28' });
    expect(lines).toEqual([
      { what: 'Schools in the cluster', before: '5 schools (3 to 12)', after: '4 schools (3 to 12)' },
      { what: 'Release of School 2, 2026/27', before: '5 half-days, £500.00', after: '2 half-days, £200.00' },
      { what: 'Release of the cluster, 2026/27', before: '£2,500.00', after: '£2,200.00' },
      { what: 'Match and cash into the pot, 2026/27', before: '£2,500.00', after: '£2,200.00' },
      { what: 'Release of School 2, 2027/28', before: '5 half-days, £500.00', after: '0 half-days, £0.00' },
      { what: 'Release of the cluster, 2027/28', before: '£2,500.00', after: '£2,000.00' },
      { what: 'Match and cash into the pot, 2027/28', before: '£2,500.00', after: '£2,000.00' },
    ]);
    expect(notes).toEqual([
      'School 2 missed 1 of 2 meetings this year.',
      'School 2 owes £60.00 above the cap.',
      'Requests of it are open: R-3.',
    ]);
  });

  it('shows a replacement as both together: the cluster stays as large', () => {
    const { lines } = preview(book(), REPLACED);
    expect(lines[0]).toMatchObject({ before: '5 schools (3 to 12)', after: '5 schools (3 to 12)' });
    expect(lines).toContainEqual({
      what: 'Release of School 9, 2026/27',
      before: '0 half-days, £0.00',
      after: '2 half-days, £200.00',
    });
    // 2 and 2 of 5 half-days: a day of each school is in the year, and each is rounded down (F9).
    expect(lines).toContainEqual(
      expect.objectContaining({ what: 'Release of the cluster, 2026/27', after: '£2,400.00' }),
    );
  });

  it('is a leave and a join in one go, each with its request (C3)', () => {
    const of = book();
    expect(done(change(of)).message).toBe(
      'Done: School 2: last day in North Cluster 28 Feb 2027. Done: School 9: first day in North Cluster 1 Mar 2027.',
    );
    expect(spells(of)).toEqual([
      [1, day('2020-09-01'), day('2027-02-28'), 1],
      [8, day('2027-03-01'), null, 0],
    ]);
    expect(done(changeForm(of.as(LEAD))).changes).toEqual([]);
  });

  it('is both or neither, with all that is wrong at once', () => {
    const of = book();
    const before = spells(of);
    const lines = of.count('log');
    expect(change(of, { alsoOn: '2019-01-01' })).toMatchObject({ problems: [{ field: 'alsoOn' }] });
    expect(change(of, { on: '2027-02-31', alsoOn: '2019-01-01' })).toMatchObject({
      problems: [{ field: 'alsoOn' }, { field: 'on' }],
    });
    expect(change(of, { alsoOn: null })).toMatchObject({ problems: [{ field: 'alsoOn' }] });
    expect(change(of, { on: '2027-02-31' })).toMatchObject({ problems: [{ field: 'on' }] });
    expect(of.count('log')).toBe(lines);
    expect(change(of, { also: 'R-3' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^A replacement is/),
    });
    expect(spells(of)).toEqual(before);
  });

  it('is the lead’s, the Advisor’s and the Director’s, which is said on opening', () => {
    const of = book();
    expect(changeForm(of.as(SCIENCE))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^This is not yours to do.*Nell North \(Cluster lead\)/),
    });
    expect(previewChange(of.as(SCIENCE), { token: token(), ...REPLACED })).toMatchObject({ ok: false });
    expect(change(of, {}, SCIENCE)).toMatchObject({ ok: false });
    expect(done(changeForm(of.as(LEAD))).changes.map(({ request, replaces }) => [request, replaces])).toEqual([
      ['R-1', true],
      ['R-2', false],
    ]);
  });
});
