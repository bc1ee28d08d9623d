import { AS_AT, SOUTH } from '../../support/builders';
import { MEMBERSHIP, type Row } from '../../support/rules-tables';
import { ask, changeBy } from '../../support/why';
import { attendedBy } from '../../support/why-cases';

describe('which cluster a school belongs to (P7)', () => {
  const leaving = (to: string): Row[] => MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to } : row));
  const cluster = (membership: Row[], asAt = AS_AT) => ask('School 1', 'Cluster', { membership }, asAt);

  it('says since when and until when, and when it is over', () => {
    const found = cluster(leaving('2026-12-04'));
    expect([found.answer, found.reasons]).toEqual([
      'North Cluster',
      [
        {
          rule: 'P7',
          inputs: ['North Cluster from 1 Sep 2020 to 4 Dec 2026'],
          change: 'In 11 days, on 5 Dec 2026, the membership is over.',
        },
      ],
    ]);
    expect(cluster(leaving('2026-12-04'), '2026-12-04').answer).toBe('North Cluster');
    expect(cluster(leaving('2026-12-04'), '2026-12-05').answer).toBe('in no cluster');
  });
  it('names what would end a membership, or begin one', () => {
    expect(changeBy('P7', cluster(MEMBERSHIP))).toBe('A last day in its row of Membership.');
    expect(changeBy('P7', cluster(leaving('2026-11-23')))).toBe('A row of Membership that covers 24 Nov 2026.');
  });
  it('is none where it has no row, and two where it has two', () => {
    const none = cluster([]);
    expect([none.answer, none.reasons[0]!.inputs]).toEqual(['in no cluster', ['No row in Membership']]);
    const both = [...MEMBERSHIP, { id: 'MB-9', cluster: SOUTH, school: 'School 1', from: '2026-09-01' }];
    expect(cluster(both).answer).toBe('North Cluster; South Cluster');
  });
});

describe('how a school takes part', () => {
  const figure = (name: string, came: readonly boolean[]) => ask('School 1', name, attendedBy(came)).answer;

  it.each([
    ['Counted', [true, false, false], '3'],
    ['Attended', [true, false, false], '1'],
    ['Share', [true, false, false], '33%'],
    ['Missed in a row', [false, true, false], '1'],
    ['Missed in a row', [false, false, true], '0'],
    ['Watch', [true, true], 'no'],
  ])('%s of %j is %s (M2, M3, M5)', (name, came, answer) => expect(figure(name, came)).toBe(answer));
  it('has no share before the first counted meeting', () => expect(figure('Share', [])).toBe('none yet'));

  it.each([
    ['Attended', 'M3', /adds 1\.$/],
    ['Share', 'M5', /1 of 3, 33%, if it comes; 0 of 3, 0%, if not\.$/],
    ['Missed in a row', 'M5', /counted meeting: 0; missing it: 3\.$/],
  ])('%s names what the next meeting makes of it, and so it does', (name, rule, says) => {
    const came = [false, false];
    expect(changeBy(rule, ask('School 1', name, attendedBy(came)))).toMatch(says);
    const [if_, not] = [figure(name, [...came, true]), figure(name, [...came, false])];
    expect([if_, not]).toEqual(name === 'Attended' ? ['1', '0'] : name === 'Share' ? ['33%', '0%'] : ['0', '3']);
  });
  it('says that one which missed none has missed one when it misses the next (M5)', () => {
    expect(changeBy('M5', ask('School 1', 'Missed in a row', attendedBy([true])))).toBe(
      'Missing the next counted meeting: 1.',
    );
    expect(figure('Missed in a row', [true, false])).toBe('1');
  });
  it('names the numbers it goes by, and that they are assumed', () => {
    const { inputs } = ask('School 1', 'Share', attendedBy([true, false])).reasons[0]!;
    expect(inputs.slice(0, 2)).toEqual(['1 of 2 counted meetings while it was a member', '1 missed in a row']);
    expect(inputs.slice(2)).toHaveLength(4);
    for (const line of inputs.slice(2)) expect(line).toMatch(/\(assumed\)$/);
  });
});
