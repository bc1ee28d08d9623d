import { disguisedText, judgeLog, missingColumns, straysOf, verifyLog } from '../../src/actions/verify-log';
import { readCompared, readHead } from '../../src/actions/write-log';
import { chain } from '../../src/rules/basics/log-chain';
import type { Cell } from '../../src/workbook/cell';
import { SHEETS } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, DIRECTOR, LEAD, make, open, STRANGER } from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { grid, type Row } from '../support/rules-tables';

/** Three lines: two requests and a decision. */
const told = () => {
  const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
  make(book, ADVISOR, 'Approve');
  return book;
};
const message = (book: FakeWorkbook) => (verifyLog(book.as(DIRECTOR)) as { message: string }).message;
const gridOf = (book: FakeWorkbook) =>
  book
    .tables()
    .grid('log')
    .map((row) => [...row]);

describe('the log (A12)', () => {
  it('is good as the tracker wrote it, and says what its newest line is', () => {
    const book = told();
    expect(verifyLog(book.as(DIRECTOR))).toEqual({
      ok: true,
      good: true,
      lines: 3,
      message: 'Good: all 3 lines are as they were written.',
      newest: readHead(book.as(DIRECTOR)),
      mayClose: false,
    });
  });

  it.each<[string, (book: FakeWorkbook) => void, RegExp]>([
    ['a word is changed', (book) => book.type('log', 3, 'what', 'x'), /^Tampered: Log row 3: line 2 was changed after/],
    ['a line is cleared', (book) => book.clear('log', 3), /^Tampered: Log row 4: line 3 stands where line 2 belongs/],
    ['the last line is cleared', (book) => book.clear('log', 4), /^Tampered: .*line 3 to 3 were removed\.$/],
    ['a number is no number', (book) => book.type('log', 2, 'no', 'one'), /^Tampered: Log row 2: its number/],
    [
      'a line is added by hand',
      (book) => book.add('log', { no: 4, time: '2026-11-25T10:00:00Z', who: ADVISOR, action: 'Approve', hash: 'x' }),
      /^Tampered: Log row 5: line 4 was not written by the tracker/,
    ],
    [
      'a column is renamed',
      (book) => book.rename('log', 'hash', 'Sum'),
      /^The Log has no column headed "Hash": it was renamed or deleted/,
    ],
  ])('is not when %s', (_, tamper, expected) => {
    const book = told();
    tamper(book);
    expect(message(book)).toMatch(expected);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: false });
  });

  it.each<[string, number, string, string, RegExp]>([
    ['a word', 3, 'what', 'declined', /^Disguised: Log![A-Z]3 shows “declined” and holds “/],
    ['nothing', 4, 'action', '', /^Disguised: Log![A-Z]4 shows “” and holds “Approve”/],
    ['another number', 2, 'no', '7', /^Disguised: Log!A2 shows “7” and holds “1”/],
    ['no number', 2, 'no', 'approved', /shows “approved” and holds “1”.*Format ▸ Number ▸ Automatic\.$/],
    ['another header', 1, 'who', 'Read by', /^Disguised: Log![A-Z]1 shows “Read by” and holds “Who”/],
  ])('is not when a format shows %s', (_, row, column, shown, expected) => {
    const book = told();
    book.look('log', row, column, shown);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: false, mayClose: false, lines: 3 });
    expect(message(book)).toMatch(expected);
  });

  it.each<[string, { rows?: number[]; isFiltered?: boolean; mayShow?: boolean }, RegExp]>([
    ['was hidden', { rows: [3] }, /^Hidden: row 3 of the Log could not be seen\. .*are shown again: read them\./],
    ['and others were hidden', { rows: [2, 3, 4] }, /^Hidden: rows 2, 3 and 4 of the Log could not be seen\./],
    [
      'may be left out by a filter',
      { isFiltered: true },
      /^There is a filter on the Log.*Data ▸ Remove filter there\./,
    ],
    ['may be hidden from whoever cannot show it', { mayShow: false }, /^Rows of it may be hidden.*owner of the file/],
    [
      'is hidden from whoever cannot show it',
      { rows: [4], mayShow: false },
      /^Hidden: row 4 of the Log could not be seen\. Rows of it may be hidden, and .* your account/,
    ],
  ])('is not good when a row %s', (_, { rows = [], isFiltered = false, mayShow = true }, expected) => {
    const book = told();
    book.hidden.set('log', { rows, isFiltered, mayShow });
    const verified = verifyLog(book.as(DIRECTOR));
    expect(verified).toMatchObject({ good: false, mayClose: false, lines: 3, newest: readHead(book.as(DIRECTOR)) });
    expect(verified).toMatchObject({ message: expect.stringMatching(expected) });
    expect(verified).toMatchObject({ message: expect.stringMatching(/Then verify the log again\.$/) });
    // Seen again, there is nothing more to say.
    const isOver = !isFiltered && mayShow;
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: isOver });
  });

  it('says both that a cell is disguised and that a row was hidden, and shows it whatever else is amiss', () => {
    const book = told();
    book.look('log', 3, 'what', 'declined');
    book.hidden.set('log', { rows: [3], isFiltered: false, mayShow: true });
    expect(message(book)).toMatch(/^Disguised: .*Automatic\. Hidden: row 3/);
    book.hidden.set('log', { rows: [3], isFiltered: false, mayShow: true });
    book.type('log', 3, 'what', 'x');
    expect(message(book)).toMatch(/^Tampered: [^.]*\.$/);
    expect(book.hidden.get('log')!.rows).toEqual([]);
  });

  it('is good however a number or a date is shown', () => {
    const book = told();
    book.look('log', 4, 'no', '3.');
    expect(message(book)).toMatch(/^Good/);
    book.look('log', 2, 'who', 'x');
    book.look('log', 3, 'who', 'x');
    expect(message(book)).toContain('written. 1 more cell does so.');
    book.look('log', 4, 'who', 'x');
    expect(message(book)).toContain('written. 2 more cells do so.');
  });

  it('is good where a tick or a date is shown in another way, and not where it is shown as another day', () => {
    const header = SHEETS.log.columns.time.header;
    const says = (cell: Cell, shown: string) => disguisedText([[header], [cell]], [[header], [shown]]);
    const date = new Date('2026-11-24T10:00:00Z');
    expect([says(true, 'wahr'), says(date, '24/11/26 10:00'), says('x', 'x')]).toEqual([null, null, null]);
    expect(says(true, '')).toMatch(/^Disguised: Log!A2 shows “” and holds “TRUE”/);
    expect(says(date, '24/11/25')).toMatch(
      /^Disguised: Log!A2 shows “24\/11\/25” and holds “2026-11-24T10:00:00.000Z”/,
    );
    expect(says('a'.repeat(70), 'b'.repeat(70))).toContain(`shows “${'b'.repeat(60)}” and holds “${'a'.repeat(60)}”`);
  });

  it('is empty in a new workbook', () => {
    expect(message(open([]))).toMatch(/^Good: the log is empty\. There was no line of the log from outside/);
  });

  it('is not verified while somebody is saving, nor for strangers', () => {
    const world = told().as(DIRECTOR);
    expect(verifyLog({ ...world, locked: () => null })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Somebody else is saving/),
    });
    expect(verifyLog(told().as(STRANGER))).toMatchObject({ ok: false });
  });
});

describe('the log compared with a digest mail (A12)', () => {
  const mailedOf = (book: FakeWorkbook) => {
    const { no, hash } = readHead(book.as(DIRECTOR))!;
    return `Newest line of the log: ${no}, ${hash}`;
  };
  const compare = (book: FakeWorkbook, mailed: unknown) => verifyLog(book.as(DIRECTOR), { mailed });

  it('is good while the mailed line is among its lines, also where nothing else is kept of it', () => {
    const book = told();
    const mailed = mailedOf(book);
    make(book, ADVISOR, 'Revoke');
    const asMailed = /^Good: all 4 lines are as they were written, and the one in your mail is among them\.$/;
    const good = { good: true, mayClose: false, message: expect.stringMatching(asMailed) };
    expect(compare(book, mailed)).toMatchObject(good);
    expect(compare(book, mailed.replace(/^.*: (\d+), /, '$1 ').toUpperCase())).toMatchObject(good);
    book.forget();
    expect(compare(book, mailed)).toMatchObject(good);
    expect(compare(book, null)).toMatchObject({ message: expect.stringMatching(/There was no line of the log/) });
    expect(readCompared(book.as(DIRECTOR))).toMatchObject({ no: 3 });
  });

  it('is not when it was rebuilt or cut short since, however well its lines follow one another', () => {
    const [book, other] = [told(), told()];
    make(other, ADVISOR, 'Revoke');
    const [mailed, longer] = [mailedOf(book).replace(/.{4}$/, '0000'), mailedOf(other)];
    book.forget();
    expect(compare(book, mailed)).toMatchObject({
      good: false,
      message: expect.stringMatching(/line 3 is not the one/),
    });
    expect(compare(book, longer)).toMatchObject({
      good: false,
      message: expect.stringMatching(/line 4 to 4 were removed/),
    });
    expect(readCompared(book.as(DIRECTOR))).toBeNull();
  });

  it.each(['57', 'Newest line of the log: 57, 3f9c…', 'x'.repeat(400), 5, {}])(
    'refuses %j, and says what to copy',
    (mailed) => {
      expect(compare(told(), mailed)).toMatchObject({ ok: false, problems: [{ field: 'mailed' }] });
    },
  );
});

describe('a log read from elsewhere', () => {
  it('may have grown since the number and hash that are known', () => {
    const book = told();
    const head = readHead(book.as(DIRECTOR))!;
    make(book, ADVISOR, 'Revoke');
    const grid = gridOf(book);
    expect(judgeLog(grid, head)).toMatchObject({ good: true, lines: 4 });
    expect(judgeLog(grid, head, true)).toMatchObject({ good: false });
  });

  it('is read whatever an export made of its cells', () => {
    const book = told();
    const grid = gridOf(book);
    const time = grid[0]!.indexOf('Time');
    for (const row of grid.slice(1)) {
      row[time] = new Date(String(row[time]));
      row[0] = String(row[0]);
    }
    expect(judgeLog(grid, readHead(book.as(DIRECTOR)))).toMatchObject({ good: true, lines: 3 });
  });

  it('is read whatever an export made of texts that look like more', () => {
    const entry = { time: '2026-11-24T10:00:00Z', who: LEAD, role: '', reference: '' };
    const lines = ['TRUE', 'FALSE', '42'].map((what) => ({ ...entry, action: 'Note', what }));
    const cells = grid('log', chain(null, lines) as unknown as Row[]);
    const what = cells[0]!.indexOf('What');
    const made = [true, false, 42];
    const exported = cells.map((row, at) =>
      row.map((cell, column) => (at > 0 && column === what ? made[at - 1]! : cell)),
    );
    expect(judgeLog(exported, null)).toMatchObject({ good: true, lines: 3 });
    exported[1]![what] = new Date(Number.NaN);
    expect(judgeLog(exported, null)).toMatchObject({
      good: false,
      message: expect.stringMatching(/row 2: line 1 was/),
    });
  });

  it.each(['x2', '2x', '2.0', '-2', ' '])('is not good where “%s” is the number of a line', (no) => {
    const book = told();
    book.type('log', 3, 'no', no);
    expect(message(book)).toMatch(/^Tampered: Log row 3: its number \(No\) cannot be read/);
  });

  it('goes on past the ninth line, and over rows in which nothing stands', () => {
    const book = open(Array.from({ length: 12 }, (_, at) => ({ ...ASKED, id: `R-${at + 1}` })));
    const rows = gridOf(book);
    rows.splice(
      3,
      0,
      rows[0]!.map(() => ''),
      [],
    );
    expect(judgeLog(rows, readHead(book.as(DIRECTOR)), true)).toMatchObject({ good: true, lines: 12 });
  });

  it('says in which columns more than one is missing, and what to do', () =>
    expect(judgeLog([['No', 'Time', 'Who', 'Role', 'Action', 'Reference', 'What']], null)).toEqual({
      good: false,
      lines: 0,
      message:
        'The Log has no column headed "Previous hash", "Hash": it was renamed or deleted. Give it its old header ' +
        'again, then verify again.',
    }));

  it('says which columns are not there', () => {
    expect(missingColumns(gridOf(told()))).toEqual([]);
    expect(missingColumns([['No', 'Time', 'Who', 'Role', 'Action', 'Reference', 'What']])).toEqual([
      'Previous hash',
      'Hash',
    ]);
    expect(missingColumns([])).toHaveLength(9);
  });
});

describe('lines that the tracker never wrote', () => {
  it('are told by their row, where there is something to compare them with', () => {
    const book = told();
    const head = readHead(book.as(DIRECTOR));
    expect(straysOf(gridOf(book), head)).toEqual([]);
    book.add('log', { no: 2, time: '2026-11-25T10:00:00Z', who: ADVISOR, action: 'Approve', hash: 'typed' });
    expect(straysOf(gridOf(book), head)).toMatchObject([{ rowNumber: 5, line: { hash: 'typed', who: ADVISOR } }]);
    expect(straysOf(gridOf(book), null)).toEqual([]);
    book.rename('log', 'what', 'Words');
    expect(straysOf(gridOf(book), head)).toEqual([]);
  });
});
