import type { FieldProblem } from '../../actions/schemas/parts';

const MOST_TOLD = 4;

interface ProblemBoxProps {
  problems: readonly FieldProblem[];
  /** Those to tell, where it is not the first ones. */
  told?: readonly FieldProblem[];
}

/** How many things are wrong with a form, and what the first of them are. */
export function ProblemBox({ problems, told = problems }: ProblemBoxProps) {
  if (problems.length === 0) return null;
  return (
    <div class="box stop" role="alert">
      <h2>
        {problems.length === 1 ? 'One thing needs your attention' : `${problems.length} things need your attention`}
      </h2>
      {told.slice(0, MOST_TOLD).map((problem) => (
        <p key={problem.field}>{problem.message}</p>
      ))}
    </div>
  );
}
