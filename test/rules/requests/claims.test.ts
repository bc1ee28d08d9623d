import { claimedBy, claimsIn, firstClaim } from '../../../src/rules/requests/claims';
import { snapshotOf } from '../../../src/rules/requests/snapshot';
import { AS_AT, ASKED, ledgerLine, parameters, read, set } from '../../support/builders';
import { day, type Row } from '../../support/rules-tables';

const of = (id: string, date: string, more: Row = {}): Row =>
  ledgerLine(id, date, 'Out', 'Organising time', 80, { request: 'R-1', ...more });
const REQUESTS = [ASKED, { ...ASKED, id: 'R-2' }];

describe('the first payment on a request (A7, A8)', () => {
  const claims = (...ledger: Row[]) => claimsIn(read({ requests: REQUESTS, ledger }), parameters(), day(AS_AT));
  it('is the earliest line out that names it up to the day, wherever it stands', () => {
    const found = claims(
      of('L-1', '2026-11-10'),
      of('L-2', '2026-11-25'),
      of('L-3', '2026-10-20'),
      of('L-4', '2026-10-01', { direction: 'In', category: 'Other income' }),
      of('L-5', '2026-10-02', { request: null }),
      of('L-6', '2026-11-24', { request: 'R-2' }),
    );
    expect([firstClaim(found, 0), firstClaim(found, 1)]).toEqual([day('2026-10-20'), day('2026-11-24')]);
  });
  it('is none where there is none, and is not known where no ledger is given', () => {
    expect(firstClaim(claims(), 0)).toBeNull();
    expect(claimsIn({ ...read(), ledger: null }, parameters(), day(AS_AT))).toBeNull();
  });
});

describe('what was claimed of an approval by a day (A8, F11)', () => {
  it.each<[string, Row[], number]>([
    ['adds up', [of('L-1', '2026-10-20'), of('L-2', '2026-11-01', { net: 20 })], 10_000],
    ['has VAT in it', [of('L-1', '2026-10-20', { vat: 16 })], 9_600],
    [
      'is less what came back',
      [of('L-1', '2026-10-20'), of('L-2', '2026-10-21', { direction: 'In', net: 30, category: 'Other income' })],
      5_000,
    ],
    ['leaves out what came later', [of('L-1', '2026-11-21')], 0],
    ['leaves out another pot', [of('L-1', '2026-10-20', { pot: 'Lead support' })], 0],
    ['leaves out another cluster', [of('L-1', '2026-10-20', { cluster: 'South Cluster' })], 0],
  ])('%s', (_, ledger, expected) => {
    const casebook = read({ requests: REQUESTS, ledger });
    const claims = claimsIn(casebook, parameters(), day(AS_AT));
    const decided = snapshotOf(casebook, casebook.requests.at(0));
    expect(claimedBy(casebook, claims, 0, decided, day('2026-11-20'))).toBe(expected);
  });
  it('is without VAT where pots bear none (F15)', () => {
    const casebook = read({ requests: REQUESTS, ledger: [of('L-1', '2026-10-20', { vat: 16 })] });
    const claims = claimsIn(casebook, parameters(set('vat.chargedToPot', 0)), day(AS_AT));
    const decided = snapshotOf(casebook, casebook.requests.at(0));
    expect(claimedBy(casebook, claims, 0, decided, day(AS_AT))).toBe(8_000);
  });
});
