import { ASKED, approval, ledgerLine } from '../../support/builders';
import { flagsOf, potOf, rulesOf } from '../../support/ledger-cases';
import type { Row } from '../../support/rules-tables';

describe('money that comes back (S11, F11)', () => {
  const APPROVED = { requests: [ASKED], decisions: [approval(ASKED, { amount: null })] };
  const pay = (id: string, date: string, net = 350, more: Row = {}) =>
    ledgerLine(id, date, 'Out', 'Organising time', net, { request: 'R-1', ...more });
  const back = (date: string, net = 350, more: Row = {}) =>
    ledgerLine('L-9', date, 'In', 'Other income', net, { request: 'R-1', ...more });

  it('paid £350, given back £350 and paid again is £350 claimed of £350 approved (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25'), pay('L-2', '2026-11-02')];
    expect(rulesOf(lines, APPROVED)).toEqual([[], [], []]);
    expect(potOf(lines, APPROVED).committed).toBe(0);
  });
  it('given back before, between or after the claims, wherever the lines stand, it makes the same room (S11)', () => {
    for (const date of ['2026-10-19', '2026-10-25', '2026-11-20']) {
      const lines = [pay('L-1', '2026-10-20'), pay('L-2', '2026-11-02'), back(date)];
      expect([rulesOf(lines, APPROVED), rulesOf(lines.reverse(), APPROVED)]).toEqual([
        [[], [], []],
        [[], [], []],
      ]);
    }
  });
  it('given back after the day asked about it does not count yet (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), pay('L-2', '2026-11-02'), back('2026-11-20')];
    expect(rulesOf(lines, APPROVED, '2026-11-19')).toEqual([[], ['S11'], ['F11']]);
  });
  it('what is claimed beyond it is over by the difference (S11)', () => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25', 100), pay('L-2', '2026-11-02', 130)];
    expect(flagsOf(lines, APPROVED)[2]).toEqual([
      'S11: overclaim: asked £350.00, approved £350.00, claimed £380.00, £30.00 over',
    ]);
  });
  it.each<[string, Row[], number]>([
    ['a part', [pay('L-1', '2026-10-20'), back('2026-10-25', 100)], 10_000],
    ['all', [pay('L-1', '2026-10-20'), back('2026-10-25')], 35_000],
    ['more than was claimed', [pay('L-1', '2026-10-20', 50), back('2026-10-25')], 35_000],
    ['a part of a final claim', [pay('L-1', '2026-10-20', 350, { finalClaim: true }), back('2026-10-25', 100)], 0],
  ])('where %s came back, as much is promised again (F11)', (_what, lines, expected) =>
    expect(potOf(lines, APPROVED).committed).toBe(expected),
  );
  it.each<[string, Row, string[]]>([
    ['another cluster’s pot', { cluster: 'South Cluster' }, ['S10']],
    ['another pot', { pot: 'Lead support' }, ['S10']],
    ['its own pot, as match', { category: 'Match' }, []],
  ])('in %s it makes no room (S10, S11)', (_what, more, expected) => {
    const lines = [pay('L-1', '2026-10-20'), back('2026-10-25', 350, more), pay('L-2', '2026-11-02')];
    expect(rulesOf(lines, APPROVED)).toEqual([[], expected, ['S11']]);
    expect(potOf(lines.slice(0, 2), APPROVED).committed).toBe(0);
  });
  it('more than was paid makes no more room than was paid (S11)', () => {
    const lines = [back('2026-10-10', 500), pay('L-1', '2026-10-20', 100), pay('L-2', '2026-11-02', 350)];
    expect(rulesOf(lines.slice(0, 2), APPROVED)).toEqual([[], []]);
    expect(flagsOf(lines, APPROVED)[2]).toEqual([]);
    expect(flagsOf([...lines, pay('L-3', '2026-11-03', 401)], APPROVED)[3]![0]).toMatch(
      /claimed £351\.00, £1\.00 over/,
    );
  });
  it('other funding that comes in for its own request takes nothing off what is claimed (S11)', () => {
    const requests = [{ ...ASKED, matter: 'Other funding' }];
    const lines = [back('2026-10-25', 350, { category: 'Other funding' }), pay('L-1', '2026-10-26', 10)];
    expect(flagsOf(lines, { requests })[1]).toContain(
      'S11: overclaim: asked £350.00, approved £0.00, claimed £10.00, £10.00 over',
    );
  });
});
