import { attendanceFindings } from '../../../src/rules/meetings/attendance-findings';
import { mark, meeting, read } from '../../support/builders';
import type { Row } from '../../support/rules-tables';

const found = (attendance: Row[], meetings: Row[] = [meeting('M-1', '2026-10-01')]) =>
  attendanceFindings(read({ meetings, attendance }));

describe('marks that do not fit (P7, M3, F4)', () => {
  it('are named by row: a guest, a second mark, a cost without a teacher', () => {
    const marks = [
      mark('M-1', 1),
      mark('M-1', 6),
      mark('M-1', 1, 'Absent'),
      mark('M-1', 2, 'Present', { teachers: 0, releaseCost: 95 }),
    ];
    expect(found(marks).map(([row, { rule, severity }]) => [row, rule, severity])).toEqual([
      [1, 'P7', 'warn'],
      [2, 'M3', 'warn'],
      [3, 'F4', 'stop'],
    ]);
  });

  it('are all said of one mark that does not fit in three ways', () => {
    const guest = mark('M-1', 6, 'Present', { teachers: 0, releaseCost: 95 });
    expect(found([guest, guest]).map(([row, { message }]) => `${row}: ${message}`)).toEqual([
      '0: School 6 was not in North Cluster on that day: the mark is in no figure',
      '0: release money is for teachers: no teacher came, so it releases nobody',
      '1: School 6 was not in North Cluster on that day: the mark is in no figure',
      '1: School 6 is marked twice at M-1',
      '1: release money is for teachers: no teacher came, so it releases nobody',
    ]);
  });

  it.each<[string, Row[]]>([
    ['there are none', []],
    ['members came once', [mark('M-1', 1), mark('M-1', 2, 'Apologies')]],
    ['a teacher was released', [mark('M-1', 1, 'Present', { teachers: 1, releaseCost: 95 })]],
    ['nobody came and nothing was paid', [mark('M-1', 1, 'Absent', { teachers: 0, releaseCost: 0 })]],
    ['it is not said how many teachers came', [mark('M-1', 1, 'Present', { releaseCost: 95 })]],
  ])('are none where %s', (_what, attendance) => expect(found(attendance)).toEqual([]));

  it('are none of a school at two meetings, of two schools at one', () => {
    const meetings = [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-11-01')];
    expect(found([mark('M-1', 1), mark('M-2', 1), mark('M-1', 2)], meetings)).toEqual([]);
  });
});
