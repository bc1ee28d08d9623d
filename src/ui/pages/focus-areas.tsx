import type { FocusForm } from '../../actions/answers';
import { SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Ticks } from '../parts/tick';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { call } from '../server';

type Known = Extract<FocusForm, { ok: true }>;

const draftOf = ({ clusters }: Known) => ({
  cluster: clusters[0]?.id ?? '',
  areas: clusters[0]?.areas ?? [],
  other: '',
});

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => draftOf(known), {
    send: (payload) => call('saveFocusAreas', payload),
    firstWrong: '[aria-invalid="true"], .wrong',
  });
  const { values, set, change, wrong } = form;
  if (form.done)
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart();
            reload();
          }}
        >
          Back to the form
        </button>
      </RecordedBox>
    );
  const own = known.clusters.find(({ id }) => id === values.cluster)?.areas ?? [];
  const all = [...known.areas, ...own.filter((area) => !known.areas.includes(area))];
  const send = () => form.send(values);
  return (
    <>
      <SentForm form={form} send={send} submit="Record the focus areas">
        <p class="soft">{known.yours}</p>
        <Unread text={known.unread} />
        {known.clusters.length > 1 && (
          <SelectField
            label="Cluster"
            value={values.cluster}
            onChange={(cluster) =>
              change({ cluster, areas: known.clusters.find(({ id }) => id === cluster)?.areas ?? [], other: '' })
            }
            options={known.clusters}
            wrong={wrong('cluster')}
          />
        )}
        <Ticks
          label="What the cluster works on"
          hint="Tick as many as you like; what was chosen before is ticked."
          options={all.map((area) => ({ id: area, name: area }))}
          chosen={values.areas}
          onChange={set('areas')}
          wrong={wrong('areas')}
        />
        <TextField label="Another one" optional value={values.other} onChange={set('other')} wrong={wrong('other')} />
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

show(
  <Loaded title="Focus areas" load={() => call('focusForm')}>
    {(known, reload) => <Page key={JSON.stringify(known.clusters)} known={known} reload={reload} />}
  </Loaded>,
);
