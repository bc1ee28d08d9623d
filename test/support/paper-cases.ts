/** What is read off a page of a cluster or school. */
import type { Block, Paper, PaperCell } from '../../src/rules/overview/paper';
import type { Tabs } from './builders';
import { books, PROGRAMME, tables } from './rules-tables';

/** Everything a page is made from: the small programme with some tabs of its own. */
export function pageBooks(tabs: Tabs = {}) {
  const all = tables({ ...PROGRAMME, ...tabs });
  return { ...books(all), meetings: all.get('meetings'), release: all.get('release'), reviews: all.get('reviews') };
}

export function blockOf(paper: Paper, heading: string): Block {
  const found = paper.blocks.find((block) => block.heading === heading);
  if (!found) throw new Error(`There is no ${heading} among ${paper.blocks.map((block) => block.heading).join(', ')}`);
  return found;
}

/** The sentences of a block; those that press behind a sign. */
export const linesOf = (paper: Paper, heading: string): string[] =>
  blockOf(paper, heading).lines.map(({ text, tone }) => (tone === 'told' ? text : `${tone}: ${text}`));

/** The rows of a block's table, by the headers of its columns. */
export function rowsOf(paper: Paper, heading: string): Record<string, PaperCell>[] {
  const { table } = blockOf(paper, heading);
  return (table?.rows ?? []).map((row) =>
    Object.fromEntries(table!.columns.map(({ header }, index) => [header, row[index]!])),
  );
}
