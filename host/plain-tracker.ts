/** Opens trackers over the plain book, without loading a spreadsheet engine. */
import { PlainBook } from './book/plain/book';
import type { Tracker, TrackerOptions } from './contract';
import { LocalTracker } from './local-tracker';

/** Opens a workbook with the built add-in in it: a new one or a saved one. */
export async function openTracker(options: TrackerOptions): Promise<Tracker> {
  return new LocalTracker(options, (...given) => new PlainBook(...given));
}
