/** Who is told of what in a morning's mails, and whose a decision is. A3, A4, A9, C4, S9 and G1. */
import type { Book, Request } from './book';
import { type Day, yearOf } from './cells';
import { rightsIn, routeOf } from './deciders';
import { type Kept, lastDecisionOf, MATTERS, NOBODY } from './flags';

/** What a mail tells: `R-1101 waiting`, by the address it goes to. */
export type Told = ReadonlyMap<string, ReadonlySet<string>>;

/** A mail that went out. */
export interface Sent {
  readonly to: string;
  readonly body: string;
  readonly day: Day;
}

/** Sections of a mail by the beginning of their titles. */
const SECTIONS: readonly (readonly [title: string, name: string])[] = [
  ['Waiting for others too long', 'copied'],
  ['Nobody can decide these', 'blocked'],
  ['Waiting for your decision', 'waiting'],
  ['Waiting for you, in', 'mine'],
  ['Answered since', 'answered'],
  ['To see to', 'reports'],
];

/** What a mail says of requests: `R-1101 waiting`. What is due, and where to look, is left out. */
export function toldIn(body: string): Set<string> {
  const said = new Set<string>();
  let section: string | undefined;
  for (const line of body.split('\n')) {
    const [, id] = /^ {2}• ([^:]+): /.exec(line) ?? [];
    if (id !== undefined && section !== undefined) said.add(`${id} ${section}`);
    else if (/^\S.*:$/.test(line)) section = SECTIONS.find(([title]) => line.startsWith(title))?.[1];
  }
  return said;
}

const NEWS_DAYS = 30;

const schoolDays = (from: Day, to: Day): number => {
  let days = 0;
  for (let day = from + 1; day <= to; day++) if (![2, 3].includes(((day % 7) + 7) % 7)) days++;
  return days;
};

/**
 * What everybody is told today, as if the mails went out now.
 *
 * @param flags - The flag of each request.
 * @param sent - Mails of before: of news nobody is told twice.
 */
export function mailsOf(
  book: Book,
  { kept, flags, sent, asAt }: { kept: Kept; flags: ReadonlyMap<string, string>; sent: readonly Sent[]; asAt: Day },
): Told {
  const holding = rightsIn(book).filter(({ from, to }) => (from ?? asAt) <= asAt && asAt <= (to ?? asAt));
  const told = new Map(holding.map(({ email }) => [email, new Set<string>()]));
  const say = (email: string, what: string) => void told.get(email.toLowerCase())?.add(what);
  const holders = (...roles: string[]) => holding.filter(({ role }) => roles.includes(role)).map(({ email }) => email);
  const wasTold = (email: string, what: string, since: Day) =>
    sent.some((mail) => mail.to === email && mail.day >= since && toldIn(mail.body).has(what));
  for (const request of book.requests) {
    const flag = flags.get(request.id) ?? '';
    const by = MATTERS[request.matter]?.by;
    if (by) sayToDeciders(book, { request, flag, by, asAt, kept }, say, holders('Director'));
    if (flag.startsWith('more information')) for (const email of request.askedBy) say(email, `${request.id} mine`);
    if (flag.startsWith('waiting for schools')) say(request.askedBy[0] ?? '', `${request.id} mine`);
    const answer = answerTo(book, kept, request, flag, asAt);
    if (answer && asAt - answer.day <= NEWS_DAYS)
      for (const email of request.askedBy)
        if (email.toLowerCase() !== answer.by && !wasTold(email.toLowerCase(), `${request.id} answered`, answer.day))
          say(email, `${request.id} answered`);
    const readers = MATTERS[request.matter]?.to?.split(' or ') ?? [];
    const isOld = asAt - request.askedOn > NEWS_DAYS && request.matter !== 'Other funding';
    if (flag.startsWith('sent to') && request.askedOn <= asAt && !isOld)
      for (const email of holders(...readers))
        if (!request.askedBy.some((author) => author.toLowerCase() === email))
          if (!wasTold(email, `${request.id} reports`, asAt - NEWS_DAYS)) say(email, `${request.id} reports`);
  }
  return told;
}

interface Waiting {
  readonly request: Request;
  readonly flag: string;
  readonly by: string;
  readonly asAt: Day;
  readonly kept: Kept;
}

function sayToDeciders(
  book: Book,
  { request, flag, by, asAt, kept }: Waiting,
  say: (email: string, what: string) => void,
  directors: readonly string[],
): void {
  const { deciders, isBlocked } = routeOf(book, request, by, asAt);
  const isWaiting = /^(waiting for (?!schools)|stale|expired|waiting list)/.test(flag);
  if (!isWaiting && !(isBlocked && flag.startsWith(NOBODY))) return;
  for (const email of deciders) say(email, `${request.id} waiting`);
  if (isBlocked) for (const email of directors) say(email, `${request.id} blocked`);
  const escalate = book.setting('decide.escalateDays', yearOf(asAt), 10);
  const last = lastDecisionOf(book, kept, request, asAt);
  const since = flag.startsWith('expired')
    ? (last?.expires ?? asAt)
    : Math.max(request.askedOn, last?.day ?? 0, request.answeredOn ?? 0);
  if (schoolDays(since, asAt) <= escalate || !isWaiting || flag.startsWith('waiting list')) return;
  for (const email of directors) if (!deciders.includes(email)) say(email, `${request.id} copied`);
}

/** When a request was answered, and by whom. */
function answerTo(book: Book, kept: Kept, request: Request, flag: string, asAt: Day): { day: Day; by: string } | null {
  if (flag === 'done') return request.matter === 'Other funding' ? null : { day: request.doneOn ?? 0, by: '' };
  const last = lastDecisionOf(book, kept, request, asAt);
  if (!last || flag.startsWith('more information') || flag.startsWith('not allowed: Decision')) return null;
  return { day: last.day, by: last.by };
}
