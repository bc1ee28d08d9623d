import { useState } from 'preact/hooks';
import type { MyRequests } from '../../actions/answers';
import { AndMore } from '../parts/and-more';
import { AskForm } from '../parts/ask/ask-form';
import { CarryOutList } from '../parts/carry-out';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { call } from '../server';
import type { OwnRequest } from './my-requests/own-request';
import { OwnRequestCard } from './my-requests/own-request-card';

type List = Extract<MyRequests, { ok: true }>;

function Page({ list, reload }: { list: List; reload: () => void }) {
  const [editing, setEditing] = useState<OwnRequest | null>(null);
  const [told, setTold] = useState('');
  const edited = () => {
    setEditing(null);
    reload();
  };
  const say = (message: string) => {
    setTold(message);
    reload();
  };
  if (editing) {
    return (
      <Loaded
        title={editing.agreesOnly ? 'Does your school agree?' : `Change ${editing.id}`}
        load={() => call('askForm', editing.id)}
      >
        {(known) => <AskForm known={known} onDone={edited} />}
      </Loaded>
    );
  }
  const card = (request: OwnRequest) => (
    <OwnRequestCard key={request.id} request={request} onEdit={() => setEditing(request)} onTold={say} />
  );
  const mine = list.requests.filter(({ isMine }) => isMine);
  const others = list.requests.filter(({ isMine }) => !isMine);
  return (
    <>
      {told && <Told kind="good" title={told} />}
      <Unread text={list.unread} />
      <CarryOutList changes={list.toCarryOut} />
      {mine.length === 0 && <p>You have not asked for anything yet. Choose Clusters ▸ Ask to begin.</p>}
      {mine.length > 0 && (
        <section aria-labelledby="mine">
          <h2 id="mine" class="unseen">
            Asked by you
          </h2>
          {mine.map(card)}
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">Asked by others of your cluster</h2>
          {others.map(card)}
        </section>
      )}
      <AndMore more={list.more} where="the Requests tab has them all" />
      <Signed me={list.me} />
    </>
  );
}

show(
  <Loaded title="My requests" load={() => call('myRequests')}>
    {(list, reload) => <Page list={list} reload={reload} />}
  </Loaded>,
);
