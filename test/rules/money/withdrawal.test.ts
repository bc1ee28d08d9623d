import { whyNotWithdraw } from '../../../src/rules/money/withdrawal';
import { ASKED, ledgerLine, SESSION } from '../../support/builders';
import { books, day, PEOPLE, PROGRAMME, type Row, tables } from '../../support/rules-tables';

const LEAD = 'north@example.org';
const SCIENCE = 'science@example.org';
const BURSAR = 'bursar@example.org';
const MORE: Row[] = [
  ...PEOPLE,
  { name: 'Sam Science', email: SCIENCE, role: 'Science lead', school: 'School 2' },
  { name: 'Bea Bursar', email: BURSAR, role: 'Finance', cluster: 'North Cluster', school: 'School 1' },
  { name: 'Ola Old', email: 'old@example.org', role: 'Cluster lead', cluster: 'North Cluster', to: '2026-10-31' },
  { name: 'Two Roles', email: 'two@example.org', role: 'Science lead', school: 'School 4' },
  { name: 'Two Roles', email: 'two@example.org', role: 'Cluster lead', cluster: 'North Cluster' },
  { name: 'Lee School', email: 'school.lead@example.org', role: 'Cluster lead', school: 'School 3' },
];

function why(email: string, more: Row = {}, ledger: Row[] = [], on = '2026-11-24'): string | null {
  const all = books(
    tables({ ...PROGRAMME, people: MORE, sessions: [SESSION], requests: [{ ...ASKED, ...more }], ledger }),
  );
  return whyNotWithdraw(all, all.requests.at(0), email, day(on))?.message ?? null;
}

describe('who may withdraw a request (A3, A6)', () => {
  it.each([
    ['who asked', SCIENCE, { askedBy: `${SCIENCE}; ${LEAD}` }],
    ['the cluster’s lead', LEAD, { askedBy: SCIENCE }],
    ['a lead named by their school', 'school.lead@example.org', { askedBy: SCIENCE }],
    ['the Advisor who asked', 'advisor@example.org', { askedBy: 'advisor@example.org' }],
  ])('%s', (_, email, more) => expect(why(email, more)).toBeNull());

  it.each([
    ['somebody else of the cluster', BURSAR, {}],
    ['whoever changed it or answered a question', SCIENCE, { askedBy: `${LEAD}; ${SCIENCE}` }],
    ['the lead of another cluster', 'south@example.org', {}],
    ['a lead whose time is over', 'old@example.org', {}],
    ['the Advisor, who can decline it', 'advisor@example.org', {}],
    ['a stranger', 'stranger@example.org', {}],
  ])('not %s', (_, email, more) =>
    expect(why(email, more)).toBe('This is not yours to withdraw: Nell North, who asked, or the cluster’s lead can.'),
  );

  it('nobody whose own school is to leave by it, the lead and who asked included', () => {
    const leaving = { matter: 'School leaving', pot: null, amount: null };
    const own =
      /^Nobody withdraws a request that their own school, School \d, leaves\. Whoever decides on it can decline it\.$/;
    expect(why(SCIENCE, { ...leaving, school: 'School 2', askedBy: SCIENCE })).toMatch(own);
    expect(why(LEAD, { ...leaving, school: 'School 1' })).toMatch(own);
    expect(why(LEAD, { ...leaving, school: 'School 2' })).toBeNull();
    expect(why('two@example.org', { ...leaving, school: 'School 4' })).toMatch(own);
    expect(why('two@example.org', { ...leaving, school: null })).toBeNull();
    // Of their own school's other requests they may.
    expect(
      why(SCIENCE, { matter: 'Resource: first copy', pot: null, amount: null, school: 'School 2', askedBy: SCIENCE }),
    ).toBeNull();
  });

  it('nobody, once something was claimed on it', () => {
    const line = ledgerLine('L-1', '2026-11-20', 'Out', 'Organising time', 100, { request: 'R-1' });
    expect(why(LEAD, {}, [line])).toBe(
      'Money was claimed on it, by ledger line L-1 of 20 Nov 2026: what is paid cannot be withdrawn any more.',
    );
    expect(why(LEAD, {}, [{ ...line, request: null }])).toBeNull();
    expect(why(LEAD, {}, [{ ...line, direction: 'In', category: 'Other income' }])).toBeNull();
  });

  it('nobody, once its session was paid for, whichever of the two the line names', () => {
    const training = { matter: 'CPD session', amount: null, session: 'CPD-1' };
    const paid = ledgerLine('L-1', '2026-11-20', 'Out', 'CPD', 400, { session: 'CPD-1' });
    expect(why(LEAD, training, [paid])).toMatch(/^Money was claimed on it/);
    expect(why(LEAD, training, [{ ...paid, cluster: 'South Cluster' }])).toBeNull();
    // What goes back of a school's share is no claim.
    expect(why(LEAD, training, [{ ...paid, category: 'Other', school: 'School 1' }])).toBeNull();
  });
});
