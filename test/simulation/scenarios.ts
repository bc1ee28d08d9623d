/** Short ways of work in which a mistake of the program shows, each with what has to hold in it. */
import type { Snapshot } from '../../host/contract';
import { stopAt, token } from '../support/tracker';
import { checkDecisions } from './invariants';
import { checkDeciders, checkModel } from './model/compare';
import { decisionText } from './model/flags';
import { OWNER } from './steps';
import { type Answer, type Row, Workbook } from './workbook';

const [DIRECTOR, ADVISOR, LEAD] = ['director@example.org', 'advisor@example.org', 'lead.west@example.org'];
export const START = new Date('2026-11-24T10:00:00Z');

const TODAY = Date.parse('2026-11-24') / 86_400_000;

/** A workbook with the sample data, and what the tracker wrote into its Decisions. */
export class Scene {
  readonly workbook: Workbook;
  #kept = new Map<string, string>();

  constructor(bundle: string) {
    this.workbook = new Workbook(bundle, () => START);
  }

  async open(snapshot: Snapshot): Promise<void> {
    await this.workbook.open(snapshot);
    this.#keep();
  }

  #keep(): void {
    const rows = this.workbook.rows('Decisions');
    this.#kept = new Map(rows.map((row) => [String(row['Decision ID']), decisionText(row)]));
  }

  /** Sends a form; what it answers. */
  send<T = Answer>(who: string, name: string, payload: Row): T {
    const answer = this.workbook.call<T>(who, name, [{ token: token(), confirmed: true, ...payload }]);
    this.#keep();
    return answer;
  }

  async check(): Promise<void> {
    await this.workbook.tracker.settled();
    checkModel(this.workbook, { kept: this.#kept, by: () => DIRECTOR!, isWhole: true, asAt: TODAY });
    checkDecisions(this.workbook, 0);
  }

  isGood(): boolean {
    return this.workbook.call<Answer & { good: boolean }>(DIRECTOR!, 'verifyLog').good;
  }

  ask(more: Row = {}): string {
    const asked = { matter: 'Organising time', cluster: 'C-4', pot: 'Cluster pot', amount: '50.00', payee: 'A. Payee' };
    return String(this.send(LEAD!, 'askRequest', { ...asked, purpose: 'Planning', ...more })['id']);
  }

  /** What Decide shows of a request. */
  shown(id: string): string {
    type Cards = Record<'mine' | 'others' | 'revocable', { id: string; shown: string }[]>;
    const { mine, others, revocable } = this.workbook.call<Cards>(ADVISOR!, 'decideList');
    return [...mine, ...others, ...revocable].find((card) => card.id === id)!.shown;
  }

  decide(id: string, decision: string, more: Row = {}, times = 1): Answer & { results: Answer[] } {
    const line = { request: id, decision, reason: 'Because', shown: this.shown(id), ...more };
    return this.send(ADVISOR!, 'decideRequests', { decisions: new Array(times).fill(line) });
  }
}

const holds = (is: boolean, what: string): void => {
  if (!is) throw new Error(what);
};

export const SCENARIOS = {
  'a receipt on the first day of the year': async (scene: Scene) => {
    const line = { for: 'in', cluster: 'C-4', pot: 'Cluster pot', category: 'Other income', net: '100' };
    scene.send(LEAD!, 'recordPayment', { ...line, date: '2026-09-01', payee: 'A friend' });
    await scene.check();
  },
  'one token with two contents': (scene: Scene) => {
    const [key, asked] = [token(), { matter: 'Travel', cluster: 'C-4', pot: 'Cluster pot', amount: '10' }];
    for (const purpose of ['A coach', 'A car']) {
      const { ok } = scene.send(LEAD!, 'askRequest', { ...asked, token: key, purpose });
      const isThere = scene.workbook.rows('Requests').some((row) => row['Purpose'] === purpose);
      holds(!ok || isThere, `“${purpose}” was answered as asked, and is not there`);
    }
  },
  'one request twice in a payload': async (scene: Scene) => {
    scene.decide(scene.ask(), 'Approve', {}, 2);
    await scene.check();
  },
  'an approval of more than was asked': async (scene: Scene) => {
    scene.decide(scene.ask(), 'Approve', { amount: '75' });
    await scene.check();
  },
  'a run that ends before it writes': (scene: Scene) => {
    const { tracker } = scene.workbook;
    const payload = { token: token(), cluster: 'C-4', areas: ['Assessment'], other: 'Kites' };
    const isWrite = (call: string, when: string) => when === 'before' && call === 'Range.setValues';
    stopAt(tracker, isWrite, () => void tracker.run(LEAD!, 'saveFocusAreas', [payload]));
    holds(scene.isGood(), 'The log does not verify, though nothing was written');
  },
  'a refusal after something was collected': async (scene: Scene) => {
    await scene.check();
    scene.decide(scene.ask(), 'Decline'); // from here on it is recorded who decides
    const before = JSON.stringify(scene.workbook.rows('People'));
    const director = { name: 'Me', email: ADVISOR };
    const advisor = { name: 'Somebody', email: 'somebody@example.org' };
    const { ok } = scene.send(ADVISOR!, 'saveSetUp', { director, advisor, clusters: [] });
    holds(!ok, 'An Advisor named another Director');
    holds(JSON.stringify(scene.workbook.rows('People')) === before, 'What was refused was written into People');
  },
  'a withdrawal on the same day': async (scene: Scene) => {
    const id = scene.ask();
    scene.send(LEAD!, 'withdrawRequest', { request: id });
    await scene.check();
  },
  'a stand-in in the first row of People': async (scene: Scene) => {
    type People = { people: { id: string; role: string; decides: boolean }[] };
    const { people } = scene.workbook.call<People>(DIRECTOR!, 'peopleForm');
    const row = people.find(({ role }) => role === 'Advisor')!.id;
    const who = { name: 'Di', email: 'di@example.org', from: '2026-11-01', to: '2026-12-31' };
    scene.send(DIRECTOR!, 'savePerson', { act: 'stand in', row, ...who });
    const last = scene.workbook.lastRow('People') - 1;
    scene.workbook.reorder('People', [last, ...Array.from({ length: last - 1 }, (_, index) => index + 1)]);
    scene.ask();
    await scene.check();
    checkDeciders(scene.workbook, TODAY);
  },
  'money that came back before it was approved': async (scene: Scene) => {
    const id = scene.ask();
    scene.decide(id, 'Approve');
    const row = scene.workbook.lastRow('Ledger') + 1;
    const line = {
      ...{ 'Line ID': 'L-BACK', Date: '20/11/2026', Cluster: 'West Salisbury Cluster', Pot: 'Cluster pot' },
      ...{ Direction: 'In', Category: 'Other income', Net: 10, Request: id },
    };
    for (const [header, value] of Object.entries(line)) scene.workbook.paste(LEAD!, 'Ledger', header, row, [value]);
    await scene.check();
  },
  'a write that Google refuses late': (scene: Scene) => {
    scene.workbook.mouse('Clusters', 'allow', 'G2:G9', 'Nothing else');
    scene.workbook.tracker.run(LEAD!, 'saveFocusAreas', [
      { token: token(), cluster: 'C-4', areas: ['Assessment'], other: 'Kites' },
    ]);
    holds(scene.isGood(), 'The log does not verify after a write that was refused');
    const isTold = scene.workbook.rows('Log').some((row) => row['Action'] === 'Choose focus areas');
    const isThere = scene.workbook.rows('Clusters').some((row) => /Kites/.test(String(row['Focus areas'])));
    holds(isTold === isThere, 'The log tells of what is not there');
  },
  'a role that is typed': async (scene: Scene) => {
    scene.decide(scene.ask(), 'Decline'); // from here on it is recorded who decides
    scene.ask();
    const row = scene.workbook.lastRow('People') + 1;
    const typed = { Name: 'Me', 'E-mail': 'stranger@example.org', Role: 'Advisor' };
    for (const [header, value] of Object.entries(typed)) scene.workbook.paste(OWNER, 'People', header, row, [value]);
    await scene.check();
    checkDeciders(scene.workbook, TODAY);
  },
  'a conflict that is edited away': async (scene: Scene) => {
    scene.decide(scene.ask(), 'Decline');
    const school = scene.workbook.rows('People').find((row) => row['E-mail'] === ADVISOR)!['School'];
    const spell = scene.workbook.rows('Membership').find((row) => row['School'] === school)!;
    scene.workbook.paste(ADVISOR!, 'Membership', 'To', Number(spell['row']), ['31/10/2026']);
    await scene.check();
    checkDeciders(scene.workbook, TODAY);
  },
  'an ID that is taken away': async (scene: Scene) => {
    const { workbook } = scene;
    const declined = workbook.rows('Requests').find((row) => row['Flag'] === 'declined')!;
    const cluster = workbook.rows('Clusters').find((row) => row['Name'] === declined['Cluster'])!;
    workbook.paste(OWNER, 'Clusters', 'Cluster ID', Number(cluster['row']), ['']);
    await scene.check();
    const { Flag } = workbook.rows('Requests').find((row) => row['Request ID'] === declined['Request ID'])!;
    holds(String(Flag).startsWith('not allowed: It was decided for'), `What was declined reads ${Flag}`);
  },
  'news of the day before': async (scene: Scene) => {
    scene.ask({ matter: 'Problem, idea or question', pot: null, amount: null, payee: null });
    scene.send(ADVISOR!, 'switchDigest', { on: true });
    scene.workbook.call(ADVISOR!, 'sendDigest');
    await scene.check();
  },
  'a reason that is changed by hand': async (scene: Scene) => {
    const id = scene.ask();
    scene.decide(id, 'Decline');
    const made = scene.workbook.rows('Decisions').find((row) => row['Request'] === id)!;
    scene.workbook.paste(DIRECTOR!, 'Decisions', 'Reason', Number(made['row']), ['Another reason']);
    await scene.check();
  },
} as const satisfies Record<string, (scene: Scene) => void | Promise<void>>;

export type Scenario = keyof typeof SCENARIOS;

/** A workbook with the sample data. */
export async function sampleBook(bundle: string): Promise<Snapshot> {
  const book = new Workbook(bundle, () => START);
  const { openTracker } = await import('../support/tracker');
  book.tracker = await openTracker({ now: () => START, bundle });
  book.call(OWNER, 'setUpWorkbook');
  book.call(OWNER, 'addSampleData');
  await book.tracker.settled();
  const snapshot = book.tracker.snapshot();
  book.tracker.dispose();
  return snapshot;
}
