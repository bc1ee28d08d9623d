/** A cluster at a glance: the table CLUSTER_OVERVIEW. */
import { formatDay, fundingYearOf } from '../basics/days';
import type { Finding } from '../basics/finding';
import { findingsText } from '../basics/finding';
import { sum } from '../basics/lists';
import { formatMoney } from '../basics/money';
import { assumesText, NOT_SET } from '../basics/parameters';
import type { Cluster } from '../basics/rows';
import { plural } from '../basics/words';
import { membersOn } from '../clusters/membership';
import { engagements, isWatched, watchText } from '../meetings/engagement';
import { doubleEntries } from '../meetings/meetings';
import { type PotYear, potFigures, potsOf } from '../money/pots';
import type { ClusterOverview } from '../overview/overview';
import { overview } from '../overview/overview';
import type { SizeStanding } from '../overview/standings';
import { agreementText, sizeStanding, sizeText } from '../overview/standings';
import { enteredTwice, hasCeased, isEnding, notDeclared, overspent, wrongSize } from '../overview/words';
import { requestStates } from '../requests/replay';
import { WAITING_STATES } from '../requests/request-state';
import { flagText } from '../requests/state-words';
import { agreementChange, whyAgreement } from './agreement-figures';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { assumptions, enter, inputs, names, orEnter, short } from './explanation';
import { whyAfterSchool, whyAttendance, whyCounted, whyPace, whyStanding } from './meeting-reasons';
import { restsOn, whyAvailable, whyEntitled, whyPromised, whyReceived, whySpent } from './pot-reasons';
import { declarationsChange, whyCommitted, whyEvidenced } from './release-reasons';
import { toWatchChange, WATCH_PARAMETERS } from './watch-reasons';

const memberNames = ({ books, asAt }: Question, { row }: Cluster): string[] =>
  membersOn(books.membership, row, asAt).map((school) => short(books.schools.at(school).name));

export function whySchools(question: Question, { cluster }: Pick<ClusterOverview, 'cluster'>): Reason[] {
  const members = memberNames(question, cluster);
  const day = formatDay(question.asAt);
  return [
    {
      rule: 'P7',
      inputs: [`${plural(members.length, 'member')} on ${day}`, ...members],
      change: `1 row of Membership that begins by ${day} adds 1; one that ends before it takes 1 off.`,
    },
  ];
}

function whySize({ parameters, asAt }: Question, { schools }: ClusterOverview): Reason[] {
  const size = sizeStanding(schools, parameters, asAt);
  return [
    {
      rule: 'P1',
      inputs: [
        `${plural(schools, 'school')} on ${formatDay(asAt)}`,
        ...inputs(parameters, ['cluster.minSchools', 'cluster.maxSchools'], asAt),
      ],
      change: sizeChange(size, schools),
    },
  ];
}

/** How many schools more or fewer would make a cluster a size that works, or one that does not. */
function sizeChange({ is, least, most }: SizeStanding, schools: number): string {
  switch (is) {
    case 'not set':
      return enter(Number.isNaN(least) ? 'cluster.minSchools' : 'cluster.maxSchools');
    case 'below':
      return `${plural(least - schools, 'more school')} would bring it to ${least}.`;
    case 'above':
      return `${plural(schools - most, 'school')} fewer would bring it to ${most}.`;
    case 'within':
      return (
        `${plural(most - schools + 1, 'more school')} would be too many, ` +
        `${plural(schools - least + 1, 'school')} fewer too few.`
      );
  }
}

function whyToWatch(question: Question, { cluster }: ClusterOverview): Reason[] {
  const { books, parameters, asAt } = question;
  const lines = engagements(books, parameters, asAt).filter((line) => line.cluster === cluster.row);
  return [
    {
      rule: 'M5',
      inputs: [
        ...lines.filter(isWatched).map((line) => `${short(books.schools.at(line.school).name)}: ${watchText(line)}`),
        ...inputs(parameters, WATCH_PARAMETERS, asAt),
      ],
      change: orEnter(() => toWatchChange(question, lines)),
    },
  ];
}

function whyWaiting({ books, parameters, asAt }: Question, { cluster }: ClusterOverview): Reason[] {
  const { stateOf } = requestStates(books, parameters, asAt);
  const waiting = books.requests
    .where('cluster', cluster.row)
    .filter(({ row, askedOn }) => askedOn <= asAt && WAITING_STATES.has(stateOf(row).name));
  return [
    {
      rule: 'A6',
      inputs:
        waiting.length === 0
          ? ['Nothing is waiting']
          : waiting.map(({ row, id, matter }) => `${id} (${matter}): ${short(flagText(stateOf(row)))}`),
      change:
        waiting.length === 0
          ? '1 new request that somebody has to decide.'
          : `1 of them decided, agreed or withdrawn: ${waiting.length - 1}.`,
    },
  ];
}

/** A sum of a cluster's three pots, with the reasons of each. */
function potSum(
  value: (pot: PotYear) => number,
  why: (question: Question, pot: PotYear) => readonly Reason[],
  assumed: (pot: PotYear) => readonly Reason[] = () => [],
): Figure<ClusterOverview> {
  return {
    format: 'money',
    value: ({ pots }) => sum(pots, value),
    why: (question, { cluster }) => {
      const { books, parameters, asAt } = question;
      const pots = potsOf(potFigures(books, parameters, fundingYearOf(asAt), asAt), cluster.row);
      return [
        {
          rule: 'F10',
          inputs: pots.map((pot) => `${pot.pot}: ${formatMoney(value(pot))}`),
          change: 'What one pot has more or less, this has too.',
        },
        ...pots.flatMap((pot) => [...why(question, pot).map((reason) => ofPot(pot, reason)), ...assumed(pot)]),
      ];
    },
  };
}

/** A reason of one pot, where those of several stand together. */
const ofPot = ({ pot }: PotYear, reason: Reason): Reason => ({
  rule: reason.rule,
  inputs: reason.inputs.map((line) => `${pot}: ${line}`),
  change: `${pot}: ${reason.change}`,
});

function whyFindings(question: Question, { cluster, findings, schools, size }: ClusterOverview): Reason[] {
  if (findings.length === 0)
    return [
      {
        rule: 'P1',
        inputs: ['Nothing to say by rules P1 to P4, P7, P8, G3, C1 to C3, F3, S4, S12, M3, M4 and A7'],
        change: sizeChange(size, schools),
      },
    ];
  return findings.map((finding) => ({
    rule: finding.rule,
    inputs: [finding.message],
    change: orEnter(() => findingChange(question, cluster, finding)),
  }));
}

/** What would cure a finding, in numbers where it is one of numbers. */
function findingChange(question: Question, cluster: Cluster, finding: Finding): string {
  if (wrongSize.is(finding)) return sizeChange(finding.facts.size, finding.facts.schools);
  if (hasCeased.is(finding) || isEnding.is(finding)) return agreementChange(question, cluster);
  if (overspent.is(finding)) return `${formatMoney(finding.facts.by)} more In by ${formatDay(question.asAt)}.`;
  if (notDeclared.is(finding)) return declarationsChange(question, cluster);
  if (enteredTwice.is(finding)) return doublesChange(question, cluster);
  return short(finding.cure);
}

/** Which meetings of a cluster were entered twice. Rule M4. */
function doublesChange({ books, asAt }: Question, cluster: Cluster): string {
  const doubles = doubleEntries(books.meetings).filter(
    ({ meeting }) =>
      meeting.cluster === cluster.row && meeting.date <= asAt && fundingYearOf(meeting.date) === fundingYearOf(asAt),
  );
  const list = doubles.map(({ meeting, earlier }) => `${meeting.id} (as ${earlier.id})`);
  return `${plural(list.length, 'row')} cancelled or deleted: ${names(list)}.`;
}

const CONFIRMED: Reason = {
  rule: 'F10',
  inputs: ['Every value the figures rest on is confirmed'],
  change: 'A row of Settings whose status is assumed.',
};

/** A figure of a cluster whose reasons ask for no more than the cluster. */
const byCluster =
  (why: (question: Question, cluster: Cluster) => readonly Reason[]) =>
  (question: Question, { cluster }: ClusterOverview): readonly Reason[] =>
    why(question, cluster);

export const orNotSet = (standing: string): string | number => (standing === 'not set' ? NOT_SET : standing);

export const CLUSTER_COLUMNS = defineFigures<ClusterOverview>()({
  Cluster: name(({ cluster }) => cluster.name, 'Findings'),
  Schools: { format: 'count', value: ({ schools }) => schools, why: whySchools },
  Size: { format: 'words', value: ({ size }) => (size.is === 'not set' ? NOT_SET : sizeText(size)), why: whySize },
  Agreement: {
    format: 'words',
    value: ({ agreement }) => agreementText(agreement),
    isUnset: ({ agreement }) => agreement.is === 'not set',
    why: byCluster(whyAgreement),
  },
  'Counted meetings': { format: 'count', value: ({ meetings }) => meetings.counted, why: byCluster(whyCounted) },
  'After school': { format: 'count', value: ({ meetings }) => meetings.afterSchool, why: byCluster(whyAfterSchool) },
  Meetings: { format: 'words', value: ({ meetings }) => orNotSet(meetings.standing), why: byCluster(whyStanding) },
  Pace: { format: 'words', value: ({ meetings }) => orNotSet(meetings.pace), why: byCluster(whyPace) },
  Attendance: {
    format: 'share',
    value: ({ attendance }) => attendance,
    answer: ({ attendance }) => (attendance === null ? 'none recorded' : null),
    why: byCluster(whyAttendance),
  },
  'To watch': { format: 'count', value: ({ toWatch }) => toWatch, why: whyToWatch },
  'Release committed': {
    format: 'money',
    value: ({ releaseCommitted }) => releaseCommitted,
    why: byCluster(whyCommitted),
  },
  'Release evidenced': {
    format: 'money',
    value: ({ releaseEvidenced }) => releaseEvidenced,
    why: byCluster(whyEvidenced),
  },
  Entitled: potSum(({ entitled }) => entitled, whyEntitled, restsOn),
  Received: potSum(({ received }) => received, whyReceived),
  Spent: potSum(({ spent }) => spent, whySpent),
  Committed: potSum(({ committed }) => committed, whyPromised),
  Available: potSum(({ available }) => available, whyAvailable),
  Waiting: { format: 'count', value: ({ waiting }) => waiting, why: whyWaiting },
  Findings: {
    format: 'words',
    value: ({ findings }) => findingsText(findings),
    answer: ({ findings }) => findings.map(({ message }) => short(message)).join('; ') || 'none',
    why: whyFindings,
  },
  Assumes: {
    format: 'words',
    value: ({ assumes }) => assumesText(assumes),
    answer: ({ assumes }) => assumesText(assumes) || 'nothing',
    why: (_, { assumes }) => assumptions(assumes, [CONFIRMED]),
  },
});

export const CLUSTER_FIGURES: FigureTable<ClusterOverview> = {
  columns: CLUSTER_COLUMNS,
  rows: ({ books, parameters, asAt }) => overview(books, parameters, asAt),
  about: ({ cluster }) => cluster.name,
};
