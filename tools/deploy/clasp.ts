import { spawnSync } from 'node:child_process';

/** It cannot be done; the message says why and what to do. */
export class Unusable extends Error {}

/** What clasp said. Its exit code is no help: it is 0 for some of its own refusals. */
export interface Answer {
  readonly out: string;
  readonly err: string;
}

/** Google's command line for scripts, run as a program of its own. */
export class Clasp {
  /**
   * @param command - The program and its first arguments, such as `node …/clasp/build/src/index.js`.
   * @param root - The folder it runs in.
   */
  constructor(
    private readonly command: readonly string[],
    private readonly root: string,
  ) {}

  /** Asks for something that needs nobody in front of the screen. */
  ask(...args: readonly string[]): Answer {
    const [program, ...first] = this.command;
    const options = { cwd: this.root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } } as const;
    const { stdout, stderr, error } = spawnSync(program!, [...first, ...args], options);
    if (error) throw new Unusable(`clasp could not be started (${error.message}). Run: npm ci`);
    return { out: stdout, err: stderr };
  }

  /** Asks for something and reads its answer. @throws {Unusable} If it answers nothing that can be read. */
  askForJson<T>(reasons: Reasons, ...args: readonly string[]): T {
    const answer = this.ask('--json', ...args);
    try {
      return JSON.parse(answer.out) as T;
    } catch {
      throw new Unusable(whyNot(answer, reasons));
    }
  }

  /** Lets whoever sits here sign in, in the browser. */
  signIn(): void {
    const [program, ...first] = this.command;
    spawnSync(program!, [...first, 'login'], { cwd: this.root, stdio: 'inherit' });
  }
}

/** What a sentence needs to know of what was tried. */
export interface Reasons {
  /** The account that is signed in, if Google told. */
  readonly account: string;
  readonly scriptId?: string;
  /** What may be left behind where it ends half way. */
  readonly left?: string;
}

const SIGN_IN = 'npm run deploy -- --sign-in';
const AGAIN = 'and give the same command again';

/** What Google and Node.js say, and what to do about it: the first that fits. */
const KNOWN: readonly (readonly [says: RegExp, inWords: (reasons: Reasons) => string])[] = [
  [
    /No credentials found/i,
    () =>
      `Nobody is signed in to Google here. Sign in with: ${SIGN_IN} (in a window of your own, which opens a browser).`,
  ],
  [
    /script\.google\.com\/home\/usersettings|not enabled the Apps Script API/i,
    ({ left }) =>
      'The Apps Script API is switched off for this Google account. Open ' +
      `https://script.google.com/home/usersettings, switch it on, wait a minute, ${AGAIN}.${left ? ` ${left}` : ''}`,
  ],
  [
    /certificate|self.signed|UNABLE_TO_/i,
    () =>
      'Something on the way to Google shows a certificate of its own: the filter of a school’s network, most likely. ' +
      `Ask whoever looks after the network for its certificate file, set NODE_EXTRA_CA_CERTS to it, ${AGAIN}; or use ` +
      'another network.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|fetch failed|socket hang up/i,
    ({ left }) => `Google cannot be reached. See that this computer is online, ${AGAIN}.${left ? ` ${left}` : ''}`,
  ],
  [
    /invalid_grant|invalid_rapt|UNAUTHENTICATED|invalid authentication credentials|Login Required/i,
    () => `The sign-in has run out. Sign in again with: ${SIGN_IN}`,
  ],
  [
    /admin_policy|administrator|access_denied|not_configured/i,
    ({ account }) =>
      `The administrator of ${of(account)} does not allow it. Show them docs/install.md, “What an administrator needs”.`,
  ],
  [/storage.?quota/i, ({ account }) => `The Drive of ${of(account)} is full. Make room, ${AGAIN}.`],
  [
    /quota|rate.?limit|too many requests|RESOURCE_EXHAUSTED/i,
    () => `Google takes no more from this account for now. Wait an hour (a new day for new files), ${AGAIN}.`,
  ],
  [
    /insufficient (authentication scopes|permission)/i,
    () => `Not all boxes were ticked when somebody signed in. Sign in again with: ${SIGN_IN} (tick every box).`,
  ],
  [
    /permission|forbidden/i,
    ({ account, scriptId }) =>
      `${account || 'The account that is signed in'} may not change the script ${scriptId ?? ''}. Use the account that ` +
      `owns the Sheet (${SIGN_IN}), or have the Sheet shared with this one as an Editor.`,
  ],
  [
    /not found|not exist/i,
    ({ account, scriptId }) =>
      `${account || 'The account that is signed in'} finds no script ${scriptId ?? ''}: it was deleted, or the account ` +
      `is another one (${SIGN_IN}). The ID stands in Extensions ▸ Apps Script ▸ Project Settings of the Sheet. For a ` +
      'new Sheet: npm run deploy -- "Title" --new',
  ],
];

const of = (account: string): string => account || 'this account';

/** Why something did not work, in words that say what to do. */
export function whyNot({ out, err }: Answer, reasons: Reasons): string {
  const said = `${err}\n${out}`.trim();
  const known = KNOWN.find(([says]) => says.test(said));
  if (known) return known[1](reasons);
  const left = reasons.left ? ` ${reasons.left}` : '';
  return `It did not work. What was said: ${said || 'nothing at all'}. Give the same command again.${left}`;
}
