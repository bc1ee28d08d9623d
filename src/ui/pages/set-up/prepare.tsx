import { useState } from 'preact/hooks';
import type { Refusal } from '../../../actions/answers';
import { setUpMessage } from '../../../actions/set-up-words';
import { CallState } from '../../parts/call-state';
import { Progress } from '../../parts/progress';
import { Refused } from '../../parts/refused';
import { useCall } from '../../parts/use-call';
import { call } from '../../server';
import { useParts } from './use-parts';
import type { Tell } from './use-set-up-form';

interface PrepareProps {
  /** The tabs are there. */
  prepared: boolean;
  /** Nothing is in them yet. */
  empty: boolean;
  onTold: Tell;
}

/** The buttons that put the tabs in order and, in an empty workbook, fill them with sample data. */
export function Prepare({ prepared, empty, onTold }: PrepareProps) {
  const parts = useParts(({ did, unclear }) => onTold(setUpMessage(did, unclear), [...unclear, ...did]));
  const filling = useCall();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const addSample = () =>
    filling.run(
      () => call('addSampleData'),
      (answer) => (answer.ok ? onTold(answer.message) : setRefusal(answer)),
    );
  const isBusy = parts.running.busy || filling.busy;
  // Then "Try again" goes on where it was.
  const hasFailed = parts.running.failed !== null;
  return (
    <>
      <p class="hint">
        Adds and repairs tabs, headers, drop-downs, formulas and protections. It never touches your data and can be run
        again; where something is not clear it says so and leaves it.
      </p>
      {parts.refusal && <Refused refusal={parts.refusal} onAgain={parts.start} />}
      {refusal && <Refused refusal={refusal} onAgain={addSample} />}
      {parts.progress && (
        <>
          <Progress {...parts.progress} doing={`Putting in order: ${parts.progress.name}`} />
          <p class="soft small">If you close this, what is done stays done: start it again for the rest.</p>
        </>
      )}
      <CallState running={parts.running} doing={parts.progress ? null : 'Looking at the workbook…'} />
      <CallState running={filling} doing="Filling in the sample data…" />
      <div class="actions">
        {!hasFailed && (
          <button type="button" class="main" disabled={isBusy} onClick={parts.start}>
            {prepared ? 'Check and repair' : 'Prepare the workbook'}
          </button>
        )}
        {empty && prepared && (
          <button type="button" disabled={isBusy} onClick={addSample}>
            Fill with sample data
          </button>
        )}
      </div>
    </>
  );
}
