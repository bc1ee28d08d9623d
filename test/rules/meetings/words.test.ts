import {
  costOfNobody,
  doubleEntry,
  isAfterSchool,
  isNoWholeCluster,
  markedTwice,
  nobodyReleased,
  noMarks,
  wasNoMember,
} from '../../../src/rules/meetings/words';

describe('what the rules of meetings have to say (M2 to M4, F4, P7)', () => {
  it.each([
    ['P7', 'warn', /^School 6 was not in North Cluster/, wasNoMember({ school: 'School 6', cluster: 'North Cluster' })],
    ['M3', 'warn', /^School 1 is marked twice at M-1$/, markedTwice({ school: 'School 1', meeting: 'M-1' })],
    ['F4', 'stop', /no teacher came/, nobodyReleased()],
    ['M4', 'warn', /already a meeting .*: M-1\. Is this a second entry/, doubleEntry({ earlier: 'M-1' })],
    ['M3', 'warn', /^No school is marked/, noMarks()],
    ['F4', 'warn', /what a school that did not come spent does not count/, costOfNobody()],
    ['M2', 'note', /does not count towards the minimum/, isAfterSchool()],
    ['M2', 'note', /^Sub-group meetings do not count/, isNoWholeCluster({ kind: 'Sub-group' })],
  ])('stands by rule %s, as %s: %s', (rule, severity, says, finding) => {
    expect([finding.rule, finding.severity]).toEqual([rule, severity]);
    expect(finding.message).toMatch(says);
  });

  it('says where a mark belongs that is in no figure', () =>
    expect(wasNoMember({ school: 'School 6', cluster: 'North Cluster' }).cure).toMatch(/own cluster, or a membership/));
});
