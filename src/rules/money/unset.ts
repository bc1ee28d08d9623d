import type { Finding } from '../basics/finding';
import type { ParameterName } from '../basics/parameter-table';
import { NotSet } from '../basics/parameters';
import { notSet } from './words';

/** What some work gives; where a figure it needs is not set, null, and a finding says so. */
export function ifSet<T>(work: () => T, tell: (finding: Finding) => void): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    tell(notSet({ parameter: error.parameter }));
    return null;
  }
}

/** Of a parameter that is not set, one finding a line is enough. */
export function eachUnsetOnce(found: readonly Finding[]): readonly Finding[] {
  const seen = new Set<ParameterName>();
  return found.filter((finding) => {
    if (!notSet.is(finding)) return true;
    const { parameter } = finding.facts;
    return !seen.has(parameter) && seen.add(parameter);
  });
}
