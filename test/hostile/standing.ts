/** What stands in a workbook and beside it, and what an answer may say. */
import type { RunResult, Tracker } from '../../host/contract';

export interface Standing {
  readonly tabs: Readonly<Record<string, unknown[][]>>;
  readonly beside: string;
}

/** Texts beside the cells that say how the tracker came about, and what it read last. */
const OF_THE_WAY = /^(columns|admitted)$/;

export function standingOf(tracker: Tracker): Standing {
  const { properties, triggers, outbox, protections } = tracker.state;
  const document = Object.entries(properties.document).filter(([key]) => !OF_THE_WAY.test(key));
  return {
    // The plain book gives the same rows again for as long as they hold the same.
    tabs: Object.fromEntries(tracker.sheets().map(({ name }) => [name, tracker.usedValues(name)])),
    beside: JSON.stringify([document.sort(), triggers, outbox, protections]),
  };
}

/** What a refusal may leave all the same. */
export interface Allowed {
  /** A line of the log that tells of it. */
  readonly log?: boolean;
}

/** Where two differ; nothing where they are the same. */
export function differences(one: Standing, other: Standing, { log = false }: Allowed = {}): string[] {
  const names = [...new Set([...Object.keys(one.tabs), ...Object.keys(other.tabs)])];
  const tabs = names.filter(
    (name) =>
      one.tabs[name] !== other.tabs[name] && JSON.stringify(one.tabs[name]) !== JSON.stringify(other.tabs[name]),
  );
  if (log && tabs.join() === 'Log') return [];
  return one.beside === other.beside ? tabs : [...tabs, 'what is kept beside the cells'];
}

/** What no sentence holds: words of a library, of the language or of a programmer. */
const NO_SENTENCE =
  /\bundefined\b|\[object |\bNaN\b|Infinity|is not a function|Cannot read|TypeError|RangeError|\bat \w+ \(|\.js:\d|\bzod\b|invalid_|too_(big|small)|Invalid (input|option)|expected (string|number|object|array|boolean)/i;

/** Why a text is no sentence for people; null where it is one. Texts that people typed may stand in it, between quotation marks. */
export function whyNoSentence(text: unknown): string | null {
  if (typeof text !== 'string') return `is ${typeof text}`;
  if (text.trim() === '') return 'is blank';
  const own = text.replace(/“[^”]*”|"[^"]*"/g, '“…”');
  if (NO_SENTENCE.test(own)) return `holds ${NO_SENTENCE.exec(own)![0]}`;
  if (!/^[\p{Lu}“£\d]/u.test(own)) return 'does not begin as a sentence does';
  if (!/[.?!…”)]$/.test(own.trim())) return 'does not end as a sentence does';
  return text.length > 1_500 ? `is ${text.length} signs long` : null;
}

interface Reply {
  ok: boolean;
  message?: string;
  problems?: { field: string; message: string }[];
  results?: { ok: boolean; message: string }[];
}

/** A text in one line, with signs that end a line or a test report written out. */
export const clean = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** All texts in what was sent: an answer may say them again. */
function* textsIn(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part.trim();
  else if (Array.isArray(part)) for (const inner of part.slice(0, 50)) yield* textsIn(inner);
  else if (typeof part === 'object' && part !== null) for (const inner of Object.values(part)) yield* textsIn(inner);
}

/**
 * What is wrong with an answer to a page; nothing where it is as it has to be.
 *
 * @param args - What was sent: names and notes that were typed stand in answers as they are.
 */
export function wrongWith({ value, error }: RunResult, args: readonly unknown[]): string[] {
  if (error !== undefined) return [`failed: ${error}`];
  const reply = value as Reply | null;
  if (typeof reply?.ok !== 'boolean') return [`answered ${JSON.stringify(value)?.slice(0, 200)}`];
  const said = [
    ...(reply.ok && reply.message === undefined ? [] : [reply.message]),
    ...(reply.ok ? [] : (reply.problems ?? []).map(({ message }) => message)),
    ...(reply.results ?? []).map(({ message }) => message),
  ];
  const typed = [...textsIn(args)].filter((text) => text.length > 2 && text.length <= 200);
  return said.flatMap((text) => {
    const own = typeof text === 'string' ? typed.reduce((rest, sent) => rest.split(sent).join('Words'), text) : text;
    const why = whyNoSentence(own);
    return why === null ? [] : [`said ${JSON.stringify(text)?.slice(0, 300)}, which ${why}`];
  });
}
