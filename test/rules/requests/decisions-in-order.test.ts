import fc from 'fast-check';
import { isoOf } from '../../../src/rules/basics/days';
import { chainsIn, compareDecisions, decidedOn, decisionsOn } from '../../../src/rules/requests/decisions-in-order';
import { AS_AT, ASKED, approval, read } from '../../support/builders';
import { flag } from '../../support/request-cases';
import { day, type Row } from '../../support/rules-tables';

const made = (id: string, decidedAt: string, more: Row = {}): Row => approval(ASKED, { id, decidedAt, ...more });

describe('decisions in the order they were made (A2)', () => {
  it('does not depend on the order of rows in Decisions', () => {
    const rows = [
      approval(ASKED, { id: 'D-1', decision: 'More information', amount: null, reason: 'Which day?' }),
      approval(ASKED, { id: 'D-2', amount: 200, decidedAt: '2026-10-09T10:00:00Z' }),
      approval(ASKED, {
        id: 'D-3',
        decision: 'Revoke',
        amount: null,
        reason: 'Cancelled',
        decidedAt: '2026-10-10T10:00:00Z',
      }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) =>
        expect(flag(ASKED, shuffled)).toBe('revoked'),
      ),
    );
  });
  it('of a yes and its revocation at one instant the revocation holds, whatever their IDs', () => {
    for (const [yes, no] of [
      ['D-1', 'D-2'],
      ['D-2', 'D-1'],
    ]) {
      const rows = [
        approval(ASKED, { id: yes! }),
        approval(ASKED, { id: no!, decision: 'Revoke', amount: null, reason: 'No' }),
      ];
      expect([flag(ASKED, rows), flag(ASKED, [...rows].reverse())]).toEqual(['revoked', 'revoked']);
    }
  });
  it('are those on one request up to a day, the earliest first, whatever their rows', () => {
    const decisions = [
      made('D-3', '2026-11-24T23:59:59Z'),
      made('D-4', '2026-11-25T00:00:00Z'),
      made('D-1', '2026-10-08T10:00:00Z'),
      made('D-5', '2026-10-09T10:00:00Z', { request: 'R-2' }),
      made('D-2', '2026-10-08T10:00:01Z'),
    ];
    const casebook = read({ requests: [ASKED, { ...ASKED, id: 'R-2' }], decisions });
    const on = (request: number) =>
      decisionsOn({ casebook, chains: chainsIn(casebook) }, request, day(AS_AT)).map(({ id }) => id);
    expect([on(0), on(1), on(2)]).toEqual([['D-1', 'D-2', 'D-3'], ['D-5'], []]);
  });
  it('at one instant a no comes before a yes and what takes it back after it; of one kind the first by ID', () => {
    const at = '2026-10-08T10:00:00Z';
    const { decisions } = read({
      requests: [ASKED],
      decisions: [
        made('D-1', at, { decision: 'Revoke', reason: 'x' }),
        made('D-5', at),
        made('D-2', at),
        made('D-3', at, { decision: 'More information', reason: 'x' }),
        made('D-4', at, { decision: 'Decline', reason: 'x' }),
      ],
    });
    expect([...decisions.rows].sort(compareDecisions).map(({ id }) => id)).toEqual(['D-4', 'D-3', 'D-2', 'D-5', 'D-1']);
  });
  it.each([
    ['2026-11-24T23:59:59Z', '2026-11-24'],
    ['2026-06-30T22:59:59Z', '2026-06-30'],
    ['2026-06-30T23:00:00Z', '2026-07-01'],
  ])('what is decided at %s is decided on %s, the British day', (decidedAt, iso) =>
    expect(isoOf(decidedOn({ decidedAt }))).toBe(iso),
  );
});
