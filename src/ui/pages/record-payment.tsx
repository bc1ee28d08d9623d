import { useState } from 'preact/hooks';
import { SelectField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { call } from '../server';
import { PaymentFormPage } from './record-payment/payment-form';

function Page() {
  /** The line that is corrected; blank while a new one is recorded. */
  const [line, setLine] = useState('');
  return (
    <Loaded
      key={line}
      title={line ? `Correct ${line}` : 'Record a payment or income'}
      load={() => (line ? call('paymentForm', line) : call('paymentForm'))}
    >
      {(known, reload) => (
        <>
          <PaymentFormPage known={known} onDone={() => (line ? setLine('') : reload())} />
          {known.lines.length > 0 && (
            <details>
              <summary>Correct a line that is recorded</summary>
              <SelectField
                label="Line of the ledger"
                hint="The newest first. What it says now stays in the log."
                value={line}
                onChange={setLine}
                options={known.lines}
                blank="Pick a line"
              />
            </details>
          )}
        </>
      )}
    </Loaded>
  );
}

show(<Page />);
