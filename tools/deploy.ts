import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Clasp, type Reasons, Unusable, whyNot } from './deploy/clasp';

const USAGE = `Puts the add-in into a Google Sheet, or updates the one it is in.

  npm run deploy -- "Title"        makes a new Sheet of that title, with the add-in in it
  npm run deploy                   updates the Sheet that was made here
  npm run deploy -- --script ID    uses the script of a Sheet that exists (its ID or address; see docs/deploy.md)

--new       makes another Sheet, though this folder has one already
--replace   replaces code of somebody else in the script of --script
--sign-in   signs in to Google anew, with another account too
--help      shows this`;

/** What is remembered of the Sheet, in the form of a project file of clasp. Never committed. */
const KEPT = '.clasp.local.json';

const IS_OURS = /\bcellFunction\b/;
/** What Google puts into a new script. */
const IS_BLANK = /^\s*(function myFunction\(\)\s*\{\s*\}\s*)?$/;

interface Kept {
  readonly scriptId: string;
  /** The file the script is in; not known of one that was adopted. */
  readonly parentId?: string;
  readonly title?: string;
  readonly rootDir: 'dist';
}

/** The outside world of the command. */
export interface Surroundings {
  /** The folder of the project. */
  readonly root: string;
  /** How clasp is started. */
  readonly clasp: readonly string[];
  /** Whether somebody sits in front of it, who can sign in. */
  readonly isInteractive: boolean;
  readonly say: (line: string) => void;
}

/** Runs the command. @returns Its exit code. */
export function main(args: readonly string[]): number {
  const root = process.cwd();
  try {
    deploy(args, {
      root,
      clasp: [process.execPath, createRequire(path.join(root, 'package.json')).resolve('@google/clasp')],
      isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
      say: (line) => console.log(line),
    });
    return 0;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    console.error(error.message);
    return 1;
  }
}

/**
 * Makes or updates the Sheet.
 *
 * @throws {Unusable} If it cannot be done; the message says why and what to do.
 */
export function deploy(args: readonly string[], { root, clasp: command, isInteractive, say }: Surroundings): void {
  const wanted = readArguments(args);
  if (wanted === null) {
    say(USAGE);
    return;
  }
  const clasp = new Clasp(command, root);
  const kept = readKept(root);
  const plan = planOf(wanted, kept);
  const account = signIn(clasp, wanted.signIn, isInteractive);
  say(account ? `Signed in as ${account}.` : 'Signed in.');
  if (plan.do === 'make') {
    say(`Making the Sheet “${plan.title}” …`);
    keep(root, make(clasp, plan.title, account));
  } else if (plan.do === 'adopt') {
    refuseForeign(clasp, plan.scriptId, account, wanted.replace);
    keep(root, { scriptId: plan.scriptId, rootDir: 'dist' });
  }
  const { scriptId, parentId } = readKept(root)!;
  const pushed = clasp.askForJson<string[]>({ account, scriptId }, '--project', KEPT, 'push', '--force');
  say(pushed.length > 0 ? `Sent ${pushed.length} files.` : 'The script is up to date; nothing was sent.');
  say(nextClicks(scriptId, parentId, plan.do));
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        script: { type: 'string' },
        new: { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        'sign-in': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return null;
    if (positionals.length > 1)
      throw new Unusable(`Expected one title, got ${positionals.length}. Put it into quotation marks.\n\n${USAGE}`);
    const title = positionals[0]?.trim();
    if (title === '') throw new Unusable(`The title is blank.\n\n${USAGE}`);
    if (title && values.script)
      throw new Unusable(`A title is for a new Sheet, --script for one that exists.\n\n${USAGE}`);
    const scriptId = values.script === undefined ? undefined : scriptIdOf(values.script);
    return { title, scriptId, another: values.new, replace: values.replace, signIn: values['sign-in'] };
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** The ID of a script, given as such or as its address. */
function scriptIdOf(given: string): string {
  const where = 'The ID of the script stands in the Sheet under Extensions ▸ Apps Script ▸ Project Settings ▸ IDs.';
  if (/spreadsheets\/d\//.test(given))
    throw new Unusable(`--script: expected a script, got the address of a Sheet. ${where}`);
  const found = /^(?:https:\/\/script\.google\.com\/.*?(?:projects|d)\/)?([\w-]{20,})(?:[/?#].*)?$/.exec(given.trim());
  if (!found) throw new Unusable(`--script: expected the ID of a script, got "${given}". ${where}`);
  return found[1]!;
}

type Plan = { do: 'make'; title: string } | { do: 'adopt'; scriptId: string } | { do: 'update' };

function planOf({ title, scriptId, another }: NonNullable<ReturnType<typeof readArguments>>, kept: Kept | null): Plan {
  if (scriptId !== undefined) return scriptId === kept?.scriptId ? { do: 'update' } : { do: 'adopt', scriptId };
  if (kept && !another) {
    if (title === undefined || title === kept.title) return { do: 'update' };
    throw new Unusable(
      `This folder belongs to ${kept.title ? `the Sheet “${kept.title}”` : `the script ${kept.scriptId}`}. To update ` +
        `it: npm run deploy. To make another Sheet: npm run deploy -- "${title}" --new. To come back to this one later: ` +
        `npm run deploy -- --script ${kept.scriptId}`,
    );
  }
  if (title === undefined) throw new Unusable(`Say how the new Sheet is to be called.\n\n${USAGE}`);
  return { do: 'make', title };
}

/** Sees that somebody is signed in. @returns The account; '' where Google does not tell. */
function signIn(clasp: Clasp, anew: boolean, isInteractive: boolean): string {
  const look = () => clasp.askForJson<{ loggedIn: boolean; email?: string }>({ account: '' }, 'show-authorized-user');
  let { loggedIn, email } = look();
  if (anew || !loggedIn) {
    if (!isInteractive) throw new Unusable(whyNot({ out: '', err: 'No credentials found.' }, { account: '' }));
    clasp.signIn();
    ({ loggedIn, email } = look());
    if (!loggedIn)
      throw new Unusable(
        'Nobody signed in. Give the command again, choose the account in the browser, and tick all boxes.',
      );
  }
  return email ?? '';
}

/** Makes a Sheet with a script in it, in a folder of its own: clasp writes there what Google puts in. */
function make(clasp: Clasp, title: string, account: string): Kept {
  return inFolder((folder) => {
    const project = path.join(folder, '.clasp.json');
    writeFileSync(project, '{}');
    const args = ['create-script', '--type', 'sheets', '--title', title, '--rootDir', folder];
    const answer = clasp.ask('--project', project, ...args);
    // Its addresses are printed as soon as they are known, and are good even if clasp stumbles later.
    const parentId = /drive\.google\.com\/open\?id=([\w-]+)/.exec(answer.out)?.[1];
    const scriptId = /script\.google\.com\/d\/([\w-]+)\/edit/.exec(answer.out)?.[1];
    const left = `If an empty Sheet “${title}” is in your Drive by now, delete it.`;
    if (parentId === undefined || scriptId === undefined) throw new Unusable(whyNot(answer, { account, left }));
    return { scriptId, parentId, title, rootDir: 'dist' };
  });
}

/** Looks at what a script holds before it is replaced. */
function refuseForeign(clasp: Clasp, scriptId: string, account: string, replace: boolean): void {
  const reasons: Reasons = { account, scriptId };
  inFolder((folder) => {
    const project = path.join(folder, '.clasp.json');
    writeFileSync(project, JSON.stringify({ scriptId, rootDir: '.' }));
    const answer = clasp.ask('--project', project, 'pull');
    const files = readdirSync(folder).filter((name) => !name.startsWith('.'));
    if (!files.includes('appsscript.json')) throw new Unusable(whyNot(answer, reasons));
    const scripts = files.filter((name) => /\.(js|gs)$/.test(name));
    const texts = scripts.map((name) => readFileSync(path.join(folder, name), 'utf8'));
    if (replace || texts.some((text) => IS_OURS.test(text))) return;
    if (texts.every((text) => IS_BLANK.test(text)) && files.length === scripts.length + 1) return;
    throw new Unusable(
      `The script ${scriptId} holds code that is not the tracker’s (${files.filter((name) => name !== 'appsscript.json').join(', ')}), ` +
        'and the tracker would replace it. Nothing was changed. Use the script of another Sheet, or, if that code may ' +
        'go, the same command with --replace.',
    );
  });
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-deploy-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readKept(root: string): Kept | null {
  let text: string;
  try {
    text = readFileSync(path.join(root, KEPT), 'utf8');
  } catch {
    return null;
  }
  try {
    const kept = JSON.parse(text) as Kept;
    if (typeof kept.scriptId === 'string') return kept;
  } catch {
    // Said below.
  }
  throw new Unusable(
    `${KEPT} cannot be read: expected {"scriptId": "…"}. Delete it, then: npm run deploy -- --script ID, with the ID ` +
      'from Extensions ▸ Apps Script ▸ Project Settings of the Sheet.',
  );
}

const keep = (root: string, kept: Kept): void =>
  writeFileSync(path.join(root, KEPT), `${JSON.stringify(kept, null, 2)}\n`);

function nextClicks(scriptId: string, parentId: string | undefined, did: Plan['do']): string {
  const address = parentId
    ? `https://docs.google.com/spreadsheets/d/${parentId}/edit`
    : `the Sheet of https://script.google.com/d/${scriptId}/edit (there: Overview ▸ Container)`;
  const setUp = 'Clusters ▸ Set up workbook';
  const steps =
    did === 'update'
      ? [`Open ${address} (load it again if it is open).`, `${setUp}: it adds what is new, and says what it did.`]
      : [
          `Open ${address}`,
          'Wait until the menu Clusters is there, some ten seconds.',
          `${setUp}. Google asks for permission: docs/install.md shows each step. Tick all boxes.`,
          `${setUp} once more: the first click only asked.`,
        ];
  return ['', 'Now:', ...steps.map((step, i) => `  ${i + 1}. ${step}`)].join('\n');
}
