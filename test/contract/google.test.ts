import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fact } from './fact';
import { FACTS } from './facts/all';
import { googleResults } from './google-results';

const FOLDER = path.join(__dirname, 'google');
const saved = readdirSync(FOLDER).filter((name) => name.endsWith('.csv'));

describe('what a real Sheet has said (test/contract/google)', () => {
  if (saved.length === 0) {
    it('is nothing so far: the self-test has not yet run on Google (docs/self-test.md)', () => {
      process.stdout.write('The facts about Google have not yet run on Google: docs/self-test.md says how.\n');
      expect(saved).toEqual([]);
    });
    return;
  }
  it.each(saved)('%s contradicts no fact', (name) => {
    const { agreed, contradicted, untried, missing } = googleResults(
      readFileSync(path.join(FOLDER, name), 'utf8'),
      FACTS,
    );
    process.stdout.write(
      `${name}: ${agreed} facts agree, ${untried.length} could not be tried, ${missing.length} are new since.\n`,
    );
    expect(contradicted).toEqual([]);
  });
});

describe('a saved self-test', () => {
  const fact = (id: string, is: Fact['is']): Fact => ({
    id,
    methods: [],
    google: 'So.',
    source: { sure: 'L' },
    is,
    found: () => null,
  });
  const facts = [fact('a', [1, 'x']), fact('b', /protected/), fact('c', true), fact('d', '')];
  const HEADER = 'Fact,Methods,What Google does,Sureness,Source,Result,Expected,Found\n';
  const row = (id: string, result: string, found: string) =>
    `${id},"Range.getValue, Range.setValue",So.,L,,${result},"old","${found.replace(/"/g, '""')}"\n`;

  it('is contradicted where Google did otherwise, with both values', () => {
    const csv = HEADER + row('a', 'agrees', '[1, "x"]') + row('b', 'differs', 'nothing') + row('c', 'differs', 'false');
    expect(googleResults(csv, facts)).toEqual({
      agreed: 1,
      contradicted: [
        { id: 'b', expected: 'old', found: 'nothing' },
        { id: 'c', expected: 'old', found: 'false' },
      ],
      untried: [],
      missing: ['d'],
    });
  });

  it('counts by what was found: a fact that was mended since agrees, one that was spoilt does not', () => {
    const csv = HEADER + row('a', 'agrees', '[2, "x"]') + row('b', 'differs', 'a protected cell');
    expect(googleResults(csv, facts)).toMatchObject({ agreed: 1, contradicted: [{ id: 'a', found: '[2, "x"]' }] });
  });

  it('leaves aside what could not be tried, and facts that are no more', () => {
    const csv = `\ufeff${HEADER}${row('a', 'could not be tried', 'No mail is left.')}${row('gone', 'differs', '1')}`;
    expect(googleResults(csv, facts)).toMatchObject({ agreed: 0, contradicted: [], untried: ['a'] });
  });

  it('is refused when it is another file', () => {
    expect(() => googleResults('Name,Age\nx,1\n', facts)).toThrow(/not the tab of the self-test/);
  });
});
