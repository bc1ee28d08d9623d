import type { RunResult, Snapshot, Tracker } from '../../host/contract';
import { bundleWithMouse } from '../support/mouse';
import { answer, callsOf, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const MARK = '#fce8e6';

describe('marking what was just edited, through the built bundle', () => {
  let tracker: Tracker;
  let prepared: Snapshot;
  const { bundle, dispose } = bundleWithMouse();

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW, bundle });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    // Somebody has typed in each of these before.
    for (const sheet of ['Ledger', 'Requests', 'Clusters']) first.edit(OWNER, sheet, 'A2', first.values(sheet, 'A2'));
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared, bundle });
  });
  afterEach(() => tracker.dispose());
  afterAll(dispose);

  const noteOf = (sheet: string, a1: string) => tracker.run(OWNER, 'mouse', [sheet, 'noteOf', a1]).value;
  const backgroundOf = (sheet: string, row: number, column: number): string | undefined => {
    const { workbook } = tracker.snapshot();
    const { key } = tracker.sheets().find(({ name }) => name === sheet)!;
    const style = workbook.sheets![key]!.cellData![row - 1]![column - 1]!.s;
    const { bg } = ((typeof style === 'string' ? workbook.styles![style] : style) ?? {}) as { bg?: { rgb: string } };
    return bg?.rgb.toLowerCase();
  };
  /** Types into a cell whatever its check refuses, as Google takes what it only warns of. */
  const type = (sheet: string, a1: string, value: unknown): RunResult => {
    tracker.run(OWNER, 'mouse', [sheet, 'format', a1, formatOf(sheet, a1)]);
    return tracker.edit(LEAD, sheet, a1, [[value]]);
  };
  const formatOf = (sheet: string, a1: string) => tracker.run(OWNER, 'mouse', [sheet, 'formatOf', a1]).value;
  const paste = (sheet: string, a1: string, values: unknown[][]) =>
    tracker.edit(LEAD, sheet, a1, values, { paste: true });
  const nextRow = (sheet: string) => tracker.values(sheet, 'A1:A400').filter(([id]) => id !== '').length + 1;

  describe('one typed cell', () => {
    it.each([
      [
        'a date',
        'B2',
        'soon',
        /Ledger!B2 \(Date\): should hold a date, but holds "soon"\. Type a date such as 01\/09\/2026\./,
      ],
      ['a sum', 'H2', 'lots', /Ledger!H2 \(Net\): should hold a sum of money, but holds "lots"/],
      ['a word', 'E2', 'Sideways', /Ledger!E2 \(Direction\): should hold one of/],
    ])('is marked with what was expected: %s', (_, a1, value, said) => {
      type('Ledger', a1, value);
      expect(noteOf('Ledger', a1)).toMatch(said);
      expect(backgroundOf('Ledger', 2, a1.charCodeAt(0) - 64)).toBe(MARK);
    });

    it.each([
      ['a date', 'B2', '01/12/2026'],
      ['a sum', 'H2', '£1,250.00'],
      ['a number of pounds', 'H2', 95],
      ['nothing', 'H2', ''],
    ])('is left alone where it is good: %s', (_, a1, value) => {
      type('Ledger', a1, value);
      expect([noteOf('Ledger', a1), backgroundOf('Ledger', 2, a1.charCodeAt(0) - 64)]).toEqual(['', undefined]);
    });

    it('is marked as well where text only looks like what is expected', () => {
      type('Ledger', 'H2', "'1,250.00");
      expect(noteOf('Ledger', 'H2')).toMatch(/should hold a sum of money, but holds "1,250\.00"/);
    });

    it('is marked while formulas are still worked out, without waiting for them', () => {
      tracker.recalculation = 'slow';
      const { waits, error } = type('Ledger', 'H2', 'lots');
      tracker.recalculation = 'at once';
      expect([waits, error]).toEqual([undefined, undefined]);
      expect(noteOf('Ledger', 'H2')).toMatch(/should hold a sum of money/);
    });

    it('is marked before anything waits, in a row that has yet to get its ID', () => {
      const row = nextRow('Ledger');
      tracker.recalculation = 'slow';
      const { waits } = type('Ledger', `H${row}`, 'lots');
      tracker.recalculation = 'at once';
      expect(waits).toHaveLength(1);
      expect(noteOf('Ledger', `H${row}`)).toMatch(/should hold a sum of money/);
    });

    it('loses its mark when it is mended, and nothing but the mark', () => {
      tracker.run(OWNER, 'mouse', ['Ledger', 'note', 'H2', 'Ask the bursar\n\nabout VAT']);
      type('Ledger', 'H2', 'lots');
      expect(noteOf('Ledger', 'H2')).toMatch(/^⚠ Ledger!H2.*\n\nAsk the bursar\n\nabout VAT$/);
      type('Ledger', 'H2', 'more');
      expect(noteOf('Ledger', 'H2')).toMatch(/holds "more".*\n\nAsk the bursar\n\nabout VAT$/);
      tracker.recalculation = 'slow';
      const { waits } = type('Ledger', 'H2', 95);
      tracker.recalculation = 'at once';
      expect(waits).toBeUndefined();
      expect([noteOf('Ledger', 'H2'), backgroundOf('Ledger', 2, 8)]).toEqual([
        'Ask the bursar\n\nabout VAT',
        undefined,
      ]);
    });

    it('gives a row that it begins an ID', () => {
      const row = nextRow('Ledger');
      type('Ledger', `H${row}`, 95);
      expect(tracker.values('Ledger', `A${row}`)[0]![0]).toMatch(/^L-[0-9A-Z]{6}$/);
    });
  });

  describe('several cells, or a paste', () => {
    it('are read, marked and mended', () => {
      paste('Ledger', 'H2', [['lots'], ['95'], ['more']]);
      expect([2, 3, 4].map((row) => [noteOf('Ledger', `H${row}`) !== '', backgroundOf('Ledger', row, 8)])).toEqual([
        [true, MARK],
        [false, undefined],
        [true, MARK],
      ]);
      paste('Ledger', 'H2', [[1], [2], ['more']]);
      expect([2, 3, 4].map((row) => [noteOf('Ledger', `H${row}`) !== '', backgroundOf('Ledger', row, 8)])).toEqual([
        [false, undefined],
        [false, undefined],
        [true, MARK],
      ]);
    });

    it('give every row that they begin an ID of its own', () => {
      const row = nextRow('Ledger');
      paste('Ledger', `H${row}`, [[1], [2], [3]]);
      const ids = tracker.values('Ledger', `A${row}:A${row + 2}`).map(([id]) => String(id));
      expect(new Set(ids).size).toBe(3);
      for (const id of ids) expect(id).toMatch(/^L-[0-9A-Z]{6}$/);
    });
  });

  describe('columns', () => {
    it('that were moved are looked for again after Check workbook', () => {
      const move = () => tracker.run(OWNER, 'mouse', ['Ledger', 'move', 8, 1]);
      expect(move().error).toBeUndefined();
      answer(tracker.run(OWNER, 'checkWorkbook'));
      type('Ledger', 'A2', 'lots');
      expect(noteOf('Ledger', 'A2')).toMatch(/Ledger!A2 \(Net\): should hold a sum of money/);
    });

    it('that were moved since never get an ID in their place', () => {
      tracker.run(OWNER, 'mouse', ['Ledger', 'move', 8, 1]);
      const row = tracker.values('Ledger', 'B1:B400').filter(([id]) => id !== '').length + 1;
      type('Ledger', `A${row}`, 95);
      expect(tracker.values('Ledger', `A${row}:B${row}`)).toEqual([[95, expect.stringMatching(/^L-/)]]);
    });

    it('are looked for again when somebody types in a header row', () => {
      tracker.edit(OWNER, 'Ledger', 'H1', [['Something else']]);
      type('Ledger', 'H2', 'lots');
      expect(noteOf('Ledger', 'H2')).toBe('');
    });
  });

  it('asks Google for little: 15 calls at most', () => {
    const row = nextRow('Ledger');
    const costs = {
      'a good value': callsOf(type('Ledger', 'H2', 95)),
      'a bad value': callsOf(type('Ledger', 'H2', 'lots')),
      'a bad value mended': callsOf(type('Ledger', 'H2', 95)),
      'a new row': callsOf(type('Ledger', `H${row}`, 95)),
      'a new row with a bad value': callsOf(type('Ledger', `H${row + 1}`, 'lots')),
      'a new name': callsOf(tracker.edit(LEAD, 'Clusters', 'B5', [['Westside Cluster']])),
      'a paste of new rows': callsOf(paste('Ledger', `H${row + 2}`, [[1], [2]])),
      'a paste of bad values': callsOf(paste('Ledger', 'H2', [['lots'], ['more']])),
    };
    for (const [what, calls] of Object.entries(costs)) expect([what, calls <= 15]).toEqual([what, true]);
  });
});
