import type { Setting } from '../../../src/rules/basics/parameters';
import { annualReview, type ReviewLine } from '../../../src/rules/overview/review';
import { AS_AT, ASKED, approval, ledgerLine, mark, meeting, parameters, set, type Tabs } from '../../support/builders';
import { YEAR_END } from '../../support/ledger-cases';
import { books, CLUSTERS, day, PROGRAMME, type Row, tables } from '../../support/rules-tables';

/** The review of North, by item. */
function page(tabs: Tabs = {}, asAt = AS_AT, year = 2026, settings: Setting[] = []): ReviewLine[] {
  const all = tables({ ...PROGRAMME, ...tabs });
  const given = { ...books(all), release: all.get('release'), reviews: all.get('reviews') };
  return annualReview(given, parameters(...settings), { cluster: 0, year }, day(asAt));
}
const review = (tabs: Tabs, item: string, ...more: [asAt?: string, year?: number, settings?: Setting[]]) =>
  page(tabs, ...more).find(([name]) => name === item)![1];

describe('the annual review (G1, G2, G4)', () => {
  it.each([
    [['', ''], /\b2 approved\b/, /retrospective/],
    [['2026-10-07', ''], /\b1 approved, retrospective\b/, /\b2 approved/],
    [['2026-10-07', '2026-10-01'], /\b2 approved, retrospective\b/, /\b1 approved/],
  ])('approved on 8 October, promised on %j: the review counts %s (G1, A7)', (days, says, never) => {
    const asked = days.map((committedOn, index) => ({ ...ASKED, id: `R-${index}`, committedOn }));
    const text = review({ requests: asked, decisions: asked.map((request) => approval(request)) }, 'Decisions');
    expect(text).toMatch(says);
    expect(text).not.toMatch(never);
  });

  it.each([
    ['2026-08-01', 2025, /^not yet$/],
    ['2026-09-10', 2025, /^10 Sep 2026$/],
    ['2026-09-09', 2025, /^not yet$/],
  ])('on %s, the review of %d that was held on 10 September after it: %s (G1)', (asAt, year, expected) => {
    const reviews = [{ id: 'RV-1', cluster: 'North Cluster', year: '2025/26', heldOn: '2026-09-10' }];
    expect(review({ reviews }, 'Review held', asAt, year)).toMatch(expected);
  });

  const advisor = (id: string, date: string, more: Row = {}) => meeting(id, date, { kind: 'Advisor', ...more });
  it.each<[string, string, Row]>([
    ['held', '2', {}],
    ['planned', '1', { status: 'Planned' }],
    ['cancelled', '1', { status: 'Cancelled' }],
    ['of a sub-group', '1', { kind: 'Sub-group' }],
    ['of another cluster', '1', { cluster: 'South Cluster' }],
    ['of the year before', '1', { date: '2026-08-31' }],
    ['of the day after', '1', { date: '2026-11-25' }],
  ])('one meeting with the Advisor and one that is %s: %s counted (G2)', (_what, expected, more) => {
    const meetings = [advisor('M-1', '2026-10-01'), advisor('M-2', '2026-11-10', more)];
    expect(review({ meetings }, 'Meetings with the Advisor')).toBe(expected);
  });

  it.each([
    ['SEN', ['SEN']],
    ['Assessment strategies; Staff training (CPD)', ['Assessment strategies', 'Staff training (CPD)']],
    ["Developing 'family-learning' activities\nDrawing on local expertise", ["'family-learning'", 'local expertise']],
    ['Effect continuity and progression across KS2 and KS3', ['continuity and progression across KS2 and KS3']],
    ['', ['none']],
  ])('a cluster’s focus areas, %j, stand in its review (G4)', (focusAreas, expected) => {
    const clusters = [
      { ...CLUSTERS[0]!, focusAreas },
      { ...CLUSTERS[1]!, focusAreas: 'Supporting NQTs in science' },
    ];
    const text = review({ clusters }, 'Focus areas');
    for (const area of expected) expect(text).toContain(area);
    expect(text).not.toContain('NQTs');
  });
});

describe('the page of a year (G1)', () => {
  it('says that a year which has not begun has not (G1)', () =>
    expect(page({}, '2026-08-31')).toEqual([['Annual review', '2026/27 has not begun on 31 Aug 2026.']]));
  it('stands as at the day, or as at the last day of its year (G1)', () => {
    expect(review({}, 'Annual review')).toBe('North Cluster, 2026/27, as at 24 Nov 2026');
    expect(review({}, 'Annual review', '2028-01-10')).toBe('North Cluster, 2026/27, as at 31 Aug 2027');
  });
  it('has the same lines in the same order whatever there is (G1)', () => {
    const items = (...given: Parameters<typeof page>) => page(...given).map(([item]) => item);
    expect(items()).toEqual([
      'Annual review',
      'Status',
      'Review held',
      'Stage',
      'Lead school',
      'Schools',
      'Meetings',
      'Meetings with the Advisor',
      'Attendance',
      'Schools to watch',
      'Release money',
      'Cluster pot',
      'Lead support',
      'Administration',
      'Decisions',
      'Other funding',
      'Central aims',
      'Focus areas',
      'Findings',
      'Figures assumed',
    ]);
    expect(items({ requests: [ASKED] }, YEAR_END)).toEqual(items());
  });
  it('of an empty year it says of each thing that there is none (G1)', () => {
    const says = Object.fromEntries(page());
    expect(says).toMatchObject({
      'Review held': 'not yet',
      Stage: 'year 1',
      Schools: '5 (3 to 12)',
      Meetings: '0 counted, 0 after school: below minimum, tight',
      Attendance: 'none recorded',
      'Schools to watch': '0',
      'Release money': '£2,500.00 committed, £0.00 shown; declared by 0 of 5 schools',
      Decisions: 'none',
      'Other funding': 'none declared',
      'Central aims': 'not stated in the guidance',
      'Focus areas': 'none chosen',
    });
  });
  it('says how many places were filled, as a share (G1, M3)', () => {
    const attendance = [1, 2, 3, 4].map((school) => mark('M-1', school));
    expect(review({ meetings: [meeting('M-1', '2026-10-01')], attendance }, 'Attendance')).toBe('80%');
  });
});

describe('whether the page may be final (G1)', () => {
  const AIMS = [1, 2, 3, 4, 5, 6].map(
    (number): Setting => ({ ...set(`aim.${number}` as Setting['parameter'], 1), text: `Aim ${number}` }),
  );
  const status = (settings: Setting[], tabs: Tabs = {}) => review(tabs, 'Status', AS_AT, 2026, settings);

  it('is a draft while a figure of it rests on what is not set, and says on what (G1)', () => {
    expect(status([set('meetings.min', null)])).toBe(
      'DRAFT: cannot be final while meetings.min is not set in Settings',
    );
    expect(status([set('meetings.min', null), set('meetings.model', null)])).toMatch(
      /^DRAFT: cannot be final while meetings.min, meetings.model are not set in Settings$/,
    );
  });

  it('may be final without what the guidance does not state, since no figure rests on it (G1, G4)', () =>
    expect(status([])).toBe('May be final'));

  it('says the aims of the year, and which figures are assumed (G1, G4)', () => {
    expect(review({}, 'Central aims', AS_AT, 2026, AIMS)).toBe('Aim 1; Aim 2; Aim 3; Aim 4; Aim 5; Aim 6');
    expect(review({}, 'Figures assumed')).toContain('match.basis £500.00');
    expect(review({}, 'Figures assumed', AS_AT, 2026, [set('match.basis', 400_00)])).not.toContain('match.basis');
  });
});

describe('the money of a year (G1, F11)', () => {
  const ledger = [
    ledgerLine('L-1', '2026-03-10', 'In', 'Other income', 100),
    ledgerLine('L-2', '2026-10-01', 'In', 'Match', 2_000),
    ledgerLine('L-3', '2026-10-02', 'In', 'Other income', 50),
    ledgerLine('L-4', '2026-10-03', 'Out', 'Resources', 30.5),
  ];
  it('every pot says how it comes to what is in it (G1, F11)', () => {
    const decided = { requests: [ASKED], decisions: [approval(ASKED)] };
    expect(review({ ledger, ...decided }, 'Cluster pot').split('; ')).toEqual([
      'opening £100.00 + received £2,000.00 + other income £50.00 − spent £30.50 = £2,119.50',
      'entitled £2,500.00, committed £350.00, available £1,769.50',
    ]);
    expect(review({ ledger }, 'Lead support')).toMatch(/= £0\.00; entitled £300\.00, committed £0\.00/);
  });
  const gift: Row = { ...ASKED, matter: 'Other funding', amount: 500, payee: 'The Parish Fund', pot: null };
  it.each<[string, Row, string]>([
    ['in the year', {}, 'The Parish Fund £500.00'],
    ['by nobody it names', { payee: null }, 'Planning day £500.00'],
    ['without a sum', { amount: null }, 'The Parish Fund'],
    ['on the last day before the year', { askedOn: '2026-08-31' }, 'none declared'],
    ['on the first day of the year', { askedOn: '2026-09-01' }, 'The Parish Fund £500.00'],
    ['on a later day', { askedOn: '2026-11-25' }, 'none declared'],
    ['and withdrawn', { withdrawnOn: '2026-11-24' }, 'none declared'],
    ['and withdrawn on a later day', { withdrawnOn: '2026-11-25' }, 'The Parish Fund £500.00'],
    ['for another cluster', { cluster: 'South Cluster' }, 'none declared'],
  ])('other funding, declared %s: %j says "%s" (G1)', (_what, more, expected) =>
    expect(review({ requests: [{ ...gift, ...more }] }, 'Other funding')).toBe(expected),
  );
  it.each(['Applied', 'Received', 'Refused'])('other funding says where it stands: %s (G1)', (stands) =>
    expect(review({ requests: [{ ...gift, stands }] }, 'Other funding')).toBe(
      `The Parish Fund £500.00 (${stands.toLowerCase()})`,
    ),
  );
  it('other funding stands in the order it was declared (G1)', () => {
    const requests = [gift, { ...gift, id: 'R-2', payee: 'A bank', askedOn: '2026-09-02' }];
    expect(review({ requests }, 'Other funding')).toBe('A bank £500.00; The Parish Fund £500.00');
  });
});

describe('the decisions of a year (G1, A7)', () => {
  it('says in how many words each ended: in part, declined, waiting (G1)', () => {
    const asked = [1, 2, 3].map((number): Row => ({ ...ASKED, id: `R-${number}` }));
    const decisions = [
      approval(asked[0]!, { amount: 200 }),
      approval(asked[1]!, { decision: 'Decline', reason: 'Not this year', amount: null }),
    ];
    expect(review({ requests: asked, decisions }, 'Decisions')).toBe('1 approved in part; 1 declined; 1 waiting');
  });
  it('says of one that was changed after its approval that it was, in plain words (G1, A2)', () =>
    expect(review({ requests: [{ ...ASKED, amount: 500 }], decisions: [approval(ASKED)] }, 'Decisions')).toBe(
      '1 changed since it was approved',
    ));
  it('counts a request in the year in which it was decided (G1)', () => {
    const old = { ...ASKED, askedOn: '2026-08-20' };
    const decisions = [approval(old)];
    expect(review({ requests: [old], decisions }, 'Decisions')).toBe('1 approved');
    expect(review({ requests: [old], decisions }, 'Decisions', AS_AT, 2025)).toBe('1 waiting');
    expect(review({ requests: [old] }, 'Decisions')).toBe('none');
  });
});
