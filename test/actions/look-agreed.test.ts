import { askRequest } from '../../src/actions/ask';
import { withdrawRequest } from '../../src/actions/my-requests';
import { verifyLog } from '../../src/actions/verify-log';
import { booksOf } from '../../src/functions/open-tabs';
import { Parameters } from '../../src/rules/basics/parameters';
import { potFigures } from '../../src/rules/money/pots';
import { sealNotes } from '../../src/rules/requests/seal-notes';
import type { Cell } from '../../src/workbook/cell';
import {
  ADVISOR,
  AGREEING,
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
import { ACTORS, repairAll } from '../support/hand-edits';
import { day } from '../support/rules-tables';
import { token } from '../support/tracker';

const PROJECT = { matter: 'Project', purpose: 'A garden', ...AGREEING };

function sent(...forms: object[]): FakeWorkbook {
  const book = open([], { ledger: [MONEY], ...ASSEMBLY }).begin();
  for (const form of forms) done(askRequest(book.as(LEAD), asSent({ confirmed: true, ...form })));
  return book;
}
const idOf = (book: FakeWorkbook, row = 0) => book.tables().get('requests').at(row).id;
const cell = (book: FakeWorkbook, row = 0) => String(book.tables().get('requests').at(row).agreedOnWhat);
const type =
  (column: string, value: Cell | ((book: FakeWorkbook) => Cell), row = 2) =>
  (book: FakeWorkbook) =>
    book.type('requests', row, column, typeof value === 'function' ? value(book) : value);
const all =
  (...hows: ((book: FakeWorkbook) => void)[]) =>
  (book: FakeWorkbook) => {
    for (const how of hows) how(book);
  };
const promised = (book: FakeWorkbook): number =>
  potFigures(booksOf(book.tables()), new Parameters(), 2026, day('2026-11-30')).pots[0]!.committed;

const asked = () => sent({ ...PROJECT, schoolsAgreeing: [] });
const agreed = () => sent(PROJECT);
const both = () => sent({ ...PROJECT, schoolsAgreeing: [] }, PROJECT);
function approved(more: object = {}): FakeWorkbook {
  const book = sent(more);
  make(book, ADVISOR, 'Approve', { reason: '' }, idOf(book));
  return book;
}
const late = () => approved({ committedOn: '2026-11-20' });
const copies = () => sent({ matter: 'Resource: further copy', amount: '60' });
function withdrawn(): FakeWorkbook {
  const book = approved();
  done(withdrawRequest(book.as(LEAD), { token: token(), request: idOf(book) }));
  return book;
}
function withdrawnAgreed(): FakeWorkbook {
  const book = agreed();
  done(withdrawRequest(book.as(LEAD), { token: token(), request: idOf(book) }));
  return book;
}

const NAMES = 'School 1; School 2; School 3';
const FORGED = JSON.stringify({
  matter: 'Project',
  cluster: 'C-1',
  school: null,
  pot: 'Cluster pot',
  amount: 35_000,
  payee: 'School 1',
  purpose: 'A garden',
  wantedOn: null,
  agreeing: PROJECT.schoolsAgreeing,
});
const NOBODY = 'waiting for schools (0 of 5 agree)';
const LATE = 'approved £350.00, retrospective';

/** Who edits what, what the flag then says, what stands behind it, and the weight of what Check workbook says. */
const WAYS: [
  what: string,
  from: () => FakeWorkbook,
  how: (book: FakeWorkbook) => void,
  flag: string,
  note: RegExp,
  check: 'stop' | 'warn' | null,
][] = [
  ['types schools that agree', asked, type('schoolsAgreeing', NAMES), NOBODY, /^$/, null],
  ['types what they agreed to', asked, type('agreedOnWhat', FORGED), NOBODY, /typed by hand, so not counted/, 'stop'],
  [
    'types both',
    asked,
    all(type('schoolsAgreeing', NAMES), type('agreedOnWhat', FORGED)),
    NOBODY,
    /typed by hand, so not counted/,
    'stop',
  ],
  [
    'copies both from a request that is agreed',
    both,
    all(
      type('schoolsAgreeing', NAMES),
      type('agreedOnWhat', (book) => cell(book, 1)),
    ),
    NOBODY,
    /typed by hand, so not counted/,
    'stop',
  ],
  [
    'asks for more and rewrites what they agreed to',
    agreed,
    all(
      type('amount', 900),
      type('agreedOnWhat', (book) => cell(book).replace('35000', '90000')),
    ),
    NOBODY,
    /changed by hand, so not counted/,
    'stop',
  ],
  [
    'gives it to a day on which there were fewer members',
    agreed,
    type('askedOn', '2026-09-01'),
    NOBODY,
    /changed by hand, so not counted/,
    'stop',
  ],
  ['deletes that it was withdrawn', withdrawn, type('withdrawnOn', ''), 'withdrawn', /was 24 Nov 2026/, 'stop'],
  ['withdraws it next year', withdrawn, type('withdrawnOn', '2027-11-01'), 'withdrawn', /was 24 Nov 2026/, 'stop'],
  [
    'deletes that of what schools agreed to',
    withdrawnAgreed,
    type('withdrawnOn', ''),
    'withdrawn',
    /was 24 Nov 2026/,
    'stop',
  ],
  ['withdraws it by hand', approved, type('withdrawnOn', '2026-11-24'), 'withdrawn', /typed by hand/, 'warn'],
  ['deletes when it was promised', late, type('committedOn', ''), LATE, /was 20 Nov 2026/, 'stop'],
  ['dates the promise later', late, type('committedOn', '2026-12-20'), LATE, /was 20 Nov 2026/, 'stop'],
  ['dates it earlier', late, type('committedOn', '2026-11-01'), LATE, /was 20 Nov 2026/, 'stop'],
  ['types a promise', approved, type('committedOn', '2026-11-20'), LATE, /typed by hand/, 'warn'],
  ['reserves what nobody decides', copies, type('committedOn', '2026-11-20'), 'not needed', /typed by hand/, 'warn'],
];

describe.each(ACTORS)('the %s makes nothing look agreed to, promised or not withdrawn (A1, A6, A7, S8)', (actor) => {
  it.each(WAYS)('not who %s', (_, from, how, expected, note, check) => {
    const book = from();
    const before = promised(book);
    how(book);
    const says = () => {
      expect(flag(book)).toBe(expected);
      expect(sealNotes(booksOf(book.tables()))(0)).toMatch(note);
      expect(promised(book)).toBeLessThanOrEqual(before);
    };
    says();
    const severities = problems(book)
      .filter(({ sheet, message }) => sheet === 'Requests' && /\((A6|A7|S8)\)$/.test(message))
      .map(({ severity }) => severity);
    if (check === null) expect(severities).toEqual([]);
    else expect(severities).toContain(check);
    repairAll(book, actor);
    says();
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ ok: true, good: true });
  });
});
