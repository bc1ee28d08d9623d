import type { AskPreview, CellProblem, DecideList, MeetingForm, MyRequests, Why } from '../../src/actions/answers';
import { checkWorkbook } from '../../src/actions/check-workbook';
import { decideList } from '../../src/actions/decide';
import { digestState } from '../../src/actions/digest';
import { booksOf } from '../../src/actions/lookups';
import { meetingForm } from '../../src/actions/record-meeting';
import { myRequests, previewRequest } from '../../src/actions/requests';
import { whySelected } from '../../src/actions/why';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import type { SheetKey } from '../../src/workbook/sheets';
import { FakeWorkbook } from '../support/fake-world';
import { ASKED, ledgerLine, PROGRAMME, type Row } from '../support/rules-tables';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const NORTH = 'north@example.org';

const IN = ledgerLine('L-1', '2026-10-01', 'In', 'Other income', 1000);
const open = (more: { [K in SheetKey]?: Row[] } = {}) =>
  new FakeWorkbook({ ...PROGRAMME, requests: [{ ...ASKED, askedOn: '2026-11-02' }], ledger: [IN], ...more });

const preview = (book: FakeWorkbook) => {
  const sent = { token: 'token0000000001', matter: 'Organising time', cluster: 'C-1', purpose: 'Planning' };
  return previewRequest(book.as(NORTH), { ...sent, pot: 'Cluster pot', amount: '20', payee: 'School 1' }) as Extract<
    AskPreview,
    { ok: true }
  >;
};
const decide = (book: FakeWorkbook) => decideList(book.as(ADVISOR)) as Extract<DecideList, { ok: true }>;
const mine = (book: FakeWorkbook) => myRequests(book.as(NORTH)) as Extract<MyRequests, { ok: true }>;
const explained = (book: FakeWorkbook) => {
  book.selection = { sheet: 'requests', title: 'Requests', a1: 'S2', row: 2, column: 19 };
  return whySelected(book.as(NORTH)) as Extract<Why, { ok: true }>;
};
const mails = (book: FakeWorkbook) =>
  (digestState(book.as(DIRECTOR)) as { preview: { to: string; body: string }[] }).preview;
const problems = (book: FakeWorkbook, email = DIRECTOR) =>
  (checkWorkbook(book.as(email)) as { problems: CellProblem[] }).problems;

const form = (book: FakeWorkbook) => meetingForm(book.as(NORTH)) as Extract<MeetingForm, { ok: true }>;

const everywhere = (book: FakeWorkbook) => [
  decide(book).unread,
  preview(book).unread,
  mine(book).unread,
  explained(book).unread,
  mails(book)[0]!.body.match(/Not everything could be read.*/)?.[0] ?? '',
];

describe('what a form goes without', () => {
  it('is nothing in a workbook that can be read', () => expect(everywhere(open())).toEqual(['', '', '', '', '']));

  it.each([
    [
      'a sum that is none',
      '1 row(s) of Ledger left out',
      (book: FakeWorkbook) => book.type('ledger', 2, 'net', 'lots'),
    ],
    [
      'a column without its header',
      'Ledger has no column VAT',
      (book: FakeWorkbook) => book.rename('ledger', 'vat', 'Tax'),
    ],
    ['a tab that is gone', 'the Ledger tab is missing', (book: FakeWorkbook) => book.lose('ledger')],
    [
      'a value of Settings',
      '1 row(s) of Settings left out',
      (book: FakeWorkbook) => book.add('settings', { parameter: 'match.ratio', value: 'a lot', status: 'assumed' }),
    ],
  ])('%s is told in Decide, Ask, My requests, Why? and the mails', (_, told, spoil) => {
    const book = open();
    spoil(book);
    const text = `Not everything could be read: ${told}. Clusters ▸ Check workbook says where.`;
    expect(everywhere(book)).toEqual([text, text, text, text, text]);
  });

  it('is told of members in Record a meeting', () => {
    const book = open();
    expect(form(book).unread).toBe('');
    book.type('membership', 2, 'school', 'Nowhere');
    expect(form(book).unread).toMatch(/1 row\(s\) of Membership left out/);
    book.lose('meetings');
    expect(form(book).unread).toMatch(/the Meetings tab is missing; 1 row/);
  });

  it.each(['ledger', 'requests', 'settings', 'release', 'reviews', 'attendance', 'log'] as const)(
    'Check workbook says that the tab of %s is missing, and what to do',
    (key) => {
      const book = open();
      book.lose(key);
      expect(problems(book).filter(({ message }) => /tab is missing/.test(message))).toEqual([
        expect.objectContaining({
          severity: 'stop',
          message: expect.stringMatching(/Version history.*Set up workbook/),
        }),
      ]);
    },
  );
});

describe('a parameter that is not set', () => {
  const unset = (parameter: string) => open({ settings: [{ parameter, value: '', status: 'unset' }] });

  it.each(['decide.remindDays', 'decide.escalateDays'])('keeps no mail back: %s (A9)', (parameter) => {
    const [mail] = mails(unset(parameter)).filter(({ to }) => to === ADVISOR);
    expect(mail!.body).toMatch(/R-1.* school days/i);
    expect(mails(unset(parameter)).map(({ to }) => to)).toEqual(
      parameter === 'decide.escalateDays' ? [ADVISOR] : [DIRECTOR, ADVISOR],
    );
  });
  it('does not keep a meeting from being recorded: release.maxPerHalfDay (F2)', () => {
    expect(form(unset('release.maxPerHalfDay'))).toMatchObject({ ok: true, mostPerHalfDay: 'not set' });
  });
});

describe('somebody whose own row of People cannot be read', () => {
  const broken = () => {
    const book = open();
    book.type('people', 4, 'role', 'Ruler');
    return book;
  };
  it('is told so, and which cell it is', () => {
    const { ok, message } = myRequests(broken().as(NORTH)) as { ok: boolean; message: string };
    expect(ok).toBe(false);
    expect(message).toMatch(/^Your row of People cannot be read.*People![A-Z]+4 \(Role\): expected/);
  });
  it('may look at what Check workbook says; a stranger may not', () => {
    expect(problems(broken(), NORTH)).toContainEqual(
      expect.objectContaining({ message: expect.stringMatching(/^People![A-Z]+4/) }),
    );
    expect(checkWorkbook(broken().as('nobody@example.org'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/not in the People tab/),
    });
  });
});

describe('a decision for an ID that was typed over (A2)', () => {
  it.each([
    ['clusters', 'the cluster C-1', { matter: 'Organising time' }],
    ['schools', 'the school S-1', { matter: 'PSQM', pot: null, amount: null, payee: 'Hub', school: 'School 1' }],
  ] as const)('of %s says which ID is gone, and accuses nobody', (sheet, named, more) => {
    const requests: Row[] = [{ ...ASKED, askedOn: '2026-11-02', ...more }];
    const decidedOnWhat = writeSnapshot(snapshotOf(booksOf(open({ requests }).tables()), 0));
    const decision = { id: 'D-1', request: 'R-1', decision: 'Approve', decidedBy: ADVISOR, role: 'Advisor' };
    const book = open({ requests, decisions: [{ ...decision, decidedAt: '2026-11-10T09:00:00Z', decidedOnWhat }] });
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
        `Decisions name ${id}, which no row has: if it was this row’s, type it back; if the row is new, tick its repair.`,
      ),
    });
    book.type(sheet, 2, 'id', id);
    expect(problems(book).map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining('It was decided for'),
    );
  });
});
