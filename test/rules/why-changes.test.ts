import fc from 'fast-check';
import { FUNCTIONS } from '../../src/functions/all';
import { fundingYearOf } from '../../src/rules/basics/days';
import { PARAMETER_NAMES, Parameters } from '../../src/rules/basics/parameters';
import { CLUSTER_FIGURE_NAMES } from '../../src/rules/figures/cluster-figures';
import { explain } from '../../src/rules/figures/explain';
import { POT_FIGURE_NAMES } from '../../src/rules/figures/pot-figures';
import type { Cell } from '../../src/workbook/kinds';
import {
  books,
  CLUSTERS,
  cellDate,
  day,
  grid,
  MEMBERSHIP,
  PROGRAMME,
  type Row,
  SCHOOLS,
  tables,
} from '../support/rules-tables';
import { AS_AT, ask, askIn, changeBy, EMPTY, iso, line, meeting, NORTH, numberIn, type Tabs } from '../support/why';

const POT = `${NORTH}: Cluster pot: 2026/27`;
/** Meetings in September and after, and whether School 1 came to each; School 2 came to all. */
const attendedBy = (came: readonly boolean[]): Tabs => ({
  meetings: came.map((_, index) => meeting(`M-${100 + index}`, iso('2026-09-02', index))),
  attendance: came.flatMap((present, index) => [
    { meeting: `M-${100 + index}`, school: 'School 1', mark: present ? 'Present' : 'Absent' },
    { meeting: `M-${100 + index}`, school: 'School 2', mark: 'Present' },
  ]),
});
describe('the change named for a school that is watched, or is not (M5)', () => {
  const watched = (came: readonly boolean[]) => ask('School 1', 'Watch', attendedBy(came)).answer !== 'no';
  const named = (came: readonly boolean[]) => changeBy('M5', ask('School 1', 'Watch', attendedBy(came)));
  const meetings = (text: string) => numberIn(text, /the next (?:(\d+) )?counted meeting/);

  it('says one miss where that brings the share below 60%', () => {
    const came = [true, true, false];
    expect(named(came)).toBe(
      'Missing the next counted meeting puts it on the list: missed 2 in a row; came to 2 of 4 (under 60%).',
    );
    expect([watched(came), watched([...came, false])]).toEqual([false, true]);
    const last = [false, true, true];
    expect(named(last)).toMatch(/^Missing the next counted meeting puts it on the list: came to 2 of 4/);
    expect([watched(last), watched([...last, false])]).toEqual([false, true]);
  });
  it('says how many meetings bring back the share of a school that missed none of the latest', () => {
    const came = [false, false, false, true];
    expect(named(came)).toBe('Coming to the next 4 counted meetings in a row takes it off the list: that is 5 of 8.');
    expect(watched([...came, true, true, true])).toBe(true);
    expect(watched([...came, true, true, true, true])).toBe(false);
  });
  it('cures both, the misses and the share', () => {
    expect(named([true, true, true, true, false, false])).toBe(
      'Coming to the next counted meeting takes it off the list: that is 5 of 7 and ends its misses.',
    );
    expect(named([false, false, false])).toMatch(/the next 5 counted meetings in a row .* ends its misses\.$/);
  });
  it('is always the smallest: so many meetings change the answer, one less does not', () =>
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }), (came) => {
        const [before, text] = [watched(came), named(came)];
        const count = meetings(text);
        const then = (more: number) => watched([...came, ...new Array<boolean>(more).fill(before)]);
        expect(text.startsWith(before ? 'Coming' : 'Missing')).toBe(true);
        expect(then(count)).toBe(!before);
        for (let less = 0; less < count; less++) expect(then(less)).toBe(before);
      }),
      { numRuns: 60 },
    ));
  it('says from which day, in the weeks of grace', () => {
    const early = '2026-09-20';
    expect(changeBy('M5', ask('School 1', 'Watch', attendedBy([true]), early))).toBe(
      'Missing the next 2 counted meetings in a row puts it on the list from 13 Oct 2026, when its weeks of grace are over.',
    );
    const missed = attendedBy([false, false]);
    expect(changeBy('M5', ask('School 1', 'Watch', missed, early))).toBe(
      'On 13 Oct 2026 its weeks of grace are over and it comes on the list, unless it comes to the next 3 counted meetings in a row.',
    );
    expect(ask('School 1', 'Watch', missed, '2026-10-12').answer).toBe('no');
    expect(ask('School 1', 'Watch', missed, '2026-10-13').answer).not.toBe('no');
  });
  it('names the schools nearest to coming off and on the list of a cluster', () => {
    const tabs = attendedBy([true, true, false]);
    const found = ask(NORTH, 'To watch', { ...tabs, membership: MEMBERSHIP.slice(0, 2) });
    expect([found.answer, changeBy('M5', found)]).toEqual([
      '0',
      'School 1: Missing the next counted meeting puts it on the list: missed 2 in a row; came to 2 of 4 (under 60%).',
    ]);
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

describe('the change named for money', () => {
  const LEDGER = [
    line('L-1', {}),
    line('L-2', { pot: 'Lead support', category: 'Lead support', net: 300 }),
    line('L-3', { direction: 'Out', category: 'Resources', net: 80 }),
  ];
  it.each(['Entitled', 'Received', 'Spent', 'Committed', 'Available'])(
    'the cluster’s %s lists the inputs of all three pots, each rule once (F10)',
    (figure) => {
      const { reasons } = ask(NORTH, figure, { ledger: LEDGER });
      const rules = reasons.map(({ rule }) => rule);
      expect(new Set(rules).size).toBe(rules.length);
      const given = reasons.slice(1).flatMap(({ inputs }) => inputs);
      for (const pot of ['Cluster pot', 'Lead support', 'Administration'])
        expect(given.filter((text) => text.startsWith(`${pot}: `)).length).toBeGreaterThan(0);
      if (figure === 'Entitled') expect(rules).toEqual(['F10', 'F5', 'F9', 'F8', 'F6', 'F7']);
      if (figure === 'Received') expect(given).toContain('Lead support: L-2, 2 Oct 2026, Lead support: £300.00');
    },
  );
  it('names what is outstanding; received, it is settled, and a penny less is not (F13)', () => {
    const sum = numberIn(changeBy('F11', ask(POT, 'Received', { ledger: LEDGER })), /^£([\d,.]+) is outstanding/);
    const outstanding = (more: number) =>
      ask(POT, 'Outstanding', { ledger: [...LEDGER, line('L-9', { net: more })] }).answer;
    expect(outstanding(sum)).toBe('£0.00');
    expect(outstanding(sum - 0.01)).toBe('£0.01');
  });
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
    it('for a school in no cluster, a membership where an agreement runs', () => {
      const tabs: Tabs = { membership: MEMBERSHIP.slice(1) };
      const found = ask('School 1', 'Committed', tabs);
      expect([found.answer, changeBy('F9', found)]).toEqual([
        'none',
        'A row of Membership in a cluster whose agreement runs in 2026/27.',
      ]);
      expect(ask('School 1', 'Committed').answer).toBe('£500.00');
    });
  });
  it('of a stage that says Ceased while the agreement runs: another stage (P8)', () => {
    const findings = (stage: string) =>
      ask(NORTH, 'Findings', { clusters: [{ ...CLUSTERS[0]!, stage }, CLUSTERS[1]!] });
    expect(changeBy('P8', findings('Ceased'))).toMatch(/^Another stage in Clusters/);
    expect(findings('Stage 3').answer).not.toMatch(/P8/);
  });
  it('names by how many days the agreement would have to move; one day less does not do (F6, P8)', () => {
    const starts = (days: number): Tabs => ({
      clusters: CLUSTERS.map((row) => ({ ...row, agreementStart: iso('2026-09-01', days) })),
    });
    const support = `${NORTH}: Lead support: 2026/27`;
    const moved = changeBy('F6', ask(support, 'Entitled'));
    const [days, sign] = [numberIn(moved, /Agreement start (\d+) days?/), moved.includes('later') ? 1 : -1];
    expect(ask(support, 'Entitled', starts(sign * days)).answer).toBe('£0.00');
    expect(ask(support, 'Entitled', starts(sign * (days - 1))).answer).toBe('£300.00');

    const standing = changeBy('P8', ask(NORTH, 'Agreement'));
    const later = numberIn(standing, /Agreement start (\d+) days later/);
    expect(ask(NORTH, 'Agreement', starts(later)).answer).toMatch(/^starts /);
    expect(ask(NORTH, 'Agreement', starts(later - 1)).answer).toMatch(/^year 1/);
    const inDays = numberIn(standing, /^In (\d+) days/);
    expect(ask(NORTH, 'Agreement', {}, iso(AS_AT, inDays)).answer).toMatch(/^year 2/);
    expect(ask(NORTH, 'Agreement', {}, iso(AS_AT, inDays - 1)).answer).toMatch(/^year 1/);
    expect(ask(NORTH, 'Agreement end', starts(1)).answer).toBe('1 Sep 2028');
    expect(changeBy('P8', ask(NORTH, 'Agreement end'))).toBe('Agreement start 1 day later: it ends on 1 Sep 2028.');
  });
  it('names what a school owes above the cap; a fee so much lower leaves nothing, a penny less does (S2)', () => {
    const session = (netFee: number): Tabs => ({
      sessions: [
        {
          id: 'CPD-1',
          date: '2026-11-10',
          provider: 'Sparks',
          vatRegistered: true,
          netFee,
          clusters: NORTH,
          fellow: false,
        },
      ],
    });
    const owes = (netFee: number) => ask('All schools', 'Owes', session(netFee)).answer;
    const lower = numberIn(changeBy('S2', ask('School 1', 'Owes', session(550))), /^A fee £([\d.]+) lower/);
    expect([owes(550), owes(550 - lower), owes(550 - lower + 0.01)]).toEqual(['£180.00', '£0.00', '£0.01']);
    const open = numberIn(changeBy('S2', ask('School 1', 'Open', session(550))), /^£([\d.]+) In/);
    const paid = (net: number) =>
      ask('School 1: CPD-1', 'Open', {
        ...session(550),
        ledger: [line('L-1', { category: 'Other income', school: 'School 1', session: 'CPD-1', net })],
      }).answer;
    expect([paid(open), paid(open - 0.01)]).toEqual(['£0.00', '£0.01']);
    expect(ask('School 6', 'Owes', session(550))).toMatchObject({ answer: '£0.00', reasons: [{ rule: 'S2' }] });
  });
  it('names what lets the schools that came share, or all members (S2)', () => {
    const sharedBy = (tabs: Tabs, held: string, clusters = NORTH) =>
      ask('School 1', 'Shared by', {
        ...tabs,
        sessions: [
          {
            id: 'CPD-1',
            date: '2026-09-02',
            provider: 'Sparks',
            vatRegistered: true,
            netFee: 550,
            clusters,
            fellow: false,
            meeting: held,
          },
        ],
      });
    const nobody: Tabs = { ...attendedBy([false]), attendance: [] };
    const [members, came] = ['all members: attendance not recorded', 'schools that came'];
    const without = sharedBy(attendedBy([true]), '');
    expect([without.answer, changeBy('S2', without)]).toEqual([
      members,
      '1 member of North Cluster marked present at its meeting, to be named in CPD sessions: of that cluster only the schools that came share it then.',
    ]);
    expect(sharedBy(nobody, 'M-100').answer).toBe(members);
    expect(changeBy('S2', sharedBy(nobody, 'M-100'))).toBe(
      '1 member of North Cluster marked present at its meeting: of that cluster only the schools that came share it then.',
    );
    const two = `${NORTH}; South Cluster`;
    const each = (schools: string[]): Tabs => ({
      ...nobody,
      attendance: schools.map((school) => ({ meeting: 'M-100', school, mark: 'Present' })),
    });
    const one = sharedBy(each(['School 1']), 'M-100', two);
    expect([one.answer, changeBy('S2', one)]).toEqual([
      'schools that came, and all members of South Cluster: attendance not recorded',
      '1 member of South Cluster marked present at its meeting: of that cluster only the schools that came share it then.',
    ]);
    const absent = sharedBy(
      { ...nobody, attendance: [{ meeting: 'M-100', school: 'School 1', mark: 'Absent' }] },
      'M-100',
    );
    expect([absent.answer, changeBy('S2', absent)]).toEqual([
      'all members: nobody came',
      '1 member marked present at its meeting: only the schools that came share it then.',
    ]);
    expect(sharedBy(each(['School 1', 'School 6']), 'M-100', two).answer).toBe(came);
    const all: Tabs = { ...attendedBy([true]), membership: MEMBERSHIP.slice(0, 2) };
    for (const tabs of [attendedBy([true]), all]) {
      const named = sharedBy(tabs, 'M-100');
      expect([named.answer, changeBy('S2', named)]).toEqual([
        came,
        'Its meeting taken out of CPD sessions: all members share it then.',
      ]);
      expect(sharedBy(tabs, '').answer).toBe(members);
    }
  });
  it('names what an overspent pot lacks (S12)', () => {
    const overspent = (more: number) =>
      ask(NORTH, 'Findings', {
        ledger: [line('L-1', { net: 100 + more }), line('L-2', { direction: 'Out', category: 'Other', net: 130 })],
      });
    const sum = numberIn(changeBy('S12', overspent(0)), /^£([\d.]+) more In/);
    expect(overspent(sum).answer).toBe('none');
    expect(overspent(sum - 0.01).answer).toBe('Cluster pot is overspent by £0.01');
  });
  it('names how many schools a cluster lacks (P1)', () => {
    const size = (count: number) => ask(NORTH, 'Findings', { membership: MEMBERSHIP.slice(0, count) });
    expect(changeBy('P1', size(2))).toBe('1 more school would bring it to 3.');
    expect([size(2).answer, size(3).answer]).toEqual(['2 schools, below 3', 'none']);
  });
});

describe('the change named for a ledger flag', () => {
  const asked: Row = {
    id: 'R-1',
    matter: 'Organising time',
    cluster: NORTH,
    pot: 'Cluster pot',
    amount: 100,
    purpose: 'Planning',
    askedBy: 'north@example.org',
    askedOn: '2026-09-20',
  };
  const approved = (amount: number): Row => ({
    id: 'D-1',
    request: 'R-1',
    decision: 'Approve',
    amount,
    decidedBy: 'advisor@example.org',
    role: 'Advisor',
    decidedAt: '2026-09-22T10:00:00Z',
    decidedOnWhat: JSON.stringify({
      matter: 'Organising time',
      cluster: 'C-1',
      school: null,
      pot: 'Cluster pot',
      amount: 10_000,
      payee: null,
      purpose: 'Planning',
      wantedOn: null,
    }),
  });
  const claim = (id: string, net: number, more: Row = {}) =>
    line(id, { direction: 'Out', category: 'Organising time', net, request: 'R-1', ...more });
  const flag = (id: string, ledger: Row[], more: Tabs = {}) =>
    ask(id, 'Flag', { requests: [asked], decisions: [approved(75)], ledger: [line('L-1', {}), ...ledger], ...more });

  it('an overclaim: so much less, or so much more approved (S11)', () => {
    const text = changeBy('S11', flag('L-2', [claim('L-2', 80)]));
    expect(text).toBe('Claim £5.00 less, or have £5.00 more approved.');
    expect(flag('L-2', [claim('L-2', 75)]).answer).toBe('all is well');
    expect(flag('L-2', [claim('L-2', 75.01)]).answer).toMatch(/^overclaim/);
    expect(flag('L-2', [claim('L-2', 80)], { decisions: [approved(80)] }).answer).toBe('all is well');
    expect(flag('L-2', [claim('L-2', 80)], { decisions: [approved(79.99)] }).answer).toMatch(/^overclaim/);
  });
  it('an overclaim of earlier claims: only more approved helps (S11)', () => {
    const claims = [claim('L-2', 90), claim('L-3', 5, { date: '2026-10-09' })];
    expect(changeBy('S11', flag('L-3', claims))).toBe(
      'Have £20.00 more approved: what was claimed before is too much already.',
    );
    expect(flag('L-3', claims, { decisions: [approved(95)] }).answer).toBe('all is well');
  });
  it('a pot below zero: so much more In (S12)', () => {
    const out = line('L-2', { direction: 'Out', category: 'Resources', net: 2_030, date: '2026-11-04' });
    const sum = numberIn(changeBy('S12', flag('L-2', [out])), /or £([\d.]+) more In by 4 Nov 2026/);
    expect(flag('L-2', [out, line('L-9', { net: sum })]).answer).toBe('all is well');
    expect(flag('L-2', [out, line('L-9', { net: sum - 0.01 })]).answer).not.toBe('all is well');
  });
  it('more than the pot pays of a session: so much less (S1), and VAT nobody may charge', () => {
    const sessions = [
      {
        id: 'CPD-1',
        date: '2026-10-01',
        provider: 'Sparks',
        vatRegistered: false,
        netFee: 450,
        clusters: NORTH,
        fellow: false,
      },
    ];
    const cpd = (net: number, more: Row = {}) =>
      flag('L-2', [line('L-2', { direction: 'Out', category: 'CPD', net, session: 'CPD-1', ...more })], { sessions });
    const less = numberIn(changeBy('S1', cpd(412.5)), /^£([\d.]+) less from the pot/);
    expect([cpd(412.5 - less).answer, cpd(412.51 - less).answer]).toEqual([
      'all is well',
      expect.stringMatching(/^the pot pays £400\.00/),
    ]);
    expect(changeBy('S1', cpd(100, { vat: 20 }))).toBe('£20.00 of VAT taken out of the line.');
  });
  const session = (netFee: number): Row => ({
    id: 'CPD-1',
    date: '2026-10-01',
    provider: 'Sparks',
    vatRegistered: false,
    netFee,
    clusters: NORTH,
    fellow: false,
  });
  const cpd = (id: string, net: number, more: Row = {}): Row =>
    line(id, { direction: 'Out', category: 'CPD', net, session: 'CPD-1', date: '2026-10-10', ...more });
  const forSession = (id: string, more: Row = {}): Row => ({
    ...asked,
    id,
    matter: 'CPD session',
    amount: '',
    session: 'CPD-1',
    committedOn: '2026-09-22',
    ...more,
  });
  const ofSession = (ledger: Row[], requests: Row[] = [forSession('R-1')]) =>
    ask('L-2', 'Flag', { sessions: [session(450)], requests, ledger: [line('L-1', {}), ...ledger] });

  it('an overclaim by a request that holds the line through its session (S11, S3)', () => {
    const found = ofSession([cpd('L-2', 430)]);
    expect(found.answer).toMatch(/^overclaim/);
    const less = numberIn(changeBy('S11', found), /^Claim £([\d.]+) less/);
    const then = (net: number) => ofSession([cpd('L-2', net)]).answer;
    expect([then(430 - less), then(430.01 - less)]).toEqual(['all is well', expect.stringMatching(/^overclaim/)]);
    const others = [forSession('R-0', { askedOn: '2026-09-19' }), forSession('R-1')];
    const named = ofSession([cpd('L-2', 400, { request: 'R-1' })], others);
    expect(named.reasons.map(({ rule }) => rule)).toContain('S11'); // R-0 holds the session: R-1 may take nothing
    expect(changeBy('S11', named)).toMatch(/^Claim £400.00 less/);
  });
  it.each([{ session: 'CPD-1' }, { request: 'R-1' }])('a claim after the final one: no sum helps (S11), %j', (by) => {
    const lines = (finalClaim: boolean) => [
      cpd('L-0', 300, { session: '', ...by, date: '2026-10-05', finalClaim }),
      cpd('L-2', 50, { session: '', ...by }),
    ];
    const found = ofSession(lines(true));
    expect([found.answer, changeBy('S11', found)]).toEqual([
      'claimed after the final claim',
      'A new request for what is claimed now, named in the line. Or the earlier line not final; no sum helps.',
    ]);
    expect(ofSession(lines(false)).answer).toBe('all is well');
  });
  it('is worked out where a decision on another request cannot be read', () => {
    const requests = [{ ...asked, id: 'R-0' }, { ...asked, id: 'R-9' }, forSession('R-1')];
    const read = tables({ ...EMPTY, sessions: [session(450)], requests, ledger: [cpd('L-2', 430)] });
    const all = { ...books(read), release: read.get('release'), reviews: null };
    const brokenDecisions = new Map([[1, 'Decisions!A2: it has no reason.']]);
    const flag = explain(
      { ...all, brokenDecisions },
      new Parameters(),
      { kind: 'ledger', line: 0 },
      'Flag',
      day(AS_AT),
    );
    expect(changeBy('S11', flag!)).toMatch(/^Claim £30.00 less/);
  });
  it('never takes more out of a line than is in it (S12, S1)', () => {
    const out = (id: string, net: number, day: string) =>
      line(id, { direction: 'Out', category: 'Resources', net, date: `2026-11-0${day}` });
    const pot = (first: number) => flag('L-3', [out('L-2', first, '4'), out('L-3', 10, '5')]);
    expect(changeBy('S12', pot(2_100))).toBe(
      'A note that says why, or £110.00 more In by 5 Nov 2026, or £110.00 less in the lines up to this one.',
    );
    expect([pot(1_990).answer, pot(1_990.01).answer]).toEqual(['all is well', expect.stringMatching(/^the pot goes/)]);
    expect(changeBy('S12', pot(1_995))).toMatch(/ or £5\.00 less in this line\.$/);
    const capped = (first: number) => {
      const ledger = [line('L-1', {}), cpd('L-0', first, { date: '2026-10-05' }), cpd('L-2', 10)];
      return ask('L-2', 'Flag', { sessions: [session(450)], ledger });
    };
    expect(changeBy('S1', capped(500))).toBe(
      '£110.00 less from the pot in the lines up to this one; the schools pay it.',
    );
    expect([capped(390).answer, capped(390.01).answer]).toEqual([
      'all is well',
      expect.stringMatching(/^the pot pays/),
    ]);
  });
  it('VAT at another rate: the right sum (F15)', () => {
    const vat = (sum: number) =>
      flag('L-2', [line('L-2', { direction: 'Out', category: 'Other', net: 100, vat: sum })]);
    expect(changeBy('F15', vat(17.5))).toBe('VAT of £20.00 in the line.');
    expect(vat(20).answer).toBe('all is well');
  });
  it('VAT of a session: by the rate on its day, whenever it is paid (F15)', () => {
    const rate = new Parameters([{ parameter: 'vat.rate', value: 25, from: 2027, status: 'confirmed' }]);
    const paid = (vat: number) => ({
      sessions: [{ ...session(400), date: '2027-08-27', vatRegistered: true }],
      ledger: [line('L-1', {}), cpd('L-2', 400, { date: '2027-09-10', vat })],
    });
    expect(changeBy('F15', ask('L-2', 'Flag', paid(70), '2027-10-01', rate))).toBe('VAT of £80.00 in the line.');
    expect(ask('L-2', 'Flag', paid(80), '2027-10-01', rate).answer).toBe('all is well');
  });
  it('a sum below zero: in the other direction (F11)', () => {
    const below = (direction: string, category: string) => flag('L-2', [line('L-2', { direction, category, net: -5 })]);
    expect(changeBy('F11', below('Out', 'Other'))).toBe('£5.00 as a line In.');
    expect(changeBy('F11', below('In', 'Other income'))).toBe('£5.00 as a line Out.');
  });
  it('an overclaim where nobody approves: only less helps (S11)', () => {
    const copy = { ...asked, matter: 'Resource: further copy', amount: 60, school: 'School 1' };
    const bought = (net: number) =>
      flag('L-2', [claim('L-2', net, { category: 'Resources' })], { requests: [copy], decisions: [] });
    expect(changeBy('S11', bought(65))).toBe('Claim £5.00 less.');
    expect(bought(60).answer).toBe('all is well');
  });
  it('an overclaim for what the schools agree to: less, or their agreement to more (S11, S8)', () => {
    const project = (amount: number): Row => ({
      ...asked,
      matter: 'Project',
      amount,
      schoolsAgreeing: 'School 1; School 2; School 3',
    });
    const bought = (net: number, amount = 100) => {
      const lines = [
        claim('L-2', net, { category: 'Project' }),
        claim('L-3', 10, { category: 'Project', date: '2026-10-09' }),
      ];
      return flag('L-3', lines, { requests: [project(amount)], decisions: [] });
    };
    expect(changeBy('S11', bought(95))).toBe('Claim £5.00 less, or have the schools agree to £5.00 more in Amount.');
    expect(changeBy('S11', bought(150))).toBe(
      'Have the schools agree to £60.00 more in Amount: what was claimed before is too much already.',
    );
    expect(bought(150, 160).answer).toBe('all is well');
    expect(bought(150, 159.99).answer).toMatch(/^overclaim/);
  });
  it('a line with VAT that is paid twice: all of it, net and VAT (S11, S1, S12)', () => {
    const vat = { vatRegistered: true };
    const paid = (net: number, more: number) =>
      ask('L-2', 'Flag', {
        sessions: [{ ...session(450), ...vat }],
        requests: [forSession('R-1')],
        ledger: [line('L-1', {}), cpd('L-0', 400, { vat: 80, date: '2026-10-05' }), cpd('L-2', net, { vat: more })],
      });
    expect(changeBy('S11', paid(400, 80))).toBe('Claim £480.00 less.');
    expect(changeBy('S1', paid(400, 80))).toBe('£480.00 less from the pot in this line; the schools pay it.');
  });
  it('a share below zero: as Other, out (F11, S2)', () => {
    const share = line('L-2', { category: 'Other income', net: -14, school: 'School 1', session: 'CPD-1' });
    const found = ask('L-2', 'Flag', { sessions: [session(450)], ledger: [line('L-1', {}), share] });
    expect([found.answer, changeBy('F11', found)]).toEqual([
      'a negative sum: write money that goes back as a line Out, Other',
      '£14.00 as a line Out, Other.',
    ]);
  });
  it('a line in order: so much more gets it a flag, a penny less does not', () => {
    const sum = numberIn(changeBy('F11', flag('L-2', [claim('L-2', 60)])), /^£([\d.]+) more in Net/);
    expect(flag('L-2', [claim('L-2', 60 + sum)]).answer).toMatch(/^overclaim/);
    expect(flag('L-2', [claim('L-2', 60 + sum - 0.01)]).answer).toBe('all is well');
  });
  it('dated later: in so many days (F11)', () => {
    const later = [line('L-2', { date: '2026-12-04' })];
    expect(changeBy('F11', flag('L-2', later))).toBe('In 10 days, on 4 Dec 2026, it counts.');
    expect(ask('L-2', 'Flag', { ledger: later }, '2026-12-04').answer).toBe('all is well');
    expect(ask('L-2', 'Flag', { ledger: later }, '2026-12-03').answer).not.toBe('all is well');
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

describe('the change named for the next stage (G3)', () => {
  const review = (year: string, more: Row = {}): Row => ({ cluster: NORTH, year, ...more });
  const held = [review('2026/27', { heldOn: '2027-07-05' }), review('2027/28', { heldOn: '2028-07-05' })];
  const missing = (reviews: Row[], asAt: string) => ask(NORTH, 'Missing', { reviews }, asAt);

  it('names the first step that is missing, not one that is not due yet', () => {
    const asAt = '2028-06-30'; // the second review is due on 20 July
    const first = held.slice(0, 1);
    const found = missing(first, asAt);
    expect([found.answer, changeBy('G3', found)]).toEqual([
      'report, application, outcome',
      'Enter the report in the Reviews tab.',
    ]);
    expect(missing([...first, review('2027/28', { reportReceived: '2028-06-20' })], asAt).answer).toBe(
      'application, outcome',
    );
    expect(missing([...held, review('2027/28')], asAt).answer).toBe(found.answer);
  });
  it('says from which day the next is missing, where none is; without a start, to enter it', () => {
    const found = missing([], AS_AT);
    expect([found.answer, changeBy('G3', found)]).toEqual([
      'nothing yet',
      'The review of year 1 (2026/27) is missing from 20 Jul 2027.',
    ]);
    expect(missing([], '2027-07-19').answer).toBe('nothing yet');
    expect(missing([], '2027-07-20').answer).toBe('review of year 1 (2026/27)');
    const clusters = CLUSTERS.map((row) => ({ ...row, agreementStart: '' }));
    for (const figure of ['Missing', 'Report', 'Outcome'])
      expect(changeBy('G3', ask(NORTH, figure, { clusters }))).toMatch(/^Enter the day in Agreement start/);
    expect(changeBy('G3', missing([...held, review('2027/28', ALL_DONE)], '2028-08-01'))).toMatch(/taken out/);
  });
  const ALL_DONE = { reportReceived: '2028-07-06', appliedOn: '2028-07-07', outcome: 'Accepted' };
  it('an outcome without an application: both, and with them it is there', () => {
    const outcome = (more: Row) => ask(NORTH, 'Outcome', { reviews: [...held, review('2027/28', more)] }, '2028-08-01');
    expect(changeBy('G3', outcome({}))).toBe(
      'Enter the outcome in the Reviews tab, with the day of the application in Applied on.',
    );
    expect(outcome({ outcome: 'Accepted' }).answer).toBe('missing');
    expect(outcome({ outcome: 'Accepted', appliedOn: '2028-07-07' }).answer).toBe('Accepted');
    expect(changeBy('G3', outcome({ appliedOn: '2028-07-07' }))).toBe('Enter the outcome in the Reviews tab.');
  });
  it.each(['', '2028-08-02'])('an outcome without the day of its application, "%s": that day', (appliedOn) => {
    const asAt = '2028-08-01';
    const reviews = (day: string) => [...held, review('2027/28', { ...ALL_DONE, appliedOn: day })];
    const outcome = (day: string) => ask(NORTH, 'Outcome', { reviews: reviews(day) }, asAt);
    expect(outcome(appliedOn).answer).toBe('missing');
    expect(changeBy('G3', outcome(appliedOn))).toBe(
      'Enter in Applied on, in the row of Reviews that says “Accepted”, a day of this agreement up to 1 Aug 2028.',
    );
    expect([outcome('2028-08-01').answer, missing(reviews('2028-08-01'), asAt).answer]).toEqual([
      'Accepted',
      'nothing',
    ]);
  });
});

describe('the change named for PSQM (Q1, Q2, Q3)', () => {
  const psqm = (id: string, more: Row = {}): Row => ({
    id,
    matter: 'PSQM',
    cluster: NORTH,
    school: 'School 2',
    payee: 'Hub',
    purpose: 'First PSQM',
    askedBy: 'north@example.org',
    askedOn: '2026-10-01',
    ...more,
  });
  const places = (value: number) =>
    new Parameters([{ parameter: 'psqm.places', value, from: 2020, status: 'confirmed' }]);

  it('cites the training hub that is missing (Q2)', () => {
    const found = ask('R-1', 'Flag', { requests: [psqm('R-1', { payee: '' })] });
    expect([found.answer, found.reasons[0]!.rule]).toEqual(['waiting for training hub', 'Q2']);
    expect(ask('R-1', 'Flag', { requests: [psqm('R-1')] }).answer).toBe('waiting for Advisor');
  });
  it('cites the places: not set, enough, or so many too few (Q3)', () => {
    const requests = [psqm('R-1'), psqm('R-2', { askedOn: '2026-10-02' }), psqm('R-3', { askedOn: '2026-10-03' })];
    const flag = (id: string, count: number) => ask(id, 'Flag', { requests }, AS_AT, places(count));
    expect(changeBy('Q3', ask('R-1', 'Flag', { requests }))).toBe('Enter psqm.places in Settings.');
    const [lacking, spare] = [
      numberIn(changeBy('Q3', flag('R-3', 1)), /^(\d+) more places?/),
      numberIn(changeBy('Q3', flag('R-2', 5)), /^(\d+) places? fewer/),
    ];
    expect(flag('R-3', 1)).toMatchObject({ answer: 'waiting list 2', reasons: [{ rule: 'Q3' }] });
    expect([flag('R-3', 1 + lacking).answer, flag('R-3', lacking).answer]).toEqual([
      'waiting for Advisor',
      'waiting list 1',
    ]);
    expect([flag('R-2', 5 - spare).answer, flag('R-2', 6 - spare).answer]).toEqual([
      'waiting list 1',
      'waiting for Advisor',
    ]);
  });
});

const BUSY: Tabs = {
  ...attendedBy([true, false, false]),
  release: [{ school: 'School 1', year: '2026/27' }],
  sessions: [
    {
      id: 'CPD-1',
      date: '2026-11-10',
      provider: 'Sparks',
      vatRegistered: true,
      netFee: 550,
      clusters: NORTH,
      fellow: false,
    },
  ],
  requests: [
    {
      id: 'R-1',
      matter: 'CPD session',
      cluster: NORTH,
      pot: 'Cluster pot',
      session: 'CPD-1',
      purpose: 'x',
      askedBy: 'north@example.org',
      askedOn: '2026-11-02',
      committedOn: '2026-11-03',
    },
    {
      id: 'R-2',
      matter: 'PSQM',
      cluster: NORTH,
      school: 'School 2',
      payee: 'Hub',
      purpose: 'x',
      askedBy: 'north@example.org',
      askedOn: '2026-11-02',
    },
  ],
  ledger: [
    line('L-1', { net: 900 }),
    line('L-2', { direction: 'Out', category: 'CPD', net: 420, vat: 84, request: 'R-1' }),
    line('L-3', { direction: 'Out', category: 'Other', net: 600, vat: 10 }),
  ],
};
const ASKED: [string, string][] = [
  ...[...CLUSTER_FIGURE_NAMES, 'Agreement', 'Agreement end', 'Stage', 'Review 1', 'Missing'].map(
    (figure): [string, string] => [NORTH, figure],
  ),
  ...['Cluster pot', 'Lead support', 'Administration'].flatMap((pot) =>
    POT_FIGURE_NAMES.map((figure): [string, string] => [`${NORTH}: ${pot}: 2026/27`, figure]),
  ),
  ...POT_FIGURE_NAMES.map((figure): [string, string] => ['All clusters: All pots: 2026/27', figure]),
  ...['Counted', 'Attended', 'Share', 'Missed in a row', 'Watch'].map((figure): [string, string] => [
    'School 1',
    figure,
  ]),
  ...['Half-days', 'Committed', 'Declared', 'Evidenced', 'Shortfall', 'Owes', 'Paid', 'Open', 'Shared by'].flatMap(
    (figure): [string, string][] => [
      ['School 1', figure],
      ['School 6', figure],
      ['All schools', figure],
    ],
  ),
  ['R-1', 'Flag'],
  ['R-2', 'Flag'],
  ['R-2', 'School days'],
  ...['L-1', 'L-2', 'L-3'].map((id): [string, string] => [id, 'Flag']),
  ...PARAMETER_NAMES.map((name): [string, string] => [name, '']),
];

describe('a parameter that is not set', () => {
  const busy = tables({ ...EMPTY, ...BUSY });
  it.each(PARAMETER_NAMES)('%s: every figure has an answer, and says what to enter where it is "not set"', (name) => {
    const parameters = new Parameters([
      { parameter: name, value: null, from: fundingYearOf(day('2000-01-01')), status: 'unset' },
    ]);
    expect(askIn(busy, name, '', AS_AT, parameters).reasons[0]!.change).toBe(`Enter ${name} in Settings.`);
    for (const [subject, figure] of ASKED) {
      const { answer, reasons } = askIn(busy, subject, figure, AS_AT, parameters);
      expect(reasons.length).toBeGreaterThan(0);
      expect(JSON.stringify([answer, reasons])).not.toMatch(/NaN|undefined/);
      if (answer !== 'not set') continue;
      const said = reasons.map(({ rule, inputs, change }) => `${rule} ${inputs.join()} ${change}`).join();
      if (!said.includes(`Enter ${name} in Settings.`)) throw new Error(`${subject}, ${figure}: ${said}`);
    }
  });
});

describe('texts people write', () => {
  it('are cut, so that no cell is longer than a cell can be', () => {
    const long = 'Lorem ipsum '.repeat(4_000); // 48,000 characters
    const longName = `School ${'x'.repeat(3_000)}`;
    const tabs: Tabs = {
      ...EMPTY,
      settings: [],
      schools: [
        ...PROGRAMME.schools,
        ...Array.from({ length: 40 }, (_, index) => ({
          id: `S-X${index}`,
          name: `${longName}${index}`,
          phase: 'Primary',
        })),
      ],
      membership: [
        ...MEMBERSHIP,
        ...Array.from({ length: 40 }, (_, index) => ({
          id: `MB-X${index}`,
          cluster: NORTH,
          school: `S-X${index}`,
          from: '2020-09-01',
        })),
      ],
      requests: Array.from({ length: 120 }, (_, index) => ({
        id: `R-${index}`,
        matter: 'Organising time',
        cluster: NORTH,
        pot: 'Cluster pot',
        amount: 5,
        payee: long,
        purpose: long,
        note: long,
        askedBy: 'north@example.org',
        askedOn: '2026-11-02',
      })),
      decisions: [
        {
          id: 'D-1',
          request: 'R-0',
          decision: 'More information',
          reason: long,
          decidedBy: 'advisor@example.org',
          role: 'Advisor',
          decidedAt: '2026-11-05T10:00:00Z',
          decidedOnWhat: JSON.stringify({
            matter: 'Organising time',
            cluster: 'C-1',
            school: null,
            pot: 'Cluster pot',
            amount: 500,
            payee: long.trim(),
            purpose: long.trim(),
            wantedOn: null,
            note: long,
          }),
        },
      ],
    };
    const spec = FUNCTIONS.find(({ name }) => name === 'WHY')!;
    const given = spec.parameters.slice(3).map(({ tab }) => grid(tab!, tabs[tab!] ?? []));
    const cells = [
      ...CLUSTER_FIGURE_NAMES.map((figure) => [NORTH, figure]),
      ['R-0', 'Flag'],
      ['R-1', 'Flag'],
      ['S-X0', 'Watch'],
      ['All schools', 'Evidenced'],
    ].flatMap(([subject, figure]) => {
      const table = spec.call(subject, figure, cellDate(AS_AT), ...given);
      if (!Array.isArray(table)) throw new Error(String(table));
      return table.flat();
    });
    const longest = Math.max(...cells.map((cell: Cell) => String(cell).length));
    expect(longest).toBeLessThan(50_000);
    const [, , reason] = spec.call('R-0', 'Flag', cellDate(AS_AT), ...given) as Cell[][];
    expect(String(reason![3])).toMatch(/^For: Lorem ipsum .{150,200}…$/m);
  });
});
