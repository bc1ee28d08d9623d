import { useState } from 'preact/hooks';
import type { Done, Refusal } from '../../../actions/answers';
import { CallState } from '../../parts/call-state';
import { Refused } from '../../parts/refused';
import { useCall } from '../../parts/use-call';
import { call, newToken } from '../../server';

interface CloseLogProps {
  /** What was found; only a log of which that is still true is closed. */
  shown: string;
  onClosed: () => void;
}

/** Closes a log that cannot be mended and begins a new one; asked about once more. */
export function CloseLog({ shown, onClosed }: CloseLogProps) {
  const [token] = useState(newToken);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const finish = (result: Done) => (result.ok ? onClosed() : setRefusal(result));
  const close = () => running.run(() => call('closeLog', { token, shown }), finish);
  return (
    <section aria-labelledby="close">
      <h2 id="close">If it cannot be put back</h2>
      <p>
        First put the Log back from File ▸ Version history. Where that is not possible, close it: its lines stay and
        prove nothing any more, and a new log begins below them whose first line says what was closed.
      </p>
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing="Closing…" />
      <div class="actions">
        {asking ? (
          <>
            <span>Close this log for good?</span>
            <button type="button" class="danger" disabled={running.busy} onClick={close}>
              Yes, close it
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button type="button" onClick={() => setAsking(true)}>
            Close the log…
          </button>
        )}
      </div>
    </section>
  );
}
