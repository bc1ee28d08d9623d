/** What the states of a request are called, and what they mean, in words for people. */
import { formatDay, formatYear, fundingYearOf } from '../basics/days';
import { formatMoney } from '../basics/money';
import type { Approval, RequestState } from './request-state';
import { hubMissing } from './request-state';

/** The flag as it stands in the cell. */
export function flagText(state: RequestState): string {
  switch (state.name) {
    case 'waiting':
      return `waiting for ${state.waitsFor}`;
    case 'waiting for schools':
      return `waiting for schools (${state.agreeing} of ${state.members} agree)`;
    case 'agreed':
      return `agreed by ${state.agreeing} of ${state.members} schools`;
    case 'approved':
      return approvedText(state);
    case 'stale':
      return `stale: ${state.changes.join('; ')}`;
    case 'not allowed':
      return `not allowed: ${state.because.message} (${state.because.rule})`;
    case 'waiting list':
      return `waiting list ${state.place}`;
    case 'sent':
      return `sent to ${state.to}`;
    default:
      return state.name;
  }
}

/** The same in a sentence, where nobody looks it up: "changed since it was approved: amount £350.00 → £420.00". */
export function saidText(state: RequestState): string {
  if (state.name === 'stale')
    return `changed since it was ${state.was === 'agreed' ? 'agreed' : 'approved'}: ${state.changes.join('; ')}`;
  return state.name === 'not allowed' ? `not allowed: ${state.because.message}` : flagText(state);
}

/** The same in a word or two, where what was changed stands beside it. */
export const shortText = (state: RequestState): string =>
  state.name === 'stale' ? `changed since it was ${state.was}` : flagText(state);

function approvedText({ amount, of, late, without, conditions }: Approval): string {
  const sum = amount === null ? '' : ` ${formatMoney(amount)}`;
  const part = of === null ? sum : ` in part${sum} of ${formatMoney(of)}`;
  const gaps = without ? ` without ${without.join(', ')}: ${conditions}` : '';
  return `approved${part}${late.length > 0 ? ', retrospective' : ''}${gaps}`;
}

const lapsedText = ({ lapsed }: Approval): string =>
  lapsed
    ? ` ${formatMoney(lapsed.sum)} were not used by ${formatDay(lapsed.on)} and have lapsed: ask again for what is ` +
      'still needed.'
    : '';

const SAYS_TOO_LITTLE: ReadonlySet<RequestState['name']> = new Set([
  'stale',
  'expired',
  'waiting for schools',
  'waiting list',
  'sent',
]);

/** What stands beside a flag whose words alone do not say what comes of it; blank beside others. */
export const besideFlag = (state: RequestState): string => (SAYS_TOO_LITTLE.has(state.name) ? explainState(state) : '');

/**
 * In a sentence: what the flag means and for whom it waits.
 *
 * @param names - Of the people it waits for, where they are to be said.
 */
export function explainState(state: RequestState, names: readonly string[] = []): string {
  const who = names.length > 0 ? ` (${names.join(', ')})` : '';
  switch (state.name) {
    case 'not needed':
      return 'Nobody needs to decide.';
    case 'waiting': {
      const hub = hubMissing(state);
      if (hub) return hub.message;
      return state.because
        ? `It goes to the ${state.waitsFor}${who}: ${state.because.message}`
        : `The ${state.waitsFor}${who} decides.`;
    }
    case 'waiting for schools':
      return Number.isNaN(state.needed)
        ? `The cluster’s schools have to agree; ${state.agreeing} of ${state.members} do.`
        : `${state.needed} of the cluster’s ${state.members} schools have to agree; ${state.agreeing} do.`;
    case 'agreed':
      return `${state.agreeing} of ${state.members} schools agree: that is enough.`;
    case 'expired':
      return (
        `The approval held until ${formatDay(state.on)}, the end of ${formatYear(fundingYearOf(state.on))}. It ` +
        'needs a new decision.'
      );
    case 'stale':
      return state.was === 'agreed'
        ? `It was changed after the schools agreed (${state.changes.join('; ')}). They have to agree again.`
        : `It was changed after it was approved (${state.changes.join('; ')}). The ${state.waitsFor} decides again.`;
    case 'waiting list':
      return 'All places are taken for now.';
    case 'more information wanted':
      return `Asked back: ${state.question}`;
    case 'declined':
    case 'revoked':
      return state.reason;
    case 'not allowed':
      return state.because.message;
    case 'approved':
      return (state.conditions === '' ? 'Approved.' : `Approved: ${state.conditions}`) + lapsedText(state);
    case 'sent':
      return `Nobody needs to decide; the ${state.to} sees to it.`;
    case 'done':
      return `Done on ${formatDay(state.on)}.`;
    case 'withdrawn':
      return `Withdrawn on ${formatDay(state.on)}.`;
  }
}
