/**
 * Which branches of what mutation testing looks at no quick test comes by: npm run coverage
 *
 * All tests run in one process, as for mutation testing, and V8 counts.
 */

import { mkdirSync } from 'node:fs';
import inspector from 'node:inspector/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import coverage from 'istanbul-lib-coverage';
import toIstanbul from 'v8-to-istanbul';
import { loadTests } from './mutation/load-tests.mjs';
import { isInScope } from './mutation/scope.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
process.env.PROPERTY_RUNS ??= '50';
mkdirSync('.host', { recursive: true });
const outfile = path.resolve('.host', 'coverage.cjs');

const session = new inspector.Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { tests, run } = await loadTests({ leftOut: [], outfile, more: { sourcemap: 'inline' } });
const failed = (await run(tests, { bail: false, before: () => undefined })).filter(
  ({ failure }) => failure !== undefined,
);
for (const { test, failure } of failed) console.error(`${test.id}: ${failure}`);
const { result } = await session.post('Profiler.takePreciseCoverage');

const converter = toIstanbul(outfile);
await converter.load();
converter.applyCoverage(result.find(({ url }) => url === pathToFileURL(outfile).href || url === outfile).functions);
const files = coverage.createCoverageMap(converter.toIstanbul());
const folders = new Map();
for (const file of files.files().sort()) {
  const name = path.relative(root, file).replaceAll(path.sep, '/');
  if (!isInScope(name)) continue;
  const of = files.fileCoverageFor(file);
  const { branches } = of.toSummary();
  const [covered, total] = folders.get(path.posix.dirname(name)) ?? [0, 0];
  folders.set(path.posix.dirname(name), [covered + branches.covered, total + branches.total]);
  const missed = Object.entries(of.data.b).filter(([, [times]]) => times === 0);
  const places = missed.map(([id]) => of.data.branchMap[id].loc.start).map(({ line, column }) => `${line}:${column}`);
  if (places.length > 0) console.log(`${name} ${places.join(' ')}`);
}
for (const [folder, [covered, total]] of folders)
  console.log(`${folder}: ${covered} of ${total} branches, ${((100 * covered) / total).toFixed(1)} %`);
process.exitCode = failed.length > 0 ? 1 : 0;
