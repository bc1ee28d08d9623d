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

const MOMENT_MS = 300;
const LONG_MS = 5_000;

/** Appears only after a moment, so that quick answers do not flicker; where it takes long, says that it can be left. */
function Waiting({ text }: { text: string }) {
  const [is, setIs] = useState<'soon' | 'late' | 'long'>('soon');
  useEffect(() => {
    const timers = [setTimeout(() => setIs('late'), MOMENT_MS), setTimeout(() => setIs('long'), LONG_MS)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (is === 'soon') return null;
  return (
    <>
      <p>
        <span class="spin" aria-hidden="true" />
        {text}
      </p>
      {is === 'long' && (
        <p class="soft small">Still at work. It goes on if you close this, and nothing is done twice.</p>
      )}
    </>
  );
}
