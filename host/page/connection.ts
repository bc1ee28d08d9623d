import { type FromPage, type Result, STRANGER, type ToPage, type ToServer, type Welcome } from '../serve/protocol';

export interface Listener {
  welcome(message: Welcome): void;
  mutation(message: Extract<ToPage, { type: 'mutation' }>): void;
  cells(message: Extract<ToPage, { type: 'cells' }>): void;
  about(message: Extract<ToPage, { type: 'about' }>): void;
  accepted(batch: number): void;
  unsaved(batch: number, because: string): void;
  /** @param about - What whoever protected it wrote. */
  ask(batch: number, about: string): void;
  busy(): void;
  /** A result nobody waits for: what a trigger of an edit showed. */
  shown(result: Result): void;
  /** @param isStranger - The server does not know this page: it was opened by another address than the printed one. */
  lost(isStranger: boolean): void;
}

type Call =
  | { type: 'run'; name: string; args: unknown[]; options: object }
  | { type: 'trigger'; id: string }
  | { type: 'empty' };

const AGAIN_MS = 1_000;

/** The page's one socket to the server; it comes back by itself when the server does. */
export class Connection {
  #socket: WebSocket | null = null;
  #waiting = new Map<number, { resolve: (result: Result) => void; reject: (error: Error) => void }>();
  #calls = 0;

  constructor(
    private readonly as: () => string,
    private readonly token: () => string,
    private readonly listener: Listener,
  ) {
    this.#open();
  }

  send(message: ToServer): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify({ ...message, token: this.token() } satisfies FromPage));
    return true;
  }

  /** Runs something on the server; rejects when the connection is lost before the answer. */
  call(call: Call): Promise<Result> {
    const number = ++this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      if (!this.send({ ...call, call: number } as ToServer)) {
        this.#waiting.delete(number);
        reject(new Error('NetworkError: Connection failure due to HTTP 0'));
      }
    });
  }

  #open(): void {
    const socket = new WebSocket(`ws://${location.host}/`);
    this.#socket = socket;
    socket.onopen = () => this.send({ type: 'hello', as: this.as() });
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)) as ToPage);
    socket.onclose = ({ code }) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error('NetworkError: Connection failure due to HTTP 0'));
      this.#waiting.clear();
      this.listener.lost(code === STRANGER);
      setTimeout(() => this.#open(), AGAIN_MS);
    };
  }

  #take(message: ToPage): void {
    switch (message.type) {
      case 'welcome':
        this.listener.welcome(message);
        break;
      case 'mutation':
        this.listener.mutation(message);
        break;
      case 'cells':
        this.listener.cells(message);
        break;
      case 'about':
        this.listener.about(message);
        break;
      case 'accepted':
        this.listener.accepted(message.batch);
        break;
      case 'unsaved':
        this.listener.unsaved(message.batch, message.because);
        break;
      case 'ask':
        this.listener.ask(message.batch, message.about);
        break;
      case 'busy':
        this.listener.busy();
        break;
      case 'result': {
        const waiting = this.#waiting.get(message.call);
        this.#waiting.delete(message.call);
        if (waiting) waiting.resolve(message);
        else this.listener.shown(message);
      }
    }
  }
}
