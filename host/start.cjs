/**
 * `npm start`: checks what is needed, builds, and starts the local tracker. Plain JavaScript, so that any Node can say
 * what is wrong.
 */
const { spawn, spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `Cluster Tracker needs Node.js 20.19 or newer; this is ${process.versions.node}. ` +
      'Install it from https://nodejs.org and try again.',
  );
}
if (!existsSync(path.join(root, 'node_modules', 'esbuild'))) stop('The packages are not installed yet. Run: npm ci');

for (const script of ['build.mjs', path.join('host', 'build-host.mjs')]) {
  const { status } = spawnSync(process.execPath, [path.join(root, script)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
const server = spawn(process.execPath, [path.join(root, '.host', 'server.cjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code ?? 0));

function stop(message) {
  console.error(message);
  process.exit(1);
}
