import { andMore, firstFew, firstOf } from '../../../src/rules/basics/long-lists';

describe('firstOf', () => {
  it.each([
    [[], 2, [], 0],
    [['oak', 'ash'], 2, ['oak', 'ash'], 0],
    [['oak', 'ash', 'elm'], 2, ['oak', 'ash'], 1],
  ])('of %j shows %i and counts the others', (all, most, shown, more) =>
    expect(firstOf(all, most)).toEqual({ shown, more }),
  );
});

describe('andMore', () => {
  it('says how many there are besides, and where', () => {
    expect(andMore(750, 'the Requests tab has them all')).toBe('and 750 more: the Requests tab has them all');
    expect(andMore(1)).toBe('and 1 more');
  });
});

describe('firstFew', () => {
  it.each([
    [['E7'], 2, 'E7'],
    [['E7', 'F7'], 2, 'E7, F7'],
    [['E7', 'F7', 'G7'], 2, 'E7, F7 and 1 more'],
    [[], 2, ''],
  ])('of %j names %i', (texts, most, says) => expect(firstFew(texts, most)).toBe(says));
});
