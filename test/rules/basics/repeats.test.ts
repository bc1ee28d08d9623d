import * as fc from 'fast-check';
import { hashOf, repeatsIn } from '../../../src/rules/basics/repeats';

describe('repeatsIn', () => {
  it('finds each text that stands earlier, as comparing all with all does', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2, unit: fc.constantFrom('a', 'b', 'c', '\u20ac') })), (texts) => {
        const expected = texts.flatMap((text, index) => {
          const earlier = texts.indexOf(text);
          return text !== '' && earlier < index ? [[index, earlier]] : [];
        });
        expect(repeatsIn(Int32Array.from(texts, hashOf), (a, b) => texts[a] === texts[b])).toEqual(expected);
      }),
    );
  });
});
