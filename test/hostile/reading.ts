/** Everything of a workbook that pages read and formulas show, however it looks. */
import type { Tracker } from '../../host/contract';
import { REPORT_KINDS } from '../../src/actions/schemas/report-pages';
import { PAGE_KEYS, PAGE_TITLES } from '../../src/workbook/pages/page';
import { ADVISOR, DIRECTOR, LEAD } from '../support/fault-cases';
import { clean, whyNoSentence } from './standing';

/** Everything that reads, as whoever it is for. */
const READING: readonly [who: string, name: string, ...args: unknown[]][] = [
  ...[LEAD, DIRECTOR].flatMap((who): [string, string, ...unknown[]][] => [
    ...['askForm', 'myRequests', 'meetingForm', 'paymentForm', 'sessionForm'].map((name): [string, string] => [
      who,
      name,
    ]),
    ...['releaseForm', 'focusForm', 'reviewForm', 'changeForm', 'handOverForm', 'fileForm'].map(
      (name): [string, string] => [who, name],
    ),
    [who, 'clusterPage', { pick: 'C-4' }],
    [who, 'schoolPage', { pick: 'S-24' }],
    [who, 'yearEndForm', { cluster: 'C-4', year: '2025/26' }],
    ...REPORT_KINDS.map((kind): [string, string, object] => [who, 'reportPages', { kind }]),
  ]),
  ...['decideList', 'digestState', 'figuresForm', 'peopleForm', 'setUpState', 'whatIfForm', 'verifyLog'].map(
    (name): [string, string] => [ADVISOR, name],
  ),
  [ADVISOR, 'whatIf', { roster: [], renewals: [], figures: [] }],
];

/** What is wrong with what is read of the workbook as it stands. */
export function faults(tracker: Tracker): string[] {
  const found: string[] = [];
  for (const [who, name, ...args] of READING) {
    const { value, error } = tracker.run(who, name, args);
    const reply = value as { ok?: boolean; message?: string } | null;
    if (error !== undefined) found.push(`${name} failed: ${error}`);
    else if (typeof reply?.ok !== 'boolean') found.push(`${name} answered ${JSON.stringify(value)}`);
    else if (!reply.ok && whyNoSentence(reply.message) !== null)
      found.push(`${name} said ${clean(String(reply.message)).slice(0, 300)}`);
  }
  for (const key of PAGE_KEYS)
    for (const cell of shownBy(tracker, key).flat())
      if (typeof cell === 'string' && /^#(ERROR|NAME|VALUE|REF|NUM|DIV)/.test(cell)) found.push(`${key} shows ${cell}`);
  return found;
}

/** The cells of a page; none where people deleted it. */
const shownBy = (tracker: Tracker, key: (typeof PAGE_KEYS)[number]): unknown[][] =>
  tracker.sheets().some(({ name }) => name === PAGE_TITLES[key]) ? tracker.usedValues(PAGE_TITLES[key]) : [];
