import { useState } from 'preact/hooks';
import type { Refusal, WorkbookChecked } from '../../actions/answers';
import { sum } from '../../rules/basics/lists';
import { AndMore } from '../parts/and-more';
import { CallState } from '../parts/call-state';
import { Loaded } from '../parts/loaded';
import { Refused } from '../parts/refused';
import { show } from '../parts/show';
import { Told } from '../parts/told';
import { useCall } from '../parts/use-call';
import { call } from '../server';
import { ProblemTable } from './check/problem-table';
import { Repairs } from './check/repairs';

type Checked = Extract<WorkbookChecked, { ok: true }>;

function Page({ checked, reload }: { checked: Checked; reload: () => void }) {
  const [told, setTold] = useState('');
  const running = useCall();
  const sheets = [...new Set(checked.problems.map(({ sheet }) => sheet))];
  const repaired = (message: string) => {
    setTold(message);
    reload();
  };
  const going = useCall();
  const [lost, setLost] = useState<Refusal | null>(null);
  const goTo = (sheet: string, a1: string) =>
    going.run(
      () => call('showCell', { sheet, a1 }),
      (answer) => setLost(answer.ok ? null : answer),
    );
  return (
    <>
      {told && <Told kind="good" title={told} />}
      <p>{checked.message}</p>
      {(['confirm', 'repair'] as const).map((kind) => (
        <Repairs key={kind} kind={kind} problems={checked.problems} running={running} onDone={repaired} />
      ))}
      {lost && <Refused refusal={lost} onAgain={going.again} />}
      <CallState running={going} doing="Going there…" />
      {sheets.map((name) => (
        <section key={name} aria-label={name}>
          <h2>{name}</h2>
          <ProblemTable
            problems={checked.problems.filter(({ sheet }) => sheet === name)}
            onShow={(a1) => goTo(name, a1)}
          />
          <AndMore
            more={sum(
              checked.leftOut.filter(({ sheet }) => sheet === name),
              ({ more }) => more,
            )}
            where="put these right and check again"
          />
        </section>
      ))}
      <div class="actions">
        <button type="button" onClick={reload}>
          Check again
        </button>
      </div>
    </>
  );
}

show(
  <Loaded title="Check workbook" load={() => call('checkWorkbook')}>
    {(checked, reload) => <Page checked={checked} reload={reload} />}
  </Loaded>,
);
