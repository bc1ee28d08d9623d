import { passageOf } from '../rules/basics/passages';
import { quoted } from '../rules/basics/text';
import { explain, questionOn } from '../rules/figures/explain';
import type { Cell } from '../workbook/cell';
import { findSubject } from '../workbook/find-subject';
import { leftOutText } from '../workbook/reading/left-out';
import { defineFunction, mayTab, need, tabs } from './define-function';
import { ALL_BUT_REVIEWS, asAt, booksOf, footnote, openTabs } from './open-tabs';

const WHY_TABS = [...ALL_BUT_REVIEWS, 'reviews'] as const;

export const why = defineFunction({
  name: 'WHY',
  description:
    'Why a figure or flag is what it is: the rules, what the guidance says, what went in, and the smallest change ' +
    'that would alter it.',
  returns: 'The answer, then one row a rule; below it what could not be read, if anything.',
  parameters: [
    need(
      'subject',
      'text',
      'A cluster, a school, a Request ID, a ledger Line ID or a parameter; a year for its PSQM places; for a pot, ' +
        '"Cluster: Pot: 2026/27"; for a sum, "All schools" or "All clusters: All pots: 2026/27".',
      '"West Salisbury Cluster"',
    ),
    need('figure', 'text', 'The header of the column, such as "Meetings", "Available" or "Flag".', '"Meetings"'),
    asAt,
    ...tabs(...ALL_BUT_REVIEWS),
    mayTab('reviews'),
  ],
  run: (name, figure, day, ...grids) => {
    const { tables, parameters } = openTabs(WHY_TABS, grids);
    const subject = findSubject(tables, name);
    if (!subject)
      throw new RangeError(`subject: there is no cluster, school, request or ledger line called ${quoted(name)}.`);
    const question = questionOn(booksOf(tables), parameters, day);
    const found = explain(question, subject, figure.trim());
    if (!found) throw new RangeError(`figure: "${figure.slice(0, 40)}" is not worked out for ${name.slice(0, 60)}.`);
    return [
      [found.about, found.answer, '', '', ''],
      ['Rule', 'What it says', 'Passage', 'What went in', 'What would change it'],
      ...found.reasons.map((reason): Cell[] => {
        const passage = passageOf(reason.rule);
        return [reason.rule, passage?.says ?? '', passage?.heading ?? '', reason.inputs.join('\n'), reason.change];
      }),
      ...footnote(leftOutText(tables, WHY_TABS), 5),
    ];
  },
});
