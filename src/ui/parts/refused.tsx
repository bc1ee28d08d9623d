import type { Refusal } from '../../actions/answers';
import { Findings } from './findings';
import { Told } from './told';

interface RefusedProps {
  refusal: Refusal;
  /** Sends the same again. */
  onAgain: () => void;
  onConfirm?: () => void;
  confirmLabel?: string;
}

/**
 * A refusal as a box: why, and which rules; with a button to go on where only warnings stand in the way, to try again
 * where what stands there passes, and the way to where Google asks for what it was not allowed.
 */
export function Refused({ refusal, onAgain, onConfirm, confirmLabel }: RefusedProps) {
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
      {refusal.again && (
        <div class="actions">
          {refusal.allow && (
            <a class="button main" href={refusal.allow} target="_blank" rel="noopener">
              Let Google ask again
            </a>
          )}
          <button type="button" onClick={onAgain}>
            Try again
          </button>
        </div>
      )}
    </Told>
  );
}
