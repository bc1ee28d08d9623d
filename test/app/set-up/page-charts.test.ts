import type { SavedChart, Tracker } from '../../../host/contract';
import { chartsPage } from '../../../src/workbook/pages/charts-page';
import { ADVISOR, LEAD, OWNER, setUp, setUpByParts, startFromGuidance } from '../../support/set-up';
import { openTracker, stopAt } from '../../support/tracker';

const NOW = new Date('2026-11-24T10:00:00Z');
const TITLES = chartsPage(5).charts!(5).map(({ title }) => title);

describe('the charts that Set up workbook makes', () => {
  let tracker: Tracker;
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW });
    setUp(tracker);
    startFromGuidance(tracker);
  });
  afterEach(() => tracker.dispose());

  const charts = () => tracker.state.charts;
  const pots = () => charts().find(({ options }) => options['title'] === 'Money in the pots')!;
  const rangesOf = () => charts().map(({ ranges }) => ranges);
  const sheet = () => tracker.sheets().find(({ name }) => name === 'Charts')!.id;

  it('lie on Charts, each over a table of it, in colours that differ in grey', () => {
    expect(charts().map(({ options, type, sheetId }) => [options['title'], type, sheetId])).toEqual(
      TITLES.map((title, at) => [title, at === 0 ? 'COMBO' : 'BAR', sheet()]),
    );
    for (const { ranges, options, headers, anchor } of charts()) {
      const { range, at, width, height } = chartsPage(5).charts!(5).find(({ title }) => title === options['title'])!;
      expect(ranges).toEqual([{ sheetId: sheet(), ...range }]);
      expect([headers, anchor]).toEqual([1, at]);
      expect(options).toMatchObject({ width, height, isStacked: true });
      expect((options['colors'] as string[]).length).toBe(range.columns - 1);
    }
    expect(charts()[0]!.options).toMatchObject({ seriesType: 'bars', series: { 2: { type: 'line' } } });
  });

  it('are found again: a second set-up makes none', () => {
    const before = structuredClone(charts());
    expect(setUp(tracker).did).toEqual([]);
    expect(charts()).toEqual(before);
  });

  it('stay where people moved them, as large and called as they made them', () => {
    const { id, anchor } = pots();
    const options = { ...pots().options, title: 'Our pots', width: 900 };
    tracker.changeChart(OWNER, id, { anchor: { ...anchor, row: 3, column: 4 }, options });
    const before = structuredClone(charts());
    expect(setUp(tracker).did).toEqual([]);
    expect(charts()).toEqual(before);
  });

  it('are made again where people deleted them, and said', () => {
    tracker.changeChart(OWNER, pots().id, null);
    expect(charts()).toHaveLength(3);
    expect(setUp(tracker).did).toEqual(['Charts: made the charts “Money in the pots”']);
    expect(rangesOf().sort()).toHaveLength(4);
    expect(setUp(tracker).did).toEqual([]);
  });

  it('are mended where they draw other cells, and lie where they lay', () => {
    const { id, ranges, anchor } = pots();
    const narrower = ranges.map((range) => ({ ...range, rows: range.rows - 2 }));
    tracker.changeChart(OWNER, id, { ranges: narrower, anchor: { ...anchor, column: 3 } });
    expect(setUp(tracker).did).toEqual(['Charts: mended what the charts draw: “Money in the pots”']);
    expect(pots()).toMatchObject({ id, ranges, anchor: { ...anchor, column: 3 } });
    const more = [...ranges, { ...ranges[0]!, column: 7, columns: 1 }];
    tracker.changeChart(OWNER, id, { ranges: more });
    setUp(tracker);
    expect(pots().ranges).toEqual(ranges);
  });

  it('leave charts of people’s own alone', () => {
    const own: SavedChart = {
      ...structuredClone(pots()),
      id: 7,
      ranges: [
        { sheetId: tracker.sheets().find(({ name }) => name === 'Ledger')!.id, row: 1, column: 1, rows: 9, columns: 2 },
      ],
    };
    tracker.state.charts = [own, ...charts()];
    expect(setUp(tracker).did).toEqual([]);
    expect(charts()).toHaveLength(5);
    expect(charts()[0]).toEqual(own);
  });

  it('get a row for each cluster that comes, in the same places', () => {
    const places = charts().map(({ anchor }) => anchor);
    const { rows } = pots().ranges[0]!;
    tracker.edit(OWNER, 'Clusters', 'A7', [['C-6', 'Wilton Cluster']]);
    expect(setUp(tracker).did).toEqual(
      expect.arrayContaining([
        'Charts: laid its tables out anew',
        `Charts: mended what the charts draw: ${TITLES.slice(0, 3)
          .map((title) => `“${title}”`)
          .join(', ')}`,
      ]),
    );
    expect(pots().ranges[0]!.rows).toBe(rows + 1);
    expect(charts().map(({ anchor }) => anchor)).toEqual(places);
    expect(setUp(tracker).did).toEqual([]);
  });

  it('go along with their tables where many clusters move these', () => {
    const names = Array.from({ length: 12 }, (_, at) => [`C-${at + 6}`, `Cluster ${at + 6}`]);
    tracker.edit(OWNER, 'Clusters', 'A7', names, { paste: true });
    setUp(tracker);
    const wanted = chartsPage(17).charts!(17);
    expect(charts().map(({ ranges, anchor }) => [ranges[0], anchor.row])).toEqual(
      wanted.map(({ range, at }) => [{ sheetId: sheet(), ...range }, at.row]),
    );
    expect(setUp(tracker).did).toEqual([]);
  });

  it('get their room with the morning’s run, too', () => {
    expect(tracker.run(OWNER, 'addSampleData').error).toBeUndefined();
    setUp(tracker);
    tracker.edit(OWNER, 'Clusters', 'A7', [['C-6', 'Wilton Cluster']]);
    expect(tracker.run(ADVISOR, 'switchDigest', [{ on: true }])).toMatchObject({ value: { ok: true } });
    tracker.runTrigger(tracker.state.triggers[0]!.id);
    expect(pots().ranges[0]!.rows).toBe(7);
  });

  it.each(['before', 'after'] as const)('are known for what they are where that was cut off %s a change', (when) => {
    const names = Array.from({ length: 12 }, (_, at) => [`C-${at + 6}`, `Cluster ${at + 6}`]);
    for (const nth of [1, 2, 3, 4]) {
      tracker.edit(OWNER, 'Clusters', 'A7', nth % 2 === 1 ? names : names.map(() => ['', '']), { paste: true });
      let changed = 0;
      const isHere = (call: string, at: string) => call === 'Sheet.updateChart' && at === when && ++changed === nth;
      stopAt(tracker, isHere, () => void tracker.run(OWNER, 'setUpWorkbook'));
      setUp(tracker);
      const wanted = chartsPage(nth % 2 === 1 ? 17 : 5).charts!(nth % 2 === 1 ? 17 : 5);
      expect(charts().map(({ ranges, options }) => [options['title'], ranges[0]!.row])).toEqual(
        wanted.map(({ range, title }) => [title, range.row]),
      );
    }
  });

  it('cannot be changed by who may not change the tab', () => {
    expect(() => tracker.changeChart(LEAD, pots().id, null)).toThrow(/protected/);
    expect(charts()).toHaveLength(4);
  });
});

describe('a set-up that is cut off among the charts', () => {
  it('is made whole by the next, with each chart once', async () => {
    for (const nth of [1, 2, 4]) {
      const tracker = await openTracker({ now: () => NOW });
      let made = 0;
      const isHere = (call: string, when: string) => call === 'Sheet.insertChart' && when === 'after' && ++made === nth;
      expect(stopAt(tracker, isHere, () => setUpByPartsOnce(tracker))).toBe(true);
      expect(tracker.state.charts).toHaveLength(nth);
      setUpByParts(tracker);
      expect(tracker.state.charts.map(({ options }) => options['title']).sort()).toEqual([...TITLES].sort());
      tracker.dispose();
    }
  });
});

function setUpByPartsOnce(tracker: Tracker): void {
  tracker.run(OWNER, 'setUpWorkbook');
}
