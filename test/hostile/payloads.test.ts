import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import fc from 'fast-check';
import type { Snapshot, Tracker } from '../../host/contract';
import { FUNCTIONS } from '../../src/functions/all';
import { ADVISOR, DIRECTOR, FAULT_CASES, LEAD, OWNER, READING } from '../support/fault-cases';
import { ROOT } from '../support/root';
import { answer, openTracker, token } from '../support/tracker';
import { CALLED, MENU_AND_TRIGGERS } from './globals';
import { fitting, placesIn, withAt } from './payloads';
import { type Allowed, clean, differences, standingOf, whyNoSentence, wrongWith } from './standing';
import { TEXTS, values } from './values';

/** How many payloads are drawn of each form, and how many values are tried in each field of a good one: all with 0. */
const DRAWN = Number(process.env['HOSTILE_DRAWN'] ?? 60);
const IN_EACH_FIELD = Number(process.env['HOSTILE_VALUES'] ?? 6) || Number.POSITIVE_INFINITY;

const NOW = new Date('2026-11-24T10:00:00Z');
const STRANGER = 'stranger@example.org';
const PEOPLE = [LEAD, ADVISOR, DIRECTOR, OWNER, STRANGER];
/** An attempt to decide that was not allowed is a line of the log. */
const TOLD: Readonly<Record<string, Allowed>> = { decideRequests: { log: true } };

const open = (snapshot?: Snapshot): Promise<Tracker> =>
  openTracker({ now: () => NOW, keepsContexts: true, ...(snapshot && { snapshot }) });
let prepared: Snapshot;
let tracker: Tracker;

beforeAll(async () => {
  const first = await open();
  answer(first.run(OWNER, 'setUpWorkbook'));
  answer(first.run(OWNER, 'addSampleData'));
  await first.settled();
  prepared = first.snapshot();
  first.dispose();
});
afterEach(() => tracker?.dispose());

/** Sends something, and says what was wrong with the answer or what a refusal left behind. */
function sent(to: Tracker, who: string, name: string, args: unknown[]): { isDone: boolean; wrong: string[] } {
  const before = standingOf(to);
  const result = to.run(who, name, args);
  const wrong = wrongWith(result, args);
  const isDone = (result.value as { ok?: boolean } | null)?.ok === true;
  const left = isDone ? [] : differences(before, standingOf(to), TOLD[name]);
  return { isDone, wrong: [...wrong, ...left.map((tab) => `a refusal changed ${tab}`)] };
}

const short = (value: unknown): string => clean(JSON.stringify(value) ?? String(value)).slice(0, 300);

describe('what is exposed', () => {
  const functions = FUNCTIONS.map(({ name }) => name);
  it('is all tried here: pages’ calls, menu entries, triggers and cell functions', () => {
    const code = readFileSync(path.join(ROOT, 'dist', 'Code.js'), 'utf8');
    const context: Record<string, unknown> = vm.createContext({});
    vm.runInContext(code, context);
    const globals = Object.keys(context).filter((name) => typeof context[name] === 'function');
    const known = [...Object.keys(CALLED), ...MENU_AND_TRIGGERS, ...functions];
    expect(globals.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => !globals.includes(name))).toEqual([]);
  });
});

describe('whatever a page sends in the place of its form', () => {
  beforeEach(async () => {
    tracker = await open(prepared);
  });

  it.each(Object.keys(CALLED))('%s answers, in sentences, and a refusal changes nothing', (name) => {
    const found: string[] = [];
    const isLooked = CALLED[name as keyof typeof CALLED] !== 'nothing';
    const all = isLooked ? [...values(), ...TEXTS] : ['x', {}];
    for (const [index, value] of all.entries()) {
      const { wrong } = sent(tracker, PEOPLE[index % PEOPLE.length]!, name, [value, value]);
      found.push(...wrong.map((what) => `${what} <= ${short(value)}`));
    }
    expect(found).toEqual([]);
  });

  it.each(MENU_AND_TRIGGERS)('%s shows its page or does nothing', (name) => {
    const found: string[] = [];
    for (const value of [...values().slice(0, -3), ...TEXTS]) {
      const before = standingOf(tracker);
      const { error, value: said, ui } = tracker.run(LEAD, name, [value]);
      if (error !== undefined) found.push(`failed: ${error} <= ${short(value)}`);
      if (name !== 'sendDigest' && said !== null) found.push(`answered ${short(said)}`);
      if (/^show/.test(name) && ui.length !== 1) found.push(`showed ${ui.length} pages`);
      found.push(...differences(before, standingOf(tracker)).map((tab) => `changed ${tab} <= ${short(value)}`));
    }
    expect(found).toEqual([]);
  });

  it('hands on to a page only what ends neither its attribute nor its tag', () => {
    for (const text of TEXTS) {
      const { error, ui } = tracker.run(LEAD, 'showChangeMembers', [text]);
      expect(error).toBeUndefined();
      const page = ui.find(({ kind }) => kind === 'sidebar') as { html: string };
      expect(/<div id="page"( data-picked="[^"<>&]*")?>/.test(page.html)).toBe(true);
    }
  });
});

describe('forms that are drawn from what they may hold, with something hostile here and there', () => {
  const drawn = Object.entries(CALLED).flatMap(([name, schema]) =>
    typeof schema === 'string' ? [] : [[name, schema] as const],
  );
  it.each(drawn)('%s', async (name, schema) => {
    tracker = await open(prepared);
    const rows = ['Meetings', 'Requests', 'Ledger', 'CPD sessions'].flatMap((tab) =>
      tracker
        .usedValues(tab)
        .slice(1, 9)
        .map(([id]) => String(id)),
    );
    const known = ['C-1', 'C-2', 'C-4', 'C-5', 'S-1', 'S-20', 'S-21', 'S-24', ...rows];
    const found: string[] = [];
    for (const [index, payload] of fc.sample(fitting(schema, known), DRAWN).entries()) {
      const { wrong } = sent(tracker, PEOPLE[index % PEOPLE.length]!, name, [payload]);
      found.push(...wrong.map((what) => `${what} <= ${short(payload)}`));
    }
    const log = answer<{ ok: boolean; good: boolean }>(tracker.run(OWNER, 'verifyLog'));
    expect([found, log.good]).toEqual([[], true]);
  });
});

describe('a good form with one hostile field', () => {
  const cases = [
    ...FAULT_CASES.filter(({ isFresh }) => !isFresh).map(({ does, action, as, prepare }) => ({
      ...{ does, action: action as string, as },
      prepare: (to: Tracker): unknown => prepare(to),
    })),
    ...Object.entries(READING).map(([action, prepare]) => ({
      ...{ does: `looking: ${action}`, action, as: ADVISOR },
      prepare: (to: Tracker): unknown => prepare(to)[0],
    })),
  ];
  it.each(cases)('$does', async ({ action, as, prepare }) => {
    tracker = await open(prepared);
    const payload = prepare(tracker);
    if (typeof payload !== 'object' || payload === null) return;
    const ready = tracker.snapshot();
    const had = stopsIn(tracker);
    const found: string[] = [];
    let taken = 0;
    for (const [place, value] of hostileFields(payload)) {
      const form = withAt({ ...payload, token: token() }, place, value);
      const before = standingOf(tracker);
      const { isDone, wrong } = sent(tracker, as, action, [form]);
      const after = isDone && differences(before, standingOf(tracker)).length > 0;
      if (after) {
        taken++;
        wrong.push(...whatWasTaken(tracker, had));
        tracker.dispose();
        tracker = await open(ready);
      }
      found.push(...wrong.map((what) => `${what} <= ${place.join('.')} = ${short(value)}`));
    }
    expect(found).toEqual([]);
    expect(taken).toBeGreaterThanOrEqual(0);
  });

  /** What stands in the way of the rules, or of a reader, after a form was taken. */
  function whatWasTaken(to: Tracker, had: ReadonlySet<string>): string[] {
    const log = answer<{ good: boolean; message: string }>(to.run(OWNER, 'verifyLog'));
    return [
      ...[...stopsIn(to)].filter((said) => !had.has(said)).map((said) => `Check workbook says then: ${said}`),
      ...(log.good ? [] : [`the log: ${log.message}`]),
    ];
  }
});

/** Each field of a form with some of the hostile values, each time others of them. */
function* hostileFields(payload: object): Generator<[place: readonly (string | number)[], value: unknown]> {
  const all = [...TEXTS, ...values().slice(0, -3)];
  const seen = new Set<string>();
  let next = 0;
  for (const place of placesIn(payload)) {
    const name = place.map((part) => (typeof part === 'number' ? '#' : part)).join('.');
    if (/^(token|confirmed)?$/.test(name) || seen.has(name)) continue;
    seen.add(name);
    for (let tried = 0; tried < Math.min(IN_EACH_FIELD, all.length); tried++) {
      next = (next + 7) % all.length; // 7 does not divide how many there are, so that all are tried
      yield [place, all[next]];
    }
  }
}

/** What Check workbook says that stops something, or that a reader cannot read; wherever it stands. */
function stopsIn(to: Tracker): Set<string> {
  const { problems } = answer<{ problems: { message: string; severity: string }[] }>(to.run(OWNER, 'checkWorkbook'));
  const stops = problems.filter(({ severity, message }) => severity === 'stop' || /should (hold|be)/.test(message));
  return new Set(stops.map(({ message }) => message.replace(/\b[A-Z]+\d+\b/g, '…')));
}

describe('what the tests here take for a sentence', () => {
  it.each([
    '',
    'undefined',
    'There is no undefined.',
    'No full stop',
    'TypeError: x is not a function.',
    'a small one.',
  ])('is not “%s”', (text) => expect(whyNoSentence(text)).not.toBeNull());
});
