import {
  clusterOf,
  isMember,
  lastDayIn,
  leadOf,
  leadOn,
  ledOutside,
  membersOn,
  overlaps,
  rollOn,
} from '../../../src/rules/clusters/membership';
import { clusterFindings, clusterView } from '../../../src/rules/overview/cluster-findings';
import { parameters, read } from '../../support/builders';
import { CLUSTERS, day, MEMBERSHIP, type Row } from '../../support/rules-tables';

const roll = (...membership: Row[]) => read({ membership }).membership;
const north = { id: 'MB-1', cluster: 'North', school: 'School 2', from: '2026-09-01', to: '2026-12-31' };
const south = { id: 'MB-2', cluster: 'South Cluster', school: 'School 2' };

describe('membership as of a date (P7)', () => {
  it('has a school from its first to its last day, both included', () => {
    const spell = roll({ id: 'A', cluster: 'North', school: 'School 3', from: '2026-09-10', to: '2026-10-10' });
    const on = (iso: string) => membersOn(spell, 0, day(iso)).length;
    expect(['2026-09-09', '2026-09-10', '2026-10-10', '2026-10-11'].map(on)).toEqual([0, 1, 1, 0]);
  });

  it('is asked for one school and cluster, for the cluster of a school, and for all of them at once', () => {
    const { membership } = read();
    const on = day('2026-11-24');
    expect([isMember(membership, 1, 0, on), isMember(membership, 1, 1, on)]).toEqual([true, false]);
    expect([clusterOf(membership, 1, on), clusterOf(membership, 7, on), clusterOf(membership, 99, on)]).toEqual([
      0,
      1,
      null,
    ]);
    expect([0, 1, 2].map(rollOn(membership, on))).toEqual([[0, 1, 2, 3, 4], [5, 6, 7], []]);
  });

  it('counts a school with two rows that overlap once, and lists schools in the order of their tab', () => {
    const twice = roll({ ...north, id: 'MB-4', school: 'School 4' }, north, {
      ...north,
      id: 'MB-9',
      from: '2026-10-01',
      to: '2026-11-30',
    });
    expect(membersOn(twice, 0, day('2026-10-15'))).toEqual([1, 3]);
    expect(rollOn(twice, day('2026-10-15'))(0)).toEqual([1, 3]);
  });
});

describe('a school is in one cluster at most (P4)', () => {
  it('a school that moved counts for the one it is in on the day, once (P4, P7)', () => {
    const membership = [
      ...MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2026-10-31' } : row)),
      { id: 'MB-9', cluster: 'South Cluster', school: 'School 2', from: '2026-11-01' },
    ];
    const on = (iso: string) =>
      [0, 1].map((cluster) => rollOn(read({ membership }).membership, day(iso))(cluster).length);
    expect(on('2026-10-31')).toEqual([5, 3]);
    expect(on('2026-11-01')).toEqual([4, 4]);
  });
  it('finds days in two clusters, whenever they were, and takes following rows for no overlap (P4)', () => {
    const found = (...rows: Row[]) =>
      overlaps(roll(...rows)).map(({ earlier, later, from, to }) => ({
        rows: [earlier.row, later.row],
        from,
        to,
      }));
    expect(found(north, { ...south, from: '2026-10-01' })).toEqual([
      { rows: [0, 1], from: day('2026-10-01'), to: day('2026-12-31') },
    ]);
    expect(found({ ...south, from: '2026-10-01' }, { ...north, to: '' })).toEqual([
      { rows: [1, 0], from: day('2026-10-01'), to: null },
    ]);
    expect(found(north, { ...south, from: '2027-01-01' })).toEqual([]);
    expect(found(north, { ...south, from: '2026-12-31', to: '2026-12-31' })).toHaveLength(1);
    expect(found(north, { ...north, id: 'MB-3', from: '2026-11-01' })).toEqual([]);
  });
});

describe('the last day of a school’s time in a cluster (P4, P7)', () => {
  const last = (...rows: Row[]) => lastDayIn(roll(...rows), 1, 0, day('2026-11-24'));
  it.each<[string, Row[], string]>([
    ['of its row', [north], '2026-12-31'],
    [
      'of the row that follows it',
      [north, { ...north, id: 'MB-3', from: '2027-01-01', to: '2027-03-31' }],
      '2027-03-31',
    ],
    ['before a break', [north, { ...north, id: 'MB-3', from: '2027-01-02', to: '2027-03-31' }], '2026-12-31'],
    ['of two that overlap', [north, { ...north, id: 'MB-3', from: '2026-10-01', to: '2027-01-31' }], '2027-01-31'],
    [
      'of its row, and not of one in another cluster',
      [north, { ...south, from: '2027-01-01', to: '2027-03-31' }],
      '2026-12-31',
    ],
  ])('is the one %s', (_what, rows, expected) => expect(last(...rows)).toBe(day(expected)));

  it('is not known while it lasts', () => expect(last({ ...north, to: '' })).toBeNull());
});

describe('the lead school of a cluster', () => {
  it('is found with its name, and is nobody where none is entered', () => {
    const { clusters, schools } = read({ clusters: [CLUSTERS[0]!, { ...CLUSTERS[1]!, leadSchool: '' }] });
    expect([leadOf({ schools }, clusters.at(0))?.name, leadOf({ schools }, clusters.at(1))]).toEqual([
      'School 1',
      null,
    ]);
  });
  describe('on a day (P3)', () => {
    const rows = (more: Row) => [{ ...MEMBERSHIP[1]!, ...more }, ...MEMBERSHIP.filter((_, index) => index !== 1)];
    const led = (more: Row, asAt: string) => {
      const all = read({ membership: rows(more) });
      return leadOn(all, all.clusters.at(0), day(asAt))?.name;
    };
    it.each([
      ['2026-08-31', 'School 1'],
      ['2026-09-01', 'School 2'],
      ['2026-12-18', 'School 2'],
      ['2026-12-19', 'School 1'],
    ])('is the one that led then, and not only now: on %s %s', (asAt, expected) =>
      expect(led({ ledFrom: '2026-09-01', ledTo: '2026-12-18' }, asAt)).toBe(expected),
    );
    it('is the one before from the beginning, where no first day is noted', () =>
      expect(led({ ledTo: '2026-12-18' }, '2020-01-01')).toBe('School 2'));
    it.each<[string, Row, boolean]>([
      ['while it was one', { ledFrom: '2026-09-01', ledTo: '2026-12-18', to: '2026-12-18' }, false],
      ['from the beginning', { ledTo: '2026-12-18' }, false],
      ['after its last day', { ledFrom: '2026-09-01', ledTo: '2026-12-19', to: '2026-12-18' }, true],
      ['before its first day', { ledFrom: '2020-08-31', ledTo: '2026-12-18' }, true],
    ])('of a school that was no member is found: %s', (_, more, expected) =>
      expect(ledOutside(read({ membership: rows(more) }).membership)).toHaveLength(expected ? 1 : 0),
    );
    it('is what Overview looks at: a lead that left is said of its own days only', () => {
      const left = { ledTo: '2026-12-18', to: '2026-12-18' };
      const said = (asAt: string, lead: string) => {
        const all = read({ membership: rows(left), clusters: [{ ...CLUSTERS[0]!, leadSchool: lead }, CLUSTERS[1]!] });
        const view = clusterView(all, parameters(), day(asAt));
        return clusterFindings(view, all.clusters.at(0)).filter(({ rule }) => rule === 'P3').length;
      };
      expect([said('2026-12-18', 'School 6'), said('2026-12-19', 'School 6'), said('2026-12-19', 'School 1')]).toEqual([
        0, 1, 0,
      ]);
    });
  });
});
