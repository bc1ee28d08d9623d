import { formatDay, isoOf } from '../rules/basics/days';
import type { Meeting, Request } from '../rules/basics/rows';
import { isMember } from '../rules/clusters/membership';
import { came } from '../rules/meetings/marks';
import { MATTER_SPECS } from '../rules/requests/matters';
import { changesSince, readSnapshot, snapshotOf } from '../rules/requests/snapshot';
import type { AgreementForm } from './answers';
import type { Draft } from './draft-request';
import { booksWith } from './draft-request';
import { booksIn } from './lookups';
import type { Context } from './perform';
import type { FieldProblem } from './schemas/parts';

/** The schools that somebody speaks for today. */
const ownSchools = ({ me }: Context): number[] => me.rows.flatMap(({ school }) => (school === null ? [] : [school]));

/** Whether somebody may say for their own school that it agrees to a request. Rule S8. */
export const mayAgree = (context: Context, { matter, cluster, askedOn }: Request): boolean =>
  MATTER_SPECS[matter].asks.includes('schoolsAgreeing') &&
  ownSchools(context).some((school) => isMember(context.tables.get('membership'), school, cluster, askedOn));

/** Whether a form leaves what the schools of others said as it was. */
export function leavesOthers(context: Context, existing: Request, draft: Draft): boolean {
  const own = ownSchools(context);
  const others = (schools: readonly number[] | null) => (schools ?? []).filter((school) => !own.includes(school));
  const [named, ticked] = [others(existing.schoolsAgreeing), others(draft.request.schoolsAgreeing ?? null)];
  const counted = others(agreedBefore(context, draft).stillAgree);
  return ticked.every((school) => named.includes(school)) && counted.every((school) => ticked.includes(school));
}

const leads = ({ me }: Context, cluster: number): boolean =>
  me.rows.some((row) => row.role === 'Cluster lead' && row.cluster === cluster);

/** Meetings at which a cluster can have agreed to something. */
const isHeld = ({ status, date }: Meeting, { today }: Context): boolean => status === 'Held' && date <= today;

const presentAt = ({ tables }: Context, meeting: number): number[] =>
  tables
    .get('attendance')
    .where('meeting', meeting)
    .filter(({ mark }) => came(mark))
    .map(({ school }) => school);

/** What the form needs to say which schools agree: one's own schools, and for a lead the meetings held. Rule S8. */
export function agreementForm(context: Context): AgreementForm {
  const { tables } = context;
  const schoolId = (row: number) => tables.get('schools').at(row).id;
  const meetings = tables
    .get('meetings')
    .rows.filter((meeting) => isHeld(meeting, context) && leads(context, meeting.cluster))
    .sort((a, b) => b.date - a.date || (a.id < b.id ? -1 : 1));
  return {
    ownSchools: ownSchools(context).map(schoolId),
    meetings: meetings.map(({ row, id, date, kind, cluster }) => ({
      id,
      label: `${formatDay(date)}, ${kind.toLowerCase()}`,
      on: isoOf(date),
      cluster: tables.get('clusters').at(cluster).id,
      present: presentAt(context, row).map(schoolId),
    })),
  };
}

/**
 * What is wrong with the schools that are ticked as agreeing: each agrees through somebody of that school, or by being
 * at the recorded meeting at which the cluster's lead says it was agreed; who agreed to the same before does so still.
 * Rule S8.
 */
export function agreementProblems(context: Context, draft: Draft, agreedAt: string | null): FieldProblem[] {
  const { tables } = context;
  const ticked = draft.request.schoolsAgreeing ?? [];
  const meeting = agreedAt === null ? null : (tables.get('meetings').find('id', agreedAt) ?? null);
  const wrong = agreedAt === null ? null : whyNotAgreedAt(context, draft.request.cluster, meeting);
  if (wrong !== null) return [{ field: 'agreedAt', message: wrong }];
  const { stillAgree, changes } = agreedBefore(context, draft);
  const own = ownSchools(context).filter((school) =>
    isMember(tables.get('membership'), school, draft.request.cluster, draft.request.askedOn),
  );
  const may = new Set([...stillAgree, ...own, ...(meeting ? presentAt(context, meeting.row) : [])]);
  const others = ticked.filter((school) => !may.has(school)).map((school) => tables.get('schools').at(school).name);
  if (others.length === 0) return [];
  const since = changes.length === 0 ? '' : ` What was agreed before reads otherwise now: ${changes.join('; ')}.`;
  return [
    {
      field: 'schoolsAgreeing',
      message:
        `Untick ${others.join(', ')}: a school agrees through somebody of that school, under My requests, or by ` +
        `being at the recorded meeting at which the cluster’s lead says it was agreed.${since}`,
    },
  ];
}

/** Why nothing can have been agreed at a meeting; null where it can. */
function whyNotAgreedAt(context: Context, cluster: number, meeting: Meeting | null): string | null {
  if (meeting === null) return 'This meeting is not in the Meetings tab any more. Pick again.';
  if (!leads(context, cluster)) return 'Only the cluster’s lead can say at which meeting it was agreed.';
  if (meeting.cluster !== cluster) return 'Pick a meeting of the cluster that asks.';
  return isHeld(meeting, context) ? null : 'Pick a meeting that was held.';
}

/** Who agreed to a request as it is sent now; nobody where it reads otherwise than what was agreed. */
function agreedBefore({ tables }: Context, draft: Draft): { stillAgree: readonly number[]; changes: string[] } {
  const known = booksIn(tables);
  const before = readSnapshot(known.requests.find('id', draft.request.id)?.agreedOnWhat ?? '');
  if (before === null) return { stillAgree: [], changes: [] };
  const { books, request } = booksWith(tables, draft);
  const changes = changesSince(books, before, snapshotOf(books, request));
  const agreed = (before.agreeing ?? []).flatMap((id) => known.schools.find('id', id)?.row ?? []);
  return { stillAgree: changes.length === 0 ? agreed : [], changes };
}
