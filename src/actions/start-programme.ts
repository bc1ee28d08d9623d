/** What a new workbook starts from: the name of its programme, and the guidance's clusters where they are wanted. */
import { fundingYearOf } from '../rules/basics/days';
import { PARAMETERS } from '../rules/basics/parameter-table';
import { programmeOn } from '../rules/basics/programme';
import { plural } from '../rules/basics/words';
import { ROSTER, ROSTER_NAME } from '../sample/roster';
import type { Tables } from '../workbook/tables';
import type { Done, SetUpState } from './answers';
import { settingInForce } from './figures';
import { isEmpty, rosterRows } from './first-rows';
import type { Context } from './perform';
import { caretaker, perform, refuse } from './perform';
import { startSchema } from './schemas/set-up';
import { maySetUp } from './set-up';
import type { World } from './world';

type Asked = Extract<SetUpState, { ok: true }>['programme'];

/** Whether nobody has said yet which clusters and schools there are. */
export const isBlank = (tables: Tables): boolean => isEmpty(tables.get('clusters')) && isEmpty(tables.get('schools'));

/** What the set-up asks of the programme, with what is known. */
export function programmeAsked({ tables, parameters, today }: Context): Asked {
  const schools = ROSTER.reduce((count, cluster) => count + cluster.schools.length, 0);
  return {
    ...programmeOn(parameters, today),
    isBlank: isBlank(tables),
    roster: { name: ROSTER_NAME, says: `${plural(ROSTER.length, 'cluster')} with ${plural(schools, 'school')}` },
  };
}

/**
 * Writes what the programme is called and, where that is wanted, the clusters and schools of the guidance. Nothing of
 * the guidance's programme is in a workbook that did not ask for it. Rules P5 and P6.
 */
export function startProgramme(world: World, payload: unknown): Done {
  return perform(
    world,
    startSchema,
    payload,
    ['membership'],
    (context, { name, from }): Done => {
      if (!maySetUp(context, world))
        return refuse('Only the Director, the Advisor or the owner of the file can change the set-up.');
      const { tables, changes, log } = context;
      const did = [...nameProgramme(context, name), ...(from === 'guidance' ? rosterRows(tables, changes) : [])];
      if (from === 'guidance' && did.length === 0 && !isRosterThere(tables)) return refuse(NOT_BLANK);
      if (did.length === 0) return { ok: true, unchanged: true, message: 'It stands there already.' };
      log('Set up', '', did.join('; '));
      return { ok: true, message: `${did.join('. ')}.` };
    },
    caretaker,
  );
}

const NOT_BLANK =
  'There are clusters or schools in this workbook already, so those of the guidance were not entered. Add to them in ' +
  'Clusters ▸ Workbook ▸ Open a file.';

const isRosterThere = (tables: Tables): boolean => ROSTER.every(({ name }) => tables.find('clusters', name) >= 0);

/** Writes what the programme is called into the row of Settings that counts; earlier years keep their own. Rule P5. */
export function nameProgramme(
  { tables, changes, parameters, me, today }: Pick<Context, 'tables' | 'changes' | 'parameters' | 'me' | 'today'>,
  name: string,
): string[] {
  if (programmeOn(parameters, today).name === name) return [];
  const settings = tables.get('settings');
  const row = settingInForce(tables, 'programme.name', fundingYearOf(today));
  const cells = { value: name, status: 'confirmed' as const, confirmedBy: me.name, confirmedOn: today };
  if (row) changes.update('settings', settings.rowNumber(row.row), cells);
  else {
    const { unit, rule, source } = PARAMETERS['programme.name'];
    changes.append('settings', { ...cells, parameter: 'programme.name', unit, source: `${rule}. ${source}` });
  }
  return [`The programme is called ${name}`];
}
