import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FUNCTIONS } from '../../src/functions/all';
import { answer, openTracker } from '../support/tracker';

const CLUSTER = 'East Salisbury Rural Cluster';
const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'worked-example.md'), 'utf8');

/** Rows of the tables in the page that begin with one of these words. */
const rows = (words: readonly string[]): string[][] =>
  page
    .split('\n')
    .filter((line) => words.some((word) => line.startsWith(`| ${word} |`)))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('docs/worked-example.md', () => {
  it('shows what the tracker works out from the sample data of that day', async () => {
    const tracker = await openTracker({ now: () => new Date('2026-11-24T10:00:00Z') });
    answer(tracker.run('owner@example.org', 'setUpWorkbook'));
    answer(tracker.run('owner@example.org', 'addSampleData'));
    const { example } = FUNCTIONS.find(({ name }) => name === 'CLUSTER_OVERVIEW')!;
    tracker.edit('owner@example.org', 'Log', 'L1', [[example]]);
    await tracker.settled();
    const overview = tracker.values('Overview', 'A1:T80');
    const table = tracker.values('Log', 'L1:AE6');
    tracker.dispose();
    const header = table[0]!.map(String);
    const shown = table.find((row) => row[0] === CLUSTER)!;
    const checked = header.slice(1, 18);
    expect(rows(checked).map(([name]) => name)).toEqual(checked);
    for (const [name, value] of rows(checked))
      expect([name, String(shown[header.indexOf(name!)])]).toEqual([name, value]);
    const pots = overview.filter((row) => row[0] === CLUSTER && row[1] === '2026/27');
    expect(rows(['Cluster pot', 'Lead support', 'Administration'])).toEqual(
      pots.map((row) => [row[2], row[3], row[5], row[8], row[9]].map(String)),
    );
  }, 60_000);
});
