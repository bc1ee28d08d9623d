import { spawnSync } from 'node:child_process';
import { isInScope } from './scope.mjs';

/** About what a run of a few minutes gets through. */
const MOST_LINES = 1_500;

/**
 * Files to be looked at that were changed since an earlier commit, or since this branch left it: those with the most
 * changed lines first, up to a number of lines together.
 *
 * @param {string} root
 * @param {string} base A commit.
 * @param {(file: string) => number} lengthOf How many lines a file has.
 * @returns {{ files: string[], left: string[] } | null} What to look at and what would be too much; null where there is
 * no such commit, as in a clone without its history, or no git.
 */
export function changedFiles(root, base, lengthOf) {
  const git = (...args) => {
    const { status, stdout } = spawnSync('git', ['-c', 'core.quotePath=off', ...args], { cwd: root, encoding: 'utf8' });
    return status === 0 ? stdout.split('\n').filter((line) => line !== '') : null;
  };
  const [since] = git('merge-base', base, 'HEAD') ?? [];
  const differ = since && git('diff', '--numstat', '--no-renames', '--diff-filter=d', '--relative', since);
  if (!differ) return null;
  const changed = differ.map((line) => {
    const [added, removed, file] = line.split('\t');
    return { file, lines: Number(added) + Number(removed) };
  });
  const added = (git('ls-files', '--others', '--exclude-standard') ?? []).map((file) => ({ file, lines: Infinity }));
  const all = [...changed, ...added].filter(({ file }) => isInScope(file)).sort((a, b) => b.lines - a.lines);
  const [files, left] = [[], []];
  let total = 0;
  for (const { file } of all) {
    const lines = lengthOf(file);
    const fits = files.length === 0 || total + lines <= MOST_LINES;
    (fits ? files : left).push(file);
    if (fits) total += lines;
  }
  return { files, left };
}
