/** The numbers of the rules themselves, as far as nobody has confirmed them: the table UNCONFIRMED. */
import type { Day } from '../basics/days';
import { fundingYearOf } from '../basics/days';
import type { ParameterName } from '../basics/parameter-table';
import { FIGURE_NAMES, PARAMETERS } from '../basics/parameter-table';
import type { Parameters } from '../basics/parameters';
import { formatParameter, sayParameter } from '../basics/parameters';
import type { Figure, FigureTable } from './define-figure';
import { defineFigures, name } from './define-figure';
import type { Question, Reason } from './explanation';
import { confirmText, input } from './explanation';

/** "£400.00, confirmed" */
export function parameterText(parameters: Parameters, parameter: ParameterName, day: Day): string {
  const { value, status } = parameters.at(parameter, fundingYearOf(day));
  return `${formatParameter(parameter, value)}, ${status}`;
}

export const whyParameter = ({ parameters, asAt }: Question<unknown>, parameter: ParameterName): Reason[] => [
  {
    rule: PARAMETERS[parameter].rule,
    inputs: [input(parameters, parameter, asAt), `Source: ${PARAMETERS[parameter].source}`],
    change: confirmText(parameter, parameters.at(parameter, fundingYearOf(asAt)).status),
  },
];

/** The value as people write it, or the words of a parameter that is a text. */
function said({ parameters, asAt }: Question<unknown>, parameter: ParameterName): string {
  const year = fundingYearOf(asAt);
  return parameters.text(parameter, year) ?? formatParameter(parameter, parameters.at(parameter, year).value);
}

/** Whatever is asked about, it is the parameter that is explained. */
const column = (
  value: (parameter: ParameterName, question: Question<unknown>) => string,
): Figure<ParameterName, unknown> => ({
  format: 'words',
  value,
  answer: (parameter, { parameters, asAt }) => parameterText(parameters, parameter, asAt),
  why: whyParameter,
});

export const PARAMETER_FIGURES: FigureTable<ParameterName, unknown> = {
  columns: defineFigures<ParameterName, unknown>()({
    Figure: name((parameter) => parameter, 'Value'),
    Value: column((parameter, question) => said(question, parameter)),
    Status: column((parameter, { parameters, asAt }) => parameters.at(parameter, fundingYearOf(asAt)).status),
    Rule: column((parameter) => PARAMETERS[parameter].rule),
    'What it is': column((parameter, question) => {
      const { value } = question.parameters.at(parameter, fundingYearOf(question.asAt));
      return sayParameter(parameter, value, said(question, parameter));
    }),
  }),
  rows: ({ parameters, asAt }) =>
    FIGURE_NAMES.filter((name) => parameters.at(name, fundingYearOf(asAt)).status !== 'confirmed'),
  about: (parameter) => parameter,
};
