import type { Tabs } from '../../support/builders';
import { MEMBERSHIP } from '../../support/rules-tables';
import { ask, changeBy } from '../../support/why';
import { askAutumn, firstInAutumn } from '../../support/why-cases';

describe('why the release money of a school is what it is', () => {
  it.each([
    ['School 1', 'Evidenced', '£300.00', 'F2', 'The next counted meeting it comes to shows up to £100.00.'],
    ['School 1', 'Declared', 'not declared', 'F3', '1 row of the Release tab for this school and 2026/27.'],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('for a school in no cluster, a membership where an agreement runs', () => {
    const tabs: Tabs = { membership: MEMBERSHIP.slice(1) };
    const found = ask('School 1', 'Committed', tabs);
    expect([found.answer, changeBy('F9', found)]).toEqual([
      'none',
      'A row of Membership in a cluster whose agreement runs in 2026/27.',
    ]);
    expect(ask('School 1', 'Committed').answer).toBe('£500.00');
  });
});

describe('the release money of all schools', () => {
  it('is said school by school, and the first that could alter it speaks for all', () => {
    const found = askAutumn('All schools', 'Shortfall');
    expect([found.about, found.answer]).toEqual(['All schools: Shortfall', '£3,700.00']);
    const { inputs, change } = found.reasons[0]!;
    expect([inputs.length, ...inputs.slice(0, 2)]).toEqual([8, 'School 1: £200.00', 'School 2: £500.00']);
    expect(change).toMatch(/^School 1: /);
  });
  it('counts who has declared it, and asks the first that has not (F3)', () => {
    const declares = (school: string) => ({ school, year: '2026/27' });
    const declared = (...schools: string[]) => ask('All schools', 'Declared', { release: schools.map(declares) });
    const found = declared('School 1', 'School 2');
    expect([found.answer, changeBy('F3', found)]).toEqual([
      '2 of 8',
      'School 3: 1 row of the Release tab for this school and 2026/27.',
    ]);
    expect(declared('School 1', 'School 2', 'School 3').answer).toBe('3 of 8');
  });
  it.each([
    ['Half-days', 'F9'],
    ['Committed', 'F9'],
    ['Declared', 'F3'],
    ['Evidenced', 'F2'],
    ['Shortfall', 'F2'],
  ])('where nobody is a member is none: %s, by %s', (figure, rule) =>
    expect(ask('All schools', figure, { membership: [] })).toMatchObject({
      about: `All schools: ${figure}`,
      answer: 'none',
      reasons: [{ rule, inputs: ['No member in 2026/27'] }],
    }),
  );
});

describe('a declaration of release money (F3)', () => {
  it('counts while its row is there, and says so', () => {
    const declared = (release: Tabs['release'] = []) => ask('School 1', 'Declared', { release });
    const found = declared([{ school: 'School 1', year: '2026/27' }]);
    expect([found.answer, changeBy('F3', found)]).toEqual(['yes', 'Its row of the Release tab for 2026/27 taken out.']);
    expect(declared().answer).toBe('not declared');
    expect(declared([{ school: 'School 1', year: '2025/26' }]).answer).toBe('not declared');
  });
});
