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
const STRANGER = 'stranger@example.org';
const SNAPSHOT_AFTER_LINES = 400;
const FILES: Record<string, [file: string, type: string]> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

interface Page {
  id: string;
  socket: WebSocket;
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
        resolve(`http://localhost:${typeof address === 'object' && address ? address.port : this.options.port}`);
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
    this.#tracker = await openTracker({ bundle: this.options.bundle, ...(snapshot && { snapshot }), journal });
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
    await this.#tracker.settled();
    this.#sample = sample;
    this.#save();
  }

  #save(): void {
    this.#store.save(this.#tracker.snapshot(), { sample: this.#sample });
  }

  // Pages

  #welcome(socket: WebSocket): void {
    const page: Page = { id: `p${++this.#numbered}-${process.pid}`, socket, as: '' };
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToServer;
      if (message.type === 'hello') {
        page.as = message.as || this.#tracker.state.owner;
        this.#pages.set(page.id, page);
        this.#begin(page);
      } else if (page.as !== '') void this.#answer(page, message);
    });
    socket.on('close', () => this.#pages.delete(page.id));
    socket.on('error', () => socket.terminate());
  }

  /** Sends everything a page needs to begin; `because` when it begins again. */
  #begin(page: Page, because?: string): void {
    const { menus } = this.#tracker.open(page.as);
    const welcome: Welcome = {
      type: 'welcome',
      page: page.id,
      seq: this.#order.seq,
      snapshot: this.#tracker.snapshot().workbook,
      spilled: this.#tracker.spilled(),
      menus,
      owner: this.#tracker.state.owner,
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
      case 'run':
        return this.#reply(page, message.call, () =>
          this.#tracker.run(page.as, message.name, message.args, message.options),
        );
      case 'trigger':
        return this.#reply(page, message.call, () => this.#tracker.runTrigger(message.id));
      case 'empty':
        await this.#startEmpty(page);
        return this.#reply(page, message.call, () => this.#tracker.run(page.as, FIRST_START.setUp));
    }
  }

  #applyBatch(page: Page, { batch, base, mutations }: Extract<ToServer, { type: 'batch' }>): void {
    const conflict = this.#order.conflict(mutations, base, page.id);
    if (conflict) {
      this.#begin(
        page,
        `Your last change was not saved. ${conflict} The sheet shows how it stands now; please make the change again.`,
      );
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

  async #startEmpty(page: Page): Promise<void> {
    this.#store.setAside(new Date());
    this.#tracker.dispose();
    this.#store = new Store(this.options.data);
    this.#store.open();
    this.#order = new Order();
    await this.#openTracker();
    await this.#fill(false);
    for (const other of this.#pages.values()) {
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
    if (this.#tracker.sheets().some(({ name }) => name === 'People')) {
      const rows = this.#tracker.values('People', 'A1:Z200');
      const column = (header: string) => rows[0]!.indexOf(header);
      const [name, email, role] = [column('Name'), column('E-mail'), column('Role')];
      for (const row of rows.slice(1)) {
        const address = String(row[email] ?? '').toLowerCase();
        if (!address.includes('@') || people.some((person) => person.email === address)) continue;
        people.push({ email: address, label: `${String(row[name])}, ${String(row[role])}` });
      }
    }
    people.push({ email: STRANGER, label: 'A stranger' });
    return people;
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
