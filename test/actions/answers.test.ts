import { say } from '../../src/actions/answers';
import { noAmount, potHasLess } from '../../src/rules/requests/words';

describe('a finding in an answer', () => {
  it('is plain words with their rule and weight, and nothing else', () => {
    const said = say(potHasLess({ pot: 'Cluster pot', available: 100_00, wanted: 350_00 }));
    expect(Object.keys(said).sort()).toEqual(['message', 'rule', 'severity']);
    expect(JSON.parse(JSON.stringify(said))).toEqual(said);
    expect(said).toMatchObject({ rule: 'S12', message: expect.stringMatching(/£100\.00/) });
  });

  it('has the weight it was given', () => {
    expect(say(noAmount().as('note')).severity).toBe('note');
    expect(say(noAmount().as('stop')).severity).toBe('stop');
  });
});
