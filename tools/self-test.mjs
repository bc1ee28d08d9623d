/**
 * Builds `dist-selftest/`: the facts of test/contract as an Apps Script project of its own, to be pushed to a
 * spreadsheet that may be spoilt (docs/self-test.md). `node tools/self-test.mjs FOLDER` builds it into another folder.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = resolve(process.argv[2] ?? join(root, 'dist-selftest'));

// `.clasp.json`, which names the spreadsheet, stays.
await mkdir(out, { recursive: true });
const { outputFiles } = await build({
  entryPoints: [join(root, 'test/contract/self-test.ts')],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: '__facts',
  target: 'es2020',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
});
const program = outputFiles[0].text;
const names = Array.from(vm.runInContext(`${program};Object.keys(__facts)`, vm.createContext({})));
const stubs = names.map((name) => `function ${name}() { return __facts.${name}.apply(null, arguments); }`);
await writeFile(join(out, 'Code.js'), `${program}\n${stubs.join('\n')}\n`);
await copyFile(join(root, 'test/contract/page.html'), join(out, 'page.html'));
await copyFile(join(root, 'appsscript.json'), join(out, 'appsscript.json'));
console.log(`Built ${out}. docs/self-test.md says how to run it in a Sheet.`);
