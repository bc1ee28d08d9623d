/**
 * Several people at work on one workbook, at random, with everything that can go wrong meanwhile. Every choice comes
 * out of the steps, so the same steps do the same again.
 */
import { ScriptStopped, type Snapshot } from '../../host/contract';
import { WRITING } from '../support/tracker';
import { type Call, FORMS, type FormAct } from './forms';
import {
  checkDecisions,
  checkDecisionsTold,
  checkFormulas,
  checkLog,
  checkProblems,
  checkSent,
  checkSums,
  NONSENSE,
  type Sent,
  sameTyped,
} from './invariants';
import { checkModel } from './model/compare';
import { decisionText } from './model/flags';
import { ACTIONS, type Act, BY_HAND, DECIDERS, type Edit, OWNER, type Step, type Trouble } from './steps';
import { type Answer, type Row, Workbook } from './workbook';

export const START = Date.parse('2026-11-24T10:00:00Z');

const DAY_MS = 86_400_000;
const DIRECTOR = DECIDERS[0]!;
const CLUSTERS = ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'];
const SUMS = ['50.00', '350', '1250.00', '90.5', '2000'];
const SPENDING = ['Organising time', 'Travel', 'Project'];
const MATTERS = [...SPENDING, 'Organising time', 'PSQM', 'School leaving', 'Problem, idea or question'];
const TABS = ['Ledger', 'Requests', 'Meetings', 'Attendance', 'Decisions', 'Schools'];
/** What people change by hand, as the tabs show it. */
const CELLS: readonly (readonly [tab: string, header: string, values: readonly unknown[]])[] = [
  ['Meetings', 'Status', ['Held', 'Cancelled', 'Planned']],
  ['Meetings', 'Kind', ['Whole cluster', 'Sub-group']],
  ['Meetings', 'In school hours', [true, false]],
  ['Meetings', 'Date', ['05/10/2026', '02/09/2026', '01/09/2026']],
  ['Attendance', 'Mark', ['Present', 'Absent', 'Substitute']],
  ['Ledger', 'Date', ['31/08/2026', '01/09/2026', '05/10/2026']],
  ['Ledger', 'Pot', ['Cluster pot', 'Lead support', 'Administration']],
  ['Ledger', 'Direction', ['In', 'Out']],
  ['Ledger', 'VAT', [0, 5.5, '']],
  ['Ledger', 'Final claim', [true, false]],
  ['Requests', 'Purpose', ['Another purpose', 'Planning']],
  ['Requests', 'Payee', ['Somebody else', '']],
  ['Requests', 'Committed on', ['01/10/2026', '']],
  ['Requests', 'Note', ['A note by hand']],
  ['CPD sessions', 'Net fee', [550, 399.99, 120]],
  ['CPD sessions', 'VAT registered', [true, false]],
  ['Clusters', 'Agreement start', ['01/09/2025', '01/09/2026', '15/03/2026']],
  ['Clusters', 'Note', ['By hand']],
  ['Membership', 'Note', ['By hand']],
  ['Settings', 'Source', ['By hand']],
  ['Schools', 'Held PSQM', [true, false]],
  ['Decisions', 'Reason', ['By hand']],
  ['Decisions', 'Decision', ['Approve', 'Decline']],
];
/** Who else does these is refused, which is worth a try now and then. */
const MOSTLY_DECIDERS: Act[] = ['decide', 'repair cells', 'switch the digest', 'run the digest', 'save the set-up'];
const PAYING: Act[] = ['record a payment', 'pay what was asked', 'correct a payment'];
const MAY_CHANGE_LEDGER: string[] = [...Object.keys(BY_HAND), ...PAYING, 'repair cells', 'undo'];

export class Simulation {
  #now = START;
  #drawn = 0;
  #picks: number[] = [];
  readonly #sent: Sent[] = [];
  /** What the tracker itself wrote into Decisions, by ID. */
  readonly #kept = new Map<string, string>();
  readonly #workbook: Workbook;
  /** Somebody wrote into Decisions by hand. */
  #isTampered = false;

  constructor(bundle: string) {
    this.#workbook = new Workbook(bundle, () => new Date(this.#now));
  }

  async open(snapshot: Snapshot): Promise<void> {
    await this.#workbook.open(snapshot);
    for (const [id, text] of this.#decided()) this.#kept.set(id, text);
  }

  #decided(): Map<string, string> {
    return new Map(this.#workbook.rows('Decisions').map((row) => [String(row['Decision ID']), decisionText(row)]));
  }

  /** Notes what a run of the script wrote into Decisions, or took away. */
  #keeping(run: () => void): void {
    const before = this.#decided();
    run();
    const after = this.#decided();
    for (const id of before.keys()) if (!after.has(id)) this.#kept.delete(id);
    for (const [id, text] of after) if (!before.has(id)) this.#kept.set(id, text);
  }

  dispose(): void {
    this.#workbook.tracker?.dispose();
  }

  async step({ who, does, picks, trouble }: Step): Promise<void> {
    this.#picks = [...picks];
    this.#now += 60_000;
    const ledger = this.#workbook.rows('Ledger');
    if (does in ACTIONS) this.#keeping(() => this.#act(who, does as Act, trouble));
    else await this.#edit(who, does as Edit);
    await this.#workbook.tracker.settled();
    const meanwhile = trouble?.meanwhile.does ?? does;
    if (!MAY_CHANGE_LEDGER.includes(does) && !MAY_CHANGE_LEDGER.includes(meanwhile))
      sameTyped('the Ledger', this.#workbook.rows('Ledger'), ledger);
    checkSums(this.#workbook);
    checkFormulas(this.#workbook);
    if (!this.#isTampered) checkDecisions(this.#workbook, START);
    checkModel(this.#workbook, { kept: this.#kept, by: DIRECTOR, isWhole: true });
  }

  /** What has to be true in the end, whatever happened. */
  end(picked: number): void {
    this.#workbook.call(DIRECTOR, 'verifyLog'); // finishes what was cut off last
    checkSent(this.#workbook, this.#sent);
    if (!this.#isTampered) checkDecisionsTold(this.#workbook, START);
    checkProblems(this.#workbook, DIRECTOR, this.#isTampered);
    checkLog(this.#workbook, DIRECTOR, OWNER, picked);
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
    if (!trouble || trouble.again) this.#workbook.call(who, name, args);
  }

  #troubled({ kind, when, from, at, meanwhile }: Trouble, run: () => void): void {
    const { tracker } = this.#workbook;
    let begun = from === 'start';
    let calls = 0;
    let isStopped = false;
    const hook = (call: string, moment: 'before' | 'after') => {
      if (isStopped) throw new ScriptStopped();
      begun ||= WRITING.test(call);
      if (!begun || moment !== when || calls++ !== (from === 'start' ? at : at % 10)) return;
      if (kind === 'fails') throw new Error('Service Spreadsheets timed out while accessing document.');
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
      case 'change a request':
        return this.#change(who, token);
      case 'decide':
        return this.#decisions(who, token);
      case 'answer a question':
      case 'withdraw':
        return this.#replyTo(who, does, token);
      case 'undo':
        return this.#undo(token);
      case 'repair cells':
        return this.#repairs(who, token);
      case 'switch the digest':
        return { name: 'switchDigest', payload: { on: this.#number(3) > 0 } };
      case 'run the digest':
        return { name: 'sendDigest' };
      case 'verify the log':
        return { name: 'verifyLog' };
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

  #change(who: string, token: string): Call | undefined {
    const request = String(this.#pick(this.#workbook.rows('Requests'))['Request ID']);
    const form = this.#workbook.call<Answer & { editing?: Row | null }>(who, 'askForm', [request]);
    if (!form.editing) return undefined;
    const { id: _id, flag: _flag, ...editing } = form.editing;
    const amount = editing['amount'] ? this.#pick(SUMS) : editing['amount'];
    const changed = { amount, purpose: `Changed ${this.#drawn}` };
    return { name: 'askRequest', payload: { token, ...editing, ...changed, request, confirmed: true } };
  }

  #decisions(who: string, token: string): Call | undefined {
    type Card = { id: string; moves: string[]; shown: string };
    const list = this.#workbook.call<Answer & Partial<Record<'mine' | 'others' | 'revocable', Card[]>>>(
      who,
      'decideList',
    );
    const { mine = [], others = [], revocable = [] } = list;
    const cards = list.ok ? [...mine, ...revocable, ...others.slice(0, 1)] : [{ id: 'R-1101', moves: [], shown: 'x' }];
    if (cards.length === 0) return undefined;
    const chosen = new Set(Array.from({ length: 1 + this.#number(3) }, () => this.#pick(cards)));
    const decisions = [...chosen].map(({ id, moves, shown }) => ({
      request: id,
      decision: moves.length > 0 ? this.#pick(moves) : 'Approve',
      reason: 'Because of the plan.',
      shown,
    }));
    return { name: 'decideRequests', payload: { token, decisions } };
  }

  #replyTo(who: string, does: 'answer a question' | 'withdraw', token: string): Call | undefined {
    type Mine = { id: string; canAnswer: boolean; canWithdraw: boolean };
    const { requests = [] } = this.#workbook.call<Answer & { requests?: Mine[] }>(who, 'myRequests');
    const open = requests.filter((mine) => (does === 'withdraw' ? mine.canWithdraw : mine.canAnswer));
    if (open.length === 0) return undefined;
    const request = this.#pick(open).id;
    return does === 'withdraw'
      ? { name: 'withdrawRequest', payload: { token, request } }
      : { name: 'answerQuestion', payload: { token, request, answer: `Answer ${this.#drawn}` } };
  }

  /** Whoever wrote the newest line of the log: only they can take back what they did. */
  #lastBy(): string {
    return String(this.#workbook.rows('Log').at(-1)?.['Who'] ?? OWNER);
  }

  #undo(token: string): Call {
    const newest = Number(this.#workbook.rows('Log').at(-1)?.['No']);
    return { name: 'undo', payload: { token, no: newest - (this.#number(5) > 0 ? 0 : 1) } };
  }

  #repairs(who: string, token: string): Call | undefined {
    type Found = { sheet: string; row: number; header: string; repair: { shown: string } | null };
    const { problems = [] } = this.#workbook.call<Answer & { problems?: Found[] }>(who, 'checkWorkbook');
    const repairs = problems.flatMap(({ sheet, row, header, repair }) =>
      repair ? [{ sheet, row, header, shown: repair.shown }] : [],
    );
    return repairs.length > 0 ? { name: 'repairCells', payload: { token, repairs } } : undefined;
  }

  // Work in the sheet itself

  async #edit(who: string, does: Edit): Promise<void> {
    const workbook = this.#workbook;
    const tab = this.#pick(TABS);
    switch (does) {
      case 'type payments':
        return this.#typePayments(who);
      case 'mistype a cell': {
        const header = this.#pick(Object.keys(NONSENSE));
        return this.#overwrite(who, 'Ledger', header, `'${this.#pick(NONSENSE[header]!)}`);
      }
      case 'change a sum': {
        const [of, header] = this.#pick([
          ['Ledger', 'Net'],
          ['Requests', 'Amount'],
        ]) as [string, string];
        return this.#overwrite(who, of, header, Number(this.#pick(SUMS)));
      }
      case 'sort':
        return workbook.reorder(tab, this.#shuffled(workbook.lastRow(tab) - 1));
      case 'move a column': {
        const width = workbook.header(tab).filter((header) => header !== '').length;
        workbook.mouse(tab, 'move', 2 + this.#number(width - 2), 2 + this.#number(width - 1));
        return workbook.reopen(); // the stand-in's engine reads moved columns anew
      }
      case 'insert rows':
        return workbook.mouse(tab, 'insert rows', 2 + this.#number(10), 1 + this.#number(2));
      case 'delete a payment': {
        const row = this.#filledRow('Ledger');
        return row === undefined ? undefined : workbook.mouse('Ledger', 'delete rows', row, 1);
      }
      case 'rename a tab':
        return workbook.mouse(tab, 'rename', `${tab} ${this.#number(99)}`);
      case 'open it again':
        return workbook.reopen();
      case 'change a cell': {
        const [of, header, values] = this.#pick(CELLS);
        const isTheirs = of === 'Settings' || of === 'Decisions';
        if (of === 'Decisions') this.#isTampered = true;
        return this.#overwrite(isTheirs ? DIRECTOR : who, of, header, this.#pick(values));
      }
      case 'let days pass':
      case 'let a year pass': {
        const days = does === 'let days pass' ? 1 + this.#number(12) : 150 + this.#number(300);
        this.#now += days * DAY_MS;
        workbook.tracker.open(OWNER);
        for (const { id } of workbook.tracker.state.triggers) workbook.tracker.runTrigger(id);
      }
    }
  }

  #typePayments(who: string): void {
    const clusters = this.#workbook.rows('Clusters').map((cluster) => cluster['Name']);
    const row = this.#workbook.lastRow('Ledger') + 1;
    const lines = Array.from({ length: 1 + this.#number(3) }, () => ({
      'Line ID': `L-SIM${++this.#drawn}`,
      Date: this.#day(-this.#number(30)).split('-').reverse().join('/'),
      Cluster: this.#pick(clusters),
      Pot: this.#pick(['Cluster pot', 'Lead support', 'Administration']),
      Direction: this.#pick(['In', 'Out', 'Out']),
      Category: this.#pick(['Match', 'Organising time', 'Travel', 'Other']),
      Net: Number(this.#pick(SUMS)),
      VAT: this.#pick([0, 0, 12.34]),
    }));
    for (const header of Object.keys(lines[0]!) as (keyof (typeof lines)[0])[]) {
      const values = lines.map((line) => line[header]);
      this.#workbook.paste(who, 'Ledger', header, row, values);
    }
  }

  #overwrite(who: string, tab: string, header: string, value: unknown): void {
    const row = this.#filledRow(tab);
    if (row !== undefined) this.#workbook.paste(who, tab, header, row, [value]);
  }

  #filledRow(tab: string): number | undefined {
    const filled = this.#workbook.rows(tab);
    return filled.length > 0 ? (this.#pick(filled)['row'] as number) : undefined;
  }

  /** The numbers from 1 on in some order. */
  #shuffled(count: number): number[] {
    const step = 2 * this.#number(500) + 1;
    const rank = (row: number) => (row * step) % 101;
    return Array.from({ length: count }, (_, index) => index + 1).sort((a, b) => rank(a) - rank(b) || a - b);
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
