import { useState } from 'preact/hooks';
import type { CellProblem, Refusal } from '../../../actions/answers';
import { andMore, firstOf } from '../../../rules/basics/long-lists';
import { CallState } from '../../parts/call-state';
import { Refused } from '../../parts/refused';
import { Tick } from '../../parts/tick';
import type { Running } from '../../parts/use-call';
import { call, newToken } from '../../server';

type Repairable = CellProblem & { repair: NonNullable<CellProblem['repair']> };

const isRepairable = (problem: CellProblem): problem is Repairable => problem.repair !== null;
const keyOf = ({ sheet, row, header }: CellProblem) => `${sheet} ${row} ${header}`;

/** What the two boxes say: of repairs, and of what waits to be confirmed. */
const SAYS = {
  repair: {
    title: 'Safe repairs',
    hint: 'What is ticked is repaired; nothing else in its row changes.',
    button: 'Repair',
    doing: 'Repairing…',
  },
  confirm: {
    title: 'To be confirmed',
    hint: 'Typed by hand. Tick what is right: it counts from then on, and the log says that you confirmed it.',
    button: 'Confirm',
    doing: 'Confirming…',
  },
} as const;

/** Repairs that stand open above the tabs; the others are unfolded. */
const MOST_OPEN = 12;

interface RepairsProps {
  kind: keyof typeof SAYS;
  problems: readonly CellProblem[];
  running: Running;
  onDone: (message: string) => void;
}

/** The repairs that are safe, ticked but where people have to tell whether they are wanted; or what may be confirmed. */
export function Repairs({ kind, problems, running, onDone }: RepairsProps) {
  const { title, hint, button, doing } = SAYS[kind];
  const repairable = problems
    .filter(isRepairable)
    .filter(({ repair }) => (repair.confirms === true) === (kind === 'confirm'));
  const [unticked, setUnticked] = useState(() => repairable.filter(({ repair }) => repair.unsure).map(keyOf));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [token, setToken] = useState(newToken);
  if (repairable.length === 0) return null;

  const picked = repairable.filter((problem) => !unticked.includes(keyOf(problem)));
  const tick = (key: string, on: boolean) =>
    setUnticked(on ? unticked.filter((other) => other !== key) : [...unticked, key]);
  const { shown, more } = firstOf(repairable, MOST_OPEN);
  const ticked = (problem: Repairable) => (
    <Tick
      key={keyOf(problem)}
      label={<WhatChanges problem={problem} />}
      checked={picked.includes(problem)}
      onChange={(on) => tick(keyOf(problem), on)}
    />
  );
  const repairPicked = () => {
    setRefusal(null);
    const repairs = picked.map(({ sheet, row, header, repair }) => ({ sheet, row, header, shown: repair.shown }));
    running.run(
      () => call('repairCells', { token, repairs }),
      (answer) => {
        if (!answer.ok) return setRefusal(answer);
        setToken(newToken());
        onDone(answer.message);
      },
    );
  };
  return (
    <section class="box note" aria-label={title}>
      <h2>{title}</h2>
      <p class="hint">{hint}</p>
      {shown.map(ticked)}
      {more > 0 && (
        <details>
          <summary>{andMore(more)}</summary>
          {repairable.slice(shown.length).map(ticked)}
        </details>
      )}
      {refusal && <Refused refusal={refusal} onAgain={running.again} />}
      <CallState running={running} doing={doing} />
      <div class="actions">
        <button type="button" class="main" disabled={running.busy || picked.length === 0} onClick={repairPicked}>
          {button} {picked.length}
        </button>
      </div>
    </section>
  );
}

const shownIn = ({ shown, unsure }: Repairable['repair']): string =>
  shown === '' ? 'nothing' : `“${shown}”${unsure ? '' : ' as text'}`;

function WhatChanges({ problem: { sheet, a1, header, repair } }: { problem: Repairable }) {
  if (repair.confirms)
    return (
      <>
        {sheet}!{a1}: {repair.becomes}
      </>
    );
  return (
    <>
      {sheet}!{a1} ({header}): {shownIn(repair)} becomes {repair.becomes}
    </>
  );
}
