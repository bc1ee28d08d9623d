import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PaperShown } from '../../src/actions/answers';
import { FUNCTIONS } from '../../src/functions/all';
import { HEADINGS } from '../../src/rules/overview/paper';
import { CHARTS } from '../../src/rules/reports/charts';
import { PACK } from '../../src/rules/reports/review-pack';
import { answer, openTracker } from '../support/tracker';

const CLUSTER = 'East Salisbury Rural Cluster';
const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'worked-example.md'), 'utf8');

/** What heads the page of the review pack, below the figures. */
const PACK_BELOW = '## Its page of the review pack';

/** Rows of the tables of figures that begin with one of these words. */
const rows = (words: readonly string[]): string[][] =>
  page
    .slice(0, page.indexOf(PACK_BELOW))
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

  it('says line by line what the review pack prints that day', async () => {
    const tracker = await openTracker({ now: () => new Date('2026-11-24T10:00:00Z') });
    answer(tracker.run('owner@example.org', 'setUpWorkbook'));
    answer(tracker.run('owner@example.org', 'addSampleData'));
    const asked = [{ kind: 'review', pick: 'C-3' }];
    const report = answer<{ papers: PaperShown[] }>(tracker.run('advisor@example.org', 'reportPages', asked));
    tracker.dispose();
    const [paper] = report.papers;
    const tableOf = (heading: string) => paper!.blocks.find((block) => block.heading === heading)!.table!.rows;
    const lastOf = (heading: string) =>
      tableOf(heading)
        .slice(-1)[0]!
        .slice(1)
        .filter((cell) => cell !== '')
        .join(', ');
    const printed = [
      ...tableOf(PACK.year),
      ['Came', lastOf(PACK.came)],
      ['All of the pots', lastOf(CHARTS.pots)],
      ['All that schools owe', lastOf(HEADINGS.shares)],
      [
        'Findings',
        paper!.blocks
          .find(({ heading }) => heading === PACK.findings)!
          .lines.map(({ text }) => text)
          .join(' '),
      ],
      ['Mark', paper!.mark],
    ];
    const section = page.slice(page.indexOf(PACK_BELOW));
    const told = section.split('\n').filter((line) => /^\| [A-Z]/.test(line) && !line.startsWith('| Line |'));
    expect(
      told.map((line) =>
        line
          .split('|')
          .slice(1, 3)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(printed);
  }, 60_000);
});
