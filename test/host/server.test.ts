import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import WebSocket from 'ws';
import type { Result, ToPage, ToServer, Welcome } from '../../host/protocol';
import { TestServer } from '../support/server';

const OWNER = 'owner@example.org';

/** A page without a screen: what it was sent, and what was acknowledged. */
class Client {
  readonly heard: ToPage[] = [];
  private constructor(private readonly socket: WebSocket) {}

  static async open(address: string, as = OWNER, headers: Record<string, string> = {}): Promise<Client> {
    const socket = new WebSocket(address.replace('http', 'ws'), { headers });
    const client = new Client(socket);
    socket.on('message', (data) => client.heard.push(JSON.parse(String(data)) as ToPage));
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    client.send({ type: 'hello', as });
    await client.until((message) => message.type === 'welcome');
    return client;
  }

  send(message: ToServer): void {
    this.socket.send(JSON.stringify(message));
  }

  get welcome(): Welcome {
    return this.heard.filter((message): message is Welcome => message.type === 'welcome').at(-1)!;
  }

  async until(found: (message: ToPage) => boolean, from = 0): Promise<ToPage> {
    const end = Date.now() + 20_000;
    while (Date.now() < end) {
      const message = this.heard.slice(from).find(found);
      if (message) return message;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The server did not say what was waited for.');
  }

  /** Sets a cell as a page does. */
  write(sheet: string, row: number, column: number, value: string, batch: number, base = this.lastSeen()): void {
    const key = Object.values(this.welcome.snapshot.sheets!).find((candidate) => candidate!.name === sheet)!.id;
    this.send({
      type: 'batch',
      batch,
      base,
      mutations: [
        {
          id: 'sheet.mutation.set-range-values',
          params: {
            unitId: this.welcome.snapshot.id,
            subUnitId: key,
            cellValue: { [row]: { [column]: { v: value, t: 1 } } },
          },
        },
      ],
    });
  }

  lastSeen(): number {
    const mutations = this.heard.filter((message) => message.type === 'mutation');
    return Math.max(this.welcome.seq, ...mutations.map((message) => (message as { seq: number }).seq));
  }

  close(): void {
    this.socket.terminate();
  }
}

const noteOf = (welcome: Welcome, row: number): unknown => {
  const sheet = Object.values(welcome.snapshot.sheets!).find((candidate) => candidate!.name === 'Schools')!;
  return (sheet.cellData as Record<number, Record<number, { v: unknown }>>)[row]?.[6]?.v;
};

describe('the local server', () => {
  const server = new TestServer();
  afterAll(() => server.stop());

  it('prepares a workbook with sample data at the first start', async () => {
    await server.start();
    const client = await Client.open(server.address);
    expect(client.welcome.sample).toBe(true);
    expect(client.welcome.people.map(({ email }) => email)).toEqual(
      expect.arrayContaining([OWNER, 'director@example.org', 'advisor@example.org', 'stranger@example.org']),
    );
    client.close();
  });

  it('loses nothing it acknowledged when it is killed in the middle of a stream of edits', async () => {
    for (const round of [1, 2]) {
      const client = await Client.open(server.address);
      let sent = 0;
      for (; sent < 200; sent++) client.write('Schools', (sent % 30) + 1, 6, `round ${round} edit ${sent}`, sent + 1);
      await client.until((message) => message.type === 'accepted' && message.batch >= 60);
      await server.kill();
      const accepted = client.heard
        .filter((message) => message.type === 'accepted')
        .map((message) => (message as { batch: number }).batch);
      const newest = Math.max(...accepted);
      expect(newest).toBeGreaterThanOrEqual(60);
      client.close();
      await server.start();
      const again = await Client.open(server.address);
      for (let row = 1; row <= 30; row++) {
        const lastAccepted = Math.max(...accepted.filter((batch) => ((batch - 1) % 30) + 1 === row));
        const [, foundRound, found] = /^round (\d) edit (\d+)$/.exec(String(noteOf(again.welcome, row)))!;
        expect(Number(foundRound)).toBe(round);
        expect(Number(found) + 1).toBeGreaterThanOrEqual(lastAccepted);
      }
      again.close();
    }
  });

  it('drops a line that was cut off while it was written, and refuses damage anywhere else, overwriting nothing', async () => {
    const client = await Client.open(server.address);
    client.write('Schools', 3, 6, 'kept', 1);
    await client.until((message) => message.type === 'accepted');
    client.close();
    await server.kill();
    const journal = path.join(server.data, 'journal.jsonl');
    appendFileSync(journal, '0123456789abcdef {"seq":99999,"cha');
    await server.start();
    const again = await Client.open(server.address);
    expect(noteOf(again.welcome, 3)).toBe('kept');
    again.close();
    await server.kill();
    const whole = readFileSync(journal, 'utf8');
    writeFileSync(journal, whole.replace('"kept"', '"changed"'));
    appendFileSync(journal, `${whole.split('\n')[0]}\n`);
    const before = readFileSync(journal, 'utf8');
    await expect(server.start()).rejects.toThrow(
      /The saved workbook is damaged: .*journal\.jsonl: line \d+ .*Nothing was overwritten/,
    );
    expect(readFileSync(journal, 'utf8')).toBe(before);
    writeFileSync(journal, whole);
    await server.start();
  });

  it('refuses a second server on the same folder, and a port that is taken, in a sentence', async () => {
    await expect(new TestServer(server.data).start()).rejects.toThrow(/in use by another running tracker/);
    const port = new URL(server.address).port;
    await expect(new TestServer().start('--port', port)).rejects.toThrow(new RegExp(`Port ${port} is taken`));
  });

  it('lets no page of another site in', async () => {
    await expect(Client.open(server.address, OWNER, { origin: 'http://evil.example.org' })).rejects.toThrow();
    const statusFor = (host: string) =>
      new Promise((resolve) =>
        http.get(`${server.address}/page.js`, { headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        ),
      );
    expect([await statusFor('evil.example.org'), await statusFor('localhost:1')]).toEqual([404, 200]);
  });

  it('refuses what a protection forbids to the person, and shows the page how it stands', async () => {
    const lead = await Client.open(server.address, 'lead.west@example.org');
    const from = lead.heard.length;
    lead.write('Decisions', 1, 2, 'Decline', 1);
    const again = (await lead.until((message) => message.type === 'welcome', from)) as Welcome;
    expect(again.because).toMatch(/not saved\. You are trying to edit a protected cell/);
    lead.close();
  });

  it('refuses a batch that no longer fits rows somebody moved meanwhile', async () => {
    const [first, second] = [await Client.open(server.address), await Client.open(server.address)];
    const base = second.lastSeen();
    const sheet = Object.values(first.welcome.snapshot.sheets!).find((candidate) => candidate!.name === 'Schools')!.id;
    first.send({
      type: 'batch',
      batch: 1,
      base: first.lastSeen(),
      mutations: [
        {
          id: 'sheet.mutation.insert-row',
          params: {
            unitId: first.welcome.snapshot.id,
            subUnitId: sheet,
            range: { startRow: 5, endRow: 5, startColumn: 0, endColumn: 25 },
          },
        },
      ],
    });
    await first.until((message) => message.type === 'accepted');
    const from = second.heard.length;
    second.write('Schools', 9, 6, 'wrong row', 1, base);
    const again = (await second.until((message) => message.type === 'welcome', from)) as Welcome;
    expect(again.because).toMatch(/Somebody moved rows/);
    expect(noteOf(again, 9)).not.toBe('wrong row');
    for (const client of [first, second]) client.close();
  });

  it('tells every page of what one of them does', async () => {
    const [first, second] = [
      await Client.open(server.address),
      await Client.open(server.address, 'advisor@example.org'),
    ];
    const from = second.heard.length;
    first.write('Schools', 12, 6, 'seen by all', 1);
    await second.until(
      (message) => message.type === 'mutation' && JSON.stringify(message.params).includes('seen by all'),
      from,
    );
    second.send({ type: 'run', call: 7, name: 'decideList', args: [], options: {} });
    const result = (await second.until((message) => message.type === 'result')) as Result;
    expect(result).toMatchObject({ call: 7, value: { ok: true } });
    for (const client of [first, second]) client.close();
  });
});
