/** What people do to the sheet itself: to cells, rows, columns, tabs and the file. */
import { Refused } from '../../host/contract';
import type { Chooser } from './forms';
import { NONSENSE } from './invariants';
import { type BY_HAND, DECIDERS, type Edit, OWNER } from './steps';

const DIRECTOR = DECIDERS[0]!;
const SUMS = ['50.00', '350', '1250.00', '90.5', '2000'];
/** Tabs that people type into. */
export const TABS = [
  ...['Clusters', 'Schools', 'Membership', 'People', 'Meetings', 'Attendance', 'Release', 'CPD sessions', 'Requests'],
  ...['Decisions', 'Ledger', 'Reviews', 'Year ends', 'Settings', 'Log'],
];
/** All of them but Settings, where a value stands for something only beside its parameter: it has a deed of its own. */
const COPIED = TABS.filter((tab) => tab !== 'Settings');
const PAGES = ['Overview', 'Schools at a glance'];
/** Figures that people set otherwise. */
const FIGURES: readonly (readonly [parameter: string, values: readonly unknown[]])[] = [
  ['match.basis', [450, 600]],
  ['match.ratio', [0.5, 2]],
  ['lead.support', [200]],
  ['pot.schoolCash', [25.5]],
  ['release.halfDays', [4, 6]],
  ['meetings.min', [2, 5]],
  ['meetings.afterSchoolCounts', ['yes', 'no']],
  ['cpd.cap', [300, 399.99]],
  ['vat.chargedToPot', ['yes', 'no']],
  ['agree.share', [0.25, 0.6]],
  ['engage.misses', [1, 3]],
  ['engage.graceWeeks', [0, 12]],
  ['decide.escalateDays', [5, 20]],
];

/** What people change by hand, as the tabs show it. */
const CELLS: readonly (readonly [tab: string, header: string, values: readonly unknown[]])[] = [
  ['Meetings', 'Status', ['Held', 'Cancelled', 'Planned']],
  ['Meetings', 'Kind', ['Whole cluster', 'Sub-group']],
  ['Meetings', 'In school hours', [true, false]],
  ['Meetings', 'Date', ['05/10/2026', '02/09/2026', '01/09/2026']],
  ['Attendance', 'Mark', ['Present', 'Absent', 'Substitute']],
  ['Ledger', 'Date', ['31/08/2026', '01/09/2026', '05/10/2026']],
  ['Ledger', 'Pot', ['Cluster pot', 'Lead support', 'Administration']],
  ['Ledger', 'Direction', ['In', 'Out']],
  ['Ledger', 'VAT', [0, 5.5, '']],
  ['Ledger', 'Final claim', [true, false]],
  ['Requests', 'Purpose', ['Another purpose', 'Planning']],
  ['Requests', 'Payee', ['Somebody else', '']],
  ['Requests', 'Committed on', ['01/10/2026', '']],
  ['Requests', 'Withdrawn on', ['20/11/2026', '']],
  ['Requests', 'Asked by', ['lead.west@example.org', 'advisor@example.org']],
  ['Requests', 'Note', ['A note by hand']],
  ['CPD sessions', 'Net fee', [550, 399.99, 120]],
  ['CPD sessions', 'VAT registered', [true, false]],
  ['Clusters', 'Agreement start', ['01/09/2025', '01/09/2026', '15/03/2026']],
  ['Clusters', 'Note', ['By hand']],
  ['Clusters', 'Name', ['Another Cluster']],
  ['Membership', 'Note', ['By hand']],
  ['Membership', 'To', ['31/10/2026', '31/12/2026', '']],
  ['Membership', 'From', ['01/09/2025', '01/10/2026']],
  ['Settings', 'Source', ['By hand']],
  ['Schools', 'Held PSQM', [true, false]],
  ['Schools', 'Name', ['Another School']],
  ['Decisions', 'Reason', ['By hand']],
  ['Decisions', 'Decision', ['Approve', 'Decline']],
  ['People', 'Role', ['Director', 'Advisor', 'Finance', 'Science lead']],
  ['People', 'E-mail', ['stranger@example.org', 'lead.west@example.org']],
  ['People', 'To', ['31/10/2026', '31/12/2026', '']],
  ['People', 'From', ['01/09/2025', '01/12/2026', '']],
  ['People', 'School', ['']],
  ['People', 'Cluster', ['']],
  ['People', 'Stands in for', ['director@example.org', 'advisor@example.org', '']],
  ['Log', 'What', ['Nothing happened.']],
];

/** What a hand did that the simulation has to know of. */
export interface Handled {
  /** The tab in which something was changed, pasted, inserted or deleted. */
  readonly tab?: string;
  /** The file is a copy from now on. */
  readonly isCopy?: true;
}

export interface Hand extends Chooser {
  /** A number that nothing else was given. */
  drawn(): number;
  wait(days: number): void;
}

/** Does something in the sheet; what is refused leaves everything as it was. */
export async function edit(hand: Hand, who: string, does: Edit): Promise<Handled> {
  try {
    return (await EDITS[does](hand, who)) ?? {};
  } catch (error) {
    if (error instanceof Refused || (error as Error).name === 'Refused' || isRefusal(error)) return {};
    throw error;
  }
}
const isRefusal = (error: unknown): boolean =>
  /trying to edit a protected cell|protected|violates the data validation/.test((error as Error).message);

const whoFor = (hand: Hand, who: string, tab: string): string =>
  ['Settings', 'Decisions', 'People', 'Clusters'].includes(tab) && hand.number(6) > 0
    ? hand.pick([OWNER, DIRECTOR])
    : who;

function overwrite(hand: Hand, who: string, tab: string, header: string, value: unknown): Handled {
  const row = filledRow(hand, tab);
  if (row === undefined || !hand.workbook.header(tab).includes(header)) return {};
  hand.workbook.paste(who, tab, header, row, [value]);
  return { tab };
}

function filledRow({ workbook, pick }: Hand, tab: string): number | undefined {
  const filled = workbook.rows(tab);
  return filled.length > 0 ? (pick(filled)['row'] as number) : undefined;
}

/** The typed columns of a tab. */
const typedIn = ({ workbook }: Hand, tab: string): string[] =>
  workbook.header(tab).filter((header) => header !== '' && !/^(Flag|Agreement end|Hash|Seal)$/.test(header));

/** The numbers from 1 on in some order. */
function shuffled(hand: Hand, count: number): number[] {
  const step = 2 * hand.number(500) + 1;
  const rank = (row: number) => (row * step) % 101;
  return Array.from({ length: count }, (_, index) => index + 1).sort((a, b) => rank(a) - rank(b) || a - b);
}

const tabOf = (hand: Hand, tabs = TABS): string => hand.pick(tabs.filter((tab) => hand.workbook.has(tab)));

type Deed = (hand: Hand, who: string) => Handled | undefined | Promise<Handled | undefined>;

const EDITS: Readonly<Record<Edit, Deed>> = {
  'type payments': (hand, who) => {
    const { workbook } = hand;
    if (!workbook.has('Ledger') || !workbook.has('Clusters')) return {};
    const clusters = workbook.rows('Clusters').map((cluster) => cluster['Name']);
    const row = workbook.lastRow('Ledger') + 1;
    const lines = Array.from({ length: 1 + hand.number(3) }, () => ({
      'Line ID': `L-SIM${hand.drawn()}`,
      Date: hand.day(-hand.number(30)).split('-').reverse().join('/'),
      Cluster: hand.pick(clusters),
      Pot: hand.pick(['Cluster pot', 'Lead support', 'Administration']),
      Direction: hand.pick(['In', 'Out', 'Out']),
      Category: hand.pick(['Match', 'Organising time', 'Travel', 'Other']),
      Net: Number(hand.pick(SUMS)),
      VAT: hand.pick([0, 0, 12.34]),
    }));
    const headers = Object.keys(lines[0]!) as (keyof (typeof lines)[0])[];
    const columns = headers.map((header) => [header, lines.map((line) => line[header])]);
    workbook.pasteBlock(who, 'Ledger', row, Object.fromEntries(columns));
    return { tab: 'Ledger' };
  },
  'mistype a cell': (hand, who) => {
    if (!hand.workbook.has('Ledger')) return {};
    const header = hand.pick(Object.keys(NONSENSE));
    return overwrite(hand, who, 'Ledger', header, `'${hand.pick(NONSENSE[header]!)}`);
  },
  'change a sum': (hand, who) => {
    const [tab, header] = hand.pick([
      ['Ledger', 'Net'],
      ['Requests', 'Amount'],
    ] as const);
    return hand.workbook.has(tab) ? overwrite(hand, who, tab, header, Number(hand.pick(SUMS))) : {};
  },
  'change a cell': (hand, who) => {
    const [tab, header, values] = hand.pick(CELLS);
    return hand.workbook.has(tab) ? overwrite(hand, whoFor(hand, who, tab), tab, header, hand.pick(values)) : {};
  },
  'change a figure': (hand, who) => {
    const { workbook } = hand;
    const [parameter, values] = hand.pick(FIGURES);
    const row = workbook.rows('Settings').find((one) => one['Parameter'] === parameter)?.['row'];
    if (row === undefined) return {};
    if (hand.number(8) === 0) workbook.mouse('Settings', 'delete rows', row, 1);
    else workbook.paste(whoFor(hand, who, 'Settings'), 'Settings', 'Value', row as number, [hand.pick(values)]);
    return { tab: 'Settings' };
  },
  'copy a cell': (hand, who) => {
    const tab = tabOf(hand, COPIED);
    const header = hand.pick(typedIn(hand, tab));
    const filled = hand.workbook.rows(tab);
    if (header === undefined || filled.length === 0) return {};
    const value = hand.workbook.typed(hand.pick(filled)[header]);
    return overwrite(hand, whoFor(hand, who, tab), tab, header, value);
  },
  'clear a cell': (hand, who) => {
    const tab = tabOf(hand, COPIED);
    const header = hand.pick(typedIn(hand, tab));
    return header === undefined ? {} : overwrite(hand, whoFor(hand, who, tab), tab, header, '');
  },
  'copy a row': (hand, who) => copyRow(hand, who, tabOf(hand, COPIED)),
  'paste a block': (hand, who) => {
    const tab = tabOf(hand, COPIED);
    const { workbook } = hand;
    const headers = typedIn(hand, tab);
    const first = hand.number(headers.length);
    const columns = headers.slice(first, first + 1 + hand.number(3));
    const rows = workbook.rows(tab);
    if (columns.length === 0 || rows.length === 0) return {};
    const from = hand.number(rows.length);
    const block = rows.slice(from, from + 1 + hand.number(3));
    const to = filledRow(hand, tab)!;
    const by = whoFor(hand, who, tab);
    const contents = columns.map((header) => [header, block.map((row) => workbook.typed(row[header]))]);
    workbook.pasteBlock(by, tab, to, Object.fromEntries(contents));
    return { tab };
  },
  'type a person': (hand, who) => {
    const { workbook } = hand;
    if (!workbook.has('People')) return {};
    const role = hand.pick(['Director', 'Advisor', 'Advisor', 'Cluster lead', 'Science lead', 'Finance']);
    const cells = {
      Name: 'By hand',
      'E-mail': hand.pick(['stranger@example.org', 'lead.west@example.org', `hand${hand.number(9)}@example.org`]),
      Role: role,
      ...(role === 'Director' || role === 'Advisor'
        ? { 'Stands in for': hand.pick(['', '', 'director@example.org', 'advisor@example.org']) }
        : {}),
    };
    const row = workbook.lastRow('People') + 1;
    for (const [header, value] of Object.entries(cells))
      workbook.paste(whoFor(hand, who, 'People'), 'People', header, row, [value]);
    return { tab: 'People' };
  },
  sort: (hand) => {
    const tab = tabOf(hand);
    hand.workbook.reorder(tab, shuffled(hand, hand.workbook.lastRow(tab) - 1));
    return { tab };
  },
  'move a column': async (hand) => {
    const tab = tabOf(hand);
    const width = hand.workbook.header(tab).filter((header) => header !== '').length;
    if (width < 3) return {};
    hand.workbook.mouse(tab, 'move', 2 + hand.number(width - 2), 2 + hand.number(width - 1));
    await hand.workbook.reopen(); // the stand-in's engine reads moved columns anew
    return {};
  },
  'insert rows': (hand) => hand.workbook.mouse(tabOf(hand), 'insert rows', 2 + hand.number(10), 1 + hand.number(2)),
  'delete a payment': (hand) => deleteRow(hand, 'Ledger'),
  'delete a row': (hand) => deleteRow(hand, tabOf(hand, COPIED)),
  'insert a column': (hand) => {
    const tab = tabOf(hand);
    hand.workbook.mouse(tab, 'insert columns', 1 + hand.number(hand.workbook.header(tab).length), 1);
    return {};
  },
  'delete a column': (hand) => {
    const tab = tabOf(hand);
    hand.workbook.mouse(tab, 'delete columns', 1 + hand.number(hand.workbook.header(tab).length), 1);
    return { tab };
  },
  'rename a header': (hand) => {
    const tab = tabOf(hand);
    const header = hand.pick(hand.workbook.header(tab).filter((title) => title !== ''));
    hand.workbook.mouse(tab, 'put', hand.workbook.cellOf(tab, header, 1), `${header} (${hand.number(9)})`);
    return { tab };
  },
  'rename a tab': (hand) => {
    const tab = tabOf(hand, [...TABS, ...PAGES]);
    hand.workbook.mouse(tab, 'rename', `${tab} ${hand.number(99)}`);
    return {};
  },
  'delete a tab': (hand) => {
    const tab = tabOf(hand, [...TABS, ...PAGES]);
    hand.workbook.mouse(tab, 'delete');
    return { tab };
  },
  'change the zone': async (hand) => {
    const zone = hand.pick(['America/New_York', 'Asia/Tokyo', 'Europe/London', 'Europe/London']);
    hand.workbook.tracker.setTimeZone(OWNER, zone);
    await hand.workbook.reopen(); // Google loads the file again once its settings are saved
    return {};
  },
  'make a copy': async (hand) => {
    await hand.workbook.reopen(OWNER);
    return { isCopy: true };
  },
  'open it again': async (hand) => {
    await hand.workbook.reopen();
    return {};
  },
  'let days pass': (hand) => {
    hand.wait(1 + hand.number(12));
    return {};
  },
  'let a year pass': (hand) => {
    hand.wait(150 + hand.number(300));
    return {};
  },
};
EDITS satisfies Record<keyof typeof BY_HAND, Deed>;

function deleteRow(hand: Hand, tab: string): Handled {
  const row = hand.workbook.has(tab) ? filledRow(hand, tab) : undefined;
  if (row === undefined) return {};
  hand.workbook.mouse(tab, 'delete rows', row, 1);
  return { tab };
}

function copyRow(hand: Hand, who: string, tab: string): Handled {
  const { workbook } = hand;
  const rows = workbook.rows(tab);
  if (rows.length === 0) return {};
  const from = hand.pick(rows);
  const to = workbook.lastRow(tab) + 1;
  const by = whoFor(hand, who, tab);
  const headers = workbook.header(tab).filter((header) => header !== '' && !/^(Flag|Agreement end)$/.test(header));
  const cells = headers.map((header) => [header, [workbook.typed(from[header])]]);
  workbook.pasteBlock(by, tab, to, Object.fromEntries(cells));
  return { tab };
}
