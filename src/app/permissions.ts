/**
 * What Google asks each person to allow, a box for each, and any of which they may leave unticked.
 *
 * appsscript.json declares the scopes; the build compares the two.
 */
import type { Refusal } from '../actions/answers';
import { refuse } from '../actions/perform';

interface Box {
  /** What stands beside the box that Google shows, in English. */
  readonly says: string;
  readonly why: string;
}

export const PERMISSIONS = {
  'spreadsheets.currentonly': {
    says: 'View and manage spreadsheets that this application has been installed in',
    why: 'to read and write this spreadsheet',
  },
  'script.container.ui': {
    says: 'Display and run third-party web content in prompts and sidebars inside Google applications',
    why: 'to show its forms',
  },
  'userinfo.email': {
    says: 'See your primary Google Account email address',
    why: 'to know who is acting',
  },
  'script.send_mail': { says: 'Send email as you', why: 'to send the daily digest' },
  'script.scriptapp': {
    says: 'Allow this application to run when you are not present',
    why: 'to run the daily digest in the morning',
  },
} as const satisfies Record<string, Box>;

export type Permission = keyof typeof PERMISSIONS;

/** For a page that asks the server nothing. */
export const TO_SHOW: readonly Permission[] = ['script.container.ui'];
/** For everything that a page asks of the server. */
export const TO_WORK: readonly Permission[] = ['spreadsheets.currentonly', 'userinfo.email'];
export const TO_MAIL: readonly Permission[] = ['script.send_mail'];
export const TO_RUN_DAILY: readonly Permission[] = ['script.scriptapp'];

export const scopeOf = (permission: Permission): string => `https://www.googleapis.com/auth/${permission}`;

/** Goes on where the person has allowed all of this; else Google asks them for it, and the run ends here. */
export const requirePermissions = (needed: readonly Permission[]): void =>
  ScriptApp.requireScopes(ScriptApp.AuthMode.FULL, needed.map(scopeOf));

const infoOf = (needed: readonly Permission[]) =>
  ScriptApp.getAuthorizationInfo(ScriptApp.AuthMode.FULL, needed.map(scopeOf));

const isGiven = (info: GoogleAppsScript.Script.AuthorizationInfo): boolean =>
  info.getAuthorizationStatus() === ScriptApp.AuthorizationStatus.NOT_REQUIRED;

export const isAllowed = (needed: readonly Permission[]): boolean => isGiven(infoOf(needed));

/**
 * Why something is not done that needs more than the person has allowed: which boxes to tick, and where Google asks
 * again. Google itself asks nothing while a page is open, and its own words say neither.
 *
 * @returns Null where all of it is allowed.
 */
export function refuseWithout(needed: readonly Permission[]): Refusal | null {
  const info = infoOf(needed);
  if (isGiven(info)) return null;
  const given = info.getAuthorizedScopes() ?? [];
  const missing = needed.filter((permission) => !given.includes(scopeOf(permission)));
  const boxes = (missing.length > 0 ? missing : needed).map((permission) => {
    const { says, why }: Box = PERMISSIONS[permission];
    return `“${says}” (${why})`;
  });
  const were = boxes.length === 1 ? 'this box was' : 'these boxes were';
  const allow = info.getAuthorizationUrl();
  return refuse(
    `Nothing was done, because ${were} left unticked when Google asked what the tracker may do: ` +
      `${boxes.join(', ')}. ` +
      'Choose an entry of the menu Clusters, or the button below: Google asks again. Tick all boxes and try again.',
    { again: true, ...(allow === null ? {} : { allow }) },
  );
}
