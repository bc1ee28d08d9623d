/** What mutation testing changes and runs: `npm run mutation`, or `npm run mutation -- --mutate src/rules/money/pots.ts`. */
export default {
  testRunner: 'one-process',
  plugins: ['./tools/mutation/runner.mjs'],
  oneProcess: { tests: ['test/rules', 'test/functions', 'test/workbook'] },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  ignorePatterns: ['/.host', '/dist', '/docs', '/test/output', '/release', '/.tracker'],
  tsconfigFile: 'no-tsconfig.json',
  mutate: ['src/rules/**/*.ts'],
  warnings: { unknownOptions: false },
  timeoutMS: 20_000,
  tempDirName: '.host/mutation',
  reporters: ['json', 'clear-text'],
  jsonReporter: { fileName: '.host/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
