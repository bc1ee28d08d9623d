import type { Run } from '../script/run';
import { fail, Service } from './service';

const MAX_VALUE_BYTES = 9 * 1024;
const MAX_STORE_BYTES = 500 * 1024;

export class PropertiesService extends Service {
  readonly service = 'PropertiesService';

  constructor(readonly run: Run) {
    super();
  }

  getDocumentProperties(): Properties {
    return new Properties(this.run, this.run.host.state.properties.document);
  }

  getScriptProperties(): Properties {
    return new Properties(this.run, this.run.host.state.properties.script);
  }

  getUserProperties(): Properties {
    const { properties, owner } = this.run.host.state;
    // Cell functions run as nobody, and have the owner's.
    const email = this.run.capacity === 'cell' ? owner : this.run.email;
    properties.user[email] ??= {};
    return new Properties(this.run, properties.user[email]);
  }
}

class Properties extends Service {
  readonly service = 'Properties';

  constructor(
    readonly run: Run,
    readonly store: Record<string, string>,
  ) {
    super();
  }

  getProperty(key: string): string | null {
    return this.store[key] ?? null;
  }

  getProperties(): Record<string, string> {
    return { ...this.store };
  }

  getKeys(): string[] {
    return Object.keys(this.store);
  }

  setProperty(key: string, value: unknown): this {
    return this.setProperties({ [key]: value });
  }

  setProperties(properties: Record<string, unknown>, deleteAllOthers = false): this {
    const next = deleteAllOthers ? {} : { ...this.store };
    for (const [key, value] of Object.entries(properties)) {
      const text = String(value);
      if (Buffer.byteLength(text) > MAX_VALUE_BYTES) fail('Argument too large: value');
      next[key] = text;
    }
    let bytes = 0;
    for (const [key, value] of Object.entries(next)) bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
    if (bytes > MAX_STORE_BYTES) {
      fail('You have exceeded the property storage quota. Please remove some properties and try again.');
    }
    if (deleteAllOthers) for (const key of Object.keys(this.store)) delete this.store[key];
    Object.assign(this.store, next);
    this.run.host.saved('properties');
    return this;
  }

  deleteProperty(key: string): this {
    delete this.store[key];
    this.run.host.saved('properties');
    return this;
  }

  deleteAllProperties(): this {
    for (const key of Object.keys(this.store)) delete this.store[key];
    this.run.host.saved('properties');
    return this;
  }
}
