/** What is said to somebody whose change a protection refuses. */
import type { SavedProtection } from '../../contract';
import type { PageMutation } from '../page-side';

interface Attempt {
  /** Without a full stop. */
  cannot: string;
  /** What to do where only some of the cells are protected. */
  instead?: string;
}

const CLEAR = 'Clear the cells that you may change instead.';
const ALONGSIDE = 'Leave the protected cells out of what you select.';
const ATTEMPTS: Record<string, Attempt> = {
  'insert-row': { cannot: 'No row can be put in here', instead: 'Use the next blank row; the tab can be sorted.' },
  'insert-col': { cannot: 'No column can be put in here' },
  'remove-rows': { cannot: 'These rows cannot be deleted', instead: CLEAR },
  'remove-col': { cannot: 'These columns cannot be deleted', instead: CLEAR },
  'move-rows': { cannot: 'These rows cannot be moved', instead: 'The tab can be sorted.' },
  'move-columns': { cannot: 'These columns cannot be moved' },
  'move-range': { cannot: 'These cells cannot be moved', instead: ALONGSIDE },
  'reorder-range': { cannot: 'These cells cannot be sorted', instead: ALONGSIDE },
  'remove-sheet': { cannot: 'This tab cannot be deleted' },
  'set-worksheet-name': { cannot: 'This tab cannot be renamed' },
  'set-worksheet-hidden': { cannot: 'This tab cannot be hidden or shown' },
  'set-worksheet-default-style': { cannot: 'This tab cannot be changed as a whole' },
  'set-frozen': { cannot: 'Other rows and columns of this tab cannot be frozen' },
  'set-tab-color': { cannot: 'This tab cannot have another colour' },
  'set-gridlines-color': { cannot: 'The lines of this tab cannot be changed' },
  'toggle-gridlines': { cannot: 'The lines of this tab cannot be changed' },
};

/** What cannot be done, what to do instead, and what whoever protected the cells wrote about them. */
export function refusalText({ tried, by }: { tried: PageMutation; by: SavedProtection }): string {
  const attempt = ATTEMPTS[tried.id.replace('sheet.mutation.', '')];
  if (!attempt) return sentences('This cannot be changed by hand.', by.description);
  const isWhole = by.range === undefined;
  const because = isWhole ? 'the tab is protected' : 'protected cells are in the way';
  return sentences(`${attempt.cannot}: ${because}.`, isWhole ? '' : (attempt.instead ?? ''), by.description);
}

const sentences = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');
