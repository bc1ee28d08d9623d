import WebSocket from 'ws';
import type { ToPage, ToServer, Welcome } from '../../host/serve/protocol';
import type { TestServer } from './server';

const OWNER = 'owner@example.org';

/** A page without a screen: what it was sent, and what was acknowledged. */
export class Client {
  readonly heard: ToPage[] = [];
  /** Told of everything as it comes. */
  onHeard: (message: ToPage) => void = () => undefined;
  /** When the server hung up: why. */
  readonly closed: Promise<number>;
  private isClosed = false;
  private constructor(
    private readonly socket: WebSocket,
    /** What it tells the server to be known by. */
    public token: string,
  ) {
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    void this.closed.then(() => {
      this.isClosed = true;
    });
  }

  static async open(server: TestServer, as = OWNER, headers: Record<string, string> = {}): Promise<Client> {
    const client = await Client.connect(server, headers);
    client.send({ type: 'hello', as });
    await client.until((message) => message.type === 'welcome');
    return client;
  }

  /** As far as the socket: it has said nothing yet. */
  static async connect({ address, token }: TestServer, headers: Record<string, string> = {}): Promise<Client> {
    const socket = new WebSocket(address.replace('http', 'ws'), { headers });
    const client = new Client(socket, token);
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as ToPage;
      client.heard.push(message);
      client.onHeard(message);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return client;
  }

  send(message: ToServer): void {
    this.sendText(JSON.stringify({ ...message, token: this.token }));
  }

  sendText(text: string | Buffer): void {
    this.socket.send(text);
  }

  get welcome(): Welcome {
    return this.heard.filter((message): message is Welcome => message.type === 'welcome').at(-1)!;
  }

  async until(found: (message: ToPage) => boolean, from = 0): Promise<ToPage> {
    const end = Date.now() + 120_000;
    while (Date.now() < end) {
      const message = this.heard.slice(from).find(found);
      if (message) return message;
      if (this.isClosed) throw new Error('The server hung up.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('The server did not say what was waited for.');
  }

  /** The key by which the page knows a tab. */
  keyOf(sheet: string): string {
    return Object.values(this.welcome.snapshot.sheets!).find((candidate) => candidate!.name === sheet)!.id!;
  }

  /** Sets a cell as a page does. */
  write(
    sheet: string,
    row: number,
    column: number,
    value: string,
    batch: number,
    base = this.lastSeen(),
    sure?: true,
  ): void {
    const key = this.keyOf(sheet);
    this.send({
      type: 'batch',
      batch,
      base,
      ...(sure && { sure }),
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

/** The note of a school, by its row, as a page that begins is shown it. */
export const noteOf = (welcome: Welcome, row: number): unknown => {
  const sheet = Object.values(welcome.snapshot.sheets!).find((candidate) => candidate!.name === 'Schools')!;
  return (sheet.cellData as Record<number, Record<number, { v: unknown }>>)[row]?.[6]?.v;
};
