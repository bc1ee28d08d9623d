/** What a form writes can be read again, whatever it is about: or it refuses, and names the field. */
import type { Refusal } from '../../src/actions/answers';
import { askRequest } from '../../src/actions/ask';
import { askForm } from '../../src/actions/ask-form';
import { decideRequests } from '../../src/actions/decide';
import { answerQuestion, myRequests, withdrawRequest } from '../../src/actions/my-requests';
import { recordMeeting } from '../../src/actions/record-meeting';
import { saveSetUp } from '../../src/actions/save-set-up';
import {
  ADVISOR,
  ASKED,
  asSent,
  cardOf,
  DIRECTOR,
  done,
  flag,
  form,
  LEAD,
  list,
  logged,
  MONEY,
  make,
  open,
  problems,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { CLUSTERS, MEMBERSHIP, PEOPLE, type Row, SCHOOLS } from '../support/rules-tables';
import { token } from '../support/tracker';

const SAME = 'St Mary’s Primary School';
const school = (id: string | number, name = SAME): Row => ({ id, name, phase: 'Primary' });
const member = (id: string, of: string | number, cluster: string): Row => ({
  id,
  cluster,
  school: of,
  from: '2020-09-01',
});

const meeting = (schools: string[], more: object = {}) => ({
  token: token(),
  cluster: 'C-1',
  date: '2026-11-20',
  inSchoolHours: true,
  kind: 'Whole cluster',
  status: 'Held',
  attendance: schools.map((id) => ({ school: id, mark: 'Present' })),
  confirmed: true,
  ...more,
});

const leaving = (id: string, more: object = {}) =>
  asSent({ matter: 'School leaving', pot: null, amount: null, payee: null, school: id, confirmed: true, ...more });

/** Nothing in the workbook is out of a figure. */
const leftOut = (book: FakeWorkbook) =>
  (['requests', 'meetings', 'attendance', 'people', 'clusters', 'decisions'] as const).flatMap(
    (key) => book.tables().get(key).leftOut,
  );

describe('two schools of one name', () => {
  const twins = () =>
    open([], {
      schools: [...SCHOOLS, school('S-91'), school('S-92', 'St. Mary\u2018s  Primary School')],
      membership: [...MEMBERSHIP, member('MB-91', 'S-91', 'North Cluster'), member('MB-92', 'S-92', 'South Cluster')],
      people: [...PEOPLE, { name: 'Mary', email: 'mary@example.org', role: 'Science lead', school: 'S-92' }],
    });

  it('are told apart by their IDs wherever they are named', () => {
    const book = twins();
    expect(done(askForm(book.as(LEAD))).schools.slice(-2)).toEqual([
      { id: 'S-91', name: `${SAME} (S-91)` },
      { id: 'S-92', name: 'St. Mary\u2018s  Primary School (S-92)' },
    ]);
    expect(form(book).members.filter(({ school: id }) => id === 'S-91')).toMatchObject([
      { schoolName: `${SAME} (S-91)` },
    ]);
  });

  it('can each be asked for, and what is written leads to the one that was picked', () => {
    const book = twins();
    const { id } = done(askRequest(book.as(LEAD), leaving('S-91')));
    const [request] = book.tables().get('requests').rows;
    expect(book.tables().get('schools').at(request!.school!).id).toBe('S-91');
    expect(leftOut(book)).toEqual([]);
    expect(list(book, ADVISOR).mine).toMatchObject([{ id, school: `${SAME} (S-91)` }]);
    expect(done(myRequests(book.as(LEAD))).requests).toMatchObject([{ id }]);
  });

  it('can each be marked', () => {
    const book = twins();
    done(recordMeeting(book.as(LEAD), meeting(['S-1', 'S-91'])));
    expect(
      book
        .tables()
        .get('attendance')
        .rows.map(({ school: row }) => row),
    ).toEqual([0, 8]);
    expect(leftOut(book)).toEqual([]);
  });

  it('are found by ID, and by the name with the ID behind it; Check workbook says that they share it', () => {
    const book = twins();
    const find = (name: string) => book.tables().find('schools', name);
    expect([find('S-91'), find(`${SAME} (S-91)`), find('st marys primary school (s-92)')]).toEqual([8, 8, 9]);
    expect(problems(book)).toMatchObject([
      {
        a1: 'B11',
        severity: 'warn',
        repair: null,
        message: expect.stringContaining('row 10 has this name, too. Forms and tables call this one “St. Mary‘s'),
      },
    ]);
  });

  it('and so are two clusters', () => {
    const clusters = [CLUSTERS[0]!, { ...CLUSTERS[1]!, name: 'North Cluster' }];
    const membership = MEMBERSHIP.map((row, index) => ({ ...row, cluster: index < 5 ? 'C-1' : 'C-2' }));
    const people = PEOPLE.map((person) => ({ ...person, cluster: person['cluster'] ? 'C-1' : null }));
    const book = open([], { clusters, membership, people, ledger: [{ ...MONEY, cluster: 'C-1' }] });
    done(askRequest(book.as(LEAD), asSent()));
    expect(book.tables().get('requests').rows).toMatchObject([{ cluster: 0 }]);
    expect(book.tables().grid('requests')[1]![2]).toBe('North Cluster (C-1)');
  });
});

describe('an ID that a tab takes', () => {
  const CELLS = [126300, '126300', '865/2034', 's-99', 'Hilltop (new)', "O'Brien", '__proto__'];

  it.each(CELLS)('works for a school in every form: %j', (cell) => {
    const id = String(cell);
    const book = open([], {
      schools: [...SCHOOLS, school(cell, 'Hilltop Primary School')],
      membership: [...MEMBERSHIP, member('MB-901', cell, 'North Cluster')],
    });
    expect(problems(book)).toEqual([]);
    done(recordMeeting(book.as(LEAD), meeting([id])));
    done(askRequest(book.as(LEAD), leaving(id)));
    const lead = { name: 'Hil Top', email: 'hil@example.org', school: id };
    done(saveSetUp(book.as(DIRECTOR), { token: token(), clusters: [{ cluster: 'C-1', leadSchool: id, lead }] }));
    expect(leftOut(book)).toEqual([]);
    expect(book.tables().get('attendance').at(0).school).toBe(8);
    expect(book.tables().get('requests').at(0).school).toBe(8);
    expect(book.tables().get('clusters').at(0).leadSchool).toBe(8);
  });

  it.each(CELLS)('works for a cluster, a planned meeting and a session: %j', (cell) => {
    const id = String(cell);
    const clusters = [{ ...CLUSTERS[0]!, id: cell }, CLUSTERS[1]!];
    const planned = { cluster: 'North Cluster', date: '2026-11-20', inSchoolHours: true, kind: 'Whole cluster' };
    const book = open([], {
      clusters,
      meetings: [{ id: cell, ...planned, status: 'Planned' }],
      sessions: [
        { id: cell, date: '2026-12-02', provider: 'Hub', vatRegistered: true, netFee: 300, clusters: 'North Cluster' },
      ],
      ledger: [MONEY],
    });
    done(recordMeeting(book.as(LEAD), meeting(['S-1'], { cluster: id, meeting: id })));
    expect(book.tables().get('meetings').rows).toMatchObject([{ id, status: 'Held' }]);
    const training = { matter: 'CPD session', cluster: id, amount: null, payee: null, session: id, confirmed: true };
    done(askRequest(book.as(LEAD), asSent(training)));
    expect(book.tables().get('requests').rows).toMatchObject([{ session: 0, cluster: 0 }]);
    expect(leftOut(book)).toEqual([]);
  });

  it.each(CELLS)('works for a request, which is asked about, answered, changed, decided and withdrawn: %j', (cell) => {
    const id = String(cell);
    const book = open([{ ...ASKED, id: cell }], { ledger: [MONEY] }).begin();
    expect(make(book, ADVISOR, 'More information', {}, id)).toMatchObject({ ok: true });
    done(answerQuestion(book.as(LEAD), { token: token(), request: id, answer: 'For two days' }));
    done(askRequest(book.as(LEAD), asSent({ request: id, amount: '340', confirmed: true })));
    expect(make(book, ADVISOR, 'Approve', {}, id)).toMatchObject({ ok: true });
    expect(flag(book)).toBe('approved £340.00');
    done(withdrawRequest(book.as(LEAD), { token: token(), request: id }));
    expect(flag(book)).toMatch(/^withdrawn/);
    expect(leftOut(book)).toEqual([]);
    expect(problems(book)).toEqual([]);
  });

  it('of a request that is gone is told by the log, whatever it looks like', () => {
    const book = open([{ ...ASKED, id: 17 }]);
    book.clear('requests', 2);
    expect(problems(book)).toMatchObject([
      { message: expect.stringContaining('Request 17 is not in the Requests tab') },
    ]);
  });
});

describe('what the reader would not take', () => {
  const refused = (answer: { ok: boolean }) => (answer as Refusal).problems?.map(({ field }) => field);

  it.each<[string, object]>([
    ['payee', { payee: '#N/A' }],
    ['purpose', { purpose: '#REF!' }],
    ['note', { note: '#DIV/0!' }],
  ])('is refused with the field it was typed into: %s of a request', (field, more) => {
    const book = open([], { ledger: [MONEY] });
    const answer = askRequest(book.as(LEAD), asSent({ ...more, confirmed: true }));
    expect([answer.ok, refused(answer)]).toEqual([false, [field]]);
    expect((answer as Refusal).message).toMatch(/: the workbook would not take “#.*”\. Clear the cell/);
    expect([book.count('requests'), logged(book)]).toEqual([0, []]);
  });

  it.each<[string, object]>([
    ['heldAt', { heldAt: '#N/A' }],
    ['purpose', { purpose: '#VALUE!' }],
  ])('%s of a meeting', (field, more) => {
    const book = open();
    const answer = recordMeeting(book.as(LEAD), meeting(['S-1'], more));
    expect([refused(answer), book.count('meetings'), book.count('attendance')]).toEqual([[field], 0, 0]);
  });

  it('the reason of a decision', () => {
    const book = open();
    const { shown } = cardOf(book, ADVISOR);
    const decisions = [{ request: 'R-1', decision: 'Decline', reason: '#N/A', shown }];
    const answer = decideRequests(book.as(ADVISOR), { token: token(), decisions });
    expect([refused(answer), book.count('decisions')]).toEqual([['decisions.0.reason'], 0]);
  });

  it('the name of a person', () => {
    const book = open();
    const lead = { name: '#NAME?', email: 'new@example.org' };
    const answer = saveSetUp(book.as(DIRECTOR), { token: token(), clusters: [{ cluster: 'C-1', lead }] });
    expect([refused(answer), book.count('people')]).toEqual([['clusters.0.lead.name'], PEOPLE.length]);
  });

  it('or a purpose that nobody can see', () =>
    expect(refused(askRequest(open().as(LEAD), asSent({ purpose: '\u200b\u00a0' })))).toEqual(['purpose']));

  it('and a text that begins with an apostrophe is read as it was typed', () => {
    const book = open([], { ledger: [MONEY] });
    done(askRequest(book.as(LEAD), asSent({ purpose: "'Tis the season", payee: '=HYPERLINK("x")' })));
    expect(book.tables().get('requests').rows).toMatchObject([
      { purpose: '’Tis the season', payee: '=HYPERLINK("x")' },
    ]);
  });
});
