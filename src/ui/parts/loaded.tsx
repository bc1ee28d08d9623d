import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../actions/answers';
import { CallState } from './call-state';
import { Refused } from './refused';
import { useCall } from './use-call';

interface LoadedProps<T> {
  title: string;
  load: () => Promise<Answer<T>>;
  children: (value: T, reload: () => void) => ComponentChildren;
}

/** Loads what a page needs, then shows it; a refusal instead when there is one. */
export function Loaded<T extends object>({ title, load, children }: LoadedProps<T>) {
  const running = useCall();
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const start = () => running.run(load, setAnswer);
  useEffect(start, []);
  return (
    <main>
      <h1 class="unseen">{title}</h1>
      {(!answer || running.failed) && <CallState running={running} doing="Reading the workbook…" />}
      {answer && !answer.ok && <Refused refusal={answer} onAgain={running.again} />}
      {answer?.ok && children(answer, start)}
    </main>
  );
}
