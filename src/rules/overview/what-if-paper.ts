/** Next year's money as it would be, on paper: what is assumed, what to look at, and every pot beside this year's. */
import type { Day, FundingYear } from '../basics/days';
import { formatDay, formatYear } from '../basics/days';
import { sum } from '../basics/lists';
import type { Parameters } from '../basics/parameters';
import { assumesText, formatParameter, sayParameter } from '../basics/parameters';
import type { Books } from '../money/books';
import type { Block, Line, Paper, PaperCell } from './paper';
import { FIRST_COLUMNS, money, soon, TOTALS, told, words } from './paper';
import type { ClusterTried, Compared, Plan, WhatIf } from './what-if';

/** The page of a year that is tried, as at a day. */
export function whatIfPaper(books: Books, parameters: Parameters, plan: Plan, result: WhatIf, asAt: Day): Paper {
  const { year, clusters } = result;
  const blocks: Block[] = [
    { heading: 'What is tried', lines: planLines(books, parameters, plan, year), table: null },
    { heading: 'Look at this', lines: findingLines(result), table: null },
    { heading: `Money of the pots in ${formatYear(year)}`, lines: [], table: potTable(clusters, year) },
    { heading: 'Schools, and what they set aside for release', lines: [], table: schoolTable(clusters, year) },
  ];
  return {
    title: `What if: funding in ${formatYear(year)}`,
    about: [
      `${formatYear(year)} beside ${formatYear(year - 1)}, as at ${formatDay(asAt)}`,
      'All clusters',
      'Only tried: nothing of this is written anywhere',
    ],
    blocks: blocks.filter(({ lines, table }) => lines.length > 0 || table !== null),
    assumes: assumesText(result.assumes),
  };
}

function planLines(books: Books, parameters: Parameters, plan: Plan, year: FundingYear): Line[] {
  const nameOf = (cluster: number) => books.clusters.at(cluster).name;
  const lines = [
    ...plan.roster.map(({ cluster, school, joins, day }) => {
      const who = school === null ? 'A school that is not in the workbook yet' : books.schools.at(school).name;
      return joins
        ? `${who} joins ${nameOf(cluster)} on ${formatDay(day)}.`
        : `${who} leaves ${nameOf(cluster)}: its last day is ${formatDay(day)}.`;
    }),
    ...plan.renewals.map(({ cluster, start }) => `${nameOf(cluster)} has a new agreement from ${formatDay(start)}.`),
    ...plan.figures.map(({ name, value }) => {
      const { value: is } = parameters.at(name, year);
      return `From ${formatYear(year)}: ${sayParameter(name, value)}, in place of ${formatParameter(name, is)}.`;
    }),
  ];
  return (lines.length === 0 ? ['Nothing yet: the year as it stands.'] : lines).map(told);
}

function findingLines({ clusters, findings }: WhatIf): Line[] {
  return [
    ...clusters.flatMap(({ cluster, findings: own }) =>
      own.map(({ message, rule }) => soon(`${cluster.name}: ${message} (${rule}).`)),
    ),
    ...findings.map(({ message, rule }) => told(`${message} (${rule})`)),
  ];
}

const COMPARED = (year: FundingYear) => [
  money(formatYear(year - 1)),
  money(`${formatYear(year)} as it stands`),
  money(`${formatYear(year)} tried`),
  money('Difference'),
];

/** A sum in the three cases, and what the trying makes of it beside the year as it stands. */
const compared = (all: readonly Compared[]): PaperCell[] => {
  const [now, next, tried] = [sum(all, (one) => one.now), sum(all, (one) => one.next), sum(all, (one) => one.tried)];
  return [now, next, tried, tried - next];
};

function potTable(clusters: readonly ClusterTried[], year: FundingYear): Block['table'] {
  const pots = clusters.flatMap((one) => one.pots);
  const left = (some: readonly { left: number }[]): PaperCell => sum(some, (pot) => pot.left);
  return {
    columns: [words(FIRST_COLUMNS.cluster), words(FIRST_COLUMNS.pot), ...COMPARED(year), money('Left in it today')],
    rows: [
      ...clusters.flatMap((one) =>
        one.pots.map((pot): PaperCell[] => [one.cluster.name, pot.pot, ...compared([pot]), left([pot])]),
      ),
      [TOTALS.all, '', ...compared(pots), left(pots)],
    ],
    hasTotal: true,
  };
}

function schoolTable(clusters: readonly ClusterTried[], year: FundingYear): Block['table'] {
  const counts = (all: readonly ClusterTried[]): string => {
    const [now, next, tried] = (['now', 'next', 'tried'] as const).map((which) =>
      sum(all, (one) => one.schools[which]),
    );
    return `${now} / ${next} / ${tried}`;
  };
  const rowOf = (name: string, all: readonly ClusterTried[]): PaperCell[] => [
    name,
    counts(all),
    ...compared(all.map(({ release }) => release)),
  ];
  return {
    columns: [words(FIRST_COLUMNS.cluster), words('Schools: this year / as it stands / tried'), ...COMPARED(year)],
    rows: [...clusters.map((one) => rowOf(one.cluster.name, [one])), rowOf(TOTALS.all, clusters)],
    hasTotal: true,
  };
}
