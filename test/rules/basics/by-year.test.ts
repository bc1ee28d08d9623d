import { ByYear } from '../../../src/rules/basics/by-year';
import { day } from '../../support/rules-tables';

describe('what holds in a funding year', () => {
  it('is that of the year of each day, worked out once a year', () => {
    const worked: number[] = [];
    const years = new ByYear((year) => {
      worked.push(year);
      return `${year}`;
    });
    const days = ['2026-08-31', '2026-09-01', '2027-08-31', '2025-09-01', '2025-08-31', '2026-12-24'];
    expect(days.map((iso) => years.on(day(iso)))).toEqual(['2025', '2026', '2026', '2025', '2024', '2026']);
    expect(worked).toEqual([2025, 2026, 2024]);
  });

  it('may be nothing', () => {
    let times = 0;
    const years = new ByYear(() => {
      times++;
      return undefined;
    });
    for (const iso of ['2026-08-31', '2026-09-01', '2026-08-31']) expect(years.on(day(iso))).toBeUndefined();
    expect(times).toBe(2);
  });
});
