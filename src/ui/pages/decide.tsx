import { useState } from 'preact/hooks';
import type { DecideList } from '../../actions/answers';
import { AndMore } from '../parts/and-more';
import { CarryOutList } from '../parts/carry-out';
import { Loaded } from '../parts/loaded';
import { show } from '../parts/show';
import { Signed } from '../parts/signed';
import { Told } from '../parts/told';
import { Unread } from '../parts/unread';
import { call } from '../server';
import { Reports } from './decide/reports';
import { RequestCard } from './decide/request-card';
import { ResultList, type Results } from './decide/result-list';
import { SeveralRequests } from './decide/several-requests';

type List = Extract<DecideList, { ok: true }>;
type Tab = keyof List['more'];

const TABS: Record<Tab, string> = { mine: 'For me', others: 'For others', revocable: 'Approved' };

function Page({ list, reload }: { list: List; reload: () => void }) {
  const [tab, setTab] = useState<Tab>('mine');
  const [results, setResults] = useState<Results | null>(null);
  const [ticked, setTicked] = useState<string[]>([]);
  const [told, setTold] = useState('');
  const together = tab === 'mine' ? list.mine.filter(({ id }) => ticked.includes(id)) : [];
  const decided = (found: Results) => {
    setResults(found);
    setTold('');
    setTicked([]);
    reload();
  };
  const say = (message: string) => {
    setTold(message);
    setResults(null);
    reload();
  };
  const tick = (id: string, on: boolean) => setTicked(on ? [...ticked, id] : ticked.filter((other) => other !== id));
  return (
    <>
      {told && <Told kind="good" title={told} />}
      {results && <ResultList results={results} />}
      <Unread text={list.unread} />
      <Tabs list={list} tab={tab} onTab={setTab} />
      {together.length > 0 && <Selected count={together.length} />}
      <div id="list" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {list[tab].length === 0 && <p>{tab === 'mine' ? 'Nothing waits for you.' : 'There is nothing here.'}</p>}
        {together.length > 0 && <SeveralRequests requests={together} onDone={decided} onCancel={() => setTicked([])} />}
        {list[tab].map((request) => (
          <RequestCard
            key={request.id + request.shown}
            request={request}
            ticked={ticked.includes(request.id)}
            onTick={tab === 'mine' && request.moves.includes('Approve') ? (on) => tick(request.id, on) : null}
            onDone={decided}
          />
        ))}
        <AndMore more={list.more[tab]} where="the Requests tab has them all" />
      </div>
      <CarryOutList changes={list.toCarryOut} />
      <Reports reports={list.reports} more={list.moreReports} onTold={say} />
      <Signed me={list.me} />
    </>
  );
}

function Tabs({ list, tab, onTab }: { list: List; tab: Tab; onTab: (tab: Tab) => void }) {
  return (
    <div class="tabs" role="tablist" aria-label="Requests">
      {(Object.keys(TABS) as Tab[]).map((key) => (
        <button
          type="button"
          role="tab"
          key={key}
          id={`tab-${key}`}
          aria-controls="list"
          aria-selected={tab === key}
          onClick={() => onTab(key)}
        >
          {`${TABS[key]} (${list[key].length + list.more[key]})`}
        </button>
      ))}
    </div>
  );
}

/** Stays in sight while the list scrolls, and leads back to what is decided together. */
function Selected({ count }: { count: number }) {
  const goThere = () => document.getElementById('together')?.scrollIntoView({ block: 'center' });
  return (
    <div class="sticky">
      {count} selected
      <button type="button" onClick={goThere}>
        Decide together
      </button>
    </div>
  );
}

show(
  <Loaded title="Decide" load={() => call('decideList')}>
    {(list, reload) => <Page list={list} reload={reload} />}
  </Loaded>,
);
