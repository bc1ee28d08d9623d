import { calendarPaper, eventsOf } from '../../../src/rules/reports/calendar';
import { AS_AT, meeting, parameters, SOUTH, set, type Tabs } from '../../support/builders';
import { pageBooks, rowsOf } from '../../support/paper-cases';
import { day, type Row } from '../../support/rules-tables';

const MEETINGS: Row[] = [
  meeting('M-1', '2026-10-01'),
  meeting('M-2', '2027-01-20', { status: 'Planned', start: 13 / 24, heldAt: 'School 2', purpose: 'Electricity' }),
  meeting('M-3', '2026-12-10', { status: 'Cancelled' }),
  meeting('M-4', '2026-11-23', { status: 'Planned' }),
  meeting('M-5', '2027-02-01', { status: 'Planned', kind: 'Advisor', inSchoolHours: false }),
  meeting('M-6', '2027-03-01', { status: 'Planned', cluster: SOUTH }),
];
const events = (tabs: Tabs = {}, clusters = [0], ...settings: Parameters<typeof parameters>) => {
  const books = pageBooks({ meetings: MEETINGS, ...tabs });
  const picked = clusters.map((row) => books.clusters.at(row));
  return eventsOf(books, parameters(...settings), picked, day(AS_AT));
};

describe('what stands in the calendar (M6, P8, G3)', () => {
  it('has what is to come from the day on, the next first: meetings, those called off, and deadlines', () =>
    expect(events().map(({ id, title, isCancelled }) => [id.split('-')[0], title, isCancelled])).toEqual([
      ['M', 'North Cluster: cluster meeting', true],
      ['M', 'North Cluster: cluster meeting', false],
      ['M', 'North Cluster: meeting with the Advisor', false],
      ['C', 'North Cluster: last day for this year’s meetings', false],
      ['C', 'North Cluster: review of year 1 (2026/27) is due', false],
      ['C', 'North Cluster: application is due', false],
      ['C', 'North Cluster: outcome is due', false],
      ['C', 'North Cluster: report is due', false],
      ['C', 'North Cluster: review of year 2 (2027/28) is due', false],
      ['C', 'North Cluster: the agreement ends', false],
    ]));

  it('has of each meeting its time, place and what it is for', () => {
    expect(events().find(({ id }) => id === 'M-2')).toMatchObject({
      start: 780,
      end: null,
      place: 'School 2',
      notes: 'Electricity\nIn school hours.',
    });
    expect(events().find(({ id }) => id === 'M-5')!.notes).toBe('After school.');
  });

  it('leaves out what was done, and what is not set', () => {
    const reviews = [{ id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-01' }];
    expect(events({ reviews }).map(({ title }) => title)).not.toContain(
      'North Cluster: review of year 1 (2026/27) is due',
    );
    const titles = events({}, [0], set('year.lastMeeting', null)).map(({ title }) => title);
    expect(titles).not.toContain('North Cluster: last day for this year’s meetings');
  });

  it('has no day for the steps of a cluster without an agreement', () => {
    const clusters = [
      { id: 'C-1', name: 'North Cluster' },
      { id: 'C-2', name: 'South Cluster' },
    ];
    expect(events({ clusters, meetings: [] }).map(({ title }) => title)).toEqual([
      'North Cluster: last day for this year’s meetings',
    ]);
  });

  it('is of all clusters that are picked, and no two have the same ID', () => {
    const all = events({}, [0, 1]);
    expect(all.map(({ id }) => id)).toContain('M-6');
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('stands on a page, too', () => {
    const books = pageBooks({ meetings: MEETINGS });
    const of = { title: 'North Cluster', clusters: [books.clusters.at(0)] };
    expect(rowsOf(calendarPaper(books, parameters(), of, day(AS_AT)), 'What is to come').slice(0, 2)).toEqual([
      { Day: '10 Dec 2026', Time: '', What: 'North Cluster: cluster meeting (called off)', Where: '' },
      { Day: '20 Jan 2027', Time: '13:00', What: 'North Cluster: cluster meeting', Where: 'School 2' },
    ]);
  });
});
