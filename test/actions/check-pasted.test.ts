/** What people paste, fill down and import: what the tracker makes of the row, what it says and what it offers. */
import type { Cell } from '../../src/workbook/cell';
import { leftOut, sayLeftOut } from '../../src/workbook/reading/left-out';
import type { SheetKey } from '../../src/workbook/sheets';
import { SHEET_KEYS } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, flag, MONEY, make, open, problems } from '../support/action-cases';
import { approval, type Tabs } from '../support/builders';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { AGREED } from '../support/ledger-cases';
import { filled, pasted, potOf, repairAll, saidOf } from '../support/pasted';
import { cellDate, day, type Row } from '../support/rules-tables';

describe('a cell that no figure is worked out from', () => {
  it.each<[SheetKey, number, string, string, Cell]>([
    ['requests', 2, 'wantedOn', 'Wanted on', 'ASAP'],
    ['requests', 2, 'wantedOn', 'Wanted on', 'w/c 14 Sept'],
    ['requests', 2, 'wantedOn', 'Wanted on', 'spring term'],
    ['requests', 2, 'doneOn', 'Done on', 'TBC'],
    ['requests', 2, 'payee', 'Payee', '#N/A'],
    ['requests', 2, 'note', 'Note', '#REF!'],
    ['ledger', 3, 'payee', 'Payee', '#N/A'],
    ['ledger', 3, 'evidence', 'Evidence', '#VALUE!'],
    ['ledger', 3, 'note', 'Note', '#NAME?'],
    ['meetings', 2, 'start', 'Start', 'after lunch'],
    ['meetings', 2, 'end', 'End', '9am'],
    ['meetings', 2, 'heldAt', 'Held at', '#N/A'],
    ['attendance', 2, 'note', 'Note', '#N/A'],
    ['sessions', 2, 'fellow', 'Fellow', 'perhaps'],
    ['membership', 2, 'request', 'Request', 'R-gone'],
    ['membership', 2, 'note', 'Note', '#N/A'],
    ['release', 2, 'declaredOn', 'Declared on', 'autumn'],
    ['reviews', 2, 'heldOn', 'Held on', 'July'],
    ['reviews', 2, 'notes', 'Notes', '#N/A'],
  ])('leaves its row in: %s row %d, %s (%s) as %j', (sheet, row, column, header, cell) => {
    const book = pasted(sheet, row, column, cell);
    const table = book.tables().get(sheet);
    expect([table.leftOut, table.count]).toEqual([[], filled().tables().get(sheet).count]);
    expect(saidOf(book, header)).toMatchObject([
      { row, severity: 'warn', message: expect.stringContaining(`(${header})`) },
    ]);
    expect(leftOut(book.tables(), SHEET_KEYS).map(sayLeftOut)).toEqual([
      expect.stringMatching(/^1 cell of .* is not understood$/),
    ]);
  });

  it('so the money of a line counts whose payee is a look-up that failed', () =>
    expect(potOf(pasted('ledger', 3, 'payee', '#N/A'))).toEqual([954.8, 0, 954.8]));

  it.each([
    ['wantedOn', 'ASAP', 'stale: date wanted 10 Nov 2026 → none'],
    ['payee', '#N/A', 'stale: payee “School 1” → none'],
  ])('and an approval stays reserved that names it, and goes stale: %s as %j (A2, F11)', (column, cell, expected) => {
    const book = open([{ ...ASKED, wantedOn: '2026-11-10' }], { ledger: [MONEY] });
    make(book, ADVISOR, 'Approve');
    expect([flag(book), potOf(book)]).toEqual(['approved £350.00', [1000, 350, 650]]);
    book.type('requests', 2, column, cell);
    expect([flag(book).slice(0, expected.length), potOf(book)]).toEqual([expected, [1000, 350, 650]]);
    // What asks for something else is no promise any more.
    book.type('requests', 2, 'purpose', 'A party');
    expect(potOf(book)).toEqual([1000, 0, 1000]);
  });

  it('and so does what schools agreed to (S8)', () => {
    const book = open([{ ...AGREED, wantedOn: '2026-11-10' }], { ledger: [MONEY] });
    expect(potOf(book)).toEqual([1000, 100, 900]);
    book.type('requests', 2, 'wantedOn', 'TBC');
    expect([flag(book), potOf(book)]).toEqual([expect.stringMatching(/^stale: date wanted/), [1000, 100, 900]]);
  });
});

describe('a text that can mean one thing only is offered as it is meant', () => {
  it.each<[SheetKey, number, string, string, Cell, Cell]>([
    ['ledger', 3, 'net', 'Net', '\u221245.00', -45],
    ['ledger', 3, 'net', 'Net', '45.00-', -45],
    ['ledger', 3, 'net', 'Net', '£(45.00)', -45],
    ['ledger', 3, 'net', 'Net', '£ -', 0],
    ['ledger', 3, 'vat', 'VAT', 'n/a', ''],
    ['ledger', 3, 'vat', 'VAT', '-', ''],
    ['ledger', 3, 'vat', 'VAT', '£ -', ''],
    ['ledger', 3, 'school', 'School', '-', ''],
    ['ledger', 3, 'request', 'Request', 'none', ''],
    ['ledger', 3, 'finalClaim', 'Final claim', '✔', true],
    ['ledger', 3, 'date', 'Date', '24/09/26', cellDate('2026-09-24')],
    ['ledger', 3, 'date', 'Date', '24\u00a0September\u00a02026', cellDate('2026-09-24')],
    ['ledger', 3, 'date', 'Date', '2026-09-24T00:00:00', cellDate('2026-09-24')],
    ['membership', 2, 'to', 'To', 'ongoing', ''],
    ['membership', 2, 'to', 'To', 'present', ''],
    ['membership', 2, 'to', 'To', '-', ''],
    ['people', 2, 'to', 'To', 'to present', ''],
    ['meetings', 2, 'inSchoolHours', 'In school hours', '✔', true],
    ['meetings', 2, 'start', 'Start', 'n/a', ''],
    ['requests', 2, 'amount', 'Amount', '350.00 GBP', 350],
    [
      'requests',
      2,
      'schoolsAgreeing',
      'Schools agreeing',
      'School 1, School 2 and School 3',
      'School 1; School 2; School 3',
    ],
    ['sessions', 2, 'clusters', 'Clusters', 'North Cluster, South Cluster', 'North Cluster; South Cluster'],
    ['sessions', 2, 'clusters', 'Clusters', 'North Cluster and South Cluster', 'North Cluster; South Cluster'],
    ['sessions', 2, 'netFee', 'Net fee', '-', 0],
  ])('%s row %d, %s (%s): %j becomes %j', (sheet, row, column, header, cell, becomes) => {
    const book = pasted(sheet, row, column, cell);
    expect(saidOf(book, header).filter((problem) => problem.row === row)).toMatchObject([
      { repair: expect.anything() },
    ]);
    expect(repairAll(book)).toMatchObject({ ok: true });
    const [, ...rows] = book.tables().grid(sheet);
    expect(rows[row - 2]).toContainEqual(becomes);
    expect(saidOf(book, header).filter((problem) => problem.row === row)).toEqual([]);
  });

  it.each<[SheetKey, number, string, string, Cell, RegExp]>([
    [
      'ledger',
      3,
      'net',
      'Net',
      '45.00 CR',
      /but holds "45\.00 CR"\. Type a number .* DR and CR are the other way round/,
    ],
    ['ledger', 3, 'net', 'Net', 'lots', /but holds "lots"/],
    ['ledger', 3, 'vat', 'VAT', 'TBC', /but holds "TBC"/],
    ['ledger', 3, 'pot', 'Pot', 'Clustr pot', /but holds "Clustr pot"/],
    ['ledger', 3, 'date', 'Date', '', /but holds nothing/],
    ['ledger', 3, 'net', 'Net', '-', /./],
    [
      'requests',
      2,
      'askedBy',
      'Asked by',
      'lead',
      /but holds "lead"\. Type addresses such as .*, with semicolons between them/,
    ],
    [
      'requests',
      2,
      'schoolsAgreeing',
      'Schools agreeing',
      'School 1; School 2; Not one',
      /but holds "Not one"\..* semicolons between them/,
    ],
    [
      'requests',
      2,
      'schoolsAgreeing',
      'Schools agreeing',
      'School 1, Not one',
      /but holds "School 1, Not one"\..* semicolons/,
    ],
  ])('nothing where it may mean two, or none; the message says why: %s row %d, %s (%s) as %j', (...given) => {
    const [sheet, row, column, header, cell, says] = given;
    const [problem] = saidOf(pasted(sheet, row, column, cell), header);
    expect(problem).toMatchObject({ message: expect.stringMatching(says), severity: 'stop' });
    expect(problem!.repair).toEqual(cell === '-' ? { shown: '-', becomes: '0' } : null);
  });
});

describe('a text that is read as it is meant', () => {
  it.each<[SheetKey, number, string, Cell, unknown]>([
    ['meetings', 2, 'start', '1pm', 780],
    ['meetings', 2, 'start', '9am', 540],
    ['release', 2, 'year', '2026\u201327', 2026],
    ['release', 2, 'year', '2026/2027', 2026],
    ['release', 2, 'year', '26/27', 2026],
    ['ledger', 3, 'pot', 'Cluster\u00a0pot', 'Cluster pot'],
    ['ledger', 3, 'pot', 'Cluster  pot', 'Cluster pot'],
    ['ledger', 3, 'pot', 'cluster pot\u200b', 'Cluster pot'],
    ['ledger', 3, 'pot', "''Cluster pot", 'Cluster pot'],
    ['ledger', 3, 'cluster', 'North\u00a0Cluster', 0],
    ['ledger', 3, 'cluster', 'North\nCluster', 0],
    ['ledger', 3, 'cluster', 'North Cluster\u200b', 0],
    ['ledger', 3, 'cluster', 'Nor\u00adth Cluster', 0],
    ['meetings', 2, 'kind', 'Whole\u2011cluster', 'Whole cluster'],
    ['ledger', 3, 'payee', "''Shop", 'Shop'],
    ['requests', 2, 'askedBy', 'north@example.org, south@example.org', ['north@example.org', 'south@example.org']],
    ['requests', 2, 'askedBy', '<north@example.org>', ['north@example.org']],
  ])('%s row %d, %s: %j', (sheet, row, column, cell, value) => {
    const table = pasted(sheet, row, column, cell).tables().get(sheet);
    expect(table.problems).toEqual([]);
    expect((table.rows[row - 2] as unknown as Record<string, unknown>)[column]).toEqual(value);
  });

  it.each([
    ['ledger', 'pot', 'Cluster-p\u043et', 'Cluster-p\u043e[U+043E]t'],
    ['ledger', 'cluster', 'N\u043erth Cluster', 'N\u043e[U+043E]rth Cluster'],
  ] as const)('and a message names what looks like something else: %s, %s %j', (sheet, column, cell, shown) =>
    expect(pasted(sheet, 3, column, cell).tables().get(sheet).problems[0]!.message).toContain(`but holds "${shown}"`),
  );

  it.each([
    ['meetings', 'inSchoolHours', 'In school\nhours'],
    ['sessions', 'netFee', 'Net\u00a0fee'],
    ['ledger', 'date', 'DATE\u200b '],
    ['people', 'email', 'E\u2011mail'],
  ] as const)('so is a header of %s: %s as %j', (sheet, column, header) => {
    const book = filled();
    book.rename(sheet, column, header);
    expect(book.tables().get(sheet)).toMatchObject({ leftOut: [], problems: [] });
  });
});

describe('a row that is empty to everybody', () => {
  it.each<[string, Row]>([
    ['a space', { net: ' ' }],
    ['a space that does not break', { payee: '\u00a0' }],
    ['signs nobody sees', { evidence: '\u200b\u00ad' }],
    ['noughts of a formula', { vat: 0, net: 0 }],
    ['a box without a tick', { finalClaim: false }],
  ])('is empty with %s in it, and the next row is written there', (_, row) => {
    const book = open([], { ledger: [MONEY, row] });
    expect(book.tables().get('ledger')).toMatchObject({ leftOut: [], problems: [], nextRow: 3 });
    expect(problems(book)).toEqual([]);
  });
});

describe('two rows with one ID (A2)', () => {
  const asked = (more: Row = {}): Row => ({ ...ASKED, wantedOn: '2026-11-10', ...more });
  const copy = asked({ amount: 900, purpose: 'A party' });
  const decided = (): Tabs => ({
    ledger: [MONEY],
    decisions: [approval(ASKED, { decidedOnWhat: requestNow(open([asked()])), decidedAt: '2026-11-10T09:00:00Z' })],
  });

  it.each([
    ['above', [copy, asked()], 2],
    ['below', [asked(), copy], 3],
  ])('the one that was decided keeps it, with a copy %s it', (_, requests, row) => {
    const book = open(requests, decided());
    expect(flag(book)).toBe('approved £350.00');
    expect(potOf(book)).toEqual([1000, 350, 650]);
    expect(saidOf(book, 'Request ID')).toMatchObject([
      { row, severity: 'stop', message: expect.stringContaining(`(row ${5 - row} has this one)`) },
    ]);
  });
  it('the one most like it does where neither is the same', () => {
    const book = open([copy, asked({ note: 'x', payee: 'School\u00a01', wantedOn: '2026-11-11' })], decided());
    expect(flag(book)).toMatch(/^stale: date wanted/);
  });
  it('the first one does where nothing was decided, or anything but a request is repeated', () => {
    expect(saidOf(open([copy, asked()]), 'Request ID')).toMatchObject([{ row: 3 }]);
    expect(saidOf(open([], { ledger: [MONEY, { ...MONEY, net: 5 }] }), 'Line ID')).toMatchObject([{ row: 3 }]);
  });
});

describe('dates that have their month first', () => {
  const dated = (...dates: Cell[]) =>
    open([], { ledger: dates.map((date, index) => ({ ...MONEY, id: `L-${index}`, date })) });
  const doubted = (book: FakeWorkbook) =>
    saidOf(book, 'Date').map(({ a1, repair }) => `${a1} ${repair?.becomes}${repair?.unsure ? '?' : ''}`);

  it('are told, and make those beside them doubtful, up to one that cannot be turned round', () => {
    const book = dated(
      '2026-05-09',
      '2026-09-13',
      '2026-05-10',
      '09/24/2026',
      '2026-10-10',
      '2026-12-10',
      '',
      '2026-12-11',
    );
    expect(doubted(book)).toEqual(['B5 2026-09-24', 'B8 undefined', 'B4 2026-10-05?', 'B7 2026-10-12?']);
    expect(saidOf(book, 'Date').find(({ a1 }) => a1 === 'B4')!.message).toBe(
      'Ledger!B4 (Date): 10 May 2026 may be 5 Oct 2026. B5 has its month first, as in the United States: if the two ' +
        'were pasted together, tick this repair.',
    );
  });
  it('make a text beside them doubtful that could be repaired otherwise', () =>
    expect(doubted(dated('09/24/2026', '10/05/2026', '9/25/2026'))).toEqual([
      'B2 2026-09-24',
      'B3 2026-05-10?',
      'B4 2026-09-25',
    ]));
  it('are turned round where somebody ticks it', () => {
    const book = dated('09/24/2026', '2026-05-10');
    expect(repairAll(book)).toMatchObject({ ok: true, message: '2 cells repaired.' });
    expect(
      book
        .tables()
        .get('ledger')
        .rows.map(({ date }) => date),
    ).toEqual([day('2026-09-24'), day('2026-10-05')]);
    expect(saidOf(book, 'Date')).toEqual([]);
  });
  it('make nothing doubtful where there are none', () =>
    expect(doubted(dated('24/09/2026', '2026-05-10'))).toEqual(['B2 2026-09-24']));
});
