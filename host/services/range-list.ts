import type { Range } from './range';
import { Service } from './service';

/** Several ranges of one sheet to which the same is done. */
export class RangeList extends Service {
  readonly service = 'RangeList';

  constructor(readonly ranges: readonly Range[]) {
    super();
  }

  getRanges(): Range[] {
    return [...this.ranges];
  }

  setBackground(color: string | null): this {
    for (const range of this.ranges) range.setBackground(color);
    return this;
  }
}
