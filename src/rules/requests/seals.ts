/**
 * Seals of decisions: keyed hashes that only the tracker can make, chained by request. Rules A1 and A2.
 *
 * The key and the newest seal of every request are kept outside the cells, so whatever is typed, copied, deleted or
 * sorted in a tab is told from what was decided.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from '../basics/log-chain';
import type { DecisionMade, Request } from '../basics/rows';
import type { Kept, Recorded, Register, Sealed } from '../basics/seals';
import type { Table } from '../basics/table';
import { oneSpaced } from '../basics/text';
import { agreedSeal, isNothing } from './recorded';

/** A decision as it is sealed. */
export type Sealable = Omit<DecisionMade, 'row' | 'request' | 'seal' | 'sealedBefore'>;

/** The two cells of a decision that prove where it comes from. */
export interface SealCells {
  readonly seal: string;
  readonly sealedBefore: string | null;
}

const SEAL_DIGITS = 32; // 128 bits
const MOST_OF_A_DECISION = 4_096; // bytes of its text; a longer one makes room

/**
 * Makes seals with a key.
 *
 * @returns 32 hexadecimal digits of the HMAC-SHA-256.
 */
export function sealer(key: string): (text: string) => string {
  const begun = hmac.create(sha256, utf8(key));
  const one = begun.clone(); // begun anew for each text: to make another would take as long as to hash most texts
  let room = new Uint8Array(MOST_OF_A_DECISION);
  return (text) => {
    if (text.length * 3 > room.length) room = new Uint8Array(text.length * 3);
    return bytesToHex(begun._cloneInto(one).update(utf8(text, room)).digest()).slice(0, SEAL_DIGITS);
  };
}

const plain = (cell: string | null) => (cell === null ? null : oneSpaced(cell) || null);

/** Everything that a decision says, with its place among those on its request, as one text. */
export function sealedText(request: string, place: number, before: string, made: Sealable): string {
  const { id, decision, amount, reason, decidedBy, role, inPlaceOf, decidedAt, decidedOnWhat } = made;
  return JSON.stringify([
    'decision',
    request,
    place,
    before,
    plain(id),
    plain(decision),
    amount,
    plain(reason),
    plain(decidedBy),
    plain(role),
    plain(inPlaceOf),
    plain(decidedAt),
    plain(decidedOnWhat),
  ]);
}

/** Seals decisions that are about to be written, one after the other. */
export class SealPress {
  private readonly sealed = new Map<string, Sealed>();

  constructor(private readonly kept: Pick<Kept, 'register' | 'sealOf'>) {}

  /** Seals the next decision on a request, by the ID of the request. */
  seal(request: string, made: Sealable): SealCells {
    const last = this.sealed.get(request) ?? this.kept.register.get(request);
    const [count, before] = [(last?.count ?? 0) + 1, last?.seal ?? ''];
    const seal = this.kept.sealOf(sealedText(request, count, before, made));
    const recorded = this.sealed.get(request)?.recorded;
    this.sealed.set(request, { count, seal, decision: made.id, ...(recorded ? { recorded } : {}) });
    return { seal, sealedBefore: before || null };
  }

  /** Records what a form would have of a request that has just been written, or is taken over. */
  record(request: Pick<Request, 'id' | 'askedOn' | 'agreedOnWhat'>, told: Omit<Recorded, 'agreed'>): void {
    const recorded: Recorded = { ...told, agreed: agreedSeal(this.kept.sealOf, request) };
    const { count = 0, seal = '', decision = '' } = this.sealed.get(request.id) ?? {};
    if (!isNothing(recorded)) this.sealed.set(request.id, { count, seal, decision, recorded });
  }

  /** What is to be kept of the requests decided on. */
  get register(): Register {
    return this.sealed;
  }
}

/** What the seals say of the decisions on one request. */
export interface Chain {
  /** Decisions that the tracker made, the earliest first. */
  readonly made: readonly DecisionMade[];
  /** Rows that it did not make. */
  readonly strays: readonly DecisionMade[];
  /** The first that is not as it was made; null where all are. */
  readonly fault: Fault | null;
}

/** A decision that was changed, that is gone, or after which one is gone that nobody can name. */
export interface Fault {
  readonly what: 'changed' | 'gone' | 'gone before';
  readonly decision: string;
}

/** Checks the decisions on a request against the register, wherever their rows stand. */
export function chainOf(kept: Kept, request: string, rows: readonly DecisionMade[]): Chain {
  const made: DecisionMade[] = [];
  let strays = rows;
  for (let before = ''; strays.length > 0; ) {
    const next = nextIn(kept, request, { place: made.length + 1, before }, strays);
    if (!next) break;
    made.push(next);
    strays = strays.length === 1 ? NONE : strays.filter((row) => row !== next);
    before = next.seal!;
  }
  const [known, pending] = [kept.register.get(request), kept.pending.get(request)];
  const isGood = isWhole(made, known) || (pending !== undefined && isWhole(made, pending));
  return { made, strays, fault: isGood ? null : faultIn(made, strays, known ?? pending) };
}

const NONE: readonly DecisionMade[] = [];

/** Of some rows the one that bears the seal of the decision that comes next on a request. */
function nextIn(
  { sealOf }: Kept,
  request: string,
  { place, before }: { readonly place: number; readonly before: string },
  rows: readonly DecisionMade[],
): DecisionMade | undefined {
  for (const row of rows) {
    if (row.seal === null || (row.sealedBefore ?? '') !== before) continue;
    if (sealOf(sealedText(request, place, before, row)) === row.seal) return row;
  }
  return undefined;
}

const isWhole = (made: readonly DecisionMade[], kept: Sealed | undefined): boolean =>
  made.length === (kept?.count ?? 0) && (made[made.length - 1]?.seal ?? '') === (kept?.seal ?? '');

function faultIn(made: readonly DecisionMade[], left: readonly DecisionMade[], kept: Sealed | undefined): Fault {
  const before = made[made.length - 1]?.seal ?? '';
  const sealed = left.filter(({ seal }) => seal !== null);
  const changed = sealed.find(({ sealedBefore }) => (sealedBefore ?? '') === before);
  if (changed) return { what: 'changed', decision: changed.id };
  const last = kept?.decision ?? '';
  const isLastGone = made.length + 1 === kept?.count;
  const unsealed = left.find(({ id }) => id === last);
  if (unsealed) return { what: isLastGone ? 'changed' : 'gone before', decision: last };
  if (isLastGone || sealed.length === 0) return { what: 'gone', decision: last };
  return { what: 'gone before', decision: sealed[0]!.id };
}

/** What the seals say of every request; each is checked when it is first asked about. */
export class Chains {
  private readonly known: (Chain | null)[];

  constructor(
    private readonly kept: Kept,
    private readonly requests: Table<Request>,
    private readonly decisions: Table<DecisionMade>,
  ) {
    this.known = new Array(requests.count);
  }

  /** By the row of a request; null where nobody decided on it, or ever did. */
  of(row: number): Chain | null {
    const known = this.known[row];
    if (known !== undefined) return known;
    const [{ id }, rows] = [this.requests.at(row), this.decisions.where('request', row)];
    const chain = rows.length > 0 || this.kept.register.has(id) ? chainOf(this.kept, id, rows) : null;
    this.known[row] = chain;
    return chain;
  }

  /** All of them, by the rows of their requests. */
  all(): [request: number, chain: Chain][] {
    return this.requests.rows.flatMap(({ row }): [number, Chain][] => {
      const chain = this.of(row);
      return chain === null ? [] : [[row, chain]];
    });
  }
}
