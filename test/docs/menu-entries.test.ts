import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENTRIES } from '../../src/app/menu-entries';

const ROOT = path.join(__dirname, '..', '..');
const textsIn = (folder: string, ending: RegExp, recursive = true): [name: string, text: string][] =>
  (readdirSync(path.join(ROOT, folder), { recursive, encoding: 'utf8' }) as string[])
    .filter((name) => ending.test(name))
    .map((name) => [path.join(folder, name), readFileSync(path.join(ROOT, folder, name), 'utf8')]);

/** Lines of code and of pages are broken where they are full: one text again. */
const asOne = (text: string): string =>
  text.replace(/['`] \+\s*['`]|\s*\n[\s*]*/g, (found) => (found.includes('+') ? '' : ' '));

describe('the menu', () => {
  const paths = ENTRIES.map(({ path }) => path);

  it('names every entry and every page once', () => {
    expect(new Set(paths).size).toBe(paths.length);
    expect(new Set(ENTRIES.map(({ entry }) => entry.handler)).size).toBe(paths.length);
    for (const { entry } of ENTRIES) expect(entry.does).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ...textsIn('src', /\.tsx?$/),
    ...textsIn('docs', /\.md$/),
    ...textsIn('.', /^(README|SECURITY|CONTRIBUTING)\.md$/, false),
  ])('leads where %s says it does', (_, text) => {
    const named = [...asOne(text).matchAll(/Clusters ▸ (?:[A-Z][^.;:)“”'*`…]*)/g)].map(([found]) => found);
    expect(named.filter((said) => !paths.some((known) => said.startsWith(known)))).toEqual([]);
  });
});
