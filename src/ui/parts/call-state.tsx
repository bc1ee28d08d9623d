import { useEffect, useState } from 'preact/hooks';
import { Told } from './told';
import type { Running } from './use-call';

/**
 * The state of a call, where it matters: working, or failed with a way to try again.
 *
 * @param doing - What is said while it works; null where something else says it.
 */
export function CallState({ running, doing }: { running: Running; doing: string | null }) {
  return (
    <div aria-live="polite">
      {running.busy && doing !== null && <Waiting text={doing} />}
      {running.failed && (
        <Told kind="stop" title="That did not work">
          <p>{running.failed.message}</p>
          <div class="actions">
            <button type="button" onClick={running.again}>
              Try again
            </button>
          </div>
        </Told>
      )}
    </div>
  );
}

/** Appears only after a moment, so that quick answers do not flicker. */
function Waiting({ text }: { text: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <p>
      <span class="spin" aria-hidden="true" />
      {text}
    </p>
  );
}
