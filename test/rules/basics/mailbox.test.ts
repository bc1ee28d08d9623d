import { hasPerson, isSamePerson, mailboxOf, withPerson } from '../../../src/rules/basics/mailbox';

describe('whose an address is (A3)', () => {
  it.each([
    ['adam.advisor@gmail.com', 'adamadvisor@gmail.com'],
    ['adam.advisor@googlemail.com', 'adamadvisor@gmail.com'],
    ['adamadvisor+cluster@gmail.com', 'adamadvisor@gmail.com'],
    ['advisor+trips@example.org', 'advisor@example.org'],
    ['ad.visor@example.org', 'ad.visor@example.org'],
    ['+advisor@example.org', '+advisor@example.org'],
    ['advisor@gmail.com.example.org', 'advisor@gmail.com.example.org'],
    ['advisor@ex+ample.org', 'advisor@ex+ample.org'],
    ['adam.advisor@gm+ail.com', 'adam.advisor@gm+ail.com'],
    ['+adam@gmail.com', '+adam@gmail.com'],
    ['', ''],
  ])('%s leads to %s', (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox));

  it.each([
    ['adam.advisor@gmail.com', 'adamadvisor@googlemail.com', true],
    ['advisor@example.org', 'advisor+me@example.org', true],
    ['ad.visor@example.org', 'advisor@example.org', false],
    ['advisor@example.org', 'advisor@example.com', false],
  ])('%s and %s are one person: %s', (one, other, is) => expect(isSamePerson(one, other)).toBe(is));

  it('is looked for and put down once, however it is written', () => {
    const emails = ['a.b@gmail.com', 'c@example.org'];
    expect([hasPerson(emails, 'ab@googlemail.com'), hasPerson(emails, 'd@example.org')]).toEqual([true, false]);
    expect(withPerson(emails, 'c+1@example.org')).toEqual(emails);
    expect(withPerson(emails, 'd@example.org')).toEqual([...emails, 'd@example.org']);
  });
});
