import { SealPress } from '../rules/requests/seals';
import { addSampleRows } from '../sample/add-sample-rows';
import type { Done } from './answers';
import { BOOK_TABS } from './lookups';
import { performSimple, refuse } from './perform';
import { keepSealed } from './register';
import type { World } from './world';

/** Fills a fresh workbook with two invented years ending today; refuses where there is anything already. */
export function addSampleData(world: World): Done {
  return performSimple(
    world,
    [...BOOK_TABS, 'release', 'reviews'],
    (context): Done => {
      const { tables, changes, today, log } = context;
      context.lasts(); // editors are let in with it
      const used = ['people', 'meetings', 'attendance', 'sessions', 'requests', 'decisions', 'ledger'] as const;
      const busy = used.filter((key) => tables.get(key).count + tables.get(key).leftOut.length > 0);
      if (busy.length > 0) {
        return refuse(
          'Sample data is for a fresh workbook only: this one has rows already, and nothing was written. Make a new ' +
            'spreadsheet to try it.',
        );
      }
      if (tables.get('clusters').count < 5 || tables.get('schools').count < 37) {
        return refuse('Sample data needs the clusters and schools of the guidance: run Set up workbook first.');
      }
      const seals = tables.seals?.();
      const press = seals?.state === 'kept' ? new SealPress(seals) : null;
      for (const { action, reference, what, ...past } of addSampleRows(tables, changes, today, press))
        log(action, reference, what, past);
      keepSealed(context, press?.register ?? new Map());
      log('Add sample data', '', 'Two invented years');
      return { ok: true, message: 'Two invented years are in the workbook. The people are invented too.' };
    },
    () => true,
  );
}
