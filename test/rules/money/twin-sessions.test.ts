import { twinOf, twinSessions } from '../../../src/rules/money/twin-sessions';
import { read } from '../../support/builders';
import type { Row } from '../../support/rules-tables';

describe('two sessions that may be one (S4, S5)', () => {
  const session = (id: string, date: string, more: Row = {}): Row => ({
    id,
    date,
    provider: 'Bright Sparks',
    fellow: false,
    vatRegistered: false,
    netFee: 300,
    clusters: 'North Cluster',
    ...more,
  });
  it.each([
    ['the same day', [session('A', '2026-10-10'), session('B', '2026-10-10')], [['A', 'B']]],
    ['the next day', [session('A', '2026-10-10'), session('B', '2026-10-11')], [['A', 'B']]],
    ['two days later', [session('A', '2026-10-10'), session('B', '2026-10-12')], []],
    ['another provider', [session('A', '2026-10-10'), session('B', '2026-10-10', { provider: 'Dr Bloom' })], []],
    [
      'the same name in other letters',
      [session('A', '2026-10-10'), session('B', '2026-10-10', { provider: ' BRIGHT sparks ' })],
      [['A', 'B']],
    ],
    [
      'a Fellow',
      [session('A', '2026-10-10', { fellow: true }), session('B', '2026-10-11', { fellow: true })],
      [['A', 'B']],
    ],
  ])('two sessions: %s (S4)', (_what, sessions, expected) => {
    const twins = twinSessions(read({ sessions }).sessions);
    expect(twins.map(({ earlier, later }) => [earlier.id, later.id])).toEqual(expected);
  });
  it('suspects two sessions of one provider within a day, Fellow or not (S4, S5)', () => {
    const sessions = [
      session('CPD-1', '2026-11-02'),
      session('CPD-2', '2026-11-03', { fellow: true }),
      session('CPD-3', '2026-11-05'),
      session('CPD-4', '2026-11-02', { provider: 'Other' }),
    ];
    const twins = twinSessions(read({ sessions }).sessions);
    expect(twins.map(({ earlier, later }) => [earlier.id, later.id])).toEqual([['CPD-1', 'CPD-2']]);
  });
  it('pairs each of three days with the one before, wherever the rows stand (S4)', () => {
    const sessions = [session('A', '2026-10-12'), session('B', '2026-10-10'), session('C', '2026-10-11')];
    const twins = twinSessions(read({ sessions }).sessions);
    expect(twins.map(({ earlier, later }) => [earlier.id, later.id])).toEqual([
      ['B', 'C'],
      ['C', 'A'],
    ]);
  });
  it.each([
    ['A', 'C'], // of two pairs the later one's
    ['B', 'A'],
    ['C', 'A'],
    ['D', undefined],
  ])('the twin of %s is %s (S4)', (id, expected) => {
    const table = read({
      sessions: [
        session('A', '2026-10-11'),
        session('B', '2026-10-10'),
        session('C', '2026-10-12'),
        session('D', '2026-10-14'),
      ],
    }).sessions;
    const asked = table.rows.find((row) => row.id === id)!;
    expect(twinOf(table, asked)?.id).toBe(expected);
  });
});
