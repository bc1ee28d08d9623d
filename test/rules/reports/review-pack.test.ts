import type { Setting } from '../../../src/rules/basics/parameters';
import { HEADINGS, type Paper } from '../../../src/rules/overview/paper';
import { CHARTS } from '../../../src/rules/reports/charts';
import { PACK, reviewPaper } from '../../../src/rules/reports/review-pack';
import {
  AS_AT,
  ASKED,
  approval,
  ledgerLine,
  mark,
  meeting,
  parameters,
  SESSION,
  set,
  type Tabs,
} from '../../support/builders';
import { blockOf, linesOf, pageBooks, rowsOf } from '../../support/paper-cases';
import { CLUSTERS, day, PROGRAMME, tables } from '../../support/rules-tables';

interface Given {
  readonly asAt?: string;
  readonly year?: number;
  readonly settings?: Setting[];
  readonly unread?: string;
  readonly notes?: string;
}

function pack(
  tabs: Tabs = {},
  { asAt = AS_AT, year = 2026, settings = [], unread = '', notes = '' }: Given = {},
): Paper {
  const books = { ...pageBooks(tabs), clusters: tables({ ...PROGRAMME, ...tabs }).get('clusters') };
  return reviewPaper(books, parameters(...settings), { cluster: 0, year, unread, notes }, day(asAt));
}

const says = (...given: Parameters<typeof pack>) =>
  Object.fromEntries(rowsOf(pack(...given), PACK.year).map((row) => [row['About'], row['How it stands']]));

const MEETINGS = [
  meeting('M-1', '2026-10-01'),
  meeting('M-2', '2026-11-05'),
  meeting('M-3', '2026-10-20', { kind: 'Advisor' }),
  meeting('M-4', '2027-01-20', { status: 'Planned' }),
];

describe('the review of a cluster on one page (G1, G2)', () => {
  const full: Tabs = {
    meetings: MEETINGS,
    attendance: [mark('M-1', 1), mark('M-1', 2, 'Substitute'), mark('M-2', 1, 'Present', { releaseCost: 90 })],
    ledger: [
      ledgerLine('L-1', '2026-10-02', 'In', 'Match', 2500),
      ledgerLine('L-2', '2026-11-02', 'Out', 'Travel', 80),
    ],
    requests: [ASKED],
    decisions: [approval(ASKED)],
    release: [{ school: 'School 1', year: '2026/27', declaredOn: '2026-09-20' }],
    clusters: [{ ...CLUSTERS[0]!, focusAreas: 'Assessment; Family learning' }, CLUSTERS[1]!],
  };

  it('says the year in a table: 3 of 10 places, 100 + 100 + 90 shown of 5 × 500, one of five declared', () =>
    expect(says(full)).toMatchObject({
      Schools: '5 (3 to 12)',
      Attendance: '30% of places filled',
      'Release money': '£290.00 shown of £2,500.00; declared by 1 of 5 schools',
      'Meetings with the Advisor': '1',
      Decisions: '1 approved',
      'Other funding': 'none declared',
      'Focus areas': 'Assessment; Family learning',
    }));

  it('draws the meetings and the pots, and has who came school by school', () => {
    const paper = pack(full);
    expect(blockOf(paper, CHARTS.meetings).chart!.bars).toEqual([
      { name: 'North Cluster', sizes: [2, 1], label: '2 held, 1 planned, 2 more needed' },
    ]);
    expect(blockOf(paper, CHARTS.pots).chart!.bars[0]).toMatchObject({ sizes: [8_000, 35_000, 207_000] });
    expect(rowsOf(paper, PACK.came)[0]).toMatchObject({ School: 'School 1', '1 Oct': 'came', Shown: 19_000 });
    expect(rowsOf(paper, HEADINGS.requests)[0]).toMatchObject({ Asked: 35_000, Approved: 35_000 });
  });

  it('says what schools owe where any does, and what the rules find', () => {
    const owing = { sessions: [SESSION] };
    expect(rowsOf(pack(owing), HEADINGS.shares).length).toBe(6);
    expect(pack().blocks.map(({ heading }) => heading)).not.toContain(HEADINGS.shares);
    expect(linesOf(pack(full), PACK.findings)).toContain('soon: 4 schools have not declared their release money.');
  });

  it('says of an empty year that there is nothing', () =>
    expect(says()).toMatchObject({ Attendance: 'none recorded', Decisions: 'none', 'Focus areas': 'none chosen' }));

  it('says when the review was held, of its own year', () => {
    const reviews = [{ id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2027-07-10' }];
    expect(pack({ reviews }, { asAt: '2027-07-12' }).about).toContain('review held 10 Jul 2027');
    expect(pack({ reviews }).about).toContain('review not held yet');
  });

  it('says what is missing for the next stage, or that nothing is due', () => {
    expect(says()['Next stage']).toBe('nothing is due yet');
    expect(says({}, { asAt: '2027-08-01' })['Next stage']).toMatch(/^missing: review of year 1 \(2026\/27\)/);
  });

  it('stands as at the last day of a year that is over, and is nothing of one that has not begun', () => {
    expect(pack({}, { asAt: '2028-01-10' }).about[0]).toBe('2026/27 as at 31 Aug 2027');
    expect(pack({}, { asAt: '2026-08-31' })).toMatchObject({ blocks: [] });
    expect(pack({}, { asAt: '2026-08-31' }).mark).toBeUndefined();
  });
});

describe('draft or final (G1, G4)', () => {
  it('is final although aims and match are not stated in the guidance, and says so', () => {
    const paper = pack({}, { asAt: '2027-09-01' });
    expect(paper.mark).toBe('Final');
    expect(linesOf(paper, PACK.unsaid)).toEqual([
      'Central aims: not stated in the guidance.',
      'What is added for each school: not stated in the guidance; this page assumes a 1:1 match, a match on £500.00 a ' +
        'school, £0.00 of cash a school.',
    ]);
    expect(paper.assumes).toMatch(/^assumes .*a 1:1 match/);
  });

  it('is complete so far while the year goes on, and final once its review was held', () => {
    const review = { id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-20' };
    expect([pack().mark, pack({ reviews: [review] }).mark]).toEqual(['Complete so far', 'Final']);
  });

  it('has the aims that are entered, and says of confirmed figures nothing', () => {
    const settings: Setting[] = [
      { ...set('aim.1', 1), text: 'Curious children' },
      set('match.ratio', 1),
      set('match.basis', 50_000),
      set('pot.schoolCash', 0),
    ];
    expect(linesOf(pack({}, { settings }), PACK.unsaid)).toEqual(['Central aims: Curious children.']);
  });

  it('is a draft where a figure rests on what is not set, and says on what', () => {
    const paper = pack({}, { settings: [set('meetings.min', null)] });
    expect(paper.mark).toBe('Draft');
    expect(linesOf(paper, PACK.standing)).toEqual([
      expect.stringMatching(/^must: Figures rest on what is not set: .*not set.*Figures to confirm\.$/),
    ]);
  });

  it('is a draft while nobody entered when the agreement starts', () => {
    const paper = pack({ clusters: [{ ...CLUSTERS[0]!, agreementStart: null }, CLUSTERS[1]!] });
    expect([paper.mark, linesOf(paper, PACK.standing)]).toEqual([
      'Draft',
      ['must: When the agreement starts is not entered, and all money rests on it. Clusters ▸ Set up workbook.'],
    ]);
  });

  it('is a draft where rows could not be read', () => {
    const paper = pack({}, { unread: '1 row of Ledger is not counted.' });
    expect([paper.mark, linesOf(paper, PACK.standing)]).toEqual(['Draft', ['must: 1 row of Ledger is not counted.']]);
  });

  it('has room for the Advisor’s notes, with what is entered of the review', () => {
    expect(blockOf(pack({}, { notes: 'Went well' }), PACK.notes).written!.text).toBe('Went well');
    expect(blockOf(pack(), PACK.notes).written!.text).toBe('');
  });
});
