/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@noble/)', '/\\.host/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.host/mutation'],
  globalSetup: '<rootDir>/test/support/before-all.ts',
  setupFiles: ['<rootDir>/test/support/properties.cjs'],
  maxWorkers: '100%',
  testTimeout: 180_000,
  reporters: ['default', '<rootDir>/test/support/summary-reporter.cjs'],
};
