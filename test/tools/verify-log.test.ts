import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import writeWorkbook from 'write-excel-file/node';
import type { Snapshot, Tracker } from '../../host/contract';
import { judgeLog } from '../../src/actions/verify-log';
import type { LogHead, LogLine } from '../../src/rules/basics/log-chain';
import { chain } from '../../src/rules/basics/log-chain';
import { main, Unusable, verifyFile } from '../../tools/verify-log';
import { answer, openTracker, token } from '../support/tracker';

type Cell = string | number;
type Log = Cell[][];

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const DIRECTOR = 'director@example.org';
const NOW = new Date('2026-11-24T10:00:00Z');
const HEADERS = ['No', 'Time', 'Who', 'Role', 'Action', 'Reference', 'What', 'Previous hash', 'Hash'];
const WIDTH = HEADERS.length;
const [NO, WHO, ROLE, WHAT, PREVIOUS, HASH] = [0, 2, 3, 6, 7, 8];

interface Kind {
  change: (log: Log) => Log;
  says: RegExp;
  /** Nothing was tampered with. */
  harmless?: true;
  /** What a file can say of it, where only the workbook knows that the newest line is the newest. */
  inFile?: RegExp;
}

/** A line with one cell changed or emptied, whichever it is, is named itself or, for its link, as not following. */
const CELLS: [string, Kind][] = HEADERS.flatMap((header, column): [string, Kind][] => {
  const says =
    column === PREVIOUS
      ? /Log row 6: line 5 does not follow the line before it/
      : /Log row 6: (line 5 was changed|line 99 stands where line 5 belongs|its number \(No\) cannot be read)/;
  const other = column === NO ? 99 : column === HASH || column === PREVIOUS ? '0'.repeat(64) : 'something kinder';
  return [
    [`${header} edited`, { change: (log) => with_(log, 5, column, other), says }],
    [`${header} emptied`, { change: (log) => with_(log, 5, column, ''), says }],
  ];
});

const HEADER_CHANGES: [string, Kind][] = HEADERS.map((header, column) => [
  `the header ${header} renamed`,
  { change: (log) => with_(log, 0, column, 'Something'), says: new RegExp(`no column headed "${header}"`) },
]);

/** Every way somebody might tamper with the log, and what a check has to say of it. */
const TAMPERING: Record<string, Kind> = {
  ...Object.fromEntries([...CELLS, ...HEADER_CHANGES]),
  'a cell edited and its hash put right': {
    change: (log) => [...log.slice(0, 5), ...relink(log[4]!, log[5]!, 'something kinder'), ...log.slice(6)],
    says: /Log row 7: line 6 does not follow the line before it/,
  },
  'two lines changed, the first of them named': {
    change: (log) => with_(with_(log, 3, WHAT, 'something kinder'), 8, NO, 'eight'),
    says: /Log row 4: line 3 was changed after it was written/,
  },
  'a line deleted': {
    change: (log) => log.filter((_, row) => row !== 5),
    says: /Log row 6: line 6 stands where line 5 belongs: lines before it are missing/,
  },
  'a line emptied': {
    change: (log) => log.map((cells, row) => (row === 5 ? cells.map(() => '') : cells)),
    says: /Log row 7: line 6 stands where line 5 belongs: lines before it are missing/,
  },
  'a line repeated further down': {
    change: (log) => [...log.slice(0, 5), log[3]!, ...log.slice(5)],
    says: /Log row 6: line 3 stands where line 5 belongs: it was inserted, repeated or moved/,
  },
  'a line twice': {
    change: (log) => [...log.slice(0, 6), log[5]!, ...log.slice(6)],
    says: /Log row 7: line 5 stands where line 6 belongs: it was inserted, repeated or moved/,
  },
  'a line inserted that follows the one before it': {
    change: (log) => [...log.slice(0, 5), ...relink(log[4]!, log[5]!, 'something else'), ...log.slice(5)],
    says: /Log row 6: line 5 was inserted: the lines after it go on without it/,
  },
  'two lines swapped': {
    change: (log) => [...log.slice(0, 5), log[6]!, log[5]!, ...log.slice(7)],
    says: /Log row 6: line 6 stands where line 5 belongs/,
  },
  'the tab sorted, newest first': {
    change: (log) => [log[0]!, ...log.slice(1).reverse()],
    says: /Log row 2: line \d+ stands where line 1 belongs/,
  },
  'the last lines cut off': {
    change: (log) => log.slice(0, -2),
    says: /the log ends with line \d+; line \d+ to \d+ were removed/,
  },
  'every line removed': {
    change: (log) => log.slice(0, 1),
    says: /the log ends with line 0; line 1 to \d+ were removed/,
  },
  'a line added at the end that follows the last one': {
    change: (log) => [...log, ...relink(log.at(-1)!, log[5]!, 'something else')],
    says: /Tampered: Log row \d+: line \d+ was not written by the tracker, whose newest line is \d+/,
    inFile: /The lines after line \d+, whose hash was given, are newer: .* only Verify log in the workbook can tell/,
  },
  'the last line replaced': {
    change: (log) => [...log.slice(0, -1), ...relink(log.at(-2)!, log.at(-1)!, 'something kinder')],
    says: /is not the one that was written: the log was rebuilt/,
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
    says: /Log row 6: its number \(No\) cannot be read, expected a whole number/,
  },
  'a blank row between lines': {
    change: (log) => [...log.slice(0, 5), log[0]!.map(() => ''), ...log.slice(5)],
    says: /^Good: all \d+ lines/,
    harmless: true,
  },
  'a column moved': {
    change: (log) =>
      log.map((cells) =>
        cells.map((cell, column) => (column === WHO ? cells[ROLE]! : column === ROLE ? cells[WHO]! : cell)),
      ),
    says: /^Good: all \d+ lines/,
    harmless: true,
  },
  'numbers kept as text': {
    change: (log) => log.map((cells) => cells.map((cell) => String(cell))),
    says: /^Good: all \d+ lines/,
    harmless: true,
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
const relink = (before: Cell[], row: Cell[], what: string): Log => {
  const { no: _no, previousHash: _previous, hash: _hash, ...entry } = lineOf(row);
  return chain({ no: before[NO] as number, hash: before[HASH] as string }, [{ ...entry, what }]).map(rowOf);
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
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
    writeFileSync(path.join(folder, 'other.csv'), 'a,b\n1,2\n');
  });
  afterAll(() => {
    tracker.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

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
    // What a kind before this one left below goes as well.
    const whole = [...cells, ...new Array<Cell[]>(log.length + 5 - cells.length).fill(blank)];
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

  const table = Object.entries(TAMPERING).map(([kind, given]) => ({ kind, ...given }));
  it.each(table)('$kind: named by Verify log in the menu', ({ change, says, harmless }) => {
    const verdict = inSheet(change(log));
    expect(verdict.message).toMatch(says);
    expect(verdict.good).toBe(harmless === true);
    expect(inSheet(log)).toMatchObject({ good: true });
  });
  it.each(table)(
    '$kind: named by the check of an exported .xlsx and .csv',
    async ({ change, says, harmless, inFile }) => {
      for (const kind of ['xlsx', 'csv'] as const) {
        const verdict = await verifyFile(await file(kind, change(log)), head);
        expect(verdict.message).toMatch(inFile ?? says);
        expect(verdict.good).toBe(harmless === true || inFile !== undefined);
      }
    },
  );

  it('takes times that an export made dates of for what they were', async () => {
    const dated = log.map((cells, row) =>
      cells.map((cell, column) => (row > 0 && column === 1 ? new Date(String(cell)) : cell)),
    );
    expect(judgeLog(dated, head)).toMatchObject({ good: true });
  });

  const askNow = () =>
    answer(
      tracker.run('lead.west@example.org', 'askRequest', [
        { token: token(), matter: 'Problem, idea or question', cluster: 'C-4', purpose: `Something ${token()}` },
      ]),
    );
  const restore = async () => {
    await tracker.settled(); // or its formulas go on without their workbook
    tracker.dispose();
    tracker = await openTracker({ now: () => NOW, snapshot: prepared });
  };

  it('stays visible when somebody acts after lines were cut off, added, or the chain was rebuilt', async () => {
    for (const kind of [
      'the last lines cut off',
      'the whole chain rebuilt',
      'a line added at the end that follows the last one',
      'the last line replaced',
    ]) {
      inSheet(TAMPERING[kind]!.change(log));
      askNow();
      expect([kind, answer(tracker.run(DIRECTOR, 'verifyLog'))]).toMatchObject([kind, { good: false }]);
      await restore();
    }
  });

  it('names a line added by hand, in the workbook and in a file, however the log goes on', async () => {
    inSheet(TAMPERING['a line added at the end that follows the last one']!.change(log));
    askNow();
    const says = new RegExp(`Log row ${log.length + 1}: line ${log.length} was inserted`);
    const { newest, message } = answer<{ newest: LogHead; message: string }>(tracker.run(DIRECTOR, 'verifyLog'));
    expect(message).toMatch(says);
    const now = tracker.values('Log', 'A1:I400').filter((row) => row[0] !== '') as Log;
    expect(newest).toEqual({ no: now.at(-1)![NO], hash: now.at(-1)![HASH] });
    expect((await verifyFile(await file('csv', now), newest)).message).toMatch(says);
    await restore();
  });

  it('lets a decider, and nobody else, take out a line added by hand, and keeps what it said', async () => {
    inSheet(TAMPERING['a line added at the end that follows the last one']!.change(log));
    interface Problem {
      sheet: string;
      row: number;
      header: string;
      repair: { shown: string } | null;
    }
    const found = (email: string) =>
      answer<{ problems: Problem[] }>(tracker.run(email, 'checkWorkbook')).problems.find(
        ({ sheet }) => sheet === 'Log',
      )!;
    expect(found(OWNER)).toMatchObject({ row: log.length + 1, repair: null });
    const { sheet, row, header, repair } = found(DIRECTOR);
    const payload = () => ({ token: token(), repairs: [{ sheet, row, header, shown: repair!.shown }] });
    expect(answer(tracker.run(OWNER, 'repairCells', [payload()]))).toMatchObject({ ok: false });
    expect(answer(tracker.run(DIRECTOR, 'repairCells', [payload()]))).toMatchObject({ ok: true });
    expect(answer(tracker.run(DIRECTOR, 'verifyLog'))).toMatchObject({ good: true });
    const lines = tracker.values('Log', 'A1:I400').filter((cells) => cells[0] !== '');
    expect(lines.find(([, , , , action]) => action === 'Take out a line')![WHAT]).toContain('something else');
    await restore();
  });

  it('goes on with the log of a copied file, and says that it did', async () => {
    delete tracker.state.properties.document['log.head'];
    delete tracker.state.properties.document['log.next'];
    askNow();
    const lines = tracker.values('Log', 'A1:I400').filter((cells) => cells[0] !== '');
    expect(lines.at(-2)![4]).toBe('Take over a log');
    expect(answer(tracker.run(DIRECTOR, 'verifyLog'))).toMatchObject({ good: true });
    await restore();
  });

  it('keeps its text as text in a tab without formats', async () => {
    const plain = JSON.parse(JSON.stringify(prepared).replace(/"pattern":"@"/g, '"pattern":"General"')) as Snapshot;
    await tracker.settled();
    tracker.dispose();
    tracker = await openTracker({ now: () => NOW, snapshot: plain });
    const { mine } = answer<{ mine: { id: string; shown: string }[] }>(tracker.run(ADVISOR, 'decideList'));
    const reasons = ['1/2/26', 'TRUE', '007', '10%', '=1+1', "'quoted'", 'May 2026', '£5'];
    const decisions = mine.slice(0, reasons.length).map(({ id, shown }, index) => ({
      request: id,
      decision: 'More information',
      reason: reasons[index],
      shown,
    }));
    answer(tracker.run(ADVISOR, 'decideRequests', [{ token: token(), decisions }]));
    for (const reason of reasons) {
      answer(
        tracker.run('lead.west@example.org', 'askRequest', [
          { token: token(), matter: 'Problem, idea or question', cluster: 'C-4', purpose: reason },
        ]),
      );
    }
    const own = answer<{ requests: { id: string; canWithdraw: boolean }[] }>(
      tracker.run('lead.west@example.org', 'myRequests'),
    ).requests.filter(({ canWithdraw }) => canWithdraw);
    for (const [index, reason] of reasons.entries()) {
      answer(
        tracker.run('lead.west@example.org', 'withdrawRequest', [{ token: token(), request: own[index]!.id, reason }]),
      );
    }
    await tracker.settled();
    expect(answer<{ message: string }>(tracker.run(DIRECTOR, 'verifyLog')).message).toMatch(/^Good: /);
    await restore();
  });

  it('says what it cannot know without a number and hash from outside', async () => {
    const { good, message } = await verifyFile(
      await file('csv', TAMPERING['the last lines cut off']!.change(log)),
      null,
    );
    expect(good).toBe(true);
    expect(message).toContain('a log that was rebuilt or cut short would not show');
    expect((await verifyFile(await file('csv', log.slice(0, 1)), null)).message).toMatch(
      /the log is empty\..*cut short would not show/,
    );
  });

  it.each([
    ['nothing.xlsx', /cannot be opened/],
    [path.join(folder, 'other.csv'), /found none of its headers/],
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
      expect(await main(['--help'])).toBe(0);
      expect(said.at(-1)).toMatch(/^Checks the Log/);
      expect(await main([])).toBe(2);
      expect(await main([good, 'five', head.hash])).toBe(2);
      expect(await main([good, '5', 'abc'])).toBe(2);
      expect(said.at(-1)).toMatch(/^HASH: expected 64 digits/);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  });
});
