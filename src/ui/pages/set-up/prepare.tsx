import { useState } from 'preact/hooks';
import type { Refusal } from '../../../actions/answers';
import { CallState } from '../../parts/call-state';
import { Refused } from '../../parts/refused';
import { useCall } from '../../parts/use-call';
import { call } from '../../server';
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
  const running = useCall();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const putInOrder = () =>
    running.run(
      () => call('setUpWorkbook'),
      (answer) => (answer.ok ? onTold(answer.message, answer.did) : setRefusal(answer)),
    );
  const addSample = () =>
    running.run(
      () => call('addSampleData'),
      (answer) => (answer.ok ? onTold(answer.message) : setRefusal(answer)),
    );
  return (
    <>
      <p class="hint">
        Adds and repairs tabs, headers, drop-downs, formulas and protections. It never touches your data and can be run
        again; where something is not clear it says so and leaves it.
      </p>
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing="Putting the workbook in order; this can take a minute…" />
      <div class="actions">
        <button type="button" class="main" disabled={running.busy} onClick={putInOrder}>
          {prepared ? 'Check and repair' : 'Prepare the workbook'}
        </button>
        {empty && prepared && (
          <button type="button" disabled={running.busy} onClick={addSample}>
            Fill with sample data
          </button>
        )}
      </div>
    </>
  );
}
