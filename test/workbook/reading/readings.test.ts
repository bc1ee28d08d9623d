import { Readings } from '../../../src/workbook/reading/readings';

describe('what was read of some grids', () => {
  it('is made once for each grid and each thing that is made of it', () => {
    const readings = new Readings();
    const [one, alike] = [[['Name']], [['Name']]];
    let made = 0;
    const make = () => `made ${++made}`;
    const found = [
      readings.of(one, 'ledger', make),
      readings.of(one, 'ledger', make),
      readings.of(one, 'parameters', make),
      readings.of(alike, 'ledger', make),
    ];
    expect(found).toEqual(['made 1', 'made 1', 'made 2', 'made 3']);
  });
});
