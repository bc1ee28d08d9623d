/**
 * Several people at work on one workbook, at random, with everything that can go wrong meanwhile. Every choice comes
 * out of the steps, so the same steps do the same again.
 */
import { ScriptStopped, type Snapshot } from '../../host/contract';
import { WRITING } from '../support/tracker';
import { edit, TABS } from './by-hand';
import { type Call, FORMS, type FormAct } from './forms';
import {
  checkDecisions,
  checkDecisionsTold,
  checkFormulas,
  checkLog,
  checkProblems,
  checkSent,
  checkSums,
  type Sent,
  sameTyped,
  typedText,
} from './invariants';
import { checkDeciders, checkModel } from './model/compare';
import { ACTIONS, type Act, BY_HAND, DECIDERS, type Edit, OWNER, type Step, type Trouble } from './steps';
import { Witness } from './witness';
import { type Answer, type Row, Workbook } from './workbook';

export const START = Date.parse('2026-11-24T10:00:00Z');

const DAY_MS = 86_400_000;
const DIRECTOR = DECIDERS[0]!;
const LONDON = 'Europe/London';
const LONDON_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: LONDON });
const TIMED_OUT = 'Service Spreadsheets timed out while accessing document.';
const TOO_MANY_MAILS = 'Service invoked too many times for one day: email.';
const CLUSTERS = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'];
const SUMS = ['50.00', '350', '1250.00', '90.5', '2000'];
const SPENDING = ['Organising time', 'Travel', 'Project'];
const MATTERS = [...SPENDING, 'Organising time', 'PSQM', 'School leaving', 'Problem, idea or question'];
/** Who else does these is refused, which is worth a try now and then. */
const MOSTLY_DECIDERS: Act[] = [
  ...(['decide', 'repair cells', 'switch the digest', 'run the digest', 'save the set-up', 'close the log'] as const),
  'set up again',
];
const PAYING: Act[] = ['record a payment', 'pay what was asked', 'correct a payment'];
const MAY_CHANGE_LEDGER: string[] = [...Object.keys(BY_HAND), ...PAYING, 'repair cells', 'undo', 'set up again'];
/** After every how many-th step last year, the pages and the mails are looked at as well. */
const WHOLE = 5;

type Stood = ReadonlyMap<string, readonly Row[]>;

export class Simulation {
  #now = START;
  #drawn = 0;
  #picks: number[] = [];
  readonly #sent: Sent[] = [];
  readonly #workbook: Workbook;
  readonly #witness: Witness;
  /** Tabs in which somebody wrote by hand. */
  readonly #touched = new Set<string>();
  /** A mail may have gone out that is not among those that were sent. */
  #isUnsure = false;
  #before: unknown[] = [];
  #layout = '';
  #missing: { tab: string; header: string }[] = [];
  #isCopy = false;
  /** What was done last, and what stood before it. */
  #last: { readonly no: number; readonly stood: Stood } | undefined;

  constructor(bundle: string) {
    this.#workbook = new Workbook(bundle, () => new Date(this.#now));
    this.#witness = new Witness(this.#workbook);
  }

  async open(snapshot: Snapshot): Promise<void> {
    await this.#workbook.open(snapshot, true);
    this.#witness.begin();
  }

  dispose(): void {
    this.#workbook.tracker?.dispose();
  }

  async step({ who, does, picks, trouble }: Step): Promise<void> {
    this.#picks = [...picks];
    this.#now += 60_000;
    const ledger = this.#workbook.has('Ledger') ? this.#workbook.rows('Ledger') : [];
    if (does in ACTIONS) this.#witness.watch(() => this.#act(who, does as Act, trouble));
    else await this.#edit(who, does as Edit);
    const isWhole = picks[0]! % WHOLE === 0;
    const meanwhile = trouble?.meanwhile.does ?? does;
    const others = [does, meanwhile, trouble?.second?.meanwhile.does ?? does];
    if (this.#workbook.has('Ledger') && !others.some((one) => MAY_CHANGE_LEDGER.includes(one)))
      sameTyped('the Ledger', this.#workbook.rows('Ledger'), ledger);
    this.#witness.watch(() => this.#look(isWhole, does in BY_HAND)); // what was cut off is finished by looking
  }

  /** Whether product and model say the same; while tabs or columns are missing, whether that is said. */
  #look(isWhole: boolean, isByHand: boolean): void {
    const workbook = this.#workbook;
    if (isByHand || this.#missing.length > 0) this.#missing = workbook.missing();
    const missing = this.#missing;
    const zone = workbook.tracker.state.timeZone;
    if (missing.length > 0 || zone !== LONDON) {
      this.#lookAtLayout(missing, zone);
      return;
    }
    const now: unknown[] = TABS.map((tab) => workbook.values(tab));
    now.push(this.#today(), JSON.stringify(workbook.tracker.state.properties.document));
    if (!isWhole && now.every((part, at) => part === this.#before[at])) return;
    this.#before = now;
    if (isWhole && this.#touched.size === 0) checkSums(workbook);
    if (isWhole) checkFormulas(workbook);
    const isChecked = this.#witness.hasKey;
    if (!this.#isIn('Decisions', 'Requests')) checkDecisions(workbook, START);
    if (!isChecked && this.#isIn('Decisions', 'People', 'Clusters', 'Schools', 'Membership', 'Requests')) return;
    const by = () => this.#anybody();
    checkModel(workbook, { kept: this.#witness.kept, by, isUnsure: this.#isUnsure, isWhole, asAt: this.#today() });
  }

  #isIn(...tabs: string[]): boolean {
    return tabs.some((tab) => this.#touched.has(tab));
  }

  /** Somebody who may look at everything. */
  #anybody(): string {
    return [...DECIDERS, OWNER].find((who) => this.#workbook.call(who, 'peopleForm').ok) ?? OWNER;
  }

  #lookAtLayout(missing: readonly { tab: string; header: string }[], zone: string): void {
    const what = JSON.stringify([missing, zone]);
    if (what === this.#layout) return;
    this.#layout = what;
    const by = this.#anybody();
    const said = JSON.stringify([
      this.#workbook.call(by, 'checkWorkbook'),
      this.#workbook.call(by, 'setUpState'),
      this.#workbook.call(by, 'verifyLog'),
    ]);
    for (const { tab, header } of missing)
      if (!said.includes(header) || !said.includes(tab))
        throw new Error(`${tab} ${header} is missing, and nothing says so: ${said.slice(0, 3000)}`);
    if (zone !== LONDON && !said.includes(zone)) throw new Error(`The zone is ${zone}, and nothing says so`);
  }

  /** What has to be true in the end, whatever happened. */
  end(picked: number): void {
    const workbook = this.#workbook;
    const isAmiss = () => workbook.missing().length > 0 || workbook.tracker.state.timeZone !== LONDON;
    if (this.#isCopy || isAmiss()) this.#witness.watch(() => void workbook.call(OWNER, 'setUpWorkbook'));
    if (isAmiss()) return;
    this.#witness.watch(() => void workbook.call(this.#anybody(), 'verifyLog')); // finishes what was cut off last
    if (this.#isIn('Log')) {
      this.#witness.checkLog(this.#anybody());
      return;
    }
    if (!this.#isIn('Meetings', 'Requests', 'Attendance')) checkSent(workbook, this.#sent);
    if (!this.#isIn('Decisions')) checkDecisionsTold(workbook, START);
    if (!this.#isIn('Ledger')) checkProblems(workbook, this.#anybody(), this.#touched.size > 0);
    if (this.#touched.size === 0 && picked % 5 === 0) checkDeciders(workbook, this.#today());
    checkLog(workbook, this.#anybody(), OWNER, picked);
  }

  // Calls of the script

  #act(anybody: string, does: Act, trouble?: Trouble): void {
    const decider = MOSTLY_DECIDERS.includes(does) && this.#number(5) > 0 ? this.#pick(DECIDERS) : anybody;
    const who = does === 'undo' && this.#number(5) > 0 ? this.#lastBy() : decider;
    const call = this.#callFor(who, does);
    if (!call) return;
    const { name, payload } = call;
    if (payload && 'token' in payload) this.#sent.push({ name, payload: payload as Sent['payload'] });
    const args = payload ? [payload] : [];
    if (trouble) this.#troubled(trouble, () => void this.#workbook.tracker.run(who, name, args));
    if (trouble) this.#last = undefined;
    if (!trouble || trouble.again) this.#plainly(who, name, args);
  }

  /** Calls the script with nothing in its way; an undo gives back what stood before. */
  #plainly(who: string, name: string, args: unknown[]): void {
    const [stood, last, before] = [this.#stands(), this.#last, this.#newestLine()];
    const { ok } = this.#workbook.call(who, name, args);
    this.#last = undefined;
    if (!ok) return;
    const no = this.#newestLine();
    if (name !== 'undo')
      this.#last = no === before ? undefined : { no, stood }; // what is there already is not done again
    else if (last && (args[0] as { no: number }).no === last.no) {
      for (const [tab, rows] of this.#stands())
        if (rows !== last.stood.get(tab) && typedText(rows) !== typedText(last.stood.get(tab)!))
          throw new Error(`Undo did not give back what stood in ${tab}`);
    }
    if (name === 'closeLog') this.#witness.closed();
  }

  #newestLine(): number {
    return Number(this.#workbook.rows('Log').at(-1)?.['No']);
  }

  /** What is typed in each tab. */
  #stands(): Stood {
    const tabs = TABS.filter((tab) => tab !== 'Log' && this.#workbook.has(tab));
    return new Map(tabs.map((tab) => [tab, this.#workbook.rows(tab)]));
  }

  #troubled(trouble: Trouble, run: () => void): void {
    const { tracker } = this.#workbook;
    const { from } = trouble;
    if (trouble.kind === 'locked') {
      const release = tracker.holdLock('document');
      run();
      release();
      return;
    }
    let begun = from === 'start';
    let calls = 0;
    let isStopped = false;
    let next: Pick<Trouble, 'kind' | 'when' | 'at' | 'meanwhile'> | undefined = trouble;
    const most = from === 'start' ? 40 : 10;
    const hook = (call: string, moment: 'before' | 'after') => {
      if (isStopped) throw new ScriptStopped();
      begun ||= WRITING.test(call);
      if (!begun || !next || moment !== next.when) return;
      if (next.kind === 'no mail' ? call !== 'MailApp.sendEmail' : calls++ !== next.at % most) return;
      const { kind, meanwhile } = next;
      next = next === trouble ? trouble.second : undefined;
      calls = 0;
      this.#isUnsure ||= kind !== 'meanwhile';
      if (kind === 'fails' || kind === 'no mail') throw new Error(kind === 'fails' ? TIMED_OUT : TOO_MANY_MAILS);
      isStopped = kind === 'stops';
      if (isStopped) throw new ScriptStopped();
      delete tracker.onServiceCall;
      this.#picks = [...meanwhile.picks];
      this.#act(meanwhile.who, meanwhile.does as Act);
      tracker.onServiceCall = hook;
    };
    tracker.onServiceCall = hook;
    run();
    delete tracker.onServiceCall;
  }

  /** What a person would send; undefined where they find nothing to choose from. */
  #callFor(who: string, does: Act): Call | undefined {
    const token = `simulated${String(++this.#drawn).padStart(8, '0')}`;
    switch (does) {
      case 'record a meeting':
        return { name: 'recordMeeting', payload: { token, ...this.#meeting(who) } };
      case 'ask':
        return { name: 'askRequest', payload: { token, ...this.#request(who) } };
      case 'undo':
        return this.#undo(token);
      case 'switch the digest':
        return { name: 'switchDigest', payload: { on: this.#number(3) > 0 } };
      case 'run the digest':
        return { name: 'sendDigest' };
      case 'verify the log':
        return { name: 'verifyLog' };
      case 'close the log': {
        const { message } = this.#workbook.call(who, 'verifyLog');
        return { name: 'closeLog', payload: { token, shown: message } };
      }
      case 'set up again':
        return { name: 'setUpWorkbook' };
      case 'save the set-up': {
        const director = { name: `Dr Alison Reeve ${this.#number(9)}`, email: DIRECTOR };
        return { name: 'saveSetUp', payload: { token, director, clusters: [] } };
      }
      default:
        return FORMS[does as FormAct](this.#chooser(), who, token);
    }
  }

  /** A cluster as a form offers it, mostly the person's own, with its schools. */
  #cluster(who: string, form: 'meetingForm' | 'askForm'): { cluster: string; schools: string[] } {
    type Form = Answer & { myCluster?: string | null; members?: { cluster: string; school: string; to: unknown }[] };
    const { myCluster, members = [] } = this.#workbook.call<Form>(who, form);
    const cluster = myCluster && this.#number(6) > 0 ? myCluster : this.#pick(CLUSTERS);
    const schools = members.filter((member) => member.cluster === cluster && !member.to).map(({ school }) => school);
    return { cluster, schools };
  }

  #meeting(who: string): Row {
    const { cluster, schools } = this.#cluster(who, 'meetingForm');
    return {
      cluster,
      date: this.#day(-this.#number(40)),
      inSchoolHours: this.#number(4) > 0,
      kind: this.#pick(['Whole cluster', 'Whole cluster', 'Sub-group']),
      status: this.#pick(['Held', 'Held', 'Planned']),
      purpose: `Meeting ${this.#drawn}`,
      attendance: schools.map((school) => ({ school, mark: this.#pick(['Present', 'Apologies', 'Absent']) })),
      confirmed: true,
    };
  }

  #request(who: string): Row {
    const { cluster, schools } = this.#cluster(who, 'askForm');
    const matter = this.#pick(MATTERS);
    const isPaid = SPENDING.includes(matter);
    return {
      matter,
      cluster,
      school: isPaid || schools.length === 0 ? null : this.#pick(schools),
      pot: isPaid ? 'Cluster pot' : null,
      amount: isPaid ? this.#pick(SUMS) : null,
      payee: 'A. Payee',
      purpose: `Asked ${this.#drawn}`,
      wantedOn: this.#day(this.#number(90)),
      committedOn: this.#pick([null, this.#day(30)]),
      confirmed: true,
    };
  }

  /** Whoever wrote the newest line of the log: only they can take back what they did. */
  #lastBy(): string {
    return String(this.#workbook.rows('Log').at(-1)?.['Who'] ?? OWNER);
  }

  #undo(token: string): Call {
    return { name: 'undo', payload: { token, no: this.#newestLine() - (this.#number(5) > 0 ? 0 : 1) } };
  }

  // Work in the sheet itself

  async #edit(who: string, does: Edit): Promise<void> {
    const hand = {
      ...this.#chooser(),
      drawn: () => ++this.#drawn,
      wait: (days: number) => this.#witness.watch(() => this.#wait(days)),
    };
    const { tab, isCopy } = await edit(hand, who, does);
    this.#last = undefined;
    if (tab !== undefined) this.#touched.add(tab);
    if (isCopy) this.#isCopy = true;
  }

  #wait(days: number): void {
    const { tracker } = this.#workbook;
    this.#now += days * DAY_MS;
    tracker.open(OWNER);
    for (const { id } of tracker.state.triggers) tracker.runTrigger(id);
  }

  // Choices

  #chooser() {
    return {
      workbook: this.#workbook,
      number: (below: number) => this.#number(below),
      pick: <T>(list: readonly T[]) => this.#pick(list),
      day: (fromToday: number) => this.#day(fromToday),
    };
  }

  /** Days since 1970, by the clock in Britain. */
  #today(): number {
    return Date.parse(LONDON_DAY.format(this.#now)) / DAY_MS;
  }

  #day(fromToday: number): string {
    return new Date(this.#now + fromToday * DAY_MS).toISOString().slice(0, 10);
  }

  #number(below: number): number {
    const drawn = this.#picks.shift() ?? 0;
    this.#picks.push((drawn * 7 + 3) % 9_973);
    return drawn % below;
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#number(list.length)]!;
  }
}
