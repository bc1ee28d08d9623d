/** What people type and paste, by the numbers of docs/inputs.md (I1 to I8): IDs, addresses, cells no figure needs. */
import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { recordMeeting } from '../../src/actions/record-meeting';
import type { Cell } from '../../src/workbook/cell';
import { readSettings } from '../../src/workbook/reading/read-settings';
import { ADVISOR, ASKED, asSent, done, flag, LEAD, MONEY, make, open, problems } from '../support/action-cases';
import { line, SESSION, type Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { pasted, potOf, saidOf } from '../support/pasted';
import { MEMBERSHIP, PEOPLE, SCHOOLS } from '../support/rules-tables';
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
  const read = book.tables();
  const [requests, attendance] = [read.get('requests'), read.get('attendance')];
  const written = [requests.rows, attendance.rows].map(
    (rows) => read.get('schools').at(rows[rows.length - 1]!.school!).id,
  );
  return [...written, ...requests.leftOut, ...attendance.leftOut];
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
    expect(saidOf(book, 'Name')).toMatchObject([
      { a1: 'B11', message: expect.stringContaining('row 10 has this name') },
    ]);
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
      const { problems: said, leftOut } = open([{ ...ASKED, askedBy }])
        .tables()
        .get('requests');
      expect([leftOut, said[0]!.message]).toEqual([[2], expect.stringContaining('should hold an e-mail address')]);
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
      ledger: [
        line('L-0'),
        { ...line('L-1'), direction: 'Out', category: 'CPD', net: 450, session: 'CPD-1', request: 'R-1' },
      ],
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
  it.each([
    'ASAP',
    'w/c 14 Sept',
    'TBC',
    'spring term',
    'before half term',
    'Michaelmas',
    'Oct 2026',
    '31/11/2026',
    '?',
  ])('leaves the request in and its money reserved: %j', (cell) => {
    const book = open([{ ...ASKED, wantedOn: '2026-11-10' }], { ledger: [MONEY] });
    make(book, ADVISOR, 'Approve');
    book.type('requests', 2, 'wantedOn', cell);
    expect([flag(book), potOf(book)]).toEqual([expect.stringMatching(/^stale: date wanted/), [1000, 350, 650]]);
    expect(saidOf(book, 'Wanted on')).toMatchObject([{ a1: 'I2', severity: 'warn' }]);
  });
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
