/**
 * What the tracker keeps beside the cells, as the model reads it: the key of its seals, what forms recorded of each
 * request, and who was recorded as whom. It is read as data, the way the tabs are; docs/security.md says what counts.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Day } from './cells';

/** What the forms recorded of a request. */
export interface Recorded {
  readonly withdrawnOn: Day | null;
  readonly committedOn: Day | null;
  /** The mark of what the schools agreed to. */
  readonly agreed: string;
  readonly answeredOn: Day | null;
  /** Marks of whoever asked, changed or answered. */
  readonly authors: readonly string[];
}
export interface RecordedPerson {
  readonly email: string;
  readonly role: string;
  readonly cluster: string;
  readonly school: string;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly standsInFor: string;
}
export interface RecordedSpell {
  readonly school: string;
  readonly cluster: string;
  readonly from: Day;
  readonly to: Day | null;
}
/** Who may do what, as it was recorded. */
export interface Register {
  readonly people: readonly RecordedPerson[];
  readonly spells: readonly RecordedSpell[];
  readonly clusters: ReadonlyMap<string, string>;
  readonly schools: ReadonlyMap<string, string>;
}

const NOTHING: Recorded = { withdrawnOn: null, committedOn: null, agreed: '', answeredOn: null, authors: [] };

type Texts = Readonly<Record<string, string>>;
type RequestLine = [string, number, string, string, [Day | null, Day | null, string, (Day | null)?, string?]?];

const linesIn = (text: string): unknown[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown[]);

/** Pieces of a list that is too long for one text. */
const piecesOf = (texts: Texts, name: string, end = ''): unknown[][] =>
  Array.from({ length: Number(texts[name + end] || 0) }, (_, at) => linesIn(texts[`${name}.${at}${end}`] || '')).flat();

export class Beside {
  /** Whether there is a key: without one nothing can be checked. */
  readonly isKept: boolean;
  readonly register: Register | null;
  readonly #requests: ReadonlyMap<string, Recorded>;
  /** What a run that was cut off was about to record: right as well, until the next run has seen to it. */
  readonly #pending: ReadonlyMap<string, Recorded>;
  readonly #key: string;

  /** @param seals - Those in the rows of Decisions. */
  constructor(given: Texts, seals: ReadonlySet<unknown>) {
    const texts = isTakenOver(given, seals) ? takenOver(given) : given;
    this.#key = keyIn(given, seals);
    this.isKept = this.#key !== '';
    this.#requests = recordedIn(piecesOf(texts, 'seal.register'));
    const isStaged = (texts['seal.taken-over'] || '[]').includes('"seal.register"');
    const staged = isStaged ? recordedIn(piecesOf(texts, 'seal.register', '.next')) : new Map<string, Recorded>();
    this.#pending = new Map([...staged, ...recordedIn(linesIn(texts['seal.next'] || ''))]);
    this.register = registerIn(piecesOf(texts, 'seal.people'));
  }

  recorded(request: string): Recorded {
    return this.#requests.get(request) ?? NOTHING;
  }

  /** Whether a run was cut off that was about to record something. */
  get isCutOff(): boolean {
    return this.#pending.size > 0;
  }

  pending(request: string): Recorded | undefined {
    return this.#pending.get(request);
  }

  /** The mark of what schools agreed to, on a request as it was asked on its day. */
  agreedMark(id: string, askedOn: Day, agreedOnWhat: string): string {
    if (agreedOnWhat === '') return '';
    const text = JSON.stringify(['agreed', id, askedOn, agreedOnWhat.replace(/\s+/g, ' ').trim()]);
    return createHmac('sha256', this.#key).update(text).digest('hex').slice(0, 16);
  }
}

/**
 * Whether decisions are being taken over, and a row bears the seal that it got: what is about to be kept counts from then
 * on. A1.
 */
const isTakenOver = (texts: Texts, seals: ReadonlySet<unknown>): boolean =>
  !texts['seal.key'] &&
  (texts['seal.taken-over'] || '').includes('"seal.key"') &&
  piecesOf(texts, 'seal.register', '.next').some(([, , seal]) => seal !== '' && seals.has(seal));

/** The key of the seals that count; '' where there is none. */
export const keyIn = (texts: Texts, seals: ReadonlySet<unknown>): string =>
  (isTakenOver(texts, seals) ? texts['seal.key.next'] : texts['seal.key']) || '';

const takenOver = (texts: Texts): Texts => ({
  ...texts,
  ...Object.fromEntries(
    (JSON.parse(texts['seal.taken-over']!) as string[]).map((key) => [key, texts[`${key}.next`] ?? '']),
  ),
  'seal.taken-over': '',
});

/** The mark of an author. */
export const authorMark = (email: string): string => createHash('sha256').update(email).digest('hex').slice(0, 8);

const recordedIn = (lines: readonly unknown[][]): Map<string, Recorded> =>
  new Map(
    (lines as RequestLine[]).flatMap(([request, , , , record]): [string, Recorded][] => {
      if (!record) return [];
      const [withdrawnOn, committedOn, agreed, answeredOn = null, authors = ''] = record;
      return [[request, { withdrawnOn, committedOn, agreed, answeredOn, authors: authors.split(' ') }]];
    }),
  );

function registerIn(lines: readonly unknown[][]): Register | null {
  if (lines.length === 0) return null;
  const of = (kind: string) => lines.filter(([first]) => first === kind).map(([, ...rest]) => rest);
  const text = (cell: unknown) => (cell === null ? '' : String(cell));
  const day = (cell: unknown) => cell as Day | null;
  return {
    people: of('P').map(([email, role, cluster, school, from, to, standsInFor]) => ({
      ...{ email: text(email), role: text(role), cluster: text(cluster), school: text(school) },
      ...{ from: day(from), to: day(to), standsInFor: text(standsInFor) },
    })),
    spells: of('M').map(([school, cluster, from, to]) => ({
      ...{ school: text(school), cluster: text(cluster), from: from as Day, to: day(to) },
    })),
    clusters: new Map(of('C').map(([id, name]) => [text(id), text(name)])),
    schools: new Map(of('S').map(([id, name]) => [text(id), text(name)])),
  };
}
