import type { ComponentChildren } from 'preact';
import { Fragment } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, onUndoable } from '../server';
import { CallState } from './call-state';
import { Refused } from './refused';
import { Told } from './told';
import { useForm } from './use-form';

const OFFERED_SECONDS = 60;

/**
 * A page with a strip at its foot that offers for a minute to undo what was just done in it. Undone, the page begins
 * anew, since what it showed is so no more.
 */
export function UndoFrame({ children }: { children: ComponentChildren }) {
  const [offered, setOffered] = useState<number | null>(null);
  const [undone, setUndone] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    onUndoable((no) => {
      setUndone(null);
      setOffered(no);
    });
  }, []);
  return (
    <>
      {undone && <Told kind="good" title={undone} />}
      <Fragment key={round}>{children}</Fragment>
      {offered !== null && (
        <Offer
          key={offered}
          no={offered}
          onOver={() => setOffered(null)}
          onUndone={(message) => {
            setOffered(null);
            setUndone(message);
            setRound(round + 1);
          }}
        />
      )}
    </>
  );
}

interface OfferProps {
  no: number;
  onOver: () => void;
  onUndone: (message: string) => void;
}

function Offer({ no, onOver, onUndone }: OfferProps) {
  const form = useForm(() => ({}), {
    send: (payload) => call('undo', payload),
    onDone: ({ message }) => onUndone(message),
  });
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever is at the button, or waits for its answer, is not left without it.
    const inUse = () => strip.current?.contains(document.activeElement) || strip.current?.dataset['busy'] === 'yes';
    let left = OFFERED_SECONDS;
    const clock = setInterval(() => {
      left -= 1;
      if (left <= 0 && !inUse()) onOver();
    }, 1_000);
    return () => clearInterval(clock);
  }, []);
  return (
    <aside class="undo" aria-label="Undo" ref={strip} data-busy={form.running.busy ? 'yes' : 'no'}>
      {form.refusal ? (
        <Refused refusal={form.refusal} onAgain={form.running.again} />
      ) : (
        <div class="line">
          <span>Was that a mistake? It can be undone for a minute.</span>
          <button type="button" disabled={form.running.busy} onClick={() => form.send({ no })}>
            Undo
          </button>
        </div>
      )}
      <CallState running={form.running} doing="Putting it back…" />
    </aside>
  );
}
