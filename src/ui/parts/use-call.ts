import { useState } from 'preact/hooks';
import { meaningOf } from '../google-says';
import { CallFailed } from '../server';

/** A call that is running or has failed. */
export interface Running {
  busy: boolean;
  failed: CallFailed | null;
  /** Runs a call; its answer goes to `done`. The same call can be run again with {@link again}. */
  run<T>(work: () => Promise<T>, done: (value: T) => void): void;
  again(): void;
}

/** Gives a way to run calls, one at a time, with what a page shows of the one that runs or has failed. */
export function useCall(): Running {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<CallFailed | null>(null);
  const [last, setLast] = useState<(() => void) | null>(null);
  const run: Running['run'] = (work, done) => {
    const start = () => {
      setBusy(true);
      setFailed(null);
      work()
        .then(done)
        .catch((error: unknown) =>
          setFailed(error instanceof CallFailed ? error : new CallFailed(meaningOf(String(error)))),
        )
        .finally(() => setBusy(false));
    };
    setLast(() => start);
    start();
  };
  return { busy, failed, run, again: () => last?.() };
}
