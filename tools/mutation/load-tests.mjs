import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { distancesTo } from './import-graph.mjs';
import { quickTests } from './quick-tests.mjs';

/** Folders whose quick tests reach what is looked at. */
export const FOLDERS = ['test/rules', 'test/functions', 'test/workbook', 'test/actions'];

/**
 * Bundles the quick tests of some folders, below the working directory, and loads them into this process.
 *
 * @param {object} options
 * @param {string[]} options.leftOut Files of tests that are not loaded.
 * @param {string} options.outfile Where the bundle goes.
 * @param {(source: string) => boolean} [options.looksAt] Which files are looked at, by what stands in them: tests that
 * import none of these are not loaded. All are where it is not given.
 * @param {import('esbuild').BuildOptions} [options.more]
 * @returns The tests and what runs them, and what esbuild says of the bundle.
 */
export async function loadTests({ leftOut, outfile, looksAt, more = {} }) {
  const house = path.resolve('tools/mutation/one-process.cjs');
  const files = FOLDERS.flatMap((folder) => quickTests(folder)).filter((file) => !leftOut.includes(file));
  const entry = [
    'exports.loads = {',
    ...files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(path.resolve(file))}),`),
    '};',
  ];
  const { metafile } = await build({
    stdin: { contents: entry.join('\n'), resolveDir: process.cwd() },
    outfile,
    absWorkingDir: process.cwd(), // else paths are from where esbuild was loaded
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
  const { loads } = load(outfile);
  const { inFile, ...all } = load(house);
  const imports = metafile.inputs;
  const reach = looksAt === undefined ? files : filesThatReach(imports, looksAt);
  for (const file of files) if (reach.includes(file)) inFile(file, loads[file]);
  return { ...all, imports };
}

/** Every file that imports one whose text is looked at, or imports what does. */
function filesThatReach(imports, looksAt) {
  const isOurs = (file) => file.startsWith('src/') && looksAt(readFileSync(file, 'utf8'));
  const reach = Object.keys(imports)
    .filter(isOurs)
    .flatMap((file) => [...distancesTo(imports, file).keys()]);
  return [...new Set(reach)];
}
