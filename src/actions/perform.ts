import type * as z from 'zod/mini';
import type { Day } from '../rules/basics/days';
import { isSamePerson } from '../rules/basics/mailbox';
import { NotSet, type Parameters } from '../rules/basics/parameters';
import type { Person as PersonRow } from '../rules/basics/rows';
import { quoted } from '../rules/basics/text';
import type { Role } from '../rules/basics/words';
import { rowsOf } from '../rules/requests/deciders';
import { recordedIn, rightsIn } from '../rules/requests/rights-register';
import { asKept, textIn } from '../workbook/cell';
import type { Unread } from '../workbook/change-set';
import { ChangeSet, MissingColumn } from '../workbook/change-set';
import { addressIn } from '../workbook/kinds/addresses';
import { whyLeftOut } from '../workbook/reading/problem';
import { readSettings } from '../workbook/reading/read-settings';
import { findColumns } from '../workbook/reading/read-table';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import { Tables } from '../workbook/tables';
import type { Answer, Me, Refusal } from './answers';
import { sealsOf } from './register';
import { rightsBookOf } from './register-people';
import type { FieldProblem } from './schemas/parts';
import { check } from './schemas/parts';
import { wrongZone } from './time-zone';
import { whyNotWhole } from './whole-file';
import { MissingTab, NoRoom, type World, WriteFailed, WriteRefused } from './world';
import type { Entry } from './write-log';
import { finishCutOff, plainText, writeAll } from './write-log';

/** What an action works with once it is known who asks and what. */
export interface Context {
  readonly me: Person;
  readonly today: Day;
  readonly now: string;
  readonly tables: Tables;
  readonly parameters: Parameters;
  readonly changes: ChangeSet;
  /** What is wrong with the file's time zone; null where it is right, and always where something is written. */
  readonly wrongZone: string | null;
  /** Notes a line for the log, written with the changes; `past` for lines that tell of other people at other times. */
  log(action: string, reference: string, what: string, past?: { time: string; who: string; role: string }): void;
  /** Keeps a text with the document, outside the sheet, together with the action's log lines. */
  keep(key: string, text: string): void;
  /** Says that what is done reaches beyond cells and these texts, so that nobody can be offered to undo it. */
  lasts(): void;
}

export interface Person extends Me {
  /** Rows of People that hold today. */
  readonly rows: readonly PersonRow[];
}

export const refuse = (message: string, more: Partial<Refusal> = {}): Refusal => ({ ok: false, message, ...more });

/**
 * Answers a question: reads tabs once and writes nothing, so it takes no lock.
 *
 * @param file - `any`: answered in a copy too, and where tabs are missing, which then count as empty.
 * @param spare - Tabs that are read too, and count as empty where they are missing.
 */
export function ask<T>(
  world: World,
  reads: readonly SheetKey[],
  work: (context: Context) => Answer<T>,
  admits: Admission = nobodyElse,
  file: 'whole' | 'any' = 'whole',
  spare: readonly SheetKey[] = [],
): Answer<T> {
  const opened = open(world, reads, admits, file, spare);
  return 'ok' in opened ? opened : guarded(() => work(opened));
}

/** Whether somebody may act who is not in People: only while a workbook is being set up. */
export type Admission = (tables: Tables, world: World) => boolean;

export const nobodyElse: Admission = () => false;

/**
 * A workbook without deciders is looked after by whoever opens it; afterwards by the deciders and the file's owner.
 * While People cannot be read in full nobody can say that there are none: then only the owner looks after it.
 */
export const caretaker: Admission = (tables, world) => {
  const people = tables.get('people');
  const isWhole = people.leftOut.length === 0 && people.problems.every(({ row }) => row > 1);
  // Nor is anybody let in by taking them out of the tab.
  const all = [...people.rows, ...(recordedIn(tables)?.people ?? [])];
  const hasDecider = all.some(({ role }) => role === 'Director' || role === 'Advisor');
  return (isWhole && !hasDecider) || world.isOwner();
};

/**
 * Does something: who, what, lock, read once, rules, write once, log, flush, release.
 *
 * Nothing is written unless the work answers ok and the reader takes every cell of it; every refusal says why. A call that repeats an earlier one finds what
 * that one wrote by the token it carries, so the work itself answers a repetition.
 *
 * @param spare - Tabs that are read too, and count as empty where they are missing.
 */
export function perform<S extends z.ZodMiniType, T>(
  world: World,
  schema: S,
  payload: unknown,
  reads: readonly SheetKey[],
  work: (context: Context, value: z.output<S>) => Answer<T>,
  admits: Admission = nobodyElse,
  spare: readonly SheetKey[] = [],
): Answer<T> {
  if (world.me === '') return refuse(NO_ACCOUNT);
  const checked = check(schema, payload);
  if ('problems' in checked) return refuseFields(checked.problems);
  return performSimple(world, reads, (context) => work(context, checked.value), admits, payload, spare);
}

/** As {@link perform}, for what needs no more than a click. */
export function performSimple<T>(
  world: World,
  reads: readonly SheetKey[],
  work: (context: Context) => Answer<T>,
  admits: Admission = nobodyElse,
  payload: unknown = null,
  spare: readonly SheetKey[] = [],
): Answer<T> {
  if (world.me === '') return refuse(NO_ACCOUNT);
  const answer = world.locked(() => {
    return guarded(() => {
      const zone = wrongZone(world);
      if (zone !== null) return refuse(`${zone} Nothing was written.`);
      finishCutOff(world);
      const opened = open(world, reads, admits, 'whole', spare);
      if ('ok' in opened) return opened;
      const result = work(opened);
      // What the tabs would not give back is not written, and the log does not tell of it.
      if (result.ok && opened.changes.unread.length > 0) return refuseUnread(opened.changes.unread, payload);
      // A refusal writes nothing but what it noted for the log.
      const changes = result.ok ? opened.changes : new ChangeSet(opened.tables);
      const kept = result.ok ? opened.kept : {};
      const undo = writeAll(world, changes, opened.tables, opened.entries, kept, !result.ok || opened.isLasting());
      return result.ok && undo !== null ? { ...result, undo } : result;
    });
  });
  return answer ?? busy();
}

/** Refuses what met somebody else's saving. */
export const busy = (): Refusal => refuse(BUSY, { again: true });

const BUSY = 'Somebody else is saving just now. Wait a moment and try again; nothing was written.';

const NO_ROOM =
  'Google keeps 500 KB beside the cells of a file, and what the tracker has to keep there of every request would be ' +
  'more, so nothing was done. Go on in a new workbook: Clusters ▸ Workbook ▸ Open a file takes over what goes on, and ' +
  'this file stays as the record.';

const NO_ACCOUNT =
  'Google does not say which account you are signed in with, so nothing was done. Open the sheet with one Google ' +
  'account only (for example in a private window) and try again.';

export const notInPeople = (email: string): string =>
  `You are signed in as ${email}, who is not in the People tab today. Ask the Director or the Advisor to add you ` +
  'there.';

/** The same; to whoever may add people, and of a new workbook nobody else can, how to. */
const notAmongPeople = (tables: Tables, world: World): string =>
  caretaker(tables, world)
    ? `You are signed in as ${world.me}, who is not in the People tab today. You look after this workbook: say who ` +
      'decides in Clusters ▸ Set up workbook, and add yourself in Clusters ▸ Workbook ▸ People.'
    : notInPeople(world.me);

const waitsText = (email: string): string =>
  `The row of ${email} in the People tab was typed by hand and waits: somebody who decides confirms it in Clusters ▸ ` +
  'Check workbook.';

interface OpenContext extends Context {
  readonly entries: Entry[];
  readonly kept: Record<string, string>;
  isLasting(): boolean;
}

/** Tabs that every action reads, whatever it asks for. */
export const ALWAYS_READ = ['people', 'settings', 'clusters', 'schools'] as const;

function open(
  world: World,
  reads: readonly SheetKey[],
  admits: Admission,
  file: 'whole' | 'any',
  spare: readonly SheetKey[] = [],
): OpenContext | Refusal {
  if (world.me === '') return refuse(NO_ACCOUNT);
  const keys = [...new Set<SheetKey>([...ALWAYS_READ, ...reads])];
  const tables = new Tables(world.read([...keys, ...spare]), sealsOf(world));
  const notWhole = file === 'any' ? null : whyNotWhole(world, tables, keys);
  if (notWhole !== null) return refuse(notWhole);
  const known = personOf(tables, world.me, world.today);
  const me = known ?? (admits(tables, world) ? { email: world.me, name: world.me, roles: [], rows: [] } : null);
  if (!me) {
    if (rowsOf(tables.get('people'), world.me, world.today).length > 0) return refuse(waitsText(world.me));
    return refuse(whyUnknown(tables, world));
  }
  const entries: Entry[] = [];
  const kept: Record<string, string> = {};
  let isLasting = false;
  return {
    me,
    today: world.today,
    now: world.now,
    tables,
    parameters: readSettings(tables).parameters,
    changes: new ChangeSet(tables),
    wrongZone: wrongZone(world),
    entries,
    kept,
    keep: (key, text) => {
      kept[key] = text;
    },
    lasts: () => {
      isLasting = true;
    },
    isLasting: () => isLasting,
    log: (action, reference, what, past) => {
      const by = past ?? { time: world.now, who: me.email, role: me.roles.join(', ') };
      entries.push({ ...by, action, reference: plainText(reference), what: plainText(what) });
    },
  };
}

/** The signed-in person with the roles they hold on a day, or null when People does not know them. */
export function personOf(tables: Tables, email: string, today: Day): Person | null {
  const rows = rowsOf(rightsIn(rightsBookOf(tables)), email, today);
  const [first] = rows;
  if (!first) return null;
  return { email, name: first.name, roles: [...new Set<Role>(rows.map(({ role }) => role))], rows };
}

/** Why People does not say who somebody is: their row or the tab cannot be read, or they are not in it. */
function whyUnknown(tables: Tables, world: World): string {
  const own = whyUnreadable(tables, world.me);
  if (own !== null)
    return `Your row of People cannot be read, so nobody knows what you may do. ${own} Clusters ▸ Check workbook lists it.`;
  const tab = whyLeftOut(tables.get('people'), HEADER_ROW);
  return tab === null
    ? notAmongPeople(tables, world)
    : `The People tab cannot be read, so nobody knows what you may do. ${tab}`;
}
const HEADER_ROW = 1;

/** What is wrong with somebody's own row of People that it cannot be read; null where no such row is theirs. */
function whyUnreadable(tables: Tables, email: string): string | null {
  const grid = tables.grid('people');
  const people = tables.get('people');
  const { email: at } = findColumns(SHEETS.people, grid[0]!);
  const row = people.leftOut.find((number) => isSamePerson(addressIn(textIn(grid[number - 1]![at])) ?? '', email));
  return row === undefined ? null : whyLeftOut(people, row);
}

/** Whoever looks after the workbook, and people whose own row cannot be read: for what only reads. */
export const readers: Admission = (tables, world) =>
  caretaker(tables, world) || whyUnreadable(tables, world.me) !== null;

/** Answers, or refuses with a sentence where something is missing or is not let through that the work needs. */
export function guarded<T>(work: () => Answer<T>): Answer<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof MissingColumn || error instanceof MissingTab) return refuse(error.message);
    if (error instanceof NoRoom) return refuse(NO_ROOM);
    if (error instanceof NotSet) {
      return refuse(
        `${error.message}, so nothing was done. Enter it in Settings, or delete its row there to use the tracker’s ` +
          'own value.',
      );
    }
    if (error instanceof WriteRefused) {
      return refuse(
        `Google does not let your account write in the ${error.message} tab, so nothing was done. If the People tab ` +
          'lets you, somebody who can edit that tab (the Director, the Advisor or the owner of the file) runs ' +
          'Clusters ▸ Set up workbook, which admits you.',
      );
    }
    if (error instanceof WriteFailed) {
      return refuse(
        `Google did not write it, and says: “${error.message}”. Try again: what was done already is not done twice. If ` +
          'it says the same once more, run Clusters ▸ Set up workbook, which renews drop-downs and formats.',
        { again: true },
      );
    }
    throw error;
  }
}

/** Refuses what the reader would not take again, and names the fields it was typed into. */
function refuseUnread(unread: readonly Unread[], payload: unknown): Refusal {
  return refuseFields(
    unread.map(({ key, header, why, text }) => ({
      field: fieldWith(payload, text) ?? key,
      message: `${header}: the workbook would not take ${quoted(text)}. ${why.advice}`,
    })),
  );
}

/** The dotted path of the field that a text was typed into; null where it was typed into none. */
function fieldWith(payload: unknown, text: string): string | null {
  if (typeof payload !== 'object' || payload === null) return null;
  for (const [name, value] of Object.entries(payload)) {
    if (typeof value === 'string' && asKept(value) === text) return name;
    const within = fieldWith(value, text);
    if (within !== null) return `${name}.${within}`;
  }
  return null;
}

/** Refuses a form, and says which of its fields do not fit. */
export function refuseFields(problems: FieldProblem[]): Refusal {
  const [first, ...more] = problems;
  return refuse(first && more.length === 0 ? first.message : 'Some fields need your attention.', { problems });
}
