import { useState } from 'preact/hooks';
import type { ToCarryOut } from '../../actions/answers';
import { call } from '../server';
import { CallState } from './call-state';
import { SelectField, TextField } from './field';
import { Refused } from './refused';
import { useForm } from './use-form';

interface CarryOutListProps {
  changes: readonly ToCarryOut[];
  onTold: (message: string) => void;
}

/** Approved changes of membership that are not in Membership yet (P7, C1 to C3). */
export function CarryOutList({ changes, onTold }: CarryOutListProps) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="carry-out">
      <h2 id="carry-out">Approved, to be carried out ({changes.length})</h2>
      {changes.map((change) => (
        <CarryOutCard key={change.request} change={change} onTold={onTold} />
      ))}
    </section>
  );
}

function CarryOutCard({ change, onTold }: { change: ToCarryOut; onTold: (message: string) => void }) {
  const { request, school, cluster, leads } = change;
  const joins = change.change === 'joins';
  const [on, setOn] = useState(change.wantedOn ?? '');
  const [lead, setLead] = useState('');
  const form = useForm(() => ({}), {
    send: (payload) => call('carryOut', payload),
    onDone: ({ message }) => onTold(message),
  });
  const send = (confirmed: boolean) => form.send({ request, on, lead: lead || null, confirmed });
  return (
    <article class="box" aria-label={`${request}, ${school}`}>
      <h3>
        {school} {joins ? 'joins' : 'leaves'} {cluster}
      </h3>
      <p class="soft small">{request}</p>
      <TextField
        type="date"
        label={joins ? 'First day' : 'Last day'}
        value={on}
        onChange={setOn}
        wrong={form.wrong('on')}
      />
      {leads.length > 0 && (
        <SelectField
          label="Lead school after that day"
          hint={`${school} leads the cluster and holds its pots.`}
          value={lead}
          onChange={setLead}
          options={leads}
          blank="Pick a school"
          wrong={form.wrong('lead')}
        />
      )}
      {form.refusal && (
        <Refused
          refusal={form.refusal}
          onAgain={form.running.again}
          onConfirm={() => send(true)}
          confirmLabel="Write it all the same"
        />
      )}
      <CallState running={form.running} doing="Writing…" />
      <div class="actions">
        <button type="button" class="main" disabled={form.running.busy} onClick={() => send(false)}>
          Write it in Membership
        </button>
      </div>
    </article>
  );
}
