import { twinLines } from '../../../src/rules/money/twin-lines';
import { ledgerLine, read } from '../../support/builders';
import { flagsOf, rulesOf } from '../../support/ledger-cases';
import type { Row } from '../../support/rules-tables';

const PAID = ledgerLine('L-1', '2026-10-05', 'Out', 'Travel', 45.2, { payee: 'Coach & Co', vat: 9.04 });
const twins = (...ledger: Row[]) =>
  Array.from(twinLines(read({ ledger }).ledger)).map(([row, { id }]) => `${ledger[row]!['id']} as ${id}`);

describe('a payment that may have been entered twice (S13)', () => {
  it('is every line after the first that says the same, whatever else is noted on it', () =>
    expect(
      twins(PAID, { ...PAID, id: 'L-2', note: 'x', payee: 'coach and co.' }, { ...PAID, id: 'L-3', request: 'R-1' }),
    ).toEqual(['L-2 as L-1', 'L-3 as L-1']));

  it('is one of nobody where neither names who was paid', () =>
    expect(twins({ ...PAID, payee: null }, { ...PAID, id: 'L-2', payee: null })).toEqual(['L-2 as L-1']));

  it.each<[string, Row]>([
    ['day and sum, whatever the two come to', { date: '2026-10-06', net: 35.59 }],
    ['cluster and sum, whatever the two come to', { cluster: 'South Cluster', net: 44.89 }],
    ['day', { date: '2026-10-06' }],
    ['cluster', { cluster: 'South Cluster' }],
    ['pot', { pot: 'Lead support' }],
    ['direction', { direction: 'In' }],
    ['category', { category: 'Other' }],
    ['payee', { payee: 'Train & Co' }],
    ['sum', { net: 45.21 }],
    ['VAT', { vat: 0 }],
    ['school', { school: 'School 1' }],
  ])('is none of another %s', (_, more) => expect(twins(PAID, { ...PAID, ...more, id: 'L-2' })).toEqual([]));

  it('is a warning at the later line, which counts all the same (S13)', () => {
    const rules = rulesOf([PAID, { ...PAID, id: 'L-2' }]);
    expect(rules.map((found) => found.includes('S13'))).toEqual([false, true]);
    expect(flagsOf([PAID, { ...PAID, id: 'L-2' }])[1]).toContain(
      'S13: says the same as L-1: was one payment entered twice?',
    );
    expect(
      flagsOf([
        { ...PAID, id: null },
        { ...PAID, id: 'L-2' },
      ])[1]!.join(),
    ).toContain('the same as a line above:');
  });
});
