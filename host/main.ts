/** Starts the local tracker: node .host/server.cjs [--port N] [--data DIR] [--bundle DIR] [--salvage] [--no-open] */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { removeOpeningPage, writeOpeningPage } from './serve/opening-page';
import { TrackerServer } from './serve/server';
import { CannotOpen, NotSaved } from './serve/store';

const DEFAULT_PORT = 8787;

/**
 * How much may be left behind, in hundredths of what is in use, before it is cleared away: a calculation reads long tabs
 * and leaves much, and by itself Node lets it grow to several times the workbook.
 */
setFlagsFromString('--heap-growing-percent=50');

const { values } = readArguments();

const port = Number(values.port ?? process.env['CLUSTER_TRACKER_PORT'] ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port: expected a number from 0 to 65535, got "${values.port}".`);

const server = new TrackerServer({
  port,
  data: path.resolve(values.data),
  bundle: path.resolve(values.bundle),
  page: path.resolve(values.page),
  salvage: values.salvage,
});

server.start().then(
  (address) => {
    console.log(
      `Cluster Tracker is at ${address} (stop it with Ctrl+C; the workbook is saved in ${path.resolve(values.data)})`,
    );
    if (!values['no-open'] && !process.env['CI'] && process.stdout.isTTY)
      openBrowser(pathToFileURL(writeOpeningPage(path.resolve(values.data), address)).href);
  },
  (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      fail(
        `Port ${port} is taken by another program. Stop that one, or start the tracker with: npm start -- --port ` +
          `${port + 1}`,
      );
    if (error instanceof CannotOpen || error instanceof NotSaved) fail(error.message);
    fail(`The tracker could not start: ${error.message}${process.env['DEBUG'] ? `\n${error.stack}` : ''}`);
  },
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(
    signal,
    () =>
      void server
        .stop()
        .finally(() => removeOpeningPage(path.resolve(values.data)))
        .then(
          () => process.exit(0),
          (error: Error) => fail(error.message),
        ),
  );
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string', default: '.tracker' },
        bundle: { type: 'string', default: 'dist' },
        page: { type: 'string', default: path.join('.host', 'page') },
        salvage: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    fail((error as Error).message);
  }
}

/** A courtesy: where there is no desktop, the printed address is enough. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address];
  spawn(command!, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
