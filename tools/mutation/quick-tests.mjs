import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const ROOT = path.join(import.meta.dirname, '../..');

/** The quick tests of a folder, by their paths in the project: those that open a whole tracker are left out. */
export function quickTests(folder) {
  const { testPathIgnorePatterns } = require('../../jest.quick.config.cjs');
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(file)))
    .sort();
}
