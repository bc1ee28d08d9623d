import type { RunResult, Tracker } from '../../host/contract';
import { NEW_ROWS } from '../../src/app/set-up/style';
import { bundleWithMouse } from '../support/mouse';
import { measure } from '../support/service-calls';
import { answer, openTracker, token } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');

describe('a tab that has no row left', () => {
  const { bundle, dispose } = bundleWithMouse();
  let tracker: Tracker;
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, bundle });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
  });
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  const mouse = (...what: unknown[]): unknown => tracker.run(OWNER, 'mouse', what).value;
  const asked = (): RunResult =>
    tracker.run(LEAD, 'askRequest', [
      {
        token: token(),
        matter: 'Organising time',
        cluster: 'C-4',
        pot: 'Cluster pot',
        amount: '50.00',
        payee: 'A. Payee',
        purpose: 'Planning',
        confirmed: true,
      },
    ]);
  /** Fills Requests with copies of a row down to a row, and gives that row. */
  const fillTo = (last: number): void => {
    const rows = tracker.values('Requests', 'A1:R40').filter(([id]) => id !== '');
    const copies = Array.from({ length: last - rows.length }, (_, index) => [`R-X${index}`, ...rows[1]!.slice(1)]);
    tracker.edit(OWNER, 'Requests', `A${rows.length + 1}`, copies, { paste: true });
  };

  it.each([
    ['grows above its last row while that is blank', NEW_ROWS - 1],
    ['grows below its last row where that is in use', NEW_ROWS],
  ])('%s, with the drop-downs of the others', (_what, used) => {
    expect(mouse('Requests', 'rows')).toBe(NEW_ROWS);
    fillTo(used);
    answer(asked());
    const rows = mouse('Requests', 'rows') as number;
    expect(rows).toBeGreaterThan(NEW_ROWS + 50);
    expect(tracker.values('Requests', `H${used + 1}`)).toEqual([['Planning']]);
    for (const row of [used, used + 1, rows - 1]) expect(mouse('Requests', 'ruleOf', `B${row}`)).toBe('true');
    expect(mouse('Requests', 'formatOf', `F${rows - 1}`)).toBe(mouse('Requests', 'formatOf', 'F2'));
    if (used < NEW_ROWS) expect(mouse('Requests', 'colouredTo')).toBe(`U2:U${rows}`);
    const before = rows;
    answer(asked());
    expect(mouse('Requests', 'rows')).toBe(before);
    expect(String(tracker.values('Requests', `U${used + 2}`)[0]![0])).toMatch(/^(waiting|not needed)/);
  });
});

describe('an action', () => {
  let tracker: Tracker;
  beforeAll(async () => {
    tracker = await openTracker({ now: () => NOW });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
  });
  afterAll(() => tracker.dispose());

  it('asks for the sheets and for the texts of the document once', () => {
    const { result } = measure(tracker, () => tracker.run(LEAD, 'askForm'));
    expect(result.calls).toMatchObject({ 'Spreadsheet.getSheets': 1, 'Properties.getProperties': 1 });
    expect(Object.keys(result.calls)).not.toContain('Spreadsheet.getSheetById');
    expect(result.calls['Range.getValues']).toBe(result.calls['Sheet.getDataRange']);
  });

  it('finds tabs that were put into another order', () => {
    const keys = tracker.sheets().map(({ name }) => name);
    const form = answer(tracker.run(LEAD, 'askForm'));
    const snapshot = tracker.snapshot();
    const order = [...snapshot.workbook.sheetOrder!].reverse();
    return openTracker({
      now: () => NOW,
      snapshot: { ...snapshot, workbook: { ...snapshot.workbook, sheetOrder: order } },
    }).then((turned) => {
      expect(turned.sheets().map(({ name }) => name)).toEqual([...keys].reverse());
      expect(answer(turned.run(LEAD, 'askForm'))).toEqual(form);
      turned.dispose();
    });
  });
});
