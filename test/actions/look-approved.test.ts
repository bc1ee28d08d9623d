import { repairCells } from '../../src/actions/repair-cells';
import { verifyLog } from '../../src/actions/verify-log';
import { booksOf } from '../../src/functions/open-tabs';
import { Parameters } from '../../src/rules/basics/parameters';
import { potFigures } from '../../src/rules/money/pots';
import type { Cell } from '../../src/workbook/cell';
import {
  ADVISOR,
  ASKED,
  DIRECTOR,
  flag,
  LEAD,
  MONEY,
  make,
  open,
  problems,
  STRANGER,
  stops,
} from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { ACTORS, repairAll } from '../support/hand-edits';
import { day, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const OTHER: Row = { ...ASKED, id: 'R-2', purpose: 'Another day' };

/** A decision as somebody types it who knows what the tracker writes. */
const typed = (book: FakeWorkbook, more: Row = {}): Row => ({
  id: 'D-FORGED',
  request: 'R-1',
  decision: 'Approve',
  amount: 350,
  decidedBy: ADVISOR,
  role: 'Advisor',
  decidedAt: '2026-11-24T12:00:00Z',
  decidedOnWhat: requestNow(book),
  ...more,
});

const AT = {
  id: 0,
  request: 1,
  decision: 2,
  amount: 3,
  reason: 4,
  by: 5,
  role: 6,
  at: 8,
  what: 9,
  seal: 10,
  before: 11,
};

const begun = (book: FakeWorkbook = open([ASKED, OTHER], { ledger: [MONEY] })) => book.begin();
const waiting = () => begun();
function approved(): FakeWorkbook {
  const book = begun();
  make(book, ADVISOR, 'Approve', { reason: '' });
  return book;
}
function declined(): FakeWorkbook {
  const book = begun();
  make(book, ADVISOR, 'Decline');
  return book;
}
function revoked(): FakeWorkbook {
  const book = approved();
  make(book, ADVISOR, 'Revoke');
  return book;
}
function twoApproved(): FakeWorkbook {
  const book = approved();
  make(book, ADVISOR, 'Approve', { reason: '' }, 'R-2');
  return book;
}

const edit = (row: number, column: keyof typeof AT, value: Cell) => (book: FakeWorkbook) =>
  book.change('decisions', (rows) => {
    rows[row]![AT[column]] = value;
    return rows;
  });
const drop = (row: number) => (book: FakeWorkbook) =>
  book.change('decisions', (rows) => rows.filter((_, index) => index !== row));
const blank = (row: number) => (book: FakeWorkbook) => book.clear('decisions', row + 2);

/** What of North's cluster pot is promised. */
const promised = (book: FakeWorkbook): number =>
  potFigures(booksOf(book.tables()), new Parameters(), 2026, day('2026-11-30')).pots[0]!.committed;

const WAITS = 'waiting for Advisor';
const CHANGED = /^not allowed: Decision D-[0-9A-Z]+ was changed after it was made/;
const GONE = /^not allowed: Decision D-[0-9A-Z]+ is missing from Decisions/;
const BEFORE = /^not allowed: A decision made before D-[0-9A-Z]+ is missing/;

type Way = [what: string, from: () => FakeWorkbook, how: (book: FakeWorkbook) => void, flag: string | RegExp];

const WAYS: Way[] = [
  ['types an approval', waiting, (book) => book.add('decisions', typed(book)), WAITS],
  [
    'types one in the Director’s name',
    waiting,
    (book) => book.add('decisions', typed(book, { decidedBy: DIRECTOR, role: 'Director' })),
    WAITS,
  ],
  [
    'types one with a seal made up',
    waiting,
    (book) => book.add('decisions', typed(book, { seal: 'f'.repeat(32) })),
    WAITS,
  ],
  ['types one after a decline', declined, (book) => book.add('decisions', typed(book)), 'declined'],
  ['types one after a revoke', revoked, (book) => book.add('decisions', typed(book)), 'revoked'],
  ['deletes a decline', declined, drop(0), GONE],
  ['blanks a decline', declined, blank(0), GONE],
  ['turns a decline into an approval', declined, edit(0, 'decision', 'Approve'), CHANGED],
  ['gives a decline to another request', declined, edit(0, 'request', 'R-2'), GONE],
  ['dates a decline later', declined, edit(0, 'at', '2027-11-24T10:00:00Z'), CHANGED],
  ['makes a decline unreadable', declined, edit(0, 'at', 'soon'), /^not allowed: A decision on it cannot be read/],
  ['deletes a revoke', revoked, drop(1), GONE],
  ['blanks a revoke', revoked, blank(1), GONE],
  ['turns a revoke into an approval', revoked, edit(1, 'decision', 'Approve'), CHANGED],
  ['takes the reason of a revoke', revoked, edit(1, 'reason', ''), CHANGED],
  ['dates a revoke after today', revoked, edit(1, 'at', '2027-11-24T10:00:00Z'), CHANGED],
  ['dates a revoke before the approval', revoked, edit(1, 'at', '2026-11-02T10:00:00Z'), CHANGED],
  ['gives a revoke to another request', revoked, edit(1, 'request', 'R-2'), GONE],
  ['takes the seal of a revoke', revoked, edit(1, 'seal', ''), CHANGED],
  ['takes what a revoke was sealed after', revoked, edit(1, 'before', ''), CHANGED],
  ['has a revoke made by somebody who decides nothing', revoked, edit(1, 'by', 'who@example.org'), CHANGED],
  ['deletes the approval before a revoke', revoked, drop(0), BEFORE],
  ['deletes both', revoked, (book) => book.change('decisions', () => []), GONE],
  [
    'sorts a revoke above the approval',
    revoked,
    (book) => book.change('decisions', (rows) => rows.reverse()),
    'revoked',
  ],
  [
    'copies the approval below a revoke',
    revoked,
    (book) => book.change('decisions', (rows) => [...rows, [...rows[0]!]]),
    'revoked',
  ],
  [
    'copies it with a new ID and a later time',
    revoked,
    (book) =>
      book.change('decisions', (rows) => [
        ...rows,
        Object.assign([...rows[0]!], { [AT.id]: 'D-NEW', [AT.at]: '2026-11-25T10:00:00Z' }),
      ]),
    'revoked',
  ],
  [
    'puts the approval’s seal on a typed one after a revoke',
    revoked,
    (book) =>
      book.change('decisions', (rows) => [
        ...rows,
        Object.assign([...rows[0]!], { [AT.id]: 'D-NEW', [AT.before]: String(rows[1]![AT.seal]) }),
      ]),
    'revoked',
  ],
  ['raises an approval', approved, edit(0, 'amount', 900), CHANGED],
  ['blanks its amount', approved, edit(0, 'amount', ''), CHANGED],
  ['adds a condition', approved, edit(0, 'reason', 'Any time'), CHANGED],
  ['has somebody else approve', approved, edit(0, 'by', DIRECTOR), CHANGED],
  [
    'rewrites on what it was',
    approved,
    (book) => edit(0, 'what', requestNow(book).replace('35000', '90000'))(book),
    CHANGED,
  ],
  ['dates it before the money was promised', approved, edit(0, 'at', '2026-11-03T10:00:00Z'), CHANGED],
  [
    'changes the request and what it was decided on',
    approved,
    (book) => {
      book.type('requests', 2, 'amount', 900);
      edit(0, 'what', requestNow(book))(book);
    },
    CHANGED,
  ],
  ['changes the request alone', approved, (book) => book.type('requests', 2, 'amount', 900), /^stale: amount/],
  [
    'swaps two requests’ approvals',
    twoApproved,
    (book) =>
      book.change('decisions', (rows) =>
        rows.map((row, index) => Object.assign(row, { [AT.request]: index === 0 ? 'R-2' : 'R-1' })),
      ),
    /^not allowed/,
  ],
  [
    'swaps the IDs of two requests',
    twoApproved,
    (book) => {
      book.type('requests', 2, 'id', 'R-2');
      book.type('requests', 3, 'id', 'R-1');
    },
    /^stale: purpose/,
  ],
  [
    'gives a request that waits the ID of an approved one',
    approved,
    (book) => {
      book.type('requests', 2, 'id', 'R-9');
      book.type('requests', 3, 'id', 'R-1');
    },
    WAITS,
  ],
];

describe.each(ACTORS)('the %s makes no request look approved, whatever Check workbook repairs then (A1)', (actor) => {
  it.each(WAYS)('not who %s', (_, from, how) => {
    const book = from();
    const before = promised(book);
    how(book);
    repairAll(book, actor);
    expect(flag(book)).not.toMatch(/^approved/);
    expect(promised(book)).toBeLessThanOrEqual(before);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ ok: true, good: true });
  });
});

describe('nobody can make a request look approved (A1)', () => {
  it.each(WAYS)('not who %s', (what, from, how, expected) => {
    const book = from();
    const before = promised(book);
    how(book);
    if (expected instanceof RegExp) expect(flag(book)).toMatch(expected);
    else expect(flag(book)).toBe(expected);
    expect(flag(book)).not.toMatch(/^approved/);
    expect(promised(book)).toBeLessThanOrEqual(before);
    const sorted = /sorts|changes the request alone|swaps the IDs/.test(what);
    expect(stops(book).length > 0).toBe(!sorted);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ ok: true, good: true });
  });

  it('is approved where the tracker approved it, whatever stands beside it', () => {
    const book = approved();
    expect(flag(book)).toBe('approved £350.00');
    book.add('decisions', typed(book, { id: 'D-HAND', decision: 'Revoke', amount: null, reason: 'No' }));
    expect(flag(book)).toBe('approved £350.00');
    expect(stops(book).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('a row that is typed, pasted or copied into Decisions never counts'),
    );
  });

  it('stays approved when who approved it leaves People: it was judged when it was made (A3)', () => {
    const book = approved();
    const row = book
      .tables()
      .get('people')
      .rows.find(({ email }) => email === ADVISOR)!;
    book.clear('people', row.row + 2);
    expect(flag(book)).toBe('approved £350.00');
  });

  it('decides on after a forged row, as if it were not there', () => {
    const book = waiting();
    book.add('decisions', typed(book));
    expect(make(book, ADVISOR, 'Decline')).toMatchObject({ ok: true, flag: 'declined' });
    expect(flag(book)).toBe('declined');
  });
});

/** A request of the Advisor’s own cluster, one of another, and one that has been decided on, with which recording began. */
const SOUTH: Row = { ...ASKED, id: 'R-S', cluster: 'South Cluster', payee: 'School 7' };
const BEFORE_ALL: Row = { ...ASKED, id: 'R-0', purpose: 'Before all' };
const OWNER = 'owner@example.org';
const FRIEND = 'friend@example.org';

function recorded(): FakeWorkbook {
  const book = open([SOUTH, ASKED, BEFORE_ALL], { ledger: [MONEY] }).begin();
  book.owner = OWNER;
  make(book, ADVISOR, 'Decline', {}, 'R-0');
  return book;
}

const rowOf = (book: FakeWorkbook, email: string) =>
  book
    .tables()
    .get('people')
    .rows.find((person) => person.email === email)!.row + 2;
const person =
  (email: string, column: string, value: Cell) =>
  (book: FakeWorkbook): void =>
    book.type('people', rowOf(book, email), column, value);
const added = (row: Row) => (book: FakeWorkbook) => book.add('people', { name: 'Added by hand', ...row });
const gone = (email: string) => (book: FakeWorkbook) => book.clear('people', rowOf(book, email));
const spell = (column: string, value: Cell) => (book: FakeWorkbook) => book.type('membership', 7, column, value);
const both =
  (...hows: ((book: FakeWorkbook) => void)[]) =>
  (book: FakeWorkbook) => {
    for (const how of hows) how(book);
  };

type Hand = [
  actor: 'owner' | 'Director' | 'Advisor' | 'lead',
  what: string,
  how: (book: FakeWorkbook) => void,
  tries: [email: string, request: string],
  confirms: string | null,
];

/** By hand, each for the sake of somebody who then tries to decide; last, who alone may confirm it. */
const HANDS: Hand[] = [
  ['Advisor', 'blanks their own school', person(ADVISOR, 'school', ''), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'gives themselves another', person(ADVISOR, 'school', 'School 1'), [ADVISOR, 'R-S'], DIRECTOR],
  [
    'Advisor',
    'deletes their row and types it anew without a school',
    both(gone(ADVISOR), added({ email: ADVISOR, role: 'Advisor' })),
    [ADVISOR, 'R-S'],
    DIRECTOR,
  ],
  [
    'Advisor',
    'ends their row, with another from tomorrow',
    both(person(ADVISOR, 'to', '2026-11-20'), added({ email: ADVISOR, role: 'Advisor', from: '2026-11-21' })),
    [ADVISOR, 'R-S'],
    DIRECTOR,
  ],
  ['Advisor', 'ends the membership of their school', spell('to', '2026-10-31'), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'begins it later', spell('from', '2027-10-31'), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'moves their school to another cluster', spell('cluster', 'North Cluster'), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'deletes that row', (book) => book.clear('membership', 7), [ADVISOR, 'R-S'], DIRECTOR],
  [
    'Advisor',
    'takes the school and its membership out',
    both(person(ADVISOR, 'school', ''), (book) => book.clear('membership', 7)),
    [ADVISOR, 'R-S'],
    DIRECTOR,
  ],
  ['Advisor', 'makes their school unreadable', person(ADVISOR, 'school', 'Nowhere'), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'adds themselves as Director', added({ email: ADVISOR, role: 'Director' }), [ADVISOR, 'R-S'], DIRECTOR],
  ['Advisor', 'adds a friend as Director', added({ email: FRIEND, role: 'Director' }), [FRIEND, 'R-S'], DIRECTOR],
  [
    'Advisor',
    'has a friend stand in for the Director',
    added({ email: FRIEND, role: 'Director', standsInFor: DIRECTOR }),
    [FRIEND, 'R-S'],
    DIRECTOR,
  ],
  ['Advisor', 'types over the Director’s address', person(DIRECTOR, 'email', FRIEND), [FRIEND, 'R-S'], ADVISOR],
  [
    'Advisor',
    'deletes the Director and adds a friend',
    both(gone(DIRECTOR), added({ email: FRIEND, role: 'Director' })),
    [FRIEND, 'R-S'],
    ADVISOR,
  ],
  ['Director', 'adds themselves as Advisor', added({ email: DIRECTOR, role: 'Advisor' }), [DIRECTOR, 'R-1'], ADVISOR],
  ['lead', 'adds herself as Director', added({ email: LEAD, role: 'Director' }), [LEAD, 'R-S'], DIRECTOR],
  ['lead', 'makes her row the Advisor’s', person(LEAD, 'role', 'Advisor'), [LEAD, 'R-1'], DIRECTOR],
  ['owner', 'adds themselves as Director', added({ email: OWNER, role: 'Director' }), [OWNER, 'R-S'], DIRECTOR],
  [
    'owner',
    'deletes everybody who decides and adds themselves',
    both(gone(ADVISOR), gone(DIRECTOR), added({ email: OWNER, role: 'Director' })),
    [OWNER, 'R-S'],
    null,
  ],
];

const EVERYBODY = [OWNER, DIRECTOR, ADVISOR, LEAD, FRIEND, STRANGER];
const OFFERS = (book: FakeWorkbook, email: string) => {
  try {
    return problems(book, email).filter(({ repair }) => repair?.confirms);
  } catch {
    return []; // who is in nothing is shown nothing
  }
};
const confirmAs = (book: FakeWorkbook, email: string, found: ReturnType<typeof OFFERS>) =>
  repairCells(book.as(email), {
    token: token(),
    repairs: found.map(({ sheet, row, header, repair }) => ({ sheet, row, header, shown: repair!.shown })),
  });
const gainsBy = (book: FakeWorkbook, [email, id]: [string, string]) => {
  try {
    return make(book, email, 'Approve', { reason: '' }, id).ok;
  } catch {
    return false;
  }
};

describe('nobody gains a right or loses a conflict by hand (A3)', () => {
  it.each(HANDS)('not where the %s %s', (_actor, _what, how, tries, confirms) => {
    const book = recorded();
    const row = tries[1] === 'R-S' ? 0 : 1;
    how(book);
    expect(gainsBy(book, tries)).toBe(false);
    expect(flag(book, row)).not.toMatch(/^approved/);
    const waiting = problems(book, OWNER).filter(({ message }) => /by hand|not in People any more/.test(message));
    expect(waiting.length).toBeGreaterThan(0);
    const offered = confirms === null ? [] : OFFERS(book, confirms);
    const gives = offered.filter(({ repair }) => !repair!.shown.startsWith('gone'));
    const wanted = (gives.length > 0 ? gives : offered).map(({ repair }) => repair!.shown);
    const mayConfirm = EVERYBODY.filter((email) =>
      OFFERS(book, email).some(({ repair }) => confirms === null || wanted.includes(repair!.shown)),
    );
    expect(mayConfirm).toEqual(confirms === null ? [] : [confirms]);
    // What the one may confirm nobody else can by sending what the page would have sent.
    for (const email of EVERYBODY.filter((other) => other !== confirms))
      if (gives.length > 0) expect(confirmAs(book, email, gives)).toMatchObject({ ok: false });
    expect(gainsBy(book, tries)).toBe(false);
    if (confirms !== null) {
      expect(confirmAs(book, confirms, offered)).toMatchObject({ ok: true });
      expect(book.lastLine()).toMatchObject({ action: 'Confirm', who: confirms });
      // The friend of somebody who could take the Director out still needs the owner.
      if (confirms === ADVISOR && tries[0] === FRIEND) expect(gainsBy(book, tries)).toBe(false);
    }
    expect(verifyLog(book.as(OWNER))).toMatchObject({ good: true });
  });
});

it.each(['school', 'role', 'email'])(
  'nor where somebody gives the column %s of People another header (A3)',
  (column) => {
    const book = recorded();
    book.rename('people', column, 'Something else');
    expect(gainsBy(book, [ADVISOR, 'R-S'])).toBe(false);
    expect(EVERYBODY.flatMap((email) => OFFERS(book, email))).toEqual([]);
  },
);

describe('no ID moves an approval to another pot (A2)', () => {
  const NORTH = 'North Cluster';
  const SCHOOL: Row = {
    ...ASKED,
    id: 'R-P',
    matter: 'PSQM',
    pot: null,
    amount: null,
    payee: 'Hub',
    school: 'School 1',
  };
  const SETTINGS: Row[] = [{ parameter: 'psqm.places', value: 5, status: 'confirmed' }];

  /** R-1 is approved £350.00 from North’s pot, and School 1 has a PSQM place. */
  function given(cluster = NORTH): FakeWorkbook {
    const book = open([{ ...ASKED, cluster }, OTHER, SCHOOL], { ledger: [MONEY], settings: SETTINGS }).begin();
    make(book, ADVISOR, 'Approve', { reason: '' });
    make(book, ADVISOR, 'Approve', { reason: '' }, 'R-P');
    return book;
  }
  const promisedBy = (book: FakeWorkbook): number[] =>
    potFigures(booksOf(book.tables()), new Parameters(), 2026, day('2026-11-30'))
      .pots.filter(({ pot }) => pot === 'Cluster pot')
      .map(({ committed }) => committed);
  const swap =
    (tab: 'clusters' | 'schools', one: [number, Cell], other: [number, Cell], column = 'id') =>
    (book: FakeWorkbook) => {
      book.type(tab, one[0], column, one[1]);
      book.type(tab, other[0], column, other[1]);
    };
  const places = (book: FakeWorkbook) => flag(book, 2);

  it('is given as it should be', () => {
    expect(promisedBy(given())).toEqual([350_00, 0]);
    expect([flag(given()), places(given())]).toEqual(['approved £350.00', 'approved']);
  });

  const swapped = [2, 'C-2'] as [number, Cell];
  it.each<[string, string, (book: FakeWorkbook) => void]>([
    ['swaps the IDs of two clusters', NORTH, swap('clusters', swapped, [3, 'C-1'])],
    ['swaps them where requests name them', 'C-1', swap('clusters', swapped, [3, 'C-1'])],
    ['swaps their names', 'C-1', swap('clusters', [2, 'South Cluster'], [3, NORTH], 'name')],
    [
      'deletes a cluster and gives its ID to another',
      'C-1',
      (book) => {
        book.clear('clusters', 2);
        book.add('clusters', { id: 'C-1', name: 'West Cluster', agreementStart: '2026-09-01' });
      },
    ],
    ['gives a cluster a new ID', NORTH, (book) => book.type('clusters', 2, 'id', 'C-9')],
  ])('not where somebody %s', (what, cluster, how) => {
    const book = given(cluster);
    how(book);
    expect(flag(book)).toMatch(/^(not allowed|stale)/);
    expect(
      promisedBy(book)
        .slice(1)
        .every((sum) => sum === 0),
    ).toBe(true);
    expect(problems(book).some(({ message }) => message.includes('Put the ID back'))).toBe(true);
    expect(OFFERS(book, ADVISOR)).toEqual([]);
    // Nobody confirms that an ID stands at the name of another, and a new name nobody but the Director.
    const offered = EVERYBODY.filter((email) => OFFERS(book, email).some(({ sheet }) => sheet === 'Clusters'));
    expect(offered).toEqual(/^(swaps|gives)/.test(what) ? [] : [DIRECTOR]);
  });

  it.each<[string, (book: FakeWorkbook) => void]>([
    ['swaps the IDs of two schools', swap('schools', [2, 'S-3'], [4, 'S-1'])],
    ['gives the ID of a school to another under its name', (book) => book.type('schools', 2, 'name', 'Hill School')],
  ])('not where somebody %s', (_, how) => {
    const book = given();
    book.type('requests', 4, 'school', 'S-1');
    how(book);
    expect(places(book)).toMatch(/^not allowed: S-\d is the ID of School \d, and stands at/);
    expect(flag(book)).toBe('approved £350.00');
    expect(OFFERS(book, ADVISOR)).toEqual([]);
  });

  it('not where somebody swaps the IDs of two requests of two clusters', () => {
    const south = { ...ASKED, id: 'R-S', cluster: 'South Cluster' };
    const book = open([ASKED, south], { ledger: [MONEY] }).begin();
    make(book, ADVISOR, 'Approve', { reason: '' });
    book.type('requests', 2, 'id', 'R-S');
    book.type('requests', 3, 'id', 'R-1');
    expect([flag(book), flag(book, 1)]).toEqual([
      'waiting for Advisor',
      'stale: cluster North Cluster → South Cluster',
    ]);
    expect(promisedBy(book)).toEqual([0, 0]);
  });

  it('counts again when a cluster’s new name is confirmed', () => {
    const book = given('C-1');
    book.type('clusters', 2, 'name', 'Northern Schools');
    expect(flag(book)).toMatch(/^not allowed: C-1 is the ID of North Cluster/);
    confirmAs(book, DIRECTOR, OFFERS(book, DIRECTOR));
    expect(flag(book)).toBe('approved £350.00');
  });
});
