import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { changedFiles } from '../../tools/mutation/changed.mjs';
import { distancesTo } from '../../tools/mutation/import-graph.mjs';

describe('files of which mutations are tried because they were changed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-changed-'));
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=Pat', '-c', 'user.email=pat@example.org'];
    const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const write = (file: string, lines: number) => {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), 'x\n'.repeat(lines));
  };
  const changed = (base: string, length = 100) => changedFiles(folder, base, () => length);
  const [POTS, DAYS, PERFORM] = ['src/rules/money/pots.ts', 'src/rules/basics/days.ts', 'src/actions/perform.ts'];

  beforeAll(() => {
    git('init', '--quiet');
    for (const file of [POTS, DAYS, PERFORM, 'src/rules/gone.ts', 'src/actions/ask.ts', 'docs/rules.md'])
      write(file, 1);
    git('add', '.');
    git('commit', '--quiet', '-m', 'First');
    for (const [file, lines] of [
      [POTS, 2],
      [PERFORM, 9],
      ['src/actions/ask.ts', 9],
      ['docs/rules.md', 9],
    ] as const)
      write(file, lines);
    rmSync(path.join(folder, 'src/rules/gone.ts'));
    git('commit', '--quiet', '-a', '-m', 'Second');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are those of the rules and of what writes, the most changed first; what is gone is not among them', () =>
    expect(changed('HEAD^')).toEqual({ files: [PERFORM, POTS], left: [] }));

  it('are as many as a few minutes are enough for, and one at least; the others are named', () => {
    expect(changed('HEAD^', 751)).toEqual({ files: [PERFORM], left: [POTS] });
    expect(changed('HEAD^', 9_999)).toEqual({ files: [PERFORM], left: [POTS] });
    expect(changed('HEAD^', 750)).toEqual({ files: [PERFORM, POTS], left: [] });
  });

  it('are also those that nobody committed yet', () => {
    write(DAYS, 3);
    write('src/rules/new.ts', 1);
    expect(changed('HEAD')).toEqual({ files: ['src/rules/new.ts', DAYS], left: [] });
  });

  it('are not those that somebody else changed since on another branch', () => {
    git('stash', '--quiet', '--include-untracked');
    git('checkout', '--quiet', '-b', 'other', 'HEAD^');
    write(DAYS, 8);
    git('commit', '--quiet', '-a', '-m', 'Other');
    git('checkout', '--quiet', '-');
    expect(changed('other')).toEqual({ files: [PERFORM, POTS], left: [] });
  });

  it('are unknown where the commit to compare with is not there, as in a clone without its history', () =>
    expect(changed('HEAD~9')).toBeNull());
});

it('tests are as far from a file as the imports between them', () => {
  const imports = (...paths: string[]) => ({ imports: paths.map((file) => ({ path: file })) });
  const inputs = { 'a.ts': imports(), 'b.ts': imports('a.ts'), 'far.ts': imports('b.ts', 'c.ts'), 'c.ts': imports() };
  expect([...distancesTo(inputs, 'a.ts')]).toEqual([
    ['a.ts', 0],
    ['b.ts', 1],
    ['far.ts', 2],
  ]);
});
