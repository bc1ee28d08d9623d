/** A list of clusters and their schools, which a new programme starts from. Rules P2, P4, P5 and P7. */
import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import { asNamed } from '../rules/basics/text';
import type { Phase } from '../rules/basics/words';
import { column, required } from '../workbook/define-sheet';
import { AMBIGUOUS, LEFT_OUT } from '../workbook/kind';
import * as kinds from '../workbook/kinds';
import { SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { FileProblem } from './answers';
import { type FileRow, missingIn, rowProblem } from './file-cells';
import { type Drafted, type FileTarget, wrong } from './file-target';
import { refuse } from './perform';
import { maySetUp } from './set-up';
import { isBlank } from './start-programme';
import { decidersText } from './whose-job';

const { id, aliases, phase, heldPsqm, scienceLead } = SHEETS.schools.columns;
const COLUMNS = {
  cluster: required('Cluster', { ...kinds.text, help: 'The name of the cluster the school is in.' }),
  name: required('School', { ...kinds.text, help: 'The name of the school.' }),
  phase,
  leads: column('Leads', kinds.tick, { note: 'Whether it is the lead school of its cluster.' }),
  from: required('From', kinds.date),
  agreementStart: SHEETS.clusters.columns.agreementStart,
  id,
  aliases,
  heldPsqm,
  scienceLead,
};

interface Cells {
  readonly cluster: string;
  readonly name: string;
  readonly phase?: Phase;
  readonly leads?: boolean;
  readonly from: Day;
  readonly agreementStart?: Day;
  readonly id?: string;
  readonly aliases?: string[];
  readonly heldPsqm?: boolean;
  readonly scienceLead?: string;
}

/** A school that is written, with its membership and, where it is the first of a new cluster, that cluster. */
interface ListedSchool {
  readonly cells: Cells;
  readonly school: string;
  /** What drop-downs show of it: its name, or its ID where another school has the same name. */
  readonly shown: string;
}

/** Clusters and schools as other people list them. */
export const PROGRAMME_FILE: FileTarget<ListedSchool> = {
  label: 'Clusters and their schools, to start a programme',
  hint: 'A row for each school, with the name of its cluster. Clusters are made of the names; nothing else is entered.',
  writes: ['clusters', 'schools', 'membership'],
  reads: ['membership'],
  columns: COLUMNS,
  needed: ['cluster', 'name', 'from'],
  idPrefix: 'S',
  clusters: ({ tables }) => tables.get('clusters').rows,
  isOffered: ({ tables }) => isBlank(tables),
  refuses: (context, world) =>
    maySetUp(context, world)
      ? null
      : refuse(`This is not yours to do: you do not say what the programme starts from. ${decidersText(context)}`),
  draft: ({ tables }, rows, ids) => {
    const listed = listOf(rows);
    return rows.map((row, index) => draftOne(tables, listed, row, { index, own: ids[index]! }));
  },
  isWritten: (tables, own) => tables.byId('schools', own) >= 0,
  write: ({ tables, changes }, _, rows) => {
    for (const own of clustersOf(tables, rows)) {
      const lead = own.schools.find(({ cells }) => cells.leads === true);
      const start = own.schools.find(({ cells }) => cells.agreementStart !== undefined)?.cells.agreementStart;
      changes.appendFor('clusters', lead ? { leadSchool: lead.shown } : {}, {
        id: own.id,
        name: own.name,
        ...(start === undefined ? {} : { agreementStart: start }),
      });
    }
    for (const { cells, school, shown } of rows) {
      const { cluster, name: called, leads: _leads, from, agreementStart: _start, id: _id, ...more } = cells;
      changes.append('schools', { ...more, name: called, id: school });
      const spell = { id: school.replace(/^(S-)?/, 'MB-'), from };
      changes.appendFor('membership', { cluster: clusterShown(tables, cluster), school: shown }, spell);
    }
    return 'Lead schools and agreements are said in Clusters ▸ Set up workbook, where the list did not say them.';
  },
};

/** What stands in the list as a whole, against which each row is looked at. */
interface Listed {
  readonly rows: readonly Partial<Cells>[];
  /** By what a school is known by, the first row that has it. */
  readonly first: ReadonlyMap<string, number>;
  /** By cluster, the first row that says it leads, and the first that says when the agreement starts. */
  readonly leads: ReadonlyMap<string, number>;
  readonly starts: ReadonlyMap<string, number>;
  /** How many schools go by a name. */
  readonly called: ReadonlyMap<string, number>;
}

const schoolKey = ({ name: called = '', id: own = '' }: Partial<Cells>): string => `${asNamed(called)} ${own}`;

function listOf(files: readonly FileRow[]): Listed {
  const rows = files.map(({ values }) => values as Partial<Cells>);
  const [first, leads, starts] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const called = new Map<string, number>();
  const note = (map: Map<string, number>, key: string, row: number) => void (map.has(key) || map.set(key, row));
  rows.forEach((cells, row) => {
    if (cells.name === undefined) return;
    if (!first.has(schoolKey(cells))) called.set(asNamed(cells.name), (called.get(asNamed(cells.name)) ?? 0) + 1);
    note(first, schoolKey(cells), row);
    const cluster = asNamed(cells.cluster ?? '');
    if (cells.leads) note(leads, cluster, row);
    if (cells.agreementStart !== undefined) note(starts, cluster, row);
  });
  return { rows, first, leads, starts, called };
}

interface Place {
  readonly index: number;
  /** The ID it gets where the list gives none. */
  readonly own: string;
}

function draftOne(tables: Tables, listed: Listed, row: FileRow, { index, own }: Place): Drafted<ListedSchool> {
  const cells = row.values as Partial<Cells>;
  const called = cells.name ?? '';
  const found = [...row.problems, ...missingIn(row, COLUMNS, PROGRAMME_FILE.needed)];
  const problems = [...found, ...clusterProblems(tables, listed, cells, index)];
  const earlier = listed.first.get(schoolKey(cells)) ?? index;
  const before = listed.rows[earlier]!;
  if (earlier < index && asNamed(before.cluster ?? '') !== asNamed(cells.cluster ?? ''))
    problems.push(
      rowProblem(`A school is in one cluster (P4), and it is in ${before.cluster} in a row above.`, 'cluster'),
    );
  if (problems.length > 0) return wrong(called, problems);
  const whole = cells as Cells;
  const text = `${called}, in ${whole.cluster} from ${formatDay(whole.from)}${whole.leads ? ', which it leads' : ''}`;
  const school = cells.id ?? own;
  const meant = cells.id === undefined ? tables.find('schools', called) : tables.byId('schools', cells.id);
  const there = earlier < index ? 'a row of this list above' : meant >= 0 ? placeOf(tables, meant) : null;
  const isAlone = (listed.called.get(asNamed(called)) ?? 0) < 2 && tables.find('schools', called) < 0;
  const made = { cells: whole, school, shown: isAlone ? called : school };
  return { ...{ text, problems: [], notes: [], there, mayRepeat: false }, row: there === null ? made : null };
}

const placeOf = (tables: Tables, school: number): string =>
  `row ${tables.get('schools').rowNumber(school)} of ${SHEETS.schools.title}`;

/** What is wrong with the cluster of a row: its name, who leads it, when its agreement starts. */
function clusterProblems(tables: Tables, listed: Listed, cells: Partial<Cells>, index: number): FileProblem[] {
  const { cluster = '', leads, agreementStart, phase: is } = cells;
  const key = asNamed(cluster);
  const found = tables.find('clusters', cluster);
  const lead = listed.leads.get(key);
  const start = listed.rows[listed.starts.get(key) ?? index]!.agreementStart;
  const isOther = agreementStart !== undefined && start !== undefined && start !== agreementStart;
  return [
    ...(found === AMBIGUOUS || found === LEFT_OUT
      ? [rowProblem(`“${cluster}” is no clear name of a row of Clusters: see Clusters ▸ Check workbook.`, 'cluster')]
      : []),
    ...(leads && lead !== undefined && lead < index && schoolKey(listed.rows[lead]!) !== schoolKey(cells)
      ? [rowProblem(`${cluster} has one lead school (P3), and ${listed.rows[lead]!.name} leads it above.`, 'leads')]
      : []),
    ...(leads && is === 'Secondary' ? [rowProblem('A cluster is led by a primary-phase school (P2).', 'leads')] : []),
    ...(isOther
      ? [
          rowProblem(
            `${cluster} has one agreement, which starts ${formatDay(start)} in a row above (P8).`,
            'agreementStart',
          ),
        ]
      : []),
  ];
}

/** The clusters that are new, each with an ID that follows from its first school's. */
function clustersOf(tables: Tables, rows: readonly ListedSchool[]) {
  const made = new Map<string, { id: string; name: string; schools: ListedSchool[] }>();
  for (const row of rows) {
    const { cluster } = row.cells;
    if (tables.find('clusters', cluster) >= 0) continue;
    const known = made.get(asNamed(cluster));
    if (known) known.schools.push(row);
    else made.set(asNamed(cluster), { id: row.school.replace(/^(S-)?/, 'C-'), name: cluster, schools: [row] });
  }
  return [...made.values()];
}

/** A cluster as drop-downs show it; one that is new by the name that its row will have. */
const clusterShown = (tables: Tables, cluster: string): string => {
  const known = tables.find('clusters', cluster);
  return known >= 0 ? tables.nameAt('clusters', known) : cluster;
};
