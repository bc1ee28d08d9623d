import type { Run } from '../script/run';
import { fail, Service } from './service';

const MAX_KEY_LENGTH = 250;
const MAX_VALUE_BYTES = 100 * 1024;
const MAX_SECONDS = 21_600;
const DEFAULT_SECONDS = 600;

export class CacheService extends Service {
  readonly service = 'CacheService';

  constructor(readonly run: Run) {
    super();
  }

  getDocumentCache(): Cache {
    return new Cache(this.run, 'document');
  }

  getScriptCache(): Cache {
    return new Cache(this.run, 'script');
  }

  getUserCache(): Cache {
    return new Cache(this.run, `user ${this.run.email}`);
  }
}

class Cache extends Service {
  readonly service = 'Cache';

  constructor(
    readonly run: Run,
    readonly which: string,
  ) {
    super();
  }

  get(key: string): string | null {
    const kept = this.run.host.cache.get(this.#place(key));
    return kept && kept.until > this.run.host.now().getTime() ? kept.value : null;
  }

  getAll(keys: string[]): Record<string, string> {
    const found: Record<string, string> = {};
    for (const key of keys) {
      const value = this.get(key);
      if (value !== null) found[key] = value;
    }
    return found;
  }

  put(key: string, value: unknown, seconds = DEFAULT_SECONDS): null {
    const text = String(value);
    if (key.length > MAX_KEY_LENGTH) fail('Argument too large: key');
    if (Buffer.byteLength(text) > MAX_VALUE_BYTES) fail('Argument too large: value');
    const until = this.run.host.now().getTime() + Math.min(seconds, MAX_SECONDS) * 1000;
    this.run.host.cache.set(this.#place(key), { value: text, until });
    return null;
  }

  putAll(values: Record<string, unknown>, seconds = DEFAULT_SECONDS): void {
    for (const [key, value] of Object.entries(values)) this.put(key, value, seconds);
  }

  remove(key: string): null {
    this.run.host.cache.delete(this.#place(key));
    return null;
  }

  removeAll(keys: string[]): void {
    for (const key of keys) this.remove(key);
  }

  #place(key: string): string {
    return `${this.which}\n${key}`;
  }
}
