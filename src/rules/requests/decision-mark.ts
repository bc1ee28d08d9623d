import { sumOf } from '../basics/log-chain';
import type { Pence } from '../basics/money';
import { oneSpaced } from '../basics/text';

/** A row of Decisions as it is bound to its line of the log; the request by its ID. */
export interface MarkedDecision {
  readonly id: string;
  readonly request: string;
  readonly decision: string;
  readonly amount: Pence | null;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly role: string;
  readonly inPlaceOf: string | null;
  readonly decidedAt: string;
  readonly decidedOnWhat: string;
}

/**
 * A digest of every cell of a decision: 16 hexadecimal digits of its SHA-256. A space and a new line are the same to
 * it, since a spreadsheet may change one into the other. Rules A1 and A12.
 */
export function digestOf(row: MarkedDecision): string {
  const { id, request, decision, amount, reason, decidedBy, role, inPlaceOf, decidedAt, decidedOnWhat } = row;
  const cells = [id, request, decision, amount, reason, decidedBy, role, inPlaceOf, decidedAt, decidedOnWhat];
  return sumOf(JSON.stringify(cells.map((cell) => plain(cell)))).slice(0, 16);
}

const plain = (cell: string | number | null) => (typeof cell === 'string' ? oneSpaced(cell) || null : cell);

/** How a line of the log ends that tells of a decision: `[D-7Q2M4K 0f3a…]`. */
export const decisionMark = (row: MarkedDecision): string => `[${row.id} ${digestOf(row)}]`;

/** The decision a line of the log tells of, or null. */
export function readMark(what: string): { id: string; digest: string } | null {
  const match = /\[(D-[A-Z0-9]+) ([0-9a-f]{16})\]$/.exec(what);
  return match && { id: match[1]!, digest: match[2]! };
}
