import { useState } from 'preact/hooks';
import type { OwnRequest } from './own-request';

interface ChangeOrWithdrawProps {
  request: OwnRequest;
  busy: boolean;
  onEdit: () => void;
  onWithdraw: () => void;
}

/** The ways to change a request or withdraw it; a withdrawal is asked about once more. */
export function ChangeOrWithdraw({ request, busy, onEdit, onWithdraw }: ChangeOrWithdrawProps) {
  const [withdrawing, setWithdrawing] = useState(false);
  if (withdrawing && request.canWithdraw) {
    return (
      <div class="actions">
        <span>Withdraw {request.id} for good?</span>
        <button type="button" class="danger" disabled={busy} onClick={onWithdraw}>
          Yes, withdraw
        </button>
        <button type="button" onClick={() => setWithdrawing(false)}>
          Keep it
        </button>
      </div>
    );
  }
  if (!request.canEdit && !request.canWithdraw) return null;
  return (
    <div class="actions">
      {request.canEdit && (
        <button type="button" onClick={onEdit}>
          {request.agreesOnly ? 'Say whether your school agrees' : 'Change'}
        </button>
      )}
      {request.canWithdraw && (
        <button type="button" onClick={() => setWithdrawing(true)}>
          Withdraw
        </button>
      )}
    </div>
  );
}
