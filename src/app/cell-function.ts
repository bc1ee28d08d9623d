import { FUNCTIONS } from '../functions/all';
import type { CellResult } from '../functions/define-function';
import { withSeals } from '../functions/seals-given';
import { readSeals } from './read-seals';

/** A custom function by its name; the stubs of Code.js call it. */
export function cellFunction(name: string, args: ArrayLike<unknown>): CellResult {
  const found = FUNCTIONS.find((candidate) => candidate.name === name);
  return found
    ? withSeals(readSeals, () => found.call(...Array.from(args)))
    : `${name} is not a function of the tracker.`;
}
