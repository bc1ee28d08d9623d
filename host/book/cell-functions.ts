/** The bundle's custom functions, whichever book calls them. */
import type { Contexts, Entered } from '../script/contexts';
import { globalsOfFunctions } from '../services/globals';
import type { ZoneClock } from './zone-clock';

export interface CellFunctions {
  /** As they are written in the bundle. */
  readonly names: readonly string[];
  /** Calls one with dates as Dates, blanks as '' and ranges as rows. Throws what it throws. */
  call(name: string, args: unknown[]): unknown;
  /** The spreadsheet's zone. */
  clock(): ZoneClock;
  now(): number;
}

const DOCUMENTED_FUNCTION = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*function\s+([A-Za-z_$][\w$]*)\s*\(/g;

/** The names of the functions whose JSDoc holds `@customfunction`. */
export function customFunctionNames(code: string): string[] {
  const names: string[] = [];
  for (const [, comment, name] of code.matchAll(DOCUMENTED_FUNCTION)) {
    if (/@customfunction\b/.test(comment!)) names.push(name!);
  }
  return names;
}

/** The custom functions of a bundle. They share one context for as long as the workbook is open. */
export function cellFunctions(
  code: string,
  contexts: Contexts,
  surroundings: Pick<CellFunctions, 'clock' | 'now'>,
): CellFunctions & { dispose(): void } {
  let entered: Entered | undefined;
  const call = (name: string, args: unknown[]): unknown => {
    const free = { before() {}, after() {} };
    entered ??= contexts.enter(globalsOfFunctions(), free, surroundings.now);
    const { context } = entered;
    return context.function(name)!(...args.map((arg) => context.lend(arg)));
  };
  const dispose = () => {
    entered?.leave();
    entered = undefined;
  };
  return { names: customFunctionNames(code), call, dispose, ...surroundings };
}

/** What somebody sees who wants to know why a cell shows an error. */
export function sayWhyItFailed(name: string, error: unknown): void {
  if (process.env['DEBUG']?.includes('script')) process.stderr.write(`${name}: ${error}\n`);
}
