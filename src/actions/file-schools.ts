/** A list of schools, as rows of Schools and of Membership. Rules P4, P5 and P7. */
import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import { asNamed } from '../rules/basics/text';
import type { Phase } from '../rules/basics/words';
import { AMBIGUOUS, LEFT_OUT } from '../workbook/kind';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { FileProblem } from './answers';
import { type FileRow, missingIn, rowProblem } from './file-cells';
import { type Drafted, type FileTarget, wrong } from './file-target';
import { refuse } from './perform';
import { maySetUp } from './set-up';
import { decidersText } from './whose-job';

const { id, name, aliases, phase, heldPsqm, scienceLead, note } = SHEETS.schools.columns;
const { cluster, from, to } = SHEETS.membership.columns;
const COLUMNS = { name, id, aliases, phase, heldPsqm, scienceLead, note, cluster, from, to };

interface SchoolCells {
  readonly id?: string;
  readonly name?: string;
  readonly aliases?: string[];
  readonly phase?: Phase;
  readonly heldPsqm?: boolean;
  readonly scienceLead?: string;
  readonly note?: string;
  readonly cluster?: number;
  readonly from?: Day;
  readonly to?: Day;
}

interface SchoolRow {
  readonly cells: SchoolCells & { readonly name: string };
  readonly school: string;
  /** Whether the school itself is new; else only its membership is. */
  readonly isNew: boolean;
  readonly membership: string;
}

/** The schools of a file. */
export const SCHOOLS_FILE: FileTarget<SchoolRow> = {
  label: 'Schools, and the cluster each is in',
  hint: 'A list of schools, with the cluster of each if you like. What is in the workbook already stays as it is.',
  writes: ['schools', 'membership'],
  reads: ['membership'],
  columns: COLUMNS,
  needed: ['name'],
  idPrefix: 'S',
  neededWith: { from: 'cluster' },
  clusters: ({ tables }) => tables.get('clusters').rows,
  refuses: (context, world) =>
    maySetUp(context, world)
      ? null
      : refuse(`This is not yours to do: you do not say which schools belong where. ${decidersText(context)}`),
  draft: ({ tables }, rows, ids) => {
    const listed = new Map<string, number>();
    return rows.map((row, index) => {
      const known = (row.values as SchoolCells).name;
      const drafted = draftOne(tables, row, ids[index]!, listed);
      if (known !== undefined && drafted.row !== null && !listed.has(asNamed(known))) listed.set(asNamed(known), index);
      return drafted;
    });
  },
  isWritten: (tables, own) =>
    tables.byId('schools', own) >= 0 || tables.get('membership').find('id', membershipId(own)) !== undefined,
  write: ({ tables, changes }, _, rows) => {
    for (const { cells, school, isNew, membership } of rows) {
      const { cluster: into, from: first, to: last, ...own } = cells;
      if (isNew && tables.byId('schools', school) < 0) changes.append('schools', { ...own, id: school });
      if (into === undefined || first === undefined) continue;
      if (tables.get('membership').find('id', membership)) continue;
      const spell = { id: membership, cluster: into, from: first, to: last ?? null };
      changes.appendFor('membership', { school }, spell);
    }
    return 'Membership without a decision is listed in Clusters ▸ Check workbook, as if it had been typed.';
  },
};

const membershipId = (school: string): string => `MB-${school.replace(/^S-/, '')}`;

/** What stands in the way of a row that names a school, or leads to the one that is meant. */
function schoolMeant(tables: Tables, { id: own, name: called = '' }: SchoolCells): number | FileProblem {
  const byId = own === undefined ? -1 : tables.byId('schools', own);
  const byName = tables.find('schools', called);
  if (byName === AMBIGUOUS && byId < 0)
    return rowProblem(`Several schools go by “${called}”: give the School ID of the one that is meant.`, 'name');
  if (byName === LEFT_OUT) return rowProblem(`“${called}” is a row of Schools that has to be mended first.`, 'name');
  if (byId < 0) return byName;
  const is = tables.get('schools').at(byId).name;
  if (byName >= 0 && byName !== byId)
    return rowProblem(`${own} is “${is}” in Schools, and “${called}” is another school.`, 'id');
  if (byName < 0) return rowProblem(`${own} is “${is}” in Schools; add “${called}” to its Aliases if it is.`, 'id');
  return byId;
}

function draftOne(tables: Tables, row: FileRow, own: string, listed: ReadonlyMap<string, number>): Drafted<SchoolRow> {
  const cells = row.values as SchoolCells;
  const problems = [...row.problems, ...missingIn(row, COLUMNS, SCHOOLS_FILE.needed)];
  if (cells.cluster !== undefined && cells.from === undefined && !problems.some(({ column }) => column === 'from'))
    problems.push(rowProblem('Say from when the schools are in their clusters.', 'from'));
  if (cells.from !== undefined && cells.to !== undefined && cells.to < cells.from)
    problems.push(rowProblem('The last day of membership comes after the first.', 'to'));
  const meant = schoolMeant(tables, cells);
  if (typeof meant !== 'number') problems.push(meant);
  const called = cells.name ?? '';
  if (problems.length > 0 || typeof meant !== 'number') return wrong(called, problems);
  // A school of the same name with another official number is another school: names do repeat.
  const isOther = meant >= 0 && cells.id !== undefined && tables.byId('schools', cells.id) < 0;
  const earlier = listed.get(asNamed(called));
  if (earlier !== undefined) return there(called, 'a row of this file above', false, null);
  const school = meant >= 0 && !isOther ? tables.get('schools').at(meant).id : (cells.id ?? own);
  const made = {
    cells: { ...cells, name: called },
    school,
    isNew: meant < 0 || isOther,
    membership: membershipId(own),
  };
  const joins = joinText(tables, cells);
  if (meant < 0) return fresh(`${called}, new${joins}`, made);
  const place = `row ${tables.get('schools').rowNumber(meant)} of ${SHEETS.schools.title}`;
  if (isOther) return there(`${called} (${cells.id}), of the same name${joins}`, place, true, made);
  if (cells.cluster === undefined) return there(called, place, false, null);
  const spells = tables.get('membership').where('school', meant);
  const meets = spells.filter(
    (spell) => spell.from <= (cells.to ?? spell.from) && (spell.to ?? cells.from!) >= cells.from!,
  );
  const other = meets.find((spell) => spell.cluster !== cells.cluster);
  if (other) {
    const { name: of } = tables.get('clusters').at(other.cluster);
    const advice = `It is in ${of} from ${formatDay(other.from)}: that ends first (Record ▸ A school joins, leaves …).`;
    return wrong(`${called}${joins}`, [rowProblem(advice, 'cluster')]);
  }
  return meets.length > 0
    ? there(`${called}${joins}`, `${place}, and a member`, false, null)
    : fresh(`${called}${joins}`, made);
}

function joinText(tables: Tables, { cluster: into, from: first, to: last }: SchoolCells): string {
  if (into === undefined || first === undefined) return '';
  const until = last === undefined ? '' : ` to ${formatDay(last)}`;
  return `, in ${tables.get('clusters').at(into).name} from ${formatDay(first)}${until}`;
}

const fresh = (text: string, row: SchoolRow): Drafted<SchoolRow> => ({
  ...{ text, problems: [], notes: [], there: null, mayRepeat: false },
  row,
});

const there = (text: string, where: string, mayRepeat: boolean, row: SchoolRow | null): Drafted<SchoolRow> => ({
  ...{ text, problems: [], notes: [], there: where, mayRepeat },
  row,
});
