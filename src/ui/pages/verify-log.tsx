import { useState } from 'preact/hooks';
import type { LogVerified } from '../../actions/answers';
import { Field } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { Told } from '../parts/told';
import { call } from '../server';
import { CloseLog } from './verify-log/close-log';
import { CompareMail } from './verify-log/compare-mail';

type Verified = Extract<LogVerified, { ok: true }>;

function Page({ verified: first, reload }: { verified: Verified; reload: () => void }) {
  const [compared, setCompared] = useState<Verified | null>(null);
  const verified = compared ?? first;
  const { newest } = verified;
  const again = () => {
    setCompared(null);
    reload();
  };
  return (
    <>
      <Told kind={verified.good ? 'good' : 'stop'} title={verified.message} />
      {newest && (
        <Field
          label="Newest line of the log"
          hint="Kept outside the sheet, and in every digest mail. Keep a copy to check an exported workbook later."
        >
          {(props) => (
            <input
              {...props}
              readOnly
              value={`${newest.no} ${newest.hash}`}
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
        </Field>
      )}
      <CompareMail onVerified={setCompared} />
      {first.mayClose && <CloseLog shown={first.message} onClosed={again} />}
      <p class="soft">
        Every line carries a fingerprint of itself and of the line before. This check shows when a line was changed,
        removed, added or moved. It cannot prevent it: whoever may edit the file can edit the tab. Rows of the Log that
        were hidden by hand are shown again.
      </p>
      <div class="actions">
        <button type="button" onClick={again}>
          Check again
        </button>
      </div>
    </>
  );
}

show(
  <Loaded title="Verify log" load={() => call('verifyLog')}>
    {(verified, reload) => <Page verified={verified} reload={reload} />}
  </Loaded>,
);
