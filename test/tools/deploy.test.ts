import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deploy } from '../../tools/deploy';

const ROOT = path.join(__dirname, '..', '..');
const STAND_IN = path.join(ROOT, 'test', 'support', 'stand-in-clasp.cjs');
const MANIFEST = { 'appsscript.json': '{}' };
const BLANK = { ...MANIFEST, 'Code.js': 'function myFunction() {\n  \n}\n' };
const OTHER_ID = 'adopted-1234567890123456';
const TRACKED = '{ "scriptId": "put-your-script-id-here", "rootDir": "dist" }\n';

interface Plan {
  email: string | null;
  signsInAs: string | null;
  holds: Record<string, string>;
  fails: Record<string, string>;
  stumbles?: string;
  asked: string[][];
  pushedTo?: string;
}

/** A folder with a built add-in, and a stand-in for clasp. */
class Folder {
  readonly path = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-deploy-test-'));
  said = '';
  readonly #plan = path.join(this.path, 'plan.json');

  constructor(plan: Partial<Plan> = {}) {
    mkdirSync(path.join(this.path, 'dist'));
    writeFileSync(path.join(this.path, 'dist', 'Code.js'), 'function cellFunction() {}');
    writeFileSync(path.join(this.path, '.clasp.json'), TRACKED);
    this.plan({ email: 'office@example.org', signsInAs: null, holds: BLANK, fails: {}, asked: [], ...plan });
  }

  get now(): Plan {
    return JSON.parse(readFileSync(this.#plan, 'utf8')) as Plan;
  }

  plan(plan: Plan): void {
    writeFileSync(this.#plan, JSON.stringify(plan));
  }

  deploy(...args: string[]): void {
    this.said = '';
    deploy(args, {
      root: this.path,
      clasp: [process.execPath, STAND_IN, this.#plan],
      isInteractive: this.now.signsInAs !== null,
      say: (line) => {
        this.said += `${line}\n`;
      },
    });
  }

  get kept(): unknown {
    const file = path.join(this.path, '.clasp.local.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  }

  /** The commands that clasp was given, without their options. */
  get commands(): string[] {
    return this.now.asked.map((words) => words.find((word) => /^[a-z]+(-[a-z]+)*$/.test(word) && word !== 'dist')!);
  }
}

describe('npm run deploy', () => {
  const folders: Folder[] = [];
  const folder = (plan?: Partial<Plan>) => {
    const made = new Folder(plan);
    folders.push(made);
    return made;
  };
  afterAll(() => {
    for (const made of folders) rmSync(made.path, { recursive: true, force: true });
  });
  const MADE = {
    scriptId: 'made-12345678901234567890',
    parentId: 'sheet-1234567890123456789',
    title: 'Clusters North',
    rootDir: 'dist',
  };

  it('makes a new Sheet with the script in it, keeps its ID, and says where it is and what to click', () => {
    const here = folder();
    here.deploy('Clusters North');
    expect(here.commands).toEqual(['show-authorized-user', 'create-script', 'push']);
    expect(here.now.asked[1]).toEqual(expect.arrayContaining(['--type', 'sheets', '--title', 'Clusters North']));
    expect(here.now.asked[2]).toContain('--force');
    expect(here.now.pushedTo).toBe(MADE.scriptId);
    expect(here.kept).toEqual(MADE);
    expect(here.said).toContain('Signed in as office@example.org.');
    expect(here.said).toContain('1. Open https://docs.google.com/spreadsheets/d/sheet-1234567890123456789/edit');
    expect(here.said).toMatch(/3\. Clusters ▸ Set up workbook\. Google asks for permission.*Tick all boxes/);
    expect(readFileSync(path.join(here.path, '.clasp.json'), 'utf8')).toBe(TRACKED);
  });

  it.each([[[]], [['Clusters North']]])('updates that Sheet when it is run again with %j', (args) => {
    const here = folder();
    here.deploy('Clusters North');
    here.plan({ ...here.now, asked: [] });
    here.deploy(...args);
    expect(here.commands).toEqual(['show-authorized-user', 'push']);
    expect(here.kept).toEqual(MADE);
    expect(here.said).toContain('Clusters ▸ Set up workbook: it adds what is new');
  });

  it('makes another Sheet only when told so', () => {
    const here = folder();
    here.deploy('Clusters North');
    expect(() => here.deploy('Clusters South')).toThrow(
      /belongs to the Sheet “Clusters North”.*"Clusters South" --new.*--script made-12345678901234567890/s,
    );
    here.deploy('Clusters South', '--new');
    expect(here.kept).toEqual({ ...MADE, title: 'Clusters South' });
  });

  it.each([
    [OTHER_ID],
    [`https://script.google.com/home/projects/${OTHER_ID}/edit`],
    [`https://script.google.com/d/${OTHER_ID}/edit?usp=drive_web`],
    [`https://script.google.com/u/0/home/projects/${OTHER_ID}/settings`],
  ])('adopts the script %s', (script) => {
    const here = folder();
    here.deploy('--script', script);
    expect(here.now.pushedTo).toBe(OTHER_ID);
    expect(here.kept).toEqual({ scriptId: OTHER_ID, rootDir: 'dist' });
    expect(here.said).toContain(`https://script.google.com/d/${OTHER_ID}/edit`);
  });

  it('adopts a script with the tracker in it, and not one with other code unless told so', () => {
    const ours = folder({ holds: { ...MANIFEST, 'Code.js': 'function cellFunction() {}', 'ask.html': '' } });
    ours.deploy('--script', OTHER_ID);
    expect(ours.now.pushedTo).toBe(OTHER_ID);
    const foreign = folder({ holds: { ...MANIFEST, 'Code.js': 'function payroll() {}' } });
    expect(() => foreign.deploy('--script', OTHER_ID)).toThrow(/holds code that is not the tracker’s \(Code\.js\)/);
    expect([foreign.kept, foreign.now.pushedTo]).toEqual([null, undefined]);
    foreign.deploy('--script', OTHER_ID, '--replace');
    expect(foreign.now.pushedTo).toBe(OTHER_ID);
  });

  it('keeps the ID of a Sheet though clasp stumbled after making it, and goes on with it', () => {
    const here = folder({ stumbles: 'request failed, reason: read ECONNRESET', fails: { push: 'read ECONNRESET' } });
    expect(() => here.deploy('Clusters North')).toThrow(/Google cannot be reached/);
    expect(here.kept).toEqual(MADE);
    here.plan({ ...here.now, fails: {}, asked: [] });
    here.deploy('Clusters North');
    expect(here.commands).toEqual(['show-authorized-user', 'push']);
  });

  describe('signing in', () => {
    it('happens in the browser where nobody is', () => {
      const here = folder({ email: null, signsInAs: 'advisor@example.org' });
      here.deploy('Clusters North');
      expect(here.commands).toEqual(['show-authorized-user', 'login', 'show-authorized-user', 'create-script', 'push']);
      expect(here.said).toContain('Signed in as advisor@example.org.');
    });

    it('happens anew with --sign-in', () => {
      const here = folder({ signsInAs: 'advisor@example.org' });
      here.deploy('Clusters North', '--sign-in');
      expect(here.said).toContain('Signed in as advisor@example.org.');
    });

    it('is asked for in words where nobody sits in front of it', () => {
      const here = folder({ email: null });
      expect(() => here.deploy('Clusters North')).toThrow(/Nobody is signed in to Google here\. Sign in with: npm run/);
      expect(here.commands).toEqual(['show-authorized-user']);
    });
  });

  it.each([
    [
      'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.',
      /API is switched off.*switch it on, wait a minute/,
    ],
    [
      'request to https://script.googleapis.com/v1/projects/a/content failed, reason: getaddrinfo ENOTFOUND script.googleapis.com',
      /cannot be reached.*online/,
    ],
    [
      'request to https://x failed, reason: unable to get local issuer certificate',
      /filter of a school’s network.*NODE_EXTRA_CA_CERTS/,
    ],
    ['invalid_grant', /sign-in has run out.*--sign-in/],
    [
      'The caller does not have permission',
      /office@example\.org may not change the script made-\d+.*owns the Sheet.*shared/,
    ],
    ['Requested entity was not found.', /finds no script made-\d+.*deleted.*--new/],
    ['Quota exceeded for quota metric', /no more from this account for now\. Wait/],
    ["The user's Drive storage quota has been exceeded.", /Drive of office@example\.org is full/],
    ['Request had insufficient authentication scopes.', /Not all boxes were ticked.*--sign-in/],
    ['Error 400: admin_policy_enforced', /administrator of office@example\.org does not allow it/],
    ['Something new', /Something new.*Give the same command again/],
  ])('says what to do when Google answers: %s', (says, inWords) => {
    const here = folder({ fails: { push: says } });
    expect(() => here.deploy('Clusters North')).toThrow(inWords);
  });

  it('says what may be left behind where a Sheet could not be finished', () => {
    const here = folder({ fails: { 'create-script': 'User has not enabled the Apps Script API. …/usersettings' } });
    expect(() => here.deploy('Clusters North')).toThrow(/switched off.*If an empty Sheet “Clusters North”.*delete it/);
    expect(here.kept).toBeNull();
  });

  it.each([
    [[], /Say how the new Sheet is to be called/],
    [['A', 'B'], /Expected one title, got 2.*quotation marks/s],
    [[' '], /The title is blank/],
    [['--scrpt', 'x'], /Unknown option '--scrpt'/],
    [['--script', 'x'], /--script: expected the ID of a script, got "x".*Project Settings ▸ IDs/],
    [
      ['--script', 'https://docs.google.com/spreadsheets/d/1234567890123456789012345/edit'],
      /got the address of a Sheet/,
    ],
    [['Title', '--script', OTHER_ID], /A title is for a new Sheet/],
  ])('refuses %j in words, and asks Google nothing', (args, inWords) => {
    const here = folder();
    expect(() => here.deploy(...args)).toThrow(inWords);
    expect(here.now.asked).toEqual([]);
  });

  it('says what to do where its file was damaged', () => {
    const here = folder();
    writeFileSync(path.join(here.path, '.clasp.local.json'), '{"scriptId":');
    expect(() => here.deploy()).toThrow(/\.clasp\.local\.json cannot be read.*Delete it, then/);
  });

  it('asks nothing that clasp itself does not know', () => {
    const here = folder();
    here.deploy('Clusters North');
    here.deploy('--script', OTHER_ID);
    const clasp = require.resolve('@google/clasp');
    const nobody = path.join(here.path, 'nobody.json');
    const project = path.join(here.path, '.clasp.local.json');
    const asked = here.now.asked.filter(
      (words, i, all) => all.findIndex(([...other]) => other.includes(words.at(-1)!)) === i,
    );
    for (const words of asked) {
      // The folder that a Sheet is made in is gone by now.
      const isMade = words.includes('create-script');
      const blank = path.join(here.path, 'blank.json');
      writeFileSync(blank, '{}');
      const again = words.map((word) =>
        /\.clasp\.json$/.test(word) ? (isMade ? blank : project) : word.startsWith(tmpdir()) ? here.path : word,
      );
      const { stdout, stderr } = spawnSync(process.execPath, [clasp, '--auth', nobody, ...again], {
        cwd: here.path,
        encoding: 'utf8',
      });
      const isWho = words.includes('show-authorized-user');
      expect([again, isWho ? JSON.parse(stdout) : stderr.trim()]).toEqual([
        again,
        isWho ? { loggedIn: false } : 'No credentials found.',
      ]);
    }
    const { stdout } = spawnSync(process.execPath, [clasp, 'login', '--help'], { encoding: 'utf8' });
    expect(stdout).toContain('Usage: clasp login');
  });
});

it('what it keeps is not committed', () => {
  expect(readFileSync(path.join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('.clasp.local.json');
});
