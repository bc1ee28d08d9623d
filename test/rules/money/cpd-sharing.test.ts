import { sessionSplit } from '../../../src/rules/money/cpd';
import { mark, meeting, parameters, read, SESSION, type Tabs } from '../../support/builders';
import { PLAIN } from '../../support/ledger-cases';
import { MEMBERSHIP, type Row } from '../../support/rules-tables';

describe('who shares what is above the cap of a session (S2)', () => {
  const sharing = (membership: Row[]) => {
    const split = sessionSplit(read({ sessions: [PLAIN], membership }), 0, parameters());
    return split.schoolsSharing.map(({ row }) => row);
  };
  const change = (more: Row) => MEMBERSHIP.map((row) => (row['school'] === 'School 5' ? { ...row, ...more } : row));
  it.each([
    ['joined on the day', [0, 1, 2, 3, 4], { from: '2026-11-02' }],
    ['joined the day after', [0, 1, 2, 3], { from: '2026-11-03' }],
    ['left on the day', [0, 1, 2, 3, 4], { to: '2026-11-02' }],
    ['left the day before', [0, 1, 2, 3], { to: '2026-11-01' }],
  ])('members of the day share what is above the cap: with a fifth that %s, %j (S2)', (_what, expected, more) =>
    expect(sharing(change(more))).toEqual(expected),
  );
  it('the schools that came, or all members while attendance is not recorded (S2)', () => {
    const attendance = [mark('M-1', 2), mark('M-1', 3, 'Substitute'), mark('M-1', 4, 'Apologies')];
    const of = (tabs: Tabs) => {
      const meetings = [meeting('M-1', '2026-11-02')];
      return sessionSplit(read({ meetings, sessions: [{ ...PLAIN, meeting: 'M-1' }], ...tabs }), 0, parameters());
    };
    expect(of({ attendance })).toMatchObject({
      schoolsSharing: [{ row: 1 }, { row: 2 }],
      byAttendance: true,
      bySchool: [{ gross: 5_000 }, { gross: 5_000 }],
    });
    expect(of({})).toMatchObject({ schoolsSharing: [0, 1, 2, 3, 4].map((row) => ({ row })), byAttendance: false });
  });
  it('no guest of another cluster owes for training (S2)', () => {
    const sessions = [
      { id: 'CPD-1', date: '2026-10-01', provider: 'Ann', netFee: 450, clusters: 'North', meeting: 'M-1' },
    ];
    const attendance = [
      mark('M-1', 1),
      mark('M-1', 6),
      mark('M-1', 1, 'Absent'),
      mark('M-1', 2, 'Present', { teachers: 0, releaseCost: 95 }),
    ];
    const books = read({ sessions, meetings: [meeting('M-1', '2026-10-01')], attendance });
    const split = sessionSplit(books, 0, parameters());
    expect(split.schoolsSharing.map(({ row }) => row)).toEqual([0, 1]);
  });
});

describe('who shares what is above the cap of a session of two clusters (S2, S3)', () => {
  const shared = {
    ...SESSION,
    vatRegistered: false,
    netFee: 600,
    clusters: 'North Cluster; South Cluster',
    meeting: 'M-1',
  };
  const of = (marks: Record<number, string>, more: Tabs = {}) => {
    const books = read({
      sessions: [shared],
      meetings: [meeting('M-1', '2026-11-02')],
      attendance: Object.entries(marks).map(([school, what]) => mark('M-1', Number(school), what)),
      ...more,
    });
    return sessionSplit(books, 0, parameters());
  };
  const NORTH = { 1: 'Present', 2: 'Substitute', 3: 'Apologies', 4: 'Absent' };
  it.each<[string, Record<number, string>, number[], boolean]>([
    ['nothing is recorded', {}, [0, 1, 2, 3, 4, 5, 6, 7], false],
    ['only North is recorded', NORTH, [0, 1, 5, 6, 7], false],
    ['only South is recorded', { 7: 'Present' }, [0, 1, 2, 3, 4, 6], false],
    ['both are recorded', { ...NORTH, 7: 'Present', 8: 'Absent' }, [0, 1, 6], true],
    ['nobody of South came', { ...NORTH, 6: 'Absent', 7: 'Apologies' }, [0, 1], true],
    ['nobody came', { 1: 'Absent', 6: 'Apologies' }, [0, 1, 2, 3, 4, 5, 6, 7], false],
  ])('%s (S2)', (_what, marks, expected, byAttendance) => {
    const split = of(marks);
    expect([split.schoolsSharing.map(({ row }) => row), split.byAttendance]).toEqual([expected, byAttendance]);
    expect([split.schools.gross, split.bySchool.reduce((sum, { gross }) => sum + gross, 0)]).toEqual([20_000, 20_000]);
  });
  it('a guest of a third cluster is no mark of either (S2)', () => {
    const guest = MEMBERSHIP.map((row) => (row['school'] === 'School 8' ? { ...row, to: '2026-10-31' } : row));
    const split = of({ 8: 'Present', 1: 'Present' }, { membership: guest });
    expect([split.schoolsSharing.map(({ row }) => row), split.byAttendance]).toEqual([[0, 5, 6], false]);
  });
});
