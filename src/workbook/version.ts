import { version } from '../../package.json';

/** The version of the tracker. package.json is its home. */
export const VERSION: string = version;

/** How a version stands in a cell: with a letter in front, so that no spreadsheet takes it for a date. */
export const versionText = (is: string): string => `v${is}`;

/** What Set up workbook changes in a workbook that a version before this one set up; the newest version comes last. */
const UPGRADES: readonly { readonly version: string; readonly changes: readonly string[] }[] = [
  {
    version: '0.2.0',
    changes: [
      'Requests gets the column “Agreed on what”, noted as they stand for requests whose schools agree already.',
      'Requests gets the columns “Resource”, filled from the purpose of first copies, and “Where it stands”.',
      'Decisions gets the columns “Seal” and “Sealed before”, by which the tracker knows its own decisions.',
      'Membership gets the columns “Led from” and “Led to”, for schools that led their cluster before.',
      'Reviews gets the column “School”, and Outcome a list: Accepted, Declined, Withdrawn.',
      'Clusters gets the column “Earlier agreements”, and Agreement end moves to the right of it.',
      'Overview and Schools at a glance are laid out anew, and Overview shows the version.',
      'Overview begins with what to do next and how each cluster stands; what people wrote there moves to the right.',
      'Protections are renewed: whoever types in a tab can sort it, insert and delete rows.',
      'Settings gets the figures it lacks; formulas and notes on header cells are renewed.',
    ],
  },
  {
    version: '0.3.0',
    changes: [
      'The tab Charts is added beside Overview: charts of all clusters, each with its table.',
      'The tab Cluster page is added: one cluster on one page.',
      'Settings gets the programme’s ID, drawn once, and its name: that of the guidance where its clusters are there.',
      'The tab Year ends is added, empty: what each pot held when a funding year was closed.',
      'Sums and dates in the tabs keep a space from what stands to their right.',
    ],
  },
];

/** What is to be said where the tracker and the workbook are of two versions. */
export interface VersionGap {
  readonly isOlder: boolean;
  readonly message: string;
  /** What Set up workbook will change, each a sentence. */
  readonly changes: readonly string[];
}

/**
 * Compares the version that set the workbook up with this one.
 *
 * @param shown - What Overview shows: `v0.2.0`; blank in a workbook of a version before that.
 * @returns Null where they are the same.
 */
export function versionGap(shown: string, is = VERSION, upgrades = UPGRADES): VersionGap | null {
  const [, found] = /^v(\d+\.\d+\.\d+)$/.exec(shown) ?? [];
  if (found === is) return null;
  if (found !== undefined && compareVersions(found, is) > 0)
    return {
      isOlder: false,
      message:
        `This workbook was set up with version ${found} of the tracker, and the script in it is the older ${is}. ` +
        'Whoever looks after the programme has to update the script; leave Set up workbook alone until then.',
      changes: [],
    };
  return {
    isOlder: true,
    message:
      `This workbook was set up with ${found === undefined ? 'an older version' : `version ${found}`} of the ` +
      `tracker; this is ${is}. What Clusters ▸ Set up workbook changes, run by the Director, the Advisor or the owner:`,
    changes: upgrades
      .filter((upgrade) => found === undefined || compareVersions(upgrade.version, found) > 0)
      .flatMap(({ changes }) => changes),
  };
}

/** Below zero where the first is older. */
function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.split('.').map(Number)) as [number[], number[]];
  const at = a.findIndex((part, i) => part !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
