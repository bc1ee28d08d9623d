import { saveSetUp } from '../../src/actions/save-set-up';
import { booksOf } from '../../src/functions/open-tabs';
import { leadOn } from '../../src/rules/clusters/membership';
import { ADVISOR, ASKED, DIRECTOR, flag, LEAD, make, open, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { day, PEOPLE, SCHOOLS } from '../support/rules-tables';
import { token } from '../support/tracker';

const save = (book: FakeWorkbook, more: object, email = DIRECTOR) =>
  saveSetUp(book.as(email), { token: token(), clusters: [], ...more });
const NEW_ADVISOR = { name: 'Ada Next', email: 'ada@example.org' };
const advisors = (book: FakeWorkbook) =>
  book
    .tables()
    .get('people')
    .where('role', 'Advisor')
    .map(({ email, from, to }) => [email, from, to]);
const TODAY = day('2026-11-24');

describe('who decides', () => {
  it('is not entered where a form names one cluster twice', () => {
    const book = open([]);
    const clusters = ['S-1', 'S-2'].map((leadSchool) => ({ cluster: 'C-1', leadSchool }));
    expect(save(book, { clusters })).toMatchObject({
      ok: false,
      problems: [{ field: 'clusters.1.cluster', message: 'C-1 is in the list twice. Open the form again.' }],
    });
  });

  it('is entered where nobody did', () => {
    const book = open([], { people: [] });
    expect(save(book, { director: { name: 'Dana', email: DIRECTOR }, advisor: NEW_ADVISOR }, STRANGER)).toMatchObject({
      ok: true,
      message: 'Saved: Director: Dana; Advisor: Ada Next.',
    });
    expect(book.tables().get('people').rows).toMatchObject([
      { role: 'Director', email: DIRECTOR, from: null },
      { role: 'Advisor', email: 'ada@example.org', from: null },
    ]);
  });

  it('changes from today, and the one before held until yesterday (A3)', () => {
    const book = open();
    expect(save(book, { advisor: NEW_ADVISOR })).toMatchObject({ ok: true, message: 'Saved: Advisor: Ada Next.' });
    expect(advisors(book)).toEqual([
      [ADVISOR, null, TODAY - 1],
      ['ada@example.org', TODAY, null],
    ]);
    expect(book.lastLine()).toMatchObject({ action: 'Set up', who: DIRECTOR });
  });

  it('changes from tomorrow where something was decided today, which counts still', () => {
    const book = open([ASKED]);
    make(book, ADVISOR, 'Approve');
    expect(save(book, { advisor: NEW_ADVISOR })).toMatchObject({
      ok: true,
      message: expect.stringMatching(/Ada Next, from tomorrow: decisions made today keep/),
    });
    expect(advisors(book)).toEqual([
      [ADVISOR, null, TODAY],
      ['ada@example.org', TODAY + 1, null],
    ]);
    expect(flag(book)).toBe('approved £350.00');
    expect(save(book, { advisor: NEW_ADVISOR })).toMatchObject({
      message: expect.stringMatching(/^Nothing was filled in or changed/),
    });
  });

  it('only gets another name where nothing else is new, and nothing is written where nothing is', () => {
    const book = open();
    const school = 'S-6';
    expect(save(book, { advisor: { name: 'Ari A. Advisor', email: ADVISOR, school } })).toMatchObject({ ok: true });
    expect(advisors(book)).toEqual([[ADVISOR, null, null]]);
    const lines = book.count('log');
    expect(save(book, { advisor: { name: 'Ari A. Advisor', email: ADVISOR, school } })).toEqual({
      ok: true,
      unchanged: true,
      message: 'Nothing was filled in or changed, so nothing was written.',
    });
    expect(book.count('log')).toBe(lines);
  });

  it('is two people, of a school that is there', () => {
    const book = open();
    const same = { name: 'Ada', email: ADVISOR };
    expect(save(book, { director: same, advisor: same })).toMatchObject({ problems: [{ field: 'advisor.email' }] });
    expect(save(book, { advisor: { ...NEW_ADVISOR, school: 'S-99' } })).toMatchObject({
      problems: [{ field: 'advisor.school', message: 'There is no “S-99” in the Schools tab.' }],
    });
    expect(advisors(book)).toHaveLength(1);
  });

  it('is changed by deciders only', () => {
    for (const email of [LEAD, STRANGER])
      expect(save(open(), { advisor: NEW_ADVISOR }, email)).toMatchObject({ ok: false });
  });
});

describe('a cluster', () => {
  it('gets its lead school, stage, agreement and lead, and says which of them are new', () => {
    const book = open();
    const lead = { name: 'Nora Next', email: 'nora@example.org', school: 'S-2' };
    const line = { cluster: 'C-1', leadSchool: 'S-2', stage: 'Stage 3', agreementStart: '2026-09-01', lead };
    expect(save(book, { clusters: [line] })).toMatchObject({
      message:
        'Saved: North Cluster is led by School 2; North Cluster is in Stage 3; Cluster lead of North Cluster: Nora ' +
        'Next.',
    });
    const tables = book.tables();
    expect(tables.get('clusters').at(0)).toMatchObject({
      leadSchool: 1,
      stage: 'Stage 3',
      agreementStart: day('2026-09-01'),
    });
    expect(tables.get('people').where('cluster', 0)).toMatchObject([
      { email: LEAD, to: TODAY - 1 },
      { email: 'nora@example.org', from: TODAY, school: 1 },
    ]);
  });

  it('notes until when the school before led: past days keep their lead (P3)', () => {
    const book = open();
    const led = (row: number) => {
      const { ledFrom, ledTo } = book.tables().get('membership').at(row);
      return [ledFrom, ledTo];
    };
    const leadBy = (leadSchool: string) => save(book, { clusters: [{ cluster: 'C-1', leadSchool }] });
    leadBy('S-2');
    expect([led(0), led(1)]).toEqual([
      [null, TODAY - 1],
      [null, null],
    ]);
    leadBy('S-3'); // entered wrong: it never led
    expect([led(1), led(2)]).toEqual([
      [null, null],
      [null, null],
    ]);
    book.now = '2026-12-01T10:00:00Z';
    leadBy('S-4');
    expect(led(2)).toEqual([TODAY, day('2026-11-30')]);
    const tables = book.tables();
    const on = (date: string) => leadOn(booksOf(tables), tables.get('clusters').at(0), day(date))?.id;
    expect(['2026-11-23', '2026-11-24', '2026-11-30', '2026-12-01'].map(on)).toEqual(['S-1', 'S-3', 'S-3', 'S-4']);
  });

  it('keeps the agreement before a later one, and takes any other start for a mistake put right (P8)', () => {
    const starting = (agreementStart: string) => {
      const book = open();
      save(book, { clusters: [{ cluster: 'C-1', agreementStart }] });
      const { agreementStart: start, earlierStarts } = book.tables().get('clusters').at(0);
      return [start, earlierStarts];
    };
    expect(starting('2028-09-01')).toEqual([day('2028-09-01'), [day('2026-09-01')]]);
    expect(starting('2028-08-31')).toEqual([day('2028-08-31'), null]);
    expect(starting('2025-09-01')).toEqual([day('2025-09-01'), null]);
  });

  it('keeps what the form leaves blank', () => {
    const book = open();
    expect(
      save(book, { clusters: [{ cluster: 'C-1', leadSchool: null, agreementStart: null, stage: null }] }),
    ).toMatchObject({
      message: expect.stringMatching(/^Nothing was filled in/),
    });
    expect(book.tables().get('clusters').at(0)).toMatchObject({ leadSchool: 0, agreementStart: day('2026-09-01') });
  });

  it.each<[object, string, RegExp]>([
    [{ cluster: 'C-9' }, 'clusters.0.cluster', /There is no “C-9” in the Clusters tab/],
    [{ leadSchool: 'S-6' }, 'clusters.0.leadSchool', /School 6 is not a member of the cluster today \(P3\)/],
    [{ leadSchool: 'S-5' }, 'clusters.0.leadSchool', /School 5 is a secondary school.*\(P2\)/],
    [{ agreementStart: '2026-02-30' }, 'clusters.0.agreementStart', /Pick a date/],
  ])('is refused with %j', (change, field, message) => {
    const schools = SCHOOLS.map((school) => (school['id'] === 'S-5' ? { ...school, phase: 'Secondary' } : school));
    const book = open([], { schools, people: PEOPLE });
    expect(save(book, { clusters: [{ cluster: 'C-1', ...change }] })).toMatchObject({
      ok: false,
      problems: [{ field, message: expect.stringMatching(message) }],
    });
    expect(book.count('log')).toBe(0);
  });
});
