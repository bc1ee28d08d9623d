/** Several ranges of one sheet that are given the same look in one call. */
import type { Range } from './range';
import { Service } from './service';

export class RangeList extends Service {
  readonly service = 'RangeList';

  constructor(readonly ranges: readonly Range[]) {
    super();
  }

  getRanges(): Range[] {
    return [...this.ranges];
  }

  setNumberFormat(format: string): this {
    return this.#each((range) => range.setNumberFormat(format));
  }

  setBackground(color: string | null): this {
    return this.#each((range) => range.setBackground(color));
  }

  setFontColor(color: string | null): this {
    return this.#each((range) => range.setFontColor(color));
  }

  setFontWeight(weight: string | null): this {
    return this.#each((range) => range.setFontWeight(weight));
  }

  setFontSize(points: number): this {
    return this.#each((range) => range.setFontSize(points));
  }

  setWrap(wrap: boolean): this {
    return this.#each((range) => range.setWrap(wrap));
  }

  setVerticalAlignment(alignment: string | null): this {
    return this.#each((range) => range.setVerticalAlignment(alignment));
  }

  setHorizontalAlignment(alignment: string | null): this {
    return this.#each((range) => range.setHorizontalAlignment(alignment));
  }

  #each(change: (range: Range) => void): this {
    for (const range of this.ranges) change(range);
    return this;
  }
}
