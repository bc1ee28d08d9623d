import { MATTERS, OUT_CATEGORIES } from '../../../src/rules/basics/words';
import { MATTER_SPECS, mattersUnder, readersOf, rolesText } from '../../../src/rules/requests/matters';

describe('what each matter is decided by (S6 to S9, Q1, C1 to C4, G3)', () => {
  it.each([
    ['Organising time', 'prior approval', 'Advisor'],
    ['Travel', 'case by case', 'Advisor'],
    ['CPD session', 'capped', ''],
    ['Project', 'schools agree', ''],
    ['Resource: first copy', 'order', ''],
    ['Resource: further copy', 'order', ''],
    ['PSQM', 'limited places', 'Advisor'],
    ['Add a school', 'decision', 'Director or Advisor'],
    ['Replace a school', 'decision', 'Director or Advisor'],
    ['School leaving', 'decision', 'Advisor'],
    ['Other funding', 'declaration', ''],
    ['Next stage', 'gate', 'Director'],
    ['Problem, idea or question', 'report', ''],
  ] as const)('%s: %s by "%s"', (matter, kind, deciders) => {
    expect(MATTER_SPECS[matter].kind).toBe(kind);
    expect(rolesText(MATTER_SPECS[matter].deciders)).toBe(deciders);
  });

  it('asks for whatever it needs', () => {
    for (const matter of MATTERS) {
      const { asks, needs } = MATTER_SPECS[matter];
      expect(asks).toEqual(expect.arrayContaining([...needs]));
    }
  });

  it('has somebody who sees to what nobody decides and is to be known (S9, C4, G1)', () => {
    expect(
      MATTERS.filter((matter) => readersOf(matter).length > 0).map((matter) => [matter, readersOf(matter)]),
    ).toEqual([
      ['Resource: first copy', ['Advisor', 'Director']],
      ['Other funding', ['Advisor']],
      ['Problem, idea or question', ['Advisor', 'Director']],
    ]);
    for (const matter of MATTERS) if (readersOf(matter).length > 0) expect(MATTER_SPECS[matter].deciders).toEqual([]);
  });
});

describe('which matters are paid under a category (S6 to S9)', () => {
  it.each([
    ['CPD', ['CPD session']],
    ['Organising time', ['Organising time']],
    ['Travel', ['Travel']],
    ['Supply', ['Organising time', 'Project']],
    ['Resources', ['Project', 'Resource: further copy']],
    ['PSQM', ['Project']],
    ['Other', []],
    ['Match', []],
  ] as const)('%s: %j', (category, matters) => expect(mattersUnder(category)).toEqual(matters));

  it('are only matters that are paid from the cluster pot (S10)', () => {
    const paid = new Set(OUT_CATEGORIES.flatMap(mattersUnder));
    for (const matter of paid) expect(MATTER_SPECS[matter].pots).toEqual(['Cluster pot']);
    expect(MATTERS.filter((matter) => MATTER_SPECS[matter].isIncome)).toEqual(['Other funding']);
  });
});

describe('roles in a sentence', () => {
  it.each([
    [[], ''],
    [['Advisor'], 'Advisor'],
    [['Director', 'Advisor'], 'Director or Advisor'],
  ])('%j is "%s"', (roles, text) => expect(rolesText(roles)).toBe(text));
});
