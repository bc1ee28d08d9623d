import type { Day } from '../rules/basics/days';
import { formatYear, fundingYearOf, schoolDaysBetween } from '../rules/basics/days';
import type { Pence } from '../rules/basics/money';
import { formatMoney } from '../rules/basics/money';
import { assumesText, formatParameter, PARAMETER_NAMES, PARAMETERS, sayParameter } from '../rules/basics/parameters';
import type { Casebook } from '../rules/basics/rows';
import { agreementOf } from '../rules/clusters/membership';
import { findingsText, ledgerFindings } from '../rules/money/ledger-findings';
import type { LedgerBalance } from '../rules/money/pots';
import { ledgerBalance, potFigures } from '../rules/money/pots';
import { overview } from '../rules/overview/overview';
import { READERS_OF_REPORTS } from '../rules/requests/matters';
import type { RequestState } from '../rules/requests/request-state';
import { flagText, isUnreadReport, requestStates, WAITING_STATES, waitingSince } from '../rules/requests/request-state';
import type { Cell } from '../workbook/kinds';
import { serialDate } from '../workbook/kinds';
import { tabRange } from '../workbook/pages/overview-page';
import { leftOutText } from '../workbook/reading/left-out';
import { readSettings } from '../workbook/reading/read-settings';
import type { SheetKey } from '../workbook/sheets';
import { SHEETS } from '../workbook/sheets';
import type { Grid } from '../workbook/tables';
import { Tables } from '../workbook/tables';
import { defineFunction, mayTab, need, pounds, shown, tab } from './define-function';
import { asAt, besideRows, booksOf, footnote, notes, openTabs } from './open-tabs';

const OVERVIEW_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'meetings',
  'attendance',
  'sessions',
  'requests',
  'decisions',
  'ledger',
  'people',
  'release',
] as const;
const LEDGER_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'sessions',
  'requests',
  'decisions',
  'ledger',
  'people',
  'meetings',
  'attendance',
] as const;
const REQUEST_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'people',
  'sessions',
  'requests',
  'decisions',
  'ledger',
] as const;

export const clusterOverview = defineFunction({
  name: 'CLUSTER_OVERVIEW',
  description:
    'Every cluster at a glance for the funding year of a date: schools, agreement, meetings, release and money.',
  returns: 'A table, one row a cluster.',
  parameters: [
    asAt,
    tab('settings'),
    tab('clusters'),
    tab('schools'),
    tab('membership'),
    tab('meetings'),
    tab('attendance'),
    tab('sessions'),
    tab('requests'),
    tab('decisions'),
    tab('ledger'),
    mayTab('people'),
    mayTab('release'),
  ],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(OVERVIEW_TABS, grids);
    const [rows, assumed] = overview(booksOf(tables), parameters, day);
    const leftOut = leftOutText(tables, OVERVIEW_TABS);
    const assumes = assumesText(assumed);
    const clusters = tables.get('clusters');
    return [
      [
        'Cluster',
        'Schools',
        'Size',
        'Agreement',
        'Counted meetings',
        'After school',
        'Meetings',
        'Pace',
        'Attendance',
        'To watch',
        'Release committed',
        'Release evidenced',
        'Entitled',
        'Received',
        'Spent',
        'Committed',
        'Available',
        'Waiting',
        'Findings',
        'Assumes',
      ],
      ...rows.map((row): Cell[] => [
        clusters.name[row.cluster]!,
        row.schools,
        row.size,
        row.agreement,
        shown(row.meetings.counted),
        row.meetings.afterSchool,
        row.meetings.standing,
        row.meetings.pace,
        row.attendance === null ? '' : shown(row.attendance),
        shown(row.toWatch),
        pounds(row.releaseCommitted),
        pounds(row.releaseEvidenced),
        pounds(row.entitled),
        pounds(row.received),
        pounds(row.spent),
        pounds(row.committed),
        pounds(row.available),
        row.waiting,
        notes(findingsText(row.findings), leftOut),
        assumes,
      ]),
      ...(rows.length === 0 ? footnote(leftOut, 20) : []),
    ];
  },
});

export const clusterPots = defineFunction({
  name: 'CLUSTER_POTS',
  description:
    'The three pots of every cluster in a funding year: opening + received + other income − spent = closing; closing − committed = available.',
  returns: 'A table, one row a pot, and a total that is checked against all money in less all money out.',
  parameters: [
    need('year', 'year', 'The funding year, such as 2026/27.', 'Overview!B3'),
    asAt,
    tab('settings'),
    tab('clusters'),
    tab('schools'),
    tab('membership'),
    tab('meetings'),
    tab('attendance'),
    tab('sessions'),
    tab('requests'),
    tab('decisions'),
    tab('ledger'),
    mayTab('people'),
  ],
  run: (year, day, ...grids) => {
    const { tables, parameters } = openTabs(OVERVIEW_TABS, grids);
    const books = booksOf(tables);
    const { pots } = potFigures(books, parameters, year, day);
    const clusters = tables.get('clusters');
    const balance = ledgerBalance(books, parameters, year, day);
    const closing = pots.reduce((total, pot) => total + pot.closing, 0);
    const leftOut = leftOutText(tables, OVERVIEW_TABS);
    const sum = (pick: (pot: (typeof pots)[number]) => number) =>
      pounds(pots.reduce((total, pot) => total + pick(pot), 0));
    return [
      [
        'Cluster',
        'Year',
        'Pot',
        'Opening',
        'Entitled',
        'Received',
        'Outstanding',
        'Other income',
        'Spent',
        'Closing',
        'Committed',
        'Available',
        'Assumes',
      ],
      ...pots.map((pot): Cell[] => [
        clusters.name[pot.cluster]!,
        formatYear(year),
        pot.pot,
        pounds(pot.opening),
        pounds(pot.entitled),
        pounds(pot.received),
        pounds(pot.entitled - pot.received),
        pounds(pot.otherIncome),
        pounds(pot.spent),
        pounds(pot.closing),
        pounds(pot.committed),
        pounds(pot.available),
        assumesText(pot.assumes),
      ]),
      [
        'All clusters',
        formatYear(year),
        'All pots',
        sum((pot) => pot.opening),
        sum((pot) => pot.entitled),
        sum((pot) => pot.received),
        sum((pot) => pot.entitled - pot.received),
        sum((pot) => pot.otherIncome),
        sum((pot) => pot.spent),
        sum((pot) => pot.closing),
        sum((pot) => pot.committed),
        sum((pot) => pot.available),
        notes(balanceText(balance, closing), leftOut),
      ],
    ];
  },
});

/** Says whether all pots together hold what came in less what went out, by the ledger itself. Rules F11 and F12. */
function balanceText({ cameIn, wentOut }: LedgerBalance, closing: Pence): string {
  const sums = `${formatMoney(cameIn)} in less ${formatMoney(wentOut)} out`;
  const off = closing - (cameIn - wentOut);
  if (Number.isNaN(off)) return 'balance not set';
  return off === 0 ? `balanced: ${sums}` : `DOES NOT BALANCE by ${formatMoney(off)}: ${sums}`;
}

/** What flags depend on; payments only where they are given. */
const casebookOf = (tables: Tables): Casebook => ({
  ...booksOf(tables),
  ledger: tables.has('ledger') ? tables.get('ledger') : null,
});

export const requestFlags = defineFunction({
  name: 'REQUEST_FLAGS',
  description:
    'Where each request stands, worked out from its row and the Decisions tab. It sits in the header cell of the Flag column.',
  returns: 'One column headed Flag.',
  parameters: [
    asAt,
    tab('settings'),
    tab('clusters'),
    tab('schools'),
    tab('membership'),
    tab('people'),
    tab('sessions'),
    tab('requests'),
    tab('decisions'),
    mayTab('ledger'),
  ],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(REQUEST_TABS, grids);
    const { states } = requestStates(casebookOf(tables), parameters, day);
    // How many schools have to agree goes by the members, and of them some cannot be read. Rule S8.
    const unsure = leftOutText(tables, ['membership']);
    const flags = states.map((state) =>
      unsure !== '' && (state.name === 'agreed' || state.name === 'waiting for schools')
        ? `${flagText(state)} (${unsure})`
        : flagText(state),
    );
    return besideRows(tables, 'requests', 'Flag', flags);
  },
});

export const ledgerFlags = defineFunction({
  name: 'LEDGER_FLAGS',
  description:
    'What is wrong with each ledger line: pot, payer, approval, overclaim, VAT, overspend. It sits in the header cell of the Flag column.',
  returns: 'One column headed Flag; blank where all is well.',
  parameters: [
    asAt,
    tab('settings'),
    tab('clusters'),
    tab('schools'),
    tab('membership'),
    tab('sessions'),
    tab('requests'),
    tab('decisions'),
    tab('ledger'),
    mayTab('people'),
    mayTab('meetings'),
    mayTab('attendance'),
  ],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs(LEDGER_TABS, grids);
    return besideRows(tables, 'ledger', 'Flag', ledgerFindings(booksOf(tables), parameters, day).map(findingsText));
  },
});

export const waitingRequests = defineFunction({
  name: 'WAITING_REQUESTS',
  description:
    'Who waits for whom: every request that is not settled, and reports nobody has dealt with, the longest waiting first.',
  returns: 'A table, one row a request.',
  parameters: requestFlags.parameters as never,
  run: (...args) => {
    const [day, ...grids] = args as unknown as [Day, ...Grid[]];
    const { tables, parameters } = openTabs(REQUEST_TABS, grids);
    const books = casebookOf(tables);
    const [states, assumed] = parameters.assumedBy(() => requestStates(books, parameters, day));
    const { requests, clusters } = books;
    const rows = states.states
      .map((state, request) => ({ request, flag: waitingText(books, request, state, day) }))
      .flatMap(({ request, flag }) =>
        flag === null ? [] : { request, flag, since: waitingSince(books, states, request) },
      )
      .sort((a, b) => a.since - b.since || (requests.id[a.request]! < requests.id[b.request]! ? -1 : 1));
    const header: Cell[] = ['Cluster', 'Request', 'Matter', 'Amount', 'Asked on', 'School days', 'Flag'];
    const foot = footnote(notes(assumesText(assumed), leftOutText(tables, REQUEST_TABS)), 7);
    if (rows.length === 0) return [header, ['Nothing is waiting.', '', '', '', '', '', ''], ...foot];
    return [
      header,
      ...rows.map(({ request, flag, since }): Cell[] => [
        clusters.name[requests.cluster[request]!]!,
        requests.id[request]!,
        requests.matter[request]!,
        requests.amount[request] === null ? '' : pounds(requests.amount[request]!),
        serialDate(requests.askedOn[request]!),
        schoolDaysBetween(since, day),
        flag,
      ]),
      ...foot,
    ];
  },
});

/** What to say of a request that waits, or null. A report needs no decision but has to be read (C4). */
function waitingText({ requests }: Casebook, request: number, state: RequestState, day: Day): string | null {
  if (requests.askedOn[request]! > day) return null;
  if (isUnreadReport(requests, request, state, day)) return `to read: ${READERS_OF_REPORTS.join(', ')}`;
  return WAITING_STATES.has(state.name) ? flagText(state) : null;
}

export const unconfirmed = defineFunction({
  name: 'UNCONFIRMED',
  description: 'The figures of the rules that are assumed or not set in the funding year of a date.',
  returns: 'A table, one row a parameter.',
  parameters: [asAt, tab('settings')],
  run: (day, settings) => {
    const { parameters } = openTabs(['settings'], [settings]);
    const year = fundingYearOf(day);
    const rows = PARAMETER_NAMES.filter((name) => parameters.at(name, year).status !== 'confirmed');
    return [
      ['Figure', 'Value', 'Status', 'Rule', 'What it is'],
      ...rows.map((name): Cell[] => {
        const { value, status } = parameters.at(name, year);
        const says = parameters.text(name, year) ?? formatParameter(name, value);
        return [name, says, status, PARAMETERS[name].rule, sayParameter(name, value, says)];
      }),
    ];
  },
});

export const agreementEnd = defineFunction({
  name: 'AGREEMENT_END',
  description: 'The last day of each cluster’s agreement (P8). It sits in the header cell of its column.',
  returns: 'One column headed Agreement end.',
  parameters: [tab('settings'), tab('clusters')],
  run: (settings, clusters) => {
    const { tables, parameters } = openTabs(['settings', 'clusters'], [settings, clusters]);
    const table = tables.get('clusters');
    const column: Cell[][] = Array.from({ length: table.nextRow - 1 }, () => ['']);
    column[0] = ['Agreement end'];
    table.rowNumber.forEach((rowNumber, row) => {
      const agreement = agreementOf(table, row, parameters);
      if (agreement) column[rowNumber - 1] = [Number.isNaN(agreement.end) ? 'not set' : serialDate(agreement.end)];
    });
    return column;
  },
});

export const problems = defineFunction({
  name: 'PROBLEMS',
  description:
    'What cannot be read in a tab, with the cell, what was expected and what to do. References to other tabs are not checked here; Check workbook does.',
  returns: 'A table Cell, Problem.',
  parameters: [
    need('tab', 'text', 'The name of the tab, such as "Ledger".', '"Ledger"'),
    need('range', 'tab', 'The whole tab with its header row.', tabRange('ledger')),
  ],
  run: (title, range) => {
    const key = (Object.keys(SHEETS) as SheetKey[]).find(
      (candidate) => SHEETS[candidate].title.toLowerCase() === title.trim().toLowerCase(),
    );
    if (!key)
      throw new RangeError(
        `tab: expected one of ${Object.values(SHEETS)
          .map((sheet) => sheet.title)
          .join(', ')}; got "${title}".`,
      );
    const tables = new AloneTables({ [key]: range });
    const found = key === 'settings' ? readSettings(tables).problems : tables.get(key).problems;
    if (found.length === 0)
      return [
        ['Cell', 'Problem'],
        ['', 'No problems found.'],
      ];
    return [['Cell', 'Problem'], ...found.map((problem): Cell[] => [problem.a1, problem.message])];
  },
});

/** One tab read on its own: names that point to other tabs are taken as they are. */
class AloneTables extends Tables {
  override find(): number {
    return 0;
  }
  override has(): boolean {
    return true;
  }
}

export const tableFunctions = [
  clusterOverview,
  clusterPots,
  requestFlags,
  ledgerFlags,
  waitingRequests,
  unconfirmed,
  agreementEnd,
  problems,
];
