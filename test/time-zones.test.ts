import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.join(__dirname, '..');

/** Rules and functions know no zone but the UK's: the same tests pass wherever the program runs. */
describe('rules and cell functions in other time zones', () => {
  it.each(['America/New_York', 'Pacific/Auckland'])(
    'are the same in %s',
    (zone) => {
      const jest = path.join(path.dirname(require.resolve('jest/package.json')), 'bin', 'jest.js');
      const { status, stderr } = spawnSync(
        process.execPath,
        [jest, 'test/rules', 'test/functions/scalars', 'test/functions/schools', '--reporters=default', '--silent'],
        { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TZ: zone } },
      );
      if (status !== 0) throw new Error(stderr);
      expect(stderr).toMatch(/Tests: +\d{3} passed, \d{3} total/);
    },
    180_000,
  );
});
