import type { FieldProblem } from '../../actions/schemas/parts';
import { CallState } from './call-state';
import { ProblemBox } from './problem-box';
import { Refused } from './refused';
import type { Form } from './use-form';

interface FormStateProps {
  form: Pick<Form<object>, 'problems' | 'refusal' | 'running'>;
  /** The problems to tell, where it is not the first ones. */
  told?: readonly FieldProblem[];
  doing: string;
  onConfirm: () => void;
  confirmLabel: string;
}

/** The state of a form that is to be sent: what is wrong, why it was refused, that it is on its way or failed. */
export function FormState({ form, told, doing, onConfirm, confirmLabel }: FormStateProps) {
  return (
    <>
      <ProblemBox problems={form.problems} told={told} />
      {form.refusal && (
        <Refused
          refusal={form.refusal}
          onAgain={form.running.again}
          onConfirm={onConfirm}
          confirmLabel={confirmLabel}
        />
      )}
      <CallState running={form.running} doing={doing} />
    </>
  );
}
