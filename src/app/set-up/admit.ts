import type { World } from '../../actions/world';
import { Tables } from '../../workbook/tables';
import { Tabs } from '../tabs';
import type { Decider } from './editors';
import { admitDeciders, decidersIn } from './protect-tabs';

/**
 * Lets whoever decides by the People tab into what deciders may edit, where others do than the last time.
 *
 * @param known - People, Clusters and Schools as they are, where they were read just now.
 * @returns What Google refused, each with what to do; it is tried again the next time.
 */
export function admit(world: World, known?: Tables): string[] {
  const tables = known ?? new Tables(world.read(['people', 'clusters', 'schools']));
  const deciders = decidersIn(tables, world.today);
  if (world.store.get(ADMITTED) === admissionOf(deciders)) return [];
  const tabs = new Tabs(SpreadsheetApp.getActiveSpreadsheet());
  const troubles = admitDeciders(tabs, world.me, deciders);
  if (troubles.length === 0) noteAdmitted(world, deciders);
  return troubles;
}

/** Notes who was let in, so that nothing is asked of Google until that changes. */
export function noteAdmitted(world: World, deciders: readonly Decider[]): void {
  const admission = admissionOf(deciders);
  if (world.store.get(ADMITTED) !== admission) world.store.set({ [ADMITTED]: admission });
}

/** Whom the pages and the deciders' tabs were last opened to: kept with the document. */
const ADMITTED = 'admitted';

/** Who decides, in a text that changes when somebody comes or goes. */
const admissionOf = (deciders: readonly Decider[]): string =>
  deciders
    .map(({ email }) => email)
    .sort()
    .join(' ');
