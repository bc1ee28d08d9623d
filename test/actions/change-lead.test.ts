import { changeLead, handOverForm, previewLead } from '../../src/actions/change-lead';
import { paymentForm } from '../../src/actions/payment-form';
import { leadOn } from '../../src/rules/clusters/membership';
import { ADVISOR, ASKED, DIRECTOR, done, LEAD, MONEY, make, open, SOUTH_LEAD } from '../support/action-cases';
import { ledgerLine, mark, meeting, SESSION } from '../support/builders';
import type { FakeWorkbook } from '../support/fake-world';
import { day, PEOPLE, SCHOOLS } from '../support/rules-tables';
import { token } from '../support/tracker';

const BURSAR = 'bursar@example.org';
const PEOPLE_TOO = [...PEOPLE, { name: 'Bo', email: BURSAR, role: 'Finance', school: 'School 1' }];
const PROMISED = { ...ASKED, id: 'R-2', amount: 120, purpose: 'Trip', committedOn: '2026-11-20' };

/** £1,000 and a £0.01 came in, £99.99 went out; two approvals are open; three schools came to training above the cap. */
function book(more: object = {}): FakeWorkbook {
  const of = open([ASKED, PROMISED], {
    people: PEOPLE_TOO,
    ledger: [
      MONEY,
      ledgerLine('L-2', '2026-10-02', 'In', 'Other income', 0.01),
      ledgerLine('L-3', '2026-10-03', 'Out', 'Other', 99.99),
    ],
    sessions: [{ ...SESSION, meeting: 'M-1' }],
    meetings: [meeting('M-1', '2026-11-02')],
    attendance: [mark('M-1', 1), mark('M-1', 2), mark('M-1', 3)],
    ...more,
  }).begin();
  for (const id of ['R-1', 'R-2']) expect(make(of, ADVISOR, 'Approve', {}, id)).toMatchObject({ ok: true });
  return of;
}
const statement = (of: FakeWorkbook, email = DIRECTOR) => done(handOverForm(of.as(email), 'C-1'));
const change = (of: FakeWorkbook, more: object = {}, email = DIRECTOR) =>
  changeLead(of.as(email), { token: token(), cluster: 'C-1', lead: 'S-2', from: '2027-01-01', agreed: true, ...more });
const leads = (of: FakeWorkbook, on: string) => {
  const tables = of.tables();
  const roster = { schools: tables.get('schools'), membership: tables.get('membership') };
  return leadOn(roster, tables.get('clusters').at(0), day(on))?.name;
};

describe('the statement of a lead school that hands over (P3)', () => {
  it('has each balance to the penny, what is promised, unclaimed and owed', () => {
    const { pots, holds, promises, unclaimed, owed, lead, asAt } = statement(book());
    expect([lead, asAt, holds]).toEqual(['School 1', '24 Nov 2026', '£900.02']);
    expect(pots[0]).toEqual({
      ...{ pot: 'Cluster pot', opening: '£0.00', paidIn: '£1,000.01', spent: '£99.99', balance: '£900.02' },
      ...{ committed: '£470.00', available: '£430.02' },
    });
    expect(promises).toEqual([{ what: 'R-2, Trip, School 1, cluster pot', sum: '£120.00' }]);
    expect(unclaimed).toEqual([{ what: 'R-1, Planning day, School 1, cluster pot', sum: '£350.00' }]);
    expect(owed.map(({ sum }) => sum)).toEqual(['£60.00', '£60.00', '£60.00']);
    expect(owed[0]!.what).toBe('School 1, training by Bright Sparks on 2 Nov 2026');
  });

  it('opens for whoever keeps the money, and says to others whose it is', () => {
    const of = book();
    for (const email of [LEAD, BURSAR]) {
      const { notYours, clusters } = statement(of, email);
      expect(notYours).toMatch(
        /^You can print it\. Dana Director \(Director\) or Ari Advisor \(Advisor\) can do it\.$/,
      );
      expect(clusters.map(({ name }) => name)).toEqual(['North Cluster']);
    }
    expect(done(handOverForm(of.as(SOUTH_LEAD), 'C-1')).cluster.id).toBe('C-2');
    expect(statement(of).notYours).toBe('');
  });
});

describe('another lead school', () => {
  it('leads from its first day on, and the one before keeps its days (P3)', () => {
    const of = book();
    const answer = done(change(of));
    expect(answer).toMatchObject({ message: 'Saved: North Cluster is led by School 2 from 1 Jan 2027.' });
    expect(['2026-12-31', '2027-01-01'].map((on) => leads(of, on))).toEqual(['School 1', 'School 2']);
    expect(of.lastLine()).toMatchObject({
      action: 'Change the lead school',
      reference: 'C-1',
      what: 'North Cluster is led by School 2 from 1 Jan 2027, before School 1; the pots hold £900.02',
    });
    const lines = of.count('log');
    expect(change(of)).toMatchObject({ ok: true });
    expect(of.count('log')).toBe(lines);
  });

  it('is written by those who decide, and by nobody of the cluster', () => {
    const of = book();
    for (const email of [LEAD, BURSAR])
      expect(change(of, {}, email)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/^This is not yours to do/),
      });
    expect(leads(of, '2027-01-01')).toBe('School 1');
    expect(change(of, {}, ADVISOR)).toMatchObject({ ok: true });
  });

  it('is a member, no secondary school, and has agreed to hold the money (P2, P3)', () => {
    const schools = SCHOOLS.map((row) => (row['id'] === 'S-3' ? { ...row, phase: 'Secondary' } : row));
    const of = book({ schools });
    const fields = (more: object) => {
      const answer = change(of, more);
      return answer.ok ? [] : answer.problems?.map(({ field }) => field);
    };
    expect(fields({ lead: 'S-6', agreed: false })).toEqual(['lead', 'agreed']);
    expect(fields({ lead: 'S-3' })).toEqual(['lead']);
    expect(fields({ lead: 'S-99', from: '2027-02-31' })).toEqual(['lead', 'from']);
    expect(statement(of).members.map(({ id }) => id)).toEqual(['S-2', 'S-4', 'S-5']);
    done(change(of));
    expect(fields({ lead: 'S-4', from: '2027-01-01' })).toEqual(['from']);
  });
});

describe('another lead school that is being picked', () => {
  const preview = (of: FakeWorkbook, more: object = {}, email = DIRECTOR) =>
    done(
      previewLead(of.as(email), {
        ...{ token: token(), cluster: 'C-1', lead: 'S-2', from: '2027-01-01', agreed: false },
        ...more,
      }),
    );
  const NEXT_BURSAR = { name: 'Nia', email: 'nia@example.org', role: 'Finance', school: 'School 2' };

  it('says who leads from when, which money moves, and whose it is to record then (P3)', () => {
    expect(preview(book({ people: [...PEOPLE_TOO, NEXT_BURSAR] }))).toEqual({
      ok: true,
      severity: 'note',
      sentence: 'School 2 leads from 1 Jan 2027; School 1 until 31 Dec 2026.',
      holds: '£900.02',
      pots: ['Cluster pot: £900.02, of which £470.00 is promised'],
      rights: ['Records payments and income from then on: Nia.', 'Does not record payments and income any more: Bo.'],
    });
  });

  it('says that nobody does the books of the school yet', () => {
    expect(preview(book()).rights).toEqual([
      'Does not record payments and income any more: Bo.',
      'Nobody in People does the books of School 2: the cluster’s lead records payments until somebody is added.',
    ]);
  });

  it('says what cannot be before it is sent, and nothing where the school leads already', () => {
    expect(preview(book(), { lead: 'S-6' })).toMatchObject({
      severity: 'stop',
      sentence: expect.stringMatching(/not a member/),
      rights: [],
    });
    expect(preview(book(), { lead: 'S-1' })).toMatchObject({ sentence: 'School 1 leads the cluster already.' });
  });

  it('is what happens: the books stay with the school before until the day (P3)', () => {
    const of = book({ people: [...PEOPLE_TOO, NEXT_BURSAR] });
    const keeps = (email: string) => paymentForm(of.as(email)).ok;
    done(change(of));
    expect([BURSAR, 'nia@example.org'].map(keeps)).toEqual([true, false]);
    of.now = '2027-01-02T10:00:00Z';
    expect([BURSAR, 'nia@example.org'].map(keeps)).toEqual([false, true]);
  });

  it('is told to nobody who keeps no money of the cluster', () => {
    const payload = { token: token(), cluster: 'C-1', lead: 'S-2', from: '2027-01-01', agreed: false };
    expect(previewLead(book().as(SOUTH_LEAD), payload)).toMatchObject({ ok: false });
  });
});
