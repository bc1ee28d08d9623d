/**
 * The lines of a report whose changes no test noticed, as StrykerJS is given them: `src/rules/money/pots.ts:12-14`.
 *
 * @param {{ files: Record<string, { mutants: { status: string, location: Location }[] }> }} report
 * @typedef {{ start: { line: number }, end: { line: number } }} Location
 */
export function notNoticed({ files }) {
  const lines = Object.entries(files).flatMap(([file, { mutants }]) =>
    mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .map(({ location: { start, end } }) => `${file}:${start.line}-${end.line}`),
  );
  return [...new Set(lines)];
}
