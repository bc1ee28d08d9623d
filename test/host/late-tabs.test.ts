import type { PackedCells } from '../../host/book/packed-cells';
import { LateTabs } from '../../host/serve/late-tabs';

interface Sent {
  sheet: string;
  /** First row, and how many. */
  rows?: [row: number, rows: number];
  last: boolean;
}

/** Sends tabs of so many rows; `step` lets one part go, and what is planned is done first. */
function sending(rowsOf: Record<string, number>, untaken: () => number = () => 0) {
  const sent: Sent[] = [];
  const cells = (key: string, row: number, rows: number): PackedCells | undefined => {
    const left = rowsOf[key]! - row;
    return left > 0 ? { row, rows: Math.min(rows, left), columns: [], styles: {} } : undefined;
  };
  const late = new LateTabs({
    tabs: Object.keys(rowsOf),
    cells,
    send: ({ sheet, cells, last }) => void sent.push({ sheet, ...(cells && { rows: [cells.row, cells.rows] }), last }),
    untaken,
  });
  const steps = async (count: number) => {
    for (let step = 0; step < count; step++) await new Promise((resolve) => setImmediate(resolve));
  };
  return { late, sent, steps };
}

describe('long tabs that follow', () => {
  it('come one after the other, in parts', async () => {
    const { sent, steps } = sending({ a: 6_000, b: 10, c: 5_000 });
    await steps(10);
    expect(sent).toEqual([
      { sheet: 'a', rows: [0, 2_500], last: false },
      { sheet: 'a', rows: [2_500, 2_500], last: false },
      { sheet: 'a', rows: [5_000, 1_000], last: true },
      { sheet: 'b', rows: [0, 10], last: true },
      { sheet: 'c', rows: [0, 2_500], last: false },
      { sheet: 'c', rows: [2_500, 2_500], last: false },
      { sheet: 'c', last: true },
    ]);
  });

  it('begin again where their rows have moved, and go on where those of others have', async () => {
    const { late, sent, steps } = sending({ a: 6_000, b: 10 });
    await steps(2);
    late.moved('b');
    await steps(1);
    expect(sent.map(({ rows }) => rows?.[0])).toEqual([0, 2_500, 5_000]);
    const again = sending({ a: 6_000 });
    await again.steps(2);
    again.late.moved('a');
    await again.steps(3);
    expect(again.sent.map(({ rows }) => rows?.[0])).toEqual([0, 2_500, 0, 2_500, 5_000]);
  });

  it('begin again where it is not known whose rows have moved', async () => {
    const { late, sent, steps } = sending({ a: 6_000 });
    await steps(1);
    late.moved(undefined);
    await steps(1);
    expect(sent.map(({ rows }) => rows?.[0])).toEqual([0, 0]);
  });

  it('wait for a page that does not take them, and stop when nobody wants them', async () => {
    let untaken = 9 * 1024 * 1024;
    const { late, sent, steps } = sending({ a: 6_000 }, () => untaken);
    await steps(3);
    expect(sent).toEqual([]);
    untaken = 0;
    while (sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = sent.length;
    late.stop();
    await steps(3);
    expect(sent).toHaveLength(before);
  });
});
