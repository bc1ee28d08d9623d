import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Answer, Finding, Me, Refusal } from '../../actions/answers';
import { CallFailed } from '../server';
import { Told } from './form';

/** Puts a page on the screen. */
export function show(page: ComponentChildren): void {
  render(page, document.getElementById('page')!);
}

const WORDS = { stop: 'Not possible', warn: 'Look at this', note: 'Good to know' } as const;

/** What the rules say, each with its weight in words and its number. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings">
      {findings.map((finding) => (
        <li key={finding.rule + finding.message} class={finding.severity}>
          <b>{WORDS[finding.severity]}</b> {finding.message} <span class="soft small">(rule {finding.rule})</span>
        </li>
      ))}
    </ul>
  );
}

/** What cannot be read and is in none of what a page shows. */
export function Unread({ text }: { text: string }) {
  return text === '' ? null : <p class="box warn wrap">{text}</p>;
}

/** A flag in the colour of its meaning; the words carry it alone. */
export function Flag({ text }: { text: string }) {
  const kind = /^(approved|agreed)/.test(text)
    ? 'good'
    : /^(waiting|more)/.test(text)
      ? 'warn'
      : /^(not allowed|stale|declined|revoked|expired)/.test(text)
        ? 'stop'
        : '';
  return <span class={`flag ${kind}`}>{text}</span>;
}

export function Signed({ me }: { me: Me | null }) {
  if (!me) return null;
  return (
    <footer>
      Signed in as {me.name === me.email ? me.email : `${me.name} (${me.email})`}
      {me.roles.length > 0 && `, ${me.roles.join(' and ')}`}.
    </footer>
  );
}

/** A refusal as a box: why, and which rules. */
export function Refused({
  refusal,
  onConfirm,
  confirmLabel,
}: {
  refusal: Refusal;
  onConfirm?: () => void;
  confirmLabel?: string;
}) {
  return (
    <Told kind={refusal.confirm ? 'warn' : 'stop'} title={refusal.message}>
      <Findings findings={refusal.findings ?? []} />
      {refusal.confirm && onConfirm && (
        <div class="actions">
          <button type="button" class="main" onClick={onConfirm}>
            {confirmLabel ?? 'Go on all the same'}
          </button>
        </div>
      )}
    </Told>
  );
}

/** A call that is running or has failed. */
export interface Running {
  busy: boolean;
  failed: CallFailed | null;
  /** Runs a call; its answer goes to `done`. The same call can be run again with {@link again}. */
  run<T>(work: () => Promise<T>, done: (value: T) => void): void;
  again(): void;
}

export function useCall(): Running {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<CallFailed | null>(null);
  const [last, setLast] = useState<(() => void) | null>(null);
  const run: Running['run'] = (work, done) => {
    const start = () => {
      setBusy(true);
      setFailed(null);
      work()
        .then(done)
        .catch((error: unknown) =>
          setFailed(error instanceof CallFailed ? error : new CallFailed(String(error), false)),
        )
        .finally(() => setBusy(false));
    };
    setLast(() => start);
    start();
  };
  return { busy, failed, run, again: () => last?.() };
}

/** The state of a call, where it matters: working, or failed with a way to try again. */
export function CallState({ running, doing }: { running: Running; doing: string }) {
  return (
    <div aria-live="polite">
      {running.busy && <Waiting text={doing} />}
      {running.failed && (
        <Told kind="stop" title="That did not work">
          <p>{running.failed.message}</p>
          {running.failed.retry && (
            <div class="actions">
              <button type="button" onClick={running.again}>
                Try again
              </button>
            </div>
          )}
        </Told>
      )}
    </div>
  );
}

/** Appears only after a moment, so that quick answers do not flicker. */
export function Waiting({ text }: { text: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return late ? (
    <p>
      <span class="spin" aria-hidden="true" />
      {text}
    </p>
  ) : null;
}

/** Loads what a page needs, then shows it; a refusal instead when there is one. */
export function Loaded<T extends object>({
  title,
  load,
  children,
}: {
  title: string;
  load: () => Promise<Answer<T>>;
  children: (value: T, reload: () => void) => ComponentChildren;
}) {
  const running = useCall();
  const [answer, setAnswer] = useState<Answer<T> | null>(null);
  const start = () => running.run(load, setAnswer);
  useEffect(start, []);
  return (
    <main>
      <h1>{title}</h1>
      {!answer && <CallState running={running} doing="Reading the workbook…" />}
      {answer && !answer.ok && <Refused refusal={answer} />}
      {answer?.ok && children(answer, start)}
    </main>
  );
}

/** '2026-09-01' as '1 September 2026'. */
export function dateText(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, day!)).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
