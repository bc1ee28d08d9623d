import type { Named } from '../../../actions/answers';
import { MoneyField, TextField } from '../field';
import { Segments } from '../segments';
import { Tick, Ticks } from '../tick';
import type { SessionDraft } from './ask-draft';

interface NewSessionProps {
  session: SessionDraft;
  onChange: (session: SessionDraft) => void;
  otherClusters: readonly Named[];
  wrong: (field: string) => string | undefined;
}

/** A session that is not in the workbook yet, entered with the request for it. */
export function NewSession({ session, onChange, otherClusters, wrong }: NewSessionProps) {
  return (
    <section class="box" aria-label="The new session">
      <TextField
        label="Provider"
        hint="It need not be a Fellow of the Trust."
        value={session.provider}
        onChange={(provider) => onChange({ ...session, provider })}
        wrong={wrong('newSession.provider')}
      />
      <TextField
        label="Date of the session"
        type="date"
        value={session.date}
        onChange={(date) => onChange({ ...session, date })}
        wrong={wrong('newSession.date')}
      />
      <MoneyField
        label="Fee without VAT"
        hint="The whole fee, whoever pays it."
        value={session.netFee}
        onChange={(netFee) => onChange({ ...session, netFee })}
        wrong={wrong('newSession.netFee')}
      />
      <Segments
        label="Does the provider charge VAT?"
        value={session.vatRegistered}
        onChange={(vatRegistered) => onChange({ ...session, vatRegistered })}
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
        wrong={wrong('newSession.vatRegistered')}
      />
      <Tick
        label="The provider is a Fellow"
        checked={session.fellow}
        onChange={(fellow) => onChange({ ...session, fellow })}
      />
      <Ticks
        label="Other clusters that share it"
        options={otherClusters}
        chosen={session.clusters}
        onChange={(clusters) => onChange({ ...session, clusters })}
        wrong={wrong('newSession.clusters')}
      />
    </section>
  );
}
