import type { WaitingRequest } from '../../../actions/answers';
import { Findings } from '../../parts/findings';
import { Flag } from '../../parts/flag';
import { Tick } from '../../parts/tick';
import { DecisionForm } from './decision-form';
import { RequestFacts } from './request-facts';
import type { Results } from './result-list';

interface RequestCardProps {
  request: WaitingRequest;
  ticked: boolean;
  /** Null where it cannot be decided together with others. */
  onTick: ((on: boolean) => void) | null;
  onDone: (results: Results) => void;
}

/** All there is to know of a request, and the decisions on it that are possible now. */
export function RequestCard({ request, ticked, onTick, onDone }: RequestCardProps) {
  return (
    <article class="box" aria-label={`${request.id}, ${request.matter}`}>
      {onTick && (
        <Tick label={<span class="soft small">Select {request.id}</span>} checked={ticked} onChange={onTick} />
      )}
      <h2>
        {request.matter}
        {request.amount && `, ${request.amount}`}
      </h2>
      <p class="soft small">
        {request.id}, {request.cluster}
        {request.school && `, ${request.school}`}
      </p>
      <p class="wrap">{request.purpose}</p>
      <p>
        <Flag text={request.flag} state={request.state} />
      </p>
      <p class="wrap">{request.means}</p>
      <RequestFacts request={request} />
      {request.note && <p class="wrap soft">{request.note}</p>}
      <Findings findings={request.conflict ? [request.conflict, ...request.findings] : request.findings} />
      {request.similar.length > 0 && <SimilarCases cases={request.similar} />}
      <DecisionForm request={request} onDone={onDone} />
    </article>
  );
}

function SimilarCases({ cases }: { cases: WaitingRequest['similar'] }) {
  return (
    <details>
      <summary>Similar cases ({cases.length})</summary>
      {cases.map((past) => (
        <p key={past.id} class="small">
          {past.id}, {past.cluster}
          {past.amount && `, ${past.amount}`}: <Flag text={past.outcome} state={past.state} />{' '}
          {past.words && <span class="wrap">“{past.words}”</span>}
        </p>
      ))}
    </details>
  );
}
