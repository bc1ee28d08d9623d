/** What people type and paste, by the numbers of docs/inputs.md (I23 on): rows, files, and other lists. */
import { meetingForm } from '../../src/actions/meeting-form';
import type { SheetKey } from '../../src/workbook/sheets';
import { ASKED, flag, LEAD, MONEY, open, problems } from '../support/action-cases';
import { approval, ledgerLine, meeting } from '../support/builders';
import { requestNow } from '../support/fake-world';
import { filled, pasted, potOf, saidOf } from '../support/pasted';
import { type Row, SCHOOLS } from '../support/rules-tables';

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
      `should hold one of Present, Substitute, Apologies, Absent, but holds "${cell}". Pick one from the list`,
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
        { a1: 'D2', message: expect.stringContaining('should hold one of Infant, ') },
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
      expect(book.tables().get('ledger').problems[0]!.message).toContain(
        'there should be a column headed "Net", and there is none',
      );
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
      expect.stringContaining('should hold a Meeting ID of the Meetings tab, but holds "Date"'),
      expect.stringContaining('should hold a school of the Schools tab, but holds "01/10/2026"'),
      expect.stringContaining('should hold one of Present'),
    ]);
    expect(meetingForm(book.as(LEAD))).toMatchObject({ ok: true });
  });
});
