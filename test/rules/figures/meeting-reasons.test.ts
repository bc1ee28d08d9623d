import { meeting, NORTH, type Tabs } from '../../support/builders';
import { MEMBERSHIP } from '../../support/rules-tables';
import { ask, changeBy, iso, numberIn } from '../../support/why';
import { AUTUMN, askAutumn, attendedBy, firstInAutumn } from '../../support/why-cases';

describe('why meetings stand where they stand', () => {
  it.each([
    [
      'North Cluster',
      'Counted meetings',
      '3',
      'M2',
      '1 more whole-cluster meeting held in school hours by 31 Aug 2027 adds 1.',
    ],
    [
      'North Cluster',
      'After school',
      '1',
      'M2',
      '1 of them held in school hours instead: it counts, and this is 1 less.',
    ],
    ['North Cluster', 'Meetings', 'below minimum', 'M1', '1 more in-hours meeting by 31 Aug 2027: meets minimum.'],
    ['North Cluster', 'Pace', 'tight', 'M6', 'Plan 1 more in-hours meeting by 20 Jul 2027: on track.'],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  it('names what went in: each meeting and whether it counts', () => {
    expect(askAutumn('North Cluster', 'Counted meetings').reasons[0]!.inputs).toEqual([
      '20 Sep 2026: counts',
      '1 Oct 2026: counts',
      '20 Oct 2026: counts',
      '3 Nov 2026: after school: does not count',
    ]);
  });
  it('the change it names does change the answer: one meeting more', () => {
    const meetings = [...AUTUMN.meetings!, meeting('M-5', '2026-11-20')];
    expect(askAutumn(NORTH, 'Meetings', { meetings }).answer).toBe('meets minimum');
  });
});

describe('the change named for meetings (M1, M6)', () => {
  const held = (count: number, planned = 0): Tabs => ({
    meetings: [
      ...Array.from({ length: count }, (_, index) => meeting(`M-${index}`, iso('2026-09-02', index))),
      ...Array.from({ length: planned }, (_, index) =>
        meeting(`MP-${index}`, iso('2027-01-10', index), { status: 'Planned' }),
      ),
    ],
  });
  it.each([0, 1, 2, 3, 4, 5, 6])(
    'with %i counted, so many more or fewer change the standing, one less does not',
    (count) => {
      const found = ask(NORTH, 'Meetings', held(count));
      const text = changeBy('M1', found);
      const [by, sign] = /more in-hours meetings? by 31 Aug 2027/.test(text)
        ? [numberIn(text, /^(\d+) more/), 1]
        : [numberIn(text, /^(\d+) counted meetings? fewer/), -1];
      const then = (more: number) => ask(NORTH, 'Meetings', held(count + sign * more)).answer;
      expect(then(by)).not.toBe(found.answer);
      expect(text).toContain(`: ${then(by)}.`);
      for (let less = 0; less < by; less++) expect(then(less)).toBe(found.answer);
    },
  );
  it.each([
    [0, 0],
    [1, 1],
    [3, 0],
  ])('with %i counted and %i planned, so many more planned are on track, one less is not', (count, planned) => {
    const text = changeBy('M6', ask(NORTH, 'Pace', held(count, planned)));
    const more = numberIn(text, /^Plan (\d+) more in-hours meetings? by 20 Jul 2027: on track\.$/);
    expect(ask(NORTH, 'Pace', held(count, planned + more)).answer).toBe('on track');
    expect(ask(NORTH, 'Pace', held(count, planned + more - 1)).answer).not.toBe('on track');
  });
  it.each([
    [0, '2027-06-10', '3 more in-hours meetings held by 10 Jun 2027: tight.'], // 5 weeks: room for 1
    [1, '2027-06-10', '2 more in-hours meetings held by 10 Jun 2027: tight.'],
    [2, '2027-06-10', '1 more in-hours meeting held by 10 Jun 2027: tight.'],
    [2, '2027-07-01', 'Plan 2 more in-hours meetings by 20 Jul 2027: on track.'], // no room
  ])('with %i counted on %s the pace cannot be reached: %s', (count, asAt, change) => {
    const found = ask(NORTH, 'Pace', held(count), asAt);
    expect([found.answer, changeBy('M6', found)]).toEqual(['cannot reach', change]);
    const more = Number(/\d+/.exec(change)![0]);
    const then = (extra: number) => {
      const date = change.startsWith('Plan') ? iso('2027-07-20', -extra) : iso(asAt, -extra + 1);
      const status = change.startsWith('Plan') ? 'Planned' : 'Held';
      const meetings = Array.from({ length: extra }, (_, index) =>
        meeting(`MX-${index}`, iso(date, index), { status }),
      );
      return ask(NORTH, 'Pace', { meetings: [...held(count).meetings!, ...meetings] }, asAt).answer;
    };
    expect([then(more), then(more - 1)]).toEqual([/: ([a-z ]+)\.$/.exec(change)![1], 'cannot reach']);
  });
  it('says how many planned meetings are enough, and how many can be lost', () => {
    const text = changeBy('M6', ask(NORTH, 'Pace', held(2, 3)));
    expect(text).toBe('Holding the next 2 that are planned: reached. 2 planned meetings fewer: not on track.');
    expect(ask(NORTH, 'Pace', held(4, 1)).answer).toBe('reached');
    expect(ask(NORTH, 'Pace', held(3, 2)).answer).toBe('on track');
    expect(ask(NORTH, 'Pace', held(2, 1)).answer).not.toBe('on track');
    expect(ask(NORTH, 'Pace', held(2, 2)).answer).toBe('on track');
  });
  it('counts meetings held after the last day for planned ones, and says so (M2, M5)', () => {
    const asAt = '2027-07-22';
    const tabs: Tabs = { ...attendedBy([false, false]), membership: MEMBERSHIP.slice(0, 2) };
    const later = ['2027-08-03', '2027-08-31', '2027-08-31'].map((date, index) => meeting(`M-20${index}`, date));
    const then: Tabs = {
      ...tabs,
      meetings: [...tabs.meetings!, ...later],
      attendance: [
        ...tabs.attendance!,
        ...later.flatMap(({ id }) =>
          ['School 1', 'School 2'].map((school) => ({ meeting: id!, school, mark: 'Present' })),
        ),
      ],
    };
    for (const [name, figure, rule, change] of [
      [NORTH, 'Meetings', 'M1', '2 more in-hours meetings by 31 Aug 2027: meets minimum.'],
      [NORTH, 'Counted meetings', 'M2', '1 more whole-cluster meeting held in school hours by 31 Aug 2027 adds 1.'],
      [NORTH, 'To watch', 'M5', /^School 1: Coming to the next 3 counted meetings in a row takes it off the list/],
      ['School 1', 'Watch', 'M5', /^Coming to the next 3 counted meetings in a row takes it off the list/],
      ['School 1', 'Attended', 'M3', 'Coming to the next counted meeting adds 1.'],
      ['School 1', 'Share', 'M5', 'After the next counted meeting: 1 of 3, 33%, if it comes; 0 of 3, 0%, if not.'],
      ['School 1', 'Missed in a row', 'M5', 'Coming to the next counted meeting: 0; missing it: 3.'],
      ['School 1', 'Evidenced', 'F2', 'The next counted meeting it comes to shows up to £100.00.'],
      [NORTH, 'Release evidenced', 'F2', '1 more counted meeting that School 1 comes to: up to £100.00 more.'],
    ] as const) {
      const before = ask(name, figure, tabs, asAt);
      expect(changeBy(rule, before)).toEqual(change instanceof RegExp ? expect.stringMatching(change) : change);
      expect(ask(name, figure, then, '2027-08-31').answer).not.toBe(before.answer);
    }
    expect(ask('School 1', 'Watch', then, '2027-08-31').answer).toBe('no');
    expect(ask(NORTH, 'Meetings', then, '2027-08-31').answer).toBe('on model');
    expect(ask(NORTH, 'Meetings', then, '2027-08-30').answer).toBe('below minimum');
  });
  it('says after the last day for meetings that none can be planned, and how many held are enough (M6)', () => {
    expect(changeBy('M6', ask(NORTH, 'Pace', held(1), '2027-07-20'))).toMatch(/^Plan 3 more .* by 20 Jul 2027/);
    const asAt = '2027-07-21';
    const text = changeBy('M6', ask(NORTH, 'Pace', held(1), asAt));
    expect(text).toBe(
      'The last day for planned meetings was 20 Jul 2027. 3 more in-hours meetings held by 31 Aug 2027: reached.',
    );
    const then = (more: number) =>
      Array.from({ length: more }, (_, index) => meeting(`MX-${index}`, iso('2027-08-31', -index)));
    const pace = (more: number) =>
      ask(NORTH, 'Pace', { meetings: [...held(1).meetings!, ...then(more)] }, '2027-08-31').answer;
    expect([pace(0), pace(2), pace(3)]).toEqual(['cannot reach', 'cannot reach', 'reached']);
  });
});
