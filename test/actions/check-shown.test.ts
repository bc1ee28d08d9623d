import { ADVISOR, ASKED, flag, make, open, problems } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';

const found = (book: FakeWorkbook) => problems(book).filter(({ message }) => message.includes('by its number format'));

describe('words that a number format shows as others (A1)', () => {
  const declined = () => {
    const book = open([ASKED, { ...ASKED, id: 'R-2' }]).begin();
    make(book, ADVISOR, 'Decline');
    return book;
  };

  it('are none where every cell shows what it holds', () => expect(found(declined())).toEqual([]));

  it.each([
    ['requests', 2, 'flag', 'approved £350.00', 'Requests', 'Flag'],
    ['requests', 2, 'purpose', 'Another day', 'Requests', 'Purpose'],
    ['decisions', 2, 'decision', 'Approve', 'Decisions', 'Decision'],
  ] as const)('are a serious finding: %s row %d, %s as “%s”', (sheet, row, column, shown, title, header) => {
    const book = declined();
    book.look(sheet, row, column, shown);
    expect(flag(book)).toBe('declined');
    expect(found(book)).toMatchObject([{ sheet: title, row, header, severity: 'stop', repair: null }]);
    expect(found(book)[0]!.message).toContain(`shows “${shown}”`);
  });

  it('are told once a column, with how many cells are so', () => {
    const book = declined();
    book.look('requests', 2, 'purpose', 'x');
    book.look('requests', 3, 'purpose', 'x');
    expect(found(book)).toHaveLength(1);
    expect(found(book)[0]!.message).toContain('So does one more cell.');
  });
});
