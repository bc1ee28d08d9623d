/** What a tab knows of its rows and columns as a whole. */
import type { IStyleData } from '@univerjs/core';

const COLUMN_WIDTH = 88;
const ROW_HEIGHT = 24;

/** A row or column as it is saved, with its style looked up. */
export interface Line {
  readonly saved: Readonly<Record<string, unknown>>;
  readonly style?: IStyleData;
}

export class Lines {
  readonly row: (Line | undefined)[] = [];
  readonly column: (Line | undefined)[] = [];
  defaultWidth = COLUMN_WIDTH;

  /** The number formats that columns give their cells, as a text. */
  get patterns(): string {
    return this.column
      .map((line) => line?.style?.n?.pattern ?? '')
      .join('\n')
      .trim();
  }

  width(column: number): number {
    return (this.column[column]?.saved['w'] as number | undefined) ?? this.defaultWidth;
  }

  setWidths(column: number, count: number, width: number): void {
    for (let i = column; i < column + count; i++)
      this.column[i] = { ...this.column[i], saved: { ...this.column[i]?.saved, w: width } };
  }

  height(row: number): number {
    return (this.row[row]?.saved['h'] as number | undefined) ?? ROW_HEIGHT;
  }

  setHeight(row: number, height: number): void {
    this.row[row] = { ...this.row[row], saved: { ...this.row[row]?.saved, h: height, ia: 0 } };
  }

  isHidden(row: number): boolean {
    return this.row[row]?.saved['hd'] === 1;
  }

  show(row: number, count: number, visible: boolean): void {
    for (let i = row; i < row + count; i++)
      if (this.isHidden(i) === visible)
        this.row[i] = { ...this.row[i], saved: { ...this.row[i]?.saved, hd: visible ? 0 : 1 } };
  }

  /** The style of a cell, or the one its row or column gives it. */
  styleOf(row: number, column: number, own: IStyleData | undefined): IStyleData {
    const [ofRow, ofColumn] = [this.row[row]?.style, this.column[column]?.style];
    return ofRow || ofColumn ? { ...ofColumn, ...ofRow, ...own } : (own ?? NONE);
  }
}

const NONE: IStyleData = {};
