import type { ExtractState } from '../../actions/answers';
import { CallState } from '../parts/call-state';
import { Loaded } from '../parts/loaded';
import { Refused } from '../parts/refused';
import { show } from '../parts/show';
import { Told } from '../parts/told';
import { useSwitch } from '../parts/use-switch';
import { call } from '../server';

type State = Extract<ExtractState, { ok: true }>;

function Page({ state, reload }: { state: State; reload: () => void }) {
  const { told, refusal, running, turn } = useSwitch('switchExtract', reload);
  const { on, tab, programme, notYours } = state;
  return (
    <>
      <p>
        A tab of plain rows for whoever adds up many programmes: one row a cluster, pot and year, with no totals and no
        notes. BigQuery, Looker Studio and Excel read it as it stands.
      </p>
      <p>
        It holds sums, meetings and names of clusters, and nobody’s name or address. Whoever may open this file sees it.
      </p>
      {told && <Told kind="good" title={told} />}
      <div class={`box ${on ? 'good' : 'note'}`}>
        <h2>{on ? `It is on: the tab ${tab}` : 'It is off'}</h2>
        <p>Programme: {programme.name || 'not named yet'}</p>
        <p>ID: {programme.id || 'none yet'}</p>
      </div>
      {notYours && <p class="box note">{notYours}</p>}
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing={on ? 'Taking the tab away…' : 'Making the tab…'} />
      {!notYours && (
        <div class="actions">
          <button type="button" class={on ? 'danger' : 'main'} disabled={running.busy} onClick={() => turn(!on)}>
            {on ? 'Switch it off' : 'Switch it on'}
          </button>
        </div>
      )}
    </>
  );
}

show(
  <Loaded title="Extract" load={() => call('extractState')}>
    {(state, reload) => <Page state={state} reload={reload} />}
  </Loaded>,
);
