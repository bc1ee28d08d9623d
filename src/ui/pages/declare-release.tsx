import type { ReleaseForm, SchoolRelease } from '../../actions/answers';
import { LongField, SelectField, TextField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { RecordedBox } from '../parts/recorded-box';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Tick } from '../parts/tick';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { Verdict } from '../parts/verdict';
import { call } from '../server';

type Known = Extract<ReleaseForm, { ok: true }>;

const draftOf = ({ clusters, years, me, today }: Known) => ({
  cluster: clusters[0]?.id ?? '',
  year: years[0]?.year ?? '',
  schools: [] as string[],
  by: me.name,
  on: today,
  note: '',
});

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const form = useForm(() => draftOf(known), {
    send: (payload) => call('declareRelease', payload),
    firstWrong: '[aria-invalid="true"], .wrong',
  });
  const { values, set, change, wrong } = form;
  const send = () => form.send({ ...values, note: values.note || null });
  if (form.done) {
    return (
      <RecordedBox recorded={form.done} me={known.me}>
        <button
          type="button"
          class="main"
          onClick={() => {
            form.restart({ schools: [] });
            reload();
          }}
        >
          Record more
        </button>
      </RecordedBox>
    );
  }
  const all = known.years.find(({ year }) => year === values.year)?.schools ?? [];
  const schools = all.filter(({ cluster }) => cluster === values.cluster);
  const open = schools.filter(({ declared, isTheirs }) => declared === null && isTheirs);
  const done = schools.filter(({ declared }) => declared !== null).length;
  return (
    <>
      <SentForm form={form} send={send} submit="Record that they declared it">
        <p class="soft">{known.yours}</p>
        <Unread text={known.unread} />
        <Verdict
          kind={schools.length > 0 && done === schools.length ? 'good' : 'warn'}
          title={
            schools.length === 0
              ? `No school sets release money aside in ${values.year}: no agreement runs.`
              : `${done} of ${schools.length} schools have declared ${values.year}.`
          }
        />
        {known.clusters.length > 1 && (
          <SelectField
            label="Cluster"
            value={values.cluster}
            onChange={(cluster) => change({ cluster, schools: [] })}
            options={known.clusters}
            wrong={wrong('cluster')}
          />
        )}
        <SelectField
          label="Year"
          value={values.year}
          onChange={(year) => change({ year, schools: [] })}
          options={known.years.map(({ year }) => ({ id: year, name: year }))}
          wrong={wrong('year')}
        />
        <fieldset class="field">
          <legend>Schools that declared it</legend>
          <p class="hint">Release money is on top of the school’s science budget.</p>
          {open.length > 1 && (
            <button type="button" onClick={() => set('schools')(open.map(({ id }) => id))}>
              All that are left
            </button>
          )}
          {schools.map((school) => (
            <School key={school.id} school={school} chosen={values.schools} onChange={set('schools')} />
          ))}
          {wrong('schools') && <p class="wrong">{wrong('schools')}</p>}
        </fieldset>
        <TextField
          label="Declared by"
          hint="Whoever said it for the schools."
          value={values.by}
          onChange={set('by')}
          wrong={wrong('by')}
        />
        <TextField type="date" label="Declared on" value={values.on} onChange={set('on')} wrong={wrong('on')} />
        <LongField label="Note" optional value={values.note} onChange={set('note')} wrong={wrong('note')} />
      </SentForm>
      <Signed me={known.me} />
    </>
  );
}

interface SchoolProps {
  school: SchoolRelease;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** A school with what it sets aside, what it has shown and whether it declared it. */
function School({ school: { id, name, aside, shown, declared, isTheirs }, chosen, onChange }: SchoolProps) {
  const says = (
    <>
      <b>{name}</b>
      <br />
      <span class="soft small">
        {aside}; {shown}
        {declared && <>; {declared}</>}
      </span>
    </>
  );
  if (declared || !isTheirs) return <p>{says}</p>;
  return (
    <Tick
      label={says}
      checked={chosen.includes(id)}
      onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
    />
  );
}

show(
  <Loaded title="Release declared" load={() => call('releaseForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
