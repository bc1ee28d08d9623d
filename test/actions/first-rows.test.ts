import { firstRows, noteAgreements, noteResources, rosterRows } from '../../src/actions/first-rows';
import { PARAMETER_NAMES } from '../../src/rules/basics/parameter-table';
import { ROSTER_NAME } from '../../src/sample/roster';
import { ChangeSet } from '../../src/workbook/change-set';
import { readSettings } from '../../src/workbook/reading/read-settings';
import { ASKED, flag, LEAD, open } from '../support/action-cases';
import { FakeWorkbook } from '../support/fake-world';

type Work = typeof rosterRows;

/** Writes what set-up would write into a workbook, and says what it told. */
function written(book: FakeWorkbook, work: Work): string[] {
  const tables = book.tables();
  const changes = new ChangeSet(tables);
  const did = work(tables, changes);
  book.as(LEAD).write(changes.blocks());
  return did;
}

const settingsOf =
  (id = 'PG-DRAWN'): Work =>
  (tables, changes) =>
    firstRows(tables, changes, () => id);
const textOf = (book: FakeWorkbook, name: 'programme.id' | 'programme.name') =>
  readSettings(book.tables()).parameters.text(name, 2026);
const ROSTER_SAID = 'Entered the 5 clusters and 37 schools of the guidance';

describe('the rows that every workbook has', () => {
  it('are every figure, and an ID of its own; no cluster, no school and no name (P5)', () => {
    const book = new FakeWorkbook({});
    expect(written(book, settingsOf())).toEqual([
      `Entered ${PARAMETER_NAMES.length} figures of the rules in Settings`,
      'Gave the programme the ID PG-DRAWN',
    ]);
    const tables = book.tables();
    expect(tables.problems()).toEqual([]);
    for (const key of ['clusters', 'schools', 'membership'] as const) expect([key, book.count(key)]).toEqual([key, 0]);
    expect([textOf(book, 'programme.id'), textOf(book, 'programme.name')]).toEqual(['PG-DRAWN', null]);
  });

  it('keep the ID that is there, and get another only where somebody cleared it (P5)', () => {
    const book = new FakeWorkbook({});
    written(book, settingsOf('PG-FIRST'));
    expect(written(book, settingsOf('PG-SECOND'))).toEqual([]);
    expect(textOf(book, 'programme.id')).toBe('PG-FIRST');
    const [row] = book.tables().get('settings').where('parameter', 'programme.id');
    book.type('settings', book.tables().get('settings').rowNumber(row!.row), 'value', '');
    expect(written(book, settingsOf('PG-SECOND'))).toEqual(['Gave the programme the ID PG-SECOND']);
    expect(textOf(book, 'programme.id')).toBe('PG-SECOND');
    expect(book.tables().get('settings').where('parameter', 'programme.id')).toHaveLength(1);
  });

  it('name the programme of the guidance where an earlier version did so on every paper, and no other (P5)', () => {
    const settings = [{ parameter: 'match.basis', value: 500, status: 'confirmed' }];
    const older = new FakeWorkbook({ settings, clusters: [{ id: 'C-9', name: 'West Salisbury Cluster' }] });
    written(older, settingsOf());
    expect(textOf(older, 'programme.name')).toBe(ROSTER_NAME);
    const other = new FakeWorkbook({ settings, clusters: [{ id: 'C-9', name: 'Harbour Cluster' }] });
    written(other, settingsOf());
    expect(textOf(other, 'programme.name')).toBeNull();
  });

  it('are those figures that Settings does not have', () => {
    const book = new FakeWorkbook({ settings: [{ parameter: 'match.basis', value: 500, status: 'confirmed' }] });
    expect(written(book, settingsOf())[0]).toBe(
      `Entered ${PARAMETER_NAMES.length - 1} figures of the rules in Settings`,
    );
    expect(book.tables().get('settings').where('parameter', 'match.basis')).toMatchObject([{ value: 500 }]);
  });
});

describe('the clusters and schools of the guidance (P6)', () => {
  it('are entered once', () => {
    const book = new FakeWorkbook({});
    expect(written(book, rosterRows)).toEqual([ROSTER_SAID]);
    const tables = book.tables();
    expect(tables.problems()).toEqual([]);
    expect([tables.get('clusters').count, tables.get('schools').count]).toEqual([5, 37]);
    const members = tables.get('membership').rows;
    expect(new Set(members.map(({ school }) => school)).size).toBe(37);
    expect(members.every(({ to }) => to === null)).toBe(true);
    expect(written(book, rosterRows)).toEqual([]);
  });

  it('are none where there are any, even such that cannot be read', () => {
    const book = new FakeWorkbook({ schools: [{ id: 'S-1' }] });
    expect(written(book, rosterRows)).toEqual([]);
    expect(book.count('clusters')).toBe(0);
  });

  it('come without memberships where there are any, though the clusters and schools they name were lost', () => {
    const lost = new FakeWorkbook({
      membership: [{ id: 'MB-01', cluster: 'East Salisbury Cluster', from: '2020-09-01' }],
    });
    written(lost, rosterRows);
    expect([lost.count('clusters'), lost.count('schools'), lost.count('membership')]).toEqual([5, 37, 1]);
  });

  it.each([[['schools']], [['schools', 'membership']]] as const)(
    'are the rest of them where only %j are there',
    (there: readonly string[]) => {
      const whole = new FakeWorkbook({});
      written(whole, rosterRows);
      const cut = new FakeWorkbook({});
      const tables = cut.tables();
      const changes = new ChangeSet(tables);
      rosterRows(tables, changes);
      cut.as(LEAD).write(changes.blocks().filter(({ sheet }) => there.some((key) => key === sheet)));
      expect(written(cut, rosterRows)[0]).toBe(ROSTER_SAID);
      for (const key of ['clusters', 'schools', 'membership'] as const)
        expect(cut.tables().grid(key)).toEqual(whole.tables().grid(key));
      expect(written(cut, rosterRows)).toEqual([]);
    },
  );
});

describe('the resource of a first copy before it had a column (S9)', () => {
  const order = { ...ASKED, matter: 'Resource: first copy', pot: null, amount: null, school: 'School 1' };

  it('is taken from what it is for, of first copies alone', () => {
    const book = open([
      { ...order, purpose: 'Enquiry cards\nfor year 4' },
      { ...ASKED, id: 'R-2' },
    ]);
    expect(flag(book)).toMatch(/^not allowed: .*\(S9\)$/);
    expect(written(book, noteResources)).toEqual(['Noted the resource of 1 first copies, from what they are for']);
    expect(
      book
        .tables()
        .get('requests')
        .rows.map(({ resource }) => resource),
    ).toEqual(['Enquiry cards', null]);
    expect(flag(book)).toBe('sent to Advisor or Director');
  });
  it('is left as it is where any stands there already, or nothing was ordered', () => {
    expect(written(open([order, { ...order, id: 'R-2', resource: 'Posters' }]), noteResources)).toEqual([]);
    expect(written(open(), noteResources)).toEqual([]);
  });
});

describe('what schools agreed to before it was noted (S8, A2)', () => {
  const AGREED = { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3', agreedOnWhat: null };

  it('is taken from what the requests say', () => {
    const book = open([AGREED, { ...ASKED, id: 'R-2' }]);
    expect(flag(book)).toBe('waiting for schools (0 of 5 agree)');
    expect(written(book, noteAgreements)).toEqual([
      'Noted what the schools agreed to in 1 of the requests, as they stand',
    ]);
    expect(flag(book)).toBe('agreed by 3 of 5 schools');
    expect(book.tables().get('requests').at(1).agreedOnWhat).toBeNull();
    book.type('requests', 2, 'amount', 900);
    expect(flag(book)).toBe('stale: amount £350.00 → £900.00');
  });

  it('is left as it is where anything is noted already, or nobody agreed', () => {
    const { agreedOnWhat: _, ...noted } = AGREED;
    expect(written(open([AGREED, { ...noted, id: 'R-2' }]), noteAgreements)).toEqual([]);
    expect(written(open(), noteAgreements)).toEqual([]);
  });
});
