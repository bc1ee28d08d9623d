import type { AskPreview } from '../../../actions/answers';
import { Flag } from '../flag';
import { Unread } from '../unread';
import { Verdict } from '../verdict';
import { WhoPays } from '../who-pays';

interface WhatTheRulesSayProps {
  preview: Extract<AskPreview, { ok: true }> | null;
  /** What its pot has, before anything is asked. */
  pot: string | undefined;
}

/** What a request would become if it were sent as it is; what is still to be filled in where nobody can say yet. */
export function WhatTheRulesSay({ preview, pot: before }: WhatTheRulesSayProps) {
  if (!preview) return <Verdict kind="" title="The rules answer here as soon as it is filled in." pot={before} />;
  const { flag, state, sentence, pot, unread, findings, split, assumes } = preview;
  return (
    <Verdict
      kind=""
      title={<Flag text={state === 'not needed' ? 'no approval needed' : flag} state={state} />}
      pot={pot && `${pot}.`}
      sentence={sentence}
      findings={findings}
    >
      <Unread text={unread} />
      {split && (
        <details>
          <summary>Who pays what, to the penny</summary>
          <WhoPays split={split} />
        </details>
      )}
      {assumes && <p class="soft small">This {assumes}.</p>}
    </Verdict>
  );
}
