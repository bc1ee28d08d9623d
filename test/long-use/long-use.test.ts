import { Life, yearText } from './life';
import { gaps, measure } from './measures';

/** What Google gives a file, and what of it two years may take if ten are to fit five times over. */
const GOOGLE = { cells: 10_000_000, kept: 500 * 1024, value: 9 * 1024, mails: 100 };
const YEARS = [2026, 2027];

describe('two years of everybody’s work', () => {
  it('fit into what Google gives, and add up', async () => {
    const life = await new Life().begin();
    for (const year of YEARS) life.year(year);
    const { cells, kept, longest, isLogGood, mails, triggers, rows } = measure(
      life.tracker,
      yearText(2027),
      life.mostMails,
    );
    expect([isLogGood, triggers]).toEqual([true, 1]);
    expect(cells).toBeLessThan(GOOGLE.cells / 25);
    expect(kept).toBeLessThan(GOOGLE.kept / 25);
    expect(longest).toBeLessThanOrEqual(GOOGLE.value);
    expect(mails).toBeLessThan(GOOGLE.mails / 5);
    const { closed, found } = gaps(life.tracker);
    expect([closed, found]).toEqual([5 * 3 * YEARS.length, []]);
    // They have been at work: requests of all terms were asked, decided and paid.
    expect(Math.min(rows['Requests']!, rows['Decisions']!, rows['Ledger']!)).toBeGreaterThan(60);
    const refusals = [...life.refused].filter(([why]) => !/only applied for/.test(why));
    expect(refusals).toEqual([]);
    life.tracker.dispose();
  }, 600_000);
});
