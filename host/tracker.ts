/** Opens trackers, over either book. */
import { PlainBook } from './book/plain/book';
import { UniverBook } from './book/univer/univer-book';
import type { Tracker, TrackerOptions } from './contract';
import { LocalTracker, type OpenBook } from './local-tracker';

const BOOKS: Record<NonNullable<TrackerOptions['engine']>, OpenBook> = {
  plain: (...given) => new PlainBook(...given),
  univer: (saved, functions) => new UniverBook(saved, functions),
};

/** Opens a workbook with the built add-in in it: a new one, or a saved one with what has been journalled since. */
export async function openTracker(options: TrackerOptions): Promise<Tracker> {
  const { engine = 'univer', snapshot, ownsSnapshot = false } = options;
  // The plain book leaves what was saved as it is.
  const isCopied = snapshot && engine === 'univer' && !ownsSnapshot;
  const own = isCopied ? { ...snapshot, workbook: structuredClone(snapshot.workbook) } : snapshot;
  return new LocalTracker({ ...options, ...(own && { snapshot: own }) }, BOOKS[engine]);
}
