import { fundingYearOf } from '../../src/rules/basics/days';
import { Parameters } from '../../src/rules/basics/parameters';
import { PASSAGES } from '../../src/rules/basics/passages';
import { POTS } from '../../src/rules/basics/words';
import { CLUSTER_FIGURE_NAMES } from '../../src/rules/figures/cluster-figures';
import { type Explanation, explain, type Subject } from '../../src/rules/figures/explain';
import { POT_FIGURE_NAMES } from '../../src/rules/figures/pot-figures';
import { findSubject } from '../../src/workbook/find-subject';
import type { SheetKey } from '../../src/workbook/sheets';
import { books, day, PROGRAMME, type Row, tables } from '../support/rules-tables';

const AS_AT = '2026-11-24';
const meeting = (id: string, date: string, more: Row = {}): Row => ({
  id,
  cluster: 'North Cluster',
  date,
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});
const request = (id: string, more: Row = {}): Row => ({
  id,
  matter: 'Organising time',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  amount: 350,
  payee: 'School 1',
  purpose: 'Planning',
  askedBy: 'north@example.org',
  askedOn: '2026-11-02',
  ...more,
});
const decision = (of: string, more: Row = {}): Row => ({
  id: `D-${of}`,
  request: of,
  decision: 'Approve',
  amount: 350,
  decidedBy: 'advisor@example.org',
  role: 'Advisor',
  decidedAt: '2026-11-05T10:00:00Z',
  decidedOnWhat: JSON.stringify({
    matter: 'Organising time',
    cluster: 'C-1',
    school: null,
    pot: 'Cluster pot',
    amount: 35_000,
    payee: 'School 1',
    purpose: 'Planning',
    wantedOn: null,
  }),
  ...more,
});
const line = (id: string, more: Row): Row => ({
  id,
  date: '2026-10-02',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  direction: 'In',
  category: 'Match',
  net: 2_500,
  ...more,
});

const TABS: Partial<Record<SheetKey, Row[]>> = {
  ...PROGRAMME,
  meetings: [
    meeting('M-1', '2026-09-20'),
    meeting('M-2', '2026-10-01'),
    meeting('M-3', '2026-10-20'),
    meeting('M-4', '2026-11-03', { inSchoolHours: false }),
  ],
  attendance: ['M-1', 'M-2', 'M-3'].map((id) => ({ meeting: id, school: 'School 1', mark: 'Present' })),
  release: [],
  sessions: [],
  requests: [
    request('R-1'),
    request('R-2'),
    request('R-3', { amount: 420 }),
    request('R-4', {
      matter: 'Project',
      schoolsAgreeing: 'School 1; School 2',
    }),
    request('R-5', { matter: 'PSQM', pot: '', amount: '', school: 'School 2', payee: 'Hub' }),
  ],
  decisions: [decision('R-2'), decision('R-3')],
  ledger: [
    line('L-1', {}),
    line('L-2', { direction: 'Out', category: 'Organising time', net: 100, request: 'R-2', date: '2026-11-06' }),
    line('L-3', { direction: 'Out', category: 'Organising time', net: 300, request: 'R-2', date: '2026-11-07' }),
    line('L-4', { direction: 'Out', category: 'Resources', net: 50 }),
    line('L-5', { date: '2025-10-01', net: 400 }),
  ],
  reviews: [],
};

function why(
  name: string,
  figure: string,
  tabs: Partial<Record<SheetKey, Row[]>> = {},
  parameters = new Parameters(),
): Explanation {
  const read = tables({ ...TABS, ...tabs });
  const subject = findSubject(read, name);
  if (!subject) throw new Error(`nothing is called ${name}`);
  const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
  return explain(all, parameters, subject, figure, day(AS_AT))!;
}
const first = (name: string, figure: string, tabs = {}, parameters?: Parameters) => {
  const { answer, reasons } = why(name, figure, tabs, parameters);
  return [answer, reasons[0]!.rule, reasons[0]!.change];
};

describe('why a figure is what it is', () => {
  it.each([
    [
      'North Cluster',
      'Schools',
      '5',
      'P7',
      '1 row of Membership that begins by 24 Nov 2026 adds 1; one that ends before it takes 1 off.',
    ],
    ['North Cluster', 'Size', '3 to 12', 'P1', '8 more schools would be too many, 3 schools fewer too few.'],
    [
      'North Cluster',
      'Agreement',
      'year 1, to 31 Aug 2028',
      'P8',
      'In 281 days, on 1 Sep 2027: “year 2, to 31 Aug 2028”. Agreement start 85 days later: “starts 25 Nov 2026”.',
    ],
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
    [
      'North Cluster',
      'To watch',
      '4',
      'M5',
      'School 2: Coming to the next 5 counted meetings in a row takes it off the list: that is 5 of 8 and ends its misses.\nSchool 1: Missing the next 2 counted meetings in a row puts it on the list: missed 2 in a row.',
    ],
    [
      'North Cluster',
      'Release evidenced',
      '£300.00',
      'F2',
      '1 more counted meeting that School 1 comes to: up to £100.00 more.',
    ],
    ['North Cluster', 'Waiting', '4', 'A6', '1 of them decided, agreed or withdrawn: 3.'],
    ['North Cluster', 'Available', '£2,450.00', 'F10', 'What one pot has more or less, this has too.'],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Opening',
      '£400.00',
      'F12',
      'A ledger line dated before 1 Sep 2026: its sum is added, or taken off if it is Out.',
    ],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Entitled',
      '£2,500.00',
      'F5',
      '1 more school for the whole year: £500.00 more.\nSomebody who knows confirms it, or enters the right value, in Settings.',
    ],
    ['North Cluster: Lead support: 2026/27', 'Entitled', '£300.00', 'F6', 'Agreement start 365 days later: £0.00.'],
    ['North Cluster: Administration: 2026/27', 'Outstanding', '£120.00', 'F13', '£120.00 received would settle it.'],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Committed',
      '£0.00',
      'F11',
      'The next request that is approved adds its sum.',
    ],
    [
      'North Cluster: Cluster pot: 2026/27',
      'Available',
      '£2,450.00',
      'F11',
      'Another £2,450.00 promised would use it up.',
    ],
    [
      'School 2',
      'Watch',
      'missed 3 in a row; came to 0 of 3 (under 60%)',
      'M5',
      'Coming to the next 5 counted meetings in a row takes it off the list: that is 5 of 8 and ends its misses.',
    ],
    ['School 1', 'Evidenced', '£300.00', 'F2', 'The next counted meeting it comes to shows up to £100.00.'],
    ['School 1', 'Declared', 'not declared', 'F3', '1 row of the Release tab for this school and 2026/27.'],
    ['match.ratio', '', '1, assumed', 'F5', 'Somebody who knows confirms it, or enters the right value, in Settings.'],
  ])('%s, %s is %s by %s: %s', (name, figure, answer, rule, change) => {
    expect(first(name, figure)).toEqual([answer, rule, change]);
  });

  it.each([
    ['R-1', 'waiting for Advisor', 'S6', '1 decision by the Advisor (Ari Advisor).'],
    [
      'R-2',
      'approved £350.00',
      'A2',
      'More than £350.00, or another pot, payee, purpose or date wanted, would need a new decision.',
    ],
    [
      'R-3',
      'stale: amount £350.00 → £420.00',
      'A2',
      '£70.00 less in Amount, or 1 new decision by the Advisor (Ari Advisor).',
    ],
    [
      'R-4',
      'waiting for schools (2 of 5 agree)',
      'S8',
      '1 more school ticked under My requests, Change, would be enough.',
    ],
    [
      'L-3',
      'overclaim: asked £350.00, approved £350.00, claimed £400.00, £50.00 over',
      'S11',
      'Claim £50.00 less, or have £50.00 more approved.',
    ],
    ['L-4', 'all is well', 'F11', '£2,850.01 more in Net would get it a flag.'],
  ])('the flag of %s is %s by %s: %s', (name, answer, rule, change) => {
    expect(first(name, 'Flag')).toEqual([answer, rule, change]);
  });

  it('names what went in: each meeting and whether it counts', () => {
    expect(why('North Cluster', 'Counted meetings').reasons[0]!.inputs).toEqual([
      '20 Sep 2026: counts',
      '1 Oct 2026: counts',
      '20 Oct 2026: counts',
      '3 Nov 2026: after school: does not count',
    ]);
  });
  it('names the assumed values a figure rests on', () => {
    const rules = why('North Cluster: Cluster pot: 2026/27', 'Entitled').reasons.map(({ inputs }) => inputs.join());
    expect(rules.join()).toMatch(/match\.ratio is 1: assumed/);
  });

  it.each([
    ['one meeting more', { meetings: [...TABS.meetings!, meeting('M-5', '2026-11-20')] }, 'Meetings', 'meets minimum'],
    [
      'one school more agrees',
      { requests: [request('R-4', { matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' })] },
      'R-4',
      'agreed by 3 of 5 schools',
    ],
    [
      'eight schools more',
      { membership: [...PROGRAMME.membership, ...more(8)], schools: [...PROGRAMME.schools, ...moreSchools(8)] },
      'Size',
      'above 12',
    ],
  ])('the change it names does change the answer: %s', (_what, tabs, figure, expected) => {
    const answer =
      figure === 'R-4'
        ? why('R-4', 'Flag', { ...tabs, decisions: [], ledger: [] })
        : why('North Cluster', figure, tabs);
    expect(answer.answer).toBe(expected);
  });
  it('names for a school exactly as many meetings as take it off the list (M5)', () => {
    const extra = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        meeting(`M-X${index}`, `2026-11-${String(10 + index).padStart(2, '0')}`),
      );
    const came = (count: number) => [
      ...TABS.attendance!,
      ...extra(count).map(({ id }) => ({ meeting: id!, school: 'School 2', mark: 'Present' })),
    ];
    const watch = (count: number) =>
      why('School 2', 'Watch', { meetings: [...TABS.meetings!, ...extra(count)], attendance: came(count) }).answer;
    expect(watch(4)).not.toBe('no');
    expect(watch(5)).toBe('no');
  });

  it('says "not set" and names the parameter, where one is not set', () => {
    const parameters = new Parameters([{ parameter: 'match.ratio', value: null, from: 2026, status: 'unset' }]);
    const { answer, reasons } = why('North Cluster: Cluster pot: 2026/27', 'Entitled', {}, parameters);
    expect(answer).toBe('not set');
    expect(reasons[0]).toMatchObject({
      rule: 'F5',
      inputs: expect.arrayContaining(['match.ratio is not set']),
      change: 'Enter match.ratio in Settings.',
    });
  });

  it('answers every figure of Overview and pots and every flag, with rules that exist and something to change', () => {
    const read = tables(TABS);
    const all = { ...books(read), release: read.get('release'), reviews: read.get('reviews') };
    const year = fundingYearOf(day(AS_AT));
    const asked: [Subject, string][] = [
      ...[0, 1].flatMap((cluster) =>
        [...CLUSTER_FIGURE_NAMES, 'Stage', 'Missing'].map((figure): [Subject, string] => [
          { kind: 'cluster', cluster },
          figure,
        ]),
      ),
      ...[0, 1].flatMap((cluster) =>
        POTS.flatMap((pot) =>
          POT_FIGURE_NAMES.map((figure): [Subject, string] => [{ kind: 'pot', cluster, pot, year }, figure]),
        ),
      ),
      ...read.get('requests').id.map((_, at): [Subject, string] => [{ kind: 'request', request: at }, 'Flag']),
      ...read.get('ledger').id.map((_, at): [Subject, string] => [{ kind: 'ledger', line: at }, 'Flag']),
    ];
    for (const [subject, figure] of asked) {
      const found = explain(all, new Parameters(), subject, figure, day(AS_AT));
      expect(found).not.toBeNull();
      for (const { rule, inputs, change } of found!.reasons) {
        expect(PASSAGES).toHaveProperty(rule);
        expect(inputs.every((text) => text.length > 3)).toBe(true);
        expect(change).toMatch(/\.$/);
      }
    }
  });

  it('knows no figure that is typed, and nothing that has no name', () => {
    const read = tables(TABS);
    expect(findSubject(read, 'Nobody')).toBeNull();
    expect(findSubject(read, 'North Cluster: Piggy bank: 2026/27')).toBeNull();
    expect(findSubject(read, 'Northern')).toEqual({ kind: 'cluster', cluster: 0 });
    expect(why('North Cluster', 'Aliases')).toBeNull();
  });
});

function more(count: number): Row[] {
  return moreSchools(count).map((school, index) => ({
    id: `MB-X${index}`,
    cluster: 'North Cluster',
    school: school['name'] as string,
    from: '2020-09-01',
  }));
}
function moreSchools(count: number): Row[] {
  return Array.from({ length: count }, (_, index) => ({ id: `S-X${index}`, name: `Extra ${index}`, phase: 'Primary' }));
}
