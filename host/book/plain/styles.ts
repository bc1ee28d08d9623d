/** Styles of cells. They are shared between cells and never changed. */
import type { IStyleData } from '@univerjs/core';
import type { CellStyle } from '../book';
import { fromSavedStyle } from '../saved/styles';

const NONE: IStyleData = {};
const made = new WeakMap<IStyleData, Map<string, IStyleData>>();

/** A style after something was written into it; what is null in that is taken away. */
export function styled(style: IStyleData | undefined, written: IStyleData): IStyleData {
  const base = style ?? NONE;
  let known = made.get(base);
  if (!known) {
    known = new Map();
    made.set(base, known);
  }
  const key = JSON.stringify(written);
  let result = known.get(key);
  if (!result) {
    result = Object.fromEntries(
      Object.entries({ ...base, ...written }).filter(([, part]) => part !== null && part !== undefined),
    );
    known.set(key, result);
  }
  return result;
}

const looks = new WeakMap<IStyleData, Readonly<CellStyle>>();

/** What services tell of a style: the same again for the same one, and not to be changed. */
export function lookOf(style: IStyleData): Readonly<CellStyle> {
  let look = looks.get(style);
  if (!look) {
    look = Object.freeze(fromSavedStyle(style));
    looks.set(style, look);
  }
  return look;
}
