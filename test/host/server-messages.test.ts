import http from 'node:http';
import net from 'node:net';
import WebSocket from 'ws';
import { Client, noteOf } from '../support/client';
import { numbers } from '../support/numbers';
import { PreparedFolder, type TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
const SLOW_MS = 300_000;
const TOO_LONG = 65 * 1024 * 1024;

let prepared: PreparedFolder;
let server: TestServer;
/** A page that is open all the time and must notice nothing. */
let other: Client;
let calls = 0;
beforeAll(async () => {
  prepared = await PreparedFolder.make();
  server = await prepared.start();
  other = await Client.open(server, ADVISOR);
}, SLOW_MS);
afterAll(async () => {
  other.close();
  await server.stop();
  prepared.remove();
}, SLOW_MS);

const portOf = () => Number(new URL(server.address).port);

/** A server waits longer for the rest of a request than a test does. */
const NO_MORE_COMES_MS = 300;

/** Sends bytes as they are and gives what comes back until the server hangs up, or waits for more. */
function sendRaw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(portOf(), '127.0.0.1', () => {
      socket.write(bytes);
      setTimeout(() => socket.end(), NO_MORE_COMES_MS);
    });
    socket.on('data', (data) => {
      answer += String(data);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(answer));
  });
}

/** What the server answers to a browser. */
const get = (url: string) =>
  new Promise<{ status?: number | undefined; policy: string; body: string; headers: http.IncomingHttpHeaders }>(
    (resolve, reject) =>
      http
        .get(`${server.address}${url}`, async (response) => {
          let body = '';
          for await (const part of response) body += String(part);
          const { statusCode: status, headers } = response;
          resolve({ status, policy: String(headers['content-security-policy']), body, headers });
        })
        .once('error', reject),
  );

/** What would tell somebody how the server is built, or where. */
const RAW_ERROR = /Error\b|\n\s+at |node_modules|node:|\.cjs|\.ts\b|undefined|ENOENT|\[object/;

async function expectToGoOn(): Promise<void> {
  const call = ++calls;
  other.send({ type: 'run', call, name: 'decideList', args: [], options: {} });
  const result = await other.until((message) => message.type === 'result' && message.call === call);
  expect(result).toMatchObject({ value: { ok: true } });
  expect((await get('/page.css')).status).toBe(200);
  expect(server.isRunning).toBe(true);
}

describe('no request ends the server or shows a raw error', () => {
  const head = (line: string, more = '') =>
    `${line}\r\nHost: localhost:${portOf()}\r\n${more}Connection: close\r\n\r\n`;

  it.each<[what: string, bytes: () => string | Buffer]>([
    ['nothing', () => ''],
    ['no HTTP', () => 'HELO example.org\r\n\r\n'],
    ['bytes', () => Buffer.from([0, 255, 22, 3, 1, 13, 10, 13, 10])],
    ['half a request', () => 'GET / HT'],
    ['no host', () => 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two hosts', () => head('GET / HTTP/1.1', 'Host: example.org\r\n')],
    ['GET //', () => head('GET // HTTP/1.1')],
    ['GET of another site', () => head('GET //example.org/%2e%2e/ HTTP/1.1')],
    ['GET of a whole address', () => head('GET http://[ HTTP/1.1')],
    ['a percent sign', () => head('GET /%E0%A4%A HTTP/1.1')],
    ['the name of an object’s own', () => head('GET constructor HTTP/1.1')],
    ['__proto__', () => head('GET /__proto__ HTTP/1.1')],
    ['a file outside', () => head('GET /../../package.json HTTP/1.1')],
    ['a very long address', () => head(`GET /${'a'.repeat(100_000)} HTTP/1.1`)],
    ['very many headers', () => head('GET / HTTP/1.1', 'X: y\r\n'.repeat(5_000))],
    ['a body that does not come', () => head('POST / HTTP/1.1', 'Content-Length: 99\r\n')],
    ['a chunk of no length', () => `${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked\r\n')}zz\r\n`],
    ['an upgrade to nothing', () => head('GET / HTTP/1.1', 'Upgrade: websocket\r\n').replace('close', 'Upgrade')],
    [
      'an upgrade with a key that is none',
      () =>
        head('GET / HTTP/1.1', 'Upgrade: websocket\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: a\r\n').replace(
          'close',
          'Upgrade',
        ),
    ],
    ['CONNECT', () => head('CONNECT localhost:80 HTTP/1.1')],
  ])(
    'for %s',
    async (_what, bytes) => {
      expect(await sendRaw(bytes())).not.toMatch(RAW_ERROR);
      await expectToGoOn();
    },
    SLOW_MS,
  );

  it(
    'for five hundred requests made of pieces of these',
    async () => {
      const next = numbers(1);
      const pieces = [
        'GET',
        ' ',
        '/',
        '//',
        'HTTP/1.1',
        '\r\n',
        'Host: ',
        `localhost:${portOf()}`,
        ':',
        '\0',
        '%',
        '?',
      ];
      const rest = [
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Content-Length: -1',
        '\xff',
        'http://',
        '*',
        '\r\n\r\n',
      ];
      const all = [...pieces, ...rest];
      for (let count = 0; count < 500; count += 20)
        await Promise.all(
          Array.from({ length: 20 }, async () => {
            const bytes = Array.from({ length: 1 + next(30) }, () => all[next(all.length)]).join('');
            expect(await sendRaw(bytes)).not.toMatch(RAW_ERROR);
          }),
        );
      await expectToGoOn();
    },
    SLOW_MS,
  );

  it('sends a policy with every answer, and one with a nonce of its own with every page', async () => {
    for (const url of ['/page.js', '/page.css', '/none']) {
      const { policy, headers } = await get(url);
      expect(policy).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    }
    const [first, second] = [await get('/'), await get(`/?token=${server.token}`)];
    const directives = new Map(first.policy.split('; ').map((part) => part.split(/ (.*)/) as [string, string]));
    expect(directives.get('default-src')).toBe("'none'");
    const scripts = directives.get('script-src')!;
    expect(scripts).toMatch(/^'self' 'nonce-[\w-]{20,}'( 'sha256-[\w+/=]+')+$/);
    expect(scripts).not.toMatch(/unsafe/);
    expect(directives.get('connect-src')).toBe(`ws://localhost:${portOf()}`);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives.get(name)).toBe("'none'");
    const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)![1]!;
    expect(first.body).toContain(`nonce="${nonceOf(first.policy)}"`);
    expect(first.body).not.toMatch(/<script(?![^>]*src=)|\son\w+=|\{\{/);
    expect(nonceOf(second.policy)).not.toBe(nonceOf(first.policy));
  });
});

describe('no message ends the server or reaches the workbook', () => {
  const said = (message: unknown) => JSON.stringify({ ...(message as object), token: server.token });
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);

  it.each<[what: string, text: () => string | Buffer]>([
    ['nothing', () => ''],
    ['no JSON', () => '{"type":"hello"'],
    ['bytes', () => Buffer.from([0, 1, 2, 255])],
    ['no object', () => 'null'],
    ['a list', () => '[]'],
    ['a number', () => '1e999'],
    ['a list within lists', () => deep],
    ['a type that is none', () => said({ type: 'no-such-thing' })],
    ['a type that every object has', () => said({ type: 'constructor' })],
    ['a type that is a list', () => said({ type: ['hello'] })],
    ['a person that is an object', () => said({ type: 'hello', as: { toString: 1 } })],
    ['a batch of nothing', () => said({ type: 'batch' })],
    ['a batch of no list', () => said({ type: 'batch', batch: 1, base: 0, mutations: 'all' })],
    ['a batch that is too many', () => said({ type: 'batch', batch: 1, base: 0, mutations: Array(10_001).fill({}) })],
    ['a batch of half a number', () => said({ type: 'batch', batch: 0.5, base: -1, mutations: [] })],
    ['a batch that is very sure', () => said({ type: 'batch', batch: 1, base: 0, mutations: [], sure: 'yes' })],
    ['a call without a number', () => said({ type: 'run', call: null, name: 'decideList', args: [], options: {} })],
    ['a call of a number', () => said({ type: 'run', call: 1, name: 7, args: [], options: {} })],
    ['a call without arguments', () => said({ type: 'run', call: 1, name: 'decideList', args: {}, options: {} })],
    ['a call without options', () => said({ type: 'run', call: 1, name: 'decideList', args: [], options: null })],
    [
      'a call with a selection that is none',
      () => said({ type: 'run', call: 1, name: 'decideList', args: [], options: { selection: { sheetId: 'x' } } }),
    ],
    ['a trigger without a name', () => said({ type: 'trigger', call: 1, id: null })],
    ['a message that is too long', () => Buffer.alloc(TOO_LONG, 32)],
  ])(
    'cuts off only the page that says %s',
    async (_what, text) => {
      const page = await Client.open(server, OWNER);
      page.sendText(text());
      await page.closed;
      await expectToGoOn();
    },
    SLOW_MS,
  );

  it.each<[what: string, message: object, answer: RegExp]>([
    ['a function that is not there', { type: 'run', name: 'noSuchFunction' }, /^Script function not found/],
    ['a function that every object has', { type: 'run', name: 'toString' }, /^Script function not found/],
    ['a private function', { type: 'run', name: 'private_' }, /^Script function not found/],
    ['a trigger that is not there', { type: 'trigger', id: 'none' }, /^This trigger is no longer there\.$/],
  ])(
    'answers a call of %s with a sentence',
    async (_what, message, answer) => {
      const page = await Client.open(server, OWNER);
      page.send({ call: 3, args: [], options: {}, ...message } as never);
      const result = await page.until(({ type }) => type === 'result');
      expect(result).toMatchObject({ call: 3, error: expect.stringMatching(answer) });
      page.close();
      await expectToGoOn();
    },
    SLOW_MS,
  );

  it(
    'goes on after frames that are none',
    async () => {
      for (const bytes of [
        [0xff, 0xff],
        [0x81, 0x05, 1, 2],
        [0x83, 0x80, 0, 0, 0, 0],
        [0x88, 0x81, 0, 0, 0, 0, 1],
      ]) {
        const socket = new WebSocket(server.address.replace('http', 'ws'));
        await new Promise((resolve) => socket.once('open', resolve));
        const raw = (socket as unknown as { _socket: net.Socket })._socket;
        socket.on('error', () => undefined);
        const closed = new Promise((resolve) => socket.once('close', resolve));
        raw.end(Buffer.from(bytes));
        await closed;
      }
      await expectToGoOn();
    },
    SLOW_MS,
  );

  it(
    'goes on, with the workbook as it was, after batches of mutations with whatever in them',
    async () => {
      const next = numbers(2);
      const page = await Client.open(server, OWNER);
      const before = JSON.stringify(page.welcome.snapshot.sheets);
      const unitId = page.welcome.snapshot.id!;
      const subUnitId = page.keyOf('Schools');
      const any = [null, -1, 1.5, 1e12, 'x', '', [], {}, [[]], { startRow: -1 }, true, { 0: 7 }];
      const ids = ['set-range-values', 'insert-row', 'remove-rows', 'move-rows', 'reorder-range', 'move-range'].map(
        (name) => `sheet.mutation.${name}`,
      );
      const more = [
        'data-validation.mutation.addRule',
        'sheet.mutation.add-conditional-rule',
        'no.such.mutation.at-all',
      ];
      const names = ['range', 'cellValue', 'order', 'rule', 'sourceRange', 'targetRange', 'fromRange', 'toRange'];
      for (let batch = 1; batch <= 30; batch++) {
        const id = [...ids, ...more][next(ids.length + more.length)]!;
        const params = Object.fromEntries(names.map((name) => [name, any[next(any.length)]]));
        const from = page.heard.length;
        const mutations = [{ id, params: next(4) === 0 ? any[next(any.length)] : { unitId, subUnitId, ...params } }];
        page.send({ type: 'batch', batch, base: page.lastSeen(), mutations } as never);
        await page.until(
          (message) => message.type === 'welcome' || (message.type === 'accepted' && message.batch === batch),
          from,
        );
      }
      page.close();
      await expectToGoOn();
      const after = await Client.open(server, OWNER);
      expect(noteOf(after.welcome, 3)).toEqual(noteOf(page.welcome, 3));
      expect(JSON.stringify(after.welcome.snapshot.sheets)).toBe(before);
      after.close();
    },
    SLOW_MS,
  );
});
