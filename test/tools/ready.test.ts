import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');
const { packagesAmiss, whyNotNode } = require(path.join(ROOT, 'tools', 'ready.cjs')) as {
  packagesAmiss(root: string): string[];
  whyNotNode(needed: string, version: string): string | null;
};

interface Entry {
  version: string;
  integrity?: string;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
}

/** A folder with the tool, a lock file and what is installed of it. */
class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-ready-'));

  constructor(wanted: Record<string, Entry>, installed: Record<string, Entry> | null) {
    this.write('package.json', { engines: { node: '>=20.19' } });
    this.write('package-lock.json', { packages: { '': {}, ...wanted } });
    mkdirSync(path.join(this.folder, 'tools'));
    cpSync(path.join(ROOT, 'tools', 'ready.cjs'), path.join(this.folder, 'tools', 'ready.cjs'));
    if (installed === null) return;
    for (const place of Object.keys(installed)) this.write(path.join(place, 'package.json'), {});
    this.write(path.join('node_modules', '.package-lock.json'), { packages: installed });
  }

  write(name: string, content: object | string): void {
    const file = path.join(this.folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  }

  /** Runs the tool with a stand-in for npm that notes what it is asked. */
  run(npmEndsWith = 0): { status: number | null; said: string; npm: string[] } {
    const npm = path.join(this.folder, 'npm-cli.js');
    const noted = path.join(this.folder, 'asked.json');
    writeFileSync(
      npm,
      `require('fs').writeFileSync(${JSON.stringify(noted)}, JSON.stringify(process.argv.slice(2)));` +
        `process.exit(${npmEndsWith});`,
    );
    writeFileSync(noted, '[]');
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join('tools', 'ready.cjs')], {
      cwd: this.folder,
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: npm },
    });
    return { status, said: stdout + stderr, npm: JSON.parse(readFileSync(noted, 'utf8')) as string[] };
  }
}

const [A, B] = ['node_modules/a', 'node_modules/@b/c'];
const WANTED = { [A]: { version: '1.0.0', integrity: 'x' }, [B]: { version: '2.0.0', integrity: 'y' } };
const ELSEWHERE = process.platform === 'linux' ? 'win32' : 'linux';

describe('what every command needs', () => {
  const projects: Project[] = [];
  const project = (...given: ConstructorParameters<typeof Project>) => {
    const made = new Project(...given);
    projects.push(made);
    return made;
  };
  afterAll(() => {
    for (const { folder } of projects) rmSync(folder, { recursive: true, force: true });
  });

  it('is there when the packages are those of the lock file: nothing is installed, nothing said', () => {
    expect(project(WANTED, WANTED).run()).toEqual({ status: 0, said: '', npm: [] });
  });

  it('is installed, and said so, where there are no packages yet', () => {
    const { status, said, npm } = project(WANTED, null).run();
    expect(npm[0]).toBe('ci');
    expect(said).toMatch(/^The packages are not installed yet: installing them\./);
    expect(status).toBe(0);
  });

  it.each<[string, Record<string, Entry>]>([
    ['of another version', { ...WANTED, [A]: { version: '1.0.1', integrity: 'x' } }],
    ['with other content', { ...WANTED, [B]: { version: '2.0.0', integrity: 'z' } }],
    ['missing', { [B]: WANTED[B]! }],
  ])('is installed where a package is %s', (_what, installed) => {
    const { said, npm } = project(WANTED, installed).run();
    expect(npm[0]).toBe('ci');
    expect(said).toMatch(/^Some packages are missing or out of date: installing them\./);
  });

  it('is installed where a folder of a package was deleted', () => {
    const made = project(WANTED, WANTED);
    rmSync(path.join(made.folder, A!), { recursive: true });
    expect(packagesAmiss(made.folder)).toEqual([A]);
  });

  it('is no package that is for other machines, or only belongs to such a one', () => {
    const wanted = {
      ...WANTED,
      'node_modules/other': { version: '1.0.0', optional: true, os: [ELSEWHERE] },
      'node_modules/not-here': { version: '1.0.0', optional: true, os: [`!${process.platform}`] },
      'node_modules/of-other': { version: '1.0.0', optional: true },
    };
    expect(packagesAmiss(project(wanted, WANTED).folder)).toEqual([]);
    const here = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] };
    expect(packagesAmiss(project({ ...wanted, 'node_modules/here': here }, WANTED).folder)).toEqual([
      'node_modules/here',
    ]);
  });

  it('is not brought into a folder that node_modules is only a link to', () => {
    const made = project(WANTED, null);
    const elsewhere = project(WANTED, { [A]: WANTED[A]! });
    symlinkSync(path.join(elsewhere.folder, 'node_modules'), path.join(made.folder, 'node_modules'), 'junction');
    const { status, said, npm } = made.run();
    expect(npm).toEqual([]);
    expect(said).toMatch(/^node_modules is a link to a folder with other packages than package-lock\.json names/);
    expect(status).toBe(0);
  });

  it('is asked for in words where it cannot be installed', () => {
    const { status, said } = project(WANTED, null).run(1);
    expect(status).toBe(1);
    expect(said).toMatch(/could not be installed[\s\S]*computer is online[\s\S]*give the same command again/);
  });

  it.each([
    ['>=20.19', '20.19.0', true],
    ['>=20.19', '22.0.0', true],
    ['>=20.19', '20.20.1', true],
    ['>=20.19', '20.18.9', false],
    ['>=20.19', '18.99.0', false],
  ])('is a Node.js %s: %s will do: %s', (needed, version, isEnough) => {
    const because = whyNotNode(needed, version);
    if (isEnough) expect(because).toBeNull();
    else expect(because).toContain(`needs Node.js 20.19 or newer; this is ${version}`);
  });
});

it('is what every command of package.json sees to first', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const { start, ...others } = scripts;
  expect(start).toBe('node host/start.cjs');
  for (const command of Object.values(others)) expect(command).toMatch(/^node tools\/ready\.cjs && /);
});

it('brings a browser along on Linux only: the others use an installed one', () => {
  const { packages } = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>;
  };
  // The package does not say so itself. Where npm left it out of the lock file, put it back beside "optional".
  expect(packages['node_modules/@sparticuz/chromium']).toMatchObject({ optional: true, os: ['linux'] });
});
