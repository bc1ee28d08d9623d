/**
 * Mutation testing of everything, of files and folders, of what was changed since a commit, or of what the last run says
 * no test noticed: npm run mutation [-- FILE-OR-FOLDER ... | --changed [--base COMMIT] | --again] [--seconds 5]
 *
 * `--seconds`: how long tests are run for one change, of processor time, where none fails.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { changedFiles } from './changed.mjs';
import { notNoticed } from './not-noticed.mjs';
import { asPattern, SCOPE } from './scope.mjs';
import config from './stryker.config.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

function main() {
  const { values, positionals } = parseArgs({
    options: {
      changed: { type: 'boolean' },
      base: { type: 'string', default: 'HEAD^' },
      again: { type: 'boolean' },
      seconds: { type: 'string' },
    },
    allowPositionals: true,
  });
  const parts = values.changed
    ? partsChanged(values.base)
    : values.again
      ? notNoticed(JSON.parse(readFileSync(path.join(root, config.jsonReporter.fileName), 'utf8')))
      : positionals.length > 0
        ? positionals
        : SCOPE;
  if (parts.length === 0) return 0;
  const core = createRequire(import.meta.url).resolve('@stryker-mutator/core/package.json');
  const stryker = path.join(path.dirname(core), 'bin', 'stryker.js');
  const args = ['run', 'tools/mutation/stryker.config.mjs', '--mutate', parts.map(asPattern).join(',')];
  const env = values.seconds ? { ...process.env, MUTATION_SECONDS: values.seconds } : process.env;
  return spawnSync(process.execPath, [stryker, ...args], { cwd: root, stdio: 'inherit', env }).status ?? 1;
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
