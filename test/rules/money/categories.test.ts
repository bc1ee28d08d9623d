import { IN_CATEGORIES, OUT_CATEGORIES } from '../../../src/rules/basics/words';
import { CATEGORY_SPECS } from '../../../src/rules/money/categories';
import { ledgerLine } from '../../support/builders';
import { flagsOf, rulesOf, YEAR_END } from '../../support/ledger-cases';
import type { Row } from '../../support/rules-tables';

describe('where money of a category may come from and go to (S10, F5 to F8)', () => {
  it.each([
    ['Match', 'Lead support', ['S10']],
    ['Lead support', 'Lead support', []],
    ['Lead support', 'Administration', ['S10']],
    ['Administration', 'Administration', []],
    ['School cash', 'Administration', ['S10']],
    ['Other income', 'Administration', []],
  ])('%s into the pot "%s": %j (S10)', (category, pot, expected) => {
    expect(rulesOf([ledgerLine('L-1', '2026-10-01', 'In', category, 10, { pot })], {}, YEAR_END)[0]).toEqual(expected);
  });
  it.each([
    ['Resources', 'Cluster pot', []],
    ['Resources', 'Lead support', ['S10']],
    ['Organising time', 'Lead support', []],
    ['Organising time', 'Administration', ['S10']],
    ['Travel', 'Lead support', ['S10']],
    ['Project', 'Administration', ['S10']],
    ['Supply', 'Lead support', []],
    ['Supply', 'Administration', []],
    ['Other', 'Administration', []],
  ])('%s out of the pot "%s": %j (S10)', (category, pot, expected) => {
    const money = ledgerLine('L-9', '2026-10-01', 'In', 'Other income', 100, { pot });
    const found = rulesOf([money, ledgerLine('L-1', '2026-10-01', 'Out', category, 10, { pot })])[1]!;
    expect(found.filter((rule) => rule === 'S10')).toEqual(expected);
  });
});

describe('every category (F5 to F8, S3, S6 to S9)', () => {
  it('that the rules entitle a pot to comes into one pot alone (F5 to F8)', () => {
    const entitled = IN_CATEGORIES.filter((category) => CATEGORY_SPECS[category].isEntitlement);
    expect(entitled).toEqual(['Match', 'School cash', 'Lead support', 'Administration']);
    for (const category of entitled) expect(CATEGORY_SPECS[category].pots).toHaveLength(1);
  });
  it('that comes in asks for no request', () =>
    expect(IN_CATEGORIES.filter((category) => CATEGORY_SPECS[category].request)).toEqual([]));
  it.each([
    ['Organising time', 'S6'],
    ['Travel', 'S7'],
    ['Project', 'S8'],
    ['Supply', 'S8'],
  ] as const)('%s is paid for a request only (%s)', (category, rule) =>
    expect(rulesOf([ledgerLine('L-1', '2026-10-20', 'Out', category, 10)])).toEqual([[rule]]),
  );
  it.each(['Resources', 'Other'])(
    '%s is paid for any request that names it, and for none by nobody (S9, S10a)',
    (category) => {
      const paid = (more: Row) => rulesOf([ledgerLine('L-1', '2026-10-20', 'Out', category, 10, more)]);
      expect([paid({ request: 'R-0' }), paid({})]).toEqual([[[]], [['S10a']]]);
    },
  );
  it.each(IN_CATEGORIES)('%s comes in and does not go out (S10)', (category) => {
    const [pot] = CATEGORY_SPECS[category].pots;
    const [into, out] = (['In', 'Out'] as const).map((way, index) =>
      ledgerLine(`L-${index + 1}`, '2026-10-20', way, category, 10, { pot: pot! }),
    );
    expect(flagsOf([into!, out!])).toEqual([[], [`S10: ${category} goes in, not out`]]);
  });
  it.each(OUT_CATEGORIES)('%s goes out and does not come in (S10)', (category) => {
    const [into, out] = (['In', 'Out'] as const).map((way, index) =>
      ledgerLine(`L-${index + 1}`, '2026-10-20', way, category, 10),
    );
    const [wrong, right] = flagsOf([into!, out!]);
    expect(wrong).toEqual([`S10: ${category} goes out, not in`]);
    expect(right!.filter((flag) => flag.startsWith('S10:'))).toEqual([]);
  });
});
