const PAUSE_MS = 500;
const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks once somebody has paused, and again after a while where that failed: after 3 seconds, then twice as long each
 * time, at most a minute.
 *
 * @param ask - Rejects where it failed; resolves with null where the same may be answered later.
 * @param show - Gets each answer, and null where there is none.
 * @returns Stops it: nothing is asked or shown from then on.
 */
export function keepAsking<T>(ask: () => Promise<T | null>, show: (answer: T | null) => void): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const askIn = (pause: number, wait: number) => {
    timer = setTimeout(() => {
      ask()
        .catch(() => null) // a preview is a courtesy; sending says what is wrong
        .then((answer) => {
          if (isStopped) return;
          show(answer);
          if (answer === null) askIn(wait, Math.min(wait * 2, LONGEST_WAIT_MS));
        });
    }, pause);
  };
  askIn(PAUSE_MS, FIRST_WAIT_MS);
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
