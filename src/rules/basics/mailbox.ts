/** Whose an address is: several addresses can lead to one mailbox, and so be one person's. Rule A3. */

/**
 * The mailbox an address leads to: what stands behind a "+" makes no other one, and at Gmail neither do full stops nor
 * the two names of its domain.
 *
 * @param email - An address in small letters.
 * @example
 * mailboxOf('adam.lead+trips@googlemail.com'); // => 'adamlead@gmail.com'
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at);
  const isGmail = domain === '@gmail.com' || domain === '@googlemail.com';
  const plus = email.indexOf('+');
  if (!isGmail && (plus < 1 || plus > at)) return email;
  const name = email.slice(0, plus > 0 && plus < at ? plus : at);
  return isGmail ? `${name.replace(/\./g, '')}@gmail.com` : name + domain;
}

/** Whether two addresses are one person's. */
export const isSamePerson = (one: string, other: string): boolean =>
  one === other || mailboxOf(one) === mailboxOf(other);

/** Whether one of some addresses is a person's. */
export const hasPerson = (emails: readonly string[], email: string): boolean =>
  emails.some((other) => isSamePerson(other, email));

/** Addresses with a person's among them: once, however it is written. */
export const withPerson = (emails: readonly string[], email: string): string[] =>
  hasPerson(emails, email) ? [...emails] : [...emails, email];
