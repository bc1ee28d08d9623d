import type { ComponentChildren } from 'preact';
import type { Me, Recorded } from '../../actions/answers';
import { Findings } from './findings';
import { Signed } from './signed';
import { Told } from './told';

interface RecordedBoxProps {
  recorded: Extract<Recorded, { ok: true }>;
  me: Me;
  /** Buttons that lead on. */
  children: ComponentChildren;
}

/** What was recorded, in a sentence, and what comes next. */
export function RecordedBox({ recorded, me, children }: RecordedBoxProps) {
  return (
    <>
      <Told kind="good" title={recorded.message}>
        {recorded.next && <p>{recorded.next}</p>}
        <Findings findings={recorded.findings} />
      </Told>
      <div class="actions">{children}</div>
      <Signed me={me} />
    </>
  );
}
