import { askRequest, previewRequest } from '../../src/actions/ask';
import { decideList } from '../../src/actions/decide-list';
import { digestState } from '../../src/actions/digest';
import {
  booksIn,
  dayTyped,
  loggedAuthors,
  mayActFor,
  memberList,
  ownCluster,
  penceTyped,
  withLoggedAuthors,
} from '../../src/actions/lookups';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { whySelected } from '../../src/actions/why';
import {
  ADVISOR,
  ASKED,
  asSent,
  contextOf,
  DIRECTOR,
  done,
  LEAD,
  list,
  MONEY,
  mails,
  make,
  open,
  SOUTH_LEAD,
  STRANGER,
} from '../support/action-cases';
import type { Tabs } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { day, MEMBERSHIP, PEOPLE } from '../support/rules-tables';
import { token } from '../support/tracker';

const preview = (book: FakeWorkbook) => done(previewRequest(book.as(LEAD), asSent({ amount: '20' })));
const mine = (book: FakeWorkbook) => done(myRequests(book.as(LEAD)));
const explained = (book: FakeWorkbook) => {
  book.selection = { sheet: 'requests', title: 'Requests', a1: 'U2', row: 2, column: 21 };
  return done(whySelected(book.as(LEAD)));
};
const readable = () => open([ASKED], { ledger: [MONEY] });

const everywhere = (book: FakeWorkbook) => [
  list(book, ADVISOR).unread,
  preview(book).unread,
  mine(book).unread,
  explained(book).unread,
  mails(book)[0]!.body.match(/Not everything could be read.*/)?.[0] ?? '',
];

describe('what a form goes without', () => {
  it('is nothing in a workbook that can be read', () => expect(everywhere(readable())).toEqual(['', '', '', '', '']));

  it.each([
    ['a sum that is none', '1 row of Ledger left out', (book: FakeWorkbook) => book.type('ledger', 2, 'net', 'lots')],
    [
      'a column without its header',
      'Ledger has no column VAT',
      (book: FakeWorkbook) => book.rename('ledger', 'vat', 'Tax'),
    ],
    [
      'a value of Settings',
      '1 row of Settings left out',
      (book: FakeWorkbook) => book.add('settings', { parameter: 'match.ratio', value: 'a lot', status: 'assumed' }),
    ],
  ])('%s is told in Decide, Ask, My requests, Why? and the mails', (_, told, spoil) => {
    const book = readable();
    spoil(book);
    const text = `Not everything could be read: ${told}. Clusters ▸ Check workbook says where.`;
    expect(everywhere(book)).toEqual([text, text, text, text, text]);
  });
});

it('nothing is shown or done while a tab is gone that it needs', () => {
  const book = readable();
  book.lose('ledger');
  const answers = [decideList(book.as(ADVISOR)), myRequests(book.as(LEAD)), digestState(book.as(DIRECTOR))];
  for (const answer of answers)
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/^The tab Ledger is missing\./) });
});

describe('what forms type', () => {
  it.each([
    ['350', 350_00],
    [' £1,250.05 ', 1_250_05],
    ['0', 0],
    ['19.99', 19_99],
  ])('the sum "%s" is %i pence', (text, pence) => expect(penceTyped(text)).toBe(pence));

  it.each([
    ['2000-01-01', true],
    ['1999-12-31', false],
    ['2099-12-31', true],
    ['2100-01-01', false],
    ['2026-02-29', false],
    ['2028-02-29', true],
  ])('the day %s is one of the calendar: %s', (text, is) => expect(dayTyped(text)).toBe(is ? day(text) : null));
});

describe('authors by the log (A3, A12)', () => {
  it('are who asked, changed or answered, whatever else they did', () => {
    const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
    done(askRequest(book.as(DIRECTOR), asSent({ request: 'R-1', amount: '340', confirmed: true })));
    make(book, ADVISOR, 'More information', {}, 'R-2');
    done(answerQuestion(book.as(LEAD), { token: token(), request: 'R-2', answer: 'Yes' }));
    done(withdrawRequest(book.as(LEAD), { token: token(), request: 'R-2' }));
    expect([...loggedAuthors(book.tables())]).toEqual([
      ['R-1', new Set([LEAD, DIRECTOR])],
      ['R-2', new Set([LEAD])],
    ]);
  });

  it('are added to those of the row, and to no other request', () => {
    const book = open([ASKED, { ...ASKED, id: 'R-2' }]);
    book.type('requests', 2, 'askedBy', SOUTH_LEAD);
    const { requests } = withLoggedAuthors(booksIn(book.tables()), book.tables());
    expect(requests.rows.map(({ askedBy }) => askedBy)).toEqual([[SOUTH_LEAD, LEAD], [LEAD]]);
  });
});

describe('whose cluster it is', () => {
  const may = (email: string, cluster: number, more: Tabs = {}) =>
    mayActFor(contextOf(open([], more), email), cluster)?.message ?? 'may';

  it('is its own people’s and the deciders’', () => {
    expect([may(LEAD, 0), may(DIRECTOR, 0), may(ADVISOR, 0), may(SOUTH_LEAD, 1)]).toEqual(new Array(4).fill('may'));
    expect(may(LEAD, 1)).toMatch(/^South Cluster is not your cluster in the People tab/);
  });

  it('is that of the people of its schools, while they are members', () => {
    const science = { name: 'Sam Science', email: STRANGER, role: 'Science lead', school: 'School 2' };
    const people = [...PEOPLE, science];
    expect([may(STRANGER, 0, { people }), may(STRANGER, 1, { people })]).toEqual(['may', expect.any(String)]);
    const membership = MEMBERSHIP.map((row) => (row['school'] === 'School 2' ? { ...row, to: '2026-11-23' } : row));
    expect(may(STRANGER, 0, { people, membership })).toMatch(/not your cluster/);
    expect(ownCluster(contextOf(open([], { people }), STRANGER))).toBe('C-1');
    expect(ownCluster(contextOf(open([], { people, membership }), STRANGER))).toBeNull();
  });
});

describe('members in forms', () => {
  it('are every spell by the name of the school, with its last day', () => {
    const [first, second] = MEMBERSHIP;
    const membership = [
      { ...second! },
      { ...first!, to: '2026-10-31' },
      { ...first!, id: 'MB-X', cluster: 'South Cluster', from: '2026-11-01' },
    ];
    expect(memberList(open([], { membership }).tables())).toEqual([
      { cluster: 'C-1', school: 'S-1', schoolName: 'School 1', from: '2020-09-01', to: '2026-10-31' },
      { cluster: 'C-2', school: 'S-1', schoolName: 'School 1', from: '2026-11-01', to: null },
      { cluster: 'C-1', school: 'S-2', schoolName: 'School 2', from: '2020-09-01', to: null },
    ]);
  });
});
