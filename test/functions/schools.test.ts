import { meeting, SESSION, SOUTH, type Tabs } from '../support/builders';
import { cellDate, PROGRAMME, type Row } from '../support/rules-tables';
import { asAt, callOn, PLACES_ASKED } from '../support/why-cases';

/** A counted meeting of South. */
const atSouth = (id: string, date: string, more: Row = {}) => meeting(id, date, { cluster: SOUTH, ...more });
const marks = (meetingId: string, given: Record<string, string>): Row[] =>
  Object.entries(given).map(([school, mark]) => ({ meeting: meetingId, school, mark }));

const MEETINGS = [
  atSouth('M-1', '2026-09-15'),
  atSouth('M-2', '2026-10-13'),
  atSouth('M-3', '2026-11-10'),
  atSouth('M-4', '2026-11-12', { inSchoolHours: false }),
  atSouth('M-5', '2026-11-17', { kind: 'Sub-group' }),
  atSouth('M-6', '2027-01-12', { status: 'Planned' }),
];
const ATTENDANCE = [
  ...marks('M-1', { 'School 6': 'Present', 'School 7': 'Substitute', 'School 8': 'Present' }),
  ...marks('M-2', { 'School 6': 'Present', 'School 7': 'Apologies', 'School 8': 'Present' }),
  ...marks('M-3', { 'School 6': 'Present', 'School 7': 'Absent', 'School 8': 'Apologies' }),
  ...marks('M-4', { 'School 7': 'Present' }),
];
const TRAINING: Row = { ...SESSION, date: '2026-11-10', clusters: SOUTH, meeting: 'M-3' };

describe('SCHOOL_WATCH (M5)', () => {
  const watch = (tabs: Tabs = {}) =>
    callOn('SCHOOL_WATCH', [asAt], { ...PROGRAMME, meetings: MEETINGS, attendance: ATTENDANCE, ...tabs });

  it('counts what each school came to and says who needs attention, cluster by cluster', () => {
    const table = watch();
    expect(table[0]).toEqual(['School', 'Cluster', 'Counted', 'Attended', 'Share', 'Missed in a row', 'Watch']);
    expect(table.slice(6, 9)).toEqual([
      ['School 6', 'South Cluster', 3, 3, 1, 0, ''],
      ['School 7', 'South Cluster', 3, 1, 1 / 3, 2, 'missed 2 in a row; came to 1 of 3 (under 60%)'],
      ['School 8', 'South Cluster', 3, 2, 2 / 3, 1, ''],
    ]);
    expect(table[9]![0]).toBe(
      'assumes after-school meetings count: no, 2 misses in a row, attendance of 60%, after 3 meetings, 6 weeks of ' +
        'grace',
    );
  });
  it('warns nobody in the first six weeks of a membership', () => {
    const membership = PROGRAMME.membership.map((row) =>
      row['school'] === 'School 7' ? { ...row, from: '2026-10-20' } : row,
    );
    expect(watch({ membership })[7]).toEqual(['School 7', 'South Cluster', 1, 0, 0, 1, '']);
  });
  it('counts a school whose membership names a request, though requests are not among the arguments', () => {
    const membership = PROGRAMME.membership.map((row) => ({ ...row, request: 'R-1' }));
    expect(watch({ membership })).toEqual(watch());
  });
});

describe('SCHOOL_RELEASE (F1 to F3, F9)', () => {
  it('shows committed, declared, evidenced and short, with a total', () => {
    const table = callOn('SCHOOL_RELEASE', [asAt], {
      ...PROGRAMME,
      meetings: MEETINGS,
      attendance: ATTENDANCE.map((row) => (row['school'] === 'School 6' ? { ...row, releaseCost: 90 } : row)),
      release: [{ school: 'School 6', year: '2026/27' }],
      membership: PROGRAMME.membership.map((row) =>
        row['school'] === 'School 8' ? { ...row, from: '2027-03-01' } : row,
      ),
    });
    expect(table.slice(6, 10)).toEqual([
      ['School 6', 'South Cluster', 5, 500, 'yes', 270, 230],
      ['School 7', 'South Cluster', 5, 500, 'not declared', 100, 400],
      // A member from 1 March: floor(5 × 184 / 365) = 2 half-days; what it came to before was as a guest (P7).
      ['School 8', 'South Cluster', 2, 200, 'not declared', 0, 200],
      ['All schools', '', 37, 3700, '1 of 8', 370, 3330],
    ]);
  });
});

describe('ATTENDANCE_GRID (M3)', () => {
  const show = (cluster: string, tabs: Tabs = {}) =>
    callOn('ATTENDANCE_GRID', [cluster, '2026/27'], {
      ...PROGRAMME,
      meetings: MEETINGS,
      attendance: ATTENDANCE,
      ...tabs,
    });

  it('lists the held meetings of a year by date, school by school, and how many came', () => {
    expect(show('South Cluster')).toEqual([
      ['School', '15 Sep 2026', '13 Oct 2026', '10 Nov 2026', '12 Nov 2026, after school', '17 Nov 2026, sub-group'],
      ['School 6', 'Present', 'Present', 'Present', '', ''],
      ['School 7', 'Substitute', 'Apologies', 'Absent', 'Present', ''],
      ['School 8', 'Present', 'Present', 'Apologies', '', ''],
      ['Came', '3 of 3', '2 of 3', '1 of 3', '1 of 3', '0 of 3'],
    ]);
  });
  it('finds a cluster by its alias, and says so where there is none', () => {
    expect(show('Northern')[0]).toEqual(['School']);
    expect(show('Eastern')).toBe('ATTENDANCE_GRID: cluster: there is no cluster “Eastern” in the Clusters tab.');
  });
  it('tells a school that was not a member yet from one that was not marked (P7)', () => {
    const membership = PROGRAMME.membership.map((row) =>
      row['school'] === 'School 8' ? { ...row, from: '2026-11-01' } : row,
    );
    expect(show('South Cluster', { membership, attendance: [] })[3]).toEqual([
      'School 8',
      'not a member',
      'not a member',
      '',
      '',
      '',
    ]);
  });
});

describe('ATTENDANCE_GRID with a school of another cluster (M3, P7)', () => {
  it('shows its mark, and counts members only', () => {
    const guest = { meeting: MEETINGS.find((row) => row['cluster'] === 'South Cluster')!['id'], school: 'School 1' };
    const shown = callOn('ATTENDANCE_GRID', ['South Cluster', '2026/27'], {
      ...PROGRAMME,
      meetings: MEETINGS,
      attendance: [...ATTENDANCE, { ...guest, mark: 'Present' }],
    }) as string[][];
    const column = shown[1]!.length;
    expect(shown.find(([name]) => name === 'School 1')).toHaveLength(column);
    expect(shown.find(([name]) => name === 'School 1')).toContain('Present');
    expect(shown.at(-1)).toEqual(['Came', '3 of 3', '2 of 3', '1 of 3', '1 of 3', '0 of 3']);
  });
});

describe('SCHOOL_SHARES (S2)', () => {
  const shares = (tabs: Tabs = {}) =>
    callOn('SCHOOL_SHARES', [asAt], {
      ...PROGRAMME,
      meetings: MEETINGS,
      attendance: ATTENDANCE,
      sessions: [TRAINING],
      ...tabs,
    });
  const paid = (school: string, net: number, more: Row = {}): Row => ({
    id: `L-${school}${net}`,
    date: '2026-11-20',
    cluster: 'South Cluster',
    pot: 'Cluster pot',
    direction: 'In',
    category: 'Other income',
    net,
    school,
    session: 'CPD-1',
    ...more,
  });

  it('shares what is above the cap between the schools that came', () => {
    // Only School 6 came on 10 November: £150 + £30 VAT.
    expect(shares().slice(1)).toEqual([
      ['School 6', 'CPD-1', cellDate('2026-11-10'), 'Bright Sparks', 180, 0, 180, 'schools that came'],
      ['All schools', '', '', '', 180, 0, 180, 'assumes VAT at 20%, VAT charged to the pot: yes'],
    ]);
  });
  it('shares between all members while attendance is not recorded, to the penny (F14)', () => {
    const open = shares({ attendance: [] }).slice(1);
    expect(open.map((row) => row[4])).toEqual([60, 60, 60, 180]);
    expect(open[0]![7]).toBe('all members: attendance not recorded');
  });
  it('takes off what the ledger says a school paid, and shows what is paid too much', () => {
    const table = shares({
      ledger: [paid('School 6', 100), paid('School 7', 10), paid('School 6', 5, { date: '2026-12-01' })],
    });
    expect(table.slice(1, 3).map((row) => row.slice(4, 7))).toEqual([
      [180, 100, 80],
      [0, 10, -10],
    ]);
  });
  it('keeps a ledger line that names a request', () => {
    const requests: Row[] = [
      {
        id: 'R-1',
        matter: 'CPD session',
        cluster: 'South Cluster',
        purpose: 'x',
        askedBy: 'south@example.org',
        askedOn: '2026-10-01',
      },
    ];
    expect(shares({ requests, ledger: [paid('School 6', 180, { request: 'R-1' })] })[1]!.slice(4, 7)).toEqual([
      180, 180, 0,
    ]);
  });
  it('leaves the other sessions as they are where the cap of a year is not set (F10)', () => {
    const later = { ...TRAINING, id: 'CPD-2', date: '2027-11-10', meeting: '' };
    const cap = { parameter: 'cpd.cap', from: '2027/28', status: 'unset' };
    const tabs = {
      ...PROGRAMME,
      meetings: MEETINGS,
      attendance: ATTENDANCE,
      sessions: [TRAINING, later],
      settings: [cap],
    };
    const table = callOn('SCHOOL_SHARES', [cellDate('2027-11-30')], tabs).slice(1);
    expect(table.map(([school, session, , , ...sums]) => [school, session, ...sums.slice(0, 3)])).toEqual([
      ['School 6', 'CPD-1', 180, 0, 180],
      ...['School 6', 'School 7', 'School 8'].map((school) => [school, 'CPD-2', 'not set', 0, 'not set']),
      ['All schools', '', 'not set', 0, 'not set'],
    ]);
  });
  it('says so when nobody owes anything', () => {
    expect(shares({ sessions: [] })[1]![0]).toBe('No school owes anything.');
  });
});

describe('PSQM_PLACES', () => {
  const places = (asAt: string, status = 'confirmed') => {
    const settings = [
      { parameter: 'psqm.places', value: 5, from: '2025/26', status, source: 'The Trust' },
      { parameter: 'psqm.placesFor', value: 'year', status },
    ];
    return callOn('PSQM_PLACES', [cellDate(asAt)], { ...PROGRAMME, settings, requests: PLACES_ASKED }).slice(1);
  };

  it('counts what was asked for up to the day, in years before too, and nothing later (Q3)', () => {
    expect(places('2026-08-31')).toEqual([['2025/26', 5, 0, 5, 1]]);
    expect(places('2026-11-23')).toEqual([['2026/27', 5, 0, 5, 2]]);
    expect(places('2026-11-24')).toEqual([['2026/27', 5, 0, 5, 3]]);
    expect(places('2026-11-25')).toEqual([['2026/27', 5, 0, 5, 4]]);
  });

  it('says where the number of places is assumed', () => {
    expect(places('2026-11-24', 'assumed').slice(1)).toEqual([
      ['assumes 5 PSQM places, PSQM places counted by the year', '', '', '', ''],
    ]);
  });
});

describe('CLUSTER_REVIEW (G1, G2)', () => {
  const review = (tabs: Tabs = {}, year = '2026/27') =>
    Object.fromEntries(
      callOn('CLUSTER_REVIEW', ['South Cluster', year, asAt], {
        ...PROGRAMME,
        meetings: [...MEETINGS, atSouth('M-9', '2026-10-20', { kind: 'Advisor' })],
        attendance: ATTENDANCE,
        ...tabs,
      }).map(([item, says]) => [item, says]),
    ) as Record<string, string>;

  it('says on one page how the cluster stands', () => {
    const page = review({
      clusters: PROGRAMME.clusters.map((row) => ({ ...row, focusAreas: 'Assessment; Family learning' })),
      requests: [
        {
          id: 'R-1',
          matter: 'Other funding',
          cluster: 'South Cluster',
          amount: 1000,
          payee: 'Enthuse Award',
          purpose: 'Award',
          askedBy: 'south@example.org',
          askedOn: '2026-10-01',
        },
      ],
    });
    expect(page).toMatchObject({
      'Annual review': 'South Cluster, 2026/27, as at 24 Nov 2026',
      Stage: 'year 1',
      Schools: '3 (3 to 12)',
      Meetings: '3 counted, 1 after school: below minimum, on track',
      'Meetings with the Advisor': '1',
      Attendance: '67%',
      'Schools to watch': '1',
      'Other funding': 'Enthuse Award £1,000.00',
      'Focus areas': 'Assessment; Family learning',
      Decisions: '1 sent',
    });
    expect(page['Cluster pot']).toMatch(/^opening £0\.00 \+ received £0\.00 .* = £0\.00; entitled £1,500\.00/);
    expect(page['Release money']).toBe('£1,500.00 committed, £600.00 shown; declared by 0 of 3 schools');
  });
  it('cannot be final while a figure of it rests on what is not set', () => {
    expect(review()).toMatchObject({ Status: 'May be final', 'Central aims': 'not stated in the guidance' });
    const minimum: Row = { parameter: 'meetings.min', value: '', status: 'unset' };
    expect(review({ settings: [minimum] })['Status']).toBe(
      'DRAFT: cannot be final while meetings.min is not set in Settings',
    );
    const settings = [1, 2, 3, 4, 5, 6].map((aim) => ({
      parameter: `aim.${aim}`,
      value: `Words of aim.${aim}`,
      status: 'confirmed',
    }));
    expect(review({ settings })['Central aims']).toMatch(/^Words of aim\.1; .*Words of aim\.6$/);
  });
  it('looks back: as at the last day of an earlier year', () => {
    expect(review({}, '2025/26')['Annual review']).toBe('South Cluster, 2025/26, as at 31 Aug 2026');
    expect(review({}, '2027/28')['Annual review']).toBe('2027/28 has not begun on 24 Nov 2026.');
  });
});
