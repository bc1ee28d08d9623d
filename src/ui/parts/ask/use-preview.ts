import { useEffect, useState } from 'preact/hooks';
import type { AskPreview } from '../../../actions/answers';
import { askSchema } from '../../../actions/schemas/ask';
import { check } from '../../../actions/schemas/parts';
import { call } from '../../server';

export type Preview = Extract<AskPreview, { ok: true }>;

const PAUSE_MS = 500;

/** Gives what the rules say of a request while it is typed; null while it is not complete. */
export function usePreview(body: string): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    const request: unknown = JSON.parse(body);
    if ('problems' in check(askSchema, request)) return setPreview(null);
    let isLatest = true;
    const show = (found: Preview | null) => isLatest && setPreview(found);
    const timer = setTimeout(() => {
      call('previewRequest', request)
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
