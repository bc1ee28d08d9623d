/** A school joins, leaves or is replaced: what it does first, then carrying it out in one go. Rules C1 to C3 and P7. */
import { isoOf } from '../rules/basics/days';
import { type MembershipChange, membershipEffect } from '../rules/overview/membership-effect';
import { MATTER_SPECS } from '../rules/requests/matters';
import { requestStates } from '../rules/requests/replay';
import type { ChangeForm, ChangePreview, Recorded, Refusal } from './answers';
import { carryOutOne, toCarryOut } from './carry-out';
import { BOOK_TABS, booksIn, dayTyped, unreadText } from './lookups';
import type { Context } from './perform';
import { ask, perform, refuse } from './perform';
import { type ChangeMembers, changeMembersSchema } from './schemas/carry-out';
import { check } from './schemas/parts';
import { CHANGES, clustersOf, refuseOther, yoursText } from './whose-job';
import type { World } from './world';

/** What the form needs to open: the approved changes that are not carried out. */
export function changeForm(world: World): ChangeForm {
  return ask(world, BOOK_TABS, (context): ChangeForm => {
    const { tables, me, today, parameters } = context;
    const clusters = clustersOf(context, CHANGES);
    if (clusters.length === 0) return refuseOther(context, CHANGES);
    const books = booksIn(tables);
    return {
      ok: true,
      me: { email: me.email, name: me.name, roles: me.roles },
      yours: yoursText(CHANGES, clusters, tables.get('clusters').count),
      unread: unreadText(context, BOOK_TABS),
      today: isoOf(today),
      changes: toCarryOut(context, books, requestStates(books, parameters, today)).map((change) => ({
        ...change,
        replaces: books.requests.find('id', change.request)?.matter === 'Replace a school',
      })),
    };
  });
}

/** What a change would do to money and counts, before anything is written. */
export function previewChange(world: World, payload: unknown): ChangePreview {
  const checked = check(changeMembersSchema, payload);
  if ('problems' in checked) return refuse('Fill in the days to see what it does.', { problems: checked.problems });
  return ask(world, BOOK_TABS, (context): ChangePreview => {
    const { tables, parameters, today } = context;
    const books = { ...booksIn(tables), meetings: tables.get('meetings'), attendance: tables.get('attendance') };
    const states = requestStates(books, parameters, today);
    const theirs = new Set(toCarryOut(context, books, states).map(({ request }) => request));
    const changes = daysOf(checked.value).flatMap(({ request: id, on }): MembershipChange[] => {
      const request = books.requests.find('id', id);
      const day = dayTyped(on);
      if (!request || request.school === null || day === null || !theirs.has(id)) return [];
      const joins = MATTER_SPECS[request.matter].membership === 'joins';
      return [{ cluster: request.cluster, school: request.school, joins, day, request: request.row }];
    });
    if (changes.length === 0) return refuse('There is no such change to carry out. Open the form again.');
    const { lines, notes } = membershipEffect(books, parameters.apart(), changes, today);
    return { ok: true, unread: unreadText(context, BOOK_TABS), lines: [...lines], notes: [...notes] };
  });
}

/** Each request with its day: the leaving first. */
const daysOf = ({ request, on, also, alsoOn }: ChangeMembers): { request: string; on: string }[] => [
  ...(also && alsoOn ? [{ request: also, on: alsoOn }] : []),
  { request, on },
];

/** Carries out an approved change, with the leaving it replaces: both, or neither. */
export function changeMembers(world: World, payload: unknown): Recorded {
  return perform(world, changeMembersSchema, payload, BOOK_TABS, (context, value): Recorded => {
    const wrong = whyNotTogether(context, value);
    if (wrong) return wrong;
    const { token, lead, confirmed } = value;
    // The log tells of neither where one of them is refused.
    const lines: Parameters<Context['log']>[] = [];
    const held: Context = { ...context, log: (...line) => void lines.push(line) };
    const answers = daysOf(value).map((one) => ({
      isOther: one.request !== value.request,
      answer: carryOutOne(held, { token, lead, confirmed, ...one }),
    }));
    const refused = answers.flatMap(({ isOther, answer }) => (answer.ok ? [] : [{ isOther, answer }]));
    const stopped = refused.find(({ answer }) => !answer.problems && !answer.confirm);
    if (stopped) return stopped.answer;
    const problems = refused.flatMap(({ isOther, answer }) =>
      (answer.problems ?? []).map((problem) =>
        isOther && problem.field === 'on' ? { ...problem, field: 'alsoOn' } : problem,
      ),
    );
    if (problems.length > 0) return refuse('Some fields need your attention.', { problems });
    const findings = refused.flatMap(({ answer }) => answer.findings ?? []);
    if (refused.length > 0) return refuse(refused[0]!.answer.message, { findings, confirm: true });
    for (const line of lines) context.log(...line);
    return {
      ok: true,
      id: value.request,
      message: answers.map(({ answer }) => answer.message).join(' '),
      next: 'Look at People: whoever belongs to the school may have to be added or ended.',
      findings: [],
    };
  });
}

/** A replacement is of one cluster: one school leaves it, another joins. Rule C3. */
function whyNotTogether({ tables }: Context, { request, also, alsoOn }: ChangeMembers): Refusal | null {
  if (!also) return null;
  const [joins, leaves] = [request, also].map((id) => tables.get('requests').find('id', id));
  const isPair =
    joins?.cluster === leaves?.cluster &&
    joins?.matter === 'Replace a school' &&
    leaves !== undefined &&
    MATTER_SPECS[leaves.matter].membership === 'leaves';
  if (!isPair) return refuse('A replacement is one school that leaves a cluster and one that joins it.');
  return alsoOn
    ? null
    : refuse('Some fields need your attention.', { problems: [{ field: 'alsoOn', message: 'Pick a date.' }] });
}
