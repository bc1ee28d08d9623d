import { dateText } from '../../parts/date-text';
import { SelectField } from '../../parts/field';
import { Segments } from '../../parts/segments';
import type { Form } from '../../parts/use-form';
import { type Known, type MeetingDraft, plannedMeeting } from './meeting-draft';

/** Whose meeting it is, whether it was held, and which of the planned ones it was. */
export function WhichMeeting({ known, form }: { known: Known; form: Form<MeetingDraft> }) {
  const { cluster, status, meeting } = form.values;
  const planned = known.planned.filter((entry) => entry.cluster === cluster);
  if (known.editing) {
    return (
      <Segments
        label="What it is to be"
        value={status}
        onChange={form.set('status')}
        options={[
          { value: 'Held', label: 'Held' },
          { value: 'Planned', label: 'Planned' },
          { value: 'Cancelled', label: 'Cancelled' },
        ]}
        hint={status === 'Cancelled' ? 'It counts for nothing then, and who came is taken out. The log keeps it.' : ''}
      />
    );
  }
  return (
    <>
      <SelectField
        label="Cluster"
        value={cluster}
        onChange={(id) => form.change({ cluster: id, meeting: '', marks: {} })}
        options={known.clusters}
        blank="Pick a cluster"
        wrong={form.wrong('cluster')}
      />
      <Segments
        label="Was it held?"
        value={status}
        onChange={form.set('status')}
        options={[
          { value: 'Held', label: 'It was held' },
          { value: 'Planned', label: 'It is planned' },
        ]}
      />
      {status === 'Held' && planned.length > 0 && (
        <SelectField
          label="Planned meeting"
          optional
          hint="Pick it if this meeting was in the diary; the rest fills itself in."
          value={meeting}
          onChange={(id) => form.change(plannedMeeting(known.planned, id))}
          blank="Not in the diary"
          options={planned.map(({ id, date, purpose }) => ({
            id,
            name: purpose ? `${dateText(date)}, ${purpose}` : dateText(date),
          }))}
        />
      )}
    </>
  );
}
