/** How time grows with the rows of a programme. */
import { callFirst, FORMULAS } from './add-in';
import { inRounds, medianTime, worked } from './clock';
import type { Line } from './curve';
import { plainPass, touch } from './plain-pass';
import { programme } from './programme';

const SIZES = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000];
const ROWS_A_CLUSTER = 200;

/** @param most - Rows of the ledger. */
export function growth(most: number): Line[] {
  const found = SIZES.filter((rows) => rows <= most).map((ledger) => {
    const grids = programme({ ledger, attendance: ledger / 2, clusters: ledger / ROWS_A_CLUSTER });
    const rounds = ledger > 50_000 ? 3 : 7;
    const time = (work: () => { cpu: number; wall: number }) => worked(medianTime(inRounds(rounds, work)));
    return {
      ledger,
      touched: time(() => touch(grids, 'cached', 1)),
      plain: time(() => plainPass(grids, 'cached').time),
      sums: time(() => callFirst(['CLUSTER_OVERVIEW', 'CLUSTER_POTS'], grids, 'cached').work),
      all: time(() => callFirst(FORMULAS, grids, 'cached').work),
    };
  });
  const line = (name: string, colour: string, of: (one: (typeof found)[number]) => number): Line => ({
    name,
    colour,
    points: found.map((one) => [one.ledger, of(one)] as const),
  });
  return [
    line('All formulas together', '#8c1d18', ({ all }) => all),
    line('Overview + pots', '#1f5aa6', ({ sums }) => sums),
    line('Touching every cell', '#5f6368', ({ touched }) => touched),
    line('A plain pass', '#1e5b31', ({ plain }) => plain),
  ];
}
