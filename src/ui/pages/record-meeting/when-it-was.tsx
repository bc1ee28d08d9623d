import type { MeetingKind } from '../../../rules/basics/words';
import { SelectField, TextField } from '../../parts/field';
import { Segments } from '../../parts/segments';
import type { Form } from '../../parts/use-form';
import type { MeetingDraft } from './meeting-draft';

interface WhenItWasProps {
  form: Form<MeetingDraft>;
  kinds: readonly MeetingKind[];
  /** Whether several days can be planned at once. */
  more: boolean;
}

/** The day and the hours of a meeting, and its kind: what decides whether it counts. */
export function WhenItWas({ form, kinds, more }: WhenItWasProps) {
  const { values, set, wrong } = form;
  return (
    <>
      <TextField label="Date" type="date" value={values.date} onChange={set('date')} wrong={wrong('date')} />
      {more && <MoreDays form={form} />}
      <div class="row">
        <TextField
          label="Start"
          optional
          type="time"
          value={values.start}
          onChange={set('start')}
          wrong={wrong('start')}
        />
        <TextField label="End" optional type="time" value={values.end} onChange={set('end')} wrong={wrong('end')} />
      </div>
      <Segments
        label="When in the day"
        value={values.hours}
        onChange={set('hours')}
        options={[
          { value: 'in', label: 'In school hours' },
          { value: 'after', label: 'After school' },
        ]}
        hint="Only meetings in school hours count towards the yearly minimum."
        wrong={wrong('inSchoolHours')}
      />
      <SelectField
        label="Kind"
        value={values.kind}
        onChange={(kind) => set('kind')(kind as MeetingKind)}
        options={kinds.map((name) => ({ id: name, name }))}
        wrong={wrong('kind')}
      />
    </>
  );
}

/** Further days of the same meeting: the year's meetings in one go. */
function MoreDays({ form }: { form: Form<MeetingDraft> }) {
  const { more } = form.values;
  const put = (index: number, date: string) =>
    form.set('more')(more.map((other, place) => (place === index ? date : other)));
  return (
    <>
      {more.map((date, index) => (
        <div class="row" key={index}>
          <TextField
            label={`Date ${index + 2}`}
            type="date"
            value={date}
            onChange={(typed) => put(index, typed)}
            wrong={form.wrong(`more.${index}`)}
          />
        </div>
      ))}
      <div class="actions">
        <button type="button" onClick={() => form.set('more')([...more, ''])}>
          Add another date
        </button>
      </div>
    </>
  );
}
