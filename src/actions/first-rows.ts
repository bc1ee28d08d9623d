/** What set-up writes into tabs and columns that are new. */
import type { ParameterName } from '../rules/basics/parameter-table';
import { MATTER_SPECS } from '../rules/requests/matters';
import { writeAgreed } from '../rules/requests/schools-agree';
import { snapshotOf } from '../rules/requests/snapshot';
import { ROSTER, ROSTER_NAME, rosterSchoolId } from '../sample/roster';
import { defaultSettings } from '../workbook/reading/read-settings';
import type { Tables } from '../workbook/tables';
import type { Context } from './perform';

/**
 * The rows a workbook has to have: every parameter, and an ID of its own. No cluster and no school: those come when
 * somebody says which (start-programme.ts).
 *
 * @param drawId - Draws an ID; asked for one where the workbook has none, and never otherwise. Rule P5.
 */
export function firstRows(tables: Tables, changes: Context['changes'], drawId: () => string): string[] {
  const settings = tables.get('settings');
  const missing = defaultSettings().filter(({ parameter }) => !settings.find('parameter', parameter));
  const named = nameBefore(tables);
  const given: Partial<Record<ParameterName, string>> = named === null ? {} : { 'programme.name': named };
  const ids = settings.where('parameter', 'programme.id');
  const hasId = ids.some(({ value }) => value !== null);
  if (!hasId) given['programme.id'] = drawId();
  for (const row of missing) {
    const value = given[row.parameter];
    changes.append('settings', (value === undefined ? row : { ...row, value, status: 'confirmed' }) as never);
  }
  const [blank] = hasId ? [] : ids;
  if (blank)
    changes.update('settings', settings.rowNumber(blank.row), { value: given['programme.id']!, status: 'confirmed' });
  return [
    ...(missing.length === 0 ? [] : [`Entered ${missing.length} figures of the rules in Settings`]),
    ...(hasId ? [] : [`Gave the programme the ID ${given['programme.id']}`]),
  ];
}

/**
 * What an earlier version, which knew one programme only, called that of the guidance on every paper; null where the
 * workbook is new, has said what it is called, or is of another programme.
 */
function nameBefore(tables: Tables): string | null {
  const settings = tables.get('settings');
  if (settings.count === 0 || settings.find('parameter', 'programme.name')) return null;
  return ROSTER.some(({ name }) => tables.find('clusters', name) >= 0) ? ROSTER_NAME : null;
}

/** The clusters, schools and membership of the guidance, as far as they are not there. Rule P6. */
export function rosterRows(tables: Tables, changes: Context['changes']): string[] {
  const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
  // Where the clusters alone were lost, the schools of the guidance are there still.
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

/** Whether nothing stands in a tab, not even what cannot be read. */
export const isEmpty = ({ count, leftOut }: { count: number; leftOut: readonly number[] }): boolean =>
  count === 0 && leftOut.length === 0;

const isRoster = (ids: readonly string[]): boolean =>
  ids.length === ROSTER.flatMap(({ schools }) => schools).length &&
  ids.every((id, index) => id === rosterSchoolId(index + 1));

/** Membership of the guidance's roster: as it was published. */
const FROM_THE_START = 17_410; // 1 September 2017

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
