import { useState } from 'preact/hooks';
import type { FiguresForm } from '../../actions/answers';
import { capital } from '../../rules/basics/words';
import { SelectField, TextField } from '../parts/field';
import { FormState } from '../parts/form-state';
import { Loaded } from '../parts/loaded';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { call } from '../server';

type Known = Extract<FiguresForm, { ok: true }>;
type Figure = Known['figures'][number];

function Page({ known, reload }: { known: Known; reload: () => void }) {
  const [told, setTold] = useState<{ message: string; next: string } | null>(null);
  const { figures, confirmed } = known;
  return (
    <>
      <Unread text={known.unread} />
      {told && (
        <Told kind="good" title={told.message}>
          <p>{told.next}</p>
        </Told>
      )}
      <p>
        <b>
          {figures.length === 0
            ? 'Every figure is confirmed.'
            : `${figures.length} to confirm, ${confirmed} confirmed.`}
        </b>
        {figures.length > 0 && ' The tracker works with these meanwhile, and says so beside every result.'}
      </p>
      {figures.map((figure) => (
        <FigureCard
          key={`${figure.parameter} ${figure.shown}`}
          figure={figure}
          years={known.years}
          onTold={(done) => {
            setTold(done);
            reload();
          }}
        />
      ))}
      <Signed me={known.me} />
    </>
  );
}

interface FigureCardProps {
  figure: Figure;
  years: readonly string[];
  onTold: (done: { message: string; next: string }) => void;
}

/** One figure: what it is, what rests on it, and confirming it as it is or with another value. */
function FigureCard({ figure, years, onTold }: FigureCardProps) {
  const { parameter, says, about, source, rests, isSet, shown, expected } = figure;
  const [open, setOpen] = useState(!isSet);
  const form = useForm(() => ({ value: '', source: '', from: isSet ? years[0]! : '' }), {
    send: (payload) => call('saveFigure', payload),
    onDone: onTold,
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, set, wrong } = form;
  const send = (asItIs: boolean) =>
    form.send({
      parameter,
      shown,
      value: asItIs ? null : values.value,
      source: asItIs ? null : values.source || null,
      from: asItIs ? null : values.from || null,
    });
  const title = capital(says);
  return (
    <article class="box" aria-label={title}>
      <h2>{title}</h2>
      <p>{about}</p>
      <p class="soft small">
        {rests.length > 0 ? `Rests on it: ${rests.join(', ')}.` : 'Nothing recorded rests on it yet.'} {source}.
      </p>
      {open && (
        <SentForm
          form={form}
          send={() => send(false)}
          submit="Save this value"
          beside={
            isSet && (
              <button type="button" onClick={() => setOpen(false)}>
                Leave it
              </button>
            )
          }
        >
          <TextField
            label={isSet ? 'The right value' : 'Value'}
            hint={`Type ${expected}.`}
            value={values.value}
            onChange={set('value')}
            wrong={wrong('value')}
          />
          <TextField
            label="Where it comes from"
            hint="A letter, a meeting, a page."
            value={values.source}
            onChange={set('source')}
            wrong={wrong('source')}
          />
          <SelectField
            label="It counts"
            value={values.from}
            onChange={set('from')}
            options={[
              { id: '', name: 'from the beginning' },
              ...years.map((year) => ({ id: year, name: `from ${year} on` })),
            ]}
            wrong={wrong('from')}
          />
        </SentForm>
      )}
      {!open && (
        <>
          <FormState form={form} doing="Saving…" onConfirm={() => {}} confirmLabel="" />
          <div class="actions">
            <button type="button" class="main" disabled={form.running.busy} onClick={() => send(true)}>
              It is right
            </button>
            <button type="button" onClick={() => setOpen(true)}>
              Another value
            </button>
          </div>
        </>
      )}
    </article>
  );
}

show(
  <Loaded title="Figures to confirm" load={() => call('figuresForm')}>
    {(known, reload) => <Page known={known} reload={reload} />}
  </Loaded>,
);
