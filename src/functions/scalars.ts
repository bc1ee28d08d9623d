import type { FundingYear } from '../rules/basics/days';
import { firstDayOf, formatYear, fundingYearOf, lastDayOf } from '../rules/basics/days';
import { splitMoney } from '../rules/basics/money';
import { PARAMETERS } from '../rules/basics/parameter-table';
import { formatParameter } from '../rules/basics/parameters';
import { memberHalfDays } from '../rules/clusters/half-days';
import { meetingStanding } from '../rules/meetings/meetings';
import { evidencedRelease } from '../rules/meetings/release';
import type { WithVat } from '../rules/money/cpd';
import { splitCpd } from '../rules/money/cpd';
import { matchFor } from '../rules/money/entitlements';
import { defineFunction, may, need, pounds } from './define-function';

/** The guidance's own figures: cell functions without a Settings argument use these. */
const figure = (name: keyof typeof PARAMETERS): number => PARAMETERS[name].value ?? 0;

/** One of them in words. */
const standard = (name: keyof typeof PARAMETERS): string => formatParameter(name, PARAMETERS[name].value);

/** Refuses a number that nobody can mean, or that makes a sum too large to be exact. */
function within(name: string, value: number, least: number, most: number): void {
  if (value < least || value > most) throw new RangeError(`${name}: expected ${least} to ${most}, got ${value}.`);
}

export const scalars = [
  defineFunction({
    name: 'ACADEMIC_YEAR',
    description: 'The funding year, 1 September to 31 August, that a date falls in.',
    returns: 'Text such as 2026/27.',
    parameters: [need('date', 'date', 'Any date.')],
    example: '=ACADEMIC_YEAR(DATE(2026,9,1))',
    run: (date) => formatYear(fundingYearOf(date)),
  }),
  defineFunction({
    name: 'SPLIT_MONEY',
    description: 'Splits a sum into parts that add up to it to the penny; odd pence go to the earliest parts (F14).',
    returns: 'One row of sums in pounds.',
    parameters: [
      need('amount', 'money', 'The whole sum in pounds.'),
      need('parts', 'whole', 'How many parts, 1 to 1000.'),
    ],
    example: '=SPLIT_MONEY(150, 7)',
    run: (amount, parts) => {
      within('parts', parts, 1, 1000);
      return [splitMoney(amount, parts).map(pounds)];
    },
  }),
  defineFunction({
    name: 'MEMBER_HALF_DAYS',
    description: 'Half-days a school counts for when it is a member for part of a funding year (F9).',
    returns: `A whole number from 0 to ${standard('release.halfDays')}.`,
    parameters: [
      may('from', 'date', 'First day of membership; blank for before the year.'),
      may('to', 'date', 'Last day of membership; blank while it lasts.'),
      need('year', 'year', 'The funding year, such as 2026/27.'),
    ],
    example: '=MEMBER_HALF_DAYS(DATE(2027,3,1), , "2026/27")',
    run: (from, to, year: FundingYear) => {
      const [first, last] = [firstDayOf(year), lastDayOf(year)];
      const days = Math.min(last, to ?? last) - Math.max(first, from ?? first) + 1;
      return memberHalfDays(Math.max(0, days), last - first + 1, figure('release.halfDays'));
    },
  }),
  defineFunction({
    name: 'RELEASE_EVIDENCED',
    description:
      'Release a school has shown for its in-hours half-days of a year: at most ' +
      `${standard('release.maxPerHalfDay')} each and ${standard('release.perSchool')} in all (F2).`,
    returns: 'Pounds.',
    parameters: [
      need('halfDays', 'whole', 'Counted meetings the school came to.'),
      may(
        'cost',
        'moneyList',
        `What a half-day cost, or a range with the cost of each; blank counts as ${standard('release.maxPerHalfDay')}.`,
      ),
    ],
    example: '=RELEASE_EVIDENCED(5, 90)',
    run: (halfDays, cost) => {
      const most = figure('release.perSchool');
      const each = Math.min(halfDays, 1000);
      const costs = Array.from({ length: each }, (_, index) =>
        cost?.length === 1 ? cost[0]! : (cost?.[index] ?? null),
      );
      return pounds(evidencedRelease(costs, figure('release.maxPerHalfDay'), most));
    },
  }),
  defineFunction({
    name: 'MATCH_FUNDING',
    description:
      'What PSTT adds to the cluster pot in a year: schools × ratio × basis (F5). Ratio and basis are assumed.',
    returns: 'Pounds.',
    parameters: [
      need('schools', 'whole', 'How many member schools.'),
      may('ratio', 'number', `The match, 0 to 100; ${standard('match.ratio')} if left out.`),
      may('basis', 'money', `Pounds a school that are matched; ${standard('match.basis')} if left out.`),
    ],
    example: '=MATCH_FUNDING(7)',
    run: (schools, ratio = figure('match.ratio'), basis = figure('match.basis')) => {
      within('schools', schools, 0, 1000);
      within('ratio', ratio, 0, 100);
      within('basis', basis / 100, 0, 100_000);
      return pounds(schools * matchFor(basis, ratio));
    },
  }),
  defineFunction({
    name: 'ALLOWANCES',
    description: 'Lead support and administration of one cluster over some agreement years (F6, F7).',
    returns: 'Pounds.',
    parameters: [need('years', 'whole', 'How many agreement years.')],
    example: '=ALLOWANCES(2)',
    run: (years) => {
      within('years', years, 0, 1000);
      return pounds(years * (figure('lead.support') + figure('lead.admin')));
    },
  }),
  defineFunction({
    name: 'CPD_SPLIT',
    description:
      'Who pays what of a CPD session: each cluster pot up to the cap, the schools what is above it (S1 to S3). The ' +
      'rate of VAT, and that pots bear it, are assumed.',
    returns: 'A table Part, Net, VAT, Gross: a row a cluster pot, a row a school (or one row for all schools).',
    parameters: [
      need('netFee', 'money', 'The whole fee of the session without VAT, in pounds.'),
      need('vatRegistered', 'tick', 'TRUE if the provider charges VAT.'),
      may('clusters', 'whole', 'How many clusters share the session; 1 if left out.'),
      may('schools', 'whole', 'How many schools share what is above the cap; one row for all if left out.'),
    ],
    example: '=CPD_SPLIT(550, TRUE, 1, 7)',
    run: (netFee, vatRegistered, clusters = 1, schools = 0) => {
      within('clusters', clusters, 1, 100);
      within('schools', schools, 0, 1000);
      if (netFee < 0) throw new RangeError(`netFee: expected 0 or more, got ${netFee / 100}.`);
      const split = splitCpd({
        netFee,
        vatRate: vatRegistered ? figure('vat.rate') : 0,
        cap: figure('cpd.cap'),
        potBearsVat: figure('vat.chargedToPot') === 1,
        clusters,
        schools,
      });
      const rowOf = (name: string, { net, vat, gross }: WithVat) => [name, ...[net, vat, gross].map(pounds)];
      const numbered = (name: string, parts: readonly WithVat[]) =>
        parts.map((part, index) => rowOf(parts.length === 1 ? name : `${name} ${index + 1}`, part));
      return [
        ['Part', 'Net', 'VAT', 'Gross'],
        ...numbered('Cluster pot', split.byCluster),
        ...(schools === 0 ? [rowOf('Schools', split.schools)] : numbered('School', split.bySchool)),
      ];
    },
  }),
  defineFunction({
    name: 'MEETING_STATUS',
    description: 'How a number of counted meetings stands against the yearly minimum (M1).',
    returns: 'Text: below minimum, meets minimum or on model.',
    parameters: [need('counted', 'whole', 'Whole-cluster meetings held in school hours this year.')],
    example: '=MEETING_STATUS(4)',
    run: (counted) => meetingStanding(counted, figure('meetings.min'), figure('meetings.model')),
  }),
];
