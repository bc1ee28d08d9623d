import { formatDay, formatYear, fundingYearOf } from '../rules/basics/days';
import { assumesText } from '../rules/basics/parameters';
import { attendanceGrid as gridOf } from '../rules/meetings/attendance-grid';
import { engagements } from '../rules/meetings/engagement';
import { releaseYears } from '../rules/meetings/release';
import { sharedByText } from '../rules/money/cpd';
import { schoolShares as sharesOf } from '../rules/money/shares';
import { annualReview } from '../rules/overview/review';
import { missingText, nextStages } from '../rules/overview/stages';
import { psqmPlaces as placesOf } from '../rules/requests/psqm';
import { requestStates } from '../rules/requests/request-state';
import type { Cell } from '../workbook/kinds';
import { serialDate } from '../workbook/kinds';
import { leftOutText } from '../workbook/reading/left-out';
import type { Tables } from '../workbook/tables';
import { defineFunction, mayTab, need, pounds, shown, tab, tabs } from './define-function';
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
  if (cluster < 0) throw new RangeError(`cluster: there is no cluster "${name}" in the Clusters tab.`);
  return cluster;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows in the order people look schools up: by cluster as in the Clusters tab, then by name. */
function bySchool<T extends { school: number }>(tables: Tables, lines: T[], cluster: (line: T) => number): T[] {
  const { name } = tables.get('schools');
  return [...lines].sort((a, b) => cluster(a) - cluster(b) || compareTexts(name[a.school]!, name[b.school]!));
}

export const schoolWatch = defineFunction({
  name: 'SCHOOL_WATCH',
  description:
    'How every member school takes part in counted meetings this funding year, and which need attention (M5).',
  returns: 'A table, one row a school.',
  parameters: [asAt, ...tabs(...WATCH_TABS)],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(WATCH_TABS, grids);
    const [lines, assumed] = parameters.assumedBy(() => engagements(booksOf(tables), parameters, day));
    const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
    return [
      ['School', 'Cluster', 'Counted', 'Attended', 'Share', 'Missed in a row', 'Watch'],
      ...bySchool(tables, lines, ({ cluster }) => cluster).map((line): Cell[] => [
        schools.name[line.school]!,
        clusters.name[line.cluster]!,
        shown(line.counted),
        line.attended,
        line.counted === 0 ? '' : shown(line.attended / line.counted),
        line.missedInARow,
        line.watch,
      ]),
      ...footnote(notes(assumesText(assumed), leftOutText(tables, WATCH_TABS)), 7),
    ];
  },
});

export const schoolRelease = defineFunction({
  name: 'SCHOOL_RELEASE',
  description:
    'Release money school by school in the funding year of a date: committed, declared, evidenced, short (F1 to F3, F9).',
  returns: 'A table, one row a school and cluster, and a total.',
  parameters: [asAt, ...tabs(...WATCH_TABS), mayTab('release')],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(RELEASE_TABS, grids);
    const [lines, assumed] = parameters.assumedBy(() =>
      releaseYears({ ...booksOf(tables), release: tables.get('release') }, parameters, fundingYearOf(day), day),
    );
    const [clusters, schools] = [tables.get('clusters'), tables.get('schools')];
    const total = (pick: (line: (typeof lines)[number]) => number) =>
      pounds(lines.reduce((sum, line) => sum + pick(line), 0));
    return [
      ['School', 'Cluster', 'Half-days', 'Committed', 'Declared', 'Evidenced', 'Shortfall'],
      ...bySchool(tables, lines, ({ cluster }) => cluster).map((line): Cell[] => [
        schools.name[line.school]!,
        clusters.name[line.cluster]!,
        shown(line.halfDays),
        pounds(line.committed),
        line.declared ? 'yes' : 'not declared',
        pounds(line.evidenced),
        pounds(line.shortfall),
      ]),
      [
        'All schools',
        '',
        shown(lines.reduce((sum, { halfDays }) => sum + halfDays, 0)),
        total(({ committed }) => committed),
        `${lines.filter(({ declared }) => declared).length} of ${lines.length}`,
        total(({ evidenced }) => evidenced),
        total(({ shortfall }) => shortfall),
      ],
      ...footnote(notes(assumesText(assumed), leftOutText(tables, RELEASE_TABS)), 7),
    ];
  },
});

export const attendanceGrid = defineFunction({
  name: 'ATTENDANCE_GRID',
  description: 'Who came to what: the meetings of one cluster in one funding year, school by school (M3).',
  returns: 'A table, one row a school, one column a meeting.',
  parameters: [...OF_A_YEAR, ...tabs(...GRID_TABS)],
  run: (name, year, ...grids) => {
    const { tables } = openTabs(GRID_TABS, grids);
    const cluster = clusterCalled(tables, name);
    const { meetings, schools } = gridOf(booksOf(tables), cluster, year);
    const [table, schoolRows] = [tables.get('meetings'), tables.get('schools')];
    const came = meetings.map((_, index) => {
      const places = schools.filter((school) => school.wasMember[index]);
      const present = places.filter(({ marks }) => marks[index] === 'Present' || marks[index] === 'Substitute');
      return `${present.length} of ${places.length}`;
    });
    return [
      [
        'School',
        ...meetings.map((row) => {
          const kind = table.kind[row] === 'Sub-group' ? ', sub-group' : '';
          return `${formatDay(table.date[row]!)}${kind}${table.inSchoolHours[row] ? '' : ', after school'}`;
        }),
      ],
      ...schools.map(({ school, marks }): Cell[] => [schoolRows.name[school]!, ...marks.map((mark) => mark ?? '')]),
      ['Came', ...came],
      ...footnote(leftOutText(tables, GRID_TABS), 1 + meetings.length),
    ];
  },
});

export const schoolShares = defineFunction({
  name: 'SCHOOL_SHARES',
  description: 'What schools owe for training above the cap, what they paid, and what is open (S2, F14).',
  returns: 'A table, one row a school and session, and a total.',
  parameters: [asAt, ...tabs(...SHARE_TABS)],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(SHARE_TABS, grids);
    const books = booksOf(tables);
    const [lines, assumed] = parameters.assumedBy(() => sharesOf(books, parameters, day));
    const [sessions, schools] = [tables.get('sessions'), tables.get('schools')];
    const header: Cell[] = ['School', 'Session', 'Date', 'Provider', 'Owes', 'Paid', 'Open', 'Shared by'];
    const leftOut = footnote(leftOutText(tables, SHARE_TABS), 8);
    if (lines.length === 0) return [header, ['No school owes anything.', '', '', '', '', '', '', ''], ...leftOut];
    const total = (pick: (line: (typeof lines)[number]) => number) =>
      pounds(lines.reduce((sum, line) => sum + pick(line), 0));
    return [
      header,
      ...bySchool(tables, lines, ({ session }) => sessions.date[session]!).map((line): Cell[] => [
        schools.name[line.school]!,
        sessions.id[line.session]!,
        serialDate(sessions.date[line.session]!),
        sessions.provider[line.session]!,
        pounds(line.owes),
        pounds(line.paid),
        pounds(line.open),
        sharedByText(books.clusters, line),
      ]),
      [
        'All schools',
        '',
        '',
        '',
        total(({ owes }) => owes),
        total(({ paid }) => paid),
        total(({ open }) => open),
        assumesText(assumed),
      ],
      ...leftOut,
    ];
  },
});

export const psqmPlaces = defineFunction({
  name: 'PSQM_PLACES',
  description:
    'The Trust’s PSQM places in the funding year of a date: how many there are, are given, are left (F10, Q3).',
  returns: 'A table of one row.',
  parameters: [asAt, ...tabs(...PLACE_TABS)],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(PLACE_TABS, grids);
    const books = booksOf(tables);
    const year = fundingYearOf(day);
    const { states } = requestStates(books, parameters, day);
    const [{ places, given, left, waiting }, assumed] = parameters.assumedBy(() =>
      placesOf(books.requests, states, parameters, year, day),
    );
    return [
      ['Funding year', 'Places', 'Given', 'Left', 'Waiting'],
      [formatYear(year), shown(places), given, shown(left), waiting],
      ...footnote(notes(assumesText(assumed), leftOutText(tables, PLACE_TABS)), 5),
    ];
  },
});

export const nextStage = defineFunction({
  name: 'NEXT_STAGE',
  description:
    'The stage of every cluster and the checklist for the National Programme, with what is missing (P8, G3).',
  returns: 'A table, one row a cluster.',
  parameters: [asAt, tab('settings'), tab('clusters'), tab('reviews')],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(['settings', 'clusters', 'reviews'], grids);
    const clusters = tables.get('clusters');
    const [lines, assumed] = parameters.assumedBy(() => nextStages(clusters, tables.get('reviews'), parameters, day));
    return [
      ['Cluster', 'Stage', 'Review 1', 'Review 2', 'Report', 'Application', 'Outcome', 'Missing'],
      ...lines.map((line): Cell[] => {
        const reviews = line.steps.slice(0, -3);
        const [report, application, outcome] = line.steps.slice(-3);
        const says = (step: (typeof line.steps)[number] | undefined) =>
          step === undefined
            ? ''
            : (step.done ??
              (Number.isNaN(step.due) ? 'not yet' : day < step.due ? `due ${formatDay(step.due)}` : 'missing'));
        return [
          clusters.name[line.cluster]!,
          line.stage,
          ...[reviews[0], reviews[1], report, application, outcome].map(says),
          missingText(line),
        ];
      }),
      ...footnote(notes(assumesText(assumed), leftOutText(tables, ['settings', 'clusters', 'reviews'])), 8),
    ];
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
    const books = {
      ...booksOf(tables),
      release: tables.get('release'),
      reviews: tables.get('reviews'),
      focusAreas: tables.get('clusters').focusAreas,
    };
    const leftOut = leftOutText(tables, REVIEW_TABS);
    return [
      ...annualReview(books, parameters, cluster, year, day).map((line): Cell[] => [...line]),
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
