/** Opening somebody's file into a tab: what it may be, how each row would be read, and writing it in one go. */
import { sumOf } from '../rules/basics/log-chain';
import { plural } from '../rules/basics/words';
import type { Cell } from '../workbook/cell';
import type { Kind } from '../workbook/kind';
import { SHEETS, type SheetKey } from '../workbook/sheets';
import type { FileForm, FilePreview, FileRead, Recorded, Refusal } from './answers';
import { readFileRows } from './file-cells';
import { LEDGER_FILE } from './file-ledger';
import { ATTENDANCE_FILE, MEETINGS_FILE } from './file-meetings';
import { PEOPLE_FILE } from './file-people';
import { PROGRAMME_FILE } from './file-programme';
import { SCHOOLS_FILE } from './file-schools';
import type { Drafted, FileTarget } from './file-target';
import { idFrom } from './ids';
import { unreadText } from './lookups';
import type { Context } from './perform';
import { ask, caretaker, perform, refuse } from './perform';
import type { OpenFile } from './schemas/open-file';
import { MOST_FILE_ROWS, openFileSchema } from './schemas/open-file';
import { check } from './schemas/parts';
import type { World } from './world';

const TARGETS: Readonly<Record<OpenFile['target'], FileTarget<unknown>>> = {
  ledger: LEDGER_FILE as FileTarget<unknown>,
  programme: PROGRAMME_FILE as FileTarget<unknown>,
  schools: SCHOOLS_FILE as FileTarget<unknown>,
  people: PEOPLE_FILE as FileTarget<unknown>,
  meetings: MEETINGS_FILE as FileTarget<unknown>,
  attendance: ATTENDANCE_FILE as FileTarget<unknown>,
};

type Offered = Extract<FileForm, { ok: true }>['targets'][number];

const READS: readonly SheetKey[] = [...new Set(Object.values(TARGETS).flatMap(({ reads }) => reads))];

/** What the form needs to open: what a file may hold for this person, with the columns of each. */
export function fileForm(world: World): FileForm {
  return ask(
    world,
    READS,
    (context): FileForm => {
      const { me } = context;
      const all = Object.entries(TARGETS);
      const refusals = all.map(([, target]) => target.refuses(context, world));
      if (refusals.every((refusal) => refusal !== null)) return refusals[0]!;
      return {
        ok: true,
        me: { email: me.email, name: me.name, roles: me.roles },
        unread: unreadText(context, READS),
        mostRows: MOST_FILE_ROWS,
        targets: all.flatMap(([key, target], index) =>
          refusals[index] === null && target.isOffered?.(context) !== false
            ? [{ key, ...offered(context, target) }]
            : [],
        ),
      };
    },
    caretaker,
  );
}

/** A target as the page offers it. */
function offered(
  context: Context,
  { label, hint, writes, columns, needed, neededWith = {}, wholeFile = [], clusters }: FileTarget<unknown>,
): Omit<Offered, 'key'> {
  const names = {
    clusters: clusters(context).map(({ row }) => context.tables.nameAt('clusters', row)),
    schools: context.tables.get('schools').rows.map(({ row }) => context.tables.nameAt('schools', row)),
  };
  return {
    ...{ label, hint, tabs: writes.map((tab) => SHEETS[tab].title) },
    columns: Object.entries(columns).map(([key, { header, kind }]) => ({
      ...{ key, header, help: kind.help, words: wordsOf(kind, names) },
      isDate: kind.validation?.type === 'date',
      isSum: kind.validation?.type === 'money',
      needed: needed.includes(key),
      neededWith: neededWith[key] ?? '',
      wholeFile: wholeFile.includes(key),
    })),
  };
}

/** The words that a column may hold. */
function wordsOf({ validation, target }: Kind<unknown>, names: Record<'clusters' | 'schools', string[]>): string[] {
  if (validation?.type === 'list') return [...validation.values];
  if (validation?.type === 'tick') return ['Yes', 'No'];
  return target === 'clusters' || target === 'schools' ? names[target] : [];
}

/** How each row would be read, and what stands in the way; writes nothing. */
export function previewFile(world: World, payload: unknown): FilePreview {
  const checked = check(openFileSchema, payload);
  if ('problems' in checked) return refuse(checked.problems[0]!.message, { problems: checked.problems });
  const target = TARGETS[checked.value.target];
  return ask(
    world,
    target.reads,
    (context): FilePreview => {
      const rows = target.refuses(context, world) ?? drafted(context, target, checked.value).map(rowRead);
      return 'ok' in rows
        ? rows
        : { ok: true, rows, agreed: agreedOn(rows), unread: unreadText(context, target.reads) };
    },
    caretaker,
    'whole',
    target.spare,
  );
}

function drafted(context: Context, target: FileTarget<unknown>, sent: OpenFile): Drafted<unknown>[] {
  const rows = readFileRows(context.tables, target.columns, { ...sent, rows: sent.rows as Cell[][] });
  return target.draft(context, rows, idsOf(target, sent));
}

const idsOf = ({ idPrefix }: FileTarget<unknown>, { token, rows }: OpenFile): string[] =>
  rows.map((_, index) => (idPrefix === '' ? '' : idFrom(idPrefix, token, index)));

const rowRead = ({ text, problems, notes, there, mayRepeat }: Drafted<unknown>): FileRead => ({
  is: problems.length > 0 ? 'wrong' : there === null ? 'new' : 'there',
  text,
  problems: [...problems],
  notes: [...notes],
  there: there ?? '',
  mayRepeat,
});

/** Stands for all that was shown before it was agreed to. */
const agreedOn = (rows: readonly FileRead[]): string => sumOf(JSON.stringify(rows)).slice(0, 32);

/** Writes the rows that were agreed to, in one go, and nothing that reads otherwise by now. */
export function openFile(world: World, payload: unknown): Recorded {
  const target = targetOf(payload);
  return perform(
    world,
    openFileSchema,
    payload,
    target?.reads ?? [],
    (context, sent): Recorded => {
      if (!target) return refuse('Say what the file holds.');
      const refusal = target.refuses(context, world);
      if (refusal) return refusal;
      const take = [...new Set(sent.take ?? [])].sort((a, b) => a - b);
      const drafts = drafted(context, target, sent);
      const taken = take.map((index) => drafts[index]);
      if (taken.length === 0) return refuse('No row is ticked, so there is nothing to write.');
      if (!isSentAgain(context, target, sent, taken)) {
        const changed = whyNotAgreed(drafts.map(rowRead), sent, take);
        if (changed) return changed;
      }
      return written(context, world, target, sent, taken as Drafted<unknown>[]);
    },
    caretaker,
    target?.spare,
  );
}

/** Whose tabs are read is known before what was sent is checked. */
function targetOf(payload: unknown): FileTarget<unknown> | undefined {
  const { target } = (payload ?? {}) as { target?: unknown };
  return Object.entries(TARGETS).find(([key]) => key === target)?.[1];
}

/** Whether the same form wrote these rows before: what it says of them then is that they are there. */
function isSentAgain(
  { tables }: Context,
  target: FileTarget<unknown>,
  sent: OpenFile,
  taken: readonly (Drafted<unknown> | undefined)[],
): boolean {
  if (idsOf(target, sent).some((id) => id !== '' && target.isWritten(tables, id))) return true;
  return taken.every((draft) => draft !== undefined && draft.there !== null && !draft.mayRepeat);
}

function whyNotAgreed(rows: readonly FileRead[], { agreed }: OpenFile, take: readonly number[]): Refusal | null {
  if (agreedOn(rows) !== agreed)
    return refuse('The workbook was changed since these rows were shown, so nothing was written. Look at them again.');
  const isTaken = (row: FileRead | undefined) => row?.is === 'new' || (row?.is === 'there' && row.mayRepeat);
  return take.every((index) => isTaken(rows[index]))
    ? null
    : refuse('A row is ticked that cannot be written. Look at them again.');
}

const MOST_TOLD = 1_500; // a line of the log that is longer is not kept with the document while it is written

function written(
  context: Context,
  world: World,
  target: FileTarget<unknown>,
  { file }: OpenFile,
  taken: readonly Drafted<unknown>[],
): Recorded {
  const drafts = taken.filter(({ row }) => row !== null);
  const tabs = target.writes.map((tab) => SHEETS[tab].title).join(' and ');
  const said = `${plural(taken.length, 'row')} of ${file} into ${tabs}`;
  const next = target.write(
    context,
    world,
    drafts.map(({ row }) => row),
  );
  if (context.changes.blocks().length > 0) {
    const texts = drafts.map(({ text }) => text).join('; ');
    context.log('Open a file', '', `${said}: ${texts.length > MOST_TOLD ? `${texts.slice(0, MOST_TOLD)}…` : texts}`);
  }
  return { ok: true, id: '', message: `Written: ${said}.`, next, findings: [] };
}
