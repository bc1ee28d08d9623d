import type { DigestState } from '../../actions/answers';
import { formatInstant } from '../../rules/basics/days';
import { CallState } from '../parts/call-state';
import { Loaded } from '../parts/loaded';
import { Refused } from '../parts/refused';
import { show } from '../parts/show';
import { Told } from '../parts/told';
import { useSwitch } from '../parts/use-switch';
import { call } from '../server';

type State = Extract<DigestState, { ok: true }>;

function Page({ state, reload }: { state: State; reload: () => void }) {
  const { told, refusal, running, turn } = useSwitch('switchDigest', reload);
  return (
    <>
      <p>
        One mail a person each morning, with what waits for them, and only if something does. Links in it open the
        sheet; they decide nothing.
      </p>
      {told && <Told kind="good" title={told} />}
      <WhetherItRuns state={state} />
      {state.warning && <p class="box warn">{state.warning}</p>}
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        {(!state.on || !state.mine || state.warning) && (
          <button type="button" class="main" disabled={running.busy} onClick={() => turn(true)}>
            {whatSwitchingOnMeans(state)}
          </button>
        )}
        {state.on && (
          <button type="button" class="danger" disabled={running.busy} onClick={() => turn(false)}>
            Switch it off
          </button>
        )}
      </div>
      <WhatWouldGoOut mails={state.preview} />
    </>
  );
}

function WhetherItRuns({ state: { on, runsAs, lastRan } }: { state: State }) {
  return (
    <div class={`box ${on ? 'good' : 'note'}`}>
      <h2>The digest is {on ? 'on' : 'off'}</h2>
      {runsAs && <p>It runs from the account {runsAs}, and stops when that account goes.</p>}
      {on && <p>{lastRan ? `Last run: ${formatInstant(Date.parse(lastRan))}.` : 'It has not run yet.'}</p>}
    </div>
  );
}

function whatSwitchingOnMeans({ on, mine }: State): string {
  if (!on) return 'Switch it on';
  return mine ? 'Switch it on again' : 'Run it from my account';
}

function WhatWouldGoOut({ mails }: { mails: State['preview'] }) {
  return (
    <>
      <h2>What would go out now</h2>
      {mails.length === 0 && <p>Nothing waits for anybody: no mail would be sent.</p>}
      {mails.map((mail) => (
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
