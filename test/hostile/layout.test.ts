import type { Snapshot, Tracker } from '../../host/contract';
import { SHEET_KEYS, SHEETS, type SheetKey } from '../../src/workbook/sheets';
import { DIRECTOR, LEAD, OWNER } from '../support/fault-cases';
import { bundleWithMouse } from '../support/mouse';
import { answer, openTracker, token } from '../support/tracker';
import { faults } from './reading';
import { differences, standingOf, whyNoSentence } from './standing';

const NOW = new Date('2026-11-24T10:00:00Z');

interface Problem {
  sheet: string;
  header: string;
  row: number;
  /** How many more have the same mistake. */
  alike?: number;
}

describe('however people leave the tabs', () => {
  const mouse = bundleWithMouse();
  let prepared: Snapshot;
  let tracker: Tracker;
  const open = (snapshot?: Snapshot): Promise<Tracker> =>
    openTracker({ now: () => NOW, bundle: mouse.bundle, keepsContexts: true, ...(snapshot && { snapshot }) });
  beforeAll(async () => {
    const first = await open();
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await open(prepared);
  });
  afterEach(() => tracker.dispose());
  afterAll(() => mouse.dispose());

  const MEETING = {
    ...{ cluster: 'C-4', date: '2026-11-20', inSchoolHours: true, kind: 'Whole cluster', status: 'Held' },
    ...{ attendance: [{ school: 'S-24', mark: 'Present' }], confirmed: true },
  };
  function expectAnswers(): void {
    expect(faults(tracker)).toEqual([]);
    expectForms();
  }
  /** Records a meeting and a payment, whole, or not at all and said why; and checks the workbook. */
  function expectForms(): void {
    const payment = { for: 'out', cluster: 'C-4', pot: 'Administration', category: 'Other', date: '2026-11-20' };
    const forms: [string, object][] = [
      ['recordMeeting', MEETING],
      ['recordPayment', { ...payment, net: '5', confirmed: true }],
    ];
    for (const [name, form] of forms) {
      const before = standingOf(tracker);
      const { value, error } = tracker.run(LEAD, name, [{ token: token(), ...form }]);
      const { ok, message } = value as { ok: boolean; message: string };
      expect([name, error, ok || whyNoSentence(message) === null]).toEqual([name, undefined, true]);
      if (!ok) expect(differences(before, standingOf(tracker))).toEqual([]);
    }
    // Where People cannot be read, only the owner of the file is known.
    const checked = answer<{ ok: boolean; message: string }>(tracker.run(OWNER, 'checkWorkbook'));
    expect([checked.ok, whyNoSentence(checked.message)]).toEqual([true, null]);
  }
  const headerOf = (key: SheetKey): unknown[] => tracker.usedValues(SHEETS[key].title)[0]!;
  const put = (key: SheetKey, a1: string, cells: unknown[][]): void =>
    void tracker.edit(OWNER, SHEETS[key].title, a1, cells, { paste: true });

  it.each(SHEET_KEYS)('with the tab %s deleted', (key) => {
    expect(tracker.run(OWNER, 'mouse', [SHEETS[key].title, 'delete']).error).toBeUndefined();
    expectAnswers();
  });

  it.each(SHEET_KEYS)('with the first header of %s once more, the row of headers gone, or a row above it', (key) => {
    const header = headerOf(key);
    const letter = String.fromCharCode(65 + header.length);
    put(key, `${letter}1`, [[header[0]]]);
    expectAnswers();
    put(key, 'A1', [header.map(() => '')]);
    expectAnswers();
    put(key, 'A1', [header.map((_, at) => `Somebody’s own ${at}`)]);
    expectAnswers();
  });

  it.each(SHEET_KEYS)('with the first two columns of %s swapped', (key) => {
    tracker.run(OWNER, 'mouse', [SHEETS[key].title, 'move', 1, 3]);
    expectAnswers();
  });

  it('with ten thousand rows of nonsense pasted into the Ledger', () => {
    const rows = tracker.usedValues('Ledger').filter((row) => row[0] !== '').length;
    const line = ['L-X', 'soon', 'Nowhere', 'Piggy bank', 'Sideways', '<b>', '=1+1', 'lots', '1e400', 'x', 'y', 'z'];
    const pasted = Array.from({ length: 10_000 }, (_, at) =>
      line.map((cell, place) => (place === 0 ? `L-X${at}` : cell)),
    );
    put('ledger', `A${rows + 1}`, pasted);
    expectForms();
    const { problems } = answer<{ problems: Problem[] }>(tracker.run(DIRECTOR, 'checkWorkbook'));
    // The first cells of each mistake are named, and how many more there are is counted.
    const dates = problems.filter(({ sheet, header }) => sheet === 'Ledger' && header === 'Date');
    expect(dates.map(({ row }) => row)).toEqual(dates.map((_, at) => rows + 1 + at));
    expect(dates.reduce((all, { alike = 0 }) => all + 1 + alike, 0)).toBe(pasted.length);
  });
});
