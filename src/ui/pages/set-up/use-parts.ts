import { useRef, useState } from 'preact/hooks';
import type { Refusal } from '../../../actions/answers';
import { type Running, useCall } from '../../parts/use-call';
import { call } from '../../server';

/** How far the set-up is: its parts, and what the one at work is about. */
export interface Progressing {
  readonly done: number;
  readonly of: number;
  readonly name: string;
}

/** What all calls of one set-up did, and what only people can put in order. */
export interface PartsDone {
  readonly did: readonly string[];
  readonly unclear: readonly string[];
}

interface Parts {
  readonly running: Running;
  /** Null while nothing is at work. */
  readonly progress: Progressing | null;
  readonly refusal: Refusal | null;
  /** Begins; or goes on where the last call came to its end, if one failed or was refused. */
  start(): void;
}

/**
 * Puts the workbook in order in several calls, none of them long. One that fails is made again from where it began: what
 * it had done by then is found done.
 */
export function useParts(onDone: (all: PartsDone) => void): Parts {
  const running = useCall();
  const [progress, setProgress] = useState<Progressing | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const next = useRef(0);
  const all = useRef<{ did: string[]; unclear: string[] }>({ did: [], unclear: [] });
  const work = async (): Promise<Refusal | null> => {
    for (;;) {
      const answer = await call('setUpPart', { from: next.current });
      if (!answer.ok) return answer;
      all.current.did.push(...answer.did);
      all.current.unclear.push(...answer.unclear);
      next.current = answer.next ?? 0;
      if (answer.next === null) return null;
      setProgress({ done: answer.next, of: answer.parts, name: answer.nextName ?? '' });
    }
  };
  const start = () => {
    setRefusal(null);
    running.run(work, (refused) => {
      setRefusal(refused);
      if (refused) return;
      const { did, unclear } = all.current;
      all.current = { did: [], unclear: [] };
      setProgress(null);
      onDone({ did: [...new Set(did)], unclear: [...new Set(unclear)] });
    });
  };
  return { running, progress, refusal, start };
}
