import type { Seals } from '../rules/basics/seals';

let given: (() => Seals) | undefined;

/** What the function that is running checks decisions against; nothing where none was handed in. */
export const sealsGiven = (): (() => Seals) | undefined => given;

/** Runs a cell function with what is kept outside the cells, which is read when it is first asked for, once. */
export function withSeals<T>(read: () => Seals, run: () => T): T {
  let seals: Seals | null = null;
  given = () => {
    seals ??= read();
    return seals;
  };
  try {
    return run();
  } finally {
    given = undefined;
  }
}
