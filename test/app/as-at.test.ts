import type { Tracker } from '../../host/contract';
import type { Cell } from '../../src/workbook/cell';
import { answer, openTracker } from '../support/tracker';

const OWNER = 'owner@example.org';
const LEAD = 'lead.west@example.org';
const LATER = new Date('2026-11-25T10:00:00Z');
const JUNE = new Date('2026-06-09T00:00:00+01:00');

describe('looking back on Overview, through the built bundle', () => {
  let tracker: Tracker;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-24T10:00:00Z');
    tracker = await openTracker({ now: () => now });
    answer(tracker.run(OWNER, 'setUpWorkbook'));
    answer(tracker.run(OWNER, 'addSampleData'));
    await tracker.settled();
  });
  afterEach(() => tracker.dispose());

  const type = (a1: string, value: Cell, paste = false) => tracker.edit(LEAD, 'Overview', a1, [[value]], { paste });
  const at = (a1: string) => tracker.values('Overview', a1)[0]![0];
  const day = (a1: string) => new Date(at(a1) as unknown as Date).toISOString().slice(0, 10);
  const says = () => String(at('E2'));

  it('says that it shows today, in words', () => {
    expect(says()).toMatch(/^Everything below is for today\./);
    expect([day('B2'), day('I1'), at('B3')]).toEqual(['2026-11-24', '2026-11-24', '2026/27']);
  });

  it('says of another day that it is not today, and goes back at the next opening, for everybody', async () => {
    type('B2', JUNE);
    type('B3', '2025/26');
    await tracker.settled();
    expect(says()).toBe(
      'NOT TODAY: everything below is for the day in B2. It goes back to today when the file is next opened.',
    );
    now = LATER;
    expect(tracker.open(OWNER).error).toBeUndefined();
    await tracker.settled();
    expect([day('B2'), day('I1'), at('B3')]).toEqual(['2026-11-25', '2026-11-25', '2026/27']);
    expect(says()).toMatch(/^Everything below is for today\./);
  });

  it('keeps the day and the year for which somebody ticked “Keep this day”, and says so', async () => {
    type('B2', JUNE);
    type('B3', '2025/26');
    type('D2', true);
    now = LATER;
    tracker.open(OWNER);
    await tracker.settled();
    expect([day('B2'), day('I1'), at('B3')]).toEqual(['2026-06-08', '2026-11-25', '2025/26']);
    expect(says()).toBe('NOT TODAY: everything below is for the day in B2, kept until the tick is taken out.');
    type('D2', false);
    tracker.open(OWNER);
    expect([day('B2'), at('B3')]).toEqual(['2026-11-25', '2026/27']);
  });

  it.each<[string, Cell, boolean]>([
    ['cleared', '', false],
    ['pasted over with what is no day', 'yesterday', true],
  ])('is today again at once where the day is %s, kept or not, and says so', async (_, value, paste) => {
    type('D2', true);
    type('B2', JUNE);
    const { ui } = type('B2', value, paste);
    await tracker.settled();
    expect(day('B2')).toBe('2026-11-24');
    expect(ui).toEqual([expect.objectContaining({ message: expect.stringMatching(/^Overview shows today/) })]);
    expect(says()).toMatch(/^Everything below is for today\./);
    expect(String(at('A6'))).toMatch(/^\d/);
  });

  it('refuses a day that is none, with what to do', () =>
    expect(() => type('B2', 'yesterday')).toThrow(/a double click shows a calendar\. Clear the cell for today/));

  it('looks at nothing that is typed elsewhere', () => {
    const { ui } = tracker.edit(OWNER, 'Meetings', 'B3', [['']]);
    expect(ui ?? []).toEqual([]);
    expect(day('B2')).toBe('2026-11-24');
  });
});
