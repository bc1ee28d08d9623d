import { attendanceGrid, placesAt, placesText } from '../../../src/rules/meetings/attendance-grid';
import { mark, meeting, read, SOUTH, type Tabs } from '../../support/builders';
import { MEMBERSHIP, type Row } from '../../support/rules-tables';

const gridOf = (tabs: Tabs, year = 2026) => attendanceGrid(read(tabs), 0, year);
const meetings = [meeting('M-1', '2026-10-01')];

describe('who came to what (M3)', () => {
  it('shows as present in the grid whichever of two marks comes first (M3)', () => {
    const attendance = [
      mark('M-1', 1),
      mark('M-1', 6),
      mark('M-1', 1, 'Absent'),
      mark('M-1', 2, 'Present', { teachers: 0, releaseCost: 95 }),
    ];
    const marksOf = (rows: Row[]) =>
      gridOf({ meetings, attendance: rows }).schools.find(({ school }) => school === 0)!.marks;
    const once = [{ mark: 'Present', wasMember: true }];
    expect(marksOf(attendance)).toEqual(once);
    expect(marksOf([...attendance].reverse())).toEqual(once);
  });

  it('has the held meetings of the cluster in the year by date, sub-groups too, but none with the Advisor', () => {
    const found = gridOf({
      meetings: [
        meeting('M-2', '2026-11-01'),
        meeting('M-1', '2026-10-01', { kind: 'Sub-group' }),
        meeting('M-3', '2026-10-10', { kind: 'Advisor' }),
        meeting('M-4', '2026-10-11', { status: 'Planned' }),
        meeting('M-5', '2026-10-12', { cluster: SOUTH }),
        meeting('M-6', '2026-08-31'),
        meeting('M-7', '2027-09-01'),
        meeting('M-8', '2026-09-01'),
        meeting('M-9', '2027-08-31'),
      ],
    });
    expect(found.meetings.map(({ id }) => id)).toEqual(['M-8', 'M-1', 'M-2', 'M-9']);
  });

  it('has every school that was a member on a day of the year, and a guest that has a mark', () => {
    const spell = (school: number, from: string, to = '') => ({
      id: `MB-${school}`,
      cluster: 'North',
      school: `School ${school}`,
      from,
      to,
    });
    const membership = [
      spell(4, '2020-09-01', '2026-08-31'),
      spell(3, '2020-09-01', '2026-09-01'),
      spell(2, '2027-08-31'),
      spell(1, '2027-09-01'),
      { ...MEMBERSHIP[7]! },
    ];
    const found = gridOf({ membership, meetings, attendance: [mark('M-1', 8)] });
    expect(found.schools).toEqual([
      { school: 1, marks: [{ mark: 'not a member', wasMember: false }] },
      { school: 2, marks: [{ mark: 'not a member', wasMember: false }] },
      { school: 7, marks: [{ mark: 'Present', wasMember: false }] },
    ]);
  });

  it('counts as taken the places of members that came or sent a substitute, and no guest’s', () => {
    const words = ['Present', 'Substitute', 'Apologies', 'Absent'];
    const attendance = [...words.map((word, index) => mark('M-1', index + 1, word)), mark('M-1', 6)];
    const places = placesAt(gridOf({ meetings, attendance }), 0);
    expect([places, placesText(places)]).toEqual([{ taken: 2, places: 5 }, '2 of 5']);
    expect(placesAt(gridOf({ meetings: [], attendance }), 0)).toEqual({ taken: 0, places: 0 });
  });

  it('leaves blank what is not recorded of a member, and is empty without meetings or members', () => {
    expect(gridOf({ meetings }).schools[0]).toEqual({ school: 0, marks: [{ mark: null, wasMember: true }] });
    expect(gridOf({}).schools.map(({ marks }) => marks)).toEqual([[], [], [], [], []]);
    expect(gridOf({ membership: [] })).toEqual({ meetings: [], schools: [] });
  });
});
