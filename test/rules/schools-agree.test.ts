import { Parameters } from '../../src/rules/basics/parameters';
import { potFigures } from '../../src/rules/money/pots';
import { explainState, flagText, requestStates } from '../../src/rules/requests/request-state';
import { agreedTo } from '../../src/rules/requests/schools-agree';
import { ASKED, agreedAs, books, day, PROGRAMME, type Row, tables } from '../support/rules-tables';
import { ask, changeBy } from '../support/why';

const AS_AT = day('2026-11-24');
const PROJECT: Row = {
  ...ASKED,
  matter: 'Project',
  amount: 100,
  committedOn: '2026-10-10',
  schoolsAgreeing: 'School 1; School 2; School 3',
};
/** The row as it became after the schools agreed to {@link PROJECT}. */
const sinceThen = (change: Row): Row => ({ ...PROJECT, agreedOnWhat: agreedAs(PROJECT), ...change });

const booksWith = (row: Row) => books(tables({ ...PROGRAMME, requests: [row], ledger: [] }));
const stateOf = (row: Row) => requestStates(booksWith(row), new Parameters(), AS_AT).states[0]!;
const flag = (row: Row) => flagText(stateOf(row));
const committed = (row: Row) =>
  potFigures(booksWith(row), new Parameters(), 2026, AS_AT).pots.reduce((sum, pot) => sum + pot.committed, 0);

describe('what schools agree to is bound as an approval is (S8, A2)', () => {
  it.each([
    ['more money', { amount: 900 }, 'stale: amount £100.00 → £900.00'],
    ['another payee', { payee: 'Somebody' }, 'stale: payee “School 1” → “Somebody”'],
    ['another purpose', { purpose: 'A party' }, 'stale: purpose “Planning day” → “A party”'],
    ['another day', { wantedOn: '2027-01-05' }, 'stale: date wanted none → 5 Jan 2027'],
    ['another pot', { pot: 'Lead support' }, /^not allowed: .*\(S10\)$/],
    [
      'two changes',
      { amount: 900, payee: 'Somebody' },
      'stale: amount £100.00 → £900.00; payee “School 1” → “Somebody”',
    ],
  ])('%s makes it stale, and it commits nothing', (_, change, expected) => {
    expect(flag(sinceThen(change))).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected);
    expect(committed(sinceThen(change))).toBe(0);
  });

  it.each([
    ['nothing else', {}, 10_000],
    ['less money', { amount: 80 }, 8_000],
    ['a note', { note: 'In the hall' }, 10_000],
    ['a space at the end', { purpose: 'Planning day ' }, 10_000],
  ])('%s leaves it agreed', (_, change, sum) => {
    expect(flag(sinceThen(change))).toBe('agreed by 3 of 5 schools');
    expect(committed(sinceThen(change))).toBe(sum);
  });

  it('schools typed in by hand count for nothing', () => {
    expect(flag({ ...PROJECT, agreedOnWhat: null })).toBe('waiting for schools (0 of 5 agree)');
    expect(flag({ ...PROJECT, agreedOnWhat: 'agreed' })).toBe('waiting for schools (0 of 5 agree)');
    const two = { ...PROJECT, schoolsAgreeing: 'School 1; School 2' };
    const more = { ...PROJECT, agreedOnWhat: agreedAs(two) };
    expect(flag(more)).toBe('waiting for schools (2 of 5 agree)');
    expect(agreedTo(booksWith(more), 0).typed).toEqual([2]);
  });

  it('a school that is taken out again agrees no more', () =>
    expect(flag(sinceThen({ schoolsAgreeing: 'School 1; School 2' }))).toBe('waiting for schools (2 of 5 agree)'));

  it('schools that agreed to something else are none, where they were too few for that too', () => {
    const two = { ...PROJECT, schoolsAgreeing: 'School 1; School 2' };
    expect(flag({ ...two, agreedOnWhat: agreedAs(two), amount: 900 })).toBe('waiting for schools (0 of 5 agree)');
  });

  it('is said in words, with what would change it', () => {
    const row = sinceThen({ amount: 900 });
    expect(explainState(stateOf(row))).toBe(
      'It was changed after the schools agreed (amount £100.00 → £900.00). They have to agree again.',
    );
    const found = ask('R-1', 'Flag', { requests: [row] });
    expect(changeBy('S8', found)).toBe(
      'What changed set back to what the schools agreed to, or the schools that agree to it now ticked again.',
    );
    const typed = ask('R-1', 'Flag', { requests: [{ ...PROJECT, agreedOnWhat: null }] });
    expect(typed.reasons[0]!.inputs).toContain('Typed by hand, so not counted: School 1, School 2, School 3');
  });
});
