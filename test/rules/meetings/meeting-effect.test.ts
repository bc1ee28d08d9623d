import { Parameters } from '../../../src/rules/basics/parameters';
import type { Meeting } from '../../../src/rules/basics/rows';
import { tableOf, type Unplaced } from '../../../src/rules/basics/table';
import { meetingEffect } from '../../../src/rules/meetings/meeting-effect';
import { day } from '../../support/rules-tables';

const meeting = (id: string, on: string, more: Partial<Meeting> = {}): Unplaced<Meeting> => ({
  id,
  cluster: 0,
  date: day(on),
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  ...more,
});
const HELD = [meeting('M-1', '2026-10-07'), meeting('M-2', '2026-11-04', { cluster: 1 })];

function effect(changed: Unplaced<Meeting>[], isAgreed = true) {
  const settings = { parameters: new Parameters(), asAt: day('2026-11-30'), isAgreed };
  const { counting, lines } = meetingEffect(tableOf<Meeting>(HELD), changed, settings);
  return [counting, ...lines.map(({ what, before, after }) => `${what}: ${before}, ${after}`)];
}

describe('what a meeting would do to the numbers of its cluster’s year (M1, M2, M6)', () => {
  it('is one more that counts', () => {
    expect(effect([meeting('M-9', '2026-11-18')])).toEqual(['counts', 'Counted in 2026/27: 1 of 4, 2 of 4']);
  });

  it('is nothing to the minimum after school or of a sub-group', () => {
    expect(effect([meeting('M-9', '2026-11-18', { inSchoolHours: false })])).toEqual([
      'after school',
      'Counted in 2026/27: 1 of 4, 1 of 4',
      'After school: 0, 1',
    ]);
    expect(effect([meeting('M-9', '2026-11-18', { kind: 'Sub-group' })])).toEqual([
      'not whole cluster',
      'Counted in 2026/27: 1 of 4, 1 of 4',
    ]);
  });

  it('is more that are planned', () => {
    const planned = ['2027-01-20', '2027-03-03'].map((on) => meeting(on, on, { status: 'Planned' }));
    expect(effect(planned)).toEqual(['counts', 'Counted in 2026/27: 1 of 4, 1 of 4', 'Planned that would count: 0, 2']);
  });

  it('is one fewer where it is cancelled, and none more where it is corrected', () => {
    expect(effect([meeting('M-1', '2026-10-07', { status: 'Cancelled' })])[1]).toBe(
      'Counted in 2026/27: 1 of 4, 0 of 4',
    );
    expect(effect([meeting('M-1', '2026-10-08')])[1]).toBe('Counted in 2026/27: 1 of 4, 1 of 4');
  });

  it('is told of the year it belongs to, as it stood at its end', () => {
    expect(effect([meeting('M-9', '2026-06-10')])[1]).toBe('Counted in 2025/26: 0 of 4, 1 of 4');
  });

  it('names no minimum where the cluster has no agreement', () => {
    expect(effect([meeting('M-9', '2026-11-18')], false)[1]).toBe('Counted in 2026/27: 1, 2');
  });
});
