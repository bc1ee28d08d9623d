/** What people type and paste, by the numbers of docs/inputs.md (I17 on): signs nobody sees, names, lists, rows. */
import { meetingForm } from '../../src/actions/meeting-form';
import type { SheetKey } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, flag, LEAD, MONEY, make, open, problems } from '../support/action-cases';
import { approval, ledgerLine, meeting } from '../support/builders';
import { requestNow } from '../support/fake-world';
import { filled, pasted, potOf, repairAll, saidOf } from '../support/pasted';
import { type Row, SCHOOLS, tables } from '../support/rules-tables';

describe('I17. Words with other spaces or signs nobody sees', () => {
  it.each([
    'Cluster\u00a0pot',
    'Cluster  pot',
    'Cluster pot\u200b',
    'Cluster\tpot',
    'Cluster\npot',
    'Cluster\u2003pot',
    'Cluster\u3000pot',
    '\ufeffCluster pot',
    'Clus\u00adter pot',
    '\u200eCluster pot\u200f',
    'Cluster\u2060 pot',
    'CLUSTER POT.',
    'cluster-pot',
    'Cluster\u2011pot',
  ])('are the word they look like: %j', (cell) => {
    const table = pasted('ledger', 3, 'pot', cell).tables().get('ledger');
    expect([table.problems, table.at(1).pot]).toEqual([[], 'Cluster pot']);
  });
  it.each([
    'North\u200b Cluster',
    'No\u00adrth Cluster',
    'North\u202fCluster',
    'North\r\nCluster',
    '\u2066North Cluster\u2069',
  ])('and so is the name of a cluster: %j', (cell) =>
    expect(pasted('ledger', 3, 'cluster', cell).tables().get('ledger').at(1).cluster).toBe(0),
  );
  it.each([
    ['Cluster p\u043et', 'Cluster p\u043e[U+043E]t'],
    ['Cl\u03c5ster pot', 'Cl\u03c5[U+03C5]ster pot'],
    ['Cluster\u00a0bot', 'Cluster[no-break space]bot'],
  ])('and a message names the sign where it is another word: %j', (cell, shown) =>
    expect(pasted('ledger', 3, 'pot', cell).tables().get('ledger').problems[0]!.message).toContain(`got "${shown}"`),
  );
});

describe('I18. Headers that were broken or spaced', () => {
  it.each<[SheetKey, string, string]>([
    ['meetings', 'inSchoolHours', 'In school\nhours'],
    ['meetings', 'inSchoolHours', 'IN SCHOOL\r\nHOURS'],
    ['meetings', 'inSchoolHours', 'In-school  hours.'],
    ['sessions', 'netFee', 'Net\u00a0fee'],
    ['sessions', 'vatRegistered', 'VAT\u2003registered\u200b'],
    ['requests', 'askedBy', '\ufeffAsked by'],
    ['ledger', 'net', ' Net\t'],
    ['people', 'standsInFor', 'Stands\nin\nfor'],
  ])('are the ones they look like: %s, %s as %j', (sheet, column, header) => {
    const book = filled();
    book.rename(sheet, column, header);
    expect(book.tables().get(sheet)).toMatchObject({ leftOut: [], problems: [] });
  });
});

describe('I19. What a phone changes in an approved request', () => {
  const approved = (purpose: string, payee: string) => {
    const book = open([{ ...ASKED, purpose, payee }], { ledger: [MONEY] });
    make(book, ADVISOR, 'Approve');
    return book;
  };
  it.each([
    ['purpose', 'Planning\u00a0day - O\'Brien & "co"...'],
    ['purpose', 'Planning day – O’Brien and “co”…'],
    ['purpose', 'Planning\u2009day \u2014 O\u02bcBrien &  \u201eco\u201f\u2026'],
    ['purpose', ' Planning day - O`Brien & "co"...\u200b'],
    ['payee', 'Caf\u0065\u0301 d’Or'],
    ['payee', 'Café\u202fd\u2032Or'],
  ])('is no change: %s as %j', (column, cell) => {
    const book = approved('Planning day - O\'Brien & "co"...', "Café d'Or");
    book.type('requests', 2, column, cell);
    expect(flag(book)).toBe('approved £350.00');
  });
  it.each([
    ['purpose', 'Planning days', 'stale: purpose “Planning day” → “Planning days”'],
    ['payee', 'Shоp', 'stale: payee “Shop” → “Shо[U+043E]p”'],
  ])('and what is one is shown, sign by sign: %s as %j', (column, cell, expected) => {
    const book = approved('Planning day', 'Shop');
    book.type('requests', 2, column, cell);
    expect(flag(book)).toContain(expected);
  });
});

describe('I20. Names of schools as people write them', () => {
  const names = [
    "St. Mark's C.E. Junior School, Salisbury",
    'Ysgol Gynradd Tŷ-newydd',
    'Hill – Dale School',
    'St John’s & St Paul’s',
    'Oakfield Church of England (VA) Primary School',
  ];
  const read = tables({ schools: names.map((name, index) => ({ id: `S-${index}`, name, phase: 'Primary' })) });
  it.each([
    [0, 'St. Mark\u2018s C.E. Junior School, Salisbury'],
    [0, 'St. Mark\u2032s C.E. Junior School, Salisbury'],
    [0, 'St Mark\u02b9s CE Junior School Salisbury'],
    [0, 'ST MARKS CE JUNIOR\nSCHOOL  SALISBURY'],
    [1, 'Ysgol Gynradd Ty\u0302-newydd'],
    [1, 'Ysgol Gynradd Tŷ newydd'],
    [1, 'ysgol gynradd tŷ\u2011newydd'],
    [2, 'Hill - Dale School'],
    [2, 'The Hill — Dale School'],
    [3, 'St John’s and St Paul’s'],
    [3, 'St Johns&St Pauls'],
    [4, 'Oak\ufb01eld Church of England (VA) Primary School'],
  ])('lead to row %d: %j', (row, name) => expect(read.find('schools', name)).toBe(row));
  it.each(['Oakfield C of E Primary', 'Oakfield CE (VA) Primary School', 'Oakfeld Church of England Primary'])(
    'or to a question that names it: %j',
    (name) => {
      expect(read.find('schools', name)).toBe(-1);
      expect(read.meantBy('schools', name)).toBe(names[4]);
    },
  );
});

describe('I21. Schools in one cell, one of them unknown', () => {
  it.each([
    ['School 1; School 2; Not a school', 'Not a school'],
    ['School 1\nSchol 99x\nSchool 2', 'Schol 99x'],
    ['School 1;;Nobody;', 'Nobody'],
    ['• Nobody\n• School 1', '• Nobody'],
  ])('are told by the one: %j', (cell, piece) =>
    expect(saidOf(pasted('requests', 2, 'schoolsAgreeing', cell), 'Schools agreeing')[0]!.message).toContain(
      `got "${piece}".`,
    ),
  );
});

describe('I22. Lists without semicolons', () => {
  it.each([
    'School 1, School 2',
    'School 1 and School 2',
    'School 1 & School 2',
    'School 1 / School 2',
    'School 1 + School 2',
    'School 1 plus School 2',
    'School 1 | School 2',
    'School 1\tSchool 2',
    '• School 1\n• School 2',
    '1. School 1\n2. School 2',
    '1) School 1, 2) School 2',
    '"School 1", “School 2”',
  ])('are offered with them where each is known: %j', (cell) => {
    const book = pasted('requests', 2, 'schoolsAgreeing', cell);
    const [problem] = saidOf(book, 'Schools agreeing');
    expect(problem).toMatchObject({ repair: { becomes: 'School 1; School 2' } });
    expect(problem!.message).toContain('Several have semicolons between them.');
  });
  it('and a session owes again once that is ticked', () => {
    const book = pasted('sessions', 2, 'clusters', 'North Cluster / South Cluster');
    expect(book.tables().get('sessions').count).toBe(0);
    expect(repairAll(book)).toMatchObject({ ok: true });
    expect(book.tables().get('sessions').rows).toMatchObject([{ clusters: [0, 1] }]);
  });
  it.each(['School 1 or School 2', 'School 1, Nobody', 'School 1 School 2', 'Schools 1 and 2'])(
    'and nothing where not: %j',
    (cell) => expect(saidOf(pasted('requests', 2, 'schoolsAgreeing', cell), 'Schools agreeing')[0]!.repair).toBeNull(),
  );
  it.each([
    'north@example.org, south@example.org',
    'north@example.org / south@example.org',
    'north@example.org | south@example.org',
    'north@example.org + south@example.org',
    '• north@example.org\n• south@example.org',
    'north@example.org (Nell), south@example.org (Sol)',
    'North, Nell <north@example.org>; Sol <south@example.org>',
  ])('and addresses are read: %j', (cell) =>
    expect(pasted('requests', 2, 'askedBy', cell).tables().get('requests').at(0).askedBy).toEqual([
      'north@example.org',
      'south@example.org',
    ]),
  );
});

describe('I23. Rows with nothing to see', () => {
  it.each<[SheetKey, Row]>([
    ['ledger', { net: ' ' }],
    ['meetings', { note: '\u00a0' }],
    ['ledger', { payee: "'" }],
    ['requests', { purpose: '\t\n' }],
    ['attendance', { school: '\u3000\u2003' }],
    ['membership', { cluster: '\ufeff\u200e' }],
    ['sessions', { provider: '\u00ad\u2060' }],
  ])('are empty, and the next is written there: %s with %j', (sheet, row) => {
    const book = open([], { [sheet]: [row] });
    expect(book.tables().get(sheet)).toMatchObject({ leftOut: [], problems: [], nextRow: 2, count: 0 });
  });
});

describe('I24. Rows with noughts alone', () => {
  it.each<[SheetKey, Row]>([
    ['ledger', { vat: 0 }],
    ['ledger', { vat: 0, net: 0, finalClaim: false }],
    ['attendance', { teachers: 0, releaseCost: 0 }],
    ['sessions', { netFee: 0, vatRegistered: false, fellow: false }],
    ['meetings', { inSchoolHours: false, note: '' }],
  ])('are empty: %s with %j', (sheet, row) => {
    const book = open([], { [sheet]: [row, row, row] });
    expect(book.tables().get(sheet)).toMatchObject({ leftOut: [], problems: [], nextRow: 2, count: 0 });
  });
});

describe('I25. A copied row that kept its ID', () => {
  const asked = (more: Row = {}): Row => ({ ...ASKED, wantedOn: '2026-11-10', ...more });
  const copies: [string, Row[]][] = [
    ['above', [asked({ amount: 900, purpose: 'A party' }), asked()]],
    ['below', [asked(), asked({ amount: 900 })]],
    ['above and below', [asked({ payee: 'Shop' }), asked(), asked({ wantedOn: '2026-12-01' })]],
    ['above, with a text in its date', [asked({ wantedOn: 'ASAP' }), asked()]],
    ['above, of another cluster', [asked({ cluster: 'South Cluster' }), asked()]],
  ];
  it.each(copies)('takes no approval with it: %s', (_, requests) => {
    const decidedOnWhat = requestNow(open([asked()]));
    const book = open(requests, {
      ledger: [MONEY],
      decisions: [approval(ASKED, { decidedOnWhat, decidedAt: '2026-11-10T09:00:00Z' })],
    });
    expect([flag(book), potOf(book)]).toEqual(['approved £350.00', [1000, 350, 650]]);
    expect(saidOf(book, 'Request ID')).toHaveLength(requests.length - 1);
  });
});

describe('I28. A file in another time zone', () => {
  it.each(['Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Etc/GMT', 'Europe/Dublin'])(
    'is the first thing that Check workbook says: %s',
    (zone) => {
      const book = open([ASKED], { ledger: [MONEY] });
      book.timeZone = zone;
      expect(problems(book)[0]).toMatchObject({ header: 'Time zone', message: expect.stringContaining(zone) });
    },
  );
});

describe('I29. A payment entered twice', () => {
  const paid = ledgerLine('L-2', '2026-10-05', 'Out', 'Resources', 45.2, { payee: 'Coach & Co', vat: 9.04 });
  const doubled = (more: Row) =>
    saidOf(open([], { ledger: [MONEY, paid, { ...paid, id: 'L-3', ...more }] }), 'Line ID').filter(({ message }) =>
      message.includes('S13'),
    );
  it.each<Row>([
    {},
    { payee: 'COACH and co.' },
    { payee: 'Coach\u00a0& Co' },
    { evidence: 'inv 7' },
    { cluster: 'North' },
  ])('is a warning at the later line: %j', (more) =>
    expect(doubled(more)).toMatchObject([{ row: 4, severity: 'warn' }]),
  );
  it.each<Row>([{ vat: null }, { net: 45.21 }, { date: '2026-10-06' }, { category: 'Travel' }])(
    'and none where something differs: %j',
    (more) => expect(doubled(more)).toEqual([]),
  );
  it('and both lines count', () =>
    expect(potOf(open([], { ledger: [MONEY, paid, { ...paid, id: 'L-3' }] }))[0]).toBe(891.52));
});

describe('I30. In school hours, on a Saturday or in the evening', () => {
  it.each([
    ['2026-10-03', null, null],
    ['2026-10-04', '13:00', '15:00'],
    ['2026-09-30', '16:00', '17:30'],
    ['2026-09-30', '7am', '8am'],
    ['2026-09-30', '3.15pm', '4.15pm'],
    ['2026-09-30', null, '18:00'],
  ])('is asked about: %s from %j to %j', (date, start, end) =>
    expect(saidOf(open([], { meetings: [meeting('M-1', date, { start, end })] }), 'In school hours')).toMatchObject([
      { row: 2, message: expect.stringContaining('M2') },
    ]),
  );
  it.each([
    ['2026-09-30', '1pm', '3pm', true],
    ['2026-10-03', '4pm', '5pm', false],
  ])('and is not: %s from %j to %j, ticked %s', (date, start, end, inSchoolHours) =>
    expect(
      saidOf(open([], { meetings: [meeting('M-1', date, { start, end, inSchoolHours })] }), 'In school hours'),
    ).toEqual([]),
  );
});

describe('I31. Marks of a register', () => {
  it.each(['P', '/', '✔', 'Apols', 'yes', 'N', 'Late'])('are answered with the words there are: %j', (cell) =>
    expect(pasted('attendance', 2, 'mark', cell).tables().get('attendance').problems[0]!.message).toContain(
      `expected one of Present, Substitute, Apologies, Absent, got "${cell}". Pick one from the list`,
    ),
  );
  it.each(['PRESENT', 'apologies.', 'Sub\u00adstitute'])('and known ones are read: %j', (cell) =>
    expect(pasted('attendance', 2, 'mark', cell).tables().get('attendance').problems).toEqual([]),
  );
});

describe('I32. Phases of the official list', () => {
  it.each(['Infants', 'Nursery', 'All through', 'Middle deemed primary', 'Infant & Junior', '16 plus'])(
    'are answered with the words there are, and the school stays: %j',
    (phase) => {
      const schools = [{ ...SCHOOLS[0]!, phase }, ...SCHOOLS.slice(1)];
      const table = open([], { schools }).tables().get('schools');
      expect([table.count, table.leftOut]).toEqual([8, []]);
      expect(table.problems).toMatchObject([
        { a1: 'D2', message: expect.stringContaining('expected one of Infant, ') },
      ]);
    },
  );
});

describe('I33. A bank’s own columns, or a whole register', () => {
  it.each(['Debit', 'Amount', 'Paid out', 'Value'])(
    'without the header the tab has are named: %j for Net',
    (header) => {
      const book = filled();
      book.rename('ledger', 'net', header);
      expect(book.tables().get('ledger').problems[0]!.message).toContain('expected a column headed "Net", found none');
    },
  );
  it('and names across instead of down are said to be no meeting', () => {
    const book = open([], { attendance: [{ meeting: 'Date', school: '01/10/2026', mark: '08/10/2026' }] });
    expect(
      book
        .tables()
        .get('attendance')
        .problems.map(({ message }) => message),
    ).toEqual([
      expect.stringContaining('expected a Meeting ID of the Meetings tab, got "Date"'),
      expect.stringContaining('expected a school of the Schools tab, got "01/10/2026"'),
      expect.stringContaining('expected one of Present'),
    ]);
    expect(meetingForm(book.as(LEAD))).toMatchObject({ ok: true });
  });
});
