import type { ComponentChildren } from 'preact';
import type { PotChange, Said } from '../../actions/answers';
import type { EffectLine } from '../../rules/basics/effect';
import { Findings } from './findings';

interface VerdictProps {
  /** How it would end, which the colour repeats. */
  kind: 'good' | 'note' | 'warn' | 'stop' | '';
  /** A few words of it. */
  title: ComponentChildren;
  sentence?: string | undefined;
  pot?: ComponentChildren;
  findings?: readonly Said[];
  children?: ComponentChildren;
}

/**
 * What the rules say of what is being typed, above its fields: the few words and the pot stay in sight while the form
 * scrolls.
 */
export function Verdict({ kind, title, sentence, pot, findings = [], children }: VerdictProps) {
  return (
    <>
      <section class={`box verdict ${kind}`} aria-label="What the rules say" aria-live="polite">
        <h2>{title}</h2>
        {pot && <p class="small">{pot}</p>}
      </section>
      <div aria-live="polite">
        {sentence && <p>{sentence}</p>}
        <Findings findings={findings} />
        {children}
      </div>
    </>
  );
}

/** A pot before and after what is being typed. */
export function PotLine({ pot: { pot, before, after } }: { pot: PotChange }) {
  const isMoved = before.left !== after.left || before.available !== after.available;
  return (
    <>
      {pot}: {before.left}
      {isMoved && (
        <>
          {' now, '}
          <b>{after.left}</b> after it
        </>
      )}
      {after.available !== after.left && `; ${after.available} of it is not promised`}
    </>
  );
}

/** A figure before and after what is being typed. */
export function Effect({ line: { what, before, after } }: { line: EffectLine }) {
  if (before === after) return `${what}: stays ${before}`;
  return (
    <>
      {what}: {before}, then <b>{after}</b>
    </>
  );
}

/** Sentences or figures, one below the other. */
export function EffectList({ children }: { children: readonly ComponentChildren[] }) {
  if (children.length === 0) return null;
  return (
    <ul class="plain">
      {children.map((child, index) => (
        <li key={index}>{child}</li>
      ))}
    </ul>
  );
}
