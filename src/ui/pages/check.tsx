import { useState } from 'preact/hooks';
import type { CellProblem, Refusal, WorkbookChecked } from '../../actions/answers';
import { Told } from '../parts/form';
import { CallState, Loaded, Refused, show, useCall } from '../parts/page';
import { call, newToken } from '../server';

type Checked = Extract<WorkbookChecked, { ok: true }>;

const keyOf = (problem: CellProblem) => `${problem.sheet} ${problem.row} ${problem.header}`;

function Page({ checked, reload }: { checked: Checked; reload: () => void }) {
  const repairable = checked.problems.filter(({ repair }) => repair !== null);
  const [unticked, setUnticked] = useState(() => repairable.filter(({ repair }) => repair!.unsure).map(keyOf));
  const picked = repairable.map(keyOf).filter((key) => !unticked.includes(key));
  const [told, setTold] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [token, setToken] = useState(newToken);
  const running = useCall();
  const sheets = [...new Set(checked.problems.map(({ sheet }) => sheet))];
  const repair = () => {
    setRefusal(null);
    running.run(
      () =>
        call('repairCells', {
          token,
          repairs: repairable
            .filter((problem) => picked.includes(keyOf(problem)))
            .map(({ sheet, row, header, repair: wanted }) => ({ sheet, row, header, shown: wanted!.shown })),
        }),
      (answer) => {
        if (!answer.ok) return setRefusal(answer);
        setTold(answer.message);
        setToken(newToken());
        reload();
      },
    );
  };
  return (
    <>
      {told && <Told kind="good" title={told} />}
      <p>{checked.message}</p>
      {repairable.length > 0 && (
        <section class="box note" aria-label="Repairs">
          <h2 style={{ marginTop: 0 }}>Safe repairs</h2>
          <p class="hint">Nothing else in the row changes. Untick what you would rather mend yourself.</p>
          {repairable.map((problem) => (
            <label key={keyOf(problem)} class="tick">
              <input
                type="checkbox"
                checked={picked.includes(keyOf(problem))}
                onChange={(event) =>
                  setUnticked(
                    event.currentTarget.checked
                      ? unticked.filter((key) => key !== keyOf(problem))
                      : [...unticked, keyOf(problem)],
                  )
                }
              />
              <span>
                {problem.sheet}!{problem.a1} ({problem.header}):{' '}
                {problem.repair!.shown === '' ? 'nothing' : `“${problem.repair!.shown}” as text`} becomes{' '}
                {problem.repair!.becomes}
              </span>
            </label>
          ))}
          {refusal && <Refused refusal={refusal} />}
          <CallState running={running} doing="Repairing…" />
          <div class="actions">
            <button type="button" class="main" disabled={running.busy || picked.length === 0} onClick={repair}>
              Repair {picked.length}
            </button>
          </div>
        </section>
      )}
      {sheets.map((sheet) => (
        <section key={sheet} aria-label={sheet}>
          <h2>{sheet}</h2>
          <table>
            <tbody>
              {checked.problems
                .filter((problem) => problem.sheet === sheet)
                .map((problem) => (
                  <tr key={keyOf(problem) + problem.message}>
                    <td style={{ width: '64px' }}>
                      <button
                        type="button"
                        class="link"
                        aria-label={`Go to ${sheet} ${problem.a1}`}
                        onClick={() =>
                          running.run(
                            () => call('showCell', { sheet, a1: problem.a1 }),
                            () => undefined,
                          )
                        }
                      >
                        {problem.a1}
                      </button>
                    </td>
                    <td style={{ width: '80px' }}>
                      <span class={`flag ${problem.severity}`}>{problem.severity === 'stop' ? 'mend' : 'look'}</span>
                    </td>
                    <td class="wrap">{problem.message}</td>
                  </tr>
                ))}
            </tbody>
          </table>
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
