import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import writeWorkbook from 'write-excel-file/node';
import type { Snapshot, Tracker } from '../../host/contract';
import type { LogHead, LogLine } from '../../src/rules/log-chain';
import { chain } from '../../src/rules/log-chain';
import { main, Unusable, verifyFile } from '../../tools/verify-log';
import { answer, openTracker, token } from '../support/tracker';

type Cell = string | number;
type Log = Cell[][];

const OWNER = 'owner@example.org';
const DIRECTOR = 'director@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const WIDTH = 9;
const [NO, WHAT, HASH] = [0, 6, 8];

/** Every way somebody might tamper with the log, and what a check has to say of it. */
const TAMPERING: Record<string, { change: (log: Log) => Log; says: RegExp }> = {
  'a cell edited': {
    change: (log) => with_(log, 5, WHAT, 'something kinder'),
    says: /Log row 6: line 5 was changed after it was written/,
  },
  'a cell edited and its hash put right': {
    change: (log) => [...log.slice(0, 5), ...relink(log.slice(4, 5), log[5]!, 'something kinder'), ...log.slice(6)],
    says: /Log row 7: line 6 does not follow the line before it/,
  },
  'a line deleted': {
    change: (log) => log.filter((_, row) => row !== 5),
    says: /Log row 6: line 6 stands where line 5 belongs: lines before it are missing/,
  },
  'a line inserted': {
    change: (log) => [...log.slice(0, 5), log[3]!, ...log.slice(5)],
    says: /Log row 6: line 3 stands where line 5 belongs: it was inserted, repeated or moved/,
  },
  'two lines swapped': {
    change: (log) => [...log.slice(0, 5), log[6]!, log[5]!, ...log.slice(7)],
    says: /Log row 6: line 6 stands where line 5 belongs/,
  },
  'the last lines cut off': {
    change: (log) => log.slice(0, -2),
    says: /the log ends with line \d+; line \d+ to \d+ were removed/,
  },
  'the whole chain rebuilt': {
    change: (log) => {
      const entries = log
        .slice(1)
        .map((row) => ({ ...lineOf(row), what: row[NO] === 5 ? 'kinder' : lineOf(row).what }));
      return [log[0]!, ...chain(null, entries).map(rowOf)];
    },
    says: /is not the one that was written: the log was rebuilt/,
  },
  'a number that is no number': {
    change: (log) => with_(log, 5, NO, 'five'),
    says: /Log row 6 cannot be read: .*No.*expected a whole number/,
  },
};

const with_ = (log: Log, row: number, column: number, value: Cell): Log =>
  log.map((cells, r) => (r === row ? cells.map((cell, c) => (c === column ? value : cell)) : cells));

const lineOf = ([no, time, who, role, action, reference, what, previousHash, hash]: Cell[]): LogLine =>
  ({ no, time, who, role, action, reference, what, previousHash, hash }) as LogLine;
const rowOf = (line: LogLine): Cell[] => [
  line.no,
  line.time,
  line.who,
  line.role,
  line.action,
  line.reference,
  line.what,
  line.previousHash,
  line.hash,
];
const relink = ([before]: Log, row: Cell[], what: string): Log => {
  const { no: _no, previousHash: _previous, hash: _hash, ...entry } = lineOf(row);
  return chain({ no: before![NO] as number, hash: before![HASH] as string }, [{ ...entry, what }]).map(rowOf);
};

describe('tampering with the log shows (A12)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cluster-tracker-log-'));
  let prepared: Snapshot;
  let tracker: Tracker;
  let log: Log;
  let head: LogHead;

  beforeAll(async () => {
    const first = await openTracker({ now: () => NOW });
    answer(first.run(OWNER, 'setUpWorkbook'));
    answer(first.run(OWNER, 'addSampleData'));
    answer(
      first.run('lead.west@example.org', 'askRequest', [
        {
          token: token(),
          matter: 'Problem, idea or question',
          cluster: 'C-4',
          purpose: '=1+1 “quoted”, with a\r\nsecond line; and a tab\tand 😀  ',
        },
      ]),
    );
    log = first.values('Log', 'A1:I400').filter((row) => row[0] !== '') as Log;
    head = answer<{ newest: LogHead }>(first.run(DIRECTOR, 'verifyLog')).newest;
    await first.settled();
    prepared = first.snapshot();
    first.dispose();
  });
  beforeEach(async () => {
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
  });
  afterEach(() => tracker.dispose());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const file = async (kind: 'xlsx' | 'csv', cells: Log): Promise<string> => {
    const name = path.join(folder, `${token()}.${kind}`);
    if (kind === 'csv') {
      const quoted = (cell: Cell) => (typeof cell === 'number' ? String(cell) : `"${cell.replace(/"/g, '""')}"`);
      writeFileSync(name, `\uFEFF${cells.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`);
      return name;
    }
    const data = cells.map((row) =>
      row.map((value) =>
        typeof value === 'number'
          ? { value, type: Number as NumberConstructor }
          : { value, type: String as StringConstructor },
      ),
    );
    await writeWorkbook(
      [
        { data: [[{ value: 'Overview', type: String }]], sheet: 'Overview' },
        { data, sheet: 'Log' },
      ],
      {},
    ).toFile(name);
    return name;
  };
  const inSheet = (cells: Log) => {
    const blank = new Array<Cell>(WIDTH).fill('');
    const whole = [...cells, ...new Array<Cell[]>(Math.max(0, log.length - cells.length)).fill(blank)];
    tracker.edit(
      OWNER,
      'Log',
      'A1',
      whole.map((row) => row.map((cell) => (typeof cell === 'string' && cell !== '' ? `'${cell}` : cell))),
      {
        paste: true,
      },
    );
    return answer<{ good: boolean; message: string }>(tracker.run(DIRECTOR, 'verifyLog'));
  };

  it('finds nothing wrong with an untouched log, in the sheet and in both exports', async () => {
    expect(log.length).toBeGreaterThan(20);
    expect(answer(tracker.run(DIRECTOR, 'verifyLog'))).toMatchObject({ good: true });
    for (const kind of ['xlsx', 'csv'] as const) {
      expect(await verifyFile(await file(kind, log), head)).toEqual({
        good: true,
        lines: log.length - 1,
        message: `Good: all ${log.length - 1} lines are as they were written.`,
      });
    }
  });

  const table = Object.entries(TAMPERING).map(([kind, { change, says }]) => ({ kind, change, says }));
  it.each(table)('$kind: named by Verify log in the menu', ({ change, says }) => {
    const verdict = inSheet(change(log));
    expect(verdict.message).toMatch(says);
    expect(verdict.good).toBe(false);
  });
  it.each(table)('$kind: named by the check of an exported .xlsx and .csv', async ({ change, says }) => {
    for (const kind of ['xlsx', 'csv'] as const) {
      const verdict = await verifyFile(await file(kind, change(log)), head);
      expect(verdict.message).toMatch(says);
      expect(verdict.good).toBe(false);
    }
  });

  it('stays visible when somebody acts after lines were cut off, and after the chain was rebuilt', () => {
    for (const kind of ['the last lines cut off', 'the whole chain rebuilt']) {
      inSheet(TAMPERING[kind]!.change(log));
      answer(
        tracker.run('lead.west@example.org', 'askRequest', [
          { token: token(), matter: 'Problem, idea or question', cluster: 'C-4', purpose: 'Something else' },
        ]),
      );
      expect(answer(tracker.run(DIRECTOR, 'verifyLog'))).toMatchObject({ good: false });
    }
  });

  it('says what it cannot know without a number and hash from outside', async () => {
    const { good, message } = await verifyFile(
      await file('csv', TAMPERING['the last lines cut off']!.change(log)),
      null,
    );
    expect(good).toBe(true);
    expect(message).toContain('a log that was rebuilt or cut short would not show');
  });

  it.each([
    ['nothing.xlsx', /cannot be opened/],
    [__filename, /ends in \.xlsx or \.csv/],
  ])('says why %s cannot be checked', async (name, says) => {
    await expect(verifyFile(name, null)).rejects.toThrow(says);
    await expect(verifyFile(name, null)).rejects.toThrow(Unusable);
  });

  it('ends with 0 for a good log, 1 for a bad one and 2 for one it cannot check', async () => {
    const said: string[] = [];
    const spies = [
      jest.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text)),
      jest.spyOn(console, 'error').mockImplementation((text: string) => void said.push(text)),
    ];
    try {
      const good = await file('xlsx', log);
      expect(await main([good, String(head.no), head.hash])).toBe(0);
      expect(await main([await file('csv', log.slice(0, -1)), String(head.no), head.hash])).toBe(1);
      expect(await main([])).toBe(2);
      expect(await main([good, 'five', head.hash])).toBe(2);
      expect(await main([good, '5', 'abc'])).toBe(2);
      expect(said.at(-1)).toMatch(/^HASH: expected 64 digits/);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});
