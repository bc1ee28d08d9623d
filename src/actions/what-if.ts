/** Next year's money with other schools, figures or agreements. It reads, works out and answers; nothing is written. */
import { firstDayOf, formatDay, formatYear, fundingYearOf, isoOf } from '../rules/basics/days';
import { formatParameter, sayParameter } from '../rules/basics/parameters';
import { agreementsHad } from '../rules/clusters/agreement';
import { isMember, membersOn } from '../rules/clusters/membership';
import { agreementStanding, agreementText } from '../rules/overview/standings';
import type { Plan, Renewal, RosterPlan } from '../rules/overview/what-if';
import { FIGURES_TO_TRY, whatIf as tryIt } from '../rules/overview/what-if';
import { whatIfPaper } from '../rules/overview/what-if-paper';
import { expectedText, parameterFromCell } from '../workbook/reading/read-settings';
import { VERSION, versionText } from '../workbook/version';
import type { WhatIf, WhatIfForm } from './answers';
import { BOOK_TABS, booksIn, dayTyped, unreadText } from './lookups';
import { everybody, shownPaper } from './own-pages';
import type { Context } from './perform';
import { ask, refuseFields } from './perform';
import type { FieldProblem } from './schemas/parts';
import { check } from './schemas/parts';
import type { WhatIfSent } from './schemas/what-if';
import { whatIfSchema } from './schemas/what-if';
import type { World } from './world';

/** What the page needs to open: clusters with their schools and agreements, and the figures that can be tried. */
export function whatIfForm(world: World): WhatIfForm {
  return ask(
    world,
    BOOK_TABS,
    (context): WhatIfForm => {
      const { tables, me, parameters, today } = context;
      const year = fundingYearOf(today) + 1;
      const first = firstDayOf(year);
      const schools = tables.get('schools');
      return {
        ok: true,
        me: { email: me.email, name: me.name, roles: me.roles },
        unread: unreadText(context, BOOK_TABS),
        year: formatYear(year),
        from: isoOf(first),
        last: isoOf(first - 1),
        clusters: tables.get('clusters').rows.map((cluster) => {
          const end = agreementsHad(cluster, parameters).pop()?.end ?? Number.NaN;
          return {
            ...{ id: cluster.id, name: cluster.name },
            agreement: agreementText(agreementStanding(cluster, parameters, today)),
            renewsOn: isoOf(Number.isNaN(end) ? first : end + 1),
            members: membersOn(tables.get('membership'), cluster.row, first).map((row) => {
              const { id, name } = schools.at(row);
              return { id, name };
            }),
          };
        }),
        schools: schools.rows.map(({ id, name }) => ({ id, name })),
        figures: FIGURES_TO_TRY.map((name) => {
          const { value, status } = parameters.at(name, year);
          return {
            ...{ parameter: name, says: sayParameter(name, value), value: formatParameter(name, value), status },
            expected: expectedText(name),
          };
        }),
      };
    },
    everybody,
  );
}

/** Works out what is tried. */
export function whatIf(world: World, payload: unknown): WhatIf {
  const checked = check(whatIfSchema, payload);
  if ('problems' in checked) return refuseFields(checked.problems);
  return ask(
    world,
    BOOK_TABS,
    (context): WhatIf => {
      const { tables, parameters, today } = context;
      const plan = planOf(context, checked.value);
      if ('problems' in plan) return refuseFields(plan.problems);
      const books = booksIn(tables);
      const result = tryIt(books, parameters, plan, today, fundingYearOf(today));
      return {
        ok: true,
        unread: unreadText(context, BOOK_TABS),
        paper: shownPaper(context, whatIfPaper(books, parameters, plan, result, today)),
        version: versionText(VERSION),
      };
    },
    everybody,
  );
}

/** What was sent as the rules take it, or everything that does not fit. */
function planOf({ tables, parameters, today }: Context, sent: WhatIfSent): Plan | { problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => void problems.push({ field, message });
  const clusterOf = (id: string, field: string): number => {
    const row = tables.byId('clusters', id);
    if (row < 0) wrong(field, 'Pick a cluster of the list.');
    return row;
  };
  const dayOf = (typed: string, field: string): number => {
    const day = dayTyped(typed);
    if (day === null) wrong(field, 'Pick a date of the calendar.');
    return day ?? 0;
  };
  const year = fundingYearOf(today) + 1;
  const roster = sent.roster.map((change, index): RosterPlan => {
    const [cluster, day] = [
      clusterOf(change.cluster, `roster.${index}.cluster`),
      dayOf(change.on, `roster.${index}.on`),
    ];
    const school = change.school ? tables.byId('schools', change.school) : null;
    const at = `roster.${index}.school`;
    if (school !== null && school < 0) wrong(at, 'Pick a school of the list.');
    else if (school === null && !change.joins) wrong(at, 'Pick the school that leaves.');
    else if (
      school !== null &&
      cluster >= 0 &&
      isMember(tables.get('membership'), school, cluster, day) === change.joins
    )
      wrong(at, change.joins ? `It is a member on ${formatDay(day)}.` : `It is no member on ${formatDay(day)}.`);
    return { cluster, school, joins: change.joins, day };
  });
  const renewals = sent.renewals.map((renewal, index): Renewal => {
    const cluster = clusterOf(renewal.cluster, `renewals.${index}.cluster`);
    const start = dayOf(renewal.from, `renewals.${index}.from`);
    const newest = cluster < 0 ? null : tables.get('clusters').at(cluster).agreementStart;
    if (newest !== null && start <= newest)
      wrong(`renewals.${index}.from`, `An agreement began on ${formatDay(newest)}: pick a later day.`);
    return { cluster, start };
  });
  const figures = sent.figures.flatMap(({ parameter: name, value: typed }, index) => {
    const value = parameterFromCell(name, typed);
    if (value === undefined) wrong(`figures.${index}.value`, `Type ${expectedText(name)}.`);
    // What stands there already is nothing to try.
    return value === undefined || value === parameters.at(name, year).value ? [] : [{ name, value }];
  });
  return problems.length > 0 ? { problems } : { roster, renewals, figures };
}
