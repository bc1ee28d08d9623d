/** Starts the tracker from the unpacked archive: node start.cjs [--port N] [--data DIR] [--no-open] */
const { spawn } = require('node:child_process');
const path = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Cluster Tracker needs Node.js 20.19 or newer; this is ${process.versions.node}. ` +
      'Install it from https://nodejs.org and try again.',
  );
  process.exit(1);
}
const given = process.argv.slice(2);
const server = spawn(
  process.execPath,
  [
    path.join(__dirname, 'host', 'server.cjs'),
    '--bundle',
    path.join(__dirname, 'dist'),
    '--page',
    path.join(__dirname, 'host', 'page'),
    ...(given.some((word) => word.split('=')[0] === '--data') ? [] : ['--data', path.join(__dirname, '.tracker')]),
    ...given,
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => process.exit(code === null ? 0 : code));
