/** What people type and paste, by the numbers of docs/inputs.md: IDs, addresses, cells no figure needs, and sums to ticks. */
import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { recordMeeting } from '../../src/actions/record-meeting';
import { type Cell, yearIn } from '../../src/workbook/cell';
import { readSettings } from '../../src/workbook/reading/read-settings';
import type { SheetKey } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, asSent, done, flag, LEAD, MONEY, make, open, problems } from '../support/action-cases';
import { line, SESSION, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { pasted, potOf, repairAll, saidOf } from '../support/pasted';
import { cellDate, MEMBERSHIP, PEOPLE, SCHOOLS, tables } from '../support/rules-tables';
import { token } from '../support/tracker';

const meeting = (school: string) => ({
  token: token(),
  cluster: 'C-1',
  date: '2026-11-20',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: ['S-1', school].map((id) => ({ school: id, mark: 'Present' })),
  confirmed: true,
});
const leaving = (school: string) =>
  asSent({ matter: 'School leaving', pot: null, amount: null, payee: null, school, confirmed: true });

/** Which schools a request and a meeting of the forms are read as; what is left out of either tab. */
function writtenOf(book: FakeWorkbook, school: string) {
  done(askRequest(book.as(LEAD), leaving(school)));
  done(recordMeeting(book.as(LEAD), meeting(school)));
  const [schools, requests, attendance] = (['schools', 'requests', 'attendance'] as const).map((key) =>
    book.tables().get(key),
  ) as [{ at(row: number): { id: string } }, ...{ leftOut: number[]; rows: { school: number }[] }[]];
  return [requests, attendance].flatMap((table) => [schools.at(table!.rows.at(-1)!.school).id, ...table!.leftOut]);
}

const withSchools = (...more: { id: Cell; name: string; aliases?: string }[]): Tabs => ({
  schools: [...SCHOOLS, ...more.map((school) => ({ phase: 'Primary', ...school }))],
  membership: [
    ...MEMBERSHIP,
    ...more.map(({ id }, index) => ({
      id: `MB-9${index}`,
      cluster: index === 0 ? 'North Cluster' : 'South Cluster',
      school: id,
      from: '2020-09-01',
    })),
  ],
});

describe('I1. A school whose name another has', () => {
  it.each([
    ['St Mary’s Primary School', 'St Mary’s Primary School', ''],
    ['St Mary’s Primary School', "ST. MARYS' Primary\u00a0School", ''],
    ['Hill & Dale School', 'Hill and Dale School', ''],
    ['Tŷ-newydd', 'Ty\u0302 newydd', ''],
    ['The Grove', 'Grove', ''],
    ['Oak School', 'Elm School', 'Oak School'],
    ['S-92', 'Elm School', ''],
  ])('is what the forms write: %j beside %j (%j)', (name, other, aliases) => {
    const book = open([], withSchools({ id: 'S-91', name }, { id: 'S-92', name: other, aliases }));
    expect(writtenOf(book, 'S-91')).toEqual(['S-91', 'S-91']);
  });
  it('is told at once by Check workbook', () => {
    const book = open([], withSchools({ id: 'S-91', name: 'Hill & Dale' }, { id: 'S-92', name: 'Hill and Dale' }));
    expect(saidOf(book, 'Name')).toMatchObject([{ a1: 'B11', message: expect.stringContaining('row 10 has this name') }]);
  });
  it.each(['#N/A', '#NUM!', '#SPILL!', '#ERROR!'])('and a form that would write %s refuses', (payee) => {
    const book = open([], { ledger: [MONEY] });
    expect(askRequest(book.as(LEAD), asSent({ payee, confirmed: true }))).toMatchObject({ ok: false });
    expect(book.count('requests')).toBe(0);
  });
});

describe('I2. An ID of somebody else’s list', () => {
  it.each<Cell>([
    126300,
    '865/2034',
    's-99',
    '00126300',
    'WS 12',
    '2026/27',
    '1e5',
    12.5,
    'S\u201399',
    'R;1',
    'École 1',
    'n/a 1',
    'constructor',
    '#1',
  ])('is good in every form: %j', (id) => {
    const book = open([], withSchools({ id, name: 'Hilltop Primary School' }));
    expect(problems(book)).toEqual([]);
    expect(writtenOf(book, String(id))).toEqual([String(id), String(id)]);
  });
});

/** An address with something beside it that copying adds. */
const COPIED = [
  '<advisor@example.org>',
  'advisor@example.org.',
  'advisor@example.org>',
  '\u200badvisor@example.org',
  'advisor@example.org\u200b',
  'mailto:advisor@example.org',
  'ADVISOR@Example.org;',
  '- advisor@example.org',
  '-advisor@example.org',
  '• advisor@example.org',
  '*advisor@example.org',
  '#advisor@example.org',
  '+advisor@example.org',
  '@advisor@example.org',
  '‹advisor@example.org›',
  '„advisor@example.org“',
  '`advisor@example.org`',
  'advisor@example.org…',
  'advisor@example.org!',
  'advisor@example.org (Ari Advisor)',
  'Ari Advisor (advisor@example.org)',
  'E-mail: advisor@example.org',
  'smtp:advisor@example.org',
  'ad\u00advisor@example.org',
  'advisor@\u2060example.org',
  '\ufeffadvisor@example.org',
];

describe('I3. An address with what copying puts round it', () => {
  it.each(COPIED)('is still whose it is, and nobody decides on their own request: %j', (askedBy) => {
    const book = open([{ ...ASKED, askedBy }], { ledger: [MONEY] });
    expect(book.tables().get('requests').rows).toMatchObject([{ askedBy: ['advisor@example.org'] }]);
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false, message: expect.stringContaining('(A3)') });
    expect(flag(book)).not.toContain('approved');
  });
  it.each(['adam advisor@example.org', 'advisor @example.org', 'advisor@example', 'a@b@example.org', '.a@example.org'])(
    'is said to be none rather than guessed: %j',
    (askedBy) => {
      const { problems: said, leftOut } = open([{ ...ASKED, askedBy }]).tables().get('requests');
      expect([leftOut, said[0]!.message]).toEqual([[2], expect.stringContaining('expected an e-mail address')]);
    },
  );
});

describe('I4. An address in People that was copied', () => {
  it.each(COPIED.map((one) => one.replace(/advisor(?=@)|ADVISOR/, 'north').replace('ad\u00advisor', 'no\u00adrth')))(
    'lets its owner in: %j',
    (email) => {
      const people = PEOPLE.map((person) => (person['email'] === LEAD ? { ...person, email } : person));
      expect(askForm(open([], { people }).as(LEAD))).toMatchObject({ ok: true });
    },
  );
});

describe('I5. Two spellings of one mailbox', () => {
  it.each([
    ['adam.advisor@gmail.com', 'adamadvisor@gmail.com'],
    ['adam.advisor@gmail.com', 'adam.advisor@googlemail.com'],
    ['a.d.a.m@gmail.com', 'Adam+cluster@GoogleMail.com'],
    ['advisor@example.org', 'advisor+science@example.org'],
  ])('are one person’s: %j asked as %j', (email, askedBy) => {
    const people = PEOPLE.map((person) => (person['email'] === ADVISOR ? { ...person, email } : person));
    const book = open([{ ...ASKED, askedBy }], { people, ledger: [MONEY] });
    expect(make(book, email, 'Approve')).toMatchObject({ ok: false, message: expect.stringContaining('(A3)') });
    expect(askForm(book.as(askedBy.toLowerCase()))).toMatchObject({ ok: true });
  });
});

describe('I6. Settings with a date or a name that cannot be read', () => {
  it.each([
    ['confirmedOn', 'Sept 2026'],
    ['confirmedOn', 'autumn term'],
    ['confirmedOn', 'TBC'],
    ['confirmedOn', '#VALUE!'],
    ['confirmedOn', true],
    ['confirmedBy', '#N/A'],
    ['source', '#REF!'],
    ['note', '#NAME?'],
  ])('keep their value: %s as %j', (column, cell) => {
    const book = open([], {
      settings: [{ parameter: 'cpd.cap', value: 450, status: 'confirmed', [column]: cell }],
      sessions: [SESSION],
      requests: [{ ...ASKED, matter: 'CPD session', amount: null, session: 'CPD-1' }],
      ledger: [line('L-0'), { ...line('L-1'), direction: 'Out', category: 'CPD', net: 450, session: 'CPD-1', request: 'R-1' }],
    });
    expect(readSettings(book.tables()).parameters.at('cpd.cap', 2026)).toMatchObject({
      value: 450_00,
      status: 'confirmed',
    });
    expect(problems(book).filter(({ sheet }) => sheet === 'Settings')).toMatchObject([{ row: 2, severity: 'warn' }]);
    expect(saidOf(book, 'Line ID').filter(({ message }) => /overclaim|S11/.test(message))).toEqual([]);
  });
});

describe('I7. A day wanted in words', () => {
  it.each(['ASAP', 'w/c 14 Sept', 'TBC', 'spring term', 'before half term', 'Michaelmas', 'Oct 2026', '31/11/2026', '?'])(
    'leaves the request in and its money reserved: %j',
    (cell) => {
      const book = open([{ ...ASKED, wantedOn: '2026-11-10' }], { ledger: [MONEY] });
      make(book, ADVISOR, 'Approve');
      book.type('requests', 2, 'wantedOn', cell);
      expect([flag(book), potOf(book)]).toEqual([expect.stringMatching(/^stale: date wanted/), [1000, 350, 650]]);
      expect(saidOf(book, 'Wanted on')).toMatchObject([{ a1: 'I2', severity: 'warn' }]);
    },
  );
});

describe('I8. A look-up that failed beside money', () => {
  it.each(
    ['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#NUM!', '#SPILL!', '#ERROR!'].flatMap((cell) =>
      ['payee', 'evidence', 'note'].map((column) => [column, cell]),
    ),
  )('leaves the money in: %s as %s', (column, cell) => {
    const book = pasted('ledger', 3, column!, cell!);
    expect(potOf(book)).toEqual([954.8, 0, 954.8]);
    expect(book.tables().get('ledger').problems).toMatchObject([{ row: 3, severity: 'warning' }]);
  });
});

/** What the tracker makes of one cell pasted into a good row: what it is read as, or what is offered, or what is said. */
function madeOf(sheet: SheetKey, row: number, column: string, cell: Cell) {
  const table = pasted(sheet, row, column, cell).tables().get(sheet);
  const [problem] = table.problems.filter((one) => one.row === row);
  if (problem) return problem.repair === undefined ? problem.message : { offered: problem.repair };
  return (table.rows[row - 2] as unknown as Record<string, Cell | null>)[column];
}
const serial = (iso: string) => Math.round(cellDate(iso).getTime() / 86_400_000) + 25_569;

describe('I9. Words that say there is nothing', () => {
  it.each<[SheetKey, number, string, string[]]>([
    ['ledger', 3, 'vat', ['n/a', '-', '£ -', '—', '--', '- -', 'N / A', 'N\\A', 'nil', '(none)', '(blank)', 'Exempt']],
    ['ledger', 3, 'vat', ['no VAT', 'Zero-rated', 'outside scope', 'Not VAT registered']],
    ['membership', 2, 'to', ['ongoing', 'present', '-', 'On-going', '(ongoing)', 'now', 'until further notice']],
    ['people', 2, 'to', ['to the present', 'open-ended', 'no end date', 'still a member', 'n.a.']],
  ])('are offered as a blank: %s row %d, %s as any of %j', (sheet, row, column, cells) => {
    for (const cell of cells) expect([cell, madeOf(sheet, row, column, cell)]).toEqual([cell, { offered: '' }]);
  });
  it.each(['TBC', '?', 'later', 'half'])('but not %j', (cell) =>
    expect(madeOf('ledger', 3, 'vat', cell)).toContain(`got "${cell}"`),
  );
  it('and a school whose last day was "ongoing" counts again once that is ticked', () => {
    const book = pasted('membership', 2, 'to', 'on-going');
    expect(book.tables().get('membership').leftOut).toEqual([2]);
    expect(repairAll(book)).toMatchObject({ ok: true });
    expect(book.tables().get('membership')).toMatchObject({ leftOut: [], count: 8 });
  });
});

describe('I10. Sums as accountants, banks and phones write them', () => {
  it.each<[number, string[]]>([
    [-45, ['−45.00', '–45.00', '45.00-', '£(45.00)', '— 45.00', '45.00 –', '£−45', '(£ 45.00)', '-45.00 GBP']],
    [45, ['￡45.00', '４５.００', '45·00', '£45.00.', '45.00 GBP', '£45.00 GBP', '45 pounds', '+£45', '£ 45 . 00']],
    [1250, ["1'250.00", '1’250.00', '1\u2009250.00', '1\u202f250', 'GBP1,250', '£1,250.']],
  ])('are offered as %d: %j', (sum, cells) => {
    for (const cell of cells) expect([cell, madeOf('ledger', 3, 'net', cell)]).toEqual([cell, { offered: sum }]);
  });
  it.each(['45.00 DR', '45.00 CR', 'DR 45.00', 'Cr. 45.00', '45.00 (CR)', '45.00 debit', 'Credit 45.00', '45.00 OD'])(
    'and the message says why none is offered: %j',
    (cell) => expect(madeOf('ledger', 3, 'net', cell)).toContain('DR and CR are the other way round'),
  );
  it.each(['12 50', '4 5.00', '1,25', '45,00', '1.250,00', '£45-50', '-(45.00)', '45 + VAT', '€45.00', '$45'])(
    'and none is where it may mean two: %j',
    (cell) => expect(madeOf('ledger', 3, 'net', cell)).toContain('Type a number such as 1250.00.'),
  );
});

describe('I11. Dates as text', () => {
  it.each([
    '24/09/26',
    '24.09.26',
    '24 September 2026',
    '24\u00a0September\u00a02026',
    'Thu 24/09/2026',
    '2026-09-24T00:00:00',
    '20260924',
    '46289',
    '46289.4375',
    '24092026',
    '24SEP26',
    "24 Sept '26",
    'the 24th of September 2026',
    '24/09/2026, 10:15',
    'Thursday 24 September 2026 at 09:00',
    'Thu, 24 Sep 2026 09:00:00 +0100',
    'Thu Sep 24 2026 00:00:00 GMT+0100 (British Summer Time)',
    '24/09/2026 (Thu)',
    '24 Sep 2026 Thu',
    '24.9.2026.',
    '24\\09\\2026',
    '24\u204409\u20442026',
    '２４/０９/２０２６',
    '24·09·2026',
    '24 – 09 – 2026',
  ])('are offered as the one day they mean: %j', (cell) =>
    expect(madeOf('ledger', 3, 'date', cell)).toEqual({ offered: serial('2026-09-24') }),
  );
  it.each(['24/09', 'Sept 2026', '31/09/2026', 'Fri 24/09/2026', '24/09/2026 (Mon)', 'w/c 14/09/2026', '240926', '4628'])(
    'are asked about where they mean none, or two: %j',
    (cell) => expect(madeOf('ledger', 3, 'date', cell)).toContain('Type a date such as 01/09/2026.'),
  );
});

describe('I12. Times of day', () => {
  it.each<[number, string[]]>([
    [780, ['1pm', '1.00 p.m.', '1:00\u202fPM', '13h00', '1300 hrs', '13：00', '13∶00', '1pm.', '13:00 BST', '１３:００']],
    [540, ['9am', '9 A.M.', '09:00:00', '0900', '9.00 am']],
    [720, ['noon', '12 noon', 'Midday', '12pm']],
  ])('are minute %d: %j', (minutes, cells) => {
    for (const cell of cells) expect([cell, madeOf('meetings', 2, 'start', cell)]).toEqual([cell, minutes]);
  });
  it.each(['9', '9:00–10:30', '24:00', 'after lunch', 'half past one', 'c. 1pm', '9½'])(
    'leave the meeting in where they say none: %j',
    (cell) => {
      const table = pasted('meetings', 2, 'start', cell).tables().get('meetings');
      expect([table.count, table.leftOut]).toEqual([1, []]);
      expect(table.problems).toMatchObject([{ message: expect.stringContaining('Type a time such as 13:30.') }]);
    },
  );
});

describe('I13. Funding years', () => {
  it.each([
    '2026–27',
    '2026—27',
    '2026\u201127',
    '2026 / 27',
    '2026/2027',
    '26/27',
    "'26/'27",
    '2026 to 27',
    '2026\\27',
    '2026_27',
    '2026\u204427',
    'AY 2026/27',
    'Academic year 2026/27',
    '2026/27.',
  ])('are read in a cell and as an argument: %j', (cell) =>
    expect([madeOf('release', 2, 'year', cell), yearIn(cell)]).toEqual([2026, 2026]),
  );
  it.each(['2026', '2026/28', '2026/2127', 'FY 2026/27', '0026/27', '2026/7'])('and said to be none: %j', (cell) => {
    expect(madeOf('release', 2, 'year', cell)).toContain('Type a year such as 2026/27.');
    expect(yearIn(cell)).toBeUndefined();
  });
});

describe('I14. Ticks', () => {
  it.each<[boolean, Cell[]]>([
    [true, ['✔', '✓', '✔\ufe0f', '√', '🗹', '☑', '✅', '[x]', '[X]', 'Yes!', 'Y.', 1, 'x']],
    [false, ['✗', '✖', '✕', '❌', '☐', '□', '⬜', '[ ]', 'No.', 'not ticked', 0]],
  ])('are offered as %s: %j', (is, cells) => {
    for (const cell of cells)
      expect([cell, madeOf('meetings', 2, 'inSchoolHours', cell)]).toEqual([cell, { offered: is }]);
  });
  it.each(['☒', '×', 'perhaps', 'P', '-'])('or asked about: %j', (cell) =>
    expect(madeOf('meetings', 2, 'inSchoolHours', cell)).toContain('Tick or clear the box'),
  );
});

describe('I15. Numbers of Settings as text', () => {
  it.each<['cpd.cap' | 'match.ratio' | 'vat.rate', number, Cell[]]>([
    ['cpd.cap', 450_00, ['£450.00', '450', 'GBP 450', '￡450', '450.00 GBP', '£450.']],
    ['match.ratio', 1, ['1:1', '1 : 1', '1∶1', '1：1', '1 to 1', '1 for 1', '2:2', 1]],
    ['vat.rate', 0.2, ['20', '20%', '20 %', '20％', '20 per cent', '20 percent', '0.2', '.2', 20, 0.2, '20.0']],
    ['vat.rate', 0.002, ['0.2%', '0.2 per cent']],
  ])('%s is %d from any of %j', (parameter, expected, cells) => {
    for (const value of cells) {
      const { parameters, problems: said } = readSettings(tables({ settings: [{ parameter, value, status: 'confirmed' }] }));
      expect([value, parameters.at(parameter, 2026).value, said]).toEqual([value, expected, []]);
    }
  });
  it.each<['cpd.cap' | 'match.ratio' | 'vat.rate', Cell]>([
    ['cpd.cap', '45 0'],
    ['cpd.cap', '-£5'],
    ['match.ratio', '1½'],
    ['match.ratio', '1/1'],
    ['vat.rate', '17½%'],
    ['vat.rate', 'twenty'],
  ])('and what may mean two counts for nothing, and is said: %s as %j', (parameter, value) =>
    expect(readSettings(tables({ settings: [{ parameter, value, status: 'confirmed' }] })).problems).toMatchObject([
      { a1: 'B2', message: expect.stringContaining(`for ${parameter}, got`) },
    ]),
  );
});
