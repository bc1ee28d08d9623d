import { useEffect, useState } from 'preact/hooks';
import type { Why } from '../../actions/answers';
import { CallState } from '../parts/call-state';
import { show } from '../parts/show';
import { Unread } from '../parts/unread';
import { useCall } from '../parts/use-call';
import { call } from '../server';

function Page() {
  const [why, setWhy] = useState<Why | null>(null);
  const running = useCall();
  const explain = () => running.run(() => call('whySelected'), setWhy);
  useEffect(explain, []);
  return (
    <main>
      <h1 class="unseen">Why?</h1>
      <p class="hint">Select a figure or a flag in the sheet, then:</p>
      <div class="actions">
        <button type="button" class="main" disabled={running.busy} onClick={explain}>
          Explain the selected cell
        </button>
      </div>
      <CallState running={running} doing="Reading the workbook…" />
      <div aria-live="polite">
        {why && !why.ok && <p class="box note wrap">{why.message}</p>}
        {why?.ok && <Explained why={why} />}
      </div>
    </main>
  );
}

function Explained({ why }: { why: Extract<Why, { ok: true }> }) {
  return (
    <>
      <p class="soft small">{why.cell}</p>
      <h2 style={{ marginTop: 0 }}>{why.about}</h2>
      <p class="wrap">
        <b>{why.answer}</b>
      </p>
      <Unread text={why.unread} />
      {why.reasons.map((reason, index) => (
        <section key={`${reason.rule} ${index}`} class="box" aria-label={`Rule ${reason.rule}`}>
          <h3>
            Rule {reason.rule}: {reason.says}
          </h3>
          <p class="soft small">{reason.passage}</p>
          <ul class="plain">
            {reason.inputs.map((line) => (
              <li key={line} class="wrap">
                {line}
              </li>
            ))}
          </ul>
          <p class="wrap">
            <b>What would change it:</b> {reason.change}
          </p>
        </section>
      ))}
    </>
  );
}

show(<Page />);
