/** What a workbook has come to: its size, what is kept beside it, how long it takes, and whether its years add up. */
import type { Tracker } from '../../host/contract';
import { ADVISOR, LEAD, OWNER } from '../support/fault-cases';

export interface Measures {
  readonly year: string;
  /** Rows in use below the headers, by tab. */
  readonly rows: Readonly<Record<string, number>>;
  /** All cells of the file, blank ones too: Google counts them. */
  readonly cells: number;
  /** Bytes kept with the document, and the longest of its texts. */
  readonly kept: number;
  readonly longest: number;
  readonly lines: number;
  readonly isLogGood: boolean;
  /** Milliseconds of processor time: of the log, of each page, and of all formulas after a change. */
  readonly verify: number;
  readonly pages: Readonly<Record<string, number>>;
  readonly formulas: number;
  /** The most people written to on one day. */
  readonly mails: number;
  readonly triggers: number;
}

const PAGES: readonly (readonly [who: string, name: string, ...args: unknown[]])[] = [
  [LEAD, 'askForm'],
  [LEAD, 'myRequests'],
  [LEAD, 'meetingForm'],
  [LEAD, 'paymentForm'],
  [LEAD, 'sessionForm'],
  [LEAD, 'clusterPage', {}],
  [LEAD, 'yearEndForm', {}],
  [ADVISOR, 'decideList'],
  [ADVISOR, 'reportPages', { kind: 'review' }],
  [ADVISOR, 'reportPages', { kind: 'charts' }],
  [ADVISOR, 'whatIfForm'],
  [ADVISOR, 'checkWorkbook'],
];

/** The median of three. */
function timed(work: () => void): number {
  const times = [0, 1, 2].map(() => {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e3;
  });
  return times.sort((one, other) => one - other)[1]!;
}

export function measure(tracker: Tracker, year: string, mails: number): Measures {
  const { sheets = {} } = tracker.snapshot().workbook;
  const cells = Object.values(sheets).reduce(
    (sum, { rowCount = 0, columnCount = 0 } = {}) => sum + rowCount * columnCount,
    0,
  );
  const texts = Object.entries(tracker.state.properties.document);
  const answered = (who: string, name: string, args: unknown[]): unknown => {
    const { value, error } = tracker.run(who, name, args);
    const { ok, message } = (value ?? {}) as { ok?: boolean; message?: string };
    if (!ok) throw new Error(`${name}: ${error ?? message}`);
    return value;
  };
  const pages = Object.fromEntries(
    PAGES.map(([who, name, ...args]) => {
      const kind = (args[0] as { kind?: string } | undefined)?.kind;
      return [kind ? `${name}: ${kind}` : name, timed(() => answered(who, name, args))];
    }),
  );
  let log: unknown;
  const verify = timed(() => {
    log = answered(OWNER, 'verifyLog', []);
  });
  const rows = Object.fromEntries(
    tracker.sheets().map(({ name }) => [name, tracker.usedValues(name).filter((row) => row[0] !== '').length - 1]),
  );
  let note = 0;
  const formulas = timed(() => {
    tracker.edit(OWNER, 'Settings', 'I2', [[`Looked at ${++note}`]], { paste: true });
    for (const name of ['Overview', 'Schools at a glance', 'Cluster page', 'Requests', 'Ledger', 'Clusters'])
      tracker.usedValues(name);
  });
  return {
    ...{ year, rows, cells, verify, pages, formulas, mails, lines: rows['Log'] ?? 0 },
    kept: texts.reduce((sum, [key, text]) => sum + Buffer.byteLength(key + text), 0),
    longest: Math.max(...texts.map(([, text]) => Buffer.byteLength(text))),
    isLogGood: (log as { good: boolean }).good,
    triggers: tracker.state.triggers.length,
  };
}

/** Where a pot does not open a year with what it closed the one before with, or a year does not add up: nothing where all do. */
export function gaps(tracker: Tracker): { closed: number; found: string[] } {
  const [header = [], ...rows] = tracker.usedValues('Year ends');
  const at = (name: string) => header.indexOf(name);
  const pence = (row: unknown[], name: string) => Math.round(Number(row[at(name)] || 0) * 100);
  const closed = rows.filter((row) => row[0] !== '' && row[at('Opened again on')] === '');
  const found: string[] = [];
  for (const row of closed) {
    const [cluster, year, pot] = ['Cluster', 'Year', 'Pot'].map((name) => String(row[at(name)]));
    const sum = pence(row, 'Opening') + pence(row, 'Received') + pence(row, 'Other income') - pence(row, 'Spent');
    if (sum !== pence(row, 'Closing')) found.push(`${cluster} ${pot} ${year} does not add up`);
    const next = closed.find(
      (other) =>
        other[at('Cluster')] === cluster &&
        other[at('Pot')] === pot &&
        Number(String(other[at('Year')]).slice(0, 4)) === Number(year!.slice(0, 4)) + 1,
    );
    if (next && pence(next, 'Opening') !== pence(row, 'Closing'))
      found.push(
        `${cluster} ${pot}: ${year} closed with ${pence(row, 'Closing')}, and the next began with ${pence(next, 'Opening')}`,
      );
  }
  return { closed: closed.length, found };
}
