import {
  authorMissing,
  authorNotLogged,
  decisionChanged,
  decisionGone,
  decisionNotLogged,
  requestGone,
  withdrawalTakenBack,
} from '../../src/actions/check-words';
import { day } from '../support/rules-tables';

const LINE = { no: 12, action: 'Approve', reference: 'R-1', who: 'advisor@example.org', words: 'approved £350.00' };

describe('where a tab and the log do not say the same', () => {
  it('the log is quoted, line by line (A12)', () => {
    const log = [LINE, { ...LINE, no: 14, action: 'Revoke', words: '' }];
    expect(decisionChanged({ id: 'D-1', log }).message).toBe(
      'Decision D-1 was changed after it was made. The log says in line 12: Approve R-1 by advisor@example.org: ' +
        'approved £350.00. The log says in line 14: Revoke R-1 by advisor@example.org. Put it back from the version ' +
        'history.',
    );
    expect(decisionGone({ id: 'D-1', log: [LINE] }).message).toMatch(
      /^Decision D-1 is not in the Decisions tab any more.* The log says in line 12: .* Put it back/,
    );
  });

  it('people are named, and what to do (A3, A6)', () => {
    const emails = ['a@example.org', 'b@example.org'];
    expect(authorMissing({ emails }).message).toMatch(
      /^By the log a@example\.org, b@example\.org .*Put the address back/,
    );
    expect(authorNotLogged({ emails }).message).toMatch(/does not tell that a@example\.org, b@example\.org asked/);
    expect(withdrawalTakenBack({ line: 3, who: 'Nell North', on: day('2026-11-24') }).message).toMatch(
      /line 3 that Nell North withdrew this request on 24 Nov 2026/,
    );
    expect(requestGone({ id: 'R-7' }).message).toMatch(/^Request R-7 is not in the Requests tab any more/);
  });

  it('it is serious, but for a name too many', () => {
    const serious = [
      decisionNotLogged(),
      decisionChanged({ id: 'D-1', log: [] }),
      decisionGone({ id: 'D-1', log: [] }),
      requestGone({ id: 'R-1' }),
      withdrawalTakenBack({ line: 1, who: 'x', on: 0 }),
      authorMissing({ emails: [] }),
    ];
    expect(serious.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      'A12 stop',
      'A12 stop',
      'A12 stop',
      'A12 stop',
      'A6 stop',
      'A3 stop',
    ]);
    expect(authorNotLogged({ emails: [] })).toMatchObject({ rule: 'A3', severity: 'warn' });
  });
});
