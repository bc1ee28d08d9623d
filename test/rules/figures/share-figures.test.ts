import { line, NORTH, SESSION, type Tabs } from '../../support/builders';
import { MEMBERSHIP } from '../../support/rules-tables';
import { ask, changeBy, numberIn } from '../../support/why';
import { attendedBy } from '../../support/why-cases';

describe('the change named for what schools owe', () => {
  it('names what a school owes above the cap; a fee so much lower leaves nothing, a penny less does (S2)', () => {
    const session = (netFee: number): Tabs => ({ sessions: [{ ...SESSION, date: '2026-11-10', netFee }] });
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
        sessions: [{ ...SESSION, date: '2026-09-02', clusters, meeting: held }],
      });
    const nobody: Tabs = { ...attendedBy([false]), attendance: [] };
    const [members, came] = ['all members: attendance not recorded', 'schools that came'];
    const without = sharedBy(attendedBy([true]), '');
    expect([without.answer, changeBy('S2', without)]).toEqual([
      members,
      '1 member of North Cluster marked present at its meeting, to be named in CPD sessions: of that cluster only ' +
        'the schools that came share it then.',
    ]);
    expect(sharedBy(nobody, 'M-100').answer).toBe(members);
    expect(changeBy('S2', sharedBy(nobody, 'M-100'))).toBe(
      '1 member of North Cluster marked present at its meeting: of that cluster only the schools that came share it ' +
        'then.',
    );
    const two = `${NORTH}; South Cluster`;
    const each = (schools: string[]): Tabs => ({
      ...nobody,
      attendance: schools.map((school) => ({ meeting: 'M-100', school, mark: 'Present' })),
    });
    const one = sharedBy(each(['School 1']), 'M-100', two);
    expect([one.answer, changeBy('S2', one)]).toEqual([
      'schools that came, and all members of South Cluster: attendance not recorded',
      '1 member of South Cluster marked present at its meeting: of that cluster only the schools that came share it ' +
        'then.',
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
});
