import { sum } from '../rules/basics/lists';
import { NotSet } from '../rules/basics/parameters';
import { programmeOn } from '../rules/basics/programme';
import { questionOn } from '../rules/figures/explain';
import { EXTRACT_FIGURES, hasUnset } from '../rules/figures/extract-figures';
import { leftOut } from '../workbook/reading/left-out';
import { VERSION, versionText } from '../workbook/version';
import { defineFunction, mayTab, tabs } from './define-function';
import { figureTable } from './figure-table';
import { asAt, booksOf, openTabs } from './open-tabs';
import { MONEY_TABS } from './tables';

/** The tabs that it is worked out from, in the order of its arguments after the day. */
export const EXTRACT_TABS = [...MONEY_TABS, 'people'] as const;

export const extract = defineFunction({
  name: 'EXTRACT',
  description:
    'The whole programme as plain rows for BigQuery, Looker Studio and other engines: one row a cluster, pot and funding ' +
    'year, from the first year on. Numbers are numbers, days are texts such as 2026-09-01, and nothing is added up.',
  returns: 'A table with one header row, no totals and no notes; a sentence where a figure it needs is not set.',
  parameters: [asAt, ...tabs(...MONEY_TABS), mayTab('people')],
  figures: EXTRACT_FIGURES,
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(EXTRACT_TABS, grids);
    const { id, name } = programmeOn(parameters, day);
    if (id === '' || name === '')
      throw new RangeError(
        `the programme has no ${id === '' ? 'ID' : 'name'} in Settings. Clusters ▸ Set up workbook ` +
          `${id === '' ? 'gives it one' : 'asks for it'}.`,
      );
    const question = questionOn(booksOf(tables), parameters, day);
    const [rows, used] = parameters.usedBy(() => EXTRACT_FIGURES.rows(question));
    // A number that is not known would be added up as none: the sentence says which it is.
    const unset = rows.some(hasUnset) ? used.find(({ value }) => value === null) : undefined;
    if (unset) throw new NotSet(unset.name);
    const amiss = sum(
      leftOut(tables, EXTRACT_TABS),
      ({ rows: count, cells, headers }) => count + cells + headers.length,
    );
    return figureTable(EXTRACT_FIGURES, question, rows, {
      inRows: { Version: () => versionText(VERSION), 'Left out': () => amiss },
    });
  },
});
