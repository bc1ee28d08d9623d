import fc from 'fast-check';
import { potPartOf, sessionSplit, splitCpd } from '../../../src/rules/money/cpd';
import { parameters, read, SESSION, set } from '../../support/builders';
import { PLAIN } from '../../support/ledger-cases';

describe('the fee of a session, split (S1 to S3, F14, F15)', () => {
  const split = (netFee: number, vat: boolean, clusters = 1, schools = 0) =>
    splitCpd({ netFee, vatRate: vat ? 0.2 : 0, cap: 40_000, potBearsVat: true, clusters, schools });

  it('splits £550 with VAT: pot £480, schools £180, over seven schools to the penny', () => {
    const { pot, schools, bySchool } = split(55_000, true, 1, 7);
    expect(pot).toEqual({ net: 40_000, vat: 8_000, gross: 48_000 });
    expect(schools).toEqual({ net: 15_000, vat: 3_000, gross: 18_000 });
    expect(bySchool.map(({ gross }) => gross)).toEqual([2572, 2572, 2572, 2571, 2571, 2571, 2571]);
    expect(bySchool.map(({ net }) => net)).toEqual([2143, 2143, 2143, 2143, 2143, 2143, 2142]);
    expect(bySchool.reduce((sum, part) => sum + part.vat, 0)).toBe(3_000);
  });
  it.each([
    [45_000, false, 1, 40_000, 5_000],
    [60_000, false, 2, 40_000, 20_000],
    [40_000, true, 1, 48_000, 0],
    [39_999, true, 1, 47_999, 0],
    [0, true, 1, 0, 0],
  ])('%d pence, VAT %s, %d clusters: pots %d, schools %d', (fee, vat, clusters, pots, schools) => {
    const result = split(fee, vat, clusters);
    expect([result.pot.gross, result.schools.gross]).toEqual([pots, schools]);
    if (clusters === 2) expect(result.byCluster.map(({ gross }) => gross)).toEqual([20_000, 20_000]);
  });
  it('adds up in net, VAT and gross, whatever the fee', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (fee, vat, clusters, schools) => {
          const result = split(fee, vat, clusters, schools);
          const sum = (parts: readonly { net: number; vat: number; gross: number }[], key: 'net' | 'vat' | 'gross') =>
            parts.reduce((total, part) => total + part[key], 0);
          for (const key of ['net', 'vat', 'gross'] as const) {
            expect(sum(result.byCluster, key)).toBe(result.pot[key]);
            expect(sum(result.bySchool, key)).toBe(result.schools[key]);
          }
          expect(result.pot.net).toBeLessThanOrEqual(40_000);
          expect(result.pot.net + result.schools.net).toBe(fee);
        },
      ),
    );
  });
});

describe('VAT to the penny (F14, F15)', () => {
  const split = (netFee: number, more: { cap?: number; clusters?: number; potBearsVat?: boolean } = {}) =>
    splitCpd({ netFee, vatRate: 0.2, cap: 40_000, potBearsVat: true, clusters: 1, schools: 7, ...more });

  it('each school’s VAT is its gross less its net (F14, F15)', () =>
    expect(split(55_000).bySchool.map(({ vat }) => vat)).toEqual([429, 429, 429, 428, 428, 428, 429]));
  it('each cluster’s VAT is its gross less its net (F14, F15)', () =>
    // £480.00 over three is £160.00 each, £400.00 net over three is £133.34, £133.33 and £133.33.
    expect(split(55_000, { clusters: 3 }).byCluster.map(({ vat }) => vat)).toEqual([2_666, 2_667, 2_667]));
  it.each([
    // Of £400.03 VAT is £80.006, of £400.02 it is £80.004; that of the last penny on its own would be nothing.
    [40_003, 8_000, 1],
    [40_004, 8_000, 1],
    [40_002, 8_000, 0],
  ])('of %d pence under a cap of £400.02 the pot bears %d of VAT, the schools the rest, %d (F15)', (fee, pot, rest) => {
    const parts = split(fee, { cap: 40_002 });
    expect([parts.pot.vat, parts.schools.vat]).toEqual([pot, rest]);
  });
  it('where lead schools recover VAT the pot bears none, and the schools no more than their own (F15)', () =>
    expect(split(55_000, { potBearsVat: false })).toMatchObject({
      pot: { net: 40_000, vat: 0, gross: 40_000 },
      schools: { net: 15_000, vat: 3_000, gross: 18_000 },
      byCluster: [{ net: 40_000, vat: 0, gross: 40_000 }],
    }));
  it.each([
    [1, 48_000],
    [0, 40_000],
  ])('with vat.chargedToPot at %d the pot pays %d pence of a session (F15)', (value, expected) => {
    const given = { ...read({ sessions: [SESSION] }), attendance: null };
    const parts = sessionSplit(given, 0, parameters(set('vat.chargedToPot', value)));
    expect(potPartOf(parts, 0).gross).toBe(expected);
  });
});

describe('the part of each cluster (S1, S3)', () => {
  it('a cluster without a part in a session pays nothing of it (S3)', () => {
    const sessions = [PLAIN];
    const parts = sessionSplit(read({ sessions }), 0, parameters());
    expect([0, 1].map((cluster) => potPartOf(parts, cluster).gross)).toEqual([40_000, 0]);
  });
  it('two clusters pay the cap together, the odd penny by the first that the session names (S3, F14)', () => {
    const sessions = [{ ...SESSION, vatRegistered: false, clusters: 'South Cluster; North Cluster' }];
    const parts = sessionSplit(read({ sessions }), 0, parameters(set('cpd.cap', 400_01)));
    expect([0, 1].map((cluster) => potPartOf(parts, cluster).gross)).toEqual([20_000, 20_001]);
  });
  it('nobody can say while the cap of the session’s year is not set (S1)', () => {
    const split = (from: number) =>
      sessionSplit(read({ sessions: [SESSION] }), 0, parameters(set('cpd.cap', null, from)));
    expect(() => split(2026)).toThrow('cpd.cap is not set');
    expect(split(2027).pot.net).toBe(40_000);
  });
});
