import type { SetUpState } from '../../../actions/answers';
import { type Form, useForm } from '../../parts/use-form';
import { call } from '../../server';

export type State = Extract<SetUpState, { ok: true }>;

/** Says what was done, and reads the workbook again. */
export type Tell = (title: string, lines?: string[], kind?: 'good' | 'note') => void;

/** Gives the form of one part of the set-up; what is saved is told, and the form is ready to save again. */
export function useSetUpForm<V extends object>(start: () => V, onTold: Tell): Form<V> {
  const form: Form<V> = useForm(start, {
    send: (payload) => call('saveSetUp', payload),
    onDone({ message, unchanged }) {
      form.restart();
      onTold(message, [], unchanged ? 'note' : 'good');
    },
  });
  return form;
}
