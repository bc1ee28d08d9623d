import { meetingForm } from '../../src/actions/meeting-form';
import { ASKED, form, LEAD, MONEY, open, without } from '../support/action-cases';
import { meeting } from '../support/builders';

describe('the form of a meeting', () => {
  it('is told of members in Record a meeting', () => {
    const book = open([ASKED], { ledger: [MONEY] });
    expect(form(book).unread).toBe('');
    book.type('membership', 2, 'school', 'Nowhere');
    expect(form(book).unread).toMatch(/1 row of Membership left out/);
  });

  it('does not open while a tab is gone that it reads', () => {
    const book = open();
    book.lose('meetings');
    expect(meetingForm(book.as(LEAD))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The tab Meetings is missing\./),
    });
  });

  it('does not keep a meeting from being recorded: release.maxPerHalfDay (F2)', () => {
    expect(form(without('release.maxPerHalfDay'))).toMatchObject({ ok: true, mostPerHalfDay: 'not set' });
  });
});

describe('what the form of a meeting opens with', () => {
  it('is one’s own cluster, the schools of the day, and what a half-day is worth (F2)', () => {
    const opened = form(open());
    expect(opened).toMatchObject({ today: '2026-11-24', myCluster: 'C-1', mostPerHalfDay: '£100.00' });
    expect(opened.members).toHaveLength(8);
    expect(opened.marks).toEqual(['Present', 'Substitute', 'Apologies', 'Absent']);
    expect(opened.kinds).toEqual(['Whole cluster', 'Sub-group', 'Advisor']);
  });

  it('is meetings that are planned, by date, and no others', () => {
    const meetings = [
      meeting('M-1', '2026-12-10', { status: 'Planned', start: '09:05', heldAt: 'School 2', purpose: 'Pond' }),
      meeting('M-2', '2026-10-01'),
      meeting('M-3', '2026-12-01', { status: 'Planned', inSchoolHours: false, kind: 'Advisor' }),
      meeting('M-4', '2026-12-05', { status: 'Cancelled' }),
    ];
    expect(form(open([], { meetings })).planned).toEqual([
      {
        id: 'M-3',
        cluster: 'C-1',
        date: '2026-12-01',
        start: null,
        end: null,
        kind: 'Advisor',
        inSchoolHours: false,
        heldAt: '',
        purpose: '',
      },
      {
        id: 'M-1',
        cluster: 'C-1',
        date: '2026-12-10',
        start: '09:05',
        end: null,
        kind: 'Whole cluster',
        inSchoolHours: true,
        heldAt: 'School 2',
        purpose: 'Pond',
      },
    ]);
  });
});
