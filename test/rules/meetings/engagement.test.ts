import { type Engagement, engagements, isWatched, takingPart, watchText } from '../../../src/rules/meetings/engagement';
import { AS_AT, mark, meeting, parameters, read, set } from '../../support/builders';
import { day, MEMBERSHIP, type Row } from '../../support/rules-tables';

/** School 1's marks on some days; School 2 always came, so that attendance was recorded. */
const marked = (marks: [date: string, mark: string][], membership: Row[] = MEMBERSHIP) =>
  read({
    membership,
    meetings: marks.map(([date], index) => meeting(`M-${index}`, date)),
    attendance: marks.flatMap(([, word], index) => [
      mark(`M-${index}`, 2),
      ...(word === '' ? [] : [mark(`M-${index}`, 1, word)]),
    ]),
  });
/** What is said of School 1. */
const watch = (marks: [date: string, mark: string][], asAt: string, membership: Row[] = MEMBERSHIP) =>
  watchText(engagements(marked(marks, membership), parameters(), day(asAt))[0]!);
const joined = (from: string): Row[] =>
  MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, from } : row));

describe('schools to watch (M3, M5)', () => {
  const dates = ['2026-09-20', '2026-10-20', '2026-11-10', '2026-12-08'];
  const onThem = (marks: string[]) => marks.map((word, index): [string, string] => [dates[index]!, word]);

  it.each([
    [['Present', 'Substitute', 'Present'], ''],
    [['Present', 'Apologies', 'Absent'], 'missed 2 in a row; came to 1 of 3 (under 60%)'],
    [['Absent', 'Absent', 'Present'], 'came to 1 of 3 (under 60%)'],
    [['Present', 'Absent'], ''],
    [['Absent', 'Absent'], 'missed 2 in a row'],
    [['Present', '', ''], 'missed 2 in a row; came to 1 of 3 (under 60%)'],
    [['Absent', 'Present', 'Present', 'Absent'], 'came to 2 of 4 (under 60%)'],
  ])('marks %j: %s', (marks, expected) => expect(watch(onThem(marks), '2026-12-31')).toBe(expected));

  it('warns nobody in the first six weeks of the year or of a membership', () => {
    expect(watch(onThem(['Absent', 'Absent']), '2026-10-12')).toBe('');
    const misses = onThem(['Absent', 'Absent', 'Absent']);
    expect(watch(misses, '2026-11-20', joined('2026-10-15'))).toBe('');
    expect(watch(misses, '2026-11-26', joined('2026-10-15'))).toBe('missed 2 in a row');
  });

  it('holds a meeting without any attendance against nobody', () => {
    const unmarked = read({ meetings: [meeting('M-0', dates[0]!), meeting('M-1', dates[1]!)] });
    expect(engagements(unmarked, parameters(), day('2026-12-31'))[0]).toMatchObject({
      counted: 0,
      missedInARow: 0,
      watch: null,
    });
  });
});

describe('when a school is to be watched (M5)', () => {
  const DATES = ['2026-09-15', '2026-10-06', '2026-11-03', '2026-12-08', '2027-01-12', '2027-02-02', '2027-03-09'];

  it.each([
    ['3 of 5, exactly 60%', 'YNYNY', ''],
    ['4 of 7, under it', 'YNYNYNY', 'came to 4 of 7 (under 60%)'],
    ['2 of 3', 'YNY', ''],
    ['1 of 2, too early to say', 'NY', ''],
    ['1 of 3', 'NYN', 'came to 1 of 3 (under 60%)'],
  ])('came to %s (%s): "%s" (M5)', (_what, came, expected) =>
    expect(
      watch(
        [...came].map((letter, index) => [DATES[index]!, letter === 'Y' ? 'Present' : 'Absent']),
        '2027-05-01',
      ),
    ).toBe(expected),
  );

  const MISSED: [string, string][] = [
    ['2026-09-08', 'Absent'],
    ['2026-09-29', 'Absent'],
  ];
  it.each([
    ['2026-10-12', ''],
    ['2026-10-13', 'missed 2 in a row'],
  ])('on %s, with the first six weeks of the year from 1 September: "%s" (M5)', (asAt, expected) =>
    expect(watch(MISSED, asAt)).toBe(expected),
  );
  it.each([
    ['2026-12-12', ''],
    ['2026-12-13', 'missed 2 in a row'],
  ])('on %s, with the first six weeks of a membership from 1 November: "%s" (M5)', (asAt, expected) => {
    expect(
      watch(
        [
          ['2026-11-03', 'Absent'],
          ['2026-12-08', 'Absent'],
        ],
        asAt,
        joined('2026-11-01'),
      ),
    ).toBe(expected);
  });
  it('meetings of earlier years are held against nobody (M5)', () => {
    const before: [string, string][] = [
      ['2026-06-02', 'Absent'],
      ['2026-08-31', 'Absent'],
    ];
    expect(watch([...before, ['2026-09-15', 'Absent']], AS_AT)).toBe('');
    expect(watch([...before, ['2026-09-01', 'Absent'], ['2026-09-15', 'Absent']], AS_AT)).toBe('missed 2 in a row');
  });
});

describe('a membership in several rows (M5, P4)', () => {
  const dates = ['2026-09-10', '2026-10-08', '2026-11-12'];
  /** What is said of School 2, which never came; School 1 did. */
  const absent = (membership: Row[]) =>
    engagements(
      read({
        membership,
        meetings: dates.map((date, index) => meeting(`M-${index}`, date)),
        attendance: dates.map((_, index) => mark(`M-${index}`, 1)),
      }),
      parameters(),
      day(AS_AT),
    ).filter(({ school }) => school === 1);

  it('takes rows of Membership that follow each other for one membership, and lists the school once (M5)', () => {
    const split = MEMBERSHIP.flatMap((row) =>
      row['school'] === 'School 2'
        ? [
            { ...row, to: '2026-10-31' },
            { ...row, id: 'MB-9', from: '2026-11-01' },
          ]
        : [row],
    );
    expect(absent(split)).toEqual(absent(MEMBERSHIP));
    expect(absent(split)).toMatchObject([{ counted: 3, missedInARow: 3, watch: { missedInARow: 3 } }]);
    expect(absent([...split].reverse())).toEqual(absent(split));
  });

  it('begins anew after a break: six weeks of grace (M5)', () => {
    const broken = [
      ...MEMBERSHIP.filter((row) => row['school'] !== 'School 2'),
      { id: 'MB-8', cluster: 'North', school: 'School 2', from: '2020-09-01', to: '2026-10-29' },
      { id: 'MB-9', cluster: 'North', school: 'School 2', from: '2026-11-01' },
    ];
    expect(absent(broken)).toMatchObject([{ watch: null }]);
  });

  it('goes by the dates of meetings, wherever they stand in the tab (M5)', () => {
    const words = ['Absent', 'Present', 'Absent'];
    const tabs = (order: number[]) => ({
      meetings: order.map((index) => meeting(`M-${index}`, dates[index]!)),
      attendance: order.map((index) => mark(`M-${index}`, 1, words[index])),
    });
    const of = (order: number[]) => engagements(read(tabs(order)), parameters(), day(AS_AT))[0];
    expect(of([0, 2, 1])).toEqual(of([0, 1, 2]));
    expect(of([0, 2, 1])).toMatchObject({ attended: 1, missedInARow: 1 });
  });

  it('of a school in two clusters is one of each, apart from those of other schools', () => {
    const spells = [
      [1, 'South Cluster', '2020-09-01', '2026-10-31'],
      [2, 'North', '2020-09-01', ''],
      [1, 'North', '2026-11-01', ''],
    ].map(([school, cluster, from, to], index) => ({
      id: `MB-${index}`,
      cluster,
      school: `School ${school}`,
      from,
      to,
    }));
    const lines = takingPart(
      read({
        membership: spells,
        meetings: [meeting('M-0', dates[0]!, { cluster: 'South Cluster' }), meeting('M-2', dates[2]!)],
        attendance: [mark('M-0', 1), mark('M-2', 1, 'Absent')],
      }),
      parameters(),
      day(AS_AT),
    );
    expect(lines.map((line) => [line.school, line.cluster, line.isMember, line.counted, line.attended])).toEqual([
      [0, 1, false, 1, 1],
      [1, 0, true, 1, 0],
      [0, 0, true, 1, 0],
    ]);
  });

  it('lists a school with overlapping rows once (M5, P4)', () => {
    const twice = [...MEMBERSHIP, { id: 'MB-9', cluster: 'North', school: 'School 2', from: '2026-09-01' }];
    expect(absent(twice)).toHaveLength(1);
  });
});

describe('schools that left, and figures that are not set (M3, M5)', () => {
  const missed: [string, string][] = [
    ['2026-09-15', 'Absent'],
    ['2026-10-20', 'Absent'],
  ];
  const leaving = MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to: '2026-10-31' } : row));
  const ofSchool1 = (lines: readonly Engagement[]) => lines.filter(({ school }) => school === 0);

  it('a school that left had its places and is watched no more; one that left before has none', () => {
    const part = (to: string) =>
      ofSchool1(
        takingPart(
          marked(
            missed,
            leaving.map((row) => (row['to'] ? { ...row, to } : row)),
          ),
          parameters(),
          day(AS_AT),
        ),
      );
    expect(part('2026-10-31')).toMatchObject([{ isMember: false, counted: 2, attended: 0, watch: null }]);
    expect(part('2026-10-19')).toMatchObject([{ counted: 1 }]);
    expect(part('2026-09-14')).toEqual([]);
    expect(ofSchool1(engagements(marked(missed, leaving), parameters(), day(AS_AT)))).toEqual([]);
  });

  it.each(['engage.misses', 'engage.share', 'engage.after', 'engage.graceWeeks'] as const)(
    'while %s is not set it is not known whom to watch, and so everybody is looked after',
    (name) => {
      const [line] = engagements(marked(missed), parameters(set(name, null)), day(AS_AT));
      expect([line!.watch, watchText(line!), isWatched(line!)]).toEqual(['not set', 'not set', true]);
    },
  );

  it('a school with nothing to say of it is not watched', () => {
    const [, came] = engagements(marked(missed), parameters(), day(AS_AT));
    expect([came!.attended, watchText(came!), isWatched(came!)]).toEqual([2, '', false]);
  });
});
