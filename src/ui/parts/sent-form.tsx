import type { ComponentChildren } from 'preact';
import type { FieldProblem } from '../../actions/schemas/parts';
import { FormState } from './form-state';
import type { Form } from './use-form';

interface SentFormProps {
  form: Pick<Form<object>, 'problems' | 'refusal' | 'running'>;
  /** Sends it; `confirmed` where what the rules warn of was looked at. */
  send: (confirmed: boolean) => void;
  /** What its button says. */
  submit: ComponentChildren;
  /** What the button says that sends it in spite of a warning. */
  confirmLabel?: string;
  doing?: string;
  /** The problems to tell, where it is not the first ones. */
  told?: readonly FieldProblem[];
  /** Whether it can be sent yet. */
  ready?: boolean;
  /** Buttons beside the one that sends it. */
  beside?: ComponentChildren;
  children: ComponentChildren;
}

/** Fields, what became of sending them, and the button that does, by Enter too. */
export function SentForm({
  form,
  send,
  submit,
  confirmLabel = 'Record it all the same',
  doing = 'Saving…',
  told,
  ready = true,
  beside,
  children,
}: SentFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      {children}
      <FormState
        form={form}
        {...(told ? { told } : {})}
        doing={doing}
        onConfirm={() => send(true)}
        confirmLabel={confirmLabel}
      />
      <div class="actions">
        <button type="submit" class="main" disabled={form.running.busy || !ready}>
          {submit}
        </button>
        {beside}
      </div>
    </form>
  );
}
