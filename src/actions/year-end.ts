/** Closing a funding year of a cluster, pot by pot, and opening it again. Rules F11 and F12. */
import type { FundingYear } from '../rules/basics/days';
import { formatDay, formatYear, fundingYearOf, yearOfText } from '../rules/basics/days';
import { findingsText } from '../rules/basics/finding';
import { sumOf } from '../rules/basics/log-chain';
import { formatMoney } from '../rules/basics/money';
import type { Cluster, YearEnd } from '../rules/basics/rows';
import type { YearToClose } from '../rules/money/year-end';
import { closingsOf, movedSince, yearToClose } from '../rules/money/year-end';
import { notAllInYear } from '../rules/money/year-end-words';
import { yearEndPaper } from '../rules/overview/year-end-paper';
import { leftOutText } from '../workbook/reading/left-out';
import { VERSION, versionText } from '../workbook/version';
import type { Recorded, Refusal, YearEndForm } from './answers';
import { say } from './answers';
import { idFrom } from './ids';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { shownPaper } from './own-pages';
import type { Context } from './perform';
import { ALWAYS_READ, ask, perform, refuse, refuseFields } from './perform';
import { check } from './schemas/parts';
import { closeYearSchema, openYearSchema, yearEndPickSchema } from './schemas/year-end';
import { clustersOf, refuseOther, whyNotTheirs, YEAR_ENDS, yoursText } from './whose-job';
import type { World } from './world';

const TABS = [...BOOK_TABS, 'yearEnds'] as const;

/** What is known of a cluster's year: as it would be closed, and the lines by which it was. */
interface Looked {
  readonly cluster: Cluster;
  readonly year: FundingYear;
  readonly view: YearToClose;
  /** The closing lines that stand; none while the year is open. */
  readonly standing: readonly YearEnd[];
  /** What the form shows, for {@link whyChanged}. */
  readonly shown: string;
}

const booksOf = ({ tables }: Pick<Context, 'tables'>) => ({ ...booksIn(tables), yearEnds: tables.get('yearEnds') });

/** Looks at a year of a cluster: the same for the form and for what it sends. */
function lookAt(context: Context, cluster: Cluster, year: FundingYear): Looked {
  const { tables, parameters, today } = context;
  const books = booksOf(context);
  const view = yearToClose(books, parameters, { cluster: cluster.row, year }, today);
  const unread = leftOutText(tables, [...ALWAYS_READ, ...TABS]);
  const findings = [...view.findings, ...(unread === '' ? [] : [notAllInYear({ unread })])];
  const standing = closingsOf(books.yearEnds, cluster.row, year);
  const shown = sumOf(
    JSON.stringify([
      ...[cluster.id, year, standing.map(({ id }) => id), findingsText(findings)],
      ...view.pots.map(({ opening, received, otherIncome, spent, closing, committed }) =>
        [opening, received, otherIncome, spent, closing, committed].map(formatMoney),
      ),
    ]),
  ).slice(0, 16);
  return { cluster, year, view: { ...view, findings }, standing, shown };
}

/** What the page needs to open: a year of a cluster as it would be closed today, or as it was closed. */
export function yearEndForm(world: World, payload?: unknown): YearEndForm {
  const checked = check(yearEndPickSchema, payload ?? {});
  if ('problems' in checked) return refuseFields(checked.problems);
  return ask(world, TABS, (context): YearEndForm => {
    const { tables, me, parameters, today } = context;
    const clusters = clustersOf(context, YEAR_ENDS);
    const cluster = clusters.find(({ id }) => id === checked.value.cluster) ?? clusters[0];
    if (!cluster && tables.get('clusters').count === 0) return refuse(NO_CLUSTER);
    if (!cluster) return refuseOther(context, YEAR_ENDS);
    const years = yearsOf(context, cluster);
    const wanted = checked.value.year ? yearOfText(checked.value.year) : null;
    const year = years.find((one) => one === wanted) ?? years.find((one) => one < fundingYearOf(today)) ?? years[0]!;
    const looked = lookAt(context, cluster, year);
    const books = booksOf(context);
    const isClosed = looked.standing.length > 0;
    const moved = movedSince(books, parameters, looked.standing).map(({ finding }) => finding);
    const findings = isClosed ? moved : looked.view.findings;
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(YEAR_ENDS, clusters, tables.get('clusters').count),
      unread: unreadText(context, TABS),
      clusters: clusters.map(({ id, name }) => ({ id, name })),
      cluster: { id: cluster.id, name: cluster.name },
      year: formatYear(year),
      years: years.map(formatYear),
      closed: isClosed ? closedText(context, looked) : '',
      findings: findings.map(say),
      needsNote: looked.view.needsNote,
      shown: looked.shown,
      paper: shownPaper(context, yearEndPaper(books, looked, findings)),
      version: versionText(VERSION),
    };
  });
}

const NO_CLUSTER =
  'There is no cluster yet, so no year can be closed. Clusters ▸ Set up workbook leads through the first steps.';
const MOST_YEARS = 8;

/** This funding year and those before it from which a cluster has money or an agreement, the newest first. */
function yearsOf({ tables, today }: Context, cluster: Cluster): FundingYear[] {
  const lines = tables.get('ledger').where('cluster', cluster.row);
  const days = [...(cluster.earlierStarts ?? []), cluster.agreementStart ?? today, ...lines.map(({ date }) => date)];
  const last = fundingYearOf(today);
  const first = Math.max(last - MOST_YEARS + 1, Math.min(last, ...days.map(fundingYearOf)));
  return Array.from({ length: last - first + 1 }, (_, ago) => last - ago);
}

function closedText({ tables }: Pick<Context, 'tables'>, { standing }: Pick<Looked, 'standing'>): string {
  const { row, closedOn } = standing[0]!;
  const by = tables.get('yearEnds').at(row).closedBy;
  return `Closed on ${formatDay(closedOn)}${by ? ` by ${by}` : ''}.`;
}

/** The cluster and the year that a form sends, where the person may close it. */
function sentFor(context: Context, sent: { cluster: string; year: string }): Looked | Refusal {
  const cluster = context.tables.get('clusters').find('id', sent.cluster);
  const year = yearOfText(sent.year);
  if (!cluster) return refuseFields([{ field: 'cluster', message: 'Pick a cluster of the list.' }]);
  const denied = whyNotTheirs(context, YEAR_ENDS, cluster);
  if (denied) return denied;
  if (year === null || !yearsOf(context, cluster).includes(year))
    return refuseFields([{ field: 'year', message: 'Pick a year of the list.' }]);
  return lookAt(context, cluster, year);
}

const CHANGED =
  'Something was changed since you looked: the sums, or what is to be looked at first, are others now. Nothing was ' +
  'written. Look at the page again, which shows it as it is.';

/** Writes one closing line a pot. Nothing is written twice: a year that is closed stays as it is. */
export function closeYear(world: World, payload: unknown): Recorded {
  return perform(world, closeYearSchema, payload, TABS, (context, value): Recorded => {
    const looked = sentFor(context, value);
    if ('ok' in looked) return looked;
    const { cluster, year, view, standing } = looked;
    const idOf = (pot: string) => idFrom('YE', value.token, pot);
    if (standing.some(({ id, pot }) => id === idOf(pot))) return closedAnswer(looked);
    if (standing.length > 0)
      return refuse(`${formatYear(year)} of ${cluster.name} is closed already. ${closedText(context, looked)}`);
    const stops = view.findings.filter(({ severity }) => severity === 'stop');
    if (stops.length > 0) return refuse('It cannot be closed yet.', { findings: stops.map(say) });
    if (value.shown !== looked.shown) return refuse(CHANGED, { findings: view.findings.map(say) });
    if (view.needsNote && !value.note)
      return refuseFields([{ field: 'note', message: 'A pot is overspent: say why, and how it is made up (F12).' }]);
    const warnings = view.findings.filter(({ severity }) => severity === 'warn');
    if (warnings.length > 0 && value.confirmed !== true)
      return refuse('Look at this first.', { findings: warnings.map(say), confirm: true });
    for (const { pot, opening, received, otherIncome, spent, closing, committed } of view.pots)
      context.changes.append('yearEnds', {
        ...{ id: idOf(pot), cluster: cluster.row, year, pot, opening, received, otherIncome, spent, closing },
        committed: Number.isNaN(committed) ? null : committed,
        ...{ closedOn: context.today, closedBy: context.me.name, note: value.note || null },
      });
    const sums = view.pots.map(({ pot, closing }) => `${pot} ${formatMoney(closing)}`).join(', ');
    context.log('Close a year', cluster.id, `${formatYear(year)} of ${cluster.name}: ${sums}`);
    return closedAnswer(looked);
  });
}

const closedAnswer = ({ cluster, year, view }: Looked): Extract<Recorded, { ok: true }> => ({
  ok: true,
  id: cluster.id,
  message: `${formatYear(year)} of ${cluster.name} is closed.`,
  next:
    `${formatYear(year + 1)} opens with ` +
    `${view.pots.map(({ pot, closing }) => `${formatMoney(closing)} in ${pot}`).join(', ')}. ` +
    'Print the statement. What is changed in the year from now on is found, with the difference.',
  findings: [],
});

/** Opens a closed year again: its lines stay to be read, and count for nothing from then on. */
export function openYear(world: World, payload: unknown): Recorded {
  return perform(world, openYearSchema, payload, TABS, (context, value): Recorded => {
    const looked = sentFor(context, value);
    if ('ok' in looked) return looked;
    const { cluster, year } = looked;
    const done: Recorded = {
      ok: true,
      id: cluster.id,
      message: `${formatYear(year)} of ${cluster.name} is open again.`,
      next: 'Put right what is wrong, and close it once more.',
      findings: [],
    };
    const yearEnds = context.tables.get('yearEnds');
    const own = yearEnds.where('cluster', cluster.row).filter((line) => line.year === year && line.openedOn === null);
    if (own.length === 0) {
      const wasOpened = yearEnds
        .where('cluster', cluster.row)
        .some((line) => line.year === year && line.openedWhy === value.reason && line.openedBy === context.me.name);
      return wasOpened ? done : refuse(`${formatYear(year)} of ${cluster.name} is not closed.`);
    }
    if (value.shown !== looked.shown) return refuse(CHANGED);
    for (const { row } of own)
      context.changes.update('yearEnds', yearEnds.rowNumber(row), {
        ...{ openedOn: context.today, openedBy: context.me.name, openedWhy: value.reason },
      });
    const sums = own.map(({ pot, closing }) => `${pot} ${formatMoney(closing)}`).join(', ');
    context.log(
      'Open a year again',
      cluster.id,
      `${formatYear(year)} of ${cluster.name}: ${value.reason} (was ${sums})`,
    );
    return done;
  });
}
