import { useState } from 'preact/hooks';
import type { LogVerified } from '../../../actions/answers';
import { CallState } from '../../parts/call-state';
import { TextField } from '../../parts/field';
import { useCall } from '../../parts/use-call';
import { call } from '../../server';

/** Compares the log with a digest mail, which is out of reach of whoever can edit the file. */
export function CompareMail({ onVerified }: { onVerified: (verified: Extract<LogVerified, { ok: true }>) => void }) {
  const [mailed, setMailed] = useState('');
  const [wrong, setWrong] = useState('');
  const running = useCall();
  const compare = () => {
    if (mailed.trim() === '') {
      setWrong('Paste the line of the mail first.');
      return;
    }
    running.run(
      () => call('verifyLog', { mailed }),
      (answer) => {
        setWrong(answer.ok ? '' : answer.message);
        if (answer.ok) onVerified(answer);
      },
    );
  };
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">Compare with a digest mail</h2>
      <TextField
        label="Newest line, from the mail"
        hint="It stands at the end of every digest mail: “Newest line of the log: 57, 3f9c…”. Paste the whole line."
        value={mailed}
        onChange={setMailed}
        wrong={wrong}
      />
      <CallState running={running} doing="Comparing…" />
      <div class="actions">
        <button type="button" disabled={running.busy} onClick={compare}>
          Compare
        </button>
      </div>
    </section>
  );
}
