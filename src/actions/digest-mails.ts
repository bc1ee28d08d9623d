import { formatDay, fundingYearOf, schoolDaysBetween, ukDayOf, weekdayOf } from '../rules/basics/days';
import { andMore, firstOf } from '../rules/basics/long-lists';
import { hasPerson, isSamePerson } from '../rules/basics/mailbox';
import { formatMoney } from '../rules/basics/money';
import { programmeOn } from '../rules/basics/programme';
import type { Request } from '../rules/basics/rows';
import { plural, type Role } from '../rules/basics/words';
import type { Books } from '../rules/money/books';
import { dueOfCluster, stepsOfCluster } from '../rules/overview/cluster-page';
import { holdsRole, nameOf, routeOf } from '../rules/requests/deciders';
import { decidedOn } from '../rules/requests/decisions-in-order';
import { MATTER_SPECS, readersOf } from '../rules/requests/matters';
import { requestStates, waitingSince } from '../rules/requests/replay';
import type { RequestState, RequestStates, StateName } from '../rules/requests/request-state';
import { rightsIn } from '../rules/requests/rights-register';
import { saidText } from '../rules/requests/state-words';
import { isForDeciders } from './desk';
import { BOOK_TABS, booksIn, unreadText } from './lookups';
import { pageBooks } from './own-pages';
import type { Context } from './perform';
import type { Mail, World } from './world';
import { readHead } from './write-log';

/** One person's mail, and the news in it, of which nobody is told twice. */
export interface DigestMail extends Mail {
  readonly news: readonly string[];
}

/** How long news may still be told, in days. */
export const NEWS_DAYS = 30;

const MOST_LINES = 50; // of a section; a mail of 200 KB is refused (platform-notes 6)

/** What a mail has to say, in the order in which it says it: what it is called, and what its subject counts. */
const SECTIONS = {
  copied: {
    title: 'Waiting for others too long; please see that it is decided',
    counts: 'waiting too long for others',
  },
  blocked: {
    title: 'Nobody can decide these: name somebody in People to stand in for the Director',
    counts: 'that nobody can decide',
  },
  waiting: { title: 'Waiting for your decision, in Clusters ▸ Decide', counts: 'to decide' },
  mine: { title: 'Waiting for you, in Clusters ▸ My requests', counts: 'to answer' },
  answered: { title: 'Answered since the last mail, in Clusters ▸ My requests', counts: 'answered' },
  reports: { title: 'To see to, in Clusters ▸ Decide', counts: 'to see to' },
  due: { title: 'Due or missing; Clusters ▸ Look ▸ My cluster shows all of it', counts: 'due' },
} as const;

type Section = keyof typeof SECTIONS;
const SECTION_NAMES = Object.keys(SECTIONS) as Section[];

/** The lines of each section of a mail, and the news it tells. */
type Sections = Record<Section, string[]> & { readonly news: string[] };

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
  readonly isTold: (news: string, email: string) => boolean;
  /** The address at which a row of Requests is seen. */
  readonly linkTo: (row: number) => string;
}

/**
 * One mail for everyone in People today whom something concerns: exactly what Decide lists for them, questions asked of
 * them, answers to what they asked, and new reports. Rules A9 and C4.
 *
 * @param isTold - Whether a person has had some news in a mail before.
 */
export function digestMails(context: Context, world: World, isTold: Post['isTold']): DigestMail[] {
  const post = postOf(context, world, isTold);
  const byDate = [...post.books.requests.rows].sort((a, b) => a.askedOn - b.askedOn);
  for (const request of byDate) {
    addToAuthors(post, request);
    addAnswer(post, request);
    addReport(post, request);
    addToDeciders(post, request);
  }
  addDue(post);
  const closing = closingLines(context, world);
  return Array.from(post.mails).flatMap(([to, sections]) => mailTo(post, to, sections, closing));
}

function postOf(context: Context, world: World, isTold: Post['isTold']): Post {
  const { tables, parameters, today } = context;
  const books = booksIn(tables);
  const holding = (rightsIn(books)?.rows ?? []).filter((person) => holdsRole(person, today));
  const emailsOf = (...roles: Role[]) => [
    ...new Set(holding.filter(({ role }) => roles.includes(role)).map(({ email }) => email)),
  ];
  const nothing = (): Sections => ({
    copied: [],
    blocked: [],
    waiting: [],
    mine: [],
    answered: [],
    reports: [],
    due: [],
    news: [],
  });
  return {
    context,
    books,
    isTold,
    linkTo: world.linkTo('requests'),
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

/** The lines of a request: what it is, more about it, and where it is seen. */
const entryOf = ({ context, linkTo }: Post, { row }: Request, lines: readonly string[]): string =>
  [...lines, linkTo(context.tables.get('requests').rowNumber(row))].join('\n    ');

/** What somebody is told, by whichever of their addresses. */
const sectionsFor = ({ mails }: Post, email: string): Sections | undefined =>
  mails.get(email) ?? Array.from(mails).find(([to]) => isSamePerson(to, email))?.[1];

/** Tells whoever asked that a question is to be answered, or schools have to agree. */
function addToAuthors(post: Post, request: Request): void {
  const state = post.states.stateOf(request.row);
  const what = lineOf(post, request);
  if (state.name === 'more information wanted') {
    for (const email of request.askedBy)
      sectionsFor(post, email)?.mine.push(entryOf(post, request, [what, `Question: ${oneLine(state.question, 300)}`]));
  }
  if (state.name === 'waiting for schools')
    sectionsFor(post, request.askedBy[0] ?? '')?.mine.push(entryOf(post, request, [what, saidText(state)]));
}

/** Tells whoever asked what was decided, or that it was seen to, once; nobody of what they did themselves. */
function addAnswer(post: Post, request: Request): void {
  const state = post.states.stateOf(request.row);
  const answer = answerTo(post, request, state);
  if (!answer || post.context.today - answer.on > NEWS_DAYS) return;
  const words = oneLine(answer.reason ?? '', 300);
  const lines = [lineOf(post, request), `${saidText(state)}${words === '' ? '' : `. Reason: ${words}`}`];
  for (const email of request.askedBy) {
    if (isSamePerson(email, answer.by) || post.isTold(answer.id, email)) continue;
    const sections = sectionsFor(post, email);
    sections?.answered.push(entryOf(post, request, lines));
    sections?.news.push(answer.id);
  }
}

interface Answer {
  readonly on: number;
  readonly by: string;
  readonly id: string;
  readonly reason?: string | null;
}

function answerTo({ states }: Post, { id, row, matter }: Request, state: RequestState): Answer | null {
  // What became of money from elsewhere those know who asked for it.
  if (state.name === 'done') return MATTER_SPECS[matter].isIncome ? null : { on: state.on, by: '', id: `${id} done` };
  const made = states.decisionOn(row);
  if (!made || state.name === 'more information wanted') return null;
  return { on: decidedOn(made), by: made.decidedBy, id: made.id, reason: made.reason };
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
  if (age > NEWS_DAYS && !MATTER_SPECS[request.matter].isIncome) return;
  const news = request.stands === null ? request.id : `${request.id} ${request.stands}`;
  for (const email of post.holders(...readersOf(request.matter))) {
    if (hasPerson(request.askedBy, email) || post.isTold(news, email)) continue;
    const mail = post.mails.get(email);
    const line = `${lineOf(post, request)}${request.stands === null ? '' : `, ${request.stands.toLowerCase()}`}`;
    mail?.reports.push(entryOf(post, request, [line]));
    mail?.news.push(news);
  }
}

/**
 * Tells those who keep a cluster what is due of it, and the Advisor which reviews and reports are. It stands in mails
 * that go out anyway; for itself it is told once a week.
 */
function addDue(post: Post): void {
  const { context, states, mails } = post;
  const { parameters, today } = context;
  const books = pageBooks(context);
  const [mondays, advisors] = [weekdayOf(today) === 1, post.holders('Advisor')];
  const isTold = (email: string) => mondays || SECTION_NAMES.some((name) => mails.get(email)?.[name].length);
  const readers = advisors.filter(isTold);
  for (const cluster of books.clusters.rows) {
    const keepers = keepersOf(post, cluster.row).filter(isTold);
    const due = keepers.length === 0 ? [] : dueOfCluster(books, parameters, cluster, today);
    for (const email of keepers) mails.get(email)?.due.push(...due.map(({ text }) => oneLine(text, 300)));
    const steps = readers.length === 0 ? [] : stepsOfCluster(books, parameters, { cluster, states }, today);
    for (const email of readers)
      mails.get(email)?.due.push(...steps.map(({ text }) => `${oneLine(cluster.name)}: ${oneLine(text, 300)}`));
  }
}

/** Who leads a cluster or keeps its money today, each once. */
const keepersOf = ({ books, context }: Post, cluster: number): string[] => [
  ...new Set(
    (rightsIn(books)?.rows ?? [])
      .filter((person) => person.cluster === cluster && holdsRole(person, context.today))
      .filter(({ role }) => role === 'Cluster lead' || role === 'Finance')
      .map(({ email }) => email),
  ),
];

/** States in which a request waits for a decision, and not for an answer or a place. */
const WAITS_FOR_DECISION: ReadonlySet<StateName> = new Set<StateName>(['waiting', 'stale', 'expired']);

/** Tells deciders what waits for them, and the Director what waits for others for a long time. Rule A9. */
function addToDeciders(post: Post, request: Request): void {
  const { books, states, mails, directors, escalate, context } = post;
  const state = states.stateOf(request.row);
  // While a question is open it waits for whoever asked.
  if (!isForDeciders(request, state) || state.name === 'more information wanted') return;
  const age = schoolDaysBetween(waitingSince(states, request), context.today);
  const flag = state.name === 'waiting' ? '' : `, ${oneLine(saidText(state), 200)}`;
  const line = `${lineOf(post, request)}${flag}${ageText(post, age)}`;
  const { deciders, blockedBy, waitsFor } = routeOf(books, request, context.today);
  const emails = new Set(deciders.map(({ email }) => email));
  const entry = entryOf(post, request, [line]);
  for (const email of emails) mails.get(email)?.waiting.push(entry);
  if (blockedBy) for (const director of directors) mails.get(director)?.blocked.push(entry);
  if (!(age > escalate) || !WAITS_FOR_DECISION.has(state.name)) return;
  for (const director of directors)
    if (!emails.has(director)) mails.get(director)?.copied.push(entryOf(post, request, [`${line}, for ${waitsFor}`]));
}

function ageText({ remind, escalate }: Post, age: number): string {
  const days = plural(age, 'school day');
  if (age > escalate) return ` – waiting ${days}, far too long`;
  return ` – waiting ${days}${age > remind ? ', longer than it should' : ''}`;
}

/** What stands at the end of every mail. */
function closingLines(context: Context, world: World): string[] {
  const head = readHead(world);
  const unread = unreadText(context, BOOK_TABS);
  return [
    ...(unread === '' ? [] : [unread]),
    `Open the sheet: ${world.url()}\nLinks only show: nothing in this mail decides anything.`,
    ...(head
      ? [
          'Proof of the record, asked for by Clusters ▸ Workbook ▸ Verify log when somebody doubts it. Newest line of ' +
            `the log: ${head.no}, ${head.hash}`,
        ]
      : []),
    `Sent for ${formatDay(ukDayOf(Date.parse(world.now)))}.`,
  ];
}

function mailTo({ context }: Post, to: string, sections: Sections, closing: readonly string[]): DigestMail[] {
  const filled = SECTION_NAMES.filter((name) => sections[name].length > 0);
  if (filled.length === 0) return [];
  const subject = filled.map((name) => `${sections[name].length} ${SECTIONS[name].counts}`).join(', ');
  const body = [
    `Hello ${oneLine(nameOf(context.tables.get('people'), to))},`,
    ...filled.map((name) => sectionText(SECTIONS[name].title, sections[name])),
    ...closing,
  ].join('\n\n');
  // Whoever is in several programmes sees which it is.
  const { name } = programmeOn(context.parameters, context.today);
  const ofProgramme = name === '' ? '' : ` (${oneLine(name)})`;
  return [
    { to, subject: `Cluster Tracker: ${subject}${ofProgramme}`, body, news: sections.news.slice(0, 2 * MOST_LINES) },
  ];
}

/** Text from a cell on one line, so that it cannot pass for a line of the mail itself. */
export const oneLine = (text: string, most = 80): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: some of them break lines too
  const plain = text.replace(/[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ').trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`;
};

function sectionText(title: string, lines: readonly string[]): string {
  const { shown, more } = firstOf(lines, MOST_LINES);
  const rest = more > 0 ? [`  … ${andMore(more, 'open the sheet.')}`] : [];
  return [`${title}:`, ...shown.map((line) => `  • ${line}`), ...rest].join('\n');
}
