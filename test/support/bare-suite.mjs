/**
 * node test/support/bare-suite.mjs: the tests of rules, workbook and functions where there is nothing but the language,
 * as in a cell function: sources and tests run in a context without a global of Node or of a browser. In the time zone
 * of `TZ`; says on its last line how many passed.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { quickTests } from '../../tools/mutation/quick-tests.mjs';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const { inFile, run, tests } = require('../../tools/mutation/one-process.cjs');
require('./properties.cjs');
const { devDependencies } = require('../../package.json');

/** Packages that are part of Code.js, so that they have to do without, too. */
const OWN = ['zod', '@noble/hashes'];
/** What a test says by itself: the hooks and the like that `one-process.cjs` keeps. */
const { describe, it, test, expect, beforeAll, beforeEach, afterEach, afterAll } = globalThis;
const given = { require, inFile, describe, it, test, expect, beforeAll, beforeEach, afterEach, afterAll };

const files = ['test/rules', 'test/workbook', 'test/functions'].flatMap((folder) => quickTests(folder));
const { outputFiles } = await build({
  absWorkingDir: ROOT,
  stdin: {
    contents: files.map((file) => `inFile(${JSON.stringify(file)}, () => require('./${file}'));`).join('\n'),
    resolveDir: ROOT,
  },
  bundle: true,
  write: false,
  platform: 'node',
  format: 'cjs',
  external: Object.keys(devDependencies).filter((name) => !OWN.includes(name)),
  define: { __dirname: JSON.stringify(path.join(ROOT, 'test')) },
  logLevel: 'error',
});
const program = `(function (${Object.keys(given)}) {${outputFiles[0].text}\n})`;
vm.runInContext(program, vm.createContext({}), { filename: 'bare-suite.js' })(...Object.values(given));

const results = await run(tests, { bail: false, before: () => undefined });
const failed = results.filter(({ failure }) => failure !== undefined);
for (const {
  test: { id },
  failure,
} of failed)
  console.error(`${id}\n${failure}\n`);
console.log(`${results.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
