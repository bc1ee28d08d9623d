/** The files of the page, to those who may have them, under a policy that lets nothing else run in it. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type http from 'node:http';
import path from 'node:path';
import { asServed, scriptsOf } from '../services/html-service';

const PAGE = '/';
const FILES = new Map<string, [file: string, type: string]>([
  [PAGE, ['index.html', 'text/html; charset=utf-8']],
  ['/page.js', ['page.js', 'text/javascript; charset=utf-8']],
  ['/page.css', ['page.css', 'text/css; charset=utf-8']],
]);

/** What goes with every answer. Nobody else's page may frame the tracker, where a click would be made for somebody. */
const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Stands in `index.html` where the nonce of each answer goes. */
const NONCE = '{{nonce}}';

/**
 * A page of some other address, be it on another port of this machine, must not reach the workbook through its browser.
 *
 * @param port - The one the server listens on.
 */
export function isOurs({ headers }: http.IncomingMessage, port: number): boolean {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`];
  const origin = headers.origin ?? `http://${headers.host}`;
  return hosts.includes(headers.host ?? '') && origin === `http://${headers.host}`;
}

/** A file that somebody saves. */
export interface Download {
  readonly name: string;
  readonly content: Buffer;
}

/** Where the whole workbook is saved from. */
const WORKBOOK = '/workbook.xlsx';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const tokenIn = (url = ''): string => new URLSearchParams(url.replace(/^[^?]*/, '')).get('token') ?? '';

async function sendFile(
  response: http.ServerResponse,
  file: Promise<Download>,
  say: (status: number, text: string) => void,
): Promise<void> {
  try {
    const { name, content } = await file;
    const disposition = `attachment; filename="${name}"`;
    response.writeHead(200, { ...HEADERS, 'content-type': XLSX, 'content-disposition': disposition }).end(content);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    say(500, 'The workbook could not be saved as .xlsx. What went wrong stands where the tracker was started.');
  }
}

export class PageFiles {
  /**
   * @param page - Folder of the page's built files.
   * @param bundle - Folder of the add-in, whose sidebars and dialogs the page shows.
   */
  constructor(
    private readonly page: string,
    private readonly bundle: string,
  ) {}

  /**
   * Answers a request, whatever it is; never rejects.
   *
   * @param download - Gives the workbook to whoever knows the token; undefined to others.
   */
  async answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    port: number,
    download: (token: string) => Promise<Download> | undefined,
  ): Promise<void> {
    const say = (status: number, text: string, headers: http.OutgoingHttpHeaders = {}) =>
      response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...headers }).end(text);
    const wanted = (request.url ?? '').replace(/\?.*$/, '');
    const isWorkbook = isOurs(request, port) && request.method === 'GET' && wanted === WORKBOOK;
    const file = isWorkbook ? download(tokenIn(request.url)) : undefined;
    if (file) return sendFile(response, file, say);
    const found = isOurs(request, port) ? FILES.get(wanted) : undefined;
    if (!found) return void say(404, 'Not found');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void say(405, 'Only to be read', { allow: 'GET, HEAD' });
    const [name, type] = found;
    try {
      const content = await readFile(path.join(this.page, name));
      const sent =
        wanted === PAGE ? await this.#underPolicy(String(content), request.headers.host!) : { body: content };
      response.writeHead(200, { ...HEADERS, 'content-type': type, ...('headers' in sent && sent.headers) });
      response.end(request.method === 'GET' ? sent.body : undefined);
    } catch {
      say(500, `${name} cannot be read. Stop the tracker and start it again with: npm start`);
    }
  }

  /**
   * The page with a nonce of its own. Frames of sidebars and dialogs inherit its policy: the scripts that run in them
   * are those of the add-in's own files, and the page's bridge to them by the nonce.
   */
  async #underPolicy(html: string, host: string): Promise<{ body: string; headers: http.OutgoingHttpHeaders }> {
    const nonce = randomBytes(18).toString('base64url');
    const scripts = ["'self'", `'nonce-${nonce}'`, ...(await this.#hashes())].join(' ');
    const policy = [
      "default-src 'none'",
      `script-src ${scripts}`,
      // The spreadsheet sets the styles of what it draws, and sidebars hold theirs.
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      `connect-src ws://${host}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ];
    return { body: html.split(NONCE).join(nonce), headers: { 'content-security-policy': policy.join('; ') } };
  }

  /** Of every script in the add-in's HTML files, as they are served. */
  async #hashes(): Promise<string[]> {
    const names = (await readdir(this.bundle)).filter((name) => name.endsWith('.html'));
    const files = await Promise.all(names.map((name) => readFile(path.join(this.bundle, name), 'utf8')));
    // A browser reads every line end as one character.
    const scripts = files.flatMap((html) => scriptsOf(asServed(html).replace(/\r\n?/g, '\n')));
    return scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  }
}
