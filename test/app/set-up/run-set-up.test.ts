import type { Snapshot, Tracker } from '../../../host/contract';
import { costOf } from '../../support/service-calls';
import { ADVISOR, LEAD, messagesOf, OWNER, type Part, setUp, setUpByParts } from '../../support/set-up';
import { answer, openTracker, stopAt, token } from '../../support/tracker';

const NOW = new Date('2026-11-24T10:00:00Z');

/** A text with a digit in it is written so that it stays one; not every ID has one. */
const DRAWN = /"t":[14],"v":"PG-[0-9A-Z]{10}/;

/** Everything that a set-up makes, a line for each tab and each row, but for what is drawn anew each time. */
function made(tracker: Tracker): string[] {
  const { sheets, styles } = tracker.snapshot().workbook;
  const styleOf = (key: string, value: unknown): unknown => {
    const style = key === 's' && typeof value === 'string' ? styles![value] : value;
    const isObject = style !== null && typeof style === 'object' && !Array.isArray(style);
    return isObject ? Object.fromEntries(Object.entries(style).sort(([a], [b]) => (a < b ? -1 : 1))) : style;
  };
  return tracker.sheets().flatMap(({ name, key, id }) => {
    const { cellData, rowCount, columnCount, columnData, freeze, tabColor } = sheets![key]!;
    const guards = tracker.state.protections
      .filter(({ sheetId }) => sheetId === id)
      .map((saved) => ({ ...saved, id: '', sheetId: 0 }));
    const charts = tracker.state.charts
      .filter(({ sheetId }) => sheetId === id)
      .map((saved) => ({ ...saved, id: 0, sheetId: 0, ranges: saved.ranges.map((one) => ({ ...one, sheetId: 0 })) }));
    const rows = Object.entries(cellData ?? {});
    return [
      { name, rowCount, columnCount, columnData, freeze, tabColor, guards, charts },
      // The log tells of each call that did something.
      ...(name === 'Log' ? rows.slice(0, 1) : rows),
      // Links name the sheet by its ID, which is drawn; and so is the programme's.
    ].map((line) => `${name} ${JSON.stringify(line, styleOf)}`.replace(/gid=\d+/, 'gid=').replace(DRAWN, ''));
  });
}

describe('a set-up in parts', () => {
  let tracker: Tracker;
  let now = NOW;
  beforeEach(async () => {
    now = NOW;
    tracker = await openTracker({ now: () => now });
  });
  afterEach(() => tracker.dispose());

  it('comes to the same as in one go', async () => {
    const parts = setUpByParts(tracker);
    expect(parts.length).toBeGreaterThan(1);
    const byParts = made(tracker);
    tracker.dispose();
    tracker = await openTracker({ now: () => now });
    setUp(tracker);
    expect(made(tracker)).toEqual(byParts);
    expect(setUpByParts(tracker)).toEqual([expect.objectContaining({ did: [], unclear: [], next: null })]);
  });

  it('tells after each call how far it is and what comes next, and no call is long', () => {
    const begun: number[] = [];
    const spent: number[] = [];
    // Each call of a service takes Google a while.
    tracker.onServiceCall = (_, when) => {
      if (when === 'before') now = new Date(now.getTime() + 300);
    };
    const parts = setUpByParts(tracker, OWNER, (own, who, from) => {
      begun.push(from);
      const start = now.getTime();
      const result = own.run(who, 'setUpPart', [{ from }]);
      spent.push(now.getTime() - start);
      return result;
    });
    expect(begun).toEqual([...begun].sort((a, b) => a - b));
    expect(begun.length).toBeGreaterThan(4);
    expect(parts.map(({ nextName }) => nextName)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(Overview|Schools|Clusters|Requests|Ledger|Log)/), null]),
    );
    expect(new Set(parts.map((part) => part.parts)).size).toBe(1);
    delete tracker.onServiceCall;
    expect(setUp(tracker).did).toEqual([]);
  });

  it.each([undefined, null, {}, { from: -1 }, { from: 'Ledger' }, { from: 1.5 }, { from: 1e9 }])(
    'takes %j for no part, and does nothing',
    (payload) => {
      const before = tracker.snapshot();
      expect(answer<Part>(tracker.run(OWNER, 'setUpPart', [payload]))).toMatchObject({ ok: false });
      expect(tracker.snapshot().workbook).toEqual(before.workbook);
    },
  );
});

describe('a set-up that is cut off', () => {
  let whole: string[];
  let calls: string[];

  /** Cuts a first set-up off at a call, goes on, and looks whether all is there. */
  async function cutAt(at: number, when: 'before' | 'after'): Promise<void> {
    const tracker = await openTracker({ now: () => NOW });
    let count = 0;
    stopAt(
      tracker,
      (_, moment) => moment === when && ++count === at,
      () => void tracker.run(OWNER, 'setUpWorkbook'),
    );
    const parts = setUpByParts(tracker);
    expect([at, parts[parts.length - 1]]).toMatchObject([at, { ok: true, unclear: [], next: null }]);
    await tracker.settled();
    const lines = made(tracker);
    const differs = lines.findIndex((line, index) => line !== whole[index]);
    expect([at, lines[differs]]).toEqual([at, whole[differs]]);
    expect(lines.length).toBe(whole.length);
    expect([at, setUp(tracker).did]).toEqual([at, []]);
    tracker.dispose();
  }

  beforeAll(async () => {
    const tracker = await openTracker({ now: () => NOW });
    calls = [];
    tracker.onServiceCall = (name, when) => {
      if (when === 'before') calls.push(name);
    };
    setUp(tracker);
    delete tracker.onServiceCall;
    await tracker.settled();
    whole = made(tracker);
    tracker.dispose();
  });

  /** Of each kind of call that changes something, in turns the first, before it is made, and the last, after it. */
  const KINDS = /^(Spreadsheet|Sheet|Range|RangeList|Protection|Properties|SpreadsheetApp)\.(?!get|is|can|new)/;
  it('goes on where it was, wherever that is', async () => {
    const kinds = new Map<string, number[]>();
    for (const [index, name] of calls.entries())
      if (KINDS.test(name)) kinds.set(name, [...(kinds.get(name) ?? []), index + 1]);
    expect(kinds.size).toBeGreaterThan(30);
    for (const [turn, places] of [...kinds.values()].entries()) {
      if (turn % 2 === 0) await cutAt(places[0]!, 'before');
      else await cutAt(places[places.length - 1]!, 'after');
    }
  }, 600_000);

  it('begins anew from the page where the first call was cut off, and says so of nothing twice', async () => {
    const tracker = await openTracker({ now: () => NOW });
    stopAt(
      tracker,
      (name) => name === 'Range.setDataValidations',
      () => void tracker.run(OWNER, 'setUpWorkbook'),
    );
    expect(messagesOf(tracker).length).toBeGreaterThan(0);
    const did = setUpByParts(tracker).flatMap((part) => part.did);
    expect(new Set(did).size).toBe(did.length);
    await tracker.settled();
    expect(messagesOf(tracker).filter((message) => !/lead school not entered/.test(message))).toEqual([]);
    tracker.dispose();
  });
});

describe('several people at once', () => {
  let prepared: Snapshot;
  let tracker: Tracker;
  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW });
    setUp(first);
    answer(first.run(OWNER, 'addSampleData'));
    await first.settled();
    setUp(first);
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());

  const PEOPLE = Array.from({ length: 10 }, (_, index) => ({
    token: token(),
    cluster: `C-${1 + (index % 5)}`,
    lead: { name: `Lead ${index}`, email: `lead${index}@example.org`, school: null },
  }));
  const save = ({ token: own, cluster, lead }: (typeof PEOPLE)[number]) =>
    answer<{ ok: boolean; message: string; again?: boolean }>(
      tracker.run(ADVISOR, 'saveSetUp', [{ token: own, clusters: [{ cluster, lead }] }]),
    );
  const log = () => tracker.values('Log', 'E1:E400').filter(([action]) => action === 'Set up').length;

  it('wait for whoever is saving: ten that come at once are told so, and all are saved once in the end', () => {
    const before = tracker.snapshot().workbook;
    const free = tracker.holdLock('document');
    for (const person of PEOPLE)
      expect(save(person)).toMatchObject({
        ok: false,
        again: true,
        message: expect.stringMatching(/^Somebody else is/),
      });
    for (const name of ['setUpWorkbook', 'setUpPart'])
      expect(answer<Part>(tracker.run(OWNER, name, [{ from: 0 }]))).toMatchObject({ ok: false, again: true });
    expect(tracker.snapshot().workbook).toEqual(before);
    free();
    const lines = log();
    for (const person of PEOPLE) expect(save(person)).toMatchObject({ ok: true });
    expect(log() - lines).toBe(PEOPLE.length);
    const emails = tracker.values('People', 'B1:B60').map(([email]) => email);
    // Who is named twice on one day for the same cluster is replaced.
    for (const { lead } of PEOPLE.slice(5)) expect(emails.filter((email) => email === lead.email)).toHaveLength(1);
  });

  it('let nobody set up who may not, at any part', () => {
    const before = tracker.snapshot().workbook;
    for (const from of [0, 5, 18])
      expect(answer<Part>(tracker.run(LEAD, 'setUpPart', [{ from }]))).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^Only the Director, the Advisor or the owner/),
      });
    expect(tracker.snapshot().workbook).toEqual(before);
  });
});

describe('what a set-up costs (docs/budgets.md)', () => {
  const measured = async (prepare: (tracker: Tracker) => void) => {
    const tracker = await openTracker({ now: () => NOW });
    prepare(tracker);
    await tracker.settled();
    const calls: string[] = [];
    tracker.onServiceCall = (name, when) => {
      if (when === 'before') calls.push(name);
    };
    setUpByParts(tracker);
    tracker.dispose();
    return costOf(calls);
  };

  it.each<[string, (tracker: Tracker) => void, { calls: number; server: number; changes: number }]>([
    ['the first time', () => {}, { calls: 1840, server: 490, changes: 40 }],
    [
      'when all is in order',
      (tracker) => {
        setUp(tracker);
        answer(tracker.run(OWNER, 'addSampleData'));
        setUp(tracker);
      },
      { calls: 1050, server: 135, changes: 2 },
    ],
  ])('%s', async (_, prepare, most) => {
    const { calls, server, changes } = await measured(prepare);
    expect(calls).toBeLessThanOrEqual(most.calls);
    expect(server).toBeLessThanOrEqual(most.server);
    expect(changes).toBeLessThanOrEqual(most.changes);
  });
});
