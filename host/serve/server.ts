/** Serves the page and keeps every open one in step with the workbook. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { movesCells } from '../book/univer/shared-mutations';
import type { Change, RunResult, Tracker } from '../contract';
import { HalfApplied, Refused } from '../contract';
import { readMessage } from './incoming';
import { KeptWorkbook } from './kept-workbook';
import { LateTabs } from './late-tabs';
import { defaultPerson, peopleOf } from './people';
import { type FromPage, STRANGER, type ToPage, type ToServer, type Welcome } from './protocol';
import { NotSaved } from './store';
import { Order } from './sync';
import { type Download, isOurs, PageFiles } from './web';

export interface ServerOptions {
  port: number;
  data: string;
  bundle: string;
  /** Where the page's built files are. */
  page: string;
  /** Open what is whole of a damaged workbook. */
  salvage?: boolean;
}

/** The global of the add-in that shows what to do first in an empty workbook. */
const SET_UP = 'showSetUp';
/** How long it takes until what could not be saved is tried again. */
const SAVE_AGAIN_MS = 5_000;
/** Filling keeps this process busy: what was said before must have left it, and been drawn. */
const BUSY_SHOWN_MS = 100;
/** Closes the socket of a page that says what no page says (RFC 6455: a policy was violated). */
const NONSENSE = 1008;
/** The longest message of a page; a paste that fills a tab is a tenth of it. */
const MOST_BYTES = 64 * 1024 * 1024;
/** What is kept for a page that does not take what it is told; it begins again then. */
const MOST_UNTAKEN_BYTES = 256 * 1024 * 1024;

const nothing = () => undefined;

interface Page {
  id: string;
  socket: WebSocket;
  /** '' until it has said hello. */
  as: string;
  /** The number at which it began last: what it changed before that was in a copy it has no more. */
  since: number;
  /** What it has begun without. */
  late?: LateTabs;
}

export class TrackerServer {
  readonly #http: http.Server;
  readonly #sockets: WebSocketServer;
  readonly #pages = new Map<string, Page>();
  #order = new Order();
  readonly #kept: KeptWorkbook;
  #aboutDue = false;
  #numbered = 0;
  #address = '';
  /** Drawn at the start, told in the printed address only: who knows it was shown the address. */
  readonly #token = randomBytes(18).toString('base64url');
  /** Batches that are done and not saved yet. */
  #owed: { page: Page; batch: number }[] = [];
  #savesAgain: NodeJS.Timeout | undefined;
  /** While a workbook is being filled pages are told nothing of it, and what they ask waits. */
  #filling: Promise<void> | undefined;

  constructor(private readonly options: ServerOptions) {
    const { data, bundle, salvage = false } = options;
    this.#kept = new KeptWorkbook({
      data,
      bundle,
      salvage,
      url: () => `${this.#address}/`,
      onChange: (change) => this.#sayChange(change),
    });
    const files = new PageFiles(options.page, bundle);
    this.#http = http.createServer(
      (request, response) => void files.answer(request, response, this.#port, (token) => this.#download(token)),
    );
    this.#sockets = new WebSocketServer({
      server: this.#http,
      maxPayload: MOST_BYTES,
      verifyClient: ({ req }: { req: http.IncomingMessage }) => isOurs(req, this.#port),
    });
    this.#sockets.on('error', () => undefined); // the same error ends the start of the server, with its reason
    this.#sockets.on('connection', (socket) => this.#welcome(socket));
  }

  /** Opens the workbook, fills a new one, and listens. Resolves with the address to open. */
  async start(): Promise<string> {
    await this.#kept.open();
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(this.options.port, '127.0.0.1', () => {
        this.#address = `http://localhost:${this.#port}`;
        resolve(`${this.#address}/?token=${this.#token}`);
      });
    });
  }

  async stop(): Promise<void> {
    for (const page of this.#pages.values()) page.socket.terminate();
    await new Promise((resolve) => this.#http.close(resolve));
    clearInterval(this.#savesAgain);
    this.#kept.close();
  }

  get #port(): number {
    const address = this.#http.address();
    return typeof address === 'object' && address ? address.port : this.options.port;
  }

  get #tracker(): Tracker {
    return this.#kept.tracker;
  }

  // Pages

  #welcome(socket: WebSocket): void {
    const page: Page = { id: `p${++this.#numbered}-${process.pid}`, socket, as: '', since: 0 };
    socket.on('message', (data) => {
      // Whatever goes wrong with what one page says, only that page is cut off; it comes back by itself.
      this.#hear(page, String(data)).catch((error) => {
        console.error(error instanceof Error ? error.message : error);
        socket.terminate();
      });
    });
    socket.on('close', () => {
      page.late?.stop();
      this.#pages.delete(page.id);
    });
    socket.on('error', () => socket.terminate());
  }

  async #hear(page: Page, data: string): Promise<void> {
    const message = readMessage(data);
    if (!message || !this.#knows(message)) {
      page.socket.close(message ? STRANGER : NONSENSE);
      return;
    }
    await this.#filling;
    if (message.type === 'hello') {
      page.as = message.as || defaultPerson(this.#tracker, this.#kept.isSample);
      this.#begin(page, this.#kept.notice);
    } else if (page.as !== '') await this.#answer(page, message);
  }

  /**
   * Sends everything a page needs to begin; `because` when it begins again, `refused` if without its last change.
   *
   * Until then it is told of nothing: what `onOpen` changes is in what it begins with.
   */
  #begin(page: Page, because?: string, refused?: true): void {
    page.late?.stop();
    this.#pages.delete(page.id);
    const { menus, ui } = this.#tracker.open(page.as);
    page.since = this.#order.mark();
    const { workbook, spilled, late } = this.#tracker.beginning();
    const welcome: Welcome = {
      type: 'welcome',
      page: page.id,
      as: page.as,
      seq: this.#order.seq,
      snapshot: workbook,
      spilled,
      late,
      menus,
      ...this.#about(),
      ...(because !== undefined && { because }),
      ...(refused && { refused }),
    };
    this.#commit();
    this.#send(page, welcome);
    if (page.socket.readyState !== WebSocket.OPEN) return;
    this.#pages.set(page.id, page);
    this.#sendLate(page, late);
    if (ui.length > 0) this.#send(page, { type: 'result', call: 0, ui, calls: {} });
  }

  #sendLate(page: Page, tabs: string[]): void {
    if (tabs.length === 0) return;
    page.late = new LateTabs({
      tabs,
      cells: (key, row, rows) => this.#tracker.cells(key, row, rows),
      send: (message) => this.#send(page, message),
      // A workbook that is being replaced has nothing to send.
      untaken: () => (this.#filling ? Number.POSITIVE_INFINITY : page.socket.bufferedAmount),
    });
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
        return this.#reply(page, message.call, () =>
          this.#tracker.state.triggers.some(({ id }) => id === message.id)
            ? this.#tracker.runTrigger(message.id)
            : { error: 'This trigger is no longer there.', ui: [], calls: {} },
        );
      case 'empty':
        // Whoever asked second finds it done.
        if (this.#kept.isSample) {
          const filling = this.#startEmpty(page);
          this.#filling = filling.then(nothing, nothing); // that it failed is said to whoever asked for it
          const because = await filling;
          if (because !== null) return this.#reply(page, message.call, () => ({ error: because, ui: [], calls: {} }));
        }
        return this.#reply(page, message.call, () => this.#tracker.run(page.as, SET_UP));
    }
  }

  async #applyBatch(page: Page, { batch, base, mutations, sure }: Extract<ToServer, { type: 'batch' }>): Promise<void> {
    const conflict = this.#order.conflict(mutations, base, page);
    if (conflict) {
      this.#begin(
        page,
        `Your last change was not saved. ${conflict} The sheet shows how it stands now; please make the change again.`,
        true,
      );
      return;
    }
    try {
      const about = sure ? undefined : this.#tracker.warningOf(page.as, mutations);
      if (about !== undefined) {
        this.#send(page, { type: 'ask', batch, about });
        return;
      }
      const { ui } = this.#tracker.applyFromPage(page.as, mutations, page.id);
      this.#owed.push({ page, batch });
      const because = this.#commit();
      if (because !== null) this.#send(page, { type: 'unsaved', batch, because });
      if (ui.length > 0) this.#send(page, { type: 'result', call: 0, ui, calls: {} });
    } catch (error) {
      if (!(error instanceof Refused)) console.error(error instanceof Error ? error.message : error);
      if (error instanceof HalfApplied) {
        this.#filling = this.#openAgain();
        await this.#filling;
      }
      const why = error instanceof Refused ? error.reason || error.message : 'The spreadsheet could not make it.';
      this.#begin(page, `Your last change was not saved. ${why}`, true);
    }
  }

  #reply(page: Page, call: number, work: () => RunResult): void {
    const { value, error, ui, calls } = work();
    const because = this.#commit();
    // What is not on disk is no answer: the same call, made again, finds what it did.
    const answer = because === null ? { value, error } : { value: undefined, error: because };
    this.#send(page, {
      type: 'result',
      call,
      ui,
      calls,
      ...(answer.value !== undefined && { value: answer.value }),
      ...(answer.error !== undefined && { error: answer.error }),
    });
  }

  /**
   * Puts everything so far on disk, and only then acknowledges it.
   *
   * @returns Null, or what to say where the disk does not take it: it is kept, and tried again.
   */
  #commit(): string | null {
    try {
      this.#kept.commit();
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      this.#savesAgain ??= setInterval(() => this.#commit(), SAVE_AGAIN_MS);
      return `${error.message} Your change is kept while the tracker runs, and saved as soon as that is possible.`;
    }
    clearInterval(this.#savesAgain);
    this.#savesAgain = undefined;
    for (const { page, batch } of this.#owed.splice(0)) this.#send(page, { type: 'accepted', batch });
    this.#sayAbout();
    this.#kept.saveIfLong();
    return null;
  }

  async #openAgain(): Promise<void> {
    try {
      await this.#kept.openAgain();
    } finally {
      this.#filling = undefined;
    }
  }

  /**
   * Puts the workbook aside and fills an empty one. Numbers go on, so that what a page still sends for the old one no
   * longer fits.
   *
   * @returns Null, or why it could not be done: then the old one is back.
   */
  async #startEmpty(page: Page): Promise<string | null> {
    this.#tell({ type: 'busy' });
    await new Promise((resolve) => setTimeout(resolve, BUSY_SHOWN_MS));
    let because: string | null;
    try {
      because = await this.#kept.startEmpty();
    } finally {
      this.#filling = undefined;
    }
    if (because !== null) {
      // They were told that it is being prepared.
      for (const other of [...this.#pages.values()]) if (other !== page) this.#begin(other);
      return because;
    }
    const stays = new Set(peopleOf(this.#tracker).map(({ email }) => email));
    for (const other of [...this.#pages.values()]) {
      // The people of the sample are gone.
      if (!stays.has(other.as)) other.as = defaultPerson(this.#tracker, this.#kept.isSample);
      this.#begin(
        other,
        other === page ? undefined : 'Somebody started with an empty workbook. The old one was put aside.',
      );
    }
    return null;
  }

  // What pages show around the sheet

  #about() {
    const { outbox, triggers, charts } = this.#tracker.state;
    return { people: peopleOf(this.#tracker), outbox, triggers, charts, sample: this.#kept.isSample };
  }

  #sayChange(change: Change): void {
    if (change.kind === 'state') {
      this.#sayAbout();
      return;
    }
    const { id, params, from, derived } = change;
    const seq = this.#order.next(change, from, derived === true);
    this.#tell({ type: 'mutation', seq, id, params, ...(from !== undefined && { from }) });
    if (!movesCells(id)) return;
    const { subUnitId } = params as { subUnitId?: string };
    for (const { late } of this.#pages.values()) late?.moved(subUnitId);
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
    for (const { socket } of this.#pages.values()) {
      if (socket.bufferedAmount > MOST_UNTAKEN_BYTES) socket.terminate();
      else if (socket.readyState === WebSocket.OPEN) socket.send(text);
    }
  }

  #send(page: Page, message: ToPage): void {
    if (page.socket.readyState === WebSocket.OPEN) page.socket.send(JSON.stringify(message));
  }

  /** The whole workbook as it stands, with the day in its name; undefined for whoever does not know the token. */
  #download(token: string): Promise<Download> | undefined {
    if (!this.#knows({ token })) return undefined;
    const name = `Cluster Tracker ${new Date().toISOString().slice(0, 10)}.xlsx`;
    const content = (this.#filling ?? Promise.resolve()).then(() => this.#tracker.xlsx());
    return content.then((bytes) => ({ name, content: bytes }));
  }

  /** Whether a page was opened by the printed address. */
  #knows({ token }: Pick<FromPage, 'token'>): boolean {
    const [is, wanted] = [Buffer.from(String(token)), Buffer.from(this.#token)];
    return is.length === wanted.length && timingSafeEqual(is, wanted);
  }
}
