/** What a real Sheet has said of the facts: the tab of the self-test, saved as .csv (docs/self-test.md). */
import { parse } from 'csv-parse/sync';
import { agrees, type Expected, type Fact } from './fact';

export interface Contradiction {
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

export interface GoogleResults {
  readonly agreed: number;
  /** What was found on Google is not what is expected now. */
  readonly contradicted: Contradiction[];
  /** Nobody could try these. */
  readonly untried: string[];
  /** Facts that are known now and have no row. */
  readonly missing: string[];
}

/**
 * Reads a saved tab. A row counts by what was found: a fact that has been mended since agrees.
 *
 * @throws {Error} If it is no such tab.
 */
export function googleResults(csv: string, facts: readonly Fact[]): GoogleResults {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as Record<string, string>[];
  const [first] = rows;
  if (!first || !['Fact', 'Result', 'Expected', 'Found'].every((name) => name in first))
    throw new Error('This is not the tab of the self-test: it has the columns Fact, Result, Expected and Found.');
  const contradicted: Contradiction[] = [];
  const untried: string[] = [];
  let agreed = 0;
  for (const { Fact: id = '', Result: result, Expected: before = '', Found: found = '' } of rows) {
    const fact = facts.find((known) => known.id === id);
    if (!fact) continue;
    if (result === 'could not be tried') untried.push(id);
    else if (agrees(fact.is, foundIn(found))) agreed++;
    else contradicted.push({ id, expected: before, found });
  }
  const seen = new Set(rows.map((row) => row['Fact']));
  return { agreed, contradicted, untried, missing: facts.filter(({ id }) => !seen.has(id)).map(({ id }) => id) };
}

/** A value as it was told; the message of what was thrown is itself. */
function foundIn(told: string): Expected {
  try {
    return JSON.parse(told) as Expected;
  } catch {
    return told;
  }
}
