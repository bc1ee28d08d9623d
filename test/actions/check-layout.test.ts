import { brokenTabs, layoutProblems, renamed, renamedProblem, withAlias } from '../../src/actions/check-layout';
import { ASKED, MONEY, open, problems } from '../support/action-cases';
import { meeting } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';

describe('a tab that is gone', () => {
  it.each(['ledger', 'requests', 'settings', 'release', 'reviews', 'attendance', 'log'] as const)(
    'Check workbook says that the tab of %s is missing, and what to do',
    (key) => {
      const book = open([ASKED], { ledger: [MONEY] });
      book.lose(key);
      expect(problems(book).filter(({ message }) => /tab is missing/.test(message))).toEqual([
        expect.objectContaining({
          severity: 'stop',
          message: expect.stringMatching(/Version history.*Set up workbook/),
        }),
      ]);
    },
  );
});

describe('header rows and computed columns', () => {
  const layoutOf = (book: FakeWorkbook) =>
    layoutProblems(book.tables()).map(({ sheet, a1, message }) => [sheet, a1, message]);

  it('have nothing said of them while they are in order', () => expect(layoutOf(open())).toEqual([]));

  it('say that a header stands twice, and which column is read', () => {
    const book = open();
    book.rename('ledger', 'note', 'Payee');
    expect(layoutOf(book)).toContainEqual(['Ledger', 'G1', expect.stringMatching(/two columns are headed "Payee"/)]);
  });

  it('say what the formula shows instead, that it is gone, or what was typed below it (A1)', () => {
    const book = open();
    book.type('requests', 3, 'flag', 'approved');
    expect(layoutOf(book)).toEqual([
      ['Requests', 'U3', expect.stringMatching(/^Requests!U3 \(Flag\): "approved" was typed into a column/)],
    ]);
    book.rename('requests', 'flag', '#REF!');
    expect(layoutOf(book)[0]).toEqual(['Requests', 'U1', expect.stringMatching(/shows #REF! instead/)]);
    book.rename('requests', 'flag', 'Loading…');
    expect(layoutOf(book)).toHaveLength(1);
    book.rename('requests', 'flag', 'Mine');
    expect(layoutOf(book)).toContainEqual([
      'Requests',
      'A1',
      expect.stringMatching(/there should be the computed column "Flag", and there is none/),
    ]);
  });

  it('name twenty cells that were typed there, and count the others', () => {
    const book = open();
    for (let row = 3; row < 28; row++) book.type('requests', row, 'flag', 'Yes');
    const found = layoutOf(book);
    expect(found).toHaveLength(20);
    expect(found[19]![2]).toMatch(/5 more cells below are like it\.$/);
    expect(found[18]![2]).not.toMatch(/more cells/);
  });
});

describe('a tab that no row can be read of', () => {
  it('hides what only follows from it behind one line a tab', () => {
    const book = open([ASKED], { meetings: [meeting('M-1', '2026-10-01'), meeting('M-2', '2026-10-08')] });
    book.rename('clusters', 'name', 'Called');
    const found = problems(book);
    const ofMeetings = found.filter(({ sheet }) => sheet === 'Meetings');
    expect([...brokenTabs(book.tables())]).toEqual(['clusters']);
    expect(ofMeetings.map(({ message, repair }) => [message, repair])).toEqual([
      [
        'Meetings: 2 rows name rows of Clusters, none of which can be read until the header row of Clusters is ' +
          'mended. Mend that first.',
        null,
      ],
    ]);
    expect(found.filter(({ sheet }) => sheet === 'Requests').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Requests: 1 row names a row of Clusters/),
    ]);
  });
});

describe('a cluster or school that was renamed (P5)', () => {
  const renamedBook = () => {
    const book = open();
    book.type('clusters', 3, 'name', 'Southern Cluster');
    return book;
  };

  it('is offered its old name for an alias, where it is plain which it is', () => {
    const found = renamed(renamedBook().tables());
    expect(found).toEqual([{ key: 'clusters', row: 1, oldName: 'South Cluster', shown: '', becomes: 'South Cluster' }]);
    expect(renamedProblem(renamedBook().tables(), found[0]!)).toMatchObject({
      sheet: 'Clusters',
      a1: 'C3',
      severity: 'stop',
      repair: { shown: '', becomes: 'South Cluster' },
    });
  });

  it('is not guessed at where two names lead nowhere, or two rows have no members', () => {
    const two = renamedBook();
    two.type('membership', 2, 'cluster', 'West Cluster');
    expect(renamed(two.tables())).toEqual([]);
    const idle = renamedBook();
    idle.add('clusters', { id: 'C-3', name: 'East Cluster' });
    expect(renamed(idle.tables())).toEqual([]);
  });

  it.each([
    ['', 'South', 'South'],
    ['North; Northern', 'South', 'North; Northern; South'],
    ['North\n Northern ', 'South', 'North; Northern; South'],
    ['North; South', 'South', null],
    ['', '=South', "'=South"],
  ])('the aliases %j with %j are %j', (aliases, name, expected) => expect(withAlias(aliases, name)).toBe(expected));
});
