import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts, version } from '../../package.json';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
);
const read = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');

/** The names by which headings of a page are linked to. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );

describe('the pages of the docs', () => {
  it.each(PAGES)('%s links to what is there', (page) => {
    const broken = [...read(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)].filter(
      ([, file, anchor]) => {
        const target = file === '' ? page : path.join(path.dirname(page), file!);
        if (!existsSync(path.join(ROOT, target))) return true;
        return anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).includes(anchor);
      },
    );
    expect(broken.map(([link]) => link)).toEqual([]);
  });

  it.each([...PAGES, path.join('tools', 'release', 'README.txt')])('%s names commands that there are', (page) => {
    const named = [...read(page).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(PAGES)('%s joins no commands in a way that Windows PowerShell 5.1 does not know', (page) => {
    const blocks = [...read(page).matchAll(/```(?:sh|bash|)\n([\s\S]*?)```/g)].map(([, block]) => block!);
    expect(blocks.filter((block) => /\bnp[mx] .*(&&|\|\|)/.test(block))).toEqual([]);
    expect(read(page)).not.toMatch(/`np[mx] [^`\n]*&&/);
  });

  it('say of pictures that are drawings that they are', () => {
    for (const [, label, file] of read(path.join('docs', 'install.md')).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
      expect([file, label!.startsWith('Drawing: ')]).toEqual([file, file!.endsWith('.svg')]);
      if (file!.endsWith('.svg')) expect(read(path.join('docs', file!))).toContain('A drawing, not Google’s own page');
    }
  });
});

it('the newest version of the changelog is that of package.json', () => {
  const [, newest] = /^## \[(\d[^\]]*)\] - \d{4}-\d{2}-\d{2}$/m.exec(read('CHANGELOG.md')) ?? [];
  expect(newest).toBe(version);
});

describe('the workflows', () => {
  it('try every system with every Node.js, by the commands of the README', () => {
    const checks = read(path.join('.github', 'workflows', 'checks.yml'));
    expect(checks).toContain('os: [ubuntu-latest, windows-latest, macos-latest]');
    expect(checks).toContain('node: [20, 22, 24]');
    expect(checks).not.toContain('npm ci');
    const run = read(path.join('.ci', 'run'));
    for (const command of ['npm test', 'npm run check']) {
      expect(checks).toContain(`run: ${command}\n`);
      expect(run.split('\n')).toContain(command);
    }
  });
});
