import type { Decided, DecideList } from '../../src/actions/answers';
import { checkWorkbook, repairCells } from '../../src/actions/check-workbook';
import { decideList, decideRequests } from '../../src/actions/decide';
import { booksOf } from '../../src/actions/lookups';
import { answerQuestion, askRequest, myRequests, previewRequest, withdrawRequest } from '../../src/actions/requests';
import { verifyLog } from '../../src/actions/verify-log';
import { Parameters } from '../../src/rules/basics/parameters';
import type { Decision } from '../../src/rules/basics/words';
import { flagText, requestStates } from '../../src/rules/requests/request-state';
import { snapshotOf, writeSnapshot } from '../../src/rules/requests/snapshot';
import { FakeWorkbook } from '../support/fake-world';
import { ASKED as ASKED_BEFORE, day, ledgerLine, PEOPLE, PROGRAMME, type Row } from '../support/rules-tables';

const DIRECTOR = 'director@example.org';
const ADVISOR = 'advisor@example.org';
const NORTH = 'north@example.org';
const SOUTH = 'south@example.org';

const ASKED: Row = { ...ASKED_BEFORE, askedOn: '2026-11-02' };
const PSQM: Row = { ...ASKED, matter: 'PSQM', pot: null, amount: null, payee: 'Hub', school: 'School 1' };

type List = Extract<DecideList, { ok: true }>;
type Results = Extract<Decided, { ok: true }>['results'];

let drawn = 0;
const token = () => `token${String(++drawn).padStart(10, '0')}`;
const open = (requests: Row[] = [ASKED], more: object = {}) => new FakeWorkbook({ ...PROGRAMME, requests, ...more });

const list = (book: FakeWorkbook, email: string) => decideList(book.as(email)) as List;
const cardOf = (book: FakeWorkbook, email: string, id: string) => {
  const { mine, others, revocable } = list(book, email);
  return [...mine, ...others, ...revocable].find((card) => card.id === id)!;
};
const decide = (book: FakeWorkbook, email: string, decisions: object[], key = token()) =>
  (decideRequests(book.as(email), { token: key, decisions }) as { results: Results }).results;
/** Decides as somebody who has just looked at the request. */
const make = (book: FakeWorkbook, email: string, decision: Decision, more: object = {}, id = 'R-1', key = token()) =>
  decide(
    book,
    email,
    [{ request: id, decision, reason: 'Because', shown: cardOf(book, email, id)?.shown ?? 'x', ...more }],
    key,
  )[0]!;
const flag = (book: FakeWorkbook, row = 0) =>
  flagText(requestStates(booksOf(book.tables()), new Parameters(), day('2026-11-30')).states[row]!);
const problems = (book: FakeWorkbook, email = DIRECTOR) =>
  (
    checkWorkbook(book.as(email)) as {
      problems: { sheet: string; row: number; message: string; severity: string; repair: { shown: string } | null }[];
    }
  ).problems;
const stops = (book: FakeWorkbook) => problems(book).filter(({ severity }) => severity === 'stop');
const actions = (book: FakeWorkbook) => book.tables().get('log').action;

describe('asking to pass to the next stage (G3)', () => {
  const NEXT: Row = { ...ASKED, matter: 'Next stage', pot: null, amount: null };
  const REVIEWS: Row[] = [
    { id: 'RV-1', cluster: 'North Cluster', year: '2026/27', heldOn: '2026-11-03', reportReceived: '2026-11-03' },
    { id: 'RV-2', cluster: 'South Cluster', year: '2027/28', heldOn: '2026-11-03', appliedOn: '2026-11-03' },
  ];
  const of = (reviews: Row[]) => cardOf(open([NEXT], { reviews }), DIRECTOR, 'R-1').findings;

  it('shows the Director what is not there yet, of that cluster', () => {
    const lacks = (what: string) =>
      expect.arrayContaining([
        { rule: 'G3', severity: 'warn', message: `The next stage needs what is not there yet: ${what}.` },
      ]);
    expect(of([])).toEqual(lacks('review of year 1 (2026/27), review of year 2 (2027/28), report, application'));
    expect(of(REVIEWS)).toEqual(lacks('review of year 2 (2027/28), application'));
    const all = { ...REVIEWS[1]!, cluster: 'North Cluster' };
    expect(of([REVIEWS[0]!, all]).filter(({ rule }) => rule === 'G3')).toEqual([]);
  });
  it('warns whoever asks, who may go on', () => {
    const book = open([], { reviews: REVIEWS });
    const sent = { token: token(), matter: 'Next stage', cluster: 'C-1', purpose: 'We carry on.' };
    expect(askRequest(book.as(NORTH), sent)).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'G3', severity: 'warn', message: expect.stringMatching(/review of year 2.*application\.$/) }],
    });
    expect(askRequest(book.as(NORTH), { ...sent, confirmed: true })).toMatchObject({ ok: true });
  });
  it('assumes nothing that only pots rest on, where it takes nothing out of one (F10)', () => {
    const assumes = (more: object) => {
      const sent = { token: token(), cluster: 'C-1', purpose: 'We carry on.', ...more };
      return (previewRequest(open([]).as(NORTH), sent) as { assumes: string }).assumes;
    };
    expect(assumes({ matter: 'Next stage' })).not.toMatch(/match/);
    const spending = { matter: 'Organising time', pot: 'Cluster pot', amount: '350', payee: 'School 1' };
    expect(assumes(spending)).toMatch(/a 1:1 match/);
  });
});

describe('what a pot has for a request that waits (S12)', () => {
  it('is enough up to the penny', () => {
    const card = (net: number) => {
      const ledger = [ledgerLine('L-1', '2026-10-01', 'In', 'Other income', net)];
      return cardOf(open([{ ...ASKED, amount: 350 }], { ledger }), ADVISOR, 'R-1');
    };
    expect(card(350)).toMatchObject({ potAvailable: '£350.00 available now', overdrawn: false });
    expect(card(349.99)).toMatchObject({ potAvailable: '£349.99 available now', overdrawn: true });
  });
});

describe('decisions and the log, compared both ways (A1, A12)', () => {
  const revoked = () => {
    const book = open();
    make(book, ADVISOR, 'Approve', { reason: '' });
    make(book, ADVISOR, 'Revoke');
    return book;
  };

  it('finds nothing while nothing was touched, and the mark is in the line', () => {
    const book = revoked();
    expect(flag(book)).toBe('revoked');
    expect(problems(book)).toEqual([]);
    expect(book.lastLine().what).toMatch(
      /^revoked: Because \(North Cluster, Organising time\) \[D-[0-9A-Z]{6} [0-9a-f]{16}\]$/,
    );
  });

  it.each<[string, (book: FakeWorkbook) => void, RegExp]>([
    [
      'the Revoke row is cleared',
      (book) => book.clear('decisions', 3),
      /The log says in line \d+: Revoke R-1 by advisor@example\.org: revoked: Because/,
    ],
    [
      'its reason is blanked',
      (book) => book.type('decisions', 3, 'reason', ''),
      /was changed after it was made. The log says in line \d+: Revoke R-1/,
    ],
    [
      'its time is moved',
      (book) => book.type('decisions', 3, 'decidedAt', '2026-11-01T10:00:00Z'),
      /was changed after it was made/,
    ],
    [
      'its amount is no sum',
      (book) => book.type('decisions', 3, 'amount', 'lots'),
      /not in the Decisions tab any more, or cannot be read there/,
    ],
    [
      'the amount of the approval is raised',
      (book) => book.type('decisions', 2, 'amount', 900),
      /was changed after it was made. The log says in line \d+: Approve R-1/,
    ],
    [
      'what it was decided on is rewritten',
      (book) => book.type('decisions', 2, 'decidedOnWhat', '{}'),
      /was changed after it was made/,
    ],
    [
      'who decided is another',
      (book) => book.type('decisions', 2, 'decidedBy', DIRECTOR),
      /was changed after it was made/,
    ],
  ])('is a stop when %s, and says what the log says', (_, tamper, expected) => {
    const book = revoked();
    tamper(book);
    expect(
      stops(book)
        .map(({ message }) => message)
        .join('\n'),
    ).toMatch(expected);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('never reads as approved while a decision on it cannot be read', () => {
    const book = revoked();
    book.type('decisions', 3, 'amount', 'lots');
    expect(flag(book)).toMatch(
      /^not allowed: A decision on it cannot be read\. Decisions!D3 \(Amount\): expected .*\(A1\)$/,
    );
    expect(cardOf(book, ADVISOR, 'R-1').moves).toEqual([]);
  });

  describe('a decision typed by hand', () => {
    const forged = () => {
      const book = open();
      const decidedOnWhat = writeSnapshot(snapshotOf(booksOf(book.tables()), 0));
      book.add('decisions', {
        id: 'D-ZZZZZZ',
        request: 'R-1',
        decision: 'Approve',
        amount: 350,
        decidedBy: ADVISOR,
        role: 'Advisor',
        decidedAt: '2026-11-10T10:00:00Z',
        decidedOnWhat,
      });
      return book;
    };
    const repair = (book: FakeWorkbook, email: string) =>
      repairCells(book.as(email), {
        token: token(),
        repairs: [{ sheet: 'Decisions', row: 2, header: 'Decision ID', shown: 'D-ZZZZZZ' }],
      });

    it.each([ADVISOR, DIRECTOR])('is a stop that %s cannot confirm, for both could have typed it', (email) => {
      const book = forged();
      const said = problems(book, email).find(({ message }) => /log does not tell/.test(message))!;
      expect(said).toMatchObject({ severity: 'stop', repair: null });
      expect(said.message).toContain('Delete its row, then decide again in Clusters ▸ Decide.');
      const lines = book.count('log');
      expect(repair(book, email)).toMatchObject({ ok: false, message: expect.stringMatching(/^Nothing was repaired/) });
      expect(book.count('log')).toBe(lines);
      expect(problems(book, email).map(({ message }) => message)).toContain(said.message);
    });
  });

  it('is a stop when a withdrawal is taken back by clearing the cell (A6)', () => {
    const book = open();
    withdrawRequest(book.as(NORTH), { token: token(), request: 'R-1' });
    expect(stops(book)).toEqual([]);
    book.type('requests', 2, 'withdrawnOn', '');
    expect(stops(book)[0]!.message).toMatch(/Nell North withdrew this request on 24 Nov 2026.*\(A6\)/);
  });

  it('is a stop when a decided request gets another ID', () => {
    const book = open();
    make(book, ADVISOR, 'Decline');
    book.type('requests', 2, 'id', 'R-2');
    const said = stops(book)
      .map(({ message }) => message)
      .join('\n');
    expect(said).toMatch(/Request R-1 is not in the Requests tab any more/);
    expect(said).toMatch(/Decline R-1 by advisor@example\.org: declined: Because/);
  });
});

describe('authors (A3)', () => {
  it('are those of the log, whatever “Asked by” says, and Check names the difference', () => {
    const book = open();
    const change = {
      token: token(),
      request: 'R-1',
      matter: 'Organising time',
      cluster: 'C-1',
      pot: 'Cluster pot',
      amount: '340',
      payee: 'School 1',
      purpose: 'Planning day',
      confirmed: true,
    };
    expect(askRequest(book.as(ADVISOR), change)).toMatchObject({ ok: true });
    book.type('requests', 2, 'askedBy', NORTH);
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({ moves: [], conflict: { rule: 'A3' } });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({
      ok: false,
      message: expect.stringMatching(/made or changed themselves.*A3/),
    });
    expect(stops(book)[0]!.message).toMatch(/By the log advisor@example\.org asked for this or changed it.*\(A3\)/);
    book.type('requests', 2, 'askedBy', `${NORTH}; ${ADVISOR}; ${SOUTH}`);
    expect(problems(book).map(({ message }) => message)).toEqual([
      expect.stringMatching(/does not tell that south@example\.org asked/),
    ]);
  });

  it.each<[string, (book: FakeWorkbook) => void]>([
    ['added to “Asked by” by hand', (book) => book.type('requests', 2, 'askedBy', `${NORTH}; ${ADVISOR}`)],
    [
      'changing the note afterwards',
      (book) => {
        const note = {
          token: token(),
          request: 'R-1',
          matter: 'Organising time',
          cluster: 'C-1',
          pot: 'Cluster pot',
          amount: '350',
          payee: 'School 1',
          purpose: 'Planning day',
          note: 'Invoice follows',
          confirmed: true,
        };
        expect(askRequest(book.as(ADVISOR), note)).toMatchObject({ ok: true });
      },
    ],
  ])('that come later void no decision: the decider, %s', (_, later) => {
    const book = open();
    make(book, ADVISOR, 'Approve');
    later(book);
    expect(flag(book)).toBe('approved £350.00');
  });

  it('include who answered a question', () => {
    const book = open([{ ...ASKED, cluster: 'South Cluster', askedBy: SOUTH }]);
    expect(make(book, DIRECTOR, 'More information')).toMatchObject({ ok: true });
    expect(answerQuestion(book.as(ADVISOR), { token: token(), request: 'R-1', answer: 'Two days' })).toMatchObject({
      ok: true,
    });
    expect(book.tables().get('requests').askedBy[0]).toEqual([SOUTH, ADVISOR]);
  });
});

describe('deciding (A5, A10, A11)', () => {
  it('answers a form that is sent again to decide otherwise with what stands', () => {
    const book = open();
    const key = token();
    expect(make(book, ADVISOR, 'Approve', {}, 'R-1', key)).toMatchObject({ ok: true });
    expect(make(book, ADVISOR, 'Approve', {}, 'R-1', key)).toMatchObject({
      ok: true,
      message: 'R-1 is approved £350.00 already.',
    });
    expect(make(book, ADVISOR, 'Decline', {}, 'R-1', key)).toMatchObject({ ok: false, flag: 'approved £350.00' });
    expect(book.count('decisions')).toBe(1);
  });

  it('tells the second who asked back meanwhile, and when', () => {
    const people = [...PEOPLE, { name: 'Sue', email: 'sue@example.org', role: 'Advisor', standsInFor: ADVISOR }];
    const book = open([ASKED], { people });
    const { shown } = cardOf(book, ADVISOR, 'R-1');
    make(book, 'sue@example.org', 'More information');
    const [late] = decide(book, ADVISOR, [{ request: 'R-1', decision: 'Approve', shown }]);
    expect(late).toMatchObject({ ok: false });
    expect(late!.message).toMatch(
      /more information wanted since it was shown to you\. Sue decided on 24 Nov 2026 at 10:0\d UTC\..*A11/,
    );
  });

  it.each([
    [NORTH, 'Refused: decide'],
    ['who@example.org', 'Refused: decide'],
  ])('refuses %s, notes it in the log, and writes nothing else', (email, action) => {
    const book = open();
    const answer = decideRequests(book.as(email), {
      token: token(),
      decisions: [{ request: 'R-1', decision: 'Approve', shown: 'x' }],
    });
    expect(JSON.stringify(answer)).toMatch(/may decide|decides on|not in the People tab|made or changed/);
    expect(book.lastLine()).toMatchObject({ action, reference: 'R-1', who: email });
    expect(book.count('decisions')).toBe(0);
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('says what to do with more than a hundred at once, and with a matter nobody decides on', () => {
    const book = open([{ ...ASKED, matter: 'Project' }]);
    const decisions = new Array(101).fill({ request: 'R-1', decision: 'Approve', shown: 'x' });
    expect(decideRequests(book.as(ADVISOR), { token: token(), decisions })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/at most 100/),
    });
    expect(decide(book, ADVISOR, decisions.slice(0, 1))[0]!.message).toMatch(/nobody needs to\./);
  });

  it('refuses what the rules would not count: a pot it cannot be paid from, after the change of an approved request (S10)', () => {
    const book = open();
    make(book, ADVISOR, 'Approve');
    book.type('requests', 2, 'pot', 'Administration');
    expect(cardOf(book, ADVISOR, 'R-1').findings.map(({ rule }) => rule)).toContain('S10');
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false, message: expect.stringMatching(/\(S10\)/) });
    expect(book.count('decisions')).toBe(1);
  });

  it('refuses what is dated after today (A2)', () => {
    const book = open([{ ...ASKED, askedOn: '2026-12-01' }]);
    expect(make(book, ADVISOR, 'Approve').message).toMatch(/“Asked on” is 1 Dec 2026, after today/);
  });

  it('gives one place to one of two that are approved together (Q3)', () => {
    const requests = [PSQM, { ...PSQM, id: 'R-2', school: 'School 2' }];
    const settings = [{ parameter: 'psqm.places', value: 1, from: '2026/27', status: 'confirmed' }];
    const book = open(requests, { settings });
    expect(cardOf(book, ADVISOR, 'R-2')).toMatchObject({
      flag: 'waiting list 1',
      moves: ['More information', 'Decline'],
    });
    const two = open(requests, { settings: [{ ...settings[0]!, value: 2 }] });
    const shown = ['R-1', 'R-2'].map((id) => cardOf(two, ADVISOR, id).shown);
    two.type('settings', 2, 'value', 1);
    const results = decide(
      two,
      ADVISOR,
      ['R-1', 'R-2'].map((request, index) => ({ request, decision: 'Approve', shown: shown[index] })),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it('approves no PSQM before the training hub is known, and waits for nobody by name (Q2)', () => {
    const book = open([{ ...PSQM, payee: null }]);
    expect(cardOf(book, ADVISOR, 'R-1')).toMatchObject({
      flag: 'waiting for training hub',
      moves: ['More information', 'Decline'],
    });
    expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: false });
    expect(myRequests(book.as(NORTH))).toMatchObject({ requests: [{ waitingFor: 'training hub' }] });
    expect(
      cardOf(book, ADVISOR, 'R-1')
        .findings.map(({ message }) => message)
        .join(),
    ).toMatch(/places is not set/);
  });
});

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

  it('lists reports until they are done with, for deciders only (C4)', () => {
    const book = open([{ ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null }]);
    expect(list(book, DIRECTOR).reports).toMatchObject([{ id: 'R-1', purpose: 'Planning day' }]);
    expect(list(book, NORTH).reports).toEqual([]);
    book.type('requests', 2, 'doneOn', '2026-11-20');
    expect(list(book, DIRECTOR).reports).toEqual([]);
  });

  it('shows a hundred of thousands, counts the rest, and takes no longer for each than for few', () => {
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
        decidedOnWhat: writeSnapshot(snapshotOf(onWhat, row)),
      });
    const began = Date.now();
    const found = list(book, ADVISOR);
    expect(Date.now() - began).toBeLessThan(6_000);
    expect([found.mine.length, found.revocable.length, found.more]).toEqual([
      100,
      100,
      { mine: 2_900, others: 0, revocable: 2_900 },
    ]);
    expect(found.mine[0]!.similar).toHaveLength(3);
    expect(JSON.stringify(found).length).toBeLessThan(400_000);
  });
});

describe('the requester’s side', () => {
  const edit = (more: object = {}) => ({
    token: token(),
    request: 'R-1',
    matter: 'Organising time',
    cluster: 'C-1',
    pot: 'Cluster pot',
    amount: '340',
    payee: 'School 1',
    purpose: 'Planning day',
    confirmed: true,
    ...more,
  });

  it('moves no request into a cluster that is not one’s own, and changes nobody else’s (A1)', () => {
    const book = open();
    expect(askRequest(book.as(NORTH), edit({ cluster: 'C-2' }))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/South Cluster is not your cluster/),
    });
    expect(askRequest(book.as(SOUTH), edit())).toMatchObject({
      ok: false,
      message: expect.stringMatching(/North Cluster is not your cluster/),
    });
    expect(askRequest(book.as(SOUTH), edit({ cluster: 'C-2' }))).toMatchObject({ ok: false });
  });

  it('logs a change that is sent twice once', () => {
    const book = open();
    const change = edit();
    expect(askRequest(book.as(NORTH), change)).toMatchObject({ ok: true });
    expect(askRequest(book.as(NORTH), change)).toMatchObject({ ok: true });
    expect(actions(book).filter((action) => action === 'Change a request')).toHaveLength(1);
  });

  it('takes the same answer to a second question, but not twice to one', () => {
    const book = open();
    const answer = () => answerQuestion(book.as(NORTH), { token: token(), request: 'R-1', answer: 'Yes' });
    make(book, ADVISOR, 'More information');
    answer();
    expect(answer()).toMatchObject({ ok: true, message: expect.stringMatching(/there already/) });
    make(book, ADVISOR, 'More information');
    expect(flag(book)).toBe('more information wanted');
    expect(answer()).toMatchObject({ ok: true, message: expect.stringMatching(/^Answered/) });
    expect(flag(book)).toBe('waiting for Advisor');
  });

  /** Every state, how to get there, and whether Withdraw, Edit and Answer are legal in it (A6). */
  const WAYS: [string, Row, (book: FakeWorkbook) => void, [withdraw: boolean, edit: boolean, answer: boolean]][] = [
    [
      'not needed',
      { ...ASKED, matter: 'Problem, idea or question', pot: null, amount: null, payee: null },
      () => {},
      [true, true, false],
    ],
    ['waiting for Advisor', ASKED, () => {}, [true, true, false]],
    ['waiting for schools (0 of 5 agree)', { ...ASKED, matter: 'Project' }, () => {}, [true, true, false]],
    [
      'agreed by 3 of 5 schools',
      { ...ASKED, matter: 'Project', schoolsAgreeing: 'School 1; School 2; School 3' },
      () => {},
      [true, true, false],
    ],
    ['more information wanted', ASKED, (book) => make(book, ADVISOR, 'More information'), [true, true, true]],
    ['approved £350.00', ASKED, (book) => make(book, ADVISOR, 'Approve'), [true, true, false]],
    ['declined', ASKED, (book) => make(book, ADVISOR, 'Decline'), [false, false, false]],
    ['withdrawn', { ...ASKED, withdrawnOn: '2026-11-03' }, () => {}, [true, false, false]],
    [
      'stale: amount £350.00 → £420.00',
      ASKED,
      (book) => {
        make(book, ADVISOR, 'Approve');
        book.type('requests', 2, 'amount', 420);
      },
      [true, true, false],
    ],
    [
      'revoked',
      ASKED,
      (book) => {
        make(book, ADVISOR, 'Approve');
        make(book, ADVISOR, 'Revoke');
      },
      [false, false, false],
    ],
    ['not allowed: Spending names a pot. (S10)', { ...ASKED, pot: null }, () => {}, [true, true, false]],
  ];
  it.each(WAYS)('in “%s” can be withdrawn, changed, answered: as the table says', (name, request, reach, legal) => {
    const tried = [
      (book: FakeWorkbook) => withdrawRequest(book.as(NORTH), { token: token(), request: 'R-1' }),
      (book: FakeWorkbook) => askRequest(book.as(NORTH), edit({ amount: '345' })),
      (book: FakeWorkbook) => answerQuestion(book.as(NORTH), { token: token(), request: 'R-1', answer: 'Yes' }),
    ].map((act) => {
      const book = open([request]);
      reach(book);
      expect(flag(book)).toBe(name);
      return act(book).ok;
    });
    expect(tried).toEqual(legal);
  });
});
