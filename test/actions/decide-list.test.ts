import { handOverForm } from '../../src/actions/change-lead';
import { decideList } from '../../src/actions/decide-list';
import { answerQuestion } from '../../src/actions/my-requests';
import { booksOf } from '../../src/functions/open-tabs';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import {
  ADVISOR,
  ASKED,
  cardOf,
  DIRECTOR,
  done,
  LEAD,
  list,
  MONEY,
  make,
  open,
  SOUTH_LEAD,
  STRANGER,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { PEOPLE, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

describe('the Decide list', () => {
  it('counts the days from the last decision, and lists what ran out', () => {
    const book = open([{ ...ASKED, askedOn: '2026-03-02' }]);
    book.now = '2026-11-16T10:00:00Z';
    make(book, ADVISOR, 'Approve');
    book.now = '2026-11-24T10:00:00Z';
    book.type('requests', 2, 'amount', 420);
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({ schoolDaysWaiting: 6, waitingSince: '2026-11-16' });
    book.type('requests', 2, 'amount', 350);
    book.now = '2027-09-03T10:00:00Z';
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({ flag: 'expired', schoolDaysWaiting: 3 });
  });

  it('leaves what was asked back to whoever asked, and counts the days from their answer (A9)', () => {
    const book = open([{ ...ASKED, askedOn: '2026-11-02' }]).begin();
    make(book, ADVISOR, 'More information', { reason: 'Which room?' });
    expect(list(book, ADVISOR).mine).toEqual([]);
    expect(list(book, ADVISOR).others).toMatchObject([
      { id: 'R-1', means: 'Asked back: Which room?', conflict: null, moves: expect.arrayContaining(['Approve']) },
    ]);
    book.now = '2026-12-04T10:00:00Z';
    answerQuestion(book.as(LEAD), { token: token(), request: 'R-1', answer: 'The hall' });
    book.now = '2026-12-07T10:00:00Z';
    expect(list(book, ADVISOR)).toMatchObject({
      others: [],
      mine: [{ id: 'R-1', waitingSince: '2026-12-04', schoolDaysWaiting: 1, isLate: false }],
    });
  });

  it('says what waits too long, and for whom by name (A9)', () => {
    const book = open([{ ...ASKED, askedOn: '2026-11-02' }]);
    expect(list(book, DIRECTOR).others).toMatchObject([{ isLate: true, means: 'The Advisor (Ari Advisor) decides.' }]);
    book.type('requests', 2, 'askedOn', '2026-11-10');
    expect(list(book, DIRECTOR).others).toMatchObject([{ isLate: false }]);
  });

  it.each([
    ['changed', (book: FakeWorkbook) => book.type('decisions', 2, 'reason', 'Nobody said so'), 'was changed'],
    [
      'without its ID',
      (book: FakeWorkbook) => book.type('decisions', 2, 'id', ''),
      'Decision without an ID was changed',
    ],
    ['taken away', (book: FakeWorkbook) => book.type('decisions', 2, 'request', 'R-9'), 'is missing'],
  ])('names a request of which a decision is %s, for nobody to decide before it is put back (A1)', (_, harm, says) => {
    const book = open([ASKED]).begin();
    make(book, ADVISOR, 'Approve');
    harm(book);
    for (const email of [ADVISOR, DIRECTOR])
      expect(list(book, email)).toMatchObject({
        mine: [],
        others: [{ id: 'R-1', moves: [], means: expect.stringContaining(says), conflict: null, isLate: false }],
        revocable: [],
      });
  });

  it('lists reports until they are done with, for deciders only (C4)', () => {
    const book = open([{ ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null }]);
    expect(list(book, DIRECTOR).reports).toMatchObject([{ id: 'R-1', purpose: 'Planning day' }]);
    expect(list(book, LEAD).reports).toEqual([]);
    book.type('requests', 2, 'doneOn', '2026-11-20');
    expect(list(book, DIRECTOR).reports).toEqual([]);
  });

  it('lists money from elsewhere for the Advisor, orders for both, with what they are (G1, S9)', () => {
    const gift = { matter: 'Other funding', pot: null, amount: 500, payee: 'The Parish Fund', stands: 'Applied' };
    const copy = { matter: 'Resource: first copy', pot: null, amount: null, payee: null, school: 'School 1' };
    const book = open([
      { ...ASKED, ...gift },
      { ...ASKED, id: 'R-2', ...copy, resource: 'Enquiry cards' },
    ]);
    expect(list(book, ADVISOR).reports).toMatchObject([
      { id: 'R-1', what: 'Other funding, The Parish Fund, £500.00, Applied', canClose: false },
      { id: 'R-2', what: 'Resource: first copy, Enquiry cards', canClose: true },
    ]);
    expect(list(book, DIRECTOR).reports.map(({ id }) => id)).toEqual(['R-2']);
  });

  it('shows a hundred of thousands, and counts the rest', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => ({ ...ASKED, id: `R-${index + 1}`, amount: index + 1 }));
    const book = open(many);
    const onWhat = booksOf(book.tables());
    for (let row = 0; row < 3_000; row++)
      book.add('decisions', {
        id: `D-${row + 1}`,
        request: `R-${row + 1}`,
        decision: 'Approve',
        amount: row + 1,
        decidedBy: ADVISOR,
        role: 'Advisor',
        decidedAt: '2026-11-10T10:00:00Z',
        decidedOnWhat: writeSnapshot(snapshotOf(onWhat, onWhat.requests.at(row))),
      });
    const found = list(book, ADVISOR);
    expect([found.mine.length, found.revocable.length, found.more]).toEqual([
      100,
      100,
      { mine: 2_900, others: 0, revocable: 2_900 },
    ]);
    expect(found.mine[0]!.similar).toHaveLength(3);
    expect(JSON.stringify(found).length).toBeLessThan(400_000);
  });
});

describe('who finds what in Decide', () => {
  const ids = (book: FakeWorkbook, email: string) => {
    const { mine, others, revocable } = list(book, email);
    return [mine, others, revocable].map((cards) => cards.map(({ id }) => id));
  };
  const three = () =>
    open([
      { ...ASKED, id: 'R-3', askedOn: '2026-11-04' },
      { ...ASKED, id: 'R-1' },
      { ...ASKED, id: 'R-2', cluster: 'South Cluster', askedBy: SOUTH_LEAD },
    ]);

  it('is what they may decide, oldest first, and the rest with the reason (A3)', () => {
    const book = three();
    expect(ids(book, ADVISOR)).toEqual([['R-1', 'R-3'], ['R-2'], []]);
    expect(ids(book, DIRECTOR)).toEqual([['R-2'], ['R-1', 'R-3'], []]);
    expect(ids(book, LEAD)).toEqual([[], ['R-1', 'R-2', 'R-3'], []]);
    expect(cardOf(book, ADVISOR, 'R-2')).toMatchObject({ moves: [], conflict: { rule: 'A3', severity: 'stop' } });
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({
      conflict: null,
      inPlaceOf: null,
      moves: ['Approve', 'More information', 'Decline'],
      askedBy: 'Nell North',
      waitingSince: '2026-11-02',
    });
  });

  it('is what they could revoke, the newest decision first, and nobody else does', () => {
    const book = three();
    make(book, ADVISOR, 'Approve', {}, 'R-3');
    make(book, ADVISOR, 'Approve', {}, 'R-1');
    expect(ids(book, ADVISOR)).toEqual([[], ['R-2'], ['R-1', 'R-3']]);
    expect(ids(book, LEAD)).toEqual([[], ['R-2'], []]);
    expect(cardOf(book, ADVISOR, 'R-1').moves).toEqual(['Revoke']);
  });

  it('shows one sum for one pot on every card of what is approved, that of Overview', () => {
    const asked = ['R-1', 'R-2'].map(
      (id, index): Row => ({ ...ASKED, id, amount: 100 + 50 * index, payee: `S-${id}` }),
    );
    const book = open(asked, { ledger: [MONEY] }).begin();
    for (const id of ['R-1', 'R-2']) expect(make(book, ADVISOR, 'Approve', {}, id)).toMatchObject({ ok: true });
    const { revocable } = list(book, ADVISOR);
    const { pots } = done(handOverForm(book.as(ADVISOR), 'C-1'));
    expect(pots[0]!.available).toBe('£750.00');
    expect(revocable.map(({ id, potAvailable }) => [id, potAvailable])).toEqual([
      ['R-2', '£750.00 available now'],
      ['R-1', '£750.00 available now'],
    ]);
  });

  it('says in whose place somebody decides (A4)', () => {
    const people = [...PEOPLE, { name: 'Sue', email: 'sue@example.org', role: 'Advisor', standsInFor: ADVISOR }];
    expect(cardOf(open([ASKED], { people }), 'sue@example.org').inPlaceOf).toBe('Ari Advisor');
  });

  it('shows beside a request what became of others like it', () => {
    const book = three();
    make(book, ADVISOR, 'Decline', { reason: 'No room' }, 'R-1');
    expect(cardOf(book, ADVISOR, 'R-3').similar).toEqual([
      {
        id: 'R-1',
        matter: 'Organising time',
        cluster: 'North Cluster',
        amount: '£350.00',
        outcome: 'declined',
        state: 'declined',
        words: 'No room',
        on: '2026-11-24',
      },
    ]);
  });

  it('is nothing for a stranger', () => expect(decideList(three().as(STRANGER))).toMatchObject({ ok: false }));
});
