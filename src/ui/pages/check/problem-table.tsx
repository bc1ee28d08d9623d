import type { CellProblem } from '../../../actions/answers';
import { sum } from '../../../rules/basics/lists';
import { plural } from '../../../rules/basics/words';
import { AndMore } from '../../parts/and-more';

interface ProblemTableProps {
  problems: readonly CellProblem[];
  onShow: (a1: string) => void;
}

/** What is wrong in one tab: each cause once, with its cells, each with a way to go there. */
export function ProblemTable({ problems, onShow }: ProblemTableProps) {
  return (
    <>
      {causesOf(problems).map(({ cause, severity, cells, alike }) => (
        <div key={cause} class="cause">
          <p class="wrap">
            <span class={`flag ${severity}`}>{severity === 'stop' ? 'left out or wrong' : 'to look at'}</span> {cause}
            {cells.length + alike > 1 && <span class="soft"> ({plural(cells.length + alike, 'cell')})</span>}
          </p>
          <ul class="cells">
            {cells.map(({ sheet, a1, header, holds, repair }) => (
              <li key={`${a1} ${header}`}>
                <button type="button" class="link" aria-label={`Go to ${sheet} ${a1}`} onClick={() => onShow(a1)}>
                  {a1}
                </button>
                {holds && <span> holds {holds}</span>}
                {repair && <span class="soft">, {repair.confirms ? 'to be confirmed' : 'repaired'} above</span>}
              </li>
            ))}
          </ul>
          <AndMore more={alike} where="put these right and check again" />
        </div>
      ))}
    </>
  );
}

interface Cause {
  readonly cause: string;
  readonly severity: CellProblem['severity'];
  readonly cells: readonly CellProblem[];
  /** How many more have it. */
  readonly alike: number;
}

/** Problems by their causes, in the order in which they were found; what is serious first. */
function causesOf(problems: readonly CellProblem[]): Cause[] {
  const causes = new Map<string, CellProblem[]>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.cause ?? problem.message}`;
    causes.set(key, [...(causes.get(key) ?? []), problem]);
  }
  return Array.from(causes.values(), (cells) => {
    const [{ cause, message, severity }] = cells as [CellProblem];
    return { cause: cause ?? message, severity, cells, alike: sum(cells, (cell) => cell.alike ?? 0) };
  }).sort((a, b) => Number(b.severity === 'stop') - Number(a.severity === 'stop'));
}
