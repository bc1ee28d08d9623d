/**
 * Mutation testing of everything, of files and folders, or of what was changed:
 * npm run mutation [-- FILE-OR-FOLDER ...] [-- --changed [--base COMMIT]]
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changedFiles } from './changed.mjs';
import { asPattern, SCOPE } from './scope.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

function main() {
  const { values, positionals } = parseArgs({
    options: { changed: { type: 'boolean' }, base: { type: 'string', default: 'HEAD^' } },
    allowPositionals: true,
  });
  const parts = values.changed ? partsChanged(values.base) : positionals.length > 0 ? positionals : SCOPE;
  if (parts.length === 0) return 0;
  const core = createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json');
  const stryker = path.join(path.dirname(core), 'bin', 'stryker.js');
  const args = ['run', 'tools/mutation/stryker.config.mjs', '--mutate', parts.map(asPattern).join(',')];
  return spawnSync(process.execPath, [stryker, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

function partsChanged(base) {
  const found = changedFiles(root, base, (file) => readFileSync(path.join(root, file), 'utf8').split('\n').length);
  if (found === null) console.log(`There is no commit ${base} to compare with: nothing is looked at.`);
  else if (found.files.length === 0) console.log(`Nothing that is looked at was changed since ${base}.`);
  else console.log(`Changed since ${base}:\n${found.files.map((file) => `  ${file}\n`).join('')}`);
  if (found?.left.length) console.log(`Too much for now: npm run mutation -- ${found.left.join(' ')}\n`);
  return found?.files ?? [];
}

process.exitCode = main();
