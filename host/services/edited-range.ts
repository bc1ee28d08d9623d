import { Range } from './range';

/** The `range` of an edit event, which also says as plain numbers where it is (platform-notes 3). */
export class EditedRange extends Range {
  override readonly shown = {
    rowStart: this.area.row + 1,
    rowEnd: this.area.row + this.area.rows,
    columnStart: this.area.column + 1,
    columnEnd: this.area.column + this.area.columns,
  };
}
