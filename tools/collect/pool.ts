/** Workbooks read side by side, each in a thread of its own: one that breaks its thread stops no other. */
import { availableParallelism } from 'node:os';
import { parentPort, Worker } from 'node:worker_threads';
import type { Exported } from './find-workbooks';
import { tabsOf } from './tabs-of';
import { type Collected, workOut } from './work-out';

const MOST_THREADS = 8;
const MOST_MS = 60_000; // a workbook of 100,000 ledger lines takes ten
const MOST_MEMORY_MB = 700; // of a thread

/** How many threads there are; one at least. */
export const threadsHere = (): number => Math.max(1, Math.min(MOST_THREADS, availableParallelism()));

/** What a thread is asked. */
interface Asked {
  readonly workbook: Exported;
  readonly otherwise: number;
}

/** One workbook; what cannot be read is told and thrown nowhere. */
export async function collectOne({ workbook, otherwise }: Asked): Promise<Collected> {
  try {
    return workOut(workbook, await tabsOf(workbook), otherwise);
  } catch (error) {
    return broken(workbook, (error as Error).message);
  }
}

const broken = ({ name }: Exported, why: string): Collected => ({
  ...{ workbook: name, id: '', name: '', rows: [], isWorkedOut: false },
  differences: [{ kind: 'cannot be read', place: '', stands: '', follows: '', message: `It cannot be read: ${why}.` }],
});

/** The thread's own side: answers each question until there is none. */
export function answerInThread(): void {
  parentPort!.on('message', (asked: Asked) => {
    collectOne(asked).then((collected) => parentPort!.postMessage(collected));
  });
}

/**
 * Collects workbooks in threads.
 *
 * @param script - The file that calls {@link answerInThread} where it runs in a thread.
 * @param onDone - Gets what each workbook gave, in any order.
 */
export async function collectInThreads(
  script: string,
  workbooks: readonly Exported[],
  otherwise: number,
  onDone: (workbook: Exported, collected: Collected) => void,
): Promise<void> {
  const waiting = [...workbooks].reverse();
  const threads = Array.from({ length: Math.min(threadsHere(), workbooks.length) }, () => work());
  await Promise.all(threads);

  /** Takes one workbook after the other; a thread that is lost is made anew. */
  async function work(): Promise<void> {
    let thread: Worker | null = null;
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      thread ??= new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } });
      const collected: Collected | string = await askThread(thread, { workbook: next, otherwise });
      if (typeof collected === 'string') {
        await thread.terminate();
        thread = null;
      }
      onDone(next, typeof collected === 'string' ? broken(next, collected) : collected);
    }
    await thread?.terminate();
  }
}

/** @returns What it gave; or why the thread is lost. */
function askThread(thread: Worker, asked: Asked): Promise<Collected | string> {
  return new Promise((resolve) => {
    const end = (answer: Collected | string) => {
      clearTimeout(timer);
      thread.off('message', end).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const onError = ({ message }: Error) => end(message);
    const onExit = () => end('the thread that read it ended');
    const timer = setTimeout(() => end(`it took longer than ${MOST_MS / 1_000} seconds`), MOST_MS);
    thread.on('message', end).on('error', onError).on('exit', onExit);
    thread.postMessage(asked);
  });
}
