/** The bundle's custom functions, whichever book calls them. */
import type { Contexts, Entered } from '../script/contexts';
import type { Run } from '../script/run';
import type { ScriptContext } from '../script/runtime';
import { globalsOfFunctions } from '../services/globals';
import type { ZoneClock } from './zone-clock';

export interface CellFunctions {
  /** As they are written in the bundle. */
  readonly names: readonly string[];
  /** Calls one with dates as Dates, blanks as '' and ranges as rows. Throws what it throws. */
  call(name: string, args: unknown[]): unknown;
  /** Makes lists of rows, rows and dates that are handed over without being copied. */
  own(): Pick<ScriptContext, 'rows' | 'row' | 'date'>;
  /** The spreadsheet's zone. */
  clock(): ZoneClock;
  now(): number;
}

/**
 * The custom functions of a bundle: every global function, but for those that end in `_`. They share one context for as
 * long as the workbook is open.
 *
 * @param run - What they run as.
 */
export function cellFunctions(
  contexts: Contexts,
  surroundings: Pick<CellFunctions, 'clock' | 'now'>,
  run: () => Run,
): CellFunctions & { dispose(): void } {
  let entered: Entered | undefined;
  let names: string[] | undefined;
  const inside = (): ScriptContext => {
    if (!entered) {
      const own = run();
      entered = contexts.enter(globalsOfFunctions(own), own, surroundings.now);
    }
    return entered.context;
  };
  return {
    ...surroundings,
    get names() {
      names ??= inside()
        .functions()
        .filter((name) => !name.endsWith('_'));
      return names;
    },
    call: (name, args) => {
      const context = inside();
      return context.function(name)!(...args.map((arg) => context.lend(arg)));
    },
    own: inside,
    dispose: () => {
      entered?.leave();
      entered = undefined;
    },
  };
}

/** What somebody sees who wants to know why a cell shows an error. */
export function sayWhyItFailed(name: string, error: unknown): void {
  if (process.env['DEBUG']?.includes('script')) process.stderr.write(`${name}: ${error}\n`);
}
