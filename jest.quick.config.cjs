/** The quick lane: what needs neither a spreadsheet nor a browser, with fewer random cases. */
const all = require('./jest.config.cjs');

process.env.PROPERTY_RUNS ??= '50';

/** @type {import('jest').Config} */
module.exports = {
  ...all,
  maxWorkers: '100%', // nothing else runs beside
  testMatch: ['rules', 'functions', 'workbook', 'docs'].map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
  // It compares with what a whole tracker shows.
  testPathIgnorePatterns: ['worked-example'],
};
