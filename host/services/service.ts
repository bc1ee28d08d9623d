/**
 * The base of everything a script may hold of Google's services.
 *
 * Scripts see the methods of the subclasses and what is in `shown`; fields are for the host alone. Anything else a
 * script reaches for is refused with "X is not emulated" (runtime.ts).
 */
export abstract class Service {
  /** The name in errors and in counted calls, such as `Range`. */
  abstract readonly service: string;
  readonly shown?: Readonly<Record<string, unknown>>;

  toString(): string {
    return this.service;
  }
}

class Enumeration extends Service {
  override readonly shown: Readonly<Record<string, string>>;

  constructor(
    readonly service: string,
    names: readonly string[],
  ) {
    super();
    this.shown = Object.fromEntries(names.map((name) => [name, name]));
  }
}

/** An enum of Google's; its members are their own names, and a member not listed is "not emulated". */
export function enumeration(service: string, names: readonly string[]): Service {
  return new Enumeration(service, names);
}

/** A whole service that is known of and not emulated. */
export class MissingService extends Service {
  constructor(readonly service: string) {
    super();
  }
}

/** A service a custom function may not use: touching it throws. */
export class ForbiddenService extends Service {
  constructor(readonly service: string) {
    super();
  }
}

/** Ends a service call with Google's words for what is wrong. */
export function fail(message: string): never {
  throw new Error(message);
}
