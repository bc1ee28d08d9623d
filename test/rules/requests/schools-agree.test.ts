import { potFigures } from '../../../src/rules/money/pots';
import { agreedTo, agreeingNeeded, writeAgreed } from '../../../src/rules/requests/schools-agree';
import { readSnapshot } from '../../../src/rules/requests/snapshot';
import { explainState } from '../../../src/rules/requests/state-words';
import { AS_AT, ASKED, parameters, read, set } from '../../support/builders';
import { AGREED, flag, stateOf } from '../../support/request-cases';
import { agreedAs, day, MEMBERSHIP, type Row } from '../../support/rules-tables';
import { ask, changeBy } from '../../support/why';

const PROJECT: Row = { ...AGREED, amount: 100, committedOn: '2026-10-10' };
/** The row as it became after the schools agreed to {@link PROJECT}. */
const sinceThen = (change: Row): Row => ({ ...PROJECT, agreedOnWhat: agreedAs(PROJECT), ...change });
const committed = (row: Row) =>
  potFigures(read({ requests: [row], ledger: [] }), parameters(), 2026, day(AS_AT)).pots.reduce(
    (sum, pot) => sum + pot.committed,
    0,
  );

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
    const casebook = read({ requests: [more] });
    expect(agreedTo(casebook, casebook.requests.at(0)).typed).toEqual([2]);
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

describe('as the schools agree (S8)', () => {
  it('nothing, while the share that has to agree is not set: a project waits (S8)', () => {
    expect(flag(AGREED, [], AS_AT, {}, parameters(set('agree.share', null)))).toBe(
      'waiting for schools (3 of 5 agree)',
    );
  });

  it.each([
    ['School 1; School 2', 'waiting for schools (2 of 5 agree)'],
    ['School 1; School 2; School 3', 'agreed by 3 of 5 schools'],
    ['School 1; School 2; School 7; School 8', 'waiting for schools (2 of 5 agree)'],
    ['', 'waiting for schools (0 of 5 agree)'],
  ])('a project with %s agreeing is %s (S8)', (schoolsAgreeing, expected) =>
    expect(flag({ ...ASKED, matter: 'Project', schoolsAgreeing })).toBe(expected),
  );
  const four = MEMBERSHIP.filter((row) => row['school'] !== 'School 5');
  const agreeing = (schoolsAgreeing: string, membership: Row[]) =>
    flag({ ...AGREED, schoolsAgreeing }, [], AS_AT, { membership });
  it.each([
    ['School 1', 'waiting for schools (1 of 4 agree)'],
    ['School 1; School 2', 'waiting for schools (2 of 4 agree)'],
    ['School 1; School 2; School 3', 'agreed by 3 of 4 schools'],
    ['School 1; School 2; School 3; School 4', 'agreed by 4 of 4 schools'],
  ])('of four schools %s: %s; exactly half is not enough (S8)', (schools, expected) =>
    expect(agreeing(schools, four)).toBe(expected),
  );
  const fifth = (more: Row) => MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, ...more } : row));
  it.each([
    ['joined the day after it was asked', 'waiting for schools (2 of 4 agree)', { from: '2026-10-06' }],
    ['joined on that day', 'agreed by 3 of 5 schools', { from: '2026-10-05' }],
    ['left on that day', 'agreed by 3 of 5 schools', { to: '2026-10-05' }],
    ['left the day before', 'waiting for schools (2 of 4 agree)', { to: '2026-10-04' }],
  ])('with a school that agrees and %s: %s (S8)', (_what, expected, more) =>
    expect(agreeing('School 1; School 2; School 5', fifth(more))).toBe(expected),
  );
  it.each([
    [5, 0.5, 3],
    [4, 0.5, 3],
    [1, 0.5, 1],
    [6, 2 / 3, 5],
    [0, 0.5, 1],
  ])('of %d members more than a share of %d have to agree: %d (S8)', (members, share, needed) =>
    expect(agreeingNeeded(members, share)).toBe(needed),
  );
  it('is noted with what was agreed to and by whom, and with nothing else (S8)', () => {
    const casebook = read({ requests: [PROJECT] });
    const { agreedOnWhat } = casebook.requests.at(0);
    expect(readSnapshot(agreedOnWhat!)).toEqual({
      matter: 'Project',
      cluster: 'C-1',
      school: null,
      pot: 'Cluster pot',
      amount: 10_000,
      payee: 'School 1',
      purpose: 'Planning day',
      wantedOn: null,
      agreeing: ['S-1', 'S-2', 'S-3'],
    });
    const now = { ...readSnapshot(agreedOnWhat!)!, authors: ['north@example.org'], note: 'In the hall' };
    expect(writeAgreed(now, ['S-1', 'S-2', 'S-3'])).toBe(agreedOnWhat);
    expect(agreedTo(casebook, casebook.requests.at(0))).toEqual({
      schools: [0, 1, 2],
      members: 5,
      isOnlyEmptied: true,
      changes: [],
      typed: [],
    });
  });
});
