import { canDecide, conflictOf, isRefused } from '../../../src/rules/requests/deciders';
import { misplaced, rightsIn, withNew } from '../../../src/rules/requests/rights-register';
import { ASKED } from '../../support/builders';
import { bookWith, recordedOf, type Tabs } from '../../support/recorded-cases';
import { CLUSTERS, day, MEMBERSHIP, PEOPLE, type Row, SCHOOLS } from '../../support/rules-tables';

const TODAY = day('2026-11-24');
const ADVISOR = 'advisor@example.org';

const changed = (rows: readonly Row[], index: number, more: Row): Row[] =>
  rows.map((row, at) => (at === index ? { ...row, ...more } : row));
const without = (rows: readonly Row[], index: number): Row[] => rows.filter((_, at) => at !== index);

const rightsWith = (people: readonly Row[]) =>
  rightsIn(bookWith({ people }))!.rows.map(({ email, role, school, from, to }) => [email, role, school, from, to]);

const conflict = (tabs: Tabs, request: Row = { ...ASKED, cluster: 'South Cluster' }) => {
  const book = bookWith({ ...tabs, requests: [request] });
  return conflictOf(book, book.requests.at(0), ADVISOR, TODAY)?.message ?? null;
};

describe('a right counts where the tab and the register have it (A3)', () => {
  it('is that of every row that was recorded', () => {
    expect(rightsWith(PEOPLE)).toEqual(
      rightsIn(bookWith({}, null))!.rows.map((row) => [row.email, row.role, row.school, row.from, row.to]),
    );
  });

  it('is none of a row that was typed', () => {
    const typed = { name: 'New', email: 'new@example.org', role: 'Director' };
    expect(rightsWith([...PEOPLE, typed])).toEqual(rightsWith(PEOPLE));
  });

  it('goes at once with its row', () => {
    expect(rightsWith(without(PEOPLE, 1)).map(([email]) => email)).not.toContain(ADVISOR);
  });

  it('stays with the role where the school was changed, without the new school', () => {
    expect(rightsWith(changed(PEOPLE, 1, { school: 'School 1' }))[1]).toEqual([ADVISOR, 'Advisor', null, null, null]);
    expect(rightsWith(changed(PEOPLE, 2, { role: 'Director' })).map(([email]) => email)).not.toContain(
      'north@example.org',
    );
  });

  it('holds on the days that both have', () => {
    const [from, to] = ['2026-09-01', '2026-12-31'];
    const recorded = recordedOf({ people: changed(PEOPLE, 1, { from, to }) });
    const daysOf = (more: Row) => {
      const [, own] = rightsIn(bookWith({ people: changed(PEOPLE, 1, more) }, recorded))!.rows;
      return own && own.email === ADVISOR ? [own.from, own.to] : null;
    };
    expect(daysOf({})).toEqual([day(from), day(to)]);
    expect(daysOf({ from: '2026-10-01', to: '2027-08-31' })).toEqual([day('2026-10-01'), day(to)]);
    expect(daysOf({ from: '2026-01-01', to: '2026-10-01' })).toEqual([day(from), day('2026-10-01')]);
    expect(daysOf({ from: '2027-01-01' })).toBeNull();
  });
});

describe('a conflict of interest counts where the tab or the register has it (A3)', () => {
  const OWN = 'Nobody decides for the cluster of their own school: School 6 is in South Cluster.';

  it('stays whatever is taken out of the tabs', () => {
    const noSchool = changed(PEOPLE, 1, { school: '' });
    expect(conflict({})).toBe(OWN);
    expect(conflict({ people: noSchool })).toBe(OWN);
    expect(conflict({ people: without(PEOPLE, 1) })).toBe(OWN);
    expect(conflict({ membership: without(MEMBERSHIP, 5) })).toBe(OWN);
    expect(conflict({ membership: changed(MEMBERSHIP, 5, { to: '2026-10-01' }) })).toBe(OWN);
    expect(conflict({ people: noSchool, membership: without(MEMBERSHIP, 5) })).toBe(OWN);
    expect(conflict({ people: noSchool, membership: without(MEMBERSHIP, 5), schools: without(SCHOOLS, 5) })).toMatch(
      /School 6 is in South Cluster/,
    );
  });

  it('stays when the cluster or the school has another ID', () => {
    const clusters = changed(CLUSTERS, 1, { id: 'C-9' });
    const people = changed(PEOPLE, 1, { school: '' });
    expect(conflict({ clusters, people, membership: without(MEMBERSHIP, 5) })).toBe(OWN);
    const request = { ...ASKED, school: 'School 6' };
    expect(conflict({ schools: changed(SCHOOLS, 5, { id: 'S-9' }), people }, request)).toMatch(/their own school/);
  });

  it('is none of another school of the same name', () => {
    const schools = changed(SCHOOLS, 0, { name: 'School 6' });
    const people = changed(PEOPLE, 1, { school: 'S-6' });
    const membership = [
      { ...MEMBERSHIP[0], school: 'S-1' },
      { ...MEMBERSHIP[5], school: 'S-6' },
    ];
    const tabs = { schools, people, membership };
    const book = bookWith({ ...tabs, requests: [{ ...ASKED, school: 'S-1' }] }, recordedOf(tabs));
    expect(conflictOf(book, book.requests.at(0), ADVISOR, TODAY)).toBeNull();
  });

  it('is added at once', () => {
    expect(conflict({}, ASKED)).toBeNull();
    expect(conflict({ people: changed(PEOPLE, 1, { school: 'School 1' }) }, ASKED)).toMatch(/School 1 is in North/);
    expect(conflict({ people: changed(PEOPLE, 1, { cluster: 'North Cluster' }) }, ASKED)).toMatch(/own cluster/);
    const joined = { id: 'MB-9', cluster: 'North Cluster', school: 'School 6', from: '2026-10-01' };
    expect(conflict({ membership: [...MEMBERSHIP, joined] }, ASKED)).toMatch(/School 6 is in North/);
    // Of a school that is recorded alone too.
    const people = changed(PEOPLE, 1, { school: '' });
    expect(conflict({ people, membership: [...MEMBERSHIP, joined] }, ASKED)).toMatch(/School 6 is in North/);
  });

  it('counts as the tab has it where nothing is recorded', () => {
    const people = changed(PEOPLE, 1, { school: '' });
    const book = bookWith({ people, requests: [{ ...ASKED, cluster: 'South Cluster' }] }, null);
    expect(isRefused(canDecide(book, book.requests.at(0), ADVISOR, TODAY))).toBe(false);
  });
});

describe('an ID that stands at another name (A2)', () => {
  const found = (tabs: Tabs) => {
    const book = { ...bookWith(tabs), sessions: bookWith({}).sessions };
    return misplaced(book, book.requests.at(0))?.message ?? null;
  };

  it('is said of a cluster that was swapped, used again or entered by hand', () => {
    expect(found({})).toBeNull();
    expect(found({ clusters: changed(CLUSTERS, 0, { name: 'the north cluster' }) })).toBeNull();
    const swapped = [
      { ...CLUSTERS[0], id: 'C-2' },
      { ...CLUSTERS[1], id: 'C-1' },
    ];
    expect(found({ clusters: swapped })).toMatch(/^C-2 is the ID of South Cluster, and stands at North Cluster now/);
    expect(found({ clusters: changed(CLUSTERS, 0, { id: 'C-7' }) })).toMatch(/^The cluster C-7, North Cluster, was/);
  });

  it('adds what is new of the schools of those who decide, and nothing else', () => {
    const joined = { id: 'MB-9', cluster: 'North Cluster', school: 'School 6', from: '2026-10-01' };
    const other = { ...joined, id: 'MB-10', school: 'School 7' };
    const school = { id: 'S-9', name: 'School 9' };
    const before = recordedOf();
    expect(withNew(before, bookWith({}))).toBe(before);
    const after = withNew(
      before,
      bookWith({ membership: [...MEMBERSHIP, joined, other], schools: [...SCHOOLS, school] }),
    );
    expect(after.spells.map((spell) => [spell.school, spell.cluster])).toEqual([
      ['S-6', 'C-2'],
      ['S-6', 'C-1'],
    ]);
    expect(after.schools.get('S-9')).toBe('School 9');
  });
});
