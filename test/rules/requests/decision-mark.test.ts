import { decisionMark, digestOf, type MarkedDecision, readMark } from '../../../src/rules/requests/decision-mark';

const DECISION: MarkedDecision = {
  id: 'D-7Q2M4K',
  request: 'R-1',
  decision: 'Approve',
  amount: 350_00,
  reason: 'By train, as before',
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  inPlaceOf: null,
  decidedAt: '2026-10-08T10:00:00Z',
  decidedOnWhat: '{"matter":"Travel"}',
};

describe('the digest of a decision (A1, A12)', () => {
  it.each(Object.keys(DECISION) as (keyof MarkedDecision)[])('is another one where any cell is: %s', (cell) => {
    const other = { ...DECISION, [cell]: cell === 'amount' ? 350_01 : 'something else' };
    expect(digestOf(other)).not.toBe(digestOf(DECISION));
  });

  it.each([
    ['a new line for a space', 'By train,\nas before'],
    ['two spaces for one', 'By train,  as before'],
    ['spaces at the ends', ' By train, as before '],
  ])('is the same where a spreadsheet writes %s', (_what, reason) =>
    expect(digestOf({ ...DECISION, reason })).toBe(digestOf(DECISION)),
  );

  it('takes a blank cell for an empty one, and no sum for none of £0.00', () => {
    expect(digestOf({ ...DECISION, reason: '  ' })).toBe(digestOf({ ...DECISION, reason: null }));
    expect(digestOf({ ...DECISION, amount: null })).not.toBe(digestOf({ ...DECISION, amount: 0 }));
  });

  it('keeps cells apart: words moved from one to the next are a change', () =>
    expect(digestOf({ ...DECISION, decision: 'Appro', request: 'R-1ve' })).not.toBe(digestOf(DECISION)));
});

describe('the mark at the end of a line of the log (A12)', () => {
  it('is read again as it was written', () => {
    const line = `Approve R-1: approved £350.00 ${decisionMark(DECISION)}`;
    expect(readMark(line)).toEqual({ id: 'D-7Q2M4K', digest: digestOf(DECISION) });
    expect(digestOf(DECISION)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['there is none', 'Approve R-1'],
    ['it does not end the line', `${decisionMark(DECISION)} and more`],
    ['the digest is too short', '[D-7Q2M4K 0f3a]'],
    ['it is of no decision', `[R-1 ${'0'.repeat(16)}]`],
    ['the line is empty', ''],
  ])('is none where %s', (_what, line) => expect(readMark(line)).toBeNull());
});
