/** The tab Extract: the whole programme as plain rows for engines that read many workbooks, switched on and off. */
import { programmeOn } from '../rules/basics/programme';
import type { Done, ExtractState } from './answers';
import { ask, caretaker, perform, refuse } from './perform';
import { switchSchema } from './schemas/tools';
import { maySetUp } from './set-up';
import { decidersText } from './whose-job';
import type { World } from './world';

/** Where it is noted that the tab was switched on. */
const EXTRACT = 'extract';
const ON = 'on';

/** Whether there is the tab, and of which programme it tells. */
export function extractState(world: World): ExtractState {
  return ask(
    world,
    [],
    (context): ExtractState => {
      const name = world.extract.name();
      return {
        ok: true,
        on: name !== null,
        tab: name ?? '',
        programme: programmeOn(context.parameters, context.today),
        notYours: maySetUp(context, world) ? '' : `This is not yours to switch. ${decidersText(context)}`,
      };
    },
    caretaker,
  );
}

/** Adds the tab, or takes it away: nothing is typed in it, so nothing is lost. */
export function switchExtract(world: World, payload: unknown): Done {
  return perform(
    world,
    switchSchema,
    payload,
    [],
    (context, { on }): Done => {
      if (!maySetUp(context, world)) return refuse(`This is not yours to switch. ${decidersText(context)}`);
      const { id, name } = programmeOn(context.parameters, context.today);
      if (on && (id === '' || name === ''))
        return refuse(
          'The programme has no name and ID yet. Say what it is called in Clusters ▸ Set up workbook first.',
        );
      // What was cut off is gone on with: the tab comes first, then the note of it with the line of the log.
      const isNoted = world.store.get(EXTRACT) === ON;
      if ((world.extract.name() !== null) === on && isNoted === on)
        return { ok: true, unchanged: true, message: `The tab Extract is ${on ? 'on' : 'off'} already.` };
      context.lasts(); // a tab is no cell
      if (on) world.extract.add();
      else world.extract.remove();
      context.keep(EXTRACT, on ? ON : '');
      context.log('Extract', '', on ? 'Switched on' : 'Switched off');
      return { ok: true, message: on ? `The tab ${world.extract.name()} is there.` : 'The tab is gone.' };
    },
    caretaker,
  );
}
