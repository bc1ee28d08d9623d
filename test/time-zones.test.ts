import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './support/root';

/**
 * Rules, workbook and functions know no zone but the UK's, and nothing but the language: the same tests pass wherever the
 * program runs.
 */
describe('rules, workbook and cell functions, with the language alone', () => {
  it.each(['Europe/London', 'Asia/Tokyo', 'America/New_York', 'Pacific/Auckland'])(
    'are the same in %s, also around the changes of the clocks',
    (zone) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [path.join(ROOT, 'test/support/bare-suite.mjs')],
        // The full number of cases runs once, in the zone of this machine.
        { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TZ: zone, PROPERTY_RUNS: '25' } },
      );
      if (status !== 0) throw new Error(stderr);
      expect(stdout).toMatch(/^\d{4,} passed, 0 failed$/m);
    },
    300_000,
  );
});
