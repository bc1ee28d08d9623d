/** What is said of a request that nobody decides. Rules S1, S2, S9, C4 and G1. */
import type { Pence } from '../rules/basics/money';
import { formatMoney } from '../rules/basics/money';
import type { Request } from '../rules/basics/rows';
import { plural } from '../rules/basics/words';
import type { SessionSplit } from '../rules/money/cpd';
import { potPartOf } from '../rules/money/cpd';
import { MATTER_SPECS } from '../rules/requests/matters';
import type { Verdict } from './verdict';

/**
 * Who pays what nobody has to decide, or who is told of it: "No approval needed: the pot pays £480.00, six schools
 * £30.00 each."
 */
export function notNeededText(request: Request, { split }: Pick<Verdict, 'split'>): string {
  const { readers, isIncome, paidBy } = MATTER_SPECS[request.matter];
  if (isIncome) return 'No approval needed: the Advisor is told, and it never counts against the next stage.';
  if (readers && paidBy === 'Trust')
    return `No approval needed: the Trust pays. The ${readers.join(' or the ')} sees to it.`;
  if (readers) return `The ${readers.join(' and the ')} will read it. No approval needed.`;
  return `No approval needed: ${split ? splitText(split, request.cluster) : payerText(request)}.`;
}

function payerText({ pot, amount }: Request): string {
  const sum = amount === null ? 'it' : formatMoney(amount);
  return `${pot === null ? 'the school' : 'the pot'} pays ${sum}`;
}

export function splitText(split: SessionSplit, cluster: number): string {
  const pot = `the pot pays ${formatMoney(potPartOf(split, cluster).gross)}`;
  const others = split.clusters.length - 1;
  const elsewhere = others === 0 ? '' : `, the ${others === 1 ? 'pot' : 'pots'} of ${plural(others, 'other cluster')}`;
  const shares = split.bySchool.map(({ gross }) => gross);
  return pot + elsewhere + (split.schools.gross === 0 ? '' : `, ${schoolsText(split.schools.gross, shares)}`);
}

/** "six schools £30.00 each"; odd pence go to the first of them (F14). */
function schoolsText(all: Pence, shares: readonly Pence[]): string {
  if (shares.length === 0) return `the schools ${formatMoney(all)}`;
  const sums = [...new Set(shares)].map(formatMoney);
  const schools = `${WORDS[shares.length] ?? shares.length} ${shares.length === 1 ? 'school' : 'schools'}`;
  return `${schools} ${sums.join(' or ')}${shares.length === 1 ? '' : ' each'}`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
