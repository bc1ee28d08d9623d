/** A figure before and after something is done, as people read it. */
export interface EffectLine {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/** The first of some lines, and of the others those that change. */
export const firstAndChanged = (lines: readonly EffectLine[]): EffectLine[] =>
  lines.filter(({ before, after }, index) => index === 0 || before !== after);
