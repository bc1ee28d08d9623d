import { formatDay, fundingYearOf, schoolDaysBetween, ukDayOf } from '../rules/basics/days';
import { formatMoney } from '../rules/basics/money';
import { holdsRole, nameOf, routeOf } from '../rules/requests/deciders';
import { MATTER_SPECS } from '../rules/requests/matters';
import { flagText, requestStates, waitingSince } from '../rules/requests/request-state';
import { isForDeciders } from './decide';
import { BOOK_TABS, booksOf, unreadText } from './lookups';
import type { Context } from './perform';
import type { Mail, World } from './world';
import { readHead } from './write-log';

/** One person's mail, and the reports in it, which nobody is told of twice. */
export interface DigestMail extends Mail {
  readonly reports: readonly string[];
}

/** How long a report may still be told of, in days. */
export const REPORT_DAYS = 30;

const MOST_LINES = 50; // of a section; a mail of 200 KB is refused (platform-notes 6)

/** What a mail says, by section; the lines of each. */
interface Sections {
  waiting: string[];
  blocked: string[];
  copied: string[];
  mine: string[];
  reports: string[];
}

/**
 * One mail for everyone in People today something waits for: exactly what Decide lists for them, questions asked of them,
 * and new reports. Rules A9 and C4.
 *
 * @param isTold - Whether a person has had a report in a mail before.
 */
export function digestMails(
  context: Context,
  world: World,
  isTold: (report: string, email: string) => boolean,
): DigestMail[] {
  const { tables, parameters, today } = context;
  const books = booksOf(tables);
  const { requests, clusters } = books;
  const people = books.people!;
  const states = requestStates(books, parameters, today);
  const remind = parameters.sum('decide.remindDays', fundingYearOf(today));
  const escalate = parameters.sum('decide.escalateDays', fundingYearOf(today));
  const holding = Array.from({ length: people.count }, (_, row) => row).filter((row) => holdsRole(people, row, today));
  const lines = new Map<string, Sections>(
    holding.map((row) => [people.email[row]!, { waiting: [], blocked: [], copied: [], mine: [], reports: [] }]),
  );
  const told = new Map<string, string[]>();
  // Nobody is written to who is not in People today, whatever address stands in a request.
  const add = (email: string, section: keyof Sections, line: string) => lines.get(email)?.[section].push(line);
  const emailsOf = (...roles: string[]) => [
    ...new Set(holding.filter((row) => roles.includes(people.role[row]!)).map((row) => people.email[row]!)),
  ];
  const directors = emailsOf('Director');
  const order = Array.from({ length: requests.count }, (_, row) => row).sort(
    (a, b) => requests.askedOn[a]! - requests.askedOn[b]!,
  );
  for (const row of order) {
    const state = states.states[row]!;
    const askedOn = requests.askedOn[row]!;
    const amount = requests.amount[row] === null ? '' : ` ${formatMoney(requests.amount[row]!)}`;
    const what = `${oneLine(requests.id[row]!)}: ${requests.matter[row]}${amount}, ${oneLine(clusters.name[requests.cluster[row]!]!)} (${oneLine(requests.purpose[row]!)})`;
    if (state.name === 'more information wanted') {
      for (const email of requests.askedBy[row]!)
        add(email, 'mine', `${what}\n    Question: ${oneLine(state.question, 300)}`);
    }
    if (state.name === 'waiting for schools') {
      add(requests.askedBy[row]![0]!, 'mine', `${what}\n    ${flagText(state)}`);
    }
    if (MATTER_SPECS[requests.matter[row]!].kind === 'report' && state.name !== 'withdrawn') {
      if (askedOn > today || today - askedOn > REPORT_DAYS) continue;
      const id = requests.id[row]!;
      for (const email of emailsOf('Director', 'Advisor')) {
        if (requests.askedBy[row]!.includes(email) || isTold(id, email)) continue;
        add(email, 'reports', what);
        told.set(email, [...(told.get(email) ?? []), id]);
      }
    }
    if (!isForDeciders(books, row, state)) continue;
    const age = schoolDaysBetween(waitingSince(books, states, row), today);
    const late =
      age >= escalate
        ? ` – WAITING ${age} SCHOOL DAYS`
        : age >= remind
          ? ` – reminder: ${age} school days`
          : ` – ${age} school days`;
    const flag = state.name === 'waiting' ? '' : `, ${oneLine(flagText(state), 200)}`;
    const route = routeOf(books, row, today);
    for (const email of new Set(route.deciders.map((decider) => decider.email)))
      add(email, 'waiting', `${what}${flag}${late}`);
    if (route.blocked) for (const director of directors) add(director, 'blocked', `${what}${flag}${late}`);
    // A question waits for whoever was asked it, and a place on a list for a place.
    if (!(age >= escalate) || !['waiting', 'stale', 'expired'].includes(state.name)) continue;
    for (const director of directors) {
      if (!route.deciders.some(({ email }) => email === director))
        add(director, 'copied', `${what}${flag}${late}, waits for ${route.waitsFor}`);
    }
  }
  const head = readHead(world);
  const url = world.url();
  const unread = unreadText(tables, BOOK_TABS);
  return [...lines].flatMap(([to, sections]) => {
    const subject = subjectOf(sections);
    if (subject === '') return [];
    const body = [
      `Hello ${oneLine(nameOf(people, to))},`,
      ...section('Waiting for your decision', sections.waiting),
      ...section('Nobody can decide these: name somebody in People to stand in for the Director', sections.blocked),
      ...section('Waiting for others for a long time, for you to know', sections.copied),
      ...section('Waiting for you to answer or to find agreement', sections.mine),
      ...section('New reports, for you to know', sections.reports),
      `Open the sheet: ${url}`,
      ...(unread === '' ? [] : [unread]),
      'Decide in the sheet, in the menu Clusters ▸ Decide. Nothing in this mail decides anything.',
      ...(head ? [`Newest line of the log: ${head.no}, ${head.hash}`] : []),
      `Sent for ${formatDay(ukDayOf(Date.parse(world.now)))}.`,
    ].join('\n\n');
    return [{ to, subject, body, reports: (told.get(to) ?? []).slice(0, MOST_LINES) }];
  });
}

/** Text from a cell on one line, so that it cannot pass for a line of the mail itself. */
export const oneLine = (text: string, most = 80): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: some of them break lines too
  const plain = text.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
};

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_LINES ? `\n  … and ${lines.length - MOST_LINES} more: open the sheet.` : '';
  return [
    `${title}:\n${lines
      .slice(0, MOST_LINES)
      .map((line) => `  • ${line}`)
      .join('\n')}${more}`,
  ];
}

function subjectOf({ waiting, blocked, copied, mine, reports }: Sections): string {
  const parts = [
    [waiting, 'to decide'],
    [mine, 'to answer'],
    [blocked, 'that nobody can decide'],
    [copied, 'waiting long'],
    [reports, reports.length === 1 ? 'report' : 'reports'],
  ] as const;
  const said = parts.filter(([{ length }]) => length > 0).map(([{ length }, what]) => `${length} ${what}`);
  return said.length === 0 ? '' : `Cluster Tracker: ${said.join(', ')}`;
}
