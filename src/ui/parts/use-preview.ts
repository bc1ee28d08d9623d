import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../actions/answers';
import { keepAsking } from './keep-asking';

/**
 * Gives what the rules say of what is being typed; null where they cannot say yet. Where the server could not be
 * reached it is asked again after a while, and at once when the form changes.
 *
 * @param ask - Asks the server.
 * @param body - What is sent, as JSON; null while it is not complete.
 */
export function usePreview<T extends object>(
  ask: (payload: unknown) => Promise<Answer<T>>,
  body: string | null,
): ({ ok: true } & T) | null {
  const [preview, setPreview] = useState<({ ok: true } & T) | null>(null);
  useEffect(() => {
    if (body === null) return setPreview(null);
    return keepAsking(
      () => ask(JSON.parse(body)).then((answer) => (!answer.ok && answer.again ? null : answer)),
      (answer) => setPreview(answer?.ok ? answer : null),
    );
  }, [body]);
  return preview;
}
