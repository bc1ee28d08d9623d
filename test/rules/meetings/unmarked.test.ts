import { missingMarks, unmarkedMeetings } from '../../../src/rules/meetings/unmarked';
import { overview } from '../../../src/rules/overview/overview';
import { mark, meeting, parameters, read } from '../../support/builders';
import { day, MEMBERSHIP, type Row } from '../../support/rules-tables';

const DAYS = { first: day('2026-09-01'), last: day('2026-11-24') };
/** Marks of some of North's five schools. */
const marks = (of: string, ...schools: number[]): Row[] => schools.map((school) => mark(of, school, 'Apologies'));
const missing = (meetings: Row[], attendance: Row[], membership = MEMBERSHIP) =>
  missingMarks(unmarkedMeetings(read({ meetings, attendance, membership }), DAYS)).get(0);
const held = meeting('M-1', '2026-10-01');
const later = meeting('M-2', '2026-11-24');

describe('members with no mark (M3)', () => {
  const gaps = (marks: number, meetings: number, blank = 0) => ({ marks, meetings, blank });
  it.each<[string, Row[], Row[], object | undefined]>([
    ['none where all are marked', [held], marks('M-1', 1, 2, 3, 4, 5), undefined],
    ['two of five', [held], marks('M-1', 1, 2, 3), gaps(2, 1)],
    ['a meeting where nobody is: it was not recorded', [held], [], gaps(0, 0, 1)],
    ['a guest’s mark stands for none', [held], marks('M-1', 1, 2, 3, 4, 7), gaps(1, 1)],
    ['over meetings', [held, later], [...marks('M-1', 1, 2, 3), ...marks('M-2', 1)], gaps(6, 2)],
    ['beside one without any', [held, later], marks('M-1', 1, 2, 3), gaps(2, 1, 1)],
    ['not of a later one', [meeting('M-1', '2026-11-25')], [], undefined],
    ['of one on the first day', [meeting('M-1', '2026-09-01')], marks('M-1', 1, 2, 3), gaps(2, 1)],
    ['not of an earlier year', [meeting('M-1', '2026-08-31')], [], undefined],
    ['not of a planned one', [meeting('M-1', '2026-10-01', { status: 'Planned' })], [], undefined],
    ['not of a sub-group', [meeting('M-1', '2026-10-01', { kind: 'Sub-group' })], [], undefined],
  ])('are counted: %s', (_, meetings, attendance, expected) => expect(missing(meetings, attendance)).toEqual(expected));
  it('are those of the day', () => {
    const left = MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, to: '2026-09-30' } : row));
    expect(missing([held], marks('M-1', 1, 2, 3), left)).toEqual(gaps(1, 1));
  });
  it('are said on Overview', () => {
    const tabs = { meetings: [held, later], attendance: marks('M-1', 1, 2, 3) };
    const { findings } = overview(read(tabs), parameters(), DAYS.last)[0]!;
    expect(findings.filter(({ rule }) => rule === 'M3').map(({ severity, message }) => [severity, message])).toEqual([
      ['note', '2 marks missing at 1 meeting: counted as absent'],
      ['note', '1 meeting without any mark: in no figure of attendance or release'],
    ]);
  });
});
