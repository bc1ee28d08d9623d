import { useEffect, useState } from 'preact/hooks';
import type { SetUpStep } from '../../actions/answers';
import { SelectField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Told } from '../parts/told';
import { call, onReturn, openPage } from '../server';
import { Cluster } from './set-up/cluster';
import { People } from './set-up/people';
import { Prepare } from './set-up/prepare';
import { Programme } from './set-up/programme';
import type { State, Tell } from './set-up/use-set-up-form';

function Page({ state, reload }: { state: State; reload: () => void }) {
  const [told, setTold] = useState<{ title: string; lines: string[]; kind: 'good' | 'note' } | null>(null);
  const tell: Tell = (title, lines = [], kind = 'good') => {
    setTold({ title, lines, kind });
    reload();
  };
  useEffect(() => onReturn(reload), []);
  return (
    <>
      {state.copy && (
        <Told kind="warn" title="This is a copy">
          <p>{state.copy}</p>
        </Told>
      )}
      {state.notYours && <Told kind="note" title={state.notYours} />}
      <p class="soft">
        Five steps. {state.notYours === '' && 'Leave blank what you do not know yet; you can come back at any time.'}
      </p>
      {told && <WhatWasDone {...told} />}
      {state.steps.map((step, index) => (
        <section key={step.key} class="box" aria-label={`Step ${index + 1}: ${step.title}`}>
          <h2 style={{ marginTop: 0 }}>
            {index + 1}. {step.title} {step.done && <span class="flag good">done</span>}
          </h2>
          <Lines lines={step.lines} />
          {state.notYours === '' && <StepForm step={step} state={state} onTold={tell} />}
        </section>
      ))}
      <Signed me={state.me} />
    </>
  );
}

interface WhatWasDoneProps {
  title: string;
  lines: readonly string[];
  kind: 'good' | 'note';
}

function WhatWasDone({ title, lines, kind }: WhatWasDoneProps) {
  return (
    <Told kind={kind} title={title}>
      {lines.length > 0 && (
        <ul style={{ paddingLeft: '18px', margin: '4px 0' }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Told>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="small">
          {line}
        </p>
      ))}
    </>
  );
}

/** What can be done in a step. */
function StepForm({ step, state, onTold }: { step: SetUpStep; state: State; onTold: Tell }) {
  switch (step.key) {
    case 'workbook':
      return <Prepare prepared={step.done} empty={state.empty} onTold={onTold} />;
    case 'programme':
      return (
        <Programme
          key={`${state.programme.name} ${state.programme.isBlank}`}
          programme={state.programme}
          onTold={onTold}
        />
      );
    case 'people': {
      // Who was saved elsewhere meanwhile replaces what stands in the fields.
      const saved = JSON.stringify([state.director, state.advisor]);
      return <People key={saved} state={state} onTold={onTold} />;
    }
    case 'clusters':
      return <ClusterForms state={state} onTold={onTold} />;
    case 'settings':
      return <Unconfirmed figures={state.unconfirmed} />;
  }
}

const MOST_CLUSTERS = 20;

/** A form a cluster; where there are many, of the one that is picked. */
function ClusterForms({ state: { clusters, stages }, onTold }: { state: State; onTold: Tell }) {
  const [picked, setPicked] = useState(clusters[0]?.id ?? '');
  const isLong = clusters.length > MOST_CLUSTERS;
  const shown = isLong ? clusters.filter(({ id }) => id === picked) : clusters;
  return (
    <>
      {isLong && <SelectField label="Cluster" value={picked} onChange={setPicked} options={clusters} />}
      {shown.map((cluster) => (
        <Cluster key={cluster.id} cluster={cluster} stages={stages} onTold={onTold} />
      ))}
    </>
  );
}

function Unconfirmed({ figures }: { figures: readonly string[] }) {
  if (figures.length === 0) return null;
  return (
    <>
      <details>
        <summary>{figures.length} figures</summary>
        <Lines lines={figures} />
      </details>
      <div class="actions">
        <button type="button" onClick={() => openPage('showFigures')}>
          Figures to confirm
        </button>
      </div>
    </>
  );
}

show(
  <Loaded title="Set up workbook" load={() => call('setUpState')}>
    {(state, reload) => <Page state={state} reload={reload} />}
  </Loaded>,
);
