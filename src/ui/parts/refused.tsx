import type { Refusal } from '../../actions/answers';
import { Findings } from './findings';
import { Told } from './told';

interface RefusedProps {
  refusal: Refusal;
  onConfirm?: () => void;
  confirmLabel?: string;
}

/** A refusal as a box: why, and which rules; with a button to go on where only warnings stand in the way. */
export function Refused({ refusal, onConfirm, confirmLabel }: RefusedProps) {
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
