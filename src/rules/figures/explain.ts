/** Why a figure or flag is what it is: the rule, what went in, and the smallest change that would alter it. */
import type { Day } from '../basics/days';
import { firstDayOf, formatYear, fundingYearOf } from '../basics/days';
import type { ParameterName } from '../basics/parameters';
import { formatParameter, PARAMETERS, Parameters, unlessNotSet } from '../basics/parameters';
import type { RuleNumber } from '../basics/passages';
import { clusterAnswer } from './cluster-figures';
import type { Answered, Explanation, Question, Reason, Subject, WhyBooks } from './explanation';
import { enter, input, short } from './explanation';
import { ledgerAnswer } from './ledger-flag';
import { allPotsAnswer, potAnswer } from './pot-figures';
import { placesAnswer, requestAnswer } from './request-flag';
import { schoolAnswer } from './share-figures';

export type { Explanation, Subject, WhyBooks } from './explanation';

/**
 * Explains one figure or flag.
 *
 * Where a parameter that it needs is not set, the answer says so and what to enter.
 *
 * @param figure - The header of its column, such as "Meetings" or "Opening"; a request has its flag and its school days,
 *   a ledger line its flag.
 * @returns Null where the figure is none that is worked out.
 */
export function explain(
  books: WhyBooks,
  parameters: Parameters,
  subject: Subject,
  figure: string,
  asAt: Day,
): Explanation | null {
  const asked = mainFigure(subject, figure);
  const unset = new Set<ParameterName>();
  const question = { books, parameters: noting(parameters, unset), asAt };
  const found = unlessNotSet(() => answerTo(question, subject, asked), { answer: 'not set', reasons: [] });
  return (
    found &&
    tidy(
      aboutOf(books, subject, asked),
      unset.size > 0 && /^(not set|NaN)/.test(found.answer) ? toEnter(found, unset) : found,
    )
  );
}

/** The same parameters, with every one noted that was asked for and is not set. */
function noting(parameters: Parameters, unset: Set<ParameterName>): Parameters {
  const noted: Parameters = Object.create(parameters);
  for (const method of ['number', 'sum'] as const)
    noted[method] = function (this: Parameters, name, year) {
      if (this.at(name, year).value === null) unset.add(name);
      return Parameters.prototype[method].call(this, name, year);
    };
  return noted;
}

/** An answer that cannot be given: what would change it is entering what is not set. */
function toEnter({ answer, reasons }: Answered, unset: ReadonlySet<ParameterName>): Answered {
  const change = [...unset].map(enter).join(' ');
  return {
    answer: answer.startsWith('NaN') ? 'not set' : answer,
    reasons: [
      ...[...unset].map((name) => ({
        rule: PARAMETERS[name].rule as RuleNumber,
        inputs: [`${name} is not set`],
        change,
      })),
      ...reasons.map(({ rule, inputs }) => ({ rule, inputs, change })),
    ],
  };
}

/** What is explained where the name of a row is asked about instead of a figure. */
const MAIN_FIGURE: Partial<Record<Subject['kind'], Record<string, string>>> = {
  cluster: { Cluster: 'Findings' },
  pot: { Cluster: 'Available', Year: 'Available', Pot: 'Available' },
  'all pots': { Cluster: 'Available', Year: 'Available', Pot: 'Available' },
  places: { 'Funding year': 'Left' },
  school: { School: 'Watch', Session: 'Owes', Date: 'Owes', Provider: 'Owes' },
};

function mainFigure(subject: Subject, figure: string): string {
  if (subject.kind === 'school' && subject.school === null && ['School', 'Cluster', 'Watch'].includes(figure))
    return 'Shortfall';
  return MAIN_FIGURE[subject.kind]?.[figure] ?? figure;
}

function answerTo(question: Question, subject: Subject, figure: string): Answered | null {
  switch (subject.kind) {
    case 'request':
      return requestAnswer(question, subject.request, figure);
    case 'ledger':
      return ledgerAnswer(question, subject.line);
    case 'parameter':
      return parameterAnswer(question, subject.name);
    case 'school':
      return schoolAnswer(question, subject, figure);
    case 'pot':
      return potAnswer(question, subject, figure);
    case 'places':
      return figure === 'Places'
        ? parameterAnswer({ ...question, asAt: firstDayOf(subject.year) }, 'psqm.places')
        : placesAnswer(question, subject.year, figure);
    case 'all pots':
      return allPotsAnswer(question, subject.year, figure);
    case 'cluster':
      return clusterAnswer({ ...question, cluster: subject.cluster }, figure);
  }
}

function aboutOf({ clusters, schools, requests, ledger }: WhyBooks, subject: Subject, figure: string): string {
  switch (subject.kind) {
    case 'request':
      return `${requests.id[subject.request]}: ${figure === 'School days' ? figure : 'Flag'}`;
    case 'ledger':
      return `${ledger.id[subject.line]}: Flag`;
    case 'parameter':
      return subject.name;
    case 'school':
      return `${subject.school === null ? 'All schools' : schools.name[subject.school]}: ${figure}`;
    case 'pot':
      return `${clusters.name[subject.cluster]}, ${subject.pot}, ${formatYear(subject.year)}: ${figure}`;
    case 'places':
      return `PSQM places, ${formatYear(subject.year)}: ${figure}`;
    case 'all pots':
      return `All clusters, all pots, ${formatYear(subject.year)}: ${figure}`;
    case 'cluster':
      return `${clusters.name[subject.cluster]}: ${figure}`;
  }
}

function parameterAnswer({ parameters, asAt }: Question, name: ParameterName): Answered {
  const { value, status } = parameters.at(name, fundingYearOf(asAt));
  return {
    answer: `${formatParameter(name, value)}, ${status}`,
    reasons: [
      {
        rule: PARAMETERS[name].rule as RuleNumber,
        inputs: [input(parameters, name, asAt), `Source: ${PARAMETERS[name].source}`],
        change:
          status === 'unset'
            ? enter(name)
            : status === 'confirmed'
              ? 'A row of Settings with another value and the funding year it counts from.'
              : 'Somebody who knows confirms it, or enters the right value, in Settings.',
      },
    ],
  };
}

/** Each rule once, with everything that went in by it. */
function byRule(reasons: readonly Reason[]): Reason[] {
  const found = new Map<RuleNumber, { inputs: Set<string>; changes: Set<string> }>();
  for (const { rule, inputs, change } of reasons) {
    const all = found.get(rule) ?? { inputs: new Set(), changes: new Set() };
    found.set(rule, all);
    for (const line of inputs) all.inputs.add(line);
    if (change !== '') all.changes.add(change);
  }
  return [...found].map(([rule, { inputs, changes }]) => ({
    rule,
    inputs: [...inputs],
    change: [...changes].join('\n'),
  }));
}

const MOST_LINES = 80;
const MOST_IN_A_LINE = 500; // 80 × 500 fit in a cell, which holds 50,000 characters

/** No text longer than a cell can hold, however much people wrote. */
function tidy(about: string, { answer, reasons }: Answered): Explanation {
  return {
    about: short(about, 1_000),
    answer: short(answer, 10_000),
    reasons: byRule(reasons).map(({ rule, inputs, change }) => ({
      rule,
      inputs: [
        ...inputs.slice(0, MOST_LINES).map((line) => short(line.replace(/NaN/g, 'not set'), MOST_IN_A_LINE)),
        ...(inputs.length > MOST_LINES ? [`and ${inputs.length - MOST_LINES} more`] : []),
      ],
      change: short(change, 10_000),
    })),
  };
}
