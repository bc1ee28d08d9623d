/**
 * What rules have to say, as data: the rule, the sort of finding and its facts. Its words stand with its definition.
 */
import type { RuleNumber } from './passages';

/** How much weight a finding has: the guidance says no; allowed but flagged; good to know. */
export type Severity = 'stop' | 'warn' | 'note';

/** How one sort of finding is weighed and said; what depends on the facts is a function of them. */
interface FindingSpec<F> {
  readonly rule: RuleNumber | ((facts: F) => RuleNumber);
  readonly severity: Severity | ((facts: F) => Severity);
  /** In words for people. */
  readonly says: (facts: F) => string;
  /** The smallest change that takes it away, in words for people; where it is one of numbers, WHY works it out. */
  readonly cure?: string | ((facts: F) => string);
}

/** Something a rule has to say. */
export class Finding<F = unknown> {
  /**
   * @param kind - Its sort, by which it is known again: `overclaim.is(finding)`.
   */
  constructor(
    readonly rule: RuleNumber,
    readonly severity: Severity,
    readonly kind: { readonly spec: FindingSpec<never> },
    readonly facts: F,
  ) {}

  /** In words for people. */
  get message(): string {
    return this.kind.spec.says(this.facts as never);
  }

  /** The smallest change that takes it away, in words for people. */
  get cure(): string {
    return of<string, never>(this.kind.spec.cure ?? 'Change what it names.', this.facts as never);
  }

  /** The same with another weight. */
  as(severity: Severity): Finding<F> {
    return new Finding(this.rule, severity, this.kind, this.facts);
  }
}

/** A sort of finding: called with the facts it makes one. */
export interface FindingKind<F> {
  (facts: F): Finding<F>;
  readonly spec: FindingSpec<F>;
  /** Whether a finding is of this sort. */
  is(finding: Finding): finding is Finding<F>;
}

/**
 * Declares a sort of finding.
 *
 * @example
 * const ownSchool = defineFinding({
 *   rule: 'A3',
 *   severity: 'stop',
 *   says: ({ school }: { school: string }) => `Nobody decides for their own school, ${school}.`,
 * });
 * ownSchool({ school: 'School 1' }).message; // => 'Nobody decides for their own school, School 1.'
 */
export function defineFinding<F = void>(spec: FindingSpec<F>): FindingKind<F> {
  const kind: FindingKind<F> = Object.assign(
    (facts: F): Finding<F> => new Finding(of(spec.rule, facts), of(spec.severity, facts), kind, facts),
    { spec, is: (finding: Finding): finding is Finding<F> => finding.kind === kind },
  );
  return kind;
}

const of = <T extends string, F>(given: T | ((facts: F) => T), facts: F): T =>
  typeof given === 'function' ? given(facts) : given;

/** Findings of one row in one cell. */
export function findingsText(findings: readonly Finding[]): string {
  let text = '';
  for (const { message, rule } of findings) text += `${text === '' ? '' : '; '}${message} (${rule})`;
  return text;
}
