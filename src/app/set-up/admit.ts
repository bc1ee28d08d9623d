import type { World } from '../../actions/world';
import { Tables } from '../../workbook/tables';
import { Tabs } from '../tabs';
import { ADMITTED, admissionOf, admitDeciders, decidersIn } from './protect-tabs';

/**
 * Lets whoever decides by the People tab into what deciders may edit, where others do than the last time.
 *
 * @param known - People, Clusters and Schools as they are, where they were read just now.
 * @returns What Google refused, each with what to do; it is tried again the next time.
 */
export function admit(world: World, known?: Tables): string[] {
  const tables = known ?? new Tables(world.read(['people', 'clusters', 'schools']));
  const deciders = decidersIn(tables, world.today);
  const admission = admissionOf(deciders);
  if (world.store.get(ADMITTED) === admission) return [];
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  const troubles = admitDeciders(tabs, world.me, deciders);
  if (troubles.length === 0) world.store.set({ [ADMITTED]: admission });
  return troubles;
}
