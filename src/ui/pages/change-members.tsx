import { useEffect } from 'preact/hooks';
import type { ChangeForm, ChangePreview } from '../../actions/answers';
import { SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { usePreview } from '../parts/use-preview';
import { Effect, EffectList, Verdict } from '../parts/verdict';
import { call, pickedBefore } from '../server';

type Known = Extract<ChangeForm, { ok: true }>;
type Change = Known['changes'][number];

/** What the form holds once a change is picked: the day that was approved. */
const pickedOf = ({ changes }: Known, request: string): typeof BLANK => {
  const found = changes.find((one) => one.request === request);
  return found ? { ...BLANK, request, on: found.wantedOn ?? '' } : BLANK;
};

const BLANK = { request: '', on: '', lead: '', also: '', alsoOn: '' };

const dayBefore = (iso: string): string =>
  iso === '' ? '' : new Date(Date.parse(iso) - 86_400_000).toISOString().slice(0, 10);

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => pickedOf(known, pickedBefore()), {
    send: (payload) => call('changeMembers', payload),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, change, set, wrong } = form;
  const picked = known.changes.find(({ request }) => request === values.request);
  const leaving = known.changes.filter((other) => other.change === 'leaves' && other.cluster === picked?.cluster);
  const also = leaving.find(({ request }) => request === values.also);
  const sent = {
    request: values.request,
    on: values.on,
    lead: values.lead || null,
    also: values.also || null,
    alsoOn: values.alsoOn || null,
  };
  const body = JSON.stringify({ token: form.token, ...sent });
  const isComplete = picked && values.on !== '' && (values.also === '' || values.alsoOn !== '');
  const preview = usePreview((payload) => call('previewChange', payload), isComplete ? body : null);
  useEffect(form.forgetRefusal, [body]);
  const send = (confirmed: boolean) => form.send({ ...sent, confirmed });
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart(BLANK);
            reload();
          }}
        >
          Next change
        </button>
      </RecordedBox>
    );
  }
  const leads = [...(picked?.leads ?? []), ...(also?.leads ?? [])];
  return (
    <>
      <p class="soft">{known.yours}</p>
      <Unread text={known.unread} />
      {known.changes.length === 0 ? (
        <Nothing />
      ) : (
        <SentForm
          form={form}
          send={send}
          submit="Carry it out"
          doing="Writing…"
          confirmLabel="Write it all the same"
          ready={picked !== undefined}
        >
          <WhatItDoes preview={preview} />
          <SelectField
            label="Approved change"
            value={values.request}
            onChange={(request) => change(pickedOf(known, request))}
            options={known.changes.map((one) => ({ id: one.request, name: nameOf(one) }))}
            blank="Pick a change"
            wrong={wrong('request')}
          />
          {picked && (
            <TextField
              type="date"
              label={picked.change === 'joins' ? `First day of ${picked.school}` : `Last day of ${picked.school}`}
              value={values.on}
              onChange={set('on')}
              wrong={wrong('on')}
            />
          )}
          {picked?.replaces && leaving.length > 0 && (
            <SelectField
              label="In the same go leaves"
              optional
              value={values.also}
              onChange={(request) => {
                const wantedOn = leaving.find((one) => one.request === request)?.wantedOn;
                change({ also: request, alsoOn: request ? (wantedOn ?? dayBefore(values.on)) : '' });
              }}
              options={leaving.map((one) => ({ id: one.request, name: one.school }))}
              blank="Nobody: it has left already"
              wrong={wrong('also')}
            />
          )}
          {also && (
            <TextField
              type="date"
              label={`Last day of ${also.school}`}
              value={values.alsoOn}
              onChange={set('alsoOn')}
              wrong={wrong('alsoOn')}
            />
          )}
          {leads.length > 0 && (
            <SelectField
              label="Lead school after that day"
              hint="The school that leaves leads the cluster and holds its pots."
              value={values.lead}
              onChange={set('lead')}
              options={leads}
              blank="Pick a school"
              wrong={wrong('lead')}
            />
          )}
        </SentForm>
      )}
      <Signed me={known.me} />
    </>
  );
}

const nameOf = ({ school, change, cluster, request, replaces }: Change): string =>
  `${school} ${change === 'leaves' ? 'leaves' : replaces ? 'replaces a school in' : 'joins'} ${cluster} (${request})`;

const Nothing = () => (
  <div class="box">
    <h2>Nothing is to be carried out</h2>
    <p>A change is asked for in Ask and approved in Decide; then it stands here.</p>
  </div>
);

/** What the change does, before it is written. */
function WhatItDoes({ preview }: { preview: Extract<ChangePreview, { ok: true }> | null }) {
  if (!preview) return <Verdict kind="" title="Pick a change and its day to see what it does." />;
  const [first, ...more] = preview.lines.map((line) => <Effect key={line.what} line={line} />);
  return (
    <Verdict kind="note" title="What it does" pot={first}>
      <Unread text={preview.unread} />
      <EffectList>{more}</EffectList>
      <EffectList>{preview.notes}</EffectList>
    </Verdict>
  );
}

show(
  <Loaded title="A school joins, leaves or is replaced" load={() => call('changeForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
