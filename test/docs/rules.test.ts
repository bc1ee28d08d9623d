import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HOMES } from '../../docs/rule-homes';
import { PARAMETER_NAMES, PARAMETERS } from '../../src/rules/basics/parameter-table';
import { RULE_NUMBERS } from '../../src/rules/basics/passages';

const ROOT = path.join(__dirname, '..', '..');

/** Rule numbers in a text: "F14", "F1, F9", and every one of "F10 to F13". */
function numbersIn(text: string): string[] {
  const found: string[] = [];
  for (const [all, letter, from, , to] of text.matchAll(
    /\b([PFSQMCAG])(\d{1,2})(?!\d)a?( to [PFSQMCAG]?(\d{1,2}))?/g,
  )) {
    for (let number = Number(from); number <= Number(to ?? from); number++) found.push(`${letter}${number}`);
    if (all.endsWith('a')) found.push(all);
  }
  return found;
}

/** Rule numbers in the titles of tests and of their cases: those in parentheses, as in "splitMoney (F14)". */
function testTitles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return testTitles(file);
    if (!entry.name.endsWith('.test.ts') || file === __filename) return [];
    const groups = /\(([PFSQMCAG]\d{1,2}a?(?:(?:, | to | and )[PFSQMCAG]\d{1,2}a?)*)\)/g;
    return [...readFileSync(file, 'utf8').matchAll(groups)].map((match) => match[1]!);
  });
}

describe('every rule has a home, a test and a line', () => {
  const titles = new Set(testTitles(path.join(ROOT, 'test')).flatMap(numbersIn));
  const page = readFileSync(path.join(ROOT, 'docs', 'rules.md'), 'utf8');

  it.each(RULE_NUMBERS)('rule %s', (rule) => {
    const source = readFileSync(path.join(ROOT, HOMES[rule][0]), 'utf8');
    expect(numbersIn(source)).toContain(rule);
    expect([...titles]).toContain(rule);
    expect(page).toMatch(new RegExp(`^### ${rule}$`, 'm'));
  });

  it('and every parameter belongs to a rule', () => {
    for (const name of PARAMETER_NAMES) expect(RULE_NUMBERS).toContain(PARAMETERS[name].rule);
  });
});
