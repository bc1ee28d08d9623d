import { clusterPage, schoolPage } from '../../src/actions/own-pages';
import { ADVISOR, ASKED, DIRECTOR, done, LEAD, MONEY, open, SOUTH_LEAD, STRANGER } from '../support/action-cases';
import { meeting } from '../support/builders';
import { FakeWorkbook } from '../support/fake-world';
import { PROGRAMME } from '../support/rules-tables';

const book = () => open([ASKED], { ledger: [MONEY], meetings: [meeting('M-1', '2026-10-01')] });
const cluster = (email: string, payload?: unknown, opened = book()) => done(clusterPage(opened.as(email), payload));
const school = (email: string, payload?: unknown, opened = book()) => done(schoolPage(opened.as(email), payload));

describe('My cluster', () => {
  it.each([
    ['its lead', LEAD, 'C-1', 'North Cluster'],
    ['another’s lead', SOUTH_LEAD, 'C-2', 'South Cluster'],
    ['the Advisor, whose school is in it', ADVISOR, 'C-2', 'South Cluster'],
  ])('is one’s own first, to %s', (_, email, own, title) => {
    const page = cluster(email);
    expect([page.own, page.picked, page.choices[0]!.id, page.paper!.title]).toEqual([own, own, own, title]);
    expect(page.choices.map(({ id }) => id).sort()).toEqual(['C-1', 'C-2']);
  });

  it('shows any other that is picked, and says again whose one’s own is', () => {
    const page = cluster(LEAD, { pick: 'C-2' });
    expect([page.own, page.picked, page.paper!.title]).toEqual(['C-1', 'C-2', 'South Cluster']);
  });

  it('has sums in words, to the penny', () => {
    const money = cluster(LEAD).paper!.blocks.find(({ heading }) => heading === 'Money')!;
    expect(money.table!.rows[0]!.slice(0, 4)).toEqual(['Cluster pot', '£0.00', '£1,000.00', '£0.00']);
  });

  it.each([
    ['the Director, who has none', DIRECTOR, true],
    ['somebody who is not in People', STRANGER, false],
  ])('is a list to pick from, to %s, and what is picked', (_, email, isKnown) => {
    const page = cluster(email);
    expect([page.own, page.picked, page.paper, page.account]).toEqual([null, null, null, email]);
    expect(page.me !== null).toBe(isKnown);
    expect(cluster(email, { pick: 'C-1' }).paper!.title).toBe('North Cluster');
  });

  it('looks back on the years since the agreements began', () => {
    const page = cluster(LEAD, { year: '2025/26' });
    expect(page.years).toEqual(['2026/27']);
    expect([page.year, page.paper!.about[0]]).toEqual(['2025/26', '2025/26 as at 31 Aug 2026']);
    const clusters = PROGRAMME.clusters.map((row) => ({ ...row, earlierStarts: '2024-09-01' }));
    expect(cluster(LEAD, {}, open([], { clusters })).years).toEqual(['2026/27', '2025/26', '2024/25']);
  });

  it('says what could not be read, in the words of Overview', () => {
    const broken = open([ASKED], { ledger: [{ ...MONEY, net: 'lots' }] });
    expect(cluster(LEAD, {}, broken).unread).toMatch(
      /^Not everything could be read: choose Clusters ▸ Check workbook\. 1 row of Ledger is not counted\.$/,
    );
    expect(cluster(LEAD).unread).toBe('');
  });

  it.each([{ pick: 'C-9' }, { pick: '' }, { pick: 7 }, { year: 2026 }])('refuses %j and says why', (payload) =>
    expect(clusterPage(book().as(LEAD), payload)).toMatchObject({ ok: false, message: expect.stringMatching(/./) }),
  );

  it('writes nothing and takes no lock', () => {
    const opened = book();
    const before = opened.count('log');
    cluster(LEAD, {}, opened);
    expect(opened.count('log')).toBe(before);
  });
});

describe('My school', () => {
  it('is one’s own first; others stand under their clusters', () => {
    const page = school(LEAD);
    expect([page.own, page.picked, page.paper!.title]).toEqual(['S-1', 'S-1', 'School 1']);
    expect(page.choices[0]).toEqual({ id: 'S-1', name: 'School 1', group: 'North Cluster' });
    expect(page.choices.map(({ group }) => group)).toEqual([
      ...new Array(5).fill('North Cluster'),
      ...new Array(3).fill('South Cluster'),
    ]);
    expect(school(LEAD, { pick: 'S-8' }).paper!.title).toBe('School 8');
  });

  it('is a list to pick from to somebody without a school', () =>
    expect(school(DIRECTOR)).toMatchObject({ own: null, picked: null, paper: null }));

  it('lists schools in no cluster last', () => {
    const membership = PROGRAMME.membership.slice(1);
    const { choices } = school(DIRECTOR, {}, new FakeWorkbook({ ...PROGRAMME, membership }));
    expect(choices[choices.length - 1]).toMatchObject({ id: 'S-1', group: 'In no cluster' });
  });
});
