import { useState } from 'preact/hooks';
import type { Done, Refusal } from '../../../actions/answers';
import { CallState } from '../../parts/call-state';
import { dateText } from '../../parts/date-text';
import { Findings } from '../../parts/findings';
import { Flag } from '../../parts/flag';
import { Refused } from '../../parts/refused';
import { useCall } from '../../parts/use-call';
import { call, newToken } from '../../server';
import { ChangeOrWithdraw } from './change-or-withdraw';
import type { OwnRequest } from './own-request';
import { Question } from './question';

interface OwnRequestCardProps {
  request: OwnRequest;
  onEdit: () => void;
  onTold: (message: string) => void;
}

/** Where a request stands, and what can be done with it: answer, change, withdraw. */
export function OwnRequestCard({ request, onEdit, onTold }: OwnRequestCardProps) {
  const [token] = useState(newToken);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const finish = (result: Done) => (result.ok ? onTold(result.message) : setRefusal(result));
  const answer = (text: string) =>
    running.run(() => call('answerQuestion', { token, request: request.id, answer: text }), finish);
  const canBeChanged = request.canAnswer || request.canEdit || request.canWithdraw;
  const withdraw = () => running.run(() => call('withdrawRequest', { token, request: request.id }), finish);
  return (
    <article class="box" aria-label={`${request.id}, ${request.matter}`}>
      <h3>
        {request.matter}
        {request.amount && `, ${request.amount}`}
      </h3>
      <p class="soft small">
        {request.id}, {request.cluster}, asked {dateText(request.askedOn)}
      </p>
      <p class="wrap">{request.purpose}</p>
      <p>{request.notNeeded || <Flag text={request.flag} state={request.state} />}</p>
      {request.means && <p>{request.means}</p>}
      <Findings findings={request.findings} />
      {request.waitingFor && <p>Waits for {request.waitingFor}.</p>}
      {request.words && !request.question && <p class="wrap">“{request.words}”</p>}
      <Question request={request} busy={running.busy} onAnswer={answer} />
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing="Saving…" />
      {!request.isMine && !canBeChanged && (
        <p class="soft small">To read only: whoever asked, or the cluster’s lead, changes it.</p>
      )}
      <ChangeOrWithdraw request={request} busy={running.busy} onEdit={onEdit} onWithdraw={withdraw} />
    </article>
  );
}
