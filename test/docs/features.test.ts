import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/root';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Rows of the tables of a page that begin with a number, cell by cell. */
const rowsOf = (page: string): string[][] =>
  page
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));

const PAGES = [
  ['docs/walkthrough.md', 47, 5],
  ['docs/features.md', 75, 4],
] as const;

describe.each(PAGES)('%s', (file, count, cells) => {
  const rows = rowsOf(read(file));

  it(`has the numbers 1 to ${count}, each once and in order, with every cell filled`, () => {
    expect(rows.map(([no]) => Number(no))).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(rows.filter((row) => row.length !== cells || row.some((cell) => cell === ''))).toEqual([]);
  });

  it('names files that there are', () => {
    const named = [...read(file).matchAll(/`((?:src|test|docs|host|tools)\b[^`]*)`/g)].map(([, name]) => name!);
    expect(named.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  it('names tests by what their titles say', () => {
    const named = [...read(file).matchAll(/`(test\/[^`]*\.test\.ts)`((?: “[^”]*”)+)/g)].flatMap(([, test, titles]) =>
      [...titles!.matchAll(/“([^”]*)”/g)].map(([, title]) => [test!, title!] as const),
    );
    expect(named.filter(([test, title]) => !read(test).includes(title))).toEqual([]);
  });

  it('says of everything by which test, or that it is open', () => {
    const told = rows.filter((row) => !/\.test\.ts|\b[Oo]pen: |looked at/.test(row.slice(2).join(' ')));
    expect(told).toEqual([]);
  });
});
