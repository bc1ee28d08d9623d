import { checkWorkbook } from '../../src/actions/check-workbook';
import { decideRequests } from '../../src/actions/decide';
import { meetingForm } from '../../src/actions/meeting-form';
import { repairCells } from '../../src/actions/repair-cells';
import { saveSetUp } from '../../src/actions/save-set-up';
import { verifyLog } from '../../src/actions/verify-log';
import type { World } from '../../src/actions/world';
import {
  ADVISOR,
  ASKED,
  cardOf,
  DIRECTOR,
  done,
  flag,
  logged,
  make,
  open,
  problems,
  STRANGER,
} from '../support/action-cases';
import { type FakeWorkbook, requestNow } from '../support/fake-world';
import { PROGRAMME, type Row } from '../support/rules-tables';
import { token } from '../support/tracker';

const OWNER = 'owner@example.org';
const SOUTH: Row = { ...ASKED, id: 'R-S', cluster: 'South Cluster', payee: 'School 7' };
const FIRST: Row = { ...ASKED, id: 'R-0', purpose: 'Before all' };
const TEACHER: Row = { name: 'Tess', email: 'tess@example.org', role: 'Science lead', school: 'School 2' };

/** A workbook in which something was decided, so that people are recorded. */
function recorded(): FakeWorkbook {
  const book = open([SOUTH, ASKED, FIRST]).begin();
  book.owner = OWNER;
  make(book, ADVISOR, 'Decline', {}, 'R-0');
  return book;
}

const waiting = (book: FakeWorkbook, email: string) =>
  problems(book, email).filter(({ message }) => /typed or changed by hand|not in People any more/.test(message));
const offered = (book: FakeWorkbook, email: string) =>
  done(checkWorkbook(book.as(email))).problems.flatMap(({ sheet, row, header, repair }) =>
    repair?.confirms ? [{ sheet, row, header, shown: repair.shown }] : [],
  );
const confirm = (world: World, repairs: object[]) => repairCells(world, { token: token(), repairs });
const save = (book: FakeWorkbook, more: object, email: string) =>
  saveSetUp(book.as(email), { token: token(), clusters: [], ...more });
const typeIn = (book: FakeWorkbook, row: number, column: string, value: string) =>
  book.type('people', row, column, value);
const decides = (book: FakeWorkbook, email: string, id = 'R-S') => make(book, email, 'More information', {}, id).ok;

describe('the first weeks of a workbook lock nobody out (A3)', () => {
  const fresh = () => open([ASKED], { people: [] }).begin();

  it('records people with the first Director that the form names, and says so in the log', () => {
    const book = fresh();
    const director = { name: 'Dana', email: DIRECTOR };
    const advisor = { name: 'Ari', email: ADVISOR, school: 'S-6' };
    expect(save(book, { advisor }, STRANGER)).toMatchObject({ ok: true });
    expect(logged(book)).not.toContain('Record people');
    expect(save(book, { director }, ADVISOR)).toMatchObject({ ok: true, message: 'Saved: Director: Dana.' });
    expect(logged(book)).toContain('Record people');
    expect(waiting(book, DIRECTOR)).toEqual([]);
    book.add('people', TEACHER);
    expect(waiting(book, DIRECTOR)).toHaveLength(1);
  });

  it('takes People as it was typed until something is decided', () => {
    const book = open([SOUTH, ASKED]).begin();
    book.add('people', TEACHER);
    expect(waiting(book, DIRECTOR)).toEqual([]);
    expect(meetingForm(book.as(TEACHER['email'] as string))).toMatchObject({ ok: true });
    expect(decides(book, ADVISOR, 'R-1')).toBe(true);
    expect(logged(book).slice(-2)).toEqual(['Record people', 'More information']);
    expect(waiting(book, DIRECTOR)).toEqual([]);
  });

  it('has the owner confirm where the Director’s time is over', () => {
    const people = PROGRAMME.people.map((row, index) => (index === 0 ? { ...row, to: '2026-11-24' } : row));
    const book = open([SOUTH, ASKED], { people }).begin();
    book.owner = OWNER;
    decides(book, ADVISOR, 'R-1');
    book.now = '2026-11-25T10:00:00Z';
    book.add('people', { name: 'Dora Next', email: 'dora@example.org', role: 'Director' });
    expect(offered(book, ADVISOR)).toEqual([]);
    const repairs = offered(book, OWNER);
    expect(confirm(book.as(OWNER), repairs)).toMatchObject({ ok: true, message: '1 confirmed.' });
    expect(decides(book, 'dora@example.org')).toBe(true);
  });

  it('records people of the version before when its decisions are taken over', () => {
    const book = open([ASKED, SOUTH]);
    make(book, ADVISOR, 'Approve', { reason: '' });
    typeIn(book, 3, 'school', 'School 7');
    expect(waiting(book, DIRECTOR)).toEqual([]);
    done(confirm(book.as(DIRECTOR), [{ sheet: 'Decisions', row: 2, header: 'Seal', shown: '' }]));
    expect(logged(book)).toContain('Record people');
    typeIn(book, 3, 'school', '');
    expect(waiting(book, DIRECTOR)).toHaveLength(1);
  });
});

describe('a row that was typed by hand', () => {
  it('gives its person nothing until somebody else confirms it, who is named in the log', () => {
    const book = recorded();
    book.add('people', TEACHER);
    const tess = TEACHER['email'] as string;
    expect(meetingForm(book.as(tess))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/by hand and waits/),
    });
    const [found] = waiting(book, ADVISOR);
    expect(found).toMatchObject({
      sheet: 'People',
      a1: 'B6',
      severity: 'warn',
      repair: { confirms: true, unsure: true },
    });
    const repairs = offered(book, ADVISOR);
    expect(confirm(book.as(ADVISOR), repairs)).toMatchObject({ ok: true, message: '1 confirmed.' });
    expect(book.lastLine()).toMatchObject({
      action: 'Confirm',
      who: ADVISOR,
      what: 'People: tess@example.org as Science lead (School 2)',
    });
    expect(meetingForm(book.as(tess))).toMatchObject({ ok: true });
    expect(confirm(book.as(ADVISOR), repairs)).toMatchObject({ ok: false });
  });

  it('is confirmed as it stands by then, not as it was shown', () => {
    const book = recorded();
    book.add('people', TEACHER);
    const repairs = offered(book, DIRECTOR);
    typeIn(book, 6, 'role', 'Advisor');
    expect(confirm(book.as(DIRECTOR), repairs)).toMatchObject({ ok: false });
  });

  it('lets nobody set the workbook up by taking everybody out who decides', () => {
    const book = recorded();
    book.clear('people', 2);
    book.clear('people', 3);
    expect(save(book, { director: { name: 'Me', email: STRANGER } }, STRANGER)).toMatchObject({ ok: false });
    expect(save(book, { director: { name: 'Me', email: OWNER } }, OWNER)).toMatchObject({
      ok: true,
      message: expect.stringMatching(/^Saved: .* waits until the Director confirms it in Clusters ▸ Check workbook/),
    });
    expect(() => decides(book, OWNER)).toThrow();
  });
});

describe('the form (A3)', () => {
  const advisor = (school: string | null, email = ADVISOR) => ({ advisor: { name: 'Ari Advisor', email, school } });

  it('records at once what whoever sends it may confirm', () => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    expect(decides(book, ADVISOR)).toBe(false);
    expect(save(book, advisor('S-1'), DIRECTOR)).toMatchObject({ ok: true, message: 'Saved: Advisor: Ari Advisor.' });
    expect(waiting(book, DIRECTOR)).toEqual([]);
    expect([decides(book, ADVISOR), decides(book, ADVISOR, 'R-1')]).toEqual([true, false]);
  });

  it('lets a Director hand over', () => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    const director = { name: 'Dora Next', email: 'dora@example.org' };
    expect(save(book, { director }, DIRECTOR)).toMatchObject({ message: 'Saved: Director: Dora Next.' });
    expect(decides(book, 'dora@example.org')).toBe(true);
    expect(waiting(book, 'dora@example.org')).toEqual([]);
  });

  it('has what the Advisor would gain by wait for the Director', () => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    expect(save(book, advisor('S-1'), ADVISOR)).toMatchObject({ message: expect.stringMatching(/waits/) });
    expect([decides(book, ADVISOR), decides(book, ADVISOR, 'R-1')]).toEqual([false, false]);
    expect(offered(book, ADVISOR)).toEqual([]);
    confirm(book.as(DIRECTOR), offered(book, DIRECTOR));
    expect(decides(book, ADVISOR)).toBe(true);
  });

  it('lets nobody but the Director end the Director', () => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    const director = { name: 'A friend', email: 'friend@example.org' };
    for (const email of [ADVISOR, OWNER])
      expect(save(book, { director }, email)).toMatchObject({ problems: [{ field: 'director.email' }] });
    expect(decides(book, DIRECTOR)).toBe(true);
  });

  it.each([DIRECTOR, ADVISOR, OWNER])('records a cluster lead that %s names', (email) => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    const lead = { name: 'Lea', email: 'lea@example.org', school: 'S-2' };
    expect(save(book, { clusters: [{ cluster: 'C-1', lead }] }, email)).toMatchObject({ ok: true });
    expect(meetingForm(book.as('lea@example.org'))).toMatchObject({ ok: true });
    expect(waiting(book, DIRECTOR)).toEqual([]);
  });
});

describe('Check workbook launders nothing (A1, A3)', () => {
  it('offers nobody to confirm a decision that the Advisor typed in the Director’s name', () => {
    const book = recorded();
    book.add('decisions', {
      id: 'D-FORGED',
      request: 'R-S',
      decision: 'Approve',
      amount: 350,
      decidedBy: DIRECTOR,
      role: 'Director',
      decidedAt: '2026-11-24T12:00:00Z',
      decidedOnWhat: requestNow(book, 'R-S'),
    });
    for (const email of [ADVISOR, DIRECTOR, OWNER]) {
      const found = problems(book, email).filter(({ sheet }) => sheet === 'Decisions');
      expect(found.length).toBeGreaterThan(0);
      expect(found.every(({ repair }) => repair === null)).toBe(true);
      for (const { row, header } of found)
        expect(confirm(book.as(email), [{ sheet: 'Decisions', row, header, shown: '' }])).toMatchObject({ ok: false });
    }
    expect(flag(book)).toBe('waiting for Director');
  });
});

/** A world that stops at its nth writing call, whatever it is. */
function stopsAt(world: World, nth: number): World {
  let calls = 0;
  const here = () => {
    if (++calls === nth) throw new Error('stopped');
  };
  return {
    ...world,
    write: (blocks) => {
      here();
      world.write(blocks);
    },
    store: {
      ...world.store,
      set: (values) => {
        here();
        world.store.set(values);
      },
    },
  };
}

describe('a run that is cut off', () => {
  it.each([1, 2, 3])('confirms whole or not at all, and is told once: at writing call %i', (nth) => {
    const book = recorded();
    book.add('people', TEACHER);
    const repairs = offered(book, DIRECTOR);
    expect(() => confirm(stopsAt(book.as(DIRECTOR), nth), repairs)).toThrow('stopped');
    // Whatever comes next finishes it, or it never was.
    const left = offered(book, DIRECTOR);
    expect(left).toEqual(nth === 1 ? repairs : []);
    if (left.length > 0) done(confirm(book.as(DIRECTOR), left));
    expect(logged(book).filter((action) => action === 'Confirm')).toHaveLength(1);
    expect(meetingForm(book.as(TEACHER['email'] as string))).toMatchObject({ ok: true });
    expect(verifyLog(book.as(DIRECTOR))).toMatchObject({ good: true });
  });

  it('records nothing of a form that wrote nothing', () => {
    const book = recorded();
    book.now = '2026-11-25T10:00:00Z';
    const advisor = { name: 'Ari Advisor', email: ADVISOR, school: 'S-1' };
    const cut = stopsAt(book.as(DIRECTOR), 2);
    expect(() => saveSetUp(cut, { token: token(), clusters: [], advisor })).toThrow('stopped');
    expect(decides(book, DIRECTOR)).toBe(true);
    typeIn(book, 3, 'school', 'School 1');
    expect(waiting(book, DIRECTOR)).toHaveLength(1);
    expect(decides(book, ADVISOR)).toBe(false);
  });

  it.each([1, 2, 3])('begins recording with the decision, or not: at writing call %i', (nth) => {
    const book = open([SOUTH, ASKED]).begin();
    const sent = { token: token(), decisions: [{ request: 'R-1', decision: 'Decline', reason: 'No', shown: 'x' }] };
    const shown = { ...sent.decisions[0]!, shown: cardOf(book, ADVISOR).shown };
    const world = stopsAt(book.as(ADVISOR), nth);
    expect(() => decideRequests(world, { ...sent, decisions: [shown] })).toThrow('stopped');
    problems(book);
    done(decideRequests(book.as(ADVISOR), { ...sent, decisions: [shown] }));
    expect(logged(book).filter((action) => action === 'Record people')).toHaveLength(1);
    typeIn(book, 3, 'school', '');
    expect(waiting(book, DIRECTOR)).toHaveLength(1);
    expect(flag(book, 1)).toBe('declined');
  });
});
