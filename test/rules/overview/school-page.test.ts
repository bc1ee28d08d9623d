import { HEADINGS } from '../../../src/rules/overview/paper';
import { schoolPage } from '../../../src/rules/overview/school-page';
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
import { day, MEMBERSHIP, PEOPLE } from '../../support/rules-tables';

/** The page of School 2, which is in North. */
const page = (tabs: Tabs = {}, asAt = AS_AT, year = 2026) =>
  schoolPage(pageBooks(tabs), parameters(), { school: 1, year }, day(asAt));

const MEETINGS = [
  meeting('M-1', '2026-10-01'),
  meeting('M-2', '2026-11-05'),
  meeting('M-3', '2027-01-20', { status: 'Planned', start: 0.5, heldAt: 'School 4' }),
  meeting('M-4', '2026-12-01'),
];
const ATTENDANCE = [mark('M-1', 2, 'Present', { releaseCost: 90 }), mark('M-2', 1), mark('M-2', 2, 'Apologies')];

describe('a school’s page', () => {
  it('says its cluster and who leads that', () =>
    expect(page().about).toEqual(['2026/27 as at 24 Nov 2026', 'North Cluster, led by School 1']));

  it('says which meetings it came to and which come next (M3)', () => {
    const paper = page({ meetings: MEETINGS, attendance: ATTENDANCE });
    expect(linesOf(paper, HEADINGS.ourMeetings)).toEqual([
      'Came to 1 of 2 that count.',
      'Next: 20 Jan 2027, 12:00, at School 4.',
    ]);
    expect(rowsOf(paper, HEADINGS.ourMeetings)).toEqual([
      { Meeting: '1 Oct', Attendance: 'came' },
      { Meeting: '5 Nov', Attendance: 'apologies' },
    ]);
  });

  it('says what it has shown of its release money, and what is still to be shown (F1 to F3)', () => {
    const [row] = rowsOf(page({ meetings: MEETINGS, attendance: ATTENDANCE }), HEADINGS.release);
    expect(row).toEqual({
      Cluster: 'North Cluster',
      'Half-days': '1 of 5',
      Shown: 90_00,
      'Set aside': 500_00,
      'Still to show': 410_00,
      Declared: 'not yet',
    });
  });

  it('invents no number where a figure is not set', () => {
    const settings = [
      set('release.halfDays', null),
      set('meetings.afterSchoolCounts', null),
      set('engage.share', null),
    ];
    const meetings = MEETINGS.map((row) => ({ ...row, inSchoolHours: row['id'] !== 'M-2' }));
    const paper = schoolPage(
      pageBooks({ meetings, attendance: ATTENDANCE }),
      parameters(...settings),
      { school: 1, year: 2026 },
      day(AS_AT),
    );
    expect(linesOf(paper, HEADINGS.ourMeetings)[0]).toBe('Came to 0 of not set that count.');
    expect(rowsOf(paper, HEADINGS.release)[0]!['Half-days']).toBe('1 of not set');
    expect(linesOf(paper, HEADINGS.toDo)).toEqual([
      'soon: Declare the release money of 2026/27 in Clusters ▸ Record ▸ Release declared.',
    ]);
  });

  it('lists what is asked about it, and what its own people asked, whoever changed that since', () => {
    const people = [...PEOPLE, { name: 'Sci', email: 'sci@example.org', role: 'Science lead', school: 'School 2' }];
    const requests = [
      { ...ASKED, id: 'R-1' },
      { ...ASKED, id: 'R-2', askedBy: 'sci@example.org; north@example.org' },
      { ...ASKED, id: 'R-3', askedBy: 'north@example.org; sci@example.org' },
      { ...ASKED, id: 'R-4', matter: 'PSQM', pot: null, amount: null, school: 'School 2', payee: 'Hub' },
      { ...ASKED, id: 'R-5', matter: 'PSQM', pot: null, amount: null, school: 'School 3', payee: 'Hub' },
    ];
    const rows = rowsOf(page({ people, requests }), HEADINGS.requests);
    expect(rows.map((row) => String(row['Request']).slice(0, 3))).toEqual(['R-2', 'R-4']);
  });

  it('says what it owes for training and has paid, to the penny (S2)', () => {
    const ledger = [
      ledgerLine('L-1', '2026-11-10', 'In', 'Other income', 10.01, { school: 'School 2', session: 'CPD-1' }),
    ];
    const rows = rowsOf(page({ sessions: [SESSION], ledger }), HEADINGS.shares);
    expect(rows[0]).toMatchObject({ Owes: 36_00, Paid: 10_01, Open: 25_99 });
    const paid = [ledgerLine('L-1', '2026-11-10', 'In', 'Other income', 36, { school: 'School 2', session: 'CPD-1' })];
    const settled = { sessions: [SESSION], ledger: paid };
    expect(rowsOf(page(settled), HEADINGS.shares)[0]).toMatchObject({ Owes: 36_00, Paid: 36_00, Open: 0 });
    expect(linesOf(page(settled, '2027-10-01', 2027), HEADINGS.shares)).toEqual(['The school owes nothing.']);
    expect(linesOf(page(), HEADINGS.shares)).toEqual(['The school owes nothing.']);
  });

  it('says what is to do: a question, a declaration, the next meeting (A5, F3, M5)', () => {
    const requests = [{ ...ASKED, matter: 'PSQM', pot: null, amount: null, school: 'School 2', payee: 'Hub' }];
    const asked = { ...approval(requests[0]!), decision: 'More information', reason: 'Which round?' };
    const attendance = [mark('M-1', 1), mark('M-2', 1)];
    expect(linesOf(page({ requests, decisions: [asked], meetings: MEETINGS, attendance }), HEADINGS.toDo)).toEqual([
      'must: Answer the question on R-1 in Clusters ▸ My requests: Which round?',
      'soon: Declare the release money of 2026/27 in Clusters ▸ Record ▸ Release declared.',
      'soon: Come to the next meeting: missed 2 in a row.',
    ]);
    const release = [{ school: 'School 2', year: '2026/27', declaredOn: '2026-09-20' }];
    expect(linesOf(page({ release }), HEADINGS.toDo)).toEqual(['Nothing is waiting.']);
  });

  it('shows the cluster it was in last where it left, and says where it is in none (P7)', () => {
    const left = MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2026-10-31' } : row));
    expect(page({ membership: left }).about[1]).toMatch(/^North Cluster/);
    const none = page({ membership: left.filter((row) => row['school'] !== 'School 2') });
    expect(none.about[1]).toBe('In no cluster');
    expect(none.blocks.map(({ heading }) => heading)).not.toContain(HEADINGS.ourMeetings);
    expect(blockOf(none, HEADINGS.release).lines.map(({ text }) => text)).toEqual([
      'No release money is set aside: no agreement runs.',
    ]);
  });
});
