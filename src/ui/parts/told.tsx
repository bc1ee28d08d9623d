import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ToldProps {
  kind: 'good' | 'stop' | 'warn' | 'note';
  title: string;
  children?: ComponentChildren;
}

/** Takes the focus when it appears, so that what happened is read out and seen. */
export function Told({ kind, title, children }: ToldProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [title]);
  return (
    <div class={`box ${kind}`} tabIndex={-1} ref={box} role={kind === 'stop' ? 'alert' : 'status'}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
