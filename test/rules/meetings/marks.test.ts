import { came, releasedTeacher } from '../../../src/rules/meetings/marks';
import { mark, meeting, read } from '../../support/builders';

describe('what a mark says (M3, F4)', () => {
  it.each([
    ['Present', true],
    ['Substitute', true],
    ['Apologies', false],
    ['Absent', false],
  ] as const)('%s: the school was there: %j (M3)', (word, there) => expect(came(word)).toBe(there));

  it.each([
    ['Present', null, true],
    ['Present', 1, true],
    ['Substitute', 2, true],
    ['Present', 0, false],
    ['Apologies', 1, false],
    ['Absent', null, false],
  ])('%s with %j teachers released a teacher: %j (F4)', (word, teachers, released) => {
    const { attendance } = read({
      meetings: [meeting('M-1', '2026-10-01')],
      attendance: [mark('M-1', 1, word, { teachers })],
    });
    expect(releasedTeacher(attendance.at(0))).toBe(released);
  });
});
