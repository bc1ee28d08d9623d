/** The first screen of Overview: what is to be done, then how every cluster stands. */
import { andMore, firstOf } from '../rules/basics/long-lists';
import { sayValue } from '../rules/figures/define-figure';
import type { Question } from '../rules/figures/explanation';
import { FRONT_FIGURES, tiles } from '../rules/figures/front-figures';
import { NEXT_FIGURES } from '../rules/figures/next-figures';
import type { NextThing } from '../rules/overview/next-things';
import type { ClusterOverview } from '../rules/overview/overview';
import type { Cell } from '../workbook/cell';
import { FRONT_TABLE, NEXT_TABLE } from '../workbook/pages/overview-page';
import { pounds } from './define-function';
import { figureTable } from './figure-table';
import { inColumns, widened } from './in-columns';

/** As many lines of what is to be done as are shown; where there are more, the last says how many. */
export const MOST_NEXT = 6;

const MOST_LISTED = NEXT_TABLE.cut?.most ?? Number.POSITIVE_INFINITY;

/** The first screen, and everything that is to be done, of which it shows the first lines. */
export interface FirstScreen {
  readonly cells: Cell[][];
  readonly next: readonly NextThing[];
  readonly clusters: readonly ClusterOverview[];
}

/** Tiles, what to do next, and the clusters, one below the other. */
export function firstScreen(question: Question): FirstScreen {
  const rows = FRONT_FIGURES.rows(question);
  const next = NEXT_FIGURES.rows(question);
  const all = tiles(question, rows, next);
  const { shown, more } = firstOf(next, next.length > MOST_NEXT ? MOST_NEXT - 1 : MOST_NEXT);
  const nothing = { nothing: 'Nothing waits for anybody.' };
  const noClusters = { nothing: 'No clusters yet: Clusters, Set up workbook' };
  return {
    next,
    clusters: rows,
    cells: [
      widened(all.map(({ label }) => label)),
      widened(
        all.map(({ format, value }) =>
          format === 'money' && typeof value === 'number' ? pounds(value) : sayValue(format, value),
        ),
      ),
      ...inColumns(NEXT_TABLE, figureTable(NEXT_FIGURES, question, shown, nothing)),
      ...(more > 0
        ? [widened([`${andMore(more)}, ${next.length > MOST_LISTED ? 'the first of them' : 'all'} listed below`])]
        : []),
      ...inColumns(FRONT_TABLE, figureTable(FRONT_FIGURES, question, rows, noClusters)),
    ],
  };
}
