import { peopleForm, previewPerson, savePerson } from '../../src/actions/people';
import { performSimple } from '../../src/actions/perform';
import { keepRights } from '../../src/actions/register-people';
import { ADVISOR, ASKED, DIRECTOR, done, LEAD, list, make, open, problems } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const OWNER = 'owner@example.org';
const NEW = { act: 'add', name: 'Bo Bursar', email: 'bo@example.org', role: 'Finance', cluster: 'C-1' };
const people = (of: FakeWorkbook) => of.tables().get('people').rows;
const rowOf = (of: FakeWorkbook, name: string) =>
  done(peopleForm(of.as(DIRECTOR))).people.find((person) => person.name === name)!.id;
const save = (of: FakeWorkbook, email: string, more: object) => savePerson(of.as(email), { token: token(), ...more });
function begun(): FakeWorkbook {
  const of = open([ASKED]).begin();
  performSimple(of.as(DIRECTOR), ['membership', 'requests', 'decisions'], (context) => {
    keepRights(context);
    return { ok: true as const };
  });
  return of;
}
const waits = (of: FakeWorkbook) => problems(of, DIRECTOR).filter(({ repair }) => repair?.confirms).length;

describe('people by form', () => {
  it('say on opening whose it is to change them', () => {
    expect(peopleForm(begun().as(LEAD))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^This is not yours to do.*Dana Director \(Director\)/),
    });
    expect(save(begun(), LEAD, NEW)).toMatchObject({ ok: false });
    expect(done(peopleForm(begun().as(ADVISOR))).people.map(({ does }) => does)).toEqual([
      'Director',
      'Advisor, School 6',
      'Cluster lead of North Cluster, School 1',
      'Cluster lead of South Cluster, School 7',
    ]);
  });

  it('are added, recorded where whoever adds them may confirm it, and once', () => {
    const of = begun();
    const payload = { token: token(), ...NEW };
    const message = 'Saved: Bo Bursar: Finance of North Cluster.';
    expect(savePerson(of.as(DIRECTOR), payload)).toMatchObject({ ok: true, message });
    expect(savePerson(of.as(DIRECTOR), payload)).toMatchObject({ ok: true, message });
    expect([people(of).length, waits(of)]).toEqual([5, 0]);
    expect(of.lastLine()).toMatchObject({ action: 'Change people', what: 'Bo Bursar: Finance of North Cluster' });
    expect(save(of, DIRECTOR, { ...NEW, from: '2027-01-01' })).toMatchObject({
      problems: [{ field: 'email', message: 'Bo Bursar is entered already: Finance of North Cluster.' }],
    });
  });

  it('that nobody but another may confirm wait, and the form says for whom (A3)', () => {
    const of = begun();
    of.owner = OWNER;
    const next = 'It waits until the Director confirms it in Clusters ▸ Check workbook.';
    const substitute = { act: 'stand in', name: 'Sue', email: 'sue@example.org', from: '2026-12-01', to: '2026-12-31' };
    expect(save(of, ADVISOR, { ...substitute, row: rowOf(of, 'Dana Director') })).toMatchObject({ ok: true, next });
    expect(waits(of)).toBe(1);
    // The owner records by form who decides nothing.
    expect(save(of, OWNER, NEW)).toMatchObject({ ok: true, next: expect.stringMatching(/^They can open/) });
    expect(waits(of)).toBe(1);
  });

  it('stand in for the Director between two days, and decide then (A4)', () => {
    const of = open([{ ...ASKED, cluster: 'South Cluster', askedBy: 'south@example.org' }]).begin();
    const row = rowOf(of, 'Dana Director');
    const sue = { act: 'stand in', row, name: 'Sue', email: 'sue@example.org' };
    expect(save(of, DIRECTOR, { ...sue, from: '2026-11-24', to: '2026-11-20' })).toMatchObject({
      problems: [{ field: 'to', message: 'The last day comes after the first.' }],
    });
    expect(save(of, DIRECTOR, { ...sue, email: DIRECTOR, from: '2026-11-20', to: '2026-11-30' })).toMatchObject({
      problems: [{ field: 'email' }],
    });
    done(save(of, DIRECTOR, { ...sue, from: '2026-11-20', to: '2026-11-30' }));
    expect(list(of, 'sue@example.org').mine.map(({ inPlaceOf }) => inPlaceOf)).toEqual(['Dana Director']);
  });

  it('are ended on a day, though not before something they decided', () => {
    const of = begun();
    expect(make(of, ADVISOR, 'Approve')).toMatchObject({ ok: true });
    const row = rowOf(of, 'Ari Advisor');
    expect(save(of, DIRECTOR, { act: 'end', row, to: '2026-11-20' })).toMatchObject({
      problems: [{ field: 'to', message: expect.stringMatching(/^Ari Advisor decided something on 24 Nov 2026/) }],
    });
    expect(save(of, DIRECTOR, { act: 'end', row, to: '2026-12-31' })).toMatchObject({ ok: true });
    expect(people(of)[1]!.to).toBe(day('2026-12-31'));
  });

  it('never lose the last Director', () => {
    const of = begun();
    const row = rowOf(of, 'Dana Director');
    const end = { act: 'end', row, to: '2026-12-31' };
    expect(save(of, DIRECTOR, end)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nobody would be Director/),
    });
    const next = { act: 'add', name: 'Nia Next', email: 'nia@example.org', role: 'Director' };
    done(save(of, DIRECTOR, { ...next, from: '2027-02-01' }));
    expect(save(of, DIRECTOR, end)).toMatchObject({ ok: false }); // January would have none
    expect(save(of, DIRECTOR, { ...end, to: '2027-01-31' })).toMatchObject({ ok: true });
    expect(people(of)[0]!.to).toBe(day('2027-01-31'));
  });

  it('are ended as Director by nobody but a Director', () => {
    const of = begun();
    done(save(of, DIRECTOR, { act: 'add', name: 'Nia Next', email: 'nia@example.org', role: 'Director' }));
    const end = { act: 'end', row: rowOf(of, 'Dana Director'), to: '2026-12-31' };
    expect(save(of, ADVISOR, end)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Only the Director says/),
    });
    expect(people(of)[0]!.to).toBeNull();
  });

  it('are moved to another school from a day on: the days before keep the old one (P7)', () => {
    const of = begun();
    const row = rowOf(of, 'Nell North');
    const move = { act: 'move', row, cluster: 'C-1', school: 'S-2', from: '2027-01-05' };
    expect(save(of, DIRECTOR, { ...move, school: 'S-1' })).toMatchObject({ problems: [{ field: 'school' }] });
    expect(save(of, DIRECTOR, { ...move, cluster: null })).toMatchObject({ problems: [{ field: 'cluster' }] });
    done(save(of, DIRECTOR, move));
    expect(people(of).filter(({ name }) => name === 'Nell North')).toMatchObject([
      { school: 0, from: null, to: day('2027-01-04') },
      { school: 1, from: day('2027-01-05'), to: null },
    ]);
    expect(waits(of)).toBe(0);
    // Sent again it is done already; anything else of a row that was changed is not.
    expect(save(of, DIRECTOR, move)).toMatchObject({ ok: true });
    expect(people(of).filter(({ name }) => name === 'Nell North')).toHaveLength(2);
    for (const other of [
      { ...move, from: '2027-01-06' },
      { ...move, school: 'S-3' },
      { act: 'end', row, to: '2027-01-31' },
    ])
      expect(save(of, DIRECTOR, other)).toMatchObject({ ok: false, message: expect.stringMatching(/was changed/) });
  });

  it('need what their role needs, all of it said at once', () => {
    const of = begun();
    const bare = { act: 'add', name: 'X', email: 'x@example.org' };
    for (const [role, field] of [
      ['Cluster lead', 'cluster'],
      ['Finance', 'cluster'],
      ['Science lead', 'school'],
    ])
      expect(save(of, DIRECTOR, { ...bare, role, from: '2027-02-31' })).toMatchObject({
        problems: [{ field: 'from' }, { field }],
      });
    expect(save(of, DIRECTOR, { act: 'add', name: '', email: 'x', role: 'King' })).toMatchObject({
      problems: [{ field: 'name' }, { field: 'email' }, { field: 'role' }],
    });
  });
});

describe('a change of people that is being typed', () => {
  const preview = (of: FakeWorkbook, more: object, email = DIRECTOR) =>
    done(previewPerson(of.as(email), { token: token(), ...more }));

  it('says what somebody who is added may do then, and that nothing of it waits', () => {
    expect(preview(begun(), NEW)).toEqual({
      ok: true,
      severity: 'good',
      sentence: 'Bo Bursar: Finance of North Cluster.',
      waits: '',
      gains: [
        'Record meetings, payments and income, year ends, training sessions, that release money is declared for North ' +
          'Cluster.',
      ],
      loses: [],
      never: '',
    });
  });

  it('says what is taken from somebody who ends, and nothing of what they keep by another role', () => {
    const of = begun();
    const end = { act: 'end', row: rowOf(of, 'Nell North'), to: '2026-12-31' };
    expect(preview(of, end)).toMatchObject({
      sentence: 'Nell North: Cluster lead of North Cluster, School 1, to 31 Dec 2026.',
      gains: [],
      loses: [
        'Record meetings, payments and income, year ends, training sessions, that release money is declared, schools ' +
          'that join or leave, focus areas for North Cluster.',
      ],
    });
    done(save(of, DIRECTOR, { ...NEW, name: 'Nell North', email: LEAD }));
    expect(preview(of, end).loses).toEqual(['Record schools that join or leave, focus areas for North Cluster.']);
  });

  it('says both of somebody who moves', () => {
    const of = begun();
    const row = rowOf(of, 'Sol South');
    const { gains, loses } = preview(of, { act: 'move', row, cluster: 'C-1', school: 'S-2', from: '2027-01-05' });
    expect([gains.length, loses.length]).toEqual([1, 1]);
    expect(gains[0]).toMatch(/ for North Cluster\.$/);
    expect(loses[0]).toMatch(/ for South Cluster\.$/);
  });

  it('says on what somebody who is to decide decides, and on what never (A3)', () => {
    const advisor = { ...NEW, role: 'Advisor', cluster: null, school: 'S-2' };
    const { gains, never } = preview(begun(), advisor);
    expect(gains[0]).toMatch(/^Decide on organising time, travel, /);
    expect(gains).toContain('Say who does what.');
    expect(gains.some((text) => / for every cluster\.$/.test(text))).toBe(true);
    expect(never).toBe('Never on what is asked for School 2 and its cluster: it is their own.');
  });

  it('says for whom it waits (A3), and what cannot be', () => {
    const of = begun();
    const sue = { act: 'stand in', name: 'Sue', email: 'sue@example.org', from: '2026-12-01', to: '2026-12-31' };
    expect(preview(of, { ...sue, row: rowOf(of, 'Dana Director') }, ADVISOR)).toMatchObject({
      severity: 'warn',
      waits: 'It waits until the Director confirms it in Clusters ▸ Check workbook.',
    });
    const end = { act: 'end', row: rowOf(of, 'Dana Director'), to: '2026-12-31' };
    expect(preview(of, end)).toMatchObject({
      severity: 'stop',
      sentence: expect.stringMatching(/^Nobody would be Director/),
    });
  });

  it('is written nowhere, and told to nobody whose it is not', () => {
    const of = begun();
    const before = JSON.stringify([of.tables().grid('people'), of.count('log')]);
    preview(of, NEW);
    expect(JSON.stringify([of.tables().grid('people'), of.count('log')])).toBe(before);
    expect(waits(of)).toBe(0);
    expect(previewPerson(of.as(LEAD), { token: token(), ...NEW })).toMatchObject({ ok: false });
  });
});
