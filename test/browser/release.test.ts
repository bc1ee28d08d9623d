import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { version } from '../../package.json';
import { release } from '../../tools/release';
import { launchBrowser, TrackerPage } from '../support/browser';
import type { TestServer } from '../support/server';

const ROOT = path.join(__dirname, '..', '..');
const MOST_BYTES = 25_000_000;

describe('the archive of npm run release, in an empty folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster tracker release ')); // people's folders have blanks
  const top = path.join(folder, `cluster-tracker-${version}`);
  let packed: ReturnType<typeof release>;
  let files: Record<string, Uint8Array>;
  let server: ChildProcess;
  let browser: Browser;
  beforeAll(() => {
    packed = release(ROOT, folder);
    files = unzipSync(readFileSync(packed.file));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
      if (name.endsWith('.command')) chmodSync(path.join(folder, name), 0o755);
    }
  });
  afterAll(async () => {
    await browser?.close();
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('has what is needed, no packages, and no more than 25 MB', () => {
    const names = Object.keys(files).map((name) => name.slice(`cluster-tracker-${version}/`.length));
    for (const name of [
      'README.txt',
      'LICENSE',
      'NOTICES.txt',
      'CHANGELOG.md',
      'start.cmd',
      'start.command',
      'start.cjs',
      'dist/Code.js',
      'dist/appsscript.json',
      'dist/notices.html',
      'docs/install.md',
    ])
      expect(names).toContain(name);
    expect(names.filter((name) => /node_modules|\.ts$/.test(name))).toEqual([]);
    expect(packed.bytes).toBeLessThan(MOST_BYTES);
  });

  it('is the same archive when it is packed again', () => {
    expect(release(ROOT, path.join(folder, 'again')).sha256).toBe(packed.sha256);
  });

  it('starts with Node.js alone and shows the sample data', async () => {
    const nowhere = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-elsewhere-'));
    server = spawn(process.execPath, [path.join(top, 'start.cjs'), '--no-open', '--port', '0'], {
      cwd: nowhere,
      env: { PATH: process.env['PATH'], NODE_PATH: '', CI: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const page = await new Promise<string>((resolve, reject) => {
      const hear = (text: Buffer) => {
        said += String(text);
        const [address] = /http:\/\/localhost:\d+\/\?token=\S+/.exec(said) ?? [];
        if (address) resolve(address);
      };
      server.stdout!.on('data', hear);
      server.stderr!.on('data', hear);
      server.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
    });
    expect(said).toContain(path.join(top, '.tracker'));
    browser = await launchBrowser();
    const opened = await TrackerPage.open(browser, { page } as TestServer, '', { width: 1400, height: 900 });
    await opened.shows('Overview', 'A1', 'Cluster Tracker');
    await opened.shows('Overview', 'D1', `v${version}`);
    const help = await opened.choose('Help and about');
    await help.getByText(`Version ${version}.`).waitFor();
    await opened.picture('60-release');
    rmSync(nowhere, { recursive: true, force: true });
  });
});
