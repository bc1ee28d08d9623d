/**
 * Keeps pages in step: numbers every mutation, and refuses batches that no longer fit what others changed meanwhile.
 */
import type { PageMutation } from '../book/page-side';
import { movesCells } from '../book/univer/shared-mutations';

interface Past {
  seq: number;
  from: string | undefined;
  structural: boolean;
}

const REMEMBERED = 5_000;

export class Order {
  seq = 0;
  #past: Past[] = [];

  /** Numbers a mutation that has been applied. Results of formulas move nothing and are not remembered. */
  next(mutation: PageMutation, from: string | undefined, derived: boolean): number {
    this.seq++;
    if (!derived) this.#past.push({ seq: this.seq, from, structural: movesCells(mutation.id) });
    if (this.#past.length > 2 * REMEMBERED) this.#past = this.#past.slice(-REMEMBERED);
    return this.seq;
  }

  /** A number that no mutation has: what a page sends from now on, having been told of it, is known by it. */
  mark(): number {
    return ++this.seq;
  }

  /**
   * Why a page's batch cannot be applied, or null.
   *
   * @param base - The last number the page had seen when it made the batch.
   * @param page - `since`: where the page began, or began again, the last time.
   */
  conflict(batch: readonly PageMutation[], base: number, page: { id: string; since: number }): string | null {
    // Rows of the copy that it was made in may stand elsewhere: a change before it was refused.
    if (base < page.since || base > this.seq) return 'It was made before this page was shown anew.';
    const between = this.#past.filter((past) => past.seq > base && past.from !== page.id);
    if (base < this.seq - REMEMBERED && between.length >= REMEMBERED) return 'This page had fallen too far behind.';
    if (between.some(({ structural }) => structural)) return 'Somebody moved rows, columns or tabs at the same moment.';
    if (between.length > 0 && batch.some(({ id }) => movesCells(id)))
      return 'Somebody else changed the workbook while you moved rows, columns or tabs.';
    return null;
  }
}
