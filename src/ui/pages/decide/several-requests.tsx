import { useState } from 'preact/hooks';
import type { Refusal, WaitingRequest } from '../../../actions/answers';
import type { Decision } from '../../../rules/basics/words';
import { CallState } from '../../parts/call-state';
import { LongField } from '../../parts/field';
import { Refused } from '../../parts/refused';
import { Segments } from '../../parts/segments';
import { useCall } from '../../parts/use-call';
import { call, newToken } from '../../server';
import { DECISION_WORDS, REASON_WORDS } from './decision-words';
import type { Results } from './result-list';
import { useDecision } from './use-decision';

interface SeveralRequestsProps {
  requests: readonly WaitingRequest[];
  onDone: (results: Results) => void;
  onCancel: () => void;
}

/** One decision for several, after showing which; an approval is in full. */
export function SeveralRequests({ requests, onDone, onCancel }: SeveralRequestsProps) {
  const [token] = useState(newToken);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const { decision, choose, reason, needsReason, reasonField, isReady } = useDecision<Decision>('Approve');
  const send = () => {
    if (!isReady()) return;
    setRefusal(null);
    const decisions = requests.map(({ id, shown }) => ({ request: id, decision, reason, shown }));
    running.run(
      () => call('decideRequests', { token, decisions }),
      (answer) => (answer.ok ? onDone(answer.results) : setRefusal(answer)),
    );
  };
  return (
    <section class="box note" id="together" aria-label="Selected requests">
      <h2>{requests.length === 1 ? 'One request' : `${requests.length} requests`} together</h2>
      <RequestList requests={requests} />
      <Segments
        label="Decision on all of them"
        hidden
        tiny
        value={decision}
        onChange={choose}
        options={movesOfAll(requests).map((move) => ({
          value: move,
          label: move === 'Approve' ? 'Approve in full' : DECISION_WORDS[move],
        }))}
      />
      <LongField label={`${REASON_WORDS[decision]}, for all of them`} {...reasonField} />
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        <button type="button" class={needsReason ? 'danger' : 'main'} disabled={running.busy} onClick={send}>
          {DECISION_WORDS[decision]} {requests.length === 1 ? 'it' : `all ${requests.length}`}
        </button>
        <button type="button" onClick={onCancel}>
          Clear
        </button>
      </div>
    </section>
  );
}

function RequestList({ requests }: { requests: readonly WaitingRequest[] }) {
  return (
    <ul style={{ paddingLeft: '18px', margin: '4px 0' }}>
      {requests.map((request) => (
        <li key={request.id}>
          {request.id}: {request.matter}
          {request.amount && `, ${request.amount}`}, {request.cluster}
        </li>
      ))}
    </ul>
  );
}

function movesOfAll(requests: readonly WaitingRequest[]): Decision[] {
  const moves: Decision[] = ['Approve', 'More information', 'Decline'];
  return moves.filter((move) => requests.every((request) => request.moves.includes(move)));
}
