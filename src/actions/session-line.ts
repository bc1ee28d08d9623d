/** The session, and who came to it, that a form becomes; and what the rules say of them. Rules S1 to S5. */
import { formatDay, fundingYearOf } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import { formatMoney } from '../rules/basics/money';
import { unlessNotSet } from '../rules/basics/parameters';
import type { Attendance, Session } from '../rules/basics/rows';
import type { Unplaced } from '../rules/basics/table';
import { membersOn } from '../rules/clusters/membership';
import { came } from '../rules/meetings/marks';
import type { Books } from '../rules/money/books';
import type { SessionSplit } from '../rules/money/cpd';
import { potPartOf, sessionSplit } from '../rules/money/cpd';
import type { PotYear } from '../rules/money/pots';
import { potFigures, potOf } from '../rules/money/pots';
import { twinOf } from '../rules/money/twin-sessions';
import { sharedByText } from '../rules/money/words';
import { hasTwin, potHasLess, schoolsPay, splitNotSet } from '../rules/requests/words';
import type { Refusal } from './answers';
import { dayTyped, penceTyped } from './lookups';
import type { Context } from './perform';
import { refuseFields } from './perform';
import type { FieldProblem } from './schemas/parts';
import type { RecordSession } from './schemas/record-session';

export interface DraftSession {
  readonly session: Unplaced<Session> & { readonly fellow: boolean; readonly note: string | null };
  /** The row it takes the place of. */
  readonly existing: Session | null;
  /** Where it was part of no recorded meeting and it is known who came: a mark for every member. */
  readonly marks: readonly Pick<Attendance, 'school' | 'mark'>[];
}

/** Turns a form into a session with who came to it, or says everything that does not fit. */
export function draftSession(
  { tables, today }: Context,
  { newSession: typed, cluster: own, came: names, note, session }: RecordSession,
  id: string,
): DraftSession | Refusal {
  const problems: FieldProblem[] = [];
  const wrong = (field: string, message: string) => problems.push({ field, message });
  const date = dayTyped(typed.date);
  if (date === null) wrong('newSession.date', 'Pick a date of the calendar.');
  const clusters = [...new Set([own, ...typed.clusters])].map((key) => tables.byId('clusters', key));
  if (clusters.includes(-1)) wrong('cluster', 'Pick a cluster of the list.');
  const meeting = typed.meeting ? tables.get('meetings').find('id', typed.meeting) : undefined;
  if (typed.meeting && (!meeting || !clusters.includes(meeting.cluster)))
    wrong('newSession.meeting', 'Pick a meeting of a cluster that shares the session.');
  const members =
    date === null || clusters.includes(-1)
      ? []
      : clusters.flatMap((row) => membersOn(tables.get('membership'), row, date));
  const there = (names ?? []).map((name) => tables.byId('schools', name));
  if (date !== null && there.some((school) => !members.includes(school)))
    wrong('came', 'Only schools that were members on that day can be ticked (P7).');
  if (date !== null && date > today && there.length > 0)
    wrong('came', 'The session is still to come: say who came once it was held.');
  if (problems.length > 0 || date === null) return refuseFields(problems);
  return {
    session: {
      id,
      date,
      provider: typed.provider,
      fellow: typed.fellow,
      vatRegistered: typed.vatRegistered,
      netFee: penceTyped(typed.netFee),
      clusters,
      meeting: meeting?.row ?? null,
      note: note || null,
    },
    existing: session ? (tables.get('sessions').find('id', session) ?? null) : null,
    marks:
      meeting || there.length === 0
        ? []
        : members.map((school) => ({ school, mark: there.includes(school) ? 'Present' : 'Absent' })),
  };
}

/** What the rules say of a session, with the pot of the cluster that records it. */
export interface SessionVerdict {
  readonly split: SessionSplit | null;
  readonly findings: readonly Finding[];
  readonly pot: PotYear;
}

/** Looks at a session as if it stood in the workbook. */
export function judgeSession(
  { parameters, tables, today }: Context,
  books: Books,
  draft: DraftSession,
): SessionVerdict {
  const { session, marks } = draft;
  const there = books.sessions.find('id', session.id);
  const row = there?.row ?? books.sessions.count;
  // A meeting that is written with it stands at the end of its tab.
  const at = marks.length > 0 ? tables.get('meetings').count : session.meeting;
  const own: Session = { ...session, meeting: at, row };
  const attendance = books.attendance.plus(
    marks.map((mark) => ({ ...mark, meeting: at ?? -1, teachers: null, releaseCost: null })),
  );
  const sessions = there ? books.sessions.replacing(own) : books.sessions.plus([own]);
  const then: Books = { ...books, sessions, attendance };
  const split = unlessNotSet(() => sessionSplit(then, row, parameters), null);
  const cluster = session.clusters[0]!;
  const pot = potOf(potFigures(books, parameters, fundingYearOf(today), today), cluster, 'Cluster pot');
  const twin = twinOf(sessions, own);
  const wanted = split === null ? 0 : potPartOf(split, cluster).gross;
  return {
    split,
    pot,
    findings: [
      ...(split === null ? [splitNotSet({ parameter: 'cpd.cap' })] : sharing(then, split, cluster)),
      ...(twin ? [hasTwin({ twin: twin.id })] : []),
      ...(pot.available < wanted ? [potHasLess({ pot: pot.pot, available: pot.available, wanted })] : []),
    ],
  };
}

const sharing = ({ clusters }: Books, split: SessionSplit, cluster: number): Finding[] =>
  split.schools.net > 0
    ? [
        schoolsPay({
          pot: potPartOf(split, cluster).gross,
          schools: split.schoolsSharing.length,
          sum: split.schools.gross,
          sharedBy: sharedByText(clusters, split),
        }),
      ]
    : [];

/** A session in words: "2 Nov 2026, Bright Sparks, £550.00 and VAT, North Cluster". */
export const sessionText = ({ clusters }: Pick<Books, 'clusters'>, session: Omit<Session, 'row'>): string =>
  [
    formatDay(session.date),
    session.provider,
    `${formatMoney(session.netFee)}${session.vatRegistered ? ' and VAT' : ', no VAT'}`,
    session.clusters.map((row) => clusters.at(row).name).join(' and '),
  ].join(', ');

/** The schools that came to a meeting. */
export const presentAt = (attendance: Books['attendance'], meeting: number | null): number[] =>
  meeting === null
    ? []
    : attendance
        .where('meeting', meeting)
        .filter(({ mark }) => came(mark))
        .map(({ school }) => school);
