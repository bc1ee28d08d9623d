import { formatDay, fundingYearOf, schoolDaysBetween, ukDayOf } from '../rules/days';
import { holdsRole, nameOf, routeOf } from '../rules/deciders';
import { formatMoney } from '../rules/money';
import { flagText, requestStates } from '../rules/request-state';
import type { DigestState, Done } from './answers';
import { BOOK_TABS, booksOf, isDecider } from './lookups';
import type { Context } from './perform';
import { ask, performSimple, readHead, refuse } from './perform';
import { check } from './schemas/parts';
import { digestSchema } from './schemas/tools';
import type { Mail, World } from './world';

/** Whose account runs the digest and when it last ran; kept with the document. */
const DIGEST = 'digest';

interface DigestRecord {
  runsAs: string;
  lastRan: string | null;
  /** Addresses not written to for want of mail quota; they come first next time. */
  held: string[];
}

function readRecord(world: World): DigestRecord | null {
  const stored = world.store.get(DIGEST);
  return stored ? (JSON.parse(stored) as DigestRecord) : null;
}

/** Whether the daily digest is on, whose account runs it, and the mails that would go out now. */
export function digestState(world: World): DigestState {
  return ask(world, [...BOOK_TABS], (context): DigestState => {
    if (!isDecider(context.me)) return refuse('Only the Director and the Advisor can see and switch the daily digest.');
    const record = readRecord(world);
    return {
      ok: true,
      on: record !== null,
      runsAs: record?.runsAs ?? null,
      lastRan: record?.lastRan ?? null,
      mine: record !== null && record.runsAs === world.me && world.trigger.mine(),
      preview: digestMails(context, world).map(({ to, subject, body }) => ({ to, subject, body })),
    };
  });
}

/** Switches the digest on under the person's own account, or off. */
export function switchDigest(world: World, payload: unknown): Done {
  const checked = check(digestSchema, payload);
  if ('problems' in checked)
    return refuse('Say whether the digest is to be on or off.', { problems: checked.problems });
  return performSimple(world, [], (context): Done => {
    if (!isDecider(context.me)) return refuse('Only the Director and the Advisor can switch the daily digest.');
    const record = readRecord(world);
    if (checked.value.on) {
      if (record && record.runsAs !== world.me)
        return refuse(
          `The digest runs already, under the account ${record.runsAs}. Only that account can switch it off.`,
        );
      if (record && world.trigger.mine()) return { ok: true, message: 'The daily digest is on already.' };
      world.trigger.create();
      world.store.set(
        DIGEST,
        JSON.stringify({ runsAs: world.me, lastRan: record?.lastRan ?? null, held: record?.held ?? [] }),
      );
      world.showDigest(`On, from ${world.me}. It has not run yet.`);
      context.log('Switch the digest on', '', `runs as ${world.me}`);
      return {
        ok: true,
        message: `The digest goes out every morning, from your account (${world.me}). It stops when that account goes.`,
      };
    }
    if (!record) return { ok: true, message: 'The daily digest is off already.' };
    if (record.runsAs !== world.me)
      return refuse(`The digest runs under the account ${record.runsAs}: Google lets only that account switch it off.`);
    world.trigger.remove();
    world.store.remove(DIGEST);
    world.showDigest('Off');
    context.log('Switch the digest off', '', '');
    return { ok: true, message: 'The daily digest is off.' };
  });
}

/** The daily trigger: one mail a person with what waits for them; what the quota does not allow waits for tomorrow. */
export function sendDigest(world: World): { sent: string[]; held: string[]; failed: string[] } {
  const result = { sent: [] as string[], held: [] as string[], failed: [] as string[] };
  const answer = ask(
    world,
    [...BOOK_TABS],
    (context) => {
      const record = readRecord(world);
      const first = new Set(record?.held ?? []);
      const mails = digestMails(context, world).sort((a, b) => Number(first.has(b.to)) - Number(first.has(a.to)));
      let left = world.mail.left();
      for (const mail of mails) {
        if (left <= 0) {
          result.held.push(mail.to);
          continue;
        }
        try {
          world.mail.send(mail);
          result.sent.push(mail.to);
          left--;
        } catch {
          result.failed.push(mail.to); // kept for the next run and reported by the state of the digest
        }
      }
      return { ok: true as const };
    },
    () => true,
  );
  const record = readRecord(world);
  if (answer.ok && record) {
    const held = [...result.held, ...result.failed];
    world.store.set(DIGEST, JSON.stringify({ ...record, lastRan: world.now, held }));
    world.showDigest(lastRunText(world.now, result.sent.length, held));
  }
  return result;
}

function lastRunText(now: string, sent: number, held: readonly string[]): string {
  const people = (count: number) => `${count} ${count === 1 ? 'person' : 'people'}`;
  const ran = `Last run ${formatDay(ukDayOf(Date.parse(now)))}, ${now.slice(11, 16)} UTC: ${people(sent)} written to.`;
  return held.length === 0 ? ran : `${ran} ${people(held.length)} not, and first tomorrow: ${held.join(', ')}.`;
}

/** One mail for everyone something waits for. Rule A9. */
function digestMails(context: Context, world: World): Mail[] {
  const { tables, parameters, today } = context;
  const books = booksOf(tables);
  const { requests, clusters, people } = books;
  const { states } = requestStates(books, parameters, today);
  const remind = parameters.number('decide.remindDays', fundingYearOf(today));
  const escalate = parameters.number('decide.escalateDays', fundingYearOf(today));
  const lines = new Map<string, { waiting: string[]; copied: string[]; mine: string[] }>();
  const of = (email: string) => {
    let entry = lines.get(email);
    if (!entry) {
      entry = { waiting: [], copied: [], mine: [] };
      lines.set(email, entry);
    }
    return entry;
  };
  const directors = people!.email.filter(
    (_, row) => people!.role[row] === 'Director' && holdsRole(people!, row, today),
  );
  const order = Array.from({ length: requests.count }, (_, row) => row).sort(
    (a, b) => requests.askedOn[a]! - requests.askedOn[b]!,
  );
  for (const row of order) {
    const state = states[row]!;
    const amount = requests.amount[row] === null ? '' : ` ${formatMoney(requests.amount[row]!)}`;
    const what = `${requests.id[row]}: ${requests.matter[row]}${amount}, ${clusters.name[requests.cluster[row]!]} (${requests.purpose[row]!.slice(0, 80)})`;
    if (state.name === 'more information wanted') {
      for (const email of requests.askedBy[row]!) of(email).mine.push(`${what}\n    Question: ${state.question}`);
      continue;
    }
    if (state.name === 'waiting for schools') {
      of(requests.askedBy[row]![0]!).mine.push(`${what}\n    ${flagText(state)}`);
      continue;
    }
    if (!['waiting', 'stale'].includes(state.name)) continue;
    const age = schoolDaysBetween(requests.askedOn[row]!, today);
    const late =
      age >= escalate
        ? ` – WAITING ${age} SCHOOL DAYS`
        : age >= remind
          ? ` – reminder: ${age} school days`
          : ` – ${age} school days`;
    const route = routeOf(books, row, today);
    for (const { email } of route.deciders) of(email).waiting.push(`${what}${late}`);
    if (age < escalate) continue;
    for (const director of directors) {
      if (!route.deciders.some(({ email }) => email === director))
        of(director).copied.push(`${what}${late}, waits for ${route.waitsFor}`);
    }
  }
  const head = readHead(world);
  return [...lines].map(([to, { waiting, copied, mine }]) => ({
    to,
    subject: subjectOf(waiting.length, copied.length, mine.length),
    body: [
      `Hello ${nameOf(people, to)},`,
      ...section('Waiting for your decision', waiting),
      ...section('Waiting for others for a long time, for you to know', copied),
      ...section('Waiting for you to answer or to find agreement', mine),
      `Open the sheet: ${world.url()}`,
      'Decide in the sheet, in the menu Clusters ▸ Decide. Nothing in this mail decides anything.',
      ...(head ? [`Newest line of the log: ${head.no}, ${head.hash}`] : []),
      `Sent for ${formatDay(ukDayOf(Date.parse(world.now)))}.`,
    ].join('\n\n'),
  }));
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `  • ${line}`).join('\n')}`];

function subjectOf(waiting: number, copied: number, mine: number): string {
  const parts = [
    ...(waiting > 0 ? [`${waiting} to decide`] : []),
    ...(mine > 0 ? [`${mine} to answer`] : []),
    ...(copied > 0 ? [`${copied} waiting long`] : []),
  ];
  return `Cluster Tracker: ${parts.join(', ')}`;
}
