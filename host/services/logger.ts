import { inspect } from 'node:util';
import { Service } from './service';

const lineOf = (parts: unknown[]) => parts.map((part) => (typeof part === 'string' ? part : inspect(part))).join(' ');

/** What a script writes to its log goes nowhere unless a `DEBUG` naming `script` asks for it. */
function write(parts: unknown[]): void {
  if (process.env['DEBUG']?.includes('script')) process.stderr.write(`${lineOf(parts)}\n`);
}

export class Logger extends Service {
  readonly service = 'Logger';

  log(...parts: unknown[]): this {
    write(parts);
    return this;
  }
}

/** Not one of Google's services, so nothing counts its calls. */
export const scriptConsole = {
  log: (...parts: unknown[]) => write(parts),
  info: (...parts: unknown[]) => write(parts),
  warn: (...parts: unknown[]) => write(parts),
  error: (...parts: unknown[]) => write(parts),
};
