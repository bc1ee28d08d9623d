import { CallState } from '../../parts/call-state';
import { Refused } from '../../parts/refused';
import type { Form } from '../../parts/use-form';

interface SaveButtonProps {
  form: Pick<Form<object>, 'refusal' | 'running'>;
  label: string;
  onSave: () => void;
}

/** The button that saves a part, below why it was not saved. */
export function SaveButton({ form, label, onSave }: SaveButtonProps) {
  return (
    <>
      {form.refusal && <Refused refusal={form.refusal} onAgain={form.running.again} />}
      <CallState running={form.running} doing="Saving…" />
      <div class="actions">
        <button type="button" class="main" disabled={form.running.busy} onClick={onSave}>
          {label}
        </button>
      </div>
    </>
  );
}
