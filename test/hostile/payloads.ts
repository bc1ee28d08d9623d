/** Payloads drawn from the schemas of the forms, mostly as a form would send them, with something hostile here and there. */
import fc from 'fast-check';
import type { ZodMiniType } from 'zod/mini';
import { TEXTS, values } from './values';

/** What a schema says of itself, as far as payloads are drawn from it. */
interface Def {
  readonly type: string;
  readonly shape?: Record<string, ZodMiniType>;
  readonly innerType?: ZodMiniType;
  readonly element?: ZodMiniType;
  readonly options?: readonly ZodMiniType[];
  readonly entries?: Record<string, string>;
  readonly values?: readonly unknown[];
  readonly checks?: readonly { _zod: { def: { pattern?: RegExp } } }[];
}

type Drawn = fc.Arbitrary<unknown>;

/** Texts that mean something in the workbook: IDs of its rows, above all. */
export type Known = readonly string[];

const DAYS = ['2026-11-20', '2026-11-24', '2026-12-01', '2027-01-15', '2026-02-30', '2099-12-31', '0001-01-01'];
const ORDINARY = ['A text', 'A. Payee', '2026/27', '2025/26', 'new@example.org', '12.50', 'A1'];

/**
 * What fits a schema, or nearly.
 *
 * @throws {Error} For a kind of schema that no form has yet.
 */
export function fitting(schema: ZodMiniType, known: Known): Drawn {
  const def = schema._zod.def as unknown as Def;
  const within = (inner: ZodMiniType) => mixed(fitting(inner, known));
  switch (def.type) {
    case 'object':
      return objectOf(def.shape!, known);
    case 'optional':
    case 'nullable':
      return fc.oneof({ weight: 4, arbitrary: fitting(def.innerType!, known) }, fc.constantFrom(null, undefined));
    case 'array':
      return fc.array(within(def.element!), { maxLength: 4 });
    case 'union':
      return fc.oneof(...def.options!.map((option) => fitting(option, known)));
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries!));
    case 'literal':
      return fc.constantFrom(...def.values!);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.nat({ max: 20 }), fc.integer(), fc.double());
    case 'string':
      return textOf(def, known);
    default:
      throw new Error(`No payload is drawn yet of a schema of the kind ${def.type}.`);
  }
}

function textOf({ checks = [] }: Def, known: Known): Drawn {
  const pattern = checks.map(({ _zod }) => _zod.def.pattern).find((one) => one !== undefined);
  if (pattern) {
    const days = DAYS.filter((day) => pattern.test(day));
    const drawn = fc.stringMatching(new RegExp(pattern.source));
    return days.length > 0 ? fc.oneof(fc.constantFrom(...days), drawn) : drawn;
  }
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    fc.constantFrom(...ORDINARY),
    fc.constantFrom(...TEXTS),
  );
}

/** Mostly what fits; now and then a hostile text, or a value of another kind. */
const mixed = (good: Drawn): Drawn =>
  fc.oneof({ weight: 24, arbitrary: good }, fc.constantFrom(...TEXTS), fc.nat().map(nthValue));

const nthValue = (drawn: number): unknown => {
  const all = values();
  return all[drawn % all.length];
};

/** An object with its fields, now and then without one, or with some that nobody asked for. */
function objectOf(shape: Record<string, ZodMiniType>, known: Known): Drawn {
  const fields = Object.entries(shape).map(([name, schema]) =>
    fc.tuple(fc.constant(name), mixed(fitting(schema, known)), fc.nat({ max: 40 })),
  );
  const extra = fc.oneof(
    { weight: 8, arbitrary: fc.constant('{}') },
    fc.constantFrom('{"__proto__":{"confirmed":true}}', '{"constructor":1}', '{"toString":null}', '{"length":1e9}'),
  );
  return fc.tuple(extra, ...fields).map(([more, ...drawn]) => {
    const object = JSON.parse(more as string) as Record<string, unknown>;
    for (const [name, value, dropped] of drawn as [string, unknown, number][]) if (dropped > 0) object[name] = value;
    return object;
  });
}

/** Every place in a payload that holds a text, a number or a tick, as the way there. */
export function placesIn(part: unknown, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof part !== 'object' || part === null) return [way];
  const entries: [string | number, unknown][] = Array.isArray(part) ? [...part.entries()] : Object.entries(part);
  return [way, ...entries.flatMap(([name, inner]) => placesIn(inner, [...way, name]))];
}

/** The payload with something else in one place. */
export function withAt(part: unknown, [name, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy = (Array.isArray(part) ? [...part] : { ...(part as object) }) as Record<string | number, unknown>;
  copy[name] = withAt(copy[name], rest, value);
  return copy;
}
