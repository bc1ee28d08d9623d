/** Why a cluster's agreement stands where it stands, and what its next-stage checklist lacks. Rules P8 and G3. */
import { formatDay } from '../basics/days';
import { NOT_SET } from '../basics/parameters';
import type { Casebook, Cluster, Review } from '../basics/rows';
import type { Table } from '../basics/table';
import { tableOf } from '../basics/table';
import { NOT_SET_TEXT, plural } from '../basics/words';
import { agreementOf } from '../clusters/agreement';
import type { NextStage, Step } from '../overview/stages';
import { gateOf, type LAST_STEPS, missingText, nextStages, stageText, stepText } from '../overview/stages';
import { agreementStanding, agreementText, isOtherStanding } from '../overview/standings';
import { requestStates } from '../requests/replay';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { ENTER_START, input, MOST_DAYS, movedStart, orEnter, short, smallest } from './explanation';

function agreementInputs({ parameters, asAt }: Question<unknown>, cluster: Cluster): string[] {
  const agreement = agreementOf(cluster, parameters, asAt);
  if (!agreement) return ['Agreement start: not entered in the Clusters tab'];
  return [
    `Agreement start: ${formatDay(agreement.start)}`,
    input(parameters, 'agreement.years', agreement.start),
    ...(Number.isNaN(agreement.end) ? [] : [`It ends on ${formatDay(agreement.end)}`]),
  ];
}

export const whyAgreement = (question: Question<unknown>, cluster: Cluster): Reason[] => [
  {
    rule: 'P8',
    inputs: [...agreementInputs(question, cluster), input(question.parameters, 'agreement.noticeDays', question.asAt)],
    change: orEnter(() => agreementChange(question, cluster)),
  },
];

/** When an agreement's standing changes by itself, and how far its start would have to move for it. */
export function agreementChange({ parameters, asAt }: Question<unknown>, cluster: Cluster): string {
  if (cluster.agreementStart === null) return ENTER_START;
  const standing = (of = cluster, day = asAt) => agreementStanding(of, parameters, day);
  const now = standing();
  const moved = movedStart(cluster, standing, (then) => isOtherStanding(then, now));
  const later = smallest(MOST_DAYS, (days) => isOtherStanding(standing(cluster, asAt + days), now));
  return [
    ...(later === null ? [] : [inDays(asAt, later, agreementText(standing(cluster, asAt + later)))]),
    ...(moved ? [`Agreement start ${moved.words}: “${agreementText(moved.outcome)}”.`] : []),
  ].join(' ');
}

/** What words become by themselves, and on which day. */
const inDays = (asAt: number, days: number, words: string): string =>
  `In ${plural(days, 'day')}, on ${formatDay(asAt + days)}: “${words}”.`;

/** The last day of an agreement, NOT_SET where that is not known, null where its start is not entered. */
const endOf = (cluster: Cluster, { parameters }: Question<unknown>): number | null =>
  agreementOf(cluster, parameters)?.end ?? null;

function whyEnd(question: Question<unknown>, cluster: Cluster): Reason[] {
  const end = endOf(cluster, question);
  const moved = movedStart(
    cluster,
    (then) => endOf(then, question) ?? NOT_SET,
    (outcome) => outcome !== end,
  );
  const known = end === null || Number.isNaN(end) ? null : moved;
  const change = known ? `Agreement start ${known.words}: it ends on ${formatDay(known.outcome)}.` : '';
  return [{ rule: 'P8', inputs: agreementInputs(question, cluster), change: end === null ? ENTER_START : change }];
}

/** What is worked out beside the rows of Clusters: its column Agreement end. */
export const AGREEMENT_FIGURES: FigureTable<Cluster, { readonly clusters: Table<Cluster> }> = {
  columns: defineFigures<Cluster, { readonly clusters: Table<Cluster> }>()({
    'Agreement end': {
      format: 'day',
      value: endOf,
      answer: (cluster, question) => (endOf(cluster, question) === null ? 'start not entered' : null),
      why: whyEnd,
    },
  }),
  rows: ({ books }) => books.clusters.rows,
  about: ({ name }) => name,
};

/** What the checklist of the next stage is worked out from. */
export interface StageBooks extends Casebook {
  readonly clusters: Table<Cluster>;
  readonly reviews: Table<Review> | null;
}

type StageQuestion = Question<StageBooks>;

function whyStage(question: StageQuestion, line: NextStage): Reason[] {
  const { parameters, asAt } = question;
  const { cluster, school, passed } = line;
  if (passed && line.stage === 'Stage 4')
    return [{ rule: 'G3', inputs: stepsGiven(question, line), change: 'Another outcome in the Reviews tab.' }];
  const stage = (days: number) => stageText(cluster, parameters, asAt + days, passed && school === null);
  const now = stage(0);
  const later = smallest(MOST_DAYS, (days) => stage(days) !== now);
  const otherwise =
    cluster.agreementStart === null ? ENTER_START : 'Another agreement start or stage in the Clusters tab.';
  return [
    {
      rule: 'P8',
      inputs: agreementInputs(question, cluster),
      change: later === null ? otherwise : inDays(asAt, later, stage(later)),
    },
  ];
}

/** The checklist as it stands, one step a line. */
function stepsGiven({ books }: StageQuestion, { steps }: NextStage): string[] {
  if (books.reviews === null) return [];
  return steps.map(({ what, done, due }) => {
    const wanted = Number.isNaN(due) ? 'not yet' : `not yet, due ${formatDay(due)}`;
    return `${what}: ${done === null ? wanted : short(done)}`;
  });
}

function whyMissing(question: StageQuestion, line: NextStage): Reason[] {
  const [first] = line.missing;
  const next = first ? enterStep(question, line, first) : nextDue(question, line);
  return [
    {
      rule: 'G3',
      inputs: stepsGiven(question, line),
      change: line.ready ? 'One of them taken out of the Reviews tab.' : next,
    },
  ];
}

/** Which step is missing next, and from which day. */
function nextDue({ asAt }: StageQuestion, { cluster, steps }: NextStage): string {
  if (cluster.agreementStart === null) return ENTER_START;
  const [next] = steps.filter(({ done, due }) => done === null && due > asAt).sort((a, b) => a.due - b.due);
  return next
    ? `The ${next.what} is missing from ${formatDay(next.due)}.`
    : 'Nothing: it is not known when one falls due.';
}

/** What to enter for a step; an outcome counts only with the day of its application. */
function enterStep({ books, parameters, asAt }: StageQuestion, { cluster, school }: NextStage, step: Step): string {
  const start = agreementOf(cluster, parameters, asAt)?.start;
  if (start === undefined) return ENTER_START;
  if (step.kind !== 'outcome') return `Enter the ${step.what} in the Reviews tab.`;
  const all = books.reviews?.where('cluster', cluster.row) ?? [];
  const own = all.filter((review) => review.school === (school?.row ?? null));
  const undated = own.find(({ outcome, appliedOn }) => outcome && (appliedOn ?? asAt + 1) > asAt);
  if (undated?.outcome)
    return (
      `Enter in Applied on, in the row of Reviews that says “${short(undated.outcome)}”, a day of this ` +
      `agreement up to ${formatDay(asAt)}.`
    );
  const isApplied = own.some(({ appliedOn }) => appliedOn !== null && appliedOn >= start && appliedOn <= asAt);
  return isApplied
    ? `Enter the ${step.what} in the Reviews tab.`
    : 'Enter the outcome in the Reviews tab, with the day of the application in Applied on.';
}

/** A step of the checklist, if the agreement has it. */
const stepFigure = (pick: (line: NextStage) => Step | undefined): Figure<NextStage, StageBooks> => ({
  format: 'words',
  value: (line, { asAt }) => {
    const step = pick(line);
    return step ? stepText(step, asAt) : null;
  },
  answer: (line) => {
    const step = pick(line);
    return step ? step.done && short(step.done) : 'none';
  },
  isKnown: ({ books }) => books.reviews !== null,
  why: (question, line) => {
    const step = pick(line);
    const taken =
      step?.done === null ? enterStep(question, line, step) : `The ${step?.what} taken out of the Reviews tab.`;
    return [{ rule: 'G3', inputs: stepsGiven(question, line), change: step ? taken : ENTER_START }];
  },
});

const review = (index: number) => stepFigure(({ steps }) => steps.filter(({ kind }) => kind === 'review')[index]);
const last = (wanted: (typeof LAST_STEPS)[number]) =>
  stepFigure(({ steps }) => steps.find(({ kind }) => kind === wanted));

/** The cluster, or the school that applies for itself with its cluster. */
const whose = ({ cluster, school }: NextStage): string => (school ? `${school.name} (${cluster.name})` : cluster.name);

/** The checklist for the National Programme: the table NEXT_STAGE. */
export const STAGE_FIGURES: FigureTable<NextStage, StageBooks> = {
  columns: defineFigures<NextStage, StageBooks>()({
    Cluster: name(whose, 'Missing'),
    Stage: {
      format: 'words',
      value: ({ stage }) => (stage === NOT_SET_TEXT ? NOT_SET : stage),
      why: whyStage,
    },
    'Review 1': review(0),
    'Review 2': review(1),
    Report: last('report'),
    Application: last('application'),
    Outcome: last('outcome'),
    Missing: {
      format: 'words',
      value: missingText,
      isKnown: ({ books }) => books.reviews !== null,
      why: whyMissing,
    },
  }),
  rows: ({ books, parameters, asAt }) =>
    nextStages(
      {
        clusters: books.clusters,
        reviews: books.reviews ?? tableOf([]),
        schools: books.schools,
        gate: gateOf(books.requests, () => requestStates(books, parameters, asAt)),
      },
      parameters,
      asAt,
    ),
  about: whose,
};
