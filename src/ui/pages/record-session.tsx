import { useEffect } from 'preact/hooks';
import type { SessionPreview } from '../../actions/answers';
import { NewSession } from '../parts/ask/new-session';
import { LongField, SelectField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { Segments } from '../parts/segments';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Ticks } from '../parts/tick';
import { Unread } from '../parts/unread';
import { type Form, useForm } from '../parts/use-form';
import { usePreview } from '../parts/use-preview';
import { PotLine, Verdict } from '../parts/verdict';
import { WhoPays } from '../parts/who-pays';
import { call } from '../server';
import {
  blankTraining,
  isComplete,
  type Known,
  sessionOf,
  sessionPicked,
  sharingOn,
  type TrainingDraft,
} from './record-session/session-draft';

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => blankTraining(known), {
    send: (payload) => call('recordSession', payload),
    firstWrong: '[aria-invalid="true"], .wrong',
  });
  const { values, change, set, wrong } = form;
  const session = sessionOf(values, known);
  const body = JSON.stringify({ token: form.token, ...session });
  const preview = usePreview((payload) => call('previewSession', payload), isComplete(values) ? body : null);
  useEffect(form.forgetRefusal, [body]);
  const send = (confirmed: boolean) => form.send({ ...session, confirmed });
  const next = () => {
    form.restart(blankTraining(known));
    reload();
  };
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button type="button" class="main" onClick={next}>
          Record another
        </button>
      </RecordedBox>
    );
  }
  return (
    <>
      <SentForm form={form} send={send} submit={values.session ? 'Save the session' : 'Record the session'}>
        <p class="soft">{known.yours}</p>
        <Unread text={known.unread} />
        <WhatTheRulesSay preview={preview} />
        {known.sessions.length > 0 && (
          <SelectField
            label="Which session?"
            hint="Pick one that is recorded to say who came, or to correct it."
            value={values.session}
            onChange={(id) => change(sessionPicked(known, id))}
            options={known.sessions.map(({ id, label }) => ({ id, name: label }))}
            blank="A new session"
          />
        )}
        {known.clusters.length > 1 && (
          <SelectField
            label="Cluster"
            value={values.cluster}
            onChange={set('cluster')}
            options={known.clusters}
            wrong={wrong('cluster')}
          />
        )}
        <NewSession
          session={values.newSession}
          onChange={set('newSession')}
          otherClusters={known.allClusters.filter(({ id }) => id !== values.cluster)}
          wrong={wrong}
        />
        <WhoCame known={known} form={form} />
        <LongField label="Note" optional value={values.note} onChange={set('note')} wrong={wrong('note')} />
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

function WhatTheRulesSay({ preview }: { preview: Extract<SessionPreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="What the pot and each school pay shows here once it is filled in." />;
  const { severity, sentence, pot, findings, split } = preview;
  return (
    <Verdict kind={severity} title={`${sentence}.`} pot={<PotLine pot={pot} />} findings={findings}>
      <details>
        <summary>Who pays what, to the penny</summary>
        <WhoPays split={split} />
      </details>
    </Verdict>
  );
}

/** Who shares what is above the cap: those that came, where that is known. */
function WhoCame({ known, form }: { known: Known; form: Form<TrainingDraft> }) {
  const { values, set, change, wrong } = form;
  const sharing = sharingOn(known, values);
  const meetings = known.meetings.filter(({ cluster }) =>
    [values.cluster, ...values.newSession.clusters].includes(cluster),
  );
  const picked = meetings.find(({ id }) => id === values.meeting);
  const names = known.members.filter(({ school }) => picked?.came.includes(school)).map(({ schoolName }) => schoolName);
  return (
    <>
      <Segments
        label="Who came"
        value={values.who}
        onChange={(who) => change({ who })}
        hint="Those that came share what is above the cap; while nobody is ticked, all members do."
        options={[
          { value: 'ticked', label: 'Tick them' },
          { value: 'meeting', label: 'At a meeting' },
          { value: 'later', label: 'Not known yet' },
        ]}
      />
      {values.who === 'meeting' && (
        <>
          <SelectField
            label="The meeting it was part of"
            value={values.meeting}
            onChange={set('meeting')}
            options={meetings.map(({ id, label }) => ({ id, name: label }))}
            blank="Pick a meeting"
            wrong={wrong('newSession.meeting')}
          />
          {picked && <p class="soft small">Came: {[...new Set(names)].join(', ') || 'nobody is marked'}.</p>}
        </>
      )}
      {values.who === 'ticked' && (
        <>
          {sharing.length > 0 && (
            <button type="button" onClick={() => change({ came: sharing.map(({ id }) => id) })}>
              Everyone came
            </button>
          )}
          <Ticks
            label="Schools that came"
            options={sharing}
            chosen={values.came}
            onChange={set('came')}
            wrong={wrong('came')}
          />
        </>
      )}
    </>
  );
}

show(
  <Loaded title="Record a training session" load={() => call('sessionForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
