import { agreementOn } from '../../../src/rules/clusters/agreement';
import { ceasedNote, whyCeased } from '../../../src/rules/requests/ceased';
import { ASKED, approval, parameters, read, type Tabs } from '../../support/builders';
import { statesOf } from '../../support/request-cases';
import { CLUSTERS, day, type Row } from '../../support/rules-tables';

/** North's agreement ceased on 31 August 2026. */
const clusters = [{ ...CLUSTERS[0]!, agreementStart: '2024-09-01' }, CLUSTERS[1]!];
const SAYS = 'The agreement of North Cluster ceased on 31 Aug 2026: what its pots hold is held for the Director.';

function said(request: Row, asAt: string, more: Tabs = {}) {
  const tabs = { clusters, requests: [request], ...more };
  const books = read(tabs);
  const looked = { request: books.requests.at(0), state: statesOf(tabs, asAt).stateOf(0), asAt: day(asAt) };
  const of = (look: typeof whyCeased) => look(books, agreementOn(parameters()), looked)?.message ?? null;
  return [of(whyCeased), of(ceasedNote)];
}

describe('a ceased agreement (P8)', () => {
  const BEFORE = { ...ASKED, askedOn: '2026-06-01' };
  const used = { ...BEFORE, committedOn: '2026-06-10' };
  const approved = approval(used, { decidedAt: '2026-06-05T09:00:00Z' });
  it.each<[string, Row, string, Tabs, (string | null)[]]>([
    ['is nothing to speak of while it runs', BEFORE, '2026-08-31', {}, [null, null]],
    ['is said of what still waits from the day after', BEFORE, '2026-09-01', {}, [SAYS, SAYS]],
    ['is said of what is wanted later', { ...BEFORE, wantedOn: '2026-09-01' }, '2026-06-02', {}, [SAYS, SAYS]],
    ['is said of what is asked later', ASKED, '2026-11-24', {}, [SAYS, SAYS]],
    ['is past where it was approved and used in time', used, '2026-08-31', { decisions: [approved] }, [null, null]],
    ['is none of money that comes in', { ...ASKED, matter: 'Other funding' }, '2026-11-24', {}, [null, null]],
    ['is none of what takes no pot', { ...ASKED, matter: 'School leaving', pot: null }, '2026-11-24', {}, [null, null]],
    ['is none of what was withdrawn', { ...ASKED, withdrawnOn: '2026-10-06' }, '2026-11-24', {}, [null, null]],
  ])('%s', (_, request, asAt, more, expected) => expect(said(request, asAt, more)).toEqual(expected));
  it('is not repeated beside an approval that was used while it ran', () => {
    const paid = { ...used, doneOn: '2026-06-20' };
    const decisions = [approval(paid, { decidedAt: '2026-06-05T09:00:00Z' })];
    const ledger = [
      {
        id: 'L-1',
        date: '2026-06-20',
        cluster: 'North Cluster',
        pot: 'Cluster pot',
        direction: 'Out',
        category: 'Organising time',
        net: 350,
        request: 'R-1',
      },
    ];
    expect(said(paid, '2026-11-24', { decisions, ledger })).toEqual([SAYS, null]);
  });
});
