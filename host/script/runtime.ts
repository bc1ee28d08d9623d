/** The script's world: the bundle in a bare context, and the border its values and Google's services cross. */
import { types } from 'node:util';
import vm from 'node:vm';
import { ForbiddenService, Service } from '../services/service';

/** What is made inside a context, so that `instanceof` holds there. */
interface Makers {
  array(length: number): unknown[];
  object(): Record<string, unknown>;
  date(instant: number): Date;
  error(message: string, name: string): Error;
}

// The script's clock is the host's; everything else about Date stays what it is.
const PRELUDE = new vm.Script(
  `(function (now) {
    const RealDate = Date;
    function ScriptDate(...parts) {
      if (!new.target) return new RealDate(now()).toString();
      const made = new.target === ScriptDate ? RealDate : new.target;
      return Reflect.construct(RealDate, parts.length ? parts : [now()], made);
    }
    ScriptDate.prototype = RealDate.prototype;
    ScriptDate.parse = RealDate.parse;
    ScriptDate.UTC = RealDate.UTC;
    ScriptDate.now = now;
    Object.defineProperty(ScriptDate, 'name', { value: 'Date' });
    Object.defineProperty(ScriptDate, 'length', { value: 7 });
    RealDate.prototype.constructor = ScriptDate;
    const own = { writable: true, configurable: true, enumerable: false };
    Object.defineProperty(globalThis, 'Date', { value: ScriptDate, ...own });
    return {
      array: (length) => new Array(length),
      object: () => ({}),
      date: (instant) => new RealDate(instant),
      error: (message, name) => {
        const error = new Error(message);
        Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
        return error;
      },
    };
  })`,
  { filename: 'prelude.js' },
);

/** Watches over each service call: counts it, may refuse it. */
export interface Border {
  before(call: string): void;
  after(call: string): void;
  /** What a service says, in the language of whoever runs the script. */
  inWords(message: string): string;
}

export class ScriptContext {
  readonly #context: vm.Context;
  readonly #makers: Makers;
  #border: Border;
  #now: () => number;
  readonly #lent = new WeakMap<unknown[], unknown[]>();
  readonly #proxies = new WeakMap<Service, object>();
  readonly #services = new WeakMap<object, Service>();

  constructor(script: vm.Script, globals: Record<string, unknown>, border: Border, now: () => number) {
    this.#border = border;
    this.#now = now;
    this.#context = vm.createContext({});
    this.#makers = (PRELUDE.runInContext(this.#context) as (now: () => number) => Makers)(() => this.#now());
    this.#define(globals);
    script.runInContext(this.#context);
  }

  /** Lets another run into the same context, with services and a clock of its own. */
  enter(globals: Record<string, unknown>, border: Border, now: () => number): this {
    this.#border = border;
    this.#now = now;
    this.#define(globals);
    return this;
  }

  #define(globals: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(globals))
      Object.defineProperty(this.#context, name, { value: this.give(value), configurable: true, writable: true });
  }

  /**
   * A function the bundle declares at its top level. Undefined for anything else, Google's and JavaScript's own
   * included.
   */
  function(name: string): ((...args: unknown[]) => unknown) | undefined {
    // What a script declares is enumerable; what was there before it is not.
    if (!Object.keys(this.#context).includes(name)) return undefined;
    const value: unknown = this.#context[name];
    return typeof value === 'function' ? (value as (...args: unknown[]) => unknown) : undefined;
  }

  /** The names of all of them. */
  functions(): string[] {
    return Object.keys(this.#context).filter((name) => typeof this.#context[name] === 'function');
  }

  /** Hands a host value to the script: services behind their border, arrays and Dates as the script's own. */
  give(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Service) return this.#proxyOf(value);
    if (Array.isArray(value)) {
      const copy = this.#makers.array(value.length);
      for (let i = 0; i < value.length; i++) {
        const item: unknown = value[i];
        copy[i] = item !== null && typeof item === 'object' ? this.give(item) : item;
      }
      return copy;
    }
    if (types.isDate(value)) return this.#makers.date(value.getTime());
    const copy = this.#makers.object();
    for (const [key, item] of Object.entries(value)) put(copy, key, this.give(item));
    return copy;
  }

  /**
   * Hands over rows that nobody changes, neither here nor there: those that were handed over before are the same again,
   * since most formulas read the same tabs.
   */
  lend(value: unknown): unknown {
    if (!Array.isArray(value)) return this.give(value);
    let lent = this.#lent.get(value);
    if (!lent) {
      lent = this.#makers.array(value.length);
      for (let i = 0; i < value.length; i++) lent[i] = this.lend(value[i]);
      this.#lent.set(value, lent);
    }
    return lent;
  }

  /** A list of rows of the script's own, to be lent as it is. */
  rows(count: number): unknown[][] {
    const rows = this.#makers.array(count) as unknown[][];
    this.#lent.set(rows, rows);
    return rows;
  }

  /** A row of the script's own. */
  row(columns: number): unknown[] {
    return this.#makers.array(columns);
  }

  /** A date of the script's own. */
  date(instant: number): Date {
    return this.#makers.date(instant);
  }

  #proxyOf(service: Service): object {
    const known = this.#proxies.get(service);
    if (known) return known;
    const proxy = new Proxy(Object.create(null), {
      get: (_, property) => this.#property(service, property),
      set: (_, property) => {
        throw this.#makers.error(`${service.service}.${String(property)} is not emulated`, 'Error');
      },
    });
    this.#proxies.set(service, proxy);
    this.#services.set(proxy, service);
    return proxy;
  }

  #property(service: Service, property: string | symbol): unknown {
    if (typeof property === 'symbol' || property === 'then' || property === 'toJSON') return undefined;
    if (service instanceof ForbiddenService) {
      throw this.#makers.error(`You do not have permission to call ${service.service} service.`, 'Exception');
    }
    if (service.shown && Object.keys(service.shown).includes(property)) return this.give(service.shown[property]);
    if (property === 'toString') return () => service.toString();
    const method: unknown = property in Object.prototype ? undefined : Reflect.get(service, property);
    if (typeof method !== 'function') {
      throw this.#makers.error(`${service.service}.${property} is not emulated`, 'Error');
    }
    return (...args: unknown[]) => this.#call(service, property, method, args);
  }

  // biome-ignore lint/complexity/noBannedTypes: any method of any service
  #call(service: Service, property: string, method: Function, args: unknown[]): unknown {
    const name = `${service.service}.${property}`;
    try {
      this.#border.before(name);
      const result: unknown = Reflect.apply(
        method,
        service,
        args.map((arg) => this.#take(arg)),
      );
      this.#border.after(name);
      return this.give(result);
    } catch (error) {
      // Google's services throw "Exception"s; to the script they must be Errors of its own.
      const message = error instanceof Error ? error.message : String(error);
      throw this.#makers.error(this.#border.inWords(message), 'Exception');
    }
  }

  /** Lets a script's argument out: the services behind their proxies, also inside arrays. */
  #take(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    const service = this.#services.get(value);
    if (service) return service;
    // Services stand in what is given by name as well, as the template of a new sheet does.
    if (!Array.isArray(value)) {
      const items = Object.values(value);
      if (!isPlainObject(value) || !items.some((item) => this.#isService(item))) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.#isService(item) ? this.#services.get(item) : item]),
      );
    }
    return value.map((item: unknown) => (item !== null && typeof item === 'object' ? this.#take(item) : item));
  }

  #isService(item: unknown): item is object {
    return item !== null && typeof item === 'object' && this.#services.has(item);
  }

  /**
   * Copies an argument of `google.script.run` into the script.
   *
   * @throws {Error} In Google's words, if it holds what cannot cross: a Date, a function, a Map and so on.
   */
  giveArgument(value: unknown, property: string): unknown {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'object') {
      if (['string', 'number', 'boolean'].includes(typeof value)) return value;
      throw new Error(`Failed due to illegal value in property: ${property}`);
    }
    if (Array.isArray(value)) {
      const copy = this.#makers.array(value.length);
      for (let i = 0; i < value.length; i++) copy[i] = this.giveArgument(value[i], String(i));
      return copy;
    }
    if (!isPlainObject(value)) throw new Error(`Failed due to illegal value in property: ${property}`);
    const copy = this.#makers.object();
    for (const [key, item] of Object.entries(value)) put(copy, key, this.giveArgument(item, key));
    return copy;
  }
}

/** Gives an object a property of its own, whatever it is called. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** A script's answer as `google.script.run` delivers it. A Date anywhere makes the whole of it null, without a word. */
export function takeAnswer(value: unknown): unknown {
  const holdsDate = Symbol('date');
  const copy = (item: unknown): unknown => {
    if (item === null || item === undefined || typeof item === 'function' || typeof item === 'symbol') return null;
    if (typeof item !== 'object') return item;
    if (types.isDate(item)) throw holdsDate;
    if (Array.isArray(item)) return item.map(copy);
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, copy(inner)]));
  };
  try {
    return copy(value);
  } catch (reason) {
    if (reason === holdsDate) return null;
    throw reason;
  }
}

/** The message of whatever a script threw, as a failure handler or a menu click shows it. */
export function messageOf(thrown: unknown): string {
  if (!types.isNativeError(thrown)) return String(thrown);
  return thrown.name === 'Exception' ? `Exception: ${thrown.message}` : thrown.message;
}
