import { useState } from 'preact/hooks';
import type { MyRequests, Refusal } from '../../actions/answers';
import { AskForm } from '../parts/ask-form';
import { LongField, Told } from '../parts/form';
import { CallState, dateText, Flag, Loaded, Refused, Signed, show, Unread, useCall } from '../parts/page';
import { call, newToken } from '../server';

type List = Extract<MyRequests, { ok: true }>;
type Mine = List['requests'][number];

function Page({ list, reload }: { list: List; reload: () => void }) {
  const [editing, setEditing] = useState<string | null>(null);
  const [told, setTold] = useState('');
  if (editing) {
    return (
      <Loaded title={`Change ${editing}`} load={() => call('askForm', editing)}>
        {(form) => (
          <AskForm
            form={form}
            onDone={() => {
              setEditing(null);
              reload();
            }}
          />
        )}
      </Loaded>
    );
  }
  return (
    <>
      {told && <Told kind="good" title={told} />}
      <Unread text={list.unread} />
      {list.requests.length === 0 && <p>You have not asked for anything yet. Choose Clusters ▸ Ask to begin.</p>}
      {list.requests.map((request) => (
        <Card
          key={request.id}
          request={request}
          onEdit={() => setEditing(request.id)}
          onTold={(message) => {
            setTold(message);
            reload();
          }}
        />
      ))}
      <Signed me={list.me} />
    </>
  );
}

function Card({ request, onEdit, onTold }: { request: Mine; onEdit: () => void; onTold: (message: string) => void }) {
  const [token] = useState(newToken);
  const [answer, setAnswer] = useState('');
  const [wrong, setWrong] = useState('');
  const [withdrawing, setWithdrawing] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const finish = (result: { ok: true; message: string } | Refusal) =>
    result.ok ? onTold(result.message) : setRefusal(result);
  const sendAnswer = () => {
    if (answer.trim() === '') return setWrong('Type your answer.');
    setWrong('');
    running.run(() => call('answerQuestion', { token, request: request.id, answer }), finish);
  };
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
      <p>
        <Flag text={request.flag} />
      </p>
      {request.waitingFor && <p>Waits for {request.waitingFor}.</p>}
      {request.words && !request.question && <p class="wrap">“{request.words}”</p>}
      {request.question && (
        <>
          <p>
            <b>You are asked:</b> <span class="wrap">{request.question}</span>
          </p>
          {request.canAnswer && (
            <>
              <LongField label="Your answer" value={answer} onChange={setAnswer} wrong={wrong} />
              <button type="button" class="main" disabled={running.busy} onClick={sendAnswer}>
                Send the answer
              </button>
            </>
          )}
        </>
      )}
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Saving…" />
      {withdrawing && request.canWithdraw ? (
        <div class="actions">
          <span>Withdraw {request.id} for good?</span>
          <button
            type="button"
            class="danger"
            disabled={running.busy}
            onClick={() => running.run(() => call('withdrawRequest', { token, request: request.id }), finish)}
          >
            Yes, withdraw
          </button>
          <button type="button" onClick={() => setWithdrawing(false)}>
            Keep it
          </button>
        </div>
      ) : (
        <div class="actions">
          {request.canEdit && (
            <button type="button" onClick={onEdit}>
              Change
            </button>
          )}
          {request.canWithdraw && (
            <button type="button" onClick={() => setWithdrawing(true)}>
              Withdraw
            </button>
          )}
        </div>
      )}
    </article>
  );
}

show(
  <Loaded title="My requests" load={() => call('myRequests')}>
    {(list, reload) => <Page list={list} reload={reload} />}
  </Loaded>,
);
