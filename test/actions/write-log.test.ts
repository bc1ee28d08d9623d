import { askRequest } from '../../src/actions/ask';
import { textOf } from '../../src/actions/cells-written';
import { checkWorkbook } from '../../src/actions/check-workbook';
import { recordMeeting } from '../../src/actions/record-meeting';
import { readUndoNote } from '../../src/actions/undo-note';
import { verifyLog } from '../../src/actions/verify-log';
import { type World, WriteFailed, WriteRefused } from '../../src/actions/world';
import { finishCutOff, LOG_HEAD, plainText, readHead, writeAll } from '../../src/actions/write-log';
import { ChangeSet } from '../../src/workbook/change-set';
import { ASKED, asSent, contextOf, DIRECTOR, done, LEAD, logged, MONEY, open } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { token } from '../support/tracker';

const rich = () => open([], { ledger: [MONEY] });
const isGood = (book: FakeWorkbook) => done(verifyLog(book.as(DIRECTOR))).good;
const stop = (): never => {
  throw new Error('stopped');
};

/** Somebody whose run ends after so many blocks were written. */
const cutAfter = (world: World, blocks: number): World => ({
  ...world,
  write: (all) => {
    world.write(all.slice(0, blocks));
    if (blocks < all.length || blocks === Number.POSITIVE_INFINITY) stop();
  },
});

describe('a run that is cut off', () => {
  it('before anything was written never happened', () => {
    const book = rich();
    expect(() => askRequest(cutAfter(book.as(LEAD), 0), asSent())).toThrow('stopped');
    expect(isGood(book)).toBe(true);
    expect([book.count('requests'), book.count('log')]).toEqual([0, 0]);
    done(askRequest(book.as(LEAD), asSent()));
    expect([logged(book), isGood(book)]).toEqual([['Ask'], true]);
  });

  it('after its data were written has its line written by whoever comes next', () => {
    const book = rich();
    const sent = asSent();
    expect(() => askRequest(cutAfter(book.as(LEAD), 1), sent)).toThrow('stopped');
    expect([book.count('requests'), book.count('log')]).toEqual([1, 0]);
    expect(isGood(book)).toBe(true);
    expect(book.lastLine()).toMatchObject({ action: 'Ask', who: LEAD });
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^Asked already/),
    });
    expect([book.count('requests'), logged(book)]).toEqual([1, ['Ask']]);
  });

  it('is left while a tab is missing into which it wrote: it may come back', () => {
    const book = rich();
    expect(() => askRequest(cutAfter(book.as(LEAD), 1), asSent())).toThrow('stopped');
    const rows = book.tables().grid('requests');
    book.lose('requests');
    finishCutOff(book.as(LEAD));
    expect(book.count('log')).toBe(0);
    book.bring('requests', rows);
    finishCutOff(book.as(LEAD));
    expect(logged(book)).toEqual(['Ask']);
  });

  it('is left until the file is in its own time zone again, where its dates are those that were written', () => {
    const book = rich();
    expect(() => askRequest(cutAfter(book.as(LEAD), 1), asSent())).toThrow('stopped');
    book.timeZone = 'Europe/Berlin';
    done(checkWorkbook(book.as(DIRECTOR)));
    expect(book.count('log')).toBe(0);
    book.timeZone = 'Europe/London';
    done(checkWorkbook(book.as(DIRECTOR)));
    expect(book.lastLine()).toMatchObject({ action: 'Ask', who: LEAD });
  });

  it('is left until the log has all its columns, and Check workbook names the one that is missing', () => {
    const book = rich();
    expect(() => askRequest(cutAfter(book.as(LEAD), 1), asSent())).toThrow('stopped');
    book.rename('log', 'what', 'Something');
    expect(JSON.stringify(done(checkWorkbook(book.as(DIRECTOR))).problems)).toContain('What');
    expect(book.count('log')).toBe(0);
    book.rename('log', 'what', 'What');
    done(checkWorkbook(book.as(DIRECTOR)));
    expect(book.lastLine()).toMatchObject({ action: 'Ask', who: LEAD });
  });

  it('after its line was written has done it', () => {
    const book = rich();
    expect(() => askRequest(cutAfter(book.as(LEAD), Number.POSITIVE_INFINITY), asSent())).toThrow('stopped');
    expect(readHead(book.as(LEAD))).toBeNull();
    expect([isGood(book), logged(book)]).toEqual([true, ['Ask']]);
    expect(readHead(book.as(LEAD))).toMatchObject({ no: 1 });
  });

  const MEETING = {
    cluster: 'C-1',
    date: '2026-11-20',
    inSchoolHours: true,
    kind: 'Whole cluster',
    status: 'Held',
    attendance: [{ school: 'S-1', mark: 'Present' }],
  };
  /** A meeting of which the row is written, and the marks are not. */
  const halfWritten = () => {
    const [book, sent] = [rich(), { token: token(), ...MEETING }];
    expect(() => recordMeeting(cutAfter(book.as(LEAD), 1), sent)).toThrow('stopped');
    expect([book.count('meetings'), book.count('attendance')]).toEqual([1, 0]);
    return { book, sent };
  };

  it('between two tabs is taken back by whoever comes next, and the same form writes all of it', () => {
    const { book, sent } = halfWritten();
    expect(isGood(book)).toBe(true);
    expect([book.count('meetings'), logged(book)]).toEqual([0, []]);
    done(recordMeeting(book.as(LEAD), sent));
    expect([book.count('meetings'), book.count('attendance')]).toEqual([1, 1]);
    expect([logged(book), isGood(book)]).toEqual([['Record a meeting'], true]);
  });

  it('while it takes another one back leaves the rest to the next', () => {
    const { book, sent } = halfWritten();
    expect(() => recordMeeting(cutAfter(book.as(LEAD), Number.POSITIVE_INFINITY), sent)).toThrow('stopped');
    done(recordMeeting(book.as(LEAD), sent));
    expect([book.count('meetings'), book.count('attendance'), logged(book)]).toEqual([1, 1, ['Record a meeting']]);
  });

  const TOLD = /^Record a meeting M-\w{6}: only part of it was written\. Send it again\.$/;

  it('between two tabs has one line that says so where a cell was changed since, which stays', () => {
    const { book, sent } = halfWritten();
    book.type('meetings', 2, 'kind', 'Sub-group');
    expect(recordMeeting(book.as(LEAD), sent)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/recorded already/),
    });
    expect(book.lastLine()).toMatchObject({ action: 'Cut off', what: expect.stringMatching(TOLD) });
    expect([book.tables().get('meetings').at(0).kind, isGood(book)]).toEqual(['Sub-group', true]);
  });

  it('between two tabs has the line too where Google lets nobody take it back, and the same form writes the rest', () => {
    const { book, sent } = halfWritten();
    const world = book.as(LEAD);
    const write: World['write'] = (blocks) => {
      if (blocks.some(({ sheet }) => sheet === 'meetings')) throw new WriteRefused('Meetings');
      world.write(blocks);
    };
    done(recordMeeting({ ...world, write }, sent));
    expect(book.count('attendance')).toBe(1);
    expect(logged(book)).toEqual(['Cut off', 'Record a meeting']);
    expect(book.tables().get('log').rows[0]!.what).toMatch(TOLD);
    expect(isGood(book)).toBe(true);
  });

  it('is told in brief where its lines were too long to be kept', () => {
    const book = rich();
    const { tables, changes, today } = contextOf(book);
    changes.append('release', { school: 0, year: 2026, declaredOn: today });
    const entry = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Declare', what: 'x'.repeat(4_999) };
    const entries = ['R-1', 'R-2'].map((reference) => ({ ...entry, reference }));
    expect(() => writeAll(cutAfter(book.as(LEAD), 1), changes, tables, entries, {})).toThrow('stopped');
    expect(isGood(book)).toBe(true);
    expect(book.lastLine()).toMatchObject({
      action: 'Cut off',
      what: 'Declare R-1 R-2: written, but what its lines said is lost.',
    });
  });
});

describe('what is written', () => {
  const ENTRY = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Note', reference: '', what: '=1+1' };

  it('is nothing where the cells hold it already, or there is neither a cell nor a line', () => {
    const book = rich();
    const { tables } = contextOf(book);
    const same = new ChangeSet(tables);
    same.update('clusters', 2, { name: 'North Cluster' });
    writeAll(book.as(LEAD), same, tables, [ENTRY], { note: 'x' });
    writeAll(book.as(LEAD), new ChangeSet(tables), tables, [], { note: 'x' });
    expect([book.count('log'), book.as(LEAD).store.get('note')]).toEqual([0, null]);
  });

  it('is a line alone as well, which stays text, with what is kept outside', () => {
    const book = rich();
    const { tables, changes } = contextOf(book);
    writeAll(book.as(LEAD), changes, tables, [ENTRY], { note: 'x' });
    expect(book.lastLine().what).toBe('=1+1');
    expect(book.as(LEAD).store.get('note')).toBe('x');
    expect(JSON.parse(book.as(LEAD).store.get(LOG_HEAD)!)).toMatchObject({ no: 1 });
    expect(isGood(book)).toBe(true);
  });

  it('goes on from the last line of a file that was copied, and says so (A12)', () => {
    const book = open();
    book.as(LEAD).store.remove(LOG_HEAD);
    const { tables, changes } = contextOf(book);
    writeAll(book.as(LEAD), changes, tables, [ENTRY], {});
    expect(logged(book)).toEqual(['Ask', 'Take over a log', 'Note']);
    const [first, taken] = book.tables().get('log').rows;
    expect(taken).toMatchObject({
      who: LEAD,
      reference: null,
      what:
        `Line 1, ${first!.hash}, was the last in the tab; nothing to compare it with is kept with this file, which ` +
        'may be a copy.',
    });
    expect(isGood(book)).toBe(true);
  });
});

describe('what is noted of an action to undo it', () => {
  const entry = (action: string, reference = '') => ({
    ...{ time: '2026-11-24T10:00:00Z', who: LEAD, role: '', what: 'x' },
    ...{ action, reference },
  });
  const noted = (entries: ReturnType<typeof entry>[], kept: Record<string, string> = {}, lasts = false) => {
    const book = rich();
    const world = book.as(LEAD);
    world.store.set({ note: 'before', same: 'as before' });
    const { tables, changes } = contextOf(book);
    changes.update('clusters', 2, { name: 'x' });
    const line = writeAll(world, changes, tables, entries, kept, lasts);
    return { line, note: readUndoNote(world), log: book.count('log'), name: book.tables().get('clusters').at(0).name };
  };

  it.each([
    [[entry('Approve', 'R-1')], 'Approve R-1', 'R-1'],
    [[entry('Approve', 'R-1'), entry('Approve', 'R-1')], 'Approve R-1', 'R-1'],
    [[entry('Approve', 'R-1'), entry('Decline', 'R-2')], 'Approve, Decline R-1, R-2', ''],
    [[entry('Record people'), entry('Approve', 'R-1')], 'Approve R-1', 'R-1'],
    [[entry('Record people')], 'Record people', ''],
  ])('is its lines, and what it was about: %#', (entries, about, reference) => {
    const { line, note } = noted(entries);
    expect(line).toBe(entries.length);
    expect(note).toMatchObject({ first: 1, last: entries.length, by: LEAD, at: entries[0]!.time, about, reference });
    expect(note!.rows).toMatchObject([{ sheet: 'clusters', id: 'C-1', before: ['North Cluster'] }]);
  });

  it('is each text that it keeps, as it was', () =>
    expect(noted([entry('Note')], { note: 'after', fresh: 'x' }).note!.texts).toEqual({ note: 'before', fresh: '' }));

  it('is nothing where it lasts, or brings a new key of the seals, or tells the log of nothing', () => {
    expect(noted([entry('Note')], {}, true)).toMatchObject({ line: null, note: null, log: 1, name: 'x' });
    const key = { 'seal.taken-over': '["seal.key"]', 'seal.key.next': 'new' };
    expect(noted([entry('Note')], key)).toMatchObject({ line: null, note: null, log: 1 });
    expect(noted([])).toMatchObject({ line: null, note: null, log: 0, name: 'x' });
  });

  it('goes with the next action', () => {
    const book = rich();
    const act = (lasts: boolean) => {
      const { tables, changes } = contextOf(book);
      changes.update('clusters', 2, { aliases: [`North`, `${lasts}`] });
      writeAll(book.as(LEAD), changes, tables, [entry('Rename')], {}, lasts);
      return readUndoNote(book.as(LEAD));
    };
    expect([act(false)?.last, act(true)]).toEqual([1, null]);
  });
});

describe('a log in which nothing can be gone on from', () => {
  it.each([
    ['nothing stands', (book: FakeWorkbook) => book.forget(), 1],
    [
      'the last number is none',
      (book: FakeWorkbook) => {
        book.forget();
        book.add('log', { no: 'seven', action: 'Note' });
      },
      1,
    ],
  ])('begins with 1: %s', (_what, change, no) => {
    const book = rich();
    change(book);
    const { tables, changes } = contextOf(book);
    writeAll(
      book.as(LEAD),
      changes,
      tables,
      [{ time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Note', reference: '', what: '' }],
      {},
    );
    expect(readHead(book.as(LEAD))).toMatchObject({ no });
    expect(logged(book).at(-1)).toBe('Note');
  });
});

describe('an action of more rows than can be noted to be taken back', () => {
  const COUNT = 401;
  const rows = Array.from({ length: 2 * COUNT }, (_, at) => ({ ...MONEY, id: `L-${at}` }));
  const written = (blocks: number) => {
    const book = open([], { ledger: rows });
    const { tables, changes } = contextOf(book);
    for (let at = 0; at < COUNT; at++) changes.update('ledger', 2 + 2 * at, { net: 9 });
    const entry = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Change', reference: 'L-0', what: 'x' };
    expect(() => writeAll(cutAfter(book.as(LEAD), blocks), changes, tables, [entry], {})).toThrow('stopped');
    expect(isGood(book)).toBe(true);
    return [logged(book), book.count('log') === 0 ? null : book.lastLine().what];
  };

  it.each<[string, number, unknown]>([
    ['before it wrote anything never happened', 0, [[], null]],
    ['after all of them is told as it was', COUNT, [['Change'], 'x']],
    [
      'between them is told as what it is',
      200,
      [['Cut off'], 'Change L-0: only part of it was written. Send it again.'],
    ],
  ])('that is cut off %s', (_what, blocks, expected) => expect(written(blocks)).toEqual(expected));
});

describe('cells of the log', () => {
  it.each([
    ['Rename', 'Rename'],
    ['to the North, at last', 'to the North, at last'],
    ['', ''],
    ['=1+1', "'=1+1"],
    ['-x', "'-x"],
    ['2 rows', "'2 rows"],
    ['M1', "'M1"],
    ['Sep 26', "'Sep 26"],
    ['true', "'true"],
    ['FALSE', "'FALSE"],
    ['falsehood', 'falsehood'],
    ['É', "'É"],
  ])('hold “%s” as text: %s', (what, cell) => {
    const book = rich();
    const { tables, changes } = contextOf(book);
    const written: unknown[] = [];
    const world: World = { ...book.as(LEAD), write: (blocks) => void written.push(...blocks) };
    const entry = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Note', reference: '', what };
    writeAll(world, changes, tables, [entry], {});
    const header = tables.grid('log')[0]!.indexOf('What');
    expect(written).toMatchObject([{ sheet: 'log', row: 2, column: 1 }]);
    const [{ values }] = written as [{ values: unknown[][] }];
    expect([values[0]![0], values[0]![header]]).toEqual([1, cell]);
  });
});

describe('texts of the log', () => {
  it.each([
    ["  '=1+1  ", '=1+1'],
    ['a\r\nb\rc', 'a\nb\nc'],
    ['a\tb\u0000c', 'a b c'],
    ['\ud800 alone, \ud83d\ude00 whole', 'alone, \ud83d\ude00 whole'],
    ['x'.repeat(5_001), 'x'.repeat(5_000)],
    ['', ''],
  ])('are %j as they come back from a file', (text, plain) => expect(plainText(text)).toBe(plain));

  it.each([
    ["'0042", '0042'],
    ['a\r\nb ', 'a\nb'],
    ["''twice", "'twice"],
  ])('%j reads %j', (cell, text) => expect(textOf(cell)).toBe(text));
});

describe('a write of which Google refuses a part', () => {
  /** Somebody of whose next write Google makes all blocks but one, and where nothing works any more none after it. */
  const refusing = (world: World, which: number, nothingWorks = false): World => {
    let writes = 0;
    return {
      ...world,
      write: (blocks) => {
        const isFirst = writes++ === 0;
        if (isFirst) world.write(blocks.filter((_, index) => index !== which));
        else if (!nothingWorks) return world.write(blocks);
        throw new WriteFailed('Nein.');
      },
    };
  };

  it.each([0, 1])('leaves nothing of it, whichever part it is: %d', (which) => {
    const book = rich();
    const sent = asSent();
    expect(askRequest(refusing(book.as(LEAD), which), sent)).toMatchObject({
      ok: false,
      again: true,
      message: expect.stringMatching(/says: “Nein\.”/),
    });
    expect([book.count('requests'), book.count('log')]).toEqual([0, 0]);
    done(askRequest(book.as(LEAD), sent));
    expect([book.count('requests'), logged(book), isGood(book)]).toEqual([1, ['Ask'], true]);
  });

  it('puts back what a row held before, dates and text that looks like more among it', () => {
    const book = open([{ ...ASKED, note: '=1+1', wantedOn: '2026-12-01' }], { ledger: [MONEY] });
    const before = book
      .tables()
      .grid('requests')
      .map((row) => [...row]);
    const changed = asSent({ request: 'R-1', purpose: 'Another day', wantedOn: '2026-12-08', note: 'Something else' });
    expect(askRequest(refusing(book.as(LEAD), 99), changed)).toMatchObject({ ok: false, again: true });
    expect(book.tables().grid('requests')).toEqual(before);
    expect(askRequest(book.as(LEAD), changed)).toMatchObject({ ok: true });
    expect(isGood(book)).toBe(true);
  });

  it('says so where taking it back meets another fault than a refusal', () => {
    const world = rich().as(LEAD);
    let writes = 0;
    const write: World['write'] = (blocks) => {
      if (writes++ > 0) throw new RangeError('broken');
      world.write(blocks.slice(0, 1));
      throw new WriteFailed('Nein.');
    };
    expect(() => askRequest({ ...world, write }, asSent())).toThrow('broken');
  });

  it('takes back no row of several in one block of which another is not as it was to be written', () => {
    const book = rich();
    const { tables, changes } = contextOf(book);
    for (const row of [2, 3]) changes.update('clusters', row, { name: `x${row}` });
    const write: World['write'] = () => {
      book.type('clusters', 2, 'name', 'x2');
      throw new WriteFailed('Nein.');
    };
    const entry = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', action: 'Note', reference: '', what: '' };
    expect(() => writeAll({ ...book.as(LEAD), write }, changes, tables, [entry], {})).toThrow('Nein.');
    expect(
      book
        .tables()
        .get('clusters')
        .rows.map(({ name }) => name),
    ).toEqual(['x2', 'South Cluster']);
  });

  it('is finished by the next action where it cannot be taken back', () => {
    const book = rich();
    const sent = asSent();
    expect(askRequest(refusing(book.as(LEAD), 1, true), sent)).toMatchObject({ ok: false });
    expect([isGood(book), logged(book)]).toEqual([true, ['Ask']]);
    expect(askRequest(book.as(LEAD), sent)).toMatchObject({ ok: true });
    expect(book.count('requests')).toBe(1);
  });
});
