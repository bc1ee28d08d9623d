import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { withdrawRequest } from '../../src/actions/my-requests';
import { dropPending, keepSealed, registered, sealsFrom } from '../../src/actions/register';
import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import type { World } from '../../src/actions/world';
import { booksOf } from '../../src/functions/open-tabs';
import { bytesOf } from '../../src/rules/basics/log-chain';
import { Parameters } from '../../src/rules/basics/parameters';
import type { Recorded, Sealed } from '../../src/rules/basics/seals';
import { potFigures } from '../../src/rules/money/pots';
import { sealNotes } from '../../src/rules/requests/seal-notes';
import type { Cell } from '../../src/workbook/cell';
import {
  ADVISOR,
  AGREEING,
  ASKED,
  ASSEMBLY,
  asSent,
  DIRECTOR,
  done,
  flag,
  LEAD,
  MONEY,
  make,
  open,
  problems,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { day, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const PROJECT = { matter: 'Project', amount: '350', purpose: 'A garden', ...AGREEING };

/** A workbook in which the lead has sent a form; gives the ID of the request. */
function sent(more: object = {}, rows: Row[] = []): [book: FakeWorkbook, id: string] {
  const book = open(rows, { ledger: [MONEY], ...ASSEMBLY }).begin();
  const { id } = done(askRequest(book.as(LEAD), asSent({ confirmed: true, ...more })));
  return [book, id];
}

const change = (book: FakeWorkbook, id: string, more: object = {}) =>
  askRequest(book.as(LEAD), asSent({ request: id, confirmed: true, ...more }));
const withdraw = (book: FakeWorkbook, id: string) => withdrawRequest(book.as(LEAD), { token: token(), request: id });

/** What stands behind the flag of the first request. */
const note = (book: FakeWorkbook) => sealNotes(booksOf(book.tables()))(0);
const said = (book: FakeWorkbook, header: string) =>
  problems(book)
    .filter((problem) => problem.sheet === 'Requests' && problem.header === header)
    .map(({ severity, message }) => `${severity} ${message}`);
const cellOf = (book: FakeWorkbook, column: 'agreedOnWhat' | 'committedOn', row = 0) =>
  book.tables().get('requests').at(row)[column];
const promised = (book: FakeWorkbook) =>
  potFigures(booksOf(book.tables()), new Parameters(), 2026, day('2026-11-30')).pots[0]!.committed;

describe('seals (A1)', () => {
  const DECIDED = { id: 'D-1', request: 'R-1', decision: 'Approve', decidedBy: ADVISOR, role: 'Advisor' };
  const keyIn = (requests: Row[], decisions: Row[] = [], missing?: 'decisions' | 'requests') => {
    const book = open(requests, { decisions });
    if (missing) book.lose(missing);
    return book.begin().kept()['seal.key'];
  };

  it('begin in a workbook in which there is nothing yet that would have to bear one, with a register of nothing', () => {
    expect(keyIn([])).toMatch(/^[0-9a-f]{64}$/);
    expect(keyIn([ASKED])).toMatch(/^[0-9a-f]{64}$/);
    expect(sealsFrom((key) => open([ASKED]).begin().kept()[key] ?? null)).toMatchObject({
      state: 'kept',
      register: new Map(),
      pending: new Map(),
    });
    expect(sealsFrom(() => null)).toEqual({ state: 'none' });
  });

  it.each<[string, Row[], Row[]]>([
    ['a decision', [ASKED], [{ ...DECIDED, decidedAt: '2026-11-20T10:00:00Z' }]],
    ['a decision that cannot be read', [ASKED], [{ ...DECIDED, decision: 'Perhaps' }]],
    ['a withdrawal', [ASKED, { ...ASKED, id: 'R-2', withdrawnOn: '2026-11-20' }], []],
    ['a promise', [{ ...ASKED, committedOn: '2026-11-20' }], []],
    ['what schools agreed to', [{ ...ASKED, agreedOnWhat: 'x' }], []],
  ])('do not begin by themselves where there is %s: somebody takes it over', (_what, requests, decisions) =>
    expect(keyIn(requests, decisions)).toBeUndefined(),
  );

  it.each(['decisions', 'requests'] as const)('do not begin while the tab of %s is missing', (tab) =>
    expect(keyIn([], [], tab)).toBeUndefined(),
  );

  it('keep their key once there is one', () => {
    const book = open([]).begin();
    const key = book.kept()['seal.key'];
    expect(book.begin().kept()['seal.key']).toBe(key);
  });
});

describe('what is kept of requests (A1, A6, A7, A9, S8)', () => {
  const NONE = { withdrawnOn: null, committedOn: null, agreed: '', answeredOn: null, authors: [] };
  const sealed = (count: number, recorded?: Recorded): Sealed => ({
    count,
    seal: `seal ${count}`,
    decision: `D-${count}`,
    ...(recorded ? { recorded } : {}),
  });
  const keptIn = (stored: Record<string, string>) => (key: string, text: string) => {
    stored[key] = text;
  };
  /** What is read again of what was kept, once its rows are written. */
  function keptAs(register: Map<string, Sealed>, before: Record<string, string> = {}) {
    const stored: Record<string, string> = { 'seal.key': 'k', ...before };
    keepSealed({ keep: keptIn(stored) }, register);
    const store = { get: (key: string) => stored[key] ?? null } as World['store'];
    Object.assign(stored, registered({ store }));
    const seals = sealsFrom((key) => stored[key] || null);
    return { seals, stored };
  }

  it.each<[string, Sealed]>([
    ['a decision alone', sealed(1)],
    ['a withdrawal', sealed(1, { ...NONE, withdrawnOn: day('2026-11-20') })],
    ['a promise and what was agreed', sealed(0, { ...NONE, committedOn: day('2026-11-20'), agreed: 'seal' })],
    ['an answer', sealed(2, { ...NONE, answeredOn: day('2026-11-21') })],
    ['who asked, where nothing was answered', sealed(2, { ...NONE, authors: ['a1', 'b2'] })],
    [
      'all of it',
      sealed(3, { ...NONE, withdrawnOn: day('2026-11-20'), answeredOn: day('2026-11-21'), authors: ['a1'] }),
    ],
  ])('is read again as it was kept: %s', (_what, of) => {
    const { seals, stored } = keptAs(new Map([['R-1', of]]));
    expect(seals).toMatchObject({ state: 'kept', register: new Map([['R-1', of]]), pending: new Map() });
    expect(stored['seal.next']).toBe('');
  });

  it('is added to what is there, and a decision leaves what was recorded', () => {
    const recorded = { ...NONE, withdrawnOn: day('2026-11-20') };
    const { stored } = keptAs(
      new Map([
        ['R-1', sealed(1, recorded)],
        ['R-2', sealed(5)],
      ]),
    );
    expect(keptAs(new Map([['R-1', sealed(2)]]), stored).seals).toMatchObject({
      register: new Map([
        ['R-1', { ...sealed(2), recorded }],
        ['R-2', sealed(5)],
      ]),
    });
    expect(keptAs(new Map(), stored).stored).toEqual(stored);
  });

  it('is as many texts as it takes, none of them longer than may be kept', () => {
    const many = new Map(Array.from({ length: 400 }, (_, at) => [`R-${at}`, sealed(at)]));
    const { seals, stored } = keptAs(many);
    expect(seals).toMatchObject({ register: many });
    const lengths = Object.entries(stored).filter(([key]) => key.startsWith('seal.register.'));
    expect(lengths.length).toBe(Number(stored['seal.register']));
    expect(Math.max(...lengths.map(([, text]) => bytesOf(text)))).toBeLessThanOrEqual(8_500);
    expect(lengths.length).toBeLessThan(5);
  });

  it('is not changed by a run that never happened: all of its texts are dropped, the first one last', () => {
    const { stored } = keptAs(new Map([['R-1', sealed(1)]]));
    keepSealed({ keep: keptIn(stored) }, new Map(Array.from({ length: 800 }, (_, at) => [`R-${at}`, sealed(9)])));
    const removed: string[] = [];
    const store = {
      get: (key: string) => stored[key] || null,
      remove: (key: string) => {
        removed.push(key);
        delete stored[key];
      },
    } as World['store'];
    dropPending({ store });
    expect(removed).toEqual(['seal.next.2', 'seal.next.1', 'seal.next']);
    expect(registered({ store })).toEqual({});
  });
});

describe('a withdrawal that was recorded (A1, A6)', () => {
  it.each<[string, Cell, string]>([
    ['deleted', '', 'The log says in line 2 that Nell North withdrew this request on 24 Nov 2026'],
    ['dated after today', '2027-03-01', 'The log says in line 2 that Nell North withdrew'],
    ['dated earlier', '2026-11-03', 'It was withdrawn on 24 Nov 2026 in Clusters ▸ My requests, and stays so'],
  ])('holds when it is %s in the cell, and both flag and Check workbook say so', (_, cell, message) => {
    const [book, id] = sent();
    done(withdraw(book, id));
    expect([flag(book), note(book)]).toEqual(['withdrawn', '']);
    book.type('requests', 2, 'withdrawnOn', cell);
    expect([flag(book), note(book)]).toEqual(['withdrawn', '“Withdrawn on” was 24 Nov 2026 in the form']);
    expect(said(book, 'Withdrawn on')).toEqual([expect.stringMatching(/^stop /)]);
    expect(said(book, 'Withdrawn on')[0]).toContain(message);
    expect(withdraw(book, id)).toMatchObject({ ok: true, message: expect.stringContaining('was withdrawn on') });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false });
    expect(change(book, id)).toMatchObject({ ok: false, message: expect.stringContaining('is withdrawn') });
  });

  it('takes an approval with it for good', () => {
    const [book, id] = sent();
    make(book, ADVISOR, 'Approve', { reason: '' }, id);
    done(withdraw(book, id));
    book.type('requests', 2, 'withdrawnOn', '');
    expect(flag(book)).toBe('withdrawn');
    expect(promised(book)).toBe(0);
  });

  it('counts at once when it is typed, and is a finding', () => {
    const [book] = sent();
    book.type('requests', 2, 'withdrawnOn', '2026-11-25');
    expect([flag(book), note(book)]).toEqual(['withdrawn', '“Withdrawn on” typed by hand']);
    expect(said(book, 'Withdrawn on')).toEqual([
      expect.stringMatching(/^warn .*It was withdrawn by hand, which counts/),
    ]);
  });
});

describe('when money was promised (A1, A7, F11)', () => {
  const COPY = { matter: 'Resource: further copy', amount: '60' };

  it.each<[string, Cell]>([
    ['deleted', ''],
    ['dated later', '2026-12-01'],
  ])('stays as the form recorded it when it is %s: the approval is late', (_, cell) => {
    const [book, id] = sent({ committedOn: '2026-11-20' });
    make(book, ADVISOR, 'Approve', { reason: '' }, id);
    expect(flag(book)).toBe('approved £350.00, retrospective');
    book.type('requests', 2, 'committedOn', cell);
    expect([flag(book), note(book)]).toEqual([
      'approved £350.00, retrospective',
      '“Committed on” was 20 Nov 2026 in the form',
    ]);
    expect(said(book, 'Committed on')).toEqual([
      expect.stringMatching(/^stop .*was 20 Nov 2026 in the form, and that/),
    ]);
  });

  it('is dated no later by the form either, once it was decided on; before it may be', () => {
    const [book, id] = sent({ committedOn: '2026-11-02' });
    done(change(book, id, { committedOn: '2026-11-20' }));
    make(book, ADVISOR, 'Approve', { reason: '' }, id);
    expect(change(book, id, { committedOn: '2026-12-20' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The money was promised on 20 Nov 2026, before it was approved/),
    });
    expect([cellOf(book, 'committedOn'), flag(book), note(book)]).toEqual([
      day('2026-11-20'),
      'approved £350.00, retrospective',
      '',
    ]);
  });

  it('counts against a request when it is typed, and reserves nothing', () => {
    const [book, id] = sent();
    make(book, ADVISOR, 'Approve', { reason: '' }, id);
    book.type('requests', 2, 'committedOn', '2026-11-20');
    expect(flag(book)).toBe('approved £350.00, retrospective');

    const [copies, further] = sent(COPY);
    copies.type('requests', 2, 'committedOn', '2026-11-20');
    expect([flag(copies), promised(copies)]).toEqual(['not needed', 0]);
    expect(said(copies, 'Committed on')).toEqual([expect.stringMatching(/^warn .*was typed by hand/)]);
    done(change(copies, further, { ...COPY, committedOn: '2026-11-20' }));
    expect([promised(copies), note(copies)]).toEqual([6_000, '']);
    copies.type('requests', 2, 'committedOn', '');
    expect(promised(copies)).toBe(6_000);
  });
});

describe('schools that agree (A1, S8)', () => {
  const AGREED = 'agreed by 3 of 5 schools';
  const WAITS = 'waiting for schools (0 of 5 agree)';

  it('count as the form recorded them, and once more when it is sent again', () => {
    const [book, id] = sent(PROJECT);
    expect([flag(book), note(book), said(book, 'Agreed on what')]).toEqual([AGREED, '', []]);
    const lines = book.count('log');
    expect(change(book, id, PROJECT)).toMatchObject({
      ok: true,
      message: expect.stringContaining('like this already'),
    });
    expect(book.count('log')).toBe(lines);
  });

  it.each<[string, (book: FakeWorkbook) => void]>([
    [
      'what they agreed to is rewritten',
      (book) => {
        book.type('requests', 2, 'agreedOnWhat', String(cellOf(book, 'agreedOnWhat')).replace('35000', '90000'));
        book.type('requests', 2, 'amount', 900);
      },
    ],
    [
      'one is put in',
      (book) => {
        book.type('requests', 2, 'agreedOnWhat', String(cellOf(book, 'agreedOnWhat')).replace('"S-3"', '"S-3","S-4"'));
        book.type('requests', 2, 'schoolsAgreeing', 'School 1; School 2; School 3; School 4');
      },
    ],
    ['it is asked on another day', (book) => book.type('requests', 2, 'askedOn', '2026-09-01')],
    ['it is deleted', (book) => book.type('requests', 2, 'agreedOnWhat', '')],
  ])('count no more when %s', (_, tamper) => {
    const [book] = sent(PROJECT);
    tamper(book);
    expect([flag(book), note(book)]).toEqual([WAITS, 'what the schools agreed to was changed by hand, so not counted']);
    expect(said(book, 'Agreed on what')).toEqual([expect.stringMatching(/^stop .*changed after the form recorded it/)]);
    expect(promised(book)).toBe(0);
  });

  it('count for nothing when all of it is typed, until their form is sent', () => {
    const [book, id] = sent({ ...PROJECT, schoolsAgreeing: [] });
    const [model] = sent(PROJECT);
    book.type('requests', 2, 'schoolsAgreeing', 'School 1; School 2; School 3');
    book.type('requests', 2, 'agreedOnWhat', String(cellOf(model, 'agreedOnWhat')));
    expect([flag(book), note(book)]).toEqual([WAITS, 'schools typed by hand, so not counted']);
    expect(said(book, 'Agreed on what')).toEqual([expect.stringMatching(/^stop .*was not recorded in the form/)]);
    // None of those that were typed is ticked when the form opens.
    expect(done(askForm(book.as(LEAD), id)).editing?.schoolsAgreeing).toEqual([]);
    done(change(book, id, PROJECT));
    expect([flag(book), note(book)]).toEqual([AGREED, '']);
  });

  it('stay with the request they agreed to', () => {
    const [book] = sent(PROJECT);
    const { id } = done(askRequest(book.as(LEAD), asSent({ ...PROJECT, schoolsAgreeing: [], confirmed: true })));
    book.change('requests', ([first, second]) => {
      [first![0], second![0]] = [id, first![0]!];
      return [first!, second!];
    });
    expect([flag(book), flag(book, 1)]).toEqual([WAITS, WAITS]);
  });
});

describe('what requests say is taken over (A1, A12)', () => {
  const takeOver = (book: FakeWorkbook) =>
    done(
      repairCells(book.as(DIRECTOR), {
        token: token(),
        repairs: [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '' }],
      }),
    );

  it('as it stands in a workbook of the version before, with the withdrawals that the log tells of', () => {
    const book = open([
      { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' },
      { ...ASKED, id: 'R-2' },
      { ...ASKED, id: 'R-3', withdrawnOn: '2026-11-04', committedOn: '2026-11-03' },
    ]);
    done(withdraw(book, 'R-2'));
    expect(book.begin().tables().seals?.().state).toBe('none');
    takeOver(book);
    expect([0, 1, 2].map((row) => flag(book, row))).toEqual(['agreed by 3 of 5 schools', 'withdrawn', 'withdrawn']);
    for (const row of [3, 4]) book.type('requests', row, 'withdrawnOn', '');
    expect([1, 2].map((row) => flag(book, row))).toEqual(['withdrawn', 'waiting for Advisor']);
    book.type('requests', 4, 'committedOn', '');
    expect(said(book, 'Committed on')).toEqual([expect.stringContaining('was 3 Nov 2026 in the form')]);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('in a copy only where the log bears it out', () => {
    const [book] = sent(PROJECT);
    const { id } = done(askRequest(book.as(LEAD), asSent({ ...PROJECT, schoolsAgreeing: [], confirmed: true })));
    make(book, ADVISOR, 'Decline', {}, done(askRequest(book.as(LEAD), asSent({ confirmed: true }))).id);
    const typed = String(cellOf(book, 'agreedOnWhat'));
    const copy = book;
    copy.forget();
    copy.type('requests', 3, 'schoolsAgreeing', 'School 1; School 2; School 3');
    copy.type('requests', 3, 'agreedOnWhat', typed);
    expect(sealNotes(booksOf(copy.tables()))(1)).toMatch(/^This is a copy/);
    takeOver(copy);
    expect([flag(copy), flag(copy, 1), id]).toEqual([
      'agreed by 3 of 5 schools',
      'waiting for schools (0 of 5 agree)',
      id,
    ]);
  });
});
