/** Why a figure or flag is what it is: the rule, what went in, and the smallest change that would alter it. */
import { sessionSplit } from './cpd';
import type { Day, FundingYear } from './days';
import { firstDayOf, formatDay, formatYear, fundingYearOf, lastDayOf } from './days';
import { nameOf, routeOf } from './deciders';
import { engagements } from './engagement';
import { ledgerFindings } from './ledger-flags';
import { MATTER_SPECS, rolesText } from './matters';
import { countedMeetings, lastMeetingDay, meetingYears } from './meetings';
import { agreementOf, memberYears, rollOn } from './membership';
import type { Pence } from './money';
import { formatMoney } from './money';
import type { OverviewBooks } from './overview';
import { agreementText, overview, sizeText } from './overview';
import type { Assumption, ParameterName, Parameters } from './parameters';
import { formatParameter, PARAMETERS } from './parameters';
import type { RuleNumber } from './passages';
import type { PotFigures, PotYear } from './pots';
import { memberFunding, potFigures, potOf } from './pots';
import { releaseYears } from './release';
import { decidedOn, explainState, flagText, type RequestState, requestStates } from './request-state';
import type { ReleaseRows, ReviewRows } from './rows';
import { schoolShares } from './shares';
import { nextStages } from './stages';
import type { Pot } from './words';
import { POTS } from './words';

export interface WhyBooks extends OverviewBooks {
  readonly release: ReleaseRows;
  /** Null where it is not given: the checklist then cannot be explained. */
  readonly reviews: ReviewRows | null;
}

/** One rule that made the answer what it is. */
export interface Reason {
  readonly rule: RuleNumber;
  /** What went in, one thing a line. */
  readonly inputs: readonly string[];
  /** The smallest change that would alter the answer. */
  readonly change: string;
}

export interface Explanation {
  /** What is explained: "West Salisbury Cluster: Meetings". */
  readonly about: string;
  readonly answer: string;
  readonly reasons: readonly Reason[];
}

/** What somebody points at. */
export type Subject =
  | { readonly kind: 'cluster'; readonly cluster: number }
  | { readonly kind: 'pot'; readonly cluster: number; readonly pot: Pot; readonly year: FundingYear }
  | { readonly kind: 'school'; readonly school: number }
  | { readonly kind: 'parameter'; readonly name: ParameterName }
  | { readonly kind: 'request'; readonly request: number }
  | { readonly kind: 'ledger'; readonly line: number };

/**
 * Explains one figure or flag.
 *
 * @param figure - The header of its column, such as "Meetings" or "Opening"; requests and ledger lines have only their flag.
 * @returns Null where the figure is none that is worked out.
 */
export function explain(
  books: WhyBooks,
  parameters: Parameters,
  subject: Subject,
  figure: string,
  asAt: Day,
): Explanation | null {
  switch (subject.kind) {
    case 'request':
      return explainRequest(books, parameters, subject.request, asAt);
    case 'ledger':
      return explainLedger(books, parameters, subject.line, asAt);
    case 'parameter':
      return explainParameter(parameters, subject.name, asAt);
    case 'school':
      return explainSchool(books, parameters, subject.school, figure, asAt);
    case 'pot':
      return explainPot(books, parameters, subject, figure, asAt);
    case 'cluster': {
      const stage = explainStage(books, parameters, subject.cluster, figure, asAt);
      if (stage) return stage;
      const work = CLUSTER_FIGURES[figure];
      if (!work) return null;
      const about = `${books.clusters.name[subject.cluster]}: ${figure}`;
      return { about, ...work({ books, parameters, cluster: subject.cluster, asAt }) };
    }
  }
}

interface ClusterQuestion {
  readonly books: WhyBooks;
  readonly parameters: Parameters;
  readonly cluster: number;
  readonly asAt: Day;
}
type Answered = Pick<Explanation, 'answer' | 'reasons'>;

const NOTHING = 'Nothing to change.';
const names = (list: readonly string[], most = 12): string =>
  list.length === 0
    ? 'none'
    : list.length > most
      ? `${list.slice(0, most).join(', ')} and ${list.length - most} more`
      : list.join(', ');
const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A parameter as an input: its value, and whether anybody has confirmed it. */
function input(parameters: Parameters, name: ParameterName, day: Day): string {
  const { value, status } = parameters.at(name, fundingYearOf(day));
  return `${PARAMETERS[name].says.replace('{}', formatParameter(name, value))}${status === 'confirmed' ? '' : ` (${status})`}`;
}

const CLUSTER_FIGURES: Record<string, (question: ClusterQuestion) => Answered> = {
  Schools: ({ books, cluster, asAt }) => {
    const members = rollOn(books.membership, books.clusters.count, asAt).members[cluster]!;
    return {
      answer: String(members.length),
      reasons: [
        {
          rule: 'P7',
          inputs: [`Members on ${formatDay(asAt)}: ${names(members.map((school) => books.schools.name[school]!))}`],
          change: 'A row of Membership that begins or ends by that day.',
        },
      ],
    };
  },
  Size: ({ books, parameters, cluster, asAt }) => {
    const count = rollOn(books.membership, books.clusters.count, asAt).members[cluster]!.length;
    const [least, most] = [parameters.on('cluster.minSchools', asAt), parameters.on('cluster.maxSchools', asAt)];
    const change =
      count < least
        ? `${plural(least - count, 'more school')} would bring it to ${least}.`
        : count > most
          ? `${plural(count - most, 'school')} fewer would bring it to ${most}.`
          : `${plural(most - count + 1, 'more school')} would be too many, ${plural(count - least + 1, 'school')} fewer too few.`;
    return {
      answer: sizeText(count, parameters, asAt),
      reasons: [
        {
          rule: 'P1',
          inputs: [
            `${plural(count, 'school')} on ${formatDay(asAt)}`,
            input(parameters, 'cluster.minSchools', asAt),
            input(parameters, 'cluster.maxSchools', asAt),
          ],
          change,
        },
      ],
    };
  },
  Agreement: ({ books, parameters, cluster, asAt }) => {
    const agreement = agreementOf(books.clusters, cluster, parameters);
    return {
      answer: agreementText(books, parameters, cluster, asAt),
      reasons: [
        {
          rule: 'P8',
          inputs: agreement
            ? [
                `Agreement start: ${formatDay(agreement.start)}`,
                input(parameters, 'agreement.years', agreement.start),
                `It ends on ${formatDay(agreement.end)}`,
                input(parameters, 'agreement.noticeDays', asAt),
              ]
            : ['Agreement start: not entered in the Clusters tab'],
          change: agreement
            ? 'Another day in Agreement start.'
            : 'Enter the day in Agreement start of the Clusters tab.',
        },
      ],
    };
  },
  'Counted meetings': (question) => ({
    answer: String(meetingsOf(question).year.counted),
    reasons: [countedReason(question, 'Each further whole-cluster meeting held in school hours adds 1.')],
  }),
  'After school': (question) => ({
    answer: String(meetingsOf(question).year.afterSchool),
    reasons: [countedReason(question, 'Held in school hours instead, each of them would count.')],
  }),
  Meetings: (question) => {
    const { parameters, asAt } = question;
    const { year } = meetingsOf(question);
    const [least, model] = [parameters.on('meetings.min', asAt), parameters.on('meetings.model', asAt)];
    const wanted = year.counted < least ? least : model;
    return {
      answer: year.standing,
      reasons: [
        {
          rule: 'M1',
          inputs: [
            `${plural(year.counted, 'counted meeting')} in ${formatYear(fundingYearOf(asAt))}`,
            input(parameters, 'meetings.min', asAt),
            input(parameters, 'meetings.model', asAt),
          ],
          change:
            year.counted >= model
              ? NOTHING
              : moreMeetings(question, wanted - year.counted, wanted === least ? 'meets minimum' : 'on model'),
        },
        countedReason(question, 'Each further whole-cluster meeting held in school hours adds 1.'),
      ],
    };
  },
  Pace: (question) => {
    const { parameters, asAt } = question;
    const { year } = meetingsOf(question);
    const last = lastMeetingDay(parameters, fundingYearOf(asAt));
    const weeks = Math.max(0, Math.floor((last - asAt) / 7));
    const room = Math.floor(weeks / parameters.on('pace.weeksPerMeeting', asAt));
    return {
      answer: year.pace,
      reasons: [
        {
          rule: 'M6',
          inputs: [
            `${year.needed} more needed for the minimum`,
            `${year.booked} planned in school hours from ${formatDay(asAt)} to ${formatDay(last)}`,
            `${plural(weeks, 'week')} left, room for ${room}`,
            input(parameters, 'pace.weeksPerMeeting', asAt),
          ],
          change:
            year.needed === 0
              ? NOTHING
              : year.needed <= year.booked
                ? `Holding the next ${year.needed === 1 ? 'one' : year.needed} that ${year.needed === 1 ? 'is' : 'are'} planned.`
                : `Plan ${plural(year.needed - year.booked, 'more in-hours meeting')} by ${formatDay(last)} to be on track.`,
        },
      ],
    };
  },
  Attendance: (question) => {
    const lines = engagementOf(question);
    const [came, places] = [sum(lines, ({ attended }) => attended), sum(lines, ({ counted }) => counted)];
    return {
      answer: places === 0 ? 'none recorded' : `${Math.round((came / places) * 100)}%`,
      reasons: [
        {
          rule: 'M3',
          inputs: [
            `${came} of ${places} places at counted meetings were taken`,
            ...lines.map((line) => `${question.books.schools.name[line.school]}: ${line.attended} of ${line.counted}`),
          ],
          change: 'Every school that comes, or sends a substitute, to the next counted meeting.',
        },
      ],
    };
  },
  'To watch': (question) => {
    const { books, parameters, asAt } = question;
    const watched = engagementOf(question).filter(({ watch }) => watch !== '');
    return {
      answer: String(watched.length),
      reasons: [
        {
          rule: 'M5',
          inputs: [
            ...watched.map((line) => `${books.schools.name[line.school]}: ${line.watch}`),
            ...(['engage.misses', 'engage.share', 'engage.after', 'engage.graceWeeks'] as const).map((name) =>
              input(parameters, name, asAt),
            ),
          ],
          change:
            watched.length === 0
              ? NOTHING
              : `${books.schools.name[watched[0]!.school]} at the next counted meeting ends its row of misses.`,
        },
      ],
    };
  },
  'Release committed': (question) => ({
    answer: formatMoney(sum(releaseOf(question), ({ committed }) => committed)),
    reasons: [
      {
        rule: 'F1',
        inputs: [input(question.parameters, 'release.perSchool', question.asAt)],
        change: 'A school that joins or leaves in the year.',
      },
      {
        rule: 'F9',
        inputs: releaseOf(question).map(
          (line) =>
            `${question.books.schools.name[line.school]}: ${plural(line.halfDays, 'half-day')}, ${formatMoney(line.committed)}`,
        ),
        change: 'More or fewer days of membership or agreement in the year.',
      },
    ],
  }),
  'Release evidenced': (question) => ({
    answer: formatMoney(sum(releaseOf(question), ({ evidenced }) => evidenced)),
    reasons: [
      {
        rule: 'F2',
        inputs: [
          ...releaseOf(question).map(
            (line) =>
              `${question.books.schools.name[line.school]}: ${plural(line.attended, 'counted meeting')}, ${formatMoney(line.evidenced)} of ${formatMoney(line.committed)}`,
          ),
          input(question.parameters, 'release.maxPerHalfDay', question.asAt),
        ],
        change: `The next counted meeting shows up to ${formatMoney(question.parameters.on('release.maxPerHalfDay', question.asAt))} for each school that comes.`,
      },
    ],
  }),
  Entitled: (question) => ofPots(question, 'Entitled'),
  Received: (question) => ofPots(question, 'Received'),
  Spent: (question) => ofPots(question, 'Spent'),
  Committed: (question) => ofPots(question, 'Committed'),
  Available: (question) => ofPots(question, 'Available'),
  Waiting: ({ books, parameters, cluster, asAt }) => {
    const { states } = requestStates(books, parameters, asAt);
    const open = ['waiting', 'waiting for schools', 'more information wanted', 'stale', 'waiting list'];
    const waiting = states
      .map((state, row) => ({ state, row }))
      .filter(
        ({ state, row }) =>
          books.requests.cluster[row] === cluster && books.requests.askedOn[row]! <= asAt && open.includes(state.name),
      );
    return {
      answer: String(waiting.length),
      reasons: [
        {
          rule: 'A6',
          inputs: waiting.map(
            ({ state, row }) => `${books.requests.id[row]} (${books.requests.matter[row]}): ${flagText(state)}`,
          ),
          change: waiting.length === 0 ? NOTHING : 'A decision on, an answer to, or the withdrawal of one of them.',
        },
      ],
    };
  },
  Findings: ({ books, parameters, cluster, asAt }) => {
    const found = overview(books, parameters, asAt)[0][cluster]!.findings;
    return {
      answer: found.length === 0 ? 'none' : found.map(({ message }) => message).join('; '),
      reasons: found.map(({ rule, message }) => ({
        rule: rule as RuleNumber,
        inputs: [message],
        change: ADVICE[rule as RuleNumber] ?? 'Mend what it names.',
      })),
    };
  },
  Assumes: ({ books, parameters, asAt }) => {
    const assumed = overview(books, parameters, asAt)[1];
    return {
      answer: assumed.length === 0 ? 'nothing' : `${plural(assumed.length, 'assumed value')}`,
      reasons: assumed.map(assumption),
    };
  },
};

/** The headers that can be asked about, for clusters. */
export const CLUSTER_FIGURE_NAMES = Object.keys(CLUSTER_FIGURES);

const assumption = ({ name, value }: Assumption): Reason => ({
  rule: PARAMETERS[name].rule as RuleNumber,
  inputs: [`${name} is ${formatParameter(name, value)}: assumed, ${PARAMETERS[name].source}`],
  change: 'Somebody who knows confirms it, or enters the right value, in Settings.',
});

const sum = <T>(list: readonly T[], pick: (item: T) => number): number =>
  list.reduce((total, item) => total + pick(item), 0);

function meetingsOf({ books, parameters, cluster, asAt }: ClusterQuestion) {
  return { year: meetingYears(books.meetings, books.clusters.count, parameters, asAt)[cluster]! };
}

function engagementOf({ books, parameters, cluster, asAt }: ClusterQuestion) {
  return engagements(books, parameters, asAt).filter((line) => line.cluster === cluster);
}

function releaseOf({ books, parameters, cluster, asAt }: ClusterQuestion) {
  return releaseYears(books, parameters, fundingYearOf(asAt), asAt).filter((line) => line.cluster === cluster);
}

function moreMeetings({ parameters, asAt }: ClusterQuestion, more: number, standing: string): string {
  const last = formatDay(lastMeetingDay(parameters, fundingYearOf(asAt)));
  return `${more} more in-hours ${more === 1 ? 'meeting' : 'meetings'} by ${last}: ${standing}.`;
}

function countedReason({ books, parameters, cluster, asAt }: ClusterQuestion, change: string): Reason {
  const { meetings } = books;
  const counts = countedMeetings(meetings, parameters, asAt);
  const first = firstDayOf(fundingYearOf(asAt));
  const rows = Array.from({ length: meetings.count }, (_, row) => row)
    .filter((row) => meetings.cluster[row] === cluster && meetings.date[row]! >= first && meetings.date[row]! <= asAt)
    .sort((a, b) => meetings.date[a]! - meetings.date[b]!);
  const why = (row: number): string => {
    if (counts[row] === 1) return 'counts';
    if (meetings.status[row] !== 'Held') return meetings.status[row] === 'Planned' ? 'planned, not held' : 'cancelled';
    if (meetings.kind[row] !== 'Whole cluster') return `${meetings.kind[row]!.toLowerCase()}: does not count`;
    return 'after school: does not count';
  };
  return {
    rule: 'M2',
    inputs:
      rows.length === 0 ? ['No meetings yet'] : rows.map((row) => `${formatDay(meetings.date[row]!)}: ${why(row)}`),
    change,
  };
}

/** A figure of a cluster that is the sum of its pots. */
function ofPots({ books, parameters, cluster, asAt }: ClusterQuestion, figure: string): Answered {
  const year = fundingYearOf(asAt);
  const figures = potFigures(books, parameters, year, asAt);
  const parts = POTS.map(
    (pot) => potAnswer(books, parameters, figures, { kind: 'pot', cluster, pot, year }, figure, asAt)!,
  );
  const sums = POTS.map((pot) => POT_FIGURES[figure]!(potOf(figures, cluster, pot)));
  return {
    answer: sums.includes(null) ? 'not set' : formatMoney(sum(sums, (part) => part ?? 0)),
    reasons: [
      {
        rule: 'F10',
        inputs: POTS.map((pot, index) => `${pot}: ${parts[index]!.answer}`),
        change: 'Ask about one pot for its lines.',
      },
      ...parts[0]!.reasons,
    ],
  };
}

const POT_FIGURES: Record<string, (pot: PotYear) => Pence | null> = {
  Opening: ({ opening }) => opening,
  Entitled: ({ entitled }) => entitled,
  Received: ({ received }) => received,
  Outstanding: ({ entitled, received }) => (entitled === null ? null : entitled - received),
  'Other income': ({ otherIncome }) => otherIncome,
  Spent: ({ spent }) => spent,
  Closing: ({ closing }) => closing,
  Committed: ({ committed }) => committed,
  Available: ({ available }) => available,
};

/** The headers that can be asked about, for pots. */
export const POT_FIGURE_NAMES = Object.keys(POT_FIGURES);

/** A line of the next-stage checklist. Rule G3. */
function explainStage(
  books: WhyBooks,
  parameters: Parameters,
  cluster: number,
  figure: string,
  asAt: Day,
): Explanation | null {
  if (!STAGE_FIGURES.includes(figure) || books.reviews === null) return null;
  const line = nextStages(books.clusters, books.reviews, parameters, asAt)[cluster]!;
  const next = line.steps.find(({ done }) => done === null);
  const about = `${books.clusters.name[cluster]}: ${figure}`;
  if (figure === 'Stage') {
    const agreement = agreementOf(books.clusters, cluster, parameters);
    return {
      about,
      answer: line.stage,
      reasons: [
        {
          rule: 'P8',
          inputs: agreement
            ? [`Agreement from ${formatDay(agreement.start)} to ${formatDay(agreement.end)}`]
            : ['Agreement start: not entered'],
          change: 'Another agreement start or stage in the Clusters tab.',
        },
      ],
    };
  }
  return {
    about,
    answer: line.ready ? 'ready' : `missing: ${line.missing.join(', ') || 'nothing yet'}`,
    reasons: [
      {
        rule: 'G3',
        inputs: line.steps.map(({ what, done, due }) => `${what}: ${done ?? `not yet, due ${formatDay(due)}`}`),
        change: next ? `Enter the ${next.what} in the Reviews tab.` : NOTHING,
      },
    ],
  };
}

const STAGE_FIGURES = ['Stage', 'Review 1', 'Review 2', 'Report', 'Application', 'Outcome', 'Missing'];

function explainParameter(parameters: Parameters, name: ParameterName, asAt: Day): Explanation {
  const { value, status } = parameters.at(name, fundingYearOf(asAt));
  return {
    about: name,
    answer: `${formatParameter(name, value)}, ${status}`,
    reasons: [
      {
        rule: PARAMETERS[name].rule as RuleNumber,
        inputs: [input(parameters, name, asAt), `Source: ${PARAMETERS[name].source}`],
        change:
          status === 'confirmed'
            ? 'A row of Settings with another value and the funding year it counts from.'
            : 'Somebody who knows confirms it, or enters the right value, in Settings.',
      },
    ],
  };
}

type PotSubject = Extract<Subject, { kind: 'pot' }>;

function explainPot(
  books: WhyBooks,
  parameters: Parameters,
  subject: PotSubject,
  figure: string,
  asAt: Day,
): Explanation | null {
  const figures = potFigures(books, parameters, subject.year, asAt);
  const answered = potAnswer(books, parameters, figures, subject, figure, asAt);
  if (!answered) return null;
  const assumed = potOf(figures, subject.cluster, subject.pot).assumes;
  const rests = ['Entitled', 'Outstanding'].includes(figure) ? assumed.map(assumption) : [];
  return {
    about: `${books.clusters.name[subject.cluster]}, ${subject.pot}, ${formatYear(subject.year)}: ${figure}`,
    answer: answered.answer,
    reasons: [...answered.reasons, ...rests],
  };
}

function potAnswer(
  books: WhyBooks,
  parameters: Parameters,
  figures: PotFigures,
  subject: PotSubject,
  figure: string,
  asAt: Day,
): Answered | null {
  const pot = potOf(figures, subject.cluster, subject.pot);
  const pick = POT_FIGURES[figure];
  if (!pick) return null;
  const value = pick(pot);
  const answer = value === null ? 'not set' : formatMoney(value);
  const until = Math.min(asAt, lastDayOf(subject.year));
  const lines = (direction: 'In' | 'Out', entitlements?: boolean) =>
    ledgerLines(books, subject, direction, until, entitlements);
  const reason = (rule: RuleNumber, inputs: readonly string[], change: string): Answered => ({
    answer,
    reasons: [{ rule, inputs: inputs.length === 0 ? ['No lines'] : inputs, change }],
  });
  const parts = [
    `Opening ${formatMoney(pot.opening)}`,
    `+ received ${formatMoney(pot.received)}`,
    `+ other income ${formatMoney(pot.otherIncome)}`,
    `− spent ${formatMoney(pot.spent)}`,
    `= closing ${formatMoney(pot.closing)}`,
  ];
  switch (figure) {
    case 'Opening':
      return reason(
        'F12',
        [
          `All money in less all money out before ${formatDay(firstDayOf(subject.year))}: the closing of ${formatYear(subject.year - 1)}`,
        ],
        `A ledger line dated before ${formatDay(firstDayOf(subject.year))}.`,
      );
    case 'Entitled':
      return entitledReason(books, parameters, subject, answer);
    case 'Received':
      return reason('F11', lines('In', true), 'A line In of Match, School cash, Lead support or Administration.');
    case 'Outstanding':
      return reason(
        'F13',
        [
          `Entitled ${pot.entitled === null ? 'not set' : formatMoney(pot.entitled)}`,
          `− received ${formatMoney(pot.received)}`,
        ],
        value !== null && value > 0 ? `${formatMoney(value)} received would settle it.` : NOTHING,
      );
    case 'Other income':
      return reason('F11', lines('In', false), 'A line In of Other funding or Other income.');
    case 'Spent':
      return reason('F11', lines('Out'), 'A line Out dated in the year.');
    case 'Closing':
      return reason(
        pot.closing < 0 ? 'S12' : 'F11',
        parts,
        pot.closing < 0
          ? `${formatMoney(-pot.closing)} more In would bring it to nothing owed.`
          : 'Any line of the year.',
      );
    case 'Committed':
      return reason(
        'F11',
        commitments(books, figures, subject),
        'A claim, a final claim, a decision, or a change of one of them.',
      );
    default:
      return reason(
        pot.available < 0 ? 'S12' : 'F11',
        [...parts, `− committed ${formatMoney(pot.committed)}`, `= available ${formatMoney(pot.available)}`],
        pot.available < 0
          ? `${formatMoney(-pot.available)} more In, or as much less promised, would bring it to nothing.`
          : `Another ${formatMoney(pot.available)} promised would use it up.`,
      );
  }
}

function entitledReason(books: WhyBooks, parameters: Parameters, subject: PotSubject, answer: string): Answered {
  const { clusters, membership, schools } = books;
  const first = firstDayOf(subject.year);
  if (subject.pot !== 'Cluster pot') {
    const [rule, name] =
      subject.pot === 'Lead support' ? (['F6', 'lead.support'] as const) : (['F7', 'lead.admin'] as const);
    const starts = agreementOf(clusters, subject.cluster, parameters)?.yearStarts ?? [];
    const inYear = starts.filter((start) => fundingYearOf(start) === subject.year);
    return {
      answer,
      reasons: [
        {
          rule,
          inputs: [
            input(parameters, name, first),
            inYear.length === 0
              ? `No year of the agreement begins in ${formatYear(subject.year)}`
              : `A year of the agreement begins on ${inYear.map(formatDay).join(' and ')}`,
          ],
          change: 'Another day in Agreement start, or another value in Settings.',
        },
      ],
    };
  }
  const members = memberYears(clusters, membership, parameters, subject.year).filter(
    ({ cluster }) => cluster === subject.cluster,
  );
  const funding = (halfDays: number): string => {
    const unset = (['match.ratio', 'match.basis', 'pot.schoolCash'] as const).some(
      (name) => parameters.at(name, subject.year).value === null,
    );
    return unset ? 'not set' : formatMoney(memberFunding(halfDays, parameters, subject.year));
  };
  return {
    answer,
    reasons: [
      {
        rule: 'F5',
        inputs: (['match.ratio', 'match.basis', 'pot.schoolCash'] as const).map((name) =>
          input(parameters, name, first),
        ),
        change: 'Another value in Settings.',
      },
      {
        rule: 'F9',
        inputs: members.map(
          ({ school, halfDays, days }) =>
            `${schools.name[school]}: ${plural(days, 'day')} of the year, ${plural(halfDays, 'half-day')}, ${funding(halfDays)}`,
        ),
        change: 'A school that joins or leaves, or another agreement start.',
      },
    ],
  };
}

function ledgerLines(
  { ledger }: WhyBooks,
  { cluster, pot, year }: PotSubject,
  direction: 'In' | 'Out',
  until: Day,
  entitlements?: boolean,
): string[] {
  const own = ['Match', 'School cash', 'Lead support', 'Administration'];
  const found: string[] = [];
  for (let row = 0; row < ledger.count; row++) {
    const date = ledger.date[row]!;
    if (ledger.cluster[row] !== cluster || ledger.pot[row] !== pot || ledger.direction[row] !== direction) continue;
    if (date < firstDayOf(year) || date > until) continue;
    if (entitlements !== undefined && own.includes(ledger.category[row]!) !== entitlements) continue;
    const vat = ledger.vat[row] ?? 0;
    found.push(
      `${ledger.id[row]}, ${formatDay(date)}, ${ledger.category[row]}: ${formatMoney(ledger.net[row]!)}${vat === 0 ? '' : ` + ${formatMoney(vat)} VAT`}`,
    );
  }
  return found.length > MOST_LINES ? [...found.slice(0, MOST_LINES), `and ${found.length - MOST_LINES} more`] : found;
}

const MOST_LINES = 20;

function commitments(books: WhyBooks, figures: PotFigures, { cluster, pot }: PotSubject): string[] {
  const { requests } = books;
  const found: string[] = [];
  for (let row = 0; row < requests.count; row++) {
    if (requests.cluster[row] !== cluster || requests.pot[row] !== pot || figures.open[row] === 0) continue;
    found.push(
      `${requests.id[row]} (${requests.matter[row]}): ${formatMoney(figures.open[row]!)} of it still to be claimed, ${flagText(figures.states.states[row]!)}`,
    );
  }
  return found.length === 0 ? ['Nothing is promised'] : found;
}

function explainSchool(
  books: WhyBooks,
  parameters: Parameters,
  school: number,
  figure: string,
  asAt: Day,
): Explanation | null {
  const about = `${books.schools.name[school]}: ${figure}`;
  if (['Owes', 'Paid', 'Open'].includes(figure)) {
    const shares = schoolShares(books, parameters, asAt).filter((share) => share.school === school);
    const pick = (share: (typeof shares)[number]) =>
      figure === 'Owes' ? share.owes : figure === 'Paid' ? share.paid : share.open;
    return {
      about,
      answer: formatMoney(sum(shares, pick)),
      reasons: shares.map((share) => {
        const split = sessionSplit(books.sessions, share.session, books.membership, books.attendance, parameters);
        return {
          rule: 'S2',
          inputs: [
            `Session ${books.sessions.id[share.session]} of ${formatDay(books.sessions.date[share.session]!)}: ${formatMoney(books.sessions.netFee[share.session]!)} net`,
            `The pot pays ${formatMoney(split.pot.gross)}; ${plural(split.schoolsSharing.length, 'school')} share ${formatMoney(split.schools.gross)}`,
            split.byAttendance ? 'Shared by those that came' : 'Attendance is not recorded: all members share',
            `Owes ${formatMoney(share.owes)}, paid ${formatMoney(share.paid)}`,
          ],
          change:
            share.open > 0
              ? `${formatMoney(share.open)} In, with the school and the session in the ledger line.`
              : NOTHING,
        };
      }),
    };
  }
  const line = engagements(books, parameters, asAt).find((candidate) => candidate.school === school);
  const watchFigures = ['Counted', 'Attended', 'Share', 'Missed in a row', 'Watch'];
  if (line && watchFigures.includes(figure)) {
    const answers: Record<string, string> = {
      Counted: String(line.counted),
      Attended: String(line.attended),
      Share: line.counted === 0 ? 'none yet' : `${Math.round((line.attended / line.counted) * 100)}%`,
      'Missed in a row': String(line.missedInARow),
      Watch: line.watch === '' ? 'no' : line.watch,
    };
    return {
      about,
      answer: answers[figure]!,
      reasons: [
        {
          rule: 'M5',
          inputs: [
            `${line.attended} of ${plural(line.counted, 'counted meeting')} while it was a member`,
            `${line.missedInARow} missed in a row`,
            ...(['engage.misses', 'engage.share', 'engage.after', 'engage.graceWeeks'] as const).map((name) =>
              input(parameters, name, asAt),
            ),
          ],
          change: watchChange(line, parameters, asAt),
        },
      ],
    };
  }
  const release = releaseYears(books, parameters, fundingYearOf(asAt), asAt).find(
    (candidate) => candidate.school === school,
  );
  if (!release || !['Half-days', 'Committed', 'Declared', 'Evidenced', 'Shortfall'].includes(figure)) return null;
  const answers: Record<string, string> = {
    'Half-days': String(release.halfDays),
    Committed: formatMoney(release.committed),
    Declared: release.declared ? 'yes' : 'no',
    Evidenced: formatMoney(release.evidenced),
    Shortfall: formatMoney(release.shortfall),
  };
  const rule: RuleNumber =
    figure === 'Declared' ? 'F3' : figure === 'Evidenced' || figure === 'Shortfall' ? 'F2' : 'F9';
  return {
    about,
    answer: answers[figure]!,
    reasons: [
      {
        rule,
        inputs: [
          `${plural(release.halfDays, 'half-day')} of the year: ${formatMoney(release.committed)} committed`,
          `${plural(release.attended, 'counted meeting')} with a teacher released: ${formatMoney(release.evidenced)} evidenced`,
          input(parameters, 'release.maxPerHalfDay', asAt),
        ],
        change:
          figure === 'Declared' && !release.declared
            ? 'A row of the Release tab for this school and year.'
            : release.shortfall > 0
              ? `The next counted meeting shows up to ${formatMoney(Math.min(release.shortfall, parameters.on('release.maxPerHalfDay', asAt)))}.`
              : NOTHING,
      },
    ],
  };
}

/** How many counted meetings in a row it takes until a school is not watched any more. */
function watchChange(
  line: { counted: number; attended: number; missedInARow: number; watch: string },
  parameters: Parameters,
  asAt: Day,
): string {
  if (line.watch === '') {
    const left = parameters.on('engage.misses', asAt) - line.missedInARow;
    return left > 0
      ? `Missing the next ${left === 1 ? 'one' : left} in a row would put it on the list, after the weeks of grace.`
      : NOTHING;
  }
  const share = parameters.on('engage.share', asAt);
  let more = 1;
  while (
    more < 50 &&
    line.counted + more >= parameters.on('engage.after', asAt) &&
    line.attended + more < share * (line.counted + more)
  )
    more++;
  return `Coming to the next ${plural(more, 'counted meeting')} takes it off the list.`;
}

function explainRequest(books: WhyBooks, parameters: Parameters, request: number, asAt: Day): Explanation {
  const { requests, decisions, people } = books;
  const { states, restsOn } = requestStates(books, parameters, asAt);
  const state = states[request]!;
  const matter = requests.matter[request]!;
  const spec = MATTER_SPECS[matter];
  const decided = restsOn[request]!;
  const facts = [
    `${matter}, asked on ${formatDay(requests.askedOn[request]!)} by ${requests.askedBy[request]!.map((email) => nameOf(people, email)).join(', ')}`,
    ...(decided < 0
      ? []
      : [
          `${decisions.decision[decided]} by ${nameOf(people, decisions.decidedBy[decided]!)} on ${formatDay(decidedOn(decisions.decidedAt[decided]!))}${decisions.reason[decided] ? `: ${decisions.reason[decided]}` : ''}`,
        ]),
    explainState(state),
  ];
  const route = 'waitsFor' in state ? routeOf(books, request, asAt) : null;
  const who =
    route && route.deciders.length > 0
      ? `${rolesText([route.waitsFor])} (${[...new Set(route.deciders.map(({ email }) => nameOf(people, email)))].join(', ')})`
      : rolesText(spec.deciders);
  const { rule, change } = requestReason(books, parameters, request, state, who);
  const reasons: Reason[] = [{ rule, inputs: facts, change }];
  if (state.name === 'waiting' && state.because)
    reasons.push({
      rule: state.because.rule as RuleNumber,
      inputs: [state.because.message],
      change: `A decision by the ${who}.`,
    });
  if (state.name === 'approved' && state.retrospective)
    reasons.push({
      rule: 'A7',
      inputs: [`Money promised on ${formatDay(requests.committedOn[request]!)}`],
      change: 'Approval before the money is promised.',
    });
  if (spec.kind === 'capped') {
    const session = requests.session[request] ?? null;
    if (session !== null) {
      const split = sessionSplit(books.sessions, session, books.membership, books.attendance, parameters);
      reasons.push({
        rule: 'S1',
        inputs: [
          `${formatMoney(books.sessions.netFee[session]!)} net: the pots pay ${formatMoney(split.pot.gross)}, the schools ${formatMoney(split.schools.gross)}`,
          input(parameters, 'cpd.cap', books.sessions.date[session]!),
        ],
        change: 'Another fee, or another cap in Settings.',
      });
    }
  }
  return { about: `${requests.id[request]}: Flag`, answer: flagText(state), reasons };
}

function requestReason(
  books: WhyBooks,
  parameters: Parameters,
  request: number,
  state: RequestState,
  who: string,
): { rule: RuleNumber; change: string } {
  const { requests } = books;
  const spec = MATTER_SPECS[requests.matter[request]!];
  const first = spec.rules[0] as RuleNumber;
  switch (state.name) {
    case 'not needed':
      return { rule: first, change: 'Nobody decides on this matter: nothing to wait for.' };
    case 'waiting':
      return { rule: first, change: `A decision by the ${who}.` };
    case 'waiting for schools':
    case 'agreed': {
      const needed = Math.floor(parameters.on('agree.share', requests.askedOn[request]!) * state.members) + 1;
      const [less, more] = [state.agreeing - needed + 1, needed - state.agreeing];
      return {
        rule: 'S8',
        change:
          state.name === 'agreed'
            ? `${plural(less, 'school')} fewer would not be enough.`
            : `${plural(more, 'more school')} in “Schools agreeing” would be enough.`,
      };
    }
    case 'more information wanted':
      return { rule: 'A5', change: 'An answer under My requests.' };
    case 'approved':
      return {
        rule: 'A2',
        change:
          state.amount === null
            ? 'Another matter, cluster, school, payee, purpose or date wanted would need a new decision.'
            : `More than ${formatMoney(state.of ?? requests.amount[request] ?? state.amount)}, or another pot, payee, purpose or date wanted, would need a new decision.`,
      };
    case 'stale':
      return { rule: 'A2', change: `What changed set back to what was decided, or a new decision by the ${who}.` };
    case 'expired':
      return { rule: 'A8', change: `A new decision by the ${who}.` };
    case 'declined':
    case 'revoked':
    case 'withdrawn':
      return { rule: 'A6', change: 'It is closed. Ask anew if it is still wanted.' };
    case 'not allowed':
      return {
        rule: state.because.rule as RuleNumber,
        change: ADVICE[state.because.rule as RuleNumber] ?? 'Change what it names.',
      };
    case 'waiting list':
      return { rule: 'Q3', change: `${plural(state.place, 'more place')} in Settings, or as many given up before it.` };
  }
}

function explainLedger(books: WhyBooks, parameters: Parameters, line: number, asAt: Day): Explanation {
  const { ledger } = books;
  const found = ledgerFindings(books, parameters, asAt)[line]!;
  const facts = `${formatDay(ledger.date[line]!)}, ${ledger.pot[line]}, ${ledger.direction[line]}, ${ledger.category[line]}: ${formatMoney(ledger.net[line]!)}${ledger.vat[line] ? ` + ${formatMoney(ledger.vat[line]!)} VAT` : ''}`;
  return {
    about: `${ledger.id[line]}: Flag`,
    answer: found.length === 0 ? 'all is well' : found.map(({ message }) => message).join('; '),
    reasons:
      found.length === 0
        ? [{ rule: 'F11', inputs: [facts], change: NOTHING }]
        : found.map(({ rule, message }) => ({
            rule: rule as RuleNumber,
            inputs: [facts, message],
            change: ADVICE[rule as RuleNumber] ?? 'Mend what it names.',
          })),
  };
}

/** What to do about a finding, where one thing fits all cases. */
const ADVICE: Partial<Record<RuleNumber, string>> = {
  P1: 'Schools that join or leave.',
  P2: 'A primary-phase school as the lead school.',
  P3: 'A lead school that is a member today, in the Clusters tab.',
  P4: 'An end date in one of the two rows of Membership.',
  P7: 'The school’s own cluster, or a membership that covers the day.',
  P8: 'Nothing for now: balances are held for the Director.',
  F11: 'The right date, sum or direction in the line.',
  F15: 'The VAT of the invoice at the rate in force.',
  S1: 'The part of the pot in this line, and the rest paid by the schools.',
  S3: 'The session of the CPD sessions tab in the line.',
  S6: 'An approved request of organising time, named in the line.',
  S7: 'A request for travel, named in the line.',
  S8: 'A request that more than half of the schools agree to, named in the line.',
  S9: 'A pot or a school that pays.',
  S10: 'The pot, direction or request that fits the category.',
  S11: 'A claim no higher than what was approved, or a new decision on the higher sum.',
  S12: 'A note in the line that says why, or money In.',
  Q1: 'Nothing: a renewal is never funded.',
  Q2: 'A training hub as the payee.',
  M4: 'One of the two rows cancelled or deleted.',
  A3: 'A substitute for the Director in the People tab.',
  A7: 'Nothing: it is counted in the review. Ask before promising money.',
};
