import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result, Welcome } from '../../host/serve/protocol';
import { Client, noteOf } from '../support/client';
import { PreparedFolder, TestServer } from '../support/server';

const OWNER = 'owner@example.org';
const ADVISOR = 'advisor@example.org';
/** For a machine that does much else: starting takes a few seconds on an idle one. */
const SLOW_MS = 300_000;

let prepared: PreparedFolder;
beforeAll(async () => {
  prepared = await PreparedFolder.make();
}, SLOW_MS);
afterAll(() => prepared.remove());

describe('the local server, from start to end', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await prepared.start();
  }, SLOW_MS);
  afterEach(() => server.stop(), SLOW_MS);

  const sizeOf = (folder: string, name: string) =>
    existsSync(path.join(folder, name)) ? statSync(path.join(folder, name)).size : 0;

  it(
    'prepares a workbook with sample data at the first start',
    async () => {
      const client = await Client.open(server);
      expect(client.welcome.sample).toBe(true);
      expect(client.welcome.people.map(({ email }) => email)).toEqual(
        expect.arrayContaining([OWNER, 'director@example.org', 'advisor@example.org', 'stranger@example.org']),
      );
      client.close();
    },
    SLOW_MS,
  );

  it.each<[moment: string, looksSo: (folder: string) => boolean]>([
    ['has taken its folder', (folder) => existsSync(path.join(folder, 'server.pid'))],
    ['is writing the journal', (folder) => sizeOf(folder, 'journal.jsonl') > 0],
    ['begins the first snapshot', (folder) => existsSync(path.join(folder, 'snapshot.json.new'))],
    ['has the first snapshot', (folder) => existsSync(path.join(folder, 'snapshot.json'))],
  ])(
    'starts again with the sample after a first start that was killed when it %s',
    async (_moment, looksSo) => {
      const fresh = new TestServer();
      await fresh.startAndKillWhen(looksSo);
      await fresh.start();
      const client = await Client.open(fresh, ADVISOR);
      expect(client.welcome.sample).toBe(true);
      expect(client.welcome.people.filter(({ email }) => email === ADVISOR)).toHaveLength(1);
      client.close();
      await fresh.stop();
    },
    SLOW_MS,
  );

  it(
    'drops what a first start had written before it was cut off, but never a journal whose snapshot is missing',
    async () => {
      const fresh = new TestServer();
      mkdirSync(fresh.data);
      await server.stop();
      const line = (seq: number) => {
        const text = JSON.stringify({ seq, change: { kind: 'state', key: 'timeZone', value: 'Asia/Tokyo' } });
        return `${createHash('sha256').update(text).digest('hex').slice(0, 16)} ${text}\n`;
      };
      writeFileSync(path.join(fresh.data, 'journal.jsonl'), line(900));
      await expect(fresh.start()).rejects.toThrow(/snapshot\.json: it is missing.*Nothing was overwritten/);
      writeFileSync(path.join(fresh.data, 'journal.jsonl'), line(1) + line(2));
      await fresh.start();
      const { timeZone } = (
        JSON.parse(readFileSync(path.join(fresh.data, 'snapshot.json'), 'utf8').split('\n')[1]!) as {
          snapshot: { state: { timeZone: string } };
        }
      ).snapshot.state;
      expect(timeZone).toBe('Europe/London');
      await fresh.stop();
    },
    SLOW_MS,
  );

  it(
    'says that it prepares an empty workbook, then shows it whole, and to the owner',
    async () => {
      const [page, other] = [await Client.open(server, ''), await Client.open(server, OWNER)];
      const old = page.lastSeen();
      const from = page.heard.length;
      page.send({ type: 'empty', call: 3 });
      await page.until((message) => message.type === 'busy', from);
      // What was on its way for the old workbook must not land in the new one.
      page.write('Schools', 1, 6, 'for the old workbook', 1, old);
      const result = (await page.until((message) => message.type === 'result' && message.call === 3, from)) as Result;
      expect(result.ui).toMatchObject([{ kind: 'sidebar' }]);
      const kinds = page.heard.slice(from).map(({ type }) => type);
      // Who is there may be told at any time; of the cells nothing is before the new workbook is whole.
      expect(kinds.slice(0, kinds.indexOf('welcome')).filter((kind) => kind !== 'about')).toEqual(['busy']);
      const welcome = page.heard.slice(from).find((message): message is Welcome => message.type === 'welcome')!;
      expect([welcome.sample, welcome.as, welcome.because]).toEqual([false, OWNER, undefined]);
      expect(other.welcome.because).toMatch(/Somebody started with an empty workbook/);
      await page.until((message) => message.type === 'welcome' && /not saved/.test(message.because ?? ''), from);
      expect(noteOf(page.welcome, 1)).not.toBe('for the old workbook');
      for (const client of [page, other]) client.close();
    },
    SLOW_MS,
  );

  it(
    'loses nothing it acknowledged when it is killed in the middle of a stream of edits',
    async () => {
      for (const round of [1, 2]) {
        const client = await Client.open(server);
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
        const again = await Client.open(server);
        for (let row = 1; row <= 30; row++) {
          const lastAccepted = Math.max(...accepted.filter((batch) => ((batch - 1) % 30) + 1 === row));
          const [, foundRound, found] = /^round (\d) edit (\d+)$/.exec(String(noteOf(again.welcome, row)))!;
          expect(Number(foundRound)).toBe(round);
          expect(Number(found) + 1).toBeGreaterThanOrEqual(lastAccepted);
        }
        again.close();
      }
    },
    SLOW_MS,
  );

  it(
    'drops a line that was cut off while it was written, and refuses damage anywhere else, overwriting nothing',
    async () => {
      const client = await Client.open(server);
      client.write('Schools', 3, 6, 'kept', 1);
      await client.until((message) => message.type === 'accepted');
      client.close();
      await server.kill();
      const journal = path.join(server.data, 'journal.jsonl');
      appendFileSync(journal, '0123456789abcdef {"seq":99999,"cha');
      await server.start();
      const again = await Client.open(server);
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
    },
    SLOW_MS,
  );
});

describe('the local server and its pages', () => {
  let server: TestServer;
  beforeEach(async () => {
    // One that a case has brought down does not take the next case with it.
    if (!server?.isRunning) server = await prepared.start();
  }, SLOW_MS);
  afterAll(() => server.stop(), SLOW_MS);

  it(
    'shows the sample to a page that has not chosen as somebody who can do things in it',
    async () => {
      const [unknown, chosen] = [await Client.open(server, ''), await Client.open(server, OWNER)];
      expect([unknown.welcome.as, chosen.welcome.as]).toEqual([ADVISOR, OWNER]);
      unknown.send({ type: 'run', call: 1, name: 'decideList', args: [], options: {} });
      expect(await unknown.until((message) => message.type === 'result')).toMatchObject({ value: { ok: true } });
      for (const client of [unknown, chosen]) client.close();
    },
    SLOW_MS,
  );

  it.each(['no JSON', 'null', '{"type":"hello"', '{"type":"batch"}', '{"type":"run","call":1,"name":7,"args":3}'])(
    'cuts off only the page that says %s',
    async (nonsense) => {
      const [good, bad] = [await Client.open(server), await Client.open(server)];
      const from = bad.heard.length;
      bad.sendText(nonsense.replace(/}$/, `,"token":"${server.token}"}`));
      await Promise.race([
        bad.closed,
        bad.until((message) => message.type === 'result' || message.type === 'welcome', from),
      ]);
      good.send({ type: 'run', call: 7, name: 'decideList', args: [], options: {} });
      expect(await good.until((message) => message.type === 'result')).toMatchObject({ call: 7 });
      for (const client of [good, bad]) client.close();
    },
    SLOW_MS,
  );

  it(
    'puts its own address into the digest’s mails',
    async () => {
      const client = await Client.open(server, ADVISOR);
      client.send({ type: 'run', call: 1, name: 'digestState', args: [], options: {} });
      const result = (await client.until((message) => message.type === 'result')) as Result;
      expect(JSON.stringify(result)).toContain(`${server.address}/`);
      client.close();
    },
    SLOW_MS,
  );

  it(
    'asks before it lets anybody change what is protected by a warning',
    async () => {
      const client = await Client.open(server, OWNER);
      let from = client.heard.length;
      client.write('Log', 1, 6, 'another story', 1);
      await client.until((message) => message.type === 'ask' && message.batch === 1, from);
      client.send({ type: 'again' });
      const as = (await client.until((message) => message.type === 'welcome', from)) as Welcome;
      expect(as.because).toBeUndefined();
      expect(JSON.stringify(as.snapshot)).not.toContain('another story');
      from = client.heard.length;
      client.write('Log', 1, 6, 'another story', 2, client.lastSeen(), true);
      await client.until((message) => message.type === 'accepted' && message.batch === 2, from);
      client.close();
    },
    SLOW_MS,
  );

  it(
    'refuses a second server on the same folder, and a port that is taken, in a sentence',
    async () => {
      await expect(new TestServer(server.data).start()).rejects.toThrow(/in use by another running tracker/);
      const port = new URL(server.address).port;
      await expect(new TestServer().start('--port', port)).rejects.toThrow(new RegExp(`Port ${port} is taken`));
    },
    SLOW_MS,
  );

  it(
    'refuses what a protection forbids to the person, and shows the page how it stands',
    async () => {
      const lead = await Client.open(server, 'lead.west@example.org');
      const from = lead.heard.length;
      lead.write('Decisions', 1, 2, 'Decline', 1);
      const again = (await lead.until((message) => message.type === 'welcome', from)) as Welcome;
      expect(again.because).toMatch(
        /not saved\. This cannot be changed by hand\. .*Decisions are made.* in Clusters ▸ Decide/,
      );
      expect(again.refused).toBe(true);
      lead.close();
    },
    SLOW_MS,
  );

  it(
    'refuses a batch that no longer fits rows somebody moved meanwhile',
    async () => {
      const [first, second] = [await Client.open(server), await Client.open(server)];
      const base = second.lastSeen();
      const sheet = Object.values(first.welcome.snapshot.sheets!).find(
        (candidate) => candidate!.name === 'Schools',
      )!.id;
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
    },
    SLOW_MS,
  );

  it(
    'refuses what was changed in a copy in which a change before it had been refused',
    async () => {
      const lead = await Client.open(server, 'lead.west@example.org');
      const from = lead.heard.length;
      const base = lead.lastSeen();
      lead.write('Decisions', 1, 2, 'Decline', 1, base);
      // It was sent before the page could know: for the rows as the first change had left them.
      lead.write('Schools', 14, 6, 'for rows that are elsewhere', 2, base);
      await lead.until((message) => message.type === 'welcome' && /shown anew/.test(message.because ?? ''), from);
      expect(noteOf(lead.welcome, 14)).not.toBe('for rows that are elsewhere');
      lead.write('Schools', 14, 6, 'for rows as they are', 3);
      await lead.until((message) => message.type === 'accepted' && message.batch === 3, from);
      expect(lead.heard.filter(({ type }) => type === 'accepted')).toHaveLength(1);
      lead.close();
    },
    SLOW_MS,
  );

  it(
    'tells every page of what one of them does',
    async () => {
      const [first, second] = [await Client.open(server), await Client.open(server, 'advisor@example.org')];
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
    },
    SLOW_MS,
  );
});
