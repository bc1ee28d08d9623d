import { DECLARED, headerFormula, isSameFormula, tabRange } from '../../../src/workbook/pages/layout';

describe('formulas', () => {
  it('reach as far as the typed columns stand, and name tabs as they are called', () => {
    const layout = {
      nameOf: (key: Parameters<typeof DECLARED.nameOf>[0]) =>
        key === 'ledger' ? "Bursar's book" : DECLARED.nameOf(key),
      positionsOf: (key: Parameters<typeof DECLARED.positionsOf>[0]) =>
        key === 'settings' ? { ...DECLARED.positionsOf(key), note: 11 } : DECLARED.positionsOf(key),
    };
    const formula = headerFormula(layout, 'ledger', 'flag');
    expect(formula).toContain("'Bursar''s book'!A:O");
    expect(formula).toContain('Settings!A:L');
    expect(formula).toContain("'CPD sessions'!A:I");
  });
});

describe('the range of a tab', () => {
  it('ends left of the column that is worked out from it, and is quoted where its name could be a cell', () => {
    expect([tabRange('requests', 'flag'), tabRange('requests')]).toEqual(['Requests!A:T', 'Requests!A:T']);
    expect(tabRange('sessions')).toBe("'CPD sessions'!A:I");
    const nameOf = (name: string) => ({ ...DECLARED, nameOf: () => name });
    expect(tabRange('release', undefined, nameOf('R26'))).toBe("'R26'!A:E");
    expect(tabRange('release', undefined, nameOf('Release'))).toBe('Release!A:E');
  });
});

describe('isSameFormula', () => {
  it('goes by what a formula says, and not by its spaces, quotes and case', () => {
    const wanted = "=LEDGER_FLAGS(Overview!$B$2, 'Settings'!A:I)";
    expect(isSameFormula('=ledger_flags(Overview!$B$2,Settings!A:I)', wanted)).toBe(true);
    expect(isSameFormula('=LEDGER_FLAGS(Overview!$B$2, Settings!A:H)', wanted)).toBe(false);
    expect(isSameFormula('', wanted)).toBe(false);
  });
});
