import { reportPages } from '../../src/actions/report-pages';
import { ASKED, DIRECTOR, done, LEAD, MONEY, open, STRANGER } from '../support/action-cases';
import { meeting } from '../support/builders';
import { FakeWorkbook } from '../support/fake-world';

const book = () => open([ASKED], { ledger: [MONEY], meetings: [meeting('M-1', '2026-10-01')] });
const charts = (email: string, more: object = {}, opened = book()) =>
  done(reportPages(opened.as(email), { kind: 'charts', ...more }));

describe('Charts', () => {
  it.each([
    ['its lead', LEAD, 'C-1', 'North Cluster'],
    ['the Director, who has no cluster', DIRECTOR, 'all', 'All clusters'],
    ['somebody who is not in People', STRANGER, 'all', 'All clusters'],
  ])('open with one’s own cluster or all, to %s', (_, email, picked, title) => {
    const page = charts(email);
    expect([page.picked, page.papers.map((paper) => paper.title)]).toEqual([picked, [title]]);
    expect(page.choices.map(({ id }) => id)).toEqual(['all', 'C-1', 'C-2']);
  });

  it('carry charts, shades and tables as plain values', () => {
    const page = charts(LEAD, { pick: 'all' });
    expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    const pots = page.papers[0]!.blocks.find(({ heading }) => heading === 'Money in the pots')!;
    expect(pots.chart!.bars[0]).toEqual({
      name: 'North Cluster',
      sizes: [0, 0, 100_000],
      label: '£1,000.00 available',
    });
    expect(pots.table!.rows[0]).toEqual(['North Cluster', '£0.00', '£1,000.00', '£0.00', '£0.00', '£1,000.00']);
  });

  it('come with their tables as a file', () => {
    const { csv, fileName } = charts(LEAD);
    expect(fileName).toBe('Charts North Cluster 2026-27');
    expect(csv).toContain('\r\nCluster pot,0.00,1000.00,0.00,0.00,1000.00\r\n');
  });

  it('say what could not be read, in the words of Overview', () => {
    const broken = open([ASKED], { ledger: [{ ...MONEY, net: 'lots' }] });
    expect(charts(LEAD, {}, broken).unread).toMatch(/1 row of Ledger is not counted/);
  });

  it.each([{ kind: 'nothing' }, { kind: 'charts', pick: 'C-9' }, { kind: 'charts', year: 7 }, {}])(
    'refuse %j and say why',
    (payload) =>
      expect(reportPages(book().as(LEAD), payload)).toMatchObject({ ok: false, message: expect.stringMatching(/./) }),
  );

  it('open in a workbook in which nothing stands yet', () =>
    expect(
      charts(DIRECTOR, {}, new FakeWorkbook({ people: [{ name: 'D', email: DIRECTOR, role: 'Director' }] })).papers,
    ).toHaveLength(1));

  it('write nothing', () => {
    const opened = book();
    const before = opened.count('log');
    charts(LEAD, {}, opened);
    expect(opened.count('log')).toBe(before);
  });
});
