/** Whether the product says the same as the model: of pots, meetings, schools and flags, after every step. */
import type { Workbook } from '../workbook';
import { Book } from './book';
import { type Day, type Year, yearOf } from './cells';
import { committedOf, decidersOf, flagsOf, type Kept } from './flags';
import { meetingCounts, watchOf } from './meetings';
import { potsIn } from './pots';

type Table = Record<string, unknown>[];

const TABS = {
  pots: 'Settings Clusters Schools Membership Meetings Attendance CPD_sessions Requests Decisions Ledger People',
  overview: 'Settings Clusters Schools Membership Meetings Attendance CPD_sessions Requests Decisions Ledger People',
  watch: 'Settings Clusters Schools Membership Meetings Attendance',
};

/** What a cell function gives, by its headers; rows of notes are left out. */
function ask(workbook: Workbook, name: string, first: unknown[], tabs: string): Table {
  const titles = tabs.split(' ').map((tab) => workbook.nameOf(tab.replace('_', ' ')));
  const { value, error } = workbook.tracker.run(OWNER, 'tableOf', [name, first, workbook.nameOf('Overview'), titles]);
  if (error !== undefined || !Array.isArray(value)) throw new Error(`${name} gave ${error ?? JSON.stringify(value)}`);
  const [header, ...rows] = value as unknown[][];
  return rows.map((row) => Object.fromEntries(header!.map((title, at) => [String(title), row[at]])));
}
const OWNER = 'owner@example.org';

/** As the product says it: a line for each thing that can be told apart. */
type Said = Map<string, string>;

const pounds = (cell: unknown): string => (typeof cell === 'number' ? String(Math.round(cell * 100)) : String(cell));

function productSays(workbook: Workbook, book: Book, years: readonly Year[]): Said {
  const said: Said = new Map();
  const idOf = (cell: unknown) => book.idIn('Clusters', cell) ?? '';
  for (const year of years) {
    const name = `${year}/${String(year + 1).slice(2)}`;
    for (const row of ask(workbook, 'CLUSTER_POTS', [name], TABS.pots)) {
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
  for (const row of ask(workbook, 'CLUSTER_OVERVIEW', [], TABS.overview)) {
    const id = idOf(row['Cluster']);
    if (id === '') continue;
    for (const figure of ['Counted meetings', 'After school', 'Meetings', 'Pace'])
      said.set(`${id}: ${figure}`, String(row[figure]));
  }
  for (const row of ask(workbook, 'SCHOOL_WATCH', [], TABS.watch)) {
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

/** Rows that Check workbook says are left out, by tab. */
function leftOutSaid(workbook: Workbook, by: string): Map<string, Set<number>> {
  const { problems } = workbook.call<{ problems: { sheet: string; row: number; severity: string }[] }>(
    by,
    'checkWorkbook',
  );
  const rows = new Map<string, Set<number>>();
  for (const { sheet, row, severity } of problems)
    if (severity === 'stop') rows.set(sheet, (rows.get(sheet) ?? new Set()).add(row));
  return rows;
}

/** @throws {Error} If somebody is offered a decision that is not theirs by the model, or not offered one that is. */
export function checkDeciders(workbook: Workbook): void {
  const [book, asAt] = [new Book((name) => workbook.rows(name)), asAtOf(workbook)];
  const waiting = book.requests.flatMap((request) => {
    const role = /^waiting for (Director or Advisor|Director|Advisor)\b/.exec(request.flag)?.[1];
    const able = (role ?? '').split(' or ').flatMap((one) => decidersOf(book, request, one, asAt).able);
    return role === undefined ? [] : [{ id: request.id, able: new Set(able) }];
  });
  const people = new Set(workbook.rows('People').map((row) => String(row['E-mail'])));
  for (const email of people) {
    const { ok, mine = [] } = workbook.call<{ ok: boolean; mine?: { id: string }[] }>(email, 'decideList');
    const offered = new Set(ok ? mine.map(({ id }) => id) : []);
    for (const { id, able } of waiting)
      if (offered.has(id) !== able.has(email))
        throw new Error(`${id}: ${email} ${able.has(email) ? 'may' : 'may not'} decide it, and Decide says otherwise`);
  }
}

const asAtOf = (workbook: Workbook): Day =>
  Math.floor((Number(workbook.values('Overview')[1]![1] as Date) + 7_200_000) / 86_400_000);

/** @throws {Error} If product and model differ, other than by rows that the product says it left out. */
export function checkModel(workbook: Workbook, kept: Kept, by: string): void {
  const tabs = (name: string) => workbook.rows(name);
  const asAt = asAtOf(workbook);
  const years = [yearOf(asAt) - 1, yearOf(asAt)];
  const compare = (book: Book) => differences(productSays(workbook, book, years), modelSays(book, kept, asAt, years));
  const all = compare(new Book(tabs));
  if (all.length === 0) return;
  const read = compare(new Book(tabs, leftOutSaid(workbook, by)));
  if (read.length > 0) throw new Error((read.length < all.length ? read : all).join('\n'));
}
