import { firstDayOf, fundingYearOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { RuleNumber } from '../rules/basics/passages';
import type { Request } from '../rules/basics/rows';
import { capital } from '../rules/basics/words';
import { ledOutside, overlaps } from '../rules/clusters/membership';
import { attendanceFindings } from '../rules/meetings/attendance-findings';
import { doubleEntries } from '../rules/meetings/meetings';
import { whyOutsideHours } from '../rules/meetings/school-hours';
import { unmarkedMeetings } from '../rules/meetings/unmarked';
import { doubleEntry, noMarks, notMarked } from '../rules/meetings/words';
import { ledgerFindings } from '../rules/money/ledger-findings';
import { potFigures } from '../rules/money/pots';
import { twinSessions } from '../rules/money/twin-sessions';
import { areTwins } from '../rules/money/words';
import { movedSince } from '../rules/money/year-end';
import { clusterFindings, clusterView } from '../rules/overview/cluster-findings';
import { gateOf } from '../rules/overview/stages';
import { undecidedMembership } from '../rules/overview/undecided-membership';
import { changeFindings } from '../rules/overview/unmade-changes';
import { alsoElsewhere, ledAsNoMember } from '../rules/overview/words';
import { type Difference, differencesOf } from '../rules/requests/recorded';
import { differenceFinding } from '../rules/requests/recorded-words';
import { OVERVIEW, PAGE_KEYS } from '../workbook/pages/page';
import { columnLetters } from '../workbook/reading/problem';
import { readSettings } from '../workbook/reading/read-settings';
import { findColumns } from '../workbook/reading/read-table';
import type { SheetKey } from '../workbook/sheets';
import { SHEET_KEYS, SHEETS } from '../workbook/sheets';
import type { Tables } from '../workbook/tables';
import type { CellProblem, WorkbookChecked } from './answers';
import { offMidnight, offMidnightProblem, zoneProblems } from './check-dates';
import { compareWithLog } from './check-decisions';
import { formulaProblems } from './check-formulas';
import { brokenTabs, layoutProblems, pageProblems, renamed, renamedProblem, withoutConsequences } from './check-layout';
import { sharedNames, withDoubtful } from './check-pasted';
import { disguisedProblems } from './check-shown';
import { waitingProblems } from './confirm-people';
import { booksIn } from './lookups';
import type { Context } from './perform';
import { ask, readers } from './perform';
import { problemsTold } from './problems-told';
import { putBackProblem, putBacks } from './put-back';
import { cellProblem, strayProblems } from './repair-cells';
import { takeOverProblem } from './take-over';
import { COPY } from './whole-file';
import type { World } from './world';
import { finishCutOff } from './write-log';

/** Reads every tab and lists every problem with its cell; where a safe repair exists, offers it. */
export function checkWorkbook(world: World): WorkbookChecked {
  // A run that was cut off is finished first; while somebody is saving, it is their run, and no more is asked of it.
  const zone = zoneProblems(world);
  const copy = copyProblems(world);
  world.locked(() => finishCutOff(world));
  return ask(
    world,
    SHEET_KEYS,
    (context): WorkbookChecked => {
      const problems = [
        ...copy,
        ...zone,
        // In another time zone every date seems to have a time of day.
        ...(zone.length > 0 ? [] : offMidnight(context.tables).map(offMidnightProblem)),
        ...findProblems(context),
        ...formulaProblems(context.tables, world),
        ...disguisedProblems(context.tables, world),
        ...PAGE_KEYS.flatMap((page) => pageProblems(page, world.readPage(page))),
        ...strayProblems(context, world),
        ...takeOverProblem(context, world),
        ...waitingProblems(context, world),
      ];
      const rowsChecked = SHEET_KEYS.map((key) => context.tables.get(key)).reduce(
        (sum, { count, leftOut }) => sum + count + leftOut.length,
        0,
      );
      const message = `${rowsChecked} rows checked: ${howMany(problems)}.`;
      return { ok: true, ...problemsTold(problems), rowsChecked, message };
    },
    readers,
    'any',
  );
}

/** A file that is a copy says so before all else. */
const copyProblems = (world: World): CellProblem[] =>
  world.isCopy()
    ? [{ sheet: OVERVIEW.title, row: 1, a1: 'A1', header: '', message: COPY, severity: 'stop', repair: null }]
    : [];

function howMany(problems: readonly CellProblem[]): string {
  if (problems.length === 0) return 'no problems found';
  const stops = problems.filter(({ severity }) => severity === 'stop').length;
  const serious = stops > 0 ? `, ${stops} of them serious` : '';
  return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}${serious}`;
}

function findProblems(context: Context): CellProblem[] {
  const { tables } = context;
  const broken = brokenTabs(tables);
  const ofCells = SHEET_KEYS.flatMap((key) => {
    const { problems } = key === 'settings' ? readSettings(tables) : tables.get(key);
    const cells = problems.map((problem) => cellProblem(tables, key, problem));
    return withoutConsequences(key, cells, broken);
  });
  // Where a tab has lost a column, that is said already, and not of every row what follows from it.
  const isWhole = (['log', 'requests', 'decisions'] as const).every((key) => !broken.has(key));
  return [
    ...layoutProblems(tables),
    ...withDoubtful(tables, ofCells),
    ...sharedNames(tables),
    ...renamed(tables).map((row) => renamedProblem(tables, row)),
    ...placedFindings(context).map((placed) => ruleProblem(tables, placed)),
    ...(isWhole ? compareWithLog(context) : []).map((placed) => ruleProblem(tables, placed)),
    ...(isWhole ? putBacks(context) : [])
      .map((back) => putBackProblem(tables, back))
      .filter(({ sheet, a1 }) => !ofCells.some((cell) => cell.sheet === sheet && cell.a1 === a1)),
  ];
}

/** A finding at a row of a tab. */
interface Placed {
  readonly sheet: SheetKey;
  readonly column: string;
  readonly row: number;
  readonly finding: Finding;
  /** Said before the finding's own words. */
  readonly before?: string;
}

/** Where a finding about a cluster is placed in Clusters; by its lead school where nothing is said here. */
const COLUMN_OF: Readonly<Partial<Record<RuleNumber, string>>> = { P8: 'agreementStart', G3: 'stage' };

/** Everything that the rules have to say of rows that can all be read. */
function placedFindings({ tables, parameters, today }: Context): Placed[] {
  const books = booksIn(tables);
  const meetings = tables.get('meetings');
  const figures = potFigures(books, parameters, fundingYearOf(today), today);
  const gate = gateOf(books.requests, () => figures.states);
  const view = clusterView({ ...books, reviews: tables.get('reviews'), gate }, parameters, today);
  return [
    ...ledgerFindings(books, parameters, today).flatMap((findings, row) =>
      findings
        .filter(({ severity }) => severity !== 'note')
        .map((finding): Placed => ({ sheet: 'ledger', column: 'id', row, finding })),
    ),
    ...doubleEntries(meetings).map(({ meeting, earlier }): Placed => {
      const finding = doubleEntry({ earlier: earlier.id });
      return { sheet: 'meetings', column: 'date', row: meeting.row, finding };
    }),
    ...meetings.rows.flatMap((meeting): Placed[] => {
      const finding = meeting.status === 'Cancelled' ? null : whyOutsideHours(meeting, parameters);
      return finding ? [{ sheet: 'meetings', column: 'inSchoolHours', row: meeting.row, finding }] : [];
    }),
    ...unmarkedMeetings({ ...books, meetings }, { first: firstDayOf(fundingYearOf(today)), last: today }).map(
      ({ meeting, schools, isBlank }): Placed => {
        const names = schools.map((school) => books.schools.at(school).name);
        const finding = isBlank ? noMarks() : notMarked({ schools: names });
        return { sheet: 'meetings', column: 'id', row: meeting.row, finding };
      },
    ),
    ...attendanceFindings({ ...books, meetings }).map(
      ([row, finding]): Placed => ({ sheet: 'attendance', column: 'school', row, finding }),
    ),
    ...overlaps(books.membership).map(({ earlier, later, from }): Placed => {
      const finding = alsoElsewhere({ other: books.clusters.at(earlier.cluster).name, from });
      return { sheet: 'membership', column: 'from', row: later.row, finding };
    }),
    ...twinSessions(books.sessions).map(({ earlier, later }): Placed => {
      const finding = areTwins({ provider: earlier.provider, earlier: earlier.id, later: later.id });
      return { sheet: 'sessions', column: 'date', row: later.row, finding };
    }),
    ...books.clusters.rows.flatMap((cluster) =>
      clusterFindings(view, cluster).map((finding): Placed => {
        const column = COLUMN_OF[finding.rule] ?? 'leadSchool';
        return { sheet: 'clusters', column, row: cluster.row, finding };
      }),
    ),
    ...changeFindings(books, figures, today).map(
      ({ cluster, request, finding }): Placed =>
        request === null
          ? { sheet: 'clusters', column: 'leadSchool', row: cluster, finding }
          : { sheet: 'requests', column: 'school', row: request, finding },
    ),
    ...ledOutside(books.membership).map(({ row, school, cluster }): Placed => {
      const names = { school: books.schools.at(school).name, cluster: books.clusters.at(cluster).name };
      return { sheet: 'membership', column: 'ledTo', row, finding: ledAsNoMember(names) };
    }),
    ...undecidedMembership(books, figures.states, parameters, today).map(
      ({ spell, finding }): Placed => ({ sheet: 'membership', column: 'request', row: spell.row, finding }),
    ),
    ...books.requests.rows.flatMap((request) =>
      differencesToSay(tables, request).map((difference): Placed => {
        const finding = differenceFinding(difference);
        return { sheet: 'requests', column: difference.column, row: request.row, finding };
      }),
    ),
    ...movedSince({ ...books, yearEnds: tables.get('yearEnds') }, parameters).map(
      ({ line, finding }): Placed => ({ sheet: 'yearEnds', column: 'closing', row: line.row, finding }),
    ),
    ...figures.states.ignored.map(({ made, because }): Placed => {
      const before = 'This decision does not count: ';
      return { sheet: 'decisions', column: 'decision', row: made.row, finding: because.as('stop'), before };
    }),
  ];
}

/** Where a request says what no form recorded; of a withdrawal that was taken back the log tells. */
function differencesToSay(tables: Tables, request: Request): Difference[] {
  const { withdrawnOn } = tables.get('requests').at(request.row);
  return differencesOf(request).filter(
    ({ column, recorded }) =>
      column !== 'withdrawnOn' || recorded === null || (withdrawnOn !== null && withdrawnOn < recorded),
  );
}

function ruleProblem(tables: Tables, { sheet, column, row, finding, before = '' }: Placed): CellProblem {
  const { title, columns } = SHEETS[sheet];
  const positions: Record<string, number> = findColumns(SHEETS[sheet] as never, tables.grid(sheet)[0] ?? []);
  const rowNumber = tables.get(sheet).rowNumber(row);
  const a1 = `${columnLetters(Math.max(0, positions[column] ?? -1) + 1)}${rowNumber}`;
  return {
    sheet: title,
    row: rowNumber,
    a1,
    header: (columns as Record<string, { header: string }>)[column]?.header ?? '',
    message: `${title}!${a1}: ${before}${finding.message} (${finding.rule})`,
    cause: `${capital(before + finding.message)} (${finding.rule})`,
    severity: finding.severity,
    repair: null,
  };
}
