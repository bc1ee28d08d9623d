import { requestFlags, waitingRequests } from '../../src/functions/tables';
import { cellDate, grid, PROGRAMME, type Row } from '../support/rules-tables';

const ASKED: Row = {
  id: 'R-1',
  matter: 'Organising time',
  cluster: 'North Cluster',
  pot: 'Cluster pot',
  amount: 350,
  purpose: 'Planning day',
  askedBy: 'north@example.org',
  askedOn: '2026-10-05',
};
const call = (
  fn: typeof requestFlags,
  requests: Row[],
  decisions: Row[] = [],
  more: unknown[] = [],
  asAt = '2026-11-24',
) =>
  fn.call(
    cellDate(asAt),
    grid('settings', []),
    grid('clusters', PROGRAMME.clusters),
    grid('schools', PROGRAMME.schools),
    grid('membership', PROGRAMME.membership),
    grid('people', PROGRAMME.people),
    grid('sessions', []),
    grid('requests', requests),
    grid('decisions', decisions),
    ...more,
  ) as unknown[][];

describe('WAITING_REQUESTS', () => {
  const report = { ...ASKED, id: 'R-2', matter: 'Problem, idea or question', pot: null, amount: null };

  it('lists reports until they are done with, for whom they are (C4)', () => {
    const flags = (requests: Row[]) =>
      call(waitingRequests, requests)
        .slice(1)
        .map((row) => [row[1], row[6]]);
    expect(flags([report])).toEqual([['R-2', 'to read: Advisor, Director']]);
    expect(flags([{ ...report, doneOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(flags([{ ...report, withdrawnOn: '2026-11-20' }])).toEqual([['', '']]);
    expect(call(requestFlags, [report])).toEqual([['Flag'], ['not needed']]);
  });

  it('says of a request with a decision that cannot be read what is wrong, and nothing else (A1)', () => {
    const broken = { id: 'D-1', request: 'R-1', decision: 'Approve', amount: 'lots', decidedBy: 'advisor@example.org' };
    expect(call(requestFlags, [ASKED], [broken])[1]![0]).toMatch(
      /^not allowed: A decision on it cannot be read\. Decisions!D2 \(Amount\): .*\(A1\)$/,
    );
  });
});
