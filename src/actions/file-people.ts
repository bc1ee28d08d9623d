/** A list of people, as rows of People: recorded, or waiting to be confirmed, as the form People has them. Rule A3. */
import type { Day } from '../rules/basics/days';
import { mailboxOf } from '../rules/basics/mailbox';
import type { Role } from '../rules/basics/words';
import { whoConfirms } from '../rules/requests/rights-words';
import { column } from '../workbook/define-sheet';
import { text } from '../workbook/kinds';
import { SHEETS } from '../workbook/sheets';
import { type FileRow, missingIn, rowProblem } from './file-cells';
import { type Drafted, type FileTarget, wrong } from './file-target';
import { doesText, needs, notTheirs, twinsOf, writePeople } from './people';
import type { Context } from './perform';
import { type RowWritten, recordWritten } from './register-people';
import { maySetUp } from './set-up';

// Who stands in for whom no file says: that is a decision of its own.
const { name, email, role, cluster, school, from, to } = SHEETS.people.columns;
const COLUMNS = { name, surname: column('Surname', text), email, role, cluster, school, from, to };

interface PersonCells {
  readonly name?: string;
  readonly surname?: string;
  readonly email?: string;
  readonly role?: Role;
  readonly cluster?: number;
  readonly school?: number;
  readonly from?: Day;
  readonly to?: Day;
}

/** The people of a file. */
export const PEOPLE_FILE: FileTarget<RowWritten> = {
  label: 'People and what they do',
  hint: 'A list of names and e-mail addresses with what each does. It waits to be confirmed where the form would, too.',
  writes: ['people'],
  reads: ['membership', 'requests', 'decisions'],
  columns: COLUMNS,
  needed: ['name', 'email', 'role'],
  idPrefix: '',
  clusters: ({ tables }) => tables.get('clusters').rows,
  refuses: (context, world) => (maySetUp(context, world) ? null : notTheirs(context)),
  draft: (context, rows) => {
    const listed = new Set<string>();
    return rows.map((row) => {
      const drafted = draftOne(context, row);
      if (drafted.row === null) return drafted;
      const key = keyOf(drafted.row);
      if (listed.has(key)) return { ...drafted, there: 'a row of this file above', row: null };
      listed.add(key);
      return drafted;
    });
  },
  isWritten: () => false,
  write: (context, world, rows) => {
    const recorded = recordWritten(context, world, rows);
    writePeople(context, rows);
    return recorded.is === 'waits'
      ? `All of them wait ${whoConfirms(recorded.by)}`
      : 'They can open the sheet once it is shared with their accounts.';
  },
};

const keyOf = ({ after }: RowWritten): string =>
  JSON.stringify([mailboxOf(after.email), after.role, after.cluster, after.school]);

function draftOne(context: Context, row: FileRow): Drafted<RowWritten> {
  const cells = row.values as PersonCells;
  const called = [cells.name, cells.surname].filter((part) => part !== undefined).join(' ');
  const named = called === '' ? row : { ...row, values: { ...row.values, name: called } };
  const problems = [...row.problems, ...missingIn(named, COLUMNS, PEOPLE_FILE.needed)];
  if (problems.length > 0) return wrong(called, problems);
  const after: RowWritten['after'] = {
    name: called,
    email: cells.email!,
    role: cells.role!,
    cluster: cells.cluster ?? null,
    school: cells.school ?? null,
    from: cells.from ?? null,
    to: cells.to ?? null,
    standsInFor: null,
  };
  const text = `${called}, ${doesText(context, after)} (${after.email})`;
  const lacks = [
    ...needs(after).map(({ field, message }) => rowProblem(message, field)),
    ...(after.from !== null && after.to !== null && after.to < after.from
      ? [rowProblem('The last day comes after the first.', 'to')]
      : []),
  ];
  if (lacks.length > 0) return wrong(text, lacks);
  const [twin] = twinsOf(context, after);
  const people = context.tables.get('people');
  const there = twin ? `row ${people.rowNumber(twin.row)} of ${SHEETS.people.title}` : null;
  return { text, problems: [], notes: [], there, mayRepeat: false, row: twin ? null : { before: null, after } };
}
