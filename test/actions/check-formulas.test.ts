import { formulaProblems } from '../../src/actions/check-formulas';
import { DIRECTOR, open, problems } from '../support/action-cases';

describe('formulas of computed columns (A1)', () => {
  it('are no finding as the tracker wrote them, however a spreadsheet quotes and spaces them', () => {
    const book = open();
    const { headerFormulas } = book.as(DIRECTOR);
    expect(formulaProblems(book.tables(), book.as(DIRECTOR))).toEqual([]);
    const spaced = (key: Parameters<typeof headerFormulas>[0], width: number) =>
      headerFormulas(key, width).map((formula) => formula.replace(/, /g, ' ,').replace(/(\w+)!/g, "'$1'!"));
    expect(formulaProblems(book.tables(), { ...book.as(DIRECTOR), headerFormulas: spaced })).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['Requests', 'requests.flag', '={"Flag";"approved £350.00"}'],
    ['Requests', 'requests.flag', ''],
    ['Requests', 'requests.flag', '=REQUEST_FLAGS(Overview!$B$2, Settings!A:E)'],
    ['Ledger', 'ledger.flag', '={"Flag"}'],
    ['Clusters', 'clusters.agreementEnd', '={"Agreement end"}'],
  ])('are a stop in %s where %s reads %j', (sheet, column, formula) => {
    const book = open();
    book.replaced.set(column, formula);
    expect(problems(book)).toEqual([
      expect.objectContaining({
        sheet,
        row: 1,
        severity: 'stop',
        message: expect.stringMatching(
          formula === ''
            ? /but holds no formula\. What the column shows was not/
            : /but holds another formula, =.*\(A1\)$/,
        ),
      }),
    ]);
  });

  it('follow tabs that were renamed, and no other tab that took the name', () => {
    const book = open();
    const renamed = (name: string) => ({
      ...book.as(DIRECTOR),
      nameOf: (key: string) => (key === 'decisions' ? 'Old decisions' : book.as(DIRECTOR).nameOf(key as 'decisions')),
      headerFormulas: (key: Parameters<ReturnType<typeof book.as>['headerFormulas']>[0], width: number) =>
        book
          .as(DIRECTOR)
          .headerFormulas(key, width)
          .map((formula) => formula.replace(/Decisions!/g, `${name}!`)),
    });
    expect(formulaProblems(book.tables(), renamed("'Old decisions'"))).toEqual([]);
    expect(formulaProblems(book.tables(), renamed('Decisions')).map(({ sheet }) => sheet)).toEqual([
      'Requests',
      'Ledger',
    ]);
  });
});
