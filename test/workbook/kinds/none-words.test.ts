import { isNone, isOpenEnded } from '../../../src/workbook/kinds/none-words';

describe('words that say there is nothing', () => {
  it.each(['n/a', 'N/A', 'n.a.', 'NA', '-', '\u2013', ' \u2014 ', '£ -', '£-', 'none', 'Nil', 'not applicable', '/'])(
    '%j',
    (text) => expect(isNone(text)).toBe(true),
  );
  it.each(['TBC', 'later', 'no', '0', '£0', 'North', '?', '#N/A', 'ongoing'])('are not %j', (text) =>
    expect(isNone(text)).toBe(false),
  );
  it.each(['ongoing', 'Present', 'to present', 'current', 'continuing', '-', 'n/a'])(
    'or that it has no end: %j',
    (text) => expect(isOpenEnded(text)).toBe(true),
  );
  it.each(['TBC', '2027', 'end of term', 'absent'])('which %j does not', (text) =>
    expect(isOpenEnded(text)).toBe(false),
  );
});
