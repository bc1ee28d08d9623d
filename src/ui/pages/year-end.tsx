import { useState } from 'preact/hooks';
import type { YearEndForm } from '../../actions/answers';
import { LongField, SelectField } from '../parts/field';
import { Loaded } from '../parts/loaded';
import { Paper } from '../parts/paper';
import { SentForm } from '../parts/sent-form';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { useForm } from '../parts/use-form';
import { call } from '../server';

type Known = Extract<YearEndForm, { ok: true }>;

interface Asked {
  cluster?: string;
  year?: string;
}

/** What was done last, which the page keeps saying while it shows how the year stands then. */
interface Said {
  message: string;
  next: string;
}

function Page() {
  const [asked, setAsked] = useState<Asked>({});
  const [said, setSaid] = useState<Said | null>(null);
  const [round, setRound] = useState(0);
  const look = (wanted: Asked) => {
    setSaid(null);
    setAsked(wanted);
  };
  const done = (told: Said) => {
    setSaid(told);
    setRound(round + 1);
  };
  return (
    <Loaded key={`${asked.cluster} ${asked.year} ${round}`} title="Year end" load={() => call('yearEndForm', asked)}>
      {(known, reload) => (
        <div class="own-page">
          <div class="off-paper">
            {said && (
              <Told kind="good" title={said.message}>
                <p>{said.next}</p>
              </Told>
            )}
            <Picking known={known} onLook={look} />
            <p class="soft">{known.yours}</p>
            <Standing known={known} />
          </div>
          <Paper paper={known.paper} version={known.version} />
          <div class="off-paper">
            {known.closed ? (
              <OpenAgain known={known} onDone={done} />
            ) : (
              !isStopped(known) && <Close known={known} onDone={done} onReload={reload} />
            )}
            <Signed me={known.me} />
          </div>
        </div>
      )}
    </Loaded>
  );
}

function Picking({ known, onLook }: { known: Known; onLook: (asked: Asked) => void }) {
  const { cluster, year, clusters, years } = known;
  return (
    <div class="picking">
      <SelectField
        label="Cluster"
        value={cluster.id}
        options={clusters}
        onChange={(id) => onLook({ cluster: id, year })}
      />
      <SelectField
        label="Year"
        value={year}
        options={years.map((one) => ({ id: one, name: one }))}
        onChange={(wanted) => onLook({ cluster: cluster.id, year: wanted })}
      />
      <button type="button" onClick={() => window.print()}>
        Print
      </button>
    </div>
  );
}

interface DoneProps {
  known: Known;
  onDone: (told: Said) => void;
}

const isStopped = ({ findings }: Known): boolean => findings.some(({ severity }) => severity === 'stop');

/** Where the year stands, above its statement. */
function Standing({ known }: { known: Known }) {
  const { closed, findings, unread, year } = known;
  if (!closed) return isStopped(known) ? <Told kind="warn" title={`${year} cannot be closed yet.`} /> : null;
  return (
    <>
      <Unread text={unread} />
      <Told kind={findings.length > 0 ? 'warn' : 'good'} title={closed}>
        <p>
          {findings.length > 0
            ? 'It has been changed since: the statement says what was then, and what is now.'
            : 'Every pot still holds what was written down.'}
        </p>
      </Told>
    </>
  );
}

/** Closing a year that is open; what is to be looked at first stands on the statement above. */
function Close({ known, onDone, onReload }: DoneProps & { onReload: () => void }) {
  const form = useForm(() => ({ note: '' }), {
    send: (payload) => call('closeYear', payload),
    onDone: ({ message, next }) => onDone({ message, next }),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, set, wrong } = form;
  const { cluster, year, shown, needsNote } = known;
  const isOther = form.refusal !== null && !form.refusal.confirm;
  return (
    <SentForm
      form={form}
      send={(confirmed) => form.send({ cluster: cluster.id, year, shown, note: values.note || null, confirmed })}
      submit={`Close ${year}`}
      confirmLabel={`Close ${year} all the same`}
      beside={
        isOther && (
          <button type="button" onClick={onReload}>
            Look again
          </button>
        )
      }
    >
      <p>
        Closing writes down what each pot holds, one line a pot. The money rolls over by itself; a change made in the
        year afterwards is found.
      </p>
      <LongField
        label="Note"
        optional={!needsNote}
        hint={needsNote ? 'A pot is overspent: why, and how it is made up.' : undefined}
        value={values.note}
        onChange={set('note')}
        wrong={wrong('note')}
      />
    </SentForm>
  );
}

function OpenAgain({ known, onDone }: DoneProps) {
  const form = useForm(() => ({ reason: '' }), {
    send: (payload) => call('openYear', payload),
    onDone: ({ message, next }) => onDone({ message, next }),
    firstWrong: '[aria-invalid="true"]',
  });
  const { values, set, wrong } = form;
  const { cluster, year, shown } = known;
  return (
    <details>
      <summary>Open {year} again</summary>
      <SentForm
        form={form}
        send={() => form.send({ cluster: cluster.id, year, shown, ...values })}
        submit="Open it again"
      >
        <LongField
          label="Why"
          hint="It stays beside the lines that were closed, and in the log."
          value={values.reason}
          onChange={set('reason')}
          wrong={wrong('reason')}
        />
      </SentForm>
    </details>
  );
}

show(<Page />);
