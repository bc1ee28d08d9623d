/** What there is to say where tabs and the log do not say the same. Rules A1, A3, A6 and A12. */
import type { Day } from '../rules/basics/days';
import { formatDay } from '../rules/basics/days';
import { defineFinding } from '../rules/basics/finding';

/** What a line of the log says, without the mark of a decision. */
export interface LogSays {
  readonly no: number;
  readonly action: string;
  readonly reference: string | null;
  readonly who: string;
  readonly words: string;
}

const sayings = (lines: readonly LogSays[]): string =>
  lines
    .map(({ no, action, reference, who, words }) => {
      const more = words === '' ? '' : `: ${words}`;
      return `The log says in line ${no}: ${action} ${reference} by ${who}${more}.`;
    })
    .join(' ');

// Nobody is asked to confirm it: everybody who decides may type in this tab, and so could have written it.
export const decisionNotLogged = defineFinding({
  rule: 'A12',
  severity: 'stop',
  says: () =>
    'The log does not tell of this decision: it was written by hand, or by an early version of the tracker. Delete ' +
    'its row, then decide again in Clusters ▸ Decide.',
});

export const decisionChanged = defineFinding({
  rule: 'A12',
  severity: 'stop',
  says: ({ id, log }: { id: string; log: readonly LogSays[] }) =>
    `Decision ${id} was changed after it was made. ${sayings(log)} Put it back from the version history.`,
});

export const decisionGone = defineFinding({
  rule: 'A12',
  severity: 'stop',
  says: ({ id, log }: { id: string; log: readonly LogSays[] }) =>
    `Decision ${id} is not in the Decisions tab any more, or cannot be read there. ${sayings(log)} Put it back from ` +
    'the version history.',
});

export const requestGone = defineFinding({
  rule: 'A12',
  severity: 'stop',
  says: ({ id }: { id: string }) =>
    `Request ${id} is not in the Requests tab any more: its row was deleted or its ID changed, and its decisions ` +
    'count for nothing.',
});

export const meetingGone = defineFinding({
  rule: 'A12',
  severity: 'warn',
  says: ({ id }: { id: string }) =>
    `Meeting ${id} is not in the Meetings tab any more: its row was emptied or its ID typed over, and who came to it ` +
    'is in no figure. Put its row back from the version history, or record it anew.',
});

interface PutBackFacts {
  /** What the cell said. */
  readonly was: string;
  /** Where that is known from, as "line 12 of the log". */
  readonly by: string;
}

/** Of a cell of a meeting that says otherwise than what was recorded. */
export const saysOtherwise = defineFinding({
  rule: 'A12',
  severity: 'warn',
  says: ({ was, by }: PutBackFacts) =>
    `By ${by} this was “${was}”. If the row was pasted over, or a column sorted by itself, tick this repair. If it ` +
    'was changed on purpose, leave it: what a form changes is not listed here.',
});

/** Of a cell of a request that says otherwise than what was decided. */
export const decidedOtherwise = defineFinding({
  rule: 'A2',
  severity: 'warn',
  says: ({ was, by }: PutBackFacts) =>
    `Decision ${by} was about “${was}” here. If the row was pasted over, or a column sorted by itself, type that back: ` +
    'the decision stands again then. If it was changed on purpose, it waits for a new decision.',
});

export const withdrawalTakenBack = defineFinding({
  rule: 'A6',
  severity: 'stop',
  says: ({ line, who, on }: { line: number; who: string; on: Day }) =>
    `The log says in line ${line} that ${who} withdrew this request on ${formatDay(on)}. Put that date back into ` +
    '“Withdrawn on”, or ask anew.',
});

export const authorMissing = defineFinding({
  rule: 'A3',
  severity: 'stop',
  says: ({ emails }: { emails: readonly string[] }) =>
    `By the log ${emails.join(', ')} asked for this or changed it, and may not decide on it. Put the address back.`,
});

export const authorNotLogged = defineFinding({
  rule: 'A3',
  severity: 'warn',
  says: ({ emails }: { emails: readonly string[] }) =>
    `The log does not tell that ${emails.join(', ')} asked for this.`,
});
