import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/** Folders whose quick tests reach what is looked at. */
export const FOLDERS = ['test/rules', 'test/functions', 'test/workbook', 'test/actions'];

/**
 * Bundles the quick tests of some folders, below the working directory, and loads them into this process.
 *
 * @param {object} options
 * @param {string[]} options.leftOut Files of tests that are not loaded.
 * @param {string} options.outfile Where the bundle goes.
 * @param {import('esbuild').BuildOptions} [options.more]
 * @returns The tests and what runs them, and what esbuild says of the bundle.
 */
export async function loadTests({ leftOut, outfile, more = {} }) {
  const house = path.resolve('tools/mutation/one-process.cjs');
  const files = FOLDERS.flatMap(testsIn).filter((file) => !leftOut.includes(file));
  const entry = [
    `const { inFile } = require(${JSON.stringify(house)});`,
    ...files.map((file) => `inFile(${JSON.stringify(file)}, () => require(${JSON.stringify(path.resolve(file))}));`),
  ];
  const { metafile } = await build({
    stdin: { contents: entry.join('\n'), resolveDir: process.cwd() },
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    external: ['*.cjs'],
    metafile: true,
    logLevel: 'error',
    ...more,
  });
  const load = createRequire(pathToFileURL(outfile));
  load(path.resolve('test/support/properties.cjs'));
  const fc = load('fast-check');
  fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
  load(outfile);
  return { ...load(house), imports: metafile.inputs };
}

/** The quick tests of a folder: those that open a whole tracker are left out. */
function testsIn(folder) {
  const { testPathIgnorePatterns } = require(path.resolve('jest.quick.config.cjs'));
  return readdirSync(folder, { recursive: true })
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => !testPathIgnorePatterns.some((pattern) => new RegExp(pattern).test(file)))
    .sort();
}
