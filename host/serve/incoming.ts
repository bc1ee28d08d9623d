/** What a page may say: read and looked at before anything is done with it. */
import type { FromPage, ToServer } from './protocol';

/** As many changes as one batch holds at the most, many times what a paste of a whole tab makes. */
const MOST_MUTATIONS = 10_000;

type Said = Record<string, unknown>;

const isRecord = (value: unknown): value is Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a message of each type has all it needs, each of the right kind. */
const SHAPES: { [Type in ToServer['type']]: (said: Said) => boolean } = {
  hello: ({ as }) => isText(as),
  batch: ({ batch, base, mutations, sure }) =>
    isCount(batch) &&
    isCount(base) &&
    (sure === undefined || sure === true) &&
    Array.isArray(mutations) &&
    mutations.length <= MOST_MUTATIONS,
  again: () => true,
  run: ({ call, name, args, options }) =>
    isCount(call) && isText(name) && Array.isArray(args) && isRecord(options) && isSelection(options['selection']),
  trigger: ({ call, id }) => isCount(call) && isText(id),
  empty: ({ call }) => isCount(call),
};

function isSelection(selection: unknown): boolean {
  if (selection === undefined) return true;
  return isRecord(selection) && typeof selection['sheetId'] === 'number' && isText(selection['a1']);
}

/** A page's message; undefined for anything else. The token is still to be looked at. */
export function readMessage(text: string): FromPage | undefined {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(said) || !isText(said['token']) || !isText(said['type'])) return undefined;
  const shapes = new Map<string, (said: Said) => boolean>(Object.entries(SHAPES));
  return shapes.get(said['type'])?.(said) ? (said as unknown as FromPage) : undefined;
}
