/**
 * `npm start`: gets what is needed, builds, and starts the local tracker. Plain JavaScript, so that any Node can say
 * what is wrong.
 */
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');
const { ROOT, makeReady } = require('../tools/ready.cjs');

const because = makeReady(ROOT);
if (because !== null) {
  console.error(because);
  process.exit(1);
}
for (const script of ['build.mjs', path.join('host', 'build-host.mjs')]) {
  const { status } = spawnSync(process.execPath, [path.join(ROOT, script)], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status === null ? 1 : status);
}
const server = spawn(process.execPath, [path.join(ROOT, '.host', 'server.cjs'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code === null ? 0 : code));
