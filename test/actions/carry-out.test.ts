import { changeMembers } from '../../src/actions/change-members';
import { myRequests } from '../../src/actions/my-requests';
import { booksOf } from '../../src/functions/open-tabs';
import { leadOn } from '../../src/rules/clusters/membership';
import {
  ADVISOR,
  ASKED,
  DIRECTOR,
  done,
  flag,
  LEAD,
  list,
  logged,
  make,
  open,
  problems,
  SOUTH_LEAD,
} from '../support/action-cases';
import type { FakeWorkbook } from '../support/fake-world';
import { WITH_NINTH } from '../support/request-cases';
import { day, MEMBERSHIP, PEOPLE, type Row, SCHOOLS } from '../support/rules-tables';
import { token } from '../support/tracker';

const SCIENCE = 'science@example.org';
const WITH_SCIENCE = [...PEOPLE, { name: 'Sam Science', email: SCIENCE, role: 'Science lead', school: 'School 2' }];
const JOINING: Row = { ...ASKED, matter: 'Add a school', pot: null, amount: null, payee: null, school: 'School 9' };
const LEAVING: Row = { ...JOINING, matter: 'School leaving', school: 'School 2' };

/** A workbook in which a request was approved. */
function approved(request: Row, more: { schools?: Row[]; membership?: Row[] } = {}): FakeWorkbook {
  const book = open([request], { schools: WITH_NINTH, people: WITH_SCIENCE, ...more }).begin();
  expect(make(book, DIRECTOR, 'Approve')).toMatchObject({ ok: true });
  return book;
}
/** The Advisor decides on who leaves; in North nothing stands in the way. */
function mayLeave(request: Row = LEAVING, more: { schools?: Row[] } = {}): FakeWorkbook {
  const book = open([request], { schools: WITH_NINTH, people: WITH_SCIENCE, ...more }).begin();
  expect(make(book, ADVISOR, 'Approve')).toMatchObject({ ok: true });
  return book;
}
const write = (book: FakeWorkbook, email: string, on: string, more: object = {}, key = token()) =>
  changeMembers(book.as(email), { token: key, request: 'R-1', on, ...more });
const times = (book: FakeWorkbook, school: number) =>
  book
    .tables()
    .get('membership')
    .where('school', school)
    .map(({ cluster, from, to, request }) => ({ cluster, from, to, request }));
const offered = (book: FakeWorkbook, email: string) => done(myRequests(book.as(email))).toCarryOut;

describe('an approved change of membership (C1 to C3, P7)', () => {
  it('is offered to the lead, the Director and the Advisor, and to nobody else', () => {
    const book = approved(JOINING);
    const one = { request: 'R-1', change: 'joins', school: 'School 9', cluster: 'North Cluster', wantedOn: null };
    expect(offered(book, LEAD)).toEqual([{ ...one, leads: [] }]);
    expect(list(book, DIRECTOR).toCarryOut).toEqual([{ ...one, leads: [] }]);
    expect([...offered(book, SOUTH_LEAD), ...offered(book, SCIENCE)]).toEqual([]);
    for (const email of [SOUTH_LEAD, SCIENCE]) expect(write(book, email, '2026-12-01')).toMatchObject({ ok: false });
    expect(times(book, 8)).toEqual([]);
  });

  it('is recorded when the school of somebody who decides leaves: what was decided waits for nobody (A3)', () => {
    const book = approved({ ...LEAVING, cluster: 'South Cluster', school: 'School 6' });
    const waits = () => problems(book, DIRECTOR).filter(({ repair }) => repair?.confirms);
    done(write(book, SOUTH_LEAD, '2026-12-01', { lead: 'S-7' }));
    expect(waits()).toEqual([]);
    book.type('membership', 7, 'to', '2026-11-20'); // an earlier end would untie the Advisor sooner
    expect(waits()).toHaveLength(1);
  });

  it('waits for the Director where it is carried out by whoever has a conflict of interest by it (A3)', () => {
    const book = approved({ ...LEAVING, cluster: 'South Cluster', school: 'School 6' });
    done(write(book, ADVISOR, '2026-11-20', { lead: 'S-7' }));
    expect(problems(book, DIRECTOR).filter(({ repair }) => repair?.confirms)).toHaveLength(1);
    expect(problems(book, ADVISOR).filter(({ repair }) => repair?.confirms)).toEqual([]);
  });

  it('writes the first day of a school that joins, with its request, and is done: nothing is found any more', () => {
    const book = approved(JOINING);
    expect(
      problems(book)
        .map(({ message }) => message)
        .join(),
    ).toContain('School 9 may join');
    const key = token();
    const message = 'Done: School 9: first day in North Cluster 1 Dec 2026.';
    expect(write(book, LEAD, '2026-12-01', {}, key)).toMatchObject({ ok: true, message });
    expect(times(book, 8)).toEqual([{ cluster: 0, from: day('2026-12-01'), to: null, request: 0 }]);
    expect(book.tables().get('requests').at(0).doneOn).toBe(day('2026-11-24'));
    expect([offered(book, LEAD), problems(book), flag(book)]).toEqual([[], [], 'approved']);
    expect(logged(book)).toContain('Carry out a request');
    expect(write(book, LEAD, '2026-12-01', {}, key)).toMatchObject({
      ok: true,
      message: expect.stringMatching(/already/),
    });
    expect(times(book, 8)).toHaveLength(1);
  });

  it('writes the last day of a school that leaves', () => {
    const book = mayLeave();
    expect(write(book, LEAD, '2026-12-18')).toMatchObject({ ok: true });
    expect(times(book, 1)).toEqual([{ cluster: 0, from: day('2020-09-01'), to: day('2026-12-18'), request: 0 }]);
    expect(problems(book)).toEqual([]);
  });

  it('asks before it writes another day than was approved', () => {
    const book = mayLeave({ ...LEAVING, wantedOn: '2026-12-31' });
    expect(write(book, LEAD, '2026-12-18')).toMatchObject({
      ok: false,
      confirm: true,
      findings: [{ rule: 'A2', message: 'It was approved for 31 Dec 2026: is another day what was agreed?' }],
    });
    expect(times(book, 1)[0]!.to).toBeNull();
    expect(write(book, LEAD, '2026-12-18', { confirmed: true })).toMatchObject({ ok: true });
    expect(times(book, 1)[0]!.to).toBe(day('2026-12-18'));
  });

  it('is not written while nothing is approved, nor for what changes no membership', () => {
    const message = expect.stringMatching(/^R-1 is waiting for Director or Advisor: only what is approved/);
    expect(write(open([JOINING], { schools: WITH_NINTH }), LEAD, '2026-12-01')).toMatchObject({ ok: false, message });
    expect(write(open([ASKED]), LEAD, '2026-12-01')).toMatchObject({ ok: false });
  });
});

describe('what stands in the way of it', () => {
  it('a last day before the first, or a day the school is a member already', () => {
    expect(write(mayLeave(), LEAD, '2020-08-31')).toMatchObject({ ok: false, problems: [{ field: 'on' }] });
    const back = { id: 'MB-9', cluster: 'North Cluster', school: 'School 9', from: '2021-09-01', to: '2022-08-31' };
    const book = approved(JOINING, { membership: [...MEMBERSHIP, back] });
    expect(write(book, LEAD, '2022-08-31')).toMatchObject({ ok: false, problems: [{ field: 'on' }] });
  });
  it('another cluster the school is in from that day on (P4)', () => {
    const book = approved(JOINING);
    book.add('membership', { id: 'MB-9', cluster: 'South Cluster', school: 'School 9', from: '2027-01-01' });
    expect(write(book, LEAD, '2026-12-01')).toMatchObject({ ok: false, findings: [{ rule: 'P4' }] });
    expect(times(book, 8)).toHaveLength(1);
  });
});

describe('a leaver that leads its cluster (P3, P2)', () => {
  const LEADS = { ...LEAVING, school: 'School 1' };
  const schools = SCHOOLS.map((row, index) => (index === 4 ? { ...row, phase: 'Secondary' } : row));
  it('leaves once another member leads that is not a secondary school', () => {
    const book = mayLeave(LEADS, { schools });
    expect(list(book, ADVISOR).toCarryOut[0]!.leads.map(({ id }) => id)).toEqual(['S-2', 'S-3', 'S-4']);
    for (const lead of [null, 'S-1', 'S-5', 'S-6'])
      expect(write(book, ADVISOR, '2026-12-18', { lead })).toMatchObject({ ok: false, problems: [{ field: 'lead' }] });
    expect(write(book, ADVISOR, '2026-12-18', { lead: 'S-2' })).toMatchObject({
      ok: true,
      message: 'Done: School 1: last day in North Cluster 18 Dec 2026; North Cluster is led by School 2 from then on.',
    });
    expect(book.tables().get('clusters').at(0).leadSchool).toBe(1);
    expect(times(book, 0)[0]!.to).toBe(day('2026-12-18'));
    const tables = book.tables();
    const on = (date: string) => leadOn(booksOf(tables), tables.get('clusters').at(0), day(date))?.id;
    expect([on('2026-12-18'), on('2026-12-19')]).toEqual(['S-1', 'S-2']);
    expect(problems(book).filter(({ message }) => message.includes('(P3)'))).toEqual([]);
  });
});
