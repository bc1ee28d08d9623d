/** The file's time zone, which any editor can change and by which Google makes days of date cells and back. */
import { TIME_ZONE } from '../rules/basics/days';
import type { World } from './world';

/** What is wrong with the time zone of the file, and what to do; null while it is that of the programme. */
export function wrongZone(world: Pick<World, 'timeZone'>): string | null {
  const zone = world.timeZone();
  if (zone === TIME_ZONE) return null;
  return (
    `The time zone of this file is ${zone}, so its dates may be read a day out. Under File ▸ Settings ▸ Time zone ` +
    'choose "(GMT+00:00) London" and save the settings, or run Clusters ▸ Set up workbook, which does the same.'
  );
}
