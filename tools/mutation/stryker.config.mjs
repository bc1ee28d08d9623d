import { asPattern, SCOPE } from './scope.mjs';

/** What mutation testing changes and runs, by `npm run mutation`. */
export default {
  testRunner: 'one-process',
  plugins: ['./tools/mutation/runner.mjs'],
  oneProcess: {
    // They look at everything at once, for seconds, and notice what others notice sooner.
    leftOut: [
      'test/functions/growth.test.ts',
      'test/functions/long-pages.test.ts',
      'test/functions/not-set.test.ts',
      'test/functions/programme.test.ts',
      'test/functions/tables-any-cells.test.ts',
      'test/functions/why.test.ts',
      'test/workbook/inputs.test.ts',
      'test/workbook/inputs-cells.test.ts',
      'test/actions/check-pasted.test.ts',
      'test/actions/decide-list.test.ts',
      'test/actions/look-agreed.test.ts',
      'test/actions/look-approved.test.ts',
    ],
    seconds: 0.5,
  },
  concurrency: 2,
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  ignorePatterns: ['/.host', '/dist', '/docs', '/test/output', '/release', '/.tracker'],
  tsconfigFile: 'no-tsconfig.json',
  mutate: SCOPE.map(asPattern),
  // What hardly any test looks at is an error; some papers have less than fifty so far.
  thresholds: { high: 90, low: 80, break: 40 },
  warnings: { unknownOptions: false },
  timeoutMS: 120_000,
  tempDirName: '.host/mutation',
  reporters: ['progress-append-only', 'json', 'clear-text'],
  jsonReporter: { fileName: '.host/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
};
