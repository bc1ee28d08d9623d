import { useState } from 'preact/hooks';
import type { DigestState, Refusal } from '../../actions/answers';
import { Told } from '../parts/form';
import { CallState, dateText, Loaded, Refused, show, useCall } from '../parts/page';
import { call } from '../server';

type State = Extract<DigestState, { ok: true }>;

function Page({ state, reload }: { state: State; reload: () => void }) {
  const [told, setTold] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const turn = (on: boolean) => {
    setRefusal(null);
    running.run(
      () => call('switchDigest', { on }),
      (answer) => {
        if (!answer.ok) return setRefusal(answer);
        setTold(answer.message);
        reload();
      },
    );
  };
  return (
    <>
      <p>
        One mail a person each morning, with what waits for them, and only if something does. Links in it open the
        sheet; they decide nothing.
      </p>
      {told && <Told kind="good" title={told} />}
      <div class={`box ${state.on ? 'good' : 'note'}`}>
        <h3>The digest is {state.on ? 'on' : 'off'}</h3>
        {state.runsAs && <p>It runs from the account {state.runsAs}, and stops when that account goes.</p>}
        {state.on && (
          <p>
            {state.lastRan
              ? `Last run on ${dateText(state.lastRan.slice(0, 10))} at ${state.lastRan.slice(11, 16)} UTC.`
              : 'It has not run yet.'}
          </p>
        )}
      </div>
      {state.warning && <p class="box warn">{state.warning}</p>}
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        {(!state.on || !state.mine || state.warning) && (
          <button type="button" class="main" disabled={running.busy} onClick={() => turn(true)}>
            {!state.on ? 'Switch it on' : state.mine ? 'Switch it on again' : 'Run it from my account'}
          </button>
        )}
        {state.on && (
          <button type="button" class="danger" disabled={running.busy} onClick={() => turn(false)}>
            Switch it off
          </button>
        )}
      </div>
      <h2>What would go out now</h2>
      {state.preview.length === 0 && <p>Nothing waits for anybody: no mail would be sent.</p>}
      {state.preview.map((mail) => (
        <details key={mail.to} class="box">
          <summary>
            To {mail.to}: {mail.subject}
          </summary>
          <p class="wrap small">{mail.body}</p>
        </details>
      ))}
    </>
  );
}

show(
  <Loaded title="Daily digest" load={() => call('digestState')}>
    {(state, reload) => <Page state={state} reload={reload} />}
  </Loaded>,
);
