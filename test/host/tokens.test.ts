import { parse } from '../../host/book/plain/parse';
import { afterOffset, afterRename, afterShift, tokensOf } from '../../host/book/plain/tokens';

describe('formulas of the plain book, as text', () => {
  it.each([
    ["SUM('It''s 2'!$A:B,A1:$B$2, 5:7)", ["'It''s 2'!$A:B", 'A1:$B$2', '5:7']],
    ['LOG10(A1)', ['A1']],
    ['A1B+A1_2+AB12(1)', []],
    ['"A1"&A2', ['A2']],
    ['Tab.1!C3', ['Tab.1!C3']],
  ])('%s names %j', (text, references) => {
    expect(tokensOf(text)!.flatMap((token) => (token.kind === 'reference' ? [token.text] : []))).toEqual(references);
  });

  it.each([
    ['=B5+Other!B5', { kind: 'insert', axis: 'row', at: 4, count: 2 }, '=B7+Other!B5'],
    ['=B5+Other!B5', { kind: 'insert', axis: 'row', at: 5, count: 2 }, '=B5+Other!B5'],
    ['=SUM($B$2:B9)', { kind: 'remove', axis: 'row', at: 0, count: 3 }, '=SUM($B$1:B6)'],
    ['=SUM(B2:B3)', { kind: 'remove', axis: 'row', at: 1, count: 2 }, '=SUM(#REF!)'],
    ['=SUM(A:C)', { kind: 'insert', axis: 'row', at: 1, count: 2 }, '=SUM(A:C)'],
    ['=SUM(A2:C)', { kind: 'insert', axis: 'row', at: 1, count: 2 }, '=SUM(A4:C)'],
    ['=SUM(own!A:C, Own!C:C)', { kind: 'remove', axis: 'column', at: 1, count: 1 }, '=SUM(own!A:B, Own!B:B)'],
    ['=SUM(A:C)+D1', { kind: 'move', axis: 'column', at: 3, count: 1, to: 1 }, '=SUM(A:D)+B1'],
    ['="B5"', { kind: 'insert', axis: 'row', at: 0, count: 1 }, '="B5"'],
  ] as const)('%s follows %j', (formula, shift, after) => {
    expect(afterShift(formula, 'Own', 'own', shift)).toBe(after);
  });

  it('is written for another cell, and for a tab’s new name', () => {
    expect(afterOffset('=$A1+B$2+C3:D4', 1, 1)).toBe('=$A2+C$2+D4:E5');
    expect(afterOffset('=A1', -1, 0)).toBe('=#REF!');
    expect(afterRename("=Old!A1+'OLD'!A:B+A1", 'Old', 'New one')).toBe("='New one'!A1+'New one'!A:B+A1");
  });

  it.each(['=', '=1+', '=F(1', '=(1', '=1 2', '=a b', '=F(1;;', '={1,2}', '=§'])('%s is none', (formula) => {
    expect(parse(formula)).toBeUndefined();
  });
});
