import { formatDay } from '../rules/basics/days';
import { assumesText } from '../rules/basics/parameters';
import { quoted } from '../rules/basics/text';
import { STAGE_FIGURES } from '../rules/figures/agreement-figures';
import { questionOn } from '../rules/figures/explain';
import { PLACE_FIGURES } from '../rules/figures/place-figures';
import { RELEASE_FIGURES } from '../rules/figures/release-figures';
import { SHARE_FIGURES } from '../rules/figures/share-figures';
import { WATCH_FIGURES } from '../rules/figures/watch-figures';
import { attendanceGrid as gridOf } from '../rules/meetings/attendance-grid';
import { came } from '../rules/meetings/marks';
import { annualReview } from '../rules/overview/review';
import type { Cell } from '../workbook/cell';
import { leftOutText } from '../workbook/reading/left-out';
import type { Tables } from '../workbook/tables';
import { defineFunction, mayTab, need, tabs } from './define-function';
import { figureTable } from './figure-table';
import { ALL_BUT_REVIEWS, asAt, booksOf, footnote, notes, openTabs } from './open-tabs';

const WATCH_TABS = ['settings', 'clusters', 'schools', 'membership', 'meetings', 'attendance'] as const;
const RELEASE_TABS = [...WATCH_TABS, 'release'] as const;
const SHARE_TABS = [...WATCH_TABS, 'sessions', 'requests', 'ledger'] as const;
const GRID_TABS = ['clusters', 'schools', 'membership', 'meetings', 'attendance'] as const;
const PLACE_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'people',
  'sessions',
  'requests',
  'decisions',
] as const;
const REVIEW_TABS = [...ALL_BUT_REVIEWS, 'reviews'] as const;

/** One cluster in one funding year. */
const OF_A_YEAR = [
  need('cluster', 'text', 'The cluster’s name, alias or ID.', '"West Salisbury Cluster"'),
  need('year', 'year', 'The funding year, such as 2026/27.', 'Overview!B3'),
] as const;

function clusterCalled(tables: Tables, name: string): number {
  const cluster = tables.find('clusters', name.trim());
  if (cluster < 0) throw new RangeError(`cluster: there is no cluster ${quoted(name)} in the Clusters tab.`);
  return cluster;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows in the order people look schools up: by what comes first in the table, then by the school's name. */
function bySchool<R extends { school: number }>(tables: Tables, lines: readonly R[], first: (line: R) => number): R[] {
  const nameOf = ({ school }: R) => tables.get('schools').at(school).name;
  return [...lines].sort((a, b) => first(a) - first(b) || compareTexts(nameOf(a), nameOf(b)));
}

export const schoolWatch = defineFunction({
  name: 'SCHOOL_WATCH',
  description:
    'How every member school takes part in counted meetings this funding year, and which need attention (M5).',
  returns: 'A table, one row a school.',
  parameters: [asAt, ...tabs(...WATCH_TABS)],
  figures: WATCH_FIGURES,
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(WATCH_TABS, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const [lines, assumed] = parameters.assumedBy(() => WATCH_FIGURES.rows(question));
    const rows = bySchool(tables, lines, ({ cluster }) => cluster);
    return figureTable(WATCH_FIGURES, question, rows, {
      below: notes(assumesText(assumed), leftOutText(tables, WATCH_TABS)),
    });
  },
});

export const schoolRelease = defineFunction({
  name: 'SCHOOL_RELEASE',
  description:
    'Release money school by school in the funding year of a date: committed, declared, shown, short (F1 to F3, ' +
    'F9).',
  returns: 'A table, one row a school and cluster, and a total.',
  parameters: [asAt, ...tabs(...WATCH_TABS), mayTab('release')],
  figures: RELEASE_FIGURES,
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(RELEASE_TABS, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const [lines, assumed] = parameters.assumedBy(() => RELEASE_FIGURES.rows(question));
    const rows = bySchool(tables, lines, ({ cluster }) => cluster);
    return figureTable(RELEASE_FIGURES, question, rows, {
      below: notes(assumesText(assumed), leftOutText(tables, RELEASE_TABS)),
    });
  },
});

export const attendanceGrid = defineFunction({
  name: 'ATTENDANCE_GRID',
  description: 'Who came to what: the meetings of one cluster in one funding year, school by school (M3).',
  returns: 'A table, one row a school, one column a meeting.',
  parameters: [...OF_A_YEAR, ...tabs(...GRID_TABS)],
  run: (name, year, ...grids) => {
    const { tables } = openTabs(GRID_TABS, grids);
    const { meetings, schools } = gridOf(booksOf(tables), clusterCalled(tables, name), year);
    const headers = meetings.map(({ kind, date, inSchoolHours }) => {
      const group = kind === 'Sub-group' ? ', sub-group' : '';
      return `${formatDay(date)}${group}${inSchoolHours ? '' : ', after school'}`;
    });
    const attendance = meetings.map((_, index) => {
      const places = schools.flatMap(({ marks }) => marks[index] ?? []).filter(({ wasMember }) => wasMember);
      const taken = places.filter(({ mark }) => mark !== null && mark !== 'not a member' && came(mark));
      return `${taken.length} of ${places.length}`;
    });
    return [
      ['School', ...headers],
      ...schools.map(({ school, marks }): Cell[] => [
        tables.get('schools').at(school).name,
        ...marks.map(({ mark }) => mark ?? ''),
      ]),
      ['Came', ...attendance],
      ...footnote(leftOutText(tables, GRID_TABS), 1 + meetings.length),
    ];
  },
});

export const schoolShares = defineFunction({
  name: 'SCHOOL_SHARES',
  description: 'What schools owe for training above the cap, what they paid, and what is open (S2, F14).',
  returns: 'A table, one row a school and session, and a total.',
  parameters: [asAt, ...tabs(...SHARE_TABS)],
  figures: SHARE_FIGURES,
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(SHARE_TABS, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const [lines, assumed] = parameters.assumedBy(() => SHARE_FIGURES.rows(question));
    const rows = bySchool(tables, lines, ({ session }) => session.date);
    return figureTable(SHARE_FIGURES, question, rows, {
      nothing: 'No school owes anything.',
      inTotal: { 'Shared by': assumesText(assumed) },
      below: leftOutText(tables, SHARE_TABS),
    });
  },
});

export const psqmPlaces = defineFunction({
  name: 'PSQM_PLACES',
  description:
    'The Trust’s PSQM places in the funding year of a date: how many there are, are given, are left (F10, Q3).',
  returns: 'A table of one row.',
  parameters: [asAt, ...tabs(...PLACE_TABS)],
  figures: PLACE_FIGURES,
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(PLACE_TABS, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const [rows, assumed] = parameters.assumedBy(() => PLACE_FIGURES.rows(question));
    return figureTable(PLACE_FIGURES, question, rows, {
      below: notes(assumesText(assumed), leftOutText(tables, PLACE_TABS)),
    });
  },
});

const STAGE_TABS = ['settings', 'clusters', 'reviews'] as const;
const GATE_TABS = ['schools', 'membership', 'people', 'sessions', 'requests', 'decisions'] as const;

export const nextStage = defineFunction({
  name: 'NEXT_STAGE',
  description:
    'The stage of every cluster and the checklist for the National Programme, with what is missing (P8, G3).',
  returns: 'A table, one row a cluster, and one a school that applies for itself.',
  parameters: [asAt, ...tabs(...STAGE_TABS), ...GATE_TABS.map((key) => mayTab(key))],
  figures: STAGE_FIGURES,
  run: (day, ...grids) => {
    const keys = [...STAGE_TABS, ...GATE_TABS] as const;
    const { tables, parameters } = openTabs(keys, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const [rows, assumed] = parameters.assumedBy(() => STAGE_FIGURES.rows(question));
    return figureTable(STAGE_FIGURES, question, rows, {
      below: notes(assumesText(assumed), leftOutText(tables, keys)),
    });
  },
});

export const clusterReview = defineFunction({
  name: 'CLUSTER_REVIEW',
  description: 'The annual review of one cluster on one page: meetings, money, decisions, findings (G1).',
  returns: 'A table of two columns.',
  parameters: [...OF_A_YEAR, asAt, ...tabs(...REVIEW_TABS)],
  run: (name, year, day, ...grids) => {
    const { tables, parameters } = openTabs(REVIEW_TABS, grids);
    const cluster = clusterCalled(tables, name);
    const books = { ...booksOf(tables), release: tables.get('release'), reviews: tables.get('reviews') };
    const leftOut = leftOutText(tables, REVIEW_TABS);
    return [
      ...annualReview(books, parameters, { cluster, year }, day).map((line): Cell[] => [...line]),
      ...(leftOut === '' ? [] : [['Rows left out', leftOut]]),
    ];
  },
});

export const schoolFunctions = [
  schoolWatch,
  schoolRelease,
  attendanceGrid,
  schoolShares,
  psqmPlaces,
  nextStage,
  clusterReview,
];
