import type { Day, FundingYear } from './days';
import { firstDayOf, fundingYearOf, lastDayOf } from './days';

/** What holds in a funding year, by any day of it: worked out once a year, for whoever goes through many days. */
export class ByYear<T> {
  private readonly known = new Map<FundingYear, T>();
  private first = 1;
  private last = 0; // no year yet
  private latest: T | undefined;

  constructor(private readonly work: (year: FundingYear) => T) {}

  on(day: Day): T {
    // Days of a year mostly follow each other.
    if (day < this.first || day > this.last) this.turnTo(fundingYearOf(day));
    return this.latest as T;
  }

  private turnTo(year: FundingYear): void {
    if (!this.known.has(year)) this.known.set(year, this.work(year));
    this.latest = this.known.get(year);
    this.first = firstDayOf(year);
    this.last = lastDayOf(year);
  }
}
