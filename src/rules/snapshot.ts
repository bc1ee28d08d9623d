import { formatDay, isoOf } from './days';
import type { Pence } from './money';
import { formatMoney } from './money';
import type { Casebook } from './rows';

/**
 * What a decision was about: the request as it stood, with IDs where a name could change. Rule A2.
 *
 * `note` is kept only for a request for information, so that an answer written there shows.
 */
export interface Snapshot {
  readonly matter: string;
  readonly cluster: string;
  readonly school: string | null;
  readonly pot: string | null;
  readonly amount: Pence | null;
  readonly payee: string | null;
  readonly purpose: string;
  readonly wantedOn: string | null;
  readonly note?: string | null;
}

const FIELDS = ['matter', 'cluster', 'school', 'pot', 'amount', 'payee', 'purpose', 'wantedOn'] as const;

const LABELS: Record<(typeof FIELDS)[number], string> = {
  matter: 'matter',
  cluster: 'cluster',
  school: 'school',
  pot: 'pot',
  amount: 'amount',
  payee: 'payee',
  purpose: 'purpose',
  wantedOn: 'date wanted',
};

/** The request as it stands now. */
export function snapshotOf(casebook: Casebook, request: number): Snapshot {
  const { requests, clusters, schools } = casebook;
  const school = requests.school[request];
  const wantedOn = requests.wantedOn[request];
  return {
    matter: requests.matter[request]!,
    cluster: clusters.id[requests.cluster[request]!]!,
    school: school === null || school === undefined ? null : schools.id[school]!,
    pot: requests.pot[request] ?? null,
    amount: requests.amount[request] ?? null,
    payee: requests.payee[request]?.trim() || null,
    purpose: requests.purpose[request]!.trim(),
    wantedOn: wantedOn === null || wantedOn === undefined ? null : isoOf(wantedOn),
  };
}

/** The text of the "Decided on what" cell: canonical JSON, its keys in a fixed order. */
export function writeSnapshot(snapshot: Snapshot): string {
  const { note, ...rest } = snapshot;
  return JSON.stringify(note === undefined ? rest : { ...rest, note });
}

/** The snapshot a "Decided on what" cell holds, or null when it is not one. */
export function readSnapshot(text: string): Snapshot | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null; // typed by hand or cut off: the decision does not count, and Check workbook says so
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const snapshot = value as Record<string, unknown>;
  const textOrNull = (key: string) => snapshot[key] === null || typeof snapshot[key] === 'string';
  const good =
    typeof snapshot['matter'] === 'string' &&
    typeof snapshot['cluster'] === 'string' &&
    typeof snapshot['purpose'] === 'string' &&
    ['school', 'pot', 'payee', 'wantedOn'].every(textOrNull) &&
    (snapshot['amount'] === null || Number.isSafeInteger(snapshot['amount']));
  return good ? (value as Snapshot) : null;
}

/**
 * What differs between what was decided and the row now, in words: `amount £350.00 → £420.00`.
 *
 * A lower amount than decided is no change. Rule A2.
 */
export function changesSince(casebook: Casebook, decided: Snapshot, now: Snapshot): string[] {
  const changes: string[] = [];
  for (const field of FIELDS) {
    const [before, after] = [decided[field] ?? null, now[field] ?? null];
    if (before === after) continue;
    if (field === 'amount' && decided.amount !== null && now.amount !== null && now.amount < decided.amount) continue;
    changes.push(`${LABELS[field]} ${show(casebook, field, before)} → ${show(casebook, field, after)}`);
  }
  return changes;
}

function show(casebook: Casebook, field: (typeof FIELDS)[number], value: string | number | null): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'number') return formatMoney(value);
  if (field === 'cluster' || field === 'school') {
    const rows = field === 'cluster' ? casebook.clusters : casebook.schools;
    return rows.name[rows.id.indexOf(value)] ?? value;
  }
  if (field === 'wantedOn') return formatDay(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
  return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
}
