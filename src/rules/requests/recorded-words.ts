/** What there is to say where a request’s cells say what no form recorded. Rules A1, A6, A7 and S8. */
import { type Day, formatDay } from '../basics/days';
import { defineFinding, type Finding } from '../basics/finding';
import type { Difference } from './recorded';

interface OnDay {
  readonly on: Day;
}

export const withdrawalTyped = defineFinding({
  rule: 'A6',
  severity: 'warn',
  says: () =>
    'It was withdrawn by hand, which counts. Nobody recorded it: withdraw it in Clusters ▸ My requests, or clear ' +
    '“Withdrawn on”.',
  cure: '“Withdrawn on” cleared, or the request withdrawn in Clusters ▸ My requests.',
});

export const withdrawalChanged = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: ({ on }: OnDay) =>
    `It was withdrawn on ${formatDay(on)} in Clusters ▸ My requests, and stays so: put that date back into ` +
    '“Withdrawn on”, or ask anew.',
  cure: 'The date put back.',
});

export const promiseTyped = defineFinding({
  rule: 'A7',
  severity: 'warn',
  says: () =>
    '“Committed on” was typed by hand: it can make an approval late, but nothing is reserved or kept by it. Enter it ' +
    'in Clusters ▸ My requests ▸ Change.',
  cure: 'The date entered in the form.',
});

export const promiseChanged = defineFinding({
  rule: 'A7',
  severity: 'stop',
  says: ({ on }: OnDay) =>
    `“Committed on” was ${formatDay(on)} in the form, and that counts; an earlier day in the cell can make an ` +
    'approval late. Put the date back, or change it in Clusters ▸ My requests ▸ Change.',
  cure: 'The date put back.',
});

export const agreementTyped = defineFinding({
  rule: 'S8',
  severity: 'stop',
  says: () =>
    'What the schools agreed to was not recorded in the form, so it does not count. Tick the schools in Clusters ▸ ' +
    'My requests ▸ Change.',
  cure: 'The schools ticked in the form.',
});

export const agreementChanged = defineFinding({
  rule: 'S8',
  severity: 'stop',
  says: () =>
    'What the schools agreed to was changed after the form recorded it, so it does not count. Put “Agreed on what” ' +
    'and “Asked on” back from the version history, or tick the schools anew in Clusters ▸ My requests ▸ Change.',
  cure: 'The cells put back, or the schools ticked anew in the form.',
});

/** A difference as Check workbook says it. */
export function differenceFinding({ column, how, recorded }: Difference): Finding {
  if (column === 'agreedOnWhat') return how === 'typed' ? agreementTyped() : agreementChanged();
  if (recorded === null) return column === 'withdrawnOn' ? withdrawalTyped() : promiseTyped();
  return column === 'withdrawnOn' ? withdrawalChanged({ on: recorded }) : promiseChanged({ on: recorded });
}

/** A difference in the few words that stand behind a flag. */
export function differenceNote({ column, how, recorded }: Difference): string {
  if (column === 'agreedOnWhat')
    return how === 'typed'
      ? 'schools typed by hand, so not counted'
      : 'what the schools agreed to was changed by hand, so not counted';
  const name = column === 'withdrawnOn' ? 'Withdrawn on' : 'Committed on';
  return recorded === null ? `“${name}” typed by hand` : `“${name}” was ${formatDay(recorded)} in the form`;
}
