import { useState } from 'preact/hooks';
import type { Answer, Refusal } from '../../actions/answers';
import type { FieldProblem } from '../../actions/schemas/parts';
import { newToken } from '../server';
import { type Running, useCall } from './use-call';

interface Plan<A> {
  /** The server checks what it is sent, and says by field what is wrong with it. */
  send: (payload: object) => Promise<Answer<A>>;
  onDone?: (answer: A) => void;
  /** Where the keyboard goes when something is wrong: to the first on the page of this selector. */
  firstWrong?: string;
  /** Values that the server knows by another name than the form. */
  sentAs?: Readonly<Record<string, string>>;
}

/** What a form holds, and what became of sending it; without the kind of its answer where that does not matter. */
export interface Form<V, A = unknown> {
  values: V;
  /** A setter of one value: `onChange={form.set('amount')}`. */
  set<K extends keyof V>(name: K): (value: V[K]) => void;
  change(some: Partial<V>): void;
  /** Goes with all that is sent, so that what is sent twice is done once. */
  token: string;
  /** Sends a payload with the token; what is wrong with its fields stays marked until the answer comes. */
  send(payload: object): void;
  problems: readonly FieldProblem[];
  /** What is wrong with a field, by its dotted name. */
  wrong(field: string): string | undefined;
  refusal: Refusal | null;
  forgetRefusal(): void;
  running: Running;
  /** The answer, once it is done. */
  done: A | null;
  /** Makes it ready for the next, with some values set back. */
  restart(some?: Partial<V>): void;
}

/** Gives one form: its values, the way to send them, and what is wrong, refused, running or done. */
export function useForm<V extends object, A extends object>(start: () => V, plan: Plan<A>): Form<V, A> {
  const [values, setValues] = useState(start);
  const [token, setToken] = useState(newToken);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState<A | null>(null);
  const running = useCall();

  const change = (some: Partial<V>) => {
    setProblems((found) => found.filter(({ field }) => !isMended(field, values, some, plan.sentAs ?? {})));
    setValues((held) => ({ ...held, ...some }));
  };
  const fail = (found: readonly FieldProblem[]) => {
    setProblems(found);
    const { firstWrong } = plan;
    // Only once the fields are marked.
    if (firstWrong) setTimeout(() => document.querySelector<HTMLElement>(firstWrong)?.focus(), 0);
  };
  const take = (answer: Answer<A>) => {
    setProblems([]);
    if (answer.ok) {
      setDone(answer);
      plan.onDone?.(answer);
    } else if (answer.problems) fail(answer.problems);
    else setRefusal(answer);
  };

  return {
    values,
    set: (name) => (value) => change({ [name]: value } as unknown as Partial<V>),
    change,
    token,
    send(payload) {
      const whole = { token, ...payload };
      setRefusal(null);
      running.run(() => plan.send(whole), take);
    },
    problems,
    wrong: (field) => problems.find((problem) => problem.field === field)?.message,
    refusal,
    forgetRefusal: () => setRefusal(null),
    running,
    done,
    restart(some = {}) {
      setToken(newToken());
      setDone(null);
      change(some);
    },
  };
}

/** Whether what was wrong with a field is another by now: it is looked at again when the form is sent. */
function isMended(field: string, before: object, now: object, sentAs: Readonly<Record<string, string>>): boolean {
  return Object.entries(now).some(([name, value]) => {
    const sent = sentAs[name] ?? name;
    if (field !== sent && !field.startsWith(`${sent}.`)) return false;
    const within = field.slice(sent.length + 1);
    return within === '' || at(value, within) !== at((before as Record<string, unknown>)[name], within);
  });
}

/** What stands at a dotted path of a value; the value itself where it has no such part. */
function at(value: unknown, path: string): unknown {
  const [first = '', ...rest] = path.split('.');
  if (path === '' || typeof value !== 'object' || value === null || !(first in value)) return value;
  return at((value as Record<string, unknown>)[first], rest.join('.'));
}
