import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');

/** Rules, workbook and functions know no zone but the UK's: the same tests pass wherever the program runs. */
describe('rules, workbook and cell functions in other time zones', () => {
  it.each(['Europe/London', 'America/New_York', 'Pacific/Auckland'])(
    'are the same in %s, also around the changes of the clocks',
    (zone) => {
      const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
      const { status, stderr } = spawnSync(
        process.execPath,
        [jest, 'test/rules', 'test/workbook', 'test/functions', '--reporters=default', '--silent'],
        // The full number of cases runs once, in the zone of this machine.
        { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TZ: zone, PROPERTY_RUNS: '100' } },
      );
      if (status !== 0) throw new Error(stderr);
      expect(stderr).toMatch(/Tests: +(\d{3,}) passed, \1 total/);
    },
    300_000,
  );
});
