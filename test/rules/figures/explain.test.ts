import { fundingYearOf } from '../../../src/rules/basics/days';
import { Parameters } from '../../../src/rules/basics/parameters';
import { PASSAGES } from '../../../src/rules/basics/passages';
import { POTS } from '../../../src/rules/basics/words';
import { CLUSTER_FIGURES } from '../../../src/rules/figures/cluster-figures';
import type { FigureTable } from '../../../src/rules/figures/define-figure';
import { explain, explainShown, questionOn, type Subject, tableHeaded } from '../../../src/rules/figures/explain';
import { POT_FIGURES } from '../../../src/rules/figures/pot-figures';
import { RELEASE_FIGURES } from '../../../src/rules/figures/release-figures';
import { WATCH_FIGURES } from '../../../src/rules/figures/watch-figures';
import { findSubject } from '../../../src/workbook/find-subject';
import type { Tables } from '../../../src/workbook/tables';
import { AS_AT, NORTH } from '../../support/builders';
import { books, day, tables } from '../../support/rules-tables';
import { ask } from '../../support/why';
import { AUTUMN, askAutumn } from '../../support/why-cases';

const booksOf = (read: Tables) => ({ ...books(read), release: read.get('release'), reviews: read.get('reviews') });
const autumn = () => questionOn(booksOf(tables(AUTUMN)), new Parameters(), day(AS_AT));

describe('what is explained', () => {
  it('answers every figure of Overview and pots and every flag, with rules that exist and something to change', () => {
    const read = tables(AUTUMN);
    const all = booksOf(read);
    const year = fundingYearOf(day(AS_AT));
    const asked: [Subject, string][] = [
      ...[0, 1].flatMap((cluster) =>
        [...Object.keys(CLUSTER_FIGURES.columns), 'Stage', 'Missing'].map((figure): [Subject, string] => [
          { kind: 'cluster', cluster },
          figure,
        ]),
      ),
      ...[0, 1].flatMap((cluster) =>
        POTS.flatMap((pot) =>
          Object.keys(POT_FIGURES.columns).map((figure): [Subject, string] => [
            { kind: 'pot', cluster, pot, year },
            figure,
          ]),
        ),
      ),
      ...read.get('requests').rows.map((_, at): [Subject, string] => [{ kind: 'request', request: at }, 'Flag']),
      ...Array.from({ length: read.get('ledger').count }, (_, at): [Subject, string] => [
        { kind: 'ledger', line: at },
        'Flag',
      ]),
    ];
    for (const [subject, figure] of asked) {
      const found = explain(questionOn(all, new Parameters(), day(AS_AT)), subject, figure);
      expect(found).not.toBeNull();
      for (const { rule, inputs, change } of found!.reasons) {
        expect(PASSAGES).toHaveProperty(rule);
        expect(inputs.every((text) => text.length > 3)).toBe(true);
        expect(change).toMatch(/\.$/);
      }
    }
  });

  it('knows no figure that is typed, and nothing that has no name', () => {
    const read = tables(AUTUMN);
    expect(findSubject(read, 'Nobody')).toBeNull();
    expect(findSubject(read, 'North Cluster: Piggy bank: 2026/27')).toBeNull();
    expect(findSubject(read, 'Northern')).toEqual({ kind: 'cluster', cluster: 0 });
    expect(
      explain(questionOn(booksOf(read), new Parameters(), day(AS_AT)), { kind: 'cluster', cluster: 0 }, 'Aliases'),
    ).toBeNull();
  });
});

describe('the table that a row of a page is the header of', () => {
  it('is the one whose headers stand there, whatever stands to the right of them', () => {
    const headers = Object.keys(WATCH_FIGURES.columns);
    expect(tableHeaded(headers)).toBe(WATCH_FIGURES);
    expect(tableHeaded([...headers, 'A column of ours'])).toBe(WATCH_FIGURES);
  });
  it('is none where a header is lost, moved or written otherwise', () => {
    const headers = Object.keys(WATCH_FIGURES.columns);
    expect(tableHeaded(headers.slice(0, -1))).toBeNull();
    expect(tableHeaded(['', ...headers])).toBeNull();
    expect(tableHeaded(headers.map((header) => header.replace('Counted', 'counted')))).toBeNull();
    expect(tableHeaded([])).toBeNull();
  });
});

describe('a cell of a table on a page', () => {
  const pots = (cells: readonly unknown[], column: number) =>
    explainShown(autumn(), POT_FIGURES as FigureTable<unknown>, cells, column);
  const release = (cells: readonly unknown[], column: number) =>
    explainShown(autumn(), RELEASE_FIGURES as FigureTable<unknown>, cells, column);

  it('is explained by its row and its place in it', () => {
    expect(pots([NORTH, '2026/27', 'Cluster pot', 400], 3)).toEqual(
      askAutumn(`${NORTH}: Cluster pot: 2026/27`, 'Opening'),
    );
    expect(release(['School 1', NORTH], 5)).toMatchObject({ about: 'School 1: Evidenced', answer: '£300.00' });
  });
  it('that names its row tells of what matters most there', () => {
    expect(pots([NORTH, '2026/27', 'Cluster pot'], 0)).toMatchObject({
      about: 'North Cluster, Cluster pot, 2026/27: Available',
      answer: '£2,450.00',
    });
  });
  it('in the row that adds all others up is explained by all of them', () => {
    expect(pots(['All clusters', '2026/27', 'All pots'], 8)).toMatchObject({
      about: 'All clusters, all pots, 2026/27: Spent',
      answer: '£450.00',
    });
    expect(release(['All schools', ''], 5)).toMatchObject({ about: 'All schools: Evidenced', answer: '£300.00' });
  });
  it('below the table, to the right of it, or of a row that is no longer so, is not explained', () => {
    expect(pots(['assumes a match of £1 a £', '', ''], 3)).toBeNull();
    expect(pots([NORTH, '2025/26', 'Cluster pot'], 3)).toBeNull();
    expect(pots([NORTH, '2026/27', 'Cluster pot'], 13)).toBeNull();
    expect(release(['School 1', 'South Cluster'], 5)).toBeNull();
  });
});

describe('who is asked about', () => {
  it('of a request is its flag, whatever the header, but for the days it waits (A9)', () => {
    expect(askAutumn('R-1', 'Amount')).toEqual(askAutumn('R-1', 'Flag'));
    expect(askAutumn('R-1', 'School days')).toMatchObject({ about: 'R-1: School days', reasons: [{ rule: 'A9' }] });
  });
  it('of a pot is the year asked for, and not that of the day', () => {
    expect(askAutumn(`${NORTH}: Cluster pot: 2025/26`, 'Closing').answer).toBe('£400.00');
    expect(askAutumn(`${NORTH}: Cluster pot: 2026/27`, 'Opening').answer).toBe('£400.00');
  });
  it('of a parameter is the parameter, confirmed or not', () => {
    expect(ask('cpd.cap', 'anything').about).toBe('cpd.cap');
  });
  it('of a school without a cluster is that it has none, and what it would take (P7)', () => {
    const found = ask('School 1', 'Watch', { membership: [] });
    expect(found).toMatchObject({ about: 'School 1: Watch', answer: 'in no cluster', reasons: [{ rule: 'P7' }] });
  });
});
