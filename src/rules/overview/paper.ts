/** One page that says everything of a cluster or a school: shown in a dialog, on a tab and on paper alike. */
import { firstFew } from '../basics/long-lists';
import type { Pence } from '../basics/money';

/** Blocks below each other, with a heading each. */
export interface Paper {
  readonly title: string;
  /** For which year and day it is, and who leads. */
  readonly about: readonly string[];
  readonly blocks: readonly Block[];
  /** What is assumed; blank where nothing is. */
  readonly assumes: string;
  /** How final it is, in a word that stands beside its title. */
  readonly mark?: 'Draft' | 'Complete so far' | 'Final';
}

/** How much a line presses: it must be seen to, it will have to be soon, or it is only told. */
export type Tone = 'must' | 'soon' | 'told';

export interface Line {
  readonly text: string;
  readonly tone: Tone;
}

export interface Block {
  readonly heading: string;
  readonly lines: readonly Line[];
  /** What the table says, drawn; pages without charts show the table alone. */
  readonly chart?: Chart;
  readonly table: PaperTable | null;
  /** Room to write: what stands in it, and may be written anew before it is printed. */
  readonly written?: { readonly text: string; readonly hint: string };
}

/** Bars, one a line, each of parts that stand behind each other. */
export interface Chart {
  /** What it shows, in a sentence, for whoever does not see it. */
  readonly says: string;
  readonly unit: 'count' | 'money';
  /** What the parts of a bar are, in their order. */
  readonly parts: readonly string[];
  readonly bars: readonly ChartBar[];
  /** A line across all bars; null where there is none, or where it is not set. */
  readonly line: { readonly name: string; readonly at: number } | null;
}

export interface ChartBar {
  readonly name: string;
  /** By part: pence or a count; below zero, or NOT_SET, where it is. */
  readonly sizes: readonly number[];
  /** What the bar says, in words and numbers. */
  readonly label: string;
}

export interface PaperTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly PaperCell[])[];
  /** Whether the last row adds up the others. */
  readonly hasTotal: boolean;
  /** By row and column, how much of what could be is there, from 0 to 1: shaded. Null where it is nothing of the kind. */
  readonly shades?: readonly (readonly (number | null)[])[];
}

/** How many shades there are, from the lightest. */
export const SHADES = 4;

/** Of a share, from 0 to 1, its shade from 1: nothing is the lightest, only all is the darkest. */
export const shadeOf = (share: number): number => 1 + Math.floor(Math.min(1, share) * (SHADES - 1));

export interface Column {
  readonly header: string;
  /**
   * A bar says once more what a number in its row says; a note is a sentence, which needs room of its own; a room is
   * left for a pen.
   */
  readonly kind: 'words' | 'money' | 'bar' | 'note' | 'room';
}

/** Words; in a column of money pence, NOT_SET where they rest on a figure that is not set; null where there is none. */
export type PaperCell = string | Pence | null;

export const words = (header: string): Column => ({ header, kind: 'words' });
export const money = (header: string): Column => ({ header, kind: 'money' });
export const bar = (header: string): Column => ({ header, kind: 'bar' });

export const note = (header: string): Column => ({ header, kind: 'note' });

export const room = (header: string): Column => ({ header, kind: 'room' });

/** What heads each block. */
export const HEADINGS = {
  toDo: 'To do',
  meetings: 'Meetings and release money',
  ourMeetings: 'Our meetings',
  release: 'Release money',
  money: 'Money',
  requests: 'Requests',
  shares: 'Training above the cap: what schools owe',
  people: 'Questions?',
} as const;

/** What heads the first column of each table, by which it is known on a tab. */
export const FIRST_COLUMNS = {
  school: 'School',
  pot: 'Pot',
  request: 'Request',
  owing: 'School owing',
  meeting: 'Meeting',
  cluster: 'Cluster',
} as const;

/** What stands first in rows that add up. */
export const TOTALS = { came: 'Came', all: 'All' } as const;

export const told = (text: string): Line => ({ text, tone: 'told' });
export const soon = (text: string): Line => ({ text, tone: 'soon' });
export const must = (text: string): Line => ({ text, tone: 'must' });

const MOST_SQUARES = 12;
const BAR_SIGNS = 10;

/**
 * So many of so many as squares; blank where either is not set.
 *
 * @example
 * squares(2, 4); // => '■■□□'
 */
export function squares(count: number, of: number): string {
  if (!(of <= MOST_SQUARES)) return '';
  const filled = Math.min(count, of);
  return Number.isNaN(filled) ? '' : '■'.repeat(filled) + '□'.repeat(of - filled);
}

/**
 * A part of a whole as ten signs; blank where there is no whole. What is there at all shows, and only a whole is full.
 *
 * @example
 * shareBar(3, 4); // => '████████░░'
 */
export function shareBar(part: number, whole: number): string {
  if (!(whole > 0) || Number.isNaN(part)) return '';
  const share = Math.max(0, Math.min(1, part / whole));
  const most = share < 1 ? BAR_SIGNS - 1 : BAR_SIGNS;
  const filled = Math.max(share > 0 ? 1 : 0, Math.min(most, Math.round(share * BAR_SIGNS)));
  return '█'.repeat(filled) + '░'.repeat(BAR_SIGNS - filled);
}

const MOST_NAMED = 4;

/** "A, B and 3 more" */
export function someOf(names: readonly string[]): string {
  return firstFew(names, names.length > MOST_NAMED + 1 ? MOST_NAMED : names.length);
}
