import type { Mutation } from '../../host/page/copy';
import type { ToPage, Welcome } from '../../host/serve/protocol';
import { Client } from './client';
import type { PageCopy } from './page-copy';
import type { TestServer } from './server';

// Univer, which jest cannot load as it is.
const { PageCopy: Copy } = require('../../.host/page-copy.cjs') as { PageCopy: typeof PageCopy };

/** A page as host/page/main.ts is one, but for what is seen of it. */
export class PageWithoutScreen {
  readonly copy: PageCopy;
  #unsent: Mutation[] = [];
  #seen = 0;
  #page = '';
  #batches = 0;
  /** Tabs whose cells are still to come. */
  #late = new Set<string>();
  readonly #pending = new Set<number>();
  /** Why changes of this page were not made. */
  readonly refused: string[] = [];

  private constructor(private readonly client: Client) {
    this.copy = new Copy((mutation) => {
      this.#unsent.push(mutation);
      if (this.#unsent.length === 1) queueMicrotask(() => this.#send());
    });
    this.#begin(client.welcome);
    client.onHeard = (message) => this.#hear(message);
  }

  static async open(server: TestServer, as: string): Promise<PageWithoutScreen> {
    return new PageWithoutScreen(await Client.open(server, as));
  }

  get isSettled(): boolean {
    return this.#late.size === 0 && this.#unsent.length === 0 && this.#pending.size === 0;
  }

  close(): void {
    this.client.close();
    this.copy.dispose();
  }

  #hear(message: ToPage): void {
    if (message.type === 'welcome') {
      if (message.because) this.refused.push(message.because);
      this.#begin(message);
    } else if (message.type === 'mutation') {
      this.#seen = message.seq;
      this.copy.apply(message, message.from === this.#page);
    } else if (message.type === 'cells') {
      if (message.cells) this.copy.fill(message.sheet, message.cells);
      if (message.last) this.#late.delete(message.sheet);
    } else if (message.type === 'accepted') this.#pending.delete(message.batch);
    this.client.heard.length = 0;
  }

  #begin(welcome: Welcome): void {
    this.#page = welcome.page;
    this.#seen = welcome.seq;
    this.#pending.clear();
    this.#unsent = [];
    this.#late = new Set(welcome.late);
    this.copy.show(welcome.snapshot, welcome.spilled);
  }

  #send(): void {
    const mutations = this.#unsent;
    this.#unsent = [];
    const batch = ++this.#batches;
    this.#pending.add(batch);
    this.client.send({ type: 'batch', batch, base: this.#seen, mutations });
  }
}
