import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { STRANGER, type ToPage, type Welcome } from '../../host/serve/protocol';
import { Client, noteOf } from '../support/client';
import { PreparedFolder, type TestServer } from '../support/server';

const OWNER = 'owner@example.org';
/** For a machine that does much else: starting takes a few seconds on an idle one. */
const SLOW_MS = 300_000;

let prepared: PreparedFolder;
beforeAll(async () => {
  prepared = await PreparedFolder.make();
}, SLOW_MS);
afterAll(() => prepared.remove());

const isAccepted =
  (batch: number) =>
  (message: ToPage): boolean =>
    message.type === 'accepted' && message.batch === batch;
const journalOf = (server: TestServer) => path.join(server.data, 'journal.jsonl');

describe('the local server answers its own pages only', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await prepared.start();
  }, SLOW_MS);
  afterAll(() => server.stop(), SLOW_MS);

  const portOf = () => Number(new URL(server.address).port);
  const get = (headers: Record<string, string>, method = 'GET') =>
    new Promise<http.IncomingMessage>((resolve, reject) =>
      http
        .request(`${server.address}/page.js`, { headers, method }, (response) => resolve(response.resume()))
        .once('error', reject)
        .end(),
    );

  it.each<[whose: string, origin: () => string]>([
    ['another site', () => 'http://evil.example.org'],
    ['another port of this computer', () => `http://localhost:${portOf() + 1}`],
    ['another name of this computer', () => `http://127.0.0.1:${portOf()}`],
    ['a secure address', () => `https://localhost:${portOf()}`],
    ['a frame without an address', () => 'null'],
  ])('no socket for a page of %s', async (_whose, origin) => {
    await expect(Client.connect(server, { origin: origin() })).rejects.toThrow('401');
    expect((await get({ origin: origin() })).statusCode).toBe(404);
  });

  it('the workbook for whoever knows the token, under its own name, and for nobody else', async () => {
    const ask = (query: string, headers: Record<string, string> = {}) =>
      new Promise<http.IncomingMessage>((resolve, reject) =>
        http
          .request(`${server.address}/workbook.xlsx${query}`, { headers }, (response) => resolve(response.resume()))
          .once('error', reject)
          .end(),
      );
    const known = `?token=${server.token}`;
    const given = await ask(known);
    expect([given.statusCode, given.headers['content-disposition']]).toEqual([
      200,
      expect.stringMatching(/^attachment; filename="Cluster Tracker \d{4}-\d\d-\d\d\.xlsx"$/),
    ]);
    expect((await ask('')).statusCode).toBe(404);
    expect((await ask('?token=guessed')).statusCode).toBe(404);
    expect((await ask(known, { origin: 'http://evil.example.org' })).statusCode).toBe(404);
    expect((await ask(known, { host: 'evil.example.org' })).statusCode).toBe(404);
  });

  it('but one for a page of its own address', async () => {
    const client = await Client.open(server, OWNER, { origin: server.address });
    expect((await get({ origin: server.address })).statusCode).toBe(200);
    client.close();
  });

  it.each(['evil.example.org', 'localhost:1', 'localhost'])('nothing under the name %s', async (host) => {
    expect((await get({ host })).statusCode).toBe(404);
  });

  it(
    'nobody who does not know the token of the printed address, at the start of a socket and at every ' + 'call',
    async () => {
      for (const token of ['', 'wrong', server.token.slice(1), `${server.token}a`]) {
        const stranger = await Client.connect(server);
        stranger.token = token;
        stranger.send({ type: 'hello', as: OWNER });
        expect(await stranger.closed).toBe(STRANGER);
        expect(stranger.heard).toEqual([]);
      }
      const known = await Client.open(server);
      known.token = 'wrong';
      const from = known.heard.length;
      known.send({ type: 'run', call: 1, name: 'decideList', args: [], options: {} });
      expect(await known.closed).toBe(STRANGER);
      expect(known.heard.slice(from).filter(({ type }) => type === 'result')).toEqual([]);
    },
  );

  it(
    'another token each time it starts',
    async () => {
      const other = await prepared.start();
      expect(other.token).toMatch(/^[\w-]{20,}$/);
      expect(other.token).not.toBe(server.token);
      await other.stop();
    },
    SLOW_MS,
  );

  it('and lets nobody frame it or read along', async () => {
    const { headers } = await get({});
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each([
    'GET //',
    'GET //evil.example.org/',
    'GET http:///',
    'GET http://[',
    'GET /%',
    'GET /../../etc/passwd',
    'GET *',
    'HEAD /',
    'POST /',
    'OPTIONS *',
    'CONNECT localhost:80',
    'NONSENSE',
    '\0\0\0',
  ])('goes on after the request %j', async (request) => {
    await new Promise<void>((resolve) => {
      const socket = net.connect(portOf(), '127.0.0.1', () =>
        socket.end(`${request} HTTP/1.1\r\nHost: localhost:${portOf()}\r\nConnection: close\r\n\r\n`),
      );
      socket.on('data', () => undefined);
      socket.once('error', () => undefined);
      socket.once('close', () => resolve());
    });
    expect((await get({})).statusCode).toBe(200);
    expect(server.isRunning).toBe(true);
  });
});

describe('a full disk', () => {
  /** A server whose disk is full while a file is there. */
  function withFullDisk(): { server: TestServer; full: string } {
    const server = prepared.copy();
    const full = path.join(path.dirname(server.data), 'full');
    const stub = path.join(__dirname, '..', 'support', 'full-disk.cjs');
    Object.assign(server.environment, { NODE_OPTIONS: `--require "${stub.replace(/\\/g, '/')}"`, FULL_DISK: full });
    return { server, full };
  }

  it(
    'is told, loses nothing that was acknowledged, and lets later edits go on',
    async () => {
      const { server, full } = withFullDisk();
      await server.start();
      const page = await Client.open(server);
      page.write('Schools', 1, 6, 'before', 1);
      await page.until(isAccepted(1));
      const before = readFileSync(journalOf(server), 'utf8');

      writeFileSync(full, '');
      page.write('Schools', 2, 6, 'while it is full', 2);
      const told = await page.until((message) => message.type === 'unsaved' && message.batch === 2);
      expect(told).toMatchObject({ because: expect.stringMatching(/The disk is full\. Make room on it\./) });
      page.write('Schools', 3, 6, 'again', 3);
      await page.until((message) => message.type === 'unsaved' && message.batch === 3);
      expect(readFileSync(journalOf(server), 'utf8')).toBe(before);
      expect(page.heard.some(isAccepted(2))).toBe(false);

      rmSync(full);
      page.write('Schools', 4, 6, 'after', 4);
      for (const batch of [2, 3, 4]) await page.until(isAccepted(batch));
      page.close();
      await server.kill();
      await server.start();
      const again = await Client.open(server);
      expect([1, 2, 3, 4].map((row) => noteOf(again.welcome, row))).toEqual([
        'before',
        'while it is full',
        'again',
        'after',
      ]);
      again.close();
      await server.stop();
    },
    SLOW_MS,
  );

  it(
    'leaves the workbook as it was when no empty one can be begun, and every page goes on',
    async () => {
      const { server, full } = withFullDisk();
      await server.start();
      const [page, other] = [await Client.open(server), await Client.open(server)];
      page.write('Schools', 1, 6, 'before', 1);
      await page.until(isAccepted(1));
      writeFileSync(full, '');
      const from = other.heard.length;
      page.send({ type: 'empty', call: 1 });
      expect(await page.until((message) => message.type === 'result' && message.call === 1)).toMatchObject({
        error: expect.stringMatching(/The disk is full/),
      });
      await other.until(({ type }) => type === 'welcome', from);
      expect(noteOf(other.welcome, 1)).toBe('before');
      rmSync(full);
      other.write('Schools', 2, 6, 'after', 1);
      await other.until(isAccepted(1), from);
      page.send({ type: 'run', call: 2, name: 'decideList', args: [], options: {} });
      await page.until((message) => message.type === 'result' && message.call === 2);
      for (const client of [page, other]) client.close();
      expect(readdirSync(path.dirname(server.data)).filter((name) => name.startsWith('data-'))).toEqual([]);
      await server.stop();
    },
    SLOW_MS,
  );

  it(
    'is tried again by itself, and costs what was not acknowledged at most when the tracker is killed',
    async () => {
      const { server, full } = withFullDisk();
      await server.start();
      const page = await Client.open(server);
      page.write('Schools', 1, 6, 'acknowledged', 1);
      await page.until(isAccepted(1));
      writeFileSync(full, '');
      page.write('Schools', 2, 6, 'by itself', 2);
      await page.until((message) => message.type === 'unsaved');
      // An action answers that it is not saved, and the same action again finds what it did.
      page.send({ type: 'run', call: 1, name: 'switchDigest', args: [{ on: true }], options: {} });
      expect(await page.until((message) => message.type === 'result')).toMatchObject({
        error: expect.stringMatching(/The disk is full/),
      });
      rmSync(full);
      await page.until(isAccepted(2));
      writeFileSync(full, '');
      page.write('Schools', 3, 6, 'never acknowledged', 3);
      await page.until((message) => message.type === 'unsaved' && message.batch === 3);
      page.close();
      await server.kill();
      rmSync(full);
      await server.start();
      const again = await Client.open(server);
      expect([1, 2, 3].map((row) => noteOf(again.welcome, row))).toEqual(['acknowledged', 'by itself', undefined]);
      again.close();
      await server.stop();
    },
    SLOW_MS,
  );
});

/** Batches that must leave nothing, by what is wrong with them. */
const broken = (unitId: string, subUnitId: string): Record<string, { id: string; params?: unknown }[]> => {
  const set = (cellValue: unknown, more: object = {}) => ({
    id: 'sheet.mutation.set-range-values',
    params: { unitId, subUnitId, cellValue, ...more },
  });
  const good = set({ 0: { 9: { v: 'half', t: 1 } } });
  const rows = (id: string, startRow: unknown, endRow: unknown) => ({
    id: `sheet.mutation.${id}`,
    params: { unitId, subUnitId, range: { startRow, endRow, startColumn: 0, endColumn: 25 } },
  });
  return {
    'an unknown mutation': [good, { id: 'no.such.mutation.at-all', params: { unitId, subUnitId } }],
    'a command': [good, { id: 'sheet.command.insert-sheet', params: { unitId, subUnitId } }],
    'a result of a formula': [good, { id: 'formula.mutation.set-array-formula-data', params: { unitId } }],
    'no parameters': [good, { id: 'sheet.mutation.set-range-values' }],
    'another workbook': [good, set({ 0: { 0: { v: 1 } } }, { unitId: 'other' })],
    'a tab that is not there': [good, set({ 0: { 0: { v: 1 } } }, { subUnitId: 'none' })],
    'a tab to be removed that is not there': [
      good,
      { id: 'sheet.mutation.remove-sheet', params: { unitId, subUnitId: 'none' } },
    ],
    'a row below the tab': [good, set({ 5000000: { 0: { v: 1 } } })],
    'a row above the tab': [good, set({ [-1]: { 0: { v: 1 } } })],
    'half a row': [good, set({ 1.5: { 0: { v: 1 } } })],
    'a column beside the tab': [good, set({ 0: { 100000: { v: 1 } } })],
    'a cell that is none': [good, set({ 0: { 0: 7 } })],
    'rows that are no numbers': [good, rows('insert-row', 'a', null)],
    'more rows than a workbook has': [good, rows('insert-row', 0, 50_000_000)],
    'more rows to remove than there are': [good, rows('remove-rows', 0, 1_000_000_000)],
    'all rows to remove': [good, rows('remove-rows', 0, 999)],
    'rows the wrong way round': [good, rows('remove-rows', 9, 3)],
    'no range': [good, { id: 'sheet.mutation.insert-row', params: { unitId, subUnitId } }],
    'an order in which a row is lost': [
      good,
      {
        id: 'sheet.mutation.reorder-range',
        params: {
          unitId,
          subUnitId,
          range: { startRow: 1, endRow: 2, startColumn: 0, endColumn: 3 },
          order: { 1: 2, 2: 2 },
        },
      },
    ],
    'cells to be joined that it does not name': [
      good,
      { id: 'sheet.mutation.add-worksheet-merge', params: { unitId, subUnitId } },
    ],
    // It passes what is looked at beforehand: the engine gives up in the middle.
    'rows to be made higher that it does not name': [
      good,
      { id: 'sheet.mutation.set-worksheet-row-height', params: { unitId, subUnitId, rowHeight: 30 } },
    ],
    'a rule that is none': [good, { id: 'data-validation.mutation.addRule', params: { unitId, subUnitId, rule: 7 } }],
  };
};

describe('a batch of a page that cannot be applied', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await prepared.start();
  }, SLOW_MS);
  afterAll(() => server.stop(), SLOW_MS);

  it.each(Object.keys(broken('', '')))(
    'leaves nothing with %s in it: not in the book, not with others, not on disk',
    async (name) => {
      const [page, other] = [await Client.open(server), await Client.open(server)];
      const before = readFileSync(journalOf(server), 'utf8');
      const mutations = broken(page.welcome.snapshot.id!, page.keyOf('Schools'))[name]!;
      const from = page.heard.length;
      page.send({ type: 'batch', batch: 1, base: page.lastSeen(), mutations: mutations as never });
      const again = (await page.until((message) => message.type === 'welcome', from)) as Welcome;
      expect(again.because).toMatch(/^Your last change was not saved\. \S/);
      expect(JSON.stringify(again.snapshot)).not.toContain('"half"');
      expect(readFileSync(journalOf(server), 'utf8')).toBe(before);
      expect(JSON.stringify(other.heard)).not.toContain('"half"');
      // Both go on.
      const value = `after ${name}`;
      page.write('Schools', 5, 6, value, 2);
      await page.until(isAccepted(2), from);
      await other.until((message) => message.type === 'mutation' && JSON.stringify(message.params).includes(value));
      for (const client of [page, other]) client.close();
    },
    SLOW_MS,
  );

  it(
    'leaves a folder that opens again, with what came before and after',
    async () => {
      await server.kill();
      await server.start();
      const page = await Client.open(server);
      expect(page.welcome.because).toBeUndefined();
      expect(noteOf(page.welcome, 5)).toMatch(/^after /);
      page.close();
    },
    SLOW_MS,
  );
});

describe('a folder with a change that cannot be made again', () => {
  const line = (seq: number, change: object) => {
    const text = JSON.stringify({ seq, change });
    return `${createHash('sha256').update(text).digest('hex').slice(0, 16)} ${text}\n`;
  };

  it.each([
    'another workbook',
    'a tab to be removed that is not there',
    'a row below the tab',
    'a rule that is none',
    'rows to be made higher that it does not name',
  ])(
    'opens as it stood before %s, says so, and keeps the rest beside',
    async (name) => {
      const server = await prepared.start();
      const page = await Client.open(server);
      page.write('Schools', 1, 6, 'before', 1);
      await page.until(isAccepted(1));
      const [unit, key] = [page.welcome.snapshot.id!, page.keyOf('Schools')];
      page.close();
      await server.kill();
      // As an older version wrote it.
      const last = readFileSync(journalOf(server), 'utf8').trim().split('\n').at(-1)!;
      const { seq } = JSON.parse(last.slice(17)) as { seq: number };
      const [, bad] = broken(unit, key)[name]!;
      const left =
        line(seq + 1, { kind: 'mutation', from: 'p1', ...bad }) +
        line(seq + 2, { kind: 'state', key: 'timeZone', value: 'Asia/Tokyo' });
      appendFileSync(journalOf(server), left);
      await server.start();
      const again = await Client.open(server);
      expect(again.welcome.because).toMatch(
        /^One of the saved changes cannot be made again \(.+\)\. The workbook is shown as it stood before it; the 2 changes from there on are kept in /,
      );
      expect(noteOf(again.welcome, 1)).toBe('before');
      const beside = readdirSync(server.data).find((file) => file.startsWith('left-out-'))!;
      expect(again.welcome.because).toContain(beside);
      expect(readFileSync(path.join(server.data, beside), 'utf8')).toBe(left);
      again.write('Schools', 2, 6, 'goes on', 2);
      await again.until(isAccepted(2));
      again.close();
      await server.kill();
      await server.start();
      const later = await Client.open(server);
      expect([later.welcome.because, noteOf(later.welcome, 2)]).toEqual([undefined, 'goes on']);
      later.close();
      await server.stop();
      expect(existsSync(server.data)).toBe(false);
    },
    SLOW_MS,
  );
});
