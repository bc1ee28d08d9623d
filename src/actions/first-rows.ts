/** What set-up writes into tabs that are new. */
import { MATTER_SPECS } from '../rules/requests/matters';
import { writeAgreed } from '../rules/requests/schools-agree';
import { snapshotOf } from '../rules/requests/snapshot';
import { ROSTER, rosterSchoolId } from '../sample/roster';
import { defaultSettings } from '../workbook/reading/read-settings';
import type { Tables } from '../workbook/tables';
import type { Context } from './perform';

/** The rows a fresh workbook starts with: the guidance's clusters and schools, and every parameter. Rule P6. */
export const firstRows = (tables: Tables, changes: Context['changes']): string[] => [
  ...rosterRows(tables, changes),
  ...settingsRows(tables, changes),
];

function rosterRows(tables: Tables, changes: Context['changes']): string[] {
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  const isEmpty = ({ count, leftOut }: { count: number; leftOut: readonly number[] }) =>
    count === 0 && leftOut.length === 0;
  // The clusters are written last: schools of the guidance without any are what a run that was cut off has left.
  const hasSchools = !isEmpty(schools);
  if (!isEmpty(clusters) || (hasSchools && !isRoster(schools.rows.map(({ id }) => id)))) return [];
  // Where the other two were lost, rows of Membership name what is not there: they are read again once it is.
  const withMembership = isEmpty(tables.get('membership'));
  let number = 0;
  for (const cluster of ROSTER) {
    changes.append('clusters', { id: cluster.id, name: cluster.name, aliases: [...cluster.aliases] });
    for (const { name, phase, aliases } of cluster.schools) {
      number++;
      const id = rosterSchoolId(number);
      if (!hasSchools) changes.append('schools', { id, name, phase, aliases: aliases?.length ? [...aliases] : null });
      if (!withMembership) continue;
      const membership = `MB-${String(number).padStart(2, '0')}`;
      changes.appendFor(
        'membership',
        { cluster: cluster.name, school: name },
        { id: membership, from: FROM_THE_START },
      );
    }
  }
  return [`Entered the ${ROSTER.length} clusters and ${number} schools of the guidance`];
}

const isRoster = (ids: readonly string[]): boolean =>
  ids.length === ROSTER.flatMap(({ schools }) => schools).length &&
  ids.every((id, index) => id === rosterSchoolId(index + 1));

/** Membership of the guidance's roster: as it was published. */
const FROM_THE_START = 17_410; // 1 September 2017

function settingsRows(tables: Tables, changes: Context['changes']): string[] {
  const settings = tables.get('settings');
  const missing = defaultSettings().filter(({ parameter }) => !settings.find('parameter', parameter));
  for (const row of missing) changes.append('settings', row as never);
  return missing.length === 0 ? [] : [`Entered ${missing.length} figures of the rules in Settings`];
}

/**
 * The resource of a first copy has a column of its own. In rows of an older version it stands in what they are for:
 * the first line of that is taken. Rule S9.
 */
export function noteResources(tables: Tables, changes: Context['changes']): string[] {
  const requests = tables.get('requests');
  if (requests.rows.some(({ resource }) => resource !== null)) return [];
  const orders = requests.rows.filter(({ matter }) => MATTER_SPECS[matter].paidBy === 'Trust');
  for (const { row, purpose } of orders)
    changes.update('requests', requests.rowNumber(row), { resource: purpose.split('\n')[0]!.trim().slice(0, 200) });
  return orders.length === 0 ? [] : [`Noted the resource of ${orders.length} first copies, from what they are for`];
}

/**
 * What schools agree to is noted beside them. Rows of an older version have nothing noted: what they say on the day
 * that the column comes is taken for what was agreed. Rules S8 and A2.
 */
export function noteAgreements(tables: Tables, changes: Context['changes']): string[] {
  const requests = tables.get('requests');
  // The column was there, under another header.
  if (requests.rows.some(({ agreedOnWhat }) => agreedOnWhat !== null)) return [];
  const roster = { clusters: tables.get('clusters'), schools: tables.get('schools') };
  const agreed = requests.rows.filter(({ schoolsAgreeing }) => schoolsAgreeing !== null && schoolsAgreeing.length > 0);
  for (const request of agreed) {
    const agreeing = (request.schoolsAgreeing ?? []).map((school) => roster.schools.at(school).id);
    const agreedOnWhat = writeAgreed(snapshotOf(roster, request), agreeing);
    changes.update('requests', requests.rowNumber(request.row), { agreedOnWhat });
  }
  return agreed.length === 0
    ? []
    : [`Noted what the schools agreed to in ${agreed.length} of the requests, as they stand`];
}
