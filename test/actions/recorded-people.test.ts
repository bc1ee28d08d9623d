import type { Tracker } from '../../host/contract';
import type { CellProblem } from '../../src/actions/answers';
import { ADVISOR, DIRECTOR, OWNER } from '../support/set-up';
import { answer, openTracker, token } from '../support/tracker';

/** Who may decide, through the built bundle: cell functions and actions read the same register. Rule A3. */
describe('people who were recorded, in the whole tracker', () => {
  let tracker: Tracker;
  beforeEach(async () => {
    tracker = await openTracker({ now: () => new Date('2026-11-24T10:00:00Z') });
    tracker.run(OWNER, 'repairWorkbook');
    tracker.run(OWNER, 'addSampleData');
    await tracker.settled();
  });
  afterEach(() => tracker.dispose());

  interface Card {
    conflict: object | null;
    id: string;
    shown: string;
  }
  const cards = (who: string) => answer<{ mine: Card[]; others: Card[] }>(tracker.run(who, 'decideList'));
  const decline = (who: string, { id, shown }: Card) =>
    answer<{ results: { ok: boolean; message: string }[] }>(
      tracker.run(who, 'decideRequests', [
        { token: token(), decisions: [{ request: id, decision: 'Decline', reason: 'No', shown }] },
      ]),
    ).results[0]!;
  const check = (who: string) => answer<{ problems: CellProblem[] }>(tracker.run(who, 'checkWorkbook')).problems;
  const column = (sheet: string, header: string) => {
    const [headers, ...rows] = tracker.values(sheet, 'A1:Z60');
    const at = headers!.indexOf(header);
    return { letter: String.fromCharCode(65 + at), cells: rows.map((row) => row[at]) };
  };
  const type = (sheet: string, header: string, row: number, text: string) =>
    tracker.edit(OWNER, sheet, `${column(sheet, header).letter}${row}`, [[text]]);
  const flags = () => column('Requests', 'Flag').cells;

  it('keeps a conflict of interest in flags and in Decide, whatever is typed, and has it confirmed by the Director', async () => {
    expect(decline(ADVISOR, cards(ADVISOR).mine[0]!)).toMatchObject({ ok: true });
    await tracker.settled();
    const before = flags();
    // What was asked back is among them too, and waits for whoever asked.
    const inConflict = () => cards(ADVISOR).others.filter(({ conflict }) => conflict !== null);
    const forOthers = inConflict();
    const row = column('People', 'E-mail').cells.indexOf(ADVISOR) + 2;
    type('People', 'School', row, '');
    await tracker.settled();
    expect(flags()).toEqual(before);
    expect(before.some((flag) => String(flag).startsWith('waiting for Director'))).toBe(true);
    expect(inConflict().map(({ id }) => id)).toEqual(forOthers.map(({ id }) => id));
    expect(forOthers.length).toBeGreaterThan(0);
    for (const card of forOthers) expect(decline(ADVISOR, card)).toMatchObject({ ok: false });

    const waits = (who: string) => check(who).filter(({ message }) => message.includes('typed or changed by hand'));
    expect(waits(ADVISOR)).toMatchObject([{ sheet: 'People', row, repair: null }]);
    const [found] = waits(DIRECTOR);
    const repairs = [{ sheet: 'People', row, header: found!.header, shown: found!.repair!.shown }];
    expect(answer(tracker.run(ADVISOR, 'repairCells', [{ token: token(), repairs }]))).toMatchObject({ ok: false });
    expect(answer(tracker.run(DIRECTOR, 'repairCells', [{ token: token(), repairs }]))).toMatchObject({ ok: true });
    expect(waits(DIRECTOR)).toEqual([]);
    expect(inConflict().length).toBeLessThan(forOthers.length);
  });

  it('says in the flags which cluster ID was swapped', async () => {
    decline(ADVISOR, cards(ADVISOR).mine[0]!);
    const [one, other] = column('Clusters', 'Cluster ID').cells;
    type('Clusters', 'Cluster ID', 2, String(other));
    type('Clusters', 'Cluster ID', 3, String(one));
    await tracker.settled();
    const swapped = flags().filter((flag) => / is the ID of .*, and stands at .* now/.test(String(flag)));
    expect(swapped.length).toBeGreaterThan(3);
    expect(
      check(DIRECTOR).filter(({ sheet, message }) => sheet === 'Clusters' && message.includes('Put the ID back')),
    ).toMatchObject([{ repair: null }, { repair: null }]);
  });
});
