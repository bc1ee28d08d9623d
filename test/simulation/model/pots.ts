/** The three pots of every cluster, by year: what the guidance says of them, worked out anew. F5 to F13. */
import { type Book, type Cluster, isEntitlement, type Line, POTS } from './book';
import { type Day, firstOf, lastOf, portion, type Year, yearOf, yearsLater } from './cells';
import { vatCounts } from './training';

/** In pence; `committed` and what hangs on it come with the flags. */
export interface Pot {
  readonly cluster: string;
  readonly pot: string;
  readonly opening: number;
  readonly entitled: number;
  readonly received: number;
  readonly otherIncome: number;
  readonly spent: number;
  readonly closing: number;
}

export function potsIn(book: Book, year: Year, asAt: Day): Pot[] {
  const until = Math.min(asAt, lastOf(year));
  const lines = book.lines.filter(({ date }) => date <= until);
  return book.clusters.flatMap((cluster) =>
    POTS.map((pot): Pot => {
      const own = lines.filter((line) => line.cluster === cluster.id && line.pot === pot);
      const sum = (isWanted: (line: Line) => boolean) =>
        own.filter(isWanted).reduce((total, line) => total + amountOf(book, line), 0);
      const isNow = ({ date }: Line) => date >= firstOf(year);
      const opening = sum((line) => !isNow(line) && line.isIn) - sum((line) => !isNow(line) && !line.isIn);
      const received = sum((line) => isNow(line) && line.isIn && isEntitlement(line.category));
      const otherIncome = sum((line) => isNow(line) && line.isIn && !isEntitlement(line.category));
      const spent = sum((line) => isNow(line) && !line.isIn);
      const entitled = entitledOf(book, cluster, pot, year, asAt);
      const closing = opening + received + otherIncome - spent;
      return { cluster: cluster.id, pot, opening, entitled, received, otherIncome, spent, closing };
    }),
  );
}

/** What a line moves in its pot: its VAT too, unless lead schools recover it. F15. */
export const amountOf = (book: Book, line: Line): number => line.net + (vatCounts(book, line) ? line.vat : 0);

// What pots are entitled to. F5 to F9.

function entitledOf(book: Book, cluster: Cluster, pot: string, year: Year, asAt: Day): number {
  const agreements = agreementsOf(book, cluster);
  if (pot !== 'Cluster pot') {
    const [name, sum] = pot === 'Lead support' ? ['lead.support', 300] : ['lead.admin', 120];
    const begun = agreements
      .flatMap(({ yearStarts }) => yearStarts)
      .filter((start) => yearOf(start) === year && start <= asAt);
    return begun.length * book.money(name as string, year, sum as number);
  }
  const whole = book.setting('release.halfDays', year, 5);
  const basis = portion(book.money('match.basis', year, 500), book.setting('match.ratio', year, 1) * 1e6, 1e6);
  const cash = book.money('pot.schoolCash', year, 0);
  return book.schools
    .map(({ id }) => halfDaysOf(book, id, cluster, year))
    .reduce((total, half) => total + portion(basis, half, whole) + portion(cash, half, whole), 0);
}

/** The half-days a school counts for: by the days of the year on which it is a member while an agreement runs. F9. */
export function halfDaysOf(book: Book, school: string, cluster: Cluster, year: Year): number {
  const own = book.spells.filter((spell) => spell.school === school && spell.cluster === cluster.id);
  if (own.length === 0) return 0;
  const agreements = agreementsOf(book, cluster).map(({ start, end }) => ({ from: start, to: end }));
  const [first, last] = [firstOf(year), lastOf(year)];
  let days = 0;
  for (let day = first; day <= last; day++) if (isIn(agreements, day) && isIn(own, day)) days++;
  return Math.floor((book.setting('release.halfDays', year, 5) * days) / (last - first + 1));
}

function isIn(spans: readonly { readonly from: Day; readonly to: Day }[], day: Day): boolean {
  for (const { from, to } of spans) if (from <= day && day <= to) return true;
  return false;
}

export interface Agreement {
  readonly start: Day;
  readonly end: Day;
  readonly yearStarts: readonly Day[];
}

/** A cluster's agreements, each of so many years. P8. */
export function agreementsOf(book: Book, { starts }: Cluster): Agreement[] {
  return [...new Set(starts)]
    .sort((a, b) => a - b)
    .map((start) => {
      const years = book.setting('agreement.years', yearOf(start), 2);
      const yearStarts = Array.from({ length: years }, (_, index) => yearsLater(start, index));
      return { start, end: yearsLater(start, years) - 1, yearStarts };
    });
}
