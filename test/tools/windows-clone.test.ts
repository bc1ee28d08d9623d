import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** Runs a program to its end; what it says is the message of a failed test. */
function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `${stdout}${stderr}`}`);
  return stdout;
}

describe('a clone whose Git writes Windows line ends (core.autocrlf)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-clone-'));
  const clone = path.join(folder, 'clone');
  beforeAll(() => {
    run('git', ['clone', '--quiet', '--no-local', '--config', 'core.autocrlf=true', ROOT, clone], folder);
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(clone, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has the same line ends as every other', () => {
    const files = run('git', ['ls-files'], clone)
      .split('\n')
      .filter((name) => /\.(ts|tsx|mjs|cjs|css|html|json|md)$/.test(name));
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((name) => readFileSync(path.join(clone, name)).includes('\r'))).toEqual([]);
  });

  it('builds the add-in and the local spreadsheet', () => {
    expect(run(process.execPath, ['build.mjs'], clone)).toContain('all gates passed');
    run(process.execPath, [path.join('host', 'build-host.mjs')], clone);
    expect(readFileSync(path.join(clone, 'dist', 'Code.js'))).toEqual(readFileSync(path.join(ROOT, 'dist', 'Code.js')));
  });
});
