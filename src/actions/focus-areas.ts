/** What a cluster chooses to work on. Rule G4. */
import { FOCUS_AREAS } from '../rules/basics/words';
import type { FocusForm, Recorded } from './answers';
import { unreadText } from './lookups';
import { ask, perform, refuseFields } from './perform';
import { focusAreasSchema } from './schemas/focus-areas';
import { clustersOf, FOCUS, refuseOther, whyNotTheirs, yoursText } from './whose-job';
import type { World } from './world';

/** The clusters whose areas the person records, with what each has chosen, and the areas that the guidance suggests. */
export function focusForm(world: World): FocusForm {
  return ask(world, [], (context): FocusForm => {
    const { tables, me } = context;
    const clusters = clustersOf(context, FOCUS);
    if (clusters.length === 0) return refuseOther(context, FOCUS);
    const chosen = (row: number) => tables.get('clusters').at(row).focusAreas ?? [];
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(FOCUS, clusters, tables.get('clusters').count),
      unread: unreadText(context, []),
      clusters: clusters.map(({ id, name, row }) => ({ id, name, areas: chosen(row) })),
      areas: [...FOCUS_AREAS],
    };
  });
}

/** Writes the areas that a cluster chose, in the place of those before, which the log keeps. */
export function saveFocusAreas(world: World, payload: unknown): Recorded {
  return perform(world, focusAreasSchema, payload, [], (context, value): Recorded => {
    const { tables, changes, log } = context;
    const cluster = tables.get('clusters').find('id', value.cluster);
    if (!cluster) return refuseFields([{ field: 'cluster', message: 'Pick a cluster of the list.' }]);
    const denied = whyNotTheirs(context, FOCUS, cluster);
    if (denied) return denied;
    // A semicolon stands between two areas in the cell.
    const areas = [...new Set([...value.areas, ...(value.other === '' ? [] : [value.other])])];
    const split = areas.find((area) => area.includes(';'));
    if (split !== undefined)
      return refuseFields([
        { field: 'other', message: 'Leave the semicolon out, or enter the two one after the other.' },
      ]);
    const before = cluster.focusAreas ?? [];
    const says = (list: readonly string[]) => list.join('; ') || 'none';
    const answer = {
      ok: true as const,
      id: cluster.id,
      next: 'They stand in the cluster’s annual review.',
      findings: [],
    };
    if (says(areas) === says(before))
      return { ...answer, message: `${cluster.name} works on: ${says(areas)}. That was recorded already.` };
    changes.update('clusters', tables.get('clusters').rowNumber(cluster.row), {
      focusAreas: areas.length === 0 ? null : areas,
    });
    log('Choose focus areas', cluster.id, `${says(areas)} (before: ${says(before)})`);
    return { ...answer, message: `Recorded: ${cluster.name} works on: ${says(areas)}.` };
  });
}
