import fc from 'fast-check';
import { openWorlds, type Worlds } from './worlds';

/** What CI has time for on two cores; docs/reliability.md says what it takes. */
const RUNS = Number(process.env['SIMULATION_RUNS'] ?? 1_000);
/** Steps of a world: many short ones begin where most is still whole, and `npm run simulate` has longer ones. */
const LENGTH = 10;
/** So many files share the runs, so that as many cores have work. */
const FILES = 2;

/**
 * SIMULATION_RUNS=100 PROPERTY_SEED=7 npx jest test/simulation looks longer, and elsewhere; a failure says its seed and
 * path, and PROPERTY_SEED=7 SIMULATION_PATH=42 goes there at once. `npm run simulate` also looks for the shortest way.
 *
 * @param file - Which of the files it is, from 0: each has a seed of its own, and PROPERTY_SEED that of the first.
 */
export function manyWorlds(file: number): void {
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
        const numRuns = Math.ceil(RUNS / FILES);
        const seed = fc.readConfigureGlobal().seed! + file;
        return fc.assert(worlds.property, { seed, numRuns, endOnFailure: true, ...(path !== undefined && { path }) });
      },
      RUNS * 60_000,
    );
  });
}
