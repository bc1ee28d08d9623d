import { AS_AT, meeting, NORTH, type Tabs } from '../../support/builders';
import { CLUSTERS, MEMBERSHIP, type Row, SCHOOLS } from '../../support/rules-tables';
import { ask, changeBy, iso, numberIn } from '../../support/why';
import { firstInAutumn, POT } from '../../support/why-cases';

describe('the change named for days of membership', () => {
  it('names the days of a school that alter release and match; one day less does not (F9)', () => {
    const from = (days: number): Tabs => ({ membership: [{ ...MEMBERSHIP[2], from: iso('2027-03-01', -days) }] });
    for (const [name, figure] of [
      [NORTH, 'Release committed'],
      [POT, 'Entitled'],
      ['School 3', 'Half-days'],
      ['School 3', 'Committed'],
    ] as const) {
      const before = ask(name, figure, from(0));
      const text = changeBy('F9', before);
      const [days, sign] = [
        numberIn(text, /^(\d+) days? (?:more|fewer) of School 3/),
        text.includes('more of') ? 1 : -1,
      ];
      expect(ask(name, figure, from(sign * days)).answer).not.toBe(before.answer);
      expect(ask(name, figure, from(sign * (days - 1))).answer).toBe(before.answer);
    }
    expect(changeBy('F9', ask('School 3', 'Half-days', from(0)))).toBe(
      '35 days more of School 3 in the year: 3 half-days, 1 more.',
    );
    expect(changeBy('F9', ask(NORTH, 'Release committed'))).toBe(
      '1 day fewer of School 1 in the year: 4 half-days, £100.00 less.',
    );
    const leaves = (to: string) => MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to } : row));
    expect(ask(NORTH, 'Release committed', { membership: leaves('2027-08-30') }).answer).toBe('£2,400.00');
    expect(ask(NORTH, 'Release committed', { membership: leaves('2027-08-31') }).answer).toBe('£2,500.00');
  });
  describe('of a cluster whose agreement does not run for the whole year (F9, P8)', () => {
    const starting = (agreementStart: string): Tabs => ({
      clusters: CLUSTERS.map((row) => ({ ...row, agreementStart })),
    });
    const figures = [
      [NORTH, 'Entitled', 'F5'],
      [NORTH, 'Release committed', 'F1'],
      [POT, 'Entitled', 'F5'],
    ] as const;
    const days = [
      ['School 1', 'Committed'],
      ['School 1', 'Half-days'],
      [NORTH, 'Release committed'],
      [POT, 'Entitled'],
    ] as const;
    const first = (text: string) => text.replace('Cluster pot: ', '').split('\n')[0];

    it('where its start is not entered, to enter it: that alters the figure', () => {
      for (const [name, figure] of [...figures, ...days]) {
        const before = ask(name, figure, starting(''));
        for (const rule of ['F1', 'F5', 'F9'])
          for (const reason of before.reasons.filter((each) => each.rule === rule))
            expect(first(reason.change)).toBe('Enter the day in Agreement start of the Clusters tab.');
        expect(ask(name, figure).answer).not.toBe(before.answer);
      }
    });
    it('where it is over, that nothing can', () => {
      for (const [name, figure] of [...figures, ...days])
        for (const { rule, change } of ask(name, figure, starting('2024-09-01')).reasons)
          if (['F1', 'F5', 'F9'].includes(rule))
            expect(first(change)).toBe('Nothing: the agreement does not run in 2026/27.');
    });
    it('where it starts within the year, what a school adds from then on', () => {
      const from = starting('2027-01-01'); // 243 of 365 days: 3 half-days
      const more = {
        schools: [...SCHOOLS, { id: 'S-9', name: 'School 9', phase: 'Primary' }],
        membership: [...MEMBERSHIP, { id: 'MB-9', cluster: NORTH, school: 'School 9', from: '2026-09-01' }],
      };
      const pounds = (name: string, figure: string, tabs: Tabs) =>
        numberIn(ask(name, figure, tabs).answer, /£([\d,.]+)/);
      for (const [name, figure, rule] of figures) {
        const text = first(changeBy(rule, ask(name, figure, from)))!;
        expect(text).toBe('1 more school while the agreement runs: £300.00 more.');
        expect(pounds(name, figure, { ...from, ...more }) - pounds(name, figure, from)).toBe(300);
      }
    });
    it('names no more days than it runs', () => {
      const from = starting('2027-01-01');
      for (const [name, figure] of days) {
        const text = changeBy('F9', ask(name, figure, from));
        expect(text).toMatch(/^25 days fewer of School 1 in the year: 2 half-days, /);
      }
      const leaving = (to: string): Tabs => ({
        ...from,
        membership: MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to } : row)),
      });
      expect(ask('School 1', 'Half-days', leaving('2027-08-07')).answer).toBe('3');
      expect(ask('School 1', 'Half-days', leaving('2027-08-06')).answer).toBe('2');
      const august = starting('2027-08-01'); // 31 days are no half-day, nor can be
      expect(changeBy('F9', ask('School 1', 'Committed', august))).toBe('Another value in Settings.');
      expect(changeBy('F1', ask(NORTH, 'Release committed', august))).toBe('Another value in Settings.');
    });
  });
});

describe('the change named for a declaration of release money (F3)', () => {
  const declares = (school: string, declaredOn: string): Row => ({ school, year: '2026/27', declaredOn });
  it('dated later: from that day; nobody is asked for a second one', () => {
    const release = [declares('School 1', '2026-12-01')];
    const school = (asAt = AS_AT) => ask('School 1', 'Declared', { release }, asAt);
    expect([school().answer, changeBy('F3', school())]).toEqual(['not declared', 'On 1 Dec 2026 it counts.']);
    expect([school('2026-11-30').answer, school('2026-12-01').answer]).toEqual(['not declared', 'yes']);
    const findings = (rows: Row[]) => ask(NORTH, 'Findings', { release: rows });
    expect(changeBy('F3', findings(release))).toBe(
      '4 more rows in the Release tab for this year. School 1: on 1 Dec 2026 it counts.',
    );
    const others = ['School 2', 'School 3', 'School 4', 'School 5'].map((name) => declares(name, '2026-09-20'));
    expect(changeBy('F3', findings([...release, ...others]))).toBe('School 1: on 1 Dec 2026 it counts.');
  });
});

describe('the change named for release that was shown (F2)', () => {
  it.each([
    [
      'North Cluster',
      'Release evidenced',
      '£300.00',
      'F2',
      '1 more counted meeting that School 1 comes to: up to £100.00 more.',
    ],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(firstInAutumn(name, figure)).toEqual([answer, rule, change]);
  });
  const came = (school: string, cluster: string, dates: readonly string[]): Tabs => ({
    meetings: dates.map((date) => meeting(`M-${cluster[0]}${date}`, date, { cluster })),
    attendance: dates.map((date) => ({ meeting: `M-${cluster[0]}${date}`, school, mark: 'Present' })),
  });
  const both = (a: Tabs, b: Tabs): Tabs => ({
    meetings: [...a.meetings!, ...b.meetings!],
    attendance: [...a.attendance!, ...b.attendance!],
  });
  const days = (month: string, count: number) =>
    Array.from({ length: count }, (_, index) => `2026-${month}-${String(index + 1).padStart(2, '0')}`);
  /** School 1 left North on 15 November; with `then` it is in South since. */
  const moved = (then: boolean): Row[] => [
    ...MEMBERSHIP.map((row) => (row['school'] === 'School 1' ? { ...row, to: '2026-11-15' } : row)),
    ...(then ? [{ id: 'MB-9', cluster: 'South Cluster', school: 'School 1', from: '2026-11-16' }] : []),
  ];
  const changeOf = (name: string, figure: string, tabs: Tabs) => changeBy('F2', ask(name, figure, tabs));
  const again = (tabs: Tabs, school: string, cluster = NORTH) => ({
    ...tabs,
    ...both({ meetings: [], attendance: [], ...tabs }, came(school, cluster, ['2026-11-20'])),
  });

  it('names a school that is a member on the day, not one that left', () => {
    const tabs: Tabs = { membership: moved(false) };
    expect(changeOf(NORTH, 'Release evidenced', tabs)).toMatch(
      /^1 more counted meeting that School 2 comes to: up to £100/,
    );
    expect(changeOf('All schools', 'Evidenced', tabs)).toMatch(/^School 2: The next counted meeting/);
    expect(changeOf('All schools', 'Shortfall', tabs)).toMatch(/^School 2: The next counted meeting/);
    for (const figure of ['Evidenced', 'Shortfall']) {
      const found = ask('School 1', figure, tabs);
      expect(changeBy('F2', found)).toBe('Nothing more in North Cluster: no member on 24 Nov 2026.');
      expect(ask('School 1', figure, again(tabs, 'School 1')).answer).toBe(found.answer);
    }
    expect(ask(NORTH, 'Release evidenced', again(tabs, 'School 1')).answer).toBe('£0.00');
    expect(ask(NORTH, 'Release evidenced', again(tabs, 'School 2')).answer).toBe('£100.00');
  });
  it('names no school that has shown its yearly most in another cluster', () => {
    const tabs: Tabs = {
      ...came('School 1', NORTH, days('10', 5)),
      membership: moved(true).filter((row) => row['cluster'] === NORTH || row['school'] === 'School 1'),
    };
    const south = ask('South Cluster', 'Release evidenced', tabs);
    expect([south.answer, changeBy('F2', south)]).toEqual([
      '£0.00',
      'Nothing more this year: every member has shown £500.00.',
    ]);
    const more = again(tabs, 'School 1', 'South Cluster');
    expect(ask('South Cluster', 'Release evidenced', more).answer).toBe('£0.00');
    expect(changeOf('School 1: South Cluster', 'Evidenced', tabs)).toBe(
      'Nothing more this year: £500.00 is the most that counts.',
    );
  });
  it('names no more than is left of the yearly most', () => {
    const tabs: Tabs = {
      ...both(came('School 1', NORTH, days('10', 4)), came('School 1', 'South Cluster', ['2026-11-17'])),
      membership: moved(true),
    };
    const attendance = tabs.attendance!.map((row, index) => (index === 4 ? { ...row, releaseCost: 40 } : row));
    const part: Tabs = { ...tabs, attendance, membership: moved(true).filter(({ school }) => school === 'School 1') };
    expect(changeOf('South Cluster', 'Release evidenced', part)).toBe(
      '1 more counted meeting that School 1 comes to: up to £60.00 more.',
    );
    expect(ask('South Cluster', 'Release evidenced', part).answer).toBe('£40.00');
    expect(ask('South Cluster', 'Release evidenced', again(part, 'School 1', 'South Cluster')).answer).toBe('£100.00');
  });
  it('goes by no meetings of a cluster without an agreement: nothing is set aside there (F2, P8)', () => {
    const tabs: Tabs = {
      ...both(came('School 1', NORTH, days('10', 5)), came('School 1', 'South Cluster', ['2026-11-17'])),
      membership: moved(true),
      clusters: CLUSTERS.map((row) => (row['name'] === NORTH ? { ...row, agreementStart: '' } : row)),
    };
    const south = (given: Tabs) => ask('School 1: South Cluster', 'Evidenced', given);
    expect([south(tabs).answer, changeBy('F2', south(tabs))]).toEqual([
      '£100.00',
      'The next counted meeting it comes to shows up to £100.00.',
    ]);
    expect(south(again(tabs, 'School 1', 'South Cluster')).answer).toBe('£200.00');
  });
  it('names no more to lose than was shown', () => {
    const short = (tabs: Tabs) => changeOf('School 1', 'Shortfall', tabs);
    const brief: Tabs = {
      ...came('School 1', NORTH, ['2026-10-01']),
      membership: [{ ...MEMBERSHIP[0], from: '2026-09-15', to: '2026-10-15' }], // 31 days: no half-day
    };
    expect(short(brief)).toBe('Nothing is short: nothing is committed.');
    expect(ask('School 1', 'Shortfall', { ...brief, attendance: [] }).answer).toBe('£0.00');
    const whole = came('School 1', NORTH, days('10', 5));
    expect(short(whole)).toBe('Nothing is short; £0.01 less shown would leave something short.');
    const less = whole.attendance!.map((row, index) => (index === 0 ? { ...row, releaseCost: 99.99 } : row));
    expect(ask('School 1', 'Shortfall', { ...whole, attendance: less }).answer).toBe('£0.01');
  });
  it('says first to enter the start of the agreement where it is blank', () => {
    const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '' }));
    expect(changeOf(NORTH, 'Release evidenced', { clusters })).toMatch(/^Enter the day in Agreement start/);
  });
});
