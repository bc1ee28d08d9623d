import { setUpState } from '../../src/actions/set-up-state';
import { ADVISOR, DIRECTOR, done, LEAD, open, STRANGER } from '../support/action-cases';
import { FakeWorkbook } from '../support/fake-world';
import { PEOPLE } from '../support/rules-tables';

const state = (book: FakeWorkbook, email = DIRECTOR) => done(setUpState(book.as(email)));
const step = (book: FakeWorkbook, key: string, email = DIRECTOR) =>
  state(book, email).steps.find((one) => one.key === key)!;

describe('where the set-up stands', () => {
  it('of a workbook with nothing in it: everything is to be done, by anybody', () => {
    const found = state(new FakeWorkbook({}), STRANGER);
    expect(found).toMatchObject({ empty: true, director: null, advisor: null, clusters: [] });
    expect(found.steps.map(({ key, done: isDone }) => [key, isDone])).toEqual([
      ['workbook', false],
      ['programme', false],
      ['people', false],
      ['clusters', false],
      ['settings', false],
    ]);
    expect(found.me).toMatchObject({ email: STRANGER, roles: [] });
  });

  it('of the programme: who decides, and what each cluster has', () => {
    const found = state(open());
    expect(found.empty).toBe(false);
    expect(found.director).toEqual({ name: 'Dana Director', email: DIRECTOR });
    expect(found.advisor).toEqual({ name: 'Ari Advisor', email: ADVISOR, school: 'S-6' });
    expect(found.clusters[0]).toMatchObject({
      id: 'C-1',
      leadSchool: 'S-1',
      stage: null,
      agreementStart: '2026-09-01',
      lead: { name: 'Nell North', email: LEAD, school: 'S-1' },
    });
    expect(found.clusters[1]!.members.map(({ id }) => id)).toEqual(['S-6', 'S-7', 'S-8']);
    expect(step(open(), 'programme')).toMatchObject({
      done: false,
      lines: ['Not named yet.', '2 clusters, 8 schools.'],
    });
    const settings = [
      { parameter: 'programme.id', value: 'PG-1', status: 'confirmed' },
      { parameter: 'programme.name', value: 'Harbour Science', status: 'confirmed' },
    ];
    expect(step(open([], { settings }), 'workbook')).toMatchObject({ done: true, lines: [] });
    expect(step(open([], { settings }), 'programme')).toMatchObject({
      done: true,
      lines: ['It is called Harbour Science; its ID is PG-1.', '2 clusters, 8 schools.'],
    });
    expect(state(open([], { settings })).programme).toMatchObject({ name: 'Harbour Science', isBlank: false });
  });

  it('knows a role only while somebody holds it, and not by who stands in', () => {
    const [director, advisor, ...others] = PEOPLE;
    const people = [{ ...director!, to: '2026-11-23' }, { ...advisor!, standsInFor: DIRECTOR }, ...others];
    const book = open([], { people });
    expect(step(book, 'people', LEAD)).toMatchObject({
      done: false,
      lines: ['The Director is not entered.', 'The Advisor is not entered.'],
    });
  });

  it('says of a cluster what is missing', () => {
    const book = open();
    expect(step(book, 'clusters')).toMatchObject({
      done: true,
      lines: ['North Cluster: School 1; from 1 Sep 2026.', 'South Cluster: School 6; from 1 Sep 2026.'],
    });
    book.type('clusters', 3, 'leadSchool', '');
    book.type('clusters', 3, 'agreementStart', '');
    expect(step(book, 'clusters')).toMatchObject({ done: false });
    expect(step(book, 'clusters').lines[1]).toBe(
      'South Cluster: lead school not entered; start of the agreement not entered.',
    );
  });

  it('lists figures that nobody has confirmed, by what they are now', () => {
    const figure = (status: string, value: number | '') => {
      const book = open([], { settings: [{ parameter: 'psqm.places', value, status }] });
      return state(book).unconfirmed.filter((text) => text.startsWith('psqm.places:'));
    };
    expect(figure('confirmed', 10)).toEqual([]);
    expect(figure('assumed', 10)).toEqual(['psqm.places: 10 (assumed)']);
    expect(figure('unset', '')).toEqual(['psqm.places: not set (not set)']);
  });

  it('is shown to people of the programme', () => {
    expect(setUpState(open().as(STRANGER))).toMatchObject({ ok: false });
    expect(state(open(), LEAD).me).toMatchObject({ name: 'Nell North' });
  });
});
