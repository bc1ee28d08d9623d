import type { ComponentChildren } from 'preact';
import type { WaitingRequest } from '../../../actions/answers';
import { plural } from '../../../rules/basics/words';
import { dateText } from '../../parts/date-text';

/** Who asked and since when it waits, who is paid from what, and when. */
export function RequestFacts({ request }: { request: WaitingRequest }) {
  const { payee, wantedOn, committedOn, inPlaceOf } = request;
  return (
    <dl>
      <Fact name="Asked by">{request.askedBy}</Fact>
      {isApproved(request) ? (
        <Fact name="Asked on">{dateText(request.askedOn)}</Fact>
      ) : (
        <Fact name="Waiting">
          {plural(request.schoolDaysWaiting, 'school day')}, since {dateText(request.waitingSince)}
          {request.isLate && <strong> – too long</strong>}
        </Fact>
      )}
      {payee && <Fact name="Paid to">{payee}</Fact>}
      {wantedOn && <Fact name="Wanted on">{dateText(wantedOn)}</Fact>}
      {committedOn && <Fact name="Promised on">{dateText(committedOn)}</Fact>}
      {request.potAvailable && (
        <Fact name={request.pot}>
          {request.potAvailable}
          {request.overdrawn && ' – not enough'}
        </Fact>
      )}
      {inPlaceOf && <Fact name="In place of">{inPlaceOf}</Fact>}
    </dl>
  );
}

const isApproved = ({ state }: WaitingRequest): boolean => state === 'approved';

function Fact({ name, children }: { name: string | null; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
