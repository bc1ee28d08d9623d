import { settledCases, similarCases } from '../../../src/rules/requests/similar-cases';
import { ASKED, approval, read, SOUTH } from '../../support/builders';
import { statesOf } from '../../support/request-cases';
import type { Row } from '../../support/rules-tables';

const asked = (id: string, more: Row = {}): Row => ({ ...ASKED, id, ...more });
/** The cases like the first of some requests, all others of which were decided on. */
const like = (
  first: Row,
  others: Row[],
  most?: number,
  decide: (request: Row) => Row = (request) => approval(request),
) => {
  const tabs = { requests: [first, ...others], decisions: others.map(decide) };
  const { requests } = read(tabs);
  const settled = settledCases(requests, statesOf(tabs).states);
  return similarCases(settled, requests.at(0), most).map(({ id }) => id);
};

describe('past cases like a request', () => {
  it('are of the same matter, first those of the same cluster, then those of the nearest amount', () => {
    const others = [
      asked('R-2', { cluster: SOUTH, askedBy: 'south@example.org', amount: 350 }),
      asked('R-3', { matter: 'Travel', amount: 350 }),
      asked('R-4', { amount: 700 }),
      asked('R-5', { amount: 400 }),
    ];
    const byDirector = (request: Row) =>
      approval(request, request['cluster'] === SOUTH ? { decidedBy: 'director@example.org', role: 'Director' } : {});
    expect(like(asked('R-1'), others, 3, byDirector)).toEqual(['R-5', 'R-2', 'R-4']);
  });

  it('are the latest where they are alike, then the first by ID, and no more than asked for', () => {
    const others = [asked('R-4'), asked('R-2', { askedOn: '2026-10-04' }), asked('R-3'), asked('R-5')];
    expect(like(asked('R-1'), others)).toEqual(['R-3', 'R-4', 'R-5']);
    expect(like(asked('R-1'), others, 1)).toEqual(['R-3']);
    expect(like(asked('R-1'), [...others].reverse(), 4)).toEqual(['R-3', 'R-4', 'R-5', 'R-2']);
  });

  it('without a sum are nearer to one without than to one with a sum', () => {
    const psqm = { matter: 'School leaving', pot: null, school: 'School 2', payee: null };
    const others = [
      asked('R-2', { ...psqm, amount: 10 }),
      asked('R-3', { ...psqm, amount: null, askedOn: '2026-10-01' }),
    ];
    expect(like(asked('R-1', { ...psqm, amount: null }), others)).toEqual(['R-3', 'R-2']);
  });

  it('are settled: approved, declined, revoked or expired, and neither waiting nor withdrawn, and never itself', () => {
    const requests = [
      asked('R-1'),
      asked('R-2'),
      asked('R-3'),
      asked('R-4'),
      asked('R-5', { withdrawnOn: '2026-10-20' }),
      asked('R-6'),
    ];
    const no = { decision: 'Decline', amount: null, reason: 'No' };
    const decisions = [
      approval(requests[0]!),
      approval(requests[1]!, no),
      approval(requests[2]!),
      approval(requests[2]!, { ...no, id: 'D-9', decision: 'Revoke', decidedAt: '2026-10-20T10:00:00Z' }),
    ];
    const tabs = { requests, decisions };
    const table = read(tabs).requests;
    const settled = settledCases(table, statesOf(tabs).states);
    expect([...settled].map(([matter, cases]) => [matter, cases.map(({ id }) => id)])).toEqual([
      ['Organising time', ['R-1', 'R-2', 'R-3']],
    ]);
    expect(similarCases(settled, table.at(0)).map(({ id }) => id)).toEqual(['R-2', 'R-3']);
    const expired = settledCases(table, statesOf(tabs, '2027-09-01').states);
    expect(expired.get('Organising time')!.map(({ id }) => id)).toEqual(['R-1', 'R-2', 'R-3']);
  });

  it('are none where nothing is settled', () => expect(like(asked('R-1'), [])).toEqual([]));
});
