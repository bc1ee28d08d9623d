/**
 * Properties run a thousand cases, the same ones every time; PROPERTY_SEED=123 npm test looks for others,
 * PROPERTY_RUNS=10000 for longer.
 */
const fc = require('fast-check');

fc.configureGlobal({
  seed: Number(process.env.PROPERTY_SEED ?? 20_170_901),
  numRuns: Number(process.env.PROPERTY_RUNS ?? 1_000),
});
