import type { MeetingRecorded } from '../../../actions/answers';
import { Findings } from '../../parts/findings';
import { Told } from '../../parts/told';

/** That the meeting is recorded, and how the cluster stands with it. */
export function RecordedBox({ recorded }: { recorded: Extract<MeetingRecorded, { ok: true }> }) {
  return (
    <Told kind="good" title={recorded.message}>
      <dl>
        <dt>Counted</dt>
        <dd>
          {recorded.counted} this year: {recorded.status}
        </dd>
        <dt>Pace</dt>
        <dd>{recorded.pace}</dd>
        {recorded.afterSchool > 0 && (
          <>
            <dt>After school</dt>
            <dd>{recorded.afterSchool} (not counted)</dd>
          </>
        )}
      </dl>
      <Findings findings={recorded.findings} />
    </Told>
  );
}
