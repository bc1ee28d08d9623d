import type { Finding } from '../../../src/rules/basics/finding';
import {
  heldPsqm,
  inConflict,
  isElsewhere,
  isNoDecider,
  nobodyLeft,
  noReason,
  noSchool,
  notFromThisPot,
  notTheirsToWithdraw,
  ownRequest,
  potHasLess,
  schoolsPay,
} from '../../../src/rules/requests/words';
import { day } from '../../support/rules-tables';

const nobody = { role: 'Advisor', names: [] };

describe('what the rules of requests have to say (A1, A3, A5, A6)', () => {
  it.each<[string, Finding, string]>([
    [
      'who can decide instead',
      isNoDecider({ who: { role: 'Director', names: ['Dana', 'Sue'] } }),
      'Director can: Dana, Sue.',
    ],
    ['that nobody is entered', isNoDecider({ who: nobody }), 'nobody is entered as Advisor in the People tab.'],
    ['that nobody needs to', isNoDecider({ who: { role: '', names: [] } }), 'nobody needs to.'],
  ])('names %s (A1)', (_what, { message, rule, severity }, who) =>
    expect([message, rule, severity]).toEqual([`You do not decide on this; ${who}`, 'A1', 'stop']),
  );

  it('says of a conflict what it is before who can decide, in two sentences (A3)', () =>
    expect(inConflict({ conflict: ownRequest(), who: nobody }).message).toBe(
      'Nobody decides on a request they made or changed themselves. Nobody is entered as Advisor in the People tab.',
    ));

  it('says why nobody is left to decide, as far as that is known (A3)', () => {
    expect(nobodyLeft({ conflict: ownRequest() }).message).toContain('(Nobody decides on a request they made');
    expect(nobodyLeft({ conflict: null }).message).toMatch(/conflict of interest \(\) Name somebody/);
  });

  it.each([
    ['Decline', 'decline'],
    ['Revoke', 'revoke'],
    ['More information', 'ask for more information'],
  ] as const)('asks for a reason to %s (A5)', (decision, words) =>
    expect(noReason({ decision }).message).toBe(`A reason is needed to ${words}.`),
  );

  it.each([
    ['Nell North', 'This is not yours to withdraw: Nell North, who asked, or the cluster’s lead can.'],
    [null, 'This is not yours to withdraw: the cluster’s lead can.'],
  ])('says who can withdraw what %s asked (A6)', (asker, message) =>
    expect(notTheirsToWithdraw({ asker }).message).toBe(message),
  );
});

describe('what is never allowed, and what would take it away (S10, P4, Q1, Q3, C1)', () => {
  it.each([
    [
      'S10',
      'Travel is paid from the cluster pot, not from the administration pot.',
      'In Pot, the cluster pot.',
      notFromThisPot({ matter: 'Travel', pot: 'Administration', pots: ['Cluster pot'] }),
    ],
    [
      'S10',
      'PSQM is paid from no pot, not from the cluster pot.',
      'Pot left blank.',
      notFromThisPot({ matter: 'PSQM', pot: 'Cluster pot', pots: [] }),
    ],
    ['C1', 'A school has to be named.', 'A school in the request.', noSchool({ rule: 'C1' })],
    [
      'Q1',
      'School 1 has held the PSQM: a renewal is never funded.',
      'Nothing: a renewal is never funded.',
      heldPsqm({ school: 'School 1' }),
    ],
    [
      'P4',
      'School 8 is in South Cluster: a school is in at most one cluster.',
      'In Wanted on, 1 Sep 2027 or later.',
      isElsewhere({ school: 'School 8', cluster: 'South Cluster', freeFrom: day('2027-09-01') }),
    ],
    [
      'P4',
      'School 8 is in South Cluster: a school is in at most one cluster.',
      'A last day in South Cluster, in Membership, before the day wanted, or asked where that is blank.',
      isElsewhere({ school: 'School 8', cluster: 'South Cluster', freeFrom: null }),
    ],
  ])('stands by rule %s: %s (%s)', (rule, message, cure, finding) => {
    const { severity } = finding;
    expect([finding.rule, severity, finding.message, finding.cure]).toEqual([rule, 'stop', message, cure]);
  });
});

describe('what is good to know before (S2, S12)', () => {
  it('says how much a pot lacks, not only what it has (S12)', () =>
    expect(potHasLess({ pot: 'Cluster pot', available: 10_000, wanted: 35_000 }).message).toBe(
      'The cluster pot has £100.00 available, £250.00 less than this takes.',
    ));
  it.each([
    [1, '1 school shares'],
    [5, '5 schools share'],
  ])('says what %d schools share (S2)', (schools, words) => {
    const found = schoolsPay({ pot: 40_000, schools, sum: 10_000, sharedBy: 'all members' });
    expect([found.message, found.severity]).toEqual([`The pot pays £400.00; ${words} £100.00 (all members).`, 'note']);
  });
});
