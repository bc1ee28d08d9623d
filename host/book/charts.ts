/** How charts, and what they draw, move with rows and columns. */
import type { SavedChart } from '../contract';
import { LENGTH, type Shift, shiftSpan } from './protections';

/**
 * The charts after rows or columns of a sheet have come, gone or moved, or (without a shift) the sheet has gone. The
 * same array if nothing changed.
 */
export function chartsAfterMove(charts: SavedChart[], sheetId: number, shift: Shift | undefined): SavedChart[] {
  const after = charts.flatMap((chart): SavedChart[] => {
    if (!shift && chart.sheetId === sheetId) return [];
    const ranges = chart.ranges.flatMap((range) => (range.sheetId === sheetId ? moved(range, shift) : [range]));
    return [
      { ...chart, ranges, anchor: chart.sheetId === sheetId && shift ? anchored(chart.anchor, shift) : chart.anchor },
    ];
  });
  return JSON.stringify(after) === JSON.stringify(charts) ? charts : after;
}

type Drawn = SavedChart['ranges'][number];

function moved(range: Drawn, shift: Shift | undefined): Drawn[] {
  const { axis } = shift ?? { axis: 'row' };
  const span = shift && shiftSpan(range[axis] - 1, range[LENGTH[axis]], shift);
  return span ? [{ ...range, [axis]: span.start + 1, [LENGTH[axis]]: span.length }] : [];
}

/** A chart stays where it is when the cell goes that it hangs on. */
function anchored(anchor: SavedChart['anchor'], shift: Shift): SavedChart['anchor'] {
  const span = shiftSpan(anchor[shift.axis] - 1, 1, shift);
  const first = shift.kind === 'remove' ? shift.at + 1 : anchor[shift.axis];
  return { ...anchor, [shift.axis]: span ? span.start + 1 : first };
}
