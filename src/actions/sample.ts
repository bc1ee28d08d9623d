import { SealPress } from '../rules/requests/seals';
import { addSampleRows } from '../sample/add-sample-rows';
import { ROSTER_NAME } from '../sample/roster';
import type { Tables } from '../workbook/tables';
import type { Answer, Done } from './answers';
import { isEmpty, rosterRows } from './first-rows';
import { BOOK_TABS } from './lookups';
import type { Context } from './perform';
import { performSimple, refuse } from './perform';
import { keepSealed } from './register';
import { isBlank, nameProgramme } from './start-programme';
import type { World } from './world';

const USED = ['people', 'meetings', 'attendance', 'sessions', 'requests', 'decisions', 'ledger'] as const;

/** Whether anybody has worked in it. */
const isUsed = (tables: Tables): boolean => USED.some((key) => !isEmpty(tables.get(key)));

/** The programme of the guidance, which the sample is of, where there is none yet. */
function enterRoster({ tables, changes, log, lasts, ...context }: Context): Answer<object> {
  if (!isBlank(tables) || isUsed(tables)) return { ok: true };
  lasts();
  const did = [...rosterRows(tables, changes), ...nameProgramme({ ...context, tables, changes }, ROSTER_NAME)];
  log('Set up', '', did.join('; '));
  return { ok: true };
}

/** Fills a fresh workbook with two invented years ending today; refuses where there is anything already. */
export function addSampleData(world: World): Done {
  const entered = performSimple(world, BOOK_TABS, enterRoster, () => true);
  if (!entered.ok) return entered;
  return performSimple(
    world,
    [...BOOK_TABS, 'release', 'reviews'],
    (context): Done => {
      const { tables, changes, today, log } = context;
      context.lasts(); // editors are let in with it
      if (isUsed(tables)) {
        return refuse(
          'Sample data is for a fresh workbook only: this one has rows already, and nothing was written. Make a new ' +
            'spreadsheet to try it.',
        );
      }
      if (tables.get('clusters').count < 5 || tables.get('schools').count < 37) {
        return refuse('Sample data needs the clusters and schools of the guidance: make a new spreadsheet to try it.');
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
