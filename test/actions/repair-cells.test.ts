import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import { ADVISOR, ASKED, LEAD, logged, MONEY, open, problems, STRANGER } from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { day, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('a decision for an ID that was typed over (A2)', () => {
  it.each([
    ['clusters', 'the cluster C-1', { matter: 'Organising time' }],
    ['schools', 'the school S-1', { matter: 'PSQM', pot: null, amount: null, payee: 'Hub', school: 'School 1' }],
  ] as const)('of %s says which ID is gone, and accuses nobody', (sheet, named, more) => {
    const requests: Row[] = [{ ...ASKED, ...more }];
    const decidedOnWhat = requestNow(open(requests));
    const decision = { id: 'D-1', request: 'R-1', decision: 'Approve', decidedBy: ADVISOR, role: 'Advisor' };
    const book = open(requests, {
      ledger: [MONEY],
      decisions: [{ ...decision, decidedAt: '2026-11-10T09:00:00Z', decidedOnWhat }],
    });
    book.type(sheet, 2, 'id', 'lots');
    expect(problems(book).map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`It was decided for ${named}, an ID that no row has any more: put it back`),
    );
    // The row may be this one or a new one: a new ID is offered, and waits for people to tell.
    book.type(sheet, 2, 'id', '');
    const id = named.split(' ').pop()!;
    expect(problems(book).find(({ a1, sheet: tab }) => a1 === 'A2' && tab !== 'Decisions')).toMatchObject({
      repair: { shown: '', becomes: 'a new ID', unsure: true },
      message: expect.stringContaining(
        `Decisions name ${id}, which no row has: if it was this row’s, type it back; if the row is new, tick its ` +
          'repair.',
      ),
    });
    book.type(sheet, 2, 'id', id);
    expect(problems(book).map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining('It was decided for'),
    );
  });
});

describe('repairing cells', () => {
  const repair = (book: FakeWorkbook, repairs: object[], email = ADVISOR) =>
    repairCells(book.as(email), { token: token(), repairs });
  /** What Check workbook offers to repair, as its form sends it back. */
  const offered = (book: FakeWorkbook) =>
    problems(book).flatMap(({ sheet, row, header, repair: offer }) =>
      offer ? [{ sheet, row, header, shown: offer.shown }] : [],
    );
  const broken = () => open([], { ledger: [MONEY, { ...MONEY, id: 'L-2', net: '£3,000.00', date: '1.10.2026' }] });

  it('puts right what is offered, and tells the log of which cells and what they held', () => {
    const book = broken();
    expect(repair(book, offered(book))).toMatchObject({ ok: true, message: '2 cells repaired.' });
    expect(book.tables().get('ledger').at(1)).toMatchObject({ net: 3_000_00, date: day('2026-10-01') });
    expect(problems(book)).toEqual([]);
    expect(book.lastLine()).toMatchObject({
      action: 'Repair cells',
      what: expect.stringMatching(
        /^2 cells: Ledger row 3 Date held “1\.10\.2026”, Ledger row 3 Net held “£3,000\.00”$/,
      ),
    });
  });

  it('leaves alone what has changed since, has no safe repair, or is no cell of the workbook', () => {
    const book = broken();
    const wanted = offered(book);
    book.type('ledger', 3, 'net', '£4');
    book.type('ledger', 3, 'vat', 'lots');
    const strange = { sheet: '__proto__', row: 2, header: 'constructor', shown: '' };
    const unsafe = { sheet: 'Ledger', row: 3, header: 'VAT', shown: 'lots' };
    expect(repair(book, [...wanted, unsafe, strange])).toMatchObject({
      ok: true,
      message: expect.stringMatching(
        /^1 cell repaired\. Left alone: Ledger row 3 \(Net\) has changed since; Ledger row 3 \(VAT\) has no safe repair; “__proto__” row 2 \(“constructor”\) has changed since\.$/,
      ),
    });
    expect(repair(book, [unsafe])).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nothing was repaired: /),
    });
  });

  it('gives a row without an ID one of its own', () => {
    const book = open([], { ledger: [MONEY, { ...MONEY, id: '' }, { ...MONEY, id: '' }] });
    expect(repair(book, offered(book))).toMatchObject({ ok: true });
    const ids = book
      .tables()
      .get('ledger')
      .rows.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toMatch(/^L-[0-9A-Z]{6}$/);
  });

  it('adds the old name of a cluster to its aliases (P5)', () => {
    const book = open();
    book.type('clusters', 3, 'name', 'Southern Cluster');
    expect(repair(book, offered(book))).toMatchObject({ ok: true });
    expect(book.tables().get('clusters').at(1).aliases).toEqual(['South Cluster']);
    expect(problems(book)).toEqual([]);
  });

  it('takes a line out of the log that was written by hand, for deciders only, and keeps what it held (A12)', () => {
    const book = open();
    book.add('log', {
      no: 2,
      time: '2026-11-25T10:00:00Z',
      who: LEAD,
      action: 'Approve',
      reference: 'R-1',
      hash: 'typed',
    });
    const stray = [{ sheet: 'Log', row: 3, header: 'Hash', shown: 'typed' }];
    expect(problems(book, LEAD).find(({ sheet }) => sheet === 'Log')).toMatchObject({ severity: 'stop', repair: null });
    expect(repair(book, stray, LEAD)).toMatchObject({ ok: false });
    expect(offered(book)).toEqual(stray);
    expect(repair(book, stray)).toMatchObject({ ok: true });
    expect(logged(book)).toEqual(['Ask', 'Take out a line', 'Repair cells']);
    expect(verifyLog(book.as(ADVISOR))).toMatchObject({ good: true });
  });

  it('is for people of the programme', () => {
    const book = broken();
    expect(repair(book, offered(book), STRANGER)).toMatchObject({ ok: false });
    expect(repair(book, [])).toMatchObject({ ok: false, message: 'Pick at least one repair.' });
  });
});
