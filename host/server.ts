/** Serves the page and keeps every open one in step with the workbook. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import type { Change, RunResult, Tracker } from './contract';
import { Refused } from './contract';
import type { PersonChoice, ToPage, ToServer, Welcome } from './protocol';
import { Store } from './store';
import { Order } from './sync';
import { openTracker } from './tracker';

export interface ServerOptions {
  port: number;
  data: string;
  bundle: string;
  /** Where the page's built files are. */
  page: string;
}

/** Globals of the add-in that fill a workbook which has never been opened. */
const FIRST_START = { prepare: 'repairWorkbook', sample: 'addSampleData', setUp: 'showSetUp' };
/** Whose page opens on the sample data: the one with most to see and to do. */
const SHOWS_MOST = 'Advisor';
const STRANGER = 'stranger@example.org';
const SNAPSHOT_AFTER_LINES = 400;
/** Filling keeps this process busy: what was said before must have left it, and been drawn. */
const BUSY_SHOWN_MS = 100;
const FILES: Record<string, [file: string, type: string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

interface Page {
  id: string;
  socket: WebSocket;
  /** '' until it has said hello. */
  as: string;
}

export class TrackerServer {
  readonly #http: http.Server;
  readonly #sockets: WebSocketServer;
  readonly #pages = new Map<string, Page>();
  #order = new Order();
  #store: Store;
  #sample = false;
  #tracker!: Tracker;
  #aboutDue = false;
  #numbered = 0;
  #address = '';
  /** While a workbook is being filled pages are told nothing of it, and what they ask waits. */
  #filling: Promise<void> | undefined;

  constructor(private readonly options: ServerOptions) {
    this.#store = new Store(options.data);
    this.#http = http.createServer((request, response) => this.#serve(request, response));
    this.#sockets = new WebSocketServer({
      server: this.#http,
      verifyClient: ({ req }: { req: http.IncomingMessage }) => this.#isOurs(req),
    });
    this.#sockets.on('error', () => undefined); // the same error ends the start of the server, with its reason
    this.#sockets.on('connection', (socket) => this.#welcome(socket));
  }

  /** Opens the workbook, fills a new one, and listens. Resolves with the address. */
  async start(): Promise<string> {
    const { snapshot, journal, meta } = this.#store.open();
    this.#sample = meta.sample;
    await this.#openTracker(snapshot, journal);
    if (!snapshot) await this.#fill(true);
    else await this.#tracker.settled();
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(this.options.port, '127.0.0.1', () => {
        const address = this.#http.address();
        const port = typeof address === 'object' && address ? address.port : this.options.port;
        this.#address = `http://localhost:${port}`;
        resolve(this.#address);
      });
    });
  }

  async stop(): Promise<void> {
    for (const page of this.#pages.values()) page.socket.terminate();
    await new Promise((resolve) => this.#http.close(resolve));
    this.#save();
    this.#store.close();
    this.#tracker.dispose();
  }

  get tracker(): Tracker {
    return this.#tracker;
  }

  async #openTracker(snapshot?: Parameters<typeof openTracker>[0]['snapshot'], journal: Change[] = []): Promise<void> {
    const url = () => `${this.#address}/`;
    this.#tracker = await openTracker({ bundle: this.options.bundle, ...(snapshot && { snapshot }), journal, url });
    this.#tracker.onChange((change) => {
      this.#store.note(change);
      if (change.kind === 'state') this.#sayAbout();
      else {
        const seq = this.#order.next(change, change.from, change.derived === true);
        this.#tell({
          type: 'mutation',
          seq,
          id: change.id,
          params: change.params,
          ...(change.from !== undefined && { from: change.from }),
        });
      }
    });
  }

  /** A new workbook: the add-in prepares it, and fills it with sample data if wanted. */
  async #fill(sample: boolean): Promise<void> {
    const { owner } = this.#tracker.state;
    const steps = sample ? [FIRST_START.prepare, FIRST_START.sample] : [FIRST_START.prepare];
    for (const step of steps) {
      const result = this.#tracker.run(owner, step);
      const refused = (result.value as { ok?: boolean; message?: string } | null)?.ok === false;
      if (result.error || refused)
        throw new Error(
          `The new workbook could not be filled: ${step}: ${result.error ?? (result.value as { message: string }).message}`,
        );
    }
    this.#sample = sample;
    await this.#tracker.settled();
    this.#save();
  }

  #save(): void {
    this.#store.save(this.#tracker.snapshot(), { sample: this.#sample });
  }

  // Pages

  #welcome(socket: WebSocket): void {
    const page: Page = { id: `p${++this.#numbered}-${process.pid}`, socket, as: '' };
    socket.on('message', (data) => {
      // Whatever goes wrong with what one page says, only that page is cut off; it comes back by itself.
      this.#hear(page, String(data)).catch((error) => {
        console.error(error instanceof Error ? error.message : error);
        socket.terminate();
      });
    });
    socket.on('close', () => this.#pages.delete(page.id));
    socket.on('error', () => socket.terminate());
  }

  async #hear(page: Page, data: string): Promise<void> {
    const message = JSON.parse(data) as ToServer;
    await this.#filling;
    if (message.type === 'hello') {
      page.as = String(message.as || this.#defaultPerson());
      this.#pages.set(page.id, page);
      this.#begin(page);
    } else if (page.as !== '') await this.#answer(page, message);
  }

  /** Sends everything a page needs to begin; `because` when it begins again. */
  #begin(page: Page, because?: string): void {
    const { menus } = this.#tracker.open(page.as);
    const welcome: Welcome = {
      type: 'welcome',
      page: page.id,
      as: page.as,
      seq: this.#order.seq,
      snapshot: this.#tracker.snapshot().workbook,
      spilled: this.#tracker.spilled(),
      menus,
      ...this.#about(),
      ...(because !== undefined && { because }),
    };
    this.#store.commit();
    this.#send(page, welcome);
  }

  async #answer(page: Page, message: Exclude<ToServer, { type: 'hello' }>): Promise<void> {
    switch (message.type) {
      case 'batch':
        return this.#applyBatch(page, message);
      case 'again':
        return this.#begin(page);
      case 'run':
        return this.#reply(page, message.call, () =>
          this.#tracker.run(page.as, message.name, message.args, message.options),
        );
      case 'trigger':
        return this.#reply(page, message.call, () => this.#tracker.runTrigger(message.id));
      case 'empty':
        // Whoever asked second finds it done.
        if (this.#sample) {
          this.#filling = this.#startEmpty(page);
          await this.#filling;
        }
        return this.#reply(page, message.call, () => this.#tracker.run(page.as, FIRST_START.setUp));
    }
  }

  #applyBatch(page: Page, { batch, base, mutations, sure }: Extract<ToServer, { type: 'batch' }>): void {
    const conflict = this.#order.conflict(mutations, base, page.id);
    if (conflict) {
      this.#begin(
        page,
        `Your last change was not saved. ${conflict} The sheet shows how it stands now; please make the change again.`,
      );
      return;
    }
    if (!sure && this.#tracker.warnsOf(mutations)) {
      this.#send(page, { type: 'ask', batch });
      return;
    }
    try {
      const { ui } = this.#tracker.applyFromPage(page.as, mutations, page.id);
      this.#commit();
      this.#send(page, { type: 'accepted', batch });
      if (ui.length > 0) this.#send(page, { type: 'result', call: 0, ui, calls: {} });
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error);
      this.#commit();
      this.#begin(page, `Your last change was not saved. ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #reply(page: Page, call: number, work: () => RunResult): void {
    const { value, error, ui, calls } = work();
    this.#commit();
    this.#send(page, {
      type: 'result',
      call,
      ui,
      calls,
      ...(value !== undefined && { value }),
      ...(error !== undefined && { error }),
    });
  }

  /** Everything so far is on disk when this returns: only then is anything acknowledged. */
  #commit(): void {
    this.#store.commit();
    this.#sayAbout();
    if (this.#store.lines > SNAPSHOT_AFTER_LINES) this.#save();
  }

  /** Puts the workbook aside and fills an empty one. Numbers go on, so that what a page still sends for the old one no longer fits. */
  async #startEmpty(page: Page): Promise<void> {
    this.#tell({ type: 'busy' });
    await new Promise((resolve) => setTimeout(resolve, BUSY_SHOWN_MS));
    try {
      this.#store.setAside(new Date());
      this.#tracker.dispose();
      this.#store = new Store(this.options.data);
      this.#store.open();
      await this.#openTracker();
      await this.#fill(false);
    } finally {
      this.#filling = undefined;
    }
    const stays = new Set(this.#people().map(({ email }) => email));
    for (const other of this.#pages.values()) {
      // The people of the sample are gone.
      if (!stays.has(other.as)) other.as = this.#defaultPerson();
      this.#begin(
        other,
        other === page ? undefined : 'Somebody started with an empty workbook. The old one was put aside.',
      );
    }
  }

  // What pages show around the sheet

  #about() {
    const { outbox, triggers } = this.#tracker.state;
    return { people: this.#people(), outbox, triggers, sample: this.#sample };
  }

  /** The owner, everybody in the People tab, and a stranger. */
  #people(): PersonChoice[] {
    const people: PersonChoice[] = [{ email: this.#tracker.state.owner, label: 'Owner of the file' }];
    for (const { email, name, role } of this.#listedPeople()) {
      if (!people.some((person) => person.email === email)) people.push({ email, label: `${name}, ${role}` });
    }
    people.push({ email: STRANGER, label: 'A stranger' });
    return people;
  }

  #listedPeople(): { email: string; name: string; role: string }[] {
    if (!this.#tracker.sheets().some(({ name }) => name === 'People')) return [];
    const rows = this.#tracker.values('People', 'A1:Z200');
    const text = (row: unknown[], header: string) => String(row[rows[0]!.indexOf(header)] ?? '');
    return rows
      .slice(1)
      .map((row) => ({ email: text(row, 'E-mail').toLowerCase(), name: text(row, 'Name'), role: text(row, 'Role') }))
      .filter(({ email }) => email.includes('@'));
  }

  /** Who a page is that has not chosen: somebody who can do things in the sample; the owner, who sets up, in a workbook of one's own. */
  #defaultPerson(): string {
    const shown = this.#sample ? this.#listedPeople().find(({ role }) => role === SHOWS_MOST) : undefined;
    return shown?.email ?? this.#tracker.state.owner;
  }

  /** Tells the pages what changed around the sheet, once for everything that changed at the same time. */
  #sayAbout(): void {
    if (this.#aboutDue) return;
    this.#aboutDue = true;
    setImmediate(() => {
      this.#aboutDue = false;
      this.#tell({ type: 'about', ...this.#about() });
    });
  }

  #tell(message: ToPage): void {
    if (this.#filling && message.type !== 'busy') return;
    const text = JSON.stringify(message);
    for (const { socket } of this.#pages.values()) if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  #send(page: Page, message: ToPage): void {
    if (page.socket.readyState === WebSocket.OPEN) page.socket.send(JSON.stringify(message));
  }

  // Files

  #serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const found = this.#isOurs(request) ? FILES[new URL(request.url ?? '/', 'http://localhost').pathname] : undefined;
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, {
      'content-type': found[1],
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    fs.createReadStream(path.join(this.options.page, found[0])).pipe(response);
  }

  /** A page of some other site must not reach the workbook through this machine's browser. */
  #isOurs({ headers }: http.IncomingMessage): boolean {
    const local = (host: string | undefined) => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host ?? '');
    return local(headers.host) && (headers.origin === undefined || local(headers.origin.replace(/^http:\/\//, '')));
  }
}
