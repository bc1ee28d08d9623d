/** A workbook as the model reads it: what its rows say, by IDs, and the rows it cannot read. */
import type { Beside, Recorded } from './beside';
import { type Day, dayIn, isBlank, penceIn, type Row, textIn, type Year } from './cells';

export type Tabs = (name: string) => readonly Row[];

export interface Named {
  readonly id: string;
  readonly row: Row;
}
export interface Cluster extends Named {
  readonly starts: readonly Day[];
}
export interface Spell {
  readonly cluster: string;
  readonly school: string;
  readonly from: Day;
  readonly to: Day;
}
export interface Meeting {
  readonly id: string;
  readonly cluster: string;
  readonly date: Day;
  readonly inHours: boolean;
  readonly kind: string;
  readonly status: string;
}
export interface Mark {
  readonly meeting: string;
  readonly school: string;
  readonly came: boolean;
}
export interface Session {
  readonly id: string;
  readonly date: Day;
  readonly vatRegistered: boolean;
  readonly fee: number;
  readonly clusters: readonly string[];
}
export interface Line {
  readonly id: string;
  readonly date: Day;
  readonly cluster: string;
  readonly pot: string;
  readonly isIn: boolean;
  readonly category: string;
  readonly net: number;
  readonly vat: number;
  readonly school: string;
  readonly request: string;
  readonly session: string;
  readonly isFinal: boolean;
}

export interface Request {
  readonly id: string;
  readonly matter: string;
  readonly cluster: string;
  readonly school: string;
  readonly pot: string;
  readonly amount: number | null;
  readonly payee: string;
  readonly purpose: string;
  readonly wantedOn: Day | null;
  readonly committedOn: Day | null;
  readonly agreeing: readonly string[];
  readonly session: string;
  readonly askedBy: readonly string[];
  readonly askedOn: Day;
  /** When money was promised, by its form alone: what is typed gives nothing. */
  readonly promisedOn: Day | null;
  /** Its cells say what no form recorded. */
  readonly differs: boolean;
  /** Marks of whoever asked, changed or answered it by form. */
  readonly authors: readonly string[];
  readonly answeredOn: Day | null;
  readonly withdrawnOn: Day | null;
  readonly doneOn: Day | null;
  readonly note: string;
  readonly resource: string;
  readonly stands: string;
  readonly agreedOnWhat: string;
  /** What the workbook shows of it. */
  readonly flag: string;
}

export const POTS = ['Cluster pot', 'Lead support', 'Administration'];
const ENTITLEMENTS = ['Match', 'School cash', 'Lead support', 'Administration'];
const OTHERS = [
  'Other funding',
  'Other income',
  'CPD',
  'Organising time',
  'Travel',
  'Project',
  'Resources',
  'Supply',
  'PSQM',
  'Other',
];
const CATEGORIES = [...ENTITLEMENTS, ...OTHERS];
export const isEntitlement = (category: string): boolean => ENTITLEMENTS.includes(category);

const FOREVER = 1e6;

export class Book {
  readonly clusters: readonly Cluster[];
  readonly schools: readonly Named[];
  readonly spells: readonly Spell[];
  readonly meetings: readonly Meeting[];
  readonly marks: readonly Mark[];
  readonly sessions: readonly Session[];
  readonly lines: readonly Line[];
  readonly requests: readonly Request[];
  /** Rows that cannot be read, by tab. */
  readonly unread = new Map<string, number[]>();
  readonly #ids = new Map<string, string>();
  readonly #names = new Map<string, Set<string>>();
  #people: unknown[] | undefined;
  #figures: Map<string, { readonly from: Year; readonly value: unknown }[]> | undefined;
  #marksOf: Map<string, Mark[]> | undefined;
  #meetingIds: Set<string> | undefined;

  /** @param leftOut - Rows that the product says it left out, by tab. */
  constructor(
    readonly tabs: Tabs,
    readonly beside: Beside,
    private readonly leftOut: ReadonlyMap<string, ReadonlySet<number>> = new Map(),
  ) {
    this.schools = this.#named('Schools', 'School ID');
    this.clusters = this.#named('Clusters', 'Cluster ID').map((cluster) => ({
      ...cluster,
      starts: startsOf(cluster.row),
    }));
    this.spells = this.#read('Membership', (row) => this.#spell(row));
    this.meetings = this.#read('Meetings', (row) => this.#meeting(row));
    this.marks = this.#read('Attendance', (row) => this.#mark(row));
    this.sessions = this.#read('CPD sessions', (row) => this.#session(row));
    this.requests = this.#read('Requests', (row) => this.#request(row));
    this.lines = this.#read('Ledger', (row) => this.#line(row));
  }

  /** The ID of what a cell names; '' where it is blank, undefined where it names nothing. */
  idIn(tab: 'Clusters' | 'Schools', cell: unknown): string | undefined {
    if (isBlank(cell)) return '';
    const key = `${tab} ${textIn(cell).toLowerCase()}`;
    const own = this.#ids.get(key);
    if (own !== undefined) return own;
    const named = this.#names.get(key);
    return named?.size === 1 ? [...named][0] : undefined;
  }

  /** Whether a cluster or a school has a name that leads to it and to nothing else. */
  isNamed({ id, row }: Named): boolean {
    const name = textIn(row['Name']);
    return name !== '' && (this.idIn('Clusters', name) ?? this.idIn('Schools', name)) === id;
  }

  /** Whether every cluster and every school has an ID of its own. */
  get isIdentified(): boolean {
    return [this.clusters, this.schools].every((list) => {
      const ids = list.map(({ id }) => id.toLowerCase());
      return new Set(ids).size === ids.length && !ids.includes('');
    });
  }

  idsIn(tab: 'Clusters' | 'Schools', cell: unknown): string[] | undefined {
    const ids = isBlank(cell)
      ? []
      : textIn(cell)
          .split(';')
          .map((part) => this.idIn(tab, part));
    return ids.every((id) => id !== undefined) ? (ids as string[]) : undefined;
  }

  isMember(school: string, cluster: string, day: Day): boolean {
    return this.spells.some((spell) => spell.school === school && spell.cluster === cluster && covers(spell, day));
  }

  membersOn(cluster: string, day: Day): string[] {
    return this.schools.map(({ id }) => id).filter((school) => this.isMember(school, cluster, day));
  }

  /** The marks of a meeting. */
  marksOf(meeting: string): readonly Mark[] {
    this.#marksOf ??= byKey(this.marks, (mark) => mark.meeting);
    return this.#marksOf.get(meeting) ?? [];
  }

  /** The value of a parameter in a funding year: that of the latest row which began by then. */
  setting(name: string, year: Year, otherwise: number): number {
    this.#figures ??= this.#readFigures();
    const begun = this.#figures.get(name)?.filter(({ from }) => from <= year);
    const value = begun?.at(-1)?.value;
    if (typeof value === 'boolean') return Number(value);
    if (/^(yes|no)$/i.test(textIn(value))) return Number(/^yes$/i.test(textIn(value)));
    return typeof value === 'number' ? value : otherwise;
  }

  /** Figures by the name of their parameter, those that begin first before others. */
  #readFigures() {
    const isRead = (row: Row) => this.leftOut.get('Settings')?.has(Number(row['row'])) !== true;
    const from = (row: Row) => Number(/^\d{4}/.exec(textIn(row['From year']))?.[0] ?? 0);
    const figures = this.tabs('Settings')
      .filter(isRead)
      .map((row) => ({ name: textIn(row['Parameter']), from: from(row), value: row['Value'] }))
      .sort((a, b) => a.from - b.from);
    return byKey(figures, ({ name }) => name);
  }

  /** The same in pence. */
  money(name: string, year: Year, otherwise: number): number {
    return Math.round(this.setting(name, year, otherwise) * 100);
  }

  // Reading

  #named(tab: 'Clusters' | 'Schools', header: string): Named[] {
    return this.tabs(tab).map((row) => {
      const id = textIn(row[header]);
      const own = `${tab} ${id.toLowerCase()}`;
      if (!this.#ids.has(own)) this.#ids.set(own, id);
      for (const name of [id, textIn(row['Name']), ...textIn(row['Aliases']).split(';')])
        if (name.trim() !== '') {
          const key = `${tab} ${name.trim().toLowerCase()}`;
          this.#names.set(key, (this.#names.get(key) ?? new Set()).add(id));
        }
      return { id, row };
    });
  }

  #read<T>(tab: string, read: (row: Row) => T | null): T[] {
    return this.tabs(tab).flatMap((row) => {
      const found = this.leftOut.get(tab)?.has(Number(row['row'])) ? null : read(row);
      if (found !== null) return [found];
      this.unread.set(tab, [...(this.unread.get(tab) ?? []), Number(row['row'])]);
      return [];
    });
  }

  #spell(row: Row): Spell | null {
    const [cluster, school] = [this.idIn('Clusters', row['Cluster']), this.idIn('Schools', row['School'])];
    const [from, to] = [dayIn(row['From']), dayIn(row['To'])];
    if (!cluster || !school || !from || to === undefined || (to !== null && to < from)) return null;
    return { cluster, school, from, to: to ?? FOREVER };
  }

  #meeting(row: Row): Meeting | null {
    const [cluster, date] = [this.idIn('Clusters', row['Cluster']), dayIn(row['Date'])];
    const [kind, status] = [textIn(row['Kind']), textIn(row['Status'])];
    const isKnown =
      ['Whole cluster', 'Sub-group', 'Advisor'].includes(kind) && ['Planned', 'Held', 'Cancelled'].includes(status);
    if (!cluster || !date || !isKnown) return null;
    return { id: textIn(row['Meeting ID']), cluster, date, kind, status, inHours: row['In school hours'] === true };
  }

  /** Rows of People, as somebody reads them. */
  readPeople<T>(read: (row: Row) => T | null): T[] {
    this.#people ??= this.#read('People', read);
    return this.#people as T[];
  }

  #mark(row: Row): Mark | null {
    const [meeting, school, mark] = [textIn(row['Meeting']), this.idIn('Schools', row['School']), textIn(row['Mark'])];
    if (!school || !this.#isMeeting(meeting)) return null;
    if (!['Present', 'Substitute', 'Apologies', 'Absent'].includes(mark)) return null;
    return { meeting, school, came: mark === 'Present' || mark === 'Substitute' };
  }

  #isMeeting(meeting: string): boolean {
    this.#meetingIds ??= new Set(this.meetings.map(({ id }) => id));
    return this.#meetingIds.has(meeting);
  }

  #session(row: Row): Session | null {
    const [date, fee, clusters] = [
      dayIn(row['Date']),
      penceIn(row['Net fee']),
      this.idsIn('Clusters', row['Clusters']),
    ];
    if (!date || fee === null || fee === undefined || !clusters || clusters.length === 0) return null;
    return { id: textIn(row['Session ID']), date, fee, clusters, vatRegistered: row['VAT registered'] === true };
  }

  #request(row: Row): Request | null {
    const [cluster, school] = [this.idIn('Clusters', row['Cluster']), this.idIn('Schools', row['School'])];
    const days = ['Wanted on', 'Committed on', 'Asked on', 'Withdrawn on', 'Done on'].map((name) => dayIn(row[name]));
    const [wantedOn, committedOn, askedOn, withdrawnOn, doneOn] = days;
    const [amount, agreeing] = [penceIn(row['Amount']), this.idsIn('Schools', row['Schools agreeing'])];
    if (!cluster || school === undefined || amount === undefined || !askedOn || !agreeing) return null;
    if (wantedOn === undefined || committedOn === undefined || withdrawnOn === undefined || doneOn === undefined)
      return null;
    const text = (header: string) => textIn(row[header]);
    const counted = this.#counted(text('Request ID'), askedOn, {
      ...{ withdrawnOn, committedOn, agreedOnWhat: text('Agreed on what') },
    });
    return {
      ...{ id: text('Request ID'), matter: text('Matter'), cluster, school, pot: text('Pot'), amount },
      ...{ payee: text('Payee'), purpose: text('Purpose'), wantedOn, agreeing, session: text('Session') },
      askedBy: text('Asked by').split(/;\s*/),
      ...{ askedOn, doneOn, note: text('Note'), resource: text('Resource') },
      ...{ stands: text('Where it stands'), flag: text('Flag'), ...counted },
    };
  }

  /** What counts of a request where its cells say what no form recorded: what takes something away. A1, A7 and S8. */
  #counted(
    id: string,
    askedOn: Day,
    typed: Pick<Request, 'withdrawnOn' | 'committedOn' | 'agreedOnWhat'>,
  ): typeof typed & Pick<Request, 'promisedOn' | 'differs' | 'authors' | 'answeredOn'> {
    if (!this.beside.isKept)
      return { ...typed, promisedOn: typed.committedOn, differs: false, authors: [], answeredOn: null };
    const agreed = this.beside.agreedMark(id, askedOn, typed.agreedOnWhat);
    const fits = (one: Recorded) =>
      one.withdrawnOn === typed.withdrawnOn && one.committedOn === typed.committedOn && one.agreed === agreed;
    const pending = this.beside.pending(id);
    const recorded = pending && fits(pending) ? pending : this.beside.recorded(id);
    return {
      withdrawnOn: earlier(typed.withdrawnOn, recorded.withdrawnOn),
      committedOn: earlier(typed.committedOn, recorded.committedOn),
      promisedOn: recorded.committedOn,
      agreedOnWhat: agreed === recorded.agreed ? typed.agreedOnWhat : '',
      differs: !fits(recorded),
      // A change that was cut off before its row names its author for as long as nobody has seen to it.
      authors: this.beside.recorded(id).authors,
      answeredOn: recorded.answeredOn,
    };
  }

  #line(row: Row): Line | null {
    const [date, cluster] = [dayIn(row['Date']), this.idIn('Clusters', row['Cluster'])];
    const [pot, direction, category] = [textIn(row['Pot']), textIn(row['Direction']), textIn(row['Category'])];
    const [net, vat, school] = [penceIn(row['Net']), penceIn(row['VAT']), this.idIn('Schools', row['School'])];
    const isKnown = POTS.includes(pot) && ['In', 'Out'].includes(direction) && CATEGORIES.includes(category);
    if (!date || !cluster || !isKnown || typeof net !== 'number' || vat === undefined || school === undefined)
      return null;
    return {
      ...{ id: textIn(row['Line ID']), date, cluster, pot, category, net, school, vat: vat ?? 0 },
      isIn: direction === 'In',
      request: textIn(row['Request']),
      session: textIn(row['Session']),
      isFinal: row['Final claim'] === true,
    };
  }
}

function byKey<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of list) {
    const own = found.get(keyOf(one));
    if (own) own.push(one);
    else found.set(keyOf(one), [one]);
  }
  return found;
}

export const covers = ({ from, to }: { from: Day; to: Day | null }, day: Day): boolean =>
  from <= day && (to === null || day <= to);
const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || b === null ? (a ?? b) : Math.min(a, b));

/** The first days of a cluster's agreements. P8. */
function startsOf(row: Row): Day[] {
  const earlier = textIn(row['Earlier agreements'])
    .split(';')
    .flatMap((text) => {
      const [, day, month, year] = /^\s*(\d\d?)\/(\d\d?)\/(\d{4})\s*$/.exec(text) ?? [];
      return year === undefined ? [] : [Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000];
    });
  const start = dayIn(row['Agreement start']);
  return [...earlier, ...(start ? [start] : [])];
}
