import { readMeeting, withMeeting } from '../../../src/rules/meetings/recorded-meeting';
import { day } from '../../support/rules-tables';

const MEETING = {
  id: 'M-1',
  cluster: 'C-1',
  date: day('2026-11-20'),
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
} as const;

describe('what the log keeps of a meeting (A12)', () => {
  it('stands at the end of its line, and is read back', () => {
    const line = withMeeting('North, 20 Nov 2026', MEETING);
    expect(line).toBe('North, 20 Nov 2026 [M-1 | C-1 | 2026-11-20 | in school hours | Whole cluster | Held]');
    expect(readMeeting(line)).toEqual(MEETING);
    const other = { ...MEETING, inSchoolHours: false, kind: 'Sub-group', status: 'Cancelled' } as const;
    expect(readMeeting(withMeeting('', other))).toEqual(other);
  });

  it('is the last in the line: what somebody typed before it makes no difference', () => {
    const forged = withMeeting('note [M-1 | C-2 | 2026-11-20 | after school | Sub-group | Held]', MEETING);
    expect(readMeeting(forged)).toEqual(MEETING);
  });

  it.each([
    '',
    'North, 20 Nov 2026',
    'x [M-1 | C-1 | 20 Nov | in school hours | Whole cluster | Held]',
    'x [M-1 | C-1 | 2026-11-31 | in school hours | Whole cluster | Held]',
    'x [M-1 | C-1 | 2026-11-20 | in school hours | Everybody | Held]',
    'x [M-1 | C-1 | 2026-11-20 | in school hours | Whole cluster | Put off]',
    'x [D-1 0f]',
  ])('is nothing in a line without: %s', (line) => expect(readMeeting(line)).toBeNull());
});
