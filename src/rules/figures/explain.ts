/** Why a figure or flag is what it is: the rule, what went in, and the smallest change that would alter it. */
import type { Day, FundingYear } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { ParameterName } from '../basics/parameter-table';
import type { Parameters } from '../basics/parameters';
import type { Pot } from '../basics/words';
import { requestStates } from '../requests/replay';
import { AGREEMENT_FIGURES, STAGE_FIGURES } from './agreement-figures';
import type { Asked } from './answer';
import { answer, totalText } from './answer';
import { CLUSTER_FIGURES } from './cluster-figures';
import type { FigureTable } from './define-figure';
import { isName } from './define-figure';
import type { Explanation, Question } from './explanation';
import { EXTRACT_FIGURES } from './extract-figures';
import { FRONT_FIGURES, REST_FIGURES } from './front-figures';
import { LEDGER_FIGURES } from './ledger-figures';
import { NEXT_FIGURES } from './next-figures';
import { PARAMETER_FIGURES } from './parameter-figures';
import { PLACE_FIGURES } from './place-figures';
import { POT_FIGURES } from './pot-figures';
import { clusterAsked, RELEASE_FIGURES, whyNoRelease } from './release-figures';
import { askedRequest, REQUEST_FIGURES } from './request-figures';
import { nothingShared, SHARE_FIGURES } from './share-figures';
import { clustersText, WATCH_FIGURES, whyMember } from './watch-figures';

/** What somebody asks about. */
export type Subject =
  | { readonly kind: 'cluster'; readonly cluster: number }
  | { readonly kind: 'pot'; readonly cluster: number; readonly pot: Pot; readonly year: FundingYear }
  /** The row below the pots that adds them up. */
  | { readonly kind: 'all pots'; readonly year: FundingYear }
  /** Null is the row that adds all schools up; `within` and `session` narrow it to one row of a table. */
  | { readonly kind: 'school'; readonly school: number | null; readonly within?: number; readonly session?: number }
  /** The PSQM places of a funding year. */
  | { readonly kind: 'places'; readonly year: FundingYear }
  | { readonly kind: 'parameter'; readonly name: ParameterName }
  | { readonly kind: 'request'; readonly request: number }
  | { readonly kind: 'ledger'; readonly line: number };

/** What figures are worked out from, on a day and for a funding year. */
export const questionOn = <B>(
  books: B,
  parameters: Parameters,
  asAt: Day,
  year: FundingYear = fundingYearOf(asAt),
): Question<B> => ({ books, parameters, asAt, year });

/**
 * Explains one figure or flag.
 *
 * Where a parameter that it needs is not set, the answer says so and what to enter.
 *
 * @param header - The header of its column, such as "Meetings" or "Opening". A request has its flag and its school
 *   days; a ledger line has its flag, and a parameter is explained itself, whatever the header.
 * @returns Null where the figure is none that is worked out.
 */
export function explain(asked: Question, subject: Subject, header: string): Explanation | null {
  const question = 'year' in subject ? { ...asked, year: subject.year } : asked;
  for (const source of sourcesOf(subject)) {
    const found = source(question, header);
    if (found) return found;
  }
  return null;
}

/** A table in which a figure may stand; null where it has no such column or row. */
type Source = (question: Question, header: string) => Explanation | null;

const among =
  <R>(table: FigureTable<R>, fits: (row: R) => boolean, more: Omit<Asked<R>, 'of'> = {}): Source =>
  (question, header) =>
    answer(question, table, header, { of: (rows) => rows.filter(fits), ...more });

function sourcesOf(subject: Subject): readonly Source[] {
  switch (subject.kind) {
    case 'cluster':
      return [
        among(CLUSTER_FIGURES, ({ cluster }) => cluster.row === subject.cluster),
        among(STAGE_FIGURES, ({ cluster, school }) => cluster.row === subject.cluster && school === null),
        among(AGREEMENT_FIGURES, ({ row }) => row === subject.cluster),
      ];
    case 'pot':
      return [among(POT_FIGURES, ({ cluster, pot }) => cluster === subject.cluster && pot === subject.pot)];
    case 'all pots':
      return [among(POT_FIGURES, () => true, { inAll: true })];
    case 'places':
      return [among(PLACE_FIGURES, () => true)];
    case 'school':
      return schoolSources(subject);
    case 'parameter':
      return [(question) => parameterAnswer(question, subject.name)];
    case 'request':
      return [(question, header) => requestAnswer(question, subject.request, header)];
    case 'ledger':
      return [(question) => among(LEDGER_FIGURES, ({ line }) => line.row === subject.line)(question, 'Flag')];
  }
}

/** A parameter is explained whether anybody has confirmed it or not. */
function parameterAnswer(question: Question, name: ParameterName): Explanation | null {
  const found = answer(question, PARAMETER_FIGURES, 'Value', { of: () => [name] });
  return found && { ...found, about: name };
}

/** A request has its flag, whatever is asked about it, and the days for which it has waited. */
function requestAnswer(question: Question, row: number, header: string): Explanation | null {
  const { books, parameters, asAt } = question;
  const asked = askedRequest(requestStates(books, parameters.apart(), asAt), books.requests.at(row));
  const own = header === 'School days' ? header : 'Flag';
  return answer(question, REQUEST_FIGURES, own, { of: () => [asked] });
}

function schoolSources({ school, within, session }: Extract<Subject, { kind: 'school' }>): readonly Source[] {
  const inAll = school === null;
  const isOwn = (line: { school: number; cluster: number }) =>
    (school === null || line.school === school) && (within === undefined || line.cluster === within);
  const isShare = (share: { school: number; session: { row: number } }) =>
    (school === null || share.school === school) && (session === undefined || share.session.row === session);
  const who = ({ books }: Question) => (school === null ? 'All schools' : books.schools.at(school).name);
  const sources: Source[] = [
    among(RELEASE_FIGURES, isOwn, {
      inAll,
      nobody: (question, { rule = 'F9' }) => ({
        who: who(question),
        answer: 'none',
        reasons: whyNoRelease(question, rule, clusterAsked(question, school, within)),
      }),
    }),
    among(SHARE_FIGURES, isShare, {
      inAll,
      nobody: (question, figure) => ({
        who: who(question),
        answer: totalText(question, figure, []),
        reasons: nothingShared(question),
      }),
    }),
  ];
  if (school === null) return sources;
  const taking = among(WATCH_FIGURES, isOwn, {
    nobody: (question) => ({
      who: who(question),
      answer: clustersText(question, school),
      reasons: whyMember(question, school),
    }),
  });
  return [taking, ...sources];
}

/** Tables that pages show, with the header row of each. */
// biome-ignore lint/suspicious/noExplicitAny: tables of any rows
const SHOWN: readonly FigureTable<any>[] = [
  FRONT_FIGURES,
  NEXT_FIGURES,
  REST_FIGURES,
  CLUSTER_FIGURES,
  POT_FIGURES,
  STAGE_FIGURES,
  PLACE_FIGURES,
  PARAMETER_FIGURES,
  REQUEST_FIGURES,
  WATCH_FIGURES,
  RELEASE_FIGURES,
  SHARE_FIGURES,
  EXTRACT_FIGURES,
];

/** A row of a page from some cell on to the right: what its cells show. */
type Shown = readonly unknown[];

/** What a figure assumes stands on its own page once, and not in every row: the column may be missing there. */
const MAY_LACK = 'Assumes';

/** The table of figures whose headers a row of a page begins with; null where that is none. */
export const tableHeaded = (headers: Shown): FigureTable<unknown> | null =>
  SHOWN.find(({ columns }) =>
    Object.keys(columns).every((header, index) => headers[index] === header || header === MAY_LACK),
  ) ?? null;

/**
 * Explains a cell of a table on a page.
 *
 * @param cells - The row it stands in, from the table's first column on.
 * @param column - Its place in the row.
 * @returns Null where the row is none of the table's: what is said below it, or what is no longer so.
 */
export function explainShown(
  question: Question,
  table: FigureTable<unknown>,
  cells: Shown,
  column: number,
): Explanation | null {
  const columns = Object.entries(table.columns);
  const names = columns.flatMap(([, own], index) =>
    isName(own) && own.format === 'words' && !own.isSaidElsewhere ? [{ own, index }] : [],
  );
  const inAll = names.every(({ own, index }) => cells[index] === (own.total?.([], question) ?? ''));
  const isIts = (row: unknown) => names.every(({ own, index }) => cells[index] === own.value(row, question));
  const header = columns[column]?.[0] ?? '';
  return answer(question, table, header, { inAll, of: (rows) => (inAll ? rows : rows.filter(isIts)) });
}
