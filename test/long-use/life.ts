/** A programme at work for years: every person does what they do in a funding year, by the forms, month by month. */
import type { Snapshot, Tracker } from '../../host/contract';
import { ADVISOR, DIRECTOR, OWNER } from '../support/fault-cases';
import { openTracker } from '../support/tracker';

const CLUSTERS = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'] as const;
/** Who leads which cluster, in the sample data. */
const LEADS: Readonly<Record<string, string>> = {
  'C-1': 'lead.stonehenge@example.org',
  'C-2': 'lead.plain@example.org',
  'C-3': 'lead.rural@example.org',
  'C-4': 'lead.west@example.org',
  'C-5': 'lead.east@example.org',
};
const MEETING_DAYS = ['09-30', '11-18', '01-20', '03-10', '05-12', '06-30'];
/** The days of a year on which requests are asked, decided, paid and told of. */
const TERMS = ['10-05', '01-12', '04-20'];

type Row = Record<string, unknown>;
interface Reply extends Row {
  ok: boolean;
  message?: string;
}
interface Card {
  id: string;
  shown: string;
  moves: string[];
}
interface Choice {
  id: string;
  group: string;
  cluster: string;
  net: string;
  categories: string[];
}

export class Life {
  tracker!: Tracker;
  #now = new Date('2026-11-24T10:00:00Z');
  #drawn = 0;
  #cpu = 0;
  /** What was refused, and how often. */
  readonly refused = new Map<string, number>();
  /** Calls of each action, and how many came through. */
  readonly done = new Map<string, number>();
  /** The most people that were written to on one day. */
  mostMails = 0;

  async begin(snapshot?: Snapshot): Promise<this> {
    this.tracker = await openTracker({ now: () => this.#now, keepsContexts: true, ...(snapshot && { snapshot }) });
    if (snapshot) return this;
    this.#call(OWNER, 'setUpWorkbook');
    this.#call(OWNER, 'addSampleData');
    this.#call(ADVISOR, 'switchDigest', { on: true });
    return this;
  }

  get today(): string {
    return this.#now.toISOString().slice(0, 10);
  }

  goTo(day: string): void {
    this.#now = new Date(`${day}T10:00:00Z`);
  }

  /** A funding year from its first day to its last. */
  year(first: number): void {
    const on = (monthDay: string): string => `${monthDay >= '09' ? first : first + 1}-${monthDay}`;
    this.#autumn(first, on);
    const days = [
      ...MEETING_DAYS.map((day) => [on(day), () => this.#meetings(on(day))] as const),
      ...TERMS.flatMap((day, term) => this.#term(on(day), first * 3 + term)),
      [on('02-02'), () => this.#peopleAndMembers(first)] as const,
      [on('07-10'), () => this.#reviews(first)] as const,
    ].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [day, work] of days) {
      if (day <= this.today) continue;
      this.goTo(day);
      work();
      this.#mails();
    }
    this.goTo(`${first + 1}-08-31`);
  }

  #autumn(first: number, on: (day: string) => string): void {
    const year = yearText(first);
    this.goTo(on('09-05') > this.today ? on('09-05') : this.today);
    // Agreements are for two years.
    if (first % 2 === 1)
      this.#call(DIRECTOR, 'saveSetUp', {
        clusters: CLUSTERS.map((cluster) => ({ cluster, agreementStart: `${first}-09-01` })),
      });
    for (const cluster of CLUSTERS) {
      const lead = LEADS[cluster]!;
      const [date, ...more] = MEETING_DAYS.map(on).filter((day) => day > this.today);
      const when = { inSchoolHours: true, start: '13:30', end: '15:00', kind: 'Whole cluster', purpose: 'Planning' };
      if (date) this.#call(lead, 'planMeetings', { cluster, date, more, ...when, confirmed: true });
      this.#call(lead, 'declareRelease', {
        cluster,
        year,
        schools: this.#members(cluster),
        by: 'Heads',
        on: this.today,
      });
      this.#call(lead, 'saveFocusAreas', { cluster, areas: ['Assessment'], other: `Topic ${first}` });
      this.#pay(lead, cluster, /due/);
      this.#closeYear(lead, cluster, yearText(first - 1));
    }
    const { figures } = this.#ask<{ figures: { parameter: string; shown: string }[] }>(ADVISOR, 'figuresForm');
    const basis = figures.find(({ parameter }) => parameter === 'match.basis');
    if (basis) {
      const figure = { ...basis, value: `£${500 + (first % 10) * 5}`, from: yearText(first + 1), source: 'A letter' };
      this.#call(ADVISOR, 'saveFigure', figure);
    }
  }

  #closeYear(lead: string, cluster: string, year: string): void {
    const form = this.#ask<{ shown: string; closed: string }>(lead, 'yearEndForm', { cluster, year });
    if (form.closed !== '') return;
    const closed = { cluster, year, shown: form.shown, note: 'Closed at the autumn meeting.', confirmed: true };
    this.#call(lead, 'closeYear', closed);
  }

  #meetings(day: string): void {
    for (const cluster of CLUSTERS) {
      const lead = LEADS[cluster]!;
      const form = this.#ask<{ planned?: { id: string; cluster: string; date: string }[] }>(lead, 'meetingForm');
      const planned = form.planned?.find((one) => one.cluster === cluster && one.date === day);
      const attendance = this.#members(cluster).map((school, at) => ({
        school,
        mark: (at + this.#drawn) % 7 === 0 ? 'Apologies' : 'Present',
        teachers: 1,
        releaseCost: (at + this.#drawn) % 7 === 0 ? null : '95.00',
      }));
      this.#call(lead, 'recordMeeting', {
        ...{ meeting: planned?.id ?? null, cluster, date: day, start: '13:30', end: '15:00', inSchoolHours: true },
        ...{ kind: 'Whole cluster', status: 'Held', purpose: 'Planning', heldAt: 'A member school', attendance },
        confirmed: true,
      });
      this.#call(ADVISOR, 'recordReview', { what: 'meeting', cluster, on: day, inSchoolHours: true, confirmed: true });
    }
  }

  /** A term’s requests are asked, a week later decided, then answered, and then paid; training is held and paid. */
  #term(day: string, term: number): [string, () => void][] {
    return [
      [day, () => this.#requests(term)],
      [later(day, 7), () => this.#decide(term)],
      [later(day, 9), () => this.#answer()],
      [later(day, 14), () => this.#decide(term + 1)],
      [later(day, 15), () => this.#training(term)],
      [later(day, 30), () => this.#settle()],
    ];
  }

  #requests(term: number): void {
    for (const cluster of CLUSTERS) {
      const lead = LEADS[cluster]!;
      const schools = this.#members(cluster);
      const school = schools[term % schools.length]!;
      const common = { cluster, wantedOn: later(this.today, 40), confirmed: true };
      const spent = { ...common, pot: 'Cluster pot', payee: 'A. Payee' };
      const asked: Row[] = [
        { ...spent, matter: 'Organising time', amount: '120.00', purpose: `Organising the term ${term}` },
        { ...spent, matter: 'Travel', amount: '85.50', purpose: `A coach to the science fair ${term}` },
        { ...common, matter: 'Resource: first copy', school, resource: `Resource ${term}`, purpose: 'For the school' },
        { ...common, matter: 'Problem, idea or question', purpose: `What about the plan for term ${term}?` },
        { ...spent, matter: 'Organising time', amount: '60.00', purpose: `Withdrawn in term ${term}` },
      ];
      const ids = asked.map((payload) => this.#call(lead, 'askRequest', payload)['id']);
      this.#call(lead, 'withdrawRequest', { request: ids.at(-1) });
    }
  }

  #decide(term: number): void {
    for (const who of [ADVISOR, DIRECTOR]) {
      const { mine } = this.#ask<{ mine: Card[] }>(who, 'decideList');
      const decisions = mine.flatMap(({ id, shown, moves }, at) => {
        const wanted = ['Decline', 'More information'][(at + term) % 9] ?? 'Approve';
        const decision = moves.includes(wanted) ? wanted : moves[0];
        return decision ? [{ request: id, decision, shown, reason: 'As agreed at the meeting.' }] : [];
      });
      if (decisions.length > 0) this.#call(who, 'decideRequests', { decisions: decisions.slice(0, 100) });
    }
    for (const row of this.#rows('Requests').filter((one) => /^sent to/.test(String(one['Flag'])))) {
      const seen = { request: row['Request ID'], answer: 'Seen to.' };
      this.#call(ADVISOR, 'seeToRequest', seen);
    }
  }

  #answer(): void {
    for (const lead of Object.values(LEADS)) {
      const { requests } = this.#ask<{ requests: { id: string; canAnswer: boolean }[] }>(lead, 'myRequests');
      for (const { id, canAnswer } of requests)
        if (canAnswer) this.#call(lead, 'answerQuestion', { request: id, answer: 'Two coaches, for sixty children.' });
    }
  }

  #training(term: number): void {
    for (const cluster of CLUSTERS) {
      const newSession = {
        date: this.today,
        provider: `Provider ${term} ${cluster}`,
        fellow: false,
        vatRegistered: true,
      };
      const came = this.#members(cluster).slice(0, 5);
      const session = { cluster, newSession: { ...newSession, netFee: '450.00', clusters: [cluster] }, came };
      this.#call(LEADS[cluster]!, 'recordSession', { ...session, confirmed: true });
    }
  }

  /** Pays or takes in what the form offers of some groups. */
  #pay(lead: string, cluster: string, group: RegExp): void {
    const { choices = [] } = this.#ask<{ choices?: Choice[] }>(lead, 'paymentForm');
    for (const choice of choices.filter(
      (one) => group.test(one.group) && one.cluster === cluster && Number(one.net) > 0,
    )) {
      const { id, net, categories } = choice;
      const line = { for: id, date: this.today, net, category: categories[0], payee: 'A. Payee', evidence: 'Invoice' };
      this.#call(lead, 'recordPayment', { ...line, finalClaim: true, confirmed: true });
    }
  }

  #settle(): void {
    for (const cluster of CLUSTERS) this.#pay(LEADS[cluster]!, cluster, /agreed|Training/);
  }

  /** People come and go; a school joins one cluster, and another leaves one. */
  #peopleAndMembers(first: number): void {
    const cluster = CLUSTERS[first % CLUSTERS.length]!;
    const email = `science.${first}@example.org`;
    const [school = ''] = this.#members(cluster);
    const person = { act: 'add', name: `Science lead of ${first}`, email, role: 'Science lead', school };
    this.#call(DIRECTOR, 'savePerson', person);
    const { people } = this.#ask<{ people: { id: string; role: string; name: string }[] }>(DIRECTOR, 'peopleForm');
    const earlier = people.find(({ name }) => name === `Science lead of ${first - 1}`);
    if (earlier) this.#call(DIRECTOR, 'savePerson', { act: 'end', row: earlier.id, to: this.today });
    const advisor = people.find(({ role }) => role === 'Advisor');
    const away = {
      name: 'Di Deputy',
      email: 'deputy@example.org',
      from: later(this.today, 5),
      to: later(this.today, 12),
    };
    if (advisor) this.#call(DIRECTOR, 'savePerson', { act: 'stand in', row: advisor.id, ...away });
    this.#changeMembers(first, cluster);
  }

  #changeMembers(first: number, cluster: string): void {
    const id = `S-N${first}`;
    const last = this.#rows('Schools').length + 2;
    this.tracker.edit(OWNER, 'Schools', `A${last}`, [[id, `New School of ${first}`, '', 'Primary']], { paste: true });
    const lead = LEADS[cluster]!;
    const members = this.#members(cluster);
    const asked: Row[] = [
      { matter: 'Add a school', school: id, purpose: 'It wants to join.' },
      { matter: 'School leaving', school: members.at(-1), purpose: 'It has no science lead any more.' },
    ];
    for (const more of asked) {
      const { id: request } = this.#call(lead, 'askRequest', { cluster, ...more, confirmed: true });
      if (request === undefined) continue;
      for (const who of [ADVISOR, DIRECTOR]) {
        const { mine } = this.#ask<{ mine: Card[] }>(who, 'decideList');
        const card = mine.find((one) => one.id === request && one.moves.includes('Approve'));
        if (card)
          this.#call(who, 'decideRequests', { decisions: [{ request, decision: 'Approve', shown: card.shown }] });
      }
      this.#call(lead, 'changeMembers', { request, on: this.today, confirmed: true });
    }
  }

  #reviews(first: number): void {
    const { rows } = this.#ask<{ rows: { cluster: string; year: string; shown: string }[] }>(ADVISOR, 'reviewForm');
    for (const cluster of CLUSTERS) {
      const year = yearText(first);
      const shown = rows.find((row) => row.cluster === cluster && row.year === year)?.shown ?? null;
      const review = {
        what: 'review',
        cluster,
        year,
        heldOn: this.today,
        reportReceived: this.today,
        notes: 'A good year.',
      };
      this.#call(ADVISOR, 'recordReview', { ...review, shown, confirmed: true });
    }
  }

  #mails(): void {
    const before = this.tracker.state.outbox.length;
    for (const { id } of this.tracker.state.triggers) {
      const { error } = this.tracker.runTrigger(id);
      if (error !== undefined) throw new Error(`The digest of ${this.today} failed: ${error}`);
    }
    this.mostMails = Math.max(this.mostMails, this.tracker.state.outbox.length - before);
    this.tracker.state.outbox.length = 0; // kept by the stand-in alone
  }

  /** IDs of the schools that belong to a cluster today. */
  #members(cluster: string): string[] {
    const name = this.#rows('Clusters').find((row) => row['Cluster ID'] === cluster)?.['Name'];
    const ids = new Map(this.#rows('Schools').map((row) => [row['Name'], String(row['School ID'])]));
    const isNow = (to: unknown): boolean => to === '' || dayOf(to) >= this.today;
    return this.#rows('Membership')
      .filter((row) => row['Cluster'] === name && isNow(row['To']) && dayOf(row['From']) <= this.today)
      .flatMap((row) => ids.get(row['School']) ?? []);
  }

  #rows(tab: string): Row[] {
    const [header = [], ...rows] = this.tracker.usedValues(tab);
    return rows
      .filter((cells) => cells[0] !== '')
      .map((cells) => Object.fromEntries(header.map((name, at) => [String(name), cells[at]])));
  }

  /** Sends a form; what is refused is counted, what fails ends it all. */
  #call(who: string, name: string, payload?: Row): Reply {
    const token = `token${String(++this.#drawn).padStart(10, '0')}`;
    const reply = this.#ask<Reply>(who, name, payload && { token, ...payload });
    const results = (reply['results'] as Reply[] | undefined) ?? [reply];
    for (const { ok, message = '' } of results) {
      this.done.set(name, (this.done.get(name) ?? 0) + (ok ? 1 : 0));
      const why = `${name}: ${message.replace(/\b[A-Z]+-[0-9A-Z]+\b|£[\d,.]+|\d+/g, '…')}`;
      if (!ok) this.refused.set(why, (this.refused.get(why) ?? 0) + 1);
    }
    return reply;
  }

  #ask<T>(who: string, name: string, payload?: Row): T {
    const began = process.cpuUsage();
    const { value, error } = this.tracker.run(who, name, payload === undefined ? [] : [payload]);
    const { user, system } = process.cpuUsage(began);
    this.#cpu += (user + system) / 1e6;
    if (error !== undefined) throw new Error(`${name} by ${who} on ${this.today} failed: ${error}`);
    return value as T;
  }

  /** Seconds of processor time that the script has taken so far. */
  get cpu(): number {
    return this.#cpu;
  }
}

const dayOf = (cell: unknown): string =>
  typeof cell === 'object' && cell !== null
    ? new Date((cell as Date).getTime() + 7_200_000).toISOString().slice(0, 10)
    : '';
export const yearText = (first: number): string => `${first}/${String(first + 1).slice(2)}`;
const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
