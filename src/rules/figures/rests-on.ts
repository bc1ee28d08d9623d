/** Which results rest on which numbers of the rules, found out by working them out. */
import type { Day } from '../basics/days';
import { fundingYearOf, weekdayOf } from '../basics/days';
import type { ParameterName } from '../basics/parameter-table';
import { FIGURE_NAMES } from '../basics/parameter-table';
import { type Parameters, unlessNotSet } from '../basics/parameters';
import { engagements } from '../meetings/engagement';
import { meetingYears } from '../meetings/meetings';
import { releaseYears } from '../meetings/release';
import { whyOutsideHours } from '../meetings/school-hours';
import { potFigures } from '../money/pots';
import { schoolShares } from '../money/shares';
import type { ReviewBooks } from '../overview/review';
import { agreementStanding } from '../overview/standings';
import { requestStates } from '../requests/replay';

type Work = (books: ReviewBooks, parameters: Parameters, asAt: Day) => unknown;

const atNoon = (date: Day) => ({ date, start: 720, end: 720, inSchoolHours: true });

/** Results as people know them, each with the work that gives it. */
const RESULTS: Readonly<Record<string, Work>> = {
  'money in the pots': (books, parameters, asAt) => potFigures(books, parameters, fundingYearOf(asAt), asAt),
  'what schools owe above the cap': schoolShares,
  'release money': (books, parameters, asAt) => releaseYears(books, parameters, fundingYearOf(asAt), asAt),
  'meetings still needed': ({ meetings, clusters }, parameters, asAt) =>
    meetingYears(meetings, clusters.count, parameters, asAt),
  'schools to watch': engagements,
  'flags of requests': (books, parameters, asAt) => {
    const states = requestStates(books, parameters, asAt);
    return books.requests.rows.map(({ row }) => states.stateOf(row));
  },
  agreements: ({ clusters }, parameters, asAt) =>
    clusters.rows.map((cluster) => agreementStanding(cluster, parameters, asAt)),
  'the hours of a meeting': (_, parameters, asAt) => whyOutsideHours(atNoon(mondayBy(asAt)), parameters),
  reminders: (_, parameters, asAt) =>
    (['decide.remindDays', 'decide.escalateDays'] as const).map((name) => parameters.sum(name, fundingYearOf(asAt))),
};

/** A Monday: on a weekend no hours are looked at. */
const mondayBy = (day: Day): Day => day + 1 - weekdayOf(day);

/** By parameter, the results of a day that rest on it, in words. */
export function restsOn(books: ReviewBooks, parameters: Parameters, asAt: Day): ReadonlyMap<ParameterName, string[]> {
  const found = new Map<ParameterName, string[]>();
  for (const [what, work] of Object.entries(RESULTS)) {
    const [, used] = parameters.usedBy(() => unlessNotSet(() => work(books, parameters, asAt), null));
    for (const { name } of used) found.set(name, [...(found.get(name) ?? []), what]);
  }
  // A review stays a draft while any figure is not set.
  for (const name of FIGURE_NAMES)
    if (!parameters.isSet(name, fundingYearOf(asAt)))
      found.set(name, [...(found.get(name) ?? []), 'annual reviews, which stay drafts until it is set']);
  return found;
}
