import { unmarkedIn } from '../../../src/rules/meetings/unmarked';
import { mark, meeting, read } from '../../support/builders';
import { day, MEMBERSHIP, type Row } from '../../support/rules-tables';

const DAYS = { first: day('2026-09-01'), last: day('2026-11-24') };
/** Marks of some of North's five schools. */
const marks = (of: string, ...schools: number[]): Row[] => schools.map((school) => mark(of, school, 'Apologies'));
const missing = (meetings: Row[], attendance: Row[], membership = MEMBERSHIP) =>
  unmarkedIn(read({ meetings, attendance, membership }), DAYS).get(0);

describe('members with no mark (M3)', () => {
  const held = meeting('M-1', '2026-10-01');
  it.each<[string, Row[], Row[], object | undefined]>([
    ['none where all are marked', [held], marks('M-1', 1, 2, 3, 4, 5), undefined],
    ['two of five', [held], marks('M-1', 1, 2, 3), { marks: 2, meetings: 1 }],
    ['all where nobody is', [held], [], { marks: 5, meetings: 1 }],
    ['a guest’s mark stands for none', [held], marks('M-1', 1, 2, 3, 4, 7), { marks: 1, meetings: 1 }],
    ['over meetings', [held, meeting('M-2', '2026-11-24')], marks('M-1', 1, 2, 3), { marks: 7, meetings: 2 }],
    ['not of a later one', [meeting('M-1', '2026-11-25')], [], undefined],
    ['not of an earlier year', [meeting('M-1', '2026-08-31')], [], undefined],
    ['not of a planned one', [meeting('M-1', '2026-10-01', { status: 'Planned' })], [], undefined],
    ['not of a sub-group', [meeting('M-1', '2026-10-01', { kind: 'Sub-group' })], [], undefined],
  ])('are counted: %s', (_, meetings, attendance, expected) => expect(missing(meetings, attendance)).toEqual(expected));
  it('are those of the day', () => {
    const left = MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, to: '2026-09-30' } : row));
    expect(missing([held], marks('M-1', 1, 2, 3), left)).toEqual({ marks: 1, meetings: 1 });
  });
});
