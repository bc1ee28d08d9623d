import {
  committedFor,
  declaredFrom,
  evidencedRelease,
  limitsIn,
  type ReleaseYear,
  releaseYears,
} from '../../../src/rules/meetings/release';
import { ROSTER } from '../../../src/sample/roster';
import { AS_AT, mark, meeting, parameters, read, set } from '../../support/builders';
import { books, CLUSTERS, day, MEMBERSHIP, PROGRAMME, type Row, tables } from '../../support/rules-tables';

/** Release in 2026/27 as at a day, with the tab of declarations. */
const released = (
  tabs: { [K in 'meetings' | 'attendance' | 'membership' | 'release' | 'clusters']?: Row[] },
  asAt = AS_AT,
  settings = parameters(),
): ReleaseYear[] => {
  const all = tables({ ...PROGRAMME, ...tabs });
  const release = tabs.release ? all.get('release') : null;
  return releaseYears({ ...books(all), release }, settings, 2026, day(asAt));
};

describe('what half-days evidence (F1, F2)', () => {
  it.each([
    [[null, null, null, null], 40_000],
    [[null, null, null, null, null], 50_000],
    [[null, null, null, null, null, null], 50_000],
    [[9_000, 9_000, 9_000, 9_000, 9_000], 45_000],
    [[12_000, 12_000, 12_000, 12_000, 12_000], 50_000],
    [[null, null, null], 30_000],
    [[], 0],
    [[0, 5_000], 5_000],
  ])('evidences for %j: %d', (costs, expected) => expect(evidencedRelease(costs, 10_000, 50_000)).toBe(expected));
});

describe('whose half-days count (F2, F4)', () => {
  it('evidences nothing after school, in sub-groups, for who did not come, or without a teacher (F4)', () => {
    const lines = released({
      meetings: [
        meeting('M-1', '2026-10-01'),
        meeting('M-2', '2026-10-08', { inSchoolHours: false }),
        meeting('M-3', '2026-10-15', { kind: 'Sub-group' }),
      ],
      attendance: [
        mark('M-1', 1, 'Present', { releaseCost: 80 }),
        mark('M-2', 1),
        mark('M-3', 1),
        mark('M-1', 2, 'Apologies', { releaseCost: 90 }),
        mark('M-1', 3, 'Present', { teachers: 0 }),
        mark('M-1', 4, 'Substitute'),
      ],
    });
    expect(lines.filter(({ cluster }) => cluster === 0).map(({ evidenced }) => evidenced)).toEqual([
      8_000, 0, 0, 10_000, 0,
    ]);
    expect(lines[0]).toMatchObject({ committed: 50_000, shortfall: 42_000, attended: 1, declared: false });
  });

  it.each([
    ['2026-11-24', 1],
    ['2026-11-25', 0],
  ])('evidences up to the day asked about: of a meeting on %s %d', (date, attended) =>
    expect(released({ meetings: [meeting('M-1', date)], attendance: [mark('M-1', 1)] })[0]!.attended).toBe(attended),
  );

  it('counts two rows of one school at one meeting once', () => {
    const twice = { meetings: [meeting('M-1', '2026-10-01')], attendance: [mark('M-1', 1), mark('M-1', 1)] };
    expect(released(twice)[0]!.evidenced).toBe(10_000);
  });

  const of = (attendance: Row) =>
    released({ meetings: [meeting('M-1', '2026-10-01')], attendance: [mark('M-1', 1, 'Present', attendance)] })[0]!;
  it.each([
    [{ mark: 'Present', teachers: 1, releaseCost: 80 }, 8_000],
    [{ mark: 'Present', teachers: 0, releaseCost: 80 }, 0],
    [{ mark: 'Substitute' }, 10_000],
    [{ mark: 'Apologies', releaseCost: 80 }, 0],
    [{ mark: 'Absent' }, 0],
    [{ mark: 'Present', releaseCost: 0 }, 0],
  ])('%j evidences %d pence: teachers only (F4)', (attendance, expected) => {
    expect(of(attendance as Row).evidenced).toBe(expected);
  });
});

describe('declarations (F3)', () => {
  it('says which schools declared it for the year (F3)', () => {
    const release = [
      { school: 'School 2', year: '2026/27' },
      { school: 'School 3', year: '2025/26' },
    ];
    expect(
      released({ release })
        .slice(0, 3)
        .map(({ declared }) => declared),
    ).toEqual([false, true, false]);
  });

  it.each([
    [[], false],
    [[{ school: 'School 1', year: '2026/27' }], true],
    [[{ school: 'School 1', year: '2025/26' }], false],
    [[{ school: 'School 2', year: '2026/27' }], false],
  ])('with %j it is declared: %j (F3)', (release, expected) => {
    expect(released({ release: release as Row[] })[0]!.declared).toBe(expected);
  });

  it('count from the day they are made, the earliest of several, and not where the tab is not given (F3)', () => {
    const on = (declaredOn: string) => ({ school: 'School 1', year: '2026/27', declaredOn });
    const from = (...release: Row[]) => {
      const all = tables({ ...PROGRAMME, release });
      return declaredFrom({ ...books(all), release: all.get('release') }, 0, 2026, day(AS_AT));
    };
    expect(released({ release: [on('2026-12-01'), on('2026-11-24')] })[0]!.declared).toBe(true);
    expect(released({ release: [on('2026-12-01'), on('2026-11-25')] })[0]!.declared).toBe(false);
    expect(released({})[0]!.declared).toBe(false);
    expect(from(on('2026-12-01'), on('2026-11-25'), on('2026-11-24'))).toBe(day('2026-11-25'));
    expect([from(on('2026-11-24')), from({ ...on('2026-12-01'), year: '2025/26' })]).toEqual([null, null]);
  });
});

describe('evidenced release (F2)', () => {
  /** School 2 leaves North for South on 1 February 2027. */
  const MOVED: Row[] = [
    ...MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2027-01-31' } : row)),
    { id: 'MB-9', cluster: 'South Cluster', school: 'School 2', from: '2027-02-01' },
  ];
  const shown = (tabs: Parameters<typeof released>[0], school: number, settings = parameters()) =>
    released(tabs, '2027-08-31', settings)
      .filter((line) => line.school === school - 1)
      .map(({ attended, evidenced }) => [attended, evidenced]);

  it('is £0 after school, also where after-school meetings count towards the minimum (F2, M2)', () => {
    const meetings = [meeting('M-1', '2026-10-01', { inSchoolHours: false })];
    const attendance = [mark('M-1', 1)];
    expect(shown({ meetings, attendance }, 1, parameters(set('meetings.afterSchoolCounts', 1)))).toEqual([[0, 0]]);
  });

  it(
    'is £500 a school and year at most, also for one that changes clusters: the earlier half-days come first ' + '(F2)',
    () => {
      const dates = ['2026-09-10', '2026-10-08', '2026-11-12', '2027-01-14', '2027-02-11', '2027-03-11', '2027-05-13'];
      const meetings = dates.map((date, index) =>
        meeting(`M-${index}`, date, index < 4 ? {} : { cluster: 'South Cluster' }),
      );
      const attendance = dates.map((_, index) => mark(`M-${index}`, 2));
      expect(shown({ membership: MOVED, meetings, attendance }, 2)).toEqual([
        [4, 40_000],
        [3, 10_000],
      ]);
      expect(shown({ membership: MOVED, meetings: [...meetings].reverse(), attendance }, 2)).toEqual(
        shown({ membership: MOVED, meetings, attendance }, 2),
      );
    },
  );

  it('does not depend on the order of rows where a school is marked twice: once, at the lower cost (F2, M3)', () => {
    const meetings = [meeting('M-1', '2026-10-01')];
    const twice = [mark('M-1', 1, 'Present', { releaseCost: 80 }), mark('M-1', 1, 'Present', { releaseCost: 50 })];
    expect(shown({ meetings, attendance: twice }, 1)).toEqual([[1, 5_000]]);
    expect(shown({ meetings, attendance: [...twice].reverse() }, 1)).toEqual([[1, 5_000]]);
  });

  it('leaves out a school that was no member of the cluster that day (P7)', () => {
    expect(shown({ meetings: [meeting('M-1', '2026-10-01')], attendance: [mark('M-1', 6)] }, 6)).toEqual([[0, 0]]);
  });
});

describe('release in the course of a year (F1, F2, F9)', () => {
  const of = (dates: string[], membership: Row = {}, settings = parameters()) =>
    released(
      {
        clusters: [{ ...CLUSTERS[0]!, agreementStart: '2025-09-01' }, CLUSTERS[1]!],
        membership: [{ ...MEMBERSHIP[0]!, ...membership }],
        meetings: dates.map((date, index) => meeting(`M-${index}`, date)),
        attendance: dates.map((_, index) => mark(`M-${index}`, 1)),
      },
      '2027-08-31',
      settings,
    )[0];
  const FIVE = ['2026-10-01', '2026-11-01', '2026-12-01', '2027-01-10', '2027-02-10'];

  it('£500 a school stays the yearly limit when a half-day may cost more (F1, F2)', () =>
    expect(of(FIVE, {}, parameters(set('release.maxPerHalfDay', 150_00)))).toMatchObject({
      committed: 50_000,
      evidenced: 50_000,
    }));
  it('meetings before the agreement’s first day and after its last evidence nothing (F2, P8)', () => {
    const during = (agreementStart: string) =>
      released(
        {
          clusters: [{ ...CLUSTERS[0]!, agreementStart }, CLUSTERS[1]!],
          meetings: FIVE.map((date, index) => meeting(`M-${index}`, date)),
          attendance: FIVE.map((_, index) => mark(`M-${index}`, 1)),
        },
        '2027-08-31',
      )[0];
    expect(during('2024-12-02')).toMatchObject({ attended: 3, evidenced: 30_000 });
    expect(during('2024-12-01')).toMatchObject({ attended: 2, evidenced: 20_000 });
    expect(during('2026-12-01')).toMatchObject({ attended: 3, evidenced: 30_000 });
    expect(during('2026-12-02')).toMatchObject({ attended: 2, evidenced: 20_000 });
  });
  it('meetings of earlier years evidence nothing (F2)', () =>
    expect(of(['2026-08-31', '2026-07-01', '2026-09-01'])).toMatchObject({ attended: 1, evidenced: 10_000 }));
  it.each([
    [1, 10_000, 10_000],
    [2, 20_000, 0],
    [3, 30_000, 0],
  ])('a member from 1 March who came %d times evidenced %d pence and is %d short (F1, F9)', (times, evidenced, short) =>
    expect(of(['2027-03-10', '2027-04-20', '2027-06-10'].slice(0, times), { from: '2027-03-01' })).toMatchObject({
      committed: 20_000,
      evidenced,
      shortfall: short,
    }),
  );
  it('is not set while what a half-day may cost is not, and none is set aside where nobody is a member (F2)', () => {
    expect(of(FIVE, {}, parameters(set('release.maxPerHalfDay', null)))).toMatchObject({
      attended: 5,
      committed: Number.NaN,
      shortfall: Number.NaN,
    });
    expect(released({ membership: [] })).toEqual([]);
  });
  it.each([
    [5, 50_000],
    [3, 30_000],
    [0, 0],
    [9, 50_000],
  ])('sets aside for %d half-days %d pence, the yearly most at the most (F1, F2)', (halfDays, pence) =>
    expect(committedFor(limitsIn(parameters(), 2026), halfDays)).toBe(pence),
  );
});

describe('the worked sums of the guidance (F1)', () => {
  const release = releaseYears(
    read({
      clusters: ROSTER.map(({ id, name }) => ({ id, name, agreementStart: '2026-09-01' })),
      schools: ROSTER.flatMap(({ schools }) => schools.map(({ name }) => ({ id: name, name }))),
      membership: ROSTER.flatMap((cluster) =>
        cluster.schools.map(({ name }) => ({ id: name, cluster: cluster.name, school: name, from: '2017-09-01' })),
      ),
    }),
    parameters(),
    2026,
    day('2026-09-01'),
  );
  const committedBy = (lines: readonly ReleaseYear[]) => lines.reduce((sum, { committed }) => sum + committed, 0);

  it.each([
    ['Stonehenge Area Cluster', 300_000],
    ['Salisbury Plain Cluster', 300_000],
    ['East Salisbury Rural Cluster', 350_000],
    ['West Salisbury Cluster', 400_000],
    ['East Salisbury Cluster', 500_000],
  ])('%s commits %d pence of release a year (F1)', (name, expected) =>
    expect(committedBy(release.filter(({ cluster }) => ROSTER[cluster]!.name === name))).toBe(expected),
  );
  it('the five commit £18,500 together (F1)', () => expect(committedBy(release)).toBe(1_850_000));
});
