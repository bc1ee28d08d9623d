import { PASSAGES, passageOf, RULE_NUMBERS } from '../../../src/rules/basics/passages';

describe('passages of the guidance', () => {
  it('are found by the number of the rule, with their heading and our words', () =>
    expect(passageOf('S1')).toEqual({
      heading: 'CPD from an individual who is not a Fellow',
      says: 'The pot pays for a session up to a cap, and its VAT, Fellow or not.',
    }));

  it.each(['', 'S99', 's1', 'Settings'])('are none of what is no rule: "%s"', (text) =>
    expect(passageOf(text)).toBeNull(),
  );

  it('are numbered from 1 without a gap under every letter', () => {
    const letters = new Map<string, number[]>();
    const whole = RULE_NUMBERS.filter((rule) => !rule.endsWith('a')); // a rule beside another, such as S10a
    for (const rule of whole) letters.set(rule[0]!, [...(letters.get(rule[0]!) ?? []), Number(rule.slice(1))]);
    expect([...letters.keys()]).toEqual(['P', 'F', 'S', 'Q', 'M', 'C', 'A', 'G']);
    for (const numbers of letters.values()) expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('hold no sum, share or number of days: those are in Settings, and may change there', () => {
    const roster: string = PASSAGES.P6.says; // how many clusters the guidance lists
    const others = RULE_NUMBERS.map((rule) => PASSAGES[rule].says).filter((says) => says !== roster);
    for (const text of others) expect(text).not.toMatch(/[£%\d]|\b(five|ten|four)\b/i);
  });

  it('say nothing twice, and every one in whole sentences', () => {
    const says = RULE_NUMBERS.map((rule) => PASSAGES[rule].says);
    expect(new Set(says).size).toBe(RULE_NUMBERS.length);
    for (const text of says) expect(text).toMatch(/^[A-Z£].*\.$/);
  });
});
