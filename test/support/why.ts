import { Parameters } from '../../src/rules/basics/parameters';
import { explain, questionOn } from '../../src/rules/figures/explain';
import type { Explanation } from '../../src/rules/figures/explanation';
import { findSubject } from '../../src/workbook/find-subject';
import type { Tables } from '../../src/workbook/tables';
import { AS_AT, type Tabs } from './builders';
import { books, day, MEMBERSHIP, PROGRAMME, tables } from './rules-tables';

export const EMPTY: Tabs = {
  ...PROGRAMME,
  meetings: [],
  attendance: [],
  release: MEMBERSHIP.map(({ school }) => ({ school, year: '2026/27' })),
  sessions: [],
  requests: [],
  decisions: [],
  ledger: [],
  reviews: [],
};

/** What WHY says in the small programme with some tabs of its own. */
export const ask = (
  name: string,
  figure: string,
  tabs: Tabs = {},
  asAt = AS_AT,
  parameters = new Parameters(),
): Explanation => askIn(tables({ ...EMPTY, ...tabs }), name, figure, asAt, parameters);

export function askIn(read: Tables, name: string, figure: string, asAt: string, parameters: Parameters): Explanation {
  const subject = findSubject(read, name);
  if (!subject) throw new Error(`nothing is called ${name}`);
  const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
  const found = explain(questionOn(all, parameters, day(asAt)), subject, figure);
  if (!found) throw new Error(`${name}: ${figure} is not explained`);
  return found;
}
export const changeBy = (rule: string, { reasons }: Explanation): string => {
  const found = reasons.find((reason) => reason.rule === rule);
  if (!found) throw new Error(`no reason by ${rule}, but by ${reasons.map((reason) => reason.rule).join(', ')}`);
  return found.change;
};
/** The first match of a pattern as a number; "the next counted meeting" is one. */
export const numberIn = (text: string, pattern: RegExp): number => {
  const found = pattern.exec(text);
  if (!found) throw new Error(`${pattern} is not in "${text}"`);
  return found[1] === undefined ? 1 : Number(found[1].replace(/,/g, ''));
};
export const iso = (from: string, days: number): string =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
