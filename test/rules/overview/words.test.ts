import {
  alsoElsewhere,
  approvedLate,
  hasNotJoined,
  hasNotLeft,
  inTwoClusters,
  leadLeaves,
  marksOfGuests,
  notDeclared,
  overpromised,
  overspent,
  secondaryLeads,
  specialLeads,
  wrongSize,
} from '../../../src/rules/overview/words';
import { said } from '../../support/ledger-cases';
import { day } from '../../support/rules-tables';

it.each([
  ['below', '2 schools, below 3'],
  ['above', '2 schools, above 12'],
] as const)('a size that is %s says by which limit: %s (P1)', (is, expected) =>
  expect(said(wrongSize({ schools: 2, size: { is, least: 3, most: 12 } }))).toEqual(['P1 warn', expected]),
);
it('a secondary school cannot lead, a special one is asked about (P2)', () => {
  expect(said(secondaryLeads({ school: 'School 1' }))).toEqual([
    'P2 stop',
    'School 1 is a secondary school and cannot lead',
  ]);
  expect(said(specialLeads({ school: 'School 1' }))).toEqual(['P2 warn', 'School 1 is a special school and leads']);
});
it('a school in two clusters: from when and, if it ends, to when (P4)', () => {
  const facts = { school: 'School 2', other: 'South Cluster', from: day('2026-09-01') };
  expect(inTwoClusters({ ...facts, to: null }).message).toBe('School 2 is in South Cluster too from 1 Sep 2026');
  expect(inTwoClusters({ ...facts, to: day('2026-12-31') }).message).toMatch(/ from 1 Sep 2026 to 31 Dec 2026$/);
  expect(said(alsoElsewhere(facts))).toEqual(['P4 stop', 'the school is in South Cluster too on 1 Sep 2026']);
});
it.each([
  [1, '1 school has not declared their release money'],
  [2, '2 schools have not declared their release money'],
])('%d that did not declare: %s (F3)', (schools, expected) =>
  expect(said(notDeclared({ schools }))).toEqual(['F3 warn', expected]),
);
it('marks that are left out are counted (P7)', () =>
  expect(said(marksOfGuests({ marks: 3 }))).toEqual([
    'P7 warn',
    '3 entries of Attendance left out: the school was no member that day',
  ]));
it.each([
  [false, 'S12 warn', 'Cluster pot is overspent by £60.00'],
  [true, 'S12 note', 'Cluster pot is overspent by £60.00; the ledger says why'],
])('an overspend that is explained: %j, %s (S12)', (isExplained, weight, expected) =>
  expect(said(overspent({ pot: 'Cluster pot', by: 6_000, isExplained }))).toEqual([weight, expected]),
);
it('what is promised beyond a pot, and what would cure it (S12)', () => {
  const found = overpromised({ pot: 'Lead support', by: 5_000 });
  expect([found.message, found.cure]).toEqual([
    'Lead support is promised £50.00 more than it holds',
    '£50.00 more In, or as much less promised.',
  ]);
});
it('late approvals are a note, with nothing to do now (A7)', () => {
  const found = approvedLate({ requests: 2 });
  expect(said(found)).toEqual(['A7 note', '2 approved after the money was committed']);
  expect(found.cure).toMatch(/^Nothing: /);
});

describe('a change of membership that nobody made (C1 to C3)', () => {
  const facts = { school: 'School 9', request: 'R-1', wantedOn: null };
  it('of a school that may join says what to add, by the rule of its matter (C1, C3)', () => {
    const found = hasNotJoined({ ...facts, rule: 'C3', cluster: 'North Cluster' });
    expect(said(found)).toEqual([
      'C3 warn',
      'School 9 may join (request R-1) and is not in Membership: carry it out in Decide or My requests',
    ]);
    expect(found.cure).toBe(
      'Clusters ▸ Record ▸ A school joins, leaves or is replaced: the first day of School 9 in North Cluster.',
    );
  });
  it('of a school that may leave says the day it was wanted on, where one was (C2)', () =>
    expect(said(hasNotLeft({ ...facts, rule: 'C2', wantedOn: day('2027-08-31') }))).toEqual([
      'C2 warn',
      'School 9 may leave (request R-1, wanted on 31 Aug 2027) and is still a member: carry it out in Decide or My requests',
    ]));
  it.each([
    [null, 250_000, 'may leave and holds £2,500.00'],
    ['2027-08-31', 0, 'leaves on 31 Aug 2027 and holds £0.00'],
    [null, Number.NaN, 'may leave and holds the pots'],
  ])('of a lead school with the last day %s and %d pence: it %s (P3)', (lastDay, holds, expected) =>
    expect(leadLeaves({ school: 'School 1', lastDay: lastDay === null ? null : day(lastDay), holds }).message).toBe(
      `the lead school School 1 ${expected}: choose another lead school first`,
    ),
  );
});
