/** Why a figure on the page of a cluster is what it is: the figures are those of the tables, under other headers. */
import { POTS } from '../basics/words';
import { requestText } from '../overview/page-requests';
import { openShares, shareText } from '../overview/page-shares';
import { FIRST_COLUMNS } from '../overview/paper';
import type { Subject } from './explain';
import { explain } from './explain';
import type { Explanation, Question } from './explanation';

type First = (typeof FIRST_COLUMNS)[keyof typeof FIRST_COLUMNS];

/** By what heads the first column, what a row is about; null where its first cell names nothing. */
const SUBJECTS: { readonly [F in First]?: (question: Question, cluster: number, name: string) => Subject | null } = {
  [FIRST_COLUMNS.pot]: ({ year }, cluster, name) => {
    const pot = POTS.find((one) => one === name);
    return pot ? { kind: 'pot', cluster, pot, year } : null;
  },
  [FIRST_COLUMNS.school]: ({ books }, within, name) => {
    const school = books.schools.find('name', name)?.row;
    return school === undefined ? null : { kind: 'school', school, within };
  },
  [FIRST_COLUMNS.request]: ({ books }, cluster, name) => {
    // A long one goes on in the next row; its ID comes first.
    const found = books.requests.where('cluster', cluster).find((request) => requestText(request).startsWith(name));
    return found ? { kind: 'request', request: found.row } : null;
  },
  [FIRST_COLUMNS.owing]: ({ books, parameters, asAt }, _, name) => {
    const found = openShares(books, parameters, asAt).find((share) => shareText(books, share).startsWith(name));
    return found ? { kind: 'school', school: found.school, session: found.session.row } : null;
  },
};

/** What the tables call the figures; under other headers of schools is who came, and of requests all is the flag. */
const TABLE_HEADERS: Readonly<Record<string, string>> = {
  In: 'Received',
  Left: 'Closing',
  Promised: 'Committed',
  Shown: 'Evidenced',
  'Set aside': 'Committed',
  'Available of all': 'Available',
  [FIRST_COLUMNS.school]: 'Watch',
  [FIRST_COLUMNS.pot]: 'Available',
  [FIRST_COLUMNS.owing]: 'Open',
};

/** A row of the page, with what heads its columns. */
interface PaperRow {
  readonly headers: readonly string[];
  /** Its first cell. */
  readonly name: string;
}

/** Explains a cell of a cluster's page; null where nothing is worked out in it. */
export function explainOnPaper(
  question: Question,
  cluster: number,
  { headers, name }: PaperRow,
  column: number,
): Explanation | null {
  const header = headers[column] ?? '';
  const subject = name === '' || header === '' ? null : SUBJECTS[headers[0] as First]?.(question, cluster, name);
  if (!subject) return null;
  return (
    explain(question, subject, TABLE_HEADERS[header] ?? header) ??
    (headers[0] === FIRST_COLUMNS.school ? explain(question, subject, 'Attended') : null)
  );
}

/** Whether a row of the page heads a table. */
export const headsTable = (first: unknown): boolean => Object.values<unknown>(FIRST_COLUMNS).includes(first);
