import type { CellProblem } from '../../../actions/answers';

interface ProblemTableProps {
  problems: readonly CellProblem[];
  onShow: (a1: string) => void;
}

/** What is wrong in the cells of one tab, each with a way to go there. */
export function ProblemTable({ problems, onShow }: ProblemTableProps) {
  return (
    <table>
      <tbody>
        {problems.map(({ sheet, a1, severity, message }) => (
          <tr key={`${a1} ${message}`}>
            <td style={{ width: '4.6rem' }}>
              <button type="button" class="link" aria-label={`Go to ${sheet} ${a1}`} onClick={() => onShow(a1)}>
                {a1}
              </button>
            </td>
            <td style={{ width: '5.7rem' }}>
              <span class={`flag ${severity}`}>{severity === 'stop' ? 'mend' : 'look'}</span>
            </td>
            <td class="wrap">{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
