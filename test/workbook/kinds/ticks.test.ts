import { yesOrNo } from '../../../src/workbook/kinds/ticks';

describe('yes and no', () => {
  it.each(['Yes', 'y', 'TRUE', '1', 'x', 'X', '✓', '✔', '✔\ufe0f', '☑', '✅', ' ticked '])('%j is yes', (word) =>
    expect(yesOrNo(word)).toBe(true),
  );
  it.each(['No', 'n', 'false', '0', '✗', '✘', '❌', '☐'])('%j is no', (word) => expect(yesOrNo(word)).toBe(false));
  it.each(['perhaps', '', '2', '-', 'N/A', '☒'])('%j is neither', (word) => expect(yesOrNo(word)).toBeUndefined());
});
