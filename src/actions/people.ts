/** Adding people, ending what they do, moving them, and standing in for those who decide. Rules A3, A4 and P7. */
import type { Day } from '../rules/basics/days';
import { formatDay, isoOf } from '../rules/basics/days';
import { sumOf } from '../rules/basics/log-chain';
import { isSamePerson } from '../rules/basics/mailbox';
import type { Person } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import type { Role } from '../rules/basics/words';
import { ROLES } from '../rules/basics/words';
import { holdsRole } from '../rules/requests/deciders';
import { decidedOn } from '../rules/requests/decisions-in-order';
import { whoConfirms } from '../rules/requests/rights-words';
import type { PeopleForm, PersonPreview, Recorded, Refusal } from './answers';
import { clusterList, dayTyped, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, caretaker, perform, refuse, refuseFields } from './perform';
import type { RowWritten } from './register-people';
import { recordWritten } from './register-people';
import type { FieldProblem } from './schemas/parts';
import { check } from './schemas/parts';
import type { SavePerson } from './schemas/people';
import { savePersonSchema } from './schemas/people';
import { maySetUp } from './set-up';
import { decidersText, decides } from './whose-job';
import { rightsMoved } from './whose-rights';
import type { World } from './world';

const READS = ['membership', 'requests', 'decisions'] as const;

export const notTheirs = (context: Context): Refusal =>
  refuse(`This is not yours to do: you do not say who does what. ${decidersText(context)}`);

/** What the form needs to open: everybody with what they do, those of today first. */
export function peopleForm(world: World): PeopleForm {
  return ask(
    world,
    READS,
    (context): PeopleForm => {
      const { tables, me, today } = context;
      if (!maySetUp(context, world)) return notTheirs(context);
      const isNow = (person: Person) => person.to === null || person.to >= today;
      return {
        ok: true,
        me: { email: me.email, name: me.name, roles: me.roles },
        unread: unreadText(context, READS),
        today: isoOf(today),
        roles: [...ROLES],
        clusters: clusterList(tables),
        schools: tables.get('schools').rows.map(({ id, name }) => ({ id, name })),
        people: tables
          .get('people')
          .rows.filter(isNow)
          .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || (a.name < b.name ? -1 : 1))
          .map((person) => ({
            id: markOf(person),
            name: person.name,
            does: doesText(context, person),
            role: person.role,
            cluster: person.cluster === null ? '' : tables.get('clusters').at(person.cluster).id,
            school: person.school === null ? '' : tables.get('schools').at(person.school).id,
            decides: (person.role === 'Director' || person.role === 'Advisor') && person.standsInFor === null,
          })),
      };
    },
    caretaker,
  );
}

type Row = Unplaced<Person>;

/** Stands for all that a row of People says. */
const markOf = ({ name, email, role, cluster, school, from, to, standsInFor }: Row): string =>
  sumOf(JSON.stringify([name, email, role, cluster, school, from, to, standsInFor])).slice(0, 16);

/** What somebody does, in words: "Cluster lead of North Cluster, School 1, to 31 Aug 2027". */
export function doesText({ tables }: Pick<Context, 'tables'>, row: Row): string {
  const { role, cluster, school, from, to, standsInFor } = row;
  const of = cluster === null ? '' : ` of ${tables.get('clusters').at(cluster).name}`;
  return [
    standsInFor === null ? `${role}${of}` : `in place of ${standsInFor}`,
    ...(school === null ? [] : [tables.get('schools').at(school).name]),
    ...(from === null ? [] : [`from ${formatDay(from)}`]),
    ...(to === null ? [] : [`to ${formatDay(to)}`]),
  ].join(', ');
}

/** What a change of People would let somebody do, take from them, and whom it would wait for; writes nothing. */
export function previewPerson(world: World, payload: unknown): PersonPreview {
  const checked = check(savePersonSchema, payload);
  if ('problems' in checked)
    return refuse('Fill in the marked fields to see what it does.', { problems: checked.problems });
  return ask(
    world,
    READS,
    (context): PersonPreview => {
      if (!maySetUp(context, world)) return notTheirs(context);
      const planned = plan(context, checked.value);
      if ('ok' in planned) return planned;
      const { written, said, on } = planned;
      const moved = rightsMoved(context.tables, ...rowsAround(context, planned), on);
      const lost = lastDirector(context, written);
      // Noted only: a question writes nothing.
      const recorded = recordWritten(context, world, written);
      const stop = lost ?? (recorded.is === 'refused' ? ONLY_DIRECTOR : null);
      return {
        ok: true,
        severity: stop ? 'stop' : recorded.is === 'waits' ? 'warn' : 'good',
        sentence: stop ? stop.message : `${said}.`,
        waits: recorded.is === 'waits' ? `It waits ${whoConfirms(recorded.by)}` : '',
        ...moved,
        never: conflictText(context, planned),
      };
    },
    caretaker,
  );
}

/** The rows of the person whom a change is about, as they hold on its day: before it and after it. */
function rowsAround({ tables }: Context, { written, on }: Plan): [Row[], Row[]] {
  const { email } = written[0]!.after;
  const own = tables.get('people').rows.filter((row) => isSamePerson(row.email, email));
  const replaced = new Set(written.flatMap(({ before }) => (before ? [before.row] : [])));
  const after: Row[] = [...own.filter(({ row }) => !replaced.has(row)), ...written.map((one) => one.after)];
  const hold = (rows: readonly Row[]) => rows.filter((row) => holdsRole(row, on));
  return [hold(own), hold(after)];
}

/** What somebody who is to decide never decides on. Rule A3. */
function conflictText(context: Context, planned: Plan): string {
  const [, rows] = rowsAround(context, planned);
  const { tables } = context;
  if (!rows.some(decides)) return '';
  const places = rows.flatMap(({ school, cluster }) => [
    ...(school === null ? [] : [`${tables.get('schools').at(school).name} and its cluster`]),
    ...(cluster === null ? [] : [tables.get('clusters').at(cluster).name]),
  ]);
  return places.length === 0 ? '' : `Never on what is asked for ${[...new Set(places)].join(' or ')}: it is their own.`;
}

const ONLY_DIRECTOR = refuse(
  'Only the Director says when a Director ends, and who follows: ask the Director to do this.',
);

/** Writes one change of People; what nobody else has to confirm is recorded at once. */
export function savePerson(world: World, payload: unknown): Recorded {
  return perform(
    world,
    savePersonSchema,
    payload,
    READS,
    (context, value): Recorded => {
      if (!maySetUp(context, world)) return notTheirs(context);
      const planned = plan(context, value);
      if ('ok' in planned) return planned;
      const { written, said } = planned;
      if (isThere(context, planned)) return done(value, said, '');
      const lost = lastDirector(context, written);
      if (lost) return lost;
      const recorded = recordWritten(context, world, written);
      if (recorded.is === 'refused') return ONLY_DIRECTOR;
      writePeople(context, written);
      context.log('Change people', '', said);
      return done(value, said, recorded.is === 'waits' ? `It waits ${whoConfirms(recorded.by)}` : '');
    },
    caretaker,
  );
}

const NEXT = {
  add: 'They can open the sheet once it is shared with their account.',
  end: 'Somebody else may be needed for it: add them here.',
  move: 'Nothing more is to be done.',
  'stand in': 'Decide shows them what waits on those days.',
} as const;

const done = ({ act }: SavePerson, said: string, waits: string): Recorded => ({
  ok: true,
  id: '',
  message: `Saved: ${said}.`,
  next: waits === '' ? NEXT[act] : waits,
  findings: [],
});

interface Plan {
  readonly written: readonly RowWritten[];
  readonly said: string;
  /** The first day on which it makes a difference. */
  readonly on: Day;
}

function plan(context: Context, value: SavePerson): Plan | Refusal {
  if (value.act === 'add') return planNew(context, value, { role: value.role, standsInFor: null });
  const { tables } = context;
  const { rows } = tables.get('people');
  const row = rows.find((person) => markOf(person) === value.row);
  if (!row) return planAgain(context, value) ?? refuse(CHANGED);
  if (value.act === 'stand in') {
    if (isSamePerson(row.email, value.email))
      return refuseFields([{ field: 'email', message: 'Nobody stands in for themselves: name somebody else.' }]);
    return planNew(context, { ...value, cluster: null, school: null }, { role: row.role, standsInFor: row.email });
  }
  return value.act === 'end' ? planEnd(context, row, value.to) : planMove(context, row, value);
}

const CHANGED = 'This person’s row was changed since you opened the form. Open it again.';

/** What was sent before, where it stands as it was to be: the row has got its last day since. Rule A11. */
function planAgain(context: Context, value: Extract<SavePerson, { row: string }>): Plan | null {
  const { rows } = context.tables.get('people');
  const ended = rows.find((person) => person.to !== null && markOf({ ...person, to: null }) === value.row);
  if (!ended || value.act === 'stand in') return null;
  const before = { ...ended, to: null };
  const planned = value.act === 'end' ? planEnd(context, before, value.to) : planMove(context, before, value);
  return 'written' in planned && isThere(context, planned) ? planned : null;
}

const isThere = ({ tables }: Context, { written }: Plan): boolean =>
  written.every(({ after }) => tables.get('people').rows.some((row) => markOf(row) === markOf(after)));

interface New {
  readonly name: string;
  readonly email: string;
  readonly cluster?: string | null | undefined;
  readonly school?: string | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

function planNew(context: Context, sent: New, is: Pick<Row, 'role' | 'standsInFor'>): Plan | Refusal {
  const [from, to] = [dayOrNull(sent.from), dayOrNull(sent.to)];
  const place = placeOf(context, sent);
  const after: Row = { name: sent.name, email: sent.email, ...is, ...place.at, from: from ?? null, to: to ?? null };
  const twin = twinsOf(context, after).find((row) => markOf(row) !== markOf(after));
  const problems = [
    ...dateProblems({ from, to }),
    ...place.problems,
    ...(is.standsInFor === null ? needs(after) : []),
    ...(twin ? [{ field: 'email', message: `${twin.name} is entered already: ${doesText(context, twin)}.` }] : []),
  ];
  return problems.length > 0
    ? refuseFields(problems)
    : {
        written: [{ before: null, after }],
        said: `${after.name}: ${doesText(context, after)}`,
        on: Math.max(context.today, after.from ?? context.today),
      };
}

/** Rows that say already that somebody does something, at a time when a new row would. */
export const twinsOf = ({ tables, today }: Pick<Context, 'tables' | 'today'>, after: Row): Person[] =>
  tables
    .get('people')
    .rows.filter(
      (row) =>
        row.role === after.role &&
        isSamePerson(row.email, after.email) &&
        row.cluster === after.cluster &&
        row.school === after.school &&
        row.standsInFor === after.standsInFor &&
        (row.to === null || row.to >= (after.from ?? today)),
    );

/** Undefined where it is in no calendar. */
const dayOrNull = (text: string | null | undefined): Day | null | undefined =>
  text ? (dayTyped(text) ?? undefined) : null;

function dateProblems({ from, to }: { from: Day | null | undefined; to: Day | null | undefined }): FieldProblem[] {
  const message = 'Pick a date of the calendar.';
  return [
    ...(from === undefined ? [{ field: 'from', message }] : []),
    ...(to === undefined ? [{ field: 'to', message }] : []),
    ...(from && to && to < from ? [{ field: 'to', message: 'The last day comes after the first.' }] : []),
  ];
}

function placeOf({ tables }: Context, { cluster, school }: Pick<New, 'cluster' | 'school'>) {
  const rowOf = (tab: 'clusters' | 'schools', id: string | null | undefined) => (id ? tables.byId(tab, id) : null);
  const at = { cluster: rowOf('clusters', cluster), school: rowOf('schools', school) };
  const problems: FieldProblem[] = [
    ...(at.cluster === -1 ? [{ field: 'cluster', message: 'Pick a cluster of the list.' }] : []),
    ...(at.school === -1 ? [{ field: 'school', message: 'Pick a school of the list.' }] : []),
  ];
  return problems.length === 0 ? { at, problems } : { at: { cluster: null, school: null }, problems };
}

/** What each role cannot do without. Rule P3. */
export function needs({ role, cluster, school }: Row): FieldProblem[] {
  if (role === 'Cluster lead' && cluster === null)
    return [{ field: 'cluster', message: 'Pick the cluster that is led.' }];
  if (role === 'Finance' && cluster === null && school === null)
    return [{ field: 'cluster', message: 'Pick the cluster or the school whose money it is.' }];
  if (role === 'Science lead' && school === null) return [{ field: 'school', message: 'Pick the school.' }];
  return [];
}

function planEnd(context: Context, before: Person, typed: string): Plan | Refusal {
  const to = dayTyped(typed);
  if (to === null) return refuseFields([{ field: 'to', message: 'Pick a date of the calendar.' }]);
  const problem = whyNotLast(context, before, to);
  if (problem) return refuseFields([{ field: 'to', message: problem }]);
  const after = { ...before, to };
  return {
    written: [{ before, after }],
    said: `${before.name}: ${doesText(context, after)}`,
    on: Math.max(context.today, to + 1),
  };
}

/** Why a day cannot be somebody’s last: it comes before the first, or before something they decided. */
function whyNotLast({ tables }: Context, { from, email, name }: Person, to: Day): string | null {
  if (from !== null && to < from) return `${name} began on ${formatDay(from)}: the last day comes after that.`;
  const days = tables
    .get('decisions')
    .rows.filter(({ decidedBy }) => isSamePerson(decidedBy, email))
    .map(decidedOn);
  const last = Math.max(...days, 0);
  return last > to ? `${name} decided something on ${formatDay(last)}: the last day cannot be before that.` : null;
}

function planMove(context: Context, before: Person, value: Extract<SavePerson, { act: 'move' }>): Plan | Refusal {
  const from = dayOrNull(value.from);
  const place = placeOf(context, value);
  const after: Row = { ...before, ...place.at, from: from ?? null };
  const isSame = after.cluster === before.cluster && after.school === before.school;
  // Nothing hangs on a row that did not hold yet.
  const replaces = before.from !== null && from !== null && from !== undefined && before.from >= from;
  const problem = replaces || !from ? null : whyNotLast(context, before, from - 1);
  const problems = [
    ...dateProblems({ from, to: before.to }),
    ...place.problems,
    ...needs(after),
    ...(problem ? [{ field: 'from', message: problem }] : []),
    ...(isSame ? [{ field: 'school', message: 'Pick another school or cluster than now.' }] : []),
  ];
  if (problems.length > 0) return refuseFields(problems);
  const said = `${before.name}: ${doesText(context, after)}`;
  if (replaces) return { written: [{ before, after }], said, on: Math.max(context.today, from) };
  const ended = { ...before, to: from! - 1 };
  return {
    written: [
      { before, after: ended },
      { before: null, after },
    ],
    said,
    on: Math.max(context.today, from!),
  };
}

/** There is a Director on every day from today on. */
function lastDirector({ tables, today }: Context, written: readonly RowWritten[]): Refusal | null {
  const isDirector = (row: Row) => row.role === 'Director' && row.standsInFor === null;
  const ended = written.flatMap(({ before, after }) =>
    before && isDirector(before) && after.to !== null ? [after.to] : [],
  );
  const replaced = new Map(written.flatMap(({ before, after }) => (before ? [[before.row, after] as const] : [])));
  const rows: Row[] = [
    ...tables.get('people').rows.map((row) => replaced.get(row.row) ?? row),
    ...written.filter(({ before }) => before === null).map(({ after }) => after),
  ];
  const isLost = ended.some((to) => !rows.some((row) => isDirector(row) && holdsRole(row, Math.max(to + 1, today))));
  return isLost
    ? refuse('Nobody would be Director after that day. Add the next Director first, from the day after it.')
    : null;
}

export function writePeople({ tables, changes }: Context, written: readonly RowWritten[]): void {
  const people = tables.get('people');
  for (const { before, after } of written) {
    const { row: _, ...cells } = after as Row & { row?: number };
    if (before) changes.update('people', people.rowNumber(before.row), cells);
    else changes.append('people', cells as { name: string; email: string; role: Role });
  }
}
