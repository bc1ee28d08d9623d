import type { Setting } from '../../../src/rules/basics/parameters';
import { clusterPage } from '../../../src/rules/overview/cluster-page';
import { HEADINGS } from '../../../src/rules/overview/paper';
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
import { CLUSTERS, day, MEMBERSHIP, PEOPLE, type Row } from '../../support/rules-tables';

const page = (tabs: Tabs = {}, asAt = AS_AT, year = 2026, settings: Setting[] = []) =>
  clusterPage(pageBooks(tabs), parameters(...settings), { cluster: 0, year }, day(asAt));

const everyMark = (id: string) => [1, 2, 3, 4, 5].map((school) => mark(id, school));

describe('the meetings of a cluster’s page (M1, M2, M6)', () => {
  const lines = (...given: Parameters<typeof page>) => linesOf(page(...given), HEADINGS.meetings);

  it('says what is held, what is still needed by when and what is planned', () => {
    const planned = { status: 'Planned', start: 0.5, heldAt: 'School 2' };
    const meetings = [
      meeting('M-1', '2026-10-01'),
      meeting('M-2', '2026-10-08', { inSchoolHours: false }),
      meeting('M-3', '2027-01-20', planned),
      meeting('M-4', '2027-03-10', planned),
      meeting('M-5', '2027-03-20', { ...planned, kind: 'Advisor' }),
      meeting('M-6', '2026-11-24', planned),
    ];
    expect(lines({ meetings })).toEqual([
      '1 of 4 ■□□□ held in school hours, and 1 after school.',
      '3 more by 20 Jul 2027, 3 planned: on track.',
      'Next: 20 Jan 2027, 12:00, at School 2.',
      'Then: 10 Mar 2027.',
    ]);
  });

  it.each([
    ['2026-11-24', 'told', /^4 more by 20 Jul 2027, none planned: tight/, 'soon'],
    ['2027-07-10', 'told', /^4 more by 20 Jul 2027, none planned: cannot reach/, 'must'],
    ['2027-08-01', 'told', /^4 fewer than the minimum/, 'must'],
  ])('on %s with nothing held it presses as it should', (asAt, _, says, tone) => {
    const found = blockOf(page({}, asAt), HEADINGS.meetings).lines[1]!;
    expect(found.text).toMatch(says);
    expect(found.tone).toBe(tone);
  });

  it('says of a cluster without an agreement that it has none, not how its pace is (P8)', () => {
    const clusters = CLUSTERS.map(({ agreementStart: _, ...cluster }) => cluster);
    expect(lines({ clusters })[1]).toBe('4 more by 20 Jul 2027, none planned: no agreement yet.');
  });

  it('says that no more are needed where the minimum is reached, and that it is not set where it is not', () => {
    const meetings = ['09-10', '10-01', '10-15', '11-05'].map((date, index) => meeting(`M-${index}`, `2026-${date}`));
    expect(lines({ meetings })[1]).toBe('No more are needed this year.');
    expect(lines({ meetings }, AS_AT, 2026, [set('meetings.min', null)])[1]).toMatch(/^must: .*not set in Settings/);
  });
});

describe('who came, and the release money of a cluster’s page (M3, F1 to F3)', () => {
  const meetings = [
    meeting('M-1', '2026-10-01'),
    meeting('M-2', '2026-10-15', { kind: 'Sub-group' }),
    meeting('M-9', '2026-12-01'),
  ];
  const attendance = [
    mark('M-1', 1, 'Present', { releaseCost: 90 }),
    mark('M-1', 2, 'Substitute'),
    mark('M-1', 3, 'Apologies'),
    mark('M-1', 4, 'Absent'),
    mark('M-2', 5),
  ];
  const release = [{ school: 'School 1', year: '2026/27', declaredOn: '2026-09-20' }];
  const rows = rowsOf(page({ meetings, attendance, release }), HEADINGS.meetings);

  it('are words by school and meeting, up to the day', () => {
    expect(Object.keys(rows[0]!)).toEqual([
      'School',
      '1 Oct',
      '15 Oct, sub-group',
      'Half-days',
      'Shown',
      'Set aside',
      'Declared',
    ]);
    expect(rows.map((row) => [row['School'], row['1 Oct'], row['15 Oct, sub-group']])).toEqual([
      ['School 1', 'came', 'not marked'],
      ['School 2', 'substitute', 'not marked'],
      ['School 3', 'apologies', 'not marked'],
      ['School 4', 'absent', 'not marked'],
      ['School 5', 'not marked', 'came'],
      ['Came', '2 of 5', '1 of 5'],
    ]);
  });

  it('are pence by school, with all of them below', () => {
    expect(rows.map((row) => [row['Half-days'], row['Shown'], row['Set aside'], row['Declared']])).toEqual([
      ['1 of 5', 90_00, 500_00, 'yes'],
      ['1 of 5', 100_00, 500_00, 'not yet'],
      ['0 of 5', 0, 500_00, 'not yet'],
      ['0 of 5', 0, 500_00, 'not yet'],
      ['0 of 5', 0, 500_00, 'not yet'],
      ['', 190_00, 2_500_00, '1 of 5'],
    ]);
  });
});

describe('the money of a cluster’s page (F11, F13)', () => {
  const requests: Row[] = [
    { ...ASKED, id: 'R-1' },
    { ...ASKED, id: 'R-2', amount: 120 },
    { ...ASKED, id: 'R-3', amount: 80, pot: 'Lead support' },
    { ...ASKED, id: 'R-4', amount: 70, withdrawnOn: '2026-11-01' },
    { ...ASKED, id: 'R-5', amount: 60, askedOn: '2026-11-25' },
  ];
  const decisions = [approval(requests[0]!)];
  const ledger = [
    ledgerLine('L-0', '2026-08-01', 'In', 'Match', 1000),
    ledgerLine('L-1', '2026-10-01', 'In', 'Match', 2000),
    ledgerLine('L-2', '2026-10-02', 'In', 'Other income', 10.5),
    ledgerLine('L-3', '2026-11-01', 'Out', 'Organising time', 100.25, { request: 'R-1' }),
  ];
  const paper = page({ requests, decisions, ledger });

  it('adds up by pot, with what waits beside what is promised', () => {
    expect(rowsOf(paper, HEADINGS.money)[0]).toEqual({
      Pot: 'Cluster pot',
      Opening: 1000_00,
      In: 2010_50,
      Spent: 100_25,
      Left: 2910_25,
      Promised: 249_75,
      Available: 2660_50,
      'Asked, waiting': 120_00,
      'Available of all': '█████████░',
    });
    expect(rowsOf(paper, HEADINGS.money).map((row) => [row['Pot'], row['Asked, waiting']])).toEqual([
      ['Cluster pot', 120_00],
      ['Lead support', null],
      ['Administration', null],
      ['All', 120_00],
    ]);
  });

  it('says what is entitled and has not come in', () =>
    expect(linesOf(paper, HEADINGS.money)).toEqual(['£920.00 of 2026/27 is entitled and has not come in yet.']));

  it('shows of each request what was asked, approved and claimed, and where it stands', () => {
    const rows = rowsOf(paper, HEADINGS.requests);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['R-2 Organising time: Planning day (5 Oct 2026)', 120_00, null, null, 'The Advisor (Ari Advisor) decides.'],
      ['R-1 Organising time: Planning day (5 Oct 2026)', 350_00, 350_00, 100_25, 'Approved.'],
      ['R-3 Organising time: Planning day (5 Oct 2026)', 80_00, null, null, expect.stringMatching(/^Not allowed/)],
      ['R-4 Organising time: Planning day (5 Oct 2026)', 70_00, null, null, 'Withdrawn on 1 Nov 2026.'],
    ]);
  });
});

describe('the requests of a cluster’s page', () => {
  it.each<[string, Row, Row, RegExp]>([
    ['was declined', {}, { decision: 'Decline', reason: 'Too dear' }, /^Declined: Too dear$/],
    ['was asked back', {}, { decision: 'More information', reason: 'Which day?' }, /^Asked back: Which day\?$/],
    ['needs nobody', { matter: 'CPD session', session: 'CPD-1', amount: null }, {}, /^No approval is needed\.$/],
  ])('says in a sentence where one stands that %s', (_, request, decision, says) => {
    const asked = { ...ASKED, ...request };
    const decisions = 'decision' in decision ? [{ ...approval(asked), amount: null, ...decision }] : [];
    const rows = rowsOf(page({ requests: [asked], decisions, sessions: [SESSION] }), HEADINGS.requests);
    expect(rows[0]!['Where it stands']).toMatch(says);
  });

  it('leaves out what is settled of years before, and keeps what waits or is promised still', () => {
    const old = { ...ASKED, askedOn: '2026-06-01' };
    const requests = [
      { ...old, id: 'R-1' },
      { ...old, id: 'R-2', withdrawnOn: '2026-06-02' },
    ];
    const names = rowsOf(page({ requests }), HEADINGS.requests).map((row) => String(row['Request']).slice(0, 3));
    expect(names).toEqual(['R-1']);
  });

  it('shows eight and says how many more there are', () => {
    const requests = Array.from({ length: 15 }, (_, index) => ({ ...ASKED, id: `R-${index}` }));
    const block = blockOf(page({ requests }), HEADINGS.requests);
    expect(block.table!.rows).toHaveLength(8);
    expect(block.lines.map(({ text }) => text)).toEqual(['And 7 more: the Requests tab has them.']);
  });
});

describe('more than a cluster’s page has room for', () => {
  it('is the newest six meetings, and of those before how often each school came (M3)', () => {
    const days = Array.from({ length: 20 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`);
    const meetings = days.map((date, index) => meeting(`M-${index}`, date));
    const attendance = [...meetings.map(({ id }) => mark(String(id), 1)), mark('M-3', 2), mark('M-19', 2)];
    const { columns, rows, shades } = blockOf(page({ meetings, attendance }), HEADINGS.meetings).table!;
    expect(columns.slice(1, 8).map(({ header }) => header)).toEqual([
      'and 14 more before (Attendance tab)',
      ...['15 Oct', '16 Oct', '17 Oct', '18 Oct', '19 Oct', '20 Oct'],
    ]);
    expect(rows[0]!.slice(1, 3)).toEqual(['came 14 times', 'came']);
    expect([rows[1]![1], rows[1]![7]]).toEqual(['came 1 time', 'came']);
    expect(rows[rows.length - 1]![1]).toMatch(/^15 of \d+$/);
    expect(shades![0]!.slice(0, 3)).toEqual([null, null, 1]);
  });

  it('is the first twenty things to do, the most pressing ones, and how many more there are', () => {
    const meetings = Array.from({ length: 30 }, (_, index) => meeting(`M-${index}`, '2026-10-01'));
    const lines = linesOf(page({ meetings }), HEADINGS.toDo);
    expect(lines).toHaveLength(21);
    expect(lines.slice(0, 20).every((text) => text.startsWith('must: '))).toBe(true);
    expect(lines[20]).toMatch(/^And \d+ more: the Flag column of Requests and Check workbook have them all\.$/);
  });
});

describe('what schools owe on a cluster’s page (S2)', () => {
  it('is what is open of its own sessions, to the penny', () => {
    const sessions = [SESSION, { ...SESSION, id: 'CPD-2', provider: 'Others', clusters: 'South Cluster' }];
    const ledger = [
      ledgerLine('L-1', '2026-11-10', 'In', 'Other income', 36, { school: 'School 1', session: 'CPD-1' }),
    ];
    const rows = rowsOf(page({ sessions, ledger }), HEADINGS.shares);
    expect(rows.map((row) => Object.values(row))).toEqual([
      ...[2, 3, 4, 5].map((school) => [`School ${school} (Bright Sparks, 2 Nov 2026)`, 36_00, 0, 36_00]),
      ['All', 144_00, 0, 144_00],
    ]);
  });
});

describe('what is to do on a cluster’s page', () => {
  const tasks = (...given: Parameters<typeof page>) => linesOf(page(...given), HEADINGS.toDo);
  const DECLARED = [1, 2, 3, 4, 5].map((school) => ({
    school: `School ${school}`,
    year: '2026/27',
    declaredOn: '2026-09-20',
  }));
  const MEETINGS = ['09-10', '10-01', '10-15', '11-05'].map((date, index) => meeting(`M-${index}`, `2026-${date}`));
  const QUIET: Tabs = {
    release: DECLARED,
    meetings: MEETINGS,
    attendance: MEETINGS.flatMap(({ id }) => everyMark(String(id))),
  };

  it('is nothing where nothing is', () => expect(tasks(QUIET)).toEqual(['Nothing is waiting.']));

  it.each<[string, Tabs, string | RegExp]>([
    [
      'release money is not declared (F3)',
      { release: DECLARED.slice(2) },
      /^soon: Declare .* \(2\): School 1, School 2/,
    ],
    [
      'a question is open (A5)',
      {
        requests: [ASKED],
        decisions: [{ ...approval(ASKED), amount: null, decision: 'More information', reason: 'Which day?' }],
      },
      'must: Answer the question on R-1 in Clusters ▸ My requests: Which day?',
    ],
    [
      'money is promised and not paid yet (F11)',
      { requests: [{ ...ASKED, committedOn: '2026-11-20' }], decisions: [approval(ASKED)] },
      /^Once £350\.00 of R-1 is paid, record it in Clusters ▸ Record ▸ A payment or income: Planning day\.$/,
    ],
    [
      'schools have to agree (S8)',
      { requests: [{ ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1' }] },
      'soon: 2 more schools have to agree on R-1: Planning day.',
    ],
    [
      'a school was not marked (M3)',
      { attendance: QUIET.attendance!.slice(1) },
      /^must: Record who came on 10 Sep 2026: 1 school is not marked\. Clusters ▸ Record ▸ A meeting/,
    ],
    [
      'no school was marked (M3)',
      { attendance: QUIET.attendance!.slice(5) },
      /^must: Record who came on 10 Sep 2026: nobody marked\. Clusters ▸ Record ▸ A meeting/,
    ],
    [
      'a school stays away (M5)',
      { attendance: QUIET.attendance!.filter((row) => row['school'] !== 'School 2' || row['meeting'] === 'M-0') },
      'soon: Talk to School 2: missed 3 in a row; came to 1 of 4 (under 60%).',
    ],
    [
      'too few meetings are planned (M6)',
      { meetings: MEETINGS.slice(1) },
      'soon: Plan 1 more meeting in school hours, in Clusters ▸ Record ▸ A meeting.',
    ],
    [
      'the rules have something else to say',
      { membership: MEMBERSHIP.filter((row) => row['school'] !== 'School 1') },
      'must: The lead school School 1 is not a member.',
    ],
  ])('says so where %s', (_, tabs, said) => {
    const found = tasks({ ...QUIET, ...tabs });
    expect(found).toContainEqual(typeof said === 'string' ? said : expect.stringMatching(said));
  });

  it('tells of a step to the next stage before it is due, and that it is missing after (G3)', () => {
    expect(tasks(QUIET, '2027-04-01')).toContain('soon: Review of year 1 (2026/27): by 20 Jul 2027.');
    expect(tasks(QUIET, '2027-07-20')).toContain('must: Review of year 1 (2026/27): missing since 20 Jul 2027.');
  });

  it('has what presses most first', () => {
    const tones = blockOf(page({ meetings: MEETINGS }, '2027-08-01'), HEADINGS.toDo).lines.map(({ tone }) => tone);
    const order = ['must', 'soon', 'told'];
    expect(tones).toEqual([...tones].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(tones).size).toBeGreaterThan(1);
  });
});

describe('whose page it is and when', () => {
  it('says the lead school, since when where it took over, and the agreement (P3, P8)', () => {
    expect(page().about).toEqual([
      '2026/27 as at 24 Nov 2026',
      'Lead school: School 1',
      'Agreement: year 1, to 31 Aug 2028',
    ]);
    const membership = MEMBERSHIP.map((row, index) => (index === 1 ? { ...row, ledTo: '2026-10-31' } : row));
    expect(page({ membership }).about[1]).toBe('Lead school: School 1, since 1 Nov 2026');
    expect(page({ membership }, '2026-10-31').about[1]).toBe('Lead school: School 2');
  });

  it('names whom to turn to, with their addresses, on the day', () => {
    const people = [
      ...PEOPLE,
      { name: 'Bea Bursar', email: 'bea@example.org', role: 'Finance', school: 'School 1' },
      { name: 'Gone Bursar', email: 'gone@example.org', role: 'Finance', school: 'School 1', to: '2026-09-30' },
      { name: 'Other Bursar', email: 'other@example.org', role: 'Finance', school: 'School 7' },
      { name: 'Sub Stitute', email: 'sub@example.org', role: 'Advisor', standsInFor: 'advisor@example.org' },
    ];
    expect(linesOf(page({ people }), HEADINGS.people)).toEqual([
      'Cluster lead: Nell North, north@example.org',
      'Finance: Bea Bursar, bea@example.org',
      'Advisor: Ari Advisor, advisor@example.org',
      'Advisor, in place of Ari Advisor: Sub Stitute, sub@example.org',
      'Director: Dana Director, director@example.org',
    ]);
  });

  it('stands as at the last day of a year that is over, and says where one has not begun', () => {
    expect(page({}, AS_AT, 2025).about[0]).toBe('2025/26 as at 31 Aug 2026');
    expect(page({}, AS_AT, 2027)).toMatchObject({ about: ['2027/28 has not begun on 24 Nov 2026.'], blocks: [] });
  });

  it('says what it assumes', () => expect(page().assumes).toMatch(/^assumes .*a 1:1 match/));
});
