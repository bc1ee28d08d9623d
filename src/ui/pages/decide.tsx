import { useState } from 'preact/hooks';
import type { Decided, DecideList, Refusal, WaitingRequest } from '../../actions/answers';
import type { Decision } from '../../rules/basics/words';
import { LongField, MoneyField, Segments, Tick, Told } from '../parts/form';
import { CallState, dateText, Findings, Flag, Loaded, Refused, Signed, show, Unread, useCall } from '../parts/page';
import { call, newToken } from '../server';

type List = Extract<DecideList, { ok: true }>;
type Results = Extract<Decided, { ok: true }>['results'];

const WORDS: Record<Decision, string> = {
  Approve: 'Approve',
  'More information': 'Ask back',
  Decline: 'Decline',
  Revoke: 'Revoke',
};
const REASON: Record<Decision, string> = {
  Approve: 'Conditions',
  'More information': 'Your question',
  Decline: 'Why not',
  Revoke: 'Why it is revoked',
};

function Page({ list, reload }: { list: List; reload: () => void }) {
  const [tab, setTab] = useState<'mine' | 'others' | 'revocable'>('mine');
  const [results, setResults] = useState<Results | null>(null);
  const [ticked, setTicked] = useState<string[]>([]);
  const tabs = [
    { key: 'mine', label: `Waits for me (${list.mine.length + list.more.mine})` },
    { key: 'others', label: `For others (${list.others.length + list.more.others})` },
    { key: 'revocable', label: `Approved (${list.revocable.length + list.more.revocable})` },
  ] as const;
  const decided = (found: Results) => {
    setResults(found);
    setTicked([]);
    reload();
  };
  const bulk = list.mine.filter((request) => ticked.includes(request.id));
  return (
    <>
      {results && <ResultList results={results} />}
      <Unread text={list.unread} />
      <div class="tabs" role="tablist" aria-label="Requests">
        {tabs.map(({ key, label }) => (
          <button
            type="button"
            role="tab"
            key={key}
            id={`tab-${key}`}
            aria-controls="list"
            aria-selected={tab === key}
            onClick={() => setTab(key)}
          >
            {label}
          </button>
        ))}
      </div>
      {bulk.length > 0 && tab === 'mine' && (
        <div class="sticky">
          {bulk.length} selected
          <button
            type="button"
            onClick={() => document.getElementById('together')?.scrollIntoView({ block: 'center' })}
          >
            Decide together
          </button>
        </div>
      )}
      <div id="list" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {list[tab].length === 0 && <p>{tab === 'mine' ? 'Nothing waits for you.' : 'There is nothing here.'}</p>}
        {bulk.length > 0 && tab === 'mine' && <Bulk requests={bulk} onDone={decided} onCancel={() => setTicked([])} />}
        {list[tab].map((request) => (
          <Card
            key={request.id + request.shown}
            request={request}
            ticked={ticked.includes(request.id)}
            onTick={
              tab === 'mine' && request.moves.includes('Approve')
                ? (on) => setTicked(on ? [...ticked, request.id] : ticked.filter((id) => id !== request.id))
                : null
            }
            onDone={decided}
          />
        ))}
        {list.more[tab] > 0 && (
          <p class="soft">
            {list.more[tab]} more {list.more[tab] === 1 ? 'is' : 'are'} not shown here; the Requests tab has them all.
          </p>
        )}
      </div>
      {list.reports.length > 0 && <Reports reports={list.reports} />}
      <Signed me={list.me} />
    </>
  );
}

/** Problems, ideas and questions: nothing to decide, but to be read early (C4). */
function Reports({ reports }: { reports: List['reports'] }) {
  return (
    <details class="box">
      <summary>Reports to read ({reports.length})</summary>
      {reports.map((report) => (
        <article key={report.id} aria-label={`${report.id}, report`}>
          <p class="soft small">
            {report.id}, {report.cluster}
            {report.school && `, ${report.school}`}, {report.askedBy}, {dateText(report.askedOn)}
          </p>
          <p class="wrap">{report.purpose}</p>
          {report.note && <p class="wrap soft">{report.note}</p>}
        </article>
      ))}
      <p class="soft small">Enter “Done on” in the Requests tab to take one off this list.</p>
    </details>
  );
}

function ResultList({ results }: { results: Results }) {
  const failed = results.filter(({ ok }) => !ok).length;
  return (
    <Told
      kind={failed === 0 ? 'good' : 'warn'}
      title={failed === 0 ? 'Decided' : `${results.length - failed} decided, ${failed} not`}
    >
      <ul style={{ paddingLeft: '18px', margin: '4px 0' }}>
        {results.map((result) => (
          <li key={result.request}>
            {result.ok ? '✓ ' : '✗ '}
            {result.message}
          </li>
        ))}
      </ul>
    </Told>
  );
}

/** One decision for several, after showing which; an approval is in full. */
function Bulk({
  requests,
  onDone,
  onCancel,
}: {
  requests: readonly WaitingRequest[];
  onDone: (results: Results) => void;
  onCancel: () => void;
}) {
  const [token] = useState(newToken);
  const [decision, setDecision] = useState<Decision>('Approve');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const possible = (['Approve', 'More information', 'Decline'] as const).filter((move) =>
    requests.every(({ moves }) => moves.includes(move)),
  );
  const needsReason = decision !== 'Approve';
  const send = () => {
    if (needsReason && reason.trim() === '') return setWrong('Write a sentence: whoever asked reads it.');
    setWrong('');
    setRefusal(null);
    running.run(
      () =>
        call('decideRequests', {
          token,
          decisions: requests.map((request) => ({ request: request.id, decision, reason, shown: request.shown })),
        }),
      (answer) => (answer.ok ? onDone(answer.results) : setRefusal(answer)),
    );
  };
  return (
    <section class="box note" id="together" aria-label="Selected requests">
      <h3>{requests.length === 1 ? 'One request' : `${requests.length} requests`} together</h3>
      <ul style={{ paddingLeft: '18px', margin: '4px 0' }}>
        {requests.map((request) => (
          <li key={request.id}>
            {request.id}: {request.matter}
            {request.amount && `, ${request.amount}`}, {request.cluster}
          </li>
        ))}
      </ul>
      <Segments
        label="Decision on all of them"
        hidden
        tiny
        value={decision}
        onChange={setDecision}
        options={possible.map((move) => ({ value: move, label: move === 'Approve' ? 'Approve in full' : WORDS[move] }))}
      />
      <LongField
        label={`${REASON[decision]}, for all of them`}
        optional={!needsReason}
        value={reason}
        onChange={(text) => {
          setReason(text);
          setWrong('');
        }}
        wrong={wrong}
      />
      {refusal && <Refused refusal={refusal} />}
      <CallState running={running} doing="Saving…" />
      <div class="actions">
        <button type="button" class={needsReason ? 'danger' : 'main'} disabled={running.busy} onClick={send}>
          {WORDS[decision]} {requests.length === 1 ? 'it' : `all ${requests.length}`}
        </button>
        <button type="button" onClick={onCancel}>
          Clear
        </button>
      </div>
    </section>
  );
}

function Card({
  request,
  ticked,
  onTick,
  onDone,
}: {
  request: WaitingRequest;
  ticked: boolean;
  onTick: ((on: boolean) => void) | null;
  onDone: (results: Results) => void;
}) {
  const [token] = useState(newToken);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useCall();
  const needsReason = decision !== null && decision !== 'Approve';
  const send = () => {
    if (needsReason && reason.trim() === '') return setWrong('Write a sentence: whoever asked reads it.');
    setWrong('');
    running.run(
      () =>
        call('decideRequests', {
          token,
          decisions: [
            {
              request: request.id,
              decision,
              amount: decision === 'Approve' && amount ? amount : null,
              reason,
              shown: request.shown,
            },
          ],
        }),
      (answer) => {
        if (!answer.ok) setRefusal(answer);
        else onDone(answer.results);
      },
    );
  };
  return (
    <article class="box" aria-label={`${request.id}, ${request.matter}`}>
      {onTick && (
        <Tick label={<span class="soft small">Select {request.id}</span>} checked={ticked} onChange={onTick} />
      )}
      <h3>
        {request.matter}
        {request.amount && `, ${request.amount}`}
      </h3>
      <p class="soft small">
        {request.id}, {request.cluster}
        {request.school && `, ${request.school}`}
      </p>
      <p class="wrap">{request.purpose}</p>
      <p>
        <Flag text={request.flag} />
      </p>
      <dl>
        <dt>Asked by</dt>
        <dd>{request.askedBy}</dd>
        {request.flag.startsWith('approved') ? (
          <>
            <dt>Asked on</dt>
            <dd>{dateText(request.askedOn)}</dd>
          </>
        ) : (
          <>
            <dt>Waiting</dt>
            <dd>
              {request.schoolDaysWaiting} school days, since {dateText(request.waitingSince)}
            </dd>
          </>
        )}
        {request.payee && (
          <>
            <dt>Paid to</dt>
            <dd>{request.payee}</dd>
          </>
        )}
        {request.wantedOn && (
          <>
            <dt>Wanted on</dt>
            <dd>{dateText(request.wantedOn)}</dd>
          </>
        )}
        {request.committedOn && (
          <>
            <dt>Promised on</dt>
            <dd>{dateText(request.committedOn)}</dd>
          </>
        )}
        {request.potAvailable && (
          <>
            <dt>{request.pot}</dt>
            <dd>
              {request.potAvailable}
              {request.overdrawn && ' – not enough'}
            </dd>
          </>
        )}
        {request.inPlaceOf && (
          <>
            <dt>In place of</dt>
            <dd>{request.inPlaceOf}</dd>
          </>
        )}
      </dl>
      {request.note && <p class="wrap soft">{request.note}</p>}
      <Findings findings={request.conflict ? [request.conflict, ...request.findings] : request.findings} />
      {request.similar.length > 0 && (
        <details>
          <summary>Similar cases ({request.similar.length})</summary>
          {request.similar.map((past) => (
            <p key={past.id} class="small">
              {past.id}, {past.cluster}
              {past.amount && `, ${past.amount}`}: <Flag text={past.outcome} />{' '}
              {past.words && <span class="wrap">“{past.words}”</span>}
            </p>
          ))}
        </details>
      )}
      {request.moves.length > 0 && (
        <>
          <Segments
            label="Decision"
            hidden
            tiny
            value={decision}
            onChange={setDecision}
            options={request.moves.map((move) => ({ value: move, label: WORDS[move] }))}
          />
          {decision && (
            <div style={{ marginTop: '10px' }}>
              {decision === 'Approve' && request.amount && (
                <MoneyField
                  label="Amount"
                  optional
                  hint={`Blank approves ${request.amount}; a lower sum approves in part.`}
                  value={amount}
                  onChange={setAmount}
                />
              )}
              <LongField
                label={REASON[decision]}
                optional={!needsReason}
                value={reason}
                onChange={(text) => {
                  setReason(text);
                  setWrong('');
                }}
                wrong={wrong}
              />
              {refusal && <Refused refusal={refusal} />}
              <CallState running={running} doing="Saving…" />
              <button
                type="button"
                class={decision === 'Approve' ? 'main' : 'danger'}
                disabled={running.busy}
                onClick={send}
              >
                {decision === 'More information' ? 'Send the question' : `${WORDS[decision]} ${request.id}`}
              </button>
            </div>
          )}
        </>
      )}
    </article>
  );
}

show(
  <Loaded title="Decide" load={() => call('decideList')}>
    {(list, reload) => <Page list={list} reload={reload} />}
  </Loaded>,
);
