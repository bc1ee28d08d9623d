import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Snapshot } from '../../host/contract';
import { checksum } from '../../host/serve/journal';
import { copyOf } from '../../host/state';
import { ROOT } from './root';

const START_MS = 600_000;

/** A local tracker in a process of its own, with a folder of its own. */
export class TestServer {
  private process: ChildProcess | null = null;
  /** `http://localhost:8787` */
  address = '';
  token = '';

  /** What somebody opens. */
  get page(): string {
    return `${this.address}/?token=${this.token}`;
  }

  /** More of the environment of its process; set before it starts. */
  readonly environment: Record<string, string> = {};

  constructor(readonly data = path.join(mkdtempSync(path.join(tmpdir(), 'cluster-tracker-')), 'data')) {}

  /** Starts it on a free port; resolves with what it printed. */
  async start(...more: string[]): Promise<string> {
    const args = [path.join(ROOT, '.host', 'server.cjs'), '--no-open', '--port', '0', '--data', this.data, ...more];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...this.environment },
    });
    this.process = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The server did not start: ${said}`)), START_MS);
      const hear = (text: Buffer) => {
        said += String(text);
        const match = /at (http:\/\/localhost:\d+)\/\?token=(\S+)/.exec(said);
        if (!match) return;
        [, this.address, this.token] = match as unknown as [string, string, string];
        clearTimeout(timer);
        resolve();
      };
      child.stdout!.on('data', hear);
      child.stderr!.on('data', hear);
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`The server ended with ${code}: ${said}`));
      });
    });
    return said;
  }

  /** Of its process. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.process !== null && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Begins to start it, and cuts it off as soon as its folder looks so. */
  async startAndKillWhen(looksSo: (folder: string) => boolean): Promise<void> {
    const started = this.start().catch(() => 'cut off');
    let isUp = false;
    void started.then(() => {
      isUp = true;
    });
    while (!isUp && !looksSo(this.data)) await new Promise((resolve) => setTimeout(resolve, 1));
    await this.kill();
    await started;
  }

  /**
   * What **Make a copy** makes of its file, with a server of its own that is not started yet. This one saves and ends; it
   * can be started again.
   */
  async makeCopy(by: string): Promise<TestServer> {
    await this.end('SIGTERM');
    const [, saved] = readFileSync(path.join(this.data, 'snapshot.json'), 'utf8').split('\n') as [string, string];
    const { snapshot, ...rest } = JSON.parse(saved) as { snapshot: Snapshot };
    const text = JSON.stringify({ ...rest, snapshot: copyOf(snapshot, by) });
    const copy = new TestServer();
    mkdirSync(copy.data, { recursive: true });
    writeFileSync(path.join(copy.data, 'snapshot.json'), `${checksum(text)}\n${text}`);
    writeFileSync(path.join(copy.data, 'journal.jsonl'), '');
    return copy;
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    rmSync(path.dirname(this.data), { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process;
    this.process = null;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}

/** A folder as the first start leaves it, made once: each server begins with a copy of its own. */
export class PreparedFolder {
  private constructor(private readonly folder: string) {}

  static async make(): Promise<PreparedFolder> {
    const first = new TestServer();
    await first.start();
    await first.kill();
    const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-prepared-'));
    cpSync(first.data, folder, { recursive: true, filter: (file) => path.basename(file) !== 'server.pid' });
    await first.stop();
    return new PreparedFolder(folder);
  }

  /** A server with a copy, not started yet. */
  copy(): TestServer {
    const server = new TestServer();
    cpSync(this.folder, server.data, { recursive: true });
    return server;
  }

  async start(): Promise<TestServer> {
    const server = this.copy();
    await server.start();
    return server;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
