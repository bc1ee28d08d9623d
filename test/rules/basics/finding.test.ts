import { defineFinding, findingsText } from '../../../src/rules/basics/finding';

const tooMany = defineFinding({
  rule: 'P1',
  severity: ({ schools }: { schools: number; most: number }) => (schools > 20 ? 'stop' : 'warn'),
  says: ({ schools, most }) => `${schools} schools are more than ${most}`,
  cure: ({ most }) => `No more than ${most} schools.`,
});
const noName = defineFinding({ rule: 'P5', severity: 'note', says: () => 'It has no name' });

describe('a sort of finding', () => {
  it('makes findings of its facts, in its own words', () => {
    const found = tooMany({ schools: 13, most: 12 });
    expect(found).toMatchObject({
      rule: 'P1',
      severity: 'warn',
      message: '13 schools are more than 12',
      cure: 'No more than 12 schools.',
      facts: { schools: 13, most: 12 },
    });
  });

  it('is weighed by its facts where they matter', () =>
    expect([20, 21].map((schools) => tooMany({ schools, most: 12 }).severity)).toEqual(['warn', 'stop']));

  it('knows its own findings from others, those of the same rule too', () => {
    const tooFew = defineFinding({ rule: 'P1', severity: 'warn', says: () => 'There are too few schools' });
    const many = tooMany({ schools: 13, most: 12 });
    expect([tooMany.is(many), tooFew.is(many), tooMany.is(tooFew()), tooFew.is(tooFew())]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('says what to change where it has no cure of its own', () => expect(noName().cure).toBe('Change what it names.'));

  it('can be given another weight, and stays the same finding else', () => {
    const many = tooMany({ schools: 13, most: 12 });
    const noted = many.as('note');
    expect([many.severity, noted.severity, noted.message]).toEqual(['warn', 'note', many.message]);
    expect(tooMany.is(noted)).toBe(true);
  });
});

describe('findings of one row in one cell', () => {
  it('stand one after the other with their rules', () =>
    expect(findingsText([noName(), tooMany({ schools: 13, most: 12 })])).toBe(
      'It has no name (P5); 13 schools are more than 12 (P1)',
    ));
  it('are blank where there are none', () => expect(findingsText([])).toBe(''));
});
