import { ledgerLine, SESSION } from '../../support/builders';
import { findingsIn, MONEY, PLAIN, rulesOf, YEAR_END } from '../../support/ledger-cases';
import type { Row } from '../../support/rules-tables';

describe('what a pot pays of a session (S1, S3)', () => {
  const pay = (more: Row = {}) => ledgerLine('L-1', '2026-11-10', 'Out', 'CPD', 100, { session: 'CPD-1', ...more });
  it.each([
    [true, 20, []],
    [false, 20, ['S1']],
    [false, 0, []],
  ])('a provider registered for VAT: %j, £%d of VAT claimed: %j (S1)', (vatRegistered, vat, expected) =>
    expect(rulesOf([pay({ vat })], { sessions: [{ ...PLAIN, vatRegistered }] })[0]).toEqual(expected),
  );
  it('stops what a cluster without a part in a session pays of it (S1, S3)', () => {
    const south = { ...PLAIN, clusters: 'South Cluster' };
    expect(findingsIn([MONEY, pay()], { sessions: [south] })[1]!.map(({ severity }) => severity)).toContain('stop');
  });
  it.each([true, false])('the cap is the same whether the provider is a Fellow: %j (S5)', (fellow) => {
    const sessions = [{ ...PLAIN, date: '2026-10-10', fellow, netFee: 450 }];
    const paid = (net: number) => ledgerLine('L-1', '2026-10-12', 'Out', 'CPD', net, { session: 'CPD-1' });
    expect(rulesOf([paid(400)], { sessions })[0]).toEqual([]);
    expect(rulesOf([paid(400.01)], { sessions })[0]).toEqual(['S1']);
  });
  it('flags what a pot pays of a session above its part, over several invoices (S1, S3)', () => {
    const sessions = [{ ...SESSION, date: '2026-10-10', netFee: 600, clusters: 'North Cluster; South Cluster' }];
    const paid = (id: string, net: number, vat: number) =>
      ledgerLine(id, '2026-10-11', 'Out', 'CPD', net, { vat, session: 'CPD-1' });
    expect(rulesOf([paid('L-1', 200, 40)], { sessions }, YEAR_END)[0]).toEqual([]);
    expect(rulesOf([paid('L-1', 150, 30), paid('L-2', 60, 12)], { sessions }, YEAR_END)[1]).toEqual(['S1']);
  });
  it.each<[string, Row, string[]]>([
    ['the whole part with VAT', { net: 400, vat: 80 }, []],
    ['more than the part net, without VAT', { net: 480 }, ['S1']],
    ['more than the part with VAT', { net: 400, vat: 81 }, ['F15', 'S1']],
    ['more than the part as resources', { net: 480, category: 'Resources' }, ['S1']],
  ])('tests net against net and gross against gross: %s (S1)', (_, more, rules) => {
    const paid = ledgerLine('L-1', '2026-10-11', 'Out', 'CPD', 0, { session: 'CPD-1', ...more });
    expect(rulesOf([paid], { sessions: [{ ...SESSION, date: '2026-10-10' }] }, YEAR_END)[0]).toEqual(rules);
  });
  it('training that names no session is asked for one: the cap is per session (S3)', () =>
    expect(rulesOf([ledgerLine('L-1', '2026-10-20', 'Out', 'CPD', 10)])).toEqual([['S3']]));
});
