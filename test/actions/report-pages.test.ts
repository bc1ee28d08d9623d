import { reportPages } from '../../src/actions/report-pages';
import { REPORT_KINDS } from '../../src/actions/schemas/report-pages';
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

const pagesOf = (email: string, kind: string, more: object = {}, opened = book()) =>
  done(reportPages(opened.as(email), { kind, ...more }));
const titles = (...given: Parameters<typeof pagesOf>) => pagesOf(...given).papers.map(({ title }) => title);

const PLANNED = [
  meeting('M-2', '2027-02-01', { status: 'Planned' }),
  meeting('M-3', '2027-01-20', { status: 'Planned', cluster: 'South Cluster' }),
  meeting('M-4', '2026-01-20', { status: 'Planned' }),
];
const planned = () => open([ASKED], { ledger: [MONEY], meetings: PLANNED });

describe('the review pack', () => {
  it('is one page a cluster, with what Reviews says of the year’s review', () => {
    const reviews = [
      { id: 'RV-1', cluster: 'North Cluster', year: '2026/27', notes: 'Went well' },
      { id: 'RV-2', cluster: 'North Cluster', year: '2025/26', notes: 'Last year' },
      { id: 'RV-3', cluster: 'North Cluster', year: '2026/27', notes: 'Of a school', school: 'School 1' },
    ];
    const opened = open([ASKED], { reviews });
    const page = pagesOf(LEAD, 'review', { pick: 'all' }, opened);
    expect(page.papers.map(({ title, mark }) => [title, mark])).toEqual([
      ['North Cluster', 'Complete so far'],
      ['South Cluster', 'Complete so far'],
    ]);
    const written = page.papers.map(({ blocks }) => blocks.find((block) => block.written)!.written!.text);
    expect(written).toEqual(['Went well', '']);
    expect(titles(LEAD, 'review')).toEqual(['North Cluster']);
  });

  it('is a draft while something could not be read', () => {
    const broken = open([ASKED], { ledger: [{ ...MONEY, net: 'lots' }] });
    expect(pagesOf(LEAD, 'review', {}, broken).papers[0]!.mark).toBe('Draft');
  });
});

describe('checklists and letters', () => {
  it('the checklist is a page a cluster', () =>
    expect(titles(DIRECTOR, 'next-stage')).toEqual(['North Cluster', 'South Cluster']));

  it('letters are all of one’s own cluster first, the lead school’s before the others', () => {
    const page = pagesOf(LEAD, 'letters');
    const schools = [1, 2, 3, 4, 5].map((number) => `School ${number}`);
    const lead = page.papers.map(({ title }) => title).filter((title) => title.endsWith(', lead school'));
    expect(page.papers.map(({ title }) => title)).toEqual([...lead, ...schools]);
    expect(page.choices.map(({ group }) => group)).toEqual([
      ...new Array(7).fill('North Cluster'),
      ...new Array(5).fill('South Cluster'),
    ]);
  });

  it('a letter can be picked by itself', () => {
    expect(titles(LEAD, 'letters', { pick: 'school S-8' })).toEqual(['School 8']);
    expect(titles(LEAD, 'letters', { pick: 'lead of C-2' }).every((title) => title.endsWith('lead school'))).toBe(true);
    expect(titles(LEAD, 'letters', { pick: 'all of C-2' }).slice(-1)).toEqual(['School 8']);
  });
});

describe('papers of a meeting, and the calendar', () => {
  it('are of the next meeting planned in one’s own cluster, or of the next of all', () => {
    expect(titles(LEAD, 'meeting', {}, planned())).toEqual(['North Cluster: agenda', 'North Cluster: who is here']);
    const all = pagesOf(DIRECTOR, 'meeting', {}, planned());
    expect([all.picked, all.years]).toEqual(['M-3', []]);
    expect(all.choices.map(({ id, name, group }) => [id, name, group])).toEqual([
      ['M-3', '20 Jan 2027', 'South Cluster'],
      ['M-2', '1 Feb 2027', 'North Cluster'],
    ]);
  });

  it('are none where none is planned', () =>
    expect(pagesOf(LEAD, 'meeting')).toMatchObject({
      picked: null,
      papers: [],
      choices: [],
      csv: '\uFEFF\r\n',
      ics: '',
    }));

  it('the calendar comes as a page and as a file, of one’s own cluster or of all', () => {
    const own = pagesOf(LEAD, 'calendar', {}, planned());
    expect(own.ics).toMatch(/X-WR-CALNAME:North Cluster\r\n/);
    expect(own.ics.match(/BEGIN:VEVENT/g)!.length).toBe(own.papers[0]!.blocks[0]!.table!.rows.length);
    expect(
      [own.ics, pagesOf(DIRECTOR, 'calendar', {}, planned()).ics].map((file) => file.includes('UID:M-3@')),
    ).toEqual([false, true]);
    expect(pagesOf(LEAD, 'charts').ics).toBe('');
  });
});

describe('every report', () => {
  const nothing = () => new FakeWorkbook({ people: [{ name: 'D', email: DIRECTOR, role: 'Director' }] });

  it.each(REPORT_KINDS)('opens in a workbook in which nothing stands yet, and is plain values: %s', (kind) => {
    for (const opened of [nothing(), planned()]) {
      const page = pagesOf(DIRECTOR, kind, {}, opened);
      expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    }
  });
});
