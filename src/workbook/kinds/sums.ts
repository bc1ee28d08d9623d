import type { Pence } from '../../rules/basics/money';
import { penceOf } from '../../rules/basics/money';
import { asPlain } from '../../rules/basics/text';

const SUM = /^([-+(£ ]*)(\d{1,3}(?:([, '])\d{3})(?:\3\d{3})*|\d*)( ?\. ?\d{1,2})?([-)p£ ]*)$/i;
const POUNDS = / ?(?:GBP|pounds?) ?/i;
const SIGNS = ['', '-', '+', '()'];

/**
 * The sum that a text means as accountants, banks and phones write sums; undefined where it means none, or may mean two.
 *
 * @example
 * sumMeant('£(1,250.00)'); // => -125_000
 */
export function sumMeant(text: string): Pence | undefined {
  const bare = asPlain(text)
    .replace(/^'|[.;,]$/g, '')
    .replace(/·/g, '.')
    .replace(POUNDS, '£')
    .replace(/^(.*£.*)£$/, '$1');
  const [whole, before = '', pounds = '', , decimals = '', after = ''] = SUM.exec(bare) ?? [];
  const marks = (before + after).replace(/ /g, '');
  const isPence = /p/i.test(after);
  const signs = marks.replace(/[£p]/gi, '');
  if (whole === undefined || pounds + decimals === '' || !SIGNS.includes(signs)) return undefined;
  if (marks.replace(/[^£p]/gi, '').length > 1 || (isPence && decimals !== '')) return undefined;
  const size = Number(`${pounds.replace(/[, ']/g, '')}${decimals.replace(/ /g, '')}`) / (isPence ? 100 : 1);
  return penceOf(signs === '-' || signs === '()' ? -size : size) ?? undefined;
}

/** The dash in which an accountant's format shows nought. */
export const isNought = (text: string): boolean => /^£?-$/.test(asPlain(text).replace(/ /g, ''));

/** Whether a text says debit or credit, which is another way round in every book. */
export const isDebitOrCredit = (text: string): boolean => DEBIT_OR_CREDIT.test(asPlain(text));

const DEBIT_OR_CREDIT =
  /\d ?\(?(?:[dc]r?|debit|credit|od)\b[).]*$|^\(?(?:[dc]r?|debit|credit|od)\b[).: ]*[£\d-]|^[dc]r\d/i;
