import { useEffect, useState } from 'preact/hooks';
import type { AskPreview } from '../../../actions/answers';
import { call } from '../../server';

export type Preview = Extract<AskPreview, { ok: true }>;

const PAUSE_MS = 500;

/**
 * Gives what the rules say of a request while it is typed; null where they cannot say yet.
 *
 * @param body - What is sent, as JSON; null while it is not complete.
 */
export function usePreview(body: string | null): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    if (body === null) return setPreview(null);
    let isLatest = true;
    const show = (found: Preview | null) => isLatest && setPreview(found);
    const timer = setTimeout(() => {
      call('previewRequest', JSON.parse(body))
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
