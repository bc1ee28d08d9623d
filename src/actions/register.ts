/** The key of the seals and the register of requests, kept with the document outside the cells. Rule A1. */
import type { Day } from '../rules/basics/days';
import { bytesOf, sumOf } from '../rules/basics/log-chain';
import type { Recorded, Register, Sealed, Seals } from '../rules/basics/seals';
import { isSameRecord, recordedOf, withRecord } from '../rules/requests/recorded';
import { sealer } from '../rules/requests/seals';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import { Tables } from '../workbook/tables';
import type { Context } from './perform';
import { droppedPeople, peopleRegistered, recordedFrom } from './register-people';
import type { World } from './world';

/** Never shown, exported or logged, nor sent to a page. */
const KEY = 'seal.key';
/** How many pieces the register has, then the pieces. */
const PIECES = 'seal.register';
/** What the run that is at work adds to the register once its rows are written; what one text cannot hold goes on. */
const PENDING = 'seal.next';
const pendingKey = (piece: number): string => (piece === 0 ? PENDING : `${PENDING}.${piece}`);
/** The names of the texts that begin with a take-over that is at work; each waits under its own. */
const TAKEN_OVER = 'seal.taken-over';
const nextKey = (key: string): string => `${key}.next`;
const MOST_BYTES = 8_500; // Google keeps 9 KB a value (platform-notes 6)

type Get = (key: string) => string | null;

const pieceKey = (piece: number): string => `${PIECES}.${piece}`;

/** A request, then what is kept of it. */
type Line = readonly [request: string, count: number, seal: string, decision: string, ...recorded: [RecordLine?]];
type RecordLine = readonly [
  withdrawnOn: Day | null,
  committedOn: Day | null,
  agreed: string,
  answeredOn?: Day | null,
  authors?: string,
];

function lineOf([request, { count, seal, decision, recorded }]: readonly [string, Sealed]): string {
  const record: [RecordLine?] = recorded ? [recordLineOf(recorded)] : [];
  return JSON.stringify([request, count, seal, decision, ...record] satisfies Line);
}

/** What is not there is left out at the end, as in lines of before there was such a thing. */
function recordLineOf({ withdrawnOn, committedOn, agreed, answeredOn, authors }: Recorded): RecordLine {
  if (authors.length > 0) return [withdrawnOn, committedOn, agreed, answeredOn, authors.join(' ')];
  return answeredOn === null ? [withdrawnOn, committedOn, agreed] : [withdrawnOn, committedOn, agreed, answeredOn];
}

function sealedIn(line: Line): Sealed {
  const [count, seal, decision, record] = [line[1], line[2], line[3], line[4]];
  if (!record) return { count, seal, decision };
  const [answeredOn = null, marks = ''] = [record[3], record[4]];
  const authors = marks === '' ? [] : marks.split(' ');
  const recorded = { withdrawnOn: record[0], committedOn: record[1], agreed: record[2], answeredOn, authors };
  return { count, seal, decision, recorded };
}

function readLines(texts: readonly string[]): Map<string, Sealed> {
  const sealed = new Map<string, Sealed>();
  for (const text of texts) for (const line of linesIn(text)) sealed.set(line[0], sealedIn(line));
  return sealed;
}

/** All lines of a text at once: a line feed within one is written as \\n. */
const linesIn = (text: string): Line[] => JSON.parse(`[${text.trim().replace(/\n+/g, ',')}]`) as Line[];

function registerIn(get: Get): Map<string, Sealed> {
  const pieces = Number(get(PIECES) ?? 0);
  return readLines(Array.from({ length: pieces }, (_, piece) => get(pieceKey(piece)) ?? ''));
}

/**
 * Of an undo that is being written, what its requests have afterwards: Google works formulas out between its rows and
 * its texts, and not again when the texts follow.
 */
function stagedIn(get: Get): Map<string, Sealed> {
  const keys = takenOver(get);
  if (keys.size === 0 || keys.has(KEY)) return new Map();
  const [register, next] = [registerIn(get), registerIn((key) => get(keys.has(key) ? nextKey(key) : key))];
  const changed = [...new Set([...register.keys(), ...next.keys()])].filter(
    (id) => JSON.stringify(register.get(id)) !== JSON.stringify(next.get(id)),
  );
  const nothing = { count: 0, seal: '', decision: '' };
  return new Map(
    changed.map((id) => [id, { ...nothing, ...next.get(id), recorded: recordedOf({ register: next }, id) }]),
  );
}

const takenOver = (get: Get): ReadonlySet<string> => new Set(JSON.parse(get(TAKEN_OVER) || '[]') as string[]);

/** What decisions are checked against, from the texts kept with the document. */
export function sealsFrom(get: Get): Seals {
  const key = get(KEY);
  if (!key) return noneIn(get);
  return {
    state: 'kept',
    register: registerIn(get),
    pending: new Map([...stagedIn(get), ...readLines(pendingIn(get))]),
    sealOf: sealer(key),
    recorded: recordedFrom(get),
  };
}

function noneIn(get: Get): Seals {
  const keys = takenOver(get);
  if (!keys.has(KEY)) return { state: 'none' };
  const next = sealsFrom((key) => (key === TAKEN_OVER ? null : get(keys.has(key) ? nextKey(key) : key)));
  return next.state === 'kept' ? { state: 'none', next } : next;
}

/** The same for an action, read when it is first asked for. */
export function sealsOf({ store }: Pick<World, 'store'>): () => Seals {
  let seals: Seals | null = null;
  return () => {
    seals ??= sealsFrom((key) => store.get(key));
    return seals;
  };
}

/** Has what was sealed kept with the document, together with the action’s rows and log lines. */
export function keepSealed({ keep }: Pick<Context, 'keep'>, sealed: Register): void {
  if (sealed.size === 0) return;
  inPieces(sealed).forEach((text, piece) => {
    keep(pendingKey(piece), text);
  });
}

/** What is about to be added, text by text. */
function pendingIn(get: Get): string[] {
  const texts: string[] = [];
  for (let piece = 0; ; piece++) {
    const text = get(pendingKey(piece));
    if (!text) return texts;
    texts.push(text);
  }
}

/** Whether something is to be recorded, though the cells hold it already. */
export const keepsSealed = (texts: Record<string, string>): boolean => PENDING in texts;

/** Has what a form recorded of a request kept likewise; nothing where it is what is kept already. */
export function keepRecorded({ keep, tables }: Pick<Context, 'keep' | 'tables'>, id: string, recorded: Recorded): void {
  const kept = tables.seals?.();
  if (kept?.state === 'kept' && !isSameRecord(recordedOf(kept, id), recorded))
    keepSealed({ keep }, new Map([[id, withRecord(kept, id, recorded)]]));
}

/** Whether texts bring a new key: what was sealed before is worth nothing then. */
export const makesKey = (texts: Record<string, string>): boolean => KEY in texts;

/** Has texts, such as a new key and register, kept once the rows of the action are written, and not before. */
export function keepTakenOver({ keep }: Pick<Context, 'keep'>, texts: Record<string, string>): void {
  keep(TAKEN_OVER, JSON.stringify(Object.keys(texts)));
  for (const [key, text] of Object.entries(texts)) keep(nextKey(key), text);
}

/** The texts to be kept once the rows of a run are written. */
export function registered({ store }: Pick<World, 'store'>): Record<string, string> {
  const taken = store.get(TAKEN_OVER);
  if (taken) {
    const keys = JSON.parse(taken) as string[];
    const texts = keys.flatMap((key) => [
      [key, store.get(nextKey(key)) ?? ''],
      [nextKey(key), ''],
    ]);
    return { ...Object.fromEntries(texts), [TAKEN_OVER]: '', ...peopleRegistered({ store }) };
  }
  const pending = pendingIn((key) => store.get(key));
  if (pending.length === 0) return peopleRegistered({ store });
  const register = registerIn((key) => store.get(key));
  for (const [request, sealed] of readLines(pending)) register.set(request, { ...register.get(request), ...sealed });
  const none = Object.fromEntries(pending.map((_, piece) => [pendingKey(piece), '']));
  return { ...piecesOf(register), ...none, ...peopleRegistered({ store }) };
}

/** Forgets what a run that was cut off was about to add. */
export function dropPending({ store }: Pick<World, 'store'>): void {
  const pending = pendingIn((key) => store.get(key)).map((_, piece) => pendingKey(piece));
  // The first piece last: without it the others are no part of anything.
  for (const key of [...pending.reverse(), TAKEN_OVER, ...droppedPeople]) if (store.get(key)) store.remove(key);
}

/** Lines of a register, in texts that are as long as one may be. */
function inPieces(register: Register): string[] {
  const pieces: string[] = [''];
  for (const entry of register) {
    const line = `${lineOf(entry)}\n`;
    const last = pieces.length - 1;
    if (bytesOf(pieces[last]!) + bytesOf(line) <= MOST_BYTES) pieces[last] += line;
    else pieces.push(line);
  }
  return pieces;
}

function piecesOf(register: Register): Record<string, string> {
  const pieces = inPieces(register);
  const texts = pieces.map((text, piece): [string, string] => [pieceKey(piece), text]);
  return { [PIECES]: String(pieces.length), ...Object.fromEntries(texts) };
}

/**
 * Begins the seals of a workbook in which there is nothing to seal yet. Where there is something without a key, somebody
 * has to take it over first. Called with the lock held.
 */
export function beginSeals(world: Pick<World, 'store' | 'random' | 'read'>): void {
  if (world.store.get(KEY)) return;
  const tables = new Tables(world.read(SEALED_TABS));
  if (SEALED_TABS.every((key) => tables.has(key)) && !isThereToSeal(tables)) world.store.set(newKey(world));
}

/** Tabs of whose rows something is kept outside the cells. */
export const SEALED_TABS = ['decisions', 'requests'] as const satisfies readonly SheetKey[];

/** Whether there is anything that would have to bear a seal: a decision, a withdrawal, a promise, an agreement. */
export function isThereToSeal(tables: Tables): boolean {
  const decisions = tables.get('decisions');
  if (decisions.count + decisions.leftOut.length > 0) return true;
  const [header, ...rows] = tables.grid('requests');
  const { withdrawnOn, committedOn, agreedOnWhat } = findColumns(SHEETS.requests, header ?? []);
  return rows.some((cells) => [withdrawnOn, committedOn, agreedOnWhat].some((at) => (cells[at] ?? '') !== ''));
}

/** A new key, with a register in which there is nothing. */
export const newKey = (world: Pick<World, 'random'>): Record<string, string> => ({
  [KEY]: sumOf(world.random()),
  [PIECES]: '0',
});

/** The texts of a key and a register that begin with decisions which are taken over. */
export const newRegister = (key: Record<string, string>, register: Register): Record<string, string> => ({
  ...key,
  ...piecesOf(register),
});

/** Makes seals with a new key, before it is kept. */
export const sealerOf = (key: Record<string, string>): ((text: string) => string) => sealer(key[KEY]!);
