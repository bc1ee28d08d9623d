/** Why a cluster's agreement stands where it stands, and what its next-stage checklist lacks. Rules P8 and G3. */
import { formatDay } from '../basics/days';
import { plural } from '../basics/words';
import { agreementOf } from '../clusters/membership';
import { agreementText } from '../overview/overview';
import type { Step } from '../overview/stages';
import { missingText, nextStages, stageText } from '../overview/stages';
import type { Answered, ClusterQuestion } from './explanation';
import { ENTER_START, input, movedStart, one, orEnter, short, smallest } from './explanation';

const STEP_COLUMNS = ['Review 1', 'Review 2', 'Report', 'Application', 'Outcome'];

/** Explains a figure that comes from the agreement by the header of its column; null where it is none. */
export function agreementAnswer(question: ClusterQuestion, figure: string): Answered | null {
  switch (figure) {
    case 'Agreement':
      return standingAnswer(question);
    case 'Agreement end':
      return endAnswer(question);
    case 'Stage':
      return stageAnswer(question);
    case 'Missing':
      return missingAnswer(question);
  }
  const column = STEP_COLUMNS.indexOf(figure);
  return column < 0 ? null : stepAnswer(question, column);
}

function agreementInputs({ books, parameters, cluster }: ClusterQuestion): string[] {
  const agreement = agreementOf(books.clusters, cluster, parameters);
  if (!agreement) return ['Agreement start: not entered in the Clusters tab'];
  return [
    `Agreement start: ${formatDay(agreement.start)}`,
    input(parameters, 'agreement.years', agreement.start),
    ...(Number.isNaN(agreement.end) ? [] : [`It ends on ${formatDay(agreement.end)}`]),
  ];
}

function standingAnswer(question: ClusterQuestion): Answered {
  const { books, parameters, cluster, asAt } = question;
  return one(
    agreementText(books, parameters, cluster, asAt),
    'P8',
    [...agreementInputs(question), input(parameters, 'agreement.noticeDays', asAt)],
    orEnter(() => agreementChange(question)),
  );
}

/** When an agreement's standing changes by itself, and how far its start would have to move for it. */
export function agreementChange({ books, parameters, cluster, asAt }: ClusterQuestion): string {
  if (!agreementOf(books.clusters, cluster, parameters)) return ENTER_START;
  const text = (clusters = books.clusters, day = asAt) =>
    agreementText({ ...books, clusters }, parameters, cluster, day);
  // Dates and counts of days move all the time; what matters is the rest of the words.
  const standing = (words: string) => words.replace(/\d+ \w{3} \d{4}|in \d+ days?|today/g, '');
  const now = standing(text());
  const moved = movedStart(
    books.clusters,
    cluster,
    (clusters) => text(clusters),
    (outcome) => standing(outcome) !== now,
  );
  return [
    ...inTime(asAt, (day) => text(books.clusters, day), standing),
    ...(moved ? [`Agreement start ${moved.words}: “${moved.outcome}”.`] : []),
  ].join(' ');
}

/** On which day words change by themselves; nothing where they do not. */
function inTime(asAt: number, text: (day: number) => string, standing = (words: string) => words): string[] {
  const now = standing(text(asAt));
  const days = smallest(MOST_DAYS, (later) => standing(text(asAt + later)) !== now);
  return days === null ? [] : [`In ${plural(days, 'day')}, on ${formatDay(asAt + days)}: “${text(asAt + days)}”.`];
}

const MOST_DAYS = 1_500; // four years: longer than an agreement

function endAnswer(question: ClusterQuestion): Answered {
  const { books, parameters, cluster } = question;
  const end = agreementOf(books.clusters, cluster, parameters)?.end;
  if (end === undefined) return one('start not entered', 'P8', agreementInputs(question), ENTER_START);
  if (Number.isNaN(end)) return one('not set', 'P8', agreementInputs(question), '');
  const moved = movedStart(
    books.clusters,
    cluster,
    (clusters) => agreementOf(clusters, cluster, parameters)!.end,
    (outcome) => outcome !== end,
  )!;
  return one(
    formatDay(end),
    'P8',
    agreementInputs(question),
    `Agreement start ${moved.words}: it ends on ${formatDay(moved.outcome)}.`,
  );
}

function stageAnswer(question: ClusterQuestion): Answered {
  const { books, parameters, cluster, asAt } = question;
  const text = (day: number) => stageText(books.clusters, cluster, parameters, day);
  const otherwise = agreementOf(books.clusters, cluster, parameters)
    ? 'Another agreement start or stage in the Clusters tab.'
    : ENTER_START;
  return one(text(asAt), 'P8', agreementInputs(question), inTime(asAt, text)[0] ?? otherwise);
}

function stepsOf({ books, parameters, cluster, asAt }: ClusterQuestion) {
  if (books.reviews === null) return null;
  const line = nextStages(books.clusters, books.reviews, parameters, asAt)[cluster]!;
  const given = line.steps.map(
    ({ what, done, due }) => `${what}: ${done === null ? `not yet${dueText(due)}` : short(done)}`,
  );
  return { line, given };
}

const dueText = (due: number): string => (Number.isNaN(due) ? '' : `, due ${formatDay(due)}`);

function missingAnswer(question: ClusterQuestion): Answered | null {
  const found = stepsOf(question);
  if (!found) return null;
  const { line, given } = found;
  const [first] = line.missing;
  return one(
    missingText(line),
    'G3',
    given,
    line.ready
      ? 'One of them taken out of the Reviews tab.'
      : first
        ? enterStep(question, first)
        : nextDue(question, line.steps),
  );
}

/** Which step is missing next, and from which day. */
function nextDue({ books, parameters, cluster, asAt }: ClusterQuestion, steps: readonly Step[]): string {
  if (!agreementOf(books.clusters, cluster, parameters)) return ENTER_START;
  const [next] = steps.filter(({ done, due }) => done === null && due > asAt).sort((a, b) => a.due - b.due);
  return next
    ? `The ${next.what} is missing from ${formatDay(next.due)}.`
    : 'Nothing: it is not known when one falls due.';
}

/** What to enter for a step; an outcome counts only with the day of its application. */
function enterStep({ books, parameters, cluster, asAt }: ClusterQuestion, what: string): string {
  const agreement = agreementOf(books.clusters, cluster, parameters);
  if (!agreement) return ENTER_START;
  const { cluster: clusters, outcome, appliedOn } = books.reviews!;
  const undated = outcome.findIndex(
    (text, row) => text && clusters[row] === cluster && (appliedOn[row] ?? asAt + 1) > asAt,
  );
  const isApplied = appliedOn.some(
    (day, row) => clusters[row] === cluster && day !== null && day >= agreement.start && day <= asAt,
  );
  if (what === 'outcome' && undated < 0 && !isApplied)
    return 'Enter the outcome in the Reviews tab, with the day of the application in Applied on.';
  return what !== 'outcome' || undated < 0
    ? `Enter the ${what} in the Reviews tab.`
    : `Enter in Applied on, in the row of Reviews that says “${short(outcome[undated]!)}”, a day of this agreement up to ${formatDay(asAt)}.`;
}

function stepAnswer(question: ClusterQuestion, column: number): Answered | null {
  const found = stepsOf(question);
  if (!found) return null;
  const { line, given } = found;
  const step = column < 2 ? line.steps.slice(0, -3)[column] : line.steps.slice(-3)[column - 2];
  if (!step) return one('none', 'G3', given, ENTER_START);
  const { what, done, due } = step;
  return one(
    done !== null
      ? short(done)
      : Number.isNaN(due)
        ? 'not yet'
        : question.asAt < due
          ? `due ${formatDay(due)}`
          : 'missing',
    'G3',
    given,
    done === null ? enterStep(question, what) : `The ${what} taken out of the Reviews tab.`,
  );
}
