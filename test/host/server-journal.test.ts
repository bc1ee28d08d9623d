import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Change, Snapshot } from '../../host/contract';
import { journalLine } from '../../host/serve/journal';
import { CannotOpen, type Disk, NotSaved, Store } from '../../host/serve/store';

const META = { sample: false };
const snapshot = { workbook: { id: 'w' }, state: { timeZone: 'Europe/London' } } as unknown as Snapshot;
const change = (value: number): Change => ({ kind: 'state', key: 'timeZone', value: `zone £ ${value}` });

let folder: string;
let opened: Store[];
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'cluster-tracker-')), 'data');
  opened = [];
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const store of opened) store.close();
  rmSync(path.dirname(folder), { recursive: true, force: true });
});

const file = (name: string) => path.join(folder, name);
const journal = () => readFileSync(file('journal.jsonl'), 'utf8');
const beside = () => readdirSync(folder).filter((name) => name.startsWith('left-out-'));

async function open(options?: { salvage: boolean }, disk?: Disk) {
  const store = new Store(folder, disk);
  const saved = await store.open(options);
  opened.push(store);
  return { store, saved };
}

/** A folder with a snapshot that holds changes 1 to 10, and changes 11 to 15 in the journal behind it. */
async function made(): Promise<string[]> {
  const { store } = await open();
  for (let value = 1; value <= 10; value++) store.note(change(value));
  store.save(snapshot, META);
  for (let value = 11; value <= 15; value++) store.note(change(value));
  store.close();
  const lines = journal().split(/(?<=\n)/);
  expect(lines).toEqual([11, 12, 13, 14, 15].map((value) => journalLine(value, change(value))));
  return lines;
}

async function refused(): Promise<string> {
  const before = Object.fromEntries(readdirSync(folder).map((name) => [name, contentOf(name)]));
  const error = await open().then(
    () => undefined,
    (reason: Error) => reason,
  );
  expect(error).toBeInstanceOf(CannotOpen);
  // Nothing was changed, and nothing is held.
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, contentOf(name)]))).toEqual(before);
  expect(error!.message).toMatch(/^[^\n]+[.)]$/);
  return error!.message;
}

const contentOf = (name: string) =>
  fs.statSync(file(name)).isFile() ? readFileSync(file(name), 'latin1') : 'a folder';

describe('a journal with a gap', () => {
  it.each<[what: string, change: (lines: string[]) => string[], said: string]>([
    ['a line missing', ([a, , c, d, e]) => [a!, c!, d!, e!], 'line 2 holds change 13 where 12 was expected'],
    ['its first line missing', ([, ...rest]) => rest, 'line 1 holds change 12 where 11 was expected'],
    [
      'the line before its last missing',
      (l) => [...l.slice(0, 3), l[4]!],
      'line 4 holds change 15 where 14 was expected',
    ],
    ['a line doubled', ([a, b, ...rest]) => [a!, b!, b!, ...rest], 'line 3 holds change 12 where 13 was expected'],
    ['its last line doubled', (l) => [...l, l[4]!], 'line 6 holds change 15 where 16 was expected'],
    [
      'two lines swapped',
      ([a, b, c, ...rest]) => [a!, c!, b!, ...rest],
      'line 2 holds change 13 where 12 was expected',
    ],
    [
      'a line changed',
      ([a, b, ...rest]) => [a!, b!.replace('12"', '21"'), ...rest],
      'line 2 does not fit its checksum',
    ],
    ['a line cut off', ([a, b, ...rest]) => [a!, b!.slice(0, 30), ...rest], 'line 2 does not fit its checksum'],
    ['an empty line', ([a, ...rest]) => [a!, '\n', ...rest], 'line 2 does not fit its checksum'],
  ])('with %s is named and left alone; what is before it opens when that is asked for', async (_what, damage, said) => {
    const lines = damage(await made());
    writeFileSync(file('journal.jsonl'), lines.join(''));
    expect(await refused()).toBe(
      `The saved workbook is damaged: ${file('journal.jsonl')}: ${said}. Nothing was overwritten. If you have a whole ` +
        'copy of its folder, put that back. To open the workbook as it stood before, start the tracker with: ' +
        'npm start -- --salvage (what cannot be used is kept beside).',
    );

    const whole = Number(/line (\d+)/.exec(said)![1]) - 1;
    const { store, saved } = await open({ salvage: true });
    expect(saved.journal).toEqual(Array.from({ length: whole }, (_, index) => change(11 + index)));
    expect(readFileSync(file(beside()[0]!), 'utf8')).toBe(lines.slice(whole).join(''));
    expect(saved.notices).toEqual([
      `${file('journal.jsonl')}: ${said}. The workbook is shown as it stood before; everything from that line on is ` +
        `kept in ${file(beside()[0]!)}.`,
    ]);
    store.note(change(0));
    store.close();
    const again = await open();
    expect(again.saved).toMatchObject({ notices: [], journal: [...saved.journal, change(0)] });
  });

  it.each<[what: string, tail: (last: string) => string, said: string]>([
    ['cut off', (last) => last.slice(0, 25), 'has no end'],
    ['cut off before its end', (last) => last.slice(0, -1), 'has no end'],
    ['cut off within a character', (last) => Buffer.from(last).toString('latin1').split('\xa3')[0]!, 'has no end'],
    ['changed', (last) => last.replace('15"', '16"'), 'does not fit its checksum'],
    ['of nothing but zeros', () => '\0'.repeat(40), 'has no end'],
  ])('opens without a last line %s, says so and keeps it beside', async (_what, tail, said) => {
    const lines = await made();
    const last = tail(lines[4]!);
    writeFileSync(file('journal.jsonl'), lines.slice(0, 4).join('') + last);
    const { store, saved } = await open();
    expect(saved.journal).toEqual([11, 12, 13, 14].map(change));
    expect(saved.notices).toEqual([
      `${file('journal.jsonl')}: line 5 ${said}, and is the last one: it was cut off while it was being written, or ` +
        `changed since. The workbook is shown as it stood before; the line is kept in ${file(beside()[0]!)}.`,
    ]);
    expect(readFileSync(file(beside()[0]!), 'utf8')).toBe(last);
    store.note(change(0));
    store.close();
    expect(journal()).toBe(lines.slice(0, 4).join('') + journalLine(15, change(0)));
  });

  it('that is deleted beside a snapshot is said; the snapshot opens when that is asked for', async () => {
    await made();
    rmSync(file('journal.jsonl'));
    expect(await refused()).toMatch(
      /journal\.jsonl: it is missing, and the snapshot beside it needs one\. .*--salvage/,
    );
    const { saved } = await open({ salvage: true });
    expect(saved).toMatchObject({
      journal: [],
      snapshot,
      notices: [expect.stringMatching(/it is missing.*as its last snapshot has it\.$/)],
    });
    opened.at(-1)!.close();
    expect((await open()).saved.notices).toEqual([]);
  });

  it('beside a snapshot that has its first lines already is none: the process ended between the two', async () => {
    const lines = await made();
    const { store } = await open();
    store.save(snapshot, META); // holds all fifteen
    store.close();
    writeFileSync(file('journal.jsonl'), lines.join(''));
    const { saved } = await open();
    expect(saved).toMatchObject({ journal: [], notices: [] });
    opened.at(-1)!.note(change(16));
    opened.at(-1)!.close();
    expect((await open()).saved.journal).toEqual([change(16)]);
  });

  it('goes on with the next number after changes were left out', async () => {
    await made();
    const { store } = await open();
    const kept = store.leaveOutFrom(2, new Date());
    expect(readFileSync(kept, 'utf8')).toBe([13, 14, 15].map((seq) => journalLine(seq, change(seq))).join(''));
    store.note(change(99));
    store.close();
    expect((await open()).saved).toMatchObject({ journal: [11, 12, 99].map(change), notices: [] });
  });
});

describe('a folder that cannot be opened is told in a sentence', () => {
  it.each(['journal.jsonl', 'snapshot.json'])('when its %s is a folder', async (name) => {
    await made();
    rmSync(file(name));
    mkdirSync(file(name));
    expect(await refused()).toBe(
      `The saved workbook cannot be read: ${file(name)} is a folder, and a file was expected. Nothing was overwritten. ` +
        'Put the file back, or start the tracker with --data and another folder.',
    );
  });

  it.each(['journal.jsonl', 'snapshot.json'])('when its %s may not be read', async (name) => {
    await made();
    const { readFileSync: read } = fs;
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    const spy = jest.spyOn(fs, 'readFileSync').mockImplementation(((wanted: string, ...more: []) => {
      if (wanted === file(name)) throw denied;
      return read(wanted, ...more);
    }) as typeof fs.readFileSync);
    const error = await open().catch((reason: Error) => reason);
    spy.mockRestore();
    expect(error).toBeInstanceOf(CannotOpen);
    expect((error as Error).message).toBe(
      `The saved workbook cannot be read: ${file(name)} (EACCES). Nothing was overwritten. Look whether you may open ` +
        'the file and no other program has it, or start the tracker with --data and another folder.',
    );
  });

  it('when it is a file, or within one', async () => {
    writeFileSync(folder, 'a letter');
    const error = await new Store(folder).open().catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(CannotOpen);
    expect((error as Error).message).toBe(
      `${folder} is a file, and a folder was expected. Rename it, or start the tracker with --data and another folder.`,
    );
    await expect(new Store(path.join(folder, 'within')).open()).rejects.toThrow(NotSaved);
    expect(readFileSync(folder, 'utf8')).toBe('a letter');
  });

  it.each<[what: string, name: 'mkdirSync' | 'writeFileSync' | 'openSync']>([
    ['itself', 'mkdirSync'],
    ['its lock', 'writeFileSync'],
    ['its journal', 'openSync'],
  ])('when nobody may write %s', async (_what, name) => {
    jest.spyOn(fs, name).mockImplementation(() => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    });
    const error = await new Store(folder).open().catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(NotSaved);
    expect((error as Error).message).toBe(
      `Not saved in ${folder}. The folder cannot be written (EACCES). Look whether it is there and may be changed.`,
    );
  });

  it('when its snapshot was changed, and when it is gone', async () => {
    await made();
    const whole = readFileSync(file('snapshot.json'), 'utf8');
    writeFileSync(file('snapshot.json'), whole.replace('London', 'Lisbon'));
    expect(await refused()).toMatch(/snapshot\.json: its content does not fit its checksum\. Nothing was overwritten/);
    rmSync(file('snapshot.json'));
    expect(await refused()).toMatch(/snapshot\.json: it is missing, and the journal beside it goes on from it/);
  });
});

describe('the file that says who holds the folder', () => {
  const hold = (text: string) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file('server.pid'), text);
  };

  it('keeps a second tracker out while the first one runs, and names it', async () => {
    const { store } = await open();
    await expect(new Store(folder).open()).rejects.toThrow(
      `The folder ${folder} is in use by another running tracker (process ${process.pid}). Stop that one, or start the ` +
        'tracker with --data and another folder.',
    );
    store.close();
    expect(readdirSync(folder)).not.toContain('server.pid');
    await open();
  });

  it.each<[what: string, text: (port: number) => string]>([
    ['the number of another program alone', () => String(process.ppid)],
    ['the number of this program alone', () => String(process.pid)],
    ['another program, which has its port too', (port) => JSON.stringify({ process: process.ppid, port, id: 'x' })],
    ['another program, and a port where nobody is', () => JSON.stringify({ process: process.ppid, port: 1, id: 'x' })],
    ['nothing', () => ''],
    ['something else', () => '{"process":'],
    ['no port', () => '{"process":1,"port":70000,"id":"x"}'],
  ])('does not block the start when it holds %s', async (_what, text) => {
    const other = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    hold(text((other.address() as net.AddressInfo).port));
    const { store } = await open();
    expect(JSON.parse(readFileSync(file('server.pid'), 'utf8'))).toMatchObject({ process: process.pid });
    store.close();
    await new Promise((resolve) => other.close(resolve));
  });

  it('is a sentence when it is a folder', async () => {
    mkdirSync(file('server.pid'), { recursive: true });
    await expect(new Store(folder).open()).rejects.toThrow(/^Not saved in .*\(E\w+\)/);
  });
});
