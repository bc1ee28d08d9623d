import { knownPieces, listed } from '../../../src/workbook/kinds/lists';

describe('a list in a cell', () => {
  it('has semicolons or line breaks between its pieces, and no blank ones', () =>
    expect(listed('A; B\nC;\u00a0;\u200b; D, E')).toEqual(['A', 'B', 'C', 'D, E']));

  const known = ['Oak', 'Elm, Salisbury', 'St John and St Paul', 'St John', 'Ash & Beech'];
  const find = (name: string) => (known.includes(name) ? name : undefined);
  it.each([
    ['Oak, St John', ['Oak', 'St John']],
    ['Oak and St John', ['Oak', 'St John']],
    ['Oak, St John, and Elm, Salisbury', ['Oak', 'St John', 'Elm, Salisbury']],
    ['St John and St Paul and Oak', ['St John and St Paul', 'Oak']],
    ['Oak & Ash & Beech', ['Oak', 'Ash & Beech']],
    ['Oak; St John, Oak', ['Oak', 'St John', 'Oak']],
    ['Oak,', ['Oak']],
  ])('can be told from known names in %j', (text, pieces) => expect(knownPieces(text, find)).toEqual(pieces));
  it.each(['Oak, Pine', 'Elm', 'Oak St John', `${'Oak, '.repeat(70)}Pine`])('cannot in %j', (text) =>
    expect(knownPieces(text, find)).toBeNull(),
  );
});
