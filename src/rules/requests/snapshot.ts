import { dayOfIso, formatDay, isoOf } from '../basics/days';
import type { Pence } from '../basics/money';
import { formatMoney } from '../basics/money';
import type { Casebook, RequestRows } from '../basics/rows';
import { MATTERS, POTS } from '../basics/words';

/**
 * What a decision was about: the request as it stood, with IDs where a name could change. Rule A2.
 *
 * What follows `wantedOn` may change without a new decision; it is what the decision itself is judged by later. `note` is
 * kept only for a request for information, so that an answer written there shows.
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
  /** When the money had been promised, as far as was known. Rule A8. */
  readonly committedOn?: string | null;
  /** Who had asked for it or changed it. Rule A3. */
  readonly authors?: readonly string[];
  /** Whether the school had held the mark; for PSQM. Rule Q1. */
  readonly heldPsqm?: boolean;
  readonly note?: string | null;
  /** Which schools agreed to it, by their IDs; where it is schools that agree. Rule S8. */
  readonly agreeing?: readonly string[];
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
  const day = (value: number | null | undefined) => (value === null || value === undefined ? null : isoOf(value));
  return {
    matter: requests.matter[request]!,
    cluster: clusters.id[requests.cluster[request]!]!,
    school: school === null || school === undefined ? null : schools.id[school]!,
    pot: requests.pot[request]!,
    amount: requests.amount[request]!,
    payee: requests.payee[request]?.trim() || null,
    purpose: requests.purpose[request]!.trim(),
    wantedOn: day(requests.wantedOn[request]),
    committedOn: day(requests.committedOn[request]),
    authors: requests.askedBy[request]!,
    ...(requests.matter[request] === 'PSQM' && school !== null && school !== undefined
      ? { heldPsqm: schools.heldPsqm[school] === true }
      : {}),
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
    (snapshot['committedOn'] === undefined || textOrNull('committedOn')) &&
    (snapshot['authors'] === undefined || isListOfTexts(snapshot['authors'])) &&
    (snapshot['agreeing'] === undefined || isListOfTexts(snapshot['agreeing'])) &&
    (snapshot['amount'] === null || Number.isSafeInteger(snapshot['amount']));
  return good ? (value as Snapshot) : null;
}

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/**
 * The casebook with one request only, in row 0, as a decision found it, so that the rules can judge what was decided and
 * not what the row says by now; null where it names what there is not.
 *
 * A later author, payee or pot never changes an earlier decision. Rules A2 and A3.
 */
export function casebookThen(casebook: Casebook, request: number, decided: Snapshot): Casebook | null {
  const { requests, clusters, schools } = casebook;
  const cluster = rowById(clusters.id, decided.cluster);
  const school = decided.school === null ? null : rowById(schools.id, decided.school);
  const matter = MATTERS.find((name) => name === decided.matter);
  const pot = decided.pot === null ? null : POTS.find((name) => name === decided.pot);
  if (cluster < 0 || school === -1 || !matter || pot === undefined) return null;
  const then: RequestRows = {
    count: 1,
    id: [requests.id[request]!],
    matter: [matter],
    cluster: [cluster],
    school: [school],
    pot: [pot],
    amount: [decided.amount],
    payee: [decided.payee],
    purpose: [decided.purpose],
    wantedOn: [decided.wantedOn === null ? null : dayOfIso(decided.wantedOn)],
    committedOn: [null],
    schoolsAgreeing: [null],
    session: [requests.session[request]!],
    askedBy: [[...(decided.authors ?? requests.askedBy[request]!)]],
    askedOn: [requests.askedOn[request]!],
    withdrawnOn: [null],
    doneOn: [null],
    note: [null],
    agreedOnWhat: [null],
  };
  if (decided.heldPsqm === undefined || school === null) return { ...casebook, requests: then };
  const heldPsqm: (boolean | null)[] = [];
  heldPsqm[school] = decided.heldPsqm;
  return { ...casebook, requests: then, schools: { ...schools, heldPsqm } };
}

/** The cluster or school of a decision that no row has the ID of any more; null where both are there. */
export function lostId({ clusters, schools }: Casebook, { cluster, school }: Snapshot): string | null {
  if (rowById(clusters.id, cluster) < 0) return `the cluster ${cluster}`;
  return school !== null && rowById(schools.id, school) < 0 ? `the school ${school}` : null;
}

const rowsById = new WeakMap<readonly string[], Map<string, number>>();

/** The row of an ID in a column of IDs, or -1. */
export function rowById(ids: readonly string[], id: string): number {
  let rows = rowsById.get(ids);
  if (!rows) {
    rows = new Map(ids.map((key, row) => [key, row]));
    rowsById.set(ids, rows); // tables are read once and never change
  }
  return rows.get(id) ?? -1;
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
    return rows.name[rowById(rows.id, value)] ?? value;
  }
  if (field === 'wantedOn') return formatDay(Date.parse(`${value}T00:00:00Z`) / 86_400_000);
  return value.length > 40 ? `“${value.slice(0, 40)}…”` : `“${value}”`;
}
