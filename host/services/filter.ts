/** A sheet's filter. Of its criteria only the values it hides are emulated. */
import { displayText } from '../book/content';
import type { Run } from '../script/run';
import { checkMayWrite, tabOf } from './places';
import { Range } from './range';
import { fail, Service } from './service';

export class Filter extends Service {
  readonly service = 'Filter';

  constructor(
    readonly run: Run,
    readonly sheetKey: string,
  ) {
    super();
  }

  getRange(): Range {
    return new Range(this.run, this.sheetKey, this.#area());
  }

  /** @param columnPosition - The column of the sheet, counted from 1. */
  setColumnFilterCriteria(columnPosition: number, criteria: FilterCriteria): this {
    const area = this.#area();
    const column = columnPosition - 1;
    if (column < area.column || column >= area.column + area.columns)
      fail('The column is outside the range of the filter.');
    checkMayWrite(this.run, this.sheetKey, area);
    const below = { row: area.row + 1, column, rows: area.rows - 1, columns: 1 };
    const tab = tabOf(this.run, this.sheetKey);
    const patterns = tab.patterns(below);
    const texts = tab.plainValues(below).map(([value], row) => displayText(value!, patterns[row]![0]!));
    tab.filterColumn(
      column,
      [...new Set(texts)].filter((text) => !criteria.hiddenValues.includes(text)),
    );
    return this;
  }

  remove(): void {
    checkMayWrite(this.run, this.sheetKey, this.#area());
    tabOf(this.run, this.sheetKey).setFilter(null);
  }

  #area() {
    return tabOf(this.run, this.sheetKey).filter ?? fail('The filter has been removed.');
  }
}

export class FilterCriteria extends Service {
  readonly service = 'FilterCriteria';

  constructor(readonly hiddenValues: readonly string[]) {
    super();
  }

  getHiddenValues(): string[] {
    return [...this.hiddenValues];
  }
}

export class FilterCriteriaBuilder extends Service {
  readonly service = 'FilterCriteriaBuilder';
  #hidden: readonly string[] = [];

  setHiddenValues(values: string[]): this {
    this.#hidden = values.map(String);
    return this;
  }

  build(): FilterCriteria {
    return new FilterCriteria(this.#hidden);
  }
}
