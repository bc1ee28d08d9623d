/** Whether the product says the same as the model: of pots, meetings, schools, flags and mails, after every step. */
import type { Row, Workbook } from '../workbook';
import { Beside } from './beside';
import { Book } from './book';
import { type Day, type Year, yearOf } from './cells';
import { decidersOf } from './deciders';
import { committedOf, flagsOf, type Kept } from './flags';
import { meetingCounts, watchOf } from './meetings';
import { potsIn } from './pots';
import { mailsOf, type Sent, toldIn } from './told';

type Table = Record<string, unknown>[];

const TABS =
  'Settings Clusters Schools Membership Meetings Attendance CPD_sessions Requests Decisions Ledger People'.split(' ');
/** The tabs that each cell function is given. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  CLUSTER_POTS: TABS,
  CLUSTER_OVERVIEW: TABS,
  SCHOOL_WATCH: TABS.slice(0, 6),
};
const OWNER = 'owner@example.org';

/** What cell functions give, by their headers; rows of notes are left out. */
function ask(workbook: Workbook, functions: readonly (readonly [name: string, first: readonly unknown[]])[]): Table[] {
  const titles = TABS.map((tab) => workbook.nameOf(tab.replace('_', ' ')));
  const asked = functions.map(([name, first]) => [name, first, ASKED[name]!.map((tab) => TABS.indexOf(tab))]);
  const { value, error } = workbook.tracker.run(OWNER, 'tablesOf', [asked, workbook.nameOf('Overview'), titles]);
  if (error !== undefined) throw new Error(`The cell functions failed: ${error}`);
  return (value as unknown[][][]).map((table, at) => {
    if (!Array.isArray(table)) throw new Error(`${functions[at]![0]} gave ${JSON.stringify(table)}`);
    const [header, ...rows] = table;
    return rows.map((row) => Object.fromEntries(header!.map((title, column) => [String(title), row[column]])));
  });
}

/** As the product says it: a line for each thing that can be told apart. */
type Said = Map<string, string>;

const pounds = (cell: unknown): string => (typeof cell === 'number' ? String(Math.round(cell * 100)) : String(cell));

function productSays(workbook: Workbook, book: Book, years: readonly Year[]): Said {
  const said: Said = new Map();
  const idOf = (cell: unknown) => book.idIn('Clusters', cell) ?? '';
  const names = years.map((year) => `${year}/${String(year + 1).slice(2)}`);
  const [overview, watch, ...pots] = ask(workbook, [
    ['CLUSTER_OVERVIEW', []],
    ['SCHOOL_WATCH', []],
    ...names.map((name) => ['CLUSTER_POTS', [name]] as const),
  ]);
  for (const [at, name] of names.entries()) {
    for (const row of pots[at]!) {
      if (idOf(row['Cluster']) === '' || row['Pot'] === '') continue;
      for (const figure of [
        'Opening',
        'Entitled',
        'Received',
        'Other income',
        'Spent',
        'Closing',
        'Committed',
        'Available',
      ])
        said.set(`${idOf(row['Cluster'])}, ${row['Pot']}, ${name}: ${figure}`, pounds(row[figure]));
    }
  }
  for (const row of overview!) {
    const id = idOf(row['Cluster']);
    if (id === '') continue;
    for (const figure of ['Counted meetings', 'After school', 'Meetings', 'Pace'])
      said.set(`${id}: ${figure}`, String(row[figure]));
  }
  for (const row of watch!) {
    const school = book.idIn('Schools', row['School']);
    if (!school || idOf(row['Cluster']) === '') continue;
    const { Counted, Attended, 'Missed in a row': missed, Watch } = row;
    said.set(`${school} in ${idOf(row['Cluster'])}`, `${Counted} ${Attended} ${missed} ${Watch === '' ? '' : 'watch'}`);
  }
  for (const { id, flag } of book.requests) said.set(`${id}: flag`, flag);
  return said;
}

function modelSays(book: Book, kept: Kept, asAt: Day, years: readonly Year[]): Said {
  const said: Said = new Map();
  for (const year of years) {
    const name = `${year}/${String(year + 1).slice(2)}`;
    const committed = committedOf(book, kept, year, asAt);
    for (const pot of potsIn(book, year, asAt)) {
      const own = `${pot.cluster}, ${pot.pot}, ${name}`;
      const promised = committed.get(`${pot.cluster} ${pot.pot}`) ?? 0;
      const figures = {
        ...{ Opening: pot.opening, Entitled: pot.entitled, Received: pot.received, 'Other income': pot.otherIncome },
        ...{ Spent: pot.spent, Closing: pot.closing, Committed: promised, Available: pot.closing - promised },
      };
      for (const [figure, pence] of Object.entries(figures)) said.set(`${own}: ${figure}`, String(pence));
    }
  }
  for (const { cluster, counted, afterSchool, standing, pace } of meetingCounts(book, asAt)) {
    said.set(`${cluster}: Counted meetings`, String(counted));
    said.set(`${cluster}: After school`, String(afterSchool));
    said.set(`${cluster}: Meetings`, standing);
    said.set(`${cluster}: Pace`, pace);
  }
  for (const { school, cluster, counted, attended, missedInARow, isWatched } of watchOf(book, asAt))
    said.set(`${school} in ${cluster}`, `${counted} ${attended} ${missedInARow} ${isWatched ? 'watch' : ''}`);
  for (const [id, flag] of flagsOf(book, kept, asAt)) said.set(`${id}: flag`, flag);
  // A table goes by names: of what has none of its own it cannot be told which line is whose.
  const unnamed = [...book.clusters, ...book.schools].filter((one) => !book.isNamed(one)).map(({ id }) => id);
  for (const name of said.keys())
    if (unnamed.some((id) => name.startsWith(`${id}, `) || name.startsWith(`${id}: `) || name.includes(`${id} in`)))
      if (!name.endsWith(': flag')) said.delete(name);
  for (const name of said.keys()) if (unnamed.some((id) => name.endsWith(` in ${id}`))) said.delete(name);
  return said;
}

/** Where the two differ: `C-1, Cluster pot, 2026/27: Spent: the product says 100, the model 200`. */
function differences(product: Said, model: Said): string[] {
  const names = [...new Set([...product.keys(), ...model.keys()])];
  return names.flatMap((name) => {
    const [is, wanted] = [product.get(name), model.get(name)];
    const same = wanted?.endsWith('…') ? is?.startsWith(wanted.slice(0, -1)) : is === wanted;
    return same ? [] : [`${name}: the product says ${is ?? 'nothing'}, the model ${wanted ?? 'nothing'}`];
  });
}

interface Problem {
  readonly sheet: string;
  readonly row: number;
  readonly severity: string;
  readonly message: string;
}

/** What Check workbook finds. */
export function problemsIn(workbook: Workbook, by: string): readonly Problem[] {
  const { problems, ok, message } = workbook.call<{ ok: boolean; message?: string; problems?: Problem[] }>(
    by,
    'checkWorkbook',
  );
  // Nobody can look who is in People no more: what it says then is all there is.
  return ok ? (problems ?? []) : [{ sheet: '', row: 0, severity: 'stop', message: message ?? '' }];
}

/** Rows that Check workbook says are left out, by tab. */
function leftOutSaid(workbook: Workbook, by: string): Map<string, Set<number>> {
  const rows = new Map<string, Set<number>>();
  // What names a rule is said of a line that was read.
  for (const { sheet, row, severity, message } of problemsIn(workbook, by))
    if (severity === 'stop' && !/\([A-Z]\d+a?\)$/.test(message))
      rows.set(sheet, (rows.get(sheet) ?? new Set()).add(row));
  return rows;
}

/** @throws {Error} If somebody is offered a decision that is not theirs by the model, or not offered one that is. */
export function checkDeciders(workbook: Workbook, asAt: Day): void {
  const book = bookOf(workbook);
  const waiting = book.requests.flatMap((request) => {
    const role = /^waiting for (Director or Advisor|Director|Advisor)\b/.exec(request.flag)?.[1];
    const able = (role ?? '').split(' or ').flatMap((one) => decidersOf(book, request, one, asAt).able);
    return role === undefined ? [] : [{ id: request.id, able: new Set(able) }];
  });
  const people = new Set(workbook.rows('People').map((row) => String(row['E-mail']).toLowerCase()));
  for (const email of people) {
    const { ok, mine = [] } = workbook.call<{ ok: boolean; mine?: { id: string }[] }>(email, 'decideList');
    const offered = new Set(ok ? mine.map(({ id }) => id) : []);
    for (const { id, able } of waiting)
      if (offered.has(id) !== able.has(email))
        throw new Error(`${id}: ${email} ${able.has(email) ? 'may' : 'may not'} decide it, and Decide says otherwise`);
  }
}

const bookOf = (workbook: Workbook, leftOut?: Map<string, Set<number>>): Book =>
  new Book(
    (name) => workbook.rows(name) as readonly Row[],
    new Beside(
      workbook.tracker.state.properties.document,
      new Set(workbook.rows('Decisions').map((row) => row['Seal'])),
    ),
    leftOut,
  );

export interface Looked {
  /** What the tracker itself wrote into Decisions. */
  readonly kept: Kept;
  /** Who asks, of whoever can. */
  readonly by: () => string;
  readonly asAt: Day;
  /** Whether mails that went out may be missing among those that were sent. */
  readonly isUnsure?: boolean;
  /** Whether last year and the mails are looked at as well. */
  readonly isWhole: boolean;
}

/** @throws {Error} If product and model differ, other than by rows that the product says it left out. */
export function checkModel(workbook: Workbook, looked: Looked): void {
  const { asAt } = looked;
  // Everything else hangs on these IDs, and Check workbook says where one is missing or twice there.
  const whole = bookOf(workbook);
  if (!whole.isIdentified) return;
  const years = looked.isWhole ? [yearOf(asAt) - 1, yearOf(asAt)] : [yearOf(asAt)];
  const compare = (book: Book) => {
    const model = modelSays(book, looked.kept, asAt, years);
    const found = differences(productSays(workbook, book, years), model);
    return looked.isWhole && !book.beside.isCutOff ? [...found, ...mailsDiffer(workbook, book, looked, asAt)] : found;
  };
  const all = compare(whole);
  if (all.length === 0) return;
  const read = compare(bookOf(workbook, leftOutSaid(workbook, looked.by())));
  if (read.length === 0) return;
  const said = problemsIn(workbook, looked.by()).map(({ severity, message }) => `${severity}: ${message}`);
  throw new Error([...read.slice(0, 12), 'Check workbook says:', ...said.slice(0, 12)].join('\n'));
}

/** Who is told of what, and so who may decide it: where the digest would say otherwise than the model. */
function mailsDiffer(workbook: Workbook, book: Book, { kept, by, isUnsure }: Looked, asAt: Day): string[] {
  type Preview = { ok: boolean; preview?: { to: string; body: string }[] };
  const { ok, preview = [] } = workbook.call<Preview>(by(), 'digestState');
  if (!ok) return [];
  const sent = workbook.tracker.state.outbox.map(
    ({ at, to, body }): Sent => ({ to: to.toLowerCase(), body, day: Math.floor(Date.parse(at) / 86_400_000) }),
  );
  const flags = flagsOf(book, kept, asAt);
  const product = new Map(preview.map(({ to, body }) => [to.toLowerCase(), toldIn(body)]));
  const model = mailsOf(book, { kept, flags, sent, asAt });
  // Of what is not allowed the product alone says why, and to whom.
  const isSaid = (what: string) => flags.get(what.slice(0, what.lastIndexOf(' '))) !== 'not allowed: …';
  return [...new Set([...product.keys(), ...model.keys()])].flatMap((email) => {
    const [is, wanted] = [product.get(email) ?? new Set<string>(), model.get(email) ?? new Set<string>()];
    const missing = [...wanted].filter(
      (what) => isSaid(what) && !is.has(what) && !(isUnsure && /answered|reports/.test(what)),
    );
    const more = [...is].filter((what) => isSaid(what) && !wanted.has(what));
    return [
      ...missing.map((what) => `${email} is not told: ${what}`),
      ...more.map((what) => `${email} is told: ${what}`),
    ];
  });
}
