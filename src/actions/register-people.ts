/** The register of who may do what, kept with the document outside the cells. Rule A3. */
import type { Day } from '../rules/basics/days';
import { bytesOf } from '../rules/basics/log-chain';
import type { RecordedPerson, RecordedRights, RecordedSpell } from '../rules/basics/recorded-rights';
import type { Person as PersonRow } from '../rules/basics/rows';
import type { Role } from '../rules/basics/words';
import { holdsRole } from '../rules/requests/deciders';
import type { Change, Confirming } from '../rules/requests/rights-changes';
import { broughtForward, confirmerOf, mayConfirm, personChange, rowText } from '../rules/requests/rights-changes';
import type { RightsBook } from '../rules/requests/rights-register';
import { asRecorded, decides, personKey, recordAll, withNew } from '../rules/requests/rights-register';
import type { Confirmer } from '../rules/requests/rights-words';
import type { Tables } from '../workbook/tables';
import type { Context } from './perform';
import type { World } from './world';

/** How many pieces it has, then the pieces; blank before anything is recorded. */
const PIECES = 'seal.people';
/** The same as it will be once the run that is at work is done. */
const NEXT = 'seal.people.next';
const MOST_BYTES = 8_500; // Google keeps 9 KB a value (platform-notes 6)

type Get = (key: string) => string | null;

type Line =
  | readonly ['P', string, Role, string | null, string | null, Day | null, Day | null, string | null]
  | readonly ['M', string, string, Day, Day | null]
  | readonly ['C' | 'S', string, string];

const linesOf = ({ people, spells, clusters, schools }: RecordedRights): Line[] => [
  ...people.map((row): Line => {
    const { email, role, cluster, school, from, to, standsInFor } = row;
    return ['P', email, role, cluster, school, from, to, standsInFor];
  }),
  ...spells.map(({ school, cluster, from, to }): Line => ['M', school, cluster, from, to]),
  ...Array.from(clusters, ([id, name]): Line => ['C', id, name]),
  ...Array.from(schools, ([id, name]): Line => ['S', id, name]),
];

function recordedOfLines(lines: readonly Line[]): RecordedRights {
  const [people, spells]: [RecordedPerson[], RecordedSpell[]] = [[], []];
  const [clusters, schools] = [new Map<string, string>(), new Map<string, string>()];
  for (const line of lines) {
    if (line[0] === 'P') {
      const [, email, role, cluster, school, from, to, standsInFor] = line;
      people.push({ email, role, cluster, school, from, to, standsInFor });
    } else if (line[0] === 'M') {
      const [, school, cluster, from, to] = line;
      spells.push({ school, cluster, from, to });
    } else (line[0] === 'C' ? clusters : schools).set(line[1], line[2]);
  }
  return { people, spells, clusters, schools };
}

/** What is recorded, from the texts kept with the document; null where nothing is yet. */
export function recordedFrom(get: Get): RecordedRights | null {
  const pieces = Number(get(PIECES) ?? 0);
  if (pieces === 0) return null;
  const texts = Array.from({ length: pieces }, (_, piece) => get(`${PIECES}.${piece}`) ?? '');
  return recordedOfLines(
    texts.flatMap((text) => text.split('\n').filter((line) => line !== '')).map((line) => JSON.parse(line) as Line),
  );
}

function piecesOf(recorded: RecordedRights): string[] {
  const pieces = [''];
  for (const line of linesOf(recorded)) {
    const text = `${JSON.stringify(line)}\n`;
    const last = pieces.length - 1;
    if (bytesOf(pieces[last]!) + bytesOf(text) <= MOST_BYTES) pieces[last] += text;
    else pieces.push(text);
  }
  return pieces;
}

/** Has what is recorded kept with the document, together with the action’s rows and log lines. */
export function keepRightsRecorded({ keep }: Pick<Context, 'keep'>, recorded: RecordedRights): void {
  const pieces = piecesOf(recorded);
  keep(NEXT, String(pieces.length));
  pieces.forEach((text, piece) => {
    keep(`${NEXT}.${piece}`, text);
  });
}

/** The texts to be kept once a run is done. */
export function peopleRegistered({ store }: Pick<World, 'store'>): Record<string, string> {
  const next = store.get(NEXT);
  if (!next) return {};
  const texts = Array.from({ length: Number(next) }, (_, piece): [string, string][] => [
    [`${PIECES}.${piece}`, store.get(`${NEXT}.${piece}`) ?? ''],
    [`${NEXT}.${piece}`, ''],
  ]);
  return { [PIECES]: next, [NEXT]: '', ...Object.fromEntries(texts.flat()) };
}

/** What goes when a run that was cut off never happened. */
export const droppedPeople: readonly string[] = [NEXT];

/** What the rules take of who may do what. */
export const rightsBookOf = (tables: Tables): RightsBook => ({
  people: tables.get('people'),
  clusters: tables.get('clusters'),
  schools: tables.get('schools'),
  membership: tables.get('membership'),
  ...(tables.seals ? { seals: tables.seals } : {}),
});

/** Whether the signed-in person is one who confirms. */
export const confirmingOf = ({ me }: Pick<Context, 'me'>, world: Pick<World, 'isOwner'>): Confirming => {
  const holds = (role: Role) => me.rows.some((row) => row.role === role && row.standsInFor === null);
  return {
    email: me.email,
    isDirector: holds('Director'),
    isAdvisor: holds('Advisor'),
    isOwner: () => world.isOwner(),
  };
};

/** What the log calls it when the register begins. */
export const RECORD = 'Record people';

/**
 * Begins the register with People as it stands, once there is a Director, and says so in the log; where it has begun,
 * brings it forward by what nobody has to confirm. Nothing where the workbook keeps no seals yet.
 */
export function keepRights(context: Context): void {
  const { tables, today } = context;
  const seals = tables.seals?.();
  if (seals?.state !== 'kept') return;
  const book = rightsBookOf(tables);
  if (seals.recorded) {
    const more = broughtForward(seals.recorded, book, today);
    if (more !== seals.recorded) keepRightsRecorded(context, more);
    return;
  }
  beginRights(context, tables.get('people').rows, today);
}

/** Begins the register with rows of People, where one of them makes a Director. */
export function beginRights(context: Context, rows: readonly Omit<PersonRow, 'row'>[], today: Day): boolean {
  const isDirector = (row: Omit<PersonRow, 'row'>) =>
    row.role === 'Director' && row.standsInFor === null && holdsRole(row, today);
  if (!rows.some(isDirector)) return false;
  const book = rightsBookOf(context.tables);
  const people = rows.map((row) => asRecorded(book, row));
  const recorded = recordAll(book, people);
  keepRightsRecorded(context, recorded);
  const deciders = people.filter(decides).map((row) => rowText(recorded, row));
  context.log(RECORD, '', deciders.join('; '));
  return true;
}

/** A row of People that a form writes: as it was, where it was there, and as it is to be. */
export interface RowWritten {
  readonly before: PersonRow | null;
  readonly after: Omit<PersonRow, 'row'>;
}

/** What became of rows that a form wrote: they are recorded, wait for somebody, or must not be written. */
export type Written = { readonly is: 'recorded' | 'refused' } | { readonly is: 'waits'; readonly by: Confirmer };
const RECORDED: Written = { is: 'recorded' };

/**
 * Records what a form writes, where whoever sends it may confirm all of it.
 *
 * @returns Whether it is recorded, or waits in *Check workbook*; `refused` where it would end a Director who has not
 * said so.
 */
export function recordWritten(context: Context, world: World, written: readonly RowWritten[]): Written {
  const { tables, today } = context;
  const seals = tables.seals?.();
  if (seals?.state !== 'kept') return RECORDED;
  if (!seals.recorded) {
    beginRights(context, rowsAfter(tables, written), today);
    return RECORDED;
  }
  const [book, start] = [rightsBookOf(tables), seals.recorded];
  const known = new Set(start.people.map(personKey));
  const changes = written.flatMap(({ before, after }): Change[] => {
    const [was, is] = [before && asRecorded(book, before), asRecorded(book, after)];
    if (was && personKey(was) === personKey(is)) return [];
    return [personChange(start, is, was && known.has(personKey(was)) ? [was] : [], today)];
  });
  const me = confirmingOf(context, world);
  if (!me.isDirector && changes.some(({ endsDirector }) => endsDirector)) return { is: 'refused' };
  // The owner sets the file up: by form, people who decide nothing need nobody else.
  const mayRecord = (change: Change) => mayConfirm(start, change, me, today) || (!change.weighs && me.isOwner());
  const waiting = changes.find((change) => !mayRecord(change));
  if (waiting) return { is: 'waits', by: confirmerOf(start, waiting, today) };
  const now = changes.reduce((recorded, { confirmed }) => confirmed(recorded), start);
  if (changes.length > 0) keepRightsRecorded(context, withNew(now, book));
  return RECORDED;
}

/** Records the last day that an approved request gives a school in a cluster, by their IDs. Rules A3 and P7. */
export function recordLastDay(context: Context, of: Pick<RecordedSpell, 'school' | 'cluster'>, to: Day): void {
  const seals = context.tables.seals?.();
  if (seals?.state !== 'kept' || !seals.recorded) return;
  const ends = (spell: RecordedSpell) =>
    spell.school === of.school && spell.cluster === of.cluster && spell.to === null;
  if (!seals.recorded.spells.some(ends)) return;
  const spells = seals.recorded.spells.map((spell) => (ends(spell) ? { ...spell, to } : spell));
  keepRightsRecorded(context, { ...seals.recorded, spells });
}

/** People as it is once a form's rows are in it. */
function rowsAfter(tables: Tables, written: readonly RowWritten[]): Omit<PersonRow, 'row'>[] {
  const replaced = new Map(written.flatMap(({ before, after }) => (before ? [[before.row, after] as const] : [])));
  const added = written.filter(({ before }) => before === null).map(({ after }) => after);
  return [...tables.get('people').rows.map((row) => replaced.get(row.row) ?? row), ...added];
}
