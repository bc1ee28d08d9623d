import { formatDay, fundingYearOf, schoolDaysBetween, ukDayOf } from '../rules/basics/days';
import { hasPerson, isSamePerson } from '../rules/basics/mailbox';
import { formatMoney } from '../rules/basics/money';
import type { Request } from '../rules/basics/rows';
import type { Role } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { holdsRole, nameOf, routeOf } from '../rules/requests/deciders';
import { MATTER_SPECS, readersOf } from '../rules/requests/matters';
import { requestStates, waitingSince } from '../rules/requests/replay';
import type { RequestStates, StateName } from '../rules/requests/request-state';
import { rightsIn } from '../rules/requests/rights-register';
import { flagText } from '../rules/requests/state-words';
import { isForDeciders } from './desk';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
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

/** What a mail says, by section; the lines of each, and the reports it tells of by their IDs. */
interface Sections {
  readonly waiting: string[];
  readonly blocked: string[];
  readonly copied: string[];
  readonly mine: string[];
  readonly reports: string[];
  readonly told: string[];
}

/** What the mails of a day are made from. */
interface Post {
  readonly context: Context;
  readonly books: Books;
  readonly states: RequestStates;
  /** By address of everybody in People today: nobody else is written to, whatever address stands in a request. */
  readonly mails: ReadonlyMap<string, Sections>;
  readonly directors: readonly string[];
  /** By role, who holds it. */
  readonly holders: (...roles: Role[]) => readonly string[];
  /** School days after which a request is late, and after which the Director is told; NOT_SET where that is not set. */
  readonly remind: number;
  readonly escalate: number;
  readonly isTold: (report: string, email: string) => boolean;
}

/**
 * One mail for everyone in People today something waits for: exactly what Decide lists for them, questions asked of
 * them, and new reports. Rules A9 and C4.
 *
 * @param isTold - Whether a person has had a report in a mail before.
 */
export function digestMails(context: Context, world: World, isTold: Post['isTold']): DigestMail[] {
  const post = postOf(context, isTold);
  const byDate = [...post.books.requests.rows].sort((a, b) => a.askedOn - b.askedOn);
  for (const request of byDate) {
    addToAuthors(post, request);
    addReport(post, request);
    addToDeciders(post, request);
  }
  const closing = closingLines(context, world);
  return Array.from(post.mails).flatMap(([to, sections]) => mailTo(post, to, sections, closing));
}

function postOf(context: Context, isTold: Post['isTold']): Post {
  const { tables, parameters, today } = context;
  const books = booksIn(tables);
  const holding = (rightsIn(books)?.rows ?? []).filter((person) => holdsRole(person, today));
  const emailsOf = (...roles: Role[]) => [
    ...new Set(holding.filter(({ role }) => roles.includes(role)).map(({ email }) => email)),
  ];
  const nothing = (): Sections => ({ waiting: [], blocked: [], copied: [], mine: [], reports: [], told: [] });
  return {
    context,
    books,
    isTold,
    states: requestStates(books, parameters, today),
    mails: new Map(holding.map(({ email }) => [email, nothing()])),
    directors: emailsOf('Director'),
    holders: emailsOf,
    remind: parameters.sum('decide.remindDays', fundingYearOf(today)),
    escalate: parameters.sum('decide.escalateDays', fundingYearOf(today)),
  };
}

/** A request on one line. */
function lineOf({ books }: Post, { id, matter, amount, cluster, purpose }: Request): string {
  const sum = amount === null ? '' : ` ${formatMoney(amount)}`;
  return `${oneLine(id)}: ${matter}${sum}, ${oneLine(books.clusters.at(cluster).name)} (${oneLine(purpose)})`;
}

/** What somebody is told, by whichever of their addresses. */
const sectionsFor = ({ mails }: Post, email: string): Sections | undefined =>
  mails.get(email) ?? Array.from(mails).find(([to]) => isSamePerson(to, email))?.[1];

/** Tells whoever asked that a question is to be answered, or schools have to agree. */
function addToAuthors(post: Post, request: Request): void {
  const state = post.states.stateOf(request.row);
  const what = lineOf(post, request);
  if (state.name === 'more information wanted') {
    for (const email of request.askedBy)
      sectionsFor(post, email)?.mine.push(`${what}\n    Question: ${oneLine(state.question, 300)}`);
  }
  if (state.name === 'waiting for schools')
    sectionsFor(post, request.askedBy[0] ?? '')?.mine.push(`${what}\n    ${flagText(state)}`);
}

/**
 * Tells whoever has to see to a request that nobody decides of it, once; of money from elsewhere anew when it stands
 * otherwise. Rules S9, C4 and G1.
 */
function addReport(post: Post, request: Request): void {
  const { today } = post.context;
  const age = today - request.askedOn;
  if (post.states.stateOf(request.row).name !== 'sent' || age < 0) return;
  // Of what is only asked nothing new comes; money from elsewhere is heard of months later.
  if (age > REPORT_DAYS && !MATTER_SPECS[request.matter].isIncome) return;
  const news = request.stands === null ? request.id : `${request.id} ${request.stands}`;
  for (const email of post.holders(...readersOf(request.matter))) {
    if (hasPerson(request.askedBy, email) || post.isTold(news, email)) continue;
    const mail = post.mails.get(email);
    mail?.reports.push(`${lineOf(post, request)}${request.stands === null ? '' : `, ${request.stands.toLowerCase()}`}`);
    mail?.told.push(news);
  }
}

/** States in which a request waits for a decision, and not for an answer or a place. */
const WAITS_FOR_DECISION: ReadonlySet<StateName> = new Set<StateName>(['waiting', 'stale', 'expired']);

/** Tells deciders what waits for them, and the Director what waits for others for a long time. Rule A9. */
function addToDeciders(post: Post, request: Request): void {
  const { books, states, mails, directors, escalate, context } = post;
  const state = states.stateOf(request.row);
  if (!isForDeciders(request, state)) return;
  const age = schoolDaysBetween(waitingSince(states, request), context.today);
  const flag = state.name === 'waiting' ? '' : `, ${oneLine(flagText(state), 200)}`;
  const line = `${lineOf(post, request)}${flag}${ageText(post, age)}`;
  const { deciders, blockedBy, waitsFor } = routeOf(books, request, context.today);
  const emails = new Set(deciders.map(({ email }) => email));
  for (const email of emails) mails.get(email)?.waiting.push(line);
  if (blockedBy) for (const director of directors) mails.get(director)?.blocked.push(line);
  if (!(age > escalate) || !WAITS_FOR_DECISION.has(state.name)) return;
  for (const director of directors)
    if (!emails.has(director)) mails.get(director)?.copied.push(`${line}, waits for ${waitsFor}`);
}

function ageText({ remind, escalate }: Post, age: number): string {
  if (age > escalate) return ` – WAITING ${age} SCHOOL DAYS`;
  return age > remind ? ` – reminder: ${age} school days` : ` – ${age} school days`;
}

/** What stands at the end of every mail. */
function closingLines(context: Context, world: World): string[] {
  const head = readHead(world);
  const unread = unreadText(context, BOOK_TABS);
  return [
    `Open the sheet: ${world.url()}`,
    ...(unread === '' ? [] : [unread]),
    'Decide in the sheet, in the menu Clusters ▸ Decide. Nothing in this mail decides anything.',
    ...(head ? [`Newest line of the log: ${head.no}, ${head.hash}`] : []),
    `Sent for ${formatDay(ukDayOf(Date.parse(world.now)))}.`,
  ];
}

function mailTo({ context }: Post, to: string, sections: Sections, closing: readonly string[]): DigestMail[] {
  const subject = subjectOf(sections);
  if (subject === '') return [];
  const body = [
    `Hello ${oneLine(nameOf(context.tables.get('people'), to))},`,
    ...section('Waiting for your decision', sections.waiting),
    ...section('Nobody can decide these: name somebody in People to stand in for the Director', sections.blocked),
    ...section('Waiting for others for a long time, for you to know', sections.copied),
    ...section('Waiting for you to answer or to find agreement', sections.mine),
    ...section('To see to in Clusters ▸ Decide, for you to know', sections.reports),
    ...closing,
  ].join('\n\n');
  return [{ to, subject, body, reports: sections.told.slice(0, MOST_LINES) }];
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
    [reports, 'to see to'],
  ] as const;
  const said = parts.filter(([{ length }]) => length > 0).map(([{ length }, what]) => `${length} ${what}`);
  return said.length === 0 ? '' : `Cluster Tracker: ${said.join(', ')}`;
}
