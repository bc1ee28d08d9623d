import {
  costOfNobody,
  countingText,
  doubleEntry,
  isAfterSchool,
  isNoWholeCluster,
  markedTwice,
  nobodyReleased,
  noMarks,
  notMarked,
  outsideHours,
  sharesMove,
  wasNoMember,
} from '../../../src/rules/meetings/words';

describe('what the rules of meetings have to say (M2 to M4, F4, P7)', () => {
  it.each([
    ['P7', 'warn', /^School 6 was not in North Cluster/, wasNoMember({ school: 'School 6', cluster: 'North Cluster' })],
    ['M3', 'warn', /^School 1 is marked twice at M-1$/, markedTwice({ school: 'School 1', meeting: 'M-1' })],
    ['F4', 'stop', /no teacher came/, nobodyReleased()],
    [
      'M4',
      'warn',
      /already a meeting .*: M-1\. Is this a second entry of the same meeting\?$/,
      doubleEntry({ earlier: 'M-1' }),
    ],
    ['M3', 'warn', /^No school is marked/, noMarks()],
    ['F4', 'warn', /what a school that did not come spent does not count/, costOfNobody()],
    ['M2', 'note', /does not count towards the minimum/, isAfterSchool()],
    ['M2', 'note', /^Sub-group meetings do not count/, isNoWholeCluster({ kind: 'Sub-group' })],
  ])('stands by rule %s, as %s: %s', (rule, severity, says, finding) => {
    expect([finding.rule, finding.severity]).toEqual([rule, severity]);
    expect(finding.message).toMatch(says);
  });

  it.each([
    ['counts', 'Held', 1, 'It counts towards the yearly minimum.'],
    ['counts', 'Held', 2, 'They count towards the yearly minimum.'],
    ['counts', 'Planned', 1, 'It counts towards the yearly minimum, once it is held.'],
    ['counts', 'Planned', 3, 'They count towards the yearly minimum, once they are held.'],
    ['counts', 'Cancelled', 1, 'It counts for nothing then.'],
    ['after school', 'Held', 1, 'It does not count towards the yearly minimum.'],
    ['not whole cluster', 'Planned', 2, 'They do not count towards the yearly minimum.'],
    ['not set', 'Held', 1, 'Whether it counts is not set.'],
    ['not set', 'Planned', 2, 'Whether they count is not set.'],
  ] as const)('says of what is %s and %s, %d of them: %s (M2)', (counting, status, count, expected) =>
    expect(countingText(counting, status, count)).toBe(expected),
  );

  it('says between which times a meeting was, and the school day is, as far as they are known (M2)', () => {
    const says = (start: number | null, closes: number | null) =>
      outsideHours({ start, end: 990, opens: 510, closes }).message;
    expect([says(null, 930), says(900, null)]).toEqual([
      'It is ticked “in school hours”, and was to 16:30; the school day is from 08:30 to 15:30: was it in school hours?',
      'It is ticked “in school hours”, and was from 15:00 to 16:30; the school day is from 08:30: was it in school hours?',
    ]);
  });

  it('names the training whose shares move, and every school that is not marked (S2, M3)', () => {
    expect(sharesMove({ sessions: ['CPD-1', 'CPD-2'] }).message).toMatch(
      /^Who came .* training CPD-1, CPD-2 costs above/,
    );
    expect(notMarked({ schools: ['Ash', 'Elm'] }).message).toBe('2 schools not marked (Ash, Elm): counted as absent.');
  });

  it('says where a mark belongs that is in no figure', () =>
    expect(wasNoMember({ school: 'School 6', cluster: 'North Cluster' }).cure).toMatch(/own cluster, or a membership/));
});
