import { groupBy, sum } from '../rules/basics/lists';
import { firstOf } from '../rules/basics/long-lists';
import type { CellProblem, ProblemsLeftOut } from './answers';

/** Cells with one mistake that are listed: who pasted thousands of rows mends the cause and not each cell. */
const MOST_OF_A_CAUSE = 25;
/** Mistakes of a tab that are listed. */
const MOST_CAUSES = 40;
/** Repairs that are offered at once; the next check offers the next. */
const MOST_REPAIRS = 300;

/** What makes problems the same: how serious they are, and what is said of them. */
const causeOf = ({ severity, cause, message }: CellProblem): string => JSON.stringify([severity, cause ?? message]);

/**
 * The problems that are listed, in their order: of each mistake the first cells, the last of which says how many more
 * have it. Mistakes that are not listed at all, serious ones last, are counted by tab.
 */
export function problemsTold(all: readonly CellProblem[]): { problems: CellProblem[]; leftOut: ProblemsLeftOut[] } {
  const offered = new Set(firstOf(all.filter(isRepairable), MOST_REPAIRS).shown);
  const told = new Map<CellProblem, CellProblem>();
  const leftOut: ProblemsLeftOut[] = [];
  for (const [sheet, own] of groupBy(all, (problem) => problem.sheet)) {
    const mistakes = [...groupBy(own, causeOf).values()].sort((a, b) => weightOf(b) - weightOf(a));
    const { shown, more } = firstOf(mistakes, MOST_CAUSES);
    for (const cells of shown) tellOf(cells, offered, told);
    if (more > 0) leftOut.push({ sheet, more: own.length - sum(shown, ({ length }) => length) });
  }
  return { problems: all.flatMap((problem) => told.get(problem) ?? []), leftOut };
}

const isRepairable = ({ repair }: CellProblem): boolean => repair !== null;
const weightOf = ([first]: readonly CellProblem[]): number => Number(first?.severity === 'stop');

/** Notes which cells with a mistake are listed: all whose repair is offered, and the first of the others. */
function tellOf(
  cells: readonly CellProblem[],
  offered: ReadonlySet<CellProblem>,
  told: Map<CellProblem, CellProblem>,
): void {
  const toRepair = cells.filter((cell) => offered.has(cell));
  const others = cells.filter((cell) => !offered.has(cell) && (toRepair.length === 0 || !isRepairable(cell)));
  const shown = [...toRepair, ...firstOf(others, MOST_OF_A_CAUSE).shown];
  const alike = cells.length - shown.length;
  shown.forEach((cell, index) => {
    const repair = offered.has(cell) ? cell.repair : null;
    told.set(cell, { ...cell, repair, ...(alike > 0 && index === shown.length - 1 ? { alike } : {}) });
  });
}
