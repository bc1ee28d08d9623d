/** Recording a review, a report, an application and its outcome, or the Advisor's meeting with a lead. Rules G1 to G3. */
import type { Day } from '../rules/basics/days';
import { formatDay, formatYear, fundingYearOf, isoOf, yearOfText } from '../rules/basics/days';
import type { Finding } from '../rules/basics/finding';
import type { Cluster, Review } from '../rules/basics/rows';
import { tableOf } from '../rules/basics/table';
import { OUTCOMES } from '../rules/basics/words';
import { isMember } from '../rules/clusters/membership';
import { withMeeting } from '../rules/meetings/recorded-meeting';
import { doubleEntry } from '../rules/meetings/words';
import { lackingSteps, missingText, type NextStage, nextStageOf, stepText } from '../rules/overview/stages';
import { stepsLacking } from '../rules/requests/words';
import type { Recorded, Refusal, ReviewForm } from './answers';
import { say } from './answers';
import { idFrom } from './ids';
import { dayTyped, memberList, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse, refuseFields } from './perform';
import type { FieldProblem } from './schemas/parts';
import type { RecordReview } from './schemas/record-review';
import { recordReviewSchema } from './schemas/record-review';
import { clustersOf, REVIEWS, refuseOther, whyNotTheirs, yoursText } from './whose-job';
import type { World } from './world';

const TABS = ['membership', 'meetings', 'reviews'] as const;

/** What the form needs to open: what is recorded of each cluster and year, and how each stands on its way. */
export function reviewForm(world: World): ReviewForm {
  return ask(world, TABS, (context): ReviewForm => {
    const { tables, me, today, parameters } = context;
    const clusters = clustersOf(context, REVIEWS);
    if (clusters.length === 0) {
      const refused = refuseOther(context, REVIEWS);
      const hint = 'A lead records a meeting with the Advisor in Clusters ▸ Record ▸ A meeting.';
      return { ...refused, message: `${refused.message} ${hint}` };
    }
    const reviews = tables.get('reviews');
    const now = fundingYearOf(today);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(REVIEWS, clusters, tables.get('clusters').count),
      unread: unreadText(context, TABS),
      today: isoOf(today),
      years: [now, now - 1, now - 2].map(formatYear),
      outcomes: [...OUTCOMES],
      members: memberList(tables),
      clusters: clusters.map((cluster) => {
        const stage = nextStageOf(cluster, reviews, parameters, today);
        return {
          id: cluster.id,
          name: cluster.name,
          stage: stage.stage,
          missing: missingText(stage),
          steps: stage.steps.map((step) => ({ what: step.what, stands: stepText(step, today) })),
        };
      }),
      rows: reviews.rows.map((review) => ({
        cluster: tables.get('clusters').at(review.cluster).id,
        year: formatYear(review.year),
        school: review.school === null ? '' : tables.get('schools').at(review.school).id,
        heldOn: isoText(review.heldOn),
        reportReceived: isoText(review.reportReceived),
        appliedOn: isoText(review.appliedOn),
        outcome: review.outcome ?? '',
        notes: notesOf(context, review) ?? '',
        shown: reviewText(context, review),
      })),
    };
  });
}

const isoText = (day: Day | null): string => (day === null ? '' : isoOf(day));
const notesOf = ({ tables }: Context, { row }: Review): string | null => tables.get('reviews').at(row).notes ?? null;

type Told = Omit<Review, 'row'>;

/** A row of Reviews in words. */
function reviewText(
  { tables }: Context,
  { cluster, year, school, heldOn, reportReceived, appliedOn, outcome }: Told,
): string {
  const of = tables.get('clusters').at(cluster).name;
  const parts = [
    `${school === null ? of : `${tables.get('schools').at(school).name} of ${of}`}, ${formatYear(year)}`,
    heldOn === null ? '' : `review held ${formatDay(heldOn)}`,
    reportReceived === null ? '' : `report received ${formatDay(reportReceived)}`,
    appliedOn === null ? '' : `applied ${formatDay(appliedOn)}`,
    outcome === null ? '' : outcome.toLowerCase(),
  ];
  return parts.filter((text) => text !== '').join(', ');
}

/** Writes what a form says of a review: one row a cluster, year and school, which is completed or put right. */
export function recordReview(world: World, payload: unknown): Recorded {
  return perform(world, recordReviewSchema, payload, TABS, (context, value): Recorded => {
    const cluster = context.tables.get('clusters').find('id', value.cluster);
    if (!cluster) return refuseFields([{ field: 'cluster', message: 'Pick a cluster of the list.' }]);
    const denied = whyNotTheirs(context, REVIEWS, cluster);
    if (denied) return denied;
    return value.what === 'meeting' ? recordAdvisor(context, value, cluster) : recordSteps(context, value, cluster);
  });
}

/** The Advisor's meeting with the lead of a cluster. Rule G2. */
function recordAdvisor(context: Context, value: RecordReview, cluster: Cluster): Recorded {
  const { tables, changes, today, log } = context;
  const id = idFrom('M', value.token);
  const date = dayTyped(value.on ?? '');
  if (date === null) return refuseFields([{ field: 'on', message: 'Pick a date of the calendar.' }]);
  if (date > today) return refuseFields([{ field: 'on', message: 'A meeting that was held cannot be in the future.' }]);
  const done = (): Recorded => ({
    ok: true,
    id,
    message: `Recorded: the Advisor met the lead of ${cluster.name} on ${formatDay(date)} (${id}).`,
    next: 'It is in the review of the year.',
    findings: [],
  });
  if (tables.get('meetings').find('id', id)) return done();
  const earlier = tables
    .get('meetings')
    .where('cluster', cluster.row)
    .find((other) => other.kind === 'Advisor' && other.date === date && other.status !== 'Cancelled');
  const findings = earlier ? [doubleEntry({ earlier: earlier.id })] : [];
  if (findings.length > 0 && !value.confirmed)
    return refuse('Please look at this before it is recorded.', { findings: findings.map(say), confirm: true });
  const inSchoolHours = value.inSchoolHours ?? true;
  const row = { cluster: cluster.row, date, inSchoolHours, kind: 'Advisor', status: 'Held' } as const;
  changes.append('meetings', { id, ...row, purpose: value.notes || null });
  log(
    'Record a meeting',
    id,
    withMeeting(`${cluster.name}, ${formatDay(date)}, Advisor`, { ...row, id, cluster: cluster.id }),
  );
  return done();
}

function recordSteps(context: Context, value: RecordReview, cluster: Cluster): Recorded {
  const { tables, changes, log } = context;
  const drafted = draftReview(context, value, cluster);
  if ('ok' in drafted) return drafted;
  const existing = tables
    .get('reviews')
    .where('cluster', cluster.row)
    .find(({ year, school }) => year === drafted.year && school === drafted.school);
  const id = existing ? tables.get('reviews').at(existing.row).id : idFrom('RV', value.token);
  const notes = value.notes || null;
  const now = reviewText(context, drafted);
  const isSame = existing && reviewText(context, existing) === now && notesOf(context, existing) === notes;
  if (isSame) return toldReview(context, cluster, drafted, existing, []);
  if (existing && reviewText(context, existing) !== value.shown)
    return refuse(`${reviewText(context, existing)}: this was recorded since you opened the form. Open it again.`);
  const findings = lacking(context, cluster, drafted, existing ?? null);
  if (findings.length > 0 && !value.confirmed)
    return refuse('Please look at this before it is recorded.', { findings: findings.map(say), confirm: true });
  if (existing) {
    changes.update('reviews', tables.get('reviews').rowNumber(existing.row), { ...drafted, notes });
    log('Record a review', id, `was: ${reviewText(context, existing)}; now: ${now}`);
  } else {
    changes.append('reviews', { id, ...drafted, notes });
    log('Record a review', id, now);
  }
  return toldReview(context, cluster, drafted, existing ?? null, findings);
}

/** The row a form becomes, or everything that does not fit. */
function draftReview({ tables, today }: Context, value: RecordReview, cluster: Cluster): Told | Refusal {
  const problems: FieldProblem[] = [];
  const dayIn = (field: 'heldOn' | 'reportReceived' | 'appliedOn'): Day | null => {
    const typed = value[field];
    if (!typed) return null;
    const day = dayTyped(typed);
    if (day === null) problems.push({ field, message: 'Pick a date of the calendar.' });
    else if (day > today) problems.push({ field, message: 'This is still to come: record it once it has happened.' });
    return day;
  };
  const [heldOn, reportReceived, appliedOn] = [dayIn('heldOn'), dayIn('reportReceived'), dayIn('appliedOn')];
  const year = yearOfText(value.year ?? '');
  if (year === null) problems.push({ field: 'year', message: 'Pick a year of the list.' });
  const school = value.school ? tables.byId('schools', value.school) : null;
  if (school !== null && !isMember(tables.get('membership'), school, cluster.row, appliedOn ?? today))
    problems.push({ field: 'school', message: 'Pick a school of the cluster.' });
  if (school !== null && heldOn !== null)
    problems.push({ field: 'heldOn', message: 'A review is of the cluster: record it without a school.' });
  if (problems.length > 0 || year === null) return refuseFields(problems);
  return { cluster: cluster.row, year, school, heldOn, reportReceived, appliedOn, outcome: value.outcome ?? null };
}

/** Where a cluster, or its school, stands with a row as it is to be. */
function stageWith(
  { tables, parameters, today }: Context,
  cluster: Cluster,
  row: Told,
  existing: Review | null,
): NextStage {
  const others = tables.get('reviews').rows.filter((review) => review.row !== existing?.row);
  const school = row.school === null ? null : tables.get('schools').at(row.school);
  return nextStageOf(cluster, tableOf<Review>([...others, row]), parameters, today, { school });
}

/** An outcome “accepted” passes only with all steps before it; the Director may let it pass by a request. Rule G3. */
function lacking(context: Context, cluster: Cluster, row: Told, existing: Review | null): Finding[] {
  if (row.outcome !== 'Accepted') return [];
  const steps = lackingSteps(stageWith(context, cluster, row, existing));
  return steps.length === 0 ? [] : [stepsLacking({ steps }).as('warn')];
}

function toldReview(
  context: Context,
  cluster: Cluster,
  row: Told,
  existing: Review | null,
  findings: readonly Finding[],
): Recorded {
  const stage = stageWith(context, cluster, row, existing);
  const steps = lackingSteps(stage);
  return {
    ok: true,
    id: cluster.id,
    message: `Recorded: ${reviewText(context, row)}.`,
    next: stage.passed
      ? 'Everything is there, and it passes to the next stage.'
      : steps.length === 0
        ? 'All steps before the outcome are there.'
        : `Not there yet for the next stage: ${steps.join(', ')}.`,
    findings: findings.map(say),
  };
}
