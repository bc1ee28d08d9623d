/** Builds the local host into `.host/`: the server for Node, and the page with the spreadsheet in it. */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { noticesOf, packagesIn } from '../tools/notices.mjs';

const host = dirname(fileURLToPath(import.meta.url));
const out = join(host, '..', '.host');

await mkdir(join(out, 'page'), { recursive: true });
const [server, page] = await Promise.all([
  // The server for `npm start`, and trackers and a page's copy of one alone for tests: jest cannot load Univer's packages as they are.
  build({
    entryPoints: {
      server: join(host, 'main.ts'),
      tracker: join(host, 'tracker.ts'),
      'plain-tracker': join(host, 'plain-tracker.ts'),
      'page-copy': join(host, '..', 'test', 'support', 'page-copy.ts'),
    },
    outdir: out,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    metafile: true,
    logLevel: 'error',
  }),
  build({
    entryPoints: { page: join(host, 'page', 'main.ts') },
    outdir: join(out, 'page'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    loader: { '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl', '.svg': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }),
  copyFile(join(host, 'page', 'index.html'), join(out, 'page', 'index.html')),
]);
const packages = packagesIn([server.metafile, page.metafile]);
await writeFile(join(out, 'bundled.json'), `${JSON.stringify(packages, null, 2)}\n`);
await writeFile(join(out, 'NOTICES.txt'), noticesOf(packages));
