import { formatYear, fundingYearOf } from '../rules/basics/days';
import { yearIn } from '../workbook/cell';
import { THIS_YEAR } from '../workbook/pages/page';
import { notAllRead } from '../workbook/reading/not-all-read';
import { defineFunction, may, mayTab, tabs } from './define-function';
import { ALL_BUT_REVIEWS, asAt, booksOf, openTabs } from './open-tabs';

const CHECKED_TABS = [...ALL_BUT_REVIEWS, 'reviews'] as const;

export const choice = may(
  'choice',
  'any',
  'What was chosen: a funding year such as 2026/27, or any date in it.',
  'Overview!B3',
);

/** What the first page says of itself. */
export const frontPageFunctions = [
  defineFunction({
    name: 'FUNDING_YEAR',
    description: 'The funding year to show: the one that was chosen, or that of a date where nothing was, or no year.',
    returns: 'Text such as 2026/27.',
    parameters: [choice, asAt],
    run: (chosen, day) => formatYear(yearIn(chosen) ?? fundingYearOf(day)),
  }),
  defineFunction({
    name: 'UNREADABLE',
    description:
      'What of the workbook could not be read or verified, so that the figures go without it, and what to do.',
    returns: 'Text; blank where everything could be read.',
    parameters: [choice, asAt, ...tabs(...ALL_BUT_REVIEWS), mayTab('reviews')],
    run: (chosen, day, ...grids) => {
      const { tables } = openTabs(CHECKED_TABS, grids);
      const found = notAllRead(tables, CHECKED_TABS, booksOf(tables));
      const isYear = chosen === undefined || chosen === THIS_YEAR || yearIn(chosen) !== undefined;
      return [
        ...(found === '' ? [] : [found]),
        ...(isYear
          ? []
          : [
              `“${String(chosen).slice(0, 20)}” is no funding year: the pots are those of ` +
                `${formatYear(fundingYearOf(day))}.`,
            ]),
      ].join(' ');
    },
  }),
];
