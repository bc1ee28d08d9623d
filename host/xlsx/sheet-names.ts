/** What the tabs are called in an .xlsx. */

const MOST_LETTERS = 31; // Excel calls a file damaged in which a sheet has a longer name
const REFUSED = /[\\/?*[\]:]/g;

/**
 * Names that Excel takes: no longer than it allows, without the signs it refuses, no two alike whatever their capitals.
 *
 * @example
 * sheetNames(['Ledger 2026/27', 'ledger 2026-27']); // => ['Ledger 2026-27', 'ledger 2026-27 (2)']
 */
export function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name.replace(REFUSED, '-').replace(/^'+|'+$/g, '') || 'Sheet';
    let given = plain.slice(0, MOST_LETTERS);
    for (let number = 2; taken.has(given.toLowerCase()); number++) {
      const mark = ` (${number})`;
      given = plain.slice(0, MOST_LETTERS - mark.length) + mark;
    }
    taken.add(given.toLowerCase());
    return given;
  });
}
