/**
 * Bundles a command written in TypeScript, which shares its rules with the add-in, and runs its `main`:
 * node tools/run.mjs FILE [ARGUMENTS]
 */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [file, ...args] = process.argv.slice(2);
const outfile = join(root, '.host', `${basename(file, '.ts')}.cjs`);
await mkdir(dirname(outfile), { recursive: true });
await build({
  entryPoints: [join(root, file)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Not needed by most commands, and not made to be bundled.
  external: ['@duckdb/node-api', 'playwright-core', '@sparticuz/chromium'],
  logLevel: 'error',
});
const { main } = (await import(pathToFileURL(outfile).href)).default;
process.exitCode = await main(args);
