/**
 * Builds `dist-selftest/`: the facts of test/contract as an Apps Script project of its own, to be pushed to a
 * spreadsheet that may be spoilt (docs/self-test.md).
 */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist-selftest');

await rm(out, { recursive: true, force: true });
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
const manifest = JSON.parse(await readFile(join(root, 'appsscript.json'), 'utf8'));
await writeFile(join(out, 'appsscript.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log('Built dist-selftest/. docs/self-test.md says how to run it in a Sheet.');
