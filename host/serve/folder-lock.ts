/** One folder is one running tracker's, on any system, also after a crash. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { text as textOf } from 'node:stream/consumers';

/** Another tracker works on the same folder. */
export class InUse extends Error {
  constructor(readonly process: number) {
    super(`It is in use by another running tracker (process ${process}).`);
  }
}

/** Where who holds a folder answers, and what it says there. */
interface Holder {
  process: number;
  port: number;
  id: string;
}

/** Who is busy opening its workbook answers late. */
const ANSWERS_WITHIN_MS = 15_000;
const TRIES = 10;

/**
 * A file that names who holds the folder, and where that one answers by a name drawn at random. A number of a process
 * alone would prove nothing: another program may bear it by now.
 */
export class FolderLock {
  #listener: net.Server | undefined;

  constructor(private readonly file: string) {}

  /**
   * @returns False if this one has it already.
   * @throws {InUse} If a running tracker has it.
   */
  async take(): Promise<boolean> {
    if (this.#listener) return false;
    const id = randomUUID();
    this.#listener = net.createServer((socket) => socket.on('error', () => undefined).end(id));
    try {
      const port = await listen(this.#listener);
      for (let tries = 1; ; tries++) {
        const holder = this.#holder();
        if (holder && (await isHeldBy(holder))) throw new InUse(holder.process);
        if (this.#wrote({ process: process.pid, port, id })) return true;
        if (tries === TRIES) throw new InUse(this.#holder()?.process ?? 0);
        fs.rmSync(this.file, { force: true });
      }
    } catch (error) {
      this.#listener.close();
      this.#listener = undefined;
      throw error;
    }
  }

  release(): void {
    if (!this.#listener) return;
    this.#listener.close();
    this.#listener = undefined;
    fs.rmSync(this.file, { force: true });
  }

  /** Undefined also for what an older version wrote, or nobody's tracker. */
  #holder(): Holder | undefined {
    try {
      const { process, port, id } = JSON.parse(fs.readFileSync(this.file, 'utf8')) as Holder;
      const isOne = Number.isInteger(process) && Number.isInteger(port) && port > 0 && port < 65_536;
      return isOne && typeof id === 'string' ? { process, port, id } : undefined;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== undefined && code !== 'ENOENT') throw error;
      return undefined;
    }
  }

  /** False if there is such a file already. */
  #wrote(holder: Holder): boolean {
    try {
      fs.writeFileSync(this.file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }
}

function listen(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as net.AddressInfo).port));
    server.unref();
  });
}

/** Whether who is named in the file still answers by that name. */
async function isHeldBy({ port, id, process }: Holder): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  let isSilent = false;
  const timer = setTimeout(() => {
    isSilent = true;
    socket.destroy();
  }, ANSWERS_WITHIN_MS);
  try {
    return (await textOf(socket)) === id;
  } catch {
    return isSilent && isRunning(process);
  } finally {
    clearTimeout(timer);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
