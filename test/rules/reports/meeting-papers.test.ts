import { HEADINGS } from '../../../src/rules/overview/paper';
import { agendaPaper, signInPaper } from '../../../src/rules/reports/meeting-papers';
import { AS_AT, meeting, parameters, type Tabs } from '../../support/builders';
import { blockOf, pageBooks, rowsOf } from '../../support/paper-cases';
import { day, MEMBERSHIP } from '../../support/rules-tables';

const PLANNED = meeting('M-1', '2027-01-20', {
  status: 'Planned',
  start: 13 / 24,
  end: 15.5 / 24,
  heldAt: 'School 2',
  purpose: 'Electricity',
});
const given = (tabs: Tabs = {}) => {
  const books = pageBooks({ meetings: [PLANNED], ...tabs });
  return [books, parameters(), books.meetings.at(0), day(AS_AT)] as const;
};

describe('the agenda of a planned meeting (M1, F3)', () => {
  it('says when, where and what for', () =>
    expect(rowsOf(agendaPaper(...given()), 'When and where').map((row) => row['As planned'])).toEqual([
      '20 Jan 2027, 13:00 to 15:30',
      'School 2',
      'Electricity',
    ]));

  it('says of what is not entered that it is to be said, and that it is after school', () => {
    const bare = meeting('M-1', '2027-01-20', { status: 'Planned', inSchoolHours: false });
    expect(
      rowsOf(agendaPaper(...given({ meetings: [bare] })), 'When and where').map((row) => row['As planned']),
    ).toEqual(['20 Jan 2027, after school', 'to be said', 'to be said']);
  });

  it('has what the cluster has to do between what is on every agenda, numbered', () => {
    const rows = rowsOf(agendaPaper(...given()), 'Agenda');
    expect(rows.map(({ No }) => No)).toEqual(rows.map((_, at) => String(at + 1)));
    const items = rows.map(({ Item }) => String(Item));
    expect([items[0], ...items.slice(-2)]).toEqual(['Welcome, and who is here', 'Next meeting', 'Anything else']);
    expect(items.some((item) => /^Declare the release money of 2026\/27/.test(item))).toBe(true);
    expect(blockOf(agendaPaper(...given()), HEADINGS.money).table!.rows).toHaveLength(4);
  });
});

describe('the sign-in sheet (M3, P7)', () => {
  const schools = (tabs: Tabs = {}) =>
    rowsOf(signInPaper(...given(tabs)), 'Signed in, 20 Jan').map(({ School }) => School);

  it('has the schools that are members on the day of the meeting, and room for three more', () =>
    expect(schools()).toEqual(['School 1', 'School 2', 'School 3', 'School 4', 'School 5', '', '', '']));

  it('leaves out a school that has left by then, and has one that joins before', () => {
    const membership = MEMBERSHIP.map((row, at) => {
      if (at === 0) return { ...row, to: '2026-12-31' };
      return at === 1 ? { ...row, from: '2027-01-01' } : row;
    });
    expect(schools({ membership }).slice(0, 4)).toEqual(['School 2', 'School 3', 'School 4', 'School 5']);
  });
});
