/** The quick lane: what opens no whole tracker and no browser, and needs nothing built; with fewer random cases. */
const all = require('./jest.config.cjs');

process.env.PROPERTY_RUNS ??= '50';

/** Tests that open a whole tracker. */
const WHOLE = [
  'actions',
  'budgets',
  'contract',
  'digest',
  'faults',
  'in-between',
  'long-lists',
  'recalculation',
  'recorded-people',
  'removed-person',
  'self-test',
  'set-up',
  'upgrade',
  'worked-example',
];

/** @type {import('jest').Config} */
module.exports = {
  ...all,
  globalSetup: undefined,
  testMatch: ['rules', 'functions', 'workbook', 'docs', 'actions', 'contract'].map(
    (folder) => `<rootDir>/test/${folder}/**/*.test.ts`,
  ),
  testPathIgnorePatterns: [`/(${WHOLE.join('|')})\\.test\\.ts$`],
};
