import { findingsText } from '../rules/basics/finding';
import { sum } from '../rules/basics/lists';
import type { Pence } from '../rules/basics/money';
import { formatMoney } from '../rules/basics/money';
import { assumesText } from '../rules/basics/parameters';
import { agreementOn } from '../rules/clusters/agreement';
import { AGREEMENT_FIGURES } from '../rules/figures/agreement-figures';
import { CLUSTER_FIGURES } from '../rules/figures/cluster-figures';
import { questionOn } from '../rules/figures/explain';
import { PARAMETER_FIGURES } from '../rules/figures/parameter-figures';
import { POT_FIGURES } from '../rules/figures/pot-figures';
import { REQUEST_FIGURES, waitingRequests as waitingIn } from '../rules/figures/request-figures';
import { ledgerFindings } from '../rules/money/ledger-findings';
import type { LedgerBalance } from '../rules/money/pots';
import { ledgerBalance } from '../rules/money/pots';
import { ceasedNote } from '../rules/requests/ceased';
import { requestStates } from '../rules/requests/replay';
import { sealNotes } from '../rules/requests/seal-notes';
import { flagText } from '../rules/requests/state-words';
import type { Cell } from '../workbook/cell';
import { tabRange } from '../workbook/pages/layout';
import { leftOutText } from '../workbook/reading/left-out';
import { readSettings } from '../workbook/reading/read-settings';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import { Tables } from '../workbook/tables';
import { defineFunction, mayTab, need, tab, tabs } from './define-function';
import { figureTable } from './figure-table';
import { asAt, besideRows, booksOf, notes, openTabs } from './open-tabs';

export const MONEY_TABS = [
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
] as const;

export const clusterOverview = defineFunction({
  name: 'CLUSTER_OVERVIEW',
  description:
    'Every cluster at a glance for the funding year of a date: schools, agreement, meetings, release and money.',
  returns: 'A table, one row a cluster.',
  parameters: [asAt, ...tabs(...MONEY_TABS), mayTab('people'), mayTab('release'), mayTab('reviews')],
  figures: CLUSTER_FIGURES,
  run: (day, ...grids) => {
    const keys = [...MONEY_TABS, 'people', 'release', 'reviews'] as const;
    const { tables, parameters } = openTabs(keys, grids);
    const question = questionOn(booksOf(tables), parameters, day);
    const rows = CLUSTER_FIGURES.rows(question);
    const leftOut = leftOutText(tables, keys);
    return figureTable(CLUSTER_FIGURES, question, rows, {
      inRows: { Findings: (own) => notes(String(own), leftOut) },
      below: rows.length === 0 ? leftOut : '',
    });
  },
});

export const clusterPots = defineFunction({
  name: 'CLUSTER_POTS',
  description:
    'The three pots of every cluster in a funding year: opening + received + other income − spent = closing; closing ' +
    '− committed = available.',
  returns: 'A table, one row a pot, and a total that is checked against all money in less all money out.',
  parameters: [
    need('year', 'year', 'The funding year, such as 2026/27.', 'Overview!B3'),
    asAt,
    ...tabs(...MONEY_TABS),
    mayTab('people'),
  ],
  figures: POT_FIGURES,
  run: (year, day, ...grids) => {
    const keys = [...MONEY_TABS, 'people'] as const;
    const { tables, parameters } = openTabs(keys, grids);
    const question = questionOn(booksOf(tables), parameters, day, year);
    const pots = POT_FIGURES.rows(question);
    const balance = ledgerBalance(question.books, parameters, year, day);
    const balanced = balanceText(
      balance,
      sum(pots, ({ closing }) => closing),
    );
    return figureTable(POT_FIGURES, question, pots, {
      inTotal: { Assumes: notes(balanced, leftOutText(tables, keys)) },
    });
  },
});

/** Says whether all pots together hold what came in less what went out, by the ledger itself. Rules F11 and F12. */
function balanceText({ cameIn, wentOut }: LedgerBalance, closing: Pence): string {
  const sums = `${formatMoney(cameIn)} in less ${formatMoney(wentOut)} out`;
  const off = closing - (cameIn - wentOut);
  if (Number.isNaN(off)) return 'balance not set';
  return off === 0 ? `balanced: ${sums}` : `DOES NOT BALANCE by ${formatMoney(off)}: ${sums}`;
}

const REQUEST_TABS = [
  'settings',
  'clusters',
  'schools',
  'membership',
  'people',
  'sessions',
  'requests',
  'decisions',
] as const;

export const requestFlags = defineFunction({
  name: 'REQUEST_FLAGS',
  description:
    'Where each request stands, worked out from its row and the Decisions tab. It sits in the header cell of the ' +
    'Flag column.',
  returns: 'One column headed Flag.',
  parameters: [asAt, ...tabs(...REQUEST_TABS), mayTab('ledger')],
  run: (day, ...grids) => {
    const { tables, parameters } = openTabs([...REQUEST_TABS, 'ledger'], grids);
    const casebook = casebookOf(tables);
    const { states } = requestStates(casebook, parameters, day);
    const sealNote = sealNotes(casebook);
    const agreement = agreementOn(parameters);
    // How many schools have to agree goes by the members, and of them some cannot be read. Rule S8.
    const unsure = leftOutText(tables, ['membership']);
    const flags = states.map((state, request) => {
      const isUnsure = state.name === 'agreed' || state.name === 'waiting for schools';
      const looked = { request: casebook.requests.at(request), state, asAt: day };
      const ceased = ceasedNote(casebook, agreement, looked)?.message ?? '';
      const note = notes(isUnsure ? unsure : '', ceased, sealNote(request));
      return note === '' ? flagText(state) : `${flagText(state)} (${note})`;
    });
    return besideRows(tables, 'requests', SHEETS.requests.columns.flag.header, flags);
  },
});

/** What flags depend on; payments only where they are given. */
const casebookOf = (tables: Tables) => ({
  ...booksOf(tables),
  ledger: tables.has('ledger') ? tables.get('ledger') : null,
});

export const ledgerFlags = defineFunction({
  name: 'LEDGER_FLAGS',
  description:
    'What is wrong with each ledger line: pot, payer, approval, overclaim, VAT, overspend. It sits in the header ' +
    'cell of the Flag column.',
  returns: 'One column headed Flag; blank where all is well.',
  parameters: [
    asAt,
    ...tabs('settings', 'clusters', 'schools', 'membership', 'sessions', 'requests', 'decisions', 'ledger'),
    mayTab('people'),
    mayTab('meetings'),
    mayTab('attendance'),
  ],
  run: (day, ...grids) => {
    const keys = [
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
    const { tables, parameters } = openTabs(keys, grids);
    const flags = ledgerFindings(booksOf(tables), parameters, day).map(findingsText);
    return besideRows(tables, 'ledger', SHEETS.ledger.columns.flag.header, flags);
  },
});

export const waitingRequests = defineFunction({
  name: 'WAITING_REQUESTS',
  description:
    'Who waits for whom: every request that is not settled, and reports nobody has dealt with, the longest waiting ' +
    'first.',
  returns: 'A table, one row a request.',
  parameters: [asAt, ...tabs(...REQUEST_TABS), mayTab('ledger')],
  figures: REQUEST_FIGURES,
  run: (day, ...grids) => {
    const keys = [...REQUEST_TABS, 'ledger'] as const;
    const { tables, parameters } = openTabs(keys, grids);
    const waiting = questionOn(casebookOf(tables), parameters, day);
    const [rows, assumed] = parameters.assumedBy(() => waitingIn(waiting));
    return figureTable(REQUEST_FIGURES, questionOn(booksOf(tables), parameters, day), rows, {
      nothing: 'Nothing is waiting.',
      below: notes(assumesText(assumed), leftOutText(tables, keys)),
    });
  },
});

export const unconfirmed = defineFunction({
  name: 'UNCONFIRMED',
  description: 'The figures of the rules that are assumed or not set in the funding year of a date.',
  returns: 'A table, one row a parameter.',
  parameters: [asAt, tab('settings')],
  figures: PARAMETER_FIGURES,
  run: (day, settings) => {
    const { parameters } = openTabs(['settings'], [settings]);
    const question = questionOn(null, parameters, day);
    return figureTable(PARAMETER_FIGURES, question, PARAMETER_FIGURES.rows(question));
  },
});

export const agreementEnd = defineFunction({
  name: 'AGREEMENT_END',
  description: 'The last day of each cluster’s agreement (P8). It sits in the header cell of its column.',
  returns: 'One column headed Agreement end.',
  parameters: [tab('settings'), tab('clusters')],
  figures: AGREEMENT_FIGURES,
  run: (...grids) => {
    const { tables, parameters } = openTabs(['settings', 'clusters'], grids);
    const clusters = tables.get('clusters');
    // It is the same on every day.
    const question = questionOn({ clusters }, parameters, 0);
    const [header = [], ...rows] = figureTable(AGREEMENT_FIGURES, question, clusters.rows);
    const column: Cell[][] = Array.from({ length: clusters.nextRow - 1 }, () => ['']);
    column[0] = header;
    rows.forEach((cells, row) => {
      column[clusters.rowNumber(row) - 1] = cells;
    });
    return column;
  },
});

export const problems = defineFunction({
  name: 'PROBLEMS',
  description:
    'What cannot be read in a tab, with the cell, what was expected and what to do. References to other tabs are not ' +
    'checked here; Check workbook does.',
  returns: 'A table Cell, Problem.',
  parameters: [
    need('tab', 'text', 'The name of the tab, such as "Ledger".', '"Ledger"'),
    need('range', 'tab', 'The whole tab with its header row.', tabRange('ledger')),
  ],
  run: (title, range) => {
    const key = SHEET_KEYS.find((candidate) => SHEETS[candidate].title.toLowerCase() === title.trim().toLowerCase());
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
