import { NOT_SET } from '../../../src/rules/basics/parameters';
import { noHub } from '../../../src/rules/requests/psqm-words';
import type { RequestState } from '../../../src/rules/requests/request-state';
import { besideFlag, explainState, flagText, saidText, shortText } from '../../../src/rules/requests/state-words';
import { clusterOfOwnSchool, noPot } from '../../../src/rules/requests/words';
import { day } from '../../support/rules-tables';

const approved = (more: object = {}): RequestState => ({
  name: 'approved',
  amount: 35_000,
  of: null,
  late: [],
  conditions: '',
  ...more,
});
const conflict = clusterOfOwnSchool({ school: 'School 6', cluster: 'South Cluster' });
const LATE = [{ what: 'spent' as const, on: day('2026-10-07'), approved: day('2026-10-08') }];

describe('the state of a request in its cell and in a sentence (A6)', () => {
  it.each<[RequestState, string, string]>([
    [{ name: 'not needed' }, 'not needed', 'Nobody needs to decide.'],
    [{ name: 'waiting', waitsFor: 'Advisor', because: null }, 'waiting for Advisor', 'The Advisor decides.'],
    [
      { name: 'waiting', waitsFor: 'Director', because: conflict },
      'waiting for Director',
      'It goes to the Director: Nobody decides for the cluster of their own school: School 6 is in South Cluster.',
    ],
    [
      { name: 'waiting', waitsFor: 'training hub', because: noHub() },
      'waiting for training hub',
      'A training hub has to be confirmed first; it is entered as the payee.',
    ],
    [
      { name: 'waiting for schools', agreeing: 2, members: 5, needed: 3 },
      'waiting for schools (2 of 5 agree)',
      '3 of the cluster’s 5 schools have to agree; 2 do.',
    ],
    [
      { name: 'waiting for schools', agreeing: 2, members: 5, needed: NOT_SET },
      'waiting for schools (2 of 5 agree)',
      'The cluster’s schools have to agree; 2 of 5 do.',
    ],
    [{ name: 'agreed', agreeing: 3, members: 5 }, 'agreed by 3 of 5 schools', '3 of 5 schools agree: that is enough.'],
    [{ name: 'more information wanted', question: 'Which day?' }, 'more information wanted', 'Asked back: Which day?'],
    [approved(), 'approved £350.00', 'Approved.'],
    [approved({ amount: null }), 'approved', 'Approved.'],
    [approved({ of: 50_000 }), 'approved in part £350.00 of £500.00', 'Approved.'],
    [approved({ late: LATE, conditions: 'By train' }), 'approved £350.00, retrospective', 'Approved: By train'],
    [{ name: 'declined', reason: 'No money' }, 'declined', 'No money'],
    [{ name: 'revoked', reason: 'Cancelled' }, 'revoked', 'Cancelled'],
    [{ name: 'withdrawn', on: day('2026-11-01') }, 'withdrawn', 'Withdrawn on 1 Nov 2026.'],
    [
      { name: 'stale', was: 'approved', changes: ['amount £1.00 → £2.00', 'pot none → “X”'], waitsFor: 'Advisor' },
      'stale: amount £1.00 → £2.00; pot none → “X”',
      'It was changed after it was approved (amount £1.00 → £2.00; pot none → “X”). The Advisor decides again.',
    ],
    [
      { name: 'stale', was: 'agreed', changes: ['amount £1.00 → £2.00'], waitsFor: 'the cluster’s schools' },
      'stale: amount £1.00 → £2.00',
      'It was changed after the schools agreed (amount £1.00 → £2.00). They have to agree again.',
    ],
    [
      { name: 'expired', on: day('2027-08-31'), waitsFor: 'Advisor' },
      'expired',
      'The approval held until 31 Aug 2027, the end of 2026/27. It needs a new decision.',
    ],
    [{ name: 'not allowed', because: noPot() }, 'not allowed: Spending names a pot. (S10)', 'Spending names a pot.'],
    [{ name: 'waiting list', place: 2 }, 'waiting list 2', 'All places are taken for now.'],
  ])('%j', (state, flag, sentence) => {
    expect(flagText(state)).toBe(flag);
    expect(explainState(state)).toBe(sentence);
  });

  it('says on a card that it was changed, in words that need no looking up', () => {
    const stale = { name: 'stale', changes: ['amount £1.00 → £2.00'], waitsFor: 'Advisor' } as const;
    expect(shortText({ ...stale, was: 'approved' })).toBe('changed since it was approved');
    expect(shortText({ ...stale, was: 'agreed' })).toBe('changed since it was agreed');
    expect(shortText(approved())).toBe('approved £350.00');
  });

  it('names the people it waits for, where they are to be said', () => {
    const names = ['Dana Director', 'Sue'];
    const because = { name: 'waiting', waitsFor: 'Director', because: conflict } as const;
    expect(explainState({ name: 'waiting', waitsFor: 'Advisor', because: null }, ['Ari Advisor'])).toBe(
      'The Advisor (Ari Advisor) decides.',
    );
    expect(explainState(because, names)).toMatch(/^It goes to the Director \(Dana Director, Sue\): Nobody decides/);
  });
});

describe('a state in a sentence, where nobody looks the words of the flag up (A6)', () => {
  const stale = (was: 'approved' | 'agreed'): RequestState => ({
    ...{ name: 'stale', was, changes: ['amount £1.00 → £2.00'], waitsFor: 'Advisor' },
  });

  it('says what was changed since, and no rule number', () => {
    expect(saidText(stale('approved'))).toBe('changed since it was approved: amount £1.00 → £2.00');
    expect(saidText(stale('agreed'))).toBe('changed since it was agreed: amount £1.00 → £2.00');
    const notAllowed: RequestState = { name: 'not allowed', because: noPot() };
    expect(flagText(notAllowed)).toMatch(/\([A-Z]\d+\)$/);
    expect(saidText(notAllowed)).toBe(`not allowed: ${noPot().message}`);
    expect(saidText(approved())).toBe('approved £350.00');
  });

  it('stands beside a flag that does not say what comes of it, and beside no other', () => {
    expect(besideFlag(stale('approved'))).toMatch(/The Advisor decides again\.$/);
    expect(besideFlag({ name: 'waiting list', place: 2 } as RequestState)).toBe('All places are taken for now.');
    expect([approved(), { name: 'declined', reason: 'No money' } as RequestState].map(besideFlag)).toEqual(['', '']);
  });
});
