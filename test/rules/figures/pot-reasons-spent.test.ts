import type { Setting } from '../../../src/rules/basics/parameters';
import { AS_AT, ledgerLine, parameters, set } from '../../support/builders';
import { MONEY } from '../../support/ledger-cases';
import { ask } from '../../support/why';

describe('why a pot has spent what it has, where lines have VAT (F11, F15)', () => {
  const spent = (settings: Setting[], net = 100, vat = 20) => {
    const ledger = [MONEY, ledgerLine('L-1', '2026-10-20', 'Out', 'Resources', net, { vat })];
    const { answer, reasons } = ask(
      'North Cluster: Cluster pot: 2026/27',
      'Spent',
      { ledger },
      AS_AT,
      parameters(...settings),
    );
    return [answer, ...reasons[0]!.inputs];
  };
  it.each<[string, Setting[], string[]]>([
    [
      'recover it, by Settings',
      [set('vat.chargedToPot', 0, 2026)],
      [
        '£100.00',
        'L-1, 20 Oct 2026, Resources: £100.00; £20.00 VAT is not charged to the pot',
        'VAT charged to the pot: no',
      ],
    ],
    [
      'do not, as is assumed',
      [],
      ['£120.00', 'L-1, 20 Oct 2026, Resources: £100.00 + £20.00 VAT', 'VAT charged to the pot: yes (assumed)'],
    ],
  ])('says that lead schools %s (F15)', (_what, settings, expected) => expect(spent(settings)).toEqual(expected));
  it('says nothing of VAT where there is none (F11)', () =>
    expect(spent([], 100, 0)).toEqual(['£100.00', 'L-1, 20 Oct 2026, Resources: £100.00']));
});
