/** What a workbook holds, whichever way it came about: to compare what was done in one way and in another. */
import type { Tracker } from '../../host/contract';
import { SHEETS } from '../../src/workbook/sheets';
import { type FaultCase, filledRows } from './fault-cases';

/** Columns that formulas fill. */
const COMPUTED = ['Flag', 'Agreement end'];
/** What is kept with the document of how it came about; whom tabs were opened to, every morning sees to again. */
const OF_THE_WAY = /^(log\.(head|next)|(undo|back)\b.*|columns|admitted)$/;

export interface Picture {
  /** The typed rows of each tab. */
  tabs: Record<string, string>;
  /** Lines of the log without their places in the chain. */
  log: string[];
  /** What is kept outside the cells, and triggers. */
  beside: string;
  mails: string[];
  wasCutOff: boolean;
}

export function pictureOf(tracker: Tracker, { isRandom }: Pick<FaultCase, 'isRandom'> = {}): Picture {
  const tabs: Record<string, string> = {};
  for (const { title: name } of Object.values(SHEETS)) {
    if (name === 'Log') continue;
    const [header = [], ...rows] = filledRows(tracker, name);
    const isTyped = header.map(
      (title) => !COMPUTED.includes(String(title)) && !(isRandom && String(title).startsWith('Seal')),
    );
    tabs[name] = JSON.stringify(rows.map((cells) => cells.filter((_, at) => isTyped[at])));
  }
  const lines = filledRows(tracker, 'Log').slice(1);
  const { properties, triggers, outbox } = tracker.state;
  const kept = Object.entries(properties.document)
    .filter(([key, text]) => text !== '' && !OF_THE_WAY.test(key) && !(isRandom && /^(seal|people)/.test(key)))
    .map(([key, text]) => [key, withTitles(tracker, text)]);
  return {
    tabs,
    log: lines.filter((cells) => cells[4] !== 'Cut off').map((cells) => textOf(cells.slice(1, 7))),
    beside: JSON.stringify([kept.sort(), triggers.map(({ handler, createdBy }) => [handler, createdBy])]),
    mails: outbox.map(({ to, subject }) => `${to}: ${subject}`).sort(),
    wasCutOff: lines.some((cells) => cells[4] === 'Cut off'),
  };
}
/** A text in which the drawn ID of each sheet is the sheet's title. */
const withTitles = (tracker: Tracker, text: string): string =>
  tracker.sheets().reduce((sofar, { id, name }) => sofar.split(String(id)).join(name), text);
const textOf = (cells: unknown[]): string => JSON.stringify(cells).replace(/\[undone [\d ]+\]/, '[undone]');
