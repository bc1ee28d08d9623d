/** Opens trackers, over either book. */
import { PlainBook } from './book/plain/book';
import { UniverBook } from './book/univer/univer-book';
import type { Tracker, TrackerOptions } from './contract';
import { LocalTracker, type OpenBook } from './local-tracker';

const BOOKS: Record<NonNullable<TrackerOptions['engine']>, OpenBook> = {
  plain: (...given) => new PlainBook(...given),
  univer: (saved, functions) => new UniverBook(saved && structuredClone(saved), functions),
};

/** Opens a workbook with the built add-in in it: a new one, or a saved one with what has been journalled since. */
export async function openTracker(options: TrackerOptions): Promise<Tracker> {
  return new LocalTracker(options, BOOKS[options.engine ?? 'univer']);
}
