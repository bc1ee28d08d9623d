import { useState } from 'preact/hooks';
import type { Refusal, WaitingRequest } from '../../../actions/answers';
import type { Decision } from '../../../rules/basics/words';
import { CallState } from '../../parts/call-state';
import { LongField, MoneyField } from '../../parts/field';
import { Refused } from '../../parts/refused';
import { Segments } from '../../parts/segments';
import { useCall } from '../../parts/use-call';
import { call, newToken } from '../../server';
import { DECISION_WORDS, REASON_WORDS } from './decision-words';
import type { Results } from './result-list';
import { useDecision } from './use-decision';

interface DecisionFormProps {
  request: WaitingRequest;
  onDone: (results: Results) => void;
}

/** The decisions on one request that are possible now; with the one that is picked, what goes with it. */
export function DecisionForm({ request, onDone }: DecisionFormProps) {
  const [token] = useState(newToken);
  const [amount, setAmount] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const { decision, choose, reason, reasonField, isReady } = useDecision<Decision | null>(null);
  if (request.moves.length === 0) return null;

  const isApproval = decision === 'Approve';
  const send = () => {
    if (!isReady()) return;
    const { id, shown } = request;
    const decided = { request: id, decision, amount: (isApproval && amount) || null, reason, shown };
    running.run(
      () => call('decideRequests', { token, decisions: [decided] }),
      (answer) => (answer.ok ? onDone(answer.results) : setRefusal(answer)),
    );
  };
  return (
    <>
      <Segments
        label="Decision"
        hidden
        tiny
        value={decision}
        onChange={choose}
        options={request.moves.map((move) => ({ value: move, label: DECISION_WORDS[move] }))}
      />
      {decision && (
        <div style={{ marginTop: '10px' }}>
          {isApproval && request.amount && (
            <MoneyField
              label="Amount"
              optional
              hint={`Blank approves ${request.amount}; a lower sum approves in part.`}
              value={amount}
              onChange={setAmount}
            />
          )}
          <LongField label={REASON_WORDS[decision]} {...reasonField} />
          {refusal && <Refused refusal={refusal} onAgain={running.again} />}
          <CallState running={running} doing="Saving…" />
          <button type="button" class={isApproval ? 'main' : 'danger'} disabled={running.busy} onClick={send}>
            {decision === 'More information' ? 'Send the question' : `${DECISION_WORDS[decision]} ${request.id}`}
          </button>
        </div>
      )}
    </>
  );
}
