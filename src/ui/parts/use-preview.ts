import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../actions/answers';

const PAUSE_MS = 500;

/**
 * Gives what the rules say of what is being typed; null where they cannot say yet.
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
    let isLatest = true;
    const show = (found: ({ ok: true } & T) | null) => isLatest && setPreview(found);
    const timer = setTimeout(() => {
      ask(JSON.parse(body))
        .then((answer) => show(answer.ok ? answer : null))
        .catch(() => show(null)); // the preview is a courtesy; sending says what is wrong
    }, PAUSE_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [body]);
  return preview;
}
