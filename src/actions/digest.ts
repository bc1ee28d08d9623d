import { formatInstant } from '../rules/basics/days';
import { sumOf } from '../rules/basics/log-chain';
import type { Answer, DigestState, Done, Refusal } from './answers';
import type { DigestMail } from './digest-mails';
import { digestMails, NEWS_DAYS } from './digest-mails';
import { BOOK_TABS, isDecider } from './lookups';
import type { Context } from './perform';
import { ask, busy, guarded, nobodyElse, performSimple, refuse } from './perform';
import { check } from './schemas/parts';
import { switchSchema } from './schemas/tools';
import type { World } from './world';

/** Whose account runs the digest and how its runs went; kept with the document, and what was told, apart from it. */
const DIGEST = 'digest';
const TOLD = 'digest.told';
const NEWS = 'digest.reports'; // the name of before answers were told as well

interface DigestRecord {
  on: boolean;
  runsAs: string;
  /** When it was switched on. */
  since: string;
  lastRan: string | null;
  /** When a run began that has not come to its end. */
  running: string | null;
  /** Marks of who was not written to; they come first next time. */
  held: string;
}

/** Who was written to on a day, by their marks. */
interface Told {
  day: number;
  marks: string;
}

/** Without these a mail says nothing of what is due, and goes out all the same. */
const SPARE_TABS = ['release', 'reviews'] as const;

const MOST_MARKS = 8_400; // characters; Google keeps 9 KB a value, which is some 760 people

/** Stands for an address where many have to be kept. */
const markOf = (text: string): string => sumOf(text).slice(0, 10);

function readRecord(world: World): DigestRecord | null {
  const stored = world.store.get(DIGEST);
  return stored ? (JSON.parse(stored) as DigestRecord) : null;
}

const keepRecord = (world: World, record: DigestRecord) => world.store.set({ [DIGEST]: JSON.stringify(record) });

/** The marks of the people written to on a day. */
function toldOn(world: World, day: number): string {
  const stored = JSON.parse(world.store.get(TOLD) ?? 'null') as Told | null;
  return stored?.day === day ? stored.marks : '';
}

/** The marks of the news told, by day; those too old to be told again are dropped. */
function newsTold(world: World, today: number): Record<string, string> {
  const stored = JSON.parse(world.store.get(NEWS) ?? '{}') as Record<string, string>;
  return Object.fromEntries(Object.entries(stored).filter(([day]) => today - Number(day) <= NEWS_DAYS));
}

function mailsOf(context: Context, world: World): DigestMail[] {
  const told = Object.values(newsTold(world, context.today)).join(' ');
  return digestMails(context, world, (news, email) => told.includes(markOf(`${news} ${email}`)));
}

/** Whether the daily digest is on, whose account runs it, and the mails that would go out now. */
export function digestState(world: World): DigestState {
  const shown = (context: Context): DigestState => {
    if (!isDecider(context.me)) return refuse('Only the Director and the Advisor can see and switch the daily digest.');
    const record = readRecord(world);
    const mine = record?.on === true && record.runsAs === world.me;
    return {
      ok: true,
      on: record?.on ?? false,
      runsAs: record?.on ? record.runsAs : null,
      lastRan: record?.lastRan ?? null,
      mine,
      warning: record?.on ? warningOf(record, world, mine) : null,
      preview: mailsOf(context, world).map(({ to, subject, body }) => ({ to, subject, body })),
    };
  };
  return ask(world, [...BOOK_TABS], shown, nobodyElse, 'whole', SPARE_TABS);
}

const HOURS = 3_600_000;

/** Why a digest that is on may not be running: Google tells nobody when a trigger or its account is gone. */
function warningOf(record: DigestRecord, world: World, mine: boolean): string | null {
  const { runsAs, since, lastRan } = record;
  const again = mine ? 'Switch it on again.' : `Ask ${runsAs} to switch it on again, or run it from yours.`;
  if (mine && !world.trigger.mine()) return `Its daily trigger is gone. ${again}`;
  // Google runs a daily trigger within the hour it was set for.
  if (Date.parse(world.now) - Date.parse(lastRan ?? since) > 26 * HOURS)
    return `It has not run since ${stampText(lastRan ?? since)}: its trigger or account is gone, or it fails. ${again}`;
  const cutOff = cutOffIn(record, world);
  return cutOff ? `The run of ${stampText(cutOff)} was cut off. The next one goes on with it.` : null;
}

/** When a run began that did not come to its end; null also where one may be going on. */
const cutOffIn = ({ running }: DigestRecord, { now }: World): string | null =>
  running !== null && Date.parse(now) - Date.parse(running) >= LONGEST_RUN ? running : null;
const LONGEST_RUN = 6 * 60_000; // milliseconds: Google ends every run then

const stampText = (stamp: string): string => formatInstant(Date.parse(stamp));

/** Switches the digest on under the person's own account, taking it over from another one, or off. */
export function switchDigest(world: World, payload: unknown): Done {
  const checked = check(switchSchema, payload);
  if ('problems' in checked)
    return refuse('Say whether the digest is to be on or off.', { problems: checked.problems });
  const { on } = checked.value;
  let changed = false;
  const done = performSimple(world, [], (context): Done => {
    context.lasts(); // a trigger comes and goes with it
    if (!isDecider(context.me)) return refuse('Only the Director and the Advisor can switch the daily digest.');
    const record = readRecord(world);
    const already = on ? record?.on && record.runsAs === world.me && !warningOf(record, world, true) : !record?.on;
    if (already) return { ok: true, message: `The daily digest is ${on ? 'on' : 'off'} already.` };
    const result = on ? switchOn(context, world, record) : switchOff(context, world, record!);
    changed = result.ok;
    return result;
  });
  // After the record, so that Overview never says more than is true.
  if (done.ok && changed) world.showDigest(on ? `On, from ${world.me}. It has not run yet.` : 'Off');
  return done;
}

function switchOn(context: Context, world: World, record: DigestRecord | null): Done {
  const refused = world.trigger.refused();
  if (refused) return refused;
  const from = record?.on && record.runsAs !== world.me ? record.runsAs : null;
  world.trigger.remove(); // one that an attempt which was cut off left behind would run as well
  world.trigger.create();
  const held = record?.held ?? '';
  context.keep(
    DIGEST,
    JSON.stringify({
      on: true,
      runsAs: world.me,
      since: world.now,
      lastRan: null,
      running: null,
      held,
    } satisfies DigestRecord),
  );
  context.log('Switch the digest on', '', `runs as ${world.me}${from ? `, taken over from ${from}` : ''}`);
  return {
    ok: true,
    message:
      'The digest goes out every morning, from your account ' +
      `(${world.me}).${from ? ` It no longer runs from ${from}.` : ''}`,
  };
}

function switchOff(context: Context, world: World, record: DigestRecord): Done {
  // Only its own account can remove a trigger; that of another one finds the digest off and removes itself.
  world.trigger.remove();
  context.keep(DIGEST, JSON.stringify({ ...record, on: false }));
  context.log('Switch the digest off', '', `ran as ${record.runsAs}`);
  return { ok: true, message: 'The daily digest is off.' };
}

/** What else is due every morning; it gives what has to be told of it, and may throw. */
export type Chore = (context: Context) => readonly string[];

/** `sendDigest()` */
export type DigestSent = { ok: true; sent: string[]; held: string[]; failed: string[] } | Refusal;

/**
 * The daily trigger: one mail a person with what waits for them; what the quota does not allow waits for tomorrow. Rule
 * A9.
 *
 * Anybody who has a sidebar open can call this, so it does something only while the digest is on and for the account it
 * runs from, or for a decider. Nobody is written to twice a day, however often it runs and wherever it is cut off.
 *
 * @param byTrigger - A trigger's own run: then only the account's own counts, so that the trigger of an account it was
 * taken over from does nothing.
 * @param chores - What else is due every morning; one that fails is told of and does not keep the mails back.
 */
export function sendDigest(world: World, byTrigger: boolean, chores: readonly Chore[] = []): DigestSent {
  let told = false;
  const tell = (why: string) => {
    if (told || isOwn(readRecord(world), world)) world.showDigest(`Not sent on ${stampText(world.now)}: ${why}`);
  };
  try {
    const begun = patiently(world, () => whyOff(world, byTrigger) ?? begin(world));
    told = begun.ok;
    const answer = begun.ok ? guarded(() => sendAll(world, begun, chores)) : begun;
    if (!answer.ok) tell(answer.message);
    return answer;
  } catch (error) {
    tell((error as Error).message);
    throw error; // Google mails it to the trigger's account
  }
}

const isOwn = (record: DigestRecord | null, { me }: World): boolean => record?.on === true && record.runsAs === me;

/** Why it is not sent: it is off, or another account's trigger sends it; one that is left over goes. Null where it is. */
function whyOff(world: World, byTrigger: boolean): Refusal | null {
  const record = readRecord(world);
  if (record?.on && (!byTrigger || isOwn(record, world))) return null;
  if (byTrigger) world.trigger.remove();
  return refuse(record?.on ? `The daily digest runs from ${record.runsAs}.` : 'The daily digest is off.');
}

/** Waits for whoever is saving three times as long as a form does: the next run is tomorrow. */
function patiently<T>(world: World, work: () => Answer<T>): Answer<T> {
  for (let times = 0; times < 3; times++) {
    const answer = world.locked(work);
    if (answer) return answer;
  }
  return busy();
}

/** A run of the digest as it begins. */
interface Run {
  readonly record: DigestRecord;
  readonly context: Context;
  /** Mails to those who had none today. */
  readonly due: readonly DigestMail[];
  /** How many had theirs before. */
  readonly before: number;
}

/**
 * Works out who is told what, while nobody is saving: a tab from before a decision and another from after it would tell
 * of neither. Who is left is noted before the first mail, so that a run which is cut off is known, and finished, by the
 * next one.
 */
function begin(world: World): Answer<Run> {
  const record = readRecord(world)!;
  const own = isOwn(record, world);
  const work = (context: Context): Answer<Run> => {
    if (!own && !isDecider(context.me)) return refuse('Only the Director and the Advisor can send the digest.');
    const isFirst = ({ to }: DigestMail) => Number(record.held.includes(markOf(to)));
    const mails = mailsOf(context, world).sort((a, b) => isFirst(b) - isFirst(a));
    const done = toldOn(world, context.today);
    const due = mails.filter(({ to }) => !done.includes(markOf(to)));
    keepRecord(world, { ...record, running: world.now, held: marksText(due.map(({ to }) => to)) });
    world.showDigest(
      `Running since ${stampText(world.now)}, ${people(due.length)} to write to. If this stays, the run was cut off.`,
    );
    return { ok: true, record, context, due, before: mails.length - due.length };
  };
  return ask(world, [...BOOK_TABS], work, () => own, 'whole', SPARE_TABS);
}

function sendAll(world: World, { record, context, due, before }: Run, chores: readonly Chore[]): DigestSent {
  const result = { ok: true as const, sent: [] as string[], held: [] as string[], failed: [] as string[] };
  const troubles = chores.flatMap((chore) => {
    try {
      return [...chore(context)];
    } catch (error) {
      return [(error as Error).message];
    }
  });
  let left = world.mail.left();
  for (const mail of due) {
    const claimed = left > 0 ? claim(world, mail, context.today) : 'not now';
    if (claimed === 'not now') result.held.push(mail.to);
    if (claimed !== 'now') continue;
    try {
      world.mail.send(mail);
      result.sent.push(mail.to);
      left--;
    } catch {
      result.failed.push(mail.to); // kept for the next run and told on Overview
    }
  }
  const notWritten = [...result.held, ...result.failed];
  const says = lastRunText(world.now, result.sent.length, before, notWritten, cutOffIn(record, world), troubles);
  const end = () => noteEnd(world, record, notWritten, says);
  world.locked(end) ?? end();
  return result;
}

/**
 * Notes how a run went, in the record as it stands by now: the digest may have been switched off meanwhile, or by another
 * account on, whose first run is still to come.
 */
function noteEnd(world: World, begun: DigestRecord, notWritten: readonly string[], says: string): true {
  const latest = readRecord(world) ?? begun;
  const isSame = latest.since === begun.since && latest.runsAs === begun.runsAs;
  const held = marksText(notWritten);
  keepRecord(world, { ...latest, held, ...(isSame && { lastRan: world.now, running: null }) });
  if (isSame && latest.on) world.showDigest(says);
  return true;
}

const marksText = (emails: readonly string[]): string => emails.map(markOf).join(' ').slice(0, MOST_MARKS);

/**
 * Notes that a person is written to today, before they are.
 *
 * So a run that is cut off between the note and the mail leaves them without one: what waits for them is in tomorrow's.
 * The other way round they would be written to twice, by every run that is cut off there. A mail that fails counts as
 * written too, since it may have gone out all the same; that person comes first tomorrow.
 */
function claim(world: World, { to, news }: DigestMail, today: number): 'now' | 'done' | 'not now' {
  const claimed = world.locked(() => {
    const marks = toldOn(world, today);
    if (marks.includes(markOf(to))) return 'done';
    if (marks.length > MOST_MARKS) return 'not now';
    world.store.set({
      [TOLD]: JSON.stringify({ day: today, marks: `${marks} ${markOf(to)}`.trim() } satisfies Told),
      ...(news.length === 0 ? {} : { [NEWS]: withNews(world, to, news, today) }),
    });
    return 'now';
  });
  return claimed ?? 'not now';
}

function withNews(world: World, to: string, news: readonly string[], today: number): string {
  const told = newsTold(world, today);
  told[today] = [told[today] ?? '', ...news.map((one) => markOf(`${one} ${to}`))].join(' ').trim();
  for (const day of Object.keys(told).sort()) {
    if (JSON.stringify(told).length > MOST_MARKS) delete told[day];
  }
  return JSON.stringify(told);
}

const people = (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`;

function lastRunText(
  now: string,
  sent: number,
  before: number,
  left: readonly string[],
  cutOff: string | null,
  troubles: readonly string[],
): string {
  return [
    `Last run ${stampText(now)}: ${people(sent)} written to.`,
    ...(before > 0 ? [`${people(before)} had today’s mail before.`] : []),
    ...(left.length > 0 ? [`${people(left.length)} not, and first tomorrow: ${left.join(', ')}.`] : []),
    ...(cutOff ? [`The run of ${stampText(cutOff)} was cut off.`] : []),
    ...troubles,
  ].join(' ');
}
