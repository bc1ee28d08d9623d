import type { SheetKey } from '../../src/workbook/sheets';
import { ADVISOR, ASKED, flag, MONEY, make, open } from '../support/action-cases';
import { filled, pasted, repairAll, saidOf } from '../support/pasted';
import { tables } from '../support/rules-tables';

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
    expect(pasted('ledger', 3, 'pot', cell).tables().get('ledger').problems[0]!.message).toContain(
      `but holds "${shown}"`,
    ),
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
      `but holds "${piece}".`,
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
