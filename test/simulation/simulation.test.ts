import fc from 'fast-check';
import { openWorlds, type Worlds } from './worlds';

/**
 * SIMULATION_RUNS=100 PROPERTY_SEED=7 npx jest test/simulation looks longer, and elsewhere; a failure says its seed and
 * path, and PROPERTY_SEED=7 SIMULATION_PATH=42 goes there at once. `npm run simulate` also looks for the shortest way.
 */
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 60);
/** Steps of a world: many short ones begin where most is still whole, and `npm run simulate` has longer ones. */
const LENGTH = 10;

describe('several people at work, with everything that can go wrong meanwhile', () => {
  let worlds: Worlds;
  beforeAll(async () => {
    worlds = await openWorlds(LENGTH);
  });
  afterAll(() => worlds.dispose());

  it(
    'makes and loses no money, decides nothing twice, leaves nothing half done unseen',
    () => {
      const path = process.env['SIMULATION_PATH'];
      return fc.assert(worlds.property, { numRuns: RUNS, endOnFailure: true, ...(path !== undefined && { path }) });
    },
    RUNS * 60_000,
  );
});
